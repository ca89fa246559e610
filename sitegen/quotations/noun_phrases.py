"""Everybody in a text who could be speaking: names, pronouns and nouns for people, outside the quoted stretches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from sitegen.model import Kind
from sitegen.quotations.article_context import (
    PREPOSITIONS,
    VERB_LIKE,
    ArticleContext,
    Phrase,
    is_name_word,
    is_time,
    small_words,
    words_of,
)
from sitegen.quotations.nouns import speaking_nouns
from sitegen.text.wordlists import load_rows

Sort = Literal["person", "body", "name", "he", "they", "it", "who", "his", "noun", "text", "place"]

_PRONOUNS: dict[str, Sort] = {
    "he": "he",
    "she": "he",
    "they": "they",
    "we": "they",
    "i": "they",
    "it": "it",
    "who": "who",
    "his": "his",
    "her": "his",
    "their": "his",
    "its": "his",
}
_LONGEST = 4
"""How many tokens to the left of a noun its phrase may reach."""


def find_speaker_phrases(context: ArticleContext) -> tuple[Phrase, ...]:
    """Every phrase outside the quoted stretches that may name a speaker, in order of text."""
    return tuple(_actors(context))


def _actors(context: ArticleContext) -> Iterator[Phrase]:
    tokens, words, quoted, mention_at = context.tokens, context.tokens.words, context.quoted, context.mention_at
    nouns = speaking_nouns()
    able = tokens.vocabulary & _telling() | {word for word in tokens.other_words if word[0].isupper()}
    last = -1
    for index in sorted({*tokens.where(able), *mention_at}):
        if index <= last or quoted[index] >= 0:
            continue
        word = words[index]
        mention = mention_at.get(index)
        if mention is not None:
            last = tokens.at(mention.span.end - 1)
            yield Phrase(index, last, "name", mention)
        elif word in _PRONOUNS or word.lower() in _PRONOUNS:
            yield Phrase(index, index, "pronoun")
        elif word in nouns and not _is_inside_phrase(context, index):
            yield Phrase(_noun_start(words, index, last + 1), index, "noun")
        elif word[0].isupper() and len(word) > 1 and is_name_word(word) and not is_time(context, index):
            last = _name_end(context, index)
            if not _is_title(context, last):
                yield Phrase(index, last, "name")


@cache
def _telling() -> frozenset[str]:
    """The words that may name a speaker without a capital."""
    return frozenset(speaking_nouns() | _PRONOUNS.keys())


def _noun_start(words: tuple[str, ...], index: int, earliest: int) -> int:
    """First token of the noun's phrase, without a leading article."""
    first = index
    while first > max(earliest, index - _LONGEST) and _is_modifier(words[first - 1]):
        first -= 1
    return first


def _is_modifier(word: str) -> bool:
    if word == "-" or word[0].isdigit():
        return True
    lower = word.lower()
    return word[0].isalpha() and lower not in small_words() and lower not in VERB_LIKE


def _is_title(context: ArticleContext, last: int) -> bool:
    """True for what stands before a person's name without a break: "Mr.", "Foreign Minister"."""
    following = last + 1
    mention = context.mention_at.get(following)
    return mention is not None and context.is_person(mention)


def _is_inside_phrase(context: ArticleContext, index: int) -> bool:
    """True when the noun is not the last of its phrase: "campaign manager Ines Okafor"."""
    following = index + 1
    if following >= len(context.tokens) or context.quoted_at[following] >= 0:
        return False
    word = context.word[following]
    return word in speaking_nouns() or is_name_word(word) or following in context.mention_at or word in {"'s", "'"}


def _name_end(context: ArticleContext, index: int) -> int:
    words = context.tokens.words
    while (
        index + 1 < len(words)
        and index + 1 not in context.mention_at
        and context.quoted_at[index + 1] < 0
        and is_name_word(context.word[index + 1])
        and context.word[index + 1][:1].isalpha()
    ):
        index += 1
    return index


def sort_of(context: ArticleContext, phrase: Phrase) -> Sort:
    """What sort of speaker the phrase would be."""
    if phrase.mention is not None:
        kind = context.entities[phrase.mention.entity_id].kind
        return "person" if kind is Kind.PERSON else "body" if kind is Kind.ORGANIZATION else "place"
    word = context.low[phrase.last]
    if phrase.kind == "pronoun":
        return _PRONOUNS.get(word, "it")
    if phrase.kind == "name":
        return "name"
    return "text" if word in text_nouns() else "noun"


@cache
def text_nouns() -> frozenset[str]:
    """Nouns for what is read and says something: report, statement, poll."""
    return frozenset(row[1] for row in load_rows("speaking_nouns") if row[0] == "text")


def is_possessive(context: ArticleContext, phrase: Phrase) -> bool:
    """True for "Okafor's"."""
    following = phrase.last + 1
    return context.word[following] in {"'s", "'"}


def hangs_on_preposition(context: ArticleContext, phrase: Phrase) -> bool:
    """True for a phrase right after a preposition, over titles and articles: "to Prime Minister Okafor"."""
    index = phrase.first - 1
    while (
        index >= 0
        and phrase.first - index < 5
        and (is_name_word(context.word[index]) or context.low[index] in words_of("before_title"))
    ):
        index -= 1
    return index >= 0 and context.low[index] in _prepositions()


_OPENING_A_CLAUSE = frozenset({"after", "before", "since", "until", "as"})


@cache
def _prepositions() -> frozenset[str]:
    """Those that open no clause."""
    return PREPOSITIONS - _OPENING_A_CLAUSE


__all__: Sequence[str] = (
    "Sort",
    "find_speaker_phrases",
    "hangs_on_preposition",
    "is_possessive",
    "sort_of",
    "speaking_nouns",
    "text_nouns",
)
