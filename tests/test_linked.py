"""What the list beside an article tells of the articles that it links to."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from sitegen.build import build

OTHER = "---\ntitle: The quay\ndate: 2024-02-03\nsummary: A quay is built.\n---\nNobody came.\n"


@pytest.fixture
def page(tmp_path: Path) -> BeautifulSoup:
    """An article with two links to another one, to itself, to a file and to a plain page."""
    folder = tmp_path / "project"
    files = {
        "articles/quay.md": OTHER,
        "articles/one.md": (
            "See [the quay](quay.md), [its end](quay.md#p1), [this](one.md), [a plan](plan.pdf), [us](../pages/us.md) "
            "and a note.[^1]\n\n[^1]: It is *short*.\n"
        ),
        "articles/plan.pdf": "x",
        "pages/us.md": "We write.[^1]\n\n[^1]: At night.\n",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    build(folder, tmp_path / "site")
    return BeautifulSoup((tmp_path / "site" / "articles" / "one.html").read_text(encoding="utf-8"), "html.parser")


def test_each_article_stands_in_the_list_once(page: BeautifulSoup) -> None:
    (entry,) = page.select("#who .entry")
    assert (entry["id"], entry["class"]) == ("see-quay", ["entry", "article"])
    assert (entry.a["href"], entry.a.get_text()) == ("quay.html", "The quay")
    assert entry.select_one("time")["datetime"] == "2024-02-03"
    assert entry.select_one(".entry-summary").get_text() == "A quay is built."


def test_without_a_summary_an_entry_tells_how_the_article_begins(tmp_path: Path) -> None:
    for name, text in {
        "one": "See [the quay](quay.md).\n",
        "quay": "---\ntitle: The quay\n---\nNobody came. It rained.\n",
    }.items():
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    pages = []
    for more in ("", "Somebody came at last, and the quay was built. "):
        quay = tmp_path / "quay.md"
        quay.write_text(
            quay.read_text(encoding="utf-8").replace("Nobody came. ", more or "Nobody came. "), encoding="utf-8"
        )
        build(tmp_path, tmp_path / "_site")
        pages.append(BeautifulSoup((tmp_path / "_site/articles/one.html").read_text(encoding="utf-8"), "html.parser"))
    told = [page.select_one("#see-quay .entry-summary").get_text() for page in pages]
    assert told[0].startswith("Nobody came.")
    assert told[1].startswith("Somebody came at last"), "an edit there changes this page"


def test_its_links_and_those_to_notes_have_a_card_and_no_others(page: BeautifulSoup) -> None:
    links = page.select("[data-article-body] a:not(.permalink)")
    assert [(link.get("href"), link.get("aria-details")) for link in links] == [
        ("quay.html", "see-quay"),
        ("quay.html#p1", "see-quay"),
        ("one.html", None),
        ("../files/articles/plan.pdf", None),
        ("../us.html", None),
        ("#fn1", "fn1"),
        ("#fnref1", None),
    ]


def test_a_plain_page_has_no_cards(page: BeautifulSoup, tmp_path: Path) -> None:
    assert "aria-details" not in (tmp_path / "site" / "us.html").read_text(encoding="utf-8")
