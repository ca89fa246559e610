"""Sentences that a saved page pulls out of its article and shows a second time, larger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sitegen.read.html_apart import letters
from sitegen.read.html_hints import class_words
from sitegen.read.html_leaves import Leaves

if TYPE_CHECKING:
    from bs4 import Tag

_PULLED = frozenset({"pull", "pulled", "pullquote"})
_SHORTEST = 30
"""So many letters are not said twice by chance."""
_SHORTEST_NAMED = 10
"""The same in a box that says that it is pulled out."""
_MOST_LINES = 3


def pulled_lines(leaves: Leaves, blocks: Sequence[Tag], kept: Sequence[bool]) -> tuple[int, ...]:
    """The numbers of the lines in block quotations and the like that a longer paragraph of the article has too."""
    ranges = [leaves.range_of(tag) for tag in blocks if _may_be_pulled(tag)]
    if not ranges:
        return ()
    quoted = sorted({at for here in ranges for at in range(*here) if kept[at]})
    said = [letters(leaf.text) if kept[at] and leaf.prose else "" for at, leaf in enumerate(leaves.all)]
    surely = {at for tag in blocks if _is_named_so(tag) for at in _pulled_by_name(leaves.range_of(tag), leaves, said)}
    return tuple(at for at in quoted if at in surely or _is_said(letters(leaves.all[at].text), said, _SHORTEST))


def _may_be_pulled(tag: Tag) -> bool:
    return tag.name == "blockquote" or _is_named_so(tag)


def _is_named_so(tag: Tag) -> bool:
    return not class_words(tag).isdisjoint(_PULLED)


def _pulled_by_name(here: tuple[int, int], leaves: Leaves, said: Sequence[str]) -> Iterable[int]:
    """All lines of a box that says what it is, whose first is said elsewhere: who said it goes with it."""
    begin, end = here
    is_small = 0 < end - begin <= _MOST_LINES
    return range(begin, end) if is_small and _is_said(letters(leaves.all[begin].text), said, _SHORTEST_NAMED) else ()


def _is_said(words: str, said: Iterable[str], shortest: int) -> bool:
    return len(words) >= shortest and any(words in other and len(other) > len(words) for other in said)
