"""The last build of a site: what it was made of, and whether that, and the site, are still as they were."""

from __future__ import annotations

import marshal
import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from sitegen.cache.database import DAMAGE, CacheFolder
from sitegen.cache.values import diagnostics_of, flat_diagnostics, pack_value, unpack_value
from sitegen.diagnostics import Diagnostic
from sitegen.publish.paths import MANIFEST
from sitegen.publish.staging import cache_of, workplace_of
from sitegen.publish.tree import exists, stamps_of
from sitegen.text.values import value

SETTLED = 2.0
"""Seconds after which the time stamps of a file are trusted: a later edit cannot bear the same ones."""

_NOT_LOOKED_INTO = frozenset({".git", ".hg", ".svn", "node_modules", "__pycache__"})


@value
class Built:
    """What a build made: counts of each, the warnings, and the seconds it took."""

    output: Path
    articles: int
    entities: int
    mentions: int
    quotations: int
    pages: int
    warnings: tuple[Diagnostic, ...]
    seconds: float = 0.0


def print_of_project(source: Path, target: str, *asked: str) -> bytes | None:
    """The print of all that a build may read in the project at `source`, and of what it was `asked` for.

    The output `target` and what stands beside it for it are no part. None where a file was changed a moment ago: it may
    change again and bear the same stamps.
    """
    seen: list[tuple[str, tuple[int, ...] | None]] = []
    newest = 0
    for path, status in _entries(source, target):
        if stat.S_ISDIR(status.st_mode):
            seen.append((path, None))
            continue
        times = status.st_mtime_ns, status.st_ctime_ns
        seen.append((path, (status.st_mode, status.st_dev, status.st_ino, status.st_size, *times)))
        newest = max(newest, *times)
    if time.time() - newest / 1e9 <= SETTLED:
        return None
    return blake2b(marshal.dumps((source.as_posix(), asked, seen), 0), digest_size=16).digest()


def remember_build(database: sqlite3.Connection, of: bytes | None, built: Built, target: str) -> None:
    """Keep what was built `of` a project with this print, of which nothing has to be built again."""
    counts = (built.articles, built.entities, built.mentions, built.quotations, built.pages)
    value = (of, counts, flat_diagnostics(built.warnings), stamps_of(os.path.join(target, MANIFEST)))
    database.execute("INSERT OR REPLACE INTO told VALUES ('last', ?)", (pack_value(value),))


def recall_build(folder: CacheFolder, of: bytes | None, output: Path, target: str) -> Built | None:
    """The last build, when it was `of` a project with this print, and the site stands at `target` as it was left.

    Where a killed build has left something beside the site, another one is needed to clear it away.
    """
    if of is None or exists(workplace_of(target)) or not folder.is_ours():
        return None
    try:
        database = folder.connect()
        try:
            return _recall(database, of, output, target)
        finally:
            database.close()
    except (*DAMAGE, TypeError):  # where a path is damaged it may be no string
        return None


def _recall(database: sqlite3.Connection, of: bytes, output: Path, target: str) -> Built | None:
    row = database.execute("SELECT value FROM told WHERE name = 'last'").fetchone()
    if row is None:
        return None
    of_last, counts, warnings, manifest = unpack_value(row[0])
    if of_last != of or manifest != stamps_of(os.path.join(target, MANIFEST)):
        return None
    files = database.execute("SELECT path, stamps FROM files")
    if any(pack_value(stamps_of(os.path.join(target, path))) != stamps for path, stamps in files):
        return None
    articles, entities, mentions, quotations, pages = counts
    return Built(output, articles, entities, mentions, quotations, pages, diagnostics_of(warnings))


def _entries(source: Path, target: str) -> Iterator[tuple[str, os.stat_result]]:
    """Every file and folder of a project by its path in it; a link to a folder is itself an entry and not followed."""
    closed = {target, workplace_of(target), cache_of(target)}
    root = os.path.realpath(source)
    above = len(os.path.join(root, ""))
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        for entry in sorted(_scan(folder), key=lambda entry: entry.name):
            if entry.path in closed:
                continue
            status = _status(entry)
            if status is None:
                continue
            yield entry.path[above:], status
            if stat.S_ISDIR(status.st_mode) and entry.name not in _NOT_LOOKED_INTO:
                waiting.append(entry.path)


def _scan(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _status(entry: os.DirEntry[str]) -> os.stat_result | None:
    """The status of what an entry leads to; of a link to a folder, or to nothing, its own."""
    try:
        status = entry.stat()
        return entry.stat(follow_symlinks=False) if entry.is_symlink() and stat.S_ISDIR(status.st_mode) else status
    except OSError:
        try:
            return entry.stat(follow_symlinks=False)
        except OSError:
            return None
