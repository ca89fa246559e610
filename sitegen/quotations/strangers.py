"""People without a name whom a sentence brings in, and whom "he" means then: "One haulier left. He said"."""

from __future__ import annotations

from sitegen.model import Gender, Speaker
from sitegen.quotations.article_context import ArticleContext, Phrase, sentence_start
from sitegen.quotations.nouns import people_nouns, people_plurals
from sitegen.quotations.persons import PRONOUNS, noun_genders
from sitegen.quotations.phrase_ends import head_of
from sitegen.quotations.phrases import phrase_starting
from sitegen.quotations.speech_verbs import verb_forms
from sitegen.quotations.verb_context import may_be_finite

_INTRODUCING = frozenset({"a", "an", "one", "another"})
_OWNERS = frozenset({"his", "her", "its", "their"})
_GENERIC = frozenset({"man", "woman", "boy", "girl", "person", "teenager", "caller"})
"""Nouns with "the" that hardly stand for somebody with a name."""
_OF_PEOPLE = ("er", "or", "ist", "ian", "man", "woman", "ee", "ant")
_PASSED = frozenset({"but", "and", "meanwhile", "however", "then", "later", ","})
_LONGEST = 30
"""How many tokens the phrase may have that opens a sentence."""


def is_of_stranger(context: ArticleContext, pronoun: Phrase, person: int) -> bool:
    """True where somebody without a name opens the sentence of the token `person` or a later one, and nobody named.

    Who is named behind the verb of such a sentence is spoken to, or of: "One woman told Ruiz that the road was shut."
    That is in the pronoun's own paragraph and the one before it. What opens the pronoun's sentence may be what it says.
    """
    tokens, own, named = context.tokens, context.tokens.leaves[pronoun.first], False
    gender = PRONOUNS.get(context.low[pronoun.last])
    first = sentence_start(context, person) if person >= 0 else 0
    for at in range(sentence_start(context, pronoun.first) - 1, first - 1, -1):
        if own - tokens.leaves[at] > 1:
            return False
        if context.quoted_at[at] >= 0:
            continue
        mention = context.mention_at.get(at)
        if mention is not None and context.is_person(mention):
            if _says(context, tokens.at(mention.span.end - 1) + 1):
                return False
            named = True
        if tokens.opens_sentence(at):
            if _brings_in(context, at, gender):
                return True
            if named:
                return False
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


def _says(context: ArticleContext, verb: int) -> bool:
    """True for the verb in "A clerk is fired, Ruiz said", where the sentence is somebody's who is named."""
    form = verb_forms().get(context.low[verb])
    return form is not None and form.name in {"past", "s"}


def _brings_in(context: ArticleContext, start: int, gender: Gender | None) -> bool:
    """True for the noun of one person at the beginning of a sentence, with an article that brings somebody in.

    It is of that gender, if it tells one, and no name stands before the verb: "A nurse, Ana Ruiz, said".
    """
    while context.low[start] in _PASSED:
        start += 1
    article = context.low[start]
    if article in _OWNERS and noun_genders().get(context.low[start + 1]) is gender is not None:
        return not _is_named(context, Phrase(start, start + 1, "noun"))
    if article not in _INTRODUCING | _OWNERS and article != "the":
        return False
    phrase = phrase_starting(context, start, start + _LONGEST)
    if phrase is None or phrase.kind != "noun":
        return False
    head = context.low[head_of(context, phrase)]
    if noun_genders().get(head, gender) is not gender or _is_named(context, phrase):
        return False
    if article == "the":
        return head in _GENERIC
    one = head in people_nouns() - people_plurals() or (article in {"one", "another"} and head.endswith(_OF_PEOPLE))
    return one or head in _GENERIC


def _is_named(context: ArticleContext, phrase: Phrase) -> bool:
    """True where a person's name stands between the phrase and the verb behind it."""
    for at in range(phrase.last + 1, phrase.last + _LONGEST):
        mention = context.mention_at.get(at)
        if mention is not None and context.is_person(mention):
            return True
        form = verb_forms().get(context.low[at])
        finite = may_be_finite(context, at) or (form is not None and form.name in {"past", "s"})
        if finite or not context.tokens.in_sentence(at, phrase.last):
            return False
    return False
