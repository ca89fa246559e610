"""Where the names of neighbours stand on a locator map: inside their land, at most two, those that border first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from sitegen.maps.drawing.paths import PaperPoint, box_of
from sitegen.maps.locator import GRID, HEIGHT, WIDTH

MOST = 2
LETTER, TALL = 12.5, 20
"""Units that a letter of a name is wide, and a name high, in the type of the map."""
MARGIN, STEP = 12, 6
"""Units that a name keeps from the edge, and between two heights that are tried."""
CREDIT_WIDTH, CREDIT_HEIGHT = 230, 40
"""The corner where the map says whose outlines these are."""


class Place(NamedTuple):
    """Where the middle of a name stands, with the units to spare beside it."""

    spare: float
    x: int
    y: int


class Neighbour(NamedTuple):
    """A country on the map: its name, whether it has a border with that in the middle, and what is seen of its land."""

    name: str
    borders: bool
    rings: Sequence[Sequence[PaperPoint]]


def write_names(neighbours: Mapping[str, Neighbour]) -> str:
    """The names that find room, as SVG."""
    found = []
    for neighbour in neighbours.values():
        place = max((place for ring in neighbour.rings for place in _places(ring, neighbour.name)), default=None)
        if place is not None:
            found.append((neighbour.borders, place, neighbour.name))
    chosen = sorted(found, key=lambda one: (one[0], one[1]), reverse=True)[:MOST]
    return "".join(f'<text class="name" x="{place.x}" y="{place.y}">{name}</text>\n' for _, place, name in chosen)


def _places(ring: Sequence[PaperPoint], name: str) -> Iterator[Place]:
    """Where the name stands wholly on the land inside the ring, one place for each height."""
    width, whole, box = len(name) * LETTER, WIDTH * GRID, box_of(ring)
    first, last = max(int(box.top), MARGIN) + TALL, min(int(box.bottom), HEIGHT * GRID - MARGIN)
    for y in range(first, last, STEP) if box.width >= width else ():
        right = whole - (CREDIT_WIDTH if y > HEIGHT * GRID - CREDIT_HEIGHT else MARGIN)
        stretches = [(float(MARGIN), float(right))]
        for line in (y - TALL, y - TALL / 2, y):
            stretches = list(_common(stretches, list(_inside(ring, line))))
        start, end = max(stretches, key=lambda stretch: stretch[1] - stretch[0], default=(0.0, 0.0))
        if end - start >= width:
            yield Place(end - start - width, round((start + end) / 2), y - 4)


def _inside(ring: Sequence[PaperPoint], y: float) -> Iterator[tuple[float, float]]:
    """The stretches of a height that lie inside the ring."""
    crossings = sorted(
        x1 + (y - y1) / (y2 - y1) * (x2 - x1)
        for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]])
        if (y1 <= y) is not (y2 <= y)
    )
    return zip(crossings[::2], crossings[1::2], strict=False)


def _common(
    some: Sequence[tuple[float, float]], others: Sequence[tuple[float, float]]
) -> Iterator[tuple[float, float]]:
    """What two lists of stretches have in common."""
    for start, end in some:
        for first, last in others:
            if max(start, first) < min(end, last):
                yield max(start, first), min(end, last)
