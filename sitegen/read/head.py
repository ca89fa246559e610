"""The front matter at the head of a Markdown text, in whichever form it is: YAML, TOML or JSON."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from enum import StrEnum
from itertools import takewhile

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.files.json_file import find_object, read_json
from sitegen.files.yaml_file import YamlDocument, read_document
from sitegen.text.values import value

FENCE = "---"
"""The line before and behind YAML."""
TOML_FENCE = "+++"
"""The line before and behind TOML."""
_FENCES = (FENCE, TOML_FENCE)
_BEGINNINGS = (*_FENCES, "{")
ENDS = {FENCE: (FENCE, "..."), TOML_FENCE: (TOML_FENCE,)}
"""The lines that end front matter, by the line that begins it: YAML ends a document with three points, too."""
_MAY_BE_KEY = re.compile(r"[A-Za-z][\w-]{0,40}[ \t]*:(?:[ \t]|\n)")
_PROGRAMS = frozenset(f"{FENCE}{name}" for name in ("js", "javascript", "coffee", "cson", "lua", "php"))
"""Lines before front matter that is a program."""
_MAY_BE_ODD = re.compile(
    r"\s+(?:---|\+\+\+)|\s*<!--|\s*\.\. [a-z]\w*:|[A-Za-z][\w-]*:: |%[ \t]"
    r"|#[ \t][^\n]*\n(?:[^\S\n]*\n)+[A-Z][\w -]{0,40}:[ \t]+\S"
)
"""How a text begins that may have front matter where few have it."""
_MOST_LINES = 100
_ANY_KEY = re.compile(r"([A-Za-z][\w-]{0,40})[ \t]*[:=]")
_FIRST_KEY = re.compile(r'\{\s*("(?:[^"\\\n]|\\.)*")\s*:')
_REST_OF_LINE = re.compile(r"[ \t]*(?:\n|\Z)")


class Form(StrEnum):
    """How front matter is written."""

    YAML = "YAML"
    TOML = "TOML"
    JSON = "JSON"
    LINES = "lines of keys"


_NAMED = {
    **{f"{FENCE}{name}": Form.JSON for name in ("json", "json5")},
    f"{FENCE}toml": Form.TOML,
    **{f"{FENCE}{name}": Form.YAML for name in ("yaml", "yml")},
}
"""Lines before front matter that name its form."""


def _read_toml(text: str, path: str, first_line: int) -> YamlDocument:
    from sitegen.files.toml_file import read_toml  # tomllib is slow to load

    return read_toml(text, path, first_line)


def _read_lines(text: str, path: str, first_line: int) -> YamlDocument:
    from sitegen.read.bare_head import read_lines  # slow to load

    return read_lines(text, path, first_line)


_READERS = {Form.YAML: read_document, Form.TOML: _read_toml, Form.JSON: read_json, Form.LINES: _read_lines}


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
    is_bare: bool = False
    """No line of --- or +++ stands before it."""
    at: int = 0
    """The offset of the line before it."""
    comments: tuple[int, ...] = ()
    """The numbers of the lines before it in which comments begin."""

    def read(self, path: str) -> YamlDocument:
        """Its values with their places. Raises SitegenError (SG101, SG102) where it is not written in its form."""
        return _READERS[self.form](self.keys, path, self.first_line)


def find_head(text: str, path: str) -> Head | None:
    """The front matter of a text; None where it has none.

    Raises SitegenError: SG307 where it is not closed, SG101 for an object of JSON with a mistake in it.
    """
    if text.startswith("{"):
        return _find_json(text, path)
    if not text.startswith(_FENCES):
        return _find_bare(text) if _MAY_BE_KEY.match(text) else _find_odd(text, path)
    keys, begin = split_front_matter(text, path)
    first = text.split("\n", 1)[0].rstrip()
    form = _NAMED.get(first) or (Form.TOML if first == TOML_FENCE else Form.YAML)
    return Head(form, keys, begin) if begin else None


def find_surely(text: str, path: str) -> Head | None:
    """The front matter of a text that is no Markdown: a line of --- or +++, a key right behind it, and a known one.

    Raises SitegenError as `find_head` does.
    """
    first, *rest = text.split("\n", _MOST_LINES)[:_MOST_LINES]
    if first.rstrip() not in _FENCES or not rest or _ANY_KEY.match(rest[0]) is None:
        return None
    from sitegen.project.foreign_keys import is_known  # slow to load

    keys = map(_ANY_KEY.match, takewhile(lambda line: line.rstrip() not in ENDS[first.rstrip()], rest))
    return find_head(text, path) if any(key is not None and is_known(key[1].lower()) for key in keys) else None


def may_have_head(text: str) -> bool:
    """Whether a text begins in a way in which front matter does."""
    is_usual = text.startswith(_BEGINNINGS) or _MAY_BE_KEY.match(text) is not None
    return is_usual or _MAY_BE_ODD.match(text) is not None


def _find_odd(text: str, path: str) -> Head | None:
    """Front matter behind blank lines or comments, in a comment, in lines with a % before them, below the heading."""
    if _MAY_BE_ODD.match(text) is None:
        return None
    from sitegen.read.odd_heads import find_fence, keys_in  # slow to load

    at, comments = find_fence(text, _FENCES)
    before = text.count("\n", 0, at)
    try:
        head = find_head(text[at:], path) if at else None
    except SitegenError as error:
        raise SitegenError(replace(one, line=one.line and one.line + before) for one in error.diagnostics) from error
    if head is not None:
        return replace(head, begin=head.begin + at, first_line=head.first_line + before, at=at, comments=comments)
    keys, end, first = keys_in(text)
    return Head(Form.LINES, keys, end, first, is_bare=True) if keys else None


def _find_bare(text: str) -> Head | None:
    """Keys with no line before them, which a line of --- or a blank one ends."""
    from sitegen.read.bare_head import end_of_lines, end_of_yaml  # slow to load

    end = end_of_yaml(text)
    if end:
        behind = text.find("\n", end)
        return Head(Form.YAML, text[:end], behind + 1 if behind >= 0 else len(text), 1, is_bare=True)
    end = end_of_lines(text)
    return Head(Form.LINES, text[:end], min(end, len(text)), 1, is_bare=True) if end else None


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
    if fence in _PROGRAMS:
        message = f"the front matter is written in {fence.removeprefix(FENCE)}, which is not read"
        hint = f"write it as YAML, lines of `key: value`, between two lines of {FENCE}"
        raise SitegenError(Diagnostic(path, message, "SG307", 1, 1, hint, fence))
    if fence not in (*_FENCES, *_NAMED):
        return "", 0
    fence = FENCE if fence in _NAMED else fence
    begin = len(text.split("\n", 1)[0]) + 1
    at = begin
    for line in text[begin:].split("\n"):
        if line.rstrip() in ENDS[fence]:
            return text[begin:at], min(at + len(line) + 1, len(text))
        at += len(line) + 1
    hint = f"close it with a line that holds {fence} alone"
    hint += "; a rule across the page is written ***" if fence == FENCE else ""
    raise SitegenError(Diagnostic(path, "the front matter is not closed", "SG307", 1, 1, hint, fence))
