"""The organisations of a text that nobody listed: one for each full name, with the acronyms and short names of it.

Which stretches are organisations' names is judged before (`judge.py`); here they become entities.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sitegen.knowledge import KnowledgeBase
from sitegen.model import Entity, Kind, Mention, Origin
from sitegen.names.mentioned import merge_mentions
from sitegen.names.organizations.bodies import Body, find_bodies, known_body
from sitegen.names.organizations.candidates import Candidate
from sitegen.names.organizations.lexicon import heads, is_acronym, is_office, is_people
from sitegen.text.tokens import Tokens
from sitegen.text.values import value
from sitegen.text.weights import probability

__all__ = ["Organizations", "find_organizations"]


@value
class Organizations:
    """The organisations that only the text knows, and all mentions, theirs among them."""

    found: tuple[Entity, ...]
    mentions: tuple[Mention, ...]


def find_organizations(
    tokens: Tokens,
    mentions: Sequence[Mention],
    named: Sequence[Candidate],
    short: Sequence[Candidate],
    odds: Mapping[str, float],
    known: Mapping[tuple[int, int], Entity],
    mentioned: Mapping[int, str],
    knowledge: KnowledgeBase,
) -> Organizations:
    """The organisations of the stretches `named`, and where words of `short` stand for one of them.

    Both stand in order of text; `odds` has the log odds of each name, `known` what the tables know by its first and
    last token, and `mentioned` the tokens of all of it. What `mentions` overlaps one of them goes.
    """
    named = tuple(_with_country(one, tokens, mentioned, knowledge) for one in named)
    odds = {**{one.name: odds[_own_name(one, tokens)] for one in named}, **odds}
    bodies = find_bodies(tokens, named, short, odds, tuple(_known(mentions, tokens, knowledge)), knowledge)
    every = sorted((*named, *short), key=lambda one: one.first)
    placed = [
        (one, body)
        for one in every
        if (body := bodies.get(one.name)) is not None and not _is_of_another(one, body, tokens)
    ]
    own = {(one.first, one.last): _behind_country(one, known) for one in named}
    found = [
        Mention(tokens.span(one.first, one.last), own.get((one.first, one.last)) or body.entity_id)
        for one, body in placed
    ]
    used = {mention.entity_id for mention in found}
    return Organizations(
        found=tuple(
            _entity(body, mentioned, knowledge)
            for body in _distinct(body for _, body in placed)
            if body.entity_id in used and knowledge.get(body.entity_id) is None
        ),
        mentions=merge_mentions(mentions, found),
    )


def _known(mentions: Sequence[Mention], tokens: Tokens, knowledge: KnowledgeBase) -> Iterator[Body]:
    """The known organisations that the text names, each once."""
    for mention in {mention.entity_id: mention for mention in reversed(mentions)}.values():
        entity = knowledge.get(mention.entity_id)
        if entity is not None and entity.kind is Kind.ORGANIZATION:
            yield known_body(entity, tokens.at(mention.span.start))


def _behind_country(one: Candidate, known: Mapping[tuple[int, int], Entity]) -> str:
    """The id of the known organisation that the name consists of behind its country: U.S. Department of Justice."""
    for cut in range(one.first + 1, one.last + 1):
        country, body = known.get((one.first, cut - 1)), known.get((cut, one.last))
        if country is not None and body is not None and country.kind is Kind.COUNTRY:
            return body.id if body.kind is Kind.ORGANIZATION else ""
    return ""


def _own_name(one: Candidate, tokens: Tokens) -> str:
    """The name without the country before it."""
    return tokens.name(one.first, one.last)


def _with_country(one: Candidate, tokens: Tokens, mentioned: Mapping[int, str], knowledge: KnowledgeBase) -> Candidate:
    """The candidate named with the adjective of a country before it, so that two foreign ministries stay two."""
    begun = one.first - 1
    country = knowledge.get(mentioned.get(begun, "")) if tokens.in_sentence(begun, one.first) else None
    beside = country is not None and country.kind is Kind.COUNTRY and is_people(tokens.words[begun])
    if not beside or len(one.words) < 2:
        return one
    return replace(one, name=f"{tokens.words[begun]} {one.name}", begun=begun)


def _is_of_another(one: Candidate, body: Body, tokens: Tokens) -> bool:
    """True for a short name that ends or begins another: the Sheriff's Department, Holmvik Royal beside its Council.

    So does what stands behind a slash.
    """
    if tokens.word(one.first - 1) == "/" and tokens.glued(one.first):
        return True
    if one.name == body.name or len(one.words) > 1 or is_acronym(one.name):
        return False
    following = tokens.behind[one.last]
    if following[:1].isdigit() or (following[:1].isupper() and not is_office(following)):
        return True
    if one.name not in heads():
        return False
    before, behind = tokens.before[one.first], tokens.sentence_word(one.last + 2, one.last)
    led = before[:1].isupper() and before.lower() != "the" and not tokens.openings[one.first - 1]
    return led or before == "'s" or (tokens.behind[one.last] == "of" and behind[:1].isupper())


def _distinct(bodies: Iterable[Body]) -> Iterator[Body]:
    """Each organisation once."""
    yield from {body.entity_id: body for body in bodies}.values()


def _entity(body: Body, mentioned: Mapping[int, str], knowledge: KnowledgeBase) -> Entity:
    country = knowledge.get(mentioned.get(body.country_at, ""))
    return Entity(
        id=body.entity_id,
        kind=Kind.ORGANIZATION,
        name=body.name,
        aliases=body.aliases,
        country=country.id if country is not None and country.kind is Kind.COUNTRY else "",
        origin=Origin.FOUND,
        certainty=round(probability(body.weight), 3),
    )
