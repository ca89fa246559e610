"""Postings as they were kept, brought up to date: only articles that are others are looked at."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from sitegen.site.facts import ArticleFacts
from sitegen.site.postings import (
    WIDTH,
    Mentions,
    Postings,
    Printed,
    Speaker,
    Touched,
    find_postings,
    find_rows,
    mentions_of,
    packed,
    unpacked,
)

Name = TypeVar("Name", str, Speaker)
_FEW = 16


class Renewed(NamedTuple):
    """Postings that are up to date, and what of them is otherwise than it was; None where nothing is known of that."""

    postings: Postings
    touched: Touched | None


def renewed(before: Postings | None, articles: Sequence[ArticleFacts], prints: Sequence[Printed]) -> Renewed:
    """Where everything stands in these articles, which stand newest first; `prints` are those of the articles.

    What of it was so `before` need not be found again: an article with the shape that it had names the same.
    """
    if before is None:
        return Renewed(find_postings(articles, prints), None)
    of = tuple(prints)
    if of == before.articles:
        return Renewed(before, Touched(before.print, frozenset(), frozenset()))
    at = {one: place for place, one in enumerate(of)}
    moved = _moved([at.pop(one, -1) for one in before.articles])
    new = find_rows((place, articles[place]) for place in at.values())
    rows = {name: mentions.rows for name, mentions in before.named.items()}
    named, of_named = _merge(rows, new.named, moved, WIDTH)
    said, of_speakers = _merge(before.said, new.said, moved)
    about, of_subjects = _merge(before.about, new.about, moved)
    now = Postings(
        articles=of,
        named={
            name: before.named[name] if one is rows.get(name) else mentions_of(unpacked(one))
            for name, one in named.items()
        },
        said=said,
        about=about,
    )
    entities = frozenset((*of_named, *(speaker[0] for speaker in of_speakers), *of_subjects))
    others = {articles[place].key for place in at.values()}
    return Renewed(now, Touched(before.print, entities, _touched_articles(before, now, of_named, others)))


def _touched_articles(
    before: Postings, now: Postings, touched: Iterable[str], others: Iterable[int]
) -> frozenset[int] | None:
    """Beside the articles that are `others` those that name an entity which not the same articles name as before."""
    if [(key, head) for key, _, head in before.articles] != [(key, head) for key, _, head in now.articles]:
        return None
    elsewhere = (places for name in touched if (places := now.naming(name)) != before.naming(name))
    return frozenset((*others, *(now.articles[place][0] for places in elsewhere for place in places)))


def flat_postings(postings: Postings) -> tuple[Any, ...]:
    """Postings as numbers, strings, bytes and tuples of these."""
    named = tuple((name, *mentions) for name, mentions in postings.named.items())
    return postings.articles, named, tuple(postings.said.items()), tuple(postings.about.items())


def postings_from(flat: tuple[Any, ...]) -> Postings:
    """What was made flat."""
    articles, named, said, about = flat
    return Postings(articles, {name: Mentions(*more) for name, *more in named}, dict(said), dict(about))


class _Moved(NamedTuple):
    """Where the articles of before stand now, by their places then; -1 for those that are gone, or others.

    `is_gone` tells whether one of these may be among packed numbers, and `are_there` that the rest stand where they
    stood; their order is the one in which they stood.
    """

    places: Sequence[int]
    is_gone: Callable[[bytes], bool]
    are_there: bool


def _moved(places: Sequence[int]) -> _Moved:
    gone = {before for before, place in enumerate(places) if place < 0}
    are_there = all(place in (before, -1) for before, place in enumerate(places))
    if len(gone) > _FEW:
        return _Moved(places, lambda numbers: not gone.isdisjoint(unpacked(numbers)), are_there)
    wanted = [packed((one,)) for one in gone]
    return _Moved(places, lambda numbers: any(one in numbers for one in wanted), are_there)


def _merge(
    before: Mapping[Name, bytes], new: Mapping[Name, Sequence[int]], moved: _Moved, width: int = 1
) -> tuple[dict[Name, bytes], set[Name]]:
    """The rows by their names, those that are as they were the same objects; and the names of those in which an article
    stands that is another, or stood.
    """
    touched: set[Name] = {name for name, rows in before.items() if name in new or moved.is_gone(rows)}
    touched.update(new)
    found: dict[Name, bytes] = {}
    for name, rows in before.items():
        if name not in touched:
            found[name] = rows if moved.are_there else _elsewhere(rows, moved, width)
        elif merged := _merged(rows, new.get(name, ()), moved, width):
            found[name] = merged
    return found | {name: packed(new[name]) for name in new if name not in before}, touched


def _merged(rows: bytes, new: Sequence[int], moved: _Moved, width: int) -> bytes:
    still = [(moved.places[row[0]], *row[1:]) for row in _in_rows(unpacked(rows), width) if moved.places[row[0]] >= 0]
    found: list[tuple[int, ...]] = [*still, *_in_rows(new, width)]
    found.sort(key=itemgetter(0))
    return packed(tuple(chain.from_iterable(found)))


def _elsewhere(rows: bytes, moved: _Moved, width: int) -> bytes:
    numbers = unpacked(rows)
    numbers[::width] = array("I", map(moved.places.__getitem__, numbers[::width]))
    return numbers.tobytes()


def _in_rows(numbers: Sequence[int], width: int) -> Iterator[tuple[int, ...]]:
    return zip(*[iter(numbers)] * width, strict=True)
