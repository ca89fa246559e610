"""Where the clause of a verb begins, to its left."""

from __future__ import annotations

from sitegen.quotations.article_context import (
    SUBORDINATORS,
    ArticleContext,
    is_dash,
    is_name_word,
    splits_number,
    words_of,
)
from sitegen.quotations.asides import REACH
from sitegen.quotations.symbols import is_symbol

_OPENERS = SUBORDINATORS | words_of("free_relative")
BEFORE_TIMES = frozenset({"after", "before", "until", "since", "as", "once"})
"""Words that open a clause of time."""


def is_readable(context: ArticleContext, index: int, verb: int) -> bool:
    """True for a token of the verb's sentence that stands in no quotation."""
    tokens = context.tokens
    return index >= 0 and tokens.sentences[index] == tokens.sentences[verb] and context.quoted_at[index] < 0


def clause_start(context: ArticleContext, end: int) -> int:
    """First token of the clause that ends at `end`: after a mark, a conjunction or the words of another clause."""
    tokens = context.tokens
    index = end
    while index >= 0 and end - index < REACH:
        word = context.word[index]
        lower = word.lower()
        if tokens.sentences[index] != tokens.sentences[end] or context.quoted_at[index] >= 0:
            return index + 1
        if index not in context.mention_at and word in {";", ":", "(", ")", "“", "”", '"'}:
            return index + 1
        if (is_dash(context, index) and index not in context.mention_at) or is_symbol(word):
            return index + 1
        if word == "," and not splits_number(context, index) and not _in_series(context, index, end):
            return index + 1
        if index < end and lower in _OPENERS and not word[0].isupper():
            return index + 1
        if lower in {"but", "who"} and index < end and index not in context.mention_at:
            return index + 1
        if lower in BEFORE_TIMES and index < end and not context.word[index + 1][:1].isdigit():
            return index + 1
        index -= 1
    return index + 1


def _in_series(context: ArticleContext, comma: int, end: int) -> bool:
    """True for the comma in "Ana Ruiz, a lawyer and Bo Lind": no; in "Reed, Smith and Jones": yes."""
    words = context.tokens.words
    nearby = words[comma + 1 : min(end + 1, comma + 6)]
    return (
        "and" in nearby
        and is_name_word(context.word[comma + 1])
        and comma > 0
        and is_name_word(context.word[comma - 1])
    )
