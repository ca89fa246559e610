"""Subjects behind their verbs: who stands after "said", with the name that an apposition gives."""

from __future__ import annotations

from sitegen.quotations.article_context import ArticleContext, Phrase, is_adverb, is_name_word
from sitegen.quotations.asides import REACH, name_alone
from sitegen.quotations.phrase_ends import last_behind_verb
from sitegen.quotations.phrases import phrase_starting
from sitegen.quotations.symbols import is_symbol, symbolic_after


def subject_after(context: ArticleContext, verb: int) -> Phrase | None:
    """The subject of an inverted verb ("said Ana Ruiz", "said the mayor, Ana Ruiz,"), else None."""
    tokens, words = context.tokens, context.tokens.words
    first = verb + 1
    while first < len(words) and is_adverb(context.low[first]):
        first += 1
    if first >= len(words) or tokens.sentences[first] != tokens.sentences[verb] or context.quoted_at[first] >= 0:
        return None
    symbolic = symbolic_after(context, first)
    if symbolic is not None:
        return symbolic
    while first + 1 < len(words) and is_symbol(words[first]):
        first += 1
    last = first
    while last + 1 < len(words) and last - first < REACH and _same_stretch(context, first, last + 1):
        last += 1
    phrase = phrase_starting(context, first, last_behind_verb(context, first, last))
    if phrase is None or phrase.mention is not None or phrase.kind == "pronoun":
        return phrase
    if phrase.last + 2 >= len(words) or context.word[phrase.last + 1] != ",":
        return phrase
    return _named_apposition(context, phrase.last + 2) or phrase


def _same_stretch(context: ArticleContext, first: int, index: int) -> bool:
    tokens = context.tokens
    return (
        tokens.sentences[index] == tokens.sentences[first]
        and context.quoted_at[index] < 0
        and context.word[index] not in {",", ";", ":", "(", "—", "–", "!", "?"}
        and not is_symbol(context.word[index])
    )


def _named_apposition(context: ArticleContext, first: int) -> Phrase | None:
    words, last = context.tokens.words, first
    while last + 1 < len(words) and last + 1 - first < 8 and _belongs_to_name(context, last):
        last += 1
    named = name_alone(context, first, last)
    ends = last + 1 >= len(words) or context.word[last + 1] in {",", ".", ";"} or context.quoted_at[last + 1] >= 0
    return named if ends else None


def _belongs_to_name(context: ArticleContext, index: int) -> bool:
    """True when the word after `index` belongs to the same name."""
    following = index + 1
    return following in context.mention_at or (
        is_name_word(context.word[following]) and context.quoted_at[following] < 0
    )
