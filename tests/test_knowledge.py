"""The user's entries over the built-in countries."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from sitegen.cache.values import pack_value, unpack_value
from sitegen.diagnostics import SitegenError
from sitegen.files import yaml_events, yaml_file, yaml_schema
from sitegen.knowledge import KnowledgeBase, builtin_knowledge, checks, load_knowledge, names_only
from sitegen.model import Entity, Fact, Gender, Kind, Origin, Reference, Role
from sitegen.text.spans import Span


def write(root: Path, **files: str) -> Path:
    folder = root / "knowledge"
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_without_a_folder_the_world_is_known(tmp_path: Path) -> None:
    knowledge = load_knowledge(tmp_path / "knowledge")
    assert knowledge.entities == builtin_knowledge().entities
    assert sum(entity.kind is Kind.COUNTRY for entity in knowledge) > 190


def test_one_entry_or_a_list(tmp_path: Path) -> None:
    folder = write(tmp_path, one="name: Ada Moran\nkind: person\n", two="- name: Tidal lock\n  kind: term\n")
    knowledge = load_knowledge(folder)
    assert knowledge.get("ada-moran") is not None
    term = knowledge.get("tidal-lock")
    assert term is not None
    assert term.glossary


@pytest.mark.parametrize("entry", ["name: Norway\nkind: country", "id: norway\nname: Norge\nkind: country"])
def test_a_country_is_overridden_by_name_or_id_and_keeps_the_rest(tmp_path: Path, entry: str) -> None:
    folder = write(tmp_path, norway=f"{entry}\nsummary: A kingdom of fjords.\n")
    norway = load_knowledge(folder).get("norway")
    assert norway is not None
    assert norway.summary == "A kingdom of fjords."
    assert norway.country_code == "NO"
    assert "Norwegian" in norway.aliases
    assert norway.origin is Origin.KNOWLEDGE


def test_a_draft_is_left_out_until_it_is_accepted(tmp_path: Path) -> None:
    folder = write(tmp_path, people="- {name: Ada Moran, kind: person, status: draft}\n- {name: Per, kind: person}\n")
    assert load_knowledge(folder).get("ada-moran") is None
    assert load_knowledge(folder).get("per") is not None
    (folder / "people.yaml").write_text("name: Ada Moran\nkind: person\nstatus: accepted\n", encoding="utf-8")
    assert load_knowledge(folder).get("ada-moran") is not None


def test_a_draft_of_a_country_leaves_the_built_in_one(tmp_path: Path) -> None:
    folder = write(tmp_path, norway="name: Norway\nkind: country\nstatus: draft\nsummary: Not yet.\n")
    assert load_knowledge(folder).get("norway") == builtin_knowledge().get("norway")


@pytest.mark.parametrize(("key", "code"), [("country: narnia", "SG202"), ("nam: x", "SG103")])
def test_a_draft_is_checked(tmp_path: Path, key: str, code: str) -> None:
    folder = write(tmp_path, ada=f"name: Ada Moran\nkind: person\nstatus: draft\n{key}\n")
    with pytest.raises(SitegenError) as caught:
        load_knowledge(folder)
    assert [one.code for one in caught.value.diagnostics] == [code]


CLASHES = [
    ("the id twice", {"a": "name: Ada\nkind: person\n", "b": "name: Ada\nkind: term\n"}, "SG201"),
    ("no such country", {"a": "name: Ada\nkind: person\ncountry: narnia\n"}, "SG202"),
    (
        "an alias of two",
        {"a": "- {name: A B, kind: term, aliases: [X]}\n- {name: C, kind: term, aliases: [X]}"},
        "SG203",
    ),
]


@pytest.mark.parametrize(("what", "files", "code"), CLASHES, ids=[case[0] for case in CLASHES])
def test_a_clash_names_file_and_line(tmp_path: Path, what: str, files: dict[str, str], code: str) -> None:
    with pytest.raises(SitegenError) as caught:
        load_knowledge(write(tmp_path, **files))
    found = [d for d in caught.value.diagnostics if d.code == code]
    assert found
    assert found[0].path.startswith("knowledge/")
    assert found[0].line > 0
    assert found[0].help


def test_mistakes_of_all_files_come_at_once(tmp_path: Path) -> None:
    with pytest.raises(SitegenError) as caught:
        load_knowledge(write(tmp_path, a="name: [", b="kind: person\n", c="name: Fine\nkind: person\n"))
    assert {d.path for d in caught.value.diagnostics} == {"knowledge/a.yaml", "knowledge/b.yaml"}


def test_a_link_out_of_the_project_is_passed_over(tmp_path: Path) -> None:
    outside = tmp_path / "secret.yaml"
    outside.write_text("name: Secret\nkind: person\n", encoding="utf-8")
    folder = write(tmp_path)
    (folder / "link.yaml").symlink_to(outside)
    assert load_knowledge(folder).get("secret") is None


def test_years_and_months_are_whole_and_stay_as_they_were_written(tmp_path: Path) -> None:
    roles = "roles: [{title: x, from: 2020-02, to: 2020-02}, {title: y, from: 2019, to: 2021}]\n"
    entity = load_knowledge(write(tmp_path, a=f"name: Ada Moran\nkind: person\n{roles}")).get("ada-moran")
    assert entity is not None
    days = [(str(role.start), str(role.end), role.since, role.until) for role in entity.roles]
    assert days == [
        ("2020-02-01", "2020-02-29", "2020-02", "2020-02"),
        ("2019-01-01", "2021-12-31", "2019", "2021"),
    ]


def test_places_are_looked_for_only_when_there_is_something_to_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    places_of = yaml_file._places_of
    monkeypatch.setattr(yaml_file, "_places_of", lambda text, line: read.append(line) or places_of(text, line))
    two = "- {name: Ada Lund, kind: place}\n- {name: Bo Lund, kind: place}\n"
    folder = write(tmp_path, a=two)
    load_knowledge(folder)
    assert read == []
    (folder / "a.yaml").write_text(two.replace("Bo", "Ada"), encoding="utf-8")
    with pytest.raises(SitegenError) as caught:
        load_knowledge(folder)
    assert [(d.line, d.column) for d in caught.value.diagnostics] == [(2, 4)]
    assert read == [1]


def test_entries_are_validated_one_by_one_only_when_one_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[object, ...]] = []
    validate = yaml_schema.validate
    monkeypatch.setattr(yaml_schema, "validate", lambda *given: told.append(given[3]) or validate(*given))
    three = "- {name: Ada, kind: term}\n- {name: Bo, kind: term}\n- {name: Cy, kind: term}\n"
    folder = write(tmp_path, a=three)
    assert load_knowledge(folder).get("bo")
    assert told == []
    (folder / "a.yaml").write_text(three.replace("kind: term", "kind: x", 2), encoding="utf-8")
    with pytest.raises(SitegenError) as caught:
        load_knowledge(folder)
    assert [d.line for d in caught.value.diagnostics] == [1, 2]
    assert told == [(0,), (1,), (2,)]


class Kept(dict[bytes, tuple[object, ...]]):
    """What one load keeps for the next, packed as a cache has it."""

    def recall(self, key: bytes) -> tuple[object, ...] | None:
        return unpack_value(pack_value(self[key])) if key in self else None

    def keep(self, key: bytes, entries: tuple[object, ...]) -> None:
        self[key] = entries

    def every(self) -> list[tuple[object, ...]]:
        return [unpack_value(pack_value(entries)) for entries in self.values()]


RICH = """\
- name: Ines Duarte
  kind: person
  gender: female
  aliases: [Duarte, I. Duarte]
  summary: She runs the harbour.
  country: portugal
  url: https://example.org
  glossary: true
  roles: [{title: pilot, to: 2019-03}, {title: mayor, from: 2021-02-03, to: 2021}]
  facts: {Born: 1970}
  sources: [{title: A report, url: "https://example.org/a"}, {title: A letter}]
  image: {file: a.png, alt: Ines, credit: Ruiz}
