"""Whose a participle is, and quoted words that nothing leads up to: the subject of the sentence they stand in."""

from __future__ import annotations

from sitegen.model import Kind, Mention
from sitegen.quotations.article_context import (
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    ArticleContext,
    Phrase,
    is_adverb,
    is_name_word,
    is_time,
    past_dateline,
    small_words,
    splits_number,
    words_of,
)
from sitegen.quotations.clause_starts import BEFORE_TIMES
from sitegen.quotations.clause_subjects import fronts
from sitegen.quotations.nouns import people_nouns, speaking_nouns
from sitegen.quotations.phrase_ends import head_of
from sitegen.quotations.phrases import person_ending, phrase_ending, phrase_starting
from sitegen.quotations.speech_verbs import verb_forms
from sitegen.quotations.verb_context import may_be_finite

_LONGEST_ABSOLUTE = 6
"""How many tokens the subject of a participle alone may have."""
_LONGEST_FRONT = 30
"""How many tokens may stand in what is fronted."""
_LONGEST_CLAUSE, _SHORTEST = 80, 3
"""How many tokens before a verb its clause is read, and how many it has at least."""
_LONGEST_APART = 14
"""How many tokens before a participle those may be told who are apart."""
_SHARES = words_of("share")
_GOT = frozenset({"received", "receives", "got", "gets"})
_GIVEN = frozenset({"sent", "given", "handed", "shown"})
_BE = frozenset({"is", "are", "was", "were", "been", "being"})
_LEADING = PREPOSITIONS | SUBORDINATORS | BEFORE_TIMES | {"and", "but"}
_NEW_CLAUSE = frozenset({"but", "while", ";", "—"})


def participle_subject(context: ArticleContext, before: int) -> Phrase | None:
    """Whose a participle or a second verb at `before` is: what opens the sentence and acts, else the likeliest."""
    first = _past_fronted(context, _opening(context, before), before)
    return _acting(context, first, before) or _likeliest(context, first, before)


def sentence_subject(context: ArticleContext, before: int) -> Phrase | None:
    """The most likely subject of the sentence: its first person or pronoun before `before`, else its first chunk."""
    return _likeliest(context, _opening(context, before), before)


def _likeliest(context: ArticleContext, first: int, before: int) -> Phrase | None:
    tokens = context.tokens
    for index in range(first, before):
        if context.quoted_at[index] >= 0:
            continue
        mention = context.mention_at.get(index)
        if index == first and mention is not None and _acts(context, mention):
            return Phrase(index, tokens.at(mention.span.end - 1), "name", mention)
        if index == first and mention is not None and context.is_person(mention) and _is_possessive(context, mention):
            owned = phrase_starting(context, index, before - 1)
            if owned is not None and context.low[owned.last] in people_nouns():
                return owned
        if mention is not None and context.is_person(mention) and not _is_possessive(context, mention):
            return Phrase(index, tokens.at(mention.span.end - 1), "name", mention)
        if context.low[index] in {"he", "she", "they", "i", "we"}:
            return Phrase(index, index, "pronoun")
    while first < before and context.quoted_at[first] < 0 and is_adverb(context.low[first]):
        first += 1
    if fronts(context, first):
        return None
    return phrase_starting(context, first, before - 1) if first < before and context.quoted_at[first] < 0 else None


def _opening(context: ArticleContext, before: int) -> int:
    """First token of the sentence, or of its last clause, behind the dateline."""
    tokens, first = context.tokens, before
    while first > 0 and tokens.sentences[first - 1] == tokens.sentences[before] and before - first < _LONGEST_CLAUSE:
        if _parts(context, first - 1) and before - first > _SHORTEST:
            break
        first -= 1
    return min(past_dateline(context, first), before)


def _parts(context: ArticleContext, index: int) -> bool:
    """True for what begins another clause: "but", a semicolon, "while" that does not open the sentence."""
    word = context.low[index]
    opens = word == "while" and context.tokens.openings[index]
    return word in _NEW_CLAUSE and context.quoted_at[index] < 0 and not opens


def _past_fronted(context: ArticleContext, first: int, before: int) -> int:
    """First token behind what is fronted: "As Ruiz left, Lind", "Like Ruiz, Lind", "Meanwhile, Lind"; else `first`."""
    at = first
    while at < before and is_adverb(context.low[at]):
        at += 1
    opener = context.low[at]
    clause = opener in SUBORDINATORS | BEFORE_TIMES
    if not clause and opener not in PREPOSITIONS:
        return at + 1 if first < at < before - 1 and _is_comma(context, at) else first
    for comma in range(at + 1, min(before - 1, at + _LONGEST_FRONT)):
        clause = clause and not may_be_finite(context, comma)
        if not clause and _is_comma(context, comma) and _may_open(context, comma + 1):
            return comma + 1
    return first


