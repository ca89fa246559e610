"""The dates of an article as its page shows them: which are marked in the text, and the entries that explain them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from sitegen.dates import first_day
from sitegen.model import Annotated, DateMention
from sitegen.project.messages import Interface
from sitegen.text.spans import Cover
from sitegen.text.values import value


@value
class ExplainedDate:
    """A date in the text. One that has a `key` is explained: by the entry with that key, in a card."""

    date: DateMention
    fragment: str
    key: str = ""


@value
class DateEntry:
    """What dates of an article mean, with their fragments and their words, between marks."""

    key: str
    value: str
    label: str
    words: str
    fragments: tuple[str, ...]


def find_explained_dates(annotated: Annotated) -> tuple[ExplainedDate, ...]:
    """The dates that are marked in the text, in order. What any edge of typography or a quotation cuts is left out.

    Dates that say themselves which they are have no key, and neither have those inside the author's own links.
    """
    article = annotated.article
    links = Cover(mark.span for mark in article.marks if mark.tag == "a")
    segments = (segment.span for quotation in annotated.quotations for segment in quotation.segments)
    laid = [*(mark.span for mark in article.marks if mark.tag != "entity"), *segments]
    edges = sorted({edge for span in laid for edge in (span.start, span.end)})
    moments: list[ExplainedDate] = []
    for date in annotated.dates:
        if not _is_cut(date, edges):
            key = "" if date.complete or links.touches(date.span) else _key_of(date)
            moments.append(ExplainedDate(date, f"d{len(moments) + 1}", key))
    return tuple(moments)


def date_entries(text: str, dates: Iterable[ExplainedDate], t: Interface) -> tuple[DateEntry, ...]:
    """One entry for each explained date of an article's text, in order of time."""
    together: dict[str, list[ExplainedDate]] = {}
    for moment in dates:
        if moment.key:
            together.setdefault(moment.key, []).append(moment)
    entries = (_entry(text, t, key, moments) for key, moments in together.items())
    return tuple(sorted(entries, key=lambda entry: (first_day(entry.value), -len(entry.value), entry.key)))


def _entry(text: str, t: Interface, key: str, moments: Sequence[ExplainedDate]) -> DateEntry:
    date = moments[0].date
    shown = (t("quoted", words=" ".join(moment.date.span.of(text).split())) for moment in moments)
    words = ", ".join(dict.fromkeys(shown))
    label = label_of(date.value, t, approximate=date.approximate)
    return DateEntry(key, date.value, label, words, tuple(moment.fragment for moment in moments))


def _is_cut(date: DateMention, edges: Sequence[int]) -> bool:
    after = bisect_left(edges, date.span.start + 1)
    return after < len(edges) and edges[after] < date.span.end


def _key_of(date: DateMention) -> str:
    return f"{date.value}-about" if date.approximate else date.value


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
