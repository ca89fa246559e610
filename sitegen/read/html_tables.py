"""Tables of HTML: what stands in them and in none of their cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeGuard

if TYPE_CHECKING:
    from bs4 import Tag
    from bs4.element import PageElement

_ROWS = frozenset({"thead", "tbody", "tfoot", "tr"})
_CELLS = frozenset({"td", "th"})


def strays_in(table: Tag) -> Iterator[list[PageElement]]:
    """The caption, and whatever else stands beside the cells: in the order of the page, neighbours together.

    Browsers show it before the table (HTML Standard, 13.2.6.4.9: "foster parenting").
    """
    run: list[PageElement] = []
    for child in table.children:
        if not _is_of_rows(child):
            run.append(child)
            continue
        yield run
        run = []
        if child.name not in _CELLS:
            yield from strays_in(child)
    yield run


def _is_of_rows(node: PageElement) -> TypeGuard[Tag]:
    """Whether it is a cell, or holds cells, or is there for them."""
    inside = getattr(node, "descendants", ())
    return any(getattr(one, "name", None) in _ROWS | _CELLS for one in (node, *inside))
