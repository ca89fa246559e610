"""The quotations of an article as its author corrects them: other speakers, other words, new ones, none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sitegen.annotate.anchoring import Anchor, anchor, trouble_of
from sitegen.annotate.extents import Edge, Extent, Ground, Refused, new_extent
from sitegen.annotate.speakers import Voices
from sitegen.model import Applied, Quotation, QuotationCorrection, QuotationKind, Segment, SpeakerRule, Trouble
from sitegen.site.thresholds import shown_speaker
from sitegen.text.spans import Cover, Span
from sitegen.text.values import value


@value
class _Change:
    """A correction that holds: the quotation that it changes, by its number, and what becomes of it."""

    applied: Applied
    of: int | None
    made: Quotation | None
    """None where nobody says it."""
    moved: bool = False
    """Other words are quoted than before."""
    told: tuple[Applied, ...] = ()
    """What else is to be told of the correction: its new first and last words."""


def correct(
    quotations: Sequence[Quotation], corrections: Sequence[QuotationCorrection], ground: Ground, voices: Voices
) -> tuple[tuple[Quotation, ...], tuple[Applied, ...]]:
    """The quotations in order of text, and what became of each correction.

    What the author says goes before what was found: parts of other quotations that a corrected one crosses go. Of two
    corrections that cross, or that are about one quotation, the second does not hold.
    """
    changes: list[_Change] = []
    applied: list[Applied] = []
    for one in corrections:
        became = _change(one, quotations, ground, voices)
        if isinstance(became, _Change):
            other = next((change for change in changes if _crosses(became, change)), None)
            if other is not None:
                places = (*_spans(became), *_spans(other))
                became = trouble_of(one, Trouble.CLASH, places)
        if isinstance(became, _Change):
            changes.append(became)
            applied.extend((became.applied, *became.told))
        else:
            applied.append(became)
    return _with_changes(quotations, changes), tuple(applied)


def _with_changes(quotations: Sequence[Quotation], changes: Sequence[_Change]) -> tuple[Quotation, ...]:
    gone = {change.of for change in changes}
    taken = Cover(part.span for one in changes if one.moved and one.made is not None for part in one.made.segments)
    kept = [_uncrossed(one, taken) for number, one in enumerate(quotations) if number not in gone]
    every = (*(one for one in kept if one is not None), *(one.made for one in changes if one.made is not None))
    return tuple(sorted(every, key=lambda quotation: quotation.segments[0].span))


def _uncrossed(quotation: Quotation, taken: Cover) -> Quotation | None:
    """The quotation without the parts that are taken."""
    left = tuple(segment for segment in quotation.segments if not taken.touches(segment.span))
    if len(left) == len(quotation.segments):
        return quotation
    return replace(quotation, segments=left) if left else None


def _crosses(one: _Change, other: _Change) -> bool:
    if one.of is not None and one.of == other.of:
        return True
    if one.made is None or other.made is None:
        return False
    theirs = Cover(part.span for part in other.made.segments)
    return any(theirs.touches(part.span) for part in one.made.segments)


def _spans(change: _Change) -> tuple[Span, ...]:
    return (change.applied.span,) if change.applied.span is not None else ()


def _change(
    one: QuotationCorrection, quotations: Sequence[Quotation], ground: Ground, voices: Voices
) -> _Change | Applied:
    at = anchor(ground.text, one.selector)
    if not at.places:
        return trouble_of(one, at.trouble or Trouble.ORPHANED, at.nearest)
    targets = {_target(quotations, place): place for place in reversed(at.places)}
    if len(targets) > 1 or (None in targets and len(at.places) > 1):
        return trouble_of(one, Trouble.AMBIGUOUS, at.places)
    of = next(iter(targets))
    if of is None:
        return _new(one, at, ground, voices)
    return _changed(one, of, quotations[of], at, ground, voices)


def _target(quotations: Sequence[Quotation], place: Span) -> int | None:
    """The number of the quotation that has most of the words; of the shorter one where two have as many."""
    shares = [
        (sum(len(part) for segment in one.segments if (part := segment.span.clip(place)) is not None), -_length(one), n)
        for n, one in enumerate(quotations)
    ]
    share, _, number = max(shares, default=(0, 0, -1))
    return number if share else None


def _length(quotation: Quotation) -> int:
    return sum(len(segment.span) for segment in quotation.segments)


def _new(one: QuotationCorrection, at: Anchor, ground: Ground, voices: Voices) -> _Change | Applied:
    place = at.places[0]
    if one.unsaid:
        return Applied(one, place, Trouble.NEEDLESS, at.places)
    made = new_extent(ground, (), place, one)
    if isinstance(made, Refused):
        return trouble_of(one, made.trouble, made.places, made.detail)
    speaker = voices.speaker(one.speaker, made.parts) if one.speaker else None
    quotation = Quotation(made.parts, None, speaker, 1.0 if speaker is not None else 0.0, SpeakerRule.AUTHOR)
    told = _told_of_edges(one, made)
    return _Change(Applied(one, place, at.trouble, at.places), None, quotation, moved=True, told=told)


def _changed(
    one: QuotationCorrection, of: int, before: Quotation, at: Anchor, ground: Ground, voices: Voices
) -> _Change | Applied:
    applied = Applied(one, at.places[0], at.trouble, at.places)
    if one.unsaid:
        return _Change(applied, of, None)
    extent: Extent | Refused = Extent(before.segments)
    if one.starts or one.ends:
        extent = new_extent(ground, before.segments, at.places[0], one)
    if isinstance(extent, Refused):
        return trouble_of(one, extent.trouble, extent.places, extent.detail)
    segments = extent.parts if one.kind is None else _of_kind(extent.parts, one.kind)
    spoken, moved = _spoken(replace(before, segments=segments), one, voices), bool(one.starts or one.ends)
    return _Change(applied, of, spoken, moved, _told_of_edges(one, extent))


def _told_of_edges(one: QuotationCorrection, extent: Extent) -> tuple[Applied, ...]:
    """What is to be told of the new first and last words: where they stand, and where the quotation goes."""
    whole = Span(extent.parts[0].span.start, max(part.span.end for part in extent.parts))

    def told(edge: Edge) -> Applied:
        key = "starts" if edge is extent.first else "ends"
        return Applied(one, edge.place, edge.trouble, (edge.place, whole), key)

    return tuple(told(edge) for edge in (extent.first, extent.last) if edge is not None and edge.trouble is not None)


def _of_kind(segments: Iterable[Segment], kind: QuotationKind) -> tuple[Segment, ...]:
    """The parts as this kind; those that lie in each other become one."""
    spans: list[Span] = []
    for span in sorted(segment.span for segment in segments):
        if spans and span.start < spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(spans[-1].end, span.end))
        else:
            spans.append(span)
    return tuple(Segment(span, kind) for span in spans)


def _spoken(quotation: Quotation, one: QuotationCorrection, voices: Voices) -> Quotation:
    """The quotation with the author's speaker; without one, with that which pages name."""
    speaker = shown_speaker(quotation) if one.speaker is None else None
    if one.speaker:
        speaker = voices.speaker(one.speaker, quotation.segments)
    cue = quotation.cue if speaker is not None else None
    if cue is not None and Cover(segment.span for segment in quotation.segments).touches(cue):
        cue = None
    sure = 1.0 if speaker is not None else 0.0
    return replace(quotation, speaker=speaker, cue=cue, confidence=sure, rule=SpeakerRule.AUTHOR)
