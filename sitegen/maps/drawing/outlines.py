"""The outlines of the countries, as tools/make_outlines.py left them beside this: TopoJSON, decoded."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files

from sitegen.text.values import value

Point = tuple[float, float]
Ring = tuple[int, ...]
"""Numbers of arcs, each beginning where the one before ends; ~n is the arc n from its end, as in TopoJSON."""
Polygon = tuple[Ring, ...]
"""An outline and the holes in it."""

LONGEST_STEP = 2.0
"""Degrees between two points of an arc: a longer step would cut a parallel short on the map."""
NOBODY = ""
"""The owner of land that is no country's."""


@value(eq=False)
class Outlines:
    """Arcs of longitude and latitude in degrees, and by a country's id the polygons that are made of them.

    An arc that crosses the date line runs on beyond 180°. Neighbours share their arcs.
    """

    arcs: tuple[tuple[Point, ...], ...]
    countries: Mapping[str, tuple[Polygon, ...]]

    def points(self, ring: Ring) -> list[Point]:
        """The points of a ring, the first again at the end, with no jump at the date line.

        The last is 360° from the first where the ring runs around a pole.
        """
        points: list[Point] = []
        for number in ring:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            turn = 360 * round((arc[0][0] - points[-1][0]) / 360) if points else 0
            points.extend((x - turn, y) for x, y in (arc[1:] if points else arc))
        return points


@cache
def load_outlines() -> Outlines:
    """The outlines for maps of one country and its neighbours."""
    return _load("outlines.json")


@cache
def load_world_outlines() -> Outlines:
    """The outlines for a map of the world: with fewer points, and without the smallest countries."""
    return _load("outlines_world.json")


def _load(name: str) -> Outlines:
    topology = json.loads(files("sitegen.maps.drawing").joinpath(name).read_text(encoding="utf-8"))
    scale = topology["transform"]["scale"]
    arcs = tuple(tuple(_dense(_decode(arc, scale))) for arc in topology["arcs"])
    geometries = topology["objects"]["countries"]["geometries"]
    return Outlines(arcs, {g.get("id", NOBODY): tuple(_polygons(g["arcs"])) for g in geometries})


def _polygons(listed: list[list[list[int]]]) -> Iterator[Polygon]:
    return (tuple(tuple(ring) for ring in polygon) for polygon in listed)


def _decode(arc: list[list[int]], scale: list[float]) -> Iterator[Point]:
    x = y = 0
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        yield x * scale[0], y * scale[1]


def _dense(points: Iterable[Point]) -> Iterator[Point]:
    """The points, with others between those that are far apart."""
    last: Point | None = None
    for x, y in points:
        if last is not None:
            steps = int(max(abs(x - last[0]), abs(y - last[1])) / LONGEST_STEP) + 1
            for step in range(1, steps):
                yield last[0] + (x - last[0]) * step / steps, last[1] + (y - last[1]) * step / steps
        yield x, y
        last = x, y
