"""A correction of each kind goes into the file in which it belongs, and nothing else changes there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from desk_project import FERRY, Author, make_project, write


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
