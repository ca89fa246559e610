"""The files of the site as they were last written: in columns for all, and rows for those that were written since.

Columns are read in a fraction of the time that as many rows take; an edit writes a few rows all the same.
"""

from __future__ import annotations

import marshal
import sqlite3
from collections.abc import Collection, Iterable, Iterator, KeysView, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from sitegen.cache.values import DamagedError, pack_value, unpack_value
from sitegen.publish.tree import Stamps

_ALL = "files"
"""The name under which the columns are kept."""
_MOST_SINCE = 4
"""They are written anew when more than one file of so many was written since."""


class WrittenFile(NamedTuple):
    """A file of the site as it was last written: of what it was made, what it holds, and how the sitemap lists it.

    `listed` is None for what search engines may not show; else the day of the newest article on the page, or empty.
    """

    print: bytes
    digest: str
    size: int
    stamps: Stamps | None
    listed: str | None


class WrittenFiles(Mapping[str, WrittenFile]):
    """By their paths, the files as they were last written: of `since` those that are None are gone.

    Of thousands of files a build asks one thing, and all of a few. So each of the columns, which are packed, is
    unpacked when something in it is asked for.
    """

    def __init__(
        self, paths: Sequence[str] = (), columns: Sequence[bytes] = (), since: Mapping[str, WrittenFile | None] = {}
    ) -> None:
        self._columns = columns
        self._unpacked: dict[str, Sequence[Any]] = {}
        self._since = {path: one for path, one in since.items() if one is not None}
        self._places = {path: place for place, path in enumerate(paths) if path not in since}
        self._paths = self._places | dict.fromkeys(self._since, -1) if self._since else self._places

    def __getitem__(self, path: str) -> WrittenFile:
        place = self._paths[path]
        if place < 0:
            return self._since[path]
        return WrittenFile._make([self._column(name)[place] for name in WrittenFile._fields])

    def __contains__(self, path: object) -> bool:
        return path in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    def keys(self) -> KeysView[str]:
        """The paths, as a dictionary has them: sets are made of them at once."""
        return self._paths.keys()

    @property
    def prints(self) -> dict[str, bytes]:
        """The print of each."""
        return self.each("print")

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """The SHA-256 of each."""
        return self.each("digest")

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        """The bytes of each."""
        return self.each("size")

    @property
    def stamps(self) -> Mapping[str, Stamps | None]:
        """The stamps of each; the paths can be asked for before any is unpacked."""
        return _StampsOf(self)

    def each(self, name: str) -> dict[str, Any]:
        """What each file has in the field with this name."""
        column, at = self._column(name), WrittenFile._fields.index(name)
        kept = {path: column[place] for path, place in self._places.items()}
        return kept | {path: one[at] for path, one in self._since.items()}

    def _column(self, name: str) -> Sequence[Any]:
        if name not in self._unpacked:
            packed = self._columns[WrittenFile._fields.index(name)] if self._columns else marshal.dumps(())
            self._unpacked[name] = marshal.loads(packed)
        return self._unpacked[name]


class _StampsOf(Mapping[str, Stamps | None]):
    """The stamps of files."""

    def __init__(self, files: WrittenFiles) -> None:
        self._files = files

    @cached_property
    def _each(self) -> dict[str, Stamps | None]:
        return self._files.each("stamps")

    def __getitem__(self, path: str) -> Stamps | None:
        return self._each[path]

    def get(self, path: str, default: Any = None) -> Any:
        """Those of the file at a path, or what is given for none."""
        return self._each.get(path, default)

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def keys(self) -> KeysView[str]:
        """The paths."""
        return self._files.keys()


def read_files(database: sqlite3.Connection) -> WrittenFiles:
    """By their paths, the files as they were last written. Raises sqlite3.Error and DamagedError."""
    since: dict[str, WrittenFile | None] = {}
    for path, made in database.execute("SELECT path, made FROM files"):
        of, one = unpack_value(made)
        if of != path:
            raise DamagedError("a file has the values of another")
        since[path] = WrittenFile(*one) if one is not None else None
    row = database.execute("SELECT value FROM told WHERE name = ?", (_ALL,)).fetchone()
    paths, columns = unpack_value(row[0]) if row is not None else ((), ())
    return WrittenFiles(paths, columns, since)


def keep_files(
    database: sqlite3.Connection,
    before: Mapping[str, WrittenFile],
    written: Mapping[str, WrittenFile],
    gone: Collection[str],
) -> None:
    """Keep how these files were written, and forget those that are gone; `before` is what was kept until now."""
    (rows,) = database.execute("SELECT count(*) FROM files").fetchone()
    if _MOST_SINCE * (rows + len(written) + len(gone)) <= len(before):
        _put(database, ((path, tuple(one)) for path, one in written.items()))
        _put(database, ((path, None) for path in gone))
        return
    files = {path: tuple(one) for path, one in (*before.items(), *written.items()) if path not in gone}
    columns = tuple(marshal.dumps(column) for column in zip(*files.values(), strict=True))
    database.execute("INSERT OR REPLACE INTO told VALUES (?, ?)", (_ALL, pack_value((tuple(files), columns))))
    database.execute("DELETE FROM files")


def _put(database: sqlite3.Connection, files: Iterable[tuple[str, Any]]) -> None:
    rows = ((path, pack_value((path, one))) for path, one in files)
    database.executemany("INSERT OR REPLACE INTO files VALUES (?, ?)", rows)
