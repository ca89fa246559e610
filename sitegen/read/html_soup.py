"""The tree of a saved page: never too deep, and with the end tags that HTML lets one leave out."""

from __future__ import annotations

import warnings
from typing import Any

from bs4 import BeautifulSoup, Tag

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
}
"""What a start tag ends, and the elements whose insides it does not look out of."""


_UNSEEN = dict.fromkeys((0x00AD, 0x200B, 0x2060, 0xFEFF))


class TooDeepError(Exception):
    """Elements are nested DEEPEST or more deep."""


class Soup(BeautifulSoup):
    """A parsed page. Raises TooDeepError as soon as it is too deep."""

    def __init__(self, page: str) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the library guesses aloud that a page may be a file name, or XML
            super().__init__(page, "html.parser")

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
        """Take words, without the characters in them that nobody sees: hyphens and breaks that would be possible."""
        super().handle_data(data if data.isascii() else data.translate(_UNSEEN))

    def pushTag(self, tag: Tag) -> None:
        """Put an element on the stack of open ones."""
        super().pushTag(tag)
        if len(self.tagStack) > DEEPEST:
            raise TooDeepError
