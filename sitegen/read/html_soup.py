"""The tree of a saved page: never too deep, and with the end tags that HTML lets one leave out."""

from __future__ import annotations

import warnings
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.builder import HTMLTreeBuilder
from bs4.element import NavigableString

from sitegen.files.page_encoding import MEANT

DEEPEST = 150
"""Elements may be nested less deep than this: the parser gets slow, and whatever walks the tree recurses."""

_ROWS = frozenset({"table", "thead", "tbody", "tfoot"})
_CELLS = frozenset({"td", "th"})
_PARAGRAPH = (frozenset({"p"}), frozenset({"table", "td", "th", "li", "button", "object", "body"}))
_ENDED_BY = {
    **dict.fromkeys(("address", "article", "aside", "blockquote", "div", "dl", "fieldset", "figure"), _PARAGRAPH),
    **dict.fromkeys(("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main"), _PARAGRAPH),
    **dict.fromkeys(("nav", "ol", "p", "pre", "section", "table", "ul"), _PARAGRAPH),
    **dict.fromkeys(("dt", "dd"), (frozenset({"dt", "dd"}), frozenset({"dl"}))),
    **dict.fromkeys(("td", "th"), (_CELLS, _ROWS | {"tr"})),
    "tr": (_CELLS | {"tr"}, _ROWS),
    "li": (frozenset({"li"}), frozenset({"ul", "ol"})),
    "option": (frozenset({"option"}), frozenset({"select"})),
    **dict.fromkeys(("rt", "rp"), (frozenset({"rt", "rp"}), frozenset({"ruby"}))),
}
"""What a start tag ends, and the elements whose insides it does not look out of."""


_STRINGS = {name: kind for name, kind in HTMLTreeBuilder.DEFAULT_STRING_CONTAINERS.items() if name != "rt"}
"""Kinds of strings that are no words. How a word is spoken is one, wherever it is drawn."""

_UNSEEN = {
    **dict.fromkeys((0x00AD, 0x200B, 0x2060, 0xFEFF, *range(9), 0x0B, *range(0x0E, 0x20), *range(0x7F, 0xA0))),
    **dict.fromkeys((*range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF)),
    **MEANT,
}
"""What is drawn of characters that nobody sees: of most nothing."""


class TooDeepError(Exception):
    """Elements are nested DEEPEST or more deep."""


class Soup(BeautifulSoup):
    """A parsed page. Raises TooDeepError as soon as it is too deep."""

    def __init__(self, page: str) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the library guesses aloud that a page may be a file name, or XML
            super().__init__(page, "html.parser", string_containers=_STRINGS)
        if "<rt" in page or "<RT" in page:
            _set_in_brackets(self)

    def handle_starttag(self, name: str, *args: Any, **kwargs: Any) -> Tag | None:
        """Begin an element, after those that it ends."""
        ended, around = _ENDED_BY.get(name, (frozenset(), frozenset()))
        outermost = ""
        for tag in reversed(self.tagStack if ended else ()):
            if tag.name in around:
                break
            if tag.name in ended:
                outermost = tag.name
        if outermost:
            self.handle_endtag(outermost)
        return super().handle_starttag(name, *args, **kwargs)

    def handle_data(self, data: str) -> None:
        """Take words, without the characters in them that nobody sees: hyphens and breaks that would be possible, and
        those that HTML forbids, which come one at a time where they are written as references."""
        super().handle_data(data.translate(_UNSEEN) if len(data) == 1 or not data.isascii() else data)

    def pushTag(self, tag: Tag) -> None:
        """Put an element on the stack of open ones."""
        super().pushTag(tag)
        if len(self.tagStack) > DEEPEST:
            raise TooDeepError


def _set_in_brackets(soup: Tag) -> None:
    """Put brackets around how words are spoken, as browsers do that cannot draw it above them."""
    for spoken in soup.find_all("rt"):
        if spoken.get_text(strip=True):
            spoken.insert(0, NavigableString("("))
            spoken.append(NavigableString(")"))


def lines_of(code: Tag) -> str:
    """The words of an element whose white space counts, in lines where breaks part it."""
    parts = (node if isinstance(node, str) else "\n" for node in code.descendants if _is_shown_in_lines(node))
    return "".join(parts)


def _is_shown_in_lines(node: object) -> bool:
    return type(node) is NavigableString or (isinstance(node, Tag) and node.name == "br")
