"""Links from one imported article to another: they lead to the files that these become."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs, unquote, urlsplit

from sitegen.importing.items import Item
from sitegen.importing.places import is_inside, shown_link
from sitegen.text.spans import Element

_INDEX = re.compile(r"(?:^|/)index\.html?\Z", re.IGNORECASE)
_NUMBERS = ("p", "page_id")
"""Parameters by which WordPress names a post."""


class Links:
    """The files of all articles of an import, by the addresses that they had."""

    def __init__(self) -> None:
        self._paths: dict[str, str] = {}
        """Empty for an address that two of them had."""

    def add(self, item: Item, path: str) -> None:
        """Have links to the article lead to the file at this path below the project."""
        for key in {_key(address) for address in item.addresses} - {""}:
            self._paths[key] = path if self._paths.get(key, path) == path else ""

    def linked(self, item: Item, path: str) -> Item:
        """The article, which becomes the file at `path`, with links to files.

        A link to a place in an imported folder that became no article is none: its words stay, and that is told.
        """
        marks: list[Element] = []
        left_out: list[str] = []
        for mark in item.body.marks:
            href = mark.get("href") if mark.tag == "a" else None
            target = self._target(href) if href else ""
            if target and href:
                marks.append(replace(mark, attrs=(("href", _relative(target, path, href)),)))
            elif href and is_inside(href):
                left_out.append(f"a link to {shown_link(href)[:200]}")
            else:
                marks.append(mark)
        body = replace(item.body, marks=tuple(marks))
        return replace(item, body=body, left_out=(*item.left_out, *left_out))

    def _target(self, href: str) -> str:
        return next((path for key in _keys(href) if (path := self._paths.get(key, ""))), "")


def _relative(target: str, path: str, href: str) -> str:
    """The way from one file to another, with the place on its page that an address names."""
    fragment = urlsplit(href).fragment
    return posixpath.relpath(target, posixpath.dirname(path)) + (f"#{fragment}" if fragment else "")


def _keys(href: str) -> Iterator[str]:
    """The keys of an address; of a reference of Hugo first that beside the page in which it stands."""
    try:
        here = parse_qs(urlsplit(href).query).get("here", [""])[0]
    except ValueError:
        return
    if here and is_inside(href):
        head, mark, name = href.partition("/ref:/")
        yield _key(f"{head}{mark}{posixpath.normpath(posixpath.join(here, name.partition('?')[0]))}")
    yield _key(href)


def _key(address: str) -> str:
    """What is alike in all ways to write an address; empty for none."""
    try:
        parts = urlsplit(address)
        host, query = (parts.hostname or "").removeprefix("www."), parse_qs(parts.query)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    number = next((query[one][0] for one in _NUMBERS if one in query), "")
    path = _INDEX.sub("", unquote(parts.path)).strip("/")
    return f"{host}/?{number}" if number and not path else f"{host}/{path}" if path else ""
