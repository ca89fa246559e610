"""Files again only what has changed since the last build: other bytes, or other names that stand in the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from sitegen.build.apart import begun
from sitegen.build.cache import Cache, Known
from sitegen.build.filing import Clerk, FiledArticles, Record
from sitegen.build.looked_for import FewClerk, LookedFor, keep_forms_of, kept_forms_of, stale_articles
from sitegen.build.packing import PackedFiling, PackingClerk
from sitegen.build.source_files import files_of_article, parts_of_article, print_of_bytes, times_of
from sitegen.build.workers import WORTH_A_PROCESS, OneProcess, Told, Watch, Workers, unwatched
from sitegen.cache.values import DamagedError
from sitegen.read.sources import Sources

_FEW = 32
"""For so many articles it takes longer to compile all names than to compile for each those that may stand in it."""


def _nothing() -> None:
    """Nothing is to be done meanwhile."""


def file_changed(
    sources: Sources,
    clerk: Clerk,
    watch: Watch = unwatched,
    *,
    cache: Cache,
    workers: Workers,
    meanwhile: Callable[[], object] = _nothing,
) -> FiledArticles:
    """Every source file filed. What the cache has of unchanged files is taken from there, and kept with the rest.

    Where other processes file, this one does `meanwhile` what else is to be done. Raises DamagedError and sqlite3.Error
    for a damaged cache.
    """
    stale, looked_for = stale_articles(cache, clerk)
    known = cache.known()
    listed = sources.listing
    stamps = {path: listed.stamps_of(parts_of_article(path)) for path in sources.articles}
    cache.remove([row.key for path, row in known.items() if path not in stamps])
    kept: dict[str, Known] = {}
    changed: dict[str, Path] = {}
    for path in sources.articles:
        row = _still(known.get(path), sources, path, stamps[path], stale)
        if row is not None:
            kept[path] = row
        else:
            changed[path] = sources.path_of(path)
    work = _Work(cache, clerk, changed, known, stamps, partial(watch, "annotate"))
    if 0 < len(changed) <= _FEW:
        apart = workers if len(kept) >= WORTH_A_PROCESS else OneProcess()
        filed, records = _file_few(work, apart, looked_for, meanwhile)
    else:
        filed, records = _file_many(work, workers, looked_for, meanwhile)
    cache.keep_known(kept | filed, known)
    cache.commit()
    try:
        return FiledArticles(tuple(records[path] for path in sources.articles), cache.shelf, cache.postings())
    except KeyError as error:
        raise DamagedError(f"no record of {error}") from error


class _Work(NamedTuple):
    """The files that are to be filed, and what is known of them."""

    cache: Cache
    clerk: Clerk
    changed: Mapping[str, Path]
    known: Mapping[str, Known]
    stamps: Mapping[str, bytes]
    told: Told


def _file_few(
    work: _Work, workers: Workers, looked_for: LookedFor, meanwhile: Callable[[], object]
) -> tuple[dict[str, Known], dict[str, Record]]:
    """What is known of each file that was filed, and what became of every file of the project.

    The records of the others are read while these are filed.
    """
    names, task = work.clerk.names, PackingClerk(work.clerk)
    few = FewClerk(task, names, kept_forms_of(work.cache, names, looked_for)) if names is not None else task
    before = _times(work.changed)
    with begun(workers, few, tuple(work.changed.values()), work.told) as filings:
        meanwhile()
        records = work.cache.records()
        filed = dict(_put(work, before, filings))
    return filed, records | work.cache.records([row.key for row in filed.values()])


def _file_many(
    work: _Work, workers: Workers, looked_for: LookedFor, meanwhile: Callable[[], object]
) -> tuple[dict[str, Known], dict[str, Record]]:
    """The same of all files, or none; while others file, this process keeps the names that the next build looks for."""
    before = _times(work.changed)
    if workers.are_worth(len(work.changed)):
        work.clerk.prepare()
    filings = workers.map(PackingClerk(work.clerk), tuple(work.changed.values()), work.told)
    filing = _put(work, before, filings)
    filed = dict(islice(filing, 1))
    if filed and work.clerk.names is not None:
        meanwhile()
        keep_forms_of(work.cache, work.clerk.names, looked_for)
    filed.update(filing)
    return filed, work.cache.records()


def _times(changed: Mapping[str, Path]) -> dict[str, bytes]:
    return {path: times_of(files) for path, files in _files(changed)}


def _put(work: _Work, before: Mapping[str, bytes], filings: Iterable[PackedFiling]) -> Iterator[tuple[str, Known]]:
    """Keep what becomes of files. Gives for each what is known of it now.

    What is wrong is not trusted the next time, nor what was read for its mistakes alone, nor a file that has other
    times than `before`: it may have been changed after it was read.
    """
    for (path, files), filing in zip(_files(work.changed), filings, strict=True):
        is_sound, print_ = not filing.record.problems and work.clerk.names is not None, print_of_bytes(files)
        trusted = (work.stamps[path], print_) if is_sound and before[path] == times_of(files) else (b"", b"")
        yield path, Known(work.cache.put(work.known.get(path), filing), *trusted)


def _files(changed: Mapping[str, Path]) -> Iterator[tuple[str, Sequence[Path]]]:
    return ((path, files_of_article(file)) for path, file in changed.items())


def _still(row: Known | None, sources: Sources, path: str, stamps: bytes, stale: frozenset[int] | None) -> Known | None:
    """What is known of a file, where what the cache has of it is still so."""
    if row is None or stale is None or row.key in stale or not row.print:
        return None
    if stamps and stamps == row.stamps:
        return row
    if print_of_bytes(files_of_article(sources.path_of(path))) != row.print:
        return None
    return row._replace(stamps=stamps)
