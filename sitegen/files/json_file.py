"""JSON, as front matter of Hugo may be written: the values as YAML would give them, with the places of the keys."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.files.yaml_file import YamlDocument
from sitegen.files.yaml_limits import DEEPEST

if TYPE_CHECKING:
    from sitegen.files.yaml_places import Path, Position

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\],\n]|[^\s{}\[\],:"]++')
"""Strings, numbers and words; what opens, parts and closes; and the ends of lines."""


def find_object(text: str) -> tuple[tuple[str, ...], int]:
    """The keys of the JSON object with which a text begins, and the offset behind it; none, and 0, where none does."""
    try:
        held, end = json.JSONDecoder(parse_int=str).raw_decode(text)
    except (ValueError, RecursionError):
        return (), 0
    return (tuple(held), end) if isinstance(held, dict) else ((), 0)


def read_json(text: str, path: str, first_line: int = 1) -> YamlDocument:
    """The values in `text`, numbers as the texts that were written, and the position of every key.

    A key with null behind it is left out. Raises SitegenError: SG101 for what is not JSON, with its place, SG102 for a
    key that stands twice.
    """
    twice: list[str] = []

    def table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        twice.extend(key for key in dict.fromkeys(keys) if keys.count(key) > 1)
        return dict(pairs)

    document = YamlDocument({}, path, text, first_line, {})
    try:
        value = json.loads(text, object_pairs_hook=table, parse_float=str, parse_int=str, parse_constant=str)
        value = _plain(value, 0)
    except (ValueError, RecursionError) as error:
        raise SitegenError(_syntax_error(error, document)) from error
    document = YamlDocument(value, path, text, first_line, dict(_positions(text, first_line)))
    if twice:
        raise SitegenError(document.diagnostic((one,), f"the key `{one}` stands twice", "SG102") for one in twice)
    return document


def _plain(value: Any, depth: int) -> Any:
    """The value with texts for what is no list and no table, and without keys that say nothing."""
    if depth > DEEPEST:
        raise RecursionError
    if isinstance(value, dict):
        return {key: _plain(one, depth + 1) for key, one in value.items() if one is not None}
    if isinstance(value, list):
        return [_plain(one, depth + 1) for one in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


def _syntax_error(error: Exception, document: YamlDocument) -> Diagnostic:
    if not isinstance(error, json.JSONDecodeError):
        return document.diagnostic((), "the values are nested too deeply", "SG101", "use fewer levels")
    at = replace(document, read_positions={(): (error.lineno + document.first_line - 1, error.colno)})
    message = f"this is not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
    return at.diagnostic(
        (), message, "SG101", "put a comma or a mark where it is missing; or write YAML between lines of ---"
    )


def _positions(text: str, first_line: int) -> Iterator[tuple[Path, Position]]:
    """Where each key stands, and each entry of a list, in a text that is JSON; of a key that stands twice the last."""
    steps: list[str | int] = []
    is_key, line, begin = False, first_line, 0
    for found in _TOKEN.finditer(text):
        token = found[0]
        if token == "\n":
            line, begin = line + 1, found.end()
        elif token in "}]":
            steps.pop()
            is_key = False
        elif token == ",":
            is_key = isinstance(steps[-1], str)
            steps[-1] = steps[-1] + 1 if isinstance(steps[-1], int) else ""
        else:
            if is_key:
                steps[-1] = json.loads(token)
            if is_key or (steps and isinstance(steps[-1], int)):
                yield tuple(steps), (line, found.start() - begin + 1)
            is_key = token == "{"
            if token in "{[":
                steps.append("" if is_key else 0)
