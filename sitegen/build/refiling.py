"""Files again only what has changed since the last build: other bytes, or other names that stand in the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from sitegen.build.cache import Cache, Known
from sitegen.build.filing import Clerk, FiledArticles
from sitegen.build.known_names import Listed, Names, changed_names, ids_changed, names_of, rules_of
from sitegen.build.packing import PackingClerk
from sitegen.build.source_files import files_of_article, parts_of_article, print_of_bytes, times_of
from sitegen.build.workers import Watch, Workers, unwatched
from sitegen.cache.values import DamagedError, pack_value, unpack_value
from sitegen.knowledge import KnowledgeBase
from sitegen.knowledge.gazetteer import use_for
from sitegen.knowledge.kept_forms import KeptForms, flat_forms, renewed_forms
from sitegen.read.sources import Sources
from sitegen.site.prints import print_of

_FEW = 32
"""For so many articles it takes longer to compile all names than to compile for each those that may stand in it."""


def file_changed(
    sources: Sources, clerk: Clerk, watch: Watch = unwatched, *, cache: Cache, workers: Workers
) -> FiledArticles:
    """Every source file filed. What the cache has of unchanged files is taken from there, and kept with the rest.

    Raises DamagedError and sqlite3.Error for a damaged cache.
    """
    stale, looked_for = _stale_articles(cache, clerk)
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
    if clerk.names is not None and 0 < len(changed) <= _FEW:
        _use_kept_forms(cache, clerk.names, looked_for)
    filed = dict(_file(cache, clerk, workers, watch, changed, known, stamps))
    cache.keep_known(kept | filed, known)
    cache.commit()
    records = cache.records()
    try:
        return FiledArticles(tuple(records[path] for path in sources.articles), cache.shelf, cache.postings())
    except KeyError as error:
        raise DamagedError(f"no record of {error}") from error


def _file(
    cache: Cache,
    clerk: Clerk,
    workers: Workers,
    watch: Watch,
    changed: Mapping[str, Path],
    known: Mapping[str, Known],
    stamps: Mapping[str, bytes],
) -> Iterator[tuple[str, Known]]:
    """File these files, and keep what becomes of them. Gives for each what is known of it now.

    What is wrong is not trusted the next time, nor what was read for its mistakes alone, nor a file that was changed
    while it was read.
    """
    before = {path: (times_of(files), print_of_bytes(files)) for path, files in _files(changed)}
    if workers.are_worth(len(changed)):
        clerk.prepare()
    filings = workers.map(PackingClerk(clerk), tuple(changed.values()), partial(watch, "annotate"))
    for (path, files), filing in zip(_files(changed), filings, strict=True):
        times, print_ = before[path]
        is_sound = not filing.record.problems and clerk.names is not None
        trusted = (stamps[path], print_) if is_sound and times == times_of(files) else (b"", b"")
        yield path, Known(cache.put(known.get(path), filing), *trusted)


def _use_kept_forms(cache: Cache, knowledge: KnowledgeBase, names: LookedFor) -> None:
    """Have names looked for by the forms that the cache has of them; they are compiled and kept where it has others."""
    told = cache.told("forms")
    of, flat = unpack_value(told) if told is not None else (b"", ())
    if of != names.print:
        is_near = told is not None and of == names.before
        flat = renewed_forms(dict(flat), knowledge, names.changed) if is_near else flat_forms(knowledge)
        cache.tell("forms", pack_value((names.print, flat)))
    use_for(knowledge, KeptForms(flat, knowledge))


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


class LookedFor(NamedTuple):
    """The print of the names that are looked for, that of those before, and the ids of entities that are others."""

    print: bytes
    before: bytes = b""
    changed: frozenset[str] = frozenset()


def _stale_articles(cache: Cache, clerk: Clerk) -> tuple[frozenset[int] | None, LookedFor]:
    """The keys of articles in which something may be found that was not, or no more, None when all are; and the names
    that are looked for. What these are is not asked where all that they are made of is as it was.
    """
    made_of, told = print_of(cache.entries_print, rules_of(clerk), clerk.site_names.kinds), cache.told("made of")
    made_of_before, names_before = unpack_value(told) if told is not None else (b"", b"")
    if made_of == made_of_before:
        return frozenset(), LookedFor(names_before)
    before = _names_before(cache)
    now = names_of(clerk, before)
    if now is None:
        return frozenset(), LookedFor(b"")
    changed = changed_names(before, now)
    names = print_of(*((entity_id, one.print) for entity_id, one in now.listed.items()))
    cache.tell("made of", pack_value((made_of, names)))
    looked_for = LookedFor(names, names_before if before is not None else b"", ids_changed(before, now))
    if changed is not None and not changed:
        return frozenset(), looked_for
    cache.tell("rules", now.rules)
    cache.tell("names", pack_value(tuple((entity_id, *listed) for entity_id, listed in now.listed.items())))
    if changed is None:
        return None, looked_for
    return frozenset({*cache.naming(changed.ids), *changed.standing_in(cache.texts())}), looked_for


def _names_before(cache: Cache) -> Names | None:
    """What articles were annotated by at the last build; None when there was none."""
    rules, kept = cache.told("rules"), cache.told("names")
    if rules is None or kept is None:
        return None
    return Names(rules, {entity_id: Listed(*listed) for entity_id, *listed in unpack_value(kept)})
