"""Dates that age: the same card as for names, by mouse and by finger; the list for everybody; words in print."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import OpenPage

CARD = "#card:popover-open"
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 780}, "has_touch": True, "is_mobile": True}


def test_hover_tells_the_day_and_escape_closes(visit: OpenPage) -> None:
    page = visit()
    page.hover("#d1")
    page.wait_for_selector(CARD)
    assert page.inner_text("#card-title") == "Friday, 20 January 2023"
    page.keyboard.press("Escape")
    page.wait_for_selector("#card:not(:popover-open)", state="attached")
    assert page.complaints == []


def test_a_tap_opens_the_sheet_and_a_second_one_leads_nowhere(visit: OpenPage) -> None:
    page = visit(**PHONE)
    address = page.url
    page.tap("#d1")
    page.wait_for_selector(f"{CARD}.sheet")
    page.tap("#d1")
    page.wait_for_timeout(200)
    assert page.url == address


def test_a_date_is_no_stop_for_the_tab_key_and_stands_in_the_list(visit: OpenPage) -> None:
    page = visit(java_script_enabled=False)
    assert page.locator("#when-2023-01-20").is_visible()
    page = visit()
    stops = page.evaluate("[...document.querySelectorAll('time')].filter(t => t.tabIndex >= 0).length")
    assert stops == 0
    page.click("#when-2023-01-20 .unfold")
    page.click("#when-2023-01-20 .entry-mentions a")
    assert page.url.endswith("#d1")


def test_a_date_looks_like_the_words_around_it(visit: OpenPage) -> None:
    page = visit()
    look = "e => { const s = getComputedStyle(e); return [s.fontSize, s.fontFamily, s.color] }"
    assert page.eval_on_selector("#d1", look) == page.eval_on_selector("#p1", look)


@pytest.mark.parametrize(("media", "content"), [("screen", "none"), ("print", '" [20 January 2023]"')])
def test_print_tells_the_day_in_brackets(visit: OpenPage, media: str, content: str) -> None:
    page = visit()
    page.emulate_media(media=media)
    shown = page.evaluate("getComputedStyle(document.getElementById('d1'), '::after').content")
    assert shown.replace('" "', "") == content
    assert page.evaluate("document.getElementById('d1').textContent") == "Friday"
    assert page.locator("#when-2023-01-20").is_visible() is (media == "screen")


@pytest.mark.parametrize("settings", [{}, {"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_the_mark_is_there_in_every_scheme(visit: OpenPage, settings: dict[str, Any]) -> None:
    page = visit(**settings)
    style = "e => getComputedStyle(e).textDecorationLine + ' ' + getComputedStyle(e).textDecorationStyle"
    assert page.eval_on_selector("#d1", style) == "underline dotted"


def test_right_to_left_the_card_stays_in_the_window(visit: OpenPage) -> None:
    page = visit(viewport={"width": 390, "height": 800})
    page.evaluate("document.documentElement.dir = 'rtl'")
    page.hover("#d1")
    page.wait_for_selector(CARD)
    box = page.locator("#card").bounding_box()
    assert box
    assert 0 <= box["x"] <= 390 - box["width"]
