"""Months and the days in them: January 20, 2023; 20 January; January 2023; in January."""

from __future__ import annotations

from sitegen.dates.word_context import OPENERS, Expression, Month, WordContext, month_of, whole_day
from sitegen.dates.words import DASHES, is_counted, is_year, number_of_day

_JOINTS = DASHES | {"and", "or", "to", "through", "&"}


def read_month(context: WordContext) -> Expression | None:
    """January 20, 2023; 20 January; January 2023; in January."""
    month = month_of(context.word)
    if month is None:
        return None
    if number_of_day(context.low(context.index - 1)) or context.low(context.index - 1) == "of":
        start = context.index - (2 if context.low(context.index - 1) == "of" else 1)
        if number_of_day(context.low(start)) and not context.low(start).isalpha():
            return day_first(WordContext(context.tokens, context.lexicon, start, context.before))
    return month_first(context)


def month_first(context: WordContext) -> Expression | None:
    month = month_of(context.word)
    assert month is not None
    index = context.index + 1
    day = number_of_day(context.low(index))
    if day is not None and not context.bare_number_around(index, index):
        return _month_and_day(context, month, day)
    if day is not None:
        return None
    comma = 1 if context.at(index) in {",", "of"} else 0
    if is_year(context.at(index + comma)) and not (context.at(index) == "," and not context.at(index + comma)):
        last = index + comma
        if context.bare_number_around(last, last) or is_counted(context.low(last + 1)):
            return None
        return Expression(context.index, last, Month(month, int(context.at(last))))
    return _month_alone(context, month)


def _month_and_day(context: WordContext, month: int, day: int) -> Expression | None:
    index = context.index + 1
    joint, other = context.low(index + 1), context.low(index + 2)
    if joint in _JOINTS and number_of_day(other):
        return None
    comma = 1 if context.at(index + 1) == "," else 0
    last = index + 1 + comma
    named = context.low(context.index - 1) == "the"
    if is_year(context.at(last)) and not context.bare_number_around(last, last):
        if is_counted(context.low(last + 1)) and not named:
            return None
        return whole_day(context.index, last, month, day, int(context.at(last)))
    if is_year(context.at(last)) and comma:
        return None
    attributive = context.low(context.index - 1) in {"on", "the", "its", "his", "her", "their", "a"}
    if is_counted(context.low(index + 1)) and not attributive:
        return None
    return whole_day(context.index, index, month, day, None)


def day_first(context: WordContext) -> Expression | None:
    """20 January 2023, the 20th of January; the context's word is the number."""
    day = number_of_day(context.low(context.index))
    index = context.index + 1 + (context.low(context.index + 1) == "of")
    month = month_of(context.at(index)) if context.at(index) else None
    joint = context.low(context.index - 1)
    if day is None or month is None or (joint in _JOINTS and number_of_day(context.low(context.index - 2))):
        return None
    if context.glued(context.index) and joint not in OPENERS:
        return None
    following = context.at(index + 1)
    last = index + 1 + (following == ",")
    if is_year(context.at(last)) and not context.bare_number_around(last, last):
        if last == index + 1 or not is_counted(context.low(last + 1)):
            return whole_day(context.index, last, month, day, int(context.at(last)))
        return None
    if following[:1].isupper() and context.at(index) == "May":
        return None
    if is_counted(following) and joint not in {"on", "the"}:
        return None
    return whole_day(context.index, index, month, day, None)


def _month_alone(context: WordContext, month: int) -> Expression | None:
    """in March, last March, early March, since March: only where nothing else can be meant."""
    if context.word not in context.lexicon.long_months or context.at(context.index + 1)[:1].isupper():
        return None
    index, before = context.index, context.low(context.index - 1)
    if before in {"last", "this", "next"}:
        if context.low(index - 2) in context.lexicon.owners:
            return None
        return Expression(index - 1, index, Month(month, shift=before))
    strong = before in context.lexicon.month_fronts
    if before == "of" and context.low(index - 2) in context.lexicon.month_parts:
        strong = True
    if before in {"-"} and context.low(index - 2) == "mid":
        strong = True
    weak = before in context.lexicon.weak_month_fronts and context.word not in context.lexicon.names_too
    joined = (
        before in {"and", "or", "to", "through"}
        and context.before is not None
        and context.before.last == index - 2
        and isinstance(context.before.meaning, Month)
    )
    if not (strong or weak or joined) or context.low(index + 1) in DASHES:
        return None
    return Expression(index, index, Month(month))
