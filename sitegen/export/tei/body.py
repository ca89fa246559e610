"""The body of an article in TEI: its blocks, what stands for itself, and the annotated words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from xml.etree import ElementTree as ET

from sitegen.export.characters import storable
from sitegen.export.tei.ids import id_in_article
from sitegen.export.tei.layers import find_layers, find_links
from sitegen.export.tei.tree import add, append_text
from sitegen.export.tei.weaving import Draw, Leaf, Pieces, cut_into_leaves, link, write_leaf
from sitegen.model import Annotated, Article
from sitegen.site import Site
from sitegen.text.spans import HEADINGS, Cover, Element, Span
from sitegen.text.weave import leaf_blocks

_TAGS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "p": ("p", {}),
    "ul": ("list", {"rend": "bulleted"}),
    "ol": ("list", {"rend": "numbered"}),
    "dl": ("list", {"rend": "definitions"}),
    "li": ("item", {}),
    "dt": ("item", {"rend": "term"}),
    "dd": ("item", {"rend": "definition"}),
    "blockquote": ("quote", {}),
    "footer": ("p", {"rend": "signature"}),
    "pre": ("ab", {"type": "code"}),
    "figure": ("figure", {}),
    "figcaption": ("p", {"rend": "caption"}),
    "table": ("table", {}),
    "tr": ("row", {}),
    "td": ("cell", {}),
    "th": ("cell", {"role": "label"}),
}
"""Each block's element; one that is not here (tbody, the paragraph of a tight list) draws nothing of its own."""
_CHILDREN = {"list": "item", "table": "row", "row": "cell"}
"""Elements that hold only one sort of child."""
_CONTAINERS = frozenset({"body", "div", "figure", "list", "table", "row"})
"""Elements that hold no words of their own, so that white space in them means nothing."""


def add_body(parent: ET.Element, site: Site, annotated: Annotated) -> None:
    """The body of an article: divisions at its headings, its blocks, its words with all annotations."""
    body = add(parent, "body")
    writer = _Writer(site, annotated, body)
    writer.write()
    link(writer.pieces)
    if not len(body):
        add(body, "p")
    _break_lines(body)


class _Writer:
    """One walk over the blocks and what stands between them, from left to right."""

    def __init__(self, site: Site, annotated: Annotated, body: ET.Element) -> None:
        article = annotated.article
        self.pieces: Pieces = {}
        self._article = article
        self._text = storable(article.text)
        self._body = body
        self._divisions: list[tuple[int, ET.Element]] = [(0, body)]
        """The open divisions with the levels of their headings."""
        self._open: list[tuple[int, ET.Element]] = []
        """The open blocks with the offsets where they end."""
        blocks = leaf_blocks(article.blocks)
        spans = [leaf.span for leaf in blocks]
        links = find_links(site, article)
        leaves = cut_into_leaves(find_layers(site, annotated, spans, links), spans)
        self._leaves: dict[Element, Leaf] = dict(zip(blocks, leaves, strict=True))
        self._atoms = {atom.span.start: _drawing(article, atom, links) for atom in article.atoms}

    def write(self) -> None:
        """Write all blocks, and the rules between them."""
        words = Cover(leaf.span for leaf in self._leaves.values())
        loose = [(at, 1, at) for at in self._atoms if not words.touches(Span(at, at + 1))]
        ordered = [(block.span.start, 0, number) for number, block in enumerate(self._article.blocks)]
        for start, is_atom, number in sorted((*ordered, *loose)):
            while self._open and self._open[-1][0] <= start:
                self._open.pop()
            if is_atom:
                self._atoms[start](self._parent())
            else:
                self._write_block(self._article.blocks[number])

    def _write_block(self, block: Element) -> None:
        parent = self._parent()
        if parent.text or len(parent):
            append_text(parent, "\n")
        element = self._element(block)
        self._open.append((block.span.end, element))
        leaf = self._leaves.get(block)
        if leaf is not None:
            write_leaf(_holder(element), self._text, leaf, self._atoms, self.pieces)

    def _parent(self) -> ET.Element:
        return self._open[-1][1] if self._open else self._divisions[-1][1]

    def _element(self, block: Element) -> ET.Element:
        """The element of a block, or that around it when the block draws none."""
        parent = self._parent()
        if block.tag in HEADINGS:
            return self._heading(parent, HEADINGS.index(block.tag) + 1)
        if block.tag == "section":
            self._divisions = [(0, self._body)]
            return add(self._body, "div", attributes={"type": "notes"})
        if parent.get("type") == "notes" and block.tag == "li":
            return add(parent, "note", attributes={"place": "end", "xml:id": _note_id(self._article, block.get("id"))})
        if block.tag not in _TAGS or (parent.get("type") == "notes" and block.tag == "ol"):
            return parent if self._open or block not in self._leaves else add(parent, "p")
        tag, attributes = _TAGS[block.tag]
        return add(_holder(parent, tag), tag, attributes=attributes)

    def _heading(self, parent: ET.Element, level: int) -> ET.Element:
        """The head of a new division; inside a list or the like, where none can be, a block of its own."""
        if self._open:
            return add(_holder(parent), "ab", attributes={"type": "heading"})
        while self._divisions[-1][0] >= level:
            self._divisions.pop()
        division = add(self._divisions[-1][1], "div", attributes={"type": "section"})
        self._divisions.append((level, division))
        return add(division, "head")


def _holder(parent: ET.Element, tag: str = "") -> ET.Element:
    """Where an element with this tag, or words, may stand in `parent`: in a new item, row or cell if need be."""
    while (needed := _CHILDREN.get(parent.tag, tag)) != tag:
        parent = add(parent, needed)
    return parent


def _note_id(article: Article, name: str | None) -> str:
    return id_in_article(article, name) if name else ""


def _drawing(article: Article, atom: Element, links: Mapping[str, str]) -> Draw:
    """What draws an atom: a picture, a line break, a rule, a reference to a note; nothing for anything else."""
    if atom.tag == "img":
        source = atom.get("src") or ""
        return partial(_draw_picture, address=links.get(source, source), shows=atom.get("alt") or "")
    if atom.tag == "a" and atom.get("class") == "note-ref":
        target = f"#{_note_id(article, (atom.get('href') or '#').removeprefix('#'))}"
        return partial(_draw_empty, tag="ref", attributes={"type": "note", "target": target})
    drawn: dict[str, Mapping[str, str]] = {"br": {}, "hr": {"unit": "section", "rend": "rule"}}
    tags = {"br": "lb", "hr": "milestone"}
    return partial(_draw_empty, tag=tags.get(atom.tag, ""), attributes=drawn.get(atom.tag, {}))


def _draw_picture(parent: ET.Element, *, address: str, shows: str) -> None:
    figure = parent if parent.tag == "figure" else add(parent, "figure")
    add(figure, "graphic", attributes={"url": address})
    if shows:
        add(figure, "figDesc", shows)


def _draw_empty(parent: ET.Element, *, tag: str, attributes: Mapping[str, str]) -> None:
    if tag:
        add(parent, tag, attributes=attributes)


def _break_lines(element: ET.Element) -> None:
    """Put what stands in a container on lines of its own."""
    for container in element.iter():
        if container.tag in _CONTAINERS and len(container):
            container.text = "\n"
            for child in container:
                child.tail = "\n"
