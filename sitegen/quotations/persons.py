"""Everybody whom a text names, in order, with the gender that it gives them: whom "he" and "she" may mean."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from sitegen.knowledge.given_names import gender_of, gender_of_title
from sitegen.model import Entity, Gender, Mention, Origin
from sitegen.quotations.article_context import ArticleContext, Phrase
from sitegen.text.values import value
from sitegen.text.wordlists import load_rows

PRONOUNS = {"he": Gender.MALE, "she": Gender.FEMALE, "his": Gender.MALE, "her": Gender.FEMALE}


@value
class Person:
    """Somebody whom the text has named: the token of the mention, and what it is there."""

    token: int
    mention: Mention
    gender: Gender
    speaks: bool
    """True for the subject of a report."""


@value
class Resolution:
    """The person found for a phrase, with the estimated probability of being right."""

    mention: Mention
    confidence: float
    others: tuple[Mention, ...] = ()
    """Who else it could be, the likeliest first."""


def persons_of(context: ArticleContext, subjects: Iterable[Phrase]) -> tuple[Person, ...]:
    """Every mention of a person, in order of text. `subjects` are the phrases that are known to be subjects."""
    named = [phrase.means or phrase for phrase in subjects]
    speaking = {phrase.mention.span for phrase in named if phrase.mention is not None}
    mentions = {mention.span: mention for mention in _each_once(context) if context.is_person(mention)}
    told = _told_genders(context, mentions.values())
    persons = (
        Person(
            context.tokens.first_from(span.start),
            mention,
            told.get(mention.entity_id, Gender.UNKNOWN),
            span in speaking,
        )
        for span, mention in mentions.items()
    )
    return tuple(sorted(persons, key=lambda person: person.token))


def _each_once(context: ArticleContext) -> Iterator[Mention]:
    """The mentions, each for all tokens that it covers."""
    last: Mention | None = None
    for mention in context.mention_at.values():
        if mention is not last:
            last = mention
            yield mention


def _told_genders(context: ArticleContext, mentions: Iterable[Mention]) -> dict[str, Gender]:
    """The gender of each person: what "Ruiz and her team" tells at the beginning of a sentence, else the known one.

    Else what "she" tells after a sentence about nobody else.
    """
    tokens = context.tokens
    named: dict[int, set[str]] = {}
    for mention in mentions:
        named.setdefault(tokens.sentences[tokens.first_from(mention.span.start)], set()).add(mention.entity_id)
    votes: dict[str, Counter[Gender]] = defaultdict(Counter)
    for index in tokens.where({"He", "She"}):
        if not index or context.quoted_at[index] >= 0 or not tokens.opens_sentence(index):
            continue
        before = named.get(tokens.sentences[index - 1], set())
        if len(before) == 1 and tokens.leaves[index - 1] == tokens.leaves[index]:
            votes[min(before)][PRONOUNS[tokens.lower_words[index]]] += 1
    owners = {owner.entity_id: gender for owner, gender in _owners(context)}
    known = {entity: gender_of_entity(context.entities[entity]) for entities in named.values() for entity in entities}
    titled = _titled(context, mentions)
    return {
        entity: owners.get(entity)
        or titled.get(entity)
        or (_majority(votes[entity]) if gender is Gender.UNKNOWN and entity in votes else gender)
        for entity, gender in known.items()
    }


def _titled(context: ArticleContext, mentions: Iterable[Mention]) -> dict[str, Gender]:
    """The gender of those found who are Mr or Ms wherever they have a title: a given name may mislead."""
    titles: dict[str, set[Gender]] = defaultdict(set)
    for mention in mentions:
        before = context.tokens.first_from(mention.span.start) - 1
        if context.entities[mention.entity_id].origin is not Origin.KNOWLEDGE:
            titles[mention.entity_id].add(gender_of_title(context.word[before]))
    shown = ((entity, genders - {Gender.UNKNOWN}) for entity, genders in titles.items())
    return {entity: min(genders) for entity, genders in shown if len(genders) == 1}


def _owners(context: ArticleContext) -> Iterator[tuple[Mention, Gender]]:
    """Those who open a sentence with somebody or something of theirs: "Ruiz and her team"."""
    tokens = context.tokens
    for index in tokens.where({"her", "his"}):
        owner = context.mention_at.get(index - 2) if tokens.words[index - 1] == "and" else None
        if owner is not None and tokens.opens_sentence(tokens.first_from(owner.span.start)):
            yield owner, PRONOUNS[tokens.words[index]]


def _majority(votes: Counter[Gender]) -> Gender:
    women, men = votes[Gender.FEMALE], votes[Gender.MALE]
    return Gender.UNKNOWN if women == men else Gender.FEMALE if women > men else Gender.MALE


def gender_of_entity(entity: Entity) -> Gender:
    """The entity's own gender, else what its name shows."""
    return entity.gender if entity.gender is not Gender.UNKNOWN else gender_of(entity.name)


@cache
def noun_genders() -> Mapping[str, Gender]:
    """The gender of whom a noun means: female for mother and spokeswoman."""
    return {row[0]: Gender(row[1]) for row in load_rows("kin")}
