"""The leaves of a saved page: every run of words between two block boundaries, and how much of it is prose or link."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from bs4.element import PageElement

BLOCKS = frozenset(
    {"p", "pre", "div", "section", "article", "main", "body", "html", "center", "details", "summary", "header", "hr"}
    | {"hgroup", "fieldset", "address", "aside", "footer", "nav", "figure", "figcaption", "form", "dialog"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "li", "dt", "dd", "blockquote"}
    | {"table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"}
)
"""Elements that begin and end a leaf."""

_BLOCKS = tuple(BLOCKS)

NO_WORDS = frozenset(
    {"audio", "button", "canvas", "datalist", "embed", "head", "iframe", "img", "input", "link", "map", "meta"}
    | {"noscript", "object", "option", "picture", "script", "select", "style", "svg", "template", "textarea"}
    | {"title", "video"}
)
"""Elements whose words, if any, are never those of an article."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

_DRAWN_AS_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item)", re.IGNORECASE)
_CLASSES_OF_BLOCKS = frozenset({"block", "d-block"})
"""Classes of wide-spread frameworks."""

_SENTENCE_END = re.compile(r"[.!?…。!?।؟][\"'”’»)\]]*\s*$")
_LONG = 100
"""Words of this many characters are prose even without an end of a sentence."""

_SHORTEST_SENTENCE = 40
_OF_SPANS = frozenset({"div", "header", "li", "span"})
_LINE_END = "\v"
"""What stands in a leaf for a break of the line. White space as any other, and in no page."""

_HEAD_LINE = re.compile(r"(?:by|von|par|por)\s+\S|[^.]*\b(?:19|20)\d\d[^.]{0,25}$", re.IGNORECASE)
_LONGEST_HEAD = 300


@dataclass(slots=True)
class Leaf:
    """A run of words between two block boundaries."""

    block: Tag
    """The innermost block around it."""
    strings: list[PageElement] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    """Characters that stand in links."""
    links: list[Tag] = field(default_factory=list)
    text: str = ""
    size: int = 0
    """Characters; one of a script that writes words without spaces counts twice."""
    prose: bool = False
    """It reads like a sentence, and is no link."""

    def finish(self) -> bool:
        """Take the measures of what was gathered; False when there are no words."""
        self.text = " ".join("".join(self.parts).split())
        if not self.text:
            return False
        self.size = _size(self.text)
        own = self.size - self.linked
        ends = self.size >= _SHORTEST_SENTENCE and _SENTENCE_END.search(self.text) is not None
        mostly = 2 * own > self.size or (own >= _LONG and ends)
        long = self.size >= _LONG and (self.text.count(" ") > 4 or self.size > len(self.text))
        self.prose = mostly and (long or ends) and self.block.name not in HEADINGS and not self.is_head
        return True

    @property
    def lines(self) -> tuple[str, ...]:
        """Its text, in lines where breaks part it."""
        lines = (" ".join(line.split()) for line in "".join(self.parts).split(_LINE_END))
        return tuple(line for line in lines if line)

    @property
    def is_head(self) -> bool:
        """True for several short lines with a byline or a day among them."""
        if self.size > _LONGEST_HEAD or _LINE_END not in self.parts:
            return False
        lines = self.lines
        return (
            len(lines) > 1
            and all(len(line) < _LONG and not _SENTENCE_END.search(line) for line in lines)
            and any(_HEAD_LINE.match(line) for line in lines)
        )

    @property
    def ends_as_sentence(self) -> bool:
        """Three words or more with a mark at their end, and no heading."""
        ends = self.text.rstrip("\"'”’»)").endswith((".", "!", "?", "…", "。"))
        several = len(self.text.split()) > 2 or self.size > len(self.text)
        return ends and several and self.block.name not in HEADINGS

    @property
    def is_sentence(self) -> bool:
        """It is prose, or a short sentence that is no link."""
        return self.prose or (2 * self.linked < self.size and self.ends_as_sentence)

    @property
    def worth(self) -> float:
        """What it speaks for its surroundings being the article: prose does, links speak against it."""
        own = self.size - self.linked
        return float(own) if self.prose else own / 10 - self.linked


class Sums:
    """Sums over stretches of a row of numbers."""

    def __init__(self, values: Iterable[float]) -> None:
        self._before = [0.0, *accumulate(values)]

    def of(self, stretch: tuple[int, int]) -> float:
        """The sum over a stretch."""
        return self._before[stretch[1]] - self._before[stretch[0]]


