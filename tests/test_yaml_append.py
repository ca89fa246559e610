"""An entry put at the end of a list that somebody wrote: all that stands there stays."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.files.yaml_append import with_entry
from sitegen.files.yaml_file import read_document
from sitegen.files.yaml_scalars import write_item

ADA = {"name": "Ada", "kind": "person"}
LINES = ["# told", "- name: Ada", "  kind: person"]

APPENDED = [
    ("a list", "# Ours.\n- name: B # here\n", "\n# told\n- name: Ada\n  kind: person\n"),
    ("a line without an end", "- name: B", "\n\n# told\n- name: Ada\n  kind: person\n"),
    ("indented", "  -   name: B\n      kind: term\n", "\n  # told\n  - name: Ada\n    kind: person\n"),
    ("other line ends", "- name: B\r\n", "\r\n# told\r\n- name: Ada\r\n  kind: person\r\n"),
    ("a byte order mark", "\ufeff- name: B\n", "\n# told\n- name: Ada\n  kind: person\n"),
    ("nothing", "", "# told\n- name: Ada\n  kind: person\n"),
    ("a comment alone", "# Ours.\n", "\n# told\n- name: Ada\n  kind: person\n"),
]


@pytest.mark.parametrize(("what", "text", "more"), APPENDED, ids=[case[0] for case in APPENDED])
def test_the_entry_comes_behind_all_others(what: str, text: str, more: str) -> None:
    assert with_entry(text, ADA, LINES) == text + more


REFUSED = [
    ("one entry", "name: B\nkind: term\n"),
    ("a list in brackets", "[{name: B}]\n"),
    ("the end of a document", "- name: B\n...\n"),
    ("no YAML", "- [\n"),
]


@pytest.mark.parametrize(("what", "text"), REFUSED, ids=[case[0] for case in REFUSED])
def test_where_no_entry_can_be_appended_none_is(what: str, text: str) -> None:
    assert with_entry(text, ADA, LINES) is None


def test_lines_that_are_not_the_entry_are_refused() -> None:
    assert with_entry("- name: B\n", ADA, ["- name: Ada"]) is None


SUMMARIES = st.sampled_from(
    ["plain words", '"a: b"', "'a\n    b'", ">-\n    a\n    b", "|\n    a\n\n    b", "[a,\n    b]"]
)
GAPS = st.sampled_from(["", "\n", "# a remark\n", "  # inside\n", "\n# above\n\n"])
ENTRIES = st.dictionaries(st.sampled_from(["name", "a b"]), st.text(min_size=1, max_size=9), min_size=1)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(SUMMARIES, GAPS), max_size=4), ENTRIES)
def test_whatever_stands_there_stays(written: list[tuple[str, str]], entry: dict[str, Any]) -> None:
    text = "".join(f"- name: A\n  summary: {summary}\n{gap}" for summary, gap in written)
    done = with_entry(text, entry, write_item(entry, 0))
    assert done is not None
    assert done.startswith(text)
    assert read_document(done, "").value == [*(read_document(text, "").value or []), entry]
