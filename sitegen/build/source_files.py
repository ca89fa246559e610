"""Whether the author's files are as they were: by their time stamps where these can be trusted, else by their bytes."""

from __future__ import annotations

import hashlib
import math
import os
import time
from collections.abc import Sequence
from os.path import splitext
from pathlib import Path

from sitegen.files.listing import stamps_at
from sitegen.site.prints import print_of


def stamps_of(paths: Sequence[Path]) -> bytes:
    """Where files truly are, their sizes and the times of their last changes, as bytes.

    Nothing where one was changed a moment ago: it may change again under the same stamps.
    """
    moment = time.time()
    found = [stamps_at(path, moment) for path in paths]
    return b"".join(found) if all(found) else b""


def times_of(paths: Sequence[Path]) -> bytes:
    """The same, whenever the files were changed: another value tells that one was changed meanwhile."""
    return b"".join(stamps_at(path, math.inf) for path in paths)


def print_of_bytes(paths: Sequence[Path]) -> bytes:
    """The print of the bytes of files, and of where they truly are."""
    return print_of(*map(_content, paths))


def print_of_file(path: Path) -> tuple[bytes]:
    """What a file is made of that is copied: its stamps, or its bytes where these cannot be trusted."""
    return (stamps_of((path,)) or print_of_bytes((path,)),)


def parts_of_article(article: str) -> tuple[str, ...]:
    """The same by their paths below the project."""
    return (article,) if article[-3:].lower() == ".md" else (article, f"{splitext(article)[0]}.yaml")


def files_of_article(path: Path) -> tuple[Path, ...]:
    """What an article is read from: its file, and the YAML beside it; Markdown has everything in itself."""
    return (path,) if os.fspath(path)[-3:].lower() == ".md" else (path, path.with_suffix(".yaml"))


def _content(path: Path) -> tuple[str, bytes] | None:
    try:
        with open(path, "rb") as file:
            return os.path.realpath(path), hashlib.file_digest(file, "sha256").digest()
    except OSError:
        return None
