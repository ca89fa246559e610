"""Who "he", "she" and "the minister" are: the person nearby who fits best, or nobody."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sitegen.knowledge.given_names import gender_of
from sitegen.model import Entity, Gender, Mention, Speaker
from sitegen.quotations.article_context import ArticleContext, Phrase, words_of
from sitegen.quotations.noun_phrases import speaking_nouns
from sitegen.text.wordlists import load_words

_PRONOUNS = {"he": Gender.MALE, "she": Gender.FEMALE}
_REACH = 30
"""How many mentions of persons before a pronoun are looked at."""
_FAR, _UNSURE = 3, 0.65
"""Over how many paragraphs nobody is meant for sure, and how sure it then is at most."""
_TOPIC = 2.0
"""What it counts to be the first whom the pronoun may mean in a sentence of its own paragraph."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom the text has named: the token of the mention, and how prominent it is there."""

    token: int
    mention: Mention
    weight: float
    gender: Gender


@dataclass(frozen=True, slots=True)
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
    reporting: dict[int, int] = {}
    for phrase in named:
        reporting.setdefault(context.tokens.sentences[phrase.first], phrase.first)
    mentions = {mention.span: mention for mention in context.mention_at.values() if context.is_person(mention)}
    told = _told_genders(context, mentions.values())
    persons = (
        Person(
            context.tokens.first_from(span.start),
            mention,
            _prominence(context, mention, span in speaking, reporting),
            told.get(mention.entity_id, Gender.UNKNOWN),
        )
        for span, mention in mentions.items()
    )
    return tuple(sorted(persons, key=lambda person: person.token))


def _told_genders(context: ArticleContext, mentions: Iterable[Mention]) -> dict[str, Gender]:
    """The gender of each person: the known one, else what "she" tells after a sentence about nobody else."""
    tokens = context.tokens
    named: dict[int, set[str]] = {}
    for mention in mentions:
        named.setdefault(tokens.sentences[tokens.first_from(mention.span.start)], set()).add(mention.entity_id)
    votes: dict[str, Counter[Gender]] = {entity: Counter() for entities in named.values() for entity in entities}
    for index, word in enumerate(tokens.words):
        if word not in {"He", "She"} or not index or context.quoted_at(index) >= 0 or not tokens.opens_sentence(index):
            continue
        before = named.get(tokens.sentences[index - 1], set())
        if len(before) == 1 and tokens.leaves[index - 1] == tokens.leaves[index]:
            votes[min(before)][_PRONOUNS[word.lower()]] += 1
    known = {entity: gender_of_entity(context.entities[entity]) for entity in votes}
    return {
        entity: known[entity] if known[entity] is not Gender.UNKNOWN else _majority(votes[entity]) for entity in votes
    }


def _majority(votes: Counter[Gender]) -> Gender:
    women, men = votes[Gender.FEMALE], votes[Gender.MALE]
    return Gender.UNKNOWN if women == men else Gender.FEMALE if women > men else Gender.MALE


def _prominence(context: ArticleContext, mention: Mention, speaks: bool, reporting: Mapping[int, int]) -> float:
    """How likely a pronoun means the mention. `reporting` says where in a sentence somebody begins to speak."""
    tokens = context.tokens
    first = tokens.first_from(mention.span.start)
    following = tokens.at(mention.span.end - 1) + 1
    word = context.word(following) or "."
    weight = 1.5 if speaks else 0.0
    if not speaks and reporting.get(tokens.sentences[first], first) < first:
        weight -= 0.5
    if context.quoted_at(first) >= 0:
        weight -= 3.0
    if word in {"'s", "'"}:
        weight -= 0.7
    if word in speaking_nouns():
        weight -= 1.5
    before = context.low(first - 1) if first else ""
    if before in words_of("preposition"):
        weight -= 0.8
    return weight + (0.8 if _is_early(context, first) else 0.0)


def _is_early(context: ArticleContext, first: int) -> bool:
    """True when the mention is the first in its sentence."""
    tokens = context.tokens
    index = first - 1
    while index >= 0 and tokens.sentences[index] == tokens.sentences[first] and first - index < 30:
        if index in context.mention_at and context.is_person(context.mention_at[index]):
            return False
        index -= 1
    return True


def gender_of_entity(entity: Entity) -> Gender:
    """The entity's own gender, else what its name shows."""
    return entity.gender if entity.gender is not Gender.UNKNOWN else gender_of(entity.name)


