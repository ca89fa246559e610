"""The hidden folder beside the output where the next site is made ready, and where a killed build leaves its traces.

    .NAME.sitegen/          locked by the build that works here; gone when no build runs
      lock                  on Windows: the file that is locked, for no folder can be
      fresh                 an empty folder, about to get its name
      new-INODE             the next site, not complete: of use to nobody but this build
      new-OTHER             after the exchange it is the old site, known by an inode that is not in its name
      old-INODE             the old site, moved away where the system cannot exchange
    .NAME.sitegen-cache/    the cache, where a build has one
      site                  the twin: the site before that in the output, laid by until it is made the next one

So after a kill at any moment the next build knows each of them by its name alone.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from sitegen.diagnostics import SitegenError
from sitegen.publish.locks import LOCK, PATIENCE, locked_folder
from sitegen.publish.manifest import read_manifest
from sitegen.publish.paths import LONGEST_NAME, MANIFEST
from sitegen.publish.survey import Survey, survey_of
from sitegen.publish.swap import exchange, rename
from sitegen.publish.tree import NO_FOLLOWING, exists, make_folder, remove_tree, walk

TWIN = "site"
"""What the twin is called in the folder of the cache."""
_TREE = re.compile(r"(fresh|new-\d+|old-\d+)")


def workplace_of(target: str) -> str:
    """The path of the working folder beside the output `target`."""
    return _beside(target, ".sitegen")


def cache_of(target: str) -> str:
    """The path of the folder beside the output `target` in which a build keeps what the next can use."""
    return _beside(target, ".sitegen-cache")


def _beside(target: str, ending: str) -> str:
    parent, name = os.path.split(target)
    beside = f".{name}{ending}"
    if len(os.fsencode(beside)) > LONGEST_NAME:
        beside = f".{hashlib.sha256(os.fsencode(name)).hexdigest()}{ending}"
    return os.path.join(parent, beside)


@contextmanager
def locked_workplace(target: str, patience: float = PATIENCE) -> Iterator[str]:
    """The working folder, for this build alone; another one that wants it waits. It is removed when it is empty.

    The lock is the kernel's, so a build that is killed gives it back.
    Raises SitegenError (SG507) after `patience` seconds, OSError when the folder cannot be made.
    """
    with locked_folder(workplace_of(target), patience) as work:
        yield work


def twin_of(target: str) -> str:
    """The path of the site before that at `target`, which is made the next one; it is part of the cache."""
    return os.path.join(cache_of(target), TWIN)


def new_stage(work: str, twin: str | None = None) -> str:
    """A folder for the next site, named by its own inode: the `twin` where there is one, else an empty one."""
    fresh = os.path.join(work, "fresh")
    if twin is None or not _taken(twin, fresh):
        os.mkdir(fresh)
    os.chmod(fresh, 0o755)
    stage = os.path.join(work, f"new-{os.lstat(fresh).st_ino}")
    os.rename(fresh, stage)
    return stage


def _taken(twin: str, fresh: str) -> bool:
    """Whether there was a twin, and it now has this name."""
    try:
        if not stat.S_ISDIR(os.lstat(twin).st_mode):
            return False
        os.rename(twin, fresh)
    except OSError:
        return False
    return True


def put_in_place(stage: str, target: str) -> None:
    """The staged site stands at `target`; the old one, if any, stays in the working folder.

    In one step where the system can exchange folders, else in two, between which the output is missing. Raises
    OSError, and then the old site is where it was.
    """
    if not exists(target):
        rename(stage, target)
    elif not exchange(stage, target):
        old = os.path.join(os.path.dirname(stage), f"old-{os.lstat(target).st_ino}")
        rename(target, old)
        try:
            rename(stage, target)
        except BaseException:
            rename(old, target)
            raise


def sweep(work: str, target: str, twin: str | None = None, survey: Survey | None = None) -> tuple[str, ...]:
    """Remove what builds have left in `work`; first put back an old site that was moved away and never replaced.

    Gives the paths that had to stay. A file in an old site that sitegen did not write is never removed unless the
    output has it too. An old site of which nothing has to stay becomes the `twin`, where one is named; where it is the
    output of the `survey`, it is looked at only where it has changed since.
    """
    stayed: list[str] = []
    for name in sorted(os.listdir(work)):
        tree = os.path.join(work, name)
        if not _TREE.fullmatch(name):
            stayed.extend([tree] if name != LOCK else [])
        elif name in ("fresh", f"new-{os.lstat(tree).st_ino}"):
            _try(stayed, tree, remove_tree, tree)
        elif not exists(target):
            os.rename(tree, target)
        elif twin is None or not _lay_by(tree, target, twin, survey):
            stayed.extend(_retire(tree, target))
    return tuple(stayed)


def make_twin(target: str, twin: str) -> None:
    """Give every file of the site at `target` a second name in the folder `twin`, where the disk has such names."""
    try:
        os.mkdir(twin, 0o755)
        listed = (read_manifest(target) or frozenset()) - {MANIFEST}
        for folder in {os.path.dirname(path) for path in listed}:
            make_folder(twin, folder)
        for path in listed:
            os.link(os.path.join(target, path), os.path.join(twin, path), **NO_FOLLOWING)
    except (SitegenError, OSError):
        with suppress(OSError):
            remove_tree(twin)


def _lay_by(old: str, target: str, twin: str, survey: Survey | None) -> bool:
    """Make the old site the twin, but move what is only there and not sitegen's to the new one; False when it cannot
    be done.
    """
    try:
        listed = read_manifest(old) or frozenset()
        if survey is None or survey.output.number != os.lstat(old).st_ino:
            survey = survey_of(old)
        survey = survey.renewed(old)
        others = survey.output.unlisted(survey.recorded, listed)
        if others:
            ours = read_manifest(target) or frozenset()
            for path in survey.output.folders:
                os.chmod(os.path.join(old, path), 0o755)
            for path in others:
                _hand_over(os.path.join(old, path), os.path.join(target, path), path in ours)
        if exists(twin):
            remove_tree(twin)
        os.rename(old, twin)
    except (SitegenError, OSError):
        return False
    return True


def _retire(old: str, target: str) -> list[str]:
    """Remove the old site, but move what is only there and not sitegen's to the new one. Gives what had to stay."""
    try:
        listed, ours = (read_manifest(folder) or frozenset() for folder in (old, target))
    except (SitegenError, OSError):
        return [old]
    stayed: list[str] = []
    found = list(walk(old))
    folders = [path for path, status in found if stat.S_ISDIR(status.st_mode)]
    for path in ("", *folders):
        with suppress(OSError):
            os.chmod(os.path.join(old, path), 0o700)
    for path, status in found:
        source = os.path.join(old, path)
        if path in listed and path != MANIFEST:
            _try(stayed, source, os.unlink, source)
        elif path not in listed and not stat.S_ISDIR(status.st_mode):
            _try(stayed, source, _hand_over, source, os.path.join(target, path), path in ours)
    if not stayed and MANIFEST in listed:
        _try(stayed, old, os.unlink, os.path.join(old, MANIFEST))
    for path in () if stayed else reversed(("", *folders)):
        _try(stayed, old, os.rmdir, os.path.join(old, path))
    return stayed


def _try(stayed: list[str], path: str, act: Callable[..., None], *arguments: object) -> None:
    try:
        act(*arguments)
    except OSError:
        stayed.append(path)


def _hand_over(source: str, destination: str, is_ours: bool) -> None:
    """A file that sitegen did not write has one name only, in the new site: the newer of two that differ.

    Raises OSError when a file of sitegen's own stands there; then the file stays where it is.
    """
    status = os.lstat(source)
    try:
        there = os.lstat(destination)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(destination), exist_ok=True)
        os.rename(source, destination)
        return
    if os.path.samestat(status, there) or (not is_ours and status.st_mtime_ns <= there.st_mtime_ns):
        os.unlink(source)
    elif is_ours:
        raise FileExistsError(f"{destination} is in the way of {source}")
    else:
        os.replace(source, destination)
