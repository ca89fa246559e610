"""Expressions of time in a text, and what each says by itself, before anybody asks when the text was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from sitegen.dates.counts import read_count
from sitegen.dates.months import read_month
from sitegen.dates.weekdays import read_weekday
from sitegen.dates.word_context import Counted, Day, Expression, Month, WordContext
from sitegen.dates.words import is_year, lexicon
from sitegen.dates.years import read_year
from sitegen.text.tokens import Tokens

_READERS: tuple[Callable[[WordContext], Expression | None], ...] = (read_weekday, read_month, read_count, read_year)


def find_expressions(tokens: Tokens) -> Iterator[Expression]:
    """Every expression of time that is one beyond doubt, in order; they do not overlap."""
    held: Expression | None = None
    for found in _each(tokens):
        joined = _of_year(tokens, held, found) if held is not None else None
        if held is not None and joined is None:
            yield held
        held = joined or found
    if held is not None:
        yield held


def _of_year(tokens: Tokens, one: Expression, two: Expression) -> Expression | None:
    """The day or month of a year that is counted: "8 August last year", "in May of this year"."""
    dated, counted = one.meaning, two.meaning
    if not isinstance(dated, Day | Month) or not isinstance(counted, Counted) or counted.unit != "year":
        return None
    if (
        dated.year is not None
        or (isinstance(dated, Month) and dated.shift)
        or tokens.leaves[one.last] != tokens.leaves[two.first]
    ):
        return None
    beside = two.first - one.last - (tokens.lower_words[two.first - 1] == "of") == 1
    return Expression(one.first, two.last, replace(dated, years=counted.by)) if beside and not counted.rough else None


def _each(tokens: Tokens) -> Iterator[Expression]:
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
