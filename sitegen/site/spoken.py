"""The words of a quotation by themselves: what is reported, what was spoken between marks, and whom they name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from sys import intern

from sitegen.model import Annotated, Quotation, QuotationKind, Segment
from sitegen.site.snippets import Snippet
from sitegen.text.spans import Span, plain_words, shorten

LONGEST_WORDS = 300
"""Of a longer quotation only the beginning can be found."""
_DOUBLE_MARKS = '“”„«»"`'
_SINGLE_MARKS = "‘’'"
_MARKS = "“”„\"‘’'`«»‹›"


def spoken_words(passage: Snippet, quotation: Quotation) -> str:
    """The beginning of what was said, with … where words of others stand between.

    What is inside another segment stands once.
    """
    atoms = {atom.span.start for atom in passage.atoms}
    spans = _outer([segment.span for segment in quotation.segments])
    return shorten(" … ".join([plain_words(passage.article.text, span, atoms) for span in spans]), LONGEST_WORDS)


def verbatim(passage: Snippet, quotation: Quotation) -> str:
    """What stands between marks, as it was spoken; empty for words without marks.

    A comma before a closing mark is the reporter's. What interrupts an utterance ends its sentence or does not: “Yes,”
    he said. “We go.” is “Yes. We go.”, but “We,” he said, “go.” is “We go.”. Quoted pieces have … between them.
    """
    text = passage.article.text
    atoms = {atom.span.start for atom in passage.atoms}
    marked = [segment for segment in quotation.segments if segment.kind is not QuotationKind.INDIRECT]
    spoken = [_without_marks(plain_words(text, segment.span, atoms)) for segment in marked]
    for number, (before, segment) in enumerate(pairwise(marked)):
        between = text[before.span.end : segment.span.start].rstrip()
        ends = between.endswith((".", ":")) and spoken[number].endswith(",")
        joint = " " if {before.kind, segment.kind} == {QuotationKind.DIRECT} else " … "
        spoken[number] = spoken[number].rstrip(",") + ("." if ends else "") + joint
    return "".join(spoken).rstrip(", ")


def inside_marks(segment: Segment, text: str) -> Span:
    """The span without the quotation marks around it."""
    if segment.kind is QuotationKind.INDIRECT:
        return segment.span
    start, end = segment.span.start, segment.span.end
    while start < end - 1 and text[start] in _MARKS:
        start += 1
    while end > start + 1 and text[end - 1] in _MARKS:
        end -= 1
    return Span(start, end)


def find_names(annotated: Annotated) -> Iterator[tuple[str, ...]]:
    """For each quotation the ids of the entities that are named in its words, in order, each once.

    A name counts where it stands wholly in the words, between marks or not; the speaker's own is no exception.
    """
    mentions = annotated.mentions
    starts = [mention.span.start for mention in mentions]
    for quotation in annotated.quotations:
        found: dict[str, None] = {}
        for span in _outer([segment.span for segment in quotation.segments]):
            inside = range(bisect_left(starts, span.start), bisect_left(starts, span.end))
            found |= {mentions[at].entity_id: None for at in inside if mentions[at].span.end <= span.end}
        yield tuple(map(intern, found))


def _outer(spans: Sequence[Span]) -> Sequence[Span]:
    """The spans that stand inside no other, in order."""
    if len(spans) == 1:
        return spans
    furthest = 0
    outer = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.end > furthest:
            furthest = span.end
            outer.append(span)
    return outer


def _without_marks(words: str) -> str:
    """The words without the marks around them; an apostrophe at the end stays where a double mark closes."""
    outer = words.strip(_DOUBLE_MARKS + "\u202f")
    marks = _SINGLE_MARKS if outer == words and words[:1] in _SINGLE_MARKS else ""
    return outer.strip(marks + " ")
