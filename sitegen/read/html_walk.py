"""The main part of a saved page written as one text with the elements over it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeGuard
from urllib.parse import urljoin

from sitegen.read.figures import write_figure
from sitegen.read.flatten import Attributes, Flattener
from sitegen.read.html_authors import byline_names
from sitegen.read.html_furniture import Furniture
from sitegen.read.html_leaves import HEADINGS, is_block
from sitegen.read.html_lists import LISTS, is_of_terms, items_of
from sitegen.read.html_pictures import caption_of, local_picture, name_of, shown_in
from sitegen.read.html_tables import fill_spans, mend_sections, strays_in

if TYPE_CHECKING:
    from bs4 import Tag
    from bs4.element import PageElement

_CELLS = frozenset({"td", "th"})
_ROWS = frozenset({"table", "thead", "tbody", "tfoot"})
_PARENTS = {
    "li": LISTS,
    "dt": frozenset({"dl"}),
    "dd": frozenset({"dl"}),
    "tr": _ROWS,
    **dict.fromkeys(_CELLS, frozenset({"tr"})),
    **dict.fromkeys(("thead", "tbody", "tfoot"), frozenset({"table"})),
}
"""Blocks that stand only inside certain others; elsewhere they are as good as a <div>."""

_KEPT_BLOCKS = frozenset({"ul", "ol", "dl", "blockquote", "table", *_PARENTS})
_PART_OF_OTHERS = _CELLS | {"blockquote", "dt", "dd"}
"""Blocks whose words go with those around them: a day in a table is not that of the article."""
_MARKS = frozenset({"em", "i", "strong", "b", "s", "del", "ins", "code", "sub", "sup", "cite"})
_SPACE = re.compile(r"[ \t\n\r\f]+")


class Walk:
    """One walk through the main part of a page, writing the body."""

    def __init__(self, furniture: Furniture, address: str, shown_apart: frozenset[str]) -> None:
        self.flat = Flattener()
        self.left_out: list[str] = []
        """The names of pictures and videos of the article that do not lie beside the page."""
        self._furniture = furniture
        self._address = address
        self._shown_apart = shown_apart
        self._around_blocks = _around_blocks(furniture.main)
        self._marks: list[str] = []
        self._leaf = ""
        self._fresh = True
        self._space = False
        self._breaks = 0
        self._written: set[int] = set()

    def blocks(self, parent: Tag, leaf: str, inside: str) -> None:
        """Write what stands in `parent`. Words of its own go into leaves `leaf`; `inside` is the block around them."""
        self._nodes(parent.children, leaf, inside)

    def _nodes(self, nodes: Iterable[PageElement], leaf: str, inside: str) -> None:
        run: list[PageElement] = []
        for child in nodes:
            if id(child) in self._written:
                continue
            if not self._is_block(child):
                run.append(child)
                continue
            self._write_leaf(leaf, run, inside)
            run = []
            captions = self._furniture.captions_in(child)
            if captions is not None:
                self._write_pictures(child, captions)
            elif not self._furniture.holds(child):
                self._block(child, leaf, inside)
        self._write_leaf(leaf, run, inside)

    def _is_block(self, node: PageElement) -> TypeGuard[Tag]:
        from bs4 import Tag

        return isinstance(node, Tag) and (is_block(node) or id(node) in self._around_blocks)

    def _block(self, tag: Tag, leaf: str, inside: str) -> None:
        if tag.name in HEADINGS:
            self._write_leaf("p" if inside == "th" else tag.name, list(tag.children), inside)
        elif tag.name == "dt" and inside == "dl":
            self._write_leaf("dt", list(tag.children), "dt")
        elif tag.name == "pre":
            self._write_pre(tag)
        elif tag.name == "p" and id(tag) not in self._around_blocks:
            self._write_leaf("p", list(tag.children), inside)
        elif tag.name == "footer" and inside == "blockquote":
            self._write_leaf("footer", list(tag.children), "blockquote")
        elif tag.name == "figure" and inside != "blockquote" and self._has_words(tag.find_all("blockquote")):
            self._write_signed(tag)
        elif tag.name in _KEPT_BLOCKS and inside in _PARENTS.get(tag.name, {inside}):
            self._write_kept(tag, leaf, inside)
        else:
            self.blocks(tag, leaf, inside)

    def _write_kept(self, tag: Tag, leaf: str, inside: str) -> None:
        if tag.name == "table":
            self._before_table(tag, leaf, inside)
            fill_spans(tag)
            mend_sections(tag, lambda part: self._shows((part,)))
        if tag.name not in _CELLS and not self._shows((tag,)):
            return
        if tag.name == "dl" and not is_of_terms(tag, lambda node: self._shows((node,))):
            self.blocks(tag, leaf or "p", inside)
            return
        self.flat.open_block(tag.name)
        if tag.name in LISTS:
            for item in items_of(tag):
                self._write_item(item)
        else:
            self.blocks(tag, "p" if tag.name == "blockquote" else "", tag.name)
        self.flat.close_block()

    def _write_item(self, nodes: list[PageElement]) -> None:
        if self._shows(nodes):
            self.flat.open_block("li")
            self._nodes(nodes, "", "li")
            self.flat.close_block()

    def _shows(self, nodes: Iterable[PageElement]) -> bool:
        """Whether words of the article stand in `nodes`, or pictures that lie beside the page."""
        from bs4 import Tag

        nodes, holds = tuple(nodes), self._furniture.holds
        if self._has_words(nodes):
            return True
        tags = (node for node in nodes if isinstance(node, Tag) and (node.name == "figure" or not holds(node)))
        return any(local_picture(one) for tag in tags for one in shown_in(tag, holds))

    def _before_table(self, table: Tag, leaf: str, inside: str) -> None:
        for strays in strays_in(table):
            self._nodes(strays, leaf or "p", inside)
            self._written.update(map(id, strays))

    def _write_signed(self, figure: Tag) -> None:
        """Write a figure around a block quotation as that block, and its caption as the footer that signs it."""
        self.flat.open_block("blockquote")
        for tag in figure.find_all(("blockquote", "figcaption")):
            if tag.name == "figcaption":
                self._write_leaf("footer", list(tag.children), "blockquote")
            elif tag.find_parent("blockquote") is None:
                self.blocks(tag, "p", "blockquote")
        self.flat.close_block()

    def _write_pre(self, tag: Tag) -> None:
        from bs4.element import NavigableString

        from sitegen.read.html_soup import lines_of

        code = lines_of(tag)
        if self._furniture.is_most(tag):
            for paragraph in code.split("\n\n"):
                self._write_leaf("p", [NavigableString(paragraph)])
        elif code.strip():
            self.flat.open_block("pre")
            self.flat.write(code.strip("\n"))
            self.flat.close_block()

    def _write_pictures(self, box: Tag, captions: list[Tag]) -> None:
        """Write a box of pictures as a figure with its caption, if any of them lies beside the page."""
        kept = self._kept_pictures((box,))
        if kept:
            write_figure(self.flat, lambda: self._write_atoms(kept), caption_of(box, captions))

    def _kept_pictures(self, nodes: Iterable[PageElement]) -> list[Attributes]:
        """The pictures in `nodes` that lie beside the page; what else is shown there is put among what is left out."""
        from bs4 import Tag

        shown = [one for node in nodes if isinstance(node, Tag) for one in shown_in(node, self._furniture.holds)]
        kept = [local_picture(one) for one in shown]
        self.left_out += [name_of(one) for one, attrs in zip(shown, kept, strict=True) if not attrs]
        return [attrs for attrs in kept if attrs]

    def _write_atoms(self, pictures: Iterable[Attributes]) -> None:
        for attrs in pictures:
            self.flat.write_atom("img", attrs)

    def _write_leaf(self, tag: str, nodes: Iterable[PageElement], inside: str = "") -> None:
        """Write a leaf block, unless it holds no words and no pictures, or only what is shown apart."""
        nodes = tuple(nodes)
        line = self._line_of(nodes)
        if inside not in _PART_OF_OTHERS and line and self._is_shown_apart(line):
            return
        pictures = self._kept_pictures(nodes)
        if not line and not pictures:
            return
        self._leaf, self._fresh, self._space, self._breaks = tag, True, False, 0
        self.flat.open_block(tag)
        if line:
            for node in nodes:
                self._inline(node)
        else:
            self._write_atoms(pictures)
        self.flat.close_block()

    def _is_shown_apart(self, line: str) -> bool:
        return line.lower() in self._shown_apart or (not self.flat.length and bool(byline_names(line)))

    def _line_of(self, nodes: Iterable[PageElement]) -> str:
        return " ".join("".join(self._strings(nodes)).split())

    def _has_words(self, nodes: Iterable[PageElement]) -> bool:
        return any(string.strip() for string in self._strings(nodes))

    def _strings(self, nodes: Iterable[PageElement]) -> Iterable[str]:
        """The words in `nodes` that are the article's, in order."""
        from bs4.element import NavigableString, Tag

        waiting = list(nodes)[::-1]
        while waiting:
            node = waiting.pop()
            if isinstance(node, Tag):
                if not self._furniture.holds(node):
                    waiting.extend(reversed(node.contents))
                    waiting.extend([NavigableString(" ")] * (node.name == "br" or is_block(node)))
            elif type(node) is NavigableString and not self._furniture.holds(node):
                yield str(node)

    def _inline(self, node: PageElement) -> None:
        from bs4.element import NavigableString, Tag

        if type(node) is NavigableString:
            if not self._furniture.holds(node):
                self._write(str(node))
        elif isinstance(node, Tag) and node.name == "br":
            self._breaks += 1
        elif isinstance(node, Tag) and node.name == "img" and (attrs := local_picture(node)):
            self._before_words()
            self.flat.write_atom("img", attrs)
            self._fresh = False
        elif isinstance(node, Tag) and not self._furniture.holds(node):
            self._space = self._space or is_block(node)
            mark = self._mark_of(node)
            if node.name == "q" and self._has_words((node,)):
                self._write_quoted(node)
            elif mark is None or not self._has_words((node,)):
                self._inlines(node)
            else:
                self._write_mark(node, *mark)
            self._space = self._space or is_block(node)

    def _write_quoted(self, tag: Tag) -> None:
        """Write the marks that browsers draw around an element, so that they can be read and copied."""
        self._write("“")
        self._inlines(tag)
        self._space = False
        self._write("”")

    def _inlines(self, tag: Tag) -> None:
        for child in tag.children:
            self._inline(child)

    def _write_mark(self, node: Tag, tag: str, attrs: Attributes) -> None:
        self._before_words()
        self._marks.append(tag)
        self.flat.open_mark(tag, attrs)
        self._inlines(node)
        self.flat.close_mark()
        self._marks.pop()

    def _mark_of(self, tag: Tag) -> tuple[str, Attributes] | None:
        """Name and attributes of the mark that an inline element makes, or None."""
        if tag.name in _MARKS:
            return tag.name, ()
        if tag.name != "a" or "a" in self._marks:
            return None
        try:
            href = urljoin(self._address, str(tag.get("href", "")).strip())
        except ValueError:
            return None
        return ("a", (("href", href),)) if re.match(r"(?:https?://|mailto:)[^\s<>\"]+$", href, re.IGNORECASE) else None

    def _write(self, text: str) -> None:
        """Write words with every run of white space as one space, and none at the ends of the leaf."""
        words = _SPACE.sub(" ", text)
        self._space = self._space or words.startswith(" ")
        if words.strip(" "):
            self._before_words()
            self.flat.write(words.strip(" "))
            self._space, self._fresh = words.endswith(" "), False

    def _before_words(self) -> None:
        """Write the break or the space that is due before the next words."""
        if not self._fresh and (self._breaks or self._space):
            self._fresh = True
            if not self._breaks:
                self.flat.write(" ")
            elif self._breaks > 1 and self._leaf == "p" and not self._marks:
                self.flat.close_block()
                self.flat.open_block("p")
            else:
                self.flat.write_atom("br")
                self.flat.write("\n")
        self._space, self._breaks = False, 0


def _around_blocks(main: Tag) -> frozenset[int]:
    """The identities of all elements in `main` that hold a block."""
    found: set[int] = set()
    for block in main.find_all(is_block):
        for around in block.parents:
            if id(around) in found or around is main:
                break
            found.add(id(around))
    return frozenset(found)
