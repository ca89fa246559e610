"""Why a name means whom it means, and why others were left out."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.annotate import closed_cover
from sitegen.explain.finding import NameFinding
from sitegen.explain.outcome import Outcome
from sitegen.explain.weighed import explain_weighed
from sitegen.explain.words import NAME_RULES, RULED_OUT
from sitegen.knowledge import KnowledgeBase
from sitegen.model import Annotated, Mention, Origin
from sitegen.names import Names
from sitegen.names.listed import Judged, judge_names
from sitegen.text.spans import Cover, Span

_BY_AUTHOR = frozenset({"left_alone", "hidden_with_name"})
"""Rules by which the author leaves out what was found."""

_RULE_OF = {Origin.KNOWLEDGE: "listed", Origin.BUILT_IN: "built_in", Origin.FOUND: "structure"}


def explain_names(names: Names, annotated: Annotated, knowledge: KnowledgeBase) -> Iterator[NameFinding]:
    """A finding for every mention, and for every name that was weighed and left out; in no order."""
    outcome = Outcome.of(names, annotated)
    told: set[Span] = set()
    for finding in _all(outcome, annotated, knowledge):
        stands = outcome.kept.get(finding.span)
        fits = stands is not None and finding.entity is not None and stands.entity_id == finding.entity.id
        left_out = finding.entity is None and (finding.rule in _BY_AUTHOR or not outcome.is_taken(finding.span))
        if finding.span not in told and (fits or left_out):
            told.add(finding.span)
            yield finding
    yield from (_otherwise(outcome, mention) for span, mention in outcome.kept.items() if span not in told)
    closed = closed_cover(annotated.article)
    yield from (_finding(m, None, "in_heading") for m in names.mentions if closed.touches(m.span))


def _all(outcome: Outcome, annotated: Annotated, knowledge: KnowledgeBase) -> Iterator[NameFinding]:
    """What every step of the annotator has to say, the stronger word first."""
    yield from _of_author(outcome, annotated)
    if not outcome.names.is_read:
        return
    for one in judge_names(outcome.names.tokens, knowledge):
        finding = _known(outcome, one)
        if finding is not None:
            yield finding
    yield from explain_weighed(outcome, annotated, knowledge)


def _of_author(outcome: Outcome, annotated: Annotated) -> Iterator[NameFinding]:
    """What the author links by hand, hides, and hides with it; nothing of a name inside a longer one that is linked."""
    marks = [mark for mark in annotated.article.marks if mark.tag == "entity"]
    by_hand = {m.span for m in marks if not m.get("id") or m.span in outcome.kept or not outcome.is_taken(m.span)}
    for span in sorted(by_hand):
        mention = outcome.kept.get(span)
        rule = "by_hand" if mention is not None else "left_alone"
        entity = outcome.entity(mention) if mention is not None else None
        yield NameFinding(span, entity, rule, NAME_RULES[rule])
    touched = Cover(by_hand)
    for mention in outcome.names.hidden.mentions:
        if not touched.touches(mention.span):
            yield _finding(mention, None, "hidden_with_name")


def _finding(mention: Mention, outcome: Outcome | None, rule: str) -> NameFinding:
    entity = outcome.entity(mention) if outcome is not None else None
    return NameFinding(mention.span, entity, rule, NAME_RULES[rule])


def _otherwise(outcome: Outcome, mention: Mention) -> NameFinding:
    """A mention of which no step tells more."""
    return _finding(mention, outcome, _RULE_OF[outcome.entity(mention).origin])


def _known(outcome: Outcome, judged: Judged) -> NameFinding | None:
    """A name of the knowledge base, taken or ruled out; None where another finding says more."""
    if judged.entity is None:
        ids = tuple(entity.id for entity in judged.match.form.entities)
        span = Span(judged.match.start, judged.match.end)
        return NameFinding(span, None, judged.rule, RULED_OUT[judged.rule], other_ids=ids)
    mention = outcome.starting.get(judged.match.start)
    if mention is None or mention.entity_id != judged.entity.id:
        return None
    return _finding(mention, outcome, "listed" if judged.entity.origin is Origin.KNOWLEDGE else "built_in")
