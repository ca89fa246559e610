"""weave: one text, layers of elements, well-formed HTML."""

from __future__ import annotations

import html
import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.text.spans import ATOM, Element, Span
from sitegen.text.weave import VOID_TAGS, leaf_blocks, weave

BLOCK_TAGS = {"p", "ul", "li", "blockquote"}


def over(text: str, words: str, tag: str, **attrs: str) -> Element:
    """An element over the first place where `words` stand."""
    start = text.index(words)
    return Element(Span(start, start + len(words)), tag, tuple(attrs.items()))


TEXT = "Anna met Boris.\n\nBoris left."
BLOCKS = (over(TEXT, "Anna met Boris.", "p"), over(TEXT, "Boris left.", "p"))

CASES = {
    "blocks alone": ([], "<p>Anna met Boris.</p>\n\n<p>Boris left.</p>"),
    "an element in a leaf": ([[over(TEXT, "Anna", "b")]], "<p><b>Anna</b> met Boris.</p>\n\n<p>Boris left.</p>"),
    "an element over two leaves is clipped to each, and its second piece is b": (
        [[over(TEXT, "Boris.\n\nBoris", "span", id="q1")]],
        '<p>Anna met <span id="q1">Boris.</span></p>\n\n<p><span id="q1b">Boris</span> left.</p>',
    ),
    "an element that reaches into the gap is cut at its leaf": (
        [[over(TEXT, "met Boris.\n", "i")]],
        "<p>Anna <i>met Boris.</i></p>\n\n<p>Boris left.</p>",
    ),
    "crossing layers: the inner one is cut": (
        [[over(TEXT, "Anna met", "q")], [over(TEXT, "met Boris", "a", id="x")]],
        '<p><q>Anna <a id="x">met</a></q><a id="xb"> Boris</a>.</p>\n\n<p>Boris left.</p>',
    ),
    "within a layer the given order is outer first": (
        [[over(TEXT, "Anna", "em"), over(TEXT, "Anna", "strong")]],
        "<p><em><strong>Anna</strong></em> met Boris.</p>\n\n<p>Boris left.</p>",
    ),
    "equal neighbours stay two": (
        [[over(TEXT, "An", "b"), over(TEXT, "na", "b")]],
        "<p><b>An</b><b>na</b> met Boris.</p>\n\n<p>Boris left.</p>",
    ),
    "segments that share an id are numbered on": (
        [[over(TEXT, "Anna", "span", id="q1"), over(TEXT, "Boris", "span", id="q1")]],
        '<p><span id="q1">Anna</span> met <span id="q1b">Boris</span>.</p>\n\n<p>Boris left.</p>',
    ),
    "a given id is never an id of a later piece": (
        [[over(TEXT, "Anna", "span", id="qb"), over(TEXT, "Boris.\n\nBoris", "span", id="q")]],
        '<p><span id="qb">Anna</span> met <span id="q">Boris.</span></p>\n\n<p><span id="qc">Boris</span> left.</p>',
    ),
    "an element without a tag draws nothing": (
        [[over(TEXT, "Anna", "")]],
        "<p>Anna met Boris.</p>\n\n<p>Boris left.</p>",
    ),
    "an element wholly between leaves draws nothing": (
        [[over(TEXT, "\n\n", "b")]],
        "<p>Anna met Boris.</p>\n\n<p>Boris left.</p>",
    ),
}


@pytest.mark.parametrize(("layers", "expected"), CASES.values(), ids=CASES.keys())
def test_weave(layers: list[list[Element]], expected: str) -> None:
    assert weave(TEXT, BLOCKS, *layers) == expected


def test_everything_is_escaped() -> None:
    text = '<b> & "x"'
    link = over(text, "&", "a", href='"><script>')
    assert weave(text, (), [link]) == '&lt;b&gt; <a href="&quot;&gt;&lt;script&gt;">&amp;</a> &quot;x&quot;'


def test_atoms_are_known_by_place() -> None:
    text = f"a{ATOM}b{ATOM}c{ATOM}"
    picture = Element(Span(1, 2), "img", (("src", "x.png"), ("id", "i")))
    note = Element(Span(5, 6), "a", (("id", "n"), ("href", "#fn")))
    mark = Element(Span(0, 2), "em")
    assert weave(text, (), [mark], atoms=(picture, note)) == (
        f'<em>a<img src="x.png" id="i"></em>b{ATOM}c<a id="n" href="#fn"></a>'
    )


def test_an_atom_without_a_tag_keeps_an_empty_block() -> None:
    text = f"a\n\n{ATOM}"
    blocks = (Element(Span(0, 1), "p"), Element(Span(3, 4), "ul"), Element(Span(3, 4), "li"))
    assert weave(text, blocks, atoms=(Element(Span(3, 4), ""),)) == "<p>a</p>\n\n<ul><li></li></ul>"


