"""A piece of HTML that is an article's text and nothing else, as feeds, exports and converters have it: all is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeGuard, cast
from urllib.parse import unquote

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.read.draft import Body
from sitegen.read.html_fragment_words import (
    BLOCKS,
    COMMENT,
    DROPPED,
    HEADINGS,
    KEPT,
    PLAYED,
    SHOWN,
    Place,
    Words,
    holds,
)
from sitegen.read.html_lists import LISTS, items_of
from sitegen.read.html_source import split_source
from sitegen.read.html_tables import fill_spans, strays_in
from sitegen.text.values import value

if TYPE_CHECKING:
    from bs4 import Tag
    from bs4.element import NavigableString, PageElement

_TOO_MUCH = frozenset({"table", "pre", "blockquote", "ul", "ol"})
"""What stands in no caption."""
_NOT_DRAWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)


@value
class Fragment:
    """The body of a piece of HTML, and what was left out of it, in words."""

    body: Body
    left_out: tuple[str, ...]


def read_fragment(html: str, path: str, base: str, place: Place) -> Fragment:
    """The body of a piece of HTML; links are resolved against the address `base`, which may be empty.

    Raises SitegenError: SG302 when it is too large, SG331 when it cannot be parsed in a reasonable time.
    """
    page, _ = split_source(html, path)
    from sitegen.read.html_soup import Soup, TooDeepError

    try:
        soup = Soup(page)
        walk = _Walk(base, place, _notes_in(soup))
        walk.blocks(soup, "p")
        return Fragment(walk.flat.body(), tuple(dict.fromkeys((*walk.left_out, *_hidden_in(soup, page)))))
    except (TooDeepError, RecursionError) as error:
        raise SitegenError(Diagnostic(path, "elements are nested too deep", "SG331")) from error


def _hidden_in(soup: Tag, page: str) -> Iterator[str]:
    """The words that are not drawn until a reader asks for them, if at all, and that stand in the body all the same."""
    for tag in soup.find_all(_is_hidden) if "hidden" in page or "display" in page else ():
        words = " ".join(tag.get_text(" ").split())
        if words and tag.find_parent(_is_hidden) is None:
            yield f"hidden words, shown now: {words[:80]}"


def _is_hidden(tag: Tag) -> bool:
    return tag.has_attr("hidden") or _NOT_DRAWN.search(str(tag.get("style", ""))) is not None


class _Walk(Words):
    """One walk through a piece of HTML, writing the body."""

    def __init__(self, base: str, place: Place, notes: Mapping[str, int]) -> None:
        super().__init__(base, place, notes)
        self._holding: dict[int, bool] = {}
        self._written: set[int] = set()

    def blocks(self, parent: Tag, leaf: str) -> None:
        """Write what stands in `parent`; words of its own go into leaves `leaf`."""
        self._nodes(parent.children, leaf)

    def _nodes(self, nodes: Iterable[PageElement], leaf: str) -> None:
        run: list[PageElement] = []
        for child in nodes:
            if id(child) in self._written:
                continue
            if not self._is_block(child):
                run.append(child)
                continue
            self._leaf(leaf, run)
            run = []
            self._block(child, leaf)
        self._leaf(leaf, run)

    def _is_block(self, node: PageElement) -> TypeGuard[Tag]:
        name = getattr(node, "name", None)
        return (
            name is not None
            and name not in DROPPED | PLAYED
            and (name in BLOCKS or self._holds_blocks(cast("Tag", node)))
        )

    def _holds_blocks(self, tag: Tag) -> bool:
        """Whether a block stands anywhere in the element."""
        known = self._holding.get(id(tag))
        if known is None:
            known = self._holding[id(tag)] = holds(tag, BLOCKS)
        return known

    def _block(self, tag: Tag, leaf: str) -> None:
        name = tag.name
        if name in HEADINGS or name == "dt":
            self._leaf(name, list(tag.children))
        elif name in ("td", "th"):
            self._cell(tag)
        elif name == "pre":
            self._pre(tag)
        elif name == "hr" and "footnotes-sep" in tag.get_attribute_list("class"):
            return  # Markdown draws its own
        elif name == "hr":
            self.flat.write_block_atom("hr")
        elif name == "figure":
            self._figure(tag)
        elif name == "li" and str(tag.get("id", "")) in self.notes:
            self.flat.open_block("note", (("number", str(self.notes[str(tag["id"])])),))
            self.blocks(tag, "p")
            self.flat.close_block()
        elif name == "ol" and any(str(one.get("id", "")) in self.notes for one in tag.find_all("li", recursive=False)):
            self.blocks(tag, "p")
        elif name in KEPT:
            if name == "table":
                self._before_table(tag, leaf)
                fill_spans(tag)
            if self._has_content(tag):
                start = str(tag.get("start", "")) if name == "ol" else ""
                self.flat.open_block(name, (("start", start),) if start.isdecimal() and len(start) < 9 else ())
                if name in LISTS:
                    self._items(tag)
                else:
                    self.blocks(tag, "p" if name == "blockquote" else "")
                self.flat.close_block()
        else:
            self.blocks(tag, leaf or ("p" if name == "p" else ""))

    def _items(self, tag: Tag) -> None:
        for item in items_of(tag):
            if any(map(_says_something, item)):
                at = int(getattr(item[0], "name", None) == "li")
                self.flat.open_block("li")
                for one in item[:at]:
                    self.blocks(cast("Tag", one), "")
                self._nodes(item[at:], "")
                self.flat.close_block()

    def _before_table(self, table: Tag, leaf: str) -> None:
        for strays in strays_in(table):
            self._nodes(strays, leaf or "p")
            self._written.update(map(id, strays))

    def _has_content(self, tag: Tag) -> bool:
        return bool(tag.get_text(strip=True)) or holds(tag, SHOWN)

    def _pre(self, tag: Tag) -> None:
        from sitegen.read.html_soup import lines_of

        words = lines_of(tag)
        if words.strip():
            code = tag.find("code")
            classes = code.get_attribute_list("class") if code is not None else []
            language = [("class", str(one)) for one in classes if str(one).startswith("language-")][:1]
            self.flat.open_block("pre")
            self.flat.open_block("code", tuple(language))
            self.flat.write(words.strip("\n"))
            self.flat.close_block()
            self.flat.close_block()

    def _figure(self, tag: Tag) -> None:
        """A picture with its caption; whatever else stands in a figure as the blocks that it is."""
        pictures = [one for one in tag.find_all("img") if one.find_parent("noscript") is None]
        if len(pictures) != 1 or holds(tag, _TOO_MUCH):
            self.blocks(tag, "p")
            return
        caption = " ".join(_legend_of(tag))
        attrs = self.picture(pictures[0], caption)
        if attrs is None:
            self.flat.write_block_atom(COMMENT, (("words", self.left_out[-1]),))
            return
        self.flat.open_block("figure")
        self.flat.open_block("")
        self.flat.write_atom("img", attrs)
        self.flat.close_block()
        if caption:
            self.flat.open_block("figcaption")
            self.flat.write(caption)
            self.flat.close_block()
        self.flat.close_block()

    def _cell(self, tag: Tag) -> None:
        """A cell as one leaf: blocks in it follow each other on its line."""
        self.flat.open_block(tag.name)
        self.write(tag.children)
        self.flat.close_block()

    def _leaf(self, tag: str, nodes: Iterable[PageElement]) -> None:
        """Write a leaf, in paragraphs where two line breaks follow each other."""
        for part in _parts_of(list(nodes)) if tag == "p" else (list(nodes),):
            if any(map(_says_something, part)):
                self.flat.open_block(tag)
                self.write(part)
                self.flat.close_block()


def _legend_of(figure: Tag) -> Iterator[str]:
    """The words of a figure with one picture: those of its caption, then those that stand beside it."""
    beside = [node for node in _words_in(figure) if node.find_parent("figcaption") is None]
    captions = [words for one in figure.find_all("figcaption") for words in _words_in(one)]
    yield from " ".join([*captions, *beside]).split()


def _words_in(tag: Tag) -> Iterator[NavigableString]:
    """The strings of an element that are shown."""
    from bs4.element import NavigableString, Tag

    for child in tag.children:
        if isinstance(child, Tag):
            if child.name not in DROPPED | PLAYED:
                yield from _words_in(child)
        elif type(child) is NavigableString:
            yield child


def _says_something(node: PageElement) -> bool:
    """Whether a node has words, or shows something without."""
    from bs4.element import NavigableString, Tag

    if isinstance(node, Tag):
        return node.name not in DROPPED and (node.name in SHOWN or any(map(_says_something, node.children)))
    return type(node) is NavigableString and bool(node.strip())


def _notes_in(soup: Tag) -> dict[str, int]:
    """The ids of items of numbered lists to which a reference leads that is outside of them, each with its number."""
    items = {str(item["id"]) for item in soup.find_all("li", id=True) if item.parent and item.parent.name == "ol"}
    led_to = (
        unquote(str(link["href"])[1:])
        for link in soup.find_all("a", href=re.compile(r"\A#."))
        if not any(str(around.get("id", "")) in items for around in link.find_parents("li"))
    )
    return {name: number for number, name in enumerate(dict.fromkeys(one for one in led_to if one in items), 1)}


def _parts_of(nodes: list[PageElement]) -> Iterator[list[PageElement]]:
    """The nodes, cut where two line breaks or more follow each other."""
    part: list[PageElement] = []
    breaks: list[PageElement] = []
    for node in nodes:
        if getattr(node, "name", None) == "br" or (breaks and isinstance(node, str) and not node.strip()):
            breaks.append(node)
        else:
            if sum(getattr(one, "name", None) == "br" for one in breaks) > 1:
                yield part
                part = []
            else:
                part.extend(breaks)
            breaks = []
            part.append(node)
    yield part
