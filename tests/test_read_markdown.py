"""Markdown to one text with elements; markdown-it's own HTML is the judge."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import body_of_markdown

from sitegen.diagnostics import SitegenError
from sitegen.model import Article
from sitegen.read import read_text
from sitegen.read.markdown import DEEPEST, parser
from sitegen.text.weave import VOID_TAGS, leaf_blocks, weave

BLOCK_TAGS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "hr", "section"}
    | {"table", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "dl", "dt", "dd"}
)

FIXTURE = Path(__file__).parent / "fixtures" / "markdown.txt"


def examples() -> list[tuple[str, str]]:
    """Feature and Markdown of every example in the fixture file."""
    found = []
    for part in re.split(r"^== ", FIXTURE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        feature, _, inputs = part.partition("\n")
        found.extend((f"{feature} {n}", text) for n, text in enumerate(re.split(r"^··\n", inputs, flags=re.MULTILINE)))
    return found


class Events(HTMLParser):
    """What a page says, with white space around blocks left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.events: list[tuple[str, ...]] = []
        self._pre = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tag(tag)
        self._pre += tag == "pre"
        self.events.append((tag, *(f"{name}={value}" for name, value in attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID_TAGS:
            return
        self._tag(tag)
        self._pre -= tag == "pre"
        self.events.append((f"/{tag}",))

    def handle_data(self, data: str) -> None:
        before = self.events[-1] if self.events else ("p",)
        if before[0] == "text":
            self.events.pop()
            data = before[1] + data
        elif before[0].lstrip("/") in BLOCK_TAGS and not self._pre:
            data = data.lstrip("\n")
        if data:
            self.events.append(("text", data))

    def _tag(self, tag: str) -> None:
        last = self.events[-1] if self.events else ("",)
        if tag in BLOCK_TAGS and last[0] == "text" and not self._pre:
            self.events.pop()
            if last[1].rstrip("\n"):
                self.events.append(("text", last[1].rstrip("\n")))


def events(page: str) -> list[tuple[str, ...]]:
    reader = Events()
    reader.feed(page)
    reader.close()
    return reader.events


def rendered(markdown: str) -> str:
    """markdown-it's own HTML, with alignment as a class."""
    page = str(parser().render(markdown))
    return re.sub(r'style="text-align:(\w+)"', r'class="align-\1"', page)


def woven(markdown: str) -> str:
    body = body_of_markdown(markdown)
    return weave(body.text, body.blocks, body.marks, atoms=body.atoms)


def article(markdown: str, path: str = "a.md") -> Article:
    return read_text(markdown, path).article


def mistakes(markdown: str) -> list[tuple[str, int]]:
    """Code and line of everything that is wrong with a source."""
    with pytest.raises(SitegenError) as caught:
        read_text(markdown, "a.md")
    return [(d.code, d.line) for d in caught.value.diagnostics]


@pytest.mark.parametrize(("feature", "markdown"), examples(), ids=[name for name, _ in examples()])
def test_weaving_the_body_gives_what_markdown_it_renders(feature: str, markdown: str) -> None:
    assert events(woven(markdown)) == events(rendered(markdown)), feature


def test_there_are_enough_examples() -> None:
    assert len(examples()) >= 150


INLINES = ["a", "b c", "*", "**", "_", "`", "~~", "[", "](x.md)", "![", "](y.png)", "&amp;", "<b>", "“", "”", "\t", "￼"]
LINES = ["\n", "\n\n", "  \n", "\\\n", "- ", "1. ", "> ", "# ", "    ", "```\n", "---\n", "| a | b |\n|---|---|\n| c |"]
PIECES = st.sampled_from([*INLINES, *LINES])
NOTES = st.sampled_from(["[^1]", "[^1]: ", "^[", "]", "[^n]: ", "[^n]", "---\n", "title: x\n", "    "])


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_markdown_weaves_to_what_markdown_it_renders(markdown: str) -> None:
    assert events(woven(markdown)) == events(rendered(markdown))


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES | NOTES, max_size=25))
def test_any_markdown_is_read_or_refused(parts: list[str]) -> None:
    try:
        read = article("".join(parts))
    except SitegenError:
        return
    for leaf in leaf_blocks(read.blocks):
        assert 0 <= leaf.span.start < leaf.span.end <= len(read.text)
    weave(read.text, read.blocks, read.marks, atoms=read.atoms)


def test_leaf_blocks_are_parted_by_an_empty_line() -> None:
    body = body_of_markdown("a\n\n- b\n  - c\n\n| d | e |\n|---|---|\n| f | |\n")
    assert body.text.replace("￼", "") == "a\n\nb\n\nc\n\nd\n\ne\n\nf\n\n"
    leaves = [leaf.span.of(body.text) for leaf in leaf_blocks(body.blocks)]
    assert leaves == ["a", "b", "c", "d", "e", "f", "￼"]


def test_front_matter() -> None:
    read = article("---\ntitle: A bridge\ndate: 2024-05-06\nauthor: Ana Lima\n---\n\nText.\n")
    assert (read.headline, str(read.date), read.authors, read.text) == (
        "A bridge",
        "2024-05-06",
        ("Ana Lima",),
        "Text.",
    )


def test_a_first_heading_is_the_headline() -> None:
    read = read_text("# A *new* bridge\n\nText.\n\n## Later\n", "a.md")
    assert read.article.headline == "A new bridge"
    assert read.article.text == "Text.\n\nLater"
    assert [block.tag for block in read.article.blocks] == ["p", "h2"]
    assert read.warnings == ()


@pytest.mark.parametrize("heading", ["# A bridge, at last", "A *bridge* at last!\n====", "#  A   Bridge: at last #"])
def test_a_title_and_the_same_heading_are_one_headline(heading: str) -> None:
    read = article(f"---\ntitle: A bridge, at last\n---\n\n{heading}\n\n## Deep\n\nText.\n")
    assert (read.headline, read.text) == ("A bridge, at last", "Deep\n\nText.")
    assert [block.tag for block in read.blocks] == ["h2", "p"]


def test_toml_before_the_text() -> None:
    read = article('+++\ntitle = "A bridge"\ndate = 2024-05-06\n+++\nText.\n')
    assert (read.headline, str(read.date), read.text) == ("A bridge", "2024-05-06", "Text.")


def test_with_a_title_the_body_stays_whole_and_below_it() -> None:
    read = article("---\ntitle: A bridge\n---\n# The bridge\n\n###### Deep\n")
    assert read.text == "The bridge\n\nDeep"
    assert [block.tag for block in read.blocks] == ["h2", "h3"]


def test_no_level_of_headings_is_skipped() -> None:
    read = article("---\ntitle: A bridge\n---\n### A\n\n##### B\n\n#### C\n\n## D\n\n### E\n")
    assert [block.tag for block in read.blocks] == ["h2", "h3", "h3", "h2", "h3"]


def test_entity_links_are_marks() -> None:
    read = article("---\ntitle: x\n---\n[Leopards](entity:leopard-2) and [Austin](entity:).")
    assert read.text == "Leopards and Austin."
    assert [(mark.tag, mark.attrs, mark.span.of(read.text)) for mark in read.marks] == [
        ("entity", (("id", "leopard-2"),), "Leopards"),
        ("entity", (("id", ""),), "Austin"),
    ]


def test_no_link_stands_in_a_link() -> None:
    made = woven("[a <https://b.example> c](https://d.example) <https://e.example>")
    assert made == (
        '<p><a href="https://d.example">a https://b.example c</a> <a href="https://e.example">https://e.example</a></p>'
    )


def test_footnotes_stand_at_the_end_with_a_way_back() -> None:
    read = article("---\ntitle: x\n---\nOne[^a] two[^a].\n\n[^a]: The *note*.\n\nThree.\n")
    assert read.text == "One￼ two￼.\n\nThree.\n\nThe note.￼￼"
    page = weave(read.text, read.blocks, read.marks, atoms=read.atoms)
    assert '<a class="note-ref" id="fnref1" href="#fn1" data-note="1" role="doc-noteref"></a>' in page
    assert 'id="fnref1-2"' in page
    assert '<section class="footnotes" role="doc-endnotes"><ol><li id="fn1"><p>The <em>note</em>.' in page
    assert '<a class="note-back" href="#fnref1-2"' in page


MISTAKES = {
    "[a](javascript:alert(1))": [("SG320", 1)],
    "text\n\n[a](ftp://example.org)": [("SG320", 3)],
    "[a](//example.org/x)": [("SG320", 1)],
    "[a](/\\example.org)": [("SG320", 1)],
    "[a](data:text/html,x)": [("SG320", 1)],
    "[a](FILE:///etc/passwd)": [("SG320", 1)],
    "one\ntwo\n[a](vbscript:x)": [("SG320", 3)],
    "[a](&#x6a;avascript:x)": [("SG320", 1)],
    "![a](https://example.org/a.png)": [("SG321", 1)],
    "![a](//example.org/a.png)": [("SG321", 1)],
    "![a](data:image/png;base64,x)": [("SG321", 1)],
    "---\ntitle: x\n---\n\n[a](ftp:x)\n\n![b](http:y)": [("SG320", 5), ("SG321", 7)],
    "": [("SG305", 1)],
    "---\ntitle: x\n---\n": [("SG305", 1)],
    "---\ntitle: x\n": [("SG307", 1)],
    "---\ntitel: x\ndate: 2024-02-30\n---\n[a](ftp:x)": [("SG103", 2), ("SG105", 3), ("SG320", 5)],
    "---\ntitle: x\n---\na[^1] b[^2]\n\n[^1]: c\n\n    [^2]: d": [("SG322", 8)],
    ">" * (DEEPEST + 5) + " x": [("SG322", 1)],
}


@pytest.mark.parametrize(("markdown", "expected"), MISTAKES.items())
def test_mistakes_are_told_with_their_line(markdown: str, expected: list[tuple[str, int]]) -> None:
    assert mistakes(markdown) == expected


@pytest.mark.parametrize(
    "target", ["a.md", "../b.md#c", "#d", "http://e.f", "https://e.f", "mailto:g@h.i", "%2F/x", "12:30.md"]
)
def test_addresses_that_are_right(target: str) -> None:
    assert article(f"---\ntitle: x\n---\n[a]({target})").marks[0].tag == "a"
