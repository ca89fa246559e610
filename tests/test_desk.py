"""A correction of each kind goes into the file in which it belongs, and nothing else changes there."""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from typing import Any

import pytest
from desk_project import FERRY, Author, make_project, write

from sitegen.build import build
from sitegen.build.made import make
from sitegen.desk.moves import parse_move
from sitegen.desk.state import state_of
from sitegen.diagnostics import SitegenError


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path)


@pytest.fixture
def author(project: Path) -> Author:
    return Author(project)


ARTICLE = [
    (("hide", "Duarte", 1), {}, '+entities:\n+  Duarte: ""\n'),
    (("hide", "Duarte", 1), {"name": "Ines Duarte"}, '+entities:\n+  Ines Duarte: ""\n'),
    (("entity", "Duarte", 1), {"entity": "oskar-lindqvist"}, "+entities:\n+  Duarte: oskar-lindqvist\n"),
    (("accept", "Ines Duarte"), {}, "+entities:\n+  Ines Duarte: ines-duarte\n"),
    (("accept", "Oskar Lindqvist"), {}, "+entities:\n+  Oskar Lindqvist: oskar-lindqvist\n"),
]


@pytest.mark.parametrize(("where", "keys", "lines"), ARTICLE)
def test_in_this_article(author: Author, where: tuple[Any, ...], keys: dict[str, Any], lines: str) -> None:
    assert author.added(author.move(*where, **keys)) == {"articles/ferry.md": lines}


def test_the_text_below_the_keys_stays(author: Author, project: Path) -> None:
    path = project / "articles" / "ferry.md"
    write(path, "\ufeff" + FERRY.replace("\n", "\r\n"))
    before = path.read_bytes()
    author.move("hide", "Ines Duarte")
    assert path.read_bytes() == before.replace(b"14\r\n---", b'14\r\nentities:\r\n  Ines Duarte: ""\r\n---')


def test_an_article_without_keys_gets_some(author: Author, project: Path) -> None:
    before = (project / "articles" / "bare.md").read_text()
    author.move("hide", "Ines Duarte", article="articles/bare.md")
    after = (project / "articles" / "bare.md").read_text()
    assert after == '---\nentities:\n  Ines Duarte: ""\n---\n' + before


HEADS = ('+++\ntitle = "Bare"\n+++\n', "Title: Bare\nDate: 2026-03-14\n\n", "title: Bare\ndate: 2026-03-14\n---\n")


def test_front_matter_behind_a_comment_is_written(author: Author, project: Path) -> None:
    path = project / "articles" / "bare.md"
    write(path, "<!-- by the quay -->\n\n---\ntitle: Bare\n...\n" + path.read_text())
    before = path.read_text()
    author.move("hide", "Ines Duarte", article="articles/bare.md")
    assert path.read_text() == before.replace(": Bare\n", ': Bare\nentities:\n  Ines Duarte: ""\n')


@pytest.mark.parametrize("head", HEADS)
def test_front_matter_in_another_form_is_left_alone(author: Author, project: Path, head: str) -> None:
    path = project / "articles" / "bare.md"
    write(path, head + path.read_text())
    before = path.read_bytes()
    with pytest.raises(SitegenError) as caught:
        author.move("hide", "Ines Duarte", article="articles/bare.md")
    assert [(one.code, one.path) for one in caught.value.diagnostics] == [("SG755", "articles/bare.md")]
    assert path.read_bytes() == before


def test_a_text_gets_a_file_beside_it(author: Author, project: Path) -> None:
    prepared = author.move("hide", "Ines Duarte", article="articles/note.txt")
    assert author.added(prepared) == {"articles/note.yaml": '+entities:\n+  Ines Duarte: ""\n'}
    assert author.desk.undo().paths == ("articles/note.yaml",)
    assert not (project / "articles" / "note.yaml").exists()


def test_what_is_said_of_a_name_is_changed_in_its_place(author: Author) -> None:
    author.move("hide", "Ines Duarte")
    told = author.added(author.move("entity", "Ines Duarte", entity="oskar-lindqvist"))
    assert told == {"articles/ferry.md": '-  Ines Duarte: ""\n+  Ines Duarte: oskar-lindqvist\n'}
    told = author.added(author.move("withdraw", "Ines Duarte", scope="article"))
    assert told == {"articles/ferry.md": "-entities:\n-  Ines Duarte: oskar-lindqvist\n"}


