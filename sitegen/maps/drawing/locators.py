"""Draws locator maps: a country between its neighbours, on a projection around it that keeps areas true."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from sitegen.knowledge.countries import Country, load_countries
from sitegen.maps.drawing.names import Neighbour, write_names
from sitegen.maps.drawing.outlines import LONGEST_STEP, Polygon, Ring, load_outlines
from sitegen.maps.drawing.paths import Box, PaperPoint, area_of, box_of, clip, write_path
from sitegen.maps.drawing.projections import Azimuthal, Vector, dot, unit, vector_of
from sitegen.maps.drawing.simplify import simplify
from sitegen.maps.drawn import Locator
from sitegen.maps.locator import GRID, HEIGHT, WIDTH
from sitegen.text.values import value

EARTH = 6371.0
"""Mean radius in kilometres."""
MAIN_PART = 0.95
"""A country is framed by its largest polygons that together have this share of its land: Hawaii may lie outside."""
LEAST_MARGIN, MARGIN_SHARE, MOST_MARGIN = 500.0, 0.3, 900.0
"""What is shown to each side of a country: kilometres, more for a larger one, up to a limit."""
LEAST_LAND, WIDER, WIDEST = 0.03, 1.4, 8000.0
"""A view of the open sea grows by steps until so much of it is land, or it is so many kilometres wide."""
SMALL, TINY = 28, 5
"""Units below which a country gets a ring around it, and below which one of its islands becomes a speck."""
RING = 18
"""Units between a country and the ring around it."""
FINEST, FAINTEST = 3.0, 4.0
"""Square units: a point goes when the triangle with its neighbours is smaller, and another country's island."""


@value
class _Land:
    """A polygon on the globe: whose it is, its rings as arcs, and a cap around it."""

    owner: str
    rings: Polygon
    centre: Vector
    reach: float
    """The angle in radians from the centre to the farthest point."""
    size: float
    """Its area, in no unit that matters."""


@value
class _View:
    """A stretch of the globe on paper: the projection, and the units of the drawing in a radius of the globe."""

    projection: Azimuthal
    scale: float

    @property
    def reach(self) -> float:
        """The angle in radians from the middle to a corner."""
        corner = math.hypot(WIDTH, HEIGHT) * GRID / 2 / self.scale
        return 2 * math.asin(min(corner / 2, 1.0))

    def draw(self, vectors: Iterable[Vector]) -> list[PaperPoint]:
        """Where points of the globe lie in the drawing, y down."""
        scale, (x0, y0) = self.scale, _MIDDLE
        return [(x0 + x * scale, y0 - y * scale) for x, y in self.projection.points(vectors)]


class _Drawing:
    """The rings of a view. An arc is simplified once, so that two neighbours keep the border that they share."""

    def __init__(self, view: _View) -> None:
        self.view = view
        self.lands = tuple(_in_view(view))
        self._arcs: dict[int, list[PaperPoint]] = {}

    def ring(self, ring: Ring) -> list[PaperPoint]:
        """What is seen of a ring; empty when that is nothing."""
        return clip([point for number in ring for point in self._arc(number)], _FRAME)

    def share_of_land(self) -> float:
        """How much of what is seen is land, from 0 to 1."""
        rings = (self.ring(land.rings[0]) for land in self.lands)
        return sum(area_of(ring) for ring in rings if ring) / (_FRAME.width * _FRAME.height)

    def _arc(self, number: int) -> list[PaperPoint]:
        """The points of an arc but the last, which the next one begins with."""
        if number < 0:
            return self._whole(~number)[:0:-1]
        return self._whole(number)[:-1]

    def _whole(self, number: int) -> list[PaperPoint]:
        if number not in self._arcs:
            self._arcs[number] = simplify(self.view.draw(_vectors()[number]), FINEST)
        return self._arcs[number]


_MIDDLE = (WIDTH * GRID / 2, HEIGHT * GRID / 2)
_FRAME = Box(-8.0, -8.0, WIDTH * GRID + 8.0, HEIGHT * GRID + 8.0)
"""What is drawn: a little more than is seen, so that no line shows along the edge."""


def draw_locator(country_id: str) -> Locator:
    """The country between its neighbours. Raises KeyError for an id that countries.txt does not have."""
    countries = {country.id: country for country in load_countries()}
    country = countries[country_id]
    own = [land for land in _lands() if land.owner == country_id]
    main = tuple(_main_part(own))
    drawing = _drawing_of(country, main)
    others, here = _rings(drawing, country_id)
    names = write_names(_neighbours(drawing, own, {one: countries[one].name for one in countries}))
    return Locator(write_path(others), write_path(here), _mark(drawing.view, country, main, own), names)


def _neighbours(drawing: _Drawing, own: Sequence[_Land], names: Mapping[str, str]) -> dict[str, Neighbour]:
    """The other countries of a view, by their ids."""
    borders = {_arc_of(number) for land in own for ring in land.rings for number in ring}
    found: dict[str, Neighbour] = {}
    for land in drawing.lands:
        ring = drawing.ring(land.rings[0])
        if land not in own and land.owner in names and ring:
            beside = not borders.isdisjoint(_arc_of(number) for part in land.rings for number in part)
            before = found.get(land.owner, Neighbour(names[land.owner], False, ()))
            found[land.owner] = Neighbour(before.name, before.borders or beside, (*before.rings, ring))
    return found


