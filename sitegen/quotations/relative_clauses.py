"""Relative clauses: the phrase that "who", "that" and "which" go back to, and the subject of the verb behind them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from sitegen.quotations.article_context import (
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    VERB_LIKE,
    ArticleContext,
    Phrase,
    is_name_word,
    sentence_start,
    small_words,
    words_of,
)
from sitegen.quotations.asides import CLOSING
from sitegen.quotations.clause_starts import clause_start, is_readable
from sitegen.quotations.nouns import people_nouns, people_plurals, speaking_nouns
from sitegen.quotations.phrase_ends import head_of
from sitegen.quotations.phrases import person_ending, phrase_ending, phrase_starting
from sitegen.quotations.speech_verbs import verb_forms
from sitegen.text.wordlists import load_words

_BE = frozenset({"is", "are", "was", "were"})
_LINKS = frozenset({"of", "from", "by", "with", "to", "for"})
"""What leads to a noun that another one hangs on."""


def before_relative(context: ArticleContext, start: int, end: int) -> Phrase | None:
    """The phrase that a relative clause from `start` to `end` tells of."""
    if 0 < start <= end and context.low[start - 1] == "who" and start - 1 not in context.mention_at:
        return _of_relative(context, start, end)
    return _with_relative(context, start - 1, end) if _opens_relative(context, start, end) else None


def thing_before(context: ArticleContext, which: int) -> Phrase | None:
    """The nearest phrase before "that" or "which" as a subject: "post" in "claims made in a post that said".

    What tells of a noun that may say so is read with it: "paper on religion" in "a paper on religion that said".
    """
    last = which - 1 - (context.word[which - 1] == ",")
    if last < 0 or not is_readable(context, last, which) or _is_small(context.low[last]):
        return None
    first = last
    while first > 0 and is_readable(context, first - 1, which) and _within_chunk(context, first - 1):
        first -= 1
        if context.low[first] in DETERMINERS and context.low[first - 1] not in DETERMINERS:
            break
    if context.low[first - 1] in PREPOSITIONS and context.low[last] not in speaking_nouns():
        first = _start_of_text(context, first - 2, first)
    found = phrase_starting(context, first, last)
    return None if found is None or person_ending(context, last) or context.low[last] in people_nouns() else found


def _start_of_text(context: ArticleContext, noun: int, otherwise: int) -> int:
    """Where the phrase begins that ends with a noun for who or what may speak; else the other token."""
    if context.low[noun] not in speaking_nouns() or not is_readable(context, noun, otherwise):
        return otherwise
    first = noun
    while first > 0 and is_readable(context, first - 1, noun) and _within_chunk(context, first - 1):
        first -= 1
        if context.low[first] in DETERMINERS:
            break
    return first


def _is_small(lower: str) -> bool:
    """True for a small word and a verb of saying."""
    return lower in small_words() or lower in _told_forms()


@cache
def _told_forms() -> frozenset[str]:
    """The forms of verbs of saying that are no noun's: said, tells."""
    return frozenset(word for word, form in verb_forms().items() if form.name != "base")


def _within_chunk(context: ArticleContext, index: int) -> bool:
    """True for a word that may stand before the noun of its phrase: an article, a number, a name, a common word."""
    word, lower = context.word[index], context.low[index]
    small = lower in small_words() and lower not in DETERMINERS
    return word[0].isalnum() and not (small or lower in VERB_LIKE or lower in _told_forms())


def _of_relative(context: ArticleContext, start: int, end: int) -> Phrase | None:
    """The subject of the verb behind a clause with "who": in "people who left say" they, not who.

    None where the clause has one of its own: "Holt, who Ruiz on Monday called".
    """
    named = person_ending(context, end)
    if named is not None and named.first == start:
        return None
    fronted = context.low[start] in PREPOSITIONS
    return relative_pronoun(context, start - 1) if fronted else _with_relative(context, start - 1, end)


def _with_relative(context: ArticleContext, who: int, end: int) -> Phrase | None:
    """The noun phrase before a relative pronoun; with its clause when no mark parts them: "people who work there"."""
    found = antecedent(context, who)
    bound = context.word[who - 1] not in CLOSING and found is not None and found.mention is None
    return replace(found, last=end) if found is not None and bound and found.kind != "pronoun" else found


