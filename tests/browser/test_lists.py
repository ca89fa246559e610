"""Long lists that a reader makes short: who said what, the glossary, the lists of entities."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest
from accessibility import assert_accessible
from conftest import ROOT, OpenPage, each
from playwright.sync_api import Page

from sitegen.build import build
from sitegen.pages import said, search_index
from sitegen.pages.paging import PAGE_SIZES

CUT = [
    "people/index.html",
    "people/index/2.html",
    "countries/germany.html",
    "countries/germany/2.html",
    "glossary.html",
    "glossary/leopard-2.html",
    "quotations.html",
    "quotations/2023.html",
    "quotations/speakers.html",
    "voices.html",
    "voices/2.html",
    "people/ximena-oyanedel.html",
    "people/ximena-oyanedel/said/2.html",
]


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the demo, and of words that nobody is named for, with two of everything on a page."""
    source, site = (tmp_path_factory.mktemp("lists") / name for name in ("source", "pieces"))
    shutil.copytree(ROOT / "seeds", source)
    with (source / "site.yaml").open("a", encoding="utf-8") as settings:
        settings.write("voices: true\n")
    (source / "articles" / "rain.txt").write_text("Rain\n\n“It rained all day, and nobody came.”\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as monkeypatch:
        for name in PAGE_SIZES:
            monkeypatch.setitem(PAGE_SIZES, name, 2)
        monkeypatch.setattr(said, "FILTERED_FROM", 2)
        monkeypatch.setattr(search_index, "MOST_QUOTATIONS", 12)
        build(source, site)
    return site.as_uri()


def shown(page: Page, what: str) -> int:
    return sum(element.is_visible() for element in page.locator(what).all())


def test_quotations_are_filtered_by_speaker_kind_and_article(visit: OpenPage) -> None:
    page = visit("quotations.html")
    every = shown(page, "li.passage")
    page.fill("#filter-speaker", "ZBIGNIEW")
    assert {one.inner_text() for one in page.locator(".said-by a:visible").all()} == {"Zbigniew Rau"}
    few = shown(page, "li.passage")
    assert 0 < few < every
    assert page.inner_text(".filters [role=status]") == f"{few} of {every} shown"
    page.fill("#filter-speaker", "")
    page.fill("#filter-words", "training ukrainians")
    assert shown(page, "li.passage") == 1
    page.fill("#filter-words", "")
    page.select_option("#filter-named", label="Ukraine")
    about = page.locator("li.passage:visible").all_inner_texts()
    assert about
    assert all("Ukrain" in one for one in about)
    page.select_option("#filter-named", "")
    page.select_option("#filter-year", "2023")
    assert 0 < shown(page, "li.passage") < every
    page.select_option("#filter-year", "")
    page.select_option("#filter-kind", "indirect")
    assert 0 < shown(page, "li.passage.indirect") == shown(page, "li.passage")
    page.select_option("#filter-article", label=page.inner_text(".told-in h2 a[href$='/slower-ferry.html']"))
    assert {a.get_attribute("href").split("#")[0] for a in page.locator(".passage-place:visible a").all()} == {
        "articles/slower-ferry.html"
    }
    assert shown(page, "section.told-in > h2") == 1, "no headline is left without words"
    page.select_option("#filter-kind", "")
    page.select_option("#filter-article", "")
    assert shown(page, "li.passage") == every
    assert page.inner_text(".filters [role=status]") == ""
    assert not page.complaints


def test_a_filter_that_fits_nothing_says_so_and_how_to_go_on(visit: OpenPage) -> None:
    page = visit("quotations.html")
    assert not page.locator(".filter-none").is_visible()
    page.fill("#filter-speaker", "nobody of this name")
    assert shown(page, "li.passage") == 0
    assert page.inner_text(".filters [role=status]").startswith("0 of ")
    page.click(".filter-none button")
    assert shown(page, "li.passage") > 10
    assert not page.locator(".filter-none").is_visible()


def test_where_the_list_is_cut_all_quotations_are_looked_through(visit: OpenPage, pieces: str) -> None:
    """From the disk, with several files, and what was asked for in the address."""
    page = visit("quotations/2023.html", address=pieces)
    page.fill("#find-named", "ukraine")
    found = page.locator(".said-found li.passage")
    page.locator(".finder [role=status]", has_text=re.compile(r"\d quotations$")).wait_for()
    assert found.count() > 2, "more than stand on a page"
    assert not page.locator(".said-all").is_visible()
    words = [p.inner_text() for p in page.locator(".said-found .quotation").all()]
    assert all("Ukrain" in one for one in words)
    links = [str(a.get_attribute("href")) for a in page.locator(".said-found .passage-place a").all()]
    day = page.locator(".said-found .passage-place time").first
    assert (day.get_attribute("datetime"), day.inner_text()) == ("2023-01-21", "21 January 2023")
    assert day.evaluate("day => getComputedStyle(day).whiteSpace") == "nowrap", "as in the list that it stands for"
    page.fill("#find-speaker", "nobody of this name")
    assert page.locator(".filter-none").is_visible()
    page.click(".filter-none button")
    assert page.locator(".said-all").is_visible()
    again = visit("quotations.html?named=Ukraine", address=pieces)
    again.locator(".finder [role=status]", has_text=re.compile(r"\d quotations$")).wait_for()
    assert [str(a.get_attribute("href")) for a in again.locator(".said-found .passage-place a").all()] == links
    assert not page.complaints + again.complaints


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


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_where_lists_are_cut(visit: OpenPage, pieces: str, width: int) -> None:
    for page in each(visit, [f"{pieces}/{path}" for path in CUT], viewport={"width": width, "height": 900}):
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


def test_a_filter_on_a_page_of_a_list_says_that_it_filters_this_page(visit: OpenPage, pieces: str) -> None:
    page = visit("people/index.html", address=pieces)
    page.fill("#filter-name", page.locator("li.entity > a").first.inner_text())
    assert page.inner_text(".filters [role=status]") == "1 of 2 on this page shown"


def test_what_a_speaker_said_is_filtered_by_kind_and_article(visit: OpenPage, pieces: str) -> None:
    page = visit("people/ximena-oyanedel.html", address=pieces)
    kinds = page.locator("#said .kind").all_inner_texts()
    mentioned = shown(page, "#mentioned .passages > li")
    for kind in ("direct", "partial", "indirect"):
        page.select_option("#filter-kind", kind)
        told = page.inner_text(f"#filter-kind option[value={kind}]")
        assert shown(page, "#said li.passage") == shown(page, f"#said li.passage.{kind}") == kinds.count(told)
        assert shown(page, "#mentioned .passages > li") == mentioned
    assert not page.complaints
