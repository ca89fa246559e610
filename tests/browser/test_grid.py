"""One grid for every kind of page: the same left edge, and no third of a wide screen left empty beside text."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import OpenPage, each, find_kinds

EDGES = """() => {
    const left = e => Math.round(e.getBoundingClientRect().left);
    const first = [...document.querySelectorAll('main :is(h1, h2, p, ul, table)')].find(e => e.offsetHeight > 1);
    const inner = e => left(e) + parseFloat(getComputedStyle(e).paddingLeft);
    return ['.site-title', 'main', '.site-footer p'].map(s => document.querySelector(s)).map(inner).concat(left(first));
}"""
"""Where the name of the site, the page, its first element and its foot begin, in CSS pixels from the left."""
EMPTY = """() => {
    const main = document.querySelector('main'), style = getComputedStyle(main), frame = main.getBoundingClientRect();
    const right = frame.right - parseFloat(style.paddingRight);
    const shown = [...main.querySelectorAll('p, li, dl, table, img, svg, figure, h1, h2, h3, blockquote, .face')]
        .filter(e => e.checkVisibility() && !e.closest('#card')).map(e => e.getBoundingClientRect());
    const list = document.querySelector('#who'); // goes along with the text
    if (list && getComputedStyle(list).position === 'sticky') {
        const {right, top, width} = list.getBoundingClientRect();
        shown.push({right, top, width, bottom: list.parentElement.getBoundingClientRect().bottom});
    }
    let run = 0, worst = 0;
    for (let y = frame.top; y < frame.bottom - parseFloat(style.paddingBottom); y += 20) {
        const here = shown.filter(r => r.top <= y + 20 && r.bottom >= y && r.width);
        const gap = here.length ? right - Math.max(...here.map(r => r.right)) : 0;
        run = gap > innerWidth / 3 ? run + 20 : 0;
        worst = Math.max(worst, run);
    }
    return worst;
}"""
"""The height in CSS pixels of the longest stretch beside whose text more than a third of the screen is empty."""
SHORT = 200
"""So high such a stretch may be: the end of a list in columns, a line or two before it."""


@pytest.mark.parametrize("name", ["demo", "made"])
def test_every_kind_of_page_stands_in_one_grid(
    visit: OpenPage, site: Path, served: str, made: Path, served_made: str, name: str
) -> None:
    folder, address = (site, served) if name == "demo" else (made, served_made)
    for page in each(visit, [f"{address}/{path}" for path in find_kinds(folder)]):
        assert len(set(page.evaluate(EDGES))) == 1, (page.url, page.evaluate(EDGES))
        assert page.evaluate(EMPTY) <= SHORT, (page.url, page.evaluate(EMPTY))


def test_on_wide_screens_facts_stand_beside_the_text(visit: OpenPage) -> None:
    page = visit("countries/germany.html")
    beside, text = page.locator(".beside").bounding_box(), page.locator(".entity-main").bounding_box()
    assert beside
    assert text
    assert beside["x"] > text["x"] + text["width"]
    page.set_viewport_size({"width": 390, "height": 844})
    narrow = page.locator(".beside").bounding_box()
    assert narrow
    assert narrow["x"] == page.locator(".entity-main").bounding_box()["x"]


def test_the_foot_of_a_short_page_stands_at_the_bottom_of_the_screen(visit: OpenPage) -> None:
    page = visit("404.html", viewport={"width": 1280, "height": 1400})
    foot = page.locator(".site-footer").bounding_box()
    assert foot
    assert foot["y"] + foot["height"] == 1400
    assert not page.evaluate("document.documentElement.scrollHeight > innerHeight")


@pytest.mark.parametrize("width", [800, 900, 1280])
def test_no_link_at_the_top_stands_alone_on_a_line(visit: OpenPage, width: int) -> None:
    page = visit("index.html", viewport={"width": width, "height": 900})
    tops = page.locator(".site-nav a:visible").evaluate_all(
        "all => all.map(e => Math.round(e.getBoundingClientRect().y))"
    )
    assert len(set(tops)) == 1


def test_a_list_that_is_seen_at_once_has_no_filter(visit: OpenPage, site: Path) -> None:
    shown = {}
    for kind in ("people", "countries", "organizations"):
        page = visit(f"{kind}/index.html")
        shown[page.locator(".entity-list > li, tr.entity").count() > 8] = page.locator(".filters").is_visible()
    assert shown == {True: True, False: False}
