"""The words of the calendar, read once from the lists of the language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from sitegen.text.values import value
from sitegen.text.wordlists import load_classes, load_rows, load_words

DASHES = frozenset({"-", "–", "—", "--", "‑"})
_FIRST_YEAR, _LAST_YEAR = 1000, 2100
_ORDINAL_ENDINGS = ("st", "nd", "rd", "th")


@value
class Lexicon:
    """What the words of the calendar say. Keys are as they stand in a text, of `low` lists in lower case."""

    triggers: frozenset[str]
    """Words without which there is no expression of time; four-figure numbers apart."""
    weekdays: Mapping[str, int]
    long_weekdays: Mapping[str, int]
    months: Mapping[str, int]
    long_months: Mapping[str, int]
    numbers: Mapping[str, int]
    units: Mapping[str, str]
    day_phrases: Mapping[str, tuple[tuple[tuple[str, ...], int], ...]]
    """Last word → the phrases that end in it, longest first, with their days."""
    shifts: Mapping[str, int]
    weekday_shifts: frozenset[str]
    names: Mapping[str, tuple[tuple[tuple[str, ...], int], ...]]
    """Word → the names that hold it, and its offset in them."""
    name_nouns: frozenset[str]
    general: frozenset[str]
    owners: frozenset[str]
    day_parts: frozenset[str]
    rough_fronts: frozenset[str]
    month_fronts: frozenset[str]
    weak_month_fronts: frozenset[str]
    month_parts: frozenset[str]
    names_too: frozenset[str]
    year_fronts: frozenset[str]
    year_determiners: frozenset[str]
    eras: frozenset[str]
    events: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The words of the language's lists."""
    weekdays, long_weekdays = _numbered("weekdays", 0)
    months, long_months = _numbered("months", 1)
    phrases = _day_phrases()
    groups = load_classes("date_fronts")
    shifts = {word: int(by) for word, by in load_rows("date_shifts")}
    pointed = {f"{word}." for word in (*weekdays, *months)}
    units = {row[0]: row[1] for row in load_rows("date_units")}
    lasts = {*phrases, *units, "ago"}
    return Lexicon(
        triggers=frozenset({*weekdays, *months, *pointed, *lasts, *(word.capitalize() for word in phrases)}),
        weekdays=weekdays,
        long_weekdays=long_weekdays,
        months=months,
        long_months=long_months,
        numbers={word: int(value) for word, value in load_rows("date_numbers")},
        units=units,
        day_phrases=phrases,
        shifts=shifts,
        weekday_shifts=load_words("date_weekday_shifts"),
        names=_names(),
        name_nouns=load_words("date_name_nouns"),
        general=load_words("date_general"),
        **groups,
    )


def is_year(word: str) -> bool:
    """True for four figures that may be a year, 1000 to 2100."""
    return len(word) == 4 and word.isascii() and word.isdigit() and _FIRST_YEAR <= int(word) <= _LAST_YEAR


def number_of_day(word: str) -> int | None:
    """1 to 31 for a day of the month in figures, with or without its ending; else None."""
    figures = word[:-2] if word.endswith(_ORDINAL_ENDINGS) else word
    if not (figures.isascii() and figures.isdigit() and len(figures) <= 2):
        return None
    return int(figures) if 1 <= int(figures) <= 31 else None


@cache
def is_counted(word: str) -> bool:
    """True for a lower-case word that may say what a number before it counts: soldiers, people."""
    if word in load_words("date_counted"):
        return True
    return len(word) > 2 and word.isalpha() and word.endswith("s") and word not in load_words("date_no_plurals")


def _numbered(name: str, start: int) -> tuple[dict[str, int], dict[str, int]]:
    """All forms of a list with their numbers, and the long forms alone."""
    every: dict[str, int] = {}
    long: dict[str, int] = {}
    for number, row in enumerate(load_rows(name), start):
        long[row[0]] = number
        shorts = row[1].split(",") if len(row) > 1 else []
        every.update({form.strip(): number for form in (row[0], *shorts) if form.strip()})
    return every, long


def _day_phrases() -> dict[str, tuple[tuple[tuple[str, ...], int], ...]]:
    by_last: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for phrase, by in load_rows("date_day_words"):
        parts = tuple(phrase.split())
        by_last.setdefault(parts[-1], []).append((parts, int(by)))
    return {last: tuple(sorted(found, key=lambda pair: -len(pair[0]))) for last, found in by_last.items()}


def _names() -> dict[str, tuple[tuple[tuple[str, ...], int], ...]]:
    holding: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for name in sorted(load_words("date_names")):
        parts = tuple(name.split())
        for offset, part in enumerate(parts):
            holding.setdefault(part, []).append((parts, offset))
    return {word: tuple(found) for word, found in holding.items()}
