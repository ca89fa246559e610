"""Nothing moves by itself: not while a page loads, and not while a card opens over it."""

from __future__ import annotations

from conftest import OpenPage, Story
from playwright.sync_api import Page

COLD_STARTS = 8
WATCH = """() => {
    window.shifted = 0;
    new PerformanceObserver(list => { for (const entry of list.getEntries()) window.shifted += entry.value; })
        .observe({type: 'layout-shift', buffered: true});
}"""
"""Adds up all layout shifts since the page began, those after a key or click too."""


def shifts(pages: list[Page]) -> list[float]:
    """What has shifted on each page that watches, 200 ms from now."""
    pages[-1].wait_for_timeout(200)
    return [float(page.evaluate("window.shifted")) for page in pages]


def test_no_cold_start_shifts_anything_and_no_card_does(read: OpenPage, story: Story) -> None:
    widths = [(1440, 1280, 768, 390)[start % 4] for start in range(COLD_STARTS)]
    pages = [read(viewport={"width": width, "height": 900}) for width in widths]
    for page in pages:
        page.wait_for_load_state("load")
        page.evaluate(WATCH)
    assert shifts(pages) == [0] * COLD_STARTS, widths
    for page in pages:
        page.focus(f"#m-{story.repeated}-1")
        page.keyboard.press("Alt+ArrowDown")
        page.keyboard.press("Escape")
        page.keyboard.press("Alt+ArrowDown")
        assert page.query_selector("#card:popover-open")
    assert shifts(pages) == [0] * COLD_STARTS, f"with a card, {widths}"


def test_a_shift_is_seen(visit: OpenPage) -> None:
    page = visit("about.html", bypass_csp=True)
    page.add_style_tag(content="main { padding-block-start: 20rem }")
    page.evaluate(WATCH)
    assert shifts([page])[0] > 0
