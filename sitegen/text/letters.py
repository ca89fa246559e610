"""A text as it reads: letters composed, invisible characters taken out, and the way back to the text as it is.

What is found in the one is the same as in the other, however an accent is stored and wherever a word may be broken.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from sitegen.text.spans import Element, Span
from sitegen.text.values import value

_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_JOINED = "\u0590-\u1cff\u2190-\u2bff\ua840-\uabff\ufb1d-\ufdff\ufe0f\ufe70-\ufefe\U0001e900-\U0001faff"
"""Scripts in which the joiners shape letters, and the pictures that they join."""
_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
_JOINERS = "\u200c\u200d"
_INVISIBLE = re.compile(rf"[{_UNSEEN}]+|(?<![{_JOINED}])[{_JOINERS}]+")
_DECOMPOSED = re.compile(rf"[^{_MARKS}]?[{_MARKS}]+")
_TO_CLEAN = re.compile(rf"[{_MARKS}{_UNSEEN}{_JOINERS}]")


def clean(text: str) -> str:
    """The text with its letters composed, and without what cannot be seen."""
    cleaned = None if text.isascii() else Clean.of(text)
    return cleaned.text if cleaned is not None else text


@value
class Clean:
    """A cleaned text, and for each of its characters the range of the original that it stands for."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, original: str) -> Clean | None:
        """The cleaned text; None where the original is clean as it is."""
        if original.isascii() or _is_clean(original):
            return None
        pieces = list(_pieces(original))
        return cls(
            "".join(letters for letters, _, _ in pieces),
            tuple(start for _, start, _ in pieces),
            tuple(end for _, _, end in pieces),
        )

    def back(self, span: Span) -> Span:
        """Where the original has what stands at `span` in the cleaned text."""
        return Span(self.starts[span.start], self.ends[span.end - 1])

    def forth(self, span: Span) -> Span | None:
        """Where the cleaned text has what stands at `span` in the original; None where nothing is left of it."""
        start, end = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        return Span(start, end) if start < end else None

    def elements(self, elements: Iterable[Element]) -> tuple[Element, ...]:
        """Elements over the original as they lie over the cleaned text, without those of which nothing is left."""
        moved = ((element, self.forth(element.span)) for element in elements)
        return tuple(replace(element, span=span) for element, span in moved if span is not None)


@lru_cache(maxsize=4)
def _is_clean(text: str) -> bool:
    """Whether nothing is to be done. Of an article several ask, one after the other."""
    return _TO_CLEAN.search(text) is None


def _pieces(original: str) -> Iterator[tuple[str, int, int]]:
    """Every character of the cleaned text, with where what it stands for begins and ends in the original."""
    gone = {at for found in _INVISIBLE.finditer(original) for at in range(*found.span())}
    kept = [at for at in range(len(original)) if at not in gone]
    visible = "".join(original[at] for at in kept)
    done = 0
    for found in _DECOMPOSED.finditer(visible):
        yield from ((visible[i], kept[i], kept[i] + 1) for i in range(done, found.start()))
        done = found.end()
        composed = unicodedata.normalize("NFC", found.group())
        letters = composed if len(composed) <= len(found.group()) else found.group()
        more = len(found.group()) - len(letters)
        yield letters[0], kept[found.start()], kept[found.start() + more] + 1
        yield from (
            (letter, kept[i], kept[i] + 1)
            for letter, i in zip(letters[1:], range(found.start() + more + 1, done), strict=True)
        )
    yield from ((visible[i], kept[i], kept[i] + 1) for i in range(done, len(visible)))
