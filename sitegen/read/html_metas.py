"""What the <meta> elements of a saved page say, by what they are about."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from sitegen.text.wordlists import load_table

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_ESCAPED = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,10}\d?);")

Metas = Mapping[str, str]
"""The contents of the <meta> elements of a page by their names in lower case."""


def read_metas(soup: BeautifulSoup) -> Metas:
    """The contents of the page's <meta> elements; the first of each name counts.

    A name with the vocabulary that it is of before a colon counts without it too, where no other has it.
    """
    found: dict[str, str] = {}
    for meta in soup.find_all("meta", limit=500):
        name = attribute(meta, "property") or attribute(meta, "name") or attribute(meta, "itemprop")
        found.setdefault(name.strip().lower(), unescaped(attribute(meta, "content")).strip())
    for name, content in tuple(found.items()):
        found.setdefault(name.rpartition(":")[2], content)
    return found


def unescaped(words: str) -> str:
    """Words of the head without what was escaped twice, of which programs have written `&amp;#8217;`."""
    return _ESCAPED.sub(lambda found: html.unescape(found[0]), words) if "&" in words else words


def said_of(metas: Metas, about: str) -> Iterator[str]:
    """What is said of the headline, the summary, the day or the author, the surest first."""
    return (metas[name] for name in _names(about) if metas.get(name))


def first_said(metas: Metas, about: str) -> str:
    """The surest of that, or ""."""
    return next(said_of(metas, about), "")


def attribute(tag: Any, name: str) -> str:
    """The value of an attribute as one string; "" without the attribute or without the element."""
    value = tag.get(name) if tag is not None else None
    return value if isinstance(value, str) else " ".join(value or ())


@cache
def _names(about: str) -> tuple[str, ...]:
    return tuple(name for kind, name in load_table("page_metas") if kind == about)
