"""What of a folder of static files is published: not what systems, editors and version control leave there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from sitegen.diagnostics import SitegenError
from sitegen.files.walk import not_read, real_place

_PUBLISHED = frozenset({".well-known", ".nojekyll"})
"""Names that begin with a dot and are meant for the world: RFC 8615, and a sign to GitHub Pages."""
_LEFT_BEHIND = frozenset(
    {"$recycle.bin", "@eadir", "__macosx", "__pycache__", "desktop.ini", "ehthumbs.db", "icon\r", "lost+found"}
    | {"system volume information", "thumbs.db", "thumbs.db:encryptable"}
)
"""Names, in lower case, of what systems put into folders: Windows, macOS, disk stations, Python."""
_BACKUPS = ("~", ".bak", ".orig", ".rej", ".swn", ".swo", ".swp", ".tmp")


def is_published(name: str) -> bool:
    """False for the name of a file or folder that nobody meant to publish: .env, .git, x~, #x#, Thumbs.db."""
    if name.startswith("."):
        return name in _PUBLISHED
    is_autosave = len(name) > 1 and name.startswith("#") and name.endswith("#")
    is_lock = name.startswith("~$")  # of a document that is open in an office program
    lower = name.lower()
    return not (is_autosave or is_lock or lower in _LEFT_BEHIND or lower.endswith(_BACKUPS))


def find_static_files(folder: Path) -> tuple[Path, ...]:
    """The files below `folder` that are published, sorted; links that lead out of it are not."""
    home = folder.resolve()
    return tuple(sorted(path for path in _walk(folder) if is_published(path.name) and _lies_in(path, home)))


def find_left_out(folder: Path) -> tuple[Path, ...]:
    """The files and folders below `folder` that are not published, sorted; of a folder not what is in it."""
    home = folder.resolve()
    return tuple(sorted(path for path in _walk(folder) if not is_published(path.name) or _leads_out(path, home)))


class StaticNames:
    """Which files of a static folder are published, each of its folders read once, when somebody asks for it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: dict[str, frozenset[str]] = {}

    def has(self, path: str) -> bool:
        """Whether the file at `path` below the folder, spelled like this, is published."""
        parent, _, name = path.rpartition("/")
        return name in self.names_in(parent)

    def names_in(self, parent: str) -> frozenset[str]:
        """The names of the published files in the folder at `parent`."""
        if parent not in self._names:
            self._names[parent] = frozenset(self._read(parent))
        return self._names[parent]

    def _read(self, parent: str) -> Iterator[str]:
        folder, home = self._folder / parent, self._folder.resolve()
        parts = parent.split("/") if parent else []
        if not all(part and is_published(part) for part in parts) or folder.resolve() != home / parent:
            return
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                inside = not entry.is_symlink() or _lies_in(Path(entry.path), home)
                if is_published(entry.name) and entry.is_file() and inside:
                    yield entry.name


def _leads_out(path: Path, home: Path) -> bool:
    """True for a link to what is not in the folder, is a folder itself, or is gone."""
    return path.is_symlink() and not _lies_in(path, home)


def _lies_in(path: Path, home: Path) -> bool:
    return path.is_file() and (not path.is_symlink() or real_place(path).is_relative_to(home))


def _walk(folder: Path) -> Iterator[Path]:
    """The files and folders; nothing below a folder that is not published.

    Raises SitegenError (SG301) for one that cannot be read.
    """
    for parent, folders, names in os.walk(folder, onerror=_refuse):
        yield from (Path(parent) / name for name in (*names, *folders))
        folders[:] = [name for name in folders if is_published(name)]


def _refuse(error: OSError) -> None:
    if not isinstance(error, (FileNotFoundError, NotADirectoryError)):
        raise SitegenError(not_read(error)) from error
