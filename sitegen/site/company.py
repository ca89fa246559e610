"""Who is named beside whom, and which articles name the same people: found out when a page asks."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from heapq import nsmallest
from itertools import chain
from math import log

from sitegen.model import Article
from sitegen.site.facts import ArticleFacts
from sitegen.site.places import Places
from sitegen.text.values import value

NEAREST = 10
"""Of all articles that name a person, this many before and after an article are considered as its company."""
MOST_RELATED = 4
MOST_COMPANIONS = 8
"""So many of those that are named together with an entity are told on its page."""
MOST_IN_ONE_SENTENCE = 12
"""A sentence that names more entities than this is a list."""


@value
class Related:
    """An article that names people whom another article names too: their ids, the rarest first."""

    facts: ArticleFacts
    people: tuple[str, ...]

    @property
    def article(self) -> Article:
        """The article, without its text."""
        return self.facts.article


class Companions(Mapping[str, tuple[tuple[str, int], ...]]):
    """For each entity those that are named in the same sentences, with the number of these, most first.

    A sentence that names more than MOST_IN_ONE_SENTENCE is a list and says little of who belongs together; leaving it
    out keeps the time in proportion to the number of mentions.
    """

    def __init__(self, articles: Sequence[ArticleFacts], places: Places) -> None:
        self._articles, self._places = articles, places
        self._last: tuple[str, tuple[tuple[str, int], ...]] = "", ()

    def __getitem__(self, entity_id: str) -> tuple[tuple[str, int], ...]:
        last = self._last
        if last[0] != entity_id:  # a page often asks right after its print has asked
            last = self._last = entity_id, self._find(entity_id)
        if not last[1]:
            raise KeyError(entity_id)
        return last[1]

    def _find(self, entity_id: str) -> tuple[tuple[str, int], ...]:
        articles = map(self._articles.__getitem__, self._places.naming(entity_id))
        sentences = [ids for one in articles for ids in one.together if entity_id in ids and not _is_list(ids)]
        counts = Counter(chain.from_iterable(sentences))
        del counts[entity_id]
        least = min(sorted(counts.values(), reverse=True)[:MOST_COMPANIONS], default=0)
        most = [other for other in counts.items() if other[1] >= least]
        return tuple(sorted(most, key=lambda other: (-other[1], other[0]))[:MOST_COMPANIONS])

    def __iter__(self) -> Iterator[str]:
        sentences = (ids for one in self._articles for ids in one.together if not _is_list(ids))
        return iter(dict.fromkeys(chain.from_iterable(sentences)))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _is_list(ids: Sequence[str]) -> bool:
    """Whether a sentence that names these is a list."""
    return len(ids) > MOST_IN_ONE_SENTENCE


class RelatedArticles(Mapping[str, tuple[Related, ...]]):
    """For each slug the articles that name the same people, those with the most and rarest people in common first.

    `people` are the ids of all persons. A person weighs log(1 + articles / articles that name the person), as in an
    inverse document frequency (Spärck Jones 1972). Only the NEAREST articles in time are compared, so that the time
    grows with the number of mentions.
    """

    def __init__(self, facts: Sequence[ArticleFacts], people: AbstractSet[str], places: Places) -> None:
        self._facts, self._people, self._places = facts, people, places
        self._last: tuple[str, tuple[Related, ...]] = "", ()

    def __getitem__(self, slug: str) -> tuple[Related, ...]:
        last = self._last
        if last[0] != slug:  # a page often asks right after its print has asked
            last = self._last = slug, self._find(slug)
        return last[1]

    def _find(self, slug: str) -> tuple[Related, ...]:
        number, naming = self._places.of(slug), self._places.naming
        people = [named.entity_id for named in self._facts[number].named if named.entity_id in self._people]
        near = {person: _around(naming(person), number) for person in people}
        weights = {person: log(1 + len(self._facts) / len(naming(person))) for person in people}
        shared: dict[int, float] = {}
        for person in people:
            for other in near[person]:
                shared[other] = shared.get(other, 0.0) + weights[person]
        best = nsmallest(MOST_RELATED, ((-weight, abs(n - number), n) for n, weight in shared.items()))
        rarest = sorted(people, key=lambda person: (-weights[person], person))
        return tuple(Related(self._facts[n], tuple(p for p in rarest if n in near[p])) for _, _, n in best)

    def __iter__(self) -> Iterator[str]:
        return (one.article.slug for one in self._facts)

    def __len__(self) -> int:
        return len(self._facts)


def _around(numbers: Sequence[int], number: int) -> list[int]:
    at = bisect_left(numbers, number)
    return [*numbers[max(at - NEAREST, 0) : at], *numbers[at + 1 : at + 1 + NEAREST]]
