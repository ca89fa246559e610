"""The words of a piece of HTML, written into leaves: emphasis, links, notes, pictures, and what stands for the lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

from sitegen.read.flatten import Attributes, Flattener
from sitegen.read.targets import scheme_of
from sitegen.text.values import value

if TYPE_CHECKING:
    from bs4 import Tag
    from bs4.element import PageElement

COMMENT = "comment"
"""The tag of an atom that stands for what was left out; its attribute `words` says what that was."""
NOTE = "note"
"""The tag of an atom that refers to a note; its attribute `number` says which."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
KEPT = frozenset(
    {"ul", "ol", "li", "dl", "dt", "dd", "blockquote", "table", "thead", "tbody", "tfoot", "tr", "td", "th"}
)
_AROUND = frozenset(
    {"p", "div", "section", "article", "main", "body", "html", "center", "details", "summary", "header"}
)
_MORE_AROUND = frozenset({"footer", "aside", "nav", "address", "hgroup", "fieldset", "form", "figcaption"})
BLOCKS = HEADINGS | KEPT | _AROUND | _MORE_AROUND | {"pre", "hr", "figure"}
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
DROPPED = frozenset(
    {"script", "style", "template", "noscript", "head", "title", "meta", "link", "select", "button", "input"}
)
PLAYED = frozenset({"iframe", "video", "audio", "embed", "object", "canvas", "svg", "math"})
_IMG = frozenset({"img"})
SHOWN = PLAYED | _IMG
"""What shows something without words."""
_SPACE = re.compile(r"[ \t\n\r\f]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")


@value
class FoundPicture:
    """A picture in a piece of HTML: its address as written, its words, its caption."""

    address: str
    alternative: str
    caption: str = ""


Place = Callable[[FoundPicture], str]
"""Gives the path that is written for a picture; empty for one that is left out."""


class Words:
    """Writes the words of one piece of HTML, leaf by leaf, and gathers what is left out."""

    def __init__(self, base: str, place: Place, notes: Mapping[str, int]) -> None:
        self.flat = Flattener()
        self.left_out: list[str] = []
        self.notes = notes
        """The numbers of the notes, by their ids."""
        self._base = base
        self._place = place
        self._signs: list[str] = []
        self._space = False
        self._fresh = True
        self._breaks = 0

    def write(self, nodes: Iterable[PageElement]) -> None:
        """Write nodes into a leaf that has begun."""
        self._space, self._fresh, self._breaks = False, True, 0
        for node in nodes:
            self._inline(node)

    def _inline(self, node: PageElement) -> None:
        from bs4.element import NavigableString, Tag

        if type(node) is NavigableString:
            self._write(_INVISIBLE.sub("", str(node)))
        elif isinstance(node, Tag) and node.name == "input" and _begins_item(node):
            ticked = (("checked", ""),) if node.has_attr("checked") else ()
            self._before_words()
            self.flat.write_atom("input", (("type", "checkbox"), *ticked, ("disabled", "")))
            self._fresh = False
        elif not isinstance(node, Tag) or node.name in DROPPED:
            return
        elif node.name == "br":
            self._breaks += 1
        elif node.name == "img":
            self._draw(node)
        elif node.name in PLAYED:
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
        number = self.notes.get(unquote(str(tag["href"])[1:]))
        inside = tag.find_parent("li")
        if number is not None:
            self._before_words()
            self.flat.write_atom(NOTE, (("number", str(number)),))
            self._fresh = False
        elif inside is None or str(inside.get("id", "")) not in self.notes:
            self._inlines(tag)

    def _marked(self, tag: Tag) -> None:
        mark = self._mark_of(tag) if tag.get_text(strip=True) or holds(tag, _IMG) else None
        if tag.name in BLOCKS:
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
        if tag.name in BLOCKS:
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
        attrs = self.picture(tag, "")
        self._before_words()
        if attrs is None:
            self.flat.write_atom(COMMENT, (("words", self.left_out[-1]),))
        else:
            self.flat.write_atom("img", attrs)
        self._fresh = False

    def picture(self, tag: Tag, caption: str) -> Attributes | None:
        """What a picture is written with; None for one that is left out, which is noted."""
        alternative = " ".join(str(tag.get("alt", "")).split())
        address = _address_of(tag)
        found = FoundPicture(address, alternative, caption)
        written = self._place(found)
        if written:
            return ("src", written), ("alt", alternative)
        words = " – ".join(filter(None, (alternative, caption)))
        shown = address[: 60 if address.startswith("data:") else 500]
        self.left_out.append(f"picture {shown}" + (f" ({words})" if words else ""))
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


def _begins_item(box: Tag) -> bool:
    """Whether an element is the box that stands before an item of a list of tasks."""
    if str(box.get("type", "")).lower() != "checkbox" or box.find_parent("li") is None:
        return False
    words = box.find_previous(string=lambda found: bool(found and found.strip()))
    return words is None or words.find_parent("li") is not box.find_parent("li")


def holds(tag: Tag, names: frozenset[str]) -> bool:
    """Whether an element with one of these names stands anywhere in another: the library’s own search is ten times as
    slow."""
    return any(getattr(one, "name", None) in names for one in tag.descendants)


def _address_of(tag: Tag) -> str:
    """Where a picture is: what a page loads late stands in another attribute than `src`."""
    names = ("src", "data-src", "data-lazy-src", "data-original")
    found = (str(tag.get(name, "")).strip() for name in names)
    kept = [one for one in found if one]
    return next((one for one in kept if not one.startswith("data:")), next(iter(kept), ""))