def _is_comma(context: ArticleContext, index: int) -> bool:
    return context.word[index] == "," and context.quoted_at[index] < 0 and not splits_number(context, index)


def _may_open(context: ArticleContext, index: int) -> bool:
    """True for a word with which a subject may begin."""
    lower = context.low[index]
    named = index in context.mention_at or is_name_word(context.word[index])
    return named or lower in DETERMINERS or lower in SUBJECT_PRONOUNS - {"who"}


def _acting(context: ArticleContext, first: int, before: int) -> Phrase | None:
    """What opens the sentence and acts, "it", a name or a noun for who may speak: "The former mayor mocked Ruiz"."""
    if context.low[first] == "it" and first < before:
        return Phrase(first, first, "pronoun")
    phrase = phrase_starting(context, first, before - 1) if first < before and context.quoted_at[first] < 0 else None
    if phrase is None or phrase.last + 1 >= before or context.low[first] == "there":
        return None
    verb = phrase.last + 1
    while verb < before and (is_adverb(context.low[verb]) or is_time(context, verb)):
        verb += 1
    if not (may_be_finite(context, verb) or context.low[verb] in verb_forms()):
        return None
    named = phrase.kind == "name" and (phrase.mention is None or not _is_possessive(context, phrase.mention))
    head = context.low[head_of(context, phrase)]
    return phrase if named or not speaking_nouns().isdisjoint({head, head.removesuffix("s")}) else None


def absolute_subject(context: ArticleContext, participle: int) -> Phrase | None:
    """The subject of the participle alone: "with Ana Ruiz saying", ", Ana Ruiz saying", "blamed Ruiz for saying"."""
    if context.low[participle - 1] == "as":
        return _quoted_person(context, participle)
    blamed = person_ending(context, participle - 2) if context.low[participle - 1] in {"for", "of"} else None
    if blamed is not None:
        return blamed
    named = person_ending(context, participle - 1)
    if named is None and context.low[participle - 1] in speaking_nouns():
        named = phrase_ending(context, max(0, participle - _LONGEST_ABSOLUTE), participle - 1)
    if named is None:
        return None
    before = named.first - 1
    while before > 0 and _precedes_name(context.word[before]) and named.first - before < _LONGEST_ABSOLUTE:
        before -= 1
    apart = context.low[before] == "with" or (context.word[before] == "," and named.mention is not None)
    return named if before >= 0 and apart else None


def _quoted_person(context: ArticleContext, participle: int) -> Phrase | None:
    """The woman in "the paper quoted a woman as saying", "quoted Ruiz, the mayor, as saying"."""
    for verb in range(participle - 2, max(0, participle - _LONGEST_APART), -1):
        if context.low[verb] in words_of("cites"):
            return phrase_starting(context, verb + 1, participle - 2)
        if may_be_finite(context, verb) or context.quoted_at[verb] >= 0:
            return None
    return None


def is_of_others(context: ArticleContext, participle: int) -> bool:
    """True for the participle of people who are counted or apart: ", with most of them saying", "9 percent saying".

    Whoever is the subject of the sentence does not say so.
    """
    if context.word[participle - 1] in {",", "—", "–", "-"} or context.quoted_at[participle - 1] >= 0:
        return False
    for at in range(participle - 1, max(0, participle - _LONGEST_APART), -1):
        if context.low[at] == "with":
            return context.word[at - 1] in {",", "—", "–", "-"} or context.tokens.openings[at]
        if context.low[at] in _SHARES:
            return True
        if not context.word[at][:1].isalnum() or may_be_finite(context, at):
            return False
    return False


def is_of_thing_given(context: ArticleContext, subject: Phrase, participle: int) -> bool:
    """True for the participle of what the subject got: "they were sent a memo telling them", "got a letter saying"."""
    if context.word[participle - 1] in {",", "—", "–", "-"} or context.low[participle - 1] in _LEADING:
        return False
    for at in range(participle - 1, subject.last, -1):
        word = context.low[at]
        if word in _GOT or (word in _GIVEN and context.low[at - 1] in _BE):
            return True
        if may_be_finite(context, at):
            return False
    return False


def _precedes_name(word: str) -> bool:
    return is_name_word(word) or word in DETERMINERS


def _acts(context: ArticleContext, mention: Mention) -> bool:
    """True for an organisation with which a sentence begins and that does something: "Kelpco ousts Ruiz, saying"."""
    behind = context.tokens.at(mention.span.end - 1) + 1
    word = context.low[behind]
    does = (
        word.isalpha()
        and word.endswith(("s", "ed"))
        and word not in small_words() - AUXILIARIES
        and word not in speaking_nouns()
    )
    return context.entities[mention.entity_id].kind is Kind.ORGANIZATION and does


def _is_possessive(context: ArticleContext, mention: Mention) -> bool:
    following = context.tokens.at(mention.span.end - 1) + 1
    return context.word[following] in {"'s", "'"}
