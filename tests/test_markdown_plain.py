"""Markdown of paragraphs alone is read without the parser, and as the parser reads it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import body_of_markdown

from sitegen.read import markdown, read_text
from sitegen.read.markdown_plain import plain_body

PLAIN = {
    "a word": "Tide.",
    "lines and paragraphs": "\n\nThe tide\ncame in.\n\n\n\nIt went out.\n",
    "first marks": "“No,” she said.\n\n'No.'\n\n(Aside.)\n\n— A dash.\n\n…\n\n€5 is due.\n\n«Non.»",
    "figures": "2023 was wet.\n\n10,000 came.\n\n1.5 metres is not 1. a list",
    "marks within": 'A - b + c # d = e : f; g! h (i) {j} $k % l @ m ^ n / o ? p\'s "q".',
    "ampersands": "Lund & Moran, R&D, a && b & c",
    "other scripts": "Überall.\n\nПогода.\n\n天気。",
    "line separators": "one\u2028two\x0cthree\x85four\n\nfive",
}

NOT_PLAIN = {
    "nothing": "",
    "blank lines": "\n\n",
    "figures that number": "1. one",
    "figures of more places": "Before.\n\n12) twelve",
    "heading": "# A",
    "underlined": "A\n---",
    "underlined twice": "A\n=",
    "list": "- a",
    "starred": "* a",
    "plus": "+ a",
    "quotation": "> a",
    "code": "    a",
    "tab": "\ta",
    "fence": "~~~\na\n~~~",
    "table": "a | b\n--|--",
    "space at the end": "a  \nb",
    "wide space at the end": "a\u3000",
    "wide space before": "\u3000a",
    "blank line with spaces": "a\n \nb",
    "emphasis": "an *old* pier",
    "underlines": "an _old_ pier",
    "ticks": "a `b`",
    "escape": "a \\* b",
    "link": "a [b](c)",
    "address": "a <https://b.example> c",
    "comment": "a <!-- b --> c",
    "struck": "a ~~b~~ c",
    "entity": "Lund &amp; Moran",
    "character": "a &#233; b",
    "null": "a\x00b",
    "definition": "a\n\n[b]: c",
}

PIECES = st.sampled_from(
    [
        *"aé“'(—1.)-+*#>=~_`[]<|&;:! \t\n\\",
        "\n",
        "\n\n",
        "Tide",
        "came in. ",
        "12",
        "amp",
        "&amp;",
        "---",
        "\u3000",
        "^[",
    ]
)


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN)
def test_paragraphs_are_read_as_the_parser_reads_them(text: str) -> None:
    assert repr(plain_body(text)) == repr(body_of_markdown(text))


@pytest.mark.parametrize("text", NOT_PLAIN.values(), ids=NOT_PLAIN)
def test_more_than_paragraphs_is_left_to_the_parser(text: str) -> None:
    assert plain_body(text) is None


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_any_text_is_left_alone_or_read_alike(text: str) -> None:
    body = plain_body(text)
    assert body is None or repr(body) == repr(body_of_markdown(text))


def test_the_parser_is_asked_only_for_more_than_paragraphs(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    parse = markdown.parse_markdown
    monkeypatch.setattr(markdown, "parse_markdown", lambda text, *given: asked.append(text) or parse(text, *given))
    reading = read_text("---\ntitle: Tide\n---\n\nIt came in.\n\nIt went out.\n", "a.md")
    assert (reading.article.headline, reading.article.text) == ("Tide", "It came in.\n\nIt went out.")
    assert not asked
    assert read_text("# Tide\n\nIt came *in*.\n", "b.md").article.headline == "Tide"
    assert asked == ["# Tide\n\nIt came *in*.\n"]
