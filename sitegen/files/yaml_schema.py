"""The values of a YAML file checked against a schema: every mistake is told where it stands, with a way out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.files.yaml_file import YamlDocument
from sitegen.text.near import nearest

if TYPE_CHECKING:
    from pydantic import BaseModel, TypeAdapter
    from pydantic_core import ErrorDetails

    from sitegen.files.yaml_places import Path

Schema = TypeVar("Schema", bound="BaseModel")

_QUOTED = re.compile("'([^']+)'")
_ALIKE = 4
"""Keys with so many first letters in common may be one."""
_MESSAGES = {
    "model_type": "a mapping is expected here: lines of `key: value`",
    "dict_type": "a mapping is expected here: lines of `key: value`",
    "tuple_type": "a list is expected here: `[one, two]`, or lines that begin with `- `",
    "string_type": "a plain text is expected here",
    "bool_parsing": "true or false is expected here",
    "string_pattern_mismatch": "it is not written as this key needs it",
}
"""What is said instead of the schema library's own words, by its error type."""


def validate(document: YamlDocument, schema: type[Schema], value: Any, at: Path = ()) -> Schema:
    """`value`, which stands at `at` in the document, as an instance of `schema`.

    Raises SitegenError with every mistake: SG103 unknown key, SG104 missing key, SG105 wrong value.
    """
    from pydantic import ValidationError

    try:
        return schema.model_validate(value)
    except ValidationError as error:
        raise SitegenError(_finding(document, schema, at, detail) for detail in error.errors()) from error


def valid_ones(schema: type[Schema], values: Sequence[Any]) -> Sequence[Schema] | None:
    """All the values as instances of `schema`; None where one of them is not right, which `validate` then tells."""
    from pydantic import ValidationError

    try:
        return _list_of(schema).validate_python(values)
    except ValidationError:
        return None


@cache
def _list_of(schema: type[BaseModel]) -> TypeAdapter[list[Any]]:
    from pydantic import TypeAdapter

    return TypeAdapter(list[schema])  # type: ignore[valid-type]  # a schema is known only when it is asked for


def _finding(document: YamlDocument, schema: type[BaseModel], at: Path, detail: ErrorDetails) -> Diagnostic:
    where = (*at, *detail["loc"])
    key = str(detail["loc"][-1]) if detail["loc"] else ""
    if detail["type"] == "extra_forbidden":
        known = _keys_at(schema, detail["loc"][:-1])
        near = nearest(key, known) or _begins_alike(key, known)
        hint = f"did you mean `{near}`?" if near else _known_keys(known, schema)
        return document.diagnostic(where, f"unknown key `{key}`", "SG103", hint)
    if detail["type"] == "missing":
        return document.diagnostic(where, f"the key `{key}` is missing", "SG104", f"add `{key}: …`")
    message, hint = _message_of(detail)
    named = ".".join(str(part) for part in detail["loc"])
    told = f"`{named}`: {message[:1].lower()}{message[1:]}" if named else message
    return document.diagnostic(where, told, "SG105", hint or _meaning_of(schema, detail["loc"]))


def _begins_alike(key: str, known: Sequence[str]) -> str:
    """The known key that begins most like this one, as `aliases` does like `alias`; empty where none does."""
    for length in range(len(key), _ALIKE - 1, -1):
        alike = next((one for one in known if one.startswith(key[:length])), "")
        if alike:
            return alike
    return ""


def _known_keys(known: Sequence[str], schema: type[BaseModel]) -> str:
    own = [key for key in known if key not in getattr(schema, "of_others", ())]
    aside = getattr(schema, "aside", "") if len(own) < len(known) else ""
    return f"known keys: {', '.join(own)}" + (f"; {aside}" if aside else "")


def _message_of(detail: ErrorDetails) -> tuple[str, str]:
    """What is wrong with a value, and the way out where it is a near word; else that is empty."""
    if detail["type"] == "literal_error" and isinstance(detail["input"], str):
        allowed = _QUOTED.findall(detail["ctx"]["expected"])
        near = nearest(detail["input"], allowed)
        message = f"`{detail['input']}` is none of the words allowed: {', '.join(allowed)}"
        return message, f"did you mean `{near}`?" if near else ""
    words = detail["msg"].removeprefix("Value error, ").replace("Input should", "should")
    return _MESSAGES.get(detail["type"], words), ""


def _meaning_of(schema: type[BaseModel], loc: Path) -> str:
    """What the key at `loc` below `schema` is for; empty where that is said nowhere."""
    meaning, current = "", schema
    for part in loc:
        field = next((f for n, f in current.model_fields.items() if part in (n, f.alias)), None)
        if field is not None:
            meaning = field.description or meaning
            current = next(iter(_models_in(field.annotation)), current)
    return meaning


def _keys_at(schema: type[BaseModel], loc: Path) -> list[str]:
    """The keys that a mapping at `loc` below `schema` may have."""
    current: Any = schema
    for part in loc:
        if not isinstance(part, str):
            continue
        field = next((f for n, f in current.model_fields.items() if part in (n, f.alias)), None)
        if field is None:
            continue
        current = next(iter(_models_in(field.annotation)), current)
    return [field.alias or name for name, field in current.model_fields.items()]


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    """The schemas that a field of this type holds."""
    from pydantic import BaseModel as Base

    return [one for one in _flatten(annotation) if isinstance(one, type) and issubclass(one, Base)]


def _flatten(annotation: Any) -> list[Any]:
    from typing import get_args

    inner = get_args(annotation)
    return [annotation] if not inner else [leaf for part in inner for leaf in _flatten(part)]
