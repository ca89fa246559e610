"""Text from a file on disk, with every way this can fail told to the author."""

from __future__ import annotations

import re
from pathlib import Path

from sitegen.diagnostics import Diagnostic, SitegenError

MOST_BYTES = 5_000_000
"""Largest source file that is read."""


def read_text_file(path: Path, shown: str) -> str:
    """The text of a UTF-8 file, without a byte order mark and with plain line ends.

    `shown` is the path for messages. Raises SitegenError: SG301 when it cannot be read, SG302 when it is too large,
    SG303 with the line when it is not UTF-8, SG304 with the line when it holds control characters.
    """
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= MOST_BYTES else b""
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        raise SitegenError(Diagnostic(shown, message, "SG301", help="check its permissions")) from error
    if size > MOST_BYTES:
        message = f"is {size:,} bytes long; at most {MOST_BYTES:,} are read"
        raise SitegenError(Diagnostic(shown, message, "SG302", help="split it into several files"))
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
