"""What an element of a saved page says it is: by its name, its role, its style, and the words in its class and id."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import TYPE_CHECKING

from sitegen.read.html_leaves import HEADINGS
from sitegen.text.wordlists import load_class

if TYPE_CHECKING:
    from bs4 import Tag

_OTHER_NAMES = frozenset({"aside", "dialog", "figcaption", "figure", "footer", "form", "nav"})
_OTHER_ROLES = frozenset({"banner", "complementary", "contentinfo", "dialog", "navigation", "search", "toolbar"})
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_OF_A_SENTENCE = frozenset(
    {"the", "of", "and", "to", "in", "for", "a", "an", "on", "with", "from", "by", "has", "no", "is"}
)
"""A class or id with one of these is made of a heading, or says what else holds: it names no part of a page."""

_NOT_DRAWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_IN_FIGURES = ("blockquote", "table", "pre")
_WHOLE = HEADINGS | {"p", "span", "a", "em", "strong", "b", "i"}
"""Elements whose classes are of the words themselves: only a class that is one word counts."""


class Hint(IntEnum):
    """How much an element says that it is not of the article."""

    NONE = 0
    PERHAPS = 1
    """A word that may mean something else as well."""
    PICTURE = 2
    """It says what a picture shows."""
    APART = 3
    """A part of the page that stands beside articles."""
    TALK = 4
    """What readers say."""
    ELSE = 5
    """Its name or its role is that of another part of a page."""
    OUT = 6
    """It is not drawn at all."""


def hint_of(tag: Tag) -> Hint:
    """What the element says of itself; inside a quotation only whether it is drawn."""
    if _is_hidden(tag) and not _is_held_back(tag):
        return Hint.OUT
    hint = Hint.ELSE if _is_something_else(tag) else _named_hint(tag)
    return Hint.NONE if hint and is_of_quotation(tag) else hint


def _is_hidden(tag: Tag) -> bool:
    return tag.has_attr("hidden") or _NOT_DRAWN.search(str(tag.get("style") or "")) is not None


def _is_held_back(tag: Tag) -> bool:
    """True for what is hidden among others of its class that are drawn, as articles are for subscribers."""
    return bool(tag.get("class")) and any(
        other.get("class") == tag.get("class") and not _is_hidden(other)
        for other in (*tag.find_previous_siblings(tag.name, limit=4), *tag.find_next_siblings(tag.name, limit=4))
    )


def _is_something_else(tag: Tag) -> bool:
    return tag.name in _OTHER_NAMES or tag.get("role") in _OTHER_ROLES


def _named_hint(tag: Tag) -> Hint:
    words = named_words(tag)
    if not words.isdisjoint(load_class("page_furniture", "talk")):
        return Hint.TALK
    if not words.isdisjoint(load_class("page_furniture", "apart")):
        return Hint.APART
    if not words.isdisjoint(load_class("page_furniture", "picture")):
        return Hint.PICTURE
    if tag.get("aria-hidden") == "true" or not words.isdisjoint(load_class("page_furniture", "perhaps")):
        return Hint.PERHAPS
    return Hint.NONE


def is_of_quotation(tag: Tag) -> bool:
    """True for what stands in a block quotation, and for a figure with one, with a table or code, and its parts."""
    for around in (tag, *tag.parents):
        if around.name == "blockquote":
            return True
        if around.name == "figure":
            return around.find(_IN_FIGURES) is not None
    return False


def is_named_caption(tag: Tag) -> bool:
    """True for an element within a line whose class says that it is a caption or a credit."""
    return bool(tag.attrs) and not class_words(tag).isdisjoint(load_class("page_furniture", "picture"))


def named_words(tag: Tag) -> frozenset[str]:
    """The words in the element's class and id, in lower case, as far as they may name a part of a page."""
    if not tag.attrs:
        return frozenset()
    names = (_words(name) for name in (*_values(tag.get("class")), *_values(tag.get("id"))))
    naming = (words for words in names if _OF_A_SENTENCE.isdisjoint(words))
    return frozenset(word for words in naming if len(words) == 1 or tag.name not in _WHOLE for word in words)


def class_words(tag: Tag) -> frozenset[str]:
    """All words in the element's class, in lower case."""
    return frozenset(word for name in _values(tag.get("class")) for word in _words(name))


def _words(name: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(name)]


def _values(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else str(value or "").split()
