"""New keys and new entries in a YAML file that somebody wrote: lines are put in, and not a byte of the others changes.

What comes out is read again, and given only when it says what was there, and what was added. Where no lines can be put
in (`{name: A}` on one line, a file that ends in a way of its own) the answer is None, and nobody's file suffers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sitegen.diagnostics import SitegenError
from sitegen.files.yaml_file import YamlDocument, read_document
from sitegen.files.yaml_places import Path
from sitegen.files.yaml_text import Value, list_lines, yaml_lines

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


def with_entry(text: str, entry: Mapping[str, Value], lines: Iterable[str]) -> str | None:
    """The text of a file with one entry more behind all others; `lines` are that entry as an item of a list, at the
    margin, and may hold comments. None where the file holds no list over several lines.
    """
    document = _read(text)
    if document is None or (document.value and not isinstance(document.value, list)):
        return None
    before = document.value or []
    line, column = document.positions.get((0,), (1, 1))
    indent = " " * max(len(_dash_before(_split(text)[line - 1], column)) - len("- "), 0) if before else ""
    body = [f"{indent}{one}" if one else one for one in lines]
    gap = [""] if text.strip() else []
    return _checked(_joined(_split(text), len(_split(text)), [*gap, *body]), [*before, _plain(entry)])


def with_keys(text: str, at: Path, added: Mapping[str, Value], remarks: Sequence[str] = ()) -> str | None:
    """The text with keys added at the end of the mapping at `at`, which has none of them, and comments behind them."""
    document = _read(text)
    if document is None:
        return None
    holder = _value_at(document.value, at)
    keys = [document.positions.get((*at, key)) for key in holder] if isinstance(holder, dict) else []
    columns = {place[1] for place in keys if place is not None}
    if not keys or len(columns) != 1:
        return None
    column = columns.pop()
    indent = " " * (column - 1)
    lines = [*yaml_lines(added, indent), *(f"{indent}# {remark}" for remark in remarks)]
    return _with_lines(document, text, at, column, lines, _put(document.value, at, {**holder, **_plain(added)}))


def with_items(text: str, at: Path, added: Sequence[Value]) -> str | None:
    """The text with items added at the end of the list at `at`, which has some."""
    document = _read(text)
    held = _value_at(document.value, at) if document is not None else None
    if document is None or not isinstance(held, list) or not held:
        return None
    place = document.positions[*at, 0]
    line = _split(text)[place[0] - 1]
    column = len(_dash_before(line, place[1])) - len("- ") + 1
    if column < 1:
        return None
    lines = list_lines(added, " " * (column - 1))
    return _with_lines(document, text, at, column, lines, _put(document.value, at, [*held, *_plain(added)]))


def _dash_before(line: str, column: int) -> str:
    """What stands before a column, up to there, where that ends with the dash of a list; else nothing."""
    before = line[: column - 1]
    return before.rstrip() + " " if before.rstrip().endswith("-") else ""


def _with_lines(
    document: YamlDocument, text: str, at: Path, column: int, lines: Iterable[str], wanted: Any
) -> str | None:
    """The text with these lines behind what stands at `at`, whose keys or dashes stand in this column."""
    split = _split(text)
    end = _first_line_behind(document, at, len(split))
    while end and not _belongs(split[end - 1], column):
        end -= 1
    return _checked(_joined(split, end, list(lines)), wanted)


def _belongs(line: str, column: int) -> bool:
    """Whether a line that stands before the next entry is one of this entry, and no gap or comment above the next."""
    stripped = line.lstrip(" ")
    return bool(stripped.strip()) and (len(line) - len(stripped) >= column - 1)


def _first_line_behind(document: YamlDocument, at: Path, last: int) -> int:
    """How many lines stand before whatever begins first behind the value at `at`."""
    own = [place[0] for path, place in document.positions.items() if path[: len(at)] == at]
    behind = [place[0] - 1 for place in document.positions.values() if place[0] > max(own, default=0)]
    return min(behind, default=last)


def _joined(split: Sequence[str], at: int, lines: Sequence[str]) -> str:
    """The lines of a text with others put in before the one with this number; they end as the first one does."""
    end = next((found.group() for found in map(_END.search, split) if found and found.group()), "\n")
    before = "".join(split[:at])
    if before and not _END.search(before):
        before += end
    return before + "".join(one + end for one in lines) + "".join(split[at:])


_END = re.compile(r"(?:\r\n|\r|\n)\Z")


def _split(text: str) -> list[str]:
    return [line for line in _LINE.findall(text) if line]


def _read(text: str) -> YamlDocument | None:
    try:
        return read_document(_normal(text), "")
    except SitegenError:
        return None


def _checked(text: str, wanted: Any) -> str | None:
    document = _read(text)
    return text if document is not None and document.value == wanted else None


def _normal(text: str) -> str:
    """The text as it is read: with plain line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _value_at(value: Any, at: Path) -> Any:
    for step in at:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _put(value: Any, at: Path, new: Any) -> Any:
    """The value with another one at `at`."""
    if not at:
        return new
    first, *rest = at
    inner = _put(value[first], tuple(rest), new)
    if isinstance(value, list):
        return [inner if index == first else one for index, one in enumerate(value)]
    return {key: inner if key == first else one for key, one in value.items()}


def _plain(value: Any) -> Any:
    """The value in lists and dictionaries."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value]
