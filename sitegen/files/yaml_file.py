"""Everything a user writes besides prose: YAML 1.2, read with the position of every key.

Only mappings, lists and scalars are built, by hand: no tag is obeyed, so nothing runs. Scalars stay the strings that
were written (`NO` is "NO", a title may be `1984`); the schema turns them into dates and booleans. Three readers give
the same, each slower than the one before and asked where that one is in doubt: `yaml_lines`, `yaml_events`, and
ruamel.yaml, which tells mistakes. What the second and the third need is loaded with them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.files.yaml_limits import DEEPEST, MOST_VALUES
from sitegen.files.yaml_lines import places_in_lines, values_in_lines
from sitegen.files.yaml_parts import lines_of_item
from sitegen.text.values import value

if TYPE_CHECKING:
    from sitegen.files.yaml_places import Path, Position

MOST_CHARACTERS = 20_000_000

_TAG = "tag:yaml.org,2002:"
_NULL = f"{_TAG}null"
_PLAIN_TAGS = {f"{_TAG}{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "merge", "seq", "map")}
_LONGEST_LINE = 200

_BEHIND_KEY = re.compile(r"^( *+(?:- ++)?\w[\w -]*+:)([ \t\xa0]++)(?=\S)", re.MULTILINE)

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


def read_item(item: str, path: str, first_line: int) -> YamlDocument:
    """A list of the one item that `yaml_parts` has told apart, with its positions in the file."""
    lines = lines_of_item(item)
    value, places = values_in_lines(lines), places_in_lines(lines, first_line)
    if value is None or places is None:
        return read_document(item, path, first_line)
    positions = {(0, *where): (line, column + 2) for where, (line, column) in places.items()}
    return YamlDocument([value], path, item, first_line, {(): (first_line, 1), **positions})


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
