"""The list beside the article: a line for each entry, which unfolds in place, and what is on the screen stands out."""

from __future__ import annotations

from conftest import OpenPage
from playwright.sync_api import Page

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SHOWN_LINES = """all => all.map(one => {
    const shown = [...one.children].filter(part => part.offsetParent);
    const lines = shown.flatMap(part => [...part.getClientRects()]).map(box => box.top);
    return Math.max(...lines) - Math.min(...lines);
})"""
RAU = "#who-zbigniew-rau"


def near(page: Page) -> set[str]:
    """The ids of the entries that stand out."""
    return set(page.locator(".entry:has(.seen)").evaluate_all("all => all.map(one => one.id)"))


def test_an_entry_is_one_line_with_name_and_role_while_there_is_room(visit: OpenPage) -> None:
    page = visit()
    lines = page.locator(".entry").evaluate_all(SHOWN_LINES)
    assert sum(height > 12 for height in lines) <= 1, "only the longest role needs two"
    assert " ".join(page.inner_text(RAU).split()) == "Zbigniew Rau Minister of Foreign Affairs of Poland"


def test_on_a_phone_nothing_of_a_name_or_role_is_cut(visit: OpenPage) -> None:
    page = visit(**PHONE)
    wide = page.locator(".entry").evaluate_all("all => all.filter(e => e.scrollWidth > e.clientWidth).length")
    assert wide == 0
    assert page.locator(f"{RAU} > :is(.entry-name, .entry-role)").evaluate_all("all => all.every(e => e.offsetParent)")
    assert not page.locator(f"{RAU} .entry-summary").is_visible()


def test_eighteen_entries_stand_on_one_screen(visit: OpenPage) -> None:
    page = visit()
    sizes = page.eval_on_selector("#who", "who => [who.scrollHeight, who.clientHeight]")
    assert page.locator(".entry").count() >= 18
    assert sizes[0] <= sizes[1]


def test_an_entry_unfolds_in_its_place_by_mouse_and_key(visit: OpenPage) -> None:
    page = visit()
    button, summary = page.locator(f"{RAU} .unfold"), page.locator(f"{RAU} .entry-summary")
    assert page.get_by_role("button", name="Zbigniew Rau", expanded=False).count() == 1
    page.click(f"{RAU} .unfold")
    assert summary.is_visible()
    assert button.get_attribute("aria-expanded") == "true"
    button.focus()
    page.keyboard.press("Enter")
    assert not summary.is_visible()
    assert button.get_attribute("aria-expanded") == "false"


def test_an_entry_that_an_address_leads_to_is_unfolded(visit: OpenPage) -> None:
    page = visit(f"articles/battle-tanks-for-ukraine.html{RAU}")
    assert page.locator(f"{RAU} .entry-summary").is_visible()


def test_a_role_that_is_a_link_and_the_name_can_be_clicked_where_an_entry_is_a_line(visit: OpenPage) -> None:
    page = visit()
    page.click(f"{RAU} .entry-name")
    page.wait_for_url("**/people/zbigniew-rau.html")


def test_what_is_named_on_the_screen_stands_out(visit: OpenPage) -> None:
    page = visit(viewport={"width": 1280, "height": 500})
    page.wait_for_selector("#who-kyiv:has(.seen)", state="attached")
    above = near(page)
    assert "who-kyiv" in above
    assert "who-thorsten-benner" not in above
    page.evaluate("document.getElementById('m-thorsten-benner-1').scrollIntoView({block: 'end'})")
    page.wait_for_selector("#who-thorsten-benner:has(.seen)", state="attached")
    page.wait_for_selector("#who-kyiv:not(:has(.seen))", state="attached")


def test_a_card_has_no_button_to_unfold(visit: OpenPage) -> None:
    page = visit()
    page.hover("#m-zbigniew-rau-1")
    page.wait_for_selector("#card:popover-open")
    assert page.locator("#card .unfold").count() == 0
    assert page.locator("#card .entry-summary").is_visible()


def test_without_scripts_every_entry_tells_all(visit: OpenPage) -> None:
    page = visit(java_script_enabled=False)
    assert page.locator(f"{RAU} .entry-summary").is_visible()
    assert page.locator(".unfold").count() == 0
