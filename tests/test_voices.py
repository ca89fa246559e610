"""Voices: who is quoted, counted by hand on three invented articles; page, table and command say the same."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from commands import run_sitegen

from sitegen.build import build
from sitegen.build.made import make
from sitegen.site.voices import Sort, find_voices

KNOWLEDGE = """
- {name: Odile Varga, kind: person, gender: female, country: peru, roles: [{title: mayor, from: 2024}]}
- {name: Per Lindqvist, kind: person}
- {name: Maria Tallis, kind: person}
- {name: Robert Quane, kind: person}
- {name: Hester Bow, kind: person}
- {name: Quay Group, kind: organization, country: norway}
"""
ARTICLES = {
    "ferry.md": """---
title: A slower ferry
date: 2024-03-02
---
“It leaks,” Odile Varga said. “It is old,” Odile Varga said.

Officials said that the ferry would go on.

Mr Lindqvist waited. “We wait,” said Per Lindqvist.
""",
    "quay.md": """---
title: The quay
date: 2024-05-05
---
Maria Tallis met Robert Quane. “It is cold,” she said.

“We have no plans,” Quay Group said.

“It is wet,” said a spokesman for the town.
""",
    "rain.md": """---
title: Rain
date: 2024-06-07
---
Hester Bow came to the quay. “It rains,” she said.

“It will rain tomorrow,” said Odile Varga.
""",
    "night.md": """---
