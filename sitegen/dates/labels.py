"""What a resolved date is called for a reader."""

from __future__ import annotations

from sitegen.dates.values import first_day
from sitegen.project.messages import Interface


def label_of(value: str, t: Interface, *, approximate: bool = False, short: bool = False) -> str:
    """“Friday, 20 January 2023”, “the week of 16 January 2023”, “January 2023”, “2023”; perhaps with “about”.

    A short label of a day leaves its weekday out.
    """
    day = first_day(value)
    if "W" in value:
        words = t("date_week", day=day.day, month=t.months[day.month - 1], year=day.year)
    elif len(value) < len("YYYY-MM-DD") or short:
        words = t.rough_day(value)
    else:
        words = t(
            "date_day", weekday=t.weekdays[day.weekday()], day=day.day, month=t.months[day.month - 1], year=day.year
        )
    return t("date_about", date=words) if approximate else words
