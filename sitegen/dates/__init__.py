"""Every date in a text with the day, week, month or year that it means; what is unsure is left out."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from itertools import pairwise

from sitegen.dates.expressions import find_expressions
from sitegen.dates.resolve import resolve
from sitegen.dates.tense import tense_of
from sitegen.dates.values import first_day
from sitegen.dates.word_context import Counted, Day, Expression, Month, Weekday, Year
from sitegen.model import DateMention, Quotation, QuotationKind
from sitegen.text.spans import Cover
from sitegen.text.tokens import Tokens

FEBRUARY = 2
_BESIDE = 31
"""Days within which a day without a year may belong to a story of another year."""
LONG_AGO = 30
"""A story told so many years back goes on in the next block; a nearer year is told for its own block only."""

__all__ = ["find_dates", "first_day"]


def find_dates(
    tokens: Tokens, written: datetime.date | None, closed: Cover, quotations: Iterable[Quotation] = ()
) -> tuple[DateMention, ...]:
    """The dates of a text that was written on the day `written`, in order; without a day only the absolute ones.

    Nothing is found that touches `closed`. Inside `quotations` words such as "tomorrow" are left out: they count from
    the day on which somebody spoke.
    """
    spoken = Cover(s.span for q in quotations for s in q.segments if s.kind is not QuotationKind.INDIRECT)
    free = tuple(e for e in find_expressions(tokens) if not closed.touches(tokens.span(e.first, e.last)))
    values = [_value(tokens, expression, written, spoken) for expression in free]
    _drop_disordered(tokens, free, values)
    _drop_told_of_another_time(tokens, free, values, written)
    return tuple(_dates(tokens, free, values))


def _dates(tokens: Tokens, expressions: Iterable[Expression], values: Iterable[str | None]) -> Iterator[DateMention]:
    for expression, value in zip(expressions, values, strict=True):
        if value is not None:
            meaning = expression.meaning
            rough = isinstance(meaning, Counted) and meaning.rough
            yield DateMention(tokens.span(expression.first, expression.last), value, _is_absolute(expression), rough)


def _value(tokens: Tokens, expression: Expression, written: datetime.date | None, spoken: Cover) -> str | None:
    meaning = expression.meaning
    counts_days = isinstance(meaning, Counted) and meaning.unit == "day"
    if counts_days and spoken.touches(tokens.span(expression.first, expression.last)):
        return None
    return resolve(meaning, written, lambda: tense_of(tokens, expression))


def _is_absolute(expression: Expression) -> bool:
    """True when the words say the whole value themselves."""
    return isinstance(expression.meaning, Year) or (
        isinstance(expression.meaning, Day | Month) and expression.meaning.year is not None
    )


def _drop_disordered(tokens: Tokens, expressions: tuple[Expression, ...], values: list[str | None]) -> None:
    """Take out weekdays that stand side by side and do not follow each other: "Friday and Saturday"."""
    for number, (one, two) in enumerate(pairwise(expressions)):
        if not (isinstance(one.meaning, Weekday) and isinstance(two.meaning, Weekday) and two.first - one.last == 2):
            continue
        first, second = values[number], values[number + 1]
        if first is None or second is None or first >= second:
            values[number] = values[number + 1] = None


def _drop_told_of_another_time(
    tokens: Tokens, expressions: tuple[Expression, ...], values: list[str | None], written: datetime.date | None
) -> None:
    """Take out what is told of another year: weekdays behind it in their sentence, days and months in their block."""
    if written is None:
        return
    leaf = sentence = -1
    elsewhere: list[datetime.date] = []
    in_sentence, last_told = set[int](), written.year
    for number, expression in enumerate(expressions):
        value, first = values[number], expression.first
        if tokens.leaves[first] != leaf:
            leaf = tokens.leaves[first]
            last_told = last_told if last_told < written.year - LONG_AGO else written.year
        if tokens.sentences[first] != sentence:
            sentence, in_sentence = tokens.sentences[first], set()
        if value is None:
            continue
        year = int(value[:4])
        if isinstance(expression.meaning, Day) and _names_year(expression.meaning) and abs(year - written.year) == 1:
            elsewhere.append(datetime.date.fromisoformat(value))
        elif isinstance(expression.meaning, Day) and _may_be_beside(value, elsewhere):
            values[number] = None
            continue
        if _is_absolute(expression):
            in_sentence.add(year)
            last_told = year
        elif isinstance(expression.meaning, Day | Month):
            values[number] = value if last_told in {year, written.year} else None
        elif isinstance(expression.meaning, Weekday) and in_sentence and not in_sentence & {year, written.year}:
            values[number] = None


def _names_year(day: Day) -> bool:
    return day.year is not None or day.years is not None


def _may_be_beside(value: str, told: Iterable[datetime.date]) -> bool:
    """True for a day without a year that may be of another one: "3 March", behind “2 March last year”."""
    day = datetime.date.fromisoformat(value)
    return any(abs((_in_year(day, other.year) - other).days) <= _BESIDE for other in told)


def _in_year(day: datetime.date, year: int) -> datetime.date:
    """The same day of another year; for 29 February the day before."""
    return day.replace(year=year, day=min(day.day, 28) if day.month == FEBRUARY else day.day)
