"""Tables of HTML: what stands in them and in none of their cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeGuard

if TYPE_CHECKING:
    from bs4 import Tag
    from bs4.element import PageElement

_ROWS = frozenset({"thead", "tbody", "tfoot", "tr"})
_CELLS = frozenset({"td", "th"})
_SECTIONED = re.compile(r"(?:thead )?(?:(?:tbody )*|(?:tr )*)(?:tfoot )?")
"""What a table holds, in its order."""


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


def mend_sections(table: Tag, is_shown: Callable[[Tag], bool]) -> None:
    """Take the sections out, and leave their rows, where they stand beside rows, or in another order than HTML asks."""
    parts = "".join(f"{one.name} " for one in table.children if _is_of_rows(one) and is_shown(one))
    if _SECTIONED.fullmatch(parts) is None:
        for section in table.find_all(("thead", "tbody", "tfoot")):
            if section.find_parent("table") is table:
                section.name = "div"


def fill_spans(table: Tag) -> None:
    """Put empty cells where a cell goes on to the right or below, so that each column keeps its place.

    A table that would be little else than such cells is left as it is.
    """
    rows = [(row, row.find_all(tuple(_CELLS), recursive=False)) for row in _rows_of(table)]
    width = max((len(cells) for _, cells in rows), default=0)
    spans = [
        _span_of(one, "colspan", width) * _span_of(one, "rowspan", len(rows)) for _, cells in rows for one in cells
    ]
    if len(spans) < sum(spans) <= len(spans) + _MOST_FILLED:
        _fill([row for row, _ in rows], width)


def _fill(rows: Iterable[Tag], width: int) -> None:
    below: dict[int, int] = {}
    section: Tag | None = None
    for row in rows:
        if row.parent is not section:
            below, section = {}, row.parent
        below = _fill_row(row, below, width)


def _rows_of(tag: Tag) -> Iterator[Tag]:
    for child in tag.children:
        if not _is_of_rows(child) or child.name in _CELLS:
            continue
        if child.name == "tr":
            yield child
        else:
            yield from _rows_of(child)


def _fill_row(row: Tag, above: dict[int, int], width: int) -> dict[int, int]:
    """Fill one row; `above` tells by columns into how many rows more a cell goes on, and so does what is given."""
    from bs4 import Tag

    below = {column: rows - 1 for column, rows in above.items() if rows > 1}
    column = 0
    for cell in row.find_all(tuple(_CELLS), recursive=False):
        while column in above:
            cell.insert_before(Tag(name="td"))
            column += 1
        wide, high = _span_of(cell, "colspan", width), _span_of(cell, "rowspan", _WIDEST)
        for more in range(wide):
            if more:
                cell.insert_after(Tag(name="td"))
            if high > 1:
                below[column + more] = high - 1
        column += wide
    while column in above:
        row.append(Tag(name="td"))
        column += 1
    return below


def _span_of(cell: Tag, name: str, most: int) -> int:
    """Over how many columns or rows a cell goes: over no more columns than some row of the table has cells."""
    written = str(cell.get(name, ""))
    return min(int(written), most, _WIDEST) if written.isdecimal() and len(written) < 5 and int(written) else 1


_WIDEST = 100
_MOST_FILLED = 3_000
