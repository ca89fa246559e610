"""What a date means, as ISO 8601 writes it, and the counting between such values.

A value is a day (2023-01-20), a week (2023-W03, which begins on a Monday), a month (2023-01) or a year (2023): the
values of TIMEX3 in TimeML (Pustejovsky et al. 2003) that the `datetime` attribute of HTML takes too.
"""

from __future__ import annotations

import datetime

GREGORIAN = datetime.date(1582, 10, 15)
"""Earlier days stand in another calendar: they are not resolved."""


def value_of_day(day: datetime.date) -> str:
    """2023-01-20."""
    return day.isoformat()


def value_of_week(day: datetime.date) -> str:
    """The week in which `day` stands: 2023-W03."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def value_of_month(year: int, month: int) -> str:
    """2023-01; `month` may be any number, counted on from January of `year`."""
    return f"{year + (month - 1) // 12:04}-{(month - 1) % 12 + 1:02}"


def value_of_year(year: int) -> str:
    """2023."""
    return f"{year:04}"


def first_day(value: str) -> datetime.date:
    """The day on which the day, week, month or year begins."""
    if "W" in value:
        return datetime.date.fromisoformat(f"{value}-1")
    return datetime.date.fromisoformat(f"{value}-01-01"[:10] if len(value) < 10 else value)
