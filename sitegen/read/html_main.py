"""The part of a saved page that is the article, and what in it is not."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from sitegen.text.wordlists import load_words

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_ENOUGH = 140
"""An element that is marked as the article holds at least this many characters of paragraphs."""

_NEVER_TEXT = frozenset(
    {"aside", "audio", "button", "canvas", "dialog", "embed", "figcaption", "figure", "footer", "form", "head"}
    | {"iframe", "img", "input", "link", "map", "meta", "nav", "noscript", "object", "picture", "select", "textarea"}
    | {"title", "video"}
)
_UNLESS_LARGE = frozenset({"address", "article", "header"})
_OTHER_ROLES = frozenset({"banner", "complementary", "contentinfo", "dialog", "navigation", "search", "toolbar"})
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")


class Furniture:
    """Tells what belongs to a page and not to its article, and how much text each element holds."""

    def __init__(self, soup: BeautifulSoup) -> None:
        self._words = load_words("page_furniture")
        self._within: dict[int, int] = defaultdict(int)
        """Characters of paragraphs inside an element, without those of links, by the identity of the element."""
        self._near: dict[int, float] = defaultdict(float)
        """The same for its own paragraphs, and half of those one level further in."""
        self._count(soup)
        self.main = self._find_main(soup)

    def _count(self, soup: BeautifulSoup) -> None:
        """Count the paragraphs; on a page without any, the words of every element."""
        lengths = {id(p): (p, _length(p.get_text()) - _length_of_links(p)) for p in soup.find_all("p")}
        if not any(length > 0 for _, length in lengths.values()):
            lengths = {id(tag): (tag, _length(" ".join(_own_words(tag)))) for tag in soup.find_all(True)}
        for tag, length in lengths.values():
            if length <= 0:
                continue
            self._within[id(tag)] += length
            for distance, around in enumerate(tag.parents):
                self._within[id(around)] += length
                if distance < 2:
                    self._near[id(around)] += length / (distance + 1)

    def _find_main(self, soup: BeautifulSoup) -> Tag:
        """What is marked as the article, else the element with the most paragraphs of its own, else the page."""
        for marked in (
            soup.find_all(itemprop="articleBody"),
            soup.find_all("article"),
            soup.find_all("main"),
            soup.find_all(role="main"),
        ):
            largest = max(marked, key=lambda tag: self._within[id(tag)], default=None)
            if largest is not None and self._within[id(largest)] >= min(_ENOUGH, self._within[id(soup)] // 2 + 1):
                return largest
        densest = max(soup.find_all(True), key=lambda tag: self._near[id(tag)], default=soup)
        return densest if self._near[id(densest)] else soup.find("body") or soup

    def holds(self, tag: Tag) -> bool:
        """True for what is not the article's text: by its element, its role, or the words in its class and id."""
        if (tag.name in _NEVER_TEXT and not _is_of_quotation(tag)) or tag.has_attr("hidden"):
            return True
        if 2 * self._within[id(tag)] > self._within[id(self.main)]:
            return False
        return tag.name in _UNLESS_LARGE or self._says_so(tag)

    def _says_so(self, tag: Tag) -> bool:
        if not tag.attrs:
            return False
        if tag.get("aria-hidden") == "true" or tag.get("role") in _OTHER_ROLES:
            return True
        if re.search(r"display\s*:\s*none", str(tag.get("style", ""))):
            return True
        named = f"{_joined(tag.get('class'))} {_joined(tag.get('id'))}"
        words = named.lower().split() if tag.name == "p" else [w.lower() for w in _WORD.findall(named)]
        return not self._words.isdisjoint(words)


def _is_of_quotation(tag: Tag) -> bool:
    """True for the footer of a block quotation, and for a figure around one with its caption."""
    if tag.name == "footer":
        return tag.find_parent("blockquote") is not None
    figure = tag.find_parent("figure") if tag.name == "figcaption" else tag if tag.name == "figure" else None
    return figure is not None and figure.find("blockquote") is not None


def _length(words: str) -> int:
    return len(" ".join(words.split()))


def _length_of_links(tag: Tag) -> int:
    return sum(_length(link.get_text()) for link in tag.find_all("a"))


def _own_words(tag: Tag) -> list[str]:
    """The words that stand in `tag` itself, not in an element in it."""
    return [] if tag.name == "a" else [str(child) for child in tag.children if getattr(child, "name", None) is None]


def _joined(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value or "")
