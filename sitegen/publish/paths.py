"""Which addresses a site may have: every path fits every disk, and no two of them are one file on any."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from sitegen.text.slugs import DEVICES
from sitegen.text.values import value

MANIFEST = ".sitegen"
"""Name of the list, at the top of the output, of every file that sitegen wrote."""

LONGEST_NAME = 255
"""Bytes (UTF-8) that a file's or folder's name may have on the usual disks."""

_FORBIDDEN = frozenset('<>:"|?*\\') | {chr(code) for code in (*range(32), 127)}


@value
class Holder:
    """Who has an address: the path as it was spelled, and the file it comes from."""

    path: str
    origin: str = ""

    def __str__(self) -> str:
        return f"`{self.path}` (from {self.origin})" if self.origin else f"`{self.path}`"


@dataclass(slots=True)
class Addresses:
    """The addresses given away so far, compared as the least careful disk would: case and accents' spelling folded."""

    _files: dict[str, Holder] = field(default_factory=dict)
    _folders: dict[str, Holder] = field(default_factory=dict)

    def holder(self, path: str, is_folder: bool = False) -> Holder | None:
        """Who stands where `path` would have to stand, or stands on the way to it; None when it is free.

        Two folders may share an address, and become one.
        """
        folded = fold(path)
        taken = self._files.get(folded) or (None if is_folder else self._folders.get(folded))
        return taken or next((self._files[parent] for parent in parents(folded) if parent in self._files), None)

    def claim(self, path: str, origin: str) -> Holder | None:
        """Give `path` to the file `origin`; the earlier holder, and nothing is given, when it is taken."""
        taken = self.holder(path)
        if taken is None:
            new, folded = Holder(path, origin), fold(path)
            self._files[folded] = new
            self._folders.update({parent: new for parent in parents(folded) if parent not in self._folders})
        return taken


def fold(path: str) -> str:
    """One spelling for all paths that some disk takes for the same."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


def parents(path: str) -> tuple[str, ...]:
    """The folders above a relative path, nearest first."""
    parts = path.split("/")
    return tuple("/".join(parts[:end]) for end in range(len(parts) - 1, 0, -1))


def fault(path: str) -> str:
    """Why no file of a site may have this path, in words that follow it; empty when it may."""
    if not path:
        return "is empty"
    if path.startswith("/"):
        return "is absolute"
    if path.split("/")[0].casefold() == MANIFEST:
        return "is sitegen's own list of files"
    return next((found for name in path.split("/") if (found := _name_fault(name))), "")


def _name_fault(name: str) -> str:
    if name in ("", ".", ".."):
        return "leaves its folder" if name == ".." else "has a part without a name"
    if not name.isascii() and any(0xD800 <= ord(char) <= 0xDFFF for char in name):
        return "has a name that is not Unicode"
    if len(name.encode()) > LONGEST_NAME:
        return f"has a name longer than {LONGEST_NAME} bytes"
    if forbidden := sorted(_FORBIDDEN & set(name)):
        return f"has the character {forbidden[0]!r}, which not every disk takes"
    if name[-1] in ". ":
        return "has a name that ends with a point or a space, which not every disk keeps"
    if name.split(".")[0].strip().casefold() in DEVICES:
        return "has a name that Windows reserves for a device"
    return ""
