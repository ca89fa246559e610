"""Words between the quotation marks of another language than English: where its marks pair off.

A paragraph in which double marks do not pair off has none, for nobody can say which is missing; single marks that pair
with nothing are apostrophes. Words that are open at the end of a paragraph go on where the next begins with their mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property

from sitegen.quotations.marks import leaf_spans
from sitegen.text.spans import Span
from sitegen.text.tokens import Tokens
from sitegen.text.values import value
from sitegen.text.wordlists import base_of, load_table

_SINGLE = frozenset("‚‘’")
"""Marks that are apostrophes as well."""
_BEFORE_SPEECH = ("", ":")
"""What stands before words that go on over several paragraphs."""
_MOST_APOSTROPHES = 8
"""How many single marks in a row may have been apostrophes."""
_BEFORE_OPENING = frozenset(" \n\t\u00a0\u202f\u2009([{—–-/…")


@value(slots=False)
class Marks:
    """The quotation marks of a language: which close one that opens."""

    closing: Mapping[str, frozenset[str]]

    @cached_property
    def closers(self) -> frozenset[str]:
        """All marks that may close."""
        return frozenset().union(*self.closing.values())

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds any of them."""
        return re.compile(f"[{re.escape(''.join(sorted({*self.closing, *self.closers})))}]")


@value
class Stretch:
    """Words with the marks around them, a span for each paragraph that they go over, and the same without the marks."""

    spans: tuple[Span, ...]
    inner: tuple[Span, ...]
    before: str
    """The last sign before it in its paragraph; empty where it opens it."""


@value
class _Paragraph:
    """The outermost pairs of one paragraph, and the mark that stays open at its end."""

    pairs: tuple[Span, ...]
    open: int | None = None


@cache
def marks_of(language: str) -> Marks | None:
    """The marks of a language, such as de-AT; None where they are not known."""
    for codes, pairs in load_table("quotation_marks"):
        if base_of(language) in codes.split():
            return Marks({pair[0]: frozenset(pair[1:]) for pair in pairs.split()})
    return None


def find_stretches(tokens: Tokens, marks: Marks) -> tuple[Stretch, ...]:
    """Every outermost stretch between marks that pair off, in order of text."""
    leaves = [span for _, span in leaf_spans(tokens)]
    paragraphs = [(leaf, _read(tokens.text, leaf, marks)) for leaf in leaves]
    found: list[Stretch] = []
    taken: set[Span] = set()
    followed = 0
    for number, (leaf, paragraph) in enumerate(paragraphs):
        found.extend(_stretch((pair,), tokens.text, leaf, marks) for pair in paragraph.pairs if pair not in taken)
        if paragraph.open is not None and number >= followed:
            going_on = tuple(_follow(tokens.text, paragraphs, number))
            followed = number + len(going_on)
            stretch = _stretch(going_on, tokens.text, leaf, marks)
            if going_on[-1] in paragraphs[followed - 1][1].pairs and stretch.before in _BEFORE_SPEECH:
                found.append(stretch)
                taken.add(going_on[-1])
    return tuple(sorted(found, key=lambda stretch: stretch.spans))


def _follow(text: str, paragraphs: Sequence[tuple[Span, _Paragraph]], number: int) -> Iterator[Span]:
    """The words behind the mark that stays open in this paragraph: of each that begins with that mark, to the one in
    which it closes, or to the last before one that does not begin so."""
    leaf, paragraph = paragraphs[number]
    start = paragraph.open if paragraph.open is not None else leaf.start
    yield Span(start, leaf.end)
    for leaf, paragraph in paragraphs[number + 1 :]:
        if text[leaf.start] != text[start]:
            return
        if paragraph.open != leaf.start:
            yield from (pair for pair in paragraph.pairs if pair.start == leaf.start)
            return
        yield leaf


def _stretch(spans: tuple[Span, ...], text: str, leaf: Span, marks: Marks) -> Stretch:
    """A stretch that begins in the paragraph `leaf`."""
    inner = (Span(span.start + 1, span.end - (text[span.end - 1] in marks.closers)) for span in spans)
    at = spans[0].start - 1
    while at >= leaf.start and text[at].isspace():
        at -= 1
    return Stretch(spans, tuple(inner), text[at] if at >= leaf.start else "")


def _read(text: str, leaf: Span, marks: Marks) -> _Paragraph:
    """The pairs of a paragraph by a stack of open marks; none where double marks do not pair off."""
    pairs: list[Span] = []
    open_at: list[int] = []
    for mark in marks.pattern.finditer(text, leaf.start, leaf.end):
        at = mark.start()
        opening = _closed_by(text, at, open_at, marks) if _may_close(text, at, leaf, marks) else None
        if opening is not None:
            start = open_at[opening]
            del open_at[opening:]
            while pairs and pairs[-1].start > start:
                pairs.pop()
            pairs.append(Span(start, at + 1))
        elif _may_open(text, at, leaf, marks):
            open_at.append(at)
        elif text[at] not in _SINGLE and not _is_inside_word(text, at, leaf):
            return _Paragraph(())
    left = [at for at in open_at if text[at] not in _SINGLE]
    if not left:
        return _Paragraph(tuple(pairs))
    goes_on = len(left) == 1 and not any(pair.start > left[0] for pair in pairs)
    before = tuple(pair for pair in pairs if pair.end <= left[0])
    return _Paragraph(before, left[0]) if goes_on else _Paragraph(())


def _closed_by(text: str, at: int, open_at: Sequence[int], marks: Marks) -> int | None:
    """Which of the open marks the one at `at` closes: the last, but for single ones that were apostrophes."""
    for number in reversed(range(max(0, len(open_at) - _MOST_APOSTROPHES), len(open_at))):
        opening = text[open_at[number]]
        if text[at] in marks.closing[opening]:
            return number if at > open_at[number] + 1 else None
        if opening not in _SINGLE:
            return None
    return None


def _may_close(text: str, at: int, leaf: Span, marks: Marks) -> bool:
    """A mark that only closes does so anywhere; one that opens as well, or is an apostrophe, behind a word."""
    if text[at] not in marks.closers:
        return False
    if text[at] not in marks.closing and text[at] not in _SINGLE:
        return True
    following = text[at + 1] if at + 1 < leaf.end else ""
    return at > leaf.start and not text[at - 1].isspace() and not following.isalnum()


def _may_open(text: str, at: int, leaf: Span, marks: Marks) -> bool:
    if text[at] not in marks.closing:
        return False
    if text[at] not in marks.closers and text[at] not in _SINGLE:
        return True
    before = text[at - 1] if at > leaf.start else " "
    following = text[at + 1] if at + 1 < leaf.end else " "
    return (before in _BEFORE_OPENING or before in marks.closing) and not following.isspace()


def _is_inside_word(text: str, at: int, leaf: Span) -> bool:
    return leaf.start < at < leaf.end - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()
