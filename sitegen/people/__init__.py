"""Persons whom nobody listed, found by the structure of the text; and the short names of everybody.

A run of capitals is a person's full name when enough speaks for it: a title or role before, an apposition or age after,
a verb of saying beside it, a known given name, the surname recurring alone. A short name stands for the full name that
came before it; where two persons could be meant it is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from slugify import slugify

from sitegen.gender import gender_of, is_given_name
from sitegen.knowledge import KnowledgeBase
from sitegen.language import load_words
from sitegen.model import Entity, Gender, Kind, Mention, Origin, Role
from sitegen.people.candidates import Candidate, find_candidates
from sitegen.people.lexicon import Sort
from sitegen.people.roles import FoundRole, role_after, role_before
from sitegen.tokens import Tokens

ENOUGH = 2
"""Points of evidence that make a run of capitals a person."""

_REACH_OF_TITLE = frozenset({Sort.TITLE, Sort.ADDRESS})


@dataclass(frozen=True, slots=True)
class People:
    """All mentions of a text, the persons' among them, and the persons whom only the text knows."""

    found: tuple[Entity, ...]
    mentions: tuple[Mention, ...]


@dataclass(slots=True)
class _Person:
    """One person while the text is read."""

    entity_id: str
    words: tuple[str, ...]
    first_at: int
    roles: list[FoundRole] = field(default_factory=list)
    gender: Gender = Gender.UNKNOWN


def find_people(tokens: Tokens, mentions: Sequence[Mention], knowledge: KnowledgeBase) -> People:
    """The persons of a text beside what is known in it; a person's name wins over a place inside it."""
    mentioned = {
        index: mention.entity_id
        for mention in mentions
        for index in range(tokens.at(mention.span.start), tokens.at(mention.span.end - 1) + 1)
    }
    candidates = tuple(find_candidates(tokens, _coverable(mentioned, knowledge)))
    known = tuple(_known_persons(tokens, mentions, knowledge))
    found, places = _full_names(tokens, candidates, mentioned, known, knowledge)
    everybody = (*known, *found.values())
    short = _short_names(tokens, candidates, places, everybody)
    named = [Mention(tokens.span(c.first, c.last), entity_id) for c, entity_id in (*places.items(), *short.items())]
    free = [m for m in mentions if not any(m.span.overlaps(own.span) for own in _near(named, m))]
    entities = tuple(_entity(tokens, person, mentioned, knowledge) for person in found.values())
    return People(entities, tuple(sorted((*free, *named), key=lambda mention: mention.span)))


def _near(named: Sequence[Mention], mention: Mention) -> Iterable[Mention]:
    return (own for own in named if own.span.start < mention.span.end and mention.span.start < own.span.end)


def _coverable(mentioned: Mapping[int, str], knowledge: KnowledgeBase) -> dict[int, bool]:
    """The tokens of known mentions, True where a person's name may cover them: built-in places only."""
    covered = {}
    for index, entity_id in mentioned.items():
        entity = knowledge.get(entity_id)
        covered[index] = entity is not None and entity.origin is Origin.BUILT_IN
    return covered


def _known_persons(tokens: Tokens, mentions: Sequence[Mention], knowledge: KnowledgeBase) -> Iterator[_Person]:
    """The listed persons that the text names, each once, where it names them first."""
    seen: set[str] = set()
    for mention in mentions:
        entity = knowledge.get(mention.entity_id)
        if entity is not None and entity.kind is Kind.PERSON and entity.id not in seen:
            seen.add(entity.id)
            yield _Person(entity.id, tuple(entity.name.split()), tokens.at(mention.span.start), gender=entity.gender)


def _full_names(
    tokens: Tokens,
    candidates: Sequence[Candidate],
    mentioned: Mapping[int, str],
    known: Sequence[_Person],
    knowledge: KnowledgeBase,
) -> tuple[dict[str, _Person], dict[Candidate, str]]:
    """The persons found by their full names or by a title and one name, and the places of those names."""
    alone = Counter(c.words[0] for c in candidates if len(c.words) == 1 and not c.weak)
    times = Counter(c.words for c in candidates)
    persons: dict[str, _Person] = {}
    places: dict[Candidate, str] = {}
    accepted: dict[tuple[str, ...], str] = {}
    for candidate in candidates:
        words = candidate.words
        role = role_before(tokens, candidate.first, mentioned)
        if candidate.weak or (len(words) == 1 and not _titled(candidate) and role is None):
            continue
        if len(words) == 1 and any(words[0] in p.words for p in (*known, *persons.values())):
            continue
        apposition = role_after(tokens, candidate.last)
        points = _points(tokens, candidate, role, apposition, alone, times)
        if words not in accepted and points < ENOUGH:
            continue
        entity_id = accepted.setdefault(words, _same_person(words, (*known, *persons.values())) or _slug(words))
        if not entity_id or ((entity := knowledge.get(entity_id)) is not None and entity.kind is not Kind.PERSON):
            continue
        places[candidate] = entity_id
        if any(entity_id == person.entity_id for person in known):
            continue
        person = persons.setdefault(entity_id, _Person(entity_id, words, candidate.first))
        person.roles += [r for r in (role, apposition) if r is not None]
        person.gender = _gender(tokens, candidate) if person.gender is Gender.UNKNOWN else person.gender
    later = {c: accepted[c.words] for c in candidates if c.words in accepted and c not in places and len(c.words) > 1}
    return persons, places | later


def _slug(words: Sequence[str]) -> str:
    return slugify(" ".join(words), max_length=80, word_boundary=True)


