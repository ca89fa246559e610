"""A piece of HTML that is an article's text and nothing else, as feeds, exports and converters have it: all is kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.read.draft import Body
from sitegen.read.flatten import Attributes, Flattener
from sitegen.read.html_source import split_source
from sitegen.read.targets import scheme_of

if TYPE_CHECKING:
    from bs4 import Tag
    from bs4.element import PageElement

COMMENT = "comment"
"""The tag of an atom that stands for what was left out; its attribute `words` says what that was."""
NOTE = "note"
"""The tag of an atom that refers to a note; its attribute `number` says which."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_KEPT = frozenset(
    {"ul", "ol", "li", "dl", "dt", "dd", "blockquote", "table", "thead", "tbody", "tfoot", "tr", "td", "th"}
)
_AROUND = frozenset(
    {"p", "div", "section", "article", "main", "body", "html", "center", "details", "summary", "header"}
)
_MORE_AROUND = frozenset({"footer", "aside", "nav", "address", "hgroup", "fieldset", "form", "figcaption"})
_BLOCKS = _HEADINGS | _KEPT | _AROUND | _MORE_AROUND | {"pre", "hr", "figure"}
_MARKS = {
    **{tag: tag for tag in ("em", "strong", "s", "del", "code", "sub", "sup", "ins")},
    "i": "em",
    "b": "strong",
    "strike": "del",
    "cite": "em",
    "kbd": "code",
    "tt": "code",
    "samp": "code",
}
_DROPPED = frozenset(
    {"script", "style", "template", "noscript", "head", "title", "meta", "link", "select", "button", "input"}
)
_PLAYED = frozenset({"iframe", "video", "audio", "embed", "object", "canvas", "svg", "math"})
_IMG = frozenset({"img"})
_SHOWN = _PLAYED | _IMG
_TOO_MUCH = frozenset({"table", "pre", "blockquote", "ul", "ol"})
"""What stands in no caption."""
_SPACE = re.compile(r"[ \t\n\r\f]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class FoundPicture:
    """A picture in a piece of HTML: its address as written, its words, its caption."""

    address: str
    alternative: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Fragment:
    """The body of a piece of HTML, and what was left out of it, in words."""

    body: Body
    left_out: tuple[str, ...]


Place = Callable[[FoundPicture], str]
"""Gives the path that is written for a picture; empty for one that is left out."""


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
        return Fragment(walk.flat.body(), tuple(dict.fromkeys(walk.left_out)))
    except (TooDeepError, RecursionError) as error:
        raise SitegenError(Diagnostic(path, "elements are nested too deep", "SG331")) from error


class _Walk:
    """One walk through a piece of HTML, writing the body."""

    def __init__(self, base: str, place: Place, notes: Mapping[str, int]) -> None:
        self.flat = Flattener()
        self.left_out: list[str] = []
        self._base = base
        self._place = place
        self._notes = notes
        """The numbers of the notes, by their ids."""
        self._holding: dict[int, bool] = {}
        self._signs: list[str] = []
        self._space = False
        self._fresh = True
        self._breaks = 0

    def blocks(self, parent: Tag, leaf: str) -> None:
        """Write what stands in `parent`; words of its own go into leaves `leaf`."""
        run: list[PageElement] = []
        for child in parent.children:
            if not self._is_block(child):
                run.append(child)
                continue
            self._leaf(leaf, run)
            run = []
            self._block(child, leaf)  # type: ignore[arg-type]
        self._leaf(leaf, run)

    def _is_block(self, node: PageElement) -> bool:
        name = getattr(node, "name", None)
        return name is not None and name not in _DROPPED | _PLAYED and (name in _BLOCKS or self._holds_blocks(node))  # type: ignore[arg-type]

    def _holds_blocks(self, tag: Tag) -> bool:
        """Whether a block stands anywhere in the element."""
        known = self._holding.get(id(tag))
        if known is None:
            known = self._holding[id(tag)] = _holds(tag, _BLOCKS)
        return known

    def _block(self, tag: Tag, leaf: str) -> None:
        name = tag.name
        if name in _HEADINGS or name == "dt":
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
        elif name == "li" and str(tag.get("id", "")) in self._notes:
            self.flat.open_block("note", (("number", str(self._notes[str(tag["id"])])),))
            self.blocks(tag, "p")
            self.flat.close_block()
        elif name == "ol" and any(str(one.get("id", "")) in self._notes for one in tag.find_all("li", recursive=False)):
            self.blocks(tag, "p")
        elif name in _KEPT:
            if self._has_content(tag):
                start = str(tag.get("start", "")) if name == "ol" else ""
                self.flat.open_block(name, (("start", start),) if start.isdecimal() and len(start) < 9 else ())
                self.blocks(tag, "p" if name == "blockquote" else "")
                self.flat.close_block()
        else:
            self.blocks(tag, leaf or ("p" if name == "p" else ""))

    def _has_content(self, tag: Tag) -> bool:
        return bool(tag.get_text(strip=True)) or _holds(tag, _SHOWN)

    def _pre(self, tag: Tag) -> None:
        words = tag.get_text()
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
        if len(pictures) != 1 or _holds(tag, _TOO_MUCH):
            self.blocks(tag, "p")
            return
        caption = " ".join(" ".join(one.get_text(" ").split()) for one in tag.find_all("figcaption"))
        attrs = self._picture(pictures[0], caption)
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
        self._begin_leaf()
        self.flat.open_block(tag.name)
        for child in tag.children:
            self._inline(child)
        self.flat.close_block()

    def _leaf(self, tag: str, nodes: Iterable[PageElement]) -> None:
        """Write a leaf, in paragraphs where two line breaks follow each other."""
        for part in _parts_of(list(nodes)) if tag == "p" else (list(nodes),):
            if any(map(self._says_something, part)):
                self._begin_leaf()
                self.flat.open_block(tag)
                for node in part:
                    self._inline(node)
                self.flat.close_block()

    def _says_something(self, node: PageElement) -> bool:
        from bs4.element import NavigableString, Tag

        if isinstance(node, Tag):
            return node.name not in _DROPPED and (
                node.name in _PLAYED or node.name == "img" or any(map(self._says_something, node.children))
            )
        return type(node) is NavigableString and bool(node.strip())

    def _begin_leaf(self) -> None:
        self._space, self._fresh, self._breaks = False, True, 0

    def _inline(self, node: PageElement) -> None:
        from bs4.element import NavigableString, Tag

        if type(node) is NavigableString:
            self._write(_INVISIBLE.sub("", str(node)))
        elif not isinstance(node, Tag) or node.name in _DROPPED:
            return
        elif node.name == "br":
            self._breaks += 1
        elif node.name == "img":
            self._draw(node)
        elif node.name in _PLAYED:
            self._leave_out(node)
        elif node.name == "a" and str(node.get("href", ""))[:1] == "#":
            self._inside_page(node)
        elif node.name == "q":
            self._write("“")
            self._inlines(node)
            self._write("”")
        else:
            self._marked(node)

    def _inlines(self, tag: Tag) -> None:
        for child in tag.children:
            self._inline(child)

    def _inside_page(self, tag: Tag) -> None:
        """A link inside the page: a reference to a note, the way back from one, or words that lead nowhere now."""
        number = self._notes.get(unquote(str(tag["href"])[1:]))
        inside = tag.find_parent("li")
        if number is not None:
            self._before_words()
            self.flat.write_atom(NOTE, (("number", str(number)),))
            self._fresh = False
        elif inside is None or str(inside.get("id", "")) not in self._notes:
            self._inlines(tag)

    def _marked(self, tag: Tag) -> None:
        mark = self._mark_of(tag) if tag.get_text(strip=True) or _holds(tag, _IMG) else None
        if tag.name in _BLOCKS:
            self._space = True
        if mark is None:
            self._inlines(tag)
        else:
            self._before_words()
            self._signs.append(mark[0])
            self.flat.open_mark(*mark)
            self._inlines(tag)
            self.flat.close_mark()
            self._signs.pop()
        if tag.name in _BLOCKS:
            self._space = True

    def _mark_of(self, tag: Tag) -> tuple[str, Attributes] | None:
        name = _MARKS.get(tag.name)
        if name is not None:
            is_plain = re.search(r"font-weight:\s*(?:normal|400)", str(tag.get("style", ""))) and name == "strong"
            return None if is_plain or name in self._signs else (name, ())
        if tag.name != "a" or "a" in self._signs:
            return None
        written = str(tag.get("href", "")).strip()
        if not written or written.startswith("#"):
            return None
        try:
            href = urljoin(self._base, written)
        except ValueError:
            href = ""
        if scheme_of(href) in ("http", "https", "mailto"):
            return "a", (("href", href),)
        self.left_out.append(f"a link to {written[:200]}")
        return None

    def _draw(self, tag: Tag) -> None:
        attrs = self._picture(tag, "")
        self._before_words()
        if attrs is None:
            self.flat.write_atom(COMMENT, (("words", self.left_out[-1]),))
        else:
            self.flat.write_atom("img", attrs)
        self._fresh = False

    def _picture(self, tag: Tag, caption: str) -> Attributes | None:
        """What a picture is written with; None for one that is left out, which is noted."""
        alternative = " ".join(str(tag.get("alt", "")).split())
        address = _address_of(tag)
        found = FoundPicture(address, alternative, caption)
        written = self._place(found)
        if written:
            return ("src", written), ("alt", alternative)
        words = " – ".join(filter(None, (alternative, caption)))
        self.left_out.append(f"picture {address[:500]}" + (f" ({words})" if words else ""))
        return None

    def _leave_out(self, tag: Tag) -> None:
        source = tag.get("src") or tag.get("data") or next((one.get("src") for one in tag.find_all("source")), "")
        self.left_out.append(f"{tag.name} {str(source)[:500]}".strip())
        self._before_words()
        self.flat.write_atom(COMMENT, (("words", self.left_out[-1]),))
        self._fresh = False

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
        if not self._fresh and self._breaks:
            self.flat.write_atom("br")
            self.flat.write("\n")
            self._fresh = True
        elif not self._fresh and self._space:
            self.flat.write(" ")
            self._fresh = True
        self._space, self._breaks = False, 0


def _holds(tag: Tag, names: frozenset[str]) -> bool:
    """Whether an element with one of these names stands anywhere in another: the library’s own search is ten times as
    slow."""
    return any(getattr(one, "name", None) in names for one in tag.descendants)


def _notes_in(soup: Tag) -> dict[str, int]:
    """The ids of items of numbered lists to which a reference leads that is outside of them, each with its number."""
    items = {str(item["id"]) for item in soup.find_all("li", id=True) if item.parent and item.parent.name == "ol"}
    led_to = (
        unquote(str(link["href"])[1:])
        for link in soup.find_all("a", href=re.compile(r"\A#."))
        if not any(str(around.get("id", "")) in items for around in link.find_parents("li"))
    )
    return {name: number for number, name in enumerate(dict.fromkeys(one for one in led_to if one in items), 1)}


def _address_of(tag: Tag) -> str:
    """Where a picture is: what a page loads late stands in another attribute than `src`."""
    names = ("src", "data-src", "data-lazy-src", "data-original")
    found = (str(tag.get(name, "")).strip() for name in names)
    kept = [one for one in found if one]
    return next((one for one in kept if not one.startswith("data:")), kept[0][:60] if kept else "")


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
