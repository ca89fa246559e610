"""The day on which a saved page says that its article was published."""

from __future__ import annotations

import datetime
import email.utils
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from sitegen.read.html_hints import class_words
from sitegen.read.html_linked import Linked, text_of
from sitegen.read.html_metas import Metas, said_of
from sitegen.text.wordlists import load_rows, load_table

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_EARLIEST = datetime.date(1700, 1, 1)
_NO_DAYS = frozenset({datetime.date(1970, 1, 1), datetime.date(1900, 1, 1)})
"""Days that programs write where they know none."""

_NUMBERS = re.compile(
    r"(?<!\d)(?:(?P<y>\d{4})(?P<sep>[-/.]?)(?P<m>\d{2})(?P=sep)(?P<d>\d{2})(?=\D|T|$|\d{4,6}(?:\D|$))"
    r"|(?P<y2>\d{4})[-/.](?P<m2>\d{1,2})[-/.](?P<d2>\d{1,2})(?!\d)"
    r"|(?P<y4>\d{4})\s?年\s?(?P<m4>\d{1,2})\s?月\s?(?P<d4>\d{1,2})\s?日"
    r"|(?P<a>\d{1,2})(?P<sep2>[-/.])(?P<b>\d{1,2})(?P=sep2)(?P<y3>\d{4})(?!\d))"
)
_IN_ADDRESS = re.compile(
    r"(?<=[/_-])(?P<y>(?:19|20)\d\d)(?:(?P<s>[/-])(?P<m>[01]?\d|[a-z]{3,9})(?P=s)(?P<d>[0-3]?\d)"
    r"|(?P<m2>[01]\d)(?P<d2>[0-3]\d))(?![^/_.?&#-])",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"\b(?:updated?|modified|changed|edited|revised|aktualisiert|geändert"
    r"|modifiée?|mise? à jour|actualizad[oa]|aggiornato|atualizado|bijgewerkt)\b",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:published|posted|created|veröffentlicht|erschienen|publiée?|publicad[oa]|pubblicato|gepubliceerd)\b",
    re.IGNORECASE,
)
_CHANGED = frozenset({"updated", "modified", "update"})
_LONGEST_LINE = 160


def day_in(text: str, american: bool = False) -> datetime.date | None:
    """The first day in a text that is not said to be that of a change; as it is written there, whatever its zone.

    `american`: 3/4/2024 is the fourth of March; elsewhere such a day is not taken.
    """
    return next((day for at, day in days_in(text, american) if not _is_of_change(text[:at])), None)


def days_in(text: str, american: bool = False) -> Iterator[tuple[int, datetime.date]]:
    """All days in a text, each with where it begins."""
    found = [(match.start(), _from_numbers(match, american)) for match in _NUMBERS.finditer(text)]
    found += [(match.start(), _from_words(match)) for match in _words().finditer(text)]
    yield from ((at, day) for at, day in sorted(found, key=lambda one: one[0]) if day is not None)


def day_of_address(address: str) -> datetime.date | None:
    """The day that a newsroom wrote into the address of an article."""
    for match in _IN_ADDRESS.finditer(address):
        month = match["m"] or match["m2"]
        number = _month_number(month) if month.isalpha() else int(month)
        day = _day(int(match["y"]), number, int(match["d"] or match["d2"]))
        if day is not None:
            return day
    return None


def published_day(
    soup: BeautifulSoup,
    lines: Sequence[str],
    apart: frozenset[int],
    metas: Metas,
    linked: Sequence[Linked],
    addresses: Iterable[str],
    american: bool,
) -> datetime.date | None:
    """The day of the article, from the surest place that tells it.

    `lines` are those around the article, before it and behind it. A day in the address is the newsroom's own: it goes
    before others, which may be of another zone or of a new edition.
    """
    in_address = next((day for address in addresses if (day := day_of_address(address))), None)
    if in_address is not None:
        return in_address
    told = chain(
        (text_of(obj, "datePublished") for obj in linked),
        said_of(metas, "day"),
        (text_of(obj, "dateCreated") for obj in linked),
        _marked(soup, apart),
    )
    sure = next((day for text in told if (day := _whole(text, american))), None)
    return sure or next((day for line in lines if len(line) <= _LONGEST_LINE and (day := day_in(line, american))), None)


