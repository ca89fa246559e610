"""The files below a folder, in one walk that asks the disk as little as it can, and what it has passed over."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sitegen.diagnostics import Diagnostic
from sitegen.files.ignored import IGNORE_FILE, NOTHING, Ignored
from sitegen.files.listing import Entry, Listing, not_listed
from sitegen.text.values import value


@value
class Found:
    """An ordinary file, or a link to anything but a folder. What is no link lies where it seems to lie."""

    where: str
    """Its path, as the system writes it."""
    name: str
    is_link: bool

    @property
    def path(self) -> Path:
        """Its path."""
        return Path(self.where)


def is_hidden(name: str) -> bool:
    """Whether a file or a folder of this name is passed over: it begins with a dot or an underscore."""
    return name.startswith((".", "_"))


@value
class Closed:
    """Folders that are not entered: by where they really are, by their name, and by the name of a file in them."""

    places: Collection[str] = ()
    names: Collection[str] = ()
    signs: Collection[str] = ()
    obeys_git: bool = False
    """Whether files and folders are passed over that a .gitignore names, below the folder that the walk begins in."""
    links_into: str = ""
    """The folder, by where it really is, into which links to folders are followed; empty where none is."""


@value
class Passed:
    """The paths of what a walk has passed over, and where it was led."""

    unread: list[OSError] = field(default_factory=list)
    """Folders that cannot be read, as errors without their traceback, which would keep alive all that called."""
    closed: list[str] = field(default_factory=list)
    """Folders that are closed by their name or by a file in them."""
    ignored: list[str] = field(default_factory=list)
    """Folders and wanted files that a .gitignore names."""
    links: list[str] = field(default_factory=list)
    """Links to folders that are not followed."""
    followed: set[str] = field(default_factory=set)
    """Where the folders really are to which links were followed."""


def walk(
    folder: Path,
    is_wanted: Callable[[str], bool],
    closed: Closed | None = None,
    passed: Passed | None = None,
    listing: Listing | None = None,
) -> Iterator[Found]:
    """The wanted files below `folder`, which is always entered, in no order; hidden ones and folders are passed over.

    `is_wanted` is told the name of each file. What else is passed over is noted in `passed`. Each folder is entered
    once: a link is followed, where links are, after all else, and not into what the walk enters anyway. What a
    `listing` has the disk is not asked for.
    """
    listing = listing or not_listed(folder)
    begun = _Walk(is_wanted, closed or Closed(), passed or Passed(), listing, os.path.realpath(folder))
    return begun.files(os.fspath(folder))


@dataclass(slots=True)
class _Walk:
    """One walk: what is asked of it, and what it has to come back to."""

    is_wanted: Callable[[str], bool]
    closed: Closed
    passed: Passed
    listing: Listing
    place: str
    """Where the folder that it begins in really is."""
    links: list[str] = field(default_factory=list)
    """The links to folders that were met and not yet followed."""

    def files(self, folder: str) -> Iterator[Found]:
        yield from self._below(folder, self._entries(folder, self.place), self.place, NOTHING)
        while self.links:
            links, self.links = sorted(self.links), []
            for link in links:
                place = os.path.realpath(link)
                if self._is_to_follow(place):
                    self.passed.followed.add(place)
                    yield from self._inside(link, place, NOTHING)
                else:
                    self.passed.links.append(link)

    def _below(self, folder: str, entries: Sequence[Entry], place: str, rules: Ignored) -> Iterator[Found]:
        """The wanted files in a folder with these entries, which really is at `place`, and below it."""
        if self.closed.obeys_git and any(entry.name == IGNORE_FILE for entry in entries):
            rules = self._with_rules_of(folder, rules)
        folders, before = [], os.path.join(folder, "")
        for entry in entries:
            if is_hidden(entry.name):
                continue
            where = before + entry.name
            if entry.is_folder:
                folders += [entry] if not self._is_ignored(where, rules, not entry.is_link) else []
            elif self._is_file(entry) and not self._is_ignored(where, rules, is_folder=False):
                yield Found(where, entry.name, entry.is_link)
        for entry in folders:
            inner = os.path.join(place, entry.name)
            if entry.is_link:
                self.links.append(before + entry.name)
            elif inner not in self.closed.places and inner not in self.passed.followed:
                yield from self._inside(before + entry.name, inner, rules)

    def _inside(self, folder: str, place: str, rules: Ignored) -> Iterator[Found]:
        """The wanted files in a folder that really is at `place`, unless its name or a file in it closes it."""
        entries = self._entries(folder, place)
        signs = (os.path.join(folder, one.name) for one in entries if one.name in self.closed.signs)
        if os.path.basename(place) in self.closed.names or any(map(os.path.exists, signs)):
            self.passed.closed.append(folder)
        else:
            yield from self._below(folder, entries, place, rules)

    def _is_to_follow(self, place: str) -> bool:
        """Whether a link leads to a folder, really at `place`, that is open and entered in no other way."""
        top = self.closed.links_into
        if not top or not _lies_in(place, top) or any(map(is_hidden, os.path.relpath(place, top).split(os.sep))):
            return False
        if _lies_in(self.place, place) or _lies_in(place, self.place):
            return False
        return not any(_lies_in(place, other) for other in (*self.closed.places, *self.passed.followed))

    def _is_file(self, entry: Entry) -> bool:
        return self.is_wanted(entry.name) and (entry.is_link or entry.is_file)

    def _is_ignored(self, where: str, rules: Ignored, is_folder: bool) -> bool:
        """Whether the rules name it, which is noted then."""
        if not rules.rules or not rules.names(where, is_folder):
            return False
        self.passed.ignored.append(where)
        return True

    def _with_rules_of(self, folder: str, rules: Ignored) -> Ignored:
        try:
            return rules.with_rules_of(folder)
        except OSError as error:
            self.passed.unread.append(error.with_traceback(None))
            return rules

    def _entries(self, folder: str, place: str) -> Sequence[Entry]:
        try:
            return self.listing.entries(folder, place)
        except OSError as error:
            self.passed.unread.append(error.with_traceback(None))
            return ()


def real_place(path: Path) -> Path:
    """Where a path leads, with all links followed; of links that lead in a circle, one of these."""
    return Path(os.path.realpath(path))


def not_read(error: OSError) -> Diagnostic:
    """What is told (SG301) of a folder that the system does not let be read."""
    return Diagnostic(str(error.filename), f"cannot be read: {error.strerror}", "SG301", help="check its permissions")


def _lies_in(place: str, folder: str) -> bool:
    """Whether a real path is that of the folder, or goes on from it."""
    return place == folder or place.startswith(folder.rstrip(os.sep) + os.sep)
