"""Articles on shelves: by year, by tag, and beside an article those that name the same people."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from math import log

from sitegen.model import Article, Entity, Kind
from sitegen.site.facts import ArticleFacts
from sitegen.text.slugs import make_slug

NEAREST = 10
"""Of all articles that name a person, this many before and after an article are considered as its company."""
MOST_RELATED = 4


@dataclass(frozen=True, slots=True)
class Shelf:
    """The articles of one year or one tag, newest first. `slug` names its page."""

    name: str
    slug: str
    articles: tuple[ArticleFacts, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """An article that names people whom another article names too: their ids, the rarest first."""

    article: Article
    people: tuple[str, ...]


def find_years(facts: Sequence[ArticleFacts]) -> tuple[Shelf, ...]:
    """A shelf for each year, in the order of the articles; those without a date stand on the shelf "undated"."""
    years: dict[str, list[ArticleFacts]] = defaultdict(list)
    for one in facts:
        years[f"{one.article.date.year:04d}" if one.article.date else "undated"].append(one)
    return tuple(Shelf(year, year, tuple(articles)) for year, articles in years.items())


def find_tags(facts: Sequence[ArticleFacts]) -> tuple[Shelf, ...]:
    """A shelf for each tag, by name. Tags that differ in capitals only are one, under the commonest spelling.

    Tags whose slugs are equal ("C" and "C++") are numbered in the order of their names.
    """
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    articles: dict[str, list[ArticleFacts]] = defaultdict(list)
    for one in facts:
        for tag in distinct_tags(one.article):
            spellings[tag.casefold()][tag] += 1
            articles[tag.casefold()].append(one)
    slugs = slugs_of(articles, "tag")
    return tuple(
        Shelf(min(spellings[key], key=lambda tag: (-spellings[key][tag], tag)), slugs[key], tuple(articles[key]))
        for key in sorted(articles)
    )


def slugs_of(names: Iterable[str], nameless: str) -> Mapping[str, str]:
    """A slug for each name, all different; one that is its own slug keeps it, one without letters is `nameless`."""
    plain = {name: make_slug(name) or nameless for name in names}
    taken: dict[str, str] = {}
    numbers: dict[str, Iterator[int]] = defaultdict(lambda: count(2))
    for name in sorted(plain, key=lambda name: (plain[name] != name.replace(" ", "-"), name)):
        slug = plain[name]
        while slug in taken:
            slug = f"{plain[name]}-{next(numbers[plain[name]])}"
        taken[slug] = name
    return {name: slug for slug, name in taken.items()}


def distinct_tags(article: Article) -> tuple[str, ...]:
    """The tags of an article, each once, however it is spelled."""
    first: dict[str, str] = {}
    for tag in filter(None, article.tags):
        first.setdefault(tag.casefold(), tag)
    return tuple(first.values())


def find_related(facts: Sequence[ArticleFacts], entities: Mapping[str, Entity]) -> Mapping[str, tuple[Related, ...]]:
    """For each slug the articles that name the same people, those with the most and rarest people in common first.

    A person weighs log(1 + articles / articles that name the person), as in an inverse document frequency (Spärck
    Jones 1972). Only the NEAREST articles in time are compared, so that the time grows with the number of mentions.
    """
    named = [_people(one, entities) for one in facts]
    naming: dict[str, list[int]] = defaultdict(list)
    for number, people in enumerate(named):
        for person in people:
            naming[person].append(number)
    weights = {person: log(1 + len(facts) / len(numbers)) for person, numbers in naming.items()}
    related: dict[str, tuple[Related, ...]] = {}
    for number, people in enumerate(named):
        shared: dict[int, list[str]] = defaultdict(list)
        for person in people:
            for other in _around(naming[person], number):
                shared[other].append(person)
        best = sorted(shared, key=lambda n: (-sum(weights[p] for p in shared[n]), abs(n - number), n))[:MOST_RELATED]
        related[facts[number].article.slug] = tuple(
            Related(facts[n].article, tuple(sorted(shared[n], key=lambda p: (-weights[p], p)))) for n in best
        )
    return related


def _people(one: ArticleFacts, entities: Mapping[str, Entity]) -> tuple[str, ...]:
    ids = (named.entity_id for named in one.named)
    return tuple(i for i in ids if i in entities and entities[i].kind is Kind.PERSON)


def _around(numbers: Sequence[int], number: int) -> list[int]:
    at = bisect_left(numbers, number)
    return [*numbers[max(at - NEAREST, 0) : at], *numbers[at + 1 : at + 1 + NEAREST]]
