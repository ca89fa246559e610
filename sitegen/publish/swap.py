"""Two folders change names in one step, as far as the system has such a step."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
import time

from sitegen.publish.tree import walk

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2

PAUSES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 4.0) if os.name == "nt" else ()
"""Seconds between one try and the next, where a refusal may be of the moment."""

_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP}
"""What a kernel or a disk says that knows no exchange."""


def exchange(one: str, other: str) -> bool:
    """True when the folders have changed names, in one step; False when this system or disk has no such step.

    Raises OSError when it has but fails; then nothing has moved.
    """
    code = _exchange(os.fsencode(one), os.fsencode(other))
    if code and code not in _CANNOT:
        raise OSError(code, os.strerror(code), one, None, other)
    return not code


def rename(source: str, target: str) -> None:
    """A folder or file under another name. Raises OSError.

    On Windows a virus scanner or an index of files may hold something in it for a moment: then once more, for seconds.
    """
    for pause in PAUSES:
        try:
            os.rename(source, target)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    os.rename(source, target)


def _exchange(one: bytes, other: bytes) -> int:
    """The number of the error, 0 for none: renameat2 of Linux, renamex_np of macOS."""
    if sys.platform not in ("linux", "darwin"):
        return errno.ENOSYS
    library = ctypes.CDLL(None, use_errno=True)
    if hasattr(library, "renameat2"):
        failed = library.renameat2(_AT_FDCWD, one, _AT_FDCWD, other, _RENAME_EXCHANGE)
    elif hasattr(library, "renamex_np"):
        failed = library.renamex_np(one, other, _RENAME_SWAP)
    else:
        return errno.ENOSYS
    return ctypes.get_errno() if failed else 0


def flush(folder: str) -> None:
    """Everything below `folder` is on the disk, so that a power cut after the exchange leaves no empty page."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux" and hasattr(library, "syncfs"):
            if library.syncfs(descriptor):
                raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), folder)
            return
    finally:
        os.close(descriptor)
    for path, _ in walk(folder):
        flush_one(os.path.join(folder, path))


def flush_one(path: str) -> None:
    """One file, or the names in one folder, are on the disk."""
    if os.path.islink(path):
        return
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
