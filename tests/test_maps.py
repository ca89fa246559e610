"""Maps: whose a place is, borders that neighbours share, every country drawn, and the pages that show it."""

from __future__ import annotations

import gzip
import itertools
import math
import os
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup, Tag
from draw_maps import TABLE, draw_maps
from linkcheck import find_mistakes

from sitegen.build import build
from sitegen.knowledge.countries import load_countries
from sitegen.maps import mapped_countries
from sitegen.maps.drawing import outlines as outlines_module
from sitegen.maps.drawing.outlines import NOBODY, Outlines, Point, Polygon, Ring, load_outlines, load_world_outlines
from sitegen.maps.drawing.paths import Box, area_of, clip, write_path
from sitegen.maps.drawing.projections import Azimuthal, dot, equal_earth, vector_of
from sitegen.maps.drawing.simplify import simplify
from sitegen.maps.drawn import drawn_maps, pack, unpack
from sitegen.maps.locator import GRID, HEIGHT, WIDTH, locator_map
from sitegen.maps.world import WIDTH as WORLD_WIDTH
from sitegen.maps.world import world_height, world_shapes
from sitegen.pages.countries import MOST_SHADES, shades_of

SVG = "{http://www.w3.org/2000/svg}"
DETAILS = pytest.mark.parametrize("outlines", [load_outlines(), load_world_outlines()], ids=["locator", "world"])

PLACES = {
    "Crimea": (34.1, 44.95, "ukraine"),
    "Donetsk": (37.8, 48.0, "ukraine"),
    "Luhansk": (39.3, 48.6, "ukraine"),
    "Kherson": (33.0, 46.6, "ukraine"),
    "Krasnodar": (39.0, 45.04, "russia"),
    "Chukotka, beyond the date line": (-175.0, 66.5, "russia"),
    "Kaliningrad": (21.4, 54.7, "russia"),
    "Hargeisa": (44.06, 9.56, "somalia"),
    "Kyrenia": (33.3, 35.28, "cyprus"),
    "Pristina": (21.1, 42.6, "kosovo"),
    "Taichung": (120.9, 24.0, "taiwan"),
    "Smara": (-11.7, 26.7, "western-sahara"),
    "Nablus": (35.26, 32.2, "palestine"),
    "Sukhumi's hinterland": (41.2, 43.0, "georgia"),
    "Cayenne's hinterland": (-53.0, 4.0, "french-guiana"),
    "Spitsbergen": (17.0, 78.5, "svalbard-and-jan-mayen"),
    "Anchorage": (-150.0, 62.0, "united-states"),
    "Viti Levu": (178.0, -17.8, "fiji"),
    "the South Pole": (10.0, -89.0, "antarctica"),
    "the Black Sea": (34.0, 43.5, ""),
    "the Pacific": (180.0, 20.0, ""),
}

CLOSER_PLACES = {
    "Tiraspol": (29.62, 46.84, "moldova"),
    "Tskhinvali": (43.97, 42.23, "georgia"),
    "Gaza": (34.36, 31.41, "palestine"),
    "the Golan": (35.8, 33.0, "israel"),
    "Iturup": (147.8, 45.0, "russia"),
    "Srinagar": (74.8, 34.1, "india"),
    "Gilgit": (74.3, 35.9, "pakistan"),
    "the Siachen Glacier": (77.0, 35.4, NOBODY),
    "Saint-Denis de la Réunion": (55.5, -21.1, "reunion"),
    "Kralendijk": (-68.3, 12.2, "bonaire-sint-eustatius-and-saba"),
}
"""What the map of the world is too coarse for."""


def countries_at(outlines: Outlines, longitude: float, latitude: float) -> tuple[str, ...]:
    """The ids of the countries that a point in degrees east and north lies in; none at sea, one on land."""
    return tuple(
        owner
        for owner, polygons in outlines.countries.items()
        if any(_holds(outlines, polygon, longitude, latitude) for polygon in polygons)
    )


@cache
def _points_of(outlines: Outlines, ring: Ring) -> tuple[float, list[Point]]:
    """How far north a ring reaches, and its points."""
    points = outlines.points(ring)
    return max(y for _, y in points), points


