"""Every kind of page in a real browser, of the demo site and of a made one: calm, accessible, self-contained."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from accessibility import assert_accessible
from conftest import STORY, OpenPage, Story, each, find_kinds

PARTS_CUT = """() => {
const inside = box => box.right <= innerWidth + 1 && box.left >= -1;
const moves = e => /auto|scroll/.test(getComputedStyle(e).overflowX) && inside(e.getBoundingClientRect());
const scrolls = e => e !== null && e !== document.body && (moves(e) || scrolls(e.parentElement));
return [...document.querySelectorAll('body *')].filter(e => {
    const style = getComputedStyle(e), box = e.getBoundingClientRect();
    if (!box.width || !box.height || e.closest('.hidden, .skip')) return false;
    const cut = (overflow, full, seen) => /hidden|clip/.test(overflow) && full > seen + 1;
    return cut(style.overflowX, e.scrollWidth, e.clientWidth) || cut(style.overflowY, e.scrollHeight, e.clientHeight)
        || (!inside(box) && !scrolls(e.parentElement));
}).map(e => e.outerHTML.slice(0, 120));
}"""
"""What hides a part of itself, or reaches out of the window; what lies in a box that scrolls sideways may, when the box
itself is in the window."""
OVERLAPS = """() => {
    const lines = [];
    const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement;
        const isSeen = parent.checkVisibility({opacityProperty: true}) && !parent.closest('.hidden, #card, #who');
        if (!walker.currentNode.data.trim() || !isSeen) continue;
        const range = document.createRange();
        range.selectNodeContents(walker.currentNode);
        for (const r of range.getClientRects()) if (r.width > 2) lines.push([r, walker.currentNode.data.trim()]);
    }
    const deep = (a, b) => Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > Math.min(a.height, b.height) / 2
        && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2;
    const found = [];
    for (let i = 0; i < lines.length; i++)
        for (let j = i + 1; j < Math.min(lines.length, i + 40); j++)
            if (deep(lines[i][0], lines[j][0])) found.push([lines[i][1].slice(0, 40), lines[j][1].slice(0, 40)]);
    return found;
}"""
"""Lines of text of which one lies on the other."""
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p, li, dd { margin-block-end: 2em !important; }"""
"""The text spacing of WCAG 2.2, criterion 1.4.12."""


@pytest.fixture(params=["demo", "made"])
def kinds(request: pytest.FixtureRequest, site: Path, served: str, made: Path, served_made: str) -> list[str]:
    """The addresses of one page of every kind."""
    folder, address = (site, served) if request.param == "demo" else (made, served_made)
    extra = [f"{served}/articles/slower-ferry.html"] if folder == site else []
    return [*(f"{address}/{kind}" for kind in find_kinds(folder)), *extra]


def test_there_is_every_kind(site: Path, made: Path) -> None:
    folders = ["archive", "articles", "countries", "organizations", "people", "places", "tags"]
    for folder in (site, made):
        found = {path.rpartition("/")[0] for path in find_kinds(folder)}
        assert set(folders) <= found
    assert "page/2.html" in find_kinds(made)
    assert STORY in find_kinds(site)


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(visit: OpenPage, kinds: list[str], width: int) -> None:
    if not kinds[-1].endswith("slower-ferry.html"):  # of the made site those that differ from the demo's
        kinds = [kind for kind in kinds if re.search(r"/articles/|/page/|/people/.*-|quotations", kind)]
    for page in each(visit, kinds, viewport={"width": width, "height": 900}):
        assert_accessible(page)
        if page.locator("a.mention").count():
            page.locator("a.mention").last.focus()
            page.keyboard.press("Alt+ArrowDown")
            assert page.query_selector("#card:popover-open")
            assert_accessible(page, "#card", ".article-body")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_cannot_be_read_in_one_scheme_is_found(visit: OpenPage, scheme: str) -> None:
    page = visit("about.html", bypass_csp=True)
    grey = "main p { color: #777; background: #888 }"
    page.add_style_tag(content=f"@media (prefers-color-scheme: {scheme}) {{ {grey} }}")
    with pytest.raises(AssertionError, match="contrast"):
        assert_accessible(page)


