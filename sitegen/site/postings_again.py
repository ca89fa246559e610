"""Postings as they were kept, brought up to date: only articles that are others are looked at."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from sitegen.site.facts import ArticleFacts
from sitegen.site.postings import (
    WIDTH,
    Mentions,
    Postings,
    Speaker,
    find_postings,
    find_rows,
    mentions_of,
    packed,
    unpacked,
)

Name = TypeVar("Name", str, Speaker)
_MOST_OTHERS = 64
"""Where no more articles are others, what was kept is not kept anew: it is brought up to date again the next time."""
_FEW = 16


def renewed(before: Postings | None, articles: Sequence[ArticleFacts], shapes: Sequence[bytes]) -> Postings:
    """Where everything stands in these articles with these shapes, which stand newest first.

    What of it was so `before` need not be found again: an article with the shape that it had names the same.
    """
    if before is None:
        return find_postings(articles, shapes)
    of = tuple(zip((one.key for one in articles), shapes, strict=True))
    if of == before.articles:
        return before
    at = {one: place for place, one in enumerate(of)}
    moved = _moved([at.pop(one, -1) for one in before.articles])
    new = find_rows((place, articles[place]) for place in at.values())
    rows = {name: mentions.rows for name, mentions in before.named.items()}
    return Postings(
        articles=of,
        named={
            name: before.named[name] if now is rows.get(name) else mentions_of(unpacked(now))
            for name, now in _renewed(rows, new.named, moved, WIDTH)
        },
        said=dict(_renewed(before.said, new.said, moved)),
        about=dict(_renewed(before.about, new.about, moved)),
    )


def are_worth_keeping(now: Postings, before: Postings | None) -> bool:
    """Whether what was kept `before` takes long to bring up to date."""
    if before is None or len(now.articles) != len(before.articles):
        return True
    return sum(one != other for one, other in zip(now.articles, before.articles, strict=True)) > _MOST_OTHERS


def flat_postings(postings: Postings) -> tuple[Any, ...]:
    """Postings as numbers, strings, bytes and tuples of these."""
    named = tuple((name, *mentions) for name, mentions in postings.named.items())
    return tuple(postings.articles), named, tuple(postings.said.items()), tuple(postings.about.items())


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


def _renewed(
    before: Mapping[Name, bytes], new: Mapping[Name, Sequence[int]], moved: _Moved, width: int = 1
) -> Iterator[tuple[Name, bytes]]:
    """The rows by their names; what is as it was is the same object."""
    for name, rows in before.items():
        if name in new or moved.is_gone(rows):
            if merged := _merged(rows, new.get(name, ()), moved, width):
                yield name, merged
        else:
            yield name, rows if moved.are_there else _elsewhere(rows, moved, width)
    yield from ((name, packed(rows)) for name, rows in new.items() if name not in before)


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