def _holds(outlines: Outlines, polygon: Polygon, longitude: float, latitude: float) -> bool:
    """Whether a line to the north crosses the rings of the polygon an odd number of times."""
    crossings = 0
    for ring in polygon:
        northernmost, points = _points_of(outlines, ring)
        if northernmost < latitude:
            continue
        for (x1, y1), (x2, y2) in itertools.pairwise(points):
            x = longitude + 360 * round((x1 - longitude) / 360)
            if (x1 > x) != (x2 > x) and y1 + (x - x1) / (x2 - x1) * (y2 - y1) > latitude:
                crossings += 1
    return crossings % 2 == 1


@pytest.mark.parametrize("place", CLOSER_PLACES)
def test_whose_a_small_place_is(place: str) -> None:
    longitude, latitude, owner = CLOSER_PLACES[place]
    assert countries_at(load_outlines(), longitude, latitude) == (owner,)


@DETAILS
@pytest.mark.parametrize("place", PLACES)
def test_whose_a_place_is(outlines: Outlines, place: str) -> None:
    longitude, latitude, owner = PLACES[place]
    assert countries_at(outlines, longitude, latitude) == ((owner,) if owner else ())


@DETAILS
def test_no_outline_lies_where_its_country_does_not(outlines: Outlines) -> None:
    known = {country.id for country in load_countries()}
    assert set(outlines.countries) - {NOBODY} <= known
    for country in load_countries():
        found = countries_at(outlines, country.longitude, country.latitude)
        inside = {"san-marino", "vatican-city"} | ({"andorra", "liechtenstein"} if country.id not in found else set())
        assert found in ((country.id,), ()) or country.id in inside, country.id


@DETAILS
def test_neighbours_share_their_borders(outlines: Outlines) -> None:
    """An arc is the outline of one country, or runs once in each direction, between two."""
    ways = Counter(
        arc for polygons in outlines.countries.values() for polygon in polygons for ring in polygon for arc in ring
    )
    assert set(ways.values()) == {1}
    shared = {arc for arc in ways if ~arc in ways}
    assert len(shared) > 300
    border = {arc for polygon in outlines.countries["ukraine"] for ring in polygon for arc in ring}
    poland = {~arc for polygon in outlines.countries["poland"] for ring in polygon for arc in ring}
    assert border & poland
    for polygons in outlines.countries.values():
        for points in (outlines.points(ring) for polygon in polygons for ring in polygon):
            assert (points[0][0] - points[-1][0]) % 360 in (pytest.approx(0), pytest.approx(360))
            assert points[0][1] == points[-1][1], "a ring is closed"


def test_the_tables_are_small() -> None:
    outlines = Path(outlines_module.__file__).parent
    assert (outlines / "outlines.json").stat().st_size <= 300_000
    assert (outlines / "outlines_world.json").stat().st_size <= 64_000
    assert TABLE.stat().st_size <= 300_000
    everything = "".join(shape.path for shape in world_shapes().values())
    assert len(gzip.compress(everything.encode())) <= 25_000


def drawn(svg: str) -> dict[str, list[str]]:
    """The paths of a locator map by class, and under "ring" the circles."""
    root = ElementTree.fromstring(svg)
    found: dict[str, list[str]] = {"ring": [circle.get("r", "") for circle in root.iter(f"{SVG}circle")]}
    for path in root.iter(f"{SVG}path"):
        found.setdefault(path.get("class", ""), []).append(path.get("d", ""))
    return found


def corners(d: str) -> set[tuple[int, int]]:
    """The corners of a path."""
    found = set()
    for ring in re.finditer(r"M(-?\d+) (-?\d+)l([^z]*)z", d):
        x, y = int(ring[1]), int(ring[2])
        steps = [int(number) for number in re.findall(r"-?\d+", ring[3])]
        found.add((x, y))
        for step_x, step_y in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + step_x, y + step_y
            found.add((x, y))
    return found


def test_the_maps_that_ship_are_those_that_are_drawn() -> None:
    assert unpack(TABLE.read_bytes()) == draw_maps(), "make maps"
    assert unpack(pack(drawn_maps())) == drawn_maps()


def test_a_build_draws_nothing(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from sitegen.build import build; build(Path('project'), Path('site'));"
        "print([name for name in sys.modules if 'sitegen.maps.' in name])"
    )
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "one.txt").write_text(STORY, encoding="utf-8")
    ran = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "sitegen.maps.locator" in ran.stdout
    assert "drawing" not in ran.stdout
    assert (tmp_path / "site" / "assets" / "maps" / "peru.svg").is_file()


