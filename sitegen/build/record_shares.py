"""The records of source files as a cache has them: many in one value, so that a build reads few values and not many."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any, NamedTuple

from sitegen.cache.values import pack_value, unpack_value

_SIZE = 64
"""Of so many articles the records are one value: few are read where all are, and edits of some that stand far apart
write little."""


class KeptRecord(NamedTuple):
    """What became of one source file, flat, and the facts of it that every build reads, flat, where it has any."""

    key: int
    path: str
    record: tuple[Any, ...]
    facts: tuple[Any, ...] | None


class RecordShares:
    """The records in a database, by the keys of their articles.

    The value with the record that was put or removed last is held in memory, and written before another is.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._at = -1
        self._held: dict[int, KeptRecord] = {}
        self._is_written = True
        self._last: int | None = None

    def __iter__(self) -> Iterator[KeptRecord]:
        self.write()
        for (share,) in self._database.execute("SELECT records FROM articles ORDER BY share"):
            yield from map(KeptRecord._make, unpack_value(share))

    def next_key(self) -> int:
        """A key that no article has; each call gives another."""
        if self._last is None:
            (share,) = self._database.execute("SELECT max(share) FROM articles").fetchone()
            self._last = max((row.key for row in self._read(share)), default=share * _SIZE) if share is not None else 0
        self._last += 1
        return self._last

    def put(self, kept: KeptRecord) -> None:
        """Keep a record in the place of the one that had its key."""
        self._hold(kept.key)
        self._held[kept.key] = kept
        self._is_written = False

    def remove(self, key: int) -> None:
        """Forget a record."""
        self._hold(key)
        self._is_written = self._held.pop(key, None) is None and self._is_written

    def _hold(self, key: int) -> None:
        if key // _SIZE != self._at:
            self.write()
            self._at = key // _SIZE
            self._held = {row.key: row for row in self._read(self._at)}

    def _read(self, share: int) -> Iterator[KeptRecord]:
        rows = self._database.execute("SELECT records FROM articles WHERE share = ?", (share,)).fetchone()
        return map(KeptRecord._make, unpack_value(rows[0]) if rows is not None else ())

    def write(self) -> None:
        """Write what is held."""
        if not self._is_written:
            packed = pack_value(tuple(tuple(self._held[key]) for key in sorted(self._held)))
            self._database.execute("INSERT OR REPLACE INTO articles VALUES (?, ?)", (self._at, packed))
            self._is_written = True
