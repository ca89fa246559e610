"""The names that were weighed as those of organisations, with their features."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sitegen.explain.finding import NameFinding, reasons_of
from sitegen.explain.outcome import Outcome
from sitegen.explain.signs import nearest_evidence
from sitegen.explain.words import NAME_RULES
from sitegen.knowledge import KnowledgeBase
from sitegen.model import Entity, Kind
from sitegen.names.organizations import candidates_beside, listed_tokens
from sitegen.names.organizations.bodies import ENOUGH
from sitegen.names.organizations.evidence import features_of_names, weights
from sitegen.names.organizations.evidence import score as score_of
from sitegen.names.people import score_names
from sitegen.site.thresholds import SHOWN_CERTAINTY, is_certain
from sitegen.text.weights import BIAS, log_odds


def explain_organizations(outcome: Outcome, knowledge: KnowledgeBase) -> Iterator[NameFinding]:
    """A finding for every mention of a name that was taken for an organisation's."""
    tokens = outcome.names.tokens
    names = score_names(tokens, outcome.names.known, knowledge)
    candidates = candidates_beside(tokens, names, knowledge)
    features_of = features_of_names(tokens, candidates, names, listed_tokens(names, knowledge))
    for one in candidates:
        span = tokens.span(one.first, one.last)
        mention = outcome.kept.get(span)
        if mention is None or outcome.entity(mention).kind is not Kind.ORGANIZATION:
            continue
        full = len(one.words) > 1
        score, entity = score_of(features_of[one.name], full), outcome.entity(mention)
        rule = _rule(entity, one.name, score > ENOUGH[full])
        reasons = reasons_of((BIAS, *sorted(features_of[one.name])), weights(full))
        if rule == "short_organization":
            yield NameFinding(span, entity, rule, NAME_RULES[rule])
            continue
        missing = log_odds(SHOWN_CERTAINTY[Kind.ORGANIZATION]) - score
        nearest = nearest_evidence("organization", weights(full).of_feature, features_of[one.name], missing)
        finding = NameFinding(span, entity, rule, NAME_RULES[rule], score, ENOUGH[full], reasons)
        yield finding if finding.shown else replace(finding, nearest=nearest)


def _rule(entity: Entity, name: str, enough: bool) -> str:
    if name != entity.name and (name in entity.aliases or not enough):
        return "short_organization"
    return "weighed_organization" if is_certain(entity) else "unsure_organization"