def test_every_country_has_something_drawn_inside_its_map() -> None:
    assert mapped_countries() == {country.id for country in load_countries()}
    for country in load_countries():
        svg = locator_map(country.id)
        paths = drawn(svg)
        own = corners(paths["here"][0])
        assert own or paths.get("mark"), country.id
        if not own:
            assert paths["ring"], country.id
        for x, y in own | corners(paths["land"][0]):
            assert -8 <= x <= WIDTH * GRID + 8, country.id
            assert -8 <= y <= HEIGHT * GRID + 8, country.id
        assert len(svg) <= 13_000, country.id
        assert "Natural Earth" in svg


@pytest.mark.parametrize("country", ["tuvalu", "monaco", "singapore", "vatican-city", "gibraltar", "kiribati"])
def test_a_country_that_would_be_overlooked_gets_a_ring(country: str) -> None:
    assert drawn(locator_map(country))["ring"]


@pytest.mark.parametrize("country", ["ukraine", "russia", "luxembourg", "fiji", "norway"])
def test_a_country_that_is_seen_gets_none(country: str) -> None:
    assert not drawn(locator_map(country))["ring"]


@pytest.mark.parametrize(
    ("country", "narrowest", "widest"),
    [
        ("russia", 350, 560),
        ("united-states", 250, 560),
        ("canada", 200, 500),
        ("chile", 20, 200),
        ("france", 90, 300),
        ("new-zealand", 40, 300),
        ("ukraine", 150, 350),
        ("antarctica", 250, 560),
    ],
)
def test_a_country_fills_the_middle_of_its_map(country: str, narrowest: int, widest: int) -> None:
    places = corners(drawn(locator_map(country))["here"][0])
    xs = sorted(x for x, _ in places)
    low, high = xs[len(xs) // 20], xs[-len(xs) // 20]
    assert narrowest <= high - low <= widest
    assert low < WIDTH * GRID / 2 < high + 60


@pytest.mark.parametrize("country", ["switzerland", "bolivia", "mongolia", "lesotho", "slovakia", "kosovo", "chad"])
def test_a_landlocked_country_leaves_no_gap_to_its_neighbours(country: str) -> None:
    paths = drawn(locator_map(country))
    own = corners(paths["here"][0])
    assert len(own) > 10
    assert own <= corners(paths["land"][0])


def test_maps_are_the_same_under_any_hash_seed() -> None:
    code = (
        "import hashlib; from sitegen.maps.drawing.locators import draw_locator as d;"
        "from sitegen.maps.drawing.world import draw_shapes;"
        "print(hashlib.sha256(repr((d('fiji'), d('ukraine'), draw_shapes())).encode()).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_the_map_of_the_world_holds_every_country_in_one_piece() -> None:
    shapes = world_shapes()
    assert mapped_countries() <= set(shapes)
    height = world_height(["antarctica"])
    assert world_height([]) < height < WORLD_WIDTH / 2
    for owner, shape in shapes.items():
        places = corners(shape.path)
        assert owner == NOBODY or places or shape.dot, owner
        for x, y in places | ({shape.dot} if shape.dot else set()):
            assert 0 <= x <= WORLD_WIDTH, owner
            assert 0 <= y <= height, owner
        if places and owner not in ("antarctica", "united-states"):
            xs = [x for x, _ in places]
            assert max(xs) - min(xs) < WORLD_WIDTH / 2, owner
    assert shapes["singapore"].dot
    assert not shapes["ukraine"].dot


def test_equal_earth_has_the_bounds_of_its_authors() -> None:
    assert equal_earth(0, 0) == (0, 0)
    assert equal_earth(180, 0) == pytest.approx((2.7066299837, 0))
    assert equal_earth(0, 90) == pytest.approx((0, 1.3173627592))


def test_the_azimuthal_projection_gives_snyders_example_and_back() -> None:
    """Snyder 1987, p. 332: a sphere of radius 3, centre 40° N 100° W, point 20° S 100° E."""
    projection = Azimuthal.around(vector_of(-100, 40))
    point = vector_of(100, -20)
    ((x, y),) = projection.points([point])
    assert (3 * x, 3 * y) == pytest.approx((-4.2339303, 4.0257775))
    assert projection.vector((x, y)) == pytest.approx(point)
    ((x, y),) = projection.points([projection.centre])
    assert (x, y) == pytest.approx((0, 0))


@pytest.mark.parametrize("latitude", [90, 89, -90, -88])
def test_around_a_pole_greenwich_is_up(latitude: int) -> None:
    projection = Azimuthal.around(vector_of(70, latitude))
    ((x, y),) = projection.points([vector_of(0, latitude * 0.8)])
    assert x == pytest.approx(0)
    assert y > 0
    assert dot(projection.east, projection.north) == pytest.approx(0)
    (ax, ay, az), (bx, by, bz) = projection.east, projection.north
    cross = (ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx)
    assert cross == pytest.approx(projection.centre), "not mirrored"


SQUARE = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0)]


