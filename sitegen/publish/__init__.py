"""The only writer: a site is published whole or not at all.

The files are written to a hidden folder beside the output, joined there by links to everything in the output that
sitegen did not write, and flushed; then the two folders change names in one step. Only then is the old one removed,
and of it only what its manifest lists; or it is laid by as the twin, which the next build has only to bring up to date.
Killed at any moment, the output is wholly old or wholly new, and the next build clears away what is left beside it.

The output is a new folder after each build: a program that holds the old one open keeps seeing it, until it is removed.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from sitegen.diagnostics import Diagnostic, Severity, SitegenError
from sitegen.publish.early import EarlyFlush
from sitegen.publish.manifest import format_manifest
from sitegen.publish.paths import MANIFEST, Addresses, Holder, fault
from sitegen.publish.refusals import check_contents, check_output
from sitegen.publish.stage import KeptFiles, OutputFile, Stage, StagedFile, folders_of
from sitegen.publish.staging import locked_workplace, make_twin, new_stage, put_in_place, sweep
from sitegen.publish.survey import Survey, survey_of
from sitegen.publish.swap import flush, flush_one
from sitegen.publish.tree import copy_status, exists, link, make_folder, write_file
from sitegen.text.values import value

__all__ = ["KeptFiles", "OutputFile", "Publishable", "Published", "Stage", "StagedFile", "publish"]

_HELP = {
    errno.ENOSPC: "make room on the disk; the site is as it was",
    errno.EDQUOT: "make room on the disk; the site is as it was",
    errno.EFBIG: "raise the limit for the size of a file; the site is as it was",
    errno.EACCES: "give yourself the right to write there, or name another output folder",
    errno.EPERM: "give yourself the right to write there, or name another output folder",
    errno.EROFS: "name an output folder on a disk that can be written",
    errno.EBUSY: "the folder is in use, perhaps as a mount point: name a folder inside it",
    errno.ENAMETOOLONG: "shorten the name",
}


Publishable = OutputFile | StagedFile | KeptFiles
Files = Iterable[OutputFile] | Callable[[Stage], Iterable[Publishable]]
"""Files to publish; or what is given the stage, may write some of them there, and gives all."""


@value
class Published:
    """What was published: the output as it was named, the number of files and their bytes, the manifest not counted."""

    output: Path
    files: int
    size: int
    warnings: tuple[Diagnostic, ...] = ()


class _Staged:
    """What was written: SHA-256 by path, the bytes, and who has which address, found out where it may matter."""

    def __init__(self) -> None:
        self.survey: Survey | None = None
        self.sums: dict[str, str] = {}
        self.size = 0
        self.kept = 0
        self._free: Collection[str] = ()
        self._origins_of_kept: Callable[[], Iterable[tuple[str, str]]] = tuple
        self._unclaimed: list[tuple[str, str]] = []
        self._addresses = Addresses()

    def keep(self, kept: KeptFiles) -> None:
        """Take note of files that stay as they are."""
        self.survey = kept.survey
        self._free = kept.free
        self._origins_of_kept = kept.origins
        self.kept = len(kept.sums)
        self.sums |= kept.sums
        self.size += kept.size

    def add(self, file: StagedFile) -> None:
        """Take note of a file that is in the stage."""
        self.sums[file.path] = file.digest
        self.size += file.size

    def fault_of(self, file: OutputFile | StagedFile) -> Diagnostic | None:
        """Why the file cannot have its address; None when it has it now."""
        if file.path in self._free:
            self._unclaimed.append((file.path, file.origin))
            return None
        return find_fault(file, self._claimed())

    def holder(self, path: str, is_folder: bool) -> Holder | None:
        """Who stands where `path` would have to stand."""
        return self._claimed().holder(path, is_folder)

    def _claimed(self) -> Addresses:
        for path, origin in (*self._origins_of_kept(), *self._unclaimed):
            self._addresses.claim(path, origin)
        self._origins_of_kept = tuple
        self._unclaimed.clear()
        return self._addresses


def publish(files: Files, output: Path, *, protected: Sequence[Path] = (), twin: str | None = None) -> Published:
    """Make `files` the content of the folder `output`, whole or not at all; they are taken one at a time.

    With a `twin`, the path where the site before is laid by, the next is made of that: `files` then has to say, before
    all else, what the stage keeps. What stands there and was not written by sitegen stays. Raises SitegenError with
    every mistake found: SG420 a path that cannot be, SG421 two files at one address, SG501 to SG503 no folder for a
    site, SG504 a stranger's file in the way, SG505 the system's refusal, SG506 a manifest that is none, SG507 another
    build. The output is then as it was, as it is when `files` itself raises. What cannot be cleared away afterwards is
    a warning (SG508).
    """
    with told_of(output):
        target = check_output(output, protected)
        with made_parent(target), locked_workplace(target) as work:
            sweep(work, target)
            try:
                published, kept, survey = _publish(files, output, target, work, twin)
            except BaseException:
                with suppress(OSError):
                    sweep(work, target)
                raise
            # an old site of which little is left would be of little use, and takes room
            old_is_twin = 2 * kept >= published.files
            return replace(published, warnings=_clear(work, target, twin, survey, old_is_twin))


@contextmanager
def told_of(output: Path) -> Iterator[None]:
    """What the system refuses inside is a SitegenError (SG505) of this output."""
    try:
        yield
    except OSError as error:
        raise SitegenError(_refusal_of_the_system(error, output)) from error


def _publish(files: Files, output: Path, target: str, work: str, twin: str | None) -> tuple[Published, int, Survey]:
    """What was published, how many of its files the site before has, too, and what that held."""
    listed = check_contents(output, target)
    stage = new_stage(work, twin)
    staged = _write(files, Stage(stage, target))
    survey = staged.survey.renewed(target) if staged.survey is not None else survey_of(target)
    carried = _carry_over(target, listed, stage, staged, survey)
    sums = {path: digest for path, digest in staged.sums.items() if path not in carried}
    write_file(os.path.join(stage, MANIFEST), format_manifest(sums))
    flush(stage)
    put_in_place(stage, target)
    return Published(output, len(staged.sums), staged.size), staged.kept, survey


def _write(files: Files, stage: Stage) -> _Staged:
    """Write every file; after the first mistake go on only to find the others, and raise them all."""
    staged = _Staged()
    early = EarlyFlush(stage.folder)
    problems: list[Diagnostic] = []
    try:
        for file in files(stage) if callable(files) else files:
            if isinstance(file, KeptFiles):
                staged.keep(file)
                stage.keep(staged.sums.keys(), file.survey)
                early = EarlyFlush(stage.folder, staged.size)
            elif problem := staged.fault_of(file):
                problems.append(problem)
            elif not problems:
                staged.add(file if isinstance(file, StagedFile) else stage.put(file.path, file.content, file.origin))
                early.note(staged.size)
    except SitegenError as error:
        problems.extend(error.diagnostics)
    if problems:
        raise SitegenError(problems)
    return staged


def free_addresses(named: Iterable[tuple[str, str]]) -> list[bool]:
    """For each path and its origin whether it is one that a site may have, and that none before it has."""
    addresses = Addresses()
    return [not fault(path) and addresses.claim(path, origin) is None for path, origin in named]


def find_fault(file: OutputFile | StagedFile, addresses: Addresses) -> Diagnostic | None:
    """Why the file cannot have its address; None when it has it now."""
    source, new = file.origin or file.path, Holder(file.path, file.origin)
    if why := fault(file.path):
        return Diagnostic(
            source, f"the address {file.path!r} {why}", "SG420", help="give the file or its slug another name"
        )
    if other := addresses.claim(file.path, file.origin):
        message = f"{_told(new)} and {_told(other)} would be one file, on some disks if not on all"
        hint = "give one of them another name or slug, or another alias where it is one"
        return Diagnostic(source if file.origin else other.origin or source, message, "SG421", help=hint)
    return None


def _told(one: Holder) -> str:
    return str(one) if one.origin else f"{one}, which the site makes itself,"


def _carry_over(target: str, listed: frozenset[str], stage: str, staged: _Staged, survey: Survey) -> set[str]:
    """Link everything in `target` that is not `listed` into `stage`. Gives the paths where both had the same file.

    Raises SitegenError (SG504) naming all that stand where another file is to be.
    """
    others = _not_listed(survey, listed, staged.sums)
    same: set[str] = set()
    problems: list[Diagnostic] = []
    for path, is_folder in others:
        full = os.path.join(target, path)
        if path in staged.sums and _has(full, staged.sums[path]):
            same.add(path)
            os.unlink(os.path.join(stage, path))
        elif other := staged.holder(path, is_folder):
            problems.append(_in_the_way(full, other))
        if not problems:
            _carry(target, stage, path, is_folder)
    if problems:
        raise SitegenError(problems)
    for path in [path for path, is_folder in reversed(others) if is_folder]:
        copy_status(os.path.join(target, path), os.path.join(stage, path))
    return same


def _not_listed(survey: Survey, listed: frozenset[str], sums: Mapping[str, str]) -> list[tuple[str, bool]]:
    """What stood in the output and is not `listed`, and whether it is a folder; a folder before what it holds."""
    files = survey.output.unlisted(survey.recorded, listed)
    folders = survey.output.folders.keys() - folders_of(listed.union(sums)) - {""}
    return sorted((*((path, False) for path in files), *((path, True) for path in folders)))


def _carry(target: str, stage: str, path: str, is_folder: bool) -> None:
    if is_folder:
        make_folder(stage, path)
        return
    make_folder(stage, os.path.dirname(path))
    with suppress(FileNotFoundError):
        link(os.path.join(target, path), os.path.join(stage, path))


def _has(path: str, digest: str) -> bool:
    """True when the file at `path` has the content with this SHA-256."""
    if not stat.S_ISREG(os.lstat(path).st_mode):
        return False
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == digest


def _in_the_way(path: str, other: Holder) -> Diagnostic:
    message = f"sitegen did not write this, and it stands where {other} is to be"
    return Diagnostic(path, message, "SG504", help="move it away, or give the file of the site another name")


@contextmanager
def made_parent(target: str) -> Iterator[None]:
    """The folders above `target` are there; those that were made for it go when what is done inside fails."""
    missing = [str(folder) for folder in Path(target).parents if not folder.exists()]
    try:
        for folder in reversed(missing):
            with suppress(FileExistsError):
                os.mkdir(folder)
                os.chmod(folder, 0o755)
        yield
    except BaseException:
        for folder in missing:
            with suppress(OSError):
                os.rmdir(folder)
        raise


def _clear(work: str, target: str, twin: str | None, survey: Survey, old_is_twin: bool) -> tuple[Diagnostic, ...]:
    """Remove the old site, or make it the twin; what stays of it is no error, for the new one is there."""
    with suppress(OSError):
        flush_one(os.path.dirname(target))
    try:
        stayed = sweep(work, target, twin if old_is_twin else None, survey)
        if twin is not None and not exists(twin):
            make_twin(target, twin)
    except OSError as error:
        stayed = (error.filename or work,)
    message = "the new site is in place, but this could not be cleared away"
    hint = "look at it and remove it; the next build tries again"
    return tuple(Diagnostic(path, message, "SG508", help=hint, severity=Severity.WARNING) for path in stayed)


def _refusal_of_the_system(error: OSError, output: Path) -> Diagnostic:
    hint = _HELP.get(error.errno or 0, "the site is as it was: try again")
    about = f" ({error.filename})" if error.filename else ""
    return Diagnostic(
        str(output), f"the site could not be published: {error.strerror or error}{about}", "SG505", help=hint
    )