def _marked(soup: BeautifulSoup, apart: frozenset[int]) -> Iterator[str]:
    """What elements say that are marked as the day, in order: by microdata, by the class of microformats where it
    stands once, then by name."""
    for tag in soup.find_all(itemprop=re.compile("datePublished|dateCreated"), limit=20):
        yield from _told_by(tag)
    if len(entries := soup.find_all(class_="dt-published", limit=2)) == 1:
        yield from _told_by(entries[0])
    times = [tag for tag in soup.find_all("time", limit=60) if not _is_changed(tag) and not _stands_in(tag, apart)]
    heading = soup.find("h1")
    behind = set(map(id, heading.find_all_next("time", limit=60))) if heading is not None else set()
    for tag in sorted(times, key=lambda tag: (not tag.has_attr("pubdate"), id(tag) not in behind)):
        yield from _told_by(tag)


def _told_by(tag: Tag) -> Iterator[str]:
    yield str(tag.get("content") or tag.get("datetime") or "")
    yield tag.get_text(" ")


def _is_changed(tag: Tag) -> bool:
    """True for the time of a change: by a name on it or around it, by its words, or by those right before it."""
    names = {word for around in (tag, *list(tag.parents)[:2]) for word in class_words(around)}
    if not names.isdisjoint(_CHANGED) or "modified" in str(tag.get("itemprop") or "").lower():
        return True
    before = tag.find_previous(string=lambda words: bool(words and words.strip()))
    told = "" if before is None or before.find_parent("time") is not None else str(before)[-40:]
    words = f"{told} | {tag.get_text(' ')}"
    return _UPDATED.search(words) is not None and _PUBLISHED.search(words) is None


def _stands_in(tag: Tag, apart: frozenset[int]) -> bool:
    return any(id(around) in apart for around in tag.parents)


def _whole(text: str, american: bool) -> datetime.date | None:
    """The day that a value is meant to tell: in any form, or seconds since 1970."""
    text = text.strip()[:200]
    if re.fullmatch(r"1\d{9}(?:\d{3})?", text):
        return datetime.datetime.fromtimestamp(int(text[:10]), datetime.UTC).date()
    return day_in(text, american) or _from_mail(text)


def _from_mail(text: str) -> datetime.date | None:
    try:
        return _valid(email.utils.parsedate_to_datetime(text).date())
    except (ValueError, TypeError, IndexError):
        return None


def _is_of_change(before: str) -> bool:
    """True when the last word before a day that says what it is the day of says: of a change."""
    changed = [match.start() for match in _UPDATED.finditer(before)]
    published = [match.start() for match in _PUBLISHED.finditer(before)]
    return bool(changed) and max(changed) > max(published, default=-1)


def _from_numbers(match: re.Match[str], american: bool) -> datetime.date | None:
    if match["y"]:
        return _day(int(match["y"]), int(match["m"]), int(match["d"]))
    if match["y2"]:
        return _day(int(match["y2"]), int(match["m2"]), int(match["d2"]))
    if match["y4"]:
        return _day(int(match["y4"]), int(match["m4"]), int(match["d4"]))
    first, second, year = int(match["a"]), int(match["b"]), int(match["y3"])
    if match["sep2"] == "." or first > 12 or first == second:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 or american else None


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
    month = _month_number(match["m"] or match["m2"])
    return _day(int(match["y"] or match["y2"]), month, int(match["d"] or match["d2"]))


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


def _month_number(name: str) -> int:
    return _months().get(name.lower(), 0)


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return _valid(datetime.date(year, month, day))
    except ValueError:
        return None


def _valid(day: datetime.date) -> datetime.date | None:
    return day if day >= _EARLIEST and day not in _NO_DAYS else None
