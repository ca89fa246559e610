"""Listed organisations as a text tells of them: the country that stands before their names, or begins them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from sitegen.knowledge import KnowledgeBase
from sitegen.knowledge.countries import load_countries
from sitegen.model import Entity, Kind, Mention, Origin
from sitegen.names.mentioned import mentioned_tokens
from sitegen.text.tokens import Tokens


def bodies_told(tokens: Tokens, mentions: Sequence[Mention], knowledge: KnowledgeBase) -> tuple[Entity, ...]:
    """The country of each listed organisation whose entry has none: Norwegian Ferry Board."""
    listed = {one: knowledge.get(one) for one in dict.fromkeys(mention.entity_id for mention in mentions)}
    open_ = {one: body for one, body in listed.items() if body is not None and _is_open(body)}
    mentioned = mentioned_tokens(tokens, mentions) if open_ else {}
    countries: dict[str, str] = {}
    for mention in mentions:
        if mention.entity_id in open_ and not countries.get(mention.entity_id):
            countries[mention.entity_id] = _country(tokens, mention, mentioned, knowledge)
    return tuple(_told(open_[one], country) for one, country in countries.items() if country)


def _is_open(body: Entity) -> bool:
    return body.kind is Kind.ORGANIZATION and body.origin is Origin.KNOWLEDGE and not body.country


def _country(tokens: Tokens, mention: Mention, mentioned: Mapping[int, str], knowledge: KnowledgeBase) -> str:
    """The id of the country whose adjective begins a name of several words, or whose name stands right before it."""
    first = tokens.at(mention.span.start)
    if tokens.ends[first] >= mention.span.end:
        return ""
    beside = mentioned.get(first - 1, "") if tokens.in_sentence(first - 1, first) else ""
    both = (knowledge.get(_by_adjective().get(tokens.words[first], "")), knowledge.get(beside))
    return next((one.id for one in both if one is not None and one.kind is Kind.COUNTRY), "")


@cache
def _by_adjective() -> Mapping[str, str]:
    """The ids of countries by their adjectives, without those that several share."""
    found: dict[str, set[str]] = {}
    for country in load_countries():
        for adjective in country.adjectives:
            found.setdefault(adjective, set()).add(country.id)
    return {adjective: ids.pop() for adjective, ids in found.items() if len(ids) == 1}


def _told(listed: Entity, country: str) -> Entity:
    return Entity(id=listed.id, kind=Kind.ORGANIZATION, name=listed.name, country=country, origin=Origin.FOUND)
