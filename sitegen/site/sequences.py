"""The long lists of a site: how much is in them is known, what is asked for is made."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeVar, overload

from sitegen.site import NamedIn, Said
from sitegen.site.facts import ArticleFacts
from sitegen.site.postings import SIZE, WIDTH, Postings, Speaker, packed, unpacked
from sitegen.site.rows import Named, Uttered

Value = TypeVar("Value")


class Later(Mapping[str, Value]):
    """By their names, which are known, values that are made when they are first asked for."""

    def __init__(self, names: Collection[str], make: Callable[[str], Value]) -> None:
        self._names, self._make = names, make
        self._made: dict[str, Value] = {}

    def __getitem__(self, name: str) -> Value:
        made = self._made.get(name)
        if made is None:
            if name not in self._names:
                raise KeyError(name)
            made = self._made[name] = self._make(name)
        return made

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class NamingArticles(Sequence[NamedIn]):
    """The articles that name an entity, newest first; the store may have it by another id in those of `changed`."""

    __slots__ = ("_changed", "_entity_id", "_facts", "_rows")

    def __init__(
        self, facts: Sequence[ArticleFacts], postings: Postings, changed: Collection[int], entity_id: str
    ) -> None:
        self._facts, self._changed, self._entity_id = facts, changed, entity_id
        self._rows = postings.rows_of(entity_id)

    def __len__(self) -> int:
        return len(self._rows) // WIDTH

    @overload
    def __getitem__(self, at: int) -> NamedIn: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[NamedIn, ...]: ...
    def __getitem__(self, at: int | slice) -> NamedIn | tuple[NamedIn, ...]:
        numbers = range(len(self))[at]
        if isinstance(numbers, int):
            return self._between(numbers, numbers + 1)[0]
        return tuple(self._between(numbers.start, numbers.stop))

    def __iter__(self) -> Iterator[NamedIn]:
        return iter(self._between(0, len(self)))

    def _between(self, start: int, stop: int) -> list[NamedIn]:
        facts, changed, entity_id = self._facts, self._changed, self._entity_id
        rows = self._rows[WIDTH * start : WIDTH * stop]
        found: list[NamedIn] = []
        for place, times, passages in zip(rows[::WIDTH], rows[1::WIDTH], rows[2::WIDTH], strict=True):
            one = facts[place]
            if one.key in changed:
                found.append(NamedIn(one, self._stored(one, place, start + len(found))))
            else:
                found.append(NamedIn(one, Named(entity_id, entity_id, times, passages)))
        return found

    def _stored(self, one: ArticleFacts, place: int, number: int) -> Named:
        """What the article at a place has of the entity; by several ids, where it has it several times."""
        here = [named for named in one.named if named.entity_id == self._entity_id]
        return here[number - self._rows[::WIDTH].index(place)]


class Quotations:
    """The quotations of a site, those of each article made once; the articles stand newest first."""

    def __init__(self, facts: Sequence[ArticleFacts], postings: Postings) -> None:
        self._facts, self._postings = facts, postings
        self._said: dict[int, tuple[Said, ...]] = {}

    def of(self, place: int) -> tuple[Said, ...]:
        """Those of the article at a place."""
        said = self._said.get(place)
        if said is None:
            one = self._facts[place]
            said = self._said[place] = tuple([Said(one, uttered) for uttered in one.uttered])
        return said

    @property
    def every(self) -> Sequence[Said]:
        """All of them, those of the newest article first."""
        places = [packed((place,)) * one.quotations for place, one in enumerate(self._facts)]
        return SomeSaid(self, b"".join(places), _is_any)

    def by(self, speaker: Speaker) -> SomeSaid:
        """Those of a speaker."""
        return SomeSaid(self, self._postings.said[speaker], partial(_is_by, *speaker[:2]))

    def about(self, entity_id: str) -> Sequence[Said]:
        """Those that name an entity, whoever says them."""
        return SomeSaid(self, self._postings.about[entity_id], partial(_names, entity_id))


def _is_any(_: Uttered) -> bool:
    return True


def _is_by(entity_id: str, words: str, uttered: Uttered) -> bool:
    return uttered.speaker_id == entity_id and bool(entity_id or uttered.speaker == words) and uttered.is_named


def _names(entity_id: str, uttered: Uttered) -> bool:
    return entity_id in uttered.names


class SomeSaid(Sequence[Said]):
    """Some of the quotations, in order: those of the articles at `places`, packed, that are meant, or of these the ones
    with some `numbers`. Such a part is made whole when it is gone through, and only once.
    """

    __slots__ = ("_is_meant", "_made", "_numbers", "_packed", "_parts", "_whole")

    def __init__(
        self, whole: Quotations, places: bytes, is_meant: Callable[[Uttered], bool], numbers: range | None = None
    ) -> None:
        self._whole, self._packed, self._is_meant = whole, places, is_meant
        self._numbers = range(len(places) // SIZE) if numbers is None else numbers
        self._parts: dict[range, SomeSaid] | None = None
        self._made: Sequence[Said] | None = None

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> Said: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Said]: ...
    def __getitem__(self, at: int | slice) -> Said | Sequence[Said]:
        numbers = self._numbers[at]
        if isinstance(numbers, int):
            return self._between(numbers, numbers + 1)[0] if self._made is None else self._made[at]
        self._parts = self._parts or {}
        part = self._parts.get(numbers)
        if part is None:
            part = self._parts[numbers] = SomeSaid(self._whole, self._packed, self._is_meant, numbers)
        return part

    def __iter__(self) -> Iterator[Said]:
        if self._made is None:
            self._made = self._between(self._numbers.start, self._numbers.stop)
        return iter(self._made)

    @property
    def begins(self) -> tuple[int, int]:
        """Where the first of them stands: the place of its article, and its number there."""
        return unpacked(self._packed)[self._numbers.start], self[0].number

    def _between(self, start: int, stop: int) -> Sequence[Said]:
        places = unpacked(self._packed)
        found: list[Said] = []
        while start < stop:
            here = [one for one in self._whole.of(places[start]) if self._is_meant(one.uttered)]
            first = bisect_left(places, places[start], 0, start + 1)
            found += here[start - first : stop - first]
            start = first + len(here)
        return found
