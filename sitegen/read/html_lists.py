"""Lists of HTML: what stands in them and in none of their items, and lists of terms that are none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeGuard

if TYPE_CHECKING:
    from bs4 import Tag
    from bs4.element import PageElement

LISTS = frozenset({"ul", "ol"})
_ITEM = frozenset({"li"})
_TERMS = frozenset({"dt", "dd"})


def items_of(tag: Tag) -> Iterator[list[PageElement]]:
    """The items of a list, each with what follows it and is no item: browsers show that below it."""
    item: list[PageElement] = []
    for node in _parts(tag, _ITEM):
        if getattr(node, "name", None) == "li":
            yield item
            item = []
        item.append(node)
    yield item


def is_of_terms(tag: Tag, is_shown: Callable[[PageElement], bool]) -> bool:
    """Whether what is shown of a list are terms with their meanings behind them, and nothing else."""
    names = [getattr(node, "name", None) for node in _parts(tag, _TERMS) if is_shown(node)]
    return names[:1] == ["dt"] and names[-1] == "dd" and set(names) <= _TERMS


def _parts(tag: Tag, parts: frozenset[str]) -> Iterator[PageElement]:
    """The children of a list; in the place of an element around some of its parts the children of that."""
    for child in tag.children:
        name = getattr(child, "name", None)
        if name not in parts | LISTS | {"dl"} and _holds(child, parts):
            yield from _parts(child, parts)
        else:
            yield child


def _holds(node: PageElement, parts: frozenset[str]) -> TypeGuard[Tag]:
    """Whether it is an element around some of the parts, which may stand in others that only go around them."""
    inside = [(getattr(one, "name", None), one) for one in getattr(node, "children", ())]
    return any(name in parts or (name in _AROUND and _holds(one, parts)) for name, one in inside)


_AROUND = frozenset({"div", "span", "a", "section", "form"})
"""What may stand between a list and its items on pages that nobody checked."""