def test_who_has_read_an_article_signs_it(author: Author, project: Path) -> None:
    path = project / "articles" / "ferry.md"
    author.move("checked", "Duarte", by="R. Editor")
    (line,) = (line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("checked:"))
    today = datetime.date.today().isoformat()
    assert line.startswith(f'checked: {{by: R. Editor, "on": {today}, digest: ')
    assert state_of(author.scene())["checked"] == {"by": "R. Editor", "on": today, "changed": False}
    author.move("hide", "Ines Duarte")
    assert state_of(author.scene())["checked"]["changed"]
    author.move("checked", "Duarte", by="R. Editor")
    assert not state_of(author.scene())["checked"]["changed"]


@pytest.mark.parametrize("article", ["articles/ferry.md", "articles/note.txt", "articles/bare.md"])
def test_a_build_finds_what_was_signed_at_the_desk(author: Author, project: Path, tmp_path: Path, article: str) -> None:
    author.move("checked", "Ines Duarte", article=article, by="R. Editor")
    codes = [one.code for one in build(project, tmp_path / "built").warnings]
    assert "SG360" not in codes
    articles = (one.article for one in make(project).site.facts)
    signed = [(one.path, len(one.checked.digest)) for one in articles if one.checked is not None]
    assert signed == [(article, 12)]


def test_who_signs_needs_no_place_and_needs_a_name() -> None:
    move = parse_move({"act": "checked", "article": "articles/ferry.md", "by": "R. Editor"})
    assert (move.by, move.scope) == ("R. Editor", "article")
    with pytest.raises(SitegenError):
        parse_move({"act": "checked", "article": "articles/ferry.md", "by": " "})


EVERYWHERE = [
    (
        ("alias", "Duarte", 1),
        {"entity": "oskar-lindqvist"},
        {"knowledge/people.yaml": "+  aliases: [Duarte]\n"},
    ),
    (
        ("entity", "Duarte", 1),
        {"entity": "oskar-lindqvist", "scope": "everywhere"},
        {"knowledge/people.yaml": "+  aliases: [Duarte]\n"},
    ),
    (
        ("alias", "Duarte", 1),
        {"entity": "ines-duarte"},
        {
            "knowledge/people.yaml": "+\n+- name: Ines Duarte\n+  kind: person\n+  aliases: [Duarte]\n+  roles:\n"
            "+    - title: harbour master of Vorsel\n"
        },
    ),
    (
        ("accept", "Ines Duarte"),
        {"scope": "everywhere"},
        {
            "knowledge/people.yaml": "+\n+- name: Ines Duarte\n+  kind: person\n+  roles:\n"
            "+    - title: harbour master of Vorsel\n"
        },
    ),
    (
        ("kind", "Oskar Lindqvist"),
        {"scope": "everywhere", "kind": "organization"},
        {"knowledge/people.yaml": "-  kind: person\n+  kind: organization\n"},
    ),
    (
        ("role", "Oskar Lindqvist"),
        {"scope": "everywhere", "role": "State's Attorney"},
        {"knowledge/people.yaml": "+    - title: State's Attorney\n"},
    ),
    (
        ("entry", "Ashby Combe"),
        {"entry": {"name": "Ashby Combe", "kind": "place", "id": "combe", "country": "ireland"}},
        {"knowledge/places.yaml": "+- name: Ashby Combe\n+  kind: place\n+  id: combe\n+  country: ireland\n"},
    ),
    (
        ("entity", "Ashby Combe"),
        {"entry": {"name": "Combe", "kind": "place", "file": "knowledge/more/other.yaml"}},
        {
            "knowledge/more/other.yaml": "+- name: Combe\n+  kind: place\n",
            "articles/ferry.md": "+entities:\n+  Ashby Combe: combe\n",
        },
    ),
    (
        ("entity", "Ashby Combe"),
        {"entry": {"name": "Combe", "kind": "place"}, "scope": "everywhere"},
        {"knowledge/places.yaml": "+- name: Combe\n+  kind: place\n+  aliases: [Ashby Combe]\n"},
    ),
]


