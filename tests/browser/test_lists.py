"""Long lists that a reader makes short: who said what, the glossary, the lists of entities."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from conftest import OpenPage
from playwright.sync_api import Page


def shown(page: Page, what: str) -> int:
    return sum(element.is_visible() for element in page.locator(what).all())


def test_quotations_are_filtered_by_speaker_kind_and_article(visit: OpenPage) -> None:
    page = visit("quotations.html")
    every = shown(page, "li.passage")
    page.fill("#filter-name", "ZBIGNIEW")
    assert [h2.inner_text().split("\n")[0] for h2 in page.locator("section.speaker h2:visible").all()] != []
    assert all("Zbigniew Rau" in h2.inner_text() for h2 in page.locator("section.speaker h2:visible").all())
    few = shown(page, "li.passage")
    assert 0 < few < every
    assert page.inner_text(".filters [role=status]") == f"{few} of {every} shown"
    page.fill("#filter-name", "")
    page.select_option("#filter-kind", "indirect")
    assert 0 < shown(page, "li.passage.indirect") == shown(page, "li.passage")
    page.select_option("#filter-article", "slower-ferry")
    assert {a.get_attribute("href").split("#")[0] for a in page.locator(".passage-place:visible a").all()} == {
        "articles/slower-ferry.html"
    }
    page.select_option("#filter-kind", "")
    page.select_option("#filter-article", "")
    assert shown(page, "li.passage") == every
    assert page.inner_text(".filters [role=status]") == ""
    assert not page.complaints


def test_a_filter_that_fits_nothing_hides_everything_and_says_so(visit: OpenPage) -> None:
    page = visit("quotations.html")
    page.fill("#filter-name", "nobody of this name")
    assert shown(page, "section.speaker") == 0
    assert page.inner_text(".filters [role=status]").startswith("0 of ")


@pytest.mark.parametrize(
    ("path", "typed", "left", "one"),
    [
        ("glossary.html", "leopard", "Leopard 2", "section.term h3"),
        ("people/index.html", "VOLODYMYR", "Volodymyr Zelenskyy", "li.entity > a"),
        ("places/index.html", "valparaiso", "Valparaíso", "li.entity > a"),
    ],
)
def test_lists_are_filtered_by_name_without_regard_to_capitals_and_accents(
    visit: OpenPage, path: str, typed: str, left: str, one: str
) -> None:
    page = visit(path)
    before = shown(page, one)
    page.fill("#filter-name", typed)
    names = [name.inner_text() for name in page.locator(f"{one}:visible").all()]
    assert any(left in name for name in names)
    assert len(names) < before
    assert shown(page, "section.letter") <= len(names)


def test_without_javascript_there_is_no_dead_filter(visit: OpenPage) -> None:
    page = visit("quotations.html", java_script_enabled=False)
    assert not page.locator(".filters").is_visible()
    assert shown(page, "li.passage") > 10


def test_what_can_be_taken_along_is_what_the_page_shows(site: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((site / "quotations.csv").read_bytes().decode("utf-8"), newline="")))
    records = json.loads((site / "quotations.json").read_text(encoding="utf-8"))
    assert [row["words"].lstrip("'") for row in rows] == [record["words"].lstrip("'") for record in records]
    assert {record["shown"] for record in records} <= {True, False}
    assert all(not record["speaker"] for record in records if not record["shown"])
    assert any(record["speaker_id"] == "zbigniew-rau" for record in records)
