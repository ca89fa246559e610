"""The home page in a browser: the beginning of the newest article has cards, and its quotations know who speaks."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import OpenPage, serving_article

OPEN = "#card:popover-open"
QUOTATION = ".lead-story .quotation.direct"


def test_a_name_opens_its_card(visit: OpenPage) -> None:
    page = visit("index.html")
    page.hover(".lead-story a.mention.person")
    page.wait_for_selector(OPEN)
    assert page.inner_text("#card-title") == page.inner_text(".lead-story a.mention.person")
    page.keyboard.press("Escape")
    page.hover(".lead-story time.date")
    page.wait_for_selector(f"{OPEN} time")
    assert page.complaints == []


@pytest.mark.parametrize("width", [390, 1280, 1500])
def test_a_quotation_opens_its_speaker(visit: OpenPage, width: int) -> None:
    page = visit("index.html", viewport={"width": width, "height": 900}, has_touch=width < 500)
    (page.tap if width < 500 else page.hover)(QUOTATION)
    page.wait_for_selector(f"{OPEN} .speech")
    assert page.inner_text("#card-title") == page.get_attribute(QUOTATION, "data-by")
    assert page.complaints == []


def test_from_the_disk_too(visit: OpenPage, site: object) -> None:
    page = visit("index.html", f"file://{site}")
    page.hover(".lead-story a.mention.person")
    page.wait_for_selector(OPEN)


def test_what_is_listed_under_it_is_name_and_role(visit: OpenPage) -> None:
    page = visit("index.html")
    entry = page.locator(".here .entry.person").first
    assert entry.locator(".entry-role").first.is_visible()
    assert entry.locator(".entry-summary, .entry-said, .entry-mentions, .locator").all_inner_texts() != []
    assert not any(part.is_visible() for part in entry.locator(".entry-summary, .entry-said, .entry-mentions").all())


def test_where_nobody_was_quoted_people_stand_beside_the_newest_article(visit: OpenPage, tmp_path: Path) -> None:
    text = "Ines Duarte, the harbour master of Lisbon, waited in Norway. Duarte went home."
    with serving_article(tmp_path, "wait.txt", text) as address:
        page = visit("index.html", address)
        lead, people, world = (page.locator(part).bounding_box() for part in (".lead-story", ".in-news", ".small-map"))
        assert lead
        assert people
        assert world
        assert people["x"] == world["x"] > lead["x"] + lead["width"]
        assert people["y"] == lead["y"]
        assert world["y"] > people["y"] + people["height"]
