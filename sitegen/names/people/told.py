"""Listed persons as a text tells of them: role, country and gender, where their entries leave these open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sitegen.knowledge import KnowledgeBase
from sitegen.knowledge.given_names import gender_of
from sitegen.model import Entity, Gender, Kind, Mention
from sitegen.names.people.candidates import Candidate, name_words
from sitegen.names.people.entities import entity_of
from sitegen.names.people.evidence import Found, roles_beside
from sitegen.names.people.lexicon import sort_of
from sitegen.names.people.persons import Person, person_of
from sitegen.names.people.stated import stated_roles
from sitegen.text.tokens import Tokens


def listed_persons(
    tokens: Tokens, mentions: Iterable[Mention], mentioned: Mapping[int, str], knowledge: KnowledgeBase
) -> tuple[Person, ...]:
    """The listed persons that the text names by a name of theirs, in order, with what it tells of them there.

    `mentioned` has the entity id of every token that a mention covers.
    """
    persons: dict[str, Person] = {}
    for mention in mentions:
        entity = knowledge.get(mention.entity_id)
        if entity is not None and entity.kind is Kind.PERSON:
            first, last = tokens.stretch(mention.span.start, mention.span.end)
            person = persons.get(entity.id) or person_of(entity, first)
            persons[entity.id] = person
            if not person.settled:
                _read(tokens, person, first, last, mentioned)
    return tuple(persons.values())


def _read(tokens: Tokens, person: Person, first: int, last: int, mentioned: Mapping[int, str]) -> None:
    """What stands beside one mention, remembered of the person."""
    led = tokens.in_sentence(first - 1, first) and tokens.words[first - 1][0].isupper()
    before = sort_of(tokens.words[first - 1]) if led else None
    candidate = Candidate(first, last, tuple(name_words(tokens, first, last)), before)
    person.stated += stated_roles(tokens, candidate, mentioned)
    if len(candidate.words) > 1:
        person.learn(tokens, Found(candidate, frozenset(), roles_beside(tokens, candidate, mentioned)))


def told_of(tokens: Tokens, person: Person, mentioned: Mapping[int, str], knowledge: KnowledgeBase) -> Entity | None:
    """What the text tells of a listed person beyond the entry; None when that is nothing."""
    entry = knowledge.get(person.entity_id)
    if entry is None or person.settled:
        return None
    gender = person.gender if _is_shown(person, entry) else Gender.UNKNOWN
    if not person.roles and not person.stated and gender is Gender.UNKNOWN:
        return None  # as of most: nothing stands beside their names
    told = entity_of(tokens, person, mentioned, 1.0, knowledge)
    told = replace(
        told,
        name=entry.name,
        roles=() if entry.roles else told.roles,
        evidence=() if entry.roles else told.evidence,
        country="" if entry.country else told.country,
        gender=gender,
    )
    return told if told.roles or told.country or told.gender is not Gender.UNKNOWN else None


def _is_shown(person: Person, entry: Entity) -> bool:
    """True where the text shows a gender that neither the entry nor the name does."""
    return entry.gender is Gender.UNKNOWN and gender_of(entry.name) is Gender.UNKNOWN is not person.gender
