"""The map of the world in small, as an SVG file of its own with the colours of light and dark pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby, pairwise

from sitegen.maps.drawn import drawn_maps

SCALE = 4
"""Units of the large drawing in one of the small."""
DOT = 4
LEAST_STEPS = 3
"""A ring with fewer corners is left out."""

_NUMBER = re.compile(r"-?\d+")
_DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">
<style>svg{{--land:#d6d4cf;--here:#00695c;stroke:#fdfcfa;stroke-width:.5}}path{{fill:var(--land)}}{shades}\
@media(prefers-color-scheme:dark){{svg{{--land:#34383d;--here:#5fd0bd;stroke:#15181b}}}}</style>
{paths}</svg>
"""

Step = tuple[int, int]


def small_world(shares: Mapping[str, int], width: int) -> str:
    """The SVG of the world with these countries, by their ids, in so much of the colour of countries, in percent.

    `width` is that of the large drawing. Countries that no map has are left out.
    """
    maps = drawn_maps()
    land = "".join(_smaller(shape.path) for country, shape in maps.shapes.items() if country not in shares)
    classes = {share: f"s{share}" for share in sorted(set(shares.values()))}
    shades = "".join(
        f".{name}{{fill:color-mix(in srgb,var(--here) {share}%,var(--land))}}" for share, name in classes.items()
    )
    named = [(shape, classes[shares[country]]) for country, shape in maps.shapes.items() if country in shares]
    paths = [f'<path d="{land}"/>\n']
    paths += (f'<path class="{name}" d="{_smaller(shape.path)}"/>\n' for shape, name in named if shape.path)
    paths += (
        f'<circle class="{name}" cx="{shape.dot[0] // SCALE}" cy="{shape.dot[1] // SCALE}" r="{DOT}"/>\n'
        for shape, name in named
        if shape.dot
    )
    return _DRAWING.format(width=width // SCALE, height=maps.height // SCALE, shades=shades, paths="".join(paths))


def _smaller(path: str) -> str:
    """The `d` of an outline in the units of the small drawing."""
    return "".join(_written(steps) for steps in map(_steps, path.split("M")[1:]) if len(steps) >= LEAST_STEPS)


def _steps(ring: str) -> list[Step]:
    """The corners of one ring, `x yldx dy dx dy…z`, each once."""
    numbers = [int(number) for number in _NUMBER.findall(ring)]
    corners = [(round(x / SCALE), round(y / SCALE)) for x, y in _absolute(numbers)]
    return [corner for corner, _ in groupby(corners)]


def _absolute(numbers: list[int]) -> Iterator[Step]:
    x = y = 0
    for at in range(0, len(numbers) - 1, 2):
        x, y = x + numbers[at], y + numbers[at + 1]
        yield x, y


def _written(steps: list[Step]) -> str:
    ways = (f"{x2 - x1} {y2 - y1}" for (x1, y1), (x2, y2) in pairwise(steps))
    return f"M{steps[0][0]} {steps[0][1]}l{' '.join(ways)}z".replace(" -", "-")
