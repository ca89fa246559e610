"""People without a name whom a sentence brings in, and whom "he" means then: "One haulier left. He said"."""

from __future__ import annotations

from sitegen.model import Speaker
from sitegen.quotations.article_context import ArticleContext, Phrase, sentence_start
from sitegen.quotations.phrase_ends import head_of
from sitegen.quotations.phrases import people_nouns, people_plurals, phrase_starting

_INTRODUCING = frozenset({"a", "an", "one", "another"})
_GENERIC = frozenset({"man", "woman", "boy", "girl", "person", "teenager", "caller"})
"""Nouns with "the" that hardly stand for somebody with a name."""
_OF_PEOPLE = ("er", "or", "ist", "ian", "man", "woman", "ee", "ant")
_PASSED = frozenset({"but", "and", "meanwhile", "however", "then", "later", ","})
_LONGEST = 30
"""How many tokens the phrase may have that opens a sentence."""


def is_of_stranger(context: ArticleContext, pronoun: Phrase, person: int) -> bool:
    """True where somebody without a name opens a sentence between the token `person` and the pronoun, and nobody named.

    That is in the pronoun's own paragraph and the one before it. What opens the pronoun's sentence may be what it says.
    """
    tokens, own = context.tokens, context.tokens.leaves[pronoun.first]
    for at in range(sentence_start(context, pronoun.first) - 1, person, -1):
        if own - tokens.leaves[at] > 1:
            return False
        mention = context.mention_at.get(at)
        if mention is not None and context.quoted_at[at] < 0 and context.is_person(mention):
            return False
        if context.quoted_at[at] < 0 and tokens.opens_sentence(at) and _brings_in(context, at):
            return True
    return False


def is_unknown(phrase: Phrase, speaker: Speaker) -> bool:
    """True for a speaker by a name of two words or more that has no card: a person whom the text names once."""
    return phrase.kind == "name" and not speaker.entity_id and phrase.first < phrase.last


def is_of_unknown(context: ArticleContext, phrase: Phrase, unknown: int, speaker: Speaker) -> bool:
    """True for a pronoun behind such a name, which ends at `unknown`, where its person was named before that name."""
    if phrase.kind != "pronoun" or not speaker.entity_id or not 0 <= unknown < phrase.first:
        return False
    leaves = context.tokens.leaves
    later = (context.mention_at.get(at) for at in range(unknown, phrase.first) if context.quoted_at[at] < 0)
    named = any(one is not None and one.entity_id == speaker.entity_id for one in later)
    return leaves[phrase.first] - leaves[unknown] <= 1 and not named


def _brings_in(context: ArticleContext, start: int) -> bool:
    """True for the noun of one person at the beginning of a sentence, with an article that brings somebody in."""
    while context.low[start] in _PASSED:
        start += 1
    article = context.low[start]
    if article not in _INTRODUCING and article != "the":
        return False
    phrase = phrase_starting(context, start, start + _LONGEST)
    if phrase is None or phrase.kind != "noun":
        return False
    head = context.low[head_of(context, phrase)]
    if article == "the":
        return head in _GENERIC
    one = head in people_nouns() - people_plurals() or (article in {"one", "another"} and head.endswith(_OF_PEOPLE))
    return one or head in _GENERIC