@pytest.mark.parametrize(
    ("frame", "area"),
    [
        (Box(-5, -5, 15, 15), 100),
        (Box(5, -5, 15, 15), 50),
        (Box(5, 5, 15, 15), 25),
        (Box(2, 2, 4, 4), 4),
        (Box(20, 20, 30, 30), 0),
    ],
)
def test_a_ring_is_cut_at_the_frame(frame: Box, area: float) -> None:
    assert area_of(clip(SQUARE, frame)) == pytest.approx(area)


@pytest.mark.parametrize(
    ("ring", "d"),
    [
        (SQUARE, "M0 0l10 0 0 10-10 0z"),
        ([(0, 0), (5, 0), (10, 0), (10, 10)], "M0 0l10 0 0 10z"),
        ([(0, 0), (0.2, 0), (10, 0), (10, 10)], "M0 0l10 0 0 10z"),
        ([(0, 0), (10, 0), (5, 0), (5, 9)], "M0 0l10 0-5 0 0 9z"),
        ([(0, 0), (0.3, 0.2), (0.1, 0.4)], ""),
    ],
)
def test_a_ring_is_written_in_whole_numbers(ring: list[tuple[float, float]], d: str) -> None:
    assert write_path([ring]) == d


@pytest.mark.parametrize(
    ("line", "smallest", "kept"),
    [
        ([(0, 0), (1, 0.1), (2, 0), (3, 5), (4, 0)], 1.0, [(0, 0), (2, 0), (3, 5), (4, 0)]),
        ([(0, 0), (1, 0.1), (2, 0)], 0.01, [(0, 0), (1, 0.1), (2, 0)]),
        ([(0, 0), (1, 0.1), (2, 0)], 9.0, [(0, 0), (2, 0)]),
        ([(0, 0), (2, 0)], 9.0, [(0, 0), (2, 0)]),
    ],
)
def test_a_line_loses_its_least_important_points(
    line: list[tuple[float, float]], smallest: float, kept: list[tuple[float, float]]
) -> None:
    assert simplify(line, smallest) == kept
    assert simplify(line[::-1], smallest) == kept[::-1]


def test_a_ring_keeps_four_points() -> None:
    circle = [(math.cos(n / 5), math.sin(n / 5)) for n in range(31)]
    assert len(simplify([*circle, circle[0]], 100.0)) == 4


@pytest.mark.parametrize(
    ("counts", "shades"),
    [
        ([1, 1], [(1, 1)]),
        ([3, 1], [(1, 1), (3, 3)]),
        ([8, 7, 2, 1, 1], [(1, 1), (2, 2), (7, 7), (8, 8)]),
        ([1000, 20, 5, 3, 2, 1], [(1, 4), (5, 16), (17, 63), (252, 1000)]),
        ([9, 7, 6, 3, 2, 1], [(1, 2), (3, 4), (5, 6), (7, 9)]),
    ],
)
def test_numbers_of_mentions_are_shaded_by_ranges(counts: list[int], shades: list[tuple[int, int]]) -> None:
    assert list(shades_of(counts)) == shades


def test_every_number_has_one_shade() -> None:
    for most in range(1, 400):
        ranges = shades_of(range(1, most + 1))
        assert [n for first, last in ranges for n in range(first, last + 1)] == list(range(1, most + 1))
        assert len(ranges) <= MOST_SHADES


STORY = "The envoys of Peru and Chile met in Peru. Singapore sent a letter to Peru, and Lake Toba lay still.\n"


def site_of(tmp_path: Path, **files: str) -> Path:
    for name, text in {"one_dot_txt": STORY, **files}.items():
        path = tmp_path / "project" / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    build(tmp_path / "project", tmp_path / "site")
    return tmp_path / "site"


