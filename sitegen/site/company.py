"""Who is named beside whom, and which articles name the same people: found out when a page asks."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from heapq import nsmallest
from math import log

from sitegen.model import Article
from sitegen.site.facts import ArticleFacts

NEAREST = 10
"""Of all articles that name a person, this many before and after an article are considered as its company."""
MOST_RELATED = 4
MOST_COMPANIONS = 8
"""So many of those that are named together with an entity are told on its page."""
MOST_IN_ONE_SENTENCE = 12
"""A sentence that names more entities than this is a list."""


@dataclass(frozen=True, slots=True)
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

    def __init__(self, articles: Iterable[ArticleFacts]) -> None:
        self._sentences: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for one in articles:
            for ids in one.together:
                if len(ids) <= MOST_IN_ONE_SENTENCE:
                    for entity_id in ids:
                        self._sentences[entity_id].append(ids)

    def __getitem__(self, entity_id: str) -> tuple[tuple[str, int], ...]:
        if entity_id not in self._sentences:
            raise KeyError(entity_id)
        counts = Counter(other for ids in self._sentences[entity_id] for other in ids)
        del counts[entity_id]
        return tuple(sorted(counts.items(), key=lambda other: (-other[1], other[0]))[:MOST_COMPANIONS])

    def __iter__(self) -> Iterator[str]:
        return iter(self._sentences)

    def __len__(self) -> int:
        return len(self._sentences)


class RelatedArticles(Mapping[str, tuple[Related, ...]]):
    """For each slug the articles that name the same people, those with the most and rarest people in common first.

    `people` are the ids of all persons. A person weighs log(1 + articles / articles that name the person), as in an
    inverse document frequency (Spärck Jones 1972). Only the NEAREST articles in time are compared, so that the time
    grows with the number of mentions.
    """

    def __init__(self, facts: Sequence[ArticleFacts], people: AbstractSet[str]) -> None:
        self._facts, self._people = facts, people
        self._numbers = {one.article.slug: number for number, one in enumerate(facts)}
        self._naming: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(facts):
            for named in one.named:
                if named.entity_id in people:
                    self._naming[named.entity_id].append(number)

    def __getitem__(self, slug: str) -> tuple[Related, ...]:
        number = self._numbers[slug]
        people = [named.entity_id for named in self._facts[number].named if named.entity_id in self._people]
        near = {person: _around(self._naming[person], number) for person in people}
        weights = {person: log(1 + len(self._facts) / len(self._naming[person])) for person in people}
        shared: dict[int, float] = {}
        for person in people:
            for other in near[person]:
                shared[other] = shared.get(other, 0.0) + weights[person]
        best = nsmallest(MOST_RELATED, ((-weight, abs(n - number), n) for n, weight in shared.items()))
        rarest = sorted(people, key=lambda person: (-weights[person], person))
        return tuple(Related(self._facts[n], tuple(p for p in rarest if n in near[p])) for _, _, n in best)

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


def _around(numbers: Sequence[int], number: int) -> list[int]:
    at = bisect_left(numbers, number)
    return [*numbers[max(at - NEAREST, 0) : at], *numbers[at + 1 : at + 1 + NEAREST]]