- {name: Vila Nova, kind: place, status: draft}
- {name: Quay, id: a-quay, kind: term, aliases: [Norway], image: static/a.png}
"""


def test_kept_entries_are_what_was_read_and_nothing_is_parsed_for_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, kept = write(tmp_path, a=RICH, b="name: Bo Lund\nkind: person\n"), Kept()
    (tmp_path / "static").mkdir()
    (tmp_path / "static/a.png").touch()
    first = load_knowledge(folder, kept=kept)
    assert first == load_knowledge(folder)
    parsed: list[str] = []
    read_document = yaml_file.read_document
    monkeypatch.setattr(yaml_file, "read_document", lambda *a: parsed.append(a[0]) or read_document(*a))
    again = load_knowledge(folder, kept=kept)
    assert (again, again.warnings) == (first, first.warnings)
    assert [(one.code, one.line) for one in again.warnings] == [("SG212", 14), ("SG213", 14)]
    told = RICH[RICH.index("- {name: Quay") :]
    assert set(parsed) == {told}, "for the place of an alias"
    changed = "name: Bo Lundt\nkind: person\n"
    (folder / "b.yaml").write_text(changed, encoding="utf-8")
    assert load_knowledge(folder, kept=kept).get("bo-lundt")
    assert set(parsed) == {told, changed}


def test_places_in_kept_entries_are_found_behind_what_looks_like_spaces(tmp_path: Path) -> None:
    entry = "- name:\xa0Ada Brook\n  kind:\tperson\n  aliases: [Norway]\n"
    folder, kept = write(tmp_path, a=entry), Kept()
    for _ in range(2):
        (told,) = load_knowledge(folder, kept=kept).warnings
        assert (told.code, told.line, told.column) == ("SG212", 3, 13)


def _parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are parsed from now on."""
    parsed: list[str] = []
    values_of = yaml_events.values_of
    monkeypatch.setattr(yaml_events, "values_of", lambda text: parsed.append(text) or values_of(text))
    return parsed


