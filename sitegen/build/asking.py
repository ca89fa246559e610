"""What the planned files of a site asked for when their prints were taken.

It lies in columns: of thousands of files few are ever looked at, and whoever asked for something is found at once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from sitegen.site.postings import SIZE, packed, unpacked
from sitegen.text.values import value

_FEW = 16
"""So many numbers are looked for one by one, as bytes; for more it is quicker to unpack what each file has."""


class Asked(NamedTuple):
    """What a planned file asked for: the numbers of parts of texts and of cards, and a part of the site's shape.

    Numbers are in order, as `pack_numbers` packs them. The print of the part is empty where it is the whole.
    """

    texts: bytes
    cards: bytes
    shape: bytes


def pack_numbers(numbers: Iterable[int]) -> bytes:
    """The numbers in order, each in as many bytes."""
    return packed(sorted(numbers))


@value(slots=False)
class Column:
    """The packed numbers of many files, one after the other, and where those of each end, in bytes."""

    numbers: bytes
    ends: tuple[int, ...]

    def __getitem__(self, place: int) -> bytes:
        return self.numbers[self.ends[place - 1] if place else 0 : self.ends[place]]

    def rows(self) -> list[bytes]:
        """The numbers of each file."""
        return [self.numbers[start:end] for start, end in pairwise((0, *self.ends))]

    def having(self, wanted: Collection[int]) -> Iterator[int]:
        """The places of the files that have one of these numbers, some of them more than once."""
        if len(wanted) > _FEW:
            numbers = frozenset(wanted)
            yield from (place for place in range(len(self.ends)) if not numbers.isdisjoint(unpacked(self[place])))
            return
        for number in wanted:
            for at in _find_all(packed((number,)), self.numbers):
                yield bisect_right(self.ends, at)


def _find_all(number: bytes, numbers: bytes) -> Iterator[int]:
    """Where the packed number stands; its bytes may stand across two others as well."""
    at = numbers.find(number)
    while at >= 0:
        if at % SIZE == 0:
            yield at
        at = numbers.find(number, at + 1)


def _column_of(rows: Sequence[bytes]) -> Column:
    return Column(b"".join(rows), tuple(accumulate(map(len, rows))))


@value(slots=False)
class AllAsked:
    """What each of the files at these paths asked for."""

    paths: tuple[str, ...] = ()
    texts: Column = Column(b"", ())
    cards: Column = Column(b"", ())
    shapes: tuple[bytes, ...] = ()

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {path: place for place, path in enumerate(self.paths)}

    def but(self, paths: Collection[str]) -> frozenset[str]:
        """The paths of all files but these."""
        return frozenset(self.paths).difference(paths)

    def shape_of(self, path: str) -> bytes | None:
        """The part of the shape that the file at this path went by; None where there was none."""
        place = self._places.get(path)
        return self.shapes[place] if place is not None else None

    def of(self, path: str) -> Asked:
        """What the file at this path asked for. Raises KeyError where there was none."""
        place = self._places[path]
        return Asked(self.texts[place], self.cards[place], self.shapes[place])

    def asking(self, texts: Collection[int], cards: Collection[int]) -> set[str]:
        """The paths of the files that asked for one of these texts or cards, by their numbers."""
        return {self.paths[place] for place in (*self.texts.having(texts), *self.cards.having(cards))}

    def followed_by(self, paths: Sequence[str], taken: Mapping[str, Asked]) -> AllAsked:
        """The same of the files at `paths`, of which some have asked anew, those at least that are not among these."""
        places = self._places
        if len(paths) == len(places) and all(path in places and self.of(path) == one for path, one in taken.items()):
            return self
        texts, cards = self.texts.rows(), self.cards.rows()
        return AllAsked(
            tuple(paths),
            _column_of([taken[path].texts if path in taken else texts[places[path]] for path in paths]),
            _column_of([taken[path].cards if path in taken else cards[places[path]] for path in paths]),
            tuple([taken[path].shape if path in taken else self.shapes[places[path]] for path in paths]),
        )

    def flat(self) -> tuple[Any, ...]:
        """The same as bytes, numbers and strings."""
        return self.paths, *((one.numbers, one.ends) for one in (self.texts, self.cards)), self.shapes


def all_asked_from(flat: tuple[Any, ...]) -> AllAsked:
    """What was made flat."""
    paths, texts, cards, shapes = flat
    return AllAsked(paths, Column(*texts), Column(*cards), shapes)
