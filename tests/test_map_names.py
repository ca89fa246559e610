"""The names of neighbours on locator maps: on their own land, clear of each other, of the edge and of the credit."""

from __future__ import annotations

import re

import pytest

from sitegen.knowledge.countries import load_countries
from sitegen.maps.drawing.names import CREDIT_HEIGHT, CREDIT_WIDTH, LETTER, MARGIN, TALL, Neighbour, write_names
from sitegen.maps.drawn import drawn_maps
from sitegen.maps.locator import GRID, HEIGHT, WIDTH, locator_map

NAME = re.compile(r'<text class="name" x="(\d+)" y="(\d+)">([^<]+)</text>\n')
Square = tuple[float, float, float, float]


def named(svg: str) -> list[tuple[int, int, str]]:
    """Where names stand, and which."""
    return [(int(x), int(y), name) for x, y, name in NAME.findall(svg)]


def land(*squares: Square) -> list[list[tuple[float, float]]]:
    """Rings around squares, each given by its left, top, right and bottom."""
    return [[(left, top), (right, top), (right, bottom), (left, bottom)] for left, top, right, bottom in squares]


def written(*neighbours: Neighbour) -> list[str]:
    return [name for _, _, name in named(write_names({one.name: one for one in neighbours}))]


def test_a_name_stands_inside_its_land() -> None:
    ((x, y, name),) = named(write_names({"peru": Neighbour("Peru", True, land((100, 100, 200, 160)))}))
    assert name == "Peru"
    assert 100 <= x - len(name) * LETTER / 2 <= x + len(name) * LETTER / 2 <= 200
    assert 100 <= y - TALL + 4 <= y + 4 <= 160


@pytest.mark.parametrize(
    "square",
    [(100, 100, 140, 160), (100, 100, 200, 110), (-90, 100, 50, 160), (460, 325, 640, 360)],
    ids=["too narrow", "too flat", "mostly out of sight", "where the credit is"],
)
def test_what_has_no_room_has_no_name(square: Square) -> None:
    assert written(Neighbour("Peru", True, land(square))) == []


def test_two_are_named_and_those_with_a_border_first() -> None:
    wide, narrow = land((20, 20, 600, 200)), land((20, 20, 120, 80))
    far, near, other = Neighbour("Far", False, wide), Neighbour("Near", True, narrow), Neighbour("Other", True, wide)
    assert written(far, near, other) == ["Other", "Near"]
    assert written(far, near) == ["Near", "Far"]


def test_names_keep_off_the_edge_the_credit_and_the_country_itself() -> None:
    names = {country.id: country.name for country in load_countries()}
    counts = [0, 0, 0]
    for country, drawn in drawn_maps().locators.items():
        found = named(drawn.names)
        counts[len(found)] += 1
        for x, y, name in found:
            half = len(name) * LETTER / 2
            assert name != names[country]
            assert name in names.values()
            assert x - half >= MARGIN - 1
            assert x + half <= WIDTH * GRID - MARGIN + 1
            assert TALL <= y <= HEIGHT * GRID - MARGIN
            assert y < HEIGHT * GRID - CREDIT_HEIGHT or x + half <= WIDTH * GRID - CREDIT_WIDTH + 1
    assert counts[2] > 140
    assert counts[0] < 70, "islands, mostly"


def test_the_map_shows_them() -> None:
    assert {name for _, _, name in named(locator_map("germany"))} == {"France", "Poland"}
