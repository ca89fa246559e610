"""A YAML file with one thing changed in it: every other line stays byte for byte as it was, comments and all.

A change is spliced into the text, and the result read: it must hold what the old text held, and the change. Where the
text is written in a way in which that does not come out (anchors, say), ruamel.yaml writes the file anew, comments
kept, and the same is asked of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.files.text_file import lines_with_ends
from sitegen.files.yaml_file import read_document
from sitegen.files.yaml_places import Path
from sitegen.files.yaml_scalars import Flow, Value, plain_value, write_scalar
from sitegen.files.yaml_splice import Edit, Put, Remove, spliced
from sitegen.text.values import value

__all__ = ["Edit", "Put", "Remove", "edited"]

_WIDE = 2**30
_BOM = "\ufeff"


def edited(text: str, edits: Sequence[Edit], shown: str) -> str:
    """The text with the edits made, one after the other; line ends and a byte order mark stay.

    Raises SitegenError: SG1xx when the text is not YAML, SG755 when it cannot be changed so.
    """
    mark = _BOM if text.startswith(_BOM) else ""
    lines = _Lines.of(text.removeprefix(_BOM))
    for edit in edits:
        lines = _made(lines, edit, shown)
    return mark + lines.text()


@value
class _Lines:
    """A text in lines without their ends, beside these."""

    lines: tuple[str, ...]
    ends: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> _Lines:
        lines, ends = [], []
        for line in lines_with_ends(text):
            bare = line.rstrip("\r\n") if line[-1:] in {"\r", "\n"} else line
            lines.append(bare)
            ends.append(line[len(bare) :])
        return cls(tuple(lines), tuple(ends))

    def text(self) -> str:
        return "".join(line + end for line, end in zip(self.lines, self.ends, strict=True))

    def plain(self) -> str:
        """The text with plain line ends."""
        return "".join(line + ("\n" if end else "") for line, end in zip(self.lines, self.ends, strict=True))

    def becoming(self, plain: str) -> _Lines:
        """Another text, also with plain line ends; lines that are the same at its beginning and its end keep theirs."""
        new, old = _Lines.of(plain), self
        most = min(len(new.lines), len(old.lines))
        first = next((n for n in range(most) if new.lines[n] != old.lines[n]), most)
        last = next((n for n in range(most - first) if new.lines[-1 - n] != old.lines[-1 - n]), most - first)
        usual = next((end for end in old.ends if end), "\n")
        middle = [usual if end else "" for end in new.ends[first : len(new.ends) - last]]
        ends = [*old.ends[:first], *middle, *old.ends[len(old.ends) - last :]]
        return _Lines(new.lines, tuple(end or usual for end in ends[:-1]) + tuple(ends[-1:]))


def _made(lines: _Lines, edit: Edit, shown: str) -> _Lines:
    old = lines.plain()
    value = read_document(old, shown).value
    wanted = _applied(value, edit)
    if wanted == value:
        return lines
    for make in (spliced, _written_anew):
        new = make(old, edit)
        if new is not None and _holds(new, wanted, shown):
            return lines.becoming(new)
    at = ".".join(map(str, edit.path))
    message = f"`{at}` cannot be changed here without changing more"
    raise SitegenError(Diagnostic(shown, message, "SG755", help="change it by hand"))


def _holds(text: str, wanted: Any, shown: str) -> bool:
    try:
        return bool(read_document(text, shown).value == wanted)
    except SitegenError:
        return False


def _applied(value: Any, edit: Edit) -> Any:
    """The value of a file with the edit made; raises SitegenError SG755 where no such path can be."""
    root = _fresh(value)
    if isinstance(edit, Remove):
        return _without(root, edit.path)
    holder, new = {"": root}, plain_value(edit.value)
    _set(holder, ("", *edit.path), new)
    return holder[""]


def _fresh(value: Any) -> Any:
    """The value of parts of its own: what stands twice is two of them."""
    if isinstance(value, dict):
        return {key: _fresh(inner) for key, inner in value.items()}
    return [_fresh(inner) for inner in value] if isinstance(value, list) else value


def _set(value: Any, path: Path, new: Any) -> None:
    step, rest = path[0], path[1:]
    if isinstance(value, list) and isinstance(step, int) and step <= len(value):
        value[step:step] = [] if step < len(value) else [_made_for(rest)]
    elif isinstance(value, dict) and isinstance(step, str):
        if rest and not value.get(step):
            value[step] = _made_for(rest)
    else:
        raise SitegenError(Diagnostic("", f"`{step}` fits nowhere", "SG755", help="change the file by hand"))
    if rest:
        _set(value[step], rest, new)
    else:
        value[step] = new


def _made_for(path: Path) -> Any:
    """What is empty, and can hold the first step of a path."""
    return {} if path and isinstance(path[0], str) else []


def _without(value: Any, path: Path) -> Any:
    step = path[0]
    there = step < len(value) if isinstance(value, list) and isinstance(step, int) else step in value
    if not there:
        return value
    if len(path) > 1:
        value[step] = _without(value[step], path[1:])
    if len(path) == 1 or value[step] in ({}, []):
        del value[step]
    return value


def _written_anew(text: str, edit: Edit) -> str | None:
    """The text as ruamel.yaml writes it with the edit made, comments and marks kept."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    yaml = YAML()
    yaml.composer.warn_double_anchors = False
    yaml.preserve_quotes = True
    yaml.width = _WIDE
    yaml.indent(mapping=2, sequence=4, offset=2)
    try:
        root = yaml.load(text)
        holder = {"": root if root is not None else _made_for(edit.path)}
        if isinstance(edit, Remove):
            holder[""] = _without(root, edit.path)
        else:
            _set(holder, ("", *edit.path), _for_ruamel(edit.value))
        stream = StringIO()
        yaml.dump(holder[""], stream)
    except (YAMLError, SitegenError, ValueError, TypeError, KeyError, RecursionError):
        return None
    return stream.getvalue()


def _for_ruamel(value: Value) -> Any:
    """The value as ruamel.yaml writes it: texts in marks where they need some."""
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    if isinstance(value, Flow):
        value = value.value
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return value if write_scalar(value, inside=True) == value else DoubleQuotedScalarString(value)
    if isinstance(value, Mapping):
        return {key: _for_ruamel(inner) for key, inner in value.items()}
    return [_for_ruamel(inner) for inner in value]
