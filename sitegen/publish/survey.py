"""What stands in the output and in its twin, looked at once, and later only where a folder has changed since.

A folder bears other times once something in it has come, gone or changed its name. So whoever looked into it needs not
look again while it has the times that it had before. Those of a folder that was changed a moment ago are not trusted:
it may change again and bear the same ones.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from sitegen.files.settled import is_settled
from sitegen.publish.tree import Stamps, stamps_in
from sitegen.text.values import value

Recorded = Mapping[str, Stamps | None]
"""By their paths the files that are expected somewhere; what has no stamps is known by none."""
Expects = Callable[[str, "os.DirEntry[str]"], bool]

_UNKNOWN = -1
_OPEN = 0o777 if os.name == "nt" else 0o755
"""The permissions that the system tells of a folder which everybody may read; Windows knows none."""


class Times(NamedTuple):
    """By which a folder is known where nothing has come or gone; `changed` is -1 where that may not be seen by it."""

    number: int
    mode: int
    modified: int
    changed: int


_MAKE = partial(tuple.__new__, Times)
"""As `Times._make`, of thousands in a third of the time."""
_UNREAD = Times(0, 0, 0, _UNKNOWN)


@value
class Seen:
    """What stands somewhere: its folders, what is there and was not expected, and what was expected and is not there.

    A file that was touched, or is another than the one expected at its path, is both.
    """

    folders: Mapping[str, Times]
    others: frozenset[str]
    missing: frozenset[str]

    @property
    def number(self) -> int | None:
        """The file number of the folder that holds it all."""
        return self.folders[""].number if self.folders else None

    def unlisted(self, recorded: Recorded, listed: Collection[str]) -> frozenset[str]:
        """The files that stand there and are not `listed`, where these were `recorded` and so expected."""
        return self.others.union(recorded.keys() - self.missing).difference(listed)


_NOTHING = Seen({}, frozenset(), frozenset())


@value
class Survey:
    """The output, and its twin, as they were when they were looked at, and the files that were expected there."""

    recorded: Recorded
    output: Seen
    twin: Seen

    def renewed(self, output: str) -> Survey:
        """The same with the output as it is now, under this name. Raises OSError when it cannot be read."""
        seen = look_again(self.output, output, self.recorded)
        return self if seen is self.output else replace(self, output=seen)


def take_survey(output: str, twin: str | None, recorded: Recorded) -> Survey:
    """The survey of an output in which these files were written, and of the twin, where names of the same are expected.

    What cannot be read has to be looked at again.
    """
    numbers: dict[str, int] = {}
    untouched = _untouched(recorded)

    def is_noted(path: str, entry: os.DirEntry[str]) -> bool:
        if not untouched(path, entry):
            return False
        numbers[path] = entry.inode()
        return True

    def is_same(path: str, entry: os.DirEntry[str]) -> bool:
        return numbers.get(path) == entry.inode()

    seen = _look(output, is_noted, recorded)
    beside = _look(twin, is_same, recorded) if twin is not None else replace(_NOTHING, missing=frozenset(recorded))
    return Survey(recorded, seen, beside)


def survey_of(output: str) -> Survey:
    """The survey of an output where nothing is recorded, without a twin. Raises OSError when it cannot be read."""
    return Survey({}, look_again(_NOTHING, output, {}), _NOTHING)


def flat_survey(survey: Survey) -> tuple[Any, ...]:
    """What was seen, as numbers, strings and tuples of these."""
    return tuple(
        (tuple((path, *times) for path, times in seen.folders.items()), tuple(seen.others), tuple(seen.missing))
        for seen in (survey.output, survey.twin)
    )


def survey_from(flat: tuple[Any, ...], recorded: Recorded) -> Survey:
    """The survey of which this was seen."""
    output, twin = (
        Seen({path: Times(*times) for path, *times in folders}, frozenset(others), frozenset(missing))
        for folders, others, missing in flat
    )
    return Survey(recorded, output, twin)


def look_again(seen: Seen, root: str, recorded: Recorded, *, opened: bool = False) -> Seen:
    """What stands now where was `seen` what was, under this name or another, and the same was expected.

    Where it is to be `opened` everybody may read its folders from now on. Raises OSError when one cannot be read.
    """
    known, stale, gone = _compared(seen, root, opened)
    if not (stale or gone) and known:
        return seen
    search = _Search(root, _untouched(recorded), known, gone)
    search.go(stale if seen.folders else [""], opened=opened)
    still_others = (path for path in seen.others if not search.has_looked_at(path))
    still_missing = (path for path in seen.missing if not search.has_looked_at(path))
    missing = (path for path in recorded if search.has_looked_at(path) and path not in search.met)
    return Seen(search.folders, frozenset((*search.others, *still_others)), frozenset((*missing, *still_missing)))


def _compared(seen: Seen, root: str, opened: bool) -> tuple[dict[str, Times], list[str], set[str]]:
    """The folders that are as they were, those that are not, the highest last, and those that are there no more."""
    known: dict[str, Times] = {}
    stale: list[str] = []
    gone: set[str] = set()
    for path, before in sorted(seen.folders.items()):
        # below what is a link now would stand what is elsewhere
        is_below = path != "" and path.rpartition("/")[0] in gone
        try:
            now = _times_of(f"{root}/{path}" if path else root) if not is_below else None
        except PermissionError:  # whoever looks into it is told, unless it is opened first
            stale.append(path)
            continue
        if now is None:
            gone.add(path)
        elif now == before and (_is_open(now) or not opened):
            known[path] = before
        else:
            stale.append(path)
    return known, stale[::-1], gone


def _look(root: str, expects: Expects, recorded: Recorded) -> Seen:
    search = _Search(root, expects, {}, set())
    search.go([""], patient=True)
    return Seen(search.folders, frozenset(search.others), frozenset(recorded.keys() - search.met))


class _Search:
    """Looks into folders, and into those in them that are not known yet; it has seen that those `gone` hold nothing."""

    def __init__(self, root: str, expects: Expects, known: dict[str, Times], gone: set[str]) -> None:
        self.folders = known
        self.others: set[str] = set()
        self.met: set[str] = set()
        self._root = root
        self._expects = expects
        self._looked = gone
        self._begun = time.time()

    def has_looked_at(self, path: str) -> bool:
        """Whether it has looked into the folder of a file."""
        return path.rpartition("/")[0] in self._looked

    def go(self, folders: Iterable[str], *, opened: bool = False, patient: bool = False) -> None:
        """Look, the last first. What cannot be read raises OSError; whoever is `patient` will look again."""
        waiting = list(folders)
        while waiting:
            folder = waiting.pop()
            if folder in self.folders:
                continue
            self._looked.add(folder)
            try:
                waiting += self._look_into(folder, opened)
            except (FileNotFoundError, NotADirectoryError):
                pass
            except OSError:
                if not patient:
                    raise
                self.folders[folder] = _UNREAD

    def _look_into(self, folder: str, opened: bool) -> list[str]:
        """Gives the folders in it."""
        full, above = os.path.join(self._root, folder), f"{folder}/" if folder else ""
        times = _times_of(full)
        if times is None:
            return []
        if opened and not _is_open(times):
            os.chmod(full, 0o755)
            times = _times_of(full) or times
        is_trusted = is_settled(max(times.modified, times.changed), self._begun)
        self.folders[folder] = times if is_trusted else times._replace(changed=_UNKNOWN)
        inner: list[str] = []
        expects, met, others = self._expects, self.met, self.others
        with os.scandir(full) as found:
            for entry in found:
                path = above + entry.name
                if entry.is_dir(follow_symlinks=False):
                    inner.append(path)
                elif expects(path, entry):
                    met.add(path)
                else:
                    others.add(path)
        return inner


def _untouched(recorded: Recorded) -> Expects:
    """Expects recorded files, as they are recorded."""

    def is_untouched(path: str, entry: os.DirEntry[str]) -> bool:
        stamps = recorded.get(path)
        return stamps is not None and stamps == stamps_in(entry)

    return is_untouched


def _is_open(times: Times) -> bool:
    return stat.S_IMODE(times.mode) == _OPEN


def _times_of(path: str) -> Times | None:
    """The times of a folder; None where there is none."""
    try:
        status = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    if not stat.S_ISDIR(status.st_mode):
        return None
    return _MAKE((status.st_ino, status.st_mode, status.st_mtime_ns, status.st_ctime_ns))
