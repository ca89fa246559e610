"""Who "he", "she" and "the minister" are: the person nearby who fits best, or nobody."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

from sitegen.model import Entity, Gender, Speaker
from sitegen.quotations.article_context import ArticleContext, Phrase
from sitegen.quotations.persons import Person, Resolution
from sitegen.quotations.pronouns import resolve_pronoun
from sitegen.text.wordlists import load_words

_REACH = 30
"""How many mentions of persons before a noun are looked at."""
_NAMELESS = frozenset({"pronoun", "masked"})
"""Kinds of phrases whose own words are no name."""


def resolve(
    context: ArticleContext, phrase: Phrase, persons: tuple[Person, ...], recent: Mapping[Gender, str]
) -> tuple[Speaker, float]:
    """The speaker that the phrase names, and how sure the name is: a pronoun that stays one names nobody.

    `recent` says whom each pronoun meant last.
    """
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
    return Speaker(span, words), 0.0 if phrase.kind in _NAMELESS else 1.0


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
