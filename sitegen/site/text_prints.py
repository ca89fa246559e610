"""What pages show of the text of an article, in short: packed, and unpacked where it is asked for."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping
from typing import NamedTuple

from sitegen.site.prints import SIZE, print_of
from sitegen.site.reads import TextPart


class _Parts(NamedTuple):
    named: Mapping[str, bytes]
    uttered: tuple[bytes, ...]
    words: bytes
    reported: bytes


class TextPrints:
    """The only facts that most edits of an article change.

    `each` is the print of every `TextPart`, one after the other, `opening` how it begins, in words, where its author
    does not sum it up. Of thousands of articles few are asked for more, which stays packed until then; `packed` may be
    what reads it.
    """

    __slots__ = ("_packed", "_parts", "each", "opening")

    def __init__(self, each: bytes, opening: str, packed: bytes | Callable[[], bytes]) -> None:
        self.each, self.opening, self._packed = each, opening, packed
        self._parts: _Parts | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TextPrints) and self._all == other._all

    @property
    def _all(self) -> tuple[bytes, str, bytes]:
        return self.each, self.opening, self.packed

    @property
    def packed(self) -> bytes:
        """What is asked for of few, as bytes."""
        return self._packed if isinstance(self._packed, bytes) else self._packed()

    def __hash__(self) -> int:
        return hash(self.each)

    @property
    def whole(self) -> bytes:
        """Of the article with its text and all its annotations."""
        return self.each[:SIZE]

    @property
    def named(self) -> Mapping[str, bytes]:
        """By the id under which the store has an entity, of the passages that name it."""
        return self._unpacked().named

    @property
    def uttered(self) -> tuple[bytes, ...]:
        """Of everything that other pages show of each quotation."""
        return self._unpacked().uttered

    @property
    def words(self) -> bytes:
        """Of the words that the search finds, by their first letters; see `words.print_at`."""
        return self._unpacked().words

    @property
    def reported(self) -> bytes:
        """Of its quotations with all that the annotator tells of them, their places too."""
        return self._unpacked().reported

    def fold(self) -> None:
        """Let go of what was unpacked."""
        self._parts = None

    def _unpacked(self) -> _Parts:
        if self._parts is None:
            self._parts = _Parts(*marshal.loads(self.packed))
        return self._parts


def pack_text_prints(
    whole: bytes,
    named: Mapping[str, bytes],
    uttered: tuple[bytes, ...],
    opening: str = "",
    words: bytes = b"",
    reported: bytes = b"",
) -> TextPrints:
    """The prints of a text, packed."""
    parts = print_of(tuple(named.items())), print_of(uttered, reported), print_of(opening), print_of(words)
    return TextPrints(b"".join((whole, *parts)), opening, marshal.dumps((dict(named), uttered, words, reported), 0))


def other_parts(now: bytes, before: bytes) -> list[TextPart]:
    """The parts of a text of which the prints `now` are others than `before`, as `each` has them."""
    places = ((part, slice(part * SIZE, (part + 1) * SIZE)) for part in TextPart)
    return [part for part, at in places if now[at] != before[at]]


NO_PRINTS = pack_text_prints(b"", {}, ())
"""Those of no text."""
