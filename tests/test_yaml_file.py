"""YAML that users write: plain values, exact places, no tricks."""

from __future__ import annotations

import warnings

import pytest
from reading import parse_yaml

from sitegen.diagnostics import SitegenError
from sitegen.files.yaml_file import read_document
from sitegen.project.entries import EntityEntry, SiteEntry

BOMB = "\n".join(
    ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    + [f"a{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * 10) + "]" for n in range(1, 9)]
)

MISTAKES = [
    # what is wrong, text, line, column, code, words of the message, words of the help
    ("unknown key", "name: A\nkind: person\nsumary: x\n", 3, 1, "SG103", "sumary", "did you mean `summary`"),
    ("missing key", "name: A\n", 1, 1, "SG104", "kind", "add"),
    ("wrong kind", "name: A\nkind: animal\n", 2, 1, "SG105", "person", ""),
    ("nested key", "name: A\nkind: person\nroles:\n  - titel: x\n", 4, 5, "SG103", "titel", "title"),
    ("no such day", "name: A\nkind: person\nroles:\n  - title: x\n    from: 2023-02-30\n", 5, 5, "SG105", "no day", ""),
    ("date in words", "name: A\nkind: person\nroles: [{title: x, from: yesterday}]\n", 3, 20, "SG105", "YYYY", ""),
    ("backwards", "name: A\nkind: person\nroles: [{title: x, from: 2023, to: 2020}]\n", 3, 9, "SG105", "before", ""),
    ("twice", "name: A\nkind: person\nname: B\n", 3, 1, "SG102", "stands twice", "keep one"),
    ("unclosed", "name: [A\nkind: person\n", 2, 5, "SG101", "not YAML", ""),
    ("tab", "name: A\nroles:\n\t- x\n", 3, 1, "SG101", "a tab stands here", "spaces"),
    ("second colon", "name: The port: a story\nkind: person\n", 1, 15, "SG101", "a second colon", "quotation marks"),
    ("deeper", "name: A\n  kind: person\n", 2, 7, "SG101", "deeper than the one above", "as far left"),
    ("open mark", 'name: "A\nkind: person\n', 1, 7, "SG101", "is not closed", "close it"),
    ("behind a mark", 'name: "A" B\nkind: person\n', 1, 11, "SG101", "does not fit", "quotation marks"),
    ("no colon", "name: A\nkind person\nid: a\n", 3, 1, "SG101", "a colon is missing", "`key: value`"),
    ("singular", "name: A\nkind: person\nalias: B\n", 3, 1, "SG103", "alias", "did you mean `aliases`"),
    ("longer", "name: A\nkind: person\nsummary_text: B\n", 3, 1, "SG103", "summary_text", "did you mean `summary`"),
    ("tag", "name: !!python/object/apply:os.system [ls]\nkind: person\n", 1, 1, "SG102", "tag", "plain value"),
    ("own tag", "name: !secret x\nkind: person\n", 1, 1, "SG102", "tag", "plain value"),
    ("not a mapping", "just words\n", 1, 1, "SG105", "mapping", ""),
    ("unsafe address", "name: A\nkind: person\nurl: javascript:alert(1)\n", 3, 1, "SG105", "http", ""),
    ("alias bomb", BOMB, 5, 1, "SG102", "too many", "flatly"),
    ("deep", "a: " + "[" * 1_200, 1, 1, "SG101", "nested", "fewer"),
]


@pytest.mark.parametrize("case", MISTAKES, ids=[case[0] for case in MISTAKES])
def test_a_mistake_names_its_place(case: tuple[str, str, int, int, str, str, str]) -> None:
    _, text, line, column, code, message, hint = case
    with pytest.raises(SitegenError) as caught:
        parse_yaml(text, "knowledge/a.yaml", EntityEntry)
    found = [d for d in caught.value.diagnostics if d.code == code]
    assert found, caught.value.diagnostics
    first = found[0]
    assert first.path == "knowledge/a.yaml"
    if code != "SG102" or "many" not in message:
        assert (first.line, first.column) == (line, column)
    assert message in first.message
    assert hint in first.help


def test_an_anchor_written_twice_is_no_warning_of_python_s() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(SitegenError, match="SG101"):
            read_document("a: &x 1\nb: &x 2\nc: [\n", "a.yaml")


def test_all_mistakes_come_at_once() -> None:
    with pytest.raises(SitegenError) as caught:
        parse_yaml("kindd: person\nname: A\nglosary: true\n", "a.yaml", EntityEntry)
    assert {d.code for d in caught.value.diagnostics} == {"SG103", "SG104"}
    assert len(caught.value.diagnostics) == 3


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("1984", "1984"),
        ("1_000", "1_000"),
        ("0o14", "0o14"),
        ("12:30:45", "12:30:45"),
        ("2023-01-21", "2023-01-21"),
        ("'a: b'", "a: b"),
        ('"null"', "null"),
    ],
)
def test_a_title_stays_as_it_was_written(written: str, read: str) -> None:
    assert parse_yaml(f"title: {written}\n", "site.yaml", SiteEntry).title == read


def test_first_line_moves_every_place() -> None:
    with pytest.raises(SitegenError) as caught:
        parse_yaml("titel: x\n", "a.md", SiteEntry, first_line=2)
    assert caught.value.diagnostics[0].line == 2


def test_an_empty_file_is_an_empty_mapping() -> None:
    assert read_document("# nothing yet\n", "a.yaml").value == {}
