"""Where in a text the author's corrections hold, by their words: as they stand, found again after edits, or nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sitegen.model import Applied, Article, Correction, DateCorrection, MentionCorrection, Trouble
from sitegen.text.again import find_again
from sitegen.text.folding import Folded
from sitegen.text.selectors import Selector, look_for
from sitegen.text.spans import Cover, Element, Span
from sitegen.text.values import value

_EDGE = 20
"""So many characters around words that were found again the name may stand."""


@value
class Anchor:
    """The places of a selector, or what keeps it from having one, with the place that comes nearest."""

    places: tuple[Span, ...]
    trouble: Trouble | None = None
    nearest: tuple[Span, ...] = ()


def anchor(text: Folded, selector: Selector) -> Anchor:
    """Where the selector fits; found again (EDITED) at one place, where that is certain, else ORPHANED.

    Words that stand there with other capitals, or in longer words, are found again as well: they may be others.
    """
    places = look_for(text, selector)
    if places.spans:
        return Anchor(places.spans, None if places.as_written else Trouble.EDITED)
    again = find_again(text, selector)
    if again is None:
        return Anchor((), Trouble.ORPHANED)
    return Anchor((again.span,), Trouble.EDITED) if again.certain else Anchor((), Trouble.ORPHANED, (again.span,))


def mark_mentions(article: Article) -> tuple[Article, tuple[Applied, ...]]:
    """The article with a mark for each mention that the author corrects, as links by hand make them, and what became
    of each correction. Other marks that tell whom a name means there go."""
    corrections = article.corrections
    if corrections is None or not corrections.mentions:
        return article, ()
    text = Folded.of(article.text)
    applied: list[Applied] = []
    marks: dict[Span, Element] = {}
    for one in corrections.mentions:
        became = place_of(text, one, one.name)
        if became.span is not None and Cover(marks).touches(became.span):
            other = next(span for span in marks if Cover([span]).touches(became.span))
            became = Applied(one, None, Trouble.CLASH, (became.span, other))
        if became.span is not None:
            marks[became.span] = Element(became.span, "entity", _attributes(one))
        applied.append(became)
    taken = Cover(marks)
    kept = (mark for mark in article.marks if mark.tag != "entity" or not taken.touches(mark.span))
    marked = replace(article, marks=(*kept, *marks.values()), corrections=replace(corrections, mentions=()))
    return marked, tuple(applied)


def _attributes(one: MentionCorrection) -> tuple[tuple[str, str], ...]:
    from sitegen.text.letters import clean
    from sitegen.text.slugs import make_slug

    if one.kind is None:
        return (("id", one.entity_id or ""),)
    name = clean(one.name)
    return ("id", make_slug(name)), ("kind", str(one.kind)), ("name", name)


def place_of(text: Folded, one: MentionCorrection | DateCorrection, words: str) -> Applied:
    """Where the words that a correction is about stand, inside those of its selector, or what is wrong with it."""
    at = anchor(text, one.selector)
    if not at.places:
        return Applied(one, None, at.trouble, at.nearest)
    if len(at.places) > 1:
        return Applied(one, None, Trouble.AMBIGUOUS, at.places)
    around, edge = at.places[0], _EDGE if at.trouble is Trouble.EDITED else 0
    start = max(0, around.start - edge)
    inside = look_for(Folded.of(text.original[start : around.end + edge]), Selector(words))
    if len(inside.spans) != 1:
        lost = Trouble.ORPHANED if at.trouble is Trouble.EDITED else Trouble.NO_NAME
        return Applied(one, None, lost, at.places, words)
    (place,) = inside.spans
    trouble = at.trouble if inside.as_written else Trouble.EDITED
    return Applied(one, Span(start + place.start, start + place.end), trouble, at.places)


def trouble_of(correction: Correction, trouble: Trouble, places: Iterable[Span] = (), detail: str = "") -> Applied:
    """A correction that holds nowhere."""
    return Applied(correction, None, trouble, tuple(places), detail)
