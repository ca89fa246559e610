"""The preview in a browser: pages follow every edit, in their place, and show what is wrong."""

from __future__ import annotations

import shutil
import statistics
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page
from previews import leave, previewing

pytestmark = pytest.mark.preview

ROOT = Path(__file__).parent.parent.parent
STORY = "articles/battle-tanks-for-ukraine.html"
SOURCE = "articles/battle-tanks-for-ukraine.txt"
COLOUR = "() => getComputedStyle(document.body).backgroundColor"


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A copy of the demo project, and the address of a running preview of it."""
    project = Path(shutil.copytree(ROOT / "seeds", tmp_path_factory.mktemp("preview") / "project"))
    with previewing(project) as address:
        yield project, address


@pytest.fixture
def preview(started: tuple[Path, str]) -> Iterator[str]:
    """The address of the preview; what a test has changed in its project is put back, and the preview has seen it."""
    project, address = started
    before = shown_now(address)
    yield address
    shutil.rmtree(project / "theme", ignore_errors=True)
    shutil.copytree(ROOT / "seeds", project, dirs_exist_ok=True)
    deadline = time.monotonic() + 10
    while shown_now(address) != before:
        assert time.monotonic() < deadline, "what was put back is not shown"
        time.sleep(0.01)


@pytest.fixture
def project(started: tuple[Path, str]) -> Path:
    """The folder of the project that the preview shows."""
    return started[0]


def shown_now(address: str) -> list[bytes]:
    """What the preview serves of whatever the tests change."""
    contents = []
    for path in (STORY, "about.html", "assets/style.css"):
        with urllib.request.urlopen(address + path) as answer:
            contents.append(answer.read())
    return contents


@pytest.fixture
def page(chromium: Browser, preview: str) -> Iterator[Page]:
    """The demo article in the preview, scrolled; what it complains of fails the test."""
    context = chromium.new_context(viewport={"width": 1000, "height": 600})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: message.type in ("error", "warning") and complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(preview + STORY)
    page.evaluate("scrollTo({ top: 700, behavior: 'instant' }); window.mark = 'first'")
    yield page
    told = list(complaints)
    leave(page)
    assert not told


def until(page: Page, expression: str, within: float = 10.0) -> None:
    """Wait until the expression is true; Playwright's own way needs `eval`, which the pages forbid."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        try:
            if page.evaluate(expression):
                return
        except Error as error:
            if "context was destroyed" not in str(error) and "navigat" not in str(error):
                raise
        time.sleep(0.005)
    raise AssertionError(f"{expression} did not become true")


def shows(words: str) -> str:
    return f"document.readyState === 'complete' && document.body.textContent.includes('{words}')"


def edit(project: Path, name: str, old: str, new: str) -> None:
    text = (project / name).read_text(encoding="utf-8")
    assert old in text
    (project / name).write_text(text.replace(old, new), encoding="utf-8")


def test_an_edit_is_shown_in_its_place(project: Path, page: Page) -> None:
    before = page.evaluate("scrollY")
    assert before > 300
    edit(project, SOURCE, "Leopard", "Cheetah")
    until(page, shows("Cheetah"))
    assert page.evaluate("window.mark") is None, "loaded anew"
    until(page, f"Math.abs(scrollY - {before}) <= 2")


def test_a_fragment_is_kept(project: Path, page: Page, preview: str) -> None:
    page.goto(f"{preview}{STORY}#content")
    page.evaluate("scrollTo({ top: 900, behavior: 'instant' })")
    edit(project, SOURCE, "Leopard", "Cheetah")
    until(page, shows("Cheetah"))
    assert page.url.endswith("#content")
    until(page, "Math.abs(scrollY - 900) <= 2")


def test_a_style_sheet_comes_without_a_reload(project: Path, page: Page) -> None:
    (project / "theme" / "static").mkdir(parents=True)
    built_in = (ROOT / "static" / "style.css").read_text(encoding="utf-8")
    before = page.evaluate("scrollY")
    for colour in ("rgb(1, 2, 3)", "rgb(4, 5, 6)"):
        sheet = project / "theme" / "static" / "style.css"
        sheet.write_text(f"{built_in}\nbody {{ background-color: {colour} !important }}\n", encoding="utf-8")
        until(page, f"({COLOUR})() === '{colour}'")
    assert page.evaluate("window.mark") == "first", "the same page as before"
    assert page.evaluate("scrollY") == before
    until(page, "document.querySelectorAll('link[rel=stylesheet]').length === 1")


def test_a_mistake_is_shown_and_goes_when_it_is_mended(project: Path, page: Page) -> None:
    sidecar = "articles/battle-tanks-for-ukraine.yaml"
    good = (project / sidecar).read_text(encoding="utf-8")
    (project / sidecar).write_text(good + "autor: <img src=x onerror=alert(1)>\n", encoding="utf-8")
    panel = page.locator("#sitegen-problems")
    panel.wait_for()
    assert f"{sidecar}:{good.count(chr(10)) + 1}" in panel.inner_text()
    assert "help:" in panel.inner_text()
    assert page.locator("#sitegen-problems img").count() == 0
    assert "Leopard" in page.locator("main").inner_text(), "the last good build"
    assert panel.evaluate("(panel) => getComputedStyle(panel).position") == "fixed"
    panel.locator("summary").click()
    assert not panel.locator("li").first.is_visible(), "folds away"
    (project / sidecar).write_text(good, encoding="utf-8")
    panel.wait_for(state="detached")
    until(page, "Math.abs(scrollY - 700) <= 2")


def test_other_pages_of_the_browser_stay_as_they_are(project: Path, page: Page) -> None:
    edit(project, "pages/about.md", "#", "# New:")
    time.sleep(1)
    assert page.evaluate("window.mark") == "first"


def test_a_page_that_was_hidden_catches_up(project: Path, page: Page) -> None:
    hide = """(hidden) => {
        Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
    }"""
    page.evaluate(hide, True)
    edit(project, SOURCE, "Leopard", "Cheetah")
    time.sleep(1)
    assert page.evaluate("window.mark") == "first"
    page.evaluate(hide, False)
    until(page, shows("Cheetah"))


def test_from_the_edit_to_the_new_page_within_300_ms(project: Path, page: Page) -> None:
    taken = []
    for number in range(9):
        page.wait_for_timeout(400)
        old, new = ("Leopard", f"Cheetah{number}") if number == 0 else (f"Cheetah{number - 1}", f"Cheetah{number}")
        text = (project / SOURCE).read_text(encoding="utf-8").replace(old, new)
        begun = time.perf_counter()
        (project / SOURCE).write_text(text, encoding="utf-8")
        until(page, f"document.body?.textContent.includes('{new}')")
        taken.append(time.perf_counter() - begun)
    print(
        f"\nfrom the edit to the new page: {statistics.median(taken) * 1000:.0f} ms (median of {len(taken)},", end=" "
    )
    print(f"{min(taken) * 1000:.0f} to {max(taken) * 1000:.0f})")
    assert min(taken) < 0.3
