"""Expressions of time in a text, and what each says by itself, before anybody asks when the text was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sitegen.dates.counts import read_count
from sitegen.dates.months import read_month
from sitegen.dates.weekdays import read_weekday
from sitegen.dates.word_context import Expression, WordContext
from sitegen.dates.words import is_year, lexicon
from sitegen.dates.years import read_year
from sitegen.text.tokens import Tokens

_READERS: tuple[Callable[[WordContext], Expression | None], ...] = (read_weekday, read_month, read_count, read_year)


def find_expressions(tokens: Tokens) -> Iterator[Expression]:
    """Every expression of time that is one beyond doubt, in order; they do not overlap."""
    words = lexicon()
    reached, before = 0, None
    telling = tokens.vocabulary & words.triggers | frozenset(filter(is_year, tokens.other_words))
    for index in tokens.where(telling):
        if index < reached:
            continue
        context = WordContext(tokens, words, index, before)
        if context.in_name():
            continue
        found = next(filter(None, (read(context) for read in _READERS)), None)
        if found is not None and found.first >= reached:
            yield found
            reached, before = found.last + 1, found
