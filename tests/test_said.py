"""Who said what, and what was said about it: one list of which quotation names whom, and the pages that show it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from sitegen.build import build
from sitegen.build.made import Made, make
from sitegen.pages import said as said_lists
from sitegen.pages.paging import PAGE_SIZES

KNOWLEDGE = """
- {name: Rosa Ibarra, kind: person, roles: [{title: harbour clerk, to: 2023}, {title: mayor of Tarma, from: 2024}]}
- {name: Nils Aker, kind: person}
- {name: Tarma, kind: place}
- {name: Quay Group, kind: organization}
- {name: dam, kind: term, summary: A wall in a river.}
- {name: Ghost Dock, kind: place}
"""
SITE = "ignore: [Ghost Dock]\n"
OLD = """---
title: The old dam
date: 2023-05-01
---
“Quay Group will pay for the dam,” said Rosa Ibarra.

Nils Aker said that the dam in Tarma was old.

“Rosa Ibarra is a friend of Quay Group,” Rosa Ibarra said.
"""
NEW = """---
title: The new dam
date: 2025-05-01
---
“We at Quay Group love Tarma,” Quay Group said.

“Ghost Dock is lost, and so is the dam,” said Rosa Ibarra. Tarma was quiet.
"""
ALONE = """---
title: Heard in the street
date: 2025-05-02
---
“Nobody has asked us about the dam.”

It rained.
"""
OLD_ONES = ("old.html#q1", "old.html#q2", "old.html#q3")
TARMA = """---
title: Tarma without words
date: 2024-05-01
entities:
  Tarma: ""
---
“Tarma and the dam are ours,” said Nils Aker.
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few quotations of which is known whom and what each names."""
    folder = tmp_path_factory.mktemp("said")
    for name, text in {"knowledge/k.yaml": KNOWLEDGE, "site.yaml": SITE}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    for name, text in {"old": OLD, "new": NEW, "hidden": TARMA, "alone": ALONE}.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def made(project: Path) -> Made:
    return make(project)


@pytest.fixture(scope="module")
def site(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("site") / "out"
    build(project, output, cache=False, jobs=1)
    return output


@pytest.mark.parametrize(
    ("entity_id", "said"),
    [
        ("quay-group", [("new", 1, "quay-group"), ("old", 1, "rosa-ibarra"), ("old", 3, "rosa-ibarra")]),
        ("tarma", [("new", 1, "quay-group"), ("old", 2, "nils-aker")]),
        (
            "dam",
            [
                *(("alone", 1, ""), ("new", 2, "rosa-ibarra"), ("hidden", 1, "nils-aker")),
                *(("old", 1, "rosa-ibarra"), ("old", 2, "nils-aker")),
            ],
        ),
        ("rosa-ibarra", [("old", 3, "rosa-ibarra")]),
        ("nils-aker", []),
        ("ghost-dock", []),
    ],
)
def test_it_is_known_which_quotations_name_whom(made: Made, entity_id: str, said: list[Any]) -> None:
    """Between marks or not, a speaker's own name, words of nobody; no hidden name, and none beside the words."""
    found = made.site.said_about.get(entity_id, ())
    speakers = [one.uttered.speaker_id if one.uttered.is_named else "" for one in found]
    assert [(one.article.slug, one.number, who) for one, who in zip(found, speakers, strict=True)] == said


def soup(site: Path, path: str) -> BeautifulSoup:
    return BeautifulSoup((site / path).read_text(encoding="utf-8"), "html.parser")


def told(page: BeautifulSoup, what: str = "#about li.passage") -> list[tuple[str, str]]:
    """Speaker and place of each quotation in a list."""
    return [
        (" ".join(li.select(".said-by")[0].get_text().split()), str(li.select(".passage-place a")[0]["href"]))
        for li in page.select(what)
    ]


@pytest.mark.parametrize(
    ("path", "lines"),
    [
        (
            "places/tarma.html",
            [("Quay Group", "../articles/new.html#q1"), ("NA Nils Aker", "../articles/old.html#q2")],
        ),
        (
            "glossary/dam.html",
            [
                ("Nobody is named", "../articles/alone.html#q1"),
                ("RI Rosa Ibarra, mayor of Tarma", "../articles/new.html#q2"),
                ("NA Nils Aker", "../articles/hidden.html#q1"),
                (
                    "RI Rosa Ibarra, harbour clerk until 2023 (in office when this was written)",
                    "../articles/old.html#q1",
                ),
                ("NA Nils Aker", "../articles/old.html#q2"),
            ],
        ),
    ],
)
def test_a_page_tells_what_was_said_about_it_by_whom_and_what_that_was_then(
    site: Path, path: str, lines: list[tuple[str, str]]
) -> None:
    assert told(soup(site, path)) == lines


