"""What stands in a project, looked at once: all who ask are told what stood there then, and the disk is spared."""

from __future__ import annotations

import marshal
import os
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import field
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from sitegen.files.settled import is_settled, settled_before
from sitegen.text.values import value

_NOT_LOOKED_INTO = frozenset({".git", ".hg", ".svn", "node_modules", "__pycache__"})
_NAME = attrgetter("name")
_NOT_THERE = marshal.dumps(None)


class Entry(NamedTuple):
    """What stands in a folder under a name, with all links followed."""

    name: str
    is_folder: bool
    is_file: bool
    is_link: bool
    stamps: bytes = b""
    """Where a file truly is, its size and the times of its last changes; empty where nobody has looked."""


_MAKE = partial(tuple.__new__, Entry)
"""As `Entry._make`, of thousands in a third of the time."""


@value
class Listing:
    """The folders below `root`, a real path, and what stood in each by its name; for others the disk is asked.

    A folder is known by its path below the root, with forward slashes. All is as it was when the listing was `begun`,
    or later: who reads a file afterwards reads what the stamps are of, or what bears other ones.
    """

    root: str
    begun: float
    folders: Mapping[str, Mapping[str, Entry]] = field(default_factory=dict)
    unsettled: frozenset[str] = frozenset()
    """The paths of files that were changed a moment before: they may change again and bear the same stamps."""

    def entries(self, folder: str, place: str) -> Sequence[Entry]:
        """What stands in a folder, which really is at `place`. Raises OSError."""
        listed = self._listed(place)
        return tuple(listed.values()) if listed is not None else [_entry(one) for one in _scanned(folder)]

    def stamps_of(self, files: Sequence[str]) -> bytes:
        """The stamps of files by their paths below the root, of what is not there too.

        Nothing where one was changed a moment before.
        """
        if not self.unsettled.isdisjoint(files):
            return b""
        found = [self._stamps_of(file) for file in files]
        return b"".join(found) if all(found) else b""

    def flat(self) -> list[tuple[str, list[tuple[Any, ...]]]]:
        """Everything that is listed, as numbers, strings and bytes."""
        return [(folder, list(map(tuple, entries.values()))) for folder, entries in self.folders.items()]

    def _listed(self, place: str) -> Mapping[str, Entry] | None:
        before = os.path.join(self.root, "")
        if not place.startswith(before) and place != self.root:
            return None
        return self.folders.get(place[len(before) :].replace(os.sep, "/"))

    def _stamps_of(self, file: str) -> bytes:
        folder, _, name = file.rpartition("/")
        entry = self.folders.get(folder, {}).get(name)
        if entry is not None and entry.is_file and entry.stamps:
            return entry.stamps
        # a link leads there, or the system knows it by another name too
        return stamps_at(os.path.join(self.root, file), self.begun)


def not_listed(root: Path) -> Listing:
    """A project at which nobody has looked: the disk is asked for everything."""
    return Listing(os.path.realpath(root), time.time())


def list_below(root: Path, closed: Collection[str]) -> Listing:
    """All that stands below a folder, but in what is at the `closed` real paths, and what version control keeps.

    A link to a folder is not followed.
    """
    place, begun = os.path.realpath(root), time.time()
    surely_settled_before, above = settled_before(begun), len(os.path.join(place, ""))
    names_of_closed = frozenset(map(os.path.basename, closed))
    folders: dict[str, dict[str, Entry]] = {}
    unsettled: list[str] = []
    waiting = [place]
    while waiting:
        at = waiting.pop()
        try:
            entries = _looked_into(at)
        except OSError:  # whoever reads in it is told
            continue
        folder = at[above:].replace(os.sep, "/")
        below = f"{folder}/" if folder else ""
        listed = folders[folder] = {}
        for entry, newest in entries:
            if entry.name in names_of_closed and os.path.join(at, entry.name) in closed:
                continue
            listed[entry.name] = entry
            if newest >= surely_settled_before and not is_settled(newest, begun):
                unsettled.append(below + entry.name)
            elif entry.is_folder and not entry.is_link and entry.name not in _NOT_LOOKED_INTO:
                waiting.append(os.path.join(at, entry.name))
    return Listing(place, begun, folders, frozenset(unsettled))


def stamps_at(path: str | Path, moment: float) -> bytes:
    """The stamps of the file at a path, of none where there is none; nothing where it was changed just before a
    moment.
    """
    try:
        stamps, newest = _stamps(os.stat(path))
    except OSError:
        return _NOT_THERE
    return stamps if is_settled(newest, moment) else b""


def _stamps(status: os.stat_result) -> tuple[bytes, int]:
    """The stamps, and the later of the two times in them."""
    changed, status_changed = status.st_mtime_ns, status.st_ctime_ns
    flat = (status.st_mode, status.st_dev, status.st_ino, status.st_size, changed, status_changed)
    return marshal.dumps(flat, 0), max(changed, status_changed)


def _scanned(folder: str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return list(entries)


def _looked_into(folder: str) -> list[tuple[Entry, int]]:
    """What stands in a folder, by names, each with the time of its last change. Raises OSError.

    A system that can be given the open folder has not to find the way there again for each.
    """
    if os.scandir not in os.supports_fd:
        return list(map(_looked_at, sorted(_scanned(folder), key=_NAME)))
    opened = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        with os.scandir(opened) as entries:
            return list(map(_looked_at, sorted(entries, key=_NAME)))
    finally:
        os.close(opened)


def _looked_at(one: os.DirEntry[str]) -> tuple[Entry, int]:
    """What an entry leads to, and when that was changed last; of a link to a folder, or to nothing, its own stamps."""
    try:
        if one.is_symlink():
            entry = _entry(one)
            stamps, newest = _stamps(one.stat(follow_symlinks=entry.is_file))
            return entry._replace(stamps=stamps), newest
        if one.is_dir():
            return Entry(one.name, True, False, False), 0
        stamps, newest = _stamps(one.stat())
        return _MAKE((one.name, False, one.is_file(), False, stamps)), newest
    except OSError:
        return _entry(one), 0


def _entry(one: os.DirEntry[str]) -> Entry:
    try:
        return Entry(one.name, one.is_dir(), one.is_file(), one.is_symlink())
    except OSError:  # a link that leads in a circle
        return Entry(one.name, False, False, one.is_symlink())
