"""Text from a file on disk, with every way this can fail told to the author."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from sitegen.diagnostics import Diagnostic, Severity, SitegenError
from sitegen.text.values import value

MOST_BYTES = 5_000_000
"""Largest source file that is read."""

MOST_BYTES_OF_PAGE = 60_000_000
"""The same of a saved page, which may hold its pictures in itself: its text has a limit of its own."""


_TEXTS = (".txt", ".md")
"""The files whose encoding may be another, where it is certain."""
_NAMES = {"cp1252": "Windows-1252", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}


@value
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
        return _page(self.content) if _is_page(self.shown) else _decoded(self.content, self.shown)

    @property
    def told(self) -> tuple[Diagnostic, ...]:
        """A note (SG309) on a text that is not UTF-8 and is read all the same."""
        codec = "" if _is_page(self.shown) else _other_encoding(self.content, self.shown)
        if not codec:
            return ()
        message = f"is not UTF-8; it is read as {_NAMES[codec]}"
        hint = "save the file as UTF-8, so that every program reads it"
        return (Diagnostic(self.shown, message, "SG309", 1, help=hint, severity=Severity.NOTE),)


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
        message, hint = f"cannot be read: {error.strerror or error}", "check its permissions"
        if path.is_symlink() and not path.exists():
            message, hint = "is a link that leads nowhere", "take the link out, or put the file itself there"
        return LoadedFile(shown, problems=(Diagnostic(shown, message, "SG301", help=hint),))
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


def _page(content: bytes) -> str:
    from sitegen.files.page_encoding import decode_page

    return decode_page(content)


def _decoded(content: bytes, shown: str) -> str:
    codec = _other_encoding(content, shown)
    try:
        text = content.decode(codec or "utf-8-sig").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        is_binary = b"\0" in content or content.startswith(_DOCUMENTS)
        message = (
            "is no text: it holds what a picture, a document or a program does" if is_binary else "is not UTF-8 text"
        )
        hint = "take the file out, or save its words as UTF-8" if is_binary else "save the file as UTF-8"
        raise SitegenError(Diagnostic(shown, message, "SG303", line, help=hint)) from error
    if text.startswith("{\\rtf"):
        raise SitegenError(Diagnostic(shown, "is no plain text: it holds a document (RTF)", "SG303", 1, help=_AS_TEXT))
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if codec or len(content.translate(None, _CONTROL_BYTES)) < len(content) or _holds_rare(content):
        _refuse_controls(text, shown)
    return text


def _other_encoding(content: bytes, shown: str) -> str:
    """The codec of a text that is certainly in another encoding than UTF-8; else an empty string."""
    if not shown.lower().endswith(_TEXTS) or (content.isascii() and b"\0" not in content):
        return ""
    try:
        content.decode("utf-8")
        is_utf8 = b"\0" not in content
    except UnicodeDecodeError:
        is_utf8 = False
    if is_utf8:
        return ""
    from sitegen.files.text_encoding import certain_encoding

    return certain_encoding(content)


_DOCUMENTS = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""What files of PDF, of archives as .docx is one, and of older word processors begin with."""
_AS_TEXT = "open it in a word processor, and save it as plain text (UTF-8), or as .docx for `sitegen import`"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_CONTROL_BYTES = bytes((*range(9), 11, *range(14, 32), 127))
_CONTROL = re.compile(f"[{re.escape(_CONTROL_BYTES.decode())}\x80-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_RARE = re.compile(rb"\xc2[\x80-\x9f]|\xef\xb7[\x90-\xaf]|\xef\xbf[\xbe\xbf]")
"""The upper half of the control characters, and what is no character, in UTF-8."""


def _holds_rare(content: bytes) -> bool:
    """Whether one of those stands in a text; most have not even the bytes that begin them."""
    return (b"\xc2" in content or b"\xef" in content) and _RARE.search(content) is not None


def _refuse_controls(text: str, shown: str) -> None:
    found = _CONTROL.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        message = f"holds a control character (U+{ord(found.group()):04X})"
        hint = "remove it; is this really a text file?"
        raise SitegenError(Diagnostic(shown, message, "SG304", line, column, hint))
