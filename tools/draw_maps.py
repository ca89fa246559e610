"""Draws every map that pages show, from the outlines in sitegen/maps/drawing/, into sitegen/tables/maps.json.gz.

    python tools/draw_maps.py

Needed after `make outlines`, and after a change to sitegen/maps/drawing/ or countries.txt; a test says so.
"""

from __future__ import annotations

from pathlib import Path

from sitegen.knowledge.countries import load_countries
from sitegen.maps.drawing.locators import draw_locator
from sitegen.maps.drawing.world import draw_heights, draw_shapes
from sitegen.maps.drawn import Maps, pack, unpack

TABLE = Path(__file__).parent.parent / "sitegen" / "tables" / "maps.json.gz"


def main() -> None:
    """Write the table, unless it holds these maps already: not every zlib packs them into the same bytes."""
    maps = draw_maps()
    if not TABLE.exists() or unpack(TABLE.read_bytes()) != maps:
        TABLE.write_bytes(pack(maps))
    print(f"{TABLE.name}: {TABLE.stat().st_size:,} bytes")


def draw_maps() -> Maps:
    """The map of every row of countries.txt, and of the world."""
    locators = {country.id: draw_locator(country.id) for country in load_countries()}
    return Maps(locators, draw_shapes(), *draw_heights())


if __name__ == "__main__":
    main()
