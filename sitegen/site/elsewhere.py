"""In which other article the entities of one are named: where their cards on its page lead on to."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from sitegen.site.facts import ArticleFacts


class Elsewhere(NamedTuple):
    """Another article that names an entity: the one before in time, or the one after where none is before.

    So many `more` articles name it before that one. A new article changes this for no older one, but for those that
    were the first and only one to name an entity.
    """

    facts: ArticleFacts
    more: int


Row: TypeAlias = "array[int]"
"""For each entity that an article names the place of another article, or -1, and how many more there are before."""


def find_rows(articles: Sequence[ArticleFacts]) -> tuple[Row, ...]:
    """For each of the articles, newest first, a row for `elsewhere`. Takes time in proportion to what is named."""
    rows: list[Row] = []
    last: dict[str, int] = {}
    counts: dict[str, int] = {}
    alone: dict[str, tuple[Row, int]] = {}
    for place in range(len(articles) - 1, -1, -1):
        row: Row = array("i")
        for named in articles[place].named:
            entity_id = named.entity_id
            count = counts.get(entity_id, 0)
            if not count:
                alone[entity_id] = row, len(row)
            elif count == 1:
                first, at = alone.pop(entity_id)
                first[at] = place
            row.extend((last.get(entity_id, -1), max(count - 1, 0)))
            last[entity_id], counts[entity_id] = place, count + 1
        rows.append(row)
    return tuple(reversed(rows))


def elsewhere(articles: Sequence[ArticleFacts], row: Row) -> Iterator[Elsewhere | None]:
    """For each entity that an article names where else it is named, None for nowhere; `row` is that of the article."""
    for at in range(0, len(row), 2):
        yield Elsewhere(articles[row[at]], row[at + 1]) if row[at] >= 0 else None
