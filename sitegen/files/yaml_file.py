"""Everything a user writes besides prose: YAML 1.2, read with the position of every key and checked against a schema.

Only mappings, lists and scalars are built, by hand: no tag is obeyed, so nothing runs. Scalars stay the strings that
were written (`NO` is "NO", a title may be `1984`); the schema turns them into dates and booleans. Three readers give
the same, each slower than the one before and asked where that one is in doubt: `yaml_lines`, `yaml_events`, and
ruamel.yaml, which tells mistakes. What the second and the third need is loaded with them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.files.yaml_limits import DEEPEST, MOST_VALUES
from sitegen.files.yaml_lines import places_in_lines, values_in_lines
from sitegen.text.near import nearest
from sitegen.text.values import value

if TYPE_CHECKING:
    from pydantic import BaseModel, TypeAdapter
    from pydantic_core import ErrorDetails

    from sitegen.files.yaml_places import Path, Position

MOST_CHARACTERS = 20_000_000

Schema = TypeVar("Schema", bound="BaseModel")

_TAG = "tag:yaml.org,2002:"
_NULL = f"{_TAG}null"
_PLAIN_TAGS = {f"{_TAG}{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "merge", "seq", "map")}
_LONGEST_LINE = 200
_QUOTED = re.compile("'([^']+)'")

_BEHIND_KEY = re.compile(r"^( *+(?:- ++)?\w[\w -]*+:)([ \t\xa0]++)(?=\S)", re.MULTILINE)

_ALIKE = 4
"""Keys with so many first letters in common may be one."""
_QUOTE_OR_INDENT = (
    "put text that holds a colon, a #, or begins with a mark between quotation marks, and indent with spaces"
)
_SYNTAX = (
    (r"character '\t'", ("a tab stands here", "indent with spaces: YAML takes no tabs")),
    (
        "mapping values are not allowed",
        (
            "a second colon stands in this line, or it is indented deeper than the one above it",
            'put text with a colon between quotation marks, as in title: "The port: a history", and begin a key as far '
            "left as those beside it",
        ),
    ),
    (
        "while scanning a quoted scalar",
        ("a quotation mark is not closed", "close it; a mark within the text is written twice, or as the other mark"),
    ),
    (
        "expected <block end>",
        (
            "this does not fit what stands before it",
            "indent what belongs together by the same number of spaces, and put a text that begins with a mark between "
            "quotation marks",
        ),
    ),
    ("could not find expected ':'", ("a colon is missing in this line, or the one above it", "write `key: value`")),
)
"""What is said instead of the parser's own words, with the way out."""

_MESSAGES = {
    "model_type": "a mapping is expected here: lines of `key: value`",
    "dict_type": "a mapping is expected here: lines of `key: value`",
    "tuple_type": "a list is expected here: `[one, two]`, or lines that begin with `- `",
    "string_type": "a plain text is expected here",
    "bool_parsing": "true or false is expected here",
    "string_pattern_mismatch": "it is not written as this key needs it",
}
"""What is said instead of the schema library's own words, by its error type."""


