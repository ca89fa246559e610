"""Persons whom nobody listed, found by the structure of the text; and the short names of everybody.

A run of capitals is a person's name when enough speaks for it: a title or role before, an apposition or age after, a
verb of saying beside it, a known given name, the surname recurring alone. A short name stands for the full name that
came before it; where two could be meant, to the one whom the text shows, if any.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from sitegen.knowledge import KnowledgeBase
from sitegen.knowledge.given_names import is_given_name
from sitegen.model import Entity, Mention
from sitegen.names.mentioned import covered_tokens, mentioned_tokens, merge_mentions
from sitegen.names.people.candidates import Candidate, find_candidates
from sitegen.names.people.entities import entity_of
from sitegen.names.people.evidence import Features, Found, features_of_names, gather, score
from sitegen.names.people.generations import (
    is_birth_name,
    is_breed,
    is_family,
    is_in_firm,
    is_in_thing,
    is_one_of_two,
    is_surname,
)
from sitegen.names.people.lettered_titles import without_lettered_titles
from sitegen.names.people.lexicon import is_particle, plain_particles
from sitegen.names.people.persons import Cast, is_initial, person_of, without_office
from sitegen.names.people.short_names import ShortNames, listed_by_title
from sitegen.names.people.stated import stated_roles
from sitegen.names.people.told import listed_persons, told_of
from sitegen.text.spans import Span
from sitegen.text.tokens import Tokens
from sitegen.text.values import value

LIKELY = (0.4, 0.0)
"""Log odds above which, at first sight, a name of one word, and a full name, is likely a person's."""

__all__ = ["People", "ScoredNames", "find_people", "score_names"]


@value
class ScoredNames:
    """The runs of capitals in a text that may name persons, and how much speaks for each."""

    mentioned: Mapping[int, str]
    """The entity id of every token of a known mention."""
    found: tuple[Found, ...]
    weights: Mapping[tuple[str, ...], float]
    """Log odds, less what is asked of a name of that length: above 0 it is likely a person's."""
    features: Mapping[tuple[str, ...], Features]
    """All features of each name, wherever it stands."""


@value
class People:
    """All mentions of a text, the persons' among them, and the persons whom only the text knows."""

    found: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    told: tuple[Entity, ...] = ()
    """What the text tells of listed persons beyond their entries."""


def score_names(tokens: Tokens, mentions: Sequence[Mention], knowledge: KnowledgeBase) -> ScoredNames:
    """The names in a text that nobody listed, and how much speaks for each of them being a person's."""
    mentioned = mentioned_tokens(tokens, mentions)
    candidates = without_lettered_titles(tokens, tuple(find_candidates(tokens, covered_tokens(mentioned, knowledge))))
    found = gather(tokens, candidates, mentioned)
    features_of = features_of_names(found)
    weights = {
        words: score(features, len(words) > 1) - LIKELY[len(words) > 1] for words, features in features_of.items()
    }
    return ScoredNames(mentioned, found, weights, features_of)


def find_people(
    tokens: Tokens,
    mentions: Sequence[Mention],
    knowledge: KnowledgeBase,
    found: Sequence[Found],
    certain: Mapping[tuple[str, ...], float],
) -> People:
    """The persons of a text beside what is known in it; a person's name wins over a place inside it.

    `found` are the stretches that may name persons, in order of text; `certain` has the probability of each name that
    does, by its words. The others are at most short names of somebody.
    """
    mentioned = mentioned_tokens(tokens, mentions)
    found = tuple(map(partial(without_office, names=frozenset(certain)), found))
    cast = Cast(listed_persons(tokens, mentions, mentioned, knowledge), knowledge)
    meant = tuple(_named(tokens, found, frozenset(certain), cast, knowledge))
    for one, entity_id in meant:
        cast.state(entity_id, stated_roles(tokens, one.candidate, mentioned))
    named = [Mention(_span(tokens, one), entity_id) for one, entity_id in meant if entity_id]
    unsure = {_span(tokens, one) for one, entity_id in meant if not entity_id}
    surest: dict[str, float] = {}
    for one, entity_id in meant:
        surest[entity_id] = max(surest.get(entity_id, 0.0), certain.get(one.candidate.words, 0.0))
    entities = (p for p in cast if not p.listed and p.entity_id in surest)
    return People(
        found=tuple(entity_of(tokens, person, mentioned, surest[person.entity_id], knowledge) for person in entities),
        mentions=merge_mentions([one for one in mentions if one.span not in unsure] if unsure else mentions, named),
        told=tuple(filter(None, (told_of(tokens, person, mentioned, knowledge) for person in cast if person.listed))),
    )


