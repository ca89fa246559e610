"""Files again only what has changed since the last build: other bytes, or other names that stand in the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from sitegen.build.cache import Cache, Known
from sitegen.build.filing import Clerk, FiledArticles
from sitegen.build.looked_for import LookedFor, keep_forms_of, stale_articles, use_kept_forms
from sitegen.build.packing import PackedFiling, PackingClerk
from sitegen.build.source_files import files_of_article, parts_of_article, print_of_bytes, times_of
from sitegen.build.workers import OneProcess, Told, Watch, Workers, unwatched
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
    are_few = 0 < len(changed) <= _FEW
    filed = _file_few(work, looked_for) if are_few else _file_many(work, workers, looked_for, meanwhile)
    cache.keep_known(kept | filed, known)
    cache.commit()
    records = cache.records()
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


def _file_few(work: _Work, looked_for: LookedFor) -> dict[str, Known]:
    """What is known of each file that was filed; names are looked for by the forms that the cache has of them."""
    if work.clerk.names is not None:
        use_kept_forms(work.cache, work.clerk.names, looked_for)
    before = _seen(work)
    filings = OneProcess().map(PackingClerk(work.clerk), tuple(work.changed.values()), work.told)
    return dict(_put(work, before, filings))


def _file_many(
    work: _Work, workers: Workers, looked_for: LookedFor, meanwhile: Callable[[], object]
) -> dict[str, Known]:
    """The same of many files, or none; while others file them, this process keeps the forms of the names."""
    before = _seen(work)
    if workers.are_worth(len(work.changed)):
        work.clerk.prepare()
    filings = workers.map(PackingClerk(work.clerk), tuple(work.changed.values()), work.told)
    filing = _put(work, before, filings)
    filed = dict(islice(filing, 1))
    if filed and work.clerk.names is not None:
        meanwhile()
        keep_forms_of(work.cache, work.clerk.names, looked_for)
    filed.update(filing)
    return filed


def _seen(work: _Work) -> dict[str, tuple[bytes, bytes]]:
    """The times of files before they are read, and the prints of those that may change again and bear the same times:
    what such a file holds is looked at before it is read, not after.
    """
    return {
        path: (times_of(files), b"" if work.stamps[path] else print_of_bytes(files))
        for path, files in _files(work.changed)
    }


def _put(
    work: _Work, before: Mapping[str, tuple[bytes, bytes]], filings: Iterable[PackedFiling]
) -> Iterator[tuple[str, Known]]:
    """Keep what becomes of files. Gives for each what is known of it now.

    What is wrong is not trusted the next time, nor what was read for its mistakes alone, nor a file that has other
    times than `before`: it may have been changed after it was read.
    """
    for (path, files), filing in zip(_files(work.changed), filings, strict=True):
        times, print_ = before[path]
        print_ = print_ or print_of_bytes(files)
        is_sound = not filing.record.problems and work.clerk.names is not None
        trusted = (work.stamps[path], print_) if is_sound and times == times_of(files) else (b"", b"")
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
