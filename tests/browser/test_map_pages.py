"""Maps in a real browser: in the card, in light and dark, from the keyboard."""

from __future__ import annotations

import base64

import pytest
from conftest import OpenPage
from playwright.sync_api import Page, Route

CARD = "#card:popover-open"
MAP = f"{CARD} .locator"
LOADED = "document.querySelector('#card .locator').naturalWidth > 0"


def open_card(page: Page, mention: str) -> None:
    page.focus(mention)
    page.keyboard.press("Alt+ArrowDown")
    page.wait_for_selector(MAP)
    wait_until_loaded(page)


def wait_until_loaded(page: Page) -> None:
    """Waits for the picture in the card; `wait_for_function` would offend against the page's policy."""
    for _ in range(100):
        if page.evaluate(LOADED):
            return
        page.wait_for_timeout(50)
    raise AssertionError("the map never came")


def colour_at(page: Page, selector: str, across: float, down: float) -> list[int]:
    """Red, green and blue of what is seen at a place in an element, given as shares of its width and height."""
    picture = base64.b64encode(page.locator(selector).screenshot()).decode()
    return page.evaluate(
        """async ([picture, across, down]) => {
            const image = new Image();
            image.src = "data:image/png;base64," + picture;
            await image.decode();
            const canvas = document.createElement("canvas");
            [canvas.width, canvas.height] = [image.width, image.height];
            const context = canvas.getContext("2d");
            context.drawImage(image, 0, 0);
            return [...context.getImageData(image.width * across, image.height * down, 1, 1).data].slice(0, 3);
        }""",
        [picture, across, down],
    )


@pytest.mark.parametrize(
    ("scheme", "country", "sea"), [("light", "#00695c", "#eaeef1"), ("dark", "#5fd0bd", "#15191c")]
)
def test_the_card_of_a_country_shows_where_it_lies(visit: OpenPage, scheme: str, country: str, sea: str) -> None:
    page = visit(color_scheme=scheme)
    open_card(page, "#m-ukraine-1")
    box = page.locator(MAP).bounding_box()
    assert box
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 900
    assert box["width"] / box["height"] == pytest.approx(320 / 180, abs=0.02)
    assert colour_at(page, MAP, 0.5, 0.5) == list(bytes.fromhex(country[1:]))
    assert colour_at(page, MAP, 0.56, 0.8) == list(bytes.fromhex(sea[1:])), "the Black Sea"
    assert page.complaints == []


@pytest.mark.parametrize("size", [(1280, 640), (390, 780), (320, 640)])
def test_the_card_with_a_map_fits_the_window_and_leaves_its_mention_free(
    visit: OpenPage, size: tuple[int, int]
) -> None:
    page = visit(viewport={"width": size[0], "height": size[1]})
    open_card(page, "#m-germany-1")
    card, mention = page.locator(CARD).bounding_box(), page.locator("#m-germany-1").bounding_box()
    assert card
    assert mention
    assert card["x"] >= 0
    assert card["x"] + card["width"] <= size[0]
    assert card["y"] >= 0
    assert card["y"] + card["height"] <= size[1]
    assert card["y"] >= mention["y"] + mention["height"] or card["y"] + card["height"] <= mention["y"]


def test_the_sheet_shows_the_map_too(visit: OpenPage) -> None:
    page = visit(viewport={"width": 390, "height": 780}, has_touch=True, is_mobile=True)
    page.tap("#m-germany-1")
    page.wait_for_selector("#card.sheet:popover-open .locator")
    wait_until_loaded(page)
    box = page.locator(MAP).bounding_box()
    assert box
    assert box["y"] + box["height"] <= 780


def test_maps_are_loaded_when_a_card_opens_and_nothing_moves(visit: OpenPage) -> None:
    page = visit()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    held: list[Route] = []
    page.route("**/maps/*.svg", lambda route: held.append(route))
    page.reload(wait_until="networkidle")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(200)
    assert not any("/maps/" in url for url in asked), "the list shows none"
    page.focus("#m-ukraine-1")
    page.keyboard.press("Alt+ArrowDown")
    page.wait_for_selector(MAP, state="attached")
    page.wait_for_timeout(100)
    before = page.locator(CARD).bounding_box()
    assert not page.evaluate(LOADED)
    held[0].continue_()
    wait_until_loaded(page)
    assert page.locator(CARD).bounding_box() == before
    assert [url.rpartition("/")[2] for url in asked if "/maps/" in url] == ["ukraine.svg"]


def test_the_entry_of_a_place_has_no_map(visit: OpenPage) -> None:
    page = visit()
    page.focus("#m-kyiv-1")
    page.keyboard.press("Alt+ArrowDown")
    page.wait_for_selector(CARD)
    assert not page.query_selector(MAP)


