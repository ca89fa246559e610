"""Organisations that nobody listed, found by the structure of the text; and their acronyms and short names.

A run of capitals is an organisation's name when enough speaks for it: a word such as Ministry in it, an acronym in
brackets after it, a role before "of" or after it, an apposition, a person who is "of" it. What else might be a
person's name goes to the side for which more speaks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sitegen.knowledge import KnowledgeBase
from sitegen.model import Entity, Kind, Mention, Origin
from sitegen.names.mentioned import covered_tokens, merge_mentions
from sitegen.names.organizations.bodies import Body, find_bodies
from sitegen.names.organizations.candidates import Candidate, SearchedText, find_candidates
from sitegen.names.organizations.evidence import features_of_names, score
from sitegen.names.organizations.owners import beside_country
from sitegen.names.people import ScoredNames
from sitegen.names.people.evidence import Found
from sitegen.text.tokens import Tokens
from sitegen.text.weights import probability
from sitegen.text.wordlists import load_words

SURE_PERSON = 1.5
"""Log odds above which a full name is a person's whatever else it may be."""

__all__ = ["Organizations", "candidates_beside", "find_organizations", "listed_tokens"]


@dataclass(frozen=True, slots=True)
class Organizations:
    """All mentions of a text, those of organisations among them; what only the text knows; and who may be a person."""

    found: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    names: ScoredNames
    """The names that are left for persons."""


def find_organizations(
    tokens: Tokens, mentions: Sequence[Mention], names: ScoredNames, knowledge: KnowledgeBase
) -> Organizations:
    """The organisations of a text beside what is known in it; a longer name wins over a built-in one inside it."""
    candidates = candidates_beside(tokens, names, knowledge)
    single = {one.name: len(one.words) == 1 for one in candidates}
    features = features_of_names(tokens, candidates, names, listed_tokens(names, knowledge))
    weights = {name: score(shown, not single[name]) for name, shown in features.items()}
    bodies = find_bodies(tokens, candidates, weights, _surnames(names), knowledge)
    placed = list(_placed(tokens, candidates, bodies, names))
    named = [Mention(tokens.span(one.first, one.last), body.entity_id) for one, body in placed]
    used = {mention.entity_id for mention in named}
    return Organizations(
        found=tuple(
            _entity(body, names.mentioned, knowledge)
            for body in _distinct(bodies)
            if body.entity_id in used and knowledge.get(body.entity_id) is None
        ),
        mentions=merge_mentions(mentions, named),
        names=_left(names, [one for one, _ in placed]),
    )


def candidates_beside(tokens: Tokens, names: ScoredNames, knowledge: KnowledgeBase) -> tuple[Candidate, ...]:
    """What may be an organisation's name where likely persons' full names are left alone."""
    persons = {
        one.candidate.first
        for one in names.found
        if len(one.candidate.words) > 1 and names.weights.get(one.candidate.words, -1.0) > SURE_PERSON
    }
    own = {index for index, free in covered_tokens(names.mentioned, knowledge).items() if not free}
    text = SearchedText(tokens, persons | own, names.mentioned)
    listed = listed_tokens(names, knowledge)
    beside = (beside_country(one, text, knowledge) for one in find_candidates(text))
    free = [one for one in beside if one is not None and not _is_known(one, names.mentioned, listed)]
    inside = {one.name for one in free if not tokens.opens_sentence(one.first)}
    opened = (_without_opener(one, tokens, inside, listed) for one in free)
    return tuple(one for one in opened if one is not None and one.name not in load_words("organization_others"))


def _without_opener(one: Candidate, tokens: Tokens, inside: Container[str], listed: frozenset[int]) -> Candidate | None:
    """The candidate without a word that only opens its sentence: Internal Holmvik University, where the rest recurs.

    None where the rest is listed.
    """
    if len(one.words) < 2 or one.name in inside or not tokens.opens_sentence(one.first):
        return one
    if all(index in listed for index in range(one.first + 1, one.last + 1)):
        return None
    rest = one.name.removeprefix(one.words[0]).strip()
    if rest not in inside:
        return one
    return replace(one, first=one.first + 1, begun=one.first + 1, name=rest, words=one.words[1:])


def listed_tokens(names: ScoredNames, knowledge: KnowledgeBase) -> frozenset[int]:
    """The tokens of the names of organisations that are listed."""
    entities = {entity_id: knowledge.get(entity_id) for entity_id in set(names.mentioned.values())}
    bodies = {entity_id for entity_id, entity in entities.items() if entity and entity.kind is Kind.ORGANIZATION}
    return frozenset(index for index, entity_id in names.mentioned.items() if entity_id in bodies)


def _is_known(one: Candidate, mentioned: Mapping[int, str], listed: frozenset[int]) -> bool:
    """True for what is made of listed names and nothing more, and for what only goes on after one: NASA Discovery."""
    if one.first in listed and (not one.head or (len(one.words) == 2 and _is_state(one.words[-1]))):
        return True
    return all(index in mentioned for index in range(one.first, one.last + 1))


def _is_state(word: str) -> bool:
    return word in load_words("organization_state")


def _surnames(names: ScoredNames) -> frozenset[str]:
    """The last words of what are likely the full names of persons."""
    return frozenset(words[-1] for words, weight in names.weights.items() if weight > 0 and len(words) > 1)


def _placed(
    tokens: Tokens, candidates: Sequence[Candidate], bodies: Mapping[str, Body], names: ScoredNames
) -> Iterator[tuple[Candidate, Body]]:
    """Where organisations are named; a person's longer name wins."""
    persons = [one.candidate for one in names.found if names.weights.get(one.candidate.words, -1.0) > 0]
    starts = [person.first for person in persons]
    for one in candidates:
        body = bodies.get(one.name)
        if body is None:
            continue
        near = persons[max(0, bisect_left(starts, one.first) - 1) : bisect_left(starts, one.last + 1)]
        if not any(p.first <= one.last and one.first <= p.last and _longer(p.first, p.last, one) for p in near):
            yield one, body


def _longer(first: int, last: int, one: Candidate) -> bool:
    return last - first > one.last - one.first


def _left(names: ScoredNames, placed: Sequence[Candidate]) -> ScoredNames:
    """The names without those that stand in an organisation's."""
    starts = [one.first for one in placed]

    def free(found: Found) -> bool:
        at = bisect_left(starts, found.candidate.last + 1)
        return at == 0 or placed[at - 1].last < found.candidate.first

    return replace(names, found=tuple(filter(free, names.found)))


def _distinct(bodies: Mapping[str, Body]) -> Iterator[Body]:
    seen: set[str] = set()
    for body in bodies.values():
        if body.entity_id not in seen:
            seen.add(body.entity_id)
            yield body


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
