"""TOML, as front matter of Hugo and Zola is written: the values as YAML would give them, with the lines of the keys."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.files.yaml_file import YamlDocument
from sitegen.files.yaml_limits import DEEPEST

if TYPE_CHECKING:
    from sitegen.files.yaml_places import Path, Position

_LONGEST = 200
"""So much of a line is looked at for a key."""

_WHERE = re.compile(r"\s*\(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)")
_KEY = re.compile(r"""(?P<indent>[ \t]*)(?P<key>(?:[\w.\- \t]|"[^"\n]*"|'[^'\n]*')+?)[ \t]*=""")
_TABLE = re.compile(r"[ \t]*(?P<opened>\[\[?)(?P<key>[^\[\]\n]+)\]\]?")
_PART = re.compile(r"""[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([\w-]+))[ \t]*(?:\.|\Z)""")


def read_toml(text: str, path: str, first_line: int = 1) -> YamlDocument:
    """The values in `text`, numbers and days as the texts that were written, and the position of every key.

    Raises SitegenError SG101 for what is not TOML, with the line.
    """
    document = YamlDocument({}, path, text, first_line, {})
    try:
        value = _plain(tomllib.loads(text), 0)
    except (ValueError, RecursionError) as error:
        raise SitegenError(_syntax_error(error, document)) from error
    return YamlDocument(value, path, text, first_line, dict(_positions(text, first_line)))


def _plain(value: Any, depth: int) -> Any:
    """The value with texts for what is no list and no table."""
    if depth > DEEPEST:
        raise RecursionError
    if isinstance(value, dict):
        return {key: _plain(one, depth + 1) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one, depth + 1) for one in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else str(value)


def _syntax_error(error: Exception, document: YamlDocument) -> Diagnostic:
    if isinstance(error, RecursionError):
        return document.diagnostic((), "the values are nested too deeply", "SG101", "use fewer levels")
    message = str(error)
    found = _WHERE.search(message)
    line = int(found["line"]) if found and found["line"] else max(1, len(document.lines))
    column = int(found["column"]) if found and found["column"] else 1
    at = replace(document, read_positions={(): (line + document.first_line - 1, column)})
    what = _WHERE.sub("", message)
    hint = "text stands between quotation marks, and a day as 2026-03-14; or write YAML between lines of ---"
    return at.diagnostic((), f"this is not TOML: {what[:1].lower()}{what[1:]}", "SG101", hint)


def _positions(text: str, first_line: int) -> Iterator[tuple[Path, Position]]:
    """Where the keys seem to stand: the first of each; lines that only look so inside a long text do no harm."""
    seen: set[Path] = set()
    table: Path = ()
    counts: dict[Path, int] = {}
    for number, line in enumerate(text.split("\n"), first_line):
        opened, key = (pattern.match(line[:_LONGEST]) for pattern in (_TABLE, _KEY))
        if opened:
            table = _parts(opened["key"])
            if opened["opened"] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            place, column = table, opened.start("opened") + 1
        elif key:
            place, column = (*table, *_parts(key["key"])), key.start("key") + 1
        else:
            continue
        for end in range(1, len(place) + 1):
            if place[:end] not in seen:
                seen.add(place[:end])
                yield place[:end], (number, column)


def _parts(key: str) -> Path:
    """The words of a dotted key."""
    return tuple(next((one for one in found if one), "") for found in _PART.findall(key.strip()))
