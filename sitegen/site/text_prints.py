"""What pages show of the text of an article, in short: packed, so that one print of many is found as it lies."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from sitegen.site.prints import SIZE, print_of
from sitegen.site.reads import TextPart

_KEY = 8
"""Bytes of what stands for an id beside the print of its passages."""
_ROW = _KEY + SIZE


class _Parts(NamedTuple):
    named: bytes
    """For each entity what stands for its id, and the print of the passages that name it."""
    uttered: bytes
    """The prints of the quotations, one after the other."""
    words: bytes
    reported: bytes


class TextPrints:
    """The only facts that most edits of an article change.

    `each` is the print of every `TextPart`, one after the other, `opening` how it begins, in words, where its author
    does not sum it up. Of thousands of articles few are asked for more, which may be read only then: `packed` is that,
    or what reads it.
    """

    __slots__ = ("_packed", "each", "opening")

    def __init__(self, each: bytes, opening: str, packed: bytes | Callable[[], bytes]) -> None:
        self.each, self.opening, self._packed = each, opening, packed

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

    def named(self, stored_id: str) -> bytes:
        """Of the passages that name an entity, by the id under which the store has it. Raises KeyError."""
        rows, key = self._parts().named, _key_of(stored_id)
        at = rows.find(key)
        while at % _ROW:
            if at < 0:
                raise KeyError(stored_id)
            at = rows.find(key, at + 1)
        return rows[at + _KEY : at + _ROW]

    def uttered(self, number: int) -> bytes:
        """Of everything that other pages show of a quotation, by its number from 1."""
        return self._parts().uttered[SIZE * (number - 1) : SIZE * number]

    @property
    def words(self) -> bytes:
        """Of the words that the search finds, by their first letters; see `words.prints_at`."""
        return self._parts().words

    @property
    def reported(self) -> bytes:
        """Of its quotations with all that the annotator tells of them, their places too."""
        return self._parts().reported

    def _parts(self) -> _Parts:
        if not isinstance(self._packed, bytes):
            self._packed = self._packed()
        return _Parts(*marshal.loads(self._packed))


@lru_cache(maxsize=1024)
def _key_of(stored_id: str) -> bytes:
    return blake2b(stored_id.encode("utf-8", "surrogatepass"), digest_size=_KEY).digest()


def pack_text_prints(
    whole: bytes,
    named: Mapping[str, bytes],
    uttered: Sequence[bytes],
    opening: str = "",
    words: bytes = b"",
    reported: bytes = b"",
) -> TextPrints:
    """The prints of a text, packed."""
    rows = b"".join([_key_of(stored_id) + print_ for stored_id, print_ in named.items()])
    said = b"".join(uttered)
    parts = print_of(rows), print_of(said, reported), print_of(opening), print_of(words)
    packed = marshal.dumps((rows, said, words, reported), 0)
    return TextPrints(b"".join((whole, *parts)), opening, packed)


def other_parts(now: bytes, before: bytes) -> list[TextPart]:
    """The parts of a text of which the prints `now` are others than `before`, as `each` has them."""
    places = ((part, slice(part * SIZE, (part + 1) * SIZE)) for part in TextPart)
    return [part for part, at in places if now[at] != before[at]]


NO_PRINTS = pack_text_prints(b"", {}, ())
"""Those of no text."""
