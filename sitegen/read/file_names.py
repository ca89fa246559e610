"""What the name of a file says: Jekyll and Hugo begin it with the day of a post, 2024-05-06-some-title.md."""

from __future__ import annotations

import datetime
import re

_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[-_ ]+(?=\S)|\Z)")


def day_and_rest(stem: str) -> tuple[datetime.date | None, str]:
    """The day with which the name of a file begins, and what stands behind it, or the whole name where there is none.

    None for a day that is not in the calendar; the rest is taken all the same.
    """
    found = _DAY.match(stem)
    if found is None:
        return None, stem
    try:
        day = datetime.date(*map(int, found.groups()))
    except ValueError:
        day = None
    return day, stem[found.end() :] or stem
