"""The part of a saved page that is its article: what is marked as such, unless most of the prose stands elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from sitegen.read.html_apart import (
    CONTAINERS,
    SHORTEST_STORY,
    About,
    find_apart,
    headed_article,
    holds_headline,
    kind_of,
    letters,
)
from sitegen.read.html_hints import class_words, hint_of
from sitegen.read.html_leaves import Leaf, Leaves, Sums
from sitegen.text.values import value

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_ENOUGH = 0.7
"""What is marked as the article holds at least this share of the prose that would be chosen without the mark."""

_WORTH_OF_HEADLINE = 200
"""Characters of prose that the headline is worth: the article stands with it."""

_OF_AUTHORS = frozenset({"author", "authors", "byline"})
_SUBMITTED = _OF_AUTHORS | {"submitted"}
_LINES_MORE = 6
"""Lines that are looked at before the headline and behind the article, for the day and the authors."""

_NUMBER = re.compile(r"\d+")
_NOTE = re.compile(r"[\[(]?(?:\d{1,3}|[ivxlc]{1,6}|[*†‡§]{1,3})[\])]?[.:]?")
_MOST_BEHIND = 6
_OPENING = 40
"""So many letters of the page's description tell the paragraph that it is taken from."""


@value
class Main:
    """The part that was chosen."""

    tag: Tag
    begin: int
    """The first of its leaves that is the article's."""
    end: int
    """One behind the last."""
    apart: frozenset[int]
    """The identities of elements, anywhere on the page, that are no part of any article."""
    free: tuple[bool, ...]
    """Which leaves of the page stand in no such element, or in one that tells of the author."""
    prose: float
    """Characters of prose on the page, without those elements."""


def find_main(soup: BeautifulSoup, leaves: Leaves, about: About) -> Main:
    """The element around the article, and which of its leaves may belong to it."""
    apart = find_apart(leaves, about)
    free = [True] * len(leaves.all)
    for tag in apart:
        begin, end = leaves.range_of(tag)
        free[begin:end] = [False] * (end - begin)
    if not any(leaf.prose and is_free for leaf, is_free in zip(leaves.all, free, strict=True)):
        apart, free = [], [True] * len(leaves.all)
    search = _Search(soup, leaves, free, letters(about.headline))
    chosen = search.with_opening(search.choose(), about.description)
    begin, end = search.window(chosen, about.headline)
    around = chosen
    while (here := leaves.range_of(around))[0] > begin or here[1] < end:
        around = around.parent or soup
    of_author = {at for tag in apart if _tells_of_author(tag) for at in range(*leaves.range_of(tag))}
    known = tuple(is_free or at in of_author for at, is_free in enumerate(free))
    return Main(around, begin, end, frozenset(map(id, apart)), known, search.prose.of((0, len(free))))


def _tells_of_author(tag: Tag) -> bool:
    """True for what is named a byline, and for the foot of an article, which may stand at its head, with one in it."""
    if class_words(tag) & _OF_AUTHORS:
        return True
    return tag.name == "footer" and any(class_words(one) & _SUBMITTED for one in tag.find_all(("div", "span", "p")))


def lines_around(leaves: Leaves, main: Main) -> tuple[str, ...]:
    """The lines from the headline to the first prose of the article, and some before the one and behind the last.

    The first prose may be a lead, with the byline below it: the lines behind it count, too.
    """
    prose = [at for at in range(main.begin, main.end) if leaves.all[at].prose] or [main.begin]
    begin = next((at for at in range(main.end - 1, -1, -1) if leaves.all[at].block.name == "h1"), prose[0])
    first = next((at for at in prose if at >= begin), begin)
    before = [at for at in range(begin) if main.free[at]][-_LINES_MORE:]
    behind = range(prose[-1] + 1, prose[-1] + 1 + _LINES_MORE)
    second = next((at for at in prose if at > first), first)
    below = range(first + 1, min(second, first + 1 + _LINES_MORE))
    shown = (leaves.all[at] for at in (*range(begin, first), *before, *below, *behind) if any(main.free[at : at + 1]))
    return tuple(line for leaf in shown for line in leaf.lines)


