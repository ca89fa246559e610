"""Markdown that is written from a body reads as the same body; of HTML nothing is lost in silence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nested_html import Nested, words_of
from reading import body_of_markdown
from test_read_markdown import examples

from sitegen.diagnostics import SitegenError
from sitegen.files.yaml_file import read_document
from sitegen.importing.front import scalar
from sitegen.importing.markdown import write_markdown
from sitegen.read.draft import Body
from sitegen.read.html_fragment import Fragment, read_fragment
from sitegen.read.html_fragment_words import FoundPicture
from sitegen.text.spans import ATOM, Element, Span


def fragment(html: str, base: str = "") -> Fragment:
    return read_fragment(html, "a", base, lambda one: "" if "://" in one.address else f"/{one.address}")


def test_words_that_are_hidden_are_told() -> None:
    html = '<div style="display: none">Look <b hidden>inside</b>.</div><p hidden></p><p>hidden</p>'
    assert fragment(html).left_out == ("hidden words, shown now: Look inside .",)


def written(html: str, base: str = "") -> str:
    return write_markdown(fragment(html, base).body)


def shape(body: Body) -> tuple[str, list[str], list[str], list[str]]:
    """The words without white space, and the elements over them."""
    words = "".join(body.text.replace(ATOM, "").split())
    return words, *([one.tag for one in layer if one.tag] for layer in (body.blocks, body.marks, body.atoms))


NOT_THE_SAME = ("emphasis 11", "links 17")
"""Emphasis in emphasis, and a link without words, are written without it."""


def readable() -> list[tuple[str, str]]:
    return [(name, text) for name, text in examples() if "[^" not in text and name not in NOT_THE_SAME]


@pytest.mark.parametrize(("name", "text"), readable(), ids=[name for name, _ in readable()])
def test_what_was_read_is_written_so_that_it_reads_the_same(name: str, text: str) -> None:
    try:
        body = body_of_markdown(text)
    except SitegenError:
        return
    assert shape(body_of_markdown(write_markdown(body))) == shape(body)


PARTS = [
    *"ab #*_`[]()<>!&;|~%-+=.:\\1“”\n￼",
    "&amp;",
    "<!--",
    "-->",
    "%%",
    "1. ",
    "- ",
    "# ",
    "> ",
    "    ",
    "[^1]",
    "---",
    "$$",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PARTS), min_size=1, max_size=8).map("".join), min_size=1, max_size=3))
def test_any_words_are_read_as_they_were(paragraphs: list[str]) -> None:
    """Whatever signs of Markdown stand in them."""
    words = [" ".join(one.replace("￼", "").split()) for one in paragraphs]
    words = [one for one in words if one]
    text = "\n\n".join(words)
    ends = [len("\n\n".join(words[: number + 1])) for number in range(len(words))]
    spans = [Span(end - len(one), end) for one, end in zip(words, ends, strict=True)]
    body = Body(text, tuple(Element(span, "p") for span in spans))
    if words:
        assert shape(body_of_markdown(write_markdown(body))) == shape(body)


TAGS = [
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<ul><li>",
    "</ul>",
    "<br>",
    "<blockquote>",
    "<table><tr><td>",
    "</table>",
    "<h2>",
]
MORE_TAGS = [
    "<pre>",
    "</pre>",
    "<a href=https://a.example/(x)>",
    "</a>",
    "<ol>",
    "<li>",
    "<hr>",
    "<i>",
    "<code>",
    "x",
    " y ",
    "*",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(TAGS + MORE_TAGS), max_size=14).map("".join))
def test_any_html_is_written_so_that_its_words_stay(html: str) -> None:
    body = fragment(html).body
    again = body_of_markdown(write_markdown(body)) if body.text else body
    assert shape(again)[0] == shape(body)[0]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_every_word_of_nested_html_comes_once_and_in_order(seed: int) -> None:
    html = Nested(seed).blocks()
    body = fragment(html).body
    again = body_of_markdown(write_markdown(body))
    captions = " ".join(one.get("title") or "" for one in again.atoms)
    assert words_of(body.text) == words_of(html)
    assert sorted(words_of(again.text + captions)) == sorted(words_of(html))


HTML = [
    ("emphasis", "<p>A <b>bold</b> <i> word </i>.</p>", "A **bold** *word* .\n"),
    ("emphasis that Markdown could not read", "<p>A<b>“b”</b>c</p>", "A“b”c\n"),
    ("an office's bold that is none", '<b style="font-weight:normal"><p>A</p></b>', "A\n"),
    ("quotation marks that the browser draws", "<p><q>Yes</q>, she said.</p>", "“Yes”, she said.\n"),
    ("a break", "<p>A<br>b<br></p>", "A\\\nb\n"),
    ("paragraphs by breaks", "A<br><br>b<br/> <br/>c", "A\n\nb\n\nc\n"),
    ("headings", "<h1>A</h1><h3>B\nc</h3>", "# A\n\n### B c\n"),
    ("lists in lists", "<ul><li>A<ol start=3><li>b</li><li>c</li></ol></li></ul>", "- A\n  3. b\n  4. c\n"),
    ("lists of paragraphs", "<ul><li><p>A</p><p>b</p></li><li><p>c</p></li></ul>", "- A\n\n  b\n\n- c\n"),
    ("two lists", "<ul><li>A</ul><ul><li>B</ul>", "- A\n\n* B\n"),
    ("a quotation", "<blockquote>A<p>b</p></blockquote>", "> A\n>\n> b\n"),
    ("code", "<pre><code class=language-py>a\n  *b*\n</code></pre>", "```py\na\n  *b*\n```\n"),
    ("code in a line", "<p>A <code>b`*c*</code></p>", "A ``b`*c*``\n"),
    (
        "a table",
        "<table><tr><th>A|b</th></tr><tr><td><p>c</p><p>d</p></td><td>e</td></tr></table>",
        "| A\\|b |  |\n| --- | --- |\n| c d | e |\n",
    ),
    (
        "the caption of a table, and words beside its cells",
        "<table><caption>A <b>b</b></caption><tbody>c <i>d</i><tr>e<td>f</td></tr></tbody><p>g</p></table>",
        "A **b**\n\nc *d*\n\ne\n\ng\n\n| f |\n| --- |\n",
    ),
    ("a table without cells", "<table><tr>A</tr></table>", "A\n"),
    (
        "a table around a form",
        "<table><caption>A</caption><form>b<tr><td>c</td></tr></form></table>",
        "A\n\nb\n\n| c |\n| --- |\n",
    ),
    (
        "a table in an item",
        "<ul><li><table><caption>A</caption><tr><td>b</td></tr></table></li></ul>",
        "- A\n\n  | b |\n  | --- |\n",
    ),
    (
        "cells that go on",
        "<table><tr><td><td colspan=2>A<tr><td rowspan=2>b<td>c<td>d<tr><td>e</table>",
        "|  | A |  |\n| --- | --- | --- |\n| b | c | d |\n|  | e |  |\n",
    ),
    (
        "what stands in a list and in none of its items",
        "<ul>A<li>b</li><ul><li>c</li></ul></ul>",
        "- A\n- b\n  - c\n",
    ),
    ("how a word is spoken", "<ruby>一<rt>one</rt></ruby>", "一(one)\n"),
    ("breaks in code", "<pre>a<br>b</pre>", "```\na\nb\n```\n"),
    ("terms", "<dl><dt>A</dt><dd>b</dd><dd>c</dd></dl>", "A\n: b\n: c\n"),
    ("a term without meaning", "<dl><dt>A</dt><dt>B</dt><dd>c</dd></dl>", "**A**\n\n**B**\n\nc\n"),
    ("a rule", "<p>A</p><hr><p>b</p>", "A\n\n***\n\nb\n"),
    ("signs", "<p>1. *a* [b](c) &lt;i&gt; # _d_ e_f</p>", "1\\. \\*a\\* \\[b\\](c) \\<i> # \\_d\\_ e_f\n"),
    ("a picture in a line", "<p>A <img src=a.png alt='x [y]'> b</p>", "A ![x \\[y\\]](/a.png) b\n"),
    (
        "a figure",
        "<figure><a href='https://b.example'><img src='a b.png' alt=x></a><figcaption>A \"b\"</figcaption></figure>",
        '![x](/a%20b.png "A \\"b\\"")\n',
    ),
    (
        "words beside a picture",
        "<figure>A<img src=b.png><script>x</script><figcaption>C</figcaption><noscript>y</noscript><p>d</p></figure>",
        '![](/b.png "C A d")\n',
    ),
    (
        "a picture that is elsewhere",
        "<p>A <img src=https://b.example/a--b.png></p>",
        "A <!-- picture https://b.example/a- -b.png -->\n",
    ),
    ("a film", "<p>A</p><iframe src=https://b.example></iframe>", "A\n\n<!-- iframe https://b.example -->\n"),
    ("what nobody sees", "<p>A<script>b</script><!-- c --><noscript>d</noscript>\u200be\u00adf</p>", "Aef\n"),
    ("a link", "<p><a href='/a (b)'>c</a> <a href='#d'>e</a></p>", "[c](https://b.example/a%20%28b%29) e\n"),
    (
        "a note",
        "<p>A<sup><a href='#n1'>1</a></sup></p><ol><li id=n1>B <a href='#r1'>↑</a></li></ol>",
        "A[^1]\n\n[^1]: B\n",
    ),
    ("a list that is led to and no note", "<p><a href='#n1'>See</a></p><ul><li id=n1>B</li></ul>", "See\n\n- B\n"),
    ("nothing", "<p> </p><div></div>", ""),
]


@pytest.mark.parametrize(("what", "html", "markdown"), HTML, ids=[case[0] for case in HTML])
def test_html_is_written_as_markdown(what: str, html: str, markdown: str) -> None:
    assert written(html, "https://b.example/c") == markdown


def test_what_is_left_out_is_told() -> None:
    html = (
        "<img src='https://b.example/a.png' alt='Two boats'><video><source src=c.mp4></video>"
        "<a href='javascript:x()'>d</a><figure><img src='https://b.example/e.png'><figcaption>F</figcaption></figure>"
    )
    assert fragment(html).left_out == (
        "picture https://b.example/a.png (Two boats)",
        "video c.mp4",
        "a link to javascript:x()",
        "picture https://b.example/e.png (F)",
    )


def test_a_picture_that_is_loaded_late_is_found() -> None:
    found: list[FoundPicture] = []
    html = '<img src="data:image/gif;base64,R0" data-src="a.png" alt="A"><noscript><img src="a.png"></noscript>'
    read_fragment(html, "a", "", lambda one: found.append(one) or "/x.png")
    assert found == [FoundPicture("a.png", "A")]


def test_html_that_is_nested_too_deep_is_refused() -> None:
    with pytest.raises(SitegenError) as caught:
        fragment("<div>" * 1000)
    assert caught.value.diagnostics[0].code == "SG331"


@settings(deadline=None)
@given(st.text(max_size=30))
def test_any_words_are_a_scalar(words: str) -> None:
    line = " ".join("".join(char if char.isprintable() else " " for char in words).split())
    assert read_document(f"a: {scalar(words)}\nb: [{scalar(words)}]\n", "a").value == {"a": line, "b": [line]}
