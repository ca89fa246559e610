"""What is wrong with entries, and what should be looked at: each with file, line and a way out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import run_sitegen

from sitegen.build import build
from sitegen.build.made import make
from sitegen.diagnostics import Diagnostic, Severity, SitegenError
from sitegen.knowledge import builtin_knowledge, load_knowledge
from sitegen.knowledge import checks as checks_module

PICTURE = b"GIF89a\x02\x00\x02\x00"


def project(root: Path, entries: str, article: str = "Nothing happened.") -> Path:
    files = {
        "articles/a.md": f"---\ntitle: A\ndate: 2026-01-02\n---\n{article}\n".encode(),
        "knowledge/a.yaml": entries.encode(),
        "static/portraits/ines.gif": PICTURE,
    }
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return root


def mistakes(root: Path, entries: str) -> list[tuple[str, int, int, str]]:
    folder = project(root, entries) / "knowledge"
    (root / "static/portraits/.hidden.gif").write_bytes(PICTURE)
    with pytest.raises(SitegenError) as caught:
        load_knowledge(folder)
    assert {one.path for one in caught.value.diagnostics} == {"knowledge/a.yaml"}
    return [(one.code, one.line, one.column, one.help) for one in caught.value.diagnostics]


def warnings(root: Path, entries: str) -> list[tuple[str, int, int, str]]:
    told = load_knowledge(project(root, entries) / "knowledge").warnings
    assert {one.severity for one in told} <= {Severity.WARNING}
    assert all(one.help for one in told)
    return [(one.code, one.line, one.column, one.message) for one in told]


WAYS_OUT = [
    ("a key that is nearly one", "rols: []", ("SG103", 3, 3, "did you mean `roles`?")),
    ("a key far from any", "colour: red", ("SG103", 3, 3, "known keys: name, kind, id")),
    ("a key of a picture", "image: {file: portraits/ines.gif, credt: B}", ("SG103", 3, 37, "did you mean `credit`?")),
    ("an id of a country", "country: portugl", ("SG202", 3, 3, "did you mean `portugal`?")),
    ("a name of a country", "country: USA", ("SG202", 3, 3, "did you mean `united-states`?")),
    ("an id of something else", "country: kelp-board", ("SG202", 3, 3, "use the slug of its English name")),
    ("an id near one of another kind", "country: kelp-bord", ("SG202", 3, 3, "use the slug of its English name")),
    ("a mistyped picture", "image: portraits/inse.gif", ("SG210", 3, 3, "did you mean `portraits/ines.gif`?")),
    ("one in capitals", "image: {file: portraits/Ines.GIF}", ("SG210", 3, 11, "did you mean `portraits/ines.gif`?")),
    ("one with a slash", "image: /static/portraits/ines.gif", ("SG210", 3, 3, "did you mean `portraits/ines.gif`?")),
    ("one that is not there", "image: nobody.gif", ("SG210", 3, 3, "put it there, or leave the key out")),
    ("one that is not published", "image: portraits/.hidden.gif", ("SG210", 3, 3, "put it there")),
    ("one outside static/", "image: ../articles/a.md", ("SG210", 3, 3, "put it there")),
    ("a folder", "image: portraits", ("SG210", 3, 3, "put it there")),
    ("one elsewhere", "image: https://example.org/a.gif", ("SG210", 3, 3, "save it in static/")),
    ("a role that crosses", "roles: [{title: mayor, from: 2021, to: 2019}]", ("SG105", 3, 11, "Offices")),
]


@pytest.mark.parametrize(("what", "key", "told"), WAYS_OUT, ids=[case[0] for case in WAYS_OUT])
def test_a_mistake_is_told_at_its_key_with_a_way_out(
    tmp_path: Path, what: str, key: str, told: tuple[str, int, int, str]
) -> None:
    body = "- {name: Kelp Board, kind: organization}\n"
    ((code, line, column, hint),) = mistakes(tmp_path, f"- name: Ines Duarte\n  kind: person\n  {key}\n{body}")
    assert (code, line, column) == told[:3]
    assert hint.startswith(told[3])


@pytest.mark.parametrize(("kind", "hint"), [("persn", "did you mean `person`?"), ("boat", "What sort of thing it is.")])
def test_the_words_that_are_allowed_are_told(tmp_path: Path, kind: str, hint: str) -> None:
    with pytest.raises(SitegenError) as caught:
        load_knowledge(project(tmp_path, f"name: Ada Moran\nkind: {kind}\n") / "knowledge")
    (told,) = caught.value.diagnostics
    assert told.message == (
        f"`kind`: `{kind}` is none of the words allowed: person, country, place, organization, term"
    )
    assert (told.line, told.help) == (2, hint)


def test_a_draft_needs_no_picture_yet(tmp_path: Path) -> None:
    assert warnings(tmp_path, "name: Ada Moran\nkind: person\nstatus: draft\nimage: not-yet.jpg\n") == []


LONG = "name: Ada Moran\nkind: person\nsummary: {}\n"


def test_a_summary_that_no_card_shows_whole(tmp_path: Path) -> None:
    assert warnings(tmp_path / "one", LONG.format("x" * 240)) == []
    told = warnings(tmp_path / "two", LONG.format("x" * 241))
    assert told == [("SG211", 3, 1, "the summary has 241 characters; cards show 240")]


ALIASES = [
    ("another person's name", "- {name: Ana Ruiz, kind: person}", "ana-ruiz", "person"),
    ("a place's name", "- {name: Ana Ruiz, kind: place, id: ruiz}", "ruiz", "place"),
    ("nobody's name", "- {name: Ana Ruiz Lima, kind: person}", "", ""),
    ("another's alias only", "- {name: Ana Ruiz Lima, kind: person, aliases: [Ana Ruiz]}", "", ""),
    ("a draft's name", "- {name: Ana Ruiz, kind: person, status: draft}", "", ""),
]


@pytest.mark.parametrize(("what", "other", "entity_id", "kind"), ALIASES, ids=[case[0] for case in ALIASES])
def test_an_alias_that_is_another_s_name(tmp_path: Path, what: str, other: str, entity_id: str, kind: str) -> None:
    told = warnings(tmp_path, f"- name: Ana R. Moss\n  kind: person\n  aliases: [A. Moss, Ana  Ruiz]\n{other}\n")
    expected = ("SG212", 3, 22, f"the alias 'Ana Ruiz' is the name of `{entity_id}` ({kind})")
    assert told == [expected] * bool(entity_id)


def test_an_alias_that_is_the_name_of_something_built_in(tmp_path: Path) -> None:
    told = warnings(tmp_path, "name: Lech Polan\nkind: person\naliases: [Poland]\n")
    assert told == [("SG212", 3, 11, "the alias 'Poland' is the name of `poland` (country)")]


@pytest.mark.parametrize(
    ("kind", "hint"), [("organization", "if they are one, write `id: nato`"), ("term", "leave it")]
)
def test_one_that_is_built_in_may_be_the_same(tmp_path: Path, kind: str, hint: str) -> None:
    nato = builtin_knowledge().get("nato")
    assert nato is not None
    entry = f"name: The Kelp Alliance\nkind: {kind}\naliases: [{nato.name}]\n"
    (told,) = load_knowledge(project(tmp_path, entry) / "knowledge").warnings
    assert told.help.startswith(hint)


def test_an_entry_over_a_built_in_one_keeps_its_names_without_a_word(tmp_path: Path) -> None:
    assert warnings(tmp_path, "name: The Republic\nkind: country\nid: poland\naliases: [Poland]\n") == []


PICTURES = [
    ("a plain path", "image: portraits/ines.gif", 3),
    ("a mapping without alt", "image: {file: portraits/ines.gif, credit: B}", 3),
    ("an empty key", "image: {file: portraits/ines.gif, alt: }", 3),
    ("words", "image: {file: portraits/ines.gif, alt: At a desk}", 0),
    ("none on purpose", 'image: {file: portraits/ines.gif, alt: ""}', 0),
    ("no picture", "summary: A judge.", 0),
]


@pytest.mark.parametrize(("what", "key", "line"), PICTURES, ids=[case[0] for case in PICTURES])
def test_a_picture_without_words(tmp_path: Path, what: str, key: str, line: int) -> None:
    told = warnings(tmp_path, f"name: Ines Duarte\nkind: person\n{key}\n")
    assert told == [("SG213", line, 1, "the picture of Ines Duarte has no alternative text")] * bool(line)


def test_many_of_one_sort_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks_module, "MOST_TOLD", 2)
    entry = "- {{name: Ada {0}, kind: person, image: portraits/ines.gif}}\n"
    told = warnings(tmp_path, "".join(map(entry.format, "ABCDE")) + "- {name: Bo, kind: place, aliases: [Oslo]}\n")
    assert [(code, line) for code, line, *_ in told] == [("SG212", 6), ("SG213", 1), ("SG213", 2)]
    assert told[-1][3] == "the picture of Ada B has no alternative text; 3 more entries are like this"


ONE_OF_EACH = f"""\
- name: Ines Duarte
  kind: person
  image: portraits/ines.gif
