"""The paragraphs of a plain text: the one rule that the reader of text files, the annotator and the tools share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sitegen.text.letters import Clean
from sitegen.text.spans import Span

_WRAPPED_AT = 140
"""No line of a text that was wrapped by hand is longer."""
_ROOM = 0.25
"""How much of the longest line stays free at most where the next word had no room."""
_FEW = 5
"""One line in so many begins with a small letter at least, and one in so many may be shorter for another reason."""
_GREETING = 60
"""No line that ends with a comma, and is a paragraph all the same, as “Dear Ada,” is longer."""
_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_BREAK = re.compile(r"\n")


def find_paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of a plain text, without white space around them.

    A single line break ends a paragraph too, unless the lines look wrapped by hand: none long, and few so short that
    the next word would have had room. Two lines are too few to tell: they are judged by the widest lines of the text
    that were wrapped, and by a small letter at which the second goes on. What cannot be seen parts nothing.
    """
    visible = Clean.of(text)
    return tuple(map(visible.back, _find(visible.text))) if visible is not None else _find(text)


def _find(text: str) -> tuple[Span, ...]:
    if not text:
        return ()
    stretches = _between(text, Span(0, len(text)), _PARAGRAPH_BREAK)
    lines_of = [_lines(text, stretch) for stretch in stretches]
    wrapped = [_is_wrapped([line.of(text) for line in lines]) for lines in lines_of]
    width = max(
        (len(line) for lines, whole in zip(lines_of, wrapped, strict=True) if whole for line in lines),
        default=0,
    )
    spans: list[Span] = []
    for stretch, lines, whole in zip(stretches, lines_of, wrapped, strict=True):
        joined = whole or (len(lines) == 2 and _goes_on(lines[0].of(text), lines[1].of(text), width))
        spans.extend((stretch,) if joined else lines)
    return tuple(spans)


def _is_wrapped(lines: Sequence[str]) -> bool:
    """True for lines that were broken for their length: few end, before a capital or a figure, where there was room."""
    if len(lines) < 3:
        return False
    width = max(map(len, lines))
    goes_on = sum(line[0].islower() for line in lines[1:])
    if width > _WRAPPED_AT or goes_on * _FEW < len(lines) - 1:
        return False
    anew = [(line, following) for line, following in pairwise(lines) if not following[0].islower()]
    return sum(_room(line, following, width) > _ROOM * width for line, following in anew) <= len(lines) // _FEW


def _goes_on(line: str, following: str, width: int) -> bool:
    """True for two lines of one paragraph, in a text whose wrapped lines are as wide as `width`; 0 where none are."""
    if max(len(line), len(following)) > _WRAPPED_AT:
        return False
    if following[0].islower() or (len(line) > _GREETING and line.endswith(",")):
        return True
    return width > 0 and _room(line, following, width) <= 0


def _room(line: str, following: str, width: int) -> int:
    """How many characters would have been left at the end of the line behind the first word of the next."""
    return width - len(line) - len(following.split(None, 1)[0]) - 1


def _lines(text: str, stretch: Span) -> tuple[Span, ...]:
    """The lines of a stretch that has no white space around it."""
    several = text.find("\n", stretch.start, stretch.end) >= 0
    return _between(text, stretch, _LINE_BREAK) if several else (stretch,)


def _between(text: str, within: Span, breaks: re.Pattern[str]) -> tuple[Span, ...]:
    """The stretches of `within` between the breaks, stripped; empty ones are left out."""
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
