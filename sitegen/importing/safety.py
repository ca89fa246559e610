"""Files of strangers, opened with care: bounded, without document types, without paths that lead out."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path, PurePosixPath
from typing import NoReturn

from sitegen.diagnostics import Diagnostic, SitegenError

MOST_BYTES = 100_000_000
"""Largest file that is read."""
MOST_UNPACKED = 500_000_000
"""So much may come out of an archive in all."""
MOST_TIMES = 200
"""So many times its packed size may a file in an archive have, once it is larger than `SMALL`."""
SMALL = 1_000_000
MOST_FILES = 20_000
"""So many files may be in an archive."""

INSTALL = "pip install 'sitegen-press[import]'"
_DOCUMENT_TYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:")


def refuse(path: str, message: str, code: str, hint: str, line: int = 0) -> NoReturn:
    """Raise SitegenError with this."""
    raise SitegenError(Diagnostic(path, message, code, line, help=hint))


def read_bytes(path: Path, shown: str) -> bytes:
    """The bytes of a file. Raises SitegenError: SG851 when it is too large, SG852 when it cannot be read."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            message = f"is {size:,} bytes long; at most {MOST_BYTES:,} are read"
            refuse(shown, message, "SG851", "export or save it in several parts")
        return path.read_bytes()
    except OSError as error:
        refuse(shown, f"cannot be read: {error.strerror or error}", "SG852", "check its name and its permissions")


def refuse_document_type(content: bytes, shown: str) -> None:
    """Raise SitegenError (SG853) for XML that declares a document type or an entity, in whatever encoding."""
    found = _DOCUMENT_TYPE.search(content) or _DOCUMENT_TYPE.search(content.replace(b"\0", b""))
    if found:
        message = "declares a document type or an entity, by which a small file can become a huge one"
        hint = "export it again; no export of these kinds needs <!DOCTYPE"
        refuse(shown, message, "SG853", hint, content.count(b"\n", 0, found.start()) + 1)


class Archive:
    """A zip archive whose names and sizes have been looked at before anything is unpacked."""

    def __init__(self, content: bytes, shown: str) -> None:
        """Raises SitegenError: SG854 for no archive or a damaged one, SG855 for what unpacks to far too much, SG856 for
        a name that leads out."""
        self._shown = shown
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            held = self._zip.infolist()
        # NotImplementedError: what zipfile raises for a version or compression that it does not know.
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
            refuse(shown, f"is no archive that can be opened ({error})", "SG854", "save or export it again")
        self.names = tuple(sorted(one.filename for one in held if not one.is_dir()))
        """The files in it."""
        for one in held:
            self._check_name(one.filename)
        self._check_sizes(held)

    def read(self, name: str) -> bytes:
        """The bytes of a file in it. Raises SitegenError: SG854 for a damaged one, SG855 for one that is too large."""
        try:
            with self._zip.open(name) as stream:
                content = stream.read(MOST_BYTES + 1)
        except (
            zipfile.BadZipFile,
            OSError,
            EOFError,
            NotImplementedError,
            RuntimeError,
            KeyError,
            ValueError,
        ) as error:
            refuse(self._shown, f"`{name}` in it cannot be unpacked ({error})", "SG854", "save or export it again")
        except Exception as error:  # zlib.error, lzma.LZMAError: each library of compression has its own
            refuse(self._shown, f"`{name}` in it is damaged ({type(error).__name__})", "SG854", "save it again")
        if len(content) > MOST_BYTES:
            self._refuse_size(name)
        return content

    def _check_name(self, name: str) -> None:
        parts = PurePosixPath(name.replace("\\", "/"))
        if parts.is_absolute() or ".." in parts.parts or _DRIVE.match(name) or "\0" in name:
            message = f"holds a file whose name leads out of the archive: {name[:100]!r}"
            refuse(self._shown, message, "SG856", "do not use this file: no program writes such names by itself")

    def _check_sizes(self, held: list[zipfile.ZipInfo]) -> None:
        if len(held) > MOST_FILES:
            message = f"holds {len(held):,} files; at most {MOST_FILES:,} are unpacked"
            refuse(self._shown, message, "SG855", "make several archives of it")
        if sum(one.file_size for one in held) > MOST_UNPACKED:
            self._refuse_size("")
        for one in held:
            if one.file_size > MOST_BYTES or one.file_size > max(SMALL, MOST_TIMES * max(one.compress_size, 1)):
                self._refuse_size(one.filename)

    def _refuse_size(self, name: str) -> NoReturn:
        what = f"`{name}` in it unpacks" if name else "it unpacks"
        message = f"{what} to far more than it holds, as archives do that are made to fill a disk"
        refuse(self._shown, message, "SG855", "do not use this file, or save what is in it again")
