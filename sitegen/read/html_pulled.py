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


def pulled_lines(leaves: Leaves, blocks: Iterable[Tag], kept: Sequence[bool]) -> tuple[int, ...]:
    """The numbers of the lines in block quotations and the like that a longer paragraph of the article has too."""
    ranges = [leaves.range_of(tag) for tag in blocks if _may_be_pulled(tag)]
    if not ranges:
        return ()
    quoted = sorted({at for here in ranges for at in range(*here) if kept[at]})
    said = [letters(leaf.text) if kept[at] and leaf.prose else "" for at, leaf in enumerate(leaves.all)]
    return tuple(at for at in quoted if _is_said(letters(leaves.all[at].text), said))


def _may_be_pulled(tag: Tag) -> bool:
    return tag.name == "blockquote" or not class_words(tag).isdisjoint(_PULLED)


def _is_said(words: str, said: Iterable[str]) -> bool:
    return len(words) >= _SHORTEST and any(words in other and len(other) > len(words) for other in said)
