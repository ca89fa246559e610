"""Files again only what has changed since the last build: other bytes, or other names that stand in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from sitegen.build.cache import Cache, Known
from sitegen.build.filing import Clerk, FiledArticles
from sitegen.build.packing import PackingClerk, searchable
from sitegen.build.source_files import files_of_article, print_of_bytes, stamps_of
from sitegen.build.workers import Watch, Workers, unwatched
from sitegen.cache.values import pack_value, unpack_value
from sitegen.knowledge import builtin_knowledge, own_names
from sitegen.model import Entity
from sitegen.read.sources import shown_path
from sitegen.site.prints import print_of, print_of_entity

_BETWEEN = re.compile(r"[\s\-–—/.,'’()&]+")
"""What stands between the words of a name; a name is also found by some of its words."""


class Listed(NamedTuple):
    """An entity as the annotator knows it: its print, and words of which one at least stands where it is named."""

    print: bytes
    words: tuple[str, ...]


def file_changed(
    paths: Sequence[Path], clerk: Clerk, watch: Watch = unwatched, *, cache: Cache, workers: Workers
) -> FiledArticles:
    """Every source file filed. What the cache has of unchanged files is taken from there, and kept with the rest.

    Raises DamagedError and sqlite3.Error for a damaged cache.
    """
    stale = _stale_articles(cache, clerk)
    known = cache.known()
    at = {shown_path(path, clerk.root): path for path in paths}
    cache.remove([row.key for shown, row in known.items() if shown not in at])
    stamps = {shown: stamps_of(files_of_article(path)) for shown, path in at.items()}
    changed = [shown for shown in at if not _is_kept(cache, at[shown], known.get(shown), stamps[shown], stale)]
    _file(cache, clerk, workers, watch, {shown: at[shown] for shown in changed}, known, stamps)
    cache.commit()
    records = cache.records()
    return FiledArticles(tuple(records[shown] for shown in at), cache.shelf)


def _file(
    cache: Cache,
    clerk: Clerk,
    workers: Workers,
    watch: Watch,
    changed: Mapping[str, Path],
    known: Mapping[str, Known],
    stamps: Mapping[str, bytes],
) -> None:
    """File these files, and keep what becomes of them; what is wrong is not trusted the next time."""
    prints = {shown: print_of_bytes(files_of_article(path)) for shown, path in changed.items()}
    if workers.are_worth(len(changed)):
        clerk.prepare()
    filings = workers.map(PackingClerk(clerk), tuple(changed.values()), partial(watch, "annotate"))
    for shown, filing in zip(changed, filings, strict=True):
        is_sound = not filing.record.problems and not filing.record.dead_links
        cache.put(known.get(shown), filing, stamps[shown] if is_sound else b"", prints[shown] if is_sound else b"")


def _is_kept(cache: Cache, path: Path, row: Known | None, stamps: bytes, stale: frozenset[int] | None) -> bool:
    """Whether what the cache has of a file is still so."""
    if row is None or stale is None or row.key in stale or not row.print:
        return False
    if stamps and stamps == row.stamps:
        return True
    if print_of_bytes(files_of_article(path)) != row.print:
        return False
    cache.stamp(row.key, stamps)
    return True


def _stale_articles(cache: Cache, clerk: Clerk) -> frozenset[int] | None:
    """The keys of articles in which something may be found that was not, or no more; None when all are.

    The annotator knows nothing of an entity but by words of its names, or by its id where an article says it.
    """
    if clerk.names is None:
        return frozenset()
    rules = print_of(repr(clerk.model), clerk.language, clerk.linking)
    builtin = builtin_knowledge().by_id
    now = {entity.id: _listed(entity) for entity in own_names(clerk.names)}
    now |= {gone: Listed(b"", ()) for gone in builtin.keys() - clerk.names.by_id.keys()}
    before = _names_before(cache, rules)
    cache.tell("rules", rules)
    cache.tell("names", pack_value(tuple((entity_id, *listed) for entity_id, listed in now.items())))
    if before is None:
        return None
    changed = {entity_id for entity_id in {*now, *before} if now.get(entity_id) != before.get(entity_id)}
    if not changed:
        return frozenset()
    shipped = {entity_id: _listed(builtin[entity_id]) for entity_id in changed if entity_id in builtin}
    listed = (names[entity_id] for names in (now, before, shipped) for entity_id in changed if entity_id in names)
    words = {searchable(word) for one in listed for word in one.words}
    naming = (record.facts for record in cache.records().values() if record.facts is not None)
    by_id = {facts.key for facts in naming if not changed.isdisjoint(one.stored_id for one in facts.named)}
    return frozenset(by_id | {key for key, text in cache.texts() if any(word in text for word in words)})


def _names_before(cache: Cache, rules: bytes) -> dict[str, Listed] | None:
    """The user's entries at the last build; None when articles were annotated by other rules, or not at all."""
    kept = cache.told("names")
    if kept is None or cache.told("rules") != rules:
        return None
    return {entity_id: Listed(*listed) for entity_id, *listed in unpack_value(kept)}


def _listed(entity: Entity) -> Listed:
    return Listed(print_of_entity(entity), tuple(sorted(set(_words((entity.name, *entity.aliases))))))


def _words(names: Iterable[str]) -> Iterable[str]:
    """Of each name the words that may stand for it alone: those with a capital, else the longest."""
    for name in names:
        words = [word for word in _BETWEEN.split(name) if word]
        telling = [word for word in words if word != word.lower() and len(word) > 1]
        yield from telling or sorted(words, key=len)[-1:]
