"""A name that the author hides is linked and listed nowhere, and is still who speaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.annotate import annotate
from sitegen.build import build
from sitegen.build.made import make
from sitegen.explain import explain
from sitegen.export.formats import FORMATS, article_files
from sitegen.knowledge import KnowledgeBase, builtin_knowledge, load_knowledge
from sitegen.model import Annotated
from sitegen.read import read_text

FERRY = """The harbour master, Ines Duarte, met Jonas Vell, a clerk, in Norway.

“We wait,” Duarte said. “No more.”

Ms. Duarte said that the ferry was late.

“It is old,” she added.

“Nobody asked us,” said Ines Duarte, who lives in Tornau.

Vell declined to speak.
"""
BOARD = """The Northern Ferry Board (NFB) met on Monday. Jonas Vell, a clerk, left early.

“We wait for a boat,” the NFB said in a statement.

The Northern Ferry Board said that it was late.
"""


def hiding(text: str, *names: str, listed: dict[str, str] | None = None, knowledge: KnowledgeBase | None = None):
    rows = "".join(f'  "{name}": "{meant}"\n' for name, meant in (dict.fromkeys(names, "") | (listed or {})).items())
    front = f"---\ntitle: A test\nentities:\n{rows}---\n\n" if rows else "---\ntitle: A test\n---\n\n"
    return annotate(read_text(front + text, "a.md").article, knowledge or builtin_knowledge())


def ids(annotated: Annotated) -> set[str]:
    return {mention.entity_id for mention in annotated.mentions} | {entity.id for entity in annotated.found}


def speakers(annotated: Annotated) -> list[tuple[str, str, str]]:
    text = annotated.article.text
    said = [quotation.speaker for quotation in annotated.quotations]
    return [(one.span.of(text), one.name, one.entity_id) for one in said if one is not None]


@pytest.mark.parametrize("name", ["Ines Duarte", "Duarte"])
def test_a_hidden_person_is_nowhere_and_still_speaks(name: str) -> None:
    usual, hidden = hiding(FERRY), hiding(FERRY, name)
    assert "ines-duarte" in ids(usual)
    assert ids(hidden) == ids(usual) - {"ines-duarte"}
    assert {entity_id for *_, entity_id in speakers(usual)} == {"ines-duarte"}
    assert speakers(hidden) == [(words, name, "") for words, name, _ in speakers(usual)]
    assert [q.confidence for q in hidden.quotations] == [q.confidence for q in usual.quotations]


@pytest.mark.parametrize(
    ("text", "name", "entity_id"),
    [
        (BOARD, "Northern Ferry Board", "northern-ferry-board"),
        (
            "The World Health Organization paid.\n\nThe WHO said that it would go on.",
            "World Health Organization",
            "who",
        ),
        ("They met in Norway.\n\nA Norwegian clerk slept.", "Norway", "norway"),
        ("They met in Tornau on Monday.\n\nShe lives in Tornau, near the town of Tornau.", "Tornau", "tornau"),
    ],
)
def test_short_forms_are_hidden_with_the_name(text: str, name: str, entity_id: str) -> None:
    usual, hidden = hiding(text), hiding(text, name)
    assert len([mention for mention in usual.mentions if mention.entity_id == entity_id]) > 1
    assert ids(hidden) == ids(usual) - {entity_id}
    assert [(words, said) for words, said, _ in speakers(hidden)] == [
        (words, said) for words, said, _ in speakers(usual)
    ]
    assert all(entity_id != said_by for *_, said_by in speakers(hidden))


def test_a_hidden_speaker_is_named_as_the_article_names_her(tmp_path: Path) -> None:
    (tmp_path / "people.yaml").write_text("name: Odra Kessel\nkind: person\naliases: [Mother Rook]\n", encoding="utf-8")
    knowledge = load_knowledge(tmp_path, tmp_path)
    text = "“Go home,” said Mother Rook. “I mean it,” she added."
    assert {name for _, name, _ in speakers(hiding(text, knowledge=knowledge))} == {"Odra Kessel"}
    assert {one[1:] for one in speakers(hiding(text, "Mother Rook", knowledge=knowledge))} == {("Mother Rook", "")}


def test_a_link_to_nothing_hides_one_mention() -> None:
    linked = FERRY.replace("“We wait,” Duarte", "“We wait,” [Duarte](entity:)")
    one = hiding(linked)
    assert "ines-duarte" in ids(one)
    assert len(one.mentions) == len(hiding(FERRY).mentions) - 1
    assert speakers(one)[0] == ("Duarte", "Duarte", "")
    assert {entity_id for *_, entity_id in speakers(one)[1:]} == {"ines-duarte"}


def test_the_last_mention_that_is_hidden_takes_the_entity_with_it() -> None:
    one = hiding("The mayor, [Odra Kessel](entity:), left. “We wait,” she said.")
    assert ids(one) == set()
    assert speakers(one) == [("she", "Odra Kessel", "")]


def test_a_name_inside_a_link_is_hidden_too() -> None:
    text = "The mayor, [Odra Kessel](https://example.org), met Jonas Vell, a clerk."
    assert ids(hiding(text)) == {"odra-kessel", "jonas-vell"}
    assert ids(hiding(text, "Odra Kessel")) == {"jonas-vell"}


def test_nobody_belongs_to_a_hidden_country() -> None:
    text = "The Norwegian Foreign Minister Odra Kessel met a Norwegian clerk in Norway."
    assert [entity.country for entity in hiding(text).found] == ["norway"]
    assert [entity.country for entity in hiding(text, "Norway", "Norwegian").found] == [""]


def test_a_built_in_name_left_alone_may_be_a_person() -> None:
    text = "Jordan came. The mayor, Jordan Kessel, left. “We wait,” Kessel said in Jordan."
    assert ids(hiding(text, "Jordan")) <= {"jordan-kessel"}


def test_a_name_that_is_linked_by_hand_stays_linked() -> None:
    found = hiding(FERRY, "Ines Duarte", listed={"Jonas Vell": "norway"})
    assert ids(found) & {"norway", "ines-duarte"} == {"norway"}


def test_explain_tells_what_is_hidden_and_gives_it_no_entity() -> None:
    article = hiding(FERRY, "Ines Duarte").article
    explanation = explain(article, builtin_knowledge())
    rules = {
        (f.span.of(article.text), f.rule, f.entity) for f in explanation.names if "Duarte" in f.span.of(article.text)
    }
    assert rules == {("Ines Duarte", "left_alone", None), ("Duarte", "hidden_with_name", None)}
    assert {f.speaker.entity_id for f in explanation.quotations if f.speaker} == {""}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hidden")
    (root / "articles").mkdir()
    (root / "articles" / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (root / "articles" / "ferry.yaml").write_text(
        'title: The ferry\ndate: 2026-03-14\nentities:\n  Ines Duarte: ""\n', encoding="utf-8"
    )
    build(root, root / "_site")
    return root


def test_no_file_of_a_built_site_has_the_hidden_entity(site: Path) -> None:
    files = [path for path in (site / "_site").rglob("*") if path.is_file()]
    assert not [path for path in files if "ines-duarte" in path.name]
    assert not [path for path in files if b"ines-duarte" in path.read_bytes()]
    said = (site / "_site" / "quotations.html").read_text(encoding="utf-8")
    assert "Ines Duarte" in said
    assert "We wait" in said


@pytest.mark.parametrize("form", FORMATS)
def test_no_export_has_the_hidden_entity(site: Path, form: str) -> None:
    made, chosen = make(site).site, FORMATS[form]
    texts = [chosen.render(made), *(text for _, text in article_files(made, chosen))]
    assert not [text for text in texts if "ines-duarte" in text]
    assert any("jonas-vell" in text or "We wait" in text for text in texts)


def test_a_short_name_that_is_to_mean_somebody_leaves_the_longer_names_whole() -> None:
    text = "Odile Varga, the mayor, met Rosa Varga. Varga said so. It pleased Odile Varga."
    annotated = hiding(text, listed={"Varga": "odile-varga"})
    linked = [(one.span.of(annotated.article.text), one.entity_id) for one in annotated.mentions]
    assert linked.count(("Odile Varga", "odile-varga")) == 2
    assert ("Varga", "odile-varga") in linked
    assert linked.count(("Rosa Varga", "rosa-varga")) == 1


def test_a_short_name_is_no_part_of_the_names_of_others() -> None:
    text = (
        "Odile Varga, the mayor, read The Washington Post. Mayor Jo Washington called. Washington laughed with Varga."
    )
    annotated = hiding(text, listed={"Washington": "jo-washington", "Varga": "odile-varga"})
    linked = [(one.span.of(annotated.article.text), one.entity_id) for one in annotated.mentions]
    assert ("Washington Post", "washington-post") in linked
    assert ("Washington", "jo-washington") in linked
    assert len(linked) == len(set(linked)) == 5
    told = [one for one in explain(annotated.article, builtin_knowledge()).names if one.rule == "left_alone"]
    assert told == []


def test_names_that_were_taken_for_one_are_two_where_the_article_says_so() -> None:
    text = "Bo Lind Mara Holm wrote it. Bo Lind, a clerk, and Mara Holm, a nurse, left."
    annotated = hiding(text, listed={"Bo Lind": "bo-lind", "Mara Holm": "mara-holm"})
    linked = [(one.span.of(annotated.article.text), one.entity_id) for one in annotated.mentions]
    assert linked == [("Bo Lind", "bo-lind"), ("Mara Holm", "mara-holm")] * 2


def test_a_short_name_that_stands_in_longer_names_alone_is_linked_with_them() -> None:
    annotated = hiding("The mayor, Odile Varga, met the board.", listed={"Varga": "odile-varga"})
    linked = [(one.span.of(annotated.article.text), one.entity_id) for one in annotated.mentions]
    assert linked == [("Odile Varga", "odile-varga")]
    assert [one.trouble for one in annotated.applied if one.trouble is not None] == []
    assert [one.certainty for one in annotated.found] == [1.0]
