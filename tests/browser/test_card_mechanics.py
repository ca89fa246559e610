"""What opens no card, and what keeps one: buttons that are down, selections, the slow way to it, boxes that scroll."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import OpenPage, serving_article
from playwright.sync_api import Page

CARD = "#card:popover-open"
WIDE = " | ".join(f"Column {number}" for number in range(1, 30))
TABLE = f"""# Boats

Rosa Ibarra, the mayor of Tarma, came. Peru paid.

| Place | {WIDE} |
|{"---|" * 30}
| Peru | {" | ".join("4,000 boats" for _ in range(29))} |
| Chile | {" | ".join("4,000 boats" for _ in range(29))} |
"""


def middle(page: Page, selector: str, line: int = 0) -> tuple[float, float]:
    """The middle of one line of an element."""
    x, y = page.eval_on_selector(
        selector, "(e, line) => (r => [r.x + r.width / 2, r.y + r.height / 2])(e.getClientRects()[line])", line
    )
    return float(x), float(y)


def test_a_drag_over_names_opens_nothing_and_selects_what_it_passes(visit: OpenPage) -> None:
    page = visit(stopped=True)
    page.evaluate("scrollTo({top: 500, behavior: 'instant'})")
    start, end = middle(page, "#p3"), middle(page, "#m-zbigniew-rau-1")
    page.mouse.move(start[0] - 200, start[1])
    page.mouse.down()
    for step in range(1, 9):
        page.mouse.move(start[0] + (end[0] - start[0]) * step / 8, start[1] + (end[1] - start[1]) * step / 8)
        page.clock.run_for(500)
        assert page.query_selector(CARD) is None
    page.clock.run_for(2000)
    assert page.evaluate("`${getSelection()}`").rpartition("Foreign Minister")[2].strip() in "Zbigniew Rau"
    page.mouse.up()
    page.mouse.move(end[0] + 1, end[1])
    page.clock.run_for(2000)
    assert page.query_selector(CARD) is None, "nor does its end"
    page.mouse.move(5, 5)
    page.mouse.move(*end)
    page.clock.run_for(500)
    assert page.query_selector(CARD) is not None, "but coming back does"


def test_a_drag_shuts_the_card_that_is_open(visit: OpenPage) -> None:
    page = visit(stopped=True)
    page.hover("#m-poland-1")
    page.clock.run_for(500)
    assert page.query_selector(CARD)
    x, y = middle(page, "#m-poland-1")
    page.mouse.move(x + 60, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 70)
    assert page.query_selector(CARD) is None
    page.mouse.up()


def test_words_of_the_card_can_be_selected(visit: OpenPage) -> None:
    page = visit()
    page.hover("#m-zbigniew-rau-1")
    page.wait_for_selector(CARD)
    box = page.locator("#card .entry-summary").bounding_box()
    assert box
    page.mouse.move(box["x"] + 30, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(box["x"] + 170, box["y"] + 14, steps=5)
    page.mouse.up()
    page.wait_for_timeout(500)
    assert page.query_selector(CARD)
    assert page.evaluate("`${getSelection()}`") in page.inner_text("#card .entry-summary")
    assert page.evaluate("getSelection().isCollapsed") is False


BROKEN = """() => [...document.querySelectorAll('a.mention[aria-details]')].filter(m => m.getClientRects().length > 1)
    .map(m => m.id)"""


@pytest.mark.parametrize("width", [900, 1280, 1100])
def test_the_slow_way_from_the_first_line_of_a_mention_keeps_its_card(visit: OpenPage, width: int) -> None:
    page = visit(viewport={"width": width, "height": 900}, stopped=True)
    broken = page.evaluate(BROKEN)
    assert broken, "a mention stands on two lines"
    for fragment in broken:
        page.eval_on_selector(f"#{fragment}", "e => e.scrollIntoView({block: 'center', behavior: 'instant'})")
        x, y = middle(page, f"#{fragment}")
        page.mouse.move(2, 2)
        page.clock.run_for(1000)
        page.mouse.move(x, y)
        page.clock.run_for(500)
        title = page.inner_text("#card-title")
        box = page.locator("#card").bounding_box()
        assert box
        edge = box["y"] + 3 if box["y"] > y else box["y"] + box["height"] - 3
        goal = min(max(x, box["x"] + 20), box["x"] + box["width"] - 20)
        for step in range(1, 31):
            page.mouse.move(x + (goal - x) * step / 30, y + (edge - y) * step / 30)
            page.clock.run_for(120)
            assert page.query_selector(CARD), f"{fragment}, step {step}"
            assert page.inner_text("#card-title") == title
        page.clock.run_for(2000)
        assert page.inner_text("#card-title") == title
        page.keyboard.press("Escape")


def test_a_pointer_that_rests_on_another_name_on_the_way_opens_that(visit: OpenPage) -> None:
    page = visit(stopped=True)
    page.hover("#m-poland-1")
    page.clock.run_for(500)
    page.hover("#m-latvia-1")
    page.clock.run_for(400)
    assert "Latvia" in page.inner_text("#card-title")


@pytest.fixture
def tables(tmp_path: Path) -> Iterator[str]:
    """The address of a site with a table that is wider than its page."""
    with serving_article(tmp_path, "boats.md", TABLE) as address:
        yield address


def test_a_card_goes_with_its_table_and_shuts_when_its_mention_is_gone(visit: OpenPage, tables: str) -> None:
    page = visit("articles/boats.html", tables)
    page.hover("table .mention")
    page.wait_for_selector(CARD)
    left = "document.getElementById('card').getBoundingClientRect().left"
    before = page.evaluate(left)
    scroll = "by => { document.querySelector('table').scrollLeft += by; }"
    page.evaluate(scroll, 12)
    page.wait_for_timeout(100)
    assert abs(before - 12 - page.evaluate(left)) < 2
    page.evaluate(scroll, 500)
    page.wait_for_selector("#card:not(:popover-open)", state="attached")
    page.wait_for_timeout(600)
    assert page.query_selector(CARD) is None
    assert page.complaints == []


PLAIN = "#m-rezaul-moktadir-2"
"""Named in a sentence that tells all that is known of him."""
RIVER = "articles/river-gauge-in-bangladesh.html"


def test_a_name_of_which_its_card_would_tell_nothing_is_followed_at_once(visit: OpenPage) -> None:
    page = visit(RIVER, stopped=True)
    page.hover(PLAIN)
    page.clock.run_for(2000)
    assert page.query_selector(CARD) is None
    page.focus(PLAIN)
    page.keyboard.press("Alt+ArrowDown")
    page.clock.run_for(2000)
    assert page.query_selector(CARD) is None
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/rezaul-moktadir.html")
    phone = visit(RIVER, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    phone.tap(PLAIN)
    phone.wait_for_url("**/people/rezaul-moktadir.html")


def test_the_card_of_another_mention_leads_through_it(visit: OpenPage) -> None:
    page = visit(RIVER)
    page.focus("#m-rezaul-moktadir-1")
    page.keyboard.press("Alt+ArrowDown")
    page.click("#card .steps a:last-child")
    assert page.evaluate("[location.hash, document.activeElement.id]") == [PLAIN, PLAIN[1:]]
    assert page.inner_text("#card .steps span") == "2 of 3"


def test_the_people_of_a_country_lead_to_where_they_are_named(visit: OpenPage) -> None:
    page = visit()
    page.focus("#m-poland-1")
    page.keyboard.press("Alt+ArrowDown")
    page.click("#card .entry-people a")
    assert page.evaluate("[location.hash, document.activeElement.id]") == ["#m-zbigniew-rau-1", "m-zbigniew-rau-1"]
    assert page.inner_text("#card-title") == "Zbigniew Rau"
