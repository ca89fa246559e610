"""Whether the author's files are as they were: by their time stamps where these can be trusted, else by their bytes."""

from __future__ import annotations

import hashlib
import marshal
import os
import time
from collections.abc import Sequence
from pathlib import Path

from sitegen.site.prints import print_of

SETTLED = 2.0
"""Seconds after which the time stamps of a file are trusted: a later edit cannot bear the same ones."""


def stamps_of(paths: Sequence[Path]) -> bytes:
    """Where files truly are, their sizes and the times of their last changes, as bytes.

    Nothing where one was changed a moment ago: it may change again under the same stamps.
    """
    found = [_stamps(path) for path in paths]
    newest = max((max(stamps[-2:]) for stamps in found if stamps), default=0)
    return marshal.dumps(tuple(found), 0) if time.time() - newest / 1e9 > SETTLED else b""


def times_of(paths: Sequence[Path]) -> tuple[tuple[int, ...] | None, ...]:
    """The same as numbers, whenever the files were changed: another value tells that one was changed meanwhile."""
    return tuple(map(_stamps, paths))


def print_of_bytes(paths: Sequence[Path]) -> bytes:
    """The print of the bytes of files, and of where they truly are."""
    return print_of(*map(_content, paths))


def print_of_file(path: Path) -> tuple[bytes]:
    """What a file is made of that is copied: its stamps, or its bytes where these cannot be trusted."""
    return (stamps_of((path,)) or print_of_bytes((path,)),)


def files_of_article(path: Path) -> tuple[Path, ...]:
    """What an article is read from: its file, and the YAML beside it; Markdown has everything in itself."""
    return (path,) if os.fspath(path)[-3:].lower() == ".md" else (path, path.with_suffix(".yaml"))


def _stamps(path: Path) -> tuple[int, ...] | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _content(path: Path) -> tuple[str, bytes] | None:
    try:
        with open(path, "rb") as file:
            return os.path.realpath(path), hashlib.file_digest(file, "sha256").digest()
    except OSError:
        return None
