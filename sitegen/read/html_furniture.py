"""What in the main part of a saved page is not its article: link lists, share bars, teasers, calls to subscribe."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sitegen.read.figures import find_credit
from sitegen.read.html_apart import is_offer, letters
from sitegen.read.html_authors import byline_names
from sitegen.read.html_hints import Hint, hint_of, is_named_caption, is_of_quotation, named_words
from sitegen.read.html_leaves import HEADINGS, NO_WORDS, Leaf, Leaves, Sums
from sitegen.read.html_lines import (
    asks_reader,
    has_day,
    is_furniture,
    is_of_author,
    is_of_time,
    opens_others,
    says_whose,
    tells_of_author,
)
from sitegen.read.html_main import Main
from sitegen.read.html_pulled import pulled_lines

if TYPE_CHECKING:
    from bs4 import Tag
    from bs4.element import PageElement

_NEVER = NO_WORDS | {"aside", "dialog", "figcaption", "figure", "footer", "form", "nav"}
_SHOWN = ("img", "picture", "video", "iframe", "amp-img")
_PARTS = frozenset({"li", "td", "th", "tr", "dt", "dd", "thead", "tbody", "tfoot"})
"""Blocks that go with the list or the table that they stand in."""

_MOSTLY = 0.8
"""A line of which more stands in links is nothing but a link."""
_OF_AUTHORS = frozenset({"aboutauthor", "author", "bio", "biography"})
_HEADLINE = 20
"""Characters in the headline of a teaser."""
_CELLS = frozenset({"td", "th"})
"""Where a line may be as short as that of a button."""
_LONGEST_CREDIT = 150
_LONG_ENOUGH = 40
"""So many letters are not said twice by chance."""
_LONGEST_CAPTION = 1_000
_OF_CHOICES = ("radio", "checkbox")
_LONGEST_BOX = 400
"""Characters in a box among paragraphs that is named as what stands beside articles."""


class Furniture:
    """Tells what belongs to a page and not to its article."""

    def __init__(self, leaves: Leaves, main: Main, authors: Sequence[str] = ()) -> None:
        self.main = main.tag
        self._leaves = leaves
        self._begin, self._end = main.begin, main.end
        self._prose_of_page = main.prose
        self._out: set[int] = set()
        self._captions: dict[int, list[Tag]] = {}
        """By the identity of a box with pictures, the captions in it."""
        self._named: dict[int, bool] = {}
        """By that of a block, whether it holds what is named a caption."""
        self._kept = [main.begin <= at < main.end for at in range(len(leaves.all))]
        pairs = zip(leaves.all, main.free, strict=True)
        sizes = (leaf.size - leaf.linked if is_free and leaf.prose else 0 for leaf, is_free in pairs)
        self._prose = Sums(sizes)
        """Characters of prose that nothing surely speaks against."""
        self._all_prose = self._prose.of((main.begin, main.end))
        self._blocks = self._blocks_inside()
        self._hints = [(tag, hint) for tag in self._blocks if (hint := hint_of(tag)) and not self.is_most(tag)]
        self._drop_outside()
        self._drop_surely(main)
        self._drop_captions()
        self._drop_said_twice()
        self._drop_forms()
        self._drop_lines(authors)
        self._drop_hinted()
        self._drop_authors(authors)
        self._drop_links()
        self._drop_headings()

    @property
    def share(self) -> float:
        """Which part of the page's prose is taken as the article, of that which is not surely something else."""
        taken = sum(
            leaf.size - leaf.linked
            for leaf, is_kept in zip(self._leaves.all, self._kept, strict=True)
            if is_kept and leaf.prose
        )
        return taken / self._prose_of_page if self._prose_of_page else 1.0

    @property
    def ends_in_offer(self) -> bool:
        """Whether a box that sells the rest stands behind all that is taken."""
        last = max((at for at, is_kept in enumerate(self._kept) if is_kept), default=0)
        return any(self._leaves.range_of(tag)[0] > last and self._is_offer(tag) for tag in self._leaves.blocks)

    def _is_offer(self, tag: Tag) -> bool:
        return is_offer(tag, self._leaves, self._leaves.prose_of_all)

    def captions_in(self, tag: Tag) -> list[Tag] | None:
        """The captions in an element that holds pictures and perhaps captions alone; None for any other element."""
        if tag.name == "figure" and not is_of_quotation(tag) and not self.is_most(tag):
            return self._captions.get(id(tag), []) if hint_of(tag) is not Hint.OUT else None
        return self._captions.get(id(tag))

    def holds(self, node: PageElement) -> bool:
        """True for an element or a string that is not the article's."""
        from bs4 import Tag

        if id(node) in self._out:
            return True
        return isinstance(node, Tag) and node.name in _NEVER and not is_of_quotation(node) and not self.is_most(node)

    def is_most(self, tag: Tag) -> bool:
        """Whether most of the article's prose stands in an element."""
        return 2 * self._prose.of(self._leaves.range_of(tag)) > self._all_prose > 0

    def _blocks_inside(self) -> list[Tag]:
        """The blocks inside the main part."""
        blocks = self._leaves.blocks
        begin, end = self._leaves.range_of(self.main)
        at = next((at for at, tag in enumerate(blocks) if tag is self.main), -1)
        ranges = map(self._leaves.range_of, blocks[at + 1 :])
        return [tag for tag, here in zip(blocks[at + 1 :], ranges, strict=True) if begin <= here[0] and here[1] <= end]

    def _drop(self, tag: Tag) -> None:
        self._out.add(id(tag))
        for at in range(*self._leaves.range_of(tag)):
            self._kept[at] = False

    def _drop_leaf(self, at: int) -> None:
        self._kept[at] = False
        self._out.update(map(id, self._leaves.all[at].strings))

    def _drop_outside(self) -> None:
        for tag in self._blocks:
            begin, end = self._leaves.range_of(tag)
            if end <= self._begin or begin >= self._end:
                self._drop(tag)
        first, last = self._leaves.range_of(self.main)
        for at in (*range(first, self._begin), *range(self._end, last)):
            self._drop_leaf(at)

    def _drop_surely(self, main: Main) -> None:
        hinted = {id(tag) for tag, _ in self._hints}
        for tag in self._blocks:
            if id(tag) in main.apart and not self.is_most(tag) and (id(tag) not in hinted or self._is_offer(tag)):
                self._drop(tag)
        for tag, hint in self._hints:
            if hint >= Hint.ELSE or (hint is Hint.PICTURE and self._is_caption(tag)):
                self._drop(tag)

    def _is_caption(self, tag: Tag) -> bool:
        """True for a caption beside its picture, in a box with no words but captions."""
        begin, end = self._leaves.range_of(tag)
        if sum(leaf.size for leaf in self._leaves.all[begin:end]) > _LONGEST_CAPTION:
            return False
        for around in list(tag.parents)[:4]:
            if around is self.main:
                return False
            if around.find(_SHOWN) is not None:
                box = self._leaves.range_of(around)
                if any(self._leaves.all[at].prose for at in range(*box) if not begin <= at < end):
                    return False
                self._captions.setdefault(id(around), []).append(tag)
                return True
        return False

    def _drop_captions(self) -> None:
        """Drop lines that say what the picture in their box shows, for they end with who made it, and credits alone."""
        for at in range(self._begin, self._end):
            leaf = self._leaves.all[at]
            if not self._kept[at] or leaf.size > _LONGEST_CAPTION or is_of_quotation(leaf.block):
                continue
            credit = find_credit(leaf.text)
            if credit == 0 and leaf.size <= _LONGEST_CREDIT and "©" not in leaf.text:
                self._drop_leaf(at)
            elif credit < len(leaf.text) or self._names_caption(leaf.block):
                self._drop_caption(at, leaf.block)

    def _names_caption(self, block: Tag) -> bool:
        """Whether an element in a block is named a caption; asked once of a block, which may have many leaves."""
        if id(block) not in self._named:
            self._named[id(block)] = block.find(is_named_caption) is not None
        return self._named[id(block)]

    def _drop_caption(self, at: int, block: Tag) -> None:
        for box in (block, block.parent):
            begin, end = self._leaves.range_of(box) if box is not None else (0, 0)
            if box is not None and box is not self.main and end - begin == 1 and box.find(_SHOWN) is not None:
                self._captions[id(box)] = [box]
                self._drop_leaf(at)
                return

    def _drop_said_twice(self) -> None:
        """Drop what an element says that the page has said before, where its name speaks against it too."""
        named = {at for tag, _ in self._hints for at in range(*self._leaves.range_of(tag))}
        known = set()
        for at in range(self._begin, self._end):
            words = letters(self._leaves.all[at].text)
            if len(words) >= _LONG_ENOUGH and words in known and self._kept[at] and at in named:
                self._drop_leaf(at)
            known.add(words)
        for at in pulled_lines(self._leaves, self._blocks, self._kept):
            self._drop_leaf(at)

    def _drop_lines(self, authors: Sequence[str]) -> None:
        first, last = self._edges()
        second = next(
            (at for at in range(first + 1, self._end) if self._kept[at] and self._leaves.all[at].prose), first
        )
        for at in range(self._begin, self._end):
            leaf = self._leaves.all[at]
            if self._kept[at] and first < at < second and _signs(leaf, authors):
                self._drop_leaf(at)
            outside = not first < at < last and not leaf.prose
            if not self._kept[at] or (leaf.block.name in _CELLS and not self._is_laid_out(leaf.block)):
                continue
            if is_furniture(leaf.text, 3 * leaf.linked > leaf.size, leaf.prose) or (
                outside
                and (_heads(leaf, at < first, authors) or (leaf.block.name not in HEADINGS and has_day(leaf.text)))
            ):
                self._drop_leaf(at)

    def _is_laid_out(self, cell: Tag) -> bool:
        """True for a cell of a table that holds the article itself, or says that it holds no data."""
        tables = (around for around in cell.parents if around.name == "table")
        return any(table.get("role") == "presentation" or self._holds_most(table) for table in tables)

    def _holds_most(self, tag: Tag) -> bool:
        return tag is self.main or tag in self.main.parents or self.is_most(tag)

    def _edges(self) -> tuple[int, int]:
        """The numbers of the first and the last leaf of prose that no element around it speaks against."""
        free = list(self._kept)
        for tag, hint in self._hints:
            if hint >= Hint.APART:
                begin, end = self._leaves.range_of(tag)
                free[begin:end] = [False] * (end - begin)
        prose = [at for at in range(self._begin, self._end) if free[at] and self._leaves.all[at].prose]
        return (prose[0], prose[-1]) if prose else (self._begin, self._end)

    def _drop_hinted(self) -> None:
        first, last = self._edges()
        for tag, hint in self._hints:
            begin, end = self._leaves.range_of(tag)
            at_edge = begin > last or (end <= first and hint is not Hint.TALK)
            at_edge = at_edge and not (self._is_paragraph(begin, end) and named_words(tag).isdisjoint(_OF_AUTHORS))
            aside = hint >= Hint.APART and (at_edge or self._is_form(tag) or self._is_small_box(tag, begin, end))
            if aside or not self._reads_like_article(begin, end):
                self._drop(tag)

    def _is_small_box(self, tag: Tag, begin: int, end: int) -> bool:
        """True for a few lines with a button among them, or a line that is a link."""
        size, _ = self._measure(begin, end)
        leads = any(leaf.linked > _MOSTLY * leaf.size for leaf in self._leaves.all[begin:end])
        return end - begin > 1 and size <= _LONGEST_BOX and (leads or tag.find("button") is not None)

    def _is_paragraph(self, begin: int, end: int) -> bool:
        """True for a paragraph alone, without a link."""
        return end - begin == 1 and self._leaves.all[begin].prose and not self._leaves.all[begin].linked

    def _drop_authors(self, authors: Sequence[str]) -> None:
        """Drop what is told of the authors behind the article, and of its owner."""
        for at in range(self._end - 1, self._begin, -1):
            leaf = self._leaves.all[at]
            if self._kept[at] and (tells_of_author(leaf.text, authors) or any(map(says_whose, leaf.lines))):
                self._drop_leaf(at)
            elif self._kept[at] and leaf.prose:
                return

    def _is_poll(self, tag: Tag, begin: int, end: int) -> bool:
        """True for a question or two without prose, with several answers to choose from."""
        if self._has_prose(begin, end) or sum(leaf.size for leaf in self._leaves.all[begin:end]) > _LONGEST_BOX:
            return False
        return len(tag.find_all("input", type=_OF_CHOICES, limit=2)) > 1

    def _is_form(self, tag: Tag) -> bool:
        return tag.find(("form", "input", "textarea", "select")) is not None

    def _reads_like_article(self, begin: int, end: int) -> bool:
        size, linked = self._measure(begin, end)
        if 2 * linked > size:
            return False
        kept = (self._leaves.all[at] for at in range(begin, end) if self._kept[at])
        return any(leaf.is_sentence and not asks_reader(leaf.text) for leaf in kept)

    def _measure(self, begin: int, end: int) -> tuple[int, int]:
        """Characters that are still kept, and those of them in links."""
        leaves = [self._leaves.all[at] for at in range(begin, end) if self._kept[at]]
        return sum(leaf.size for leaf in leaves), sum(leaf.linked for leaf in leaves)

    def _has_prose(self, begin: int, end: int) -> bool:
        return any(self._kept[at] and self._leaves.all[at].prose for at in range(begin, end))

    def _drop_forms(self) -> None:
        """Drop boxes with a field to write in, and a line that asks the reader for something, and those of a poll."""
        has_choices = self.main.find("input", type=_OF_CHOICES) is not None
        for tag in self._blocks:
            begin, end = self._leaves.range_of(tag)
            if has_choices and self._is_poll(tag, begin, end):
                self._drop(tag)
            if not any(asks_reader(leaf.text) for leaf in self._leaves.all[begin:end]) or not self._is_form(tag):
                continue
            if sum(leaf.size for leaf in self._leaves.all[begin:end]) <= _LONGEST_CAPTION and not self.is_most(tag):
                self._drop(tag)

    def _drop_links(self) -> None:
        """Drop what is nearly all links and no sentence; before and behind the prose, what is a third links."""
        first, last = self._edges()
        for tag in self._blocks:
            begin, end = self._leaves.range_of(tag)
            if id(tag) in self._out or tag.name in _PARTS or not any(self._kept[begin:end]):
                continue
            size, linked = self._measure(begin, end)
            outside = (end <= first or begin > last) and self._teases(begin, end)
            enough = 1 / 2 if end <= first else _MOSTLY if end - begin == 1 else 1 / 3 if outside else 2 / 3
            own = end - begin == 1 and not outside and self._stands_alone(begin)
            if linked > enough * size and not own and not self._has_prose(begin, end):
                self._drop(tag)

    def _stands_alone(self, at: int) -> bool:
        """True for a line that is a link and yet the article's: a sentence, or a heading over prose."""
        leaf = self._leaves.all[at]
        if leaf.block.name not in HEADINGS:
            return leaf.ends_as_sentence
        return at + 1 < self._end and self._kept[at + 1] and self._leaves.all[at + 1].prose

    def _teases(self, begin: int, end: int) -> bool:
        """True when one of these lines is wholly a link, as a headline is that leads to its article."""
        leaves = self._leaves.all[begin:end]
        return any(leaf.linked >= max(_HEADLINE, 0.9 * leaf.size) and "://" not in leaf.text for leaf in leaves)

    def _drop_headings(self) -> None:
        """Drop headings below which nothing is left, and those over what else there is to read."""
        for at in range(self._end - 1, self._begin - 1, -1):
            leaf = self._leaves.all[at]
            if not self._kept[at] or leaf.prose:
                continue
            below = next((other for other in range(at + 1, self._end) if self._kept[other]), self._end)
            is_empty = below == self._end or self._leaves.all[below].block.name in HEADINGS
            if (is_empty and below > at + 1 and leaf.block.name in HEADINGS) or (
                (is_empty or self._leaves.all[below].prose) and opens_others(leaf.text, self._is_link(at + 1))
            ):
                self._drop_leaf(at)

    def _is_link(self, at: int) -> bool:
        return at < self._end and not self._kept[at] and 2 * self._leaves.all[at].linked > self._leaves.all[at].size


def _signs(leaf: Leaf, authors: Sequence[str]) -> bool:
    """True for a byline of these authors below a lead."""
    names = byline_names(leaf.text)
    return bool(names) and set(names) <= {*authors}


def _heads(leaf: Leaf, is_before: bool, authors: Sequence[str]) -> bool:
    """True for a line that stands over or under an article: of time, or of authors where it stands before."""
    if leaf.is_head or is_of_time(leaf.text):
        return True
    is_line = is_before and not leaf.ends_as_sentence and leaf.block.name not in HEADINGS
    return is_before and (bool(byline_names(leaf.text)) or (is_line and is_of_author(leaf.text, authors)))
