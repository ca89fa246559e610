"""What pages show of the text of an article, in short: packed, and unpacked where it is asked for."""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from typing import NamedTuple


class _Parts(NamedTuple):
    named: Mapping[str, bytes]
    uttered: tuple[bytes, ...]
    opening: str
    words: bytes
    reported: bytes


class TextPrints:
    """The only facts that most edits of an article change.

    `whole` is of the article with its text and all its annotations. Of thousands of articles few are asked for more,
    which stays `packed` until then.
    """

    __slots__ = ("_parts", "packed", "whole")

    def __init__(self, whole: bytes, packed: bytes) -> None:
        self.whole, self.packed = whole, packed
        self._parts: _Parts | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TextPrints) and (self.whole, self.packed) == (other.whole, other.packed)

    def __hash__(self) -> int:
        return hash(self.whole)

    @property
    def named(self) -> Mapping[str, bytes]:
        """By the id under which the store has an entity, of the passages that name it."""
        return self._unpacked().named

    @property
    def uttered(self) -> tuple[bytes, ...]:
        """Of everything that other pages show of each quotation."""
        return self._unpacked().uttered

    @property
    def opening(self) -> str:
        """How it begins, in words, where its author does not sum it up."""
        parts = self._parts or _Parts(*marshal.loads(self.packed))  # asked for by pages, which ask for nothing else
        return parts.opening

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
    return TextPrints(whole, marshal.dumps((dict(named), uttered, opening, words, reported), 0))


NO_PRINTS = pack_text_prints(b"", {}, ())
"""Those of no text."""
