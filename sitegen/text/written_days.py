"""Days as people and other systems write them, by numbers or by the name of a month: in a text, or all of it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from functools import cache

from sitegen.text.wordlists import load_rows, load_table

_EARLIEST = datetime.date(1700, 1, 1)
_NO_DAYS = frozenset({datetime.date(1970, 1, 1), datetime.date(1900, 1, 1)})
"""Days that programs write where they know none."""

_NUMBERS = re.compile(
    r"(?<!\d)(?:(?P<y>\d{4})(?P<sep>[-/.]?)(?P<m>\d{2})(?P=sep)(?P<d>\d{2})(?=\D|T|$|\d{4,6}(?:\D|$))"
    r"|(?P<y2>\d{4})[-/.](?P<m2>\d{1,2})[-/.](?P<d2>\d{1,2})(?!\d)"
    r"|(?P<y4>\d{4})\s?年\s?(?P<m4>\d{1,2})\s?月\s?(?P<d4>\d{1,2})\s?日"
    r"|(?P<a>\d{1,2})(?P<sep2>[-/.])(?P<b>\d{1,2})(?P=sep2)(?P<y3>\d{4})(?!\d))"
)
UPDATED = re.compile(
    r"\b(?:updated?|modified|changed|edited|revised|aktualisiert|geändert"
    r"|modifiée?|mise? à jour|actualizad[oa]|aggiornato|atualizado|bijgewerkt)\b",
    re.IGNORECASE,
)
PUBLISHED = re.compile(
    r"\b(?:published|posted|created|veröffentlicht|erschienen|publiée?|publicad[oa]|pubblicato|gepubliceerd)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?\s+)?", re.IGNORECASE)
"""The day of the week, before a day."""
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}[.,]?\s+\Z", re.IGNORECASE)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_BEHIND = re.compile(
    r"(?:(?:T|,?\s+(?:at\s+)?)(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-6]\d(?:[.,]\d+)?)?(?:\s*[ap]\.?m\b\.?)?"
    r"(?:\s*[A-Za-z]{1,5})?(?:\s*[+-]\d{2}:?\d{2})?(?:\s*\([\w ]{1,60}\))?)?",
    re.IGNORECASE,
)
"""The time of the day and its zone, behind a day."""
_SINCE_1970 = re.compile(r"1\d{9}(?:\d{3})?")
_EITHER = re.compile(r"\s*(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b")


def day_in(text: str, american: bool = False) -> datetime.date | None:
    """The first day in a text that is not said to be that of a change; as it is written there, whatever its zone.

    `american`: 3/4/2024 is the fourth of March; elsewhere such a day is not taken.
    """
    return next((day for at, _, day in _places(text, american) if not _is_of_change(text[:at])), None)


def _places(text: str, american: bool) -> Iterator[tuple[int, int, datetime.date]]:
    """All days in a text in order, each with where it begins and ends."""
    found = [
        (*match.span(), _from_numbers(match, american) or _of_weekday(match, text)) for match in _NUMBERS.finditer(text)
    ]
    found += [(*match.span(), _from_words(match)) for match in _words().finditer(text)]
    yield from ((begin, end, day) for begin, end, day in sorted(found, key=lambda one: one[0]) if day is not None)


def whole_day(text: str) -> datetime.date | None:
    """The day that is all of a text, but for the day of the week and a time with its zone; None for any other text.

    That of seconds or milliseconds since 1970 is one in UTC.
    """
    if _SINCE_1970.fullmatch(text.strip()):
        return datetime.datetime.fromtimestamp(int(text.strip()[:10]), datetime.UTC).date()
    for first, end, day in _places(text, american=False):
        if _BEFORE.fullmatch(text[:first].lstrip()) and _BEHIND.fullmatch(text[end:].rstrip()):
            return day
    return None


def two_days(text: str) -> tuple[datetime.date, ...]:
    """The days that 3/4/2024 and the like at the head of a text may mean: day and month first, then month and day."""
    found = _EITHER.match(text)
    if found is None:
        return ()
    first, second, year = map(int, found.groups())
    days = (make_day(year, second, first), make_day(year, first, second))
    return tuple(day for day in days if day is not None)


def _is_of_change(before: str) -> bool:
    """True when the last word before a day that says what it is the day of says: of a change."""
    changed = [match.start() for match in UPDATED.finditer(before)]
    published = [match.start() for match in PUBLISHED.finditer(before)]
    return bool(changed) and max(changed) > max(published, default=-1)


def _from_numbers(match: re.Match[str], american: bool) -> datetime.date | None:
    if match["y"]:
        return make_day(int(match["y"]), int(match["m"]), int(match["d"]))
    if match["y2"]:
        return make_day(int(match["y2"]), int(match["m2"]), int(match["d2"]))
    if match["y4"]:
        return make_day(int(match["y4"]), int(match["m4"]), int(match["d4"]))
    first, second, year = int(match["a"]), int(match["b"]), int(match["y3"])
    if match["sep2"] == "." or first > 12 or first == second:
        return make_day(year, second, first)
    return make_day(year, first, second) if second > 12 or american else None


def _of_weekday(match: re.Match[str], text: str) -> datetime.date | None:
    """The one of the two days of 3/4/2024 that is the day of the week that stands before it."""
    named = _WEEKDAY.search(text[max(0, match.start() - 12) : match.start()])
    if named is None:
        return None
    wanted = _WEEKDAYS.index(named[1].lower())
    fitting = [day for day in two_days(match.group()) if day.weekday() == wanted]
    return fitting[0] if len(fitting) == 1 else None


@cache
def _words() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    month = rf"(?P<{{0}}>{names})\b\.?"
    year = r"(?P<{0}>\d{{4}})(?!\d)"
    return re.compile(
        rf"\b{month.format('m')}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{year.format('y')}"
        rf"|(?<!\d)(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?(?:\s+(?:of|de))?[\s-]+{month.format('m2')},?(?:\s+del?)?[\s-]+{year.format('y2')}",
        re.IGNORECASE,
    )


def _from_words(match: re.Match[str]) -> datetime.date | None:
    month = month_number(match["m"] or match["m2"])
    return make_day(int(match["y"] or match["y2"]), month, int(match["d"] or match["d2"]))


@cache
def _months() -> Mapping[str, int]:
    """The number of each month by its names and short forms, in the languages that there are."""
    found: dict[str, int] = {}
    for language in ("de", "en"):
        for number, (name, *short) in enumerate(load_rows("months", language), 1):
            forms = (name, name[:3], *(form.strip() for forms in short for form in forms.split(",")))
            found.update((form.lower(), number) for form in forms if form)
    for month, names in load_table("page_months"):
        found.update((name.strip(), int(month)) for name in names.split(","))
    return found


def month_number(name: str) -> int:
    """The number of the month with this name; 0 where there is none."""
    return _months().get(name.lower(), 0)


def make_day(year: int, month: int, day: int) -> datetime.date | None:
    """The day with these numbers, if there is one."""
    try:
        return valid_day(datetime.date(year, month, day))
    except ValueError:
        return None


def valid_day(day: datetime.date) -> datetime.date | None:
    """The day, unless it is one that programs write where they know none."""
    return day if day >= _EARLIEST and day not in _NO_DAYS else None