def resolve(
    context: ArticleContext, phrase: Phrase, persons: tuple[Person, ...], recent: Mapping[Gender, str]
) -> tuple[Speaker, float]:
    """The speaker that the phrase names, and how sure the name is. `recent` says whom each pronoun meant last."""
    span = phrase.span(context.tokens)
    if phrase.mention is not None:
        entity = context.entities[phrase.mention.entity_id]
        return Speaker(span, entity.name, entity.id), 1.0
    if phrase.means is not None:
        meant, sure = resolve(context, phrase.means, persons, recent)
        return Speaker(span, meant.name, meant.entity_id), sure
    words = " ".join(span.of(context.tokens.text).split())
    before = bisect_left(persons, phrase.first, key=lambda person: person.token)
    resolution = (
        resolve_pronoun(context, phrase, persons, before, recent)
        if phrase.kind == "pronoun"
        else resolve_nominal(context, phrase, persons, before)
        if phrase.kind == "noun"
        else None
    )
    if resolution is not None:
        entity = context.entities[resolution.mention.entity_id]
        return Speaker(span, entity.name, entity.id), resolution.confidence
    return Speaker(span, words), 0.4 if phrase.kind == "pronoun" else 1.0


def resolve_pronoun(
    context: ArticleContext, phrase: Phrase, persons: tuple[Person, ...], before: int, recent: Mapping[Gender, str]
) -> Resolution | None:
    """The person whom "he" or "she" means; None for other pronouns and when nobody fits.

    `before` is the number of persons that stand before the pronoun; `recent` says whom the pronoun meant last.
    """
    gender = _PRONOUNS.get(context.low(phrase.last))
    if gender is None:
        return None
    scores: dict[str, tuple[float, Mention]] = {}
    tokens, named = context.tokens, -1
    for person in persons[max(0, before - _REACH) : before]:
        if person.gender not in (gender, Gender.UNKNOWN):
            continue
        score = (
            person.weight - _distance(context, person.token, phrase.first) + (1.0 if person.gender is gender else 0.0)
        )
        if recent.get(gender) == person.mention.entity_id:
            score += 0.8
        if tokens.leaves[person.token] == tokens.leaves[phrase.first] and tokens.sentences[person.token] > named:
            score += _TOPIC
        named = tokens.sentences[person.token]
        best = scores.get(person.mention.entity_id)
        again = 0.3 if best is not None else 0.0
        scores[person.mention.entity_id] = max(
            (score + again, person.mention), best or (-99.0, person.mention), key=_by_score
        )
    winner = _clear_winner(scores.values())
    if winner is None:
        return None
    at = tokens.first_from(winner.mention.span.start)
    far = tokens.leaves[phrase.first] - tokens.leaves[at] > _FAR
    return replace(winner, confidence=min(winner.confidence, _UNSURE)) if far else winner


def _by_score(scored: tuple[float, Mention]) -> float:
    return scored[0]


def _distance(context: ArticleContext, token: int, pronoun: int) -> float:
    tokens = context.tokens
    sentences = tokens.sentences[pronoun] - tokens.sentences[token]
    leaves = tokens.leaves[pronoun] - tokens.leaves[token]
    return 0.6 * min(sentences, 12) + 0.4 * min(leaves, 6)


def _clear_winner(scored: Iterable[tuple[float, Mention]]) -> Resolution | None:
    ranked = sorted(scored, key=_by_score, reverse=True)
    if not ranked or ranked[0][0] < -6:
        return None
    lead = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else 3.0
    others = tuple(mention for _, mention in ranked[1:])
    return Resolution(ranked[0][1], min(0.95, 0.6 + 0.15 * lead), others)


def resolve_nominal(
    context: ArticleContext, phrase: Phrase, persons: tuple[Person, ...], before: int
) -> Resolution | None:
    """The person whom "the minister" means, when the text gave exactly one person in reach that role."""
    head = context.low(phrase.last)
    if (
        head not in load_words("nominal_heads")
        or phrase.last != phrase.first
        or context.low(phrase.first - 1) not in {"the"}
    ):
        return None
    near = persons[max(0, before - _REACH) : before]
    fitting = {p.mention.entity_id: p.mention for p in near if _has_role(context.entities[p.mention.entity_id], head)}
    if len(fitting) != 1:
        return None
    return Resolution(next(iter(fitting.values())), 0.75)


def _has_role(entity: Entity, head: str) -> bool:
    return any(head in role.title.lower().split() for role in entity.roles)
