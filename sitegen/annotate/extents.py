"""From where to where a quotation goes that the author corrects or adds: its parts, one for each paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from sitegen.model import Article, QuotationCorrection, QuotationKind, Segment, Trouble
from sitegen.text.again import find_again
from sitegen.text.folding import Folded
from sitegen.text.selectors import Selector, look_for
from sitegen.text.spans import ATOM, Cover, Span
from sitegen.text.values import value
from sitegen.text.weave import leaf_blocks

REACH = 2000
"""So many characters from a quotation its new first and last words may stand."""
_OPENING, _CLOSING = '“„«»"', '”“»«"'
_CLOSES = re.compile(rf"[.,;:!?…]{{0,3}}[{_CLOSING}]")
_SINGLE = (("‘", "’"), ("'", "'"), ("‹", "›"), ("›", "‹"), ("‚", "‘"), ("`", "'"))
_BLANKS = " \t\n\u00a0" + ATOM


@value
class Ground:
    """What quotations stand in: the text, its leaf blocks, and those whose words nobody says."""

    text: Folded
    leaves: tuple[Span, ...]
    closed: Cover

    @classmethod
    def of(cls, article: Article, without: frozenset[str]) -> Ground:
        """The ground of an article, blocks of the tags in `without` closed."""
        closed = Cover(block.span for block in article.blocks if block.tag in without)
        return cls(Folded.of(article.text), tuple(leaf.span for leaf in leaf_blocks(article.blocks)), closed)


@value
class Refused:
    """Why there are no such parts, and where to look."""

    trouble: Trouble
    places: tuple[Span, ...]
    detail: str = ""


@value
class Edge:
    """Where the new first or last words of a quotation stand, and what is to be told of them."""

    words: str
    place: Span
    trouble: Trouble | None = None


@value
class Extent:
    """The parts of a quotation, and its new first and last words."""

    parts: tuple[Segment, ...]
    first: Edge | None = None
    last: Edge | None = None


def new_extent(ground: Ground, before: Sequence[Segment], place: Span, one: QuotationCorrection) -> Extent | Refused:
    """The parts of a quotation that had those of `before`, or of a new one with the words at `place`.

    Of `starts` and `ends` the places nearest to what was quoted count; words that were edited are found again where
    that is certain. Marks that stand directly around the words belong to it. A part is cut at the borders of
    paragraphs; what a heading or code has in it is refused.
    """
    old = Span(before[0].span.start, max(segment.span.end for segment in before)) if before else place
    first = last = None
    if one.starts:
        first = _edge(ground, one.starts, old, old.end if not one.ends else old.end + REACH, starting=True)
        if first.trouble is Trouble.ORPHANED:
            return Refused(Trouble.NO_START, (first.place,), one.starts)
    if one.ends:
        last = _edge(ground, one.ends, old, old.end + REACH, starting=False)
        if last.trouble is Trouble.ORPHANED:
            return Refused(Trouble.NO_END, (last.place,), one.ends)
    start, end = first.place.start if first else old.start, last.place.end if last else old.end
    if start >= end:
        return Refused(Trouble.CROSSED, (old,), one.ends or one.starts)
    start, end = (start, end) if one.kind is QuotationKind.INDIRECT else _with_marks(ground.text.original, start, end)
    if not before or _is_whole(before, start, end):
        parts = _parts(ground, Span(start, end), one.kind)
    else:
        parts = _cut_to(ground, before, start, end)
    return parts if isinstance(parts, Refused) else Extent(parts, first, last)


def _edge(ground: Ground, words: str, old: Span, limit: int, *, starting: bool) -> Edge:
    """The place of the words that begins, or ends, nearest to where the quotation did.

    Told are words that stand in several places there (EDGE_LOOSE): after an edit another would be the nearest; words
    found again (EDGE_EDITED); and those that are not (ORPHANED), with the place that comes nearest.
    """

    def offset(span: Span) -> int:
        return span.start if starting else span.end

    at = offset(old)
    places = look_for(ground.text, Selector(words))
    able = [one for one in places.spans if one.start < limit and abs(offset(one) - at) <= REACH]
    if not able:
        return _edge_again(ground, words, old, (max(0, at - REACH), min(at + REACH, limit)))
    near = min(able, key=lambda span: (abs(offset(span) - at), span.start))
    if not places.as_written:
        return Edge(words, near, Trouble.EDGE_EDITED)
    return Edge(words, near, Trouble.EDGE_LOOSE if len(able) > 1 else None)


def _edge_again(ground: Ground, words: str, old: Span, within: tuple[int, int]) -> Edge:
    """The place within these offsets that has most of the words, as `find_again` finds it."""
    start, end = within
    again = find_again(Folded.of(ground.text.original[start:end]), Selector(words))
    if again is None:
        return Edge(words, old, Trouble.ORPHANED)
    place = Span(start + again.span.start, start + again.span.end)
    return Edge(words, place, Trouble.EDGE_EDITED if again.certain else Trouble.ORPHANED)


def _is_whole(before: Sequence[Segment], start: int, end: int) -> bool:
    """True for a quotation of one part, or one of which no part is left."""
    return len(before) == 1 or not any(part.span.end > start and part.span.start < end for part in before)


def _cut_to(ground: Ground, before: Sequence[Segment], start: int, end: int) -> tuple[Segment, ...] | Refused:
    """Of several parts those from `start` to `end`: the first begins, and the last ends, where the whole does."""
    left = [part for part in before if part.span.end > start and part.span.start < end]
    first, last = left[0], max(left, key=lambda part: part.span.end)
    parts: list[Segment] = []
    for part in left:
        span = Span(
            start if part is first else max(start, part.span.start), end if part is last else min(end, part.span.end)
        )
        made = _parts(ground, span, part.kind)
        if isinstance(made, Refused):
            return made
        parts.extend(made)
    return tuple(parts)


def _parts(ground: Ground, whole: Span, kind: QuotationKind | None) -> tuple[Segment, ...] | Refused:
    """The stretch cut at the borders of leaf blocks."""
    spans = tuple(_inside(ground, whole))
    closed = tuple(span for span in spans if ground.closed.touches(span))
    if closed or not spans:
        return Refused(Trouble.CLOSED, closed or (whole,))
    if kind is None:
        text = ground.text.original
        spoken = text[spans[0].start] in _OPENING + "‘'‹›‚`" and text[spans[-1].end - 1] in _CLOSING + "’'›‹‘"
        kind = QuotationKind.DIRECT if spoken else QuotationKind.INDIRECT
    return tuple(Segment(span, kind) for span in spans)


def _inside(ground: Ground, whole: Span) -> Iterator[Span]:
    text = ground.text.original
    at = bisect_left(ground.leaves, whole.start, key=lambda leaf: leaf.end - 1)
    for leaf in ground.leaves[at:]:
        part = leaf.clip(whole)
        if part is None:
            return
        start, end = part.start, part.end
        while start < end and text[start] in _BLANKS:
            start += 1
        while start < end and text[end - 1] in _BLANKS:
            end -= 1
        if start < end:
            yield Span(start, end)


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch with the quotation marks that stand around it, and a point before the closing one."""
    before, behind = text[start - 1 : start], text[end : end + 1]
    if (before, behind) in _SINGLE:
        return start - 1, end + 1
    opens = bool(before) and before in _OPENING and text[start] not in _OPENING
    opened = opens or text[start] in _OPENING
    closes = _CLOSES.match(text, end) if text[end - 1] not in _CLOSING else None
    ended = closes is not None and (opened or closes.end() == end + 1)
    return start - opens, closes.end() if closes is not None and ended else end