def test_it_is_not_told_of_people_and_the_glossary_leads_there(site: Path) -> None:
    assert not soup(site, "people/rosa-ibarra.html").select("#about")
    ways = [a["href"] for a in soup(site, "glossary.html").select("#dam .about a")]
    assert "glossary/dam.html#about" in ways


def test_who_said_what_has_every_quotation_newest_first(site: Path) -> None:
    page = soup(site, "quotations.html")
    places = [href.removeprefix("articles/") for _, href in told(page, "li.passage")]
    assert places == ["alone.html#q1", "new.html#q1", "new.html#q2", "hidden.html#q1", *OLD_ONES]
    assert [option.get_text() for option in page.select("#filter-named option")][1:] == [
        *("dam", "Quay Group", "Rosa Ibarra", "Tarma"),
    ]
    assert [option["value"] for option in page.select("#filter-year option")] == ["", "2025", "2024", "2023"]
    assert [li.get("data-named") for li in page.select("li.passage")][:3] == ["dam", "quay-group tarma", "dam"]
    assert page.select(".filter-none button")


@pytest.fixture
def pieces(project: Path, tmp_path: Path) -> Iterator[Path]:
    """The same with two of everything on a page."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        for name in PAGE_SIZES:
            monkeypatch.setitem(PAGE_SIZES, name, 2)
        monkeypatch.setattr(said_lists, "FILTERED_FROM", 2)
        (project / "site.yaml").write_text(f"{SITE}search: false\n", encoding="utf-8")
        build(project, tmp_path / "out", cache=False, jobs=1)
        (project / "site.yaml").write_text(SITE, encoding="utf-8")
        yield tmp_path / "out"


def test_what_is_cut_goes_on_and_its_files_are_there_without_search(pieces: Path) -> None:
    parts = ["glossary/dam.html", "glossary/dam/about/2.html", "glossary/dam/about/3.html"]
    assert [len(told(soup(pieces, path))) for path in parts] == [2, 2, 1]
    assert not (pieces / "glossary/dam/about/4.html").exists()
    bar = soup(pieces, "quotations/2023.html").select(".finder")[0]
    files = [f"{number}.js" for number in range(int(bar["data-first"]), int(bar["data-last"]) + 1)]
    assert files == ["1.js"] == [path.name for path in (pieces / "assets" / "search").iterdir()]
    person = soup(pieces, "people/rosa-ibarra.html")
    assert [option["value"] for option in person.select("#filter-named option")] == ["", "dam", "quay-group"]
    assert [li.get("data-named") for li in person.select("#said li.passage")] == ["dam", "quay-group dam"]
    ways = [str(a["href"]) for a in (*person.select("#said .filters a"), *soup(pieces, parts[0]).select(".filters a"))]
    assert ways == ["../quotations.html?speaker=Rosa%20Ibarra", "../quotations.html?named=dam"]
    bars = (bar, *person.select("#said .filters"), *soup(pieces, parts[0]).select(".filters"))
    named = ["Filter the list", "Filter the list: Said", "Filter the list: What was said about it"]
    assert [one["aria-label"] for one in bars] == named


def test_an_edit_makes_just_the_pages_anew_that_show_the_quotation(project: Path, tmp_path: Path) -> None:
    shutil.copytree(project, tmp_path / "project", ignore=shutil.ignore_patterns("_site"))
    output = tmp_path / "out"
    build(tmp_path / "project", output, jobs=1)
    before = {path.relative_to(output).as_posix(): path.stat().st_ino for path in output.rglob("*.html")}
    old = tmp_path / "project" / "old.md"
    old.write_text(old.read_text(encoding="utf-8").replace("Tarma was old", "Tarma was new"), encoding="utf-8")
    build(tmp_path / "project", output, jobs=1)
    anew = {name for name, inode in before.items() if (output / name).stat().st_ino != inode}
    assert anew == {
        *("articles/old.html", "quotations.html", "people/nils-aker.html", "places/tarma.html"),
        *("glossary.html", "glossary/dam.html"),
        "index.html",  # it may show what the last articles quote
    }
