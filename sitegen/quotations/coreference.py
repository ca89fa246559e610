"""Who "he", "she" and "the minister" are: the person nearby who fits best, or nobody."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

from sitegen.model import Gender, Speaker
from sitegen.quotations.article_context import AUXILIARIES, ArticleContext, Phrase, is_adverb, sentence_start, words_of
from sitegen.quotations.definites import resolve_definite
from sitegen.quotations.persons import PRONOUNS, Person, Resolution
from sitegen.quotations.pronouns import resolve_pronoun
from sitegen.quotations.speech_verbs import verb_forms
from sitegen.quotations.strangers import is_of_stranger

_SURE = 0.95
"""How sure it is that whoever is asked answers."""
_LIKELY = 0.6
"""How likely somebody is a person at least, whom a page lets a pronoun mean."""
_LONGEST_TITLE = 6
"""How many tokens may stand between "Asked by" and the end of a title."""
_NAMELESS = frozenset({"pronoun", "masked"})
"""Kinds of phrases whose own words are no name."""


def resolve(
    context: ArticleContext,
    phrase: Phrase,
    persons: tuple[Person, ...],
    recent: Mapping[Gender, str],
    others: frozenset[str] = frozenset(),
) -> tuple[Speaker, float]:
    """The speaker that the phrase names, and how sure the name is: a pronoun that stays one names nobody.

    `recent` says whom each pronoun meant last, `others` who is named in what is said: a pronoun means none of them.
    """
    span = phrase.span(context.tokens)
    if phrase.mention is not None:
        entity = context.entities[phrase.mention.entity_id]
        return Speaker(span, entity.name, entity.id), 1.0
    if phrase.means is not None:
        meant, sure = resolve(context, phrase.means, persons, recent, others)
        return Speaker(span, meant.name, meant.entity_id), sure
    words = " ".join(span.of(context.tokens.text).split())
    before = bisect_left(persons, phrase.first, key=lambda person: person.token)
    if others:
        persons = tuple(person for person in persons[:before] if person.mention.entity_id not in others)
        before = len(persons)
    asker = _asker(context, phrase, persons, before) if phrase.kind == "pronoun" else None
    if asker is not None:
        persons = tuple(person for person in persons[:before] if person.mention.entity_id != asker)
        before = len(persons)
    resolution = (
        _asked(context, phrase, persons, before)
        or _subject_before(context, phrase, persons, before)
        or _teller_before(context, phrase, persons, before)
        or resolve_pronoun(context, phrase, persons, before, recent)
        if phrase.kind == "pronoun"
        else resolve_definite(context, phrase, persons, before)
        if phrase.kind == "noun"
        else None
    )
    if resolution is not None and phrase.kind == "pronoun":
        doubtful = context.entities[resolution.mention.entity_id].certainty < _LIKELY
        named = _last(context, persons, before, resolution)
        resolution = None if doubtful or is_of_stranger(context, phrase, named) else resolution
    if resolution is not None:
        entity = context.entities[resolution.mention.entity_id]
        return Speaker(span, entity.name, entity.id), resolution.confidence
    return Speaker(span, words), 0.0 if phrase.kind in _NAMELESS else 1.0


def _last(context: ArticleContext, persons: tuple[Person, ...], before: int, found: Resolution) -> int:
    """The token of the last mention of the person found, outside marks, before the pronoun; -1 where there is none."""
    entity = found.mention.entity_id
    named = (one.token for one in reversed(persons[:before]) if one.mention.entity_id == entity)
    return next((token for token in named if context.quoted_at[token] < 0), -1)


def _asker(context: ArticleContext, phrase: Phrase, persons: tuple[Person, ...], before: int) -> str | None:
    """Who asks in the sentence before what "he" says, and so is not he: "Asked by Ruiz what he saw, he laughed." """
    last = phrase.first - 1
    while last > 0 and context.quoted_at[last] >= 0:
        last -= 1
    start = sentence_start(context, last)
    if context.word[start] != "Asked" or context.low[start + 1] != "by":
        return None
    asking = (one for one in persons[:before] if start < one.token <= start + _LONGEST_TITLE)
    return next((one.mention.entity_id for one in asking), None)


def _asked(context: ArticleContext, phrase: Phrase, persons: tuple[Person, ...], before: int) -> Resolution | None:
    """The one person of the sentence before the words that "he" says, "Asked of the rain, Ruiz laughed. “No,”"."""
    last = phrase.first - 1
    while last > 0 and context.quoted_at[last] >= 0:
        last -= 1
    start = sentence_start(context, last)
    if last == phrase.first - 1 or context.word[start] != "Asked" or not _are_together(context, last, phrase.first):
        return None
    named = {one.mention.entity_id: one for one in persons[:before] if start < one.token <= last}
    gender = PRONOUNS.get(context.low[phrase.last])
    fitting = [one for one in named.values() if gender is not None and one.gender in (gender, Gender.UNKNOWN)]
    return Resolution(fitting[0].mention, _SURE) if len(named) == 1 and fitting else None


def _subject_before(
    context: ArticleContext, phrase: Phrase, persons: tuple[Person, ...], before: int
) -> Resolution | None:
    """The one person of the sentence before, where that opens with the name and "she says" the next one."""
    last, verb = phrase.first - 1, phrase.last + 1
    while is_adverb(context.low[verb]) or context.low[verb] in AUXILIARIES:
        verb += 1
    opens = context.tokens.opens_sentence(phrase.first) and context.low[verb] in verb_forms()
    if not opens or last < 1 or context.quoted_at[last] >= 0:
        return None
    start = sentence_start(context, last)
    gender = PRONOUNS.get(context.low[phrase.last])
    named = [one for one in persons[:before] if start <= one.token <= last and context.quoted_at[one.token] < 0]
    if gender is None or not named or not _are_together(context, last, phrase.first):
        return None
    first = named[0]
    fitting = {one.mention.entity_id for one in named if one.gender in (gender, Gender.UNKNOWN)}
    led = all(context.word[at][:1].isupper() for at in range(start, first.token))
    alone = fitting == {first.mention.entity_id}
    told = first.speaks and first.mention.entity_id in fitting and not _is_told_to(context, named)
    return Resolution(first.mention, _SURE) if led and (alone or told) else None


def _teller_before(
    context: ArticleContext, phrase: Phrase, persons: tuple[Person, ...], before: int
) -> Resolution | None:
    """The one person who tells the sentence before the words that "he" says, whoever else is named in it."""
    last = phrase.first - 1
    while last > 0 and context.quoted_at[last] >= 0:
        last -= 1
    if last == phrase.first - 1 or not _are_together(context, last, phrase.first):
        return None
    start = sentence_start(context, last)
    named = [one for one in persons[:before] if start <= one.token <= last and context.quoted_at[one.token] < 0]
    telling = [one for one in named if one.speaks]
    gender = PRONOUNS.get(context.low[phrase.last])
    one_tells = len({one.mention.entity_id for one in telling}) == 1
    if gender is None or not one_tells or telling[0].gender not in (gender, Gender.UNKNOWN):
        return None
    asks = not words_of("asks").isdisjoint(context.tokens.lower_words[start : last + 1])
    return None if asks or _is_told_to(context, [telling[0], *named]) else Resolution(telling[0].mention, _SURE)


def _is_told_to(context: ArticleContext, named: list[Person]) -> bool:
    """True where somebody stands right behind a verb of saying, who may answer: "Ruiz told Lind that"."""
    return any(
        context.low[one.token - 1] in verb_forms() or context.low[one.token - 2] in verb_forms() for one in named[1:]
    )


def _are_together(context: ArticleContext, index: int, other: int) -> bool:
    return context.tokens.leaves[index] == context.tokens.leaves[other]
