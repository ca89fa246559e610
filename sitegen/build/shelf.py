"""Articles as a cache has them, read by any process, one at a time, when somebody asks."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from sitegen.build.packing import unpack_annotated, unpack_namings, unpack_quoted, unpack_words
from sitegen.cache.values import DamagedError
from sitegen.model import Annotated
from sitegen.site.rows import Naming, Quoted
from sitegen.text.values import value

_FEW = 500
"""So many articles are asked for by their keys; where there are more, all of an entity are read."""
_KEPT_AT_HAND = 1024
"""Articles whose quotations a process keeps in memory."""


@value(slots=False)
class Shelf:
    """Reads articles from the cache at `path`; each process has a connection of its own."""

    path: Path

    def rows(self, key: int) -> bytes:
        """The rows among its facts, packed. Raises DamagedError."""
        return self._one("SELECT rows FROM facts WHERE key = ?", key)

    def prints(self, key: int) -> bytes:
        """The prints of its text, packed. Raises DamagedError."""
        return self._one("SELECT prints FROM facts WHERE key = ?", key)

    def annotated(self, key: int) -> Annotated:
        """The article with its annotations. Raises DamagedError."""
        return unpack_annotated(self._one("SELECT annotated FROM bodies WHERE key = ?", key))

    def quoted(self, key: int) -> Sequence[Quoted]:
        """Its quotations as other pages show them. Raises DamagedError."""
        return _quoted(self, key)

    def namings(self, entity_id: str, keys: Sequence[int]) -> Sequence[Sequence[Naming]]:
        """For each of the articles the passages that name an entity. Raises DamagedError."""
        only = _among("article", keys)
        shown = dict(self._rows(f"SELECT article, shown FROM namings WHERE entity = ? AND {only}", entity_id))
        try:
            return [unpack_namings(shown[key]) for key in keys]
        except KeyError as error:
            raise DamagedError(f"no passages of {error}") from error

    def words(self, keys: Sequence[int]) -> Sequence[Sequence[str]]:
        """For each of the articles its words as the search compares them. Raises DamagedError."""
        packed = dict(self._rows(f"SELECT key, words FROM words WHERE {_among('key', keys)}"))
        try:
            return [unpack_words(packed[key]) for key in keys]
        except KeyError as error:
            raise DamagedError(f"no words of {error}") from error

    def close(self) -> None:
        """End the reading in this process."""
        reader = _readers.pop((self.path, os.getpid()), None)
        if reader is not None:
            reader.close()
        _quoted.cache_clear()

    def _one(self, query: str, *given: Any) -> bytes:
        rows = self._rows(query, *given)
        if not rows or not isinstance(rows[0][0], bytes):
            raise DamagedError("an article is not there")
        return rows[0][0]

    def _rows(self, query: str, *given: Any) -> list[tuple[Any, ...]]:
        try:
            return _reader(self.path).execute(query, given).fetchall()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise DamagedError(str(error)) from error


def _among(column: str, keys: Sequence[int]) -> str:
    """The condition that a column is one of these keys; none where they are many and easily found among all."""
    return f"{column} IN ({','.join(map(str, keys))})" if len(keys) <= _FEW else "1"


_readers: dict[tuple[Path, int], sqlite3.Connection] = {}
"""Connections for reading; none is used by another process than that which opened it."""


def _reader(path: Path) -> sqlite3.Connection:
    """The connection of this process for reading."""
    key = (path, os.getpid())
    if key not in _readers:
        _readers[key] = sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, check_same_thread=False)
    return _readers[key]


@lru_cache(maxsize=_KEPT_AT_HAND)
def _quoted(shelf: Shelf, key: int) -> Sequence[Quoted]:
    return unpack_quoted(shelf._one("SELECT quoted FROM bodies WHERE key = ?", key))
