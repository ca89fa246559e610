"""Writes what is imported into a project, and nothing over what is there."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from enum import StrEnum
from hashlib import blake2b
from pathlib import Path, PurePosixPath

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.importing.front import render_item
from sitegen.importing.items import Copied, Item
from sitegen.importing.links import Links
from sitegen.importing.markdown import write_markdown
from sitegen.read import find_sources, read_text
from sitegen.text.slugs import NOT_FOR_PAGES
from sitegen.text.values import value

_NO_PAGES = NOT_FOR_PAGES | {"404", "glossary", "quotations", "search", "speakers", "feed"}
"""What a plain page cannot be called, for the site has such a page of its own."""


class Became(StrEnum):
    """What became of an article."""

    WRITTEN = "written"
    SAME = "same"
    """It is there already, byte for byte."""
    TAKEN = "taken"
    """Something else is there, and stays."""
    BROKEN = "broken"
    """A build could not read it, so it was not written."""


@value
class Written:
    """An article, the path of its file below the project, and what became of it."""

    item: Item
    path: str
    became: Became
    pictures: int = 0
    """So many pictures were written for it."""
    why: str = ""


class Writer:
    """Writes articles one after another; two of one import never get the same name."""

    def __init__(self, into: Path, *, dry_run: bool = False) -> None:
        self._into = into
        self._dry_run = dry_run
        self._taken: set[str] = set()
        self._links = Links()
        self._elsewhere = _stems_in(into)
        """By their names without ending, the articles of the project that lie in other places than an import's."""
        self._numbers: Counter[str] = Counter()
        """By stems, how many names with a number were given: the next one is tried behind them."""
        self._aliases: set[str] = set()
        self._pictures: dict[str, bytes] = {}
        """The prints of the pictures of this import, by their paths below the project."""

    def place(self, item: Item) -> str:
        """The path below the project of the file that an article becomes; links in others lead there."""
        path = self._free_path(item)
        self._taken.add(path)
        self._links.add(item, path)
        return path

    def write(self, item: Item, path: str) -> Written:
        """Write an article to the path where it was placed, and its pictures, unless something is there.

        All articles of an import are placed before. Raises SitegenError: SG860 for a file that is in the way, SG861 for
        the system's refusal.
        """
        item = self._with_free_aliases(self._links.linked(item, path))
        markdown, pictures = self._with_pictures(item)
        text = render_item(item, markdown)
        try:
            read_text(text, path)
        except SitegenError as error:
            return Written(item, path, Became.BROKEN, why=error.diagnostics[0].message)
        try:
            there = self._content_at(path)
            if there is not None:
                return Written(item, path, Became.SAME if there == text.encode() else Became.TAKEN)
            count = sum([self._put(f"static/{one.path}", content) for one, content in pictures])
            self._put(path, text.encode())
        except OSError as error:
            message = f"cannot be written: {error.strerror or error}"
            raise SitegenError(
                Diagnostic(str(self._into / path), message, "SG861", help="name another folder")
            ) from error
        return Written(item, path, Became.WRITTEN, count)

    def _free_path(self, item: Item) -> str:
        folder, reserved = ("pages", _NO_PAGES) if item.is_page else ("articles", NOT_FOR_PAGES)
        kind = "page" if item.is_page else "article"
        first = f"{item.stem}-{kind}" if item.stem in reserved else item.stem
        for stem in _stems(item, first, self._numbers):
            if (path := f"{folder}/{stem}.md") not in self._taken and not self._elsewhere.get(stem, set()) - {path}:
                return path
        raise AssertionError("there are endless names")

    def _with_free_aliases(self, item: Item) -> Item:
        """The article without old addresses that another one of this import has."""
        keys = {alias: alias.strip("/").casefold() for alias in item.aliases}
        free = tuple(alias for alias, key in keys.items() if key not in self._aliases)
        self._aliases.update(keys.values())
        return replace(item, aliases=free)

    def _with_pictures(self, item: Item) -> tuple[str, list[tuple[Copied, bytes]]]:
        """The body in Markdown with the names under which its pictures can stand, and their bytes."""
        pictures: list[tuple[Copied, bytes]] = []
        body = write_markdown(item.body)
        for one in item.pictures:
            content = one.load()
            path = self._picture_path(one.path, content)
            if path != one.path:
                body = body.replace(f"](/{one.path}", f"](/{path}")
            self._pictures[f"static/{path}"] = _print_of(content)
            pictures.append((replace(one, path=path), content))
        return body, pictures

    def _picture_path(self, path: str, content: bytes) -> str:
        """The first name under which nothing stands, or this very picture."""
        place = PurePosixPath(path)
        number = 1
        while not self._fits(f"static/{path}", content):
            number += 1
            path = place.with_name(f"{place.stem}-{number}{place.suffix}").as_posix()
        return path

    def _fits(self, path: str, content: bytes) -> bool:
        if path in self._pictures:
            return self._pictures[path] == _print_of(content)
        there = self._content_at(path)
        return there is None or there == content

    def _content_at(self, path: str) -> bytes | None:
        place = self._into / path
        if not os.path.lexists(place):
            return None
        return place.read_bytes() if place.is_file() else b"\0"

    def _put(self, path: str, content: bytes) -> bool:
        """Write a file where there is none, whole or not at all; gives whether there was none."""
        place = self._into / path
        if os.path.lexists(place):
            return False
        if self._dry_run:
            return True
        self._make_folder(place.parent)
        stage = place.with_name(f".{place.name[:100]}.{os.getpid()}.sitegen")
        try:
            with open(stage, "xb") as stream:
                stream.write(content)
            os.rename(stage, place)
        except BaseException:
            stage.unlink(missing_ok=True)
            raise
        return True

    def _make_folder(self, folder: Path) -> None:
        """The folder, in which no link leads elsewhere."""
        for parent in (folder, *folder.parents):
            if parent == self._into or parent == self._into.parent:
                break
            if parent.is_symlink():
                message, hint = "this is a link, and an import writes through none", "replace it by a folder"
                raise SitegenError(Diagnostic(str(parent), message, "SG860", help=hint))
        folder.mkdir(parents=True, exist_ok=True)


def _stems_in(project: Path) -> dict[str, set[str]]:
    """The articles of a project, by their names without ending: two of one name would have one address."""
    found: dict[str, set[str]] = {}
    with suppress(SitegenError):  # what is wrong in the project is told when it is built
        for path in find_sources(project).paths if project.is_dir() else ():
            below = path.relative_to(project)
            found.setdefault(below.stem, set()).add(below.as_posix())
    return found


def _stems(item: Item, stem: str, numbers: Counter[str]) -> Iterator[str]:
    """Names for an article: its slug, with its day, then with numbers."""
    yield stem
    if item.date is not None:
        stem = f"{stem}-{item.date.isoformat()}"
        yield stem
    while True:
        numbers[stem] += 1
        yield f"{stem}-{numbers[stem] + 1}"


def _print_of(content: bytes) -> bytes:
    return blake2b(content, digest_size=16).digest()
