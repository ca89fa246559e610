"""Text from a file on disk, with every way this can fail told to the author."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.files.page_encoding import decode_page

MOST_BYTES = 5_000_000
"""Largest source file that is read."""

MOST_BYTES_OF_PAGE = 60_000_000
"""The same of a saved page, which may hold its pictures in itself: its text has a limit of its own."""


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """The bytes of a file, or why there are none. Whoever is handed it needs no disk."""

    shown: str
    """Its path for messages."""
    content: bytes = b""
    problems: tuple[Diagnostic, ...] = ()

    def text(self) -> str:
        """The text, as `read_text_file` gives it. Raises SitegenError as that does."""
        if self.problems:
            raise SitegenError(self.problems)
        return decode_page(self.content) if _is_page(self.shown) else _decoded(self.content, self.shown)


def read_text_file(path: Path, shown: str) -> str:
    """The text of a UTF-8 file, or of a saved page in any encoding, without a byte order mark and with plain line ends.

    `shown` is the path for messages. Raises SitegenError: SG301 when it cannot be read, SG302 when it is too large,
    SG303 with the line when it is not UTF-8, SG304 with the line when it holds control characters.
    """
    return load_file(path, shown).text()


def load_file(path: Path, shown: str) -> LoadedFile:
    """The bytes of the file at `path`, or what keeps it from being read; `shown` is its path for messages."""
    try:
        size = path.stat().st_size
        most = most_bytes(shown)
        content = path.read_bytes() if size <= most else b""
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        return LoadedFile(shown, problems=(Diagnostic(shown, message, "SG301", help="check its permissions"),))
    if size > most:
        message = f"is {size:,} bytes long; at most {most:,} are read"
        return LoadedFile(shown, problems=(Diagnostic(shown, message, "SG302", help="split it into several files"),))
    return LoadedFile(shown, content)


def most_bytes(path: str) -> int:
    """How large a source file may be."""
    return MOST_BYTES_OF_PAGE if _is_page(path) else MOST_BYTES


def _is_page(path: str) -> bool:
    return path.lower().endswith(".html")


def lines_with_ends(text: str, at: int = 0) -> Iterator[str]:
    """The lines of a text from an offset on, each with its end: what `read_text_file` gives a plain one for."""
    return (found.group() for found in _LINE.finditer(text, at))


def _decoded(content: bytes, shown: str) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        hint = "save the file as UTF-8"
        raise SitegenError(Diagnostic(shown, "is not UTF-8 text", "SG303", line, help=hint)) from error
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(content.translate(None, _CONTROL_BYTES)) < len(content):
        _refuse_controls(text, shown)
    return text


_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_CONTROL_BYTES = bytes((*range(9), 11, *range(14, 32), 127))
_CONTROL = re.compile(f"[{re.escape(_CONTROL_BYTES.decode())}]")


def _refuse_controls(text: str, shown: str) -> None:
    found = _CONTROL.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        message = f"holds a control character (U+{ord(found.group()):04X})"
        hint = "remove it; is this really a text file?"
        raise SitegenError(Diagnostic(shown, message, "SG304", line, column, hint))
