"""The maps as tools/draw_maps.py left them in `tables/`: they are drawn once, for that takes seconds."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache

from sitegen.files.shipped import find_resource_folder
from sitegen.text.values import value


@value
class Locator:
    """What is on the map of a country: the `d` of other land and of its own, and SVG that marks a
    small one and that names neighbours."""

    land: str
    here: str
    mark: str
    names: str = ""


@value
class Shape:
    """A country on the map of the world: the `d` of its outline, and where its dot goes when it needs one."""

    path: str
    dot: tuple[int, int] | None


@value
class Maps:
    """All that is drawn. Keys are the ids of countries; the shape under "" is land that is nobody's."""

    locators: Mapping[str, Locator]
    shapes: Mapping[str, Shape]
    height: int
    """Of the map of the world without Antarctica, in units."""
    full_height: int


@cache
def drawn_maps() -> Maps:
    """The maps that ship with sitegen."""
    return unpack(find_resource_folder("tables").joinpath("maps.json.gz").read_bytes())


def pack(maps: Maps) -> bytes:
    """The maps as a table: JSON, compressed."""
    return gzip.compress(json.dumps(asdict(maps), separators=(",", ":")).encode(), mtime=0)


def unpack(table: bytes) -> Maps:
    """The maps in a table."""
    values = json.loads(gzip.decompress(table))
    locators = {country: Locator(**drawn) for country, drawn in values.pop("locators").items()}
    shapes = {country: _shape(**drawn) for country, drawn in values.pop("shapes").items()}
    return Maps(locators, shapes, **values)


def _shape(path: str, dot: list[int] | None) -> Shape:
    return Shape(path, (dot[0], dot[1]) if dot else None)
