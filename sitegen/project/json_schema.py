"""JSON Schemas of what users write, so that editors complete and underline it: site.yaml, knowledge, front matter.

They judge what a YAML 1.2 reader makes of a file, where `1984` is a number and `title:` is null; sitegen itself keeps
the strings and passes over empty keys. So a plain number is allowed where its digits are a good text, and null behind
every key that may be left out. Beyond a schema's means are ids used twice, countries nobody knows, files that are not
there, a role that ends before it begins. They are stricter than sitegen in a few things: an unknown key is
underlined even while it is empty, in other capitals, or among keys of other systems; so are days in the forms of these;
and the length of a text is counted with all its white space.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import BaseModel

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NAMES = ("site", "knowledge", "article")
"""What there is a schema of: site.yaml, a file in knowledge/, the front matter of an article."""

_TITLES = {
    "site": "site.yaml: the settings of a sitegen project",
    "knowledge": "A file in knowledge/: one entity, or a list of them",
    "article": "Front matter of an article, or the .yaml file beside it",
}
_LOOKS_LIKE = {"number": "0.5", "integer": "2024", "boolean": "true"}
"""Types that a YAML reader gives to a plain text, each with one that is so read; a number may be an integer too."""
_FIRST = ("description", "type", "default", "minLength", "maxLength", "pattern")
"""The order in which the words of a schema stand; others come last."""
_TRUTHS = ("true", "false", "yes", "no", "on", "off", "y", "n", "t", "f", "1", "0")
"""What may be written for true or false, in any case of letters."""


def schemas() -> Mapping[str, Schema]:
    """The three schemas by the names of their files: site.schema.json, knowledge.schema.json, article.schema.json."""
    return {file_name(name): schema_of(name) for name in NAMES}


def file_name(name: str) -> str:
    """The name of the file that holds the schema of one of NAMES."""
    return f"{name}.schema.json"


def schema_of(name: str) -> Schema:
    """The schema of one of NAMES, in JSON Schema draft 2020-12."""
    from sitegen.project.entries import EntityEntry, SiteEntry
    from sitegen.project.foreign_keys import PASSED, AnyFrontMatter

    head = {"$schema": DIALECT, "$id": f"urn:sitegen:schema:{name}", "title": _TITLES[name]}
    if name == "knowledge":
        body = _of_model(EntityEntry)
        definitions = body.pop("$defs", {}) | {"EntityEntry": body}
        one = {"$ref": "#/$defs/EntityEntry"}
        return head | {"anyOf": [one, {"type": "array", "items": one}, {"type": "null"}], "$defs": definitions}
    body = _of_model(SiteEntry if name == "site" else AnyFrontMatter)
    if name == "article":
        body["properties"] |= {key: {"description": f"Of {of}: says nothing here."} for key, of in PASSED.items()}
    return head | body | {"type": ["object", "null"]}


def render_schema(schema: Schema) -> str:
    """The schema as the text of a file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _of_model(model: type[BaseModel]) -> Schema:
    """The schema of a model, made to fit what a YAML reader gives."""
    schema = model.model_json_schema()
    definitions = {name: _object(inner) for name, inner in schema.pop("$defs", {}).items()}
    return _object(schema) | ({"$defs": definitions} if definitions else {})


def _object(schema: Schema) -> Schema:
    required = schema.get("required", ())
    properties = {key: _value(inner, optional=key not in required) for key, inner in schema["properties"].items()}
    return _ordered(_without(schema, "title") | {"properties": properties})


def _value(schema: Schema, *, optional: bool) -> Schema:
    """What may stand behind a key; behind one that may be left out, also nothing."""
    kept = {key: value for key, value in schema.items() if key != "title" and (key != "default" or value)}
    if "enum" in kept:
        return _without(kept, "type") | {"enum": [*kept["enum"], *([None] if optional else [])]}
    if "$ref" in kept:
        told = {"description": kept.pop("description")} if "description" in kept else {}
        return told | {"anyOf": [kept, {"type": "null"}]} if optional else told | kept
    if "anyOf" in kept:
        choices = [_value(choice, optional=False) for choice in kept["anyOf"] if choice.get("type") != "null"]
        return kept | {"anyOf": [*choices, *([{"type": "null"}] if optional else [])]}
    if "type" not in kept:
        return kept
    widened = kept | _WIDEN[kept["type"]](kept)
    return _ordered(widened | ({"type": [*_listed(widened["type"]), "null"]} if optional else {}))


def _text(schema: Schema) -> Schema:
    """A text; a plain number or truth value too, where its letters would be allowed."""
    pattern = schema.get("pattern", r"\S" if schema.get("minLength") else "")
    types = ["string", *(name for name, sample in _LOOKS_LIKE.items() if re.search(pattern, sample))]
    types = [name for name in types if name != "integer" or "number" not in types]
    bounds = {"minimum": 0} if "integer" in types and not re.search(pattern, "-1") and "minimum" not in schema else {}
    return {"type": types if len(types) > 1 else "string"} | ({"pattern": pattern} if pattern else {}) | bounds


def _whole_number(schema: Schema) -> Schema:
    """A whole number, bare or between marks."""
    return {"type": ["integer", "string"]}


def _truth(schema: Schema) -> Schema:
    """True or false, in every way in which it may be written."""
    spelled = "|".join("".join(f"[{c}{c.upper()}]" if c.isalpha() else c for c in word) for word in _TRUTHS)
    return {"type": ["boolean", "string", "integer"], "pattern": f"^(?:{spelled})$", "minimum": 0, "maximum": 1}


def _sequence(schema: Schema) -> Schema:
    may_be_nothing = {"type": "null"} in schema["items"].get("anyOf", ())
    return {"type": "array", "items": _value(schema["items"], optional=may_be_nothing)}


def _mapping(schema: Schema) -> Schema:
    return {"type": "object", "additionalProperties": _value(schema["additionalProperties"], optional=True)}


_WIDEN = {"string": _text, "integer": _whole_number, "boolean": _truth, "array": _sequence, "object": _mapping}


def _ordered(schema: Schema) -> Schema:
    return {key: schema[key] for key in sorted(schema, key=lambda key: (*_FIRST, key).index(key))}


def _without(schema: Schema, key: str) -> Schema:
    return {name: value for name, value in schema.items() if name != key}


def _listed(types: str | list[str]) -> list[str]:
    return [types] if isinstance(types, str) else types
