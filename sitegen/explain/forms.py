"""Corrections in the form in which the front matter of an article is written: YAML, TOML or JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from sitegen.files.yaml_scalars import Flow, Value, write_block, write_inline, write_scalar
from sitegen.read.head import Form

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SIGNS = {Form.YAML: ": ", Form.TOML: " = ", Form.JSON: ": "}


def entry(key: str, value: Value, form: Form) -> str:
    """A key with its value, on one line."""
    return f"{_key(key, form)}{_SIGNS[form]}{inline(value, form)}"


def block(key: str, value: Value, form: Form) -> str:
    """The same as lines to paste; in TOML and JSON it is one."""
    if form is Form.YAML:
        return "\n".join(write_block({key: value}, 0)) + "\n"
    return entry(key, value, form) + "\n"


def pairs(values: Mapping[str, Value], form: Form) -> str:
    """Several keys with their values, on one line."""
    return ", ".join(entry(key, value, form) for key, value in values.items())


def inline(value: Value, form: Form) -> str:
    """A value on one line, inside another one's."""
    value = value.value if isinstance(value, Flow) else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return write_inline(value, inside=True) if form is Form.YAML else _text(value)
    if isinstance(value, Mapping):
        return "{" + pairs(value, form) + "}"
    return "[" + ", ".join(inline(one, form) for one in value) + "]"


def _key(key: str, form: Form) -> str:
    if form is Form.YAML:
        return write_scalar(key, inside=True)
    return key if form is Form.TOML and _BARE.fullmatch(key) else _text(key)


def _text(words: str) -> str:
    """A text of JSON, which is one of TOML as well."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")
