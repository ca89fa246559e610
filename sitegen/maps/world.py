"""A map of the world, country by country: the paths that a page shades and links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sitegen.maps.drawn import Shape, drawn_maps

WIDTH = 2000
"""Units of the drawing from edge to edge."""
ANTARCTICA = "antarctica"


def world_height(ids: Sequence[str] | frozenset[str]) -> int:
    """The height of a map that shows these countries, in units: it ends farther down where Antarctica is asked for."""
    return drawn_maps().full_height if ANTARCTICA in ids else drawn_maps().height


def world_shapes() -> Mapping[str, Shape]:
    """The shape of every country by its id, and under "" land that is nobody's. Units are those of `WIDTH`."""
    return drawn_maps().shapes
