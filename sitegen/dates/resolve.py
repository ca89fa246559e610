"""What an expression of time means on the day on which it was written.

The conventions are those of news. Words that count from the day of writing follow TIMEX3 (TimeML, Pustejovsky et al.
2003); days and months without a year go, as in HeidelTime (Strötgen and Gertz 2010), back or ahead by the tense of
their verb. Where two customary readings differ, as for "next Friday" said on a Monday, there is no result.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

from sitegen.dates.values import GREGORIAN, value_of_day, value_of_month, value_of_week, value_of_year
from sitegen.dates.verbs import Tense
from sitegen.dates.word_context import Counted, Day, Meaning, Month, Weekday, Year
from sitegen.text.wordlists import load_words

SUNDAY = 6
_NEAR = 120
"""A day without a year that is so many days away or fewer, in the year of writing, needs no verb to decide."""
_HALF_A_YEAR = 183
"""Farther back than this a day of last year is told with its year."""
_NEAR_MONTHS = 7
"""A month without a year that would be farther away is rather the one on the other side."""


def resolve(meaning: Meaning, written: datetime.date | None, tense: Callable[[], Tense]) -> str | None:
    """The ISO 8601 value, or None when it cannot be told. `tense` is asked only when it matters."""
    if isinstance(meaning, Year):
        return value_of_year(meaning.year)
    if isinstance(meaning, Day) and meaning.year is not None:
        return _whole_day(meaning, meaning.year)
    if isinstance(meaning, Month) and meaning.year is not None:
        return value_of_month(meaning.year, meaning.month)
    if written is None:
        return None
    if isinstance(meaning, Day | Month) and meaning.years is not None:
        year = written.year + meaning.years
        return _whole_day(meaning, year) if isinstance(meaning, Day) else value_of_month(year, meaning.month)
    try:
        if isinstance(meaning, Counted):
            return _count(meaning, written)
        if isinstance(meaning, Weekday):
            return _weekday(meaning, written, tense)
        if isinstance(meaning, Day):
            return _day_without_year(meaning, written, tense)
        return _month(meaning, written, tense)
    except OverflowError:
        return None


def _whole_day(meaning: Day, year: int) -> str | None:
    try:
        day = datetime.date(year, meaning.month, meaning.day)
    except ValueError:
        return None
    if day < GREGORIAN or meaning.weekday not in {None, day.weekday()}:
        return None
    return value_of_day(day)


def _count(meaning: Counted, written: datetime.date) -> str | None:
    if meaning.unit == "day":
        return value_of_day(written + datetime.timedelta(days=meaning.by))
    if meaning.unit == "week":
        # For some the week begins on Sunday: said on a Sunday, "this week" may be the one that ends or that begins.
        if written.weekday() == SUNDAY and not meaning.rough:
            return None
        return value_of_week(written + datetime.timedelta(weeks=meaning.by))
    if written.year < 1000:
        return None
    if meaning.unit == "month":
        return value_of_month(written.year, written.month + meaning.by)
    return value_of_year(written.year + meaning.by)


def _weekday(meaning: Weekday, written: datetime.date, tense: Callable[[], Tense]) -> str | None:
    today = written.weekday()
    back = (today - meaning.number) % 7
    ahead = (meaning.number - today) % 7
    if meaning.week is not None:
        if SUNDAY in {today, meaning.number}:
            return None
        return _days_on(written, meaning.number - today + 7 * meaning.week)
    if meaning.shift:
        by = _shifted(meaning, back, ahead, today)
        return None if by is None else _days_on(written, by)
    found = tense()
    if found is Tense.UNKNOWN:
        return _days_on(written, 0) if not back else None
    return _days_on(written, -back if found is Tense.PAST else ahead)


def _shifted(meaning: Weekday, back: int, ahead: int, today: int) -> int | None:
    """Days from today, where "the nearest such day" and "the one of that week" agree."""
    same_week = meaning.number > today
    if meaning.shift == "last":
        return -(back or 7) if meaning.number >= today and SUNDAY not in {today, meaning.number} else None
    if meaning.shift == "next":
        return (ahead or 7) if meaning.number <= today and SUNDAY not in {today, meaning.number} else None
    if meaning.shift == "past":
        return -back if back else None
    if meaning.shift == "coming":
        return ahead if ahead else None
    return ahead if same_week and ahead else None


def _days_on(day: datetime.date, by: int) -> str:
    return value_of_day(day + datetime.timedelta(days=by))


def _day_without_year(meaning: Day, written: datetime.date, tense: Callable[[], Tense]) -> str | None:
    years = (written.year - 1, written.year, written.year + 1)
    values = [value for year in years if (value := _whole_day(meaning, year)) is not None]
    days = [datetime.date.fromisoformat(value) for value in values]
    if meaning.weekday is not None:
        near = [day for day in days if abs((day - written).days) <= 200]
        return value_of_day(near[0]) if len(near) == 1 else None
    if f"{meaning.month}-{meaning.day}" in load_words("date_anniversaries") or not days:
        return None
    nearest = min(days, key=lambda day: abs((day - written).days))
    if nearest.year == written.year and abs((nearest - written).days) <= _NEAR:
        return value_of_day(nearest)
    return _by_tense(days, written, tense())


def _by_tense(days: list[datetime.date], written: datetime.date, tense: Tense) -> str | None:
    """The last such day behind, or the first one ahead."""
    if tense is Tense.PAST:
        behind = [d for d in days if d <= written and (d.year == written.year or (written - d).days <= _HALF_A_YEAR)]
        return value_of_day(max(behind)) if behind else None
    if tense is Tense.FUTURE:
        ahead = [day for day in days if day >= written]
        return value_of_day(min(ahead)) if ahead else None
    return None


def _month(meaning: Month, written: datetime.date, tense: Callable[[], Tense]) -> str | None:
    """The nearest such month behind or ahead. In that very month nobody calls it by its name alone."""
    ahead = (meaning.month - written.month) % 12
    if meaning.shift == "this":
        return value_of_month(written.year, meaning.month)
    if meaning.shift == "last":
        if meaning.month < written.month:  # of this year, or of the last one
            return None
        return value_of_month(written.year, written.month + (ahead or 12) - 12)
    if meaning.shift == "next":
        if meaning.month > written.month:
            return None
        return value_of_month(written.year, written.month + (ahead or 12))
    found = tense()
    if not ahead or found is Tense.UNKNOWN:
        return None
    by = ahead if found is Tense.FUTURE else ahead - 12
    return value_of_month(written.year, written.month + by) if abs(by) <= _NEAR_MONTHS else None
