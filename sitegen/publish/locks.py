"""Folders for one build alone: locked by the system, so that a build that is killed gives them back."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module

from sitegen.diagnostics import Diagnostic, SitegenError

PATIENCE = 600.0
"""Seconds that a build waits for another one that publishes to the same folder."""
LOCK = "lock"
"""On Windows the file in a folder that is locked in its place."""
IS_WINDOWS = os.name == "nt"

_NO_LOCKS = {errno.EBADF, errno.EINVAL, errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS}


@contextmanager
def locked_folder(folder: str, patience: float = PATIENCE) -> Iterator[str]:
    """A folder for this build alone, made where it is missing, and in the end removed when it is empty.

    Another build that wants it waits. Raises SitegenError (SG507) after `patience` seconds, OSError when the folder
    cannot be made.
    """
    descriptor = _lock(folder, patience)
    _held.add(descriptor)
    try:
        yield folder
    finally:
        _held.discard(descriptor)
        _unlock(folder, descriptor)


_held: set[int] = set()
"""The descriptors of folders that this process has locked."""


def _let_go() -> None:
    """In a process that was split off: only the one that locked a folder holds it, and gives it back when it ends."""
    for descriptor in _held:
        with suppress(OSError):
            os.close(descriptor)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)


def _lock(folder: str, patience: float) -> int:
    """An open, locked descriptor of the folder that has this path now, or of the file in it."""
    end = time.monotonic() + patience
    while True:
        with suppress(FileExistsError):
            os.mkdir(folder, 0o700)
        descriptor = _try_file(folder) if IS_WINDOWS else _try_folder(folder)
        if descriptor is not None:
            return descriptor
        if time.monotonic() > end:
            message = "another build is publishing to this folder"
            raise SitegenError(Diagnostic(folder, message, "SG507", help="wait until it has ended, or stop it"))
        time.sleep(0.02)


def _unlock(folder: str, descriptor: int) -> None:
    """Give the lock back, whatever interrupts this. The folder goes while it is still locked."""
    try:
        if not IS_WINDOWS:
            with suppress(OSError):
                os.rmdir(folder)
    finally:
        with suppress(OSError):
            os.close(descriptor)
    if IS_WINDOWS:  # no open file can go; where another build has it open by now, it is that one's
        with suppress(OSError):
            os.unlink(os.path.join(folder, LOCK))
            os.rmdir(folder)


def _try_folder(folder: str) -> int | None:
    """The descriptor of the folder, locked; None where another build has it, or it has just gone."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except FileNotFoundError:
        return None
    return descriptor if _is_held(descriptor, folder, _flock) else None


def _try_file(folder: str) -> int | None:
    """The same of the file in the folder."""
    path = os.path.join(folder, LOCK)
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOINHERIT", 0), 0o600)
    except FileNotFoundError:
        return None
    except PermissionError:  # so Windows calls a file that another process is removing
        if not os.access(folder, os.W_OK):
            raise
        return None
    return descriptor if _is_held(descriptor, path, _lock_byte) else None


def _is_held(descriptor: int, path: str, lock: Callable[[int], None]) -> bool:
    """Whether the lock could be had, and what is locked still has its path; else the descriptor is closed."""
    try:
        lock(descriptor)
        if os.path.samestat(os.fstat(descriptor), os.stat(path)):
            return True
    except (BlockingIOError, FileNotFoundError):
        pass
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return False


def _flock(descriptor: int) -> None:
    """Lock at once, or raise BlockingIOError; a disk that knows no locks is left without."""
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise


def _lock_byte(descriptor: int) -> None:
    """Lock the first byte of a file at once, as Windows does, or raise BlockingIOError."""
    windows = import_module("msvcrt")
    try:
        windows.locking(descriptor, windows.LK_NBLCK, 1)
    except OSError as error:
        raise BlockingIOError(error.errno, "another process has it") from error
