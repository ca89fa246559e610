"""The day on which a saved page says that its article was published."""

from __future__ import annotations

import datetime
import email.utils
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from sitegen.read.html_hints import class_words
from sitegen.read.html_linked import Linked, text_of
from sitegen.read.html_metas import Metas, said_of
from sitegen.text.written_days import PUBLISHED, UPDATED, day_in, make_day, month_number, valid_day

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_IN_ADDRESS = re.compile(
    r"(?<=[/_-])(?P<y>(?:19|20)\d\d)(?:(?P<s>[/-])(?P<m>[01]?\d|[a-z]{3,9})(?P=s)(?P<d>[0-3]?\d)"
    r"|(?P<m2>[01]\d)(?P<d2>[0-3]\d))(?![^/_.?&#-])",
    re.IGNORECASE,
)
_CHANGED = frozenset({"updated", "modified", "update"})
_LONGEST_LINE = 160


def day_of_address(address: str) -> datetime.date | None:
    """The day that a newsroom wrote into the address of an article."""
    for match in _IN_ADDRESS.finditer(address):
        month = match["m"] or match["m2"]
        number = month_number(month) if month.isalpha() else int(month)
        day = make_day(int(match["y"]), number, int(match["d"] or match["d2"]))
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
    changed = UPDATED.search(words)
    if changed is None or PUBLISHED.search(words) is not None:
        return False
    has_own = bool(words[changed.end() :].strip(" .:)")) and day_in(words[: changed.start()]) is not None
    return not has_own


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
        return valid_day(email.utils.parsedate_to_datetime(text).date())
    except (ValueError, TypeError, IndexError):
        return None
