"""Draws the map of the world, country by country, on the Equal Earth projection."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sitegen.knowledge.countries import load_countries
from sitegen.maps.drawing.outlines import Point, load_world_outlines
from sitegen.maps.drawing.paths import Box, PaperPoint, box_of, clip, write_path
from sitegen.maps.drawing.projections import equal_earth
from sitegen.maps.drawn import Shape
from sitegen.maps.world import WIDTH

MIDDLE = 11.0
"""The meridian in the middle, in degrees east: the cut through the Bering Strait parts only the Aleutian Islands."""
NORTH, SOUTH, FARTHEST_SOUTH = 83.7, -56.5, -90.0
"""Latitudes at which the map ends; in the south it ends farther down when Antarctica is asked for."""
DOT = 9
"""A country is marked with a dot of this radius where its outline is smaller than the dot."""

_SCALE = WIDTH / 2 / equal_earth(180.0, 0.0)[0]
_TOP = equal_earth(0.0, NORTH)[1] * _SCALE


def draw_heights() -> tuple[int, int]:
    """The height of the map without and with Antarctica, in units."""
    return round(_place(MIDDLE, SOUTH)[1]), round(_place(MIDDLE, FARTHEST_SOUTH)[1])


def draw_shapes() -> Mapping[str, Shape]:
    """The shape of every country by its id, and under "" land that is nobody's."""
    outlines = load_world_outlines()
    shapes = {}
    for owner, (longitude, latitude) in _points().items():
        polygons = outlines.countries.get(owner, ())
        rings = [ring for polygon in polygons for ring in _rings([outlines.points(line) for line in polygon])]
        shapes[owner] = _shape(rings, _place(longitude, latitude))
    return shapes


def _points() -> dict[str, Point]:
    """A point in each country, in degrees; and one for nobody's land, which gets no dot."""
    return {"": (0.0, 0.0)} | {c.id: (c.longitude, c.latitude) for c in load_countries()}


def _shape(rings: Sequence[Sequence[PaperPoint]], point: PaperPoint) -> Shape:
    size = max((max(box.width, box.height) for box in map(box_of, rings)), default=0.0)
    return Shape(write_path(rings), None if size >= 2 * DOT else (round(point[0]), round(point[1])))


def _rings(lines: Sequence[Sequence[Point]]) -> Iterator[list[PaperPoint]]:
    """The rings of a polygon on paper, in as many pieces as the edges of the map cut it into."""
    window = Box(MIDDLE - 180, -90, MIDDLE + 180, 90)
    for line in map(_closed, lines):
        for turn in (-360, 0, 360):
            piece = clip([(x + turn, y) for x, y in line], window)
            if len(piece) > 2:
                yield [_place(*point) for point in piece]


def _closed(line: Sequence[Point]) -> list[Point]:
    """The ring; one that runs around a pole goes down to it and back, so that it closes on paper too."""
    (first, _), (last, latitude) = line[0], line[-1]
    if round((last - first) / 360) == 0:
        return list(line)
    pole = -90.0 if latitude < 0 else 90.0
    return [*line, (last, pole), (first, pole), line[0]]


def _place(longitude: float, latitude: float) -> PaperPoint:
    """Where a point lies in the drawing, y down."""
    turned = longitude - MIDDLE
    x, y = equal_earth(turned - 360 * round(turned / 360) if abs(turned) > 180 else turned, latitude)
    return x * _SCALE + WIDTH / 2, _TOP - y * _SCALE
