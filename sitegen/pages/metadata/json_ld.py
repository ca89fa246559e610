"""JSON as pages carry it: without empty properties, and harmless inside a script element."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

Node = dict[str, Any]
"""One thing of JSON-LD, by its properties. A value that many pages have may be `Written` already."""

_HARMLESS = {char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
"""What could end a script element, open a comment in it, or end a line of JavaScript."""
_EMPTY = frozenset({"null", '""', "[]", "{}"})
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Written(str):
    """The JSON text of a value."""

    __slots__ = ()


def render_structured(node: Node) -> Markup:
    """The content of a `script` element of type application/ld+json; properties with nothing in them are left out."""
    return Markup(_harmless(write_json({"@context": "https://schema.org"} | node)))


def harmless_json(value: Any) -> str:
    """The value as JSON on one line, that is JavaScript too and can stand in a `script` element as in a script file."""
    return _harmless(_encode(value))


def write_json(value: Any) -> Written:
    """The value as JSON without empty properties; a list of one is that one."""
    if isinstance(value, Written):
        return value
    if isinstance(value, str):
        return Written(_encode(value))
    if isinstance(value, Mapping):
        written = ((key, write_json(one)) for key, one in value.items())
        return Written("{" + ",".join([f"{_encode(key)}:{one}" for key, one in written if one not in _EMPTY]) + "}")
    if isinstance(value, Sequence):
        return write_json(value[0]) if len(value) == 1 else Written("[" + ",".join(map(write_json, value)) + "]")
    return Written(_encode(value))


def _harmless(written: str) -> str:
    for char, code in _HARMLESS.items():
        if char in written:
            written = written.replace(char, code)
    return written
