"""The subject of a clause that has nothing but its subject, and what is fronted, before the verb."""

from __future__ import annotations

from sitegen.quotations.article_context import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    SUBJECT_PRONOUNS,
    VERB_LIKE,
    ArticleContext,
    Phrase,
    is_adverb,
    is_time,
    words_of,
)
from sitegen.quotations.clause_starts import BEFORE_TIMES
from sitegen.quotations.nouns import people_nouns, people_plurals, speaking_nouns
from sitegen.quotations.phrase_ends import person_called_so, tells_of_noun, with_modifiers
from sitegen.quotations.phrases import person_ending, phrase_ending, phrase_starting

_SKIPPED = CONJUNCTIONS | {"what", "whom", "which", "why"}
"""What may stand before the subject of a clause."""
_SETS = words_of("preposition") - BEFORE_TIMES - {"like", "than"}
"""Prepositions that are no conjunctions."""
_DAYS = words_of("time") - words_of("also_no_time") - {"earlier", "later", "late", "early"}


def phrase_of_clause(context: ArticleContext, first: int, last: int) -> Phrase | None:
    """The subject in a clause that has nothing but its subject (and what is fronted) before the verb."""
    while first < last and (context.low[first] in _SKIPPED or is_adverb(context.low[first])):
        first += 1
    if first > last or (first == last and context.low[first] in _SKIPPED):
        return None
    if _is_pronoun(context, last):
        return Phrase(last, last, "pronoun")
    finite = last_finite(context, first, last)
    told_of = _before_contact(context, first, finite)
    if told_of is not None:
        return phrase_ending(context, first, told_of)
    if finite is not None:
        return phrase_ending(context, _behind_object(context, finite + 1, last), last)
    timed = is_time(context, first) and context.low[first + 1] in words_of("preposition")
    if timed or context.low[first] in words_of("preposition", "subordinator") or fronts(context, first):
        found = phrase_ending(context, _past_time(context, first + 1, last), last)
        return None if found is not None and _is_only_setting(context, found, first, last) else found
    if context.low[first - 1] == "as":
        first = _behind_object(context, first, last)  # "confirmed as a wild species and officials say"
    phrase = phrase_starting(context, first, last)
    called = person_called_so(context, phrase, first, last)
    return called if called is not None or phrase is None else with_modifiers(context, phrase, last)


def _before_contact(context: ArticleContext, first: int, finite: int | None) -> int | None:
    """The person of whom a clause tells that nothing leads up to: "clerk" in "a clerk she met at the mill said"."""
    if finite is None:
        return None
    pronoun = finite - (context.low[finite] not in SUBJECT_PRONOUNS)
    person = pronoun - 1
    nominative = context.low[pronoun] in SUBJECT_PRONOUNS - {"who", "it", "you"}
    return person if person >= first and nominative and context.low[person] in people_nouns() else None


def _past_time(context: ArticleContext, first: int, last: int) -> int:
    """Where the subject begins behind a day in front that no comma parts: "growers" in "On Friday growers"."""
    at = first
    while at < last and context.low[at] in _DAYS:
        at += 1
    return at


def _is_only_setting(context: ArticleContext, phrase: Phrase, preposition: int, last: int) -> bool:
    """True for "a related interview" behind "in", where no subject follows in the clause."""
    first = preposition + 1 + (context.low[preposition + 1] in DETERMINERS)
    opens = phrase.first <= first and context.low[preposition] in _SETS and phrase.kind == "noun"
    return opens and (context.word[last + 1] == "," or not _speaks(context, phrase))


def _speaks(context: ArticleContext, phrase: Phrase) -> bool:
    """True for a phrase with a noun for who or what may speak."""
    words = context.tokens.lower_words[phrase.first : phrase.last + 1]
    return not speaking_nouns().isdisjoint({*words, *(word.removesuffix("s") for word in words)})


def _is_pronoun(context: ArticleContext, index: int) -> bool:
    """True for "you", and for "you've" where the auxiliary belongs to the verb; not for the name WHO."""
    named = index in context.mention_at or (context.word[index].isupper() and context.word[index] != "I")
    return context.low[index].partition("'")[0] in SUBJECT_PRONOUNS and not named


def _behind_object(context: ArticleContext, first: int, last: int) -> int:
    """Where the subject begins behind another verb: "its deputies" in "has blamed the mayor and its deputies said"."""
    joints = (at + 1 for at in range(first + 1, last) if context.low[at] in {"and", "but", "or"})
    return max((at for at in joints if _opens_subject(context, at, last)), default=first)


def _opens_subject(context: ArticleContext, index: int, last: int) -> bool:
    """True for an article, and for people behind what is none: "it is a wild species and officials say"."""
    before = context.low[index - 2]
    if context.word[index].isdigit():  # "were sure and 60 percent said"
        return context.low[last] in words_of("share") and not before.isdigit()
    if context.low[index] in DETERMINERS:
        return before not in DETERMINERS
    people = index == last and context.low[index] in people_plurals()
    return people and before not in speaking_nouns() and index - 2 not in context.mention_at


def fronts(context: ArticleContext, first: int) -> bool:
    """True for "prior to the launch" and the like, prepositions of two words."""
    return context.low[first] in words_of("fronts") and context.low[first + 1] in {"to", "of"}


def last_finite(context: ArticleContext, first: int, last: int) -> int | None:
    """The last word in the clause that shows it to hold another verb, so that its head is not the subject."""
    for index in range(last, first - 1, -1):
        lower = context.low[index]
        if lower in AUXILIARIES and lower not in {"'s", "being", "been"}:
            return index
        if lower in SUBJECT_PRONOUNS and lower != "who":
            return index
        verb = lower in VERB_LIKE and not _is_in_name(context, index)
        if (verb or _follows_person(context, index)) and not tells_of_noun(context, index, last):
            return index
        if lower in {"and", "or"} and index + 1 <= last and context.low[index + 1] in VERB_LIKE:
            return index
    return None


def _is_in_name(context: ArticleContext, index: int) -> bool:
    """True for a capital inside a sentence, as in "the Met Office"."""
    return context.word[index][:1].isupper() and not context.tokens.openings[index]


def _follows_person(context: ArticleContext, index: int) -> bool:
    """True for the verb in "Ruiz waited": a past behind a person's name."""
    return context.low[index].endswith("ed") and person_ending(context, index - 1) is not None