def _same_person(words: Sequence[str], persons: Iterable[_Person]) -> str:
    """The id of the person whose name this is with more or fewer middle names, or nothing."""
    for person in persons:
        whole = person.words
        ends = len(words) > 1 and len(whole) > 1 and (words[0], words[-1]) == (whole[0], whole[-1])
        if ends and (set(words) <= set(whole) or set(whole) <= set(words)):
            return person.entity_id
    return ""


def _titled(candidate: Candidate) -> bool:
    return candidate.before in _REACH_OF_TITLE


def _points(
    tokens: Tokens,
    candidate: Candidate,
    role: FoundRole | None,
    apposition: FoundRole | None,
    alone: Mapping[str, int],
    times: Mapping[tuple[str, ...], int],
) -> int:
    """How much speaks for a person, in points; ENOUGH make one."""
    words = candidate.words
    speaks = _beside_verb(tokens, candidate)
    return (
        2 * (role is not None or candidate.before in _REACH_OF_TITLE)
        + 2 * (apposition is not None and len(words) > 1)
        + 2 * is_given_name(words[0])
        + speaks
        + _has_age(tokens, candidate)
        + _has_years(tokens, candidate)
        + min(2, alone.get(words[-1], 0) if len(words) > 1 else 0)
        + (len(words) > 1 and any(len(word.strip(".")) == 1 for word in words[:-1]))
        + (times[words] > 2)
        - (len(words) > 4)
    )


def _beside_verb(tokens: Tokens, candidate: Candidate) -> int:
    """2 with a verb of saying right beside the name, 1 with another verb that persons do, else 0."""
    spoken, done = _spoken(), load_words("person_verbs")
    beside = [i for i in (candidate.first - 1, candidate.last + 1) if 0 <= i < len(tokens)]
    same = [i for i in beside if tokens.sentences[i] == tokens.sentences[candidate.first]]
    if any(tokens.words[i] in spoken for i in same) or _according_to(tokens, candidate.first):
        return 2
    return int(any(tokens.words[i] in done for i in same if i > candidate.last))


def _according_to(tokens: Tokens, first: int) -> bool:
    return first > 1 and [word.lower() for word in tokens.words[first - 2 : first]] == ["according", "to"]


def _spoken() -> frozenset[str]:
    return load_words("reporting_words") | {"said", "says", "told", "tells", "added", "adds", "wrote", "asked"}


def _has_age(tokens: Tokens, candidate: Candidate) -> int:
    """2 where an age between commas follows: "Ada Moran, 48,"."""
    after = tokens.words[candidate.last + 1 : candidate.last + 4]
    return 2 * (len(after) == 3 and after[0] == "," and after[1].isdigit() and len(after[1]) < 4 and after[2] in ",.")


def _has_years(tokens: Tokens, candidate: Candidate) -> int:
    """1 where a bracket with the years of a life follows: "Ada Moran (3 May 1811 – 1832)"."""
    after = tokens.words[candidate.last + 1 : candidate.last + 30]
    if len(candidate.words) < 2 or not after or after[0] != "(":
        return 0
    return int(sum(len(word) == 4 and word.isdigit() for word in after[: after.index(")") if ")" in after else 30]) > 1)


def _short_names(
    tokens: Tokens, candidates: Sequence[Candidate], places: Mapping[Candidate, str], everybody: Sequence[_Person]
) -> dict[Candidate, str]:
    """The parts of names that stand for a whole one seen before; what could be two persons is left out."""
    short = {}
    for candidate in candidates:
        if candidate in places or (candidate.weak and tokens.opens_sentence(candidate.first)):
            continue
        meant = {p.entity_id for p in everybody if _may_stand_for(candidate, p) and _shortens(candidate, p)}
        if len(meant) == 1:
            short[candidate] = meant.pop()
    return short


def _may_stand_for(candidate: Candidate, person: _Person) -> bool:
    """True after the full name; before it only for a word that means nothing else."""
    if person.first_at < candidate.first:
        return True
    return not (candidate.over or candidate.weak or is_given_name(candidate.words[0])) and candidate.before is None


def _shortens(candidate: Candidate, person: _Person) -> bool:
    """True when the words are the end of the person's name, a part of a double one, or the given name."""
    words, whole = candidate.words, person.words
    if len(words) >= len(whole):
        return False
    if whole[-len(words) :] == words:
        return True
    return len(words) == 1 and (
        words[0] in whole[-1].split("-") or (words[0] == whole[0] and is_given_name(whole[0]) and not candidate.weak)
    )


def _gender(tokens: Tokens, candidate: Candidate) -> Gender:
    before = tokens.words[candidate.first - 1] if candidate.first else ""
    return gender_of(" ".join(filter(None, (before if candidate.before is Sort.ADDRESS else "", *candidate.words))))


def _country(tokens: Tokens, roles: Sequence[FoundRole], mentioned: Mapping[int, str], knowledge: KnowledgeBase) -> str:
    """The id of the country with whose name or adjective a role begins: Polish Foreign Minister."""
    begun = (knowledge.get(mentioned.get(tokens.at(role.span.start), "")) for role in roles)
    return next((entity.id for entity in begun if entity is not None and entity.kind is Kind.COUNTRY), "")


def _entity(tokens: Tokens, person: _Person, mentioned: Mapping[int, str], knowledge: KnowledgeBase) -> Entity:
    """The person as an entity, with the roles that the text gives."""
    roles = {role.title: role for role in reversed(person.roles)}
    ordered = sorted(roles.values(), key=lambda role: role.span)
    return Entity(
        id=person.entity_id,
        kind=Kind.PERSON,
        name=" ".join(person.words),
        roles=tuple(Role(role.title) for role in ordered),
        country=_country(tokens, ordered, mentioned, knowledge),
        evidence=tuple(role.span for role in ordered),
        gender=person.gender,
        origin=Origin.FOUND,
    )
