"""The table of rooms in ARCHITECTURE.md: every module with the first line of its docstring, which says what it holds.

`python tools/list_rooms.py` writes it anew; a test holds the page to it.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "ARCHITECTURE.md"
BEGIN, END = "<!-- rooms -->\n", "<!-- end of rooms -->\n"


def room_of(path: Path) -> str:
    """The room that a module belongs to: its folder, or itself where it stands alone."""
    return path.relative_to(ROOT / "sitegen").parts[0].removesuffix(".py")


def lines_of(paths: Sequence[Path]) -> Iterator[str]:
    """The table of the modules, room by room."""
    for room, modules in groupby(paths, key=room_of):
        yield f"\n| **{room}** | |\n|---|---|\n"
        for path in modules:
            says = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
            yield f"| `{path.relative_to(ROOT / 'sitegen').as_posix()}` | {says.splitlines()[0]} |\n"


def table() -> str:
    """The whole table, with an empty line before each room."""
    paths = sorted((ROOT / "sitegen").rglob("*.py"), key=lambda path: (room_of(path), path.as_posix()))
    return "".join(lines_of([path for path in paths if path.parent != ROOT / "sitegen" or path.name != "__init__.py"]))


def renewed(page: str) -> str:
    """The page with the table of today in place of the one that it has."""
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}{table()}\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write(f"{PAGE.name}: {table().count('.py`')} modules\n")
