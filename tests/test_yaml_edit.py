"""One thing is changed in a YAML file, and every other line stays byte for byte."""

from __future__ import annotations

import difflib
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from sitegen.diagnostics import SitegenError
from sitegen.files.yaml_edit import Edit, Put, Remove, edited
from sitegen.files.yaml_file import read_document
from sitegen.files.yaml_scalars import Flow, plain_value, write_inline, write_scalar

TEXT = """\
# What the desk may change
title: Ferry   # as printed
entities:
  Duarte: ines-duarte   # the harbour master
  'No': ""
  Halmos: {kind: person}

quotations:
- quote: >-
    the ferry
    is old

  speaker: x
# behind the list
tags: [a, b]
empty:
flow: {}
"""


def changed_lines(old: str, new: str) -> tuple[list[str], list[str]]:
    """The lines that went and those that came."""
    lines = list(difflib.ndiff(old.splitlines(keepends=True), new.splitlines(keepends=True)))
    went, came = ([line[2:] for line in lines if line.startswith(mark)] for mark in "-+")
    return went, came


CASES = [
    (Put(("entities", "Ashby: Combe"), Flow({"kind": "place"})), [], ['  "Ashby: Combe": {kind: place}\n']),
    (
        Put(("entities", "Duarte"), Flow({"kind": "place"})),
        ["  Duarte: ines-duarte   # the harbour master\n"],
        ["  Duarte: {kind: place}   # the harbour master\n"],
    ),
    (Put(("entities", "No"), "no-one"), ["  'No': \"\"\n"], ["  'No': no-one\n"]),
    (
        Put(("entities", "Halmos", "role"), "State's Attorney, acting"),
        ["  Halmos: {kind: person}\n"],
        ['  Halmos: {kind: person, role: "State\'s Attorney, acting"}\n'],
    ),
    (Put(("quotations", 0, "not"), True), [], ["  not: true\n"]),
    (Put(("quotations", 0, "speaker"), "Yes"), ["  speaker: x\n"], ['  speaker: "Yes"\n']),
    (Put(("quotations", 1), {"quote": "so: it # is", "not": True}), [], ['- quote: "so: it # is"\n', "  not: true\n"]),
    (
        Put(("mentions", 0), {"quote": "In 1984", "name": "1984", "entity": ""}),
        [],
        ["mentions:\n", "  - quote: In 1984\n", '    name: "1984"\n', '    entity: ""\n'],
    ),
    (Put(("tags", 2), "c, d"), ["tags: [a, b]\n"], ['tags: [a, b, "c, d"]\n']),
    (Put(("empty", "A"), "b"), [], ["  A: b\n"]),
    (Put(("empty", 0), "b"), [], ["  - b\n"]),
    (Put(("flow", "A"), "b"), ["flow: {}\n"], ["flow:\n", "  A: b\n"]),
    (Remove(("entities", "Duarte")), ["  Duarte: ines-duarte   # the harbour master\n"], []),
    (Remove(("tags", 0)), ["tags: [a, b]\n"], ["tags: [b]\n"]),
    (Remove(("tags", 1)), ["tags: [a, b]\n"], ["tags: [a]\n"]),
    (Remove(("entities", "Halmos", "kind")), ["  Halmos: {kind: person}\n"], []),
    (Remove(("quotations", 0, "speaker")), ["  speaker: x\n"], []),
    (Remove(("nothing", 3)), [], []),
    (Put(("tags", 0), "a"), [], []),
]


@pytest.mark.parametrize(("edit", "gone", "come"), CASES)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_only_its_lines_change(edit: Edit, gone: list[str], come: list[str], end: str, mark: str) -> None:
    old = mark + TEXT.replace("\n", end)
    expected = [[line.replace("\n", end) for line in lines] for lines in (gone, come)]
    assert list(changed_lines(old, edited(old, [edit], "a.yaml"))) == expected


def test_a_list_that_goes_takes_its_key_along() -> None:
    new = edited(TEXT, [Remove(("quotations", 0))], "a.yaml")
    assert "quotations" not in new
    assert "# behind the list\n" in new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", "a:\n  b: c\n"),
        ("# only words\n", "# only words\na:\n  b: c\n"),
        ("x: y", "x: y\na:\n  b: c\n"),
        ("---\nx: y\n...\n", "---\nx: y\na:\n  b: c\n...\n"),
        ("{}\n", "{a: {b: c}}\n"),
        ("a: {x: y,}\n", "a: {x: y, b: c}\n"),
        ("a: {\n  x: y\n}\n", "a: {\n  x: y, b: c\n}\n"),
        ("a:  # nothing\n", "a:  # nothing\n  b: c\n"),
        ("a: ~\n", "a:\n  b: c\n"),
        ("a:\n    x: y\n", "a:\n    x: y\n    b: c\n"),
        ("x: y\r# one\ra: {x: y}\r\nz: 1\n", "x: y\r# one\ra: {x: y, b: c}\rz: 1\n"),
    ],
)
def test_where_it_goes(old: str, new: str) -> None:
    made = edited(old, [Put(("a",), Flow({"b": "c"})) if old == "{}\n" else Put(("a", "b"), "c")], "a.yaml")
    assert made.replace("\r\n", "\r") == new.replace("\r\n", "\r")