class _Search:
    """The search for the main part of one page. `free` tells of each leaf whether it may be the article's."""

    def __init__(self, soup: BeautifulSoup, leaves: Leaves, free: Sequence[bool], headline: str) -> None:
        self._soup = soup
        self._leaves = leaves
        self._is_prose = [leaf.prose and is_free for leaf, is_free in zip(leaves.all, free, strict=True)]
        worth = [leaf.worth if is_free else 0.0 for leaf, is_free in zip(leaves.all, free, strict=True)]
        for at, leaf in enumerate(leaves.all):
            if leaf.block.name == "h1" and headline and letters(leaf.text) in headline:
                worth[at] += _WORTH_OF_HEADLINE
                break
        self._worth = Sums(worth)
        self.prose = Sums(
            leaf.size - leaf.linked if counts else 0 for leaf, counts in zip(leaves.all, self._is_prose, strict=True)
        )

    def choose(self) -> Tag:
        """What is marked as the article, unless much more prose stands together elsewhere; all of a piece of a page."""
        densest = self._densest()
        story = headed_article(self._leaves)
        if story is not None and self._is_among_teasers(story, densest):
            return story
        wanted = max(1.0, _ENOUGH * self._prose_in(densest))
        for marked in _marked(self._soup):
            largest = max(marked, key=self._prose_in, default=None)
            if largest is not None and self._prose_in(largest) >= wanted:
                return largest
        is_bare = densest.name == "p" and densest.parent is self._soup
        return self._soup if is_bare else self._without_boxes(densest)

    def _is_among_teasers(self, story: Tag, around: Tag) -> bool:
        """True where `story` has half of the prose in `around`, and what else stands there is single paragraphs."""
        if 2 * self._prose_in(story) < self._prose_in(around) or self._prose_in(story) == self._prose_in(around):
            return False
        begin, end = self._leaves.range_of(story)
        first, last = self._leaves.range_of(around)
        prose = [at for at in (*range(first, begin), *range(end, last)) if self._is_prose[at]]
        return len(prose) > 1 and all(behind - at > 1 for at, behind in pairwise(prose))

    def _without_boxes(self, chosen: Tag) -> Tag:
        """The innermost container with nearly all the prose of `chosen`."""
        while True:
            inner = max(chosen.find_all(CONTAINERS, recursive=False), key=self._prose_in, default=None)
            if inner is None or self._prose_in(inner) < _ENOUGH * self._prose_in(chosen):
                return chosen
            if any(
                self._prose_in(other) for other in chosen.find_all(CONTAINERS, recursive=False) if _twins(other, inner)
            ):
                return chosen
            chosen = inner

    def with_opening(self, chosen: Tag, description: str) -> Tag:
        """`chosen`, or the article that begins as the page's description does, where that is another."""
        wanted = letters(description)[:_OPENING]
        begin, end = self._leaves.range_of(chosen)
        if len(wanted) < _OPENING:
            return chosen
        for at, leaf in enumerate(self._leaves.all):
            if self._is_prose[at] and letters(leaf.text).startswith(wanted):
                if begin <= at < end:
                    return chosen
                article = leaf.block.find_parent("article")
                return (
                    article
                    if article and self._prose_in(article) >= SHORTEST_STORY and chosen not in article.descendants
                    else chosen
                )
        return chosen

    def window(self, chosen: Tag, headline: str) -> tuple[int, int]:
        """The leaves of the article: those of `chosen`, with a lead before it and sections like it behind it."""
        begin, end = self._leaves.range_of(chosen)
        title = letters(headline)
        heads = [
            at
            for at in range(begin)
            if (leaf := self._leaves.all[at]).block.name == "h1" or (title and letters(leaf.text) == title)
        ]
        if heads and not any(leaf.block.name == "h1" for leaf in self._leaves.within(chosen)):
            begin = next((at for at in range(heads[-1] + 1, begin) if self._is_lead(at)), begin)
        else:
            begin = self._headline_in(begin, end)
        around = chosen.parent or self._soup
        return begin, max(end, self._run_behind(chosen), self._run_behind(around), self._notes_behind(chosen))

    def _headline_in(self, begin: int, end: int) -> int:
        """The headline among these leaves, where next to nothing stands before it; else the first of them."""
        head = next((at for at in range(begin, end) if self._leaves.all[at].block.name == "h1"), begin)
        return head if 5 * self.prose.of((begin, head)) <= self.prose.of((begin, end)) else begin

    def _run_behind(self, tag: Tag) -> int:
        """One behind the last leaf of those elements behind `tag` that go on with it; 0 without any."""
        end = 0
        for sibling in tag.find_next_siblings() if _is_marked_kind(tag) else ():
            if self._prose_in(sibling):
                if kind_of(sibling) != kind_of(tag) or holds_headline(sibling, self._leaves):
                    break
                end = self._leaves.range_of(sibling)[1]
        return end

    def _notes_behind(self, tag: Tag) -> int:
        """One behind the last leaf of the notes that stand behind `tag`, each with its mark that leads back; else 0."""
        end = 0
        for sibling in tag.find_next_siblings(limit=_MOST_BEHIND):
            marks = [str(link["href"])[1:] for link in sibling.find_all("a", href=True, limit=1) if _is_mark(link)]
            if marks and not any(marks[0] in (one.get("id"), one.get("name")) for one in tag.find_all(True)):
                break
            if marks:
                end = self._leaves.range_of(sibling)[1]
        return end

    def _is_lead(self, at: int) -> bool:
        leaf = self._leaves.all[at]
        return self._is_prose[at] and not any(hint_of(tag) for tag in _near(leaf))

    def _densest(self) -> Tag:
        """The block whose prose outweighs its links most, the innermost of those."""
        densest: Tag = self._soup.find("body") or self._soup
        most = 0.0
        for tag in self._leaves.blocks:
            here = self._worth.of(self._leaves.range_of(tag))
            if here > 0 and here >= most:
                densest, most = tag, here
        return densest

    def _prose_in(self, tag: Tag) -> float:
        return self.prose.of(self._leaves.range_of(tag))


def _twins(one: Tag, other: Tag) -> bool:
    """True for two elements of one class, or whose ids differ in their numbers alone, as pages of a document do."""
    mine, theirs = str(one.get("id") or ""), str(other.get("id") or "")
    are_numbered = mine != theirs and _NUMBER.sub("#", mine) == _NUMBER.sub("#", theirs)
    return are_numbered or (one is not other and bool(one.get("class")) and kind_of(one) == kind_of(other))


def _is_marked_kind(tag: Tag) -> bool:
    """True for an element that siblings can be recognised by."""
    return tag.name in ("article", "section") or (
        tag.name in CONTAINERS and bool(tag.get("class") or tag.get("itemprop"))
    )


def _is_mark(link: Tag) -> bool:
    """True for a link that is the mark of a note, and leads to a place on the page."""
    return str(link["href"]).startswith("#") and _NOTE.fullmatch(link.get_text().strip()) is not None


def _near(leaf: Leaf) -> Iterator[Tag]:
    """The block of a leaf and the two around it."""
    yield leaf.block
    yield from list(leaf.block.parents)[:2]


def _marked(soup: BeautifulSoup) -> Iterator[list[Tag]]:
    yield soup.find_all(itemprop="articleBody")
    yield soup.find_all("article")
    yield soup.find_all("main")
    yield soup.find_all(role="main")
