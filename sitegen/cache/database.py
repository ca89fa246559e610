"""The database of a cache: one file, which knows who made it and where it was made."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sitegen.cache.maker import print_of_sitegen
from sitegen.cache.values import DamagedError, pack_value
from sitegen.publish import made_parent
from sitegen.publish.locks import locked_folder
from sitegen.publish.staging import TWIN, cache_of
from sitegen.text.values import value

DAMAGE = (DamagedError, sqlite3.Error, UnicodeDecodeError)
"""What reading a damaged cache raises; sqlite3 cannot always tell in UTF-8 what is wrong."""
_NAME = "articles.db"
_TABLES = """
    CREATE TABLE told (name TEXT PRIMARY KEY, value BLOB NOT NULL);
    CREATE TABLE sources (share INTEGER PRIMARY KEY, known BLOB NOT NULL);
    CREATE TABLE articles (share INTEGER PRIMARY KEY, records BLOB NOT NULL);
    CREATE TABLE facts (key INTEGER PRIMARY KEY, rows BLOB NOT NULL, prints BLOB NOT NULL);
    CREATE TABLE bodies (key INTEGER PRIMARY KEY, annotated BLOB NOT NULL, quoted BLOB NOT NULL);
    CREATE TABLE texts (key INTEGER PRIMARY KEY, text BLOB NOT NULL);
    CREATE TABLE words (key INTEGER PRIMARY KEY, words BLOB NOT NULL);
    CREATE TABLE namings (
        entity TEXT NOT NULL, article INTEGER NOT NULL, shown BLOB NOT NULL, PRIMARY KEY (entity, article)
    ) WITHOUT ROWID;
    CREATE TABLE files (path TEXT PRIMARY KEY, made BLOB NOT NULL) WITHOUT ROWID;
"""
"""The rows of `told` have numbers: in a table without, whoever looks for a name reads all of the large values of those
that it is compared with on the way."""

_IN_PLACE = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16384;"
"""How a new database is filled: the passages of an entity stand side by side, and so much of them is held in memory."""
_WITH_LOG = ("journal_mode = WAL", "cache_size = -2000", "shrink_memory")
"""How it is written from then on."""


@value
class CacheFolder:
    """The folder of a cache, for one build at a time."""

    path: Path

    @property
    def database(self) -> Path:
        """The path of the database."""
        return self.path / _NAME

    def is_ours(self) -> bool:
        """Whether it has a database that this sitegen made, and that was not copied: it names its own file number."""
        if not self.database.is_file():
            return False
        try:
            database = self.connect()
            try:
                rows = dict(database.execute("SELECT name, value FROM told WHERE name IN ('maker', 'place')"))
            finally:
                database.close()
        except DAMAGE:
            return False
        return rows == {"maker": print_of_sitegen(), "place": self._place()}

    def open(self) -> sqlite3.Connection:
        """A connection to the database, which is begun anew where it is not ours. Raises sqlite3.Error and OSError."""
        if self.is_ours():
            return self.connect()
        self.empty()
        database = sqlite3.connect(self.database)
        try:
            database.executescript(f"{_IN_PLACE} {_TABLES}")
        except BaseException:
            database.close()
            raise
        return database

    def commit(self, database: sqlite3.Connection) -> None:
        """Keep for good what was written.

        A database that was begun anew is written in place until then, and names nobody as its maker: one that a killed
        build has left is not ours. Raises sqlite3.Error, and DamagedError where its file is gone.
        """
        database.commit()
        if database.execute("SELECT 1 FROM told WHERE name = 'maker'").fetchone() is None:
            if not self.database.is_file():
                raise DamagedError("the database is not there")
            told = (("maker", print_of_sitegen()), ("place", self._place()))
            database.executemany("INSERT INTO told VALUES (?, ?)", told)
            database.commit()
            for pragma in _WITH_LOG:
                database.execute(f"PRAGMA {pragma}")

    def connect(self) -> sqlite3.Connection:
        """A connection for reading and writing. What is lost when the power fails is made again."""
        database = sqlite3.connect(self.database)
        try:
            for pragma in ("journal_mode = WAL", "synchronous = OFF"):
                database.execute(f"PRAGMA {pragma}")
        except BaseException:
            database.close()
            raise
        return database

    def empty(self) -> None:
        """Remove what a cache has put into its folder, where that is still there."""
        for name in os.listdir(self.path) if self.path.is_dir() else ():
            if name.startswith(_NAME) or name == TWIN:
                _remove(self.path / name)

    def _place(self) -> bytes:
        status = os.stat(self.database)
        return pack_value((status.st_dev, status.st_ino, os.path.realpath(self.database)))


@contextmanager
def cache_folder(target: str, *, kept: bool) -> Iterator[CacheFolder]:
    """The cache of the site at `target`, for this build alone; one that is not to be `kept` is made elsewhere, and that
    beside the site removed.

    It is made elsewhere too where something that is no folder has its name. A folder that was made for it goes when
    what is done inside fails. Raises SitegenError (SG507) and OSError.
    """
    folder = CacheFolder(Path(cache_of(target)))
    if folder.path.is_symlink() or (folder.path.exists() and not folder.path.is_dir()):
        with elsewhere() as other:
            yield other
        return
    was_there = folder.path.exists()
    with made_parent(target), locked_folder(str(folder.path)):
        if not kept:
            folder.empty()
            with elsewhere() as other:
                yield other
            return
        try:
            yield folder
        except BaseException:
            if not was_there:
                folder.empty()
            raise


@contextmanager
def elsewhere() -> Iterator[CacheFolder]:
    """A cache for one build alone, which goes when what is done inside has ended."""
    from tempfile import TemporaryDirectory  # slow to load, and most builds have a cache of their own

    with TemporaryDirectory(prefix="sitegen-") as path:
        yield CacheFolder(Path(path))


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        import shutil

        shutil.rmtree(path)
    else:
        path.unlink()
