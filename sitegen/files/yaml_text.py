"""Values as lines of YAML: in block style, and plain where that is safe, as a person would write them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

Value = str | Mapping[str, "Value"] | Sequence["Value"]
"""What is written: texts, mappings and lists of these."""

STEP = "  "
"""By so much what stands below a key is indented."""

_PLAIN = re.compile(r"[^\W_](?:[\w .,;'’“”„«»()/&+%–—-]*[^\W_]|[.)%’”])?[.)]?")
_SHORT_ADDRESS = re.compile(r"https?://[A-Za-z0-9./_~%?=&+-]+")
_OTHERS_READ = re.compile(r"(?:true|false|yes|no|on|off|null|y|n|[-+.]?\d[\d_.,:eExXoO+-]*)", re.IGNORECASE)
"""What some readers of YAML take for a truth value, nothing or a number."""
_DAY = re.compile(r"\d{4}(?:-\d{2}){0,2}")
_BREAKS = {0x85: "\\x85", 0xFEFF: "\\ufeff", 0x2028: "\\u2028", 0x2029: "\\u2029"} | {
    code: f"\\x{code:02x}" for code in range(0x7F, 0xA0)
}
"""What JSON leaves as it is and YAML does not."""


def yaml_lines(mapping: Mapping[str, Value], indent: str = "") -> Iterator[str]:
    """The lines of a mapping, each key indented by `indent`, without line ends."""
    for key, value in mapping.items():
        yield from _pair(f"{indent}{scalar(key)}:", value, indent)


def list_lines(values: Sequence[Value], indent: str = "") -> Iterator[str]:
    """The lines of a list, each dash indented by `indent`."""
    for value in values:
        if isinstance(value, Mapping):
            lines = list(yaml_lines(value, indent + STEP)) or [f"{indent}{STEP}{{}}"]
            yield f"{indent}- {lines[0].lstrip()}"
            yield from lines[1:]
        else:
            yield f"{indent}- {_flow(value)}"


def _pair(key: str, value: Value, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping) and value:
        yield key
        yield from yaml_lines(value, indent + STEP)
    elif isinstance(value, str) or all(isinstance(one, str) for one in value):
        yield f"{key} {_flow(value)}"
    else:
        yield key
        yield from list_lines(tuple(value), indent + STEP)


def _flow(value: Value) -> str:
    """The value on one line."""
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_in_flow(key)}: {_in_flow(one)}" for key, one in value.items()) + "}"
    return "[" + ", ".join(map(_in_flow, value)) + "]"


def _in_flow(value: Value) -> str:
    """The value inside brackets, where a comma parts."""
    written = _flow(value)
    return json_text(value) if isinstance(value, str) and written == value and "," in value else written


def scalar(text: str) -> str:
    """A text as one scalar on one line."""
    if _DAY.fullmatch(text) or _SHORT_ADDRESS.fullmatch(text):
        return text
    if _PLAIN.fullmatch(text) and not _OTHERS_READ.fullmatch(text):
        return text
    return json_text(text)


def json_text(text: str) -> str:
    """A text between double marks."""
    return json.dumps(text, ensure_ascii=False).translate(_BREAKS)