def test_of_a_file_only_items_that_have_changed_are_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, kept = write(tmp_path, a=RICH, b="- name: Bo Lund\n  kind: person\n"), Kept()
    (tmp_path / "static").mkdir()
    (tmp_path / "static/a.png").touch()
    load_knowledge(folder, kept=kept)
    longer = "# who is who\n\n- name: Eda Orr\n  kind: person\n\n" + RICH.replace("runs", "ran")
    (folder / "a.yaml").write_text(longer, encoding="utf-8")
    parsed = _parsed(monkeypatch)
    again = load_knowledge(folder, kept=kept)
    assert parsed[0].startswith("- name: Ines Duarte\n"), "that of Eda Orr is lines"
    assert longer not in parsed
    assert again.get("ines-duarte").summary == "She ran the harbour."
    assert [(one.code, one.line) for one in again.warnings] == [("SG212", 19), ("SG213", 19)]
    clean = load_knowledge(folder)
    assert (again, again.warnings) == (clean, clean.warnings)
    assert load_knowledge(folder, kept=kept) == clean


@pytest.mark.parametrize(
    "changed",
    [
        RICH.replace("runs", "runs: she"),
        RICH.replace("kind: place", "kind: spot"),
        RICH.replace("She runs", '"She runs'),
        RICH + "more: words\n",
        RICH + "---\n- {name: Bo, kind: term}\n",
        RICH.replace("- {name: Vila", "- name: Bo\n  name: Bo\n- {name: Vila"),
        RICH.replace("id: a-quay", "id: vila-nova"),
    ],
)
def test_mistakes_in_an_item_are_told_as_those_of_the_file(tmp_path: Path, changed: str) -> None:
    folder, kept = write(tmp_path, a=RICH), Kept()
    (tmp_path / "static").mkdir()
    (tmp_path / "static/a.png").touch()
    load_knowledge(folder, kept=kept)
    (folder / "a.yaml").write_text(changed, encoding="utf-8")
    told = []
    for given in (None, kept):
        with pytest.raises(SitegenError) as caught:
            load_knowledge(folder, kept=given)
        told.append(caught.value.diagnostics)
    assert told[0] == told[1]


def test_mistakes_between_kept_entries_have_their_lines(tmp_path: Path) -> None:
    folder, kept = write(tmp_path, a="- {name: Ada, kind: term}\n- {name: Bo, kind: term, country: pland}\n"), Kept()
    for _ in range(2):
        with pytest.raises(SitegenError) as caught:
            load_knowledge(folder, kept=kept)
        assert [(d.code, d.line, d.column) for d in caught.value.diagnostics] == [("SG202", 2, 26)]
    assert len(kept) == 1


def test_a_file_with_mistakes_is_not_kept(tmp_path: Path) -> None:
    folder, kept = write(tmp_path, a="- {name: Ada, kind: term}\n- {name: Bo, kind: x}\n"), Kept()
    for _ in range(2):
        with pytest.raises(SitegenError) as caught:
            load_knowledge(folder, kept=kept)
        assert [d.line for d in caught.value.diagnostics] == [2]
    assert not kept


def test_a_file_that_only_the_slower_reader_takes_is_not_kept(tmp_path: Path) -> None:
    ended = "- {name: Ada, kind: term}\n- {name: Bo, kind: term, image: b.png}\n...\n"
    folder, kept = write(tmp_path, a=ended), Kept()
    (tmp_path / "static").mkdir()
    (tmp_path / "static/b.png").touch()
    for _ in range(2):
        assert [one.line for one in load_knowledge(folder, kept=kept).warnings] == [2]
    assert not kept


def test_places_are_looked_for_in_no_more_files_than_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    places_of = yaml_file._places_of
    monkeypatch.setattr(yaml_file, "_places_of", lambda text, line: read.append(line) or places_of(text, line))
    monkeypatch.setattr(checks, "MOST_TOLD", 1)
    name = "- {{name: {0}, kind: person, image: a.png}}\n"
    folder = write(tmp_path, a=name.format("Ada"), b=name.format("Bo"), c=name.format("Cy"))
    (tmp_path / "static").mkdir()
    (tmp_path / "static/a.png").touch()
    (told,) = load_knowledge(folder).warnings
    assert (told.path, told.message.partition("; ")[2]) == ("knowledge/a.yaml", "2 more entries are like this")
    assert len(read) == 1


def test_the_annotator_gets_all_of_an_entry_but_what_is_only_shown() -> None:
    shown = {"summary", "facts", "references", "url", "image", "image_alt", "image_credit", "sort_name"}
    whole = Entity(
        *(
            "ada-brook",
            Kind.PERSON,
            "Ada Brook",
            ("Brook",),
            "A pilot.",
            True,
            (Role("pilot"),),
            (Fact("Born", "1970"),),
        ),
        *(
            (Reference("A page", "https://a.example"),),
            "https://b.example",
            "ada.png",
            "Ada",
            "A. Hill",
            "norway",
            "NO",
        ),
        *(Gender.FEMALE, "Brook, Ada", Origin.FOUND, 0.5, (Span(0, 3),)),
    )
    (bare,) = (one for one in names_only(KnowledgeBase((whole,))) if one.id == whole.id)
    for one in fields(Entity):
        assert getattr(whole, one.name) != one.default
        assert getattr(bare, one.name) == (one.default if one.name in shown else getattr(whole, one.name)), one.name
