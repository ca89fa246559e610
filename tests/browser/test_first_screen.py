"""The first screen of a phone: one row at the top, one button for the marks, and then the text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import made_site
import pytest
from accessibility import assert_accessible
from conftest import OpenPage, each, find_kinds, open_marks

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LAST_LINE = 380
"""The text of an article begins above this."""
MENU = ".site-nav .menu"
LINKS = "#site-menu a"
TOP = "document.querySelector('[data-article-body] p').getBoundingClientRect().top"


def test_the_text_of_every_article_begins_on_it(visit: OpenPage, site: Path, served: str) -> None:
    articles = sorted(path.relative_to(site).as_posix() for path in (site / "articles").glob("*.html"))
    assert len(articles) >= 6
    for page in each(visit, [f"{served}/{path}" for path in articles], **PHONE):
        assert page.evaluate(TOP) < LAST_LINE, page.url


def test_at_the_top_stands_one_row_with_menu_and_search(visit: OpenPage, site: Path, served: str) -> None:
    for page in each(visit, [f"{served}/{path}" for path in find_kinds(site)], **PHONE):
        assert page.locator(".site-header").evaluate("e => e.offsetHeight") < 64, page.url
        assert page.locator(f".site-header a:visible, {MENU}:visible").count() == 3, page.url
        assert page.locator(f"{MENU}, [data-search]").all_inner_texts() == ["Menu", "Search"]


def test_the_menu_opens_and_shuts(visit: OpenPage) -> None:
    page = visit(**PHONE)
    state = f"document.querySelector('{MENU}').getAttribute('aria-expanded')"
    assert page.locator(LINKS).first.is_hidden()
    page.tap(MENU)
    assert page.evaluate(state) == "true"
    assert page.locator(LINKS).first.is_visible()
    assert page.locator(LINKS).count() >= 6
    page.keyboard.press("Escape")
    assert (page.evaluate(state), page.locator(LINKS).first.is_hidden()) == ("false", True)
    assert page.evaluate(f"document.activeElement === document.querySelector('{MENU}')")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(f"document.activeElement === document.querySelector('{LINKS}')")
    page.tap("h1", force=True)
    assert page.evaluate(state) == "false"
    page.tap(MENU)
    page.tap(f"{LINKS} >> nth=0")
    page.wait_for_url("**/people/index.html")
    page.go_back()
    assert page.evaluate(state) == "false"
    assert page.complaints == []


def test_the_menu_shuts_when_the_keyboard_leaves_it(visit: OpenPage) -> None:
    page = visit(**PHONE)
    page.focus(MENU)
    page.keyboard.press("Enter")
    for _ in range(page.locator(LINKS).count() + 1):
        page.keyboard.press("Tab")
        assert page.locator(LINKS).first.is_visible()
    page.keyboard.press("Tab")
    assert page.locator(LINKS).first.is_hidden()


def test_wide_screens_show_the_links_and_no_menu(visit: OpenPage) -> None:
    page = visit()
    assert page.locator(MENU).is_hidden()
    assert all(link.is_visible() for link in page.locator(f".site-nav a, {LINKS}").all())


def test_without_scripts_a_phone_shows_the_links(visit: OpenPage) -> None:
    page = visit(java_script_enabled=False, **PHONE)
    assert page.locator(MENU).is_hidden()
    assert all(link.is_visible() for link in page.locator(LINKS).all())


@pytest.mark.parametrize("path", ["articles/battle-tanks-for-ukraine.html", made_site.STORY])
def test_one_button_opens_what_is_marked_and_every_control_is_named(
    visit: OpenPage, path: str, served: str, served_made: str
) -> None:
    page = visit(path, served_made if path == made_site.STORY else served, **PHONE)
    assert page.locator(".toggles:visible").count() == 0
    assert page.inner_text(".marks summary") == "Marks what is underlined, and who speaks"
    open_marks(page)
    assert page.locator(".toggles legend").all_inner_texts() == ["Underline", "Where named", "Quotations"]
    buttons = page.locator(".toggles button")
    assert buttons.count() >= 9
    assert all(button.is_visible() and len(button.inner_text()) >= 5 for button in buttons.all())
    assert page.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize("settings", [PHONE, {}], ids=["phone", "wide"])
def test_what_opens_is_accessible(visit: OpenPage, settings: dict[str, Any]) -> None:
    page = visit(**settings)
    open_marks(page)
    page.click(".toggle.speakers")
    page.focus("#q4")
    page.keyboard.press("Enter")
    page.wait_for_selector("#card:popover-open .speech")
    assert_accessible(page)
    page.keyboard.press("Escape")
    if settings:
        page.tap(MENU)
        assert_accessible(page, ".site-header")
