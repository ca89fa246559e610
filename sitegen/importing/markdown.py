"""Markdown written from a body: what a reader of Markdown makes of it has the same words, blocks and links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sitegen.importing.inline import Layers, comment_markdown, inline_markdown, picture_markdown, written_address
from sitegen.read.draft import Body
from sitegen.read.html_fragment_words import COMMENT
from sitegen.text.spans import ATOM, Element, Span, plain_words


@dataclass(slots=True)
class _Node:
    """A block, and the blocks in it."""

    block: Element
    inside: list[_Node] = field(default_factory=list)


def write_markdown(body: Body) -> str:
    """The body as Markdown, with a line break at its end; the empty text for an empty body.

    What Markdown has no sign for (underlining, subscripts, definition lists, cells that span columns) keeps its words.
    """
    writer = _Writer(body)
    blocks = [*writer.blocks(_tree(body.blocks), Span(0, len(body.text)))] if body.text else []
    return "\n\n".join(filter(None, blocks)) + "\n" if any(blocks) else ""


def _tree(blocks: Sequence[Element]) -> list[_Node]:
    """The blocks, which stand outer before inner, as a tree."""
    roots: list[_Node] = []
    stack: list[_Node] = []
    for block in blocks:
        node = _Node(block)
        while stack and not stack[-1].block.span.covers(block.span):
            stack.pop()
        (stack[-1].inside if stack else roots).append(node)
        stack.append(node)
    return roots


class _Writer:
    """Writes the blocks of one body."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self._layers = Layers(body)
        self._ended_with = ""
        """The tag of the block before this one: two lists in a row need other signs, else they are one."""
        self._is_other = False
        self._rules = {atom.span.start: atom for atom in body.atoms if atom.tag in ("hr", COMMENT, "img")}

    def blocks(self, nodes: Sequence[_Node], within: Span) -> Iterator[str]:
        """Each block, and what stands between them, as Markdown without the blank lines around it."""
        at = within.start
        self._ended_with = ""
        for node in nodes:
            yield from self._between(at, node.block.span.start)
            yield from self._block(node)
            at, self._ended_with = node.block.span.end, node.block.tag
        yield from self._between(at, within.end)

    def _between(self, start: int, end: int) -> Iterator[str]:
        """The atoms that stand in no block: rules, comments."""
        for at in range(start, end):
            atom = self._rules.get(at)
            if atom is not None:
                yield "***" if atom.tag == "hr" else inline_markdown(self._layers, Span(at, at + 1))

    def _block(self, node: _Node) -> Iterator[str]:
        tag, span = node.block.tag, node.block.span
        if tag in _HEADINGS:
            yield f"{'#' * int(tag[1])} {self._line(span)}"
        elif tag == "pre":
            yield _fenced(self._body.text[span.start : span.end], _language_of(node))
        elif tag in ("ul", "ol"):
            self._is_other = not self._is_other if self._ended_with == tag else False
            yield self._list(node, "*)"[tag == "ol"] if self._is_other else "-."[tag == "ol"])
        elif tag == "dl" and _is_of_terms(node):
            yield self._terms(node)
        elif tag == "blockquote":
            yield _prefixed("\n\n".join(self.blocks(node.inside, span)) or self._leaf(node), "> ")
        elif tag == "table":
            yield self._table(node)
        elif tag == "note":
            held = "\n\n".join(self.blocks(node.inside, span)) or self._leaf(node)
            yield f"[^{node.block.get('number')}]: " + _prefixed(held, "    ").lstrip(" ")
        elif tag == "figure":
            yield from self._figure(node)
        elif tag == "dt":
            words = self._line(span)
            yield f"**{words}**" if words and "*" not in words else words
        elif node.inside:
            yield from self.blocks(node.inside, span)
        elif any(self._body.text[at] == ATOM and self._is_rule(at) for at in range(*_bounds(span))):
            yield from self._between(*_bounds(span))
        else:
            yield self._leaf(node)

    def _is_rule(self, at: int) -> bool:
        return at in self._rules and self._rules[at].tag == "hr"

    def _leaf(self, node: _Node) -> str:
        return inline_markdown(self._layers, node.block.span)

    def _line(self, span: Span) -> str:
        """The words of a leaf on one line, as headings and cells ask for them."""
        return inline_markdown(self._layers, span, breaks=False)

    def _list(self, node: _Node, sign: str) -> str:
        """A list; its items stand apart where one of them holds paragraphs."""
        number = int(node.block.get("start") or 1)
        items: list[str] = []
        is_loose = False
        for item in node.inside:
            marker = f"{number}{sign} " if node.block.tag == "ol" else f"{sign} "
            number += 1
            is_loose = is_loose or any(one.block.tag == "p" for one in item.inside)
            parts = [*self.blocks(item.inside, item.block.span)] if item.inside else [*self._block(item)]
            held = ("\n\n" if is_loose else "\n").join(filter(None, parts))
            items.append(marker + _prefixed(held, " " * len(marker)).lstrip(" "))
        return ("\n\n" if is_loose else "\n").join(items)

    def _terms(self, node: _Node) -> str:
        """A list of terms, each on a line of its own, with what they mean behind colons."""
        is_loose = any(inner.block.tag == "p" for one in node.inside for inner in one.inside)
        out = ""
        for one in node.inside:
            if one.block.tag == "dt":
                out += ("\n\n" if out else "") + self._line(one.block.span)
            else:
                parts = [*self.blocks(one.inside, one.block.span)] if one.inside else [self._leaf(one)]
                held = "\n\n".join(filter(None, parts))
                out += ("\n\n" if is_loose else "\n") + ": " + _prefixed(held, "  ").lstrip(" ")
        return out

    def _table(self, node: _Node) -> str:
        """A table whose first row is its head; rows are as long as the longest."""
        rows = [[self._line(cell.block.span) for cell in row.inside] for row in _rows_of(node)]
        rows = [[cell.replace("\\|", "|").replace("|", "\\|") for cell in row] for row in rows if row]
        if not rows:
            return ""
        width = max(map(len, rows))
        lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in rows]
        return "\n".join((lines[0], "|" + " --- |" * width, *lines[1:]))

    def _figure(self, node: _Node) -> Iterator[str]:
        """A picture with its caption as its title, a lost one as a comment; what else stands in a figure, as blocks."""
        captions = [one for one in node.inside if one.block.tag == "figcaption"]
        pictures = [at for at in range(*_bounds(node.block.span)) if at in self._rules and self._rules[at].tag == "img"]
        caption = " ".join(plain_words(self._body.text, one.block.span) for one in captions)
        others = [one for one in node.inside if one.block.tag not in ("figcaption", "")]
        if len(pictures) == 1 and not others:
            picture = self._rules[pictures[0]]
            titled = (*(one for one in picture.attrs if one[0] != "title"), *((("title", caption),) if caption else ()))
            written = picture_markdown(Element(picture.span, "img", titled))
            href = next((one.get("href") for one in self._layers.marks_in(picture.span) if one.tag == "a"), "")
            yield f"[{written}]({written_address(href)})" if href else written
            return
        lost = [at for at in range(*_bounds(node.block.span)) if at in self._rules and self._rules[at].tag == COMMENT]
        if lost and not pictures and not others:
            words = " – ".join(filter(None, (self._rules[lost[0]].get("words"), caption)))
            yield comment_markdown(words)
            return
        yield from self.blocks(node.inside, node.block.span)