- name: Bo Lund
  kind: person
  aliases: [Poland]
  summary: {"x" * 300}
"""


def codes(told: tuple[Diagnostic, ...]) -> list[tuple[str, int]]:
    return sorted((one.code, one.line) for one in told)


def test_a_build_in_which_nothing_changed_tells_them_again(tmp_path: Path) -> None:
    root = project(tmp_path / "in", ONE_OF_EACH, "Ines Duarte came.")
    expected = [("SG211", 7), ("SG212", 6), ("SG213", 3)]
    assert codes(build(root, tmp_path / "out").warnings) == expected
    assert codes(build(root, tmp_path / "out").warnings) == expected
    (root / "articles" / "a.md").write_text("---\ntitle: B\n---\nInes Duarte left.\n", encoding="utf-8")
    assert codes(build(root, tmp_path / "out").warnings) == expected
    assert codes(make(root).warnings) == expected


def test_they_reach_programs_and_stop_a_strict_build(tmp_path: Path) -> None:
    project(tmp_path / "in", ONE_OF_EACH)
    done = run_sitegen("build", "in", "--format", "json", cwd=tmp_path)
    told = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    assert sorted((one["code"], one["line"]) for one in told) == [("SG211", 7), ("SG212", 6), ("SG213", 3)]
    done = run_sitegen("build", "in", "--format", "github", cwd=tmp_path)
    assert done.stderr.count("::warning file=") == len(told)
    assert run_sitegen("build", "in", "--strict", cwd=tmp_path).returncode == 1


LINKS = [
    ("[Ines](entity:ines-durate) came.", "did you mean `ines-duarte`?"),
    ("[Duarte](entity:duarte) came.", "did you mean `ines-duarte`?"),
    ("[the judge](entity:ines-durate) came.", "did you mean `ines-duarte`?"),
    ("[the clerk](entity:georgia-ruiz) came.", "add an entry"),
    ("[Cubo](entity:cubo) was hot.", "add an entry"),
    ("[Norwey](entity:norwey-ferry-line) was hot.", "add an entry"),
]


@pytest.mark.parametrize(("article", "hint"), LINKS)
def test_a_dead_id_suggests_only_what_is_near_and_can_bear_the_name(tmp_path: Path, article: str, hint: str) -> None:
    with pytest.raises(SitegenError) as caught:
        make(project(tmp_path, "name: Ines Duarte\nkind: person\n", article))
    (told,) = caught.value.diagnostics
    assert told.code == "SG204"
    assert told.help.startswith(hint)
