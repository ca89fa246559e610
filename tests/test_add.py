"""`sitegen add`: an entry drafted from what the articles say."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run_sitegen

from sitegen.enrich.drafting import is_short_form
from sitegen.knowledge import load_knowledge
from sitegen.model import Kind

FERRY = """\
---
title: A slower ferry
date: 2026-03-02
---
Odile Varga, the mayor of Larkmoor, said the ferry was old. “It leaks,” Odile Varga said. Mayor Varga waved.

Odile R. Varga, 61, was born in Norway. The tugboat waited, and so did another tugboat.
"""
QUAY = """\
---
title: The quay
date: 2026-01-05
---
Odile Varga, a former teacher, opened the quay. “A good day,” said Odile Varga.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "site.yaml").write_text("title: The quay\n", encoding="utf-8")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "ferry.md").write_text(FERRY, encoding="utf-8")
    (tmp_path / "articles" / "quay.md").write_text(QUAY, encoding="utf-8")
    return tmp_path


def test_a_draft_says_what_the_articles_say_and_where(project: Path) -> None:
    done = run_sitegen("add", "Odile Varga", cwd=project)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:3] == [
        "# Named 6 times in 2 articles:",
        "#   articles/ferry.md, 2026-03-02: 4 times",
        "#   articles/quay.md, 2026-01-05: 2 times",
    ]
    assert done.stdout.splitlines()[3:6] == ["- name: Odile Varga", "  kind: person", "  status: draft"]
    assert "  aliases: [Odile R. Varga]" in done.stdout.splitlines()
    assert "    - title: mayor of Larkmoor # articles/ferry.md\n" in done.stdout
    assert "    - title: former teacher # articles/quay.md\n" in done.stdout
    assert not (project / "knowledge").exists()


def test_the_surname_of_one_person_is_enough(project: Path) -> None:
    assert "- name: Odile Varga\n" in run_sitegen("add", "Varga", cwd=project).stdout


def test_a_written_draft_stays_out_until_it_is_accepted(project: Path) -> None:
    done = run_sitegen("add", "odile-varga", "--write", cwd=project)
    assert done.returncode == 0
    assert done.stderr == "Added Odile Varga to knowledge/people.yaml as a draft\n"
    people = project / "knowledge" / "people.yaml"
    assert load_knowledge(people.parent).get("odile-varga") is None
    people.write_text(people.read_text(encoding="utf-8").replace("  status: draft\n", ""), encoding="utf-8")
    entity = load_knowledge(people.parent).get("odile-varga")
    assert entity is not None
    assert [role.title for role in entity.roles] == ["mayor of Larkmoor", "former teacher"]


@pytest.mark.parametrize(
    "text", ["# Ours.\n- name: Per\n  kind: person # a pilot", "\ufeff- name: Per\r\n  kind: person\r\n"]
)
def test_what_stands_in_the_file_stays_byte_for_byte(project: Path, text: str) -> None:
    (project / "knowledge").mkdir()
    people = project / "knowledge" / "people.yaml"
    people.write_bytes(text.encode())
    assert run_sitegen("add", "Odile Varga", "--write", cwd=project).returncode == 0
    assert people.read_bytes().startswith(text.encode())
    assert {b"\r\n" in people.read_bytes(), "\r\n" in text} in ({True}, {False})
    assert load_knowledge(people.parent).get("per") is not None


def test_where_a_file_holds_one_entry_the_draft_gets_its_own(project: Path) -> None:
    (project / "knowledge").mkdir()
    (project / "knowledge" / "people.yaml").write_text("name: Per\nkind: person\n", encoding="utf-8")
    assert run_sitegen("add", "Odile Varga", "--write", cwd=project).returncode == 0
    assert (project / "knowledge" / "people.yaml").read_text(encoding="utf-8") == "name: Per\nkind: person\n"
    assert "name: Odile Varga" in (project / "knowledge" / "odile-varga.yaml").read_text(encoding="utf-8")


def test_an_entry_that_is_there_is_named_with_its_line(project: Path) -> None:
    run_sitegen("add", "Odile Varga", "--write", cwd=project)
    before = (project / "knowledge" / "people.yaml").read_bytes()
    for name in ("Odile Varga", "odile-varga"):
        done = run_sitegen("add", name, "--write", cwd=project)
        assert done.returncode == 1
        assert "knowledge/people.yaml:4: error[SG771]: Odile Varga is listed already" in done.stderr
        assert "status: draft" in done.stderr
    assert (project / "knowledge" / "people.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("name", "code", "way_out"),
    [
        ("Odile Vargas", "SG770", "did you mean `odile-varga` (Odile Varga)?"),
        ("Quentin Ash", "SG770", "write it as an article does"),
        ("tugboat", "SG772", "--kind person, country, place, organization or term"),
    ],
)
def test_what_cannot_be_drafted_is_told_with_a_way_out(project: Path, name: str, code: str, way_out: str) -> None:
    done = run_sitegen("add", name, cwd=project)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{name}: error[{code}]" in done.stderr
    assert way_out in done.stderr


def test_a_name_that_was_not_found_is_drafted_when_its_kind_is_said(project: Path) -> None:
    done = run_sitegen("add", "tugboat", "--kind", "term", "--write", cwd=project)
    assert done.returncode == 0
    text = (project / "knowledge" / "terms.yaml").read_text(encoding="utf-8")
    assert text.startswith(
        "# Named 2 times in 1 article:\n#   articles/ferry.md, 2026-03-02: 2 times\n- name: tugboat\n"
    )


@pytest.mark.parametrize(
    ("words", "name", "kind", "is_short"),
    [
        ("Varga", "Odile Varga", Kind.PERSON, True),
        ("Vargha", "Odile Varga", Kind.PERSON, True),
        ("ODILE VARGA", "Odile Varga", Kind.PERSON, True),
        ("Odile Vargha", "Odile Varga", Kind.PERSON, False),
        ("Odile R. Varga", "Odile Varga", Kind.PERSON, False),
        ("Harbour Trust", "Larkmoor Harbour Trust", Kind.ORGANIZATION, True),
        ("LHT", "Larkmoor Harbour Trust", Kind.ORGANIZATION, False),
    ],
)
def test_short_forms_are_no_aliases(words: str, name: str, kind: Kind, is_short: bool) -> None:
    assert is_short_form(words, name, kind) is is_short
