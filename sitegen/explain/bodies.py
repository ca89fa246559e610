"""The names that were weighed as those of organisations, with their signs."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.explain.finding import NameFinding, reasons_of
from sitegen.explain.outcome import Outcome
from sitegen.explain.words import NAME_RULES
from sitegen.knowledge import KnowledgeBase
from sitegen.model import Entity, Kind
from sitegen.organizations import candidates_beside, listed_tokens
from sitegen.organizations.bodies import ENOUGH
from sitegen.organizations.evidence import load_weights, signs_of_names, weigh
from sitegen.people import weigh_names
from sitegen.shown import is_certain


def explain_organizations(outcome: Outcome, knowledge: KnowledgeBase) -> Iterator[NameFinding]:
    """A finding for every place of a name that was taken for an organisation's."""
    tokens = outcome.names.tokens
    names = weigh_names(tokens, outcome.names.known, knowledge)
    candidates = candidates_beside(tokens, names, knowledge)
    signs_of = signs_of_names(tokens, candidates, names, listed_tokens(names, knowledge))
    for one in candidates:
        span = tokens.span(one.first, one.last)
        mention = outcome.kept.get(span)
        if mention is None or outcome.entity(mention).kind is not Kind.ORGANIZATION:
            continue
        full = len(one.words) > 1
        weights = {sign: both[0 if full else 1] for sign, both in load_weights().items()}
        score, entity = weigh(signs_of[one.name], full), outcome.entity(mention)
        rule = _rule(entity, one.name, score > ENOUGH[full])
        reasons = reasons_of(("any", *sorted(signs_of[one.name])), weights)
        told = rule == "short_organization"
        yield NameFinding(span, entity, rule, NAME_RULES[rule], *(() if told else (score, ENOUGH[full], reasons)))


def _rule(entity: Entity, name: str, enough: bool) -> str:
    if name != entity.name and (name in entity.aliases or not enough):
        return "short_organization"
    return "weighed_organization" if is_certain(entity) else "unsure_organization"