def _named(
    tokens: Tokens,
    found: Sequence[Found],
    names: frozenset[tuple[str, ...]],
    cast: Cast,
    knowledge: KnowledgeBase,
) -> Iterator[tuple[Found, str]]:
    """Where persons are named, and their ids: full names first, since short ones lean on them.

    The id is empty where a surname may be a place's name as well.
    """
    endings = _endings((*names, *(person.words for person in cast)))
    at_birth = {one.candidate for one in found if _is_full(one) and is_birth_name(tokens, one.candidate.first)}
    full = {
        one.candidate: (cast.called(one) if one.candidate in at_birth else "") or cast.meet(one, tokens)
        for one in sorted(found, key=lambda one: (one.candidate in at_birth, is_initial(one.candidate.words[0])))
        if _is_full(one) and one.candidate.words in names and not _is_ending(one, endings)
    }
    short = ShortNames(tokens, cast)
    for one in found:
        if _is_of_several(tokens, one.candidate):
            continue
        entity_id = full.get(one.candidate) or _short(tokens, one, short, names, cast, knowledge)
        if entity_id:
            short.spoken_of(entity_id, one.candidate.first)
        if entity_id or short.may_be_person(one):
            yield one, entity_id


def _is_of_several(tokens: Tokens, name: Candidate) -> bool:
    """True for a surname that stands for no one person: the Holt family, Holt & Sons; or does not tell for whom."""
    first, last, alone = name.first, name.last, len(name.words) == 1
    family = is_family(tokens, first, last) or is_one_of_two(tokens, first, last)
    thing = is_breed(tokens, last) or (alone and is_in_thing(tokens, first, last))
    return family or thing or is_in_firm(tokens, first, last, alone=alone)


def _is_full(one: Found) -> bool:
    return len(one.candidate.words) > 1 and not is_surname(one.candidate.words)


def _endings(names: Iterable[tuple[str, ...]]) -> frozenset[tuple[str, ...]]:
    """What is left of each name without its first word or words, where that is more than one word."""
    return frozenset(plain_particles(words[cut:]) for words in names for cut in range(1, len(words) - 1))


def _is_ending(one: Found, endings: frozenset[tuple[str, ...]]) -> bool:
    """True for a surname of several words, such as de la Cruz, of somebody whom the text names in full."""
    words = one.candidate.words
    return plain_particles(words) in endings and (is_particle(words[0]) or not is_given_name(words[0]))


def _short(
    tokens: Tokens,
    one: Found,
    short: ShortNames,
    names: frozenset[tuple[str, ...]],
    cast: Cast,
    knowledge: KnowledgeBase,
) -> str:
    """The id of the person whom a name means that is not full; of a new one when only one name is known."""
    person = short.person(one)
    if person is not None:
        return person.entity_id
    words = one.candidate.words
    if len(words) > 1 or one.candidate.weak or words not in names or short.knows(one):
        return ""
    listed = listed_by_title(tokens, one, knowledge)
    if listed is not None:
        return cast.add(person_of(listed, one.candidate.first)).entity_id
    return cast.meet(one, tokens)


def _span(tokens: Tokens, one: Found) -> Span:
    return tokens.span(one.candidate.first, one.candidate.last)
