"""The last build of a site: what it was made of, and whether that, and the site, are still as they were."""

from __future__ import annotations

import marshal
import os
import sqlite3
from hashlib import blake2b
from pathlib import Path

from sitegen.cache.database import DAMAGE, CacheFolder
from sitegen.cache.values import diagnostics_of, flat_diagnostics, pack_value, unpack_value
from sitegen.cache.written import read_files
from sitegen.diagnostics import Diagnostic
from sitegen.files.listing import Listing, list_below
from sitegen.publish.paths import MANIFEST
from sitegen.publish.staging import cache_of, workplace_of
from sitegen.publish.tree import exists, stamps_of
from sitegen.text.values import value


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


def list_project(source: Path, target: str) -> Listing:
    """What stands in the project at `source`; its output `target` and what stands beside that for it are no part."""
    return list_below(source, {target, workplace_of(target), cache_of(target)})


def print_of_project(source: Path, listing: Listing, *asked: str) -> bytes | None:
    """The print of all that a build may read in a project, as it was listed, and of what it was `asked` for.

    None where a file was changed a moment ago: it may change again and bear the same stamps.
    """
    if listing.unsettled:
        return None
    return blake2b(marshal.dumps((source.as_posix(), asked, listing.flat()), 0), digest_size=16).digest()


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
    if any(stamps_of(f"{target}/{path}") != stamps for path, stamps in read_files(database).each("stamps").items()):
        return None
    articles, entities, mentions, quotations, pages = counts
    return Built(output, articles, entities, mentions, quotations, pages, diagnostics_of(warnings))