def test_the_keyboard_reaches_a_country_of_the_world_and_follows_it(visit: OpenPage) -> None:
    page = visit("countries/index.html")
    names = page.locator("figure.world a text").all_text_contents()
    assert len(names) == page.locator("table.countries tbody tr").count()
    place = next(n for n, name in enumerate(names) if name.startswith("Ukraine, "))
    page.locator("figure.world a").first.focus()
    for _ in range(place):
        page.keyboard.press("Tab")
    focused = "document.activeElement.querySelector('text')"
    assert page.evaluate(f"{focused}.textContent") == names[place]
    label, country = page.locator(".world-name").bounding_box(), page.locator(":focus path").bounding_box()
    assert page.inner_text(".world-name") == names[place]
    assert label
    assert country
    assert country["x"] <= label["x"] <= country["x"] + country["width"] + 40
    assert country["y"] <= label["y"] <= country["y"] + country["height"] + 40
    strokes = page.evaluate(
        "[...document.querySelectorAll('.world a path')].slice(0, 3).map(path => getComputedStyle(path).stroke)"
    )
    assert len(set(strokes)) == 2, "the one in focus stands out"
    page.keyboard.press("Enter")
    page.wait_for_url("**/countries/ukraine.html")
    assert page.complaints == []


def test_each_country_of_the_world_has_a_name_for_the_screen_reader(visit: OpenPage) -> None:
    page = visit("countries/index.html")
    world = page.get_by_role("group", name="The countries mentioned, on a map of the world")
    assert world.get_by_role("link").count() == page.locator("table.countries tbody tr").count()
    assert world.get_by_role("link", name="Ukraine, 7 mentions").count() == 1


def test_the_table_of_countries_is_filtered(visit: OpenPage) -> None:
    page = visit("countries/index.html")
    page.fill("#filter-name", "ukrain")
    assert [row.inner_text().split("\t")[0].strip()[-7:] for row in page.locator("tbody tr:visible").all()] == [
        "Ukraine"
    ]


def test_a_map_of_the_world_scales_with_the_window(visit: OpenPage) -> None:
    for width, margin in ((1280, 192), (390, 32), (320, 32)):
        page = visit("countries/index.html", viewport={"width": width, "height": 700})
        box = page.locator("figure.world .world-view").bounding_box()
        assert box
        assert box["width"] == pytest.approx(width - margin, abs=2)
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_on_a_phone_the_map_is_larger_than_the_screen_and_begins_where_most_is(visit: OpenPage) -> None:
    page = visit("countries/index.html", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    box = page.locator("figure.world svg").bounding_box()
    assert box
    assert box["width"] > 2 * 390
    most = page.locator(".world .shade5 path").first.bounding_box()
    assert most
    assert 0 < most["x"] < 390 - most["width"]
    before = page.evaluate("document.querySelector('.world-view').scrollLeft")
    page.evaluate("document.querySelector('.world-view').scrollLeft += 100")
    assert page.evaluate("document.querySelector('.world-view').scrollLeft") == before + 100


def test_the_name_stands_beside_the_pointer_and_goes_with_it(visit: OpenPage) -> None:
    page = visit("countries/index.html")
    for country in page.locator(".world a").all()[:3]:
        shape = country.locator("path, circle").first
        shape.scroll_into_view_if_needed()
        point = shape.evaluate(POINT_INSIDE)
        page.mouse.move(*point)
        label = page.locator(".world-name").bounding_box()
        assert label
        assert page.inner_text(".world-name") == country.locator("text").text_content()
        assert abs(label["x"] - point[0]) < 40
        assert abs(label["y"] - point[1]) < 40
        fill = page.evaluate("getComputedStyle(document.querySelector('.world a:hover')).fill")
        assert fill == shape.evaluate("e => getComputedStyle(e).fill") != page.evaluate(SPOKEN)
    page.mouse.move(5, 5)
    assert page.locator(".world-name").is_hidden()
    assert page.complaints == []


POINT_INSIDE = """shape => {
    const {left, top, width, height} = shape.getBoundingClientRect();
    for (let x = left + width / 2; x < left + width; x += 1)
        for (let y = top; y < top + height; y += 1)
            if (document.elementFromPoint(x, y) === shape) return [x, y];
}"""
SPOKEN = """() => {
    const probe = document.body.appendChild(document.createElement('p'));
    probe.style.color = 'var(--spoken)';
    return getComputedStyle(probe).color;
}"""


def test_without_scripts_the_name_stands_on_the_map(visit: OpenPage) -> None:
    page = visit("countries/index.html", java_script_enabled=False)
    page.locator(".world a").first.focus()
    assert page.locator(".world a text").first.evaluate("e => getComputedStyle(e).opacity") == "1"
