"""What an import finds: articles to be, their pictures, and what was left out of them."""

from __future__ import annotations

import base64
import datetime
import posixpath
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import field
from urllib.parse import unquote, urlsplit

from sitegen.model import Publisher
from sitegen.read.draft import Body
from sitegen.read.html_fragment_words import FoundPicture
from sitegen.text.slugs import MOST_LETTERS, make_slug
from sitegen.text.values import value

Load = Callable[[], bytes]
"""Gives the bytes of a file when they are needed. Raises SitegenError or OSError."""
Find = Callable[[str], Load | None]
"""Gives the picture at an address, as it is written; None where it is not at hand."""

PICTURE_FOLDER = "pictures"
"""Below static/: where the pictures of an import go, those of each article in a folder of its own."""


@value
class Copied:
    """A file for static/: its path there, and its bytes when they are asked for."""

    path: str
    load: Load = field(compare=False)


@value
class Item:
    """An article to be, or a plain page."""

    origin: str
    """Where it comes from, for messages: a file, and which of the articles in it."""
    title: str
    body: Body
    """Its text; the pictures in it are named by their paths below static/, with a slash before them."""
    slug: str = ""
    date: datetime.date | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    source: Publisher | None = None
    language: str = ""
    summary: str = ""
    dateline: str = ""
    draft: bool = False
    is_page: bool = False
    updated: datetime.date | None = None
    aliases: tuple[str, ...] = ()
    """Its old addresses, as paths below the site."""
    addresses: tuple[str, ...] = ()
    """How others of its import name it: whole addresses."""
    correction: str = ""
    due: datetime.date | None = None
    """The day from which it goes out, and below the one from which it does no more."""
    expires: datetime.date | None = None
    pictures: tuple[Copied, ...] = ()
    left_out: tuple[str, ...] = ()
    """What did not come along, in words."""

    @property
    def stem(self) -> str:
        """The name of its file, without ending."""
        return self.slug or slug_of(self.title) or "article"


@value
class LeftOut:
    """Something that makes no article, and why."""

    origin: str
    why: str


def counted(number: int, one: str, more: str) -> str:
    """So many of something, in words."""
    return f"{number} {one if number == 1 else more}"


def slug_of(words: str) -> str:
    """The slug of a title; empty where nothing of it can be kept."""
    return make_slug(words, MOST_LETTERS)


class Pictures:
    """The pictures of one article, as they are come upon."""

    def __init__(self, slug: str, find: Find) -> None:
        self.found: dict[str, Copied] = {}
        """By the addresses under which they were asked for."""
        self._slug = slug
        self._taken: set[str] = set()
        self._numbers: Counter[str] = Counter()
        self._find = find

    def place(self, picture: FoundPicture) -> str:
        """The path below static/ of a picture, with a slash before it; empty for one that is not at hand."""
        known = self.found.get(picture.address)
        if known is None:
            load = _in_itself(picture.address) or self._find(picture.address)
            if load is None:
                return ""
            known = self.found[picture.address] = Copied(self._free(picture.address), load)
        return f"/{known.path}"

    @property
    def copied(self) -> tuple[Copied, ...]:
        """All that are at hand, in order."""
        return tuple(self.found.values())

    def _free(self, address: str) -> str:
        """A path that no other picture of the article has."""
        held = _IN_ITSELF.match(address)
        name = f"picture.{held[1]}" if held else posixpath.basename(unquote(_path_of(address)))
        stem, ending = posixpath.splitext(name)
        kept = f".{make_slug(ending)}" if make_slug(ending) else ""
        stem = slug_of(stem) or "picture"
        while True:
            self._numbers[stem + kept] += 1
            path = self._path(stem, self._numbers[stem + kept], kept)
            if path not in self._taken:
                self._taken.add(path)
                return path

    def _path(self, stem: str, number: int, ending: str) -> str:
        more = f"-{number}" if number > 1 else ""
        return f"{PICTURE_FOLDER}/{self._slug}/{stem}{more}{ending}"


_IN_ITSELF = re.compile(r"data:image/(avif|gif|jpeg|png|webp)(?:;[^;,]*)*;base64,(?=.{100})", re.IGNORECASE | re.DOTALL)
"""The beginning of an address that is a picture itself; those of a few bytes only keep a place on a page."""


def _in_itself(address: str) -> Load | None:
    """The picture that an address is, if it is one."""
    held = _IN_ITSELF.match(address)
    if held is None:
        return None
    try:
        picture = base64.b64decode(unquote(address[held.end() :]), validate=True)
    except ValueError:
        return None
    return lambda: picture


def _path_of(address: str) -> str:
    try:
        return urlsplit(address.replace("\\", "/")).path
    except ValueError:
        return address