def _arc_of(number: int) -> int:
    return number if number >= 0 else ~number


def _mark(view: _View, country: Country, main: Sequence[_Land], own: Sequence[_Land]) -> str:
    """A ring around a country that would be overlooked; specks where all its islands are too small to be drawn."""
    point = box_of(view.draw([_point_of(country)]))
    boxes = [_box(view, land) for land in main] or [point]
    around = box_of(corner for box in boxes for corner in ((box.left, box.top), (box.right, box.bottom)))
    specks = [_box(view, land) for land in own] or [point] if all(_size(box) <= TINY for box in boxes) else []
    mark = ""
    if specks:
        lines = "".join("M{:.0f} {:.0f}h0".format(*box.middle) for box in specks)
        mark = f'<path class="mark" d="{lines}"/>\n'
    if specks or _size(around) < SMALL:
        x, y = around.middle
        radius = RING + math.hypot(around.width, around.height) / 2
        mark += f'<circle class="mark" cx="{x:.0f}" cy="{y:.0f}" r="{radius:.0f}"/>\n'
    return mark


def _box(view: _View, land: _Land) -> Box:
    return box_of(view.draw(_outline(land)))


def _size(box: Box) -> float:
    return max(box.width, box.height)


def _main_part(lands: Iterable[_Land]) -> Iterator[_Land]:
    """The largest polygons that together make most of a country."""
    ordered = sorted(lands, key=lambda land: -land.size)
    total, taken = sum(land.size for land in ordered), 0.0
    for land in ordered:
        if taken > total * MAIN_PART:
            return
        taken += land.size
        yield land


def _drawing_of(country: Country, main: Sequence[_Land]) -> _Drawing:
    """The view with the country in the middle, as wide as it takes to see where on Earth it lies."""
    points = [vector for land in main for vector in _outline(land)] or [_point_of(country)]
    projection = Azimuthal.around(_middle(points))
    for _ in range(2):
        projection = Azimuthal.around(projection.vector(box_of(projection.points(points)).middle))
    box = box_of(projection.points(points))
    size = max(box.width, box.height * WIDTH / HEIGHT) * EARTH
    width = size + 2 * min(LEAST_MARGIN + MARGIN_SHARE * size, MOST_MARGIN)
    drawing = _Drawing(_View(projection, WIDTH * GRID * EARTH / width))
    while width < WIDEST and drawing.share_of_land() < LEAST_LAND:
        width *= WIDER
        drawing = _Drawing(_View(projection, WIDTH * GRID * EARTH / width))
    return drawing


def _rings(drawing: _Drawing, country_id: str) -> tuple[list[list[PaperPoint]], list[list[PaperPoint]]]:
    """What is seen of other land, and of the country."""
    others: list[list[PaperPoint]] = []
    own: list[list[PaperPoint]] = []
    for land in drawing.lands:
        rings, least = (own, 0.0) if land.owner == country_id else (others, FAINTEST)
        rings.extend(ring for ring in map(drawing.ring, land.rings) if ring and area_of(ring) >= least)
    return others, own


def _in_view(view: _View) -> Iterator[_Land]:
    """The land whose cap meets that of the view: never land opposite, which the projection would turn inside out."""
    middle, reach = view.projection.centre, view.reach
    return (land for land in _lands() if _angle(land.centre, middle) < land.reach + reach)


def _angle(a: Vector, b: Vector) -> float:
    return math.acos(max(-1.0, min(1.0, dot(a, b))))


def _middle(vectors: Sequence[Vector]) -> Vector:
    x, y, z = (sum(vector[axis] for vector in vectors) for axis in range(3))
    return unit((x, y, z))


def _point_of(country: Country) -> Vector:
    return vector_of(country.longitude, country.latitude)


@cache
def _vectors() -> tuple[tuple[Vector, ...], ...]:
    """The arcs of the table on the globe."""
    return tuple(tuple(vector_of(x, y) for x, y in arc) for arc in load_outlines().arcs)


@cache
def _lands() -> tuple[_Land, ...]:
    """Every polygon of the table."""
    countries = load_outlines().countries.items()
    return tuple(_land(owner, polygon) for owner, polygons in countries for polygon in polygons)


def _land(owner: str, polygon: Polygon) -> _Land:
    outline = _along(polygon[0])
    centre = _middle(outline)
    reach = max(_angle(vector, centre) for vector in outline)
    size = area_of(list(Azimuthal.around(centre).points(outline)))
    return _Land(owner, polygon, centre, reach + math.radians(LONGEST_STEP), size)


def _outline(land: _Land) -> list[Vector]:
    return _along(land.rings[0])


def _along(ring: Ring) -> list[Vector]:
    arcs = _vectors()
    return [vector for n in ring for vector in (arcs[n] if n >= 0 else arcs[~n][::-1])[:-1]]