def test_a_passage_has_no_ids_and_no_note_references() -> None:
    text = f"One{ATOM} two{ATOM} three."
    blocks = (Element(Span(0, len(text)), "p", (("id", "p1"),)),)
    name = over(text, "two", "a", id="m-1", href="x.html")
    atoms = (Element(Span(3, 4), "a", (("id", "r"),)), Element(Span(8, 9), "img", (("src", "y"),)))
    assert weave(text, blocks, [name], atoms=atoms, within=Span(2, 11)) == (
        '<p>e <a href="x.html">two</a><img src="y"> t</p>'
    )


def test_a_passage_over_two_paragraphs() -> None:
    quoted = over(TEXT, "Boris.\n\nBoris", "span", id="q1")
    assert weave(TEXT, BLOCKS, [quoted], within=quoted.span) == (
        "<p><span>Boris.</span></p>\n\n<p><span>Boris</span></p>"
    )


def test_nothing_gives_nothing() -> None:
    assert weave("") == ""
    assert weave("plain") == "plain"


def test_leaf_blocks() -> None:
    quote = Element(Span(0, 3), "blockquote")
    first = Element(Span(0, 3), "p")
    items = Element(Span(5, 11), "ul")
    one, two = Element(Span(5, 6), "li"), Element(Span(8, 11), "li")
    assert leaf_blocks((quote, first, items, one, two)) == (first, one, two)
    assert leaf_blocks(()) == ()


def test_many_pieces_of_one_element_keep_their_own_ids() -> None:
    text = "\n\n".join("ab" for _ in range(60))
    blocks = tuple(Element(Span(n * 4, n * 4 + 2), "p") for n in range(60))
    ids = re.findall(r'id="([^"]+)"', weave(text, blocks, [Element(Span(0, len(text)), "i", (("id", "q1"),))]))
    assert ids[:3] == ["q1", "q1b", "q1c"]
    assert len(ids) == len(set(ids)) == 60


class Nesting(HTMLParser):
    """Follows the tags of a page and keeps what is wrong with their nesting, and the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.text = ""
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids.extend(value or "" for name, value in attrs if name == "id")
        if tag in VOID_TAGS:
            return
        if tag in BLOCK_TAGS and self.open and self.open[-1] not in BLOCK_TAGS:
            self.wrong.append(f"block {tag} inside {self.open[-1]}")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self.text += data


@st.composite
def woven(draw: st.DrawFn) -> tuple[str, tuple[Element, ...], list[list[Element]], tuple[Element, ...]]:
    """A text of paragraphs, some of them quoted together, with random layers and atoms."""
    words = st.text(alphabet="ab <>&\"'é" + ATOM, min_size=1, max_size=12)
    paragraphs = draw(st.lists(words, min_size=1, max_size=5))
    text = "\n\n".join(paragraphs)
    starts = [sum(len(p) + 2 for p in paragraphs[:n]) for n in range(len(paragraphs))]
    blocks = [Element(Span(s, s + len(p)), "p") for s, p in zip(starts, paragraphs, strict=True)]
    if draw(st.booleans()):
        blocks.insert(0, Element(Span(0, len(text)), "blockquote"))
    ends = st.integers(0, len(text))
    spans = st.tuples(ends, ends).filter(lambda pair: pair[0] != pair[1]).map(lambda pair: Span(min(pair), max(pair)))
    ids = st.sampled_from([(), (("id", "q1"),), (("id", "q1b"),), (("class", '<">'),)])
    element = st.builds(Element, spans, st.sampled_from(["a", "b", "span", ""]), ids)
    layers = draw(st.lists(st.lists(element, max_size=6), max_size=4))
    atoms = tuple(
        Element(Span(n, n + 1), draw(st.sampled_from(["br", "img", "a", ""])))
        for n, character in enumerate(text)
        if character == ATOM and draw(st.booleans())
    )
    return text, tuple(blocks), layers, atoms


@settings(max_examples=120, deadline=None)
@given(woven())
def test_any_layers_nest_and_keep_the_text(
    case: tuple[str, tuple[Element, ...], list[list[Element]], tuple[Element, ...]],
) -> None:
    text, blocks, layers, atoms = case
    made = weave(text, blocks, *layers, atoms=atoms)
    page = Nesting()
    page.feed(made)
    page.close()
    assert page.wrong == []
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    drawn = {atom.span.start for atom in atoms}
    expected = "".join(c for n, c in enumerate(text) if n not in drawn)
    assert page.text == expected
    assert html.unescape(re.sub(r"<[^>]*>", "", made)) == expected


def _seconds(paragraphs: int) -> float:
    text = "\n\n".join("word " * 20 for _ in range(paragraphs))
    blocks = tuple(Element(Span(n * 102, n * 102 + 100), "p") for n in range(paragraphs))
    names = tuple(Element(Span(n, n + 30), "a", (("id", f"m{n}"),)) for n in range(0, len(text) - 30, 20))
    marks = tuple(Element(Span(n, n + 25), "em") for n in range(0, len(text) - 30, 40))
    begun = time.process_time()
    weave(text, blocks, names, marks)
    return time.process_time() - begun


def test_twice_the_text_takes_twice_the_time() -> None:
    assert min(_seconds(600) for _ in range(3)) < 3.2 * min(_seconds(300) for _ in range(3))
