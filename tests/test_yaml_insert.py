"""Values as YAML, and lines put into files that somebody wrote: nothing else of them changes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.files.yaml_file import read_document
from sitegen.files.yaml_insert import with_entry, with_items, with_keys
from sitegen.files.yaml_text import list_lines, scalar, yaml_lines

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=20
) | st.sampled_from(
    ["no", "~", "2019-05", "1e3", "a: b", "a #b", "- a", "'", '"', "https://a.example/?b=1", "a,b", "[", "Ana’s", "…"]
)
KEYS = st.sampled_from(["name", "kind", "summary", "Born", "a b", "x: y"])
VALUES = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(KEYS, inner, min_size=1, max_size=3),
    max_leaves=6,
)


def read(text: str) -> Any:
    return read_document(text, "x.yaml").value


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def test_what_is_written_is_read_again(mapping: dict[str, Any]) -> None:
    assert read("\n".join(yaml_lines(mapping)) + "\n") == mapping
    assert read("\n".join(list_lines([mapping, "a"], "  ")) + "\n") == [mapping, "a"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Harbour master", "Harbour master"),
        ("State's Attorney (acting)", "State's Attorney (acting)"),
        ("2019-05-20", "2019-05-20"),
        ("https://a.example/x", "https://a.example/x"),
        ("No", '"No"'),
        ("12.50", '"12.50"'),
        ("Wikidata: Q1", '"Wikidata: Q1"'),
        ("a #b", '"a #b"'),
        ("a\u2028b", '"a\\u2028b"'),
        ("", '""'),
    ],
)
def test_a_text_is_plain_where_that_is_safe(text: str, written: str) -> None:
    assert scalar(text) == written


PEOPLE = """\
# People of the harbour.

- name: Ines Duarte   # she runs it
  kind: person
  sources:
  - title: A book
  summary: >-
    She runs
    the harbour.

# Below: the others.
-   kind: person
    name: "Per
      Lindqvist"
    aliases: [P. Lindqvist,
      Per L.]
"""


def test_keys_come_at_the_end_of_their_entry_and_all_else_stays() -> None:
    done = with_keys(PEOPLE, (0,), {"url": "https://a.example"}, ["a picture"])
    added = "  url: https://a.example\n  # a picture\n"
    assert done == PEOPLE.replace("    the harbour.\n", "    the harbour.\n" + added)
    done = with_keys(PEOPLE, (1,), {"roles": [{"title": "pilot", "from": "2019"}]})
    assert done == PEOPLE + "    roles:\n      - title: pilot\n        from: 2019\n"


def test_items_come_at_the_end_of_their_list() -> None:
    done = with_items(PEOPLE, (0, "sources"), [{"title": "B", "url": "https://b.example"}])
    assert done == PEOPLE.replace("A book\n", "A book\n  - title: B\n    url: https://b.example\n")


def test_an_entry_comes_behind_all_others() -> None:
    lines = ["# told", "- name: Ada", "  kind: person"]
    done = with_entry(PEOPLE, {"name": "Ada", "kind": "person"}, lines)
    assert done == PEOPLE + "\n" + "\n".join(lines) + "\n"
    indented = "  - name: A\n    kind: term"
    assert with_entry(indented, {"name": "B"}, ["- name: B"]) == indented + "\n\n  - name: B\n"
    assert with_entry("", {"name": "B"}, ["- name: B"]) == "- name: B\n"
    assert with_entry("# only this\n", {"name": "B"}, ["- name: B"]) == "# only this\n\n- name: B\n"


def test_line_ends_are_those_of_the_file() -> None:
    done = with_keys("name: A\r\nkind: term\r\n", (), {"url": "https://a.example"})
    assert done == "name: A\r\nkind: term\r\nurl: https://a.example\r\n"


REFUSED = [
    ("an entry in brackets", "- {name: A, kind: term}\n", (0,)),
    ("one key in brackets", "- {name: A}\n", (0,)),
    ("brackets over lines", "- {\n  name: A,\n  kind: term\n  }\n", (0,)),
    ("no such entry", "- name: A\n", (3,)),
    ("the end of a document", "name: A\n...\n", ()),
    ("no YAML", "name: [\n", ()),
]


@pytest.mark.parametrize(("what", "text", "at"), REFUSED, ids=[case[0] for case in REFUSED])
def test_where_no_line_can_be_put_in_nothing_is(what: str, text: str, at: tuple[Any, ...]) -> None:
    assert with_keys(text, at, {"url": "https://a.example"}) is None


def test_a_file_that_is_no_list_takes_no_entry() -> None:
    assert with_entry("name: A\nkind: term\n", {"name": "B"}, ["- name: B"]) is None
    assert with_entry("[{name: A}]\n", {"name": "B"}, ["- name: B"]) is None


GAPS = st.sampled_from(["", "\n", "# a remark\n", "  # inside\n", "\n# above\n\n"])
VALUE_LINES = st.sampled_from(
    [
        "plain words",
        '"marked: words"',
        "'a\n    b'",
        ">-\n    folded\n    words",
        "|\n    kept\n\n    words\n",
        "[a,\n    b]",
    ]
)
ENTRIES = st.lists(st.tuples(VALUE_LINES, VALUE_LINES, GAPS), min_size=1, max_size=4)


@settings(max_examples=300, deadline=None)
@given(ENTRIES, st.integers(0, 3), st.dictionaries(st.sampled_from(["url", "facts"]), VALUES, min_size=1))
def test_whatever_stands_around_it_only_the_entry_changes(
    entries: list[tuple[str, str, str]], number: int, added: dict[str, Any]
) -> None:
    text = "".join(f"- name: {name}\n  summary: {summary}\n{gap}" for name, summary, gap in entries)
    at = number % len(entries)
    done = with_keys(text, (at,), added)
    assert done is not None
    before, after = read(text), read(done)
    assert after[at] == before[at] | added
    assert [*after[:at], *after[at + 1 :]] == [*before[:at], *before[at + 1 :]]
    lines = iter(done.splitlines())
    assert all(line in lines for line in text.splitlines()), "every line that stood there stands there, in its order"