@pytest.mark.parametrize("size", [(320, 256), (320, 640), (768, 1024)])
def test_nothing_scrolls_sideways(visit: OpenPage, kinds: list[str], size: tuple[int, int]) -> None:
    for page in each(visit, kinds, viewport={"width": size[0], "height": size[1]}):
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], page.url


@pytest.mark.parametrize("width", [1440, 320])
def test_more_space_in_the_text_cuts_nothing(visit: OpenPage, kinds: list[str], width: int) -> None:
    for page in each(visit, kinds, viewport={"width": width, "height": 800}, bypass_csp=True):
        page.add_style_tag(content=SPACING)
        assert page.evaluate(PARTS_CUT) == [], page.url
        assert page.evaluate(OVERLAPS) == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
        if page.locator("a.mention").count():
            page.locator("a.mention").first.focus()
            page.keyboard.press("Alt+ArrowDown")
            assert page.evaluate(PARTS_CUT) == [], f"{page.url} with a card"


def test_what_is_cut_or_lies_on_another_is_found(visit: OpenPage) -> None:
    page = visit("about.html", bypass_csp=True)
    page.add_style_tag(content="main p { max-height: 10px; overflow: hidden }")
    assert page.evaluate(PARTS_CUT) != []
    page = visit("about.html", bypass_csp=True)
    page.add_style_tag(content="main p { max-height: 10px; margin: 0 }")
    assert page.evaluate(OVERLAPS) != []


def test_without_javascript_everything_reads_and_no_control_is_dead(visit: OpenPage, kinds: list[str]) -> None:
    controls = ":is(button, input, select, textarea, summary:not(.occurrences > *), [role=button], #card):visible"
    for page in each(visit, kinds, java_script_enabled=False):
        assert page.locator("h1").is_visible()
        assert page.locator(controls).count() == 0, page.url


def test_without_javascript_the_list_reads_and_links_work(read: OpenPage, story: Story) -> None:
    page = read(java_script_enabled=False)
    assert page.locator("#who").is_visible()
    assert page.locator(".entry").count() >= 18
    page.click(f"#who-{story.person} .entry-said a >> nth=0")
    assert "#q" in page.url
    page.click(story.first)
    page.wait_for_url(f"**/people/{story.person}.html")


def test_from_the_disk_the_cards_work(visit: OpenPage, story: Story) -> None:
    page = visit(story.path, story.site.as_uri())
    page.hover(story.first)
    page.wait_for_selector("#card:popover-open")
    page.click("#card .entry-name")
    page.wait_for_url(f"**/people/{story.person}.html")
    assert page.complaints == []


def test_no_page_complains_or_asks_elsewhere(visit: OpenPage, kinds: list[str]) -> None:
    for page in each(visit, kinds):
        page.wait_for_load_state("load")
        page.wait_for_timeout(100)
        assert page.complaints == [], page.url


def test_the_copied_text_is_the_source(visit: OpenPage) -> None:
    page = visit()
    source = (Path(__file__).parent.parent.parent / "seeds" / "articles" / "battle-tanks-for-ukraine.txt").read_text()
    shown = page.evaluate("document.querySelector('[data-article-body]').textContent")
    assert shown.split() == source.split()[2:]
    copied = page.evaluate(
        "(getSelection().selectAllChildren(document.querySelector('[data-article-body]')), `${getSelection()}`)"
    )
    assert copied.split() == source.split()[2:]


def test_the_numbers_of_notes_are_seen(visit: OpenPage) -> None:
    page = visit("articles/slower-ferry.html")
    for link in (".note-ref", ".note-back"):
        box = page.locator(link).first.bounding_box()
        assert box
        assert box["width"] > 4
    assert page.evaluate("getComputedStyle(document.querySelector('.note-ref'), '::after').content") == '"1"'
