"""The hover card as a reader meets it: mouse, keyboard, touch, and none of them by accident.

Every test runs on the article of the seed and on a made one of 60 entities and 200 mentions. Where a delay is judged,
the clock of the page stands still and is moved by hand: no machine is too slow for that.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import OpenPage, Story, open_marks
from playwright.sync_api import Page

CARD = "#card:popover-open"
SHUT = "#card:not(:popover-open)"
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 780}, "has_touch": True, "is_mobile": True}
FOCUSED = "document.activeElement.id"
INSIDE = "document.getElementById('card').contains(document.activeElement)"
PLACED = (Path(__file__).parent / "placed.js").read_text(encoding="utf-8").partition("\n")[2]
"""Opens the card of every mention at three heights of the window and tells what is wrong with its place."""


def is_open(page: Page) -> bool:
    return page.query_selector(CARD) is not None


def go_on(page: Page, milliseconds: int) -> bool:
    """Moves the clock of the page; True when the card is open then."""
    page.clock.run_for(milliseconds)
    return is_open(page)


def test_hover_opens_after_a_rest_and_leaving_closes(read: OpenPage, story: Story) -> None:
    page = read(stopped=True)
    page.hover(story.first)
    assert not go_on(page, 250)
    assert go_on(page, 350)
    assert page.inner_text("#card-title") == story.name
    page.mouse.move(5, 5)
    assert go_on(page, 200)
    assert not go_on(page, 300)


def test_the_card_stays_while_the_pointer_is_on_it_and_escape_shuts_it(read: OpenPage, story: Story) -> None:
    page = read(stopped=True)
    page.hover(story.first)
    assert go_on(page, 600)
    assert go_on(page, 2500), "on the mention"
    page.hover("#card .entry-summary")
    assert go_on(page, 60_000), "on the card"
    page.keyboard.press("Escape")
    assert not is_open(page)
    assert not go_on(page, 2500)


def test_sweeping_across_four_lines_opens_nothing(read: OpenPage) -> None:
    page = read(stopped=True)
    body = page.locator("#p2").bounding_box()
    assert body
    crossed = set()
    for step in range(60):
        x, y = body["x"] + body["width"] * (step % 15) / 15, body["y"] + 14 + 31 * (step // 15)
        page.mouse.move(x, y)
        crossed.add(page.evaluate("([x, y]) => document.elementFromPoint(x, y).closest('.mention')?.id", [x, y]))
        assert not go_on(page, 15)
    page.mouse.move(5, 5)
    assert not go_on(page, 2000)
    assert len(crossed - {None}) >= 2, "the way leads over mentions"


def test_the_next_mention_switches_the_card(read: OpenPage, story: Story) -> None:
    page = read(stopped=True)
    page.hover(story.first)
    assert go_on(page, 600)
    page.hover(f"#m-{story.other}-1", force=True)
    go_on(page, 300)
    assert page.evaluate("document.querySelector('.mention.open').id") == f"m-{story.other}-1"
    assert page.locator(".mention.open").count() == 1


def test_scrolling_under_a_still_pointer_opens_nothing(read: OpenPage, story: Story) -> None:
    page = read(viewport={"width": 1280, "height": 500}, stopped=True)
    box = page.locator(f"#m-{story.repeated}-2").bounding_box()
    assert box
    page.mouse.move(box["x"] + 5, 250)
    page.evaluate("y => window.scrollTo({top: y - 250, behavior: 'instant'})", box["y"] + box["height"] / 2)
    page.wait_for_timeout(300)  # the browser tells pages of a still pointer by itself, after a while
    assert page.evaluate("document.querySelector('.mention:hover')?.id") == f"m-{story.repeated}-2"
    assert not go_on(page, 2000)
    page.mouse.move(box["x"] + 7, 250)
    assert go_on(page, 600), "but a pointer that stirs does"


@pytest.mark.parametrize("size", [(1280, 900), (1440, 500), (768, 1024), (390, 780)])
def test_every_card_is_inside_the_view_and_its_mention_uncovered(read: OpenPage, size: tuple[int, int]) -> None:
    page = read(viewport={"width": size[0], "height": size[1]})
    assert page.locator("a.mention").count() >= 40
    assert page.evaluate(PLACED, "keyboard") == []


def test_every_sheet_is_as_wide_as_the_window_and_leaves_its_mention_uncovered(read: OpenPage) -> None:
    assert read(**PHONE).evaluate(PLACED, "touch") == []


def test_the_keyboard_opens_enters_and_leaves(read: OpenPage, story: Story) -> None:
    page = read(stopped=True)
    before, here, after = story.row
    page.focus(f"#{before}")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == here
    assert go_on(page, 600)
    page.keyboard.press("Tab")
    assert page.evaluate(INSIDE)
    for _ in range(12):
        if not page.evaluate(INSIDE):
            break
        page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == after
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(FOCUSED) == here


def test_escape_keeps_the_focus_and_the_card_stays_shut(read: OpenPage, story: Story) -> None:
    page = read(stopped=True)
    page.focus(f"#{story.row[0]}")
    page.keyboard.press("Tab")
    assert go_on(page, 600)
    page.keyboard.press("Escape")
    assert not go_on(page, 5000)
    assert page.evaluate(FOCUSED) == story.row[1]


def test_alt_and_an_arrow_enter_at_once_and_escape_gives_back(read: OpenPage, story: Story) -> None:
    page = read(stopped=True)
    for key in ("Alt+ArrowDown", "Alt+ArrowUp"):
        page.focus(f"#{story.row[1]}")
        page.keyboard.press(key)
        assert page.evaluate(FOCUSED) == "card"
        page.keyboard.press("Escape")
        assert page.evaluate(FOCUSED) == story.row[1]
        assert not go_on(page, 5000)


def test_touch_first_tap_opens_second_follows(read: OpenPage, story: Story) -> None:
    page = read(**PHONE)
    page.tap(story.first)
    page.wait_for_selector(f"{CARD}.sheet")
    assert page.url.endswith(story.path)
    page.tap(story.first)
    page.wait_for_url(f"**/people/{story.person}.html")


def test_the_title_of_the_sheet_follows_too(read: OpenPage, story: Story) -> None:
    page = read(**PHONE)
    page.tap(story.first)
    page.tap("#card-title")
    page.wait_for_url(f"**/people/{story.person}.html")


def test_touch_outside_and_the_cross_close(read: OpenPage, story: Story) -> None:
    page = read(**PHONE)
    for outside in ("#card .close", "h1"):
        page.tap(f"#m-{story.country}-1")
        page.wait_for_selector(CARD)
        page.evaluate("window.scrollTo({top: 0, behavior: 'instant'})")
        page.tap(outside, force=True)
        page.wait_for_selector(SHUT, state="attached")
        assert page.url.partition("#")[0].endswith(story.path)


def test_a_keyboard_and_a_mouse_work_on_a_touch_device(read: OpenPage, story: Story) -> None:
    page = read(stopped=True, **PHONE)
    page.focus(f"#{story.row[0]}")
    page.keyboard.press("Tab")
    assert go_on(page, 600)
    assert page.query_selector("#card.sheet") is None
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: story.path not in address)
    page.go_back()
    page.click(story.first)
    page.wait_for_url(f"**/people/{story.person}.html")


def test_a_click_follows_at_once_and_back_shows_no_ghost(read: OpenPage, story: Story) -> None:
    page = read()
    for _ in range(2):
        page.click(story.first)
        page.wait_for_url(f"**/people/{story.person}.html")
        page.go_back()
        page.wait_for_timeout(600)
        assert not is_open(page)


def test_clicks_that_open_another_tab_are_left_alone(read: OpenPage, story: Story) -> None:
    page = read()
    for settings in ({"modifiers": ["ControlOrMeta"]}, {"button": "middle"}):
        with page.context.expect_page() as opened:
            page.click(story.first, **settings)
        assert opened.value.url.endswith(f"/people/{story.person}.html") or opened.value.url == "about:blank"
        assert page.url.endswith(story.path)


def test_next_and_previous_lead_to_their_mentions(read: OpenPage, story: Story) -> None:
    page = read()
    page.focus(f"#m-{story.repeated}-1")
    page.keyboard.press("Alt+ArrowDown")
    steps = page.locator("#card a[href^='#m-']")
    for way, number in ((steps.last, 2), (steps.last, 3), (steps.first, 2)):
        assert way.get_attribute("href") == f"#m-{story.repeated}-{number}"
        way.click()
        assert page.evaluate(FOCUSED) == f"m-{story.repeated}-{number}"
        assert page.evaluate("location.hash") == f"#m-{story.repeated}-{number}"
        assert is_open(page)


def test_a_toggle_takes_the_underline_and_the_card_away_and_is_kept(read: OpenPage, story: Story) -> None:
    page = read()
    line = f"getComputedStyle(document.querySelector('{story.first}')).textDecorationLine"
    assert page.evaluate(line) == "underline"
    open_marks(page)
    page.click("button.toggle[data-kind=person]")
    for _ in range(2):
        assert page.get_attribute("button.toggle[data-kind=person]", "aria-pressed") == "false"
        assert page.evaluate(line) == "none"
        page.hover(story.first)
        page.wait_for_timeout(700)
        assert not is_open(page)
        page.reload()
    open_marks(page)
    page.click("button.toggle[data-kind=person]")
    assert page.evaluate(line) == "underline"


def test_the_density_marks_every_mention_or_the_first_or_none_and_is_kept(read: OpenPage, story: Story) -> None:
    page = read()

    def marked() -> int:
        return page.locator(".article-body a.mention:not(.off)").count()

    def pressed() -> list[str | None]:
        return [b.get_attribute("data-density") for b in page.locator(".density[aria-pressed=true]").all()]

    every, first = marked(), page.locator(".article-body a.mention.first").count()
    assert every > first > 0
    open_marks(page)
    page.click(".density[data-density=first]")
    assert (marked(), pressed()) == (first, ["first"])
    page.click(".toggle[data-kind=country]")
    assert marked() == page.locator(".article-body a.mention.first:not(.country)").count() < first
    page.reload()
    assert pressed() == ["first"]
    open_marks(page)
    page.click(".toggle[data-kind=country]")
    page.click(".density[data-density=none]")
    assert marked() == 0
    page.hover(story.first)
    page.wait_for_timeout(700)
    assert not is_open(page)
    page.click(".density[data-density=all]")
    assert marked() == every


def test_the_card_is_the_entry_without_its_ids(read: OpenPage, story: Story) -> None:
    page = read()
    page.focus(story.first)
    page.keyboard.press("Alt+ArrowDown")
    assert page.evaluate("[...document.querySelectorAll('#card [id]')].map(e => e.id)") == ["card-title"]
    entry, card = page.locator(f"#who-{story.person}"), page.locator("#card")
    look = "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
    assert card.locator(".initials").evaluate(look) == entry.locator(".initials").evaluate(look)
    for part in (".entry-name", ".entry-role", ".entry-summary", ".entry-said", ".entry-sources"):
        assert card.locator(part).text_content() == entry.locator(part).text_content(), part


def test_escape_holds_until_the_pointer_has_left_the_mention(read: OpenPage, story: Story) -> None:
    page = read(stopped=True)
    page.hover(story.first)
    assert go_on(page, 600)
    page.keyboard.press("Escape")
    box = page.locator(story.first).bounding_box()
    assert box
    page.mouse.move(box["x"] + 5, box["y"] + 8)
    assert not go_on(page, 700)
    page.mouse.move(5, 5)
    page.hover(story.first)
    assert go_on(page, 600)


def test_the_keyboard_card_outlives_a_stirring_mouse_and_a_smaller_window(read: OpenPage, story: Story) -> None:
    page = read(stopped=True)
    page.focus(f"#{story.row[0]}")
    page.keyboard.press("Tab")
    assert not go_on(page, 200)
    page.mouse.move(10, 690)
    page.mouse.move(15, 695)
    assert go_on(page, 400), "it opens all the same"
    page.mouse.move(20, 700)
    page.mouse.move(25, 705)
    assert go_on(page, 700)
    page.set_viewport_size({"width": 600, "height": 700})
    page.wait_for_timeout(300)
    assert page.evaluate("document.getElementById('card').getBoundingClientRect().right <= innerWidth")


def test_the_sheet_stays_when_it_is_touched_and_when_it_steps_on(read: OpenPage, story: Story) -> None:
    page = read(**PHONE)
    page.tap(f"#m-{story.repeated}-1")
    page.wait_for_selector(CARD)
    page.tap("#card .entry-role, #card .entry-summary")
    page.wait_for_timeout(700)
    assert is_open(page)
    page.locator("#card a[href^='#m-']").last.tap()
    assert page.evaluate("location.hash") == f"#m-{story.repeated}-2"
    page.wait_for_selector(f"{CARD}.sheet")
    sheet = page.locator("#card").bounding_box()
    mention = page.locator(f"#m-{story.repeated}-2").bounding_box()
    assert sheet
    assert mention
    assert mention["y"] + mention["height"] <= sheet["y"]