_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def _bounds(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _is_of_terms(node: _Node) -> bool:
    """Whether each term of a list has a meaning, and each meaning a term: else Markdown has no such list."""
    tags = [one.block.tag for one in node.inside]
    pairs = zip(tags, [*tags[1:], ""], strict=True)
    return tags[:1] == ["dt"] and all(tag == "dd" or (tag == "dt" and after == "dd") for tag, after in pairs)


def _rows_of(node: _Node) -> Iterator[_Node]:
    for one in node.inside:
        if one.block.tag == "tr":
            yield one
        elif one.block.tag in ("thead", "tbody", "tfoot"):
            yield from _rows_of(one)


def _language_of(node: _Node) -> str:
    """The language of a block of code, as its class tells it."""
    named = next((one.block.get("class") or "" for one in node.inside if one.block.tag == "code"), "")
    return named.removeprefix("language-") if re.fullmatch(r"language-[\w+#.-]+", named) else ""


def _fenced(code: str, language: str) -> str:
    longest = max((len(run) for run in re.findall(r"`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{code.rstrip(chr(10))}\n{fence}"


def _prefixed(block: str, prefix: str) -> str:
    """Every line with a prefix; of an empty line without the spaces at its end."""
    return "\n".join((prefix + line).rstrip() for line in block.split("\n"))
