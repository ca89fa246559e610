"""What the command line says about mistakes: for people, for editors and for continuous integration."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from sitegen.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from rich.console import Console

Part = tuple[str, str]
"""Words, and how a terminal shows them."""

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def show(diagnostics: Iterable[Diagnostic], console: Console, style: str = "text") -> None:
    """Print the diagnostics in file order to `console`, in one of MESSAGE_FORMATS."""
    from rich.text import Text  # slow to load, and of no use but to a terminal

    for parts in _rendered(diagnostics, style):
        console.print(Text.assemble(*parts), soft_wrap=True, highlight=False)


def plain(diagnostics: Iterable[Diagnostic], style: str = "text") -> str:
    """The same without colours."""
    return "".join("".join(words for words, _ in parts) + "\n" for parts in _rendered(diagnostics, style))


def _rendered(diagnostics: Iterable[Diagnostic], style: str) -> Iterator[Sequence[Part]]:
    render = {"text": _as_text, "json": _as_json, "github": _as_github}[style]
    for diagnostic in sorted(set(diagnostics), key=lambda d: (d.path, d.line, d.column, d.code, d.message)):
        yield tuple(render(diagnostic))


def _clean(words: str) -> str:
    """Printable on one line: control characters could move a terminal's cursor."""
    return "".join(c if c.isprintable() else "�" for c in words.replace("\t", " "))


def _as_text(diagnostic: Diagnostic) -> Iterator[Part]:
    colour = _COLOURS[diagnostic.severity]
    yield f"{_clean(diagnostic.location)}: ", ""
    yield f"{diagnostic.severity}[{diagnostic.code}]", colour
    yield f": {_clean(diagnostic.message)}", ""
    if diagnostic.source_line:
        line = _clean(diagnostic.source_line)
        number = f"{diagnostic.line} | "
        yield f"\n  {number}{line}", ""
        caret = " " * (len(number) + max(diagnostic.column - 1, 0)) + "^"
        yield f"\n  {caret}", colour
    if diagnostic.help:
        yield "\n  help: ", "bold"
        yield _clean(diagnostic.help), ""


def _as_json(diagnostic: Diagnostic) -> Iterator[Part]:
    yield json.dumps(asdict(diagnostic), ensure_ascii=False), ""


def _as_github(diagnostic: Diagnostic) -> Iterator[Part]:
    """A workflow command that marks the line in a pull request."""
    position = f"file={_escape(diagnostic.path, ',:')}"
    if diagnostic.line:
        position += f",line={diagnostic.line}" + (f",col={diagnostic.column}" if diagnostic.column else "")
    words = diagnostic.message + (f" (help: {diagnostic.help})" if diagnostic.help else "")
    yield f"::{_GITHUB[diagnostic.severity]} {position},title={diagnostic.code}::{_escape(words)}", ""


def _escape(words: str, more: str = "") -> str:
    return "".join(f"%{ord(c):02X}" if c in "%\r\n" + more else c for c in words)
