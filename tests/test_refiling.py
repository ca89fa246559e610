"""What a build takes from the one before, after a build that failed in between."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from edited_project import PARAGRAPHS, Files, article, contents, write

from sitegen.build import build, looked_for
from sitegen.build.filing import Clerk, Filing
from sitegen.build.known_names import ChangedNames, changed_names, names_of
from sitegen.diagnostics import SitegenError
from sitegen.knowledge import KnowledgeBase, names_only
from sitegen.knowledge.kept import entity_from, flat_entity
from sitegen.knowledge.kept_forms import Flat
from sitegen.model import Entity, Fact, Gender, Kind, Reference, Role
from sitegen.read.loading import LoadedArticle


def test_an_article_that_came_while_the_knowledge_was_wrong_is_annotated_once_it_is_mended(tmp_path: Path) -> None:
    project, output = tmp_path / "project", tmp_path / "_site"
    (project / "articles").mkdir(parents=True)
    (project / "knowledge").mkdir()
    listed = project / "knowledge" / "a.yaml"
    listed.write_text("name: Ferry\nkind: term\n", encoding="utf-8")
    (project / "articles" / "first.md").write_text("# First\n\nThe Ferry left.\n", encoding="utf-8")
    build(project, output)
    listed.write_text("name: Ferry\nkind: boat\n", encoding="utf-8")
    (project / "articles" / "second.md").write_text("# Second\n\nThe Ferry came.\n", encoding="utf-8")
    with pytest.raises(SitegenError):
        build(project, output)
    listed.write_text("name: Ferry\nkind: term\n", encoding="utf-8")
    assert build(project, output).articles == 2
    assert 'data-entity="ferry"' in (output / "articles" / "second.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("they shall wait", False),
        ("they shall wait in the hall", True),
        ("hall of the port", True),
        ("halls and more", True),
        ("whitehall, shall, hal", False),
        ("the half-hall", True),
        ("‘hall’", True),
        ("", False),
    ],
)
def test_a_word_of_a_name_stands_where_a_word_begins(text: str, stands: bool) -> None:
    assert ChangedNames(frozenset({"town-hall"}), frozenset({b"hall"})).stand_in(text.encode()) is stands


def test_of_many_texts_those_are_told_in_which_a_word_or_all_of_an_alias_stand() -> None:
    texts = {1: b"the hall", 2: b"shall wait", 3: b"old kel", 4: b"kel, no longer old", 5: b"folded, kel", 6: b""}
    aliases = frozenset({(b"kel", b"old")})
    changed = ChangedNames(frozenset(), frozenset({b"hall"}), aliases)
    assert [*changed.standing_in(texts.items())] == [key for key, text in texts.items() if changed.stand_in(text)]
    assert [*changed.standing_in(texts.items())] == [1, 3, 4]
    without_words = ChangedNames(frozenset(), frozenset(), frozenset({()}))
    assert [*without_words.standing_in(texts.items())] == [*texts]


def _entity(*aliases: str, **more: str) -> Entity:
    return Entity(id="kelda-marsh", kind=Kind.PERSON, name="Kelda Marsh", aliases=aliases, **more)


def test_an_entry_that_is_kept_loses_nothing() -> None:
    """Every field that an entry can set is another than where it is left out."""
    year = datetime.date(2020, 1, 1)
    entity = Entity(
        *("kelda-marsh", Kind.PERSON, "Kelda Marsh", ("Kel",), "A skipper.", True),
        (Role("skipper", year, year, "2020", "2020"),),
        (Fact("Boat", "Tern"),),
        (Reference("Log", "https://example.org"),),
        *("https://example.org/kel", "kel.png", "At the wheel.", "Ana Ruiz", "norway"),
        gender=Gender.FEMALE,
        sort_name="Marsh",
    )
    of_texts = {"country_code", "origin", "certainty", "evidence"}
    plain = Entity("", Kind.TERM, "")
    left_out = {one.name for one in fields(Entity) if getattr(entity, one.name) == getattr(plain, one.name)}
    assert left_out == of_texts
    assert entity_from(flat_entity(entity)) == entity


@pytest.mark.parametrize(
    ("before", "now", "ids", "words", "aliases"),
    [
        (_entity(), _entity("Skipper Quillan"), "", "", {(b"skipper", b"quillan")}),
        (_entity("Skipper Quillan"), _entity(), "", "", {(b"skipper", b"quillan")}),
        (_entity("Old Kel"), _entity("Kel", "Old Kel", "the captain"), "", "", {(b"kel",), (b"captain",)}),
        (_entity("Old Kel", "Kel"), _entity("Kel", "Old Kel"), "kelda-marsh", "kelda marsh old kel", set()),
        (_entity(), _entity("Quillan", country="norway"), "kelda-marsh", "kelda marsh quillan", set()),
        (_entity(), _entity(), "", "", set()),
    ],
    ids=("came", "went", "two of three", "in another order", "another country as well", "nothing"),
)
def test_an_alias_concerns_the_articles_in_which_it_may_stand(
    before: Entity, now: Entity, ids: str, words: str, aliases: set[tuple[bytes, ...]]
) -> None:
    of = [names_of(Clerk(Path(), names_only(KnowledgeBase((one,))))) for one in (before, now)]
    assert of[1] is not None
    changed = changed_names(of[0], of[1])
    assert changed == ChangedNames(frozenset(ids.split()), frozenset(words.encode().split()), frozenset(aliases))
    assert bool(changed) is bool(ids or aliases)


def test_of_articles_that_name_somebody_those_are_annotated_anew_in_which_the_new_alias_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, output = tmp_path / "project", tmp_path / "_site"
    for folder in ("articles", "knowledge"):
        (project / folder).mkdir(parents=True)
    for name, more in (("a", ""), ("b", "Skipper Quillan knew. "), ("c", "The Skipper knew. ")):
        text = f"# The ferry {name}\n\n{more}Kelda Marsh waved.\n"
        (project / "articles" / f"{name}.md").write_text(text, encoding="utf-8")
    listed = project / "knowledge" / "a.yaml"
    listed.write_text("name: Kelda Marsh\nkind: person\n", encoding="utf-8")
    build(project, output, jobs=1)
    filed: list[str] = []
    file = Clerk.file

    def counted(clerk: Clerk, loaded: LoadedArticle) -> Filing:
        filed.append(loaded.file.shown)
        return file(clerk, loaded)

    monkeypatch.setattr(Clerk, "file", counted)
    listed.write_text("name: Kelda Marsh\nkind: person\naliases: [Skipper Quillan]\n", encoding="utf-8")
    build(project, output, jobs=1)
    assert filed == ["articles/b.md"]
    assert ">Skipper Quillan</a>" in (output / "articles" / "b.html").read_text(encoding="utf-8")


def _many() -> Files:
    texts = (article(f"articles/n{number}.md", {"date": "2026-10-05"}, [PARAGRAPHS[0]]) for number in range(40))
    files = {"knowledge/more.yaml": b"- name: Ines Duarte\n  kind: person\n"}
    return files | {path: content for one in texts for path, content in one.items()}


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[KnowledgeBase]]:
    """Of what all forms were made flat for an edit."""
    seen: list[KnowledgeBase] = []
    real = looked_for.flat_forms

    def counting(knowledge: KnowledgeBase) -> Flat:
        seen.append(knowledge)
        return real(knowledge)

    monkeypatch.setattr(looked_for, "flat_forms", counting)
    return seen


def test_a_first_build_of_many_keeps_the_names_for_the_first_edit(
    tmp_path: Path, compiled: list[KnowledgeBase]
) -> None:
    files = _many()
    write(tmp_path / "project", {}, files)
    build(tmp_path / "project", tmp_path / "out", jobs=1)
    now = files | {"articles/n7.md": files["articles/n7.md"] + b"\n\nNATO met in Kenya.\n"}
    write(tmp_path / "project", files, now)
    build(tmp_path / "project", tmp_path / "out", jobs=1)
    assert compiled == []
    build(tmp_path / "project", tmp_path / "clean", jobs=1, cache=False)
    assert contents(tmp_path / "out") == contents(tmp_path / "clean")


def test_an_article_that_changes_while_it_is_read_under_the_same_times_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "project" / "articles" / "ferry.md"
    write(tmp_path / "project", {}, {"articles/ferry.md": b"# Ferry\n\nThe ferry left.\n"})
    read = Clerk.load

    def load(self: Clerk, path: Path) -> LoadedArticle:
        loaded = read(self, path)
        file.write_text("# Ferry\n\nThe ferry sank.\n", encoding="utf-8")
        return loaded

    monkeypatch.setattr("sitegen.build.refiling.times_of", lambda files: b"the same")
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Clerk, "load", load)
        build(tmp_path / "project", tmp_path / "out", jobs=1)
    assert b"ferry left" in contents(tmp_path / "out")["articles/ferry.html"]
    build(tmp_path / "project", tmp_path / "out", jobs=1)
    assert b"ferry sank" in contents(tmp_path / "out")["articles/ferry.html"]