def test_entries_with_blank_lines_between_get_one() -> None:
    old = "# People\n\n- name: A\n  kind: person\n\n- name: B\n  kind: place\n"
    assert edited(old, [Put((2,), {"name": "C", "kind": "term"})], "k.yaml") == old + "\n- name: C\n  kind: term\n"


def test_what_cannot_be_spliced_is_written_anew_with_its_comments() -> None:
    old = "a: &one {b: c}   # first\nd: *one\n# end\n"
    new = edited(old, [Put(("e",), "f")], "a.yaml")
    assert read_document(new, "a.yaml").value == {"a": {"b": "c"}, "d": {"b": "c"}, "e": "f"}
    assert "# first" in new
    assert "# end" in new


@pytest.mark.parametrize(
    ("text", "edit", "code"),
    [
        ("a: b\n", Put(("a", "c"), "d"), "SG755"),
        ("- a\n", Put(("a", "c"), "d"), "SG755"),
        ("a: &x {b: c}\nd: *x\n", Put(("d", "b"), "e"), "SG755"),
        ("a: [\n", Put(("b",), "c"), "SG101"),
        ("a: b\na: c\n", Put(("b",), "c"), "SG102"),
    ],
)
def test_what_cannot_be_done(text: str, edit: Edit, code: str) -> None:
    with pytest.raises(SitegenError, match=code):
        edited(text, [edit], "a.yaml")


TRAPS = (
    *(
        "No",
        "yes",
        "1984",
        "12:30:00",
        "0x1F",
        "1e3",
        ".5",
        "~",
        "null",
        "=",
        "<<",
        "- a",
        "a: b",
        "a #b",
        "",
        " a",
        "a ",
    ),
    *(
        "a:",
        "#a",
        "“Late,” she said",
        "O’Brien",
        "it's",
        'a "b"',
        "[a]",
        "{a}",
        "2026-11-26",
        "n",
        "-",
        "? a",
        "!a",
        "&a",
    ),
)
WORDS = st.sampled_from(TRAPS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@settings(deadline=None)
@given(WORDS)
def test_every_reader_takes_a_text_for_the_same(words: str) -> None:
    if any(c in words for c in "\x85\u2028\u2029\ufeff") or words != " ".join(words.split()):
        return  # no name or sentence on one line
    for written in (f"a: {write_scalar(words)}", f"{{a: {write_scalar(words, inside=True)}}}"):
        day = bool(words[:1].isdigit() and write_scalar(words) == words)
        assert read_document(written, "a").value == {"a": words}
        assert YAML(typ="safe", pure=True).load(written) == {"a": words} or day
        assert yaml.safe_load(written) == {"a": words} or day


KEYS = st.sampled_from(["title", "entities", "quotations", "tags", "No", "1984", "a: b", "O'Brien"])
VALUES = st.recursive(
    st.text("abc :#-'\"\\“é,1", min_size=1, max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)
STYLES = st.tuples(st.sampled_from([None, True, False]), st.sampled_from([None, '"', "'"]), st.integers(2, 6))
NEW = st.sampled_from(["x", "No", "1984", "a: b", True, Flow({"kind": "place"}), Flow(["a", "No"])])


def _paths(value: Any, at: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [at, *(path for step, inner in steps for path in _paths(inner, (*at, step)))]


@settings(deadline=None)
@given(st.dictionaries(KEYS, VALUES, max_size=5), STYLES, st.data())
def test_it_holds_what_it_held_and_the_change(
    root: dict[str, Any], style: tuple[Any, Any, int], data: st.DataObject
) -> None:
    flow, quotes, indent = style
    text = yaml.dump(root, default_flow_style=flow, default_style=quotes, indent=indent, allow_unicode=True, width=60)
    old = read_document(text, "a.yaml").value
    path = data.draw(st.sampled_from(_paths(old)))
    holder = old
    for step in path:
        holder = holder[step]
    steps = KEYS if isinstance(holder, dict) else st.just(len(holder)) if isinstance(holder, list) else None
    edit: Edit
    if steps is None or (path and data.draw(st.booleans())):
        edit = Put(path, data.draw(NEW)) if data.draw(st.booleans()) else Remove(path)
    else:
        edit = Put((*path, data.draw(steps)), data.draw(NEW | st.just({"quote": "a b", "not": True})))
    if isinstance(edit, Put) and not isinstance(edit.value, (str, bool, Flow)):
        there = isinstance(holder, dict) and edit.path[-1] in holder
        edit = Put(edit.path, "x") if there else edit
    new = read_document(edited(text, [edit], "a.yaml"), "a.yaml").value
    assert new == _after(old, edit.path, plain_value(edit.value) if isinstance(edit, Put) else None)


def _after(value: Any, path: tuple[str | int, ...], new: Any) -> Any:
    """The value with another one at the path; None: with nothing there, nor what would be empty without it."""
    if not path:
        return new
    entries = dict(enumerate(value) if isinstance(value, list) else value.items())
    entries[path[0]] = _after(entries.get(path[0]), path[1:], new)
    if new is None and entries[path[0]] in (None, {}, []):
        del entries[path[0]]
    return list(entries.values()) if isinstance(value, list) else entries


def test_inline() -> None:
    assert write_inline(Flow({"kind": "place", "role": "a, b"})) == '{kind: place, role: "a, b"}'
