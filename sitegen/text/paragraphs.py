"""The paragraphs of a plain text: the one rule that the reader of text files, the annotator and the tools share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sitegen.text.spans import Span

_WRAPPED_AT = 100
_ROOM = 0.25
"""How much of the longest line stays free at most where the next word had no room."""
_FEW = 5
"""One line in so many begins with a small letter at least, and one in so many may be shorter for another reason."""
_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n\s*")


def find_paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of a plain text, without white space around them.

    A single line break ends a paragraph too, unless the lines look wrapped by hand: none long, and few so short that
    the next word would have had room.
    """
    spans: list[Span] = []
    for stretch in _between(text, Span(0, len(text)) if text else None, _PARAGRAPH_BREAK):
        lines = _between(text, stretch, re.compile(r"\n"))
        spans.extend((stretch,) if _is_wrapped([line.of(text) for line in lines]) else lines)
    return tuple(spans)


def _is_wrapped(lines: Sequence[str]) -> bool:
    """True for lines that were broken for their length: few end, before a capital or a figure, where there was room."""
    width = max(map(len, lines))
    goes_on = sum(line[0].islower() for line in lines[1:])
    if len(lines) < 3 or width > _WRAPPED_AT or goes_on * _FEW < len(lines) - 1:
        return False
    anew = [(line, following) for line, following in pairwise(lines) if not following[0].islower()]
    room = (width - len(line) - len(following.split(None, 1)[0]) - 1 for line, following in anew)
    return sum(left > _ROOM * width for left in room) <= len(lines) // _FEW


def _between(text: str, within: Span | None, breaks: re.Pattern[str]) -> tuple[Span, ...]:
    """The stretches of `within` between the breaks, stripped; empty ones are left out."""
    if within is None:
        return ()
    cuts = [(m.start(), m.end()) for m in breaks.finditer(text, within.start, within.end)]
    starts = [within.start, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), within.end]
    stretches = (_strip(text, start, end) for start, end in zip(starts, ends, strict=True))
    return tuple(span for span in stretches if span is not None)


def _strip(text: str, start: int, end: int) -> Span | None:
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    right = len(words.rstrip())
    return Span(start + left, start + right) if left < right else None
