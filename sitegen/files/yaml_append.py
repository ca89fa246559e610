"""One more entry at the end of a list in a YAML file; not a byte of what stands there changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from sitegen.diagnostics import SitegenError
from sitegen.files.yaml_file import read_document
from sitegen.files.yaml_scalars import Value, plain_value

_BOM = "\ufeff"
_ENDS = re.compile(r"\r\n|\r|\n")


def with_entry(text: str, entry: Mapping[str, Value], lines: Iterable[str]) -> str | None:
    """The text of a file with one entry more behind all others; `lines` are that entry as an item of a list, at the
    margin, and may hold comments.

    What comes out is read again: None where it does not hold what was there and the entry, or where the file is no list
    with its entries on lines of their own.
    """
    mark = _BOM if text.startswith(_BOM) else ""
    own = text.removeprefix(_BOM)
    try:
        document = read_document(_plain(own), "")
        if document.value and not isinstance(document.value, list):
            return None
        line, column = document.positions.get((0,), (1, 1))
        indent = _before_dash(_ENDS.split(own)[line - 1], column) if document.value else ""
        after = own + _ending(own, [f"{indent}{one}" for one in lines])
        is_sound = read_document(_plain(after), "").value == [*(document.value or ()), plain_value(entry)]
    except SitegenError:
        return None
    return mark + after if is_sound else None


def _before_dash(line: str, column: int) -> str:
    """What stands before the dash of the first entry, which begins in this column."""
    return line[: column - 1].rstrip().removesuffix("-")


def _ending(text: str, lines: list[str]) -> str:
    """The lines behind a text, parted from it by a blank one, with its own line ends."""
    found = _ENDS.search(text)
    end = found.group() if found else "\n"
    gap = ("" if text[-1:] in ("\r", "\n") else end) + end if text.strip() else ""
    return gap + "".join(line + end for line in lines)


def _plain(text: str) -> str:
    """The text as it is read: with plain line ends."""
    return _ENDS.sub("\n", text)
