"""Folders on the disk: walked in one order, written with one set of permissions, linked and removed."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import suppress

NO_FOLLOWING: dict[str, bool] = {"follow_symlinks": False} if os.link in os.supports_follow_symlinks else {}
"""How a link is linked itself, where the system can be asked for it; Windows does so unasked."""
_NO_LINKS = {errno.EPERM, errno.EXDEV, errno.EMLINK, errno.EOPNOTSUPP, errno.ENOSYS}
"""What a disk says that has no hard links, or none for this file: then a copy is made."""


Stamps = tuple[int, int, int]
"""By which a file is known that nobody has touched: its file number, its size, and the time of its last change."""


def stamps_of(path: str) -> Stamps | None:
    """The stamps of an ordinary file; None when there is none."""
    try:
        return _stamps(os.lstat(path))
    except OSError:
        return None


def stamps_in(entry: os.DirEntry[str]) -> Stamps | None:
    """The same of what stands in a folder."""
    try:
        return _stamps(entry.stat(follow_symlinks=False))
    except OSError:
        return None


def _stamps(status: os.stat_result) -> Stamps | None:
    return (status.st_ino, status.st_size, status.st_mtime_ns) if stat.S_ISREG(status.st_mode) else None


def walk(root: str) -> Iterator[tuple[str, os.stat_result]]:
    """Every entry below `root`, as relative path with slashes and its own status; a folder before what it holds.

    No symbolic link is followed. What vanishes meanwhile is left out; a root that is not there holds nothing.
    """
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        for name in _names(os.path.join(root, folder)):
            path = f"{folder}/{name}" if folder else name
            try:
                status = os.lstat(os.path.join(root, path))
            except FileNotFoundError:
                continue
            yield path, status
            if stat.S_ISDIR(status.st_mode):
                waiting.append(path)


def exists(path: str) -> bool:
    """Whether anything has this name, be it a broken link. Raises OSError when the disk does not say."""
    try:
        os.lstat(path)
    except FileNotFoundError:
        return False
    return True


def _names(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except FileNotFoundError:
        return []


def make_folder(root: str, path: str) -> None:
    """The folder `path` below `root`, and those above it, readable by everybody whatever the umask."""
    full = os.path.join(root, path)
    if not path or os.path.isdir(full):
        return
    make_folder(root, os.path.dirname(path))
    with suppress(FileExistsError):  # another process may make it at the same time
        os.mkdir(full)
        os.chmod(full, 0o755)


def write_file(path: str, content: bytes) -> None:
    """A new file, readable by everybody whatever the umask. Raises OSError, also when it is there already."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o644)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
    finally:
        os.close(descriptor)
    os.chmod(path, 0o644)


def link(source: str, destination: str) -> None:
    """The same file under a second name; on a disk without hard links a copy with its times and permissions."""
    try:
        os.link(source, destination, **NO_FOLLOWING)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        import shutil  # slow to load, and hardly ever needed

        shutil.copy2(source, destination, follow_symlinks=False)
        copy_status(source, destination)


def copy_status(source: str, destination: str) -> None:
    """The owner, as far as one may give it away, the permissions and the times of `source`."""
    import shutil

    status = os.lstat(source)
    if hasattr(os, "chown"):
        with suppress(PermissionError):
            os.chown(destination, status.st_uid, status.st_gid, follow_symlinks=False)
    shutil.copystat(source, destination, follow_symlinks=False)


def remove_tree(root: str) -> None:
    """Remove a folder that holds nothing but names of files which are also kept elsewhere, or of no use."""
    folders = [""]
    for path, status in walk(root):
        full = os.path.join(root, path)
        if stat.S_ISDIR(status.st_mode):
            os.chmod(full, 0o700)
            folders.append(path)
        else:
            os.unlink(full)
    for path in reversed(folders):
        os.rmdir(os.path.join(root, path))