@pytest.mark.parametrize(("where", "keys", "files"), EVERYWHERE)
def test_in_every_article(author: Author, where: tuple[Any, ...], keys: dict[str, Any], files: dict[str, str]) -> None:
    assert author.added(author.move(*where, **keys)) == files


def test_a_draft_is_accepted(author: Author, project: Path) -> None:
    write(project / "articles" / "ferry.md", FERRY + "\n“No,” said Vera Holm, the pilot.\n")
    assert author.added(author.move("accept", "Vera Holm", scope="everywhere")) == {
        "knowledge/people.yaml": "-  status: draft\n"
    }


def test_a_file_with_one_entry_takes_no_other(author: Author, project: Path) -> None:
    write(project / "knowledge" / "places.yaml", "name: Vorsel\nkind: place\n")
    entry = {"name": "Ashby Combe", "kind": "place"}
    assert author.added(author.move("entry", "Ashby Combe", entry=entry)) == {
        "knowledge/ashby-combe.yaml": "+- name: Ashby Combe\n+  kind: place\n"
    }
    with pytest.raises(SitegenError, match="SG757"):
        author.move("entry", "Ashby Combe", entry={**entry, "name": "Combe", "file": "knowledge/places.yaml"})


def test_a_new_file_tells_editors_its_schema(author: Author, project: Path) -> None:
    (project / ".schemas").mkdir()
    author.move("entry", "Ashby Combe", entry={"name": "Ashby Combe", "kind": "place", "file": "knowledge/a/b.yaml"})
    assert (project / "knowledge" / "a" / "b.yaml").read_text() == (
        "# yaml-language-server: $schema=../../.schemas/knowledge.schema.json\n\n- name: Ashby Combe\n  kind: place\n"
    )


REFUSED = [
    (("entity", "Duarte", 1), {"entity": "nobody-knows"}, "SG758"),
    (("alias", "Oskar Lindqvist"), {"entity": "oskar-lindqvist"}, "SG756"),
    (("accept", "Oskar Lindqvist"), {"scope": "everywhere"}, "SG756"),
    (("accept", "laughed"), {}, "SG756"),
    (("withdraw", "Ines Duarte"), {"scope": "article"}, "SG756"),
    (("withdraw", "Ines Duarte"), {"scope": "here"}, "SG756"),
    (("withdraw", "Ines Duarte"), {"scope": "everywhere"}, "SG756"),
    (("unsaid", "harbour master"), {}, "SG756"),
    (("span", "Nobody told"), {"to": {"exact": "waited for two hours"}}, "SG756"),
    (("span", "Nobody told"), {"to": {"exact": "Nobody told me anything"}}, "SG756"),
    (("span", "Nobody told"), {"to": {"exact": "words that are not there"}}, "SG752"),
    (("span", "Nobody told"), {"to": {"exact": "Duarte"}}, "SG752"),
    (("entry", "Duarte"), {"entry": {"name": "Oskar Lindqvist", "kind": "person"}}, "SG201"),
    (("entry", "Duarte"), {"entry": {"name": "Elf", "kind": "person", "country": "elfland"}}, "SG202"),
    (("entry", "Duarte"), {"entry": {"name": "Elf", "kind": "person", "gender": "elf"}}, "SG105"),
    *(
        (("entry", "Duarte"), {"entry": {"name": "Elf", "kind": "person", "file": file}}, "SG757")
        for file in (
            "people.yaml",
            "/etc/people.yaml",
            "knowledge/../people.yaml",
            "knowledge/.hidden/people.yaml",
            "knowledge/people.txt",
            "knowledge/.yaml",
            "knowledge//people.yaml",
            "../knowledge/people.yaml",
        )
    ),
]


