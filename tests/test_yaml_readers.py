"""The readers of YAML, of lines, by libyaml, and by ruamel.yaml for what these leave, give the same values, places and
mistakes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from test_yaml_file import BOMB, MISTAKES

from sitegen.diagnostics import SitegenError
from sitegen.files import yaml_events, yaml_file
from sitegen.files.yaml_events import values_of
from sitegen.files.yaml_file import read_document, read_item
from sitegen.files.yaml_lines import places_in_lines, values_in_lines
from sitegen.files.yaml_parts import items_apart, value_of_item

FEW = 2_000
"""So many values are too many in a test."""

READ_BY_LIBYAML = {
    "plain scalars": "a: NO\nb: 1984\nc: 2023-01-21\nd: 12:30:45\ne: 1_000\nf: 0o14\ng: .inf\nh: true\n",
    "nulls": "a:\nb: ~\nc: null\nd: Null\ne: NULL\nf: nULL\ng: ''\nh: \"~\"\ni: [~, null, '', x]\n",
    "only nulls": "a:\nb:\n",
    "empty": "",
    "blank lines and comments": "\n  \n# nothing\n\n  # yet\n",
    "comments": "# head\na: b # behind\n# between\nc: d#no\ne: 'f' # behind\n",
    "document marker": "---\na: b\n",
    "comment and marker": "# head\n---\n- a\n",
    "quotes": "a: 'it''s'\nc: ': # -'\n'd e': f\n",
    "escapes": 'a: "\\"b\\" \\\\ \\n \\t \\u00e9 \\x41 \\U0001F600 \\/ \\_ \\e"\n',
    "quotes over lines": "a: 'one\n  two\n\n  three'\nb: \"one\n  two \\\n  three\\\n\n  four\"\n",
    "plain over lines": "a: one\n  two\n\n  three\nb: four\n",
    "literal": "a: |\n  one\n    two\n\n  three\n\nb: |-\n  x\nc: |+\n  y\n\nd: |2\n    z\n",
    "folded": "a: >\n  one\n  two\n\n  three\n    four\n  five\nb: >-\n  x\nc: >+\n  y\n\n\nd: e\n",
    "literal with comment": "a: | # why\n  one\nb: c\n",
    "lists": "- a\n-\n- b: c\n  d: e\n- - f\n  - - g\n-   h\n",
    "list beside its key": "a:\n- b\n- c\nd:\n  - e\n",
    "flow": "a: [b, 'c', \"d\", [e, {f: g}], {}, []]\nh: {i: j, 'k': \"l\", m, n: [o]}\np: [q,\n  r,\n]\n",
    "JSON": '{"a": ["b", null, 1, true], "c": {"d":"e","f":[]}}\n',
    "addresses": "a: http://b.example:80/c?d=e&f#g\nb: [https://c.example/d, mailto:a@b.example]\n",
    "anchors": "a: &x [b, {c: d}]\ne: *x\nf: [*x, *x , &y g, *y]\nh: &z {i: *y}\nj: {k: *z}\n",
    "anchored list entries": "- &a x\n- *a\n- &b {c: d}\n- *b\n- &c\n  e: f\n- g: *c\n",
    "merge keys are keys": "a: &x {b: c}\nd:\n  <<: *x\n  e: f\n",
    "other scripts": "名: 記者\nключ: [знач, '𝔸']\nü: \"é\"\n",
    "question mark": "? a\n: b\n? c\n",
    "marks within words": "a: b-c?d:e!f&g*h|i>j%k@l`m\nn: -o\np: ?q\nr: :s\n",
    "dashes and dots": "a: ---\nb: '...'\nc: -d\n",
    "deep": "a: " + "[" * 49 + "]" * 49 + "\n",
    "a long key": f"{'k' * 1_020}: v\n",
}

LEFT_TO_RUAMEL = {
    "tab": "a:\tb\n",
    "line ends": "a: b\r\nc: d\r",
    "line separator": "a: b\u2028c: d\n",
    "next line": "a: b\x85c: d\n",
    "byte order mark": "\ufeffa: b\n",
    "directive": "%YAML 1.1\n---\na: NO\n",
    "directive below": "# head\n%YAML 1.2\n---\na: b\n",
    "end of document": "a: b\n...\n",
    "ends of documents": "a: b\n...\n...\n",
    "two documents": "a: b\n---\nc: d\n",
    "empty document": "---\n",
    "only a scalar": "just words\n",
    "tag": "a: !!str 1\n",
    "own tag": "a: !x [b]\n",
    "tag that says nothing": "a: ! b\n",
    "tagged key": "!!str a: b\n",
    "equals sign": "a: =\n",
    "anchored key": "&x a: b\n",
    "alias as key": "a: &x b\n*x : c\n",
    "list as key": "[a]: b\n",
    "no key": ": a\n",
    "key twice": "a: b\na: c\n",
    "null key twice": "a:\na: c\n",
    "anchor twice": "a: &x b\nc: &x d\ne: *x\n",
    "unknown alias": "a: *x\n",
    "alias in itself": "a: &x [*x]\n",
    "anchor with a colon": "- &http://a.example b\n",
    "pair in a list": "a: [b: c]\n",
    "pair with a question mark": "a: [? 'b': c]\n",
    "pair without a space": "a: ['b':c]\n",
    "question mark alone": "a: {? }\n",
    "comment at the head of a literal": "a: |# b\n  c\n",
    "spaces before a literal": "a: |\n  \n    b\n",
    "spaces before an anchored literal": "a: &x >-\n \n   b\n",
    "literal as key": "? |# a\n  b\n: c\n",
    "too deep": "a: " + "[" * 51 + "]" * 51 + "\n",
    "much too deep": "a: " + "[" * 5_000,
    "alias too deep": "a: &x " + "[" * 40 + "]" * 40 + "\nb: " + "[" * 20 + "*x" + "]" * 20 + "\n",
    "too many": "[" + "a, " * FEW + "]",
    "too many by aliases": BOMB,
    "surrogate": 'a: "\\ud83d\\ude00"\n',
    "lone surrogate": "a: \ud83d\n",
    "control character": "a: \x01\n",
    "not closed": "a: [b\n",
}


def outcome(text: str) -> Any:
    """The value with the place of everything in it, or what is wrong."""
    try:
        document = read_document(text, "a.yaml", first_line=3)
    except SitegenError as error:
        return error.diagnostics
    return document.value, dict(document.positions)


def by_ruamel(text: str) -> Any:
    """The outcome where nothing is taken for mere lines, and PyYAML has no part in C."""
    with _not_in_lines(), patch.object(yaml_events, "CParser", None):
        return outcome(text)


@contextmanager
def _not_in_lines() -> Iterator[None]:
    with (
        patch.object(yaml_file, "values_in_lines", lambda text: None),
        patch.object(yaml_file, "places_in_lines", lambda text, first_line: None),
    ):
        yield


@pytest.mark.parametrize("text", READ_BY_LIBYAML.values(), ids=READ_BY_LIBYAML)
def test_both_readers_give_the_same(text: str) -> None:
    assert values_of(text) is not None, "libyaml reads this"
    assert outcome(text) == by_ruamel(text)
    with _not_in_lines():
        assert outcome(text) == by_ruamel(text)


@pytest.mark.filterwarnings("ignore::ruamel.yaml.error.ReusedAnchorWarning")
@pytest.mark.parametrize("text", LEFT_TO_RUAMEL.values(), ids=LEFT_TO_RUAMEL)
def test_what_is_in_doubt_is_left_to_ruamel(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (yaml_events, yaml_file):
        monkeypatch.setattr(module, "MOST_VALUES", FEW)
    assert values_of(text) is None
    assert outcome(text) == by_ruamel(text)


@pytest.mark.parametrize("text", [case[1] for case in MISTAKES], ids=[case[0] for case in MISTAKES])
def test_mistakes_are_told_alike(text: str) -> None:
    assert outcome(text) == by_ruamel(text)


FRAGMENTS = (
    *("a", "b c", "NO", "~", "null", "é", "𝔸", "=", "<<", "http://a.example/b?c#d", "-e", "?f", ":g", "h:i", "j#k"),
    *("- ", "-", "? ", ": ", ":", ", ", ",", "[", "]", "{", "}", "'", '"', "''", "#", " # l", "!", "!x ", "&a ", "*a"),
    *("|", "|-", ">", ">+", "|2", "\\n", "\\", "\\x41", "%", "@", "---", "\n---\n", "\n...\n", "\t", "\ufeff", "\x85"),
    *(
        "\n",
        "\n",
        "\n ",
        "\n  ",
        "\n    ",
        "\n- ",
        "\n  - ",
        " ",
        "  ",
        "m: n\n",
        "o:\n  p: q\n",
        "- r\n",
        "\n  s: t\n",
    ),
    *("[u, v]", "{w: x}", "[y: z]", "'it''s'", '"a":b', "&b [c, d]\n", "<<: *a\n", "  e\n\n  f\n", "|\n  g\n", "\n \n"),
)


@pytest.mark.filterwarnings("ignore::ruamel.yaml.error.ReusedAnchorWarning")
@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=9).map("".join))
def test_any_text_has_one_outcome(text: str) -> None:
    assert outcome(text) == by_ruamel(text)


WORDS = st.sampled_from(["a", "b c", "NO", "1984", "~", "''", "'it''s'", '"x: \\n y"', "é", "2023-01-21", "h:i", "j#k"])
BLOCKS = st.sampled_from(["|", ">-", "|+"])
KEYS = st.lists(st.sampled_from(["k", "l m", "'n'", '"o"', "p-q", "r:s", "é"]), unique=True, max_size=4)


@st.composite
def values(draw: st.DrawFn, indent: int = 0, depth: int = 0) -> str:
    """What stands behind a colon or a dash, with its line end; what is below begins after `indent` spaces."""
    kind = draw(st.sampled_from(["word", "word", "flow", "block", "mapping", "list"] if depth < 3 else ["word"]))
    before = " " * indent
    if kind == "word":
        return f" {draw(WORDS)}{draw(st.sampled_from(['', ' # note']))}\n"
    if kind == "flow":
        pairs = "".join(f"{key}: {draw(WORDS)}, " for key in draw(KEYS))
        return f" [{draw(WORDS)}, {{{pairs}}}, {draw(WORDS)}]\n"
    if kind == "block":
        return f" {draw(BLOCKS)}\n{before} one\n{before} two\n\n{before}   three\n"
    inner = values(indent + 2, depth + 1)
    if kind == "list":
        return "\n" + "".join(f"{before}-{draw(inner)}" for _ in range(draw(st.integers(1, 3))))
    return "\n" + "".join(f"{before}{key}:{draw(inner)}" for key in draw(KEYS) or ["k"])


@settings(max_examples=100, deadline=None)
@given(values(indent=2).map("head:{}".format))
def test_ordinary_files_are_read_by_libyaml(text: str) -> None:
    assert values_of(text) is not None
    assert outcome(text) == by_ruamel(text)


READ_IN_LINES = {
    "front matter": 'title: "Ports: a “history” # and more"\ndate: 2001-05-15\ntags: [harbour, ferries]\n',
    "times": "date: 2026-11-27T12:30:00+01:00\nupdated: 2026-11-27 12:30\n",
    "an address": "url: https://a.example/b?c=d&e\n",
    "in quotation marks": "a: 'b: c'\nd: \" e \"\nf: ''\ng: \"\"\nh: 'null'\ni: \"x 'y' z\"\n",
    "words that look like values": "a: NO\nb: 1984\nc: true\nd: 1_000\ne: 0x1F\nf: nULL\ng: nullify\nh: y\n",
    "marks within": "a: b-c?d/e!f&g*h%i@j=k\nl: m, n; o’s 'p' (q)\n",
    "lists": "a: [b]\nc: [ d e , f-g,h ]\ni: [NO, 1984, nulls]\n",
    "lists with quotation marks": "a: [\"b, c\", 'd: e' , f]\ng: ['', \"null\", \"h 'i'\"]\n",
    "spaces": "a:   b  \nc: 'd' \ne: [f]  \n",
    "blank lines": "\n\na: b\n\n\nc: d\n\n",
    "no end of line": "a: b",
    "keys": "A-b_c9: d\nnull: e\n_f: g\nyes: h\n",
    "other scripts": "a: é 名 ключ 𝔸\nb: [ü, ñ]\n",
}


@pytest.mark.parametrize("text", READ_IN_LINES.values(), ids=READ_IN_LINES)
def test_lines_are_read_as_what_they_are(text: str) -> None:
    assert values_in_lines(text) is not None
    assert outcome(text) == by_ruamel(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "a:\n",
        "a: \n",
        "a: null\n",
        "a: ~\n",
        "a: [b, null]\n",
        "a: [NULL ]\n",
        "a: [b,]\n",
        "a: []\n",
        "a: [b: c]\n",
        "a: ['b''c']\n",
        "a: ['b' c]\n",
        "a: ['b':c]\n",
        'a: ["b\\\\n"]\n',
        "a: [b:c]\n",
        "a: b\na: c\n",
        "a: b: c\n",
        "a: b:\n",
        "a: b # c\n",
        "a: b#c\n",
        "# a\nb: c\n",
        "a: b\n  c\n",
        "a: b\n \nc: d\n",
        " a: b\n",
        "a : b\n",
        "a:b\n",
        "a:\tb\n",
        "a: b\r\n",
        "a: 'it''s'\n",
        'a: "b\\n"\n',
        'a: "b\n',
        "a: 'b' c\n",
        "a: - b\n",
        "a: -b\n",
        "a: |\n",
        "a: >-\n",
        "a: !b c\n",
        "a: &b c\n",
        "a: *b\n",
        "a: {b: c}\n",
        "a: =\n",
        "a: ?b\n",
        "a: %b\n",
        "a: @b\n",
        "a: `b`\n",
        "- a: b\n",
        "? a\n",
        "---\na: b\n",
        "a: b\n...\n",
        "é: b\n",
        '"a": b\n',
        "a: b\u2028c: d\n",
        "a: b\xa0c\n",
        "a: \ufeffb\n",
        "a: \x01\n",
        "a: 'b\x07'\n",
        f"{'k' * 101}: v\n",
    ],
)
def test_what_is_no_plain_line_is_left_to_the_other_readers(text: str) -> None:
    assert values_in_lines(text) is None
    assert places_in_lines(text, 1) is None
    assert outcome(text) == by_ruamel(text)


LINES = st.lists(
    st.tuples(
        st.sampled_from(["a: ", "b: ", "c-d: ", "e_f: ", "null: ", "g:", "", " "]),
        st.lists(
            st.sampled_from(
                [
                    *(
                        "a",
                        "b c",
                        "NO",
                        "null",
                        "NULL",
                        "1984",
                        "12:30",
                        "é",
                        "h: i",
                        "j:",
                        "k#l",
                        " # m",
                        "''",
                        '"',
                        "'",
                    ),
                    *("[", "]", ", ", ",", " ", "  ", "-", "- ", "?", "&", "*", "!", "=", "%", "…", "(n)", "[o]", "{"),
                    *("[p, q]", "'r s'", '"t: u"', "\\", "\xa0", "\u200d", "<<", "|", "https://v.example/w", "x."),
                ]
            ),
            max_size=4,
        ).map("".join),
    ).map("".join),
    max_size=4,
).map("\n".join)


@pytest.mark.filterwarnings("ignore::ruamel.yaml.error.ReusedAnchorWarning")
@settings(max_examples=600, deadline=None)
@given(LINES)
def test_any_lines_have_one_outcome(text: str) -> None:
    assert outcome(text) == by_ruamel(text)


ITEMS = (
    *(
        "- a\n",
        "- b: c\n",
        "- b: c\n  d: e\n",
        "-\n  f: g\n",
        "- [h, i]\n",
        "- {j: k}\n",
        "- 'l\n",
        "  m'\n",
        "- |\n  n\n",
    ),
    *(
        "- o: |+\n    p\n\n",
        "\n",
        "# q\n",
        "  # r\n",
        "- s: &t u\n",
        "- *t\n",
        "- v & w\n",
        "- x: [y,\n",
        "- z]\n",
        "key: 1\n",
    ),
    *(
        "---\n",
        "...\n",
        "- - 2\n  - 3\n",
        "  4\n",
        "- 5 # 6\n",
        '- "7\n',
        '8"\n',
        "- ? 9\n",
        "- !!str 1\n",
        "- b: c\n  b: d\n",
    ),
    *('- k: "a, b"\n  l: ["x, y", z]\n', "  m: n\n", "- id: o\n  p: [q, 'r']\n", "- s: t: u\n", "- v: w\n   x\n"),
    *("- ", "-", " - e\n", "%x\n", "- ~\n", "- f: >-\n    g\n\n    h\n"),
)


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(ITEMS), max_size=7).map("".join))
def test_a_list_is_what_its_items_are(text: str) -> None:
    values = [value_of_item(item) for item in items_apart(text)]
    if values and None not in values:
        assert values_of(text) == values


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(ITEMS), max_size=7).map("".join))
def test_an_item_and_its_places_are_read_as_the_whole_reads_them(text: str) -> None:
    assume(values_of(text) is not None and None not in map(value_of_item, items_apart(text)))
    whole, line = read_document(text, "a.yaml"), 1 + text[: len(text) - sum(map(len, items_apart(text)))].count("\n")
    for index, item in enumerate(items_apart(text)):
        read = read_item(item, "a.yaml", line)
        assert read.value == [whole.value[index]]
        assert {where[1:]: at for where, at in read.positions.items() if where} == {
            where[1:]: at for where, at in whole.positions.items() if where and where[0] == index
        }
        line += item.count("\n")


def test_an_item_in_mere_lines_is_read_without_a_reader_of_yaml() -> None:
    with patch.object(yaml_file, "read_document", side_effect=AssertionError):
        item = read_item('- id: ada\n  aliases: ["Countess", Ada]\n', "a.yaml", 7)
    assert item.value == [{"id": "ada", "aliases": ["Countess", "Ada"]}]
    found = item.diagnostic((0, "aliases", 1), "is hers alone", "SG1")
    assert (found.line, found.column, found.source_line) == (8, 25, '  aliases: ["Countess", Ada]')


def test_a_list_is_taken_apart() -> None:
    text = "# who\n\n- name: Ada\n  summary: |\n    - of old\n\n# and\n-  name: Bo\n- Cy"
    apart = ("- name: Ada\n  summary: |\n    - of old\n\n# and\n", "-  name: Bo\n", "- Cy")
    assert items_apart(text) == apart
    assert [value_of_item(item) for item in apart] == [{"name": "Ada", "summary": "- of old\n"}, {"name": "Bo"}, "Cy"]


@pytest.mark.parametrize(
    "text", ["", "name: Ada\n", "people:\n- Ada\n", "  - Ada\n", "- &a Ada\n- *a\n", "- !x Ada\n", "[a, b]"]
)
def test_what_may_not_be_a_list_of_its_own_is_left_whole(text: str) -> None:
    assert items_apart(text) == ()