title: A night
date: 2024-07-07
---
“Nobody slept,” officials said.
""",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("voices")
    files = {"site.yaml": "title: Voices\nvoices: true\n", "knowledge/k.yaml": KNOWLEDGE, **ARTICLES}
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    build(project, project / "_site", jobs=1)
    return project / "_site"


@pytest.fixture(scope="module")
def told(project: Path, site: Path) -> dict[str, Any]:
    done = run_sitegen("voices", "--json", cwd=project)
    assert (done.returncode, done.stderr) == (0, "")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def of(sources: int, quotations: int) -> dict[str, int]:
    return {"sources": sources, "quotations": quotations}


def test_the_totals_are_those_counted_by_hand(told: dict[str, Any]) -> None:
    total = told["total"]
    assert (total["articles"], total["quotations"]) == (4, 10)
    assert [total[sort] for sort in ("person", "institution", "name", "unnamed")] == [
        *(of(4, 6), of(1, 1), of(0, 0), of(3, 3)),
    ]
    assert total["nobody"] == {"quotations": 0}
    assert total["countries"] == {"Peru": of(1, 3), "not known": of(3, 3), "Norway": of(1, 1)}
    assert total["roles"] == {"mayor": of(1, 3)}
    assert total["articles_with_no_named_source"] == ["night"]
    assert total["articles_with_one_named_source"] == []
    assert total["first_time"] == 5


def test_each_source_of_each_article_has_a_row(project: Path, site: Path, told: dict[str, Any]) -> None:
    table = (site / "voices.csv").read_bytes()
    assert table == run_sitegen("voices", "--csv", cwd=project).stdout.encode()
    rows = list(csv.DictReader(io.StringIO(table.decode(), newline="")))
    assert [(row["article"], row["source"], row["sort"], row["quotations"], row["first_time"]) for row in rows] == [
        ("night", "officials", "unnamed", "1", "false"),
        ("rain", "Hester Bow", "person", "1", "true"),
        ("rain", "Odile Varga", "person", "1", "false"),
        ("quay", "Maria Tallis", "person", "1", "true"),
        ("quay", "Quay Group", "institution", "1", "true"),
        ("quay", "spokesman for the town", "unnamed", "1", "false"),
        ("ferry", "Odile Varga", "person", "2", "true"),
        ("ferry", "Officials", "unnamed", "1", "false"),
        ("ferry", "Per Lindqvist", "person", "1", "true"),
    ]
    assert [one["sources"] for one in told["articles"]] == [
        [
            {name: row[name] for name in list(row)[3:]}
            | {"quotations": int(row["quotations"]), "first_time": row["first_time"] == "true"}
            for row in rows
            if row["article"] == one["article"]
        ]
        for one in told["articles"]
    ]


def test_gender_is_what_text_and_knowledge_say_and_never_a_given_name(told: dict[str, Any]) -> None:
    """Of Maria Tallis “she” tells nothing: Robert Quane is named after her, so that her name alone may have decided."""
    assert {one["source"]: one["gender"] for one in told["sources"] if one["sort"] == "person"} == {
        "Odile Varga": "female",
        "Hester Bow": "female",
        "Per Lindqvist": "male",
        "Maria Tallis": "not said",
    }
    assert told["total"]["gender"] == {"female": of(2, 4), "male": of(1, 1), "not said": of(1, 1)}


def test_the_page_tells_the_same(site: Path, told: dict[str, Any]) -> None:
    page = BeautifulSoup((site / "voices.html").read_text(encoding="utf-8"), "html.parser")
    tables = [
        [[cell.get_text() for cell in row.select("th, td")] for row in table.select("tbody tr")]
        for table in page.select("table.counts")
    ]
    total = told["total"]
    assert [row[1:] for row in tables[0]] == [
        *(
            [str(total[sort]["sources"]), str(total[sort]["quotations"])]
            for sort in ("person", "institution", "unnamed")
        ),
        ["", "0"],
    ]
    assert tables[1] == [["she", "2", "4"], ["he", "1", "1"], ["not said", "1", "1"]]
    assert tables[2] == [["Peru", "1", "3"], ["Norway", "1", "1"], ["Not known", "3", "3"]]
    assert tables[3] == [["mayor", "1", "3"]]
    lines = [" ".join(p.get_text().split()) for p in page.select(".article-list .article-facts")]
    assert lines == [
        "0 named · 1 without a name: “officials”",
        "2 named: Hester Bow; Odile Varga",
        "2 named: Maria Tallis; Quay Group · 1 without a name: “spokesman for the town”",
        "2 named: Odile Varga; Per Lindqvist · 1 without a name: “Officials”",
    ]
    navigation = BeautifulSoup((site / "articles/rain.html").read_text(encoding="utf-8"), "html.parser")
    assert [a["href"] for a in navigation.select(".site-nav a") if a.get_text() == "Voices"] == ["../voices.html"]


def test_one_article_is_told_alone_and_people_read_the_same(project: Path, site: Path) -> None:
    lines = run_sitegen("voices", "quay.md", cwd=project).stdout.splitlines()
    assert lines[0] == "3 quotations in 1 article, found automatically"
    assert "  people, by name: 1 source, 1 quotation" in lines
    assert "  “spokesman for the town”: 1 quotation" in lines
    assert "  Maria Tallis: quay.md" in lines


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("voices", "site.yaml"), 1, "error[SG801]: is no article of the site"),
        (("voices", "--json", "--csv"), 2, "choose one"),
        (("voices", "nowhere"), 2, "does not exist"),
    ],
)
def test_what_it_cannot_answer_is_told(project: Path, arguments: tuple[str, ...], status: int, words: str) -> None:
    done = run_sitegen(*arguments, cwd=project)
    assert done.returncode == status
    assert words in done.stderr


def test_without_the_key_there_is_no_page(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“It rains,” said Hester Bow.\n", encoding="utf-8")
    made = make(tmp_path)
    assert not [page.path for page in made.pages if page.path.startswith("voices")]
    assert find_voices(made.site).tally(*Sort).quotations == 1


@pytest.mark.parametrize(
    ("words", "gender"),
    [
        ("“It rains,” said Ms Bow, who is Hester Bow.", "female"),
        ("“It rains,” said Hester Bow. “It is cold,” he said.", "male"),
        ("“It rains,” said Hester Bow. “It is cold,” he said. “It is wet,” she said.", "unknown"),
        ("“It rains,” said Maria Bow.", "unknown"),
        ("“It rains,” said Maria Bow. Robert Quane came in. “It is cold,” she said.", "unknown"),
    ],
)
def test_what_a_text_tells_of_a_gender(tmp_path: Path, words: str, gender: str) -> None:
    known = "".join(f"- {{name: {n}, kind: person}}\n" for n in ("Hester Bow", "Maria Bow", "Robert Quane"))
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge/k.yaml").write_text(known, encoding="utf-8")
    (tmp_path / "a.txt").write_text(f"{words}\n", encoding="utf-8")
    people = find_voices(make(tmp_path).site).of(Sort.PERSON)
    assert {str(one.source.gender) for one in people} == {gender}


def test_a_name_without_an_entry_is_no_unnamed_source(tmp_path: Path) -> None:
    text = (
        "---\nentities: {Jorun Aske: ''}\n---\n“It rains,” said Jorun Aske.\n\nAnalysts said that it would rain on.\n"
    )
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    voices = find_voices(make(tmp_path).site)
    assert [(one.source.name, one.source.sort) for one in voices.voices] == [
        ("Analysts", Sort.UNNAMED),
        ("Jorun Aske", Sort.NAME),
    ]
    assert [one.named for one in voices.articles] == [1]
