"""Which sitegen made a cache: another version, or the same with other files, makes everything anew."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import sitegen
from sitegen.files.shipped import find_resource_folder


@cache
def print_of_sitegen() -> bytes:
    """The print of this sitegen: of every file of the program and of what ships with it, and of Python."""
    folders = (Path(sitegen.__file__).parent, find_resource_folder("templates"), find_resource_folder("static"))
    files = sorted(stamps for folder in folders for stamps in _stamps_below(folder))
    return hashlib.blake2b(repr((sitegen.__version__, sys.version, files)).encode(), digest_size=16).digest()


@cache
def print_of_annotator() -> bytes:
    """The print of what articles are read and annotated by: of this package’s files, whatever computer they are on."""
    digest = hashlib.blake2b(digest_size=16)
    package = Path(sitegen.__file__).parent
    for path in sorted(package.rglob("*")):
        where = path.relative_to(package)
        if path.is_file() and where.parts[0] not in _FOR_PAGES and "__pycache__" not in where.parts:
            content = path.read_bytes()
            digest.update(f"{where.as_posix()} {len(content)}\n".encode() + content)
    return digest.digest()


_FOR_PAGES = frozenset({"maps", "static", "templates"})
"""Folders that an installed package has otherwise than a checkout."""


def _stamps_below(folder: Path) -> Iterator[tuple[str, int, int]]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        for name in names:
            status = os.stat(os.path.join(place, name))
            yield os.path.join(place, name), status.st_size, status.st_mtime_ns
