"""Where a noun phrase ends: before what is told of the saying, behind what is told of the noun."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from sitegen.quotations.article_context import (
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
    ArticleContext,
    Phrase,
    is_adverb,
    is_dash,
    is_name_word,
    is_time,
    small_words,
    words_of,
)
from sitegen.quotations.nouns import people_nouns, people_plurals, speaking_nouns
from sitegen.quotations.phrases import JOINING, person_ending
from sitegen.text.wordlists import load_rows, load_words

_HEADS_END = ("s", "er", "or", "ist", "man", "woman", "ian")
"""How nouns end that may follow a name, "Ruiz voters", where no list tells what a word is."""
_PREVIOUS = frozenset({"predecessor", "successor", "rival", "opponent", "counterpart"})
_AHEAD = 4
"""How many words in small letters may stand before the noun that they belong to."""
_ENDS = frozenset({".", "!", "?"})
_IN_LISTS = frozenset({",", "and", "of", "the", "for", "'s", "-", "&"})
_BREAKS = frozenset({",", ";", ":", "(", ")", "—", "–"})
_OF_OTHERS = words_of("subject_pronoun", "subordinator") | AUXILIARIES - {"'s"}
"""Words of another clause."""


def head_of(context: ArticleContext, phrase: Phrase) -> int:
    """The last token before "of", "in" and other small words: "owner" in "owner of the mill"."""
    ends = (at - 1 for at in range(phrase.first + 1, phrase.last + 1) if context.word[at] in small_words())
    return next(ends, phrase.last)


def is_of_one(context: ArticleContext, phrase: Phrase) -> bool:
    """True for "a spokesman for his predecessor": a name behind it may be the predecessor's as well."""
    inner, joint = context.low[phrase.last], context.low[head_of(context, phrase) + 1]
    one = inner in people_nouns() - people_plurals() or inner in _PREVIOUS
    return phrase.kind == "noun" and head_of(context, phrase) < phrase.last and joint in {"for", "to", "of"} and one


def last_behind_verb(context: ArticleContext, first: int, last: int) -> int:
    """Where the noun phrase behind its verb ends at the latest: "Ruiz" in "said Ruiz quietly from the podium"."""
    return next((at - 1 for at in range(first + 1, last + 1) if _is_behind_phrase(context, first, at)), last)


def _is_behind_phrase(context: ArticleContext, first: int, index: int) -> bool:
    """True for a word that tells how, when or of what else, behind a phrase that begins at `first`."""
    before, lower = context.low[index - 1], context.low[index]
    if index in context.mention_at or before in DETERMINERS or "-" in {before, lower}:
        return False
    if lower in words_of("reflexive") or is_adverb(lower):
        return True
    if is_time(context, index):
        return before not in words_of("bridge") and not _dates_text(context, first, index)
    return _is_headed(context, first, index - 1) and is_plain(context, index) and not _leads_to_head(context, index)


def _dates_text(context: ArticleContext, first: int, index: int) -> bool:
    """True for the month before the noun of a text, where none stands before it: "June 2011" in "a June 2011 memo"."""
    at = index
    while is_time(context, at) or context.word[at].isdigit():
        at += 1
    bare = speaking_nouns().isdisjoint(context.tokens.lower_words[first:index]) and first not in context.mention_at
    return bare and context.low[at] in _bodies_and_texts()


def _is_headed(context: ArticleContext, first: int, last: int) -> bool:
    """True when the words from `first` to `last` have their noun: they end with one for people, or are a name."""
    if context.low[last] in speaking_nouns():
        return not _is_bare(context, first, last)
    bare = context.low[first] not in DETERMINERS and "'s" not in context.tokens.words[first:last]
    return bare and is_name_word(context.word[last])


def _is_bare(context: ArticleContext, first: int, last: int) -> bool:
    """True for one noun for a body or a text alone, which leads to another: "school" in "school newspaper Kelp"."""
    noun = context.low[last]
    return first == last and noun in _bodies_and_texts() and not noun.endswith("s") and context.word[last].islower()


@cache
def _bodies_and_texts() -> frozenset[str]:
    return frozenset(row[1] for row in load_rows("speaking_nouns") if row[0] != "people")


def is_plain(context: ArticleContext, index: int) -> bool:
    """True for a common word in small letters that is none of the small words."""
    word = context.word[index]
    return word.islower() and word.isalpha() and word not in small_words() and word not in load_words("name_particles")


