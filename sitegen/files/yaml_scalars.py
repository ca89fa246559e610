"""Values as YAML that every reader takes for the same: texts that look like something else stand in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from sitegen.text.values import value


@value
class Flow:
    """A mapping or list that is written on one line: {kind: place}."""

    value: Mapping[str, str | bool] | Sequence[str]


Scalar: TypeAlias = str | bool
Value: TypeAlias = "Scalar | Flow | Mapping[str, Value] | Sequence[Value]"
"""What is written: texts, and true or false, in mappings and lists."""

_PLAIN = re.compile(r"[^\W\d_“‘„](?:[\w .,()’'&/+–—%;!?“”‘„…-]|:(?=[\w/]))*(?<![ :])|[“‘„][\w .,’'–—!?“”‘„…-]*(?<! )")
"""Texts that need no marks. Whatever is in doubt gets some."""
_PLAIN_INSIDE = re.compile(r"[^\W\d_][\w .()’'&/+–-]*(?<! )")
"""The same for keys and on one line with others."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TAKEN = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "nan", "inf"})
"""Words that are no texts for one reader or another (YAML 1.1)."""
_ESCAPED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def write_scalar(value: Scalar, *, inside: bool = False) -> str:
    """The value on one line; `inside` a mapping or list on that line, or as a key, more of them need marks."""
    if isinstance(value, bool):
        return "true" if value else "false"
    plain = _PLAIN_INSIDE if inside else _PLAIN
    if _DAY.fullmatch(value) or (plain.fullmatch(value) and value.lower() not in _TAKEN and value.isprintable()):
        return value
    if '"' in value and "'" not in value and value.isprintable() and "\\" not in value:
        return f"'{value}'"
    return '"' + "".join(_ESCAPED.get(c) or (c if c.isprintable() else _escape(c)) for c in value) + '"'


def _escape(c: str) -> str:
    return f"\\u{ord(c):04x}" if ord(c) <= 0xFFFF else f"\\U{ord(c):08x}"


def write_inline(value: Scalar | Flow, *, inside: bool = False) -> str:
    """The value on one line, `inside` another one's or not."""
    if not isinstance(value, Flow):
        return write_scalar(value, inside=inside)
    if isinstance(value.value, Mapping):
        pairs = (f"{write_scalar(k, inside=True)}: {write_scalar(v, inside=True)}" for k, v in value.value.items())
        return "{" + ", ".join(pairs) + "}"
    return "[" + ", ".join(write_scalar(one, inside=True) for one in value.value) + "]"


def write_entry(key: str, value: Value, indent: int) -> Iterator[str]:
    """The lines of `key: value` in a mapping whose keys stand `indent` columns in."""
    begin = f"{' ' * indent}{write_scalar(key, inside=True)}:"
    if isinstance(value, (str, bool, Flow)):
        yield f"{begin} {write_inline(value)}"
    else:
        yield begin
        yield from write_block(value, indent + 2)


def write_item(value: Value, indent: int) -> Iterator[str]:
    """The lines of `- value` in a list whose dashes stand `indent` columns in."""
    if isinstance(value, (str, bool, Flow)):
        yield f"{' ' * indent}- {write_inline(value)}"
        return
    for number, line in enumerate(write_block(value, indent + 2)):
        yield line if number else f"{' ' * indent}- {line[indent + 2 :]}"


def write_block(value: Mapping[str, Value] | Sequence[Value], indent: int) -> Iterator[str]:
    """The lines of a mapping or list that stands `indent` columns in."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from write_entry(key, inner, indent)
    else:
        for inner in value:
            yield from write_item(inner, indent)


def plain_value(value: Value) -> object:
    """What a reader that keeps texts as they are makes of a value."""
    if isinstance(value, Flow):
        value = value.value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return {key: plain_value(inner) for key, inner in value.items()}
    return value if isinstance(value, str) else [plain_value(inner) for inner in value]
