"""Two people of one name are never taken for one in silence: told apart by the text, by the author, or left open."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.annotate import annotate
from sitegen.build import build
from sitegen.build.made import make
from sitegen.diagnostics import SitegenError
from sitegen.knowledge import KnowledgeBase, builtin_knowledge
from sitegen.model import Entity, Kind, Role
from sitegen.names.namesakes import shared_names
from sitegen.read import read_text
from sitegen.read.draft import Details, Named

MAYOR = Entity("ana-ruiz-mayor", Kind.PERSON, "Ana Ruiz", ("Ana Ruiz Velasco",), roles=(Role("Mayor of Holmvik"),))
KEEPER = Entity("ana-ruiz-keeper", Kind.PERSON, "Ana Ruiz", roles=(Role("goalkeeper of the Holmvik Rovers"),))
KNOWN = KnowledgeBase(tuple(sorted((*builtin_knowledge(), MAYOR, KEEPER), key=lambda entity: entity.id)))

TEXTS = (
    ("The mayor, Ana Ruiz, spoke first. Ruiz left early.", ["ana-ruiz-mayor"] * 2),
    ("Goalkeeper Ana Ruiz spoke first. Later Ana Ruiz left.", ["ana-ruiz-keeper"] * 2),
    ("Ana Ruiz Velasco came. Ana Ruiz spoke first.", ["ana-ruiz-mayor"] * 2),
    ("The mayor, Ana Ruiz, came. Then the goalkeeper, Ana Ruiz, left.", ["ana-ruiz-mayor", "ana-ruiz-keeper"]),
    ("The mayor met the goalkeeper Ana Ruiz. Another goalkeeper, Ana Ruiz, left.", ["ana-ruiz-keeper"]),
    ("Ana Ruiz spoke first. Ruiz left early.", []),
    ("Ana Ruiz of Holmvik spoke first.", []),
    ("The mayor and the goalkeeper met Ana Ruiz.", []),
    ("The mayor slept. Ana Ruiz spoke first.", []),
)  # fmt: skip
"""Texts, and whom their people are; the last four do not say."""


def people_in(text: str, *named: Named) -> list[str]:
    article = read_text(text, "a.txt", Details(headline="x", named=named)).article
    annotated = annotate(article, KNOWN)
    return [m.entity_id for m in annotated.mentions if m.entity_id.startswith("ana-ruiz")]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_the_text_tells_them_apart_or_nobody_is_named(text: str, expected: list[str]) -> None:
    assert people_in(text) == expected


def test_the_author_says_who_it_is_and_short_names_follow() -> None:
    text = "Ana Ruiz spoke first. “I am glad,” Ruiz said."
    article = read_text(text, "a.txt", Details(headline="x", named=(Named("Ana Ruiz", KEEPER.id),))).article
    annotated = annotate(article, KNOWN)
    assert [mention.entity_id for mention in annotated.mentions] == [KEEPER.id] * 2
    assert annotated.quotations[0].speaker is not None
    assert annotated.quotations[0].speaker.entity_id == KEEPER.id
    assert article.text == text


def test_a_name_is_left_alone_where_the_author_says_so() -> None:
    text = "The mayor, Ana Ruiz, spoke in Oslo’s hall."
    assert people_in(text, Named("Ana Ruiz", "")) == []
    assert people_in(text, Named("Oslo", "")) == ["ana-ruiz-mayor"]


def test_the_longest_name_wins_and_links_of_the_text_stay() -> None:
    named = (Named("Ruiz", KEEPER.id), Named("Ana Ruiz", MAYOR.id))
    assert people_in("Ana Ruiz saw Ruiz.", *named) == [MAYOR.id, KEEPER.id]
    article = read_text(
        "[Ana Ruiz](entity:) saw Ana Ruiz and `Ana Ruiz`.", "a.md", Details(headline="x", named=named)
    ).article
    assert [(m.span.of(article.text), m.get("id")) for m in article.marks if m.tag == "entity"] == [
        ("Ana Ruiz", ""),
        ("Ana Ruiz", MAYOR.id),
    ]


def test_shared_names_are_those_of_people() -> None:
    assert shared_names(KNOWN) == {"Ana Ruiz": (KEEPER.id, MAYOR.id)}
    assert shared_names(builtin_knowledge()) == {}


PEOPLE = """
- {name: Ana Ruiz, kind: person, id: ana-ruiz-mayor, roles: [{title: Mayor of Holmvik}]}
- {name: Ana Ruiz, kind: person, id: ana-ruiz-keeper, roles: [{title: goalkeeper}]}
"""


def project(folder: Path, articles: dict[str, str], knowledge: str = PEOPLE) -> Path:
    (folder / "knowledge").mkdir()
    (folder / "knowledge" / "people.yaml").write_text(knowledge, encoding="utf-8")
    for name, text in articles.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_what_stays_open_is_told_with_its_place_and_the_way_out_works(tmp_path: Path) -> None:
    root = project(tmp_path, {"a.md": "---\ntitle: x\n---\nIt rained.\n\nThen **Ana Ruiz** came, and Ana Ruiz left.\n"})
    [warning] = make(root).warnings
    assert (warning.code, warning.line, warning.column) == ("SG206", 6, 8)
    assert "`ana-ruiz-keeper` or `ana-ruiz-mayor`" in warning.message
    with pytest.raises(SitegenError):
        build(root, tmp_path / "_site", strict=True)
    text = (root / "a.md").read_text(encoding="utf-8")
    (root / "a.md").write_text(text.replace("title: x", "title: x\nentities:\n  Ana Ruiz: ana-ruiz-keeper"), "utf-8")
    made = make(root)
    assert made.warnings == ()
    assert set(made.site.entities) == {"ana-ruiz-keeper"}


def test_an_unknown_id_and_a_name_that_is_not_there_are_told_with_their_lines(tmp_path: Path) -> None:
    root = project(
        tmp_path, {"a.txt": "The mayor, Ana Ruiz, came.", "a.yaml": "title: x\nentities:\n  Ana Ruis: ana\n"}
    )
    [warning] = make(root).warnings
    assert (warning.path, warning.code, warning.line) == ((root / "a.yaml").as_posix(), "SG342", 3)
    assert warning.help.startswith("did you mean “Ana Ruiz”?")
    (root / "a.yaml").write_text("title: x\nentities:\n  Ana Ruiz: ana-ruiz-keper\n", encoding="utf-8")
    with pytest.raises(SitegenError) as error:
        make(root)
    [problem] = error.value.diagnostics
    assert (problem.code, problem.line, problem.column) == ("SG204", 3, 13)
    assert "ana-ruiz-keeper" in problem.help


STRANGERS = (
    ("The Polish minister John Carter came.", "The German minister John Carter came.", 1),
    ("The Polish minister John Carter came.", "The Polish minister John Carter came.", 0),
    ("The Polish minister John Carter came.", "The minister John Carter came.", 0),
    ("Mr. Robin Carter came.", "Ms. Robin Carter came.", 1),
)


@pytest.mark.parametrize(("one", "other", "warnings"), STRANGERS)
def test_a_found_name_of_two_who_differ_is_told(tmp_path: Path, one: str, other: str, warnings: int) -> None:
    articles = {name: f"---\ntitle: {name}\n---\n{text}" for name, text in (("a.md", one), ("b.md", other))}
    told = make(project(tmp_path, articles, "")).warnings
    assert [warning.code for warning in told] == ["SG207"] * warnings


def test_two_things_of_one_name_that_are_no_people_are_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(SitegenError) as error:
        make(project(tmp_path, {"a.txt": "Rain."}, PEOPLE.replace("person", "organization")))
    assert "SG203" in {problem.code for problem in error.value.diagnostics}


def test_the_pages_say_where_a_found_role_stands_and_that_a_name_may_be_two_people(tmp_path: Path) -> None:
    articles = {
        "a.md": "---\ntitle: A\n---\nIt rained.\n\nThe harbour master John Carter came.",
        "b.md": "---\ntitle: B\n---\nThe goalkeeper John Carter came.",
        "c.md": "---\ntitle: C\n---\nThe baker Robin Lund came.",
    }
    root = project(tmp_path, articles, "")
    build(root, tmp_path / "out")
    carter = (tmp_path / "out/people/john-carter.html").read_text(encoding="utf-8")
    assert 'goalkeeper <span class="about"><a href="../articles/b.html#p1">B</a>' in carter
    assert 'harbour master <span class="about"><a href="../articles/a.html#p2">A</a>' in carter
    assert "The name stands in 2 articles" in carter
    assert "The name stands in" not in (tmp_path / "out/people/robin-lund.html").read_text(encoding="utf-8")
    assert '<a href="#p2">harbour master</a>' in (tmp_path / "out/articles/a.html").read_text(encoding="utf-8")
    assert '<a href="#p1">goalkeeper</a>' in (tmp_path / "out/articles/b.html").read_text(encoding="utf-8")
