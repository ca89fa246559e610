"""The runs of capitals that were weighed as names of places, with their features."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sitegen.explain.finding import NameFinding, reasons_of
from sitegen.explain.outcome import Outcome
from sitegen.explain.signs import nearest_evidence
from sitegen.explain.words import NAME_RULES
from sitegen.knowledge import KnowledgeBase
from sitegen.model import Kind
from sitegen.names.mentioned import mentioned_tokens
from sitegen.names.places import ENOUGH, evidence, means_place
from sitegen.names.places.candidates import find_candidates
from sitegen.site.thresholds import SHOWN_CERTAINTY, is_certain
from sitegen.text.weights import BIAS, log_odds


def explain_places(outcome: Outcome, knowledge: KnowledgeBase, dateline: str) -> Iterator[NameFinding]:
    """A finding for every mention of a name that was weighed as a place's; the `dateline` may stand outside of it."""
    tokens = outcome.names.tokens
    mentioned = mentioned_tokens(tokens, outcome.names.with_people)
    seen = evidence.gather(tokens, tuple(find_candidates(tokens, mentioned)), mentioned, knowledge)
    features_of = evidence.features_of_names(seen, dateline)
    for one in seen:
        features = features_of[one.candidate.words]
        span = tokens.span(one.candidate.first, one.candidate.last)
        mention = outcome.kept.get(span)
        entity = outcome.entity(mention) if mention is not None else None
        score, reasons = evidence.score(features), reasons_of((BIAS, *sorted(features)), evidence.weights())
        taken = "weighed_place" if entity is not None and is_certain(entity) else "unsure_place"
        rule = taken if entity is not None else "below_line"
        if entity is None and score > ENOUGH and not means_place(one.candidate.words, features):
            yield NameFinding(span, None, "no_town", NAME_RULES["no_town"])
            continue
        finding = NameFinding(span, entity, rule, NAME_RULES[rule], score, ENOUGH, reasons, kind=Kind.PLACE)
        missing = log_odds(SHOWN_CERTAINTY[Kind.PLACE]) - score
        nearest = nearest_evidence(Kind.PLACE, evidence.weights().of_feature, features, missing)
        yield (
            finding
            if finding.shown
            else replace(finding, nearest=f"as a place: {nearest}" if entity is None else nearest)
        )
