"""Who speaks, for a reader: every quotation tells it by mouse, finger and keyboard, and the text stays as it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import STORY, OpenPage, open_marks, serving_article
from playwright.sync_api import Page

CARD = "#card:popover-open"
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
FOCUSED = "document.activeElement.id"
BARE = """id => {
    const quotation = document.getElementById(id);
    quotation.scrollIntoView({block: 'center', behavior: 'instant'});
    for (const {left, top, width, height} of quotation.getClientRects())
        for (const part of [.5, .2, .8, .05, .95]) {
            const [x, y] = [left + width * part, top + height / 2];
            const there = document.elementFromPoint(x, y);
            if (there?.closest('a, time, .quotation') === quotation) return [x, y];
        }
}"""
"""A point of a quotation that lies on no name; the window is scrolled so that it is seen."""
REACHED = """(there => [there.closest('[data-article-body]') !== null, there.matches('.quotation') ? there.id : ''])(
    document.activeElement)"""
"""Whether the focus is in the article, and on which of its quotations."""
OTHERS = "One.\n\n“Nobody has asked us about the dock.”\n\n“We row,” said Rosa Ibarra, the mayor of Tarma in Peru.\n"


def quotations_of(site: Path, article: str) -> dict[str, dict[str, Any]]:
    """The first part of each quotation of an article, from the table that the site offers, by its id."""
    table = json.loads((site / "quotations.json").read_text(encoding="utf-8"))
    return {
        f"q{one['quotation']}": one for one in table if (one["part"], f"articles/{one['article']}.html") == (1, article)
    }


def name_of(quotation: dict[str, Any]) -> str:
    """What the card of a quotation is called."""
    return quotation["speaker"] if quotation["shown"] else "Nobody is named"


@pytest.fixture
def articles(site: Path) -> dict[str, dict[str, dict[str, Any]]]:
    """The quotations of each article of the demo that has some."""
    paths = sorted(path.relative_to(site).as_posix() for path in (site / "articles").glob("*.html"))
    found = {path: quotations_of(site, path) for path in paths}
    assert sum(map(len, found.values())) >= 50
    return {path: quotations for path, quotations in found.items() if quotations}


def told(page: Page) -> tuple[str, str]:
    """The title of the open card, and how the words are given."""
    return page.inner_text("#card-title"), page.inner_text("#card .speech")


def expected(quotation: dict[str, Any]) -> tuple[str, str]:
    manner = "the reporter’s words" if quotation["kind"] == "indirect" else "quotation marks"
    return name_of(quotation), f"said this, in {manner}"


@pytest.mark.parametrize("width", [1280, 1500])
def test_every_quotation_tells_its_speaker_by_mouse(
    visit: OpenPage, articles: dict[str, dict[str, dict[str, Any]]], width: int
) -> None:
    for path, quotations in articles.items():
        page = visit(path, viewport={"width": width, "height": 900}, stopped=True)
        for fragment, quotation in quotations.items():
            page.mouse.move(2, 2)
            page.clock.run_for(1000)
            page.mouse.move(*page.evaluate(BARE, fragment))
            page.clock.run_for(300)
            assert page.query_selector(CARD) is None, fragment
            page.clock.run_for(100)
            assert told(page) == expected(quotation), f"{path}#{fragment}"
        assert page.url.endswith(path)


def test_every_quotation_tells_its_speaker_by_a_tap(
    visit: OpenPage, articles: dict[str, dict[str, dict[str, Any]]]
) -> None:
    for path, quotations in articles.items():
        page = visit(path, **PHONE)
        for fragment, quotation in quotations.items():
            page.touchscreen.tap(*page.evaluate(BARE, fragment))
            page.wait_for_selector(f"{CARD}.sheet")
            assert told(page) == expected(quotation), f"{path}#{fragment}"
            page.tap("#card .close")
            page.wait_for_selector("#card:not(:popover-open)", state="attached")
        assert page.url.endswith(path)


@pytest.mark.parametrize("width", [390, 1280, 1500])
def test_every_quotation_tells_its_speaker_by_keyboard(
    visit: OpenPage, articles: dict[str, dict[str, dict[str, Any]]], width: int
) -> None:
    for path, quotations in articles.items():
        page = visit(path, viewport={"width": width, "height": 900}, stopped=True)
        ask_for_names(page)
        found = {}
        page.focus(".article-body :is(a, .quotation) >> nth=0")
        page.keyboard.press("Shift+Tab")
        for _ in range(300):
            page.keyboard.press("Tab")
            is_inside, quotation = page.evaluate(REACHED)
            if not is_inside:
                break
            if quotation:
                assert page.query_selector(CARD) is None
                page.clock.run_for(400)
                found[quotation] = told(page)
                page.keyboard.press("Escape")
        assert found == {fragment: expected(quotation) for fragment, quotation in quotations.items()}, path
        assert page.url.endswith(path)


def ask_for_names(page: Page) -> None:
    """Has the names of speakers written into the text."""
    open_marks(page)
    page.click(".toggle.speakers")


def test_quotations_are_no_stops_unless_they_were_asked_for(visit: OpenPage) -> None:
    page = visit()
    stops = "[...document.querySelectorAll('.quotation')].filter(q => q.tabIndex >= 0).map(q => q.id)"
    assert page.evaluate(stops) == []
    ask_for_names(page)
    assert page.evaluate(stops) == [f"q{number}" for number in range(1, 9)]
    page.reload()
    assert len(page.evaluate(stops)) == 8, "and that is kept"
    ask_for_names(page)
    assert page.evaluate(stops) == []


def test_names_at_the_quotations_leave_the_text_as_it_was(visit: OpenPage) -> None:
    texts = "[...document.querySelectorAll('[data-article-body]')].map(e => [e.textContent, e.innerText])[0]"
    page = visit(viewport={"width": 1280, "height": 900})
    before = page.evaluate(texts)
    label = "getComputedStyle(document.getElementById('q4'), '::before').content"
    assert page.evaluate(label) == "none"
    ask_for_names(page)
    assert "Boris Pistorius" in page.evaluate(label)
    page.mouse.move(*page.evaluate(BARE, "q4"))
    page.wait_for_selector(CARD)
    assert page.evaluate(texts) == before
    copied = "(getSelection().selectAllChildren(document.querySelector('[data-article-body]')), `${getSelection()}`)"
    assert page.evaluate(copied).split() == before[0].split()


def test_a_name_in_a_quotation_keeps_its_card_which_tells_whose_words_they_are(visit: OpenPage) -> None:
    page = visit()
    page.hover("#m-ukraine-4")
    page.wait_for_selector(CARD)
    assert "Ukraine" in page.inner_text("#card-title")
    assert page.inner_text("#card .speech") == "In words of Zbigniew Rau"
    page.click("#card .speech a")
    assert told(page) == ("Zbigniew Rau", "said this, in quotation marks")
    assert page.evaluate("location.hash") == "#q2"
    page.focus("#m-poland-2")
    page.keyboard.press("Alt+ArrowDown")
    assert page.query_selector(f"{CARD} .speech") is None, "outside of quotations there are nobody's words"


def test_the_card_leads_on_to_what_else_the_speaker_says(visit: OpenPage) -> None:
    page = visit()
    page.mouse.move(*page.evaluate(BARE, "q4"))
    page.wait_for_selector(CARD)
    more = page.locator("#card .entry-said a")
    assert more.all_inner_texts() == ["there was no timeline for a deal on tanks", "it could take days or weeks"]
    assert page.inner_text("#card .steps span") == "1 of 3"
    more.first.click()
    assert page.evaluate("[location.hash, document.activeElement.id]") == ["#q6", "q6"]
    assert page.locator("#card .entry-said a").first.get_attribute("href") == "#q4"
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUSED) == "q6"


def test_the_list_leads_to_the_words_and_to_the_card_by_keyboard(visit: OpenPage) -> None:
    page = visit()
    page.click("#who-lloyd-austin .unfold")
    page.focus("#who-lloyd-austin .entry-said a >> nth=1")
    page.keyboard.press("Enter")
    page.wait_for_selector(CARD)
    assert told(page) == ("Lloyd Austin", "said this, in the reporter’s words")
    assert page.evaluate(FOCUSED) == "q8"
    page.keyboard.press("Escape")
    page.click("#who-lloyd-austin .entry-said a >> nth=0")
    assert page.evaluate("location.hash") == "#q3"
    assert page.query_selector(CARD) is None, "a click does nothing but go there"


def test_quotations_can_be_turned_off(visit: OpenPage) -> None:
    page = visit()
    colour = "getComputedStyle(document.getElementById('q2')).color"
    inked = page.evaluate("getComputedStyle(document.getElementById('p2')).color")
    assert page.evaluate(colour) != inked
    open_marks(page)
    page.click(".toggle[data-kind=quotation]")
    assert page.evaluate(colour) == inked
    page.mouse.move(*page.evaluate(BARE, "q4"))
    page.wait_for_timeout(600)
    assert page.query_selector(CARD) is None


def test_the_reporter_s_words_have_a_mark_that_is_no_text(visit: OpenPage) -> None:
    page = visit()
    mark = "id => getComputedStyle(document.getElementById(id)).backgroundImage"
    assert "gradient" in page.evaluate(mark, "q4")
    assert page.evaluate(mark, "q2") == "none"


@pytest.fixture
def others(tmp_path: Path) -> Iterator[str]:
    """The address of a site with words of nobody."""
    with serving_article(tmp_path, "rowing.txt", OTHERS) as address:
        yield address


def test_words_of_nobody_say_so(visit: OpenPage, others: str) -> None:
    page = visit("articles/rowing.html", others)
    for fragment, title in (("q1", "Nobody is named"), ("q2", "Rosa Ibarra")):
        page.mouse.move(*page.evaluate(BARE, fragment))
        page.wait_for_selector(f'{CARD} #card-title:text-is("{title}")')
    page.mouse.move(*page.evaluate(BARE, "q1"))
    page.wait_for_selector(f'{CARD} #card-title:text-is("Nobody is named")')
    assert "sure enough" in page.inner_text("#card .entry-role")
    assert page.locator("#card :is(.steps, .entry-said):visible").count() == 0
    assert page.complaints == []


def test_the_story_has_both_kinds(site: Path) -> None:
    kinds = {one["kind"] for one in quotations_of(site, STORY).values()}
    assert {"direct", "indirect"} <= kinds
