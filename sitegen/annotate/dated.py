"""The dates of an article as its author corrects them: of another day, new ones, none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sitegen.annotate.anchoring import place_of
from sitegen.model import Annotated, Applied, DateCorrection, DateMention, Trouble
from sitegen.text.folding import Folded
from sitegen.text.spans import Cover, Span


def with_dates(annotated: Annotated) -> Annotated:
    """The article with the dates that its author tells, and what became of each of these corrections.

    Dates that were found in the same words go. Of two corrections about the same words the second does not hold.
    """
    corrections = annotated.article.corrections
    if corrections is None or not corrections.dates:
        return annotated
    applied = tuple(_placed(annotated, corrections.dates))
    placed = zip(applied, corrections.dates, strict=True)
    meant = {became.span: one.value for became, one in placed if became.span is not None}
    told = Cover(meant)
    kept = (date for date in annotated.dates if not told.touches(date.span))
    new = (DateMention(span, value) for span, value in meant.items() if value)
    dates = tuple(sorted((*kept, *new), key=lambda date: date.span))
    return replace(annotated, dates=dates, applied=(*annotated.applied, *applied))


def _placed(annotated: Annotated, corrections: Iterable[DateCorrection]) -> Iterator[Applied]:
    """Where each correction holds, or why it holds nowhere."""
    text = Folded.of(annotated.article.text)
    linked = Cover(mention.span for mention in annotated.mentions)
    taken: list[Span] = []
    for one in corrections:
        became = place_of(text, one, one.words)
        if became.span is not None:
            became = _unless_taken(became, became.span, linked, taken)
            taken.extend([became.span] if became.span is not None else ())
        yield became


def _unless_taken(became: Applied, span: Span, linked: Cover, taken: Iterable[Span]) -> Applied:
    """The same where the span is free; else what has it."""
    other = next((one for one in taken if Cover([one]).touches(span)), None)
    if other is not None:
        return Applied(became.correction, None, Trouble.CLASH, (span, other))
    return Applied(became.correction, None, Trouble.LINKED, (span,)) if linked.touches(span) else became
