"""The files below a folder, in one walk that asks the disk as little as it can: links are told, and not followed."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Found:
    """An ordinary file, or a link to anything but a folder. What is no link lies where it seems to lie."""

    where: str
    """Its path, as the system writes it."""
    is_link: bool

    @property
    def path(self) -> Path:
        """Its path."""
        return Path(self.where)


def is_hidden(name: str) -> bool:
    """Whether a file or a folder of this name is passed over: it begins with a dot or an underscore."""
    return name.startswith((".", "_"))


@dataclass(frozen=True, slots=True)
class Closed:
    """Folders that are not entered: by where they really are, by their name, and by the name of a file in them."""

    places: Collection[str] = ()
    names: Collection[str] = ()
    signs: Collection[str] = ()


def walk(
    folder: Path, is_wanted: Callable[[str], bool], closed: Closed | None = None, problems: list[OSError] | None = None
) -> Iterator[Found]:
    """The wanted files below `folder`, which is always entered, in no order; hidden ones and folders are passed over.

    `is_wanted` is told the name of each file. Folders that cannot be read are told to `problems`.
    """
    unread = [] if problems is None else problems
    listed = _listed(os.fspath(folder), unread)
    return _below(listed, os.path.realpath(folder), is_wanted, closed or Closed(), unread)


def _below(
    listed: list[os.DirEntry[str]],
    place: str,
    is_wanted: Callable[[str], bool],
    closed: Closed,
    problems: list[OSError],
) -> Iterator[Found]:
    """The wanted files in a folder with these entries, which really is at `place`, and below it."""
    folders = []
    for entry in listed:
        if is_hidden(entry.name):
            continue
        if _is_folder(entry):
            folders.append(entry)
        elif is_wanted(entry.name) and (entry.is_symlink() or entry.is_file()):
            yield Found(entry.path, entry.is_symlink())
    for entry in folders:
        inner = os.path.join(place, entry.name)
        if entry.is_symlink() or entry.name in closed.names or inner in closed.places:
            continue
        entries = _listed(entry.path, problems)
        if not any(one.name in closed.signs and os.path.exists(one.path) for one in entries):
            yield from _below(entries, inner, is_wanted, closed, problems)


def _listed(folder: str, problems: list[OSError]) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError as error:
        problems.append(error)
        return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether this is a folder, or a link to one."""
    try:
        return entry.is_dir()
    except OSError:
        return False