def _opens_relative(context: ArticleContext, start: int, end: int) -> bool:
    """True for the verb behind "that" in "the firm that owns the ferry said", not for the clause in "said that …"."""
    if start < 2 or start > end or context.low[start - 1] not in {"that", "which"}:
        return False
    noun = context.low[start - 2]
    told = noun in verb_forms() or noun in words_of("object") or noun in small_words() or not noun.isalpha()
    people = start == end and context.low[start] in people_plurals()  # "a powder which officials say"
    return not told and not people and _may_be_finite(context.low[start])


def _may_be_finite(lower: str) -> bool:
    """True for what may be a verb with a subject: has, owns, wanted."""
    known = lower in words_of("auxiliary", "verb_like") or lower in load_words("date_past_verbs")
    return known or lower.endswith(("s", "ed"))


def relative_pronoun(context: ArticleContext, who: int) -> Phrase | None:
    """The relative pronoun, with the phrase that it goes back to; None when there is none."""
    meant = antecedent(context, who)
    return Phrase(who, who, "pronoun", means=meant.means or meant) if meant is not None else None


def antecedent(context: ArticleContext, who: int) -> Phrase | None:
    """The noun phrase that the relative pronoun at `who` goes back to, over appositions: "Ruiz, now a mayor, who"."""
    end = who - 1
    if context.low[end] in CONJUNCTIONS:
        return _earlier_antecedent(context, end)
    if context.word[end] == "," or (context.word[end] in CLOSING and not context.tokens.glued(end)):
        end -= 1
    if not is_readable(context, end, who):
        return None
    start = clause_start(context, end)
    while context.low[who] == "who" and _is_place(context, start, end) and is_readable(context, start - 2, who):
        end = start - 2  # "a baker from Lund, Maine, who"
        start = clause_start(context, end)
    if start > 1 and context.word[start - 1] == "," and context.low[start] in words_of("appositive_opener"):
        named = person_ending(context, start - 2)
        if named is not None:
            return named
    found = phrase_ending(context, _behind_verb(context, start, end), end)
    return (
        _people_before(context, found) or _person_inside(context, found, end)
        if found is not None and context.low[who] == "who"
        else found
    )


def _is_place(context: ArticleContext, first: int, last: int) -> bool:
    """True for what fills the tokens behind a comma and a town: "Maine" in "a baker from Lund, Maine"."""
    mention, town = context.mention_at.get(last), first - 2
    if context.word[first - 1] != "," or (mention is not None and context.is_speaker(mention)):
        return False
    while is_name_word(context.word[town]):
        town -= 1
    led = town < first - 2 and context.low[town] in PREPOSITIONS
    return led and all(is_name_word(context.word[at]) for at in range(first, last + 1))


def _earlier_antecedent(context: ArticleContext, joint: int) -> Phrase | None:
    """What the relative pronoun before another one goes back to: "the man whose house burned but who said"."""
    for at in range(joint - 1, sentence_start(context, joint), -1):
        if context.low[at] in {"who", "whose"} and context.quoted_at[at] < 0:
            return antecedent(context, at)
    return None


def _behind_verb(context: ArticleContext, start: int, end: int) -> int:
    """Where what stands behind the verb of the clause begins: "the last word came from", "that involved"."""
    if context.low[start - 1] in {"that", "which"} and start < end and _may_be_finite(context.low[start]):
        start += 1
    return max((at + 1 for at in range(start, end) if context.low[at] in _BE), default=start)


def _people_before(context: ArticleContext, phrase: Phrase) -> Phrase | None:
    """Who is meant by "who" behind a place or a thing that people are at: "voters on Kelp Hill", "heirs to a mill"."""
    people = phrase.first - 1
    people -= context.low[people] in DETERMINERS
    people -= 1
    mention = phrase.mention
    if phrase.kind == "pronoun" or (mention is not None and context.is_person(mention)):
        return None
    if context.low[head_of(context, phrase)] in people_nouns() or context.low[people] not in people_plurals():
        return None
    return (
        phrase_ending(context, clause_start(context, people), people)
        if context.low[people + 1] in PREPOSITIONS
        else None
    )


def _person_inside(context: ArticleContext, phrase: Phrase, end: int) -> Phrase:
    """Who is meant by "who": of "the support of a general" and "a bill backed by two mayors" the people."""
    if phrase.kind != "noun" or context.low[head_of(context, phrase)] in people_nouns():
        return phrase
    inner = (phrase_ending(context, at + 1, end) for at in range(phrase.first + 1, end) if context.low[at] in _LINKS)
    people = (one for one in inner if one is not None and context.low[head_of(context, one)] in people_nouns())
    return next(people, phrase)
