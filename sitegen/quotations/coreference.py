"""Who "he", "she" and "the minister" are: the person nearby who fits best, or nobody."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

from sitegen.model import Gender, Speaker
from sitegen.quotations.article_context import ArticleContext, Phrase
from sitegen.quotations.definites import resolve_definite
from sitegen.quotations.persons import Person
from sitegen.quotations.pronouns import resolve_pronoun

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
    resolution = (
        resolve_pronoun(context, phrase, persons, before, recent)
        if phrase.kind == "pronoun"
        else resolve_definite(context, phrase, persons, before)
        if phrase.kind == "noun"
        else None
    )
    if resolution is not None:
        entity = context.entities[resolution.mention.entity_id]
        return Speaker(span, entity.name, entity.id), resolution.confidence
    return Speaker(span, words), 0.0 if phrase.kind in _NAMELESS else 1.0
