"""Days of the week: Friday, last Friday, Friday of last week; and with the day of a month behind them."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.dates.months import day_first, month_first
from sitegen.dates.word_context import Day, Expression, Weekday, WordContext, month_of
from sitegen.dates.words import DASHES, is_counted, number_of_day
from sitegen.text.wordlists import load_class

_FRONTS = load_class("date_tense", "weekday_fronts")
_ATTENDING = load_class("date_tense", "attended")


def read_weekday(context: WordContext) -> Expression | None:
    """Friday, last Friday, Friday of last week; with a day of the month behind it, that day."""
    number = context.lexicon.weekdays.get(context.word.rstrip("."))
    if number is None:
        return None
    whole = _weekday_and_day(context, number)
    if whole is not None or context.word not in context.lexicon.long_weekdays:
        return whole
    index, first, shift = context.index, context.index, ""
    before = context.low(index - 1)
    if before in context.lexicon.weekday_shifts:
        first, shift = index - 1, before
        if context.low(first - 1) == "this" and shift in {"past", "coming"}:
            first -= 1
        elif context.low(first - 1) in {*context.lexicon.owners, "a"} and shift != "coming":
            return None
    elif before == "a" and context.low(index - 2) in {"at", "during", "in"} and context.low(index + 1).isalpha():
        pass  # "at a Sunday rally"
    elif before in context.lexicon.general or _is_initial_name(context) or _is_any_such(context):
        return None
    if context.low(index + 1) in context.lexicon.day_parts or _spans_days(context, context.lexicon.long_weekdays):
        return None
    return _weekday_of_week(context, Expression(first, index, Weekday(number, shift)))


def _weekday_of_week(context: WordContext, plain: Expression) -> Expression | None:
    """The weekday, with "of last week" or "last week" behind it taken in."""
    last, index = plain.last, context.index
    assert isinstance(plain.meaning, Weekday)
    skipped = 1 if context.low(index + 1) == "of" else 0
    by = context.lexicon.shifts.get(context.low(index + 1 + skipped))
    if by is not None and context.low(index + 2 + skipped) == "week":
        if plain.meaning.shift:
            return None
        return Expression(plain.first, last + 2 + skipped, Weekday(plain.meaning.number, week=by))
    if context.low(index + 1) in {"last", "next", "week"}:
        return None
    if context.low(index + 1) == "the" and _is_ordinal(context.low(index + 2)):
        return None
    if skipped and context.low(index + 3) in context.lexicon.units:
        return None
    if context.low(index - 1) in {"from", "after", "before"} and context.low(index - 2) in context.lexicon.units:
        return None
    return plain


def _is_ordinal(word: str) -> bool:
    return number_of_day(word) is not None and not word.isdigit()


def _is_any_such(context: WordContext) -> bool:
    """True for "a rainy Friday", "during Sunday services" and "ten years ago Friday"; not for "in a speech Friday"."""
    index, noun = context.index, context.low(context.index - 1)
    plain = context.low(index - 2) in {"a", "an"} and context.at(index - 1).islower() and noun not in _FRONTS
    attended = noun in load_class("date_tense", "meetings") and context.low(index - 3) in _ATTENDING
    if plain and not attended and noun not in load_class("date_tense", "utterances"):
        return True
    if noun == "ago":
        return True
    return noun in load_class("date_tense", "any_weekday") and is_counted(context.at(index + 1))


def _is_initial_name(context: WordContext) -> bool:
    """True for a surname behind a title."""
    return context.at(context.index - 1) in load_class("date_tense", "title_before_surname")


def _spans_days(context: WordContext, days: Mapping[str, int]) -> bool:
    """True in "Monday through Friday" and "Monday-Friday", which tell no single days."""
    for step in (1, -1):
        joint, other = context.low(context.index + step), context.at(context.index + 2 * step)
        if other in days and (joint in {"through", "to", "till", "thru"} or joint in DASHES):
            return True
    return False


def _weekday_and_day(context: WordContext, number: int) -> Expression | None:
    """Friday, January 20, 2023 and Friday 20 January."""
    index = context.index + 1
    while context.at(index) in ({",", "the"} if context.word in context.lexicon.long_weekdays else {",", "."}):
        index += 1
    moved = WordContext(context.tokens, context.lexicon, index, context.before)
    if index - context.index > 3 or not context.at(index):
        return None
    found = month_first(moved) if month_of(context.at(index)) else day_first(moved)
    if found is None or not isinstance(found.meaning, Day):
        return None
    day = found.meaning
    return Expression(context.index, found.last, Day(day.month, day.day, day.year, number))
