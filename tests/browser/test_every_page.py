"""Every kind of page in a real browser: calm, accessible, self-contained."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import STORY, OpenPage

KINDS = [
    "index.html",
    STORY,
    "people/zbigniew-rau.html",
    "people/index.html",
    "countries/ukraine.html",
    "glossary.html",
    "quotations.html",
    "about.html",
    "404.html",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(visit: OpenPage, scheme: str, width: int) -> None:
    for kind in KINDS:
        page = visit(kind, viewport={"width": width, "height": 900}, color_scheme=scheme)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{kind}: {found.generate_report()}"
        if kind == STORY:
            page.focus("#m-ukraine-1")
            page.keyboard.press("Alt+ArrowDown")
            assert Axe().run(page).violations_count == 0


@pytest.mark.parametrize("size", [(320, 256), (320, 640), (768, 1024)])
def test_nothing_scrolls_sideways(visit: OpenPage, size: tuple[int, int]) -> None:
    for kind in [*KINDS, "articles/slower-ferry.html"]:
        page = visit(kind, viewport={"width": size[0], "height": size[1]})
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], kind


def test_without_javascript_the_list_reads_and_links_work(visit: OpenPage) -> None:
    page = visit(java_script_enabled=False)
    assert page.locator("#who").is_visible()
    assert not any(toggles.is_visible() for toggles in page.locator(".toggles").all())
    page.click("#m-zbigniew-rau-1")
    page.wait_for_url("**/people/zbigniew-rau.html")


def test_from_the_disk_the_cards_work(visit: OpenPage, site: Path) -> None:
    page = visit(address=site.as_uri())
    page.hover("#m-zbigniew-rau-1")
    page.wait_for_selector("#card:popover-open")
    page.click("#card .entry-name")
    page.wait_for_url("**/people/zbigniew-rau.html")
    assert page.complaints == []


def test_no_page_complains_or_asks_elsewhere(visit: OpenPage) -> None:
    for kind in KINDS:
        page = visit(kind)
        page.wait_for_load_state("networkidle")
        assert page.complaints == [], kind


def test_nothing_moves_while_the_page_loads(visit: OpenPage) -> None:
    page = visit()
    shift = page.evaluate(
        """() => new Promise(done => {
            let sum = 0;
            new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value; })
                .observe({type: 'layout-shift', buffered: true});
            setTimeout(() => done(sum), 300);
        })"""
    )
    assert shift == 0


def test_the_copied_text_is_the_source(visit: OpenPage) -> None:
    page = visit()
    source = (Path(__file__).parent.parent.parent / "seeds" / "articles" / "battle-tanks-for-ukraine.txt").read_text()
    shown = page.evaluate("document.querySelector('[data-article-body]').textContent")
    assert shown.split() == source.split()[2:]


def test_print_numbers_notes_and_hides_controls(visit: OpenPage) -> None:
    page = visit()
    page.emulate_media(media="print")
    assert not any(toggles.is_visible() for toggles in page.locator(".toggles").all())
    pairs = page.evaluate(
        """() => [...document.querySelectorAll('a.mention[data-note]')].map(m => [
            getComputedStyle(m, '::after').content,
            getComputedStyle(document.getElementById(m.getAttribute('aria-details')), '::before').content,
        ])"""
    )
    assert len(pairs) == 18
    assert all(mention == entry and mention not in ("none", "normal") for mention, entry in pairs)


def test_reduced_motion_has_no_transitions(visit: OpenPage) -> None:
    page = visit(reduced_motion="reduce")
    assert page.evaluate("getComputedStyle(document.querySelector('a.mention')).transitionDuration") == "0s"


def test_text_spacing_clips_nothing(visit: OpenPage) -> None:
    page = visit(viewport={"width": 390, "height": 800})
    page.evaluate(
        """() => { for (const e of document.querySelectorAll('*')) {
            e.style.lineHeight = '1.5'; e.style.letterSpacing = '.12em'; e.style.wordSpacing = '.16em';
        } }"""
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize(("name", "most"), [("cards.js", 3072), ("style.css", 5120)])
def test_the_budgets_hold(site: Path, name: str, most: int) -> None:
    assert len(gzip.compress((site / "assets" / name).read_bytes(), mtime=0)) <= most


def test_the_numbers_of_notes_are_seen(visit: OpenPage) -> None:
    page = visit("articles/slower-ferry.html")
    for link in (".note-ref", ".note-back"):
        box = page.locator(link).first.bounding_box()
        assert box
        assert box["width"] > 4
    assert page.evaluate("getComputedStyle(document.querySelector('.note-ref'), '::after').content") == '"1"'