class Leaves:
    """The leaves of a page in order, and for each block those inside it."""

    def __init__(self, soup: BeautifulSoup) -> None:
        self.all: list[Leaf] = []
        self.blocks: list[Tag] = []
        """Every block that holds a leaf, outer before inner."""
        self._ranges: dict[int, tuple[int, int]] = {}
        self._gather(soup)
        self._prose = [0, *accumulate(leaf.size - leaf.linked if leaf.prose else 0 for leaf in self.all)]

    def range_of(self, tag: Tag) -> tuple[int, int]:
        """The numbers of the leaves inside a block: the first, and one behind the last."""
        return self._ranges.get(id(tag), (0, 0))

    def within(self, tag: Tag) -> list[Leaf]:
        """The leaves inside a block."""
        begin, end = self.range_of(tag)
        return self.all[begin:end]

    @property
    def prose_of_all(self) -> int:
        """Characters of prose on the page, without links."""
        return self._prose[-1]

    def prose_in(self, tag: Tag) -> int:
        """Characters of prose inside a block, without links."""
        begin, end = self.range_of(tag)
        return self._prose[end] - self._prose[begin]

    def _gather(self, soup: BeautifulSoup) -> None:
        """Walk through the page once."""
        from bs4.element import NavigableString, Tag

        leaf = Leaf(soup)
        links: list[Tag] = []
        breaks = 0

        def flush(block: Tag) -> None:
            nonlocal leaf, breaks
            if leaf.parts:
                if leaf.finish():
                    self.all.append(leaf)
                leaf = Leaf(block)
            leaf.block = block
            breaks = 0

        def visit(tag: Tag, block: Tag) -> None:
            nonlocal breaks
            for child in tag.contents:
                if type(child) is NavigableString:
                    words = child.strip()
                    leaf.parts.append(child)
                    if words:
                        breaks = 0
                        leaf.strings.append(child)
                        if links:
                            leaf.linked += _size(words)
                            if not leaf.links or leaf.links[-1] is not links[-1]:
                                leaf.links.append(links[-1])
                elif not isinstance(child, Tag) or child.name in NO_WORDS:
                    continue
                elif child.name == "br":
                    breaks += 1
                    leaf.parts.append(_LINE_END)
                    if breaks > 1:
                        flush(block)
                elif is_block(child):
                    flush(child)
                    self.blocks.append(child)
                    begin = len(self.all)
                    visit(child, child)
                    flush(block)
                    self._ranges[id(child)] = (begin, len(self.all))
                elif child.name == "a":
                    links.append(child)
                    visit(child, block)
                    links.pop()
                else:
                    if child.name == "span" and _is_seam(child):
                        leaf.parts.append(_LINE_END)
                    visit(child, block)

        visit(soup, soup)
        flush(soup)
        self._ranges[id(soup)] = (0, len(self.all))
        self.blocks = [tag for tag in self.blocks if self._ranges[id(tag)][0] < self._ranges[id(tag)][1]]


def _is_seam(span: Tag) -> bool:
    """True where a span and the one before it, with nothing between them, would make one word of two.

    Not in a paragraph, in whose words programs begin spans wherever they like.
    """
    from bs4.element import Tag

    before = span.previous_sibling
    if not isinstance(before, Tag) or before.name != "span" or span.parent is None or span.parent.name not in _OF_SPANS:
        return False
    left, right = before.get_text()[-1:], span.get_text()[:1]
    return (left.islower() or left.isdigit()) and (right.isupper() or right.isdigit())


def is_block(tag: Tag) -> bool:
    """True for an element that begins a new line, by its name or by what its style or class says.

    An element that a page makes up, `ps-promo`, does so where it holds such elements.
    """
    if tag.name in BLOCKS:
        return True
    if "-" in tag.name and tag.find(_BLOCKS) is not None:
        return True
    if not tag.attrs:
        return False
    if _DRAWN_AS_BLOCK.search(str(tag.get("style") or "")) is not None:
        return True
    return not _CLASSES_OF_BLOCKS.isdisjoint(tag.get_attribute_list("class"))


def _size(words: str) -> int:
    return len(words) if words.isascii() else len(words) + sum(char >= "\u2e80" for char in words)
