"""The only writer: a site is published whole or not at all.

The files are written to a hidden folder beside the output, joined there by links to everything in the output that
sitegen did not write, and flushed; then the two folders change names in one step. Only then is the old one removed,
and of it only what its manifest lists. Killed at any moment, the output is wholly old or wholly new, and the next build
clears away what is left beside it.

The output is a new folder after each build: a program that holds the old one open keeps seeing it, until it is removed.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from sitegen.diagnostics import Diagnostic, Severity, SitegenError
from sitegen.publish.manifest import format_manifest
from sitegen.publish.paths import MANIFEST, Addresses, Holder, fault, parents
from sitegen.publish.refusals import check_contents, check_output
from sitegen.publish.staging import locked_workplace, new_stage, put_in_place, sweep
from sitegen.publish.swap import flush, flush_one
from sitegen.publish.tree import Stamps, copy_status, link, make_folder, stamps_of, walk, write_file

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


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One file to publish: path relative to the output with slashes, content, and for messages where it comes from."""

    path: str
    content: bytes
    origin: str = ""


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A file that was written to the stage: its path, the SHA-256 and the size in bytes of its content."""

    path: str
    digest: str
    size: int
    origin: str = ""
    stamps: Stamps = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Stage:
    """The folder in which the next site is made ready, and the site it takes the place of.

    Other processes may write to the folder as well.
    """

    folder: str
    target: str

    def put(self, path: str, content: bytes, origin: str = "") -> StagedFile:
        """The file, written. Its path is one that a site may have, and nobody else's."""
        make_folder(self.folder, os.path.dirname(path))
        full = os.path.join(self.folder, path)
        write_file(full, content)
        return StagedFile(path, hashlib.sha256(content).hexdigest(), len(content), origin, stamps_of(full) or (0, 0, 0))

    def keep(self, path: str) -> None:
        """The file stays as it is in the site that stands."""
        make_folder(self.folder, os.path.dirname(path))
        link(os.path.join(self.target, path), os.path.join(self.folder, path))


Files = Iterable[OutputFile] | Callable[[Stage], Iterable[OutputFile | StagedFile]]
"""Files to publish; or what is given the stage, may write some of them there, and gives all."""


@dataclass(frozen=True, slots=True)
class Published:
    """What was published: the output as it was named, the number of files and their bytes, the manifest not counted."""

    output: Path
    files: int
    size: int
    warnings: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class _Staged:
    """What was written: SHA-256 by path, who has which address, the bytes."""

    sums: dict[str, str]
    addresses: Addresses
    size: int


def publish(files: Files, output: Path, *, protected: Sequence[Path] = ()) -> Published:
    """Make `files` the content of the folder `output`, whole or not at all; they are taken one at a time.

    What stands there and was not written by sitegen stays. Raises SitegenError with every mistake found: SG420 a path
    that cannot be, SG421 two files at one address, SG501 to SG503 no folder for a site, SG504 a stranger's file in the
    way, SG505 the system's refusal, SG506 a manifest that is none, SG507 another build. The output is then as it was,
    as it is when `files` itself raises. What cannot be cleared away afterwards is a warning (SG508).
    """
    with told_of(output):
        target = check_output(output, protected)
        with made_parent(target), locked_workplace(target) as work:
            sweep(work, target)
            try:
                published = _publish(files, output, target, work)
            except BaseException:
                with suppress(OSError):
                    sweep(work, target)
                raise
            return replace(published, warnings=_clear(work, output, target))


@contextmanager
def told_of(output: Path) -> Iterator[None]:
    """What the system refuses inside is a SitegenError (SG505) of this output."""
    try:
        yield
    except OSError as error:
        raise SitegenError(_refusal_of_the_system(error, output)) from error


def _publish(files: Files, output: Path, target: str, work: str) -> Published:
    listed = check_contents(output, target)
    stage = new_stage(work)
    staged = _write(files, Stage(stage, target))
    carried = _carry_over(target, listed, stage, staged)
    sums = {path: digest for path, digest in staged.sums.items() if path not in carried}
    write_file(os.path.join(stage, MANIFEST), format_manifest(sums))
    flush(stage)
    put_in_place(stage, target)
    return Published(output, len(staged.sums), staged.size)


def _write(files: Files, stage: Stage) -> _Staged:
    """Write every file; after the first mistake go on only to find the others, and raise them all."""
    sums: dict[str, str] = {}
    addresses, size = Addresses(), 0
    problems: list[Diagnostic] = []
    try:
        for file in files(stage) if callable(files) else files:
            if problem := find_fault(file, addresses):
                problems.append(problem)
            elif not problems:
                staged = file if isinstance(file, StagedFile) else stage.put(file.path, file.content, file.origin)
                sums[file.path] = staged.digest
                size += staged.size
    except SitegenError as error:
        problems.extend(error.diagnostics)
    if problems:
        raise SitegenError(problems)
    return _Staged(sums, addresses, size)


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
        message = f"{new} and {other} would be one file, on some disks if not on all"
        return Diagnostic(source, message, "SG421", help="give one of them another name or slug")
    return None


def _carry_over(target: str, listed: frozenset[str], stage: str, staged: _Staged) -> set[str]:
    """Link everything in `target` that is not `listed` into `stage`. Gives the paths where both had the same file.

    Raises SitegenError (SG504) naming all that stand where another file is to be.
    """
    ours_before, ours_now = _folders(listed), _folders(staged.sums)
    same: set[str] = set()
    problems: list[Diagnostic] = []
    folders: list[str] = []
    for path, status in walk(target):
        is_folder = stat.S_ISDIR(status.st_mode)
        if path in (ours_before if is_folder else listed) or (is_folder and path in ours_now):
            continue
        full = os.path.join(target, path)
        if path in staged.sums and _has(full, status, staged.sums[path]):
            same.add(path)
            os.unlink(os.path.join(stage, path))
        elif other := staged.addresses.holder(path, is_folder):
            problems.append(_in_the_way(full, other))
        if not problems:
            _carry(target, stage, path, is_folder)
            folders += [path] if is_folder else []
    if problems:
        raise SitegenError(problems)
    for path in reversed(folders):
        copy_status(os.path.join(target, path), os.path.join(stage, path))
    return same


def _folders(paths: Iterable[str]) -> set[str]:
    return {folder for path in paths for folder in parents(path)}


def _carry(target: str, stage: str, path: str, is_folder: bool) -> None:
    if is_folder:
        make_folder(stage, path)
        return
    make_folder(stage, os.path.dirname(path))
    with suppress(FileNotFoundError):
        link(os.path.join(target, path), os.path.join(stage, path))


def _has(path: str, status: os.stat_result, digest: str) -> bool:
    """True when the file at `path` has the content with this SHA-256."""
    if not stat.S_ISREG(status.st_mode):
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


def _clear(work: str, output: Path, target: str) -> tuple[Diagnostic, ...]:
    """Remove the old site; what stays of it is no error, for the new one is there."""
    with suppress(OSError):
        flush_one(os.path.dirname(target))
    try:
        stayed = sweep(work, target)
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
