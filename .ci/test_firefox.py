"""The core of the hover card in Firefox: hover, focus, Escape, Tab, the place of the card, the sheet."""

from __future__ import annotations

import functools
import http.server
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import made_site
import pytest
from bidi import Page, firefox

from sitegen.build import build

ROOT = Path(__file__).parent.parent
PLACED = (ROOT / "tests" / "browser" / "placed.js").read_text(encoding="utf-8").partition("\n")[2]
OPEN = "document.getElementById('card').matches(':popover-open')"
FOCUSED = "document.activeElement.id"
INSIDE = "document.getElementById('card').contains(document.activeElement)"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """One Firefox for all tests."""
    with firefox(tmp_path_factory.mktemp("profile")) as page:
        yield page


@pytest.fixture(scope="module", params=["demo", "made"])
def story(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """The address of the article of the seed, then of a made one; and three mentions that follow one another."""
    folder = tmp_path_factory.mktemp("story")
    made = request.param == "made"
    build(made_site.write_project(folder / "project") if made else ROOT / "seeds", folder / "site")
    handler = functools.partial(_Quiet, directory=str(folder / "site"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    path = made_site.STORY if made else "articles/battle-tanks-for-ukraine.html"
    row = (
        ["lutheran-gauge-archive-2", "quellmar-3", "ottokar-brennhuis-2"]
        if made
        else ["poland-1", "latvia-1", "russia-1"]
    )
    yield f"http://127.0.0.1:{server.server_port}/{path}", [f"m-{name}" for name in row]
    server.shutdown()


def until(page: Page, expression: str, most: float = 5) -> float:
    """Seconds until an expression is true. Fails when it is not in time."""
    begun = time.perf_counter()
    while not page.evaluate(expression):
        assert time.perf_counter() - begun < most, expression
    return time.perf_counter() - begun


WATCHED = """(() => {
    window.seen = {};
    addEventListener('pointermove', event => { seen[event.clientX < 9 ? 'left' : 'moved'] = performance.now(); }, true);
    document.getElementById('card').addEventListener('toggle', event => { seen[event.newState] = performance.now(); });
})()"""
"""Notes when the pointer came and left, when the card opened and closed: in milliseconds."""


def test_hover_opens_after_a_rest_and_leaving_closes(page: Page, story: tuple[str, list[str]]) -> None:
    opened, closed = [], []
    for _ in range(3):
        page.visit(story[0])
        place = page.middle(f"#{story[1][0]}")
        page.evaluate(WATCHED)
        page.move(*place)
        until(page, "seen.open")
        page.move(2, 2)
        until(page, "seen.closed")
        seen = page.evaluate("seen")
        opened.append(seen["open"] - seen["moved"])
        closed.append(seen["closed"] - seen["left"])
    print(f"\nFirefox: opens after {min(opened):.0f} ms, closes after {min(closed):.0f} ms", end=" ")
    assert 250 <= min(opened) <= 600
    assert 200 <= min(closed) <= 500


def test_the_card_stays_under_the_pointer_and_escape_shuts_it(page: Page, story: tuple[str, list[str]]) -> None:
    page.visit(story[0])
    page.move(*page.middle(f"#{story[1][0]}"))
    until(page, OPEN)
    x, y, width = page.evaluate("(b => [b.x, b.y, b.width])(document.getElementById('card').getBoundingClientRect())")
    page.move(round(x + width / 2), round(y + 12))
    time.sleep(2.5)
    assert page.evaluate(OPEN)
    page.press("Escape")
    assert not page.evaluate(OPEN)
    time.sleep(0.7)
    assert not page.evaluate(OPEN)


def test_focus_opens_tab_enters_and_leaves_escape_keeps_the_focus(page: Page, story: tuple[str, list[str]]) -> None:
    before, here, after = story[1]
    page.visit(story[0])
    page.evaluate(f"document.getElementById('{before}').focus()")
    page.press("Tab")
    assert page.evaluate(FOCUSED) == here
    assert until(page, OPEN) <= 2
    page.press("Escape")
    time.sleep(0.7)
    assert (page.evaluate(FOCUSED), page.evaluate(OPEN)) == (here, False)
    page.press("Alt", "ArrowDown")
    assert page.evaluate(FOCUSED) == "card"
    for _ in range(12):
        page.press("Tab")
        if not page.evaluate(INSIDE):
            break
    assert page.evaluate(FOCUSED) == after
    page.press("Shift", "Tab")
    assert page.evaluate(FOCUSED) == here


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (1440, 500), (768, 1024), (390, 780)])
def test_every_card_is_inside_the_view_and_its_mention_uncovered(
    page: Page, story: tuple[str, list[str]], width: int, height: int
) -> None:
    page.visit(story[0], width, height)
    assert page.evaluate("document.querySelectorAll('a.mention').length") >= 20
    assert page.evaluate(f"({PLACED})('keyboard')") == []


def test_a_tap_opens_the_sheet_and_the_second_follows(page: Page, story: tuple[str, list[str]]) -> None:
    page.visit(story[0], 390, 780)
    mention = f"#{story[1][0]}"
    page.tap(*page.middle(mention))
    until(page, OPEN)
    x, width, height = page.evaluate(
        "(b => [b.x, b.width, b.height])(document.querySelector('.sheet').getBoundingClientRect())"
    )
    assert (x, width) == (0, page.evaluate("document.documentElement.clientWidth"))
    assert height <= 0.65 * 780
    box = page.evaluate(
        f"(r => [r.x + r.width / 2, r.y + r.height / 2])(document.querySelector('{mention}').getClientRects()[0])"
    )
    page.tap(*map(round, box))
    until(page, f"location.href !== '{story[0]}'")


def test_firefox_complained_of_nothing(page: Page, story: tuple[str, list[str]]) -> None:
    page.visit(story[0])
    assert page.complaints == []
