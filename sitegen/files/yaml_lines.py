"""YAML that is lines of `key: value` and nothing else, as most front matter is: read without a reader of YAML.

To load one takes as long as to read hundreds of such texts. What is not in plain sight is left to `yaml_events`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

Value = str | list[str]

_LONGEST = 20_000
_NO_NULL = r"(?!(?:null|Null|NULL) *(?:[,\]]|\Z))"
_MARKS = r" .()/%&!?’‘“”„«»–—…+*=@$€£-"
"""What may stand within a scalar without quotation marks, in a list too."""
_ENTRY = rf"(?:{_NO_NULL}[^\W_](?:[\w{_MARKS}]*[\w{_MARKS[1:]}])?|\"[^\"\\]*\"|'[^']*')"
_PLAIN = rf"{_NO_NULL}[^\W_](?:(?:[\w,;'\"{_MARKS}]|:(?! |\Z))*(?<! ))"
_LINE = re.compile(
    rf"(?P<key>[A-Za-z_][A-Za-z0-9_-]{{0,99}}): +"
    rf"(?:\"(?P<double>[^\"\\]*)\"|'(?P<single>[^']*)'|(?P<plain>{_PLAIN})|"
    rf"\[ *(?P<list>{_ENTRY}(?: *, *{_ENTRY})*) *\]) *\Z"
)
_ENTRIES = re.compile(_ENTRY)


def values_in_lines(text: str) -> dict[str, Value] | None:
    """The values of the keys in a text; None where there is doubt, or no key."""
    found = _lines_of(text)
    return {key: _value(line) for key, (_, line) in found.items()} if found else None


def places_in_lines(text: str, first_line: int) -> dict[tuple[str | int, ...], tuple[int, int]] | None:
    """The line and the column of every key and entry by its path, as `yaml_places` has them; None where there is doubt.

    The first line has the number `first_line`.
    """
    found = _lines_of(text)
    if not found:
        return None
    places: dict[tuple[str | int, ...], tuple[int, int]] = {}
    for key, (number, line) in found.items():
        places.setdefault((), (first_line + number, 1))
        places[(key,)] = first_line + number, 1
        if line["list"] is not None:
            for index, entry in enumerate(_ENTRIES.finditer(line.string, *line.span("list"))):
                places[key, index] = first_line + number, entry.start() + 1
    return places


def _lines_of(text: str) -> Mapping[str, tuple[int, re.Match[str]]]:
    """The lines with keys, each with its number from 0; none where one is something else, or a key stands twice."""
    if len(text) > _LONGEST:
        return {}
    found: dict[str, tuple[int, re.Match[str]]] = {}
    for number, line in enumerate(text.split("\n")):
        matched = _LINE.match(line) if line.isprintable() else None
        if matched is not None and matched["key"] not in found:
            found[matched["key"]] = number, matched
        elif line:
            return {}
    return found


def _value(line: re.Match[str]) -> Value:
    one = line[line.lastgroup or 0]
    if line["list"] is None:
        return one
    return [entry[1:-1] if entry[0] in "\"'" else entry for entry in _ENTRIES.findall(one)]
