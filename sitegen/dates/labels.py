"""How the value of a date is told to readers."""

from __future__ import annotations

from sitegen.dates.values import first_day
from sitegen.language import load_rows


def label_of(value: str, *, approximate: bool = False, short: bool = False) -> str:
    """“Friday, 20 January 2023”, “the week of 16 January 2023”, “January 2023”, “2023”; perhaps with “about”.

    A short label of a day leaves its weekday out.
    """
    unit = "week" if "W" in value else {4: "year", 7: "month", 10: "date" if short else "day"}[len(value)]
    patterns = {row[0]: row[1] for row in load_rows("date_labels")}
    day = first_day(value)
    words = patterns[unit].format(
        weekday=load_rows("weekdays")[day.weekday()][0],
        day=day.day,
        month=load_rows("months")[day.month - 1][0],
        year=day.year,
    )
    return patterns["about"].format(words) if approximate else words