@pytest.mark.parametrize(("where", "keys", "code"), REFUSED)
def test_what_would_be_wrong_is_not_written(
    author: Author, project: Path, where: tuple[Any, ...], keys: dict[str, Any], code: str
) -> None:
    before = contents(project)
    with pytest.raises(SitegenError, match=code):
        author.move(*where, **{"article": "articles/ferry.md", **keys})
    assert contents(project) == before


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_nothing_is_written_through_a_link_that_leads_out(author: Author, project: Path) -> None:
    outside = project.parent / "outside"
    outside.mkdir()
    (project / "knowledge" / "out").symlink_to(outside)
    write(outside / "note.yaml", "title: Note\n")
    entry = {"name": "Elf", "kind": "person", "file": "knowledge/out/people.yaml"}
    with pytest.raises(SitegenError, match="SG340"):
        author.move("entry", "Duarte", entry=entry)
    scene = author.scene("articles/note.txt")
    (project / "articles" / "note.yaml").symlink_to(outside / "note.yaml")
    move = {"act": "hide", "article": "articles/note.txt", "at": {"exact": "Ines Duarte"}}
    with pytest.raises(SitegenError, match=r"SG340|SG753"):
        author.desk.write(parse_move(move), scene.digests)
    assert contents(outside) == {"note.yaml": b"title: Note\n"}


def test_a_link_inside_the_project_is_followed(author: Author, project: Path) -> None:
    (project / "_shared").mkdir()
    (project / "articles" / "ferry.md").rename(project / "_shared" / "ferry.md")
    (project / "articles" / "ferry.md").symlink_to(project / "_shared" / "ferry.md")
    author.move("hide", "Ines Duarte")
    assert (project / "articles" / "ferry.md").is_symlink()
    assert 'Ines Duarte: ""' in (project / "_shared" / "ferry.md").read_text()


def test_what_a_move_writes_is_written_whole_or_not_at_all(
    author: Author, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, replace = contents(project), os.replace

    def refuse_articles(source: Any, target: Any) -> None:
        if "articles" in str(target):
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse_articles)
    with pytest.raises(SitegenError, match="SG754"):
        author.move("entity", "Ashby Combe", entry={"name": "Combe", "kind": "place"})
    assert contents(project) == before
    assert author.desk.last == ""


def test_a_file_keeps_its_permissions(author: Author, project: Path) -> None:
    path = project / "articles" / "ferry.md"
    path.chmod(0o640)
    author.move("hide", "Ines Duarte")
    assert path.stat().st_mode & 0o777 == 0o640


def test_moves_are_taken_back_one_after_the_other(author: Author, project: Path) -> None:
    states = [contents(project)]
    author.move("hide", "Ines Duarte")
    states.append(contents(project))
    author.move("entity", "Ashby Combe", entry={"name": "Combe", "kind": "place"})
    for before in reversed(states):
        author.desk.undo()
        assert contents(project) == before
    with pytest.raises(SitegenError, match="SG759"):
        author.desk.undo()


def test_a_diff_is_what_is_written(author: Author, project: Path) -> None:
    prepared = author.move("hide", "Ines Duarte")
    assert prepared.changes[0].diff == (
        "--- articles/ferry.md\n+++ articles/ferry.md\n@@ -2,6 +2,8 @@\n title: The late ferry   # as printed\n"
        ' # nobody knows why\n date: 2026-03-14\n+entities:\n+  Ines Duarte: ""\n ---\n'
        " “It is late again,” said Ines Duarte, the harbour master of Vorsel. The mayor, Oskar Lindqvist, laughed.\n \n"
    )


def test_what_is_settled_in_an_article_stays_among_its_doubts_as_the_last(author: Author) -> None:
    def doubts() -> list[tuple[str, bool]]:
        state = state_of(author.scene())
        named = {"mention": state["mentions"], "quotation": state["quotations"]}
        return [(named[one["what"]][one["index"]]["words"], one["settled"]) for one in state["doubts"]]

    assert doubts() == [("Vorsel", False), ("Ashby Combe", False)]
    author.move("hide", "Vorsel", scope="article")
    assert doubts() == [("Ashby Combe", False), ("Vorsel", True)]
    author.move("accept", "Ashby Combe", scope="article")
    author.move("speaker", "Nobody told", scope="here", speaker="oskar-lindqvist")
    assert {words for words, settled in doubts() if settled} == {"Vorsel", "Ashby Combe", "“Nobody told me anything,”"}
    assert len(doubts()) == 3
