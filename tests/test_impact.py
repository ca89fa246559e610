"""`sitegen impact`: what a changed fact touches, and that a build makes just that anew."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import run_sitegen

from sitegen.build import build

FERRY = """\
---
title: A slower ferry
date: 2021-03-02
---
Odile Varga said the ferry was old. “It leaks,” Odile Varga said in Oslo.
"""
QUAY = """\
---
title: The quay
date: 2026-01-05
---
Odile Varga opened the quay. Per Lindqvist, the harbour master, cheered. “A good day,” said Per Lindqvist.
"""
TUNNEL = "---\ntitle: A tunnel\ndate: 2026-01-07\n---\nNobody has asked for a tunnel yet.\n"
PEOPLE = """\
- name: Odile Varga
  kind: person
  summary: She runs the town.
  roles:
    - {title: teacher, to: 2022}
    - {title: mayor, from: 2023}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    files = {"articles/ferry.md": FERRY, "articles/quay.md": QUAY, "articles/tunnel.md": TUNNEL}
    for name, text in (files | {"knowledge/people.yaml": PEOPLE, "site.yaml": "title: The quay\n"}).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_articles_quotations_and_roles_by_their_day(project: Path) -> None:
    done = run_sitegen("impact", "odile-varga", "--json", cwd=project)
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert found["entity"] == {"id": "odile-varga", "kind": "person", "name": "Odile Varga", "origin": "knowledge"}
    assert [(one["path"], one["mentions"], one["quotations"], one["role"]) for one in found["articles"]] == [
        ("articles/quay.md", 1, 0, "mayor"),
        ("articles/ferry.md", 2, 2, "teacher"),
    ]
    assert {one["path"] for one in found["quotations"]} == {"articles/ferry.md"}
    assert "articles/tunnel.html" not in found["pages"]


def test_people_are_told_the_same(project: Path) -> None:
    done = run_sitegen("impact", "per-lindqvist", cwd=project)
    lines = done.stdout.splitlines()
    assert lines[0] == "Per Lindqvist (per-lindqvist): person, found in the text"
    assert "Named 2 times in 1 article:" in lines
    assert "  articles/quay.md (2026-01-05): 2 mentions, 1 quotation, as harbour master" in lines
    assert "Speaks 1 quotation:" in lines
    assert "  people/per-lindqvist.html" in lines
    assert not (project / "_site").exists()


def test_a_build_makes_anew_just_what_was_told(project: Path) -> None:
    output = project / "_site"
    build(project, output)
    told = json.loads(run_sitegen("impact", "odile-varga", "--json", cwd=project).stdout)
    before = {path.relative_to(output).as_posix(): path.stat().st_ino for path in output.rglob("*") if path.is_file()}
    people = project / "knowledge" / "people.yaml"
    people.write_text(PEOPLE.replace("runs the town", "ran the town"), encoding="utf-8")
    build(project, output)
    anew = {name for name, inode in before.items() if (output / name).stat().st_ino != inode}
    assert {name for name in anew if name.endswith(".html")} == set(told["pages"])
    assert anew - set(told["pages"]) - {".sitegen"} == set(told["files"])


def test_the_cache_of_a_build_is_used_and_kept_good(project: Path) -> None:
    output = project / "_site"
    build(project, output)
    (project / "articles" / "quay.md").write_text(QUAY.replace("A good day", "A fine day"), encoding="utf-8")
    asked = run_sitegen("impact", "per-lindqvist", cwd=project)
    assert "A fine day" in asked.stdout
    build(project, output)
    build(project, project / "clean", cache=False)
    assert [(output / name).read_bytes() for name in ("quotations.html", "articles/quay.html")] == [
        (project / "clean" / name).read_bytes() for name in ("quotations.html", "articles/quay.html")
    ]


def test_a_draft_touches_nothing_yet(project: Path) -> None:
    (project / "knowledge" / "terms.yaml").write_text("name: Slip\nkind: term\nstatus: draft\n", encoding="utf-8")
    done = run_sitegen("impact", "slip", cwd=project)
    assert done.returncode == 1
    assert "knowledge/terms.yaml:1: error[SG774]: `slip` is a draft" in done.stderr


def test_built_in_entities_have_an_impact_and_unnamed_ones_none(project: Path) -> None:
    assert "places/oslo.html" in json.loads(run_sitegen("impact", "oslo", "--json", cwd=project).stdout)["pages"]
    assert json.loads(run_sitegen("impact", "peru", "--json", cwd=project).stdout)["pages"] == []


@pytest.mark.parametrize(
    ("written", "way_out"),
    [
        ("odile-vargas", "did you mean `odile-varga` (Odile Varga)?"),
        ("lindqvist", "did you mean `per-lindqvist` (Per Lindqvist)?"),
        ("x", "an id is printed by `sitegen explain`"),
    ],
)
def test_a_mistyped_id_suggests_what_is_near(project: Path, written: str, way_out: str) -> None:
    done = run_sitegen("impact", written, cwd=project)
    assert (done.returncode, done.stdout) == (1, "")
    assert "error[SG774]" in done.stderr
    assert way_out in done.stderr
