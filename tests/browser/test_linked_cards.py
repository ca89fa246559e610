"""The cards of notes and of links to other articles."""

from __future__ import annotations

from conftest import OpenPage

FERRY = "articles/slower-ferry.html"
NOTE, LINK = ".note-ref", ".article-body a[aria-details=see-library-tram]"
CARD = "#card:popover-open"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def test_a_note_opens_as_a_card(visit: OpenPage) -> None:
    page = visit(FERRY)
    page.hover(NOTE)
    page.wait_for_selector(CARD)
    assert page.inner_text("#card-title") == "Note 1"
    assert "Sognefjord" in page.inner_text("#card")
    assert page.locator("#card :is(.note-back, .steps:visible)").count() == 0
    page.click(NOTE)
    assert page.url.endswith("#fn1")


def test_a_link_to_another_article_tells_of_it(visit: OpenPage) -> None:
    page = visit(FERRY)
    page.hover(LINK)
    page.wait_for_selector(CARD)
    headline = page.inner_text("#see-library-tram .entry-name")
    assert page.inner_text("#card-title") == headline
    for part in (".entry-role time", ".entry-summary"):
        assert page.inner_text(f"#card {part}") == page.text_content(f"#see-library-tram {part}")
    page.click("#card-title")
    page.wait_for_url("**/articles/library-tram.html")
    assert page.inner_text("h1") == headline


def test_a_tap_opens_the_sheet_and_a_second_one_follows(visit: OpenPage) -> None:
    page = visit(FERRY, **PHONE)
    page.tap(LINK)
    page.wait_for_selector(f"{CARD}.sheet")
    page.tap(LINK)
    page.wait_for_url("**/articles/library-tram.html")


def test_the_keyboard_enters_the_card_of_a_note(visit: OpenPage) -> None:
    page = visit(FERRY)
    page.focus(NOTE)
    page.keyboard.press("Alt+ArrowDown")
    page.wait_for_selector(CARD)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#card') !== null")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('.note-ref')")
