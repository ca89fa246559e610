"""The front matter at the head of a Markdown text, in whichever form it is: YAML, TOML or JSON."""

from __future__ import annotations

import json
import re
from enum import StrEnum

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.files.json_file import find_object, read_json
from sitegen.files.yaml_file import YamlDocument, read_document
from sitegen.text.values import value

FENCE = "---"
"""The line before and behind YAML."""
TOML_FENCE = "+++"
"""The line before and behind TOML."""
_FIRST_KEY = re.compile(r'\{\s*("(?:[^"\\\n]|\\.)*")\s*:')
_REST_OF_LINE = re.compile(r"[ \t]*(?:\n|\Z)")


class Form(StrEnum):
    """How front matter is written."""

    YAML = "YAML"
    TOML = "TOML"
    JSON = "JSON"


def _read_toml(text: str, path: str, first_line: int) -> YamlDocument:
    from sitegen.files.toml_file import read_toml  # tomllib is slow to load

    return read_toml(text, path, first_line)


_READERS = {Form.YAML: read_document, Form.TOML: _read_toml, Form.JSON: read_json}


@value
class Head:
    """Front matter as it is written."""

    form: Form
    keys: str
    """All of it; what stands around it apart."""
    begin: int
    """The offset where the body of the text begins."""
    first_line: int = 2
    """The number of the line in which the keys begin."""

    def read(self, path: str) -> YamlDocument:
        """Its values with their places. Raises SitegenError (SG101, SG102) where it is not written in its form."""
        return _READERS[self.form](self.keys, path, self.first_line)


def find_head(text: str, path: str) -> Head | None:
    """The front matter of a text; None where it has none.

    Raises SitegenError: SG307 where it is not closed, SG101 for an object of JSON with a mistake in it.
    """
    if text.startswith("{"):
        return _find_json(text, path)
    keys, begin = split_front_matter(text, path)
    form = Form.TOML if text.startswith(TOML_FENCE) else Form.YAML
    return Head(form, keys, begin) if begin else None


def _find_json(text: str, path: str) -> Head | None:
    """An object that begins a text, ends its line and has a key of front matter, ours or another system's.

    One that breaks off is front matter where its first key is one; any other text that begins with a brace is text.
    """
    from sitegen.project.foreign_keys import is_known  # slow to load

    keys, end = find_object(text)
    first = _FIRST_KEY.match(text)
    if end and (closed := _REST_OF_LINE.match(text, end)) and any(map(is_known, keys)):
        return Head(Form.JSON, text[:end], closed.end(), first_line=1)
    if not end and first is not None and is_known(_word_of(first[1])):
        read_json(text, path)
    return None


def _word_of(string: str) -> str:
    try:
        return str(json.loads(string))
    except ValueError:
        return ""


def split_front_matter(text: str, path: str) -> tuple[str, int]:
    """What stands between the two fences, `---` or `+++`, at the head of `text`, and the offset where the body begins.

    A text that does not begin with such a line has none: "" and 0. Raises SitegenError SG307 when it is not closed.
    """
    fence = text.split("\n", 1)[0].rstrip()
    if fence not in (FENCE, TOML_FENCE):
        return "", 0
    begin = len(text.split("\n", 1)[0]) + 1
    at = begin
    for line in text[begin:].split("\n"):
        if line.rstrip() == fence:
            return text[begin:at], min(at + len(line) + 1, len(text))
        at += len(line) + 1
    hint = f"close it with a line that holds {fence} alone"
    hint += "; a rule across the page is written ***" if fence == FENCE else ""
    raise SitegenError(Diagnostic(path, "the front matter is not closed", "SG307", 1, 1, hint, fence))
