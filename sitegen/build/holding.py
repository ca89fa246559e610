"""Articles that are dated ahead are held back until their day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sitegen.build.filing import FiledArticles, Record
from sitegen.diagnostics import Diagnostic, Severity

_MOST_NAMED = 5


def hold_back(articles: FiledArticles, day: datetime.date | None) -> tuple[FiledArticles, tuple[Record, ...]]:
    """The articles without those that are not due on `day`, and the records of these; without a day all are due."""
    held = frozenset(one.path for one in articles.records if is_held(one, day))
    if not held:
        return articles, ()
    records = tuple(replace(one, facts=None) if one.path in held else one for one in articles.records)
    return replace(articles, records=records), tuple(one for one in articles.records if one.path in held)


def is_held(record: Record, day: datetime.date | None) -> bool:
    """Whether an article is not shown on `day`, though it is no draft and nothing is wrong with it."""
    if day is None or record.facts is None:
        return False
    return (record.due is not None and record.due > day) or (record.expires is not None and record.expires <= day)


def told_of_held(held: Sequence[Record], day: datetime.date, *, shown: bool = False) -> Iterator[Diagnostic]:
    """A note (SG364) with the names of the articles that are held back; a preview has them `shown` all the same."""
    if not held:
        return
    later = (one for one in held if one.due is not None and one.due > day)
    ahead = sorted(later, key=lambda one: (str(one.due), one.path))
    over = sorted((one for one in held if one not in ahead), key=lambda one: one.path)
    named = [f"{one.path} ({one.due})" for one in ahead] + [f"{one.path} (until {one.expires})" for one in over]
    more = f" and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else ""
    what = "1 article is" if len(held) == 1 else f"{len(held)} articles are"
    how = "shown here, and held back by `build`" if shown else "held back"
    message = f"{what} {how}, as today is {day}: {', '.join(named[:_MOST_NAMED])}{more}"
    hint = "--future, or `future: true` in site.yaml, publishes what is dated ahead"
    yield Diagnostic((ahead or over)[0].path, message, "SG364", 1, help=hint, severity=Severity.NOTE)
