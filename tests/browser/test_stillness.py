"""Nothing moves by itself: not while a page loads, and not while a card opens over it."""

from __future__ import annotations

from conftest import OpenPage, Story
from playwright.sync_api import Page

COLD_STARTS = 8
SHIFTED = """() => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; })
        .observe({type: 'layout-shift', buffered: true});
    setTimeout(() => done(sum), 200);
})"""
"""All layout shifts since the page began, those after a key or click too."""


def shift(page: Page) -> float:
    return float(page.evaluate(SHIFTED))


def test_no_cold_start_shifts_anything_and_no_card_does(read: OpenPage, story: Story) -> None:
    for start in range(COLD_STARTS):
        width = (1440, 1280, 768, 390)[start % 4]
        page = read(viewport={"width": width, "height": 900})
        page.wait_for_load_state("load")
        assert shift(page) == 0, width
        page.focus(f"#m-{story.repeated}-1")
        page.keyboard.press("Alt+ArrowDown")
        page.keyboard.press("Escape")
        page.keyboard.press("Alt+ArrowDown")
        assert page.query_selector("#card:popover-open")
        assert shift(page) == 0, f"{width}, with a card"


def test_a_shift_is_seen(visit: OpenPage) -> None:
    page = visit("about.html", bypass_csp=True)
    page.add_style_tag(content="main { padding-block-start: 20rem }")
    assert shift(page) > 0
