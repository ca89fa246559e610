"""Why dates mean what they mean."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.explain.finding import DateFinding
from sitegen.model import Annotated, DateCorrection, DateMention


def explain_dates(annotated: Annotated) -> Iterator[DateFinding]:
    """Each date of the article, with what decided."""
    corrected = {one.span for one in annotated.applied if isinstance(one.correction, DateCorrection)}
    for date in annotated.dates:
        rule, because = ("author", "the article says so") if date.span in corrected else _reason(date, annotated)
        yield DateFinding(date.span, date.value, rule, because)


def _reason(date: DateMention, annotated: Annotated) -> tuple[str, str]:
    if date.complete:
        return "whole_date", "the words say it themselves"
    roughly = ", roughly" if date.approximate else ""
    return "from_day_of_article", f"counted from the day of the article, {annotated.article.date}{roughly}"