def soup(site: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((site / name).read_text(encoding="utf-8"), "html.parser")


def maps_in(site: Path) -> set[str]:
    return {path.name for path in (site / "assets").glob("maps/*")}


def test_the_countries_mentioned_are_on_the_map_and_in_the_table(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    page = soup(site, "countries/index.html")
    rows = [[cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])] for row in page.select("tbody tr")]
    assert [(name[-5:], region, mentions, articles) for name, region, mentions, articles, _ in rows] == [
        ("Peru", "South America", "3", "1"),
        ("Chile", "South America", "1", "1"),
        ("apore", "Southeast Asia", "1", "1"),
    ]
    links = page.select("figure.world svg a")
    assert [(a["href"], a["class"], a.get_text()) for a in links] == [
        ("peru.html", ["shade5"], "Peru, 3 mentions"),
        ("chile.html", ["shade3"], "Chile, 1 mention"),
        ("singapore.html", ["shade3"], "Singapore, 1 mention"),
    ]
    assert links[2].circle
    assert not links[0].circle
    assert [li.get_text() for li in page.select(".legend li")] == ["1", "3"]
    assert "Natural Earth" in page.figure.figcaption.get_text()
    assert find_mistakes(site) == []


def test_a_country_has_a_locator_in_its_entry_and_on_its_page(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    assert maps_in(site) == {"chile.svg", "peru.svg", "singapore.svg", "world.svg"}
    article = soup(site, "articles/one.html")
    assert [img["src"] for img in article.select("li.entry.country img.locator")] == [
        "../assets/maps/peru.svg",
        "../assets/maps/chile.svg",
        "../assets/maps/singapore.svg",
    ]
    assert {(img["width"], img["height"], img["loading"]) for img in article.select("img.locator")} == {
        ("320", "180", "lazy")
    }
    assert not article.select("li.entry.place img.locator")
    page = soup(site, "countries/peru.html")
    assert page.figure.img["src"] == "../assets/maps/peru.svg"
    assert "Natural Earth" in page.figcaption.get_text()


def test_maps_are_switched_off(tmp_path: Path) -> None:
    site = site_of(tmp_path, site_dot_yaml="maps: false\n")
    assert maps_in(site) == set()
    page = soup(site, "countries/index.html")
    assert not page.select("svg, figure")
    assert len(page.select("tbody tr")) == 3
    assert not soup(site, "articles/one.html").select("img.locator")
    assert not soup(site, "countries/peru.html").select("figure")


def test_where_no_country_is_mentioned_there_is_no_map(tmp_path: Path) -> None:
    site = site_of(tmp_path, one_dot_txt="A quiet day at the mill.\n")
    assert maps_in(site) == set()
    assert not (site / "countries").exists()


def test_a_theme_has_maps_of_its_own(tmp_path: Path) -> None:
    own = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    site = site_of(
        tmp_path,
        one_dot_txt="Peru wrote to Ruritania, and Ruritania to Syldavia.\n",
        knowledge__k_dot_yaml="- {name: Ruritania, kind: country}\n- {name: Syldavia, kind: country}\n",
        theme__static__maps__peru_dot_svg=own,
        theme__static__maps__ruritania_dot_svg=own,
        theme__static__maps__world_dot_svg=own,
    )
    assert maps_in(site) == {"peru.svg", "ruritania.svg", "world.svg"}
    assert {(site / "assets" / "maps" / name).read_text() for name in maps_in(site)} == {own}
    assert soup(site, "countries/ruritania.html").select("figure img")
    assert not soup(site, "countries/syldavia.html").select("figure")
    page = soup(site, "countries/index.html")
    assert [a["href"] for a in page.select("figure.world a")] == ["peru.html"]
    assert len(page.select("tbody tr")) == 3
    assert find_mistakes(site) == []


def test_a_world_of_invented_countries_has_a_table_only(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        one_dot_txt="A letter came from Ruritania.\n",
        knowledge__k_dot_yaml="- {name: Ruritania, kind: country}\n",
    )
    page = soup(site, "countries/index.html")
    assert not page.select("figure")
    assert len(page.select("tbody tr")) == 1


@pytest.mark.parametrize(
    ("summary", "told"),
    [
        ("", ""),
        ("Land of the Incas.", "South America · Capital: Lima"),
        ("Land of the Incas in South America.", "Capital: Lima"),
        ("Its capital is Lima.", "South America"),
    ],
)
def test_capital_and_region_are_told_where_the_summary_does_not(tmp_path: Path, summary: str, told: str) -> None:
    entry = f"- name: Peru\n  kind: country\n  summary: {summary}\n"
    site = site_of(tmp_path, knowledge__k_dot_yaml=entry)
    line = soup(site, "articles/one.html").select_one("#who-peru .entry-role")
    assert (line.get_text() if isinstance(line, Tag) else "") == told
