"""Front matter with no line before it: `Title: …` and more such lines, as Pelican and MultiMarkdown have them, or YAML
that a line of --- ends, as Hexo has it.

Imported late: pydantic is slow to load.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sitegen.files.yaml_file import YamlDocument
from sitegen.project.foreign_keys import is_known
from sitegen.read.html_authors import split_names
from sitegen.text.written_days import day_in

if TYPE_CHECKING:
    from sitegen.files.yaml_places import Path, Position

_KEY = re.compile(r"([A-Za-z][\w-]{0,40})[ \t]*:(?:[ \t]+(.*))?")
_FEWEST = 2
_LONGEST = 100
"""In lines."""
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_DAYS = frozenset({"date", "updated", "modified"})
_NAMES = frozenset({"author", "authors"})


def end_of_lines(text: str) -> int:
    """Where the lines of keys end that begin a text, one of which is its title; 0 where it begins with others."""
    lines = list(_first_lines(text))
    keys = [key for key, _, _ in _pairs(lines)]
    if (
        not lines
        or not _are_front_matter(keys)
        or any(not _goes_on(line) and not _KEY.fullmatch(line) for line in lines)
    ):
        return 0
    return sum(len(line) + 1 for line in lines)


def end_of_yaml(text: str) -> int:
    """Where the YAML ends that begins a text, in front of a line of ---; 0 where it does not begin with such."""
    at = 0
    keys: list[str] = []
    for line in text.split("\n")[:_LONGEST]:
        if line.rstrip() == "---":
            return at if _are_front_matter(keys) else 0
        found = _KEY.fullmatch(line.rstrip())
        if found is not None:
            keys.append(found[1])
        elif not at or not (line[:1].isspace() or line.startswith(("-", "#"))) or not line.strip():
            return 0
        at += len(line) + 1
    return 0


def read_lines(text: str, path: str, first_line: int) -> YamlDocument:
    """The values of lines of keys, with their places."""
    values: dict[str, str | list[str]] = {}
    places: dict[Path, Position] = {}
    for key, words, number in _pairs(text.split("\n")):
        if words and key not in values:
            values[key] = _value(key, words)
            places[(key,)] = (first_line + number, 1)
    return YamlDocument(values, path, text, first_line, places)


def _are_front_matter(keys: list[str]) -> bool:
    known = {key.lower() for key in keys if is_known(key.lower())}
    return "title" in known and len(known) >= _FEWEST


def _first_lines(text: str) -> Iterator[str]:
    for line in text.split("\n")[:_LONGEST]:
        if not line.strip():
            return
        yield line


def _goes_on(line: str) -> bool:
    return line.startswith(("    ", "\t"))


def _pairs(lines: list[str]) -> Iterator[tuple[str, str, int]]:
    """Each key in small letters, what stands behind it, and the number of its line."""
    key, words, at = "", "", 0
    for number, line in enumerate(lines):
        found = None if _goes_on(line) else _KEY.fullmatch(line)
        if found is not None:
            if key:
                yield key, words, at
            key, words, at = found[1].lower(), (found[2] or "").strip(), number
        else:
            words = f"{words} {line.strip()}".strip()
    if key:
        yield key, words, at


def _value(key: str, words: str) -> str | list[str]:
    if key in _NAMES:
        return [name for part in words.split(";") for name in split_names(part) or (part.strip(),) if name]
    day = day_in(words) if key in _DAYS and not _ISO.match(words) else None
    return day.isoformat() if day is not None else words
