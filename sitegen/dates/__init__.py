"""Every date in a text with the day, week, month or year that it means; what is unsure is left out."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from itertools import pairwise

from sitegen.dates.expressions import find_expressions
from sitegen.dates.labels import label_of
from sitegen.dates.resolve import resolve
from sitegen.dates.scene import Counted, Day, Expression, Month, Weekday, Year
from sitegen.dates.tense import tense_of
from sitegen.dates.values import first_day, last_day
from sitegen.model import DateMention, Quotation, QuotationKind
from sitegen.text import Cover
from sitegen.tokens import Tokens

__all__ = ["find_dates", "first_day", "label_of", "last_day"]


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
    """Take out partial dates behind a date of another year in their sentence: "In 2014 he left, and on Friday …"."""
    sentence, told = -1, set[int]()
    for number, expression in enumerate(expressions):
        value = values[number]
        if tokens.sentences[expression.first] != sentence:
            sentence, told = tokens.sentences[expression.first], set()
        if value is None or written is None:
            continue
        if _is_absolute(expression):
            told.add(int(value[:4]))
        elif told and not isinstance(expression.meaning, Counted) and not told & {int(value[:4]), written.year}:
            values[number] = None
