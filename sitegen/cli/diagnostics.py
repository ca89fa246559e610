"""What the command line says about mistakes: for people, for editors and for continuous integration."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from rich.console import Console
from rich.text import Text

from sitegen.diagnostics import Diagnostic, Severity

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def show(diagnostics: Iterable[Diagnostic], console: Console, style: str = "text") -> None:
    """Print the diagnostics in file order to `console`, in one of MESSAGE_FORMATS."""
    render = {"text": _as_text, "json": _as_json, "github": _as_github}[style]
    for diagnostic in sorted(set(diagnostics), key=lambda d: (d.path, d.line, d.column, d.code, d.message)):
        console.print(render(diagnostic), soft_wrap=True, highlight=False)


def _clean(words: str) -> str:
    """Printable on one line: control characters could move a terminal's cursor."""
    return "".join(c if c.isprintable() else "�" for c in words.replace("\t", " "))


def _as_text(diagnostic: Diagnostic) -> Text:
    shown = Text()
    shown.append(f"{_clean(diagnostic.location)}: ")
    shown.append(f"{diagnostic.severity}[{diagnostic.code}]", style=_COLOURS[diagnostic.severity])
    shown.append(f": {_clean(diagnostic.message)}")
    if diagnostic.source_line:
        line = _clean(diagnostic.source_line)
        number = f"{diagnostic.line} | "
        shown.append(f"\n  {number}{line}")
        caret = " " * (len(number) + max(diagnostic.column - 1, 0)) + "^"
        shown.append(f"\n  {caret}", style=_COLOURS[diagnostic.severity])
    if diagnostic.help:
        shown.append("\n  help: ", style="bold")
        shown.append(_clean(diagnostic.help))
    return shown


def _as_json(diagnostic: Diagnostic) -> Text:
    return Text(json.dumps(asdict(diagnostic), ensure_ascii=False))


def _as_github(diagnostic: Diagnostic) -> Text:
    """A workflow command that marks the line in a pull request."""
    position = f"file={_escape(diagnostic.path, ',:')}"
    if diagnostic.line:
        position += f",line={diagnostic.line}" + (f",col={diagnostic.column}" if diagnostic.column else "")
    words = diagnostic.message + (f" (help: {diagnostic.help})" if diagnostic.help else "")
    return Text(f"::{_GITHUB[diagnostic.severity]} {position},title={diagnostic.code}::{_escape(words)}")


def _escape(words: str, more: str = "") -> str:
    return "".join(f"%{ord(c):02X}" if c in "%\r\n" + more else c for c in words)
