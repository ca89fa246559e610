"""In which other article the entities of one are named: where their cards on its page lead on to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sitegen.site.facts import ArticleFacts
from sitegen.site.places import Places


class Elsewhere(NamedTuple):
    """Another article that names an entity: the one before in time, or the one after where none is before.

    So many `more` articles name it before that one. A new article changes this for no older one, but for those that
    were the first and only one to name an entity.
    """

    facts: ArticleFacts
    more: int


def elsewhere(articles: Sequence[ArticleFacts], places: Places, one: ArticleFacts) -> Iterator[Elsewhere | None]:
    """For each entity that one of the articles, newest first, names where else it is named, None for nowhere."""
    place = places.of(one.article.slug)
    for named in one.named:
        naming = places.naming(named.entity_id)
        before = bisect_left(naming, place) + 1
        if before < len(naming):
            yield Elsewhere(articles[naming[before]], len(naming) - before - 1)
        else:
            yield Elsewhere(articles[naming[-2]], 0) if len(naming) > 1 else None