def _leads_to_head(context: ArticleContext, index: int) -> bool:
    """True for the first of the words in small letters that lead to a name or to a noun that may be one of people."""
    for at in range(index, index + _AHEAD):
        lower = context.low[at]
        if is_name_word(context.word[at]) or lower in speaking_nouns() or lower.endswith(_HEADS_END):
            return True
        if not is_plain(context, at):
            return context.word[at] == "-"
    return False


def with_modifiers(context: ArticleContext, phrase: Phrase, last: int) -> Phrase:
    """A phrase of nouns with what tells which ones are meant, up to `last`: "statements made in court"."""
    following = phrase.last + 1
    if phrase.mention is not None or phrase.kind == "pronoun" or following > last:
        return phrase
    lower = context.low[following]
    if lower == "," and _is_list(context, following, last):
        return replace(phrase, last=last)
    tells = lower in PREPOSITIONS or (_is_participle(context, following) and not lower.endswith("ing"))
    return replace(phrase, last=last, kind="noun") if tells and _is_one_phrase(context, following, last) else phrase


def tells_of_noun(context: ArticleContext, index: int, last: int) -> bool:
    """True for a word that may be a finite verb, but is the participle behind a common noun."""
    before = context.low[index - 1]
    plain = (
        before.isalpha()
        and index - 1 not in context.mention_at
        and before not in small_words()
        and not is_adverb(before)
    )
    return (
        plain
        and _is_participle(context, index)
        and _is_one_phrase(context, index, last)
        and JOINING.isdisjoint(context.tokens.words[index:last])
    )


def _is_participle(context: ArticleContext, index: int) -> bool:
    """True for the participle behind a noun: "made" in "statements made in court", "running" in "those running it"."""
    lower = context.low[index]
    if lower.endswith("ing"):
        return True
    return (lower.endswith("ed") or lower in words_of("participle")) and context.low[index + 1] in words_of(
        "preposition"
    )


def with_participle(context: ArticleContext, phrase: Phrase) -> Phrase:
    """A phrase behind its verb with the participle that tells of it: "notes read in court"; not with a time alone."""
    first = last = phrase.last + 1
    named = phrase.mention is not None or phrase.kind == "pronoun"
    past = _is_participle(context, first) and not context.low[first].endswith("ing")
    if named or not past or is_time(context, first + 1) or not context.tokens.in_sentence(first, phrase.last):
        return phrase
    while _goes_on(context, last + 1, phrase.last):
        last += 1
    return replace(phrase, last=last, kind="noun")


def _goes_on(context: ArticleContext, index: int, of: int) -> bool:
    """True for a word that still belongs to what a participle tells: no mark, no quoted word, no day."""
    if not context.tokens.in_sentence(index, of) or context.quoted_at[index] >= 0:
        return False
    day = context.word[index] == "on" and is_time(context, index)
    return not day and context.word[index] not in _BREAKS | _ENDS and not is_dash(context, index)


def _is_list(context: ArticleContext, comma: int, last: int) -> bool:
    """True for the rest of a list of names: ", the Harbour Board and Lund"."""
    listed = (context.word[at] in _IN_LISTS or is_name_word(context.word[at]) for at in range(comma, last + 1))
    return all(listed) and "and" in context.tokens.words[comma:last]


def _is_one_phrase(context: ArticleContext, first: int, last: int) -> bool:
    """True when no words of another clause stand from `first` to `last`."""
    return not any(context.low[at] in _OF_OTHERS or context.word[at] in _BREAKS for at in range(first, last + 1))


def person_called_so(context: ArticleContext, phrase: Phrase | None, first: int, last: int) -> Phrase | None:
    """The person whose name ends at `last` when all before it only says who it is: "Hands Off Lund member Ana Ruiz"."""
    named = person_ending(context, last)
    start = first if phrase is None else phrase.last + 1
    if named is None or start > named.first or (phrase is not None and phrase.mention == named.mention):
        return None
    if phrase is not None and phrase.last >= named.first:
        return None
    called = (context.word[at][:1].isupper() or _is_noun(context, at) for at in range(start, named.first))
    return named if all(called) else None


def _is_noun(context: ArticleContext, index: int) -> bool:
    """True for a common word that looks like no form of a verb, for "and" and for 's."""
    word = context.word[index]
    return word in {"and", "'s"} or (is_plain(context, index) and not word.endswith(("ing", "ed")))