@value(slots=False)
class YamlDocument:
    """A parsed file: plain values, and where each key and list entry stands."""

    value: Any
    path: str
    text: str
    first_line: int = 1
    read_positions: Mapping[Path, Position] | None = None
    """The positions, where they came with the values."""

    @cached_property
    def positions(self) -> Mapping[Path, Position]:
        """Line and column (from 1) of every key and list entry by its path."""
        if self.read_positions is not None:
            return self.read_positions
        text = _plainly_spaced(self.text)
        return places_in_lines(text, self.first_line) or _places_of(text, self.first_line)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of the text."""
        return tuple(self.text.splitlines())

    def diagnostic(self, where: Path, message: str, code: str, hint: str = "") -> Diagnostic:
        """A finding at `where`, or at the nearest thing around it that has one."""
        while where and where not in self.positions:
            where = where[:-1]
        line, column = self.positions.get(where, (self.first_line, 1))
        index = line - self.first_line
        shown = self.lines[index][:_LONGEST_LINE] if 0 <= index < len(self.lines) else ""
        return Diagnostic(self.path, message, code, line, column, hint, shown)


def read_document(text: str, path: str, first_line: int = 1) -> YamlDocument:
    """The values in `text`, with their positions; an empty text gives an empty mapping.

    A key without a value is left out. Raises SitegenError: SG101 for what is not YAML, SG102 for what is not allowed.
    """
    text = _plainly_spaced(text)
    document = YamlDocument({}, path, text, first_line, {})
    if len(text) > MOST_CHARACTERS:
        raise SitegenError(document.diagnostic((), "this file is too large to be read", "SG101", "split the file"))
    value = values_in_lines(text)
    if value is None:
        value = _values_of(text)
    return YamlDocument(value, path, text, first_line) if value is not None else _read_by_nodes(document)


def _plainly_spaced(text: str) -> str:
    """The text with spaces for tabs behind keys, which the readers do not take, and for what looks like spaces."""
    if "\t" not in text and "\xa0" not in text:
        return text
    return _BEHIND_KEY.sub(lambda found: found[1] + " " * len(found[2]), text)


def _values_of(text: str) -> Any:
    from sitegen.files.yaml_events import values_of

    return values_of(text)


def _places_of(text: str, first_line: int) -> Mapping[Path, Position]:
    from sitegen.files.yaml_places import places_of

    return places_of(text, first_line)


def _read_by_nodes(document: YamlDocument) -> YamlDocument:
    """The document with its values and their positions, by ruamel.yaml; raises SitegenError with what is wrong."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        yaml = YAML(typ="safe", pure=True)
        yaml.composer.warn_double_anchors = False  # YAML allows them, and a warning would go past the author's eyes
        node = yaml.compose(document.text)
    except MarkedYAMLError as error:
        raise SitegenError(_syntax_error(error, document)) from error
    except (YAMLError, ValueError) as error:
        message = str(error).splitlines()[0]
        raise SitegenError(document.diagnostic((), f"this is not YAML: {message}", "SG101")) from error
    except RecursionError as error:
        message = "the values are nested too deeply"
        raise SitegenError(document.diagnostic((), message, "SG101", "use fewer levels")) from error
    builder = _Builder(document)
    value = builder.build(node, (), 0) if node is not None else {}
    if builder.problems:
        raise SitegenError(builder.problems)
    return replace(builder.document, value=value)


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

    return TypeAdapter(list[schema])  # type: ignore[valid-type]


class _Builder:
    """Builds plain values from composed nodes; collects what it refuses."""

    def __init__(self, document: YamlDocument) -> None:
        self.positions: dict[Path, Position] = {}
        self.document = replace(document, read_positions=self.positions)
        self.count = 0
        self.problems: list[Diagnostic] = []

    def build(self, node: Any, at: Path, depth: int) -> Any:
        self.count += 1
        self.positions.setdefault(at, self._position(node))
        if self.count > MOST_VALUES or depth > DEEPEST:
            self._refuse(at, "this file holds too many values or levels (are aliases repeated?)", "write it out flatly")
            raise SitegenError(self.problems)
        if str(node.tag) not in _PLAIN_TAGS:
            self._refuse(at, f"the tag {node.tag} is not allowed", "write a plain value; tags are never obeyed")
            return None
        if isinstance(node.value, str):
            return None if str(node.tag) == _NULL and node.style is None else node.value
        if node.id == "sequence":
            return [self.build(child, (*at, index), depth + 1) for index, child in enumerate(node.value)]
        return self._mapping(node, at, depth)

    def _mapping(self, node: Any, at: Path, depth: int) -> dict[str, Any]:
        built: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node.value, str):
                self._refuse(at, "a key must be a plain word", "write `key: value`")
                continue
            key = key_node.value
            where = (*at, key)
            if key in built:
                self.positions[where] = self._position(key_node)
                self._refuse(where, f"the key `{key}` stands twice", "keep one of the two")
                continue
            self.positions[where] = self._position(key_node)
            built[key] = self.build(value_node, where, depth + 1)
        return {key: value for key, value in built.items() if value is not None}

    def _position(self, node: Any) -> Position:
        return node.start_mark.line + self.document.first_line, node.start_mark.column + 1

    def _refuse(self, at: Path, message: str, hint: str) -> None:
        self.problems.append(self.document.diagnostic(at, message, "SG102", hint))


def _syntax_error(error: Any, document: YamlDocument) -> Diagnostic:
    is_unclosed = "quoted scalar" in str(error.context)
    mark = (error.context_mark if is_unclosed else error.problem_mark) or error.context_mark
    if mark is not None:
        document = replace(document, read_positions={("",): (mark.line + document.first_line, mark.column + 1)})
    message = " ".join(f"{error.problem or 'not understood'} {error.context or ''}".split())
    told, hint = next((said for words, said in _SYNTAX if words in message), (message, _QUOTE_OR_INDENT))
    return document.diagnostic(("",), f"this is not YAML: {told}", "SG101", hint)


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
