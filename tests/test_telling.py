"""What cards tell beyond the sentence that they cover, and the names whose cards would tell nothing."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from sitegen.build import build

ROOT = Path(__file__).parent.parent
NEXT = re.compile(r"(?<=[.?!])[”’\"]?\s+(?=[“A-Z])")
HARBOUR = "Rosa Ibarra, the harbour master of Tarma, opened the quay."


def page(tmp_path: Path, *articles: str, knowledge: str = "", settings: str = "") -> BeautifulSoup:
    """The page of the first of the articles."""
    project = tmp_path / "project"
    (project / "knowledge").mkdir(parents=True)
    (project / "site.yaml").write_text(f"title: A site\nlinking: all\n{settings}", encoding="utf-8")
    if knowledge:
        (project / "knowledge" / "all.yaml").write_text(knowledge, encoding="utf-8")
    for number, text in enumerate(articles, 1):
        head = f"---\ntitle: Article {number}\ndate: 2024-01-{number:02}\n---\n"
        (project / f"one-{number}.md").write_text(f"{head}{text}\n", encoding="utf-8")
    build(project, tmp_path / "site")
    return BeautifulSoup((tmp_path / "site" / "articles" / "one-1.html").read_text(encoding="utf-8"), "html.parser")


def has_card(found: BeautifulSoup, number: int = 1, entity: str = "rosa-ibarra") -> bool:
    mention = found.find(id=f"m-{entity}-{number}")
    assert isinstance(mention, Tag)
    assert mention["href"]
    assert found.find(id=f"who-{entity}"), "the entry stays in the list"
    return mention.get("aria-details") == f"who-{entity}"


def test_a_name_of_which_nothing_else_is_known_is_a_plain_link(tmp_path: Path) -> None:
    assert not has_card(page(tmp_path, HARBOUR))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (f"{HARBOUR} Ibarra smiled.", 2),
        (f"{HARBOUR} “We are late,” Ibarra said.", 1),
        (f"{HARBOUR}\n\n“We are late,” Ibarra said.", 2),
    ],
    ids=["role told before", "speaks elsewhere", "role and words"],
)
def test_what_another_sentence_tells_is_worth_a_card(tmp_path: Path, text: str, number: int) -> None:
    assert has_card(page(tmp_path, text), number)


def test_words_in_the_same_sentence_are_none(tmp_path: Path) -> None:
    assert not has_card(page(tmp_path, "“We are late,” said Rosa Ibarra, the harbour master of Tarma."))


@pytest.mark.parametrize(
    "entry", ["summary: She runs the port.", "sources: [{title: A book}]", "roles: [{title: pilot}]", "country: peru"]
)
def test_what_knowledge_has_is_worth_a_card(tmp_path: Path, entry: str) -> None:
    assert has_card(page(tmp_path, HARBOUR, knowledge=f"name: Rosa Ibarra\nkind: person\n{entry}\n"))


@pytest.mark.parametrize(("entry", "text"), [("country: peru", "of Peru"), ("roles: [{title: Pilot}]", ", a pilot,")])
def test_what_the_sentence_says_too_is_not(tmp_path: Path, entry: str, text: str) -> None:
    knowledge = f"name: Rosa Ibarra\nkind: person\n{entry}\n"
    assert not has_card(page(tmp_path, f"Rosa Ibarra {text} opened the quay.", knowledge=knowledge))


def test_another_article_is_worth_a_card_and_is_told_with_its_day(tmp_path: Path) -> None:
    found = page(tmp_path, HARBOUR, "Rosa Ibarra, the judge, slept.", "Rosa Ibarra, the judge, woke.")
    assert has_card(found)
    line = found.select_one("#who-rosa-ibarra .entry-elsewhere")
    assert line is not None
    assert line.get_text(" ", strip=True) == "Also in Article 2 , 2 January 2024"


def test_a_country_tells_who_of_its_people_is_here(tmp_path: Path) -> None:
    people = "".join(
        f"- {{name: {name}, kind: person, country: peru, roles: [{{title: judge}}]}}\n"
        for name in ("Rosa Ibarra", "Ana Ruiz", "Lola Vidal", "Ines Duarte")
    )
    found = page(tmp_path, "Rosa Ibarra, Ana Ruiz, Lola Vidal and Ines Duarte went to Peru.", knowledge=people)
    line = found.select_one("#who-peru .entry-people")
    assert line is not None
    assert line.get_text() == "In this article: Rosa Ibarra, judge; Ana Ruiz, judge; Lola Vidal, judge and 1 more"
    assert [a["href"] for a in line.select("a")] == ["#who-rosa-ibarra", "#who-ana-ruiz", "#who-lola-vidal"]


def test_an_organisation_tells_whose_role_names_it(tmp_path: Path) -> None:
    knowledge = (
        "- {name: Tarma Rowing Club, kind: organization}\n"
        "- {name: Rosa Ibarra, kind: person, roles: [{title: president of the Tarma Rowing Club}]}\n"
    )
    found = page(tmp_path, "Rosa Ibarra left. The Tarma Rowing Club was not asked.", knowledge=knowledge)
    assert has_card(found, entity="tarma-rowing-club")
    line = found.select_one("#who-tarma-rowing-club .entry-people")
    assert line.get_text() == "In this article: Rosa Ibarra, president"
    assert line.a["href"] == "#who-rosa-ibarra"


def test_what_was_found_says_so_and_what_is_listed_does_not(tmp_path: Path) -> None:
    found = page(tmp_path, f"{HARBOUR} Ana Ruiz came.", knowledge="name: Ana Ruiz\nkind: person\n")
    notes = {entry["id"]: entry.select_one(".entry-found") for entry in found.select("li.entry")}
    assert notes["who-rosa-ibarra"].get_text() == "Found in this text; checked by nobody."
    assert notes["who-ana-ruiz"] is None


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        ("from: 2020-02, to: 2023-05-01", "judge 2020–23 (in office when this was written)"),
        ("from: 1998, to: 2025", "judge 1998–2025 (in office when this was written)"),
        ("from: 2024-01-01, to: 2024-06", "judge 2024 (in office when this was written)"),
        ("to: 2024-06", "judge until 2024 (in office when this was written)"),
        ("from: 2020", "judge"),
    ],
)
def test_a_role_that_has_ended_is_told_with_its_years(tmp_path: Path, dates: str, told: str) -> None:
    knowledge = f"name: Rosa Ibarra\nkind: person\nroles: [{{title: judge, {dates}}}]\n"
    day = "2023-03-01" if "2023" in dates else "2024-02-01"
    text = f"---\ntitle: One\ndate: {day}\n---\nRosa Ibarra left.\n"
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "one.md").write_text(text, encoding="utf-8")
    (tmp_path / "project" / "knowledge").mkdir()
    (tmp_path / "project" / "knowledge" / "k.yaml").write_text(knowledge, encoding="utf-8")
    build(tmp_path / "project", tmp_path / "site")
    found = BeautifulSoup((tmp_path / "site" / "articles" / "one.html").read_text(encoding="utf-8"), "html.parser")
    assert found.select_one("#who-rosa-ibarra .entry-role").get_text() == told


def words(text: str) -> set[str]:
    return set(re.findall(r"[\w’'-]+", text.casefold()))


def sentence_of(mention: Tag) -> str:
    """The sentence around a mention, as the page reads."""
    block = mention.find_parent(["p", "li", "h2", "h3", "td", "th", "figcaption"])
    assert block is not None
    strings = list(block.strings)
    before = next(at for at, string in enumerate(strings) if mention in string.parents)
    place, text = sum(map(len, strings[:before])), "".join(strings)
    starts = [0, *(match.end() for match in NEXT.finditer(text)), len(text)]
    return next(text[a:b] for a, b in pairwise(starts) if a <= place < b)


def test_no_card_of_the_demo_says_only_what_the_covered_sentence_says(tmp_path: Path) -> None:
    build(ROOT / "seeds", tmp_path)
    seen = 0
    for path in (tmp_path / "articles").glob("*.html"):
        found = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for mention in found.select("a.mention[aria-details]"):
            seen += 1
            entry = found.find(id=mention["aria-details"])
            assert isinstance(entry, Tag)
            told = [p for p in entry.select("p, .entry-said li, img") if not p.select_one(".entry-said")]
            told = [p for p in told if not set(p["class"] if p.has_attr("class") else ()) & NO_NEWS]
            said = words(sentence_of(mention))
            assert any(p.name == "img" or words(p.get_text()) - said for p in told), f"{path.name} {mention['id']}"
    assert seen > 80


NO_NEWS = {"entry-mentions", "entry-found", "entry-more"}
"""What every card may have and what tells nothing of anybody."""


@pytest.mark.parametrize(("said", "more"), [(2, ""), (5, "and 3 more")])
def test_an_entry_leads_to_what_more_its_person_said(tmp_path: Path, said: int, more: str) -> None:
    words = "".join(f"\n\n“We are late, number {number},” Ibarra said." for number in range(said))
    entry = page(tmp_path, HARBOUR + words).find(id="who-rosa-ibarra")
    assert isinstance(entry, Tag)
    assert len(entry.select(".entry-said li")) == 2
    assert [(a["href"], a.text) for a in entry.select(".entry-more a")] == (
        [("../people/rosa-ibarra.html#said", more)] if more else []
    )


@pytest.mark.parametrize("title", ["Ferry late", "A ferry that was late " + "and later " * 8])
def test_a_headline_of_many_lines_is_smaller(tmp_path: Path, title: str) -> None:
    (tmp_path / "a.md").write_text(f"---\ntitle: {title}\n---\n{HARBOUR}\n", encoding="utf-8")
    build(tmp_path, tmp_path / "site")
    heads = [
        BeautifulSoup((tmp_path / "site" / name).read_text(encoding="utf-8"), "html.parser").select_one(head)
        for name, head in (("articles/a.html", "h1"), ("index.html", ".lead-story h2"))
    ]
    assert [head is not None and head.get("class") == ["long"] for head in heads] == [len(title) > 80] * 2


def test_a_web_site_is_shown_as_people_write_its_address(tmp_path: Path) -> None:
    known = "name: Rosa Ibarra\nkind: person\nurl: https://www.ibarra.example/en/\n"
    page(tmp_path, HARBOUR, knowledge=known)
    found = (tmp_path / "site" / "people" / "rosa-ibarra.html").read_text(encoding="utf-8")
    assert '<a href="https://www.ibarra.example/en/" rel="external">ibarra.example/en</a>' in found
