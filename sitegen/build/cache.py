"""What a build keeps for the next: articles taken apart, and of what the files of the site were made.

It holds nothing that a build cannot make again, so that it may be removed at any time. One that was copied, damaged, or
made by another version of sitegen is thrown away. Nothing of it is ever run: it is numbers and strings.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from sitegen.build.filing import Record
from sitegen.build.inputs import Inputs, asks_the_same, flat_asked, flat_parts, inputs_from
from sitegen.build.packing import (
    Packed,
    PackedFiling,
    facts_from,
    flat_record,
    record_from,
    unpack_rows,
    whole_facts_from,
)
from sitegen.build.record_shares import KeptRecord, RecordShares
from sitegen.build.shelf import Shelf
from sitegen.cache.database import DAMAGE, CacheFolder, elsewhere
from sitegen.cache.last import Built, remember_build
from sitegen.cache.values import pack_value, unpack_value
from sitegen.cache.written import WrittenFile, WrittenFiles, keep_files, read_files
from sitegen.knowledge import KnowledgeBase, load_knowledge
from sitegen.knowledge.kept import RememberedEntries
from sitegen.publish.staging import cache_of, twin_of
from sitegen.site.postings import Postings
from sitegen.site.postings_again import flat_postings, postings_from
from sitegen.site.prints import print_of

Value = TypeVar("Value")

_ENTRIES = "entries"
"""The name under which the entries of knowledge/ are kept."""
_POSTINGS = "postings"
"""The name under which it is kept where names stand."""
_PARTS, _ASKED = "inputs", "asked"
"""The names under which it is kept what files are made of."""
_SHARE = 512
"""Of so many articles it is kept in one value what is known of their files: few values are read, and little written."""


class Known(NamedTuple):
    """A source file as it was last read: its key, the stamps of its file, and the print of its bytes."""

    key: int
    stamps: bytes
    print: bytes


class Cache:
    """The cache in a folder, for one build at a time. Its methods raise sqlite3.Error and DamagedError where it is
    damaged; it is thrown away then.
    """

    def __init__(self, folder: CacheFolder) -> None:
        self._folder = folder
        self._database = folder.open()
        self._postings: Postings | None = None
        self._records = RecordShares(self._database)
        self.shelf = Shelf(folder.database)
        self.entries_print = b""
        """The print of all that the files in knowledge/ hold, once they are loaded."""

    def twin_of(self, target: str) -> str | None:
        """Where the site before that at `target` is laid by; nowhere, when this is not the cache beside that."""
        return twin_of(target) if self.shelf.path.parent == Path(cache_of(target)) else None

    def told(self, name: str) -> bytes | None:
        """A value that was kept under a name."""
        row = self._database.execute("SELECT value FROM told WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def tell(self, name: str, value: bytes) -> None:
        """Keep a value under a name."""
        self._database.execute("INSERT OR REPLACE INTO told VALUES (?, ?)", (name, value))

    def known(self) -> dict[str, Known]:
        """By their paths below the project, the source files that were read."""
        shares = self._database.execute("SELECT known FROM sources")
        return {row[0]: Known._make(row[1:]) for (share,) in shares for row in unpack_value(share)}

    def keep_known(self, known: Mapping[str, Known], before: Mapping[str, Known]) -> None:
        """Keep what is known of the source files; written is each share of them in which something is another."""
        changed = {row.key // _SHARE for path, row in known.items() if before.get(path) is not row}
        changed |= {row.key // _SHARE for path, row in before.items() if path not in known}
        shares: dict[int, list[tuple[Any, ...]]] = {share: [] for share in changed}
        for path, row in known.items():
            if row.key // _SHARE in changed:
                shares[row.key // _SHARE].append((path, *row))
        rows = ((share, pack_value(tuple(of_share))) for share, of_share in shares.items())
        self._database.executemany("INSERT OR REPLACE INTO sources VALUES (?, ?)", rows)

    def records(self) -> dict[str, Record]:
        """By their paths, what became of the source files.

        Where it is not kept where names stand, all of the facts are read, for that has to be found out.
        """
        of, shelf = whole_facts_from if self.told(_POSTINGS) is None else facts_from, self.shelf
        return {
            path: record_from(path, record, of(facts, key, shelf) if facts is not None else None)
            for key, path, record, facts in self._records
        }

    def naming(self, entity_ids: Iterable[str]) -> Iterator[int]:
        """The keys of the articles that name one of these entities, under the id that the articles know."""
        for entity_id in entity_ids:
            for (key,) in self._database.execute("SELECT article FROM namings WHERE entity = ?", (entity_id,)):
                yield key

    def texts(self) -> Iterator[tuple[int, bytes]]:
        """Key and text of each article to show, as `searchable` has it."""
        for key, text in self._database.execute("SELECT key, text FROM texts"):
            yield key, unpack_value(text)

    def put(self, known: Known | None, filing: PackedFiling) -> int:
        """Keep the filing in the place of what was `known` of the file. Gives its key."""
        if known is not None:
            self.remove((known.key,))
        key, packed = known.key if known is not None else self._records.next_key(), filing.packed
        facts = unpack_value(packed.facts) if packed is not None else None
        self._records.put(KeptRecord(key, filing.record.path, flat_record(filing.record), facts))
        if packed is not None:
            self._put_parts(key, packed)
        return key

    def _put_parts(self, key: int, packed: Packed) -> None:
        """What not every build reads stands apart, so that what it reads lies close together."""
        execute = self._database.execute
        execute("INSERT INTO facts VALUES (?, ?, ?)", (key, packed.rows, packed.prints))
        execute("INSERT INTO bodies VALUES (?, ?, ?)", (key, packed.annotated, packed.quoted))
        execute("INSERT INTO texts VALUES (?, ?)", (key, packed.text))
        execute("INSERT INTO words VALUES (?, ?)", (key, packed.words))
        rows = ((entity_id, key, shown) for entity_id, shown in packed.namings)
        self._database.executemany("INSERT INTO namings VALUES (?, ?, ?)", rows)

    def remove(self, keys: Iterable[int]) -> None:
        """Forget articles."""
        for key in keys:
            row = self._database.execute("SELECT rows FROM facts WHERE key = ?", (key,)).fetchone()
            names = ((one.stored_id, key) for one in (unpack_rows(row[0]).named if row else ()))
            self._database.executemany("DELETE FROM namings WHERE entity = ? AND article = ?", names)
            self._records.remove(key)
            for table in ("facts", "bodies", "texts", "words"):
                self._database.execute(f"DELETE FROM {table} WHERE key = ?", (key,))

    def files(self) -> WrittenFiles:
        """By their paths, the files of the site as they were last written."""
        return read_files(self._database)

    def replace_files(
        self, before: Mapping[str, WrittenFile], written: Mapping[str, WrittenFile], gone: Collection[str]
    ) -> None:
        """Keep how these files were written, and forget those that are gone; `before` were these and all others."""
        keep_files(self._database, before, written, gone)

    def inputs(self) -> Inputs | None:
        """What the files of the site were made of when they were last written."""
        parts, asked = self.told(_PARTS), self.told(_ASKED)
        return inputs_from(unpack_value(parts), unpack_value(asked)) if parts is not None else None

    def keep_inputs(self, inputs: Inputs, before: Inputs | None) -> None:
        """Keep what the files of the site are made of; what each asked for, which is much, where it is another."""
        self.tell(_PARTS, pack_value(flat_parts(inputs)))
        if not asks_the_same(inputs, before):
            self.tell(_ASKED, pack_value(flat_asked(inputs)))

    def postings(self) -> Postings | None:
        """Where names stood when that was last kept."""
        kept = self.told(_POSTINGS)
        self._postings = postings_from(unpack_value(kept)) if kept is not None else None
        return self._postings

    def keep_postings(self, postings: Postings) -> None:
        """Keep where names stand, where it is not what is kept."""
        if postings is not self._postings:
            self.tell(_POSTINGS, pack_value(flat_postings(postings)))

    def remember(self, of: bytes | None, built: Built, target: str) -> None:
        """Keep what was built of a project with this print, and that nothing has to be built of it again."""
        remember_build(self._database, of, built, target)

    def load_knowledge(self, folder: Path, root: Path) -> KnowledgeBase:
        """The knowledge of a project; files of entries that are as they were are not parsed again. Raises SitegenError
        as `load_knowledge` does.
        """
        kept = self.told(_ENTRIES)
        entries = RememberedEntries(dict(unpack_value(kept)) if kept is not None else {})
        knowledge = load_knowledge(folder, root, entries)
        self.entries_print = print_of(*entries.asked)
        if entries.used.keys() != entries.before.keys():
            self.tell(_ENTRIES, pack_value(tuple(entries.used.items())))
        return knowledge

    def commit(self) -> None:
        """Whatever was kept since is kept for good, and other processes see it."""
        self._records.write()
        self._folder.commit(self._database)

    def close(self) -> None:
        """End the work with this cache."""
        self.shelf.close()
        self._database.close()


def with_cache(folder: CacheFolder, work: Callable[[Cache], Value]) -> Value:
    """What the work gives. Where the cache turns out to be damaged, it begins again with a new one, and where that
    cannot be kept, or the folder is gone, with one elsewhere. Raises OSError where there is no place for any.
    """
    for _ in range(2):
        with suppress(*DAMAGE):
            if folder.path.is_dir():
                return _with(folder, work)
        folder.empty()
    with elsewhere() as other:
        try:
            return _with(other, work)
        except sqlite3.Error as error:
            raise OSError(errno.EIO, f"the cache cannot be written: {error}", str(other.path)) from error


def _with(folder: CacheFolder, work: Callable[[Cache], Value]) -> Value:
    cache = Cache(folder)
    try:
        return work(cache)
    finally:
        cache.close()
