"""Files again only what has changed since the last build: other bytes, or other names that stand in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from sitegen.build.cache import Cache, Known
from sitegen.build.filing import Clerk, FiledArticles
from sitegen.build.packing import PackingClerk, word_to_find
from sitegen.build.source_files import files_of_article, parts_of_article, print_of_bytes, times_of
from sitegen.build.workers import Watch, Workers, unwatched
from sitegen.cache.values import DamagedError, pack_value, unpack_value
from sitegen.knowledge import KnowledgeBase, builtin_knowledge, own_names
from sitegen.knowledge.country_names import names_in_all_languages
from sitegen.knowledge.gazetteer import spellings_of, use_for
from sitegen.knowledge.kept_forms import KeptForms, flat_forms
from sitegen.model import Entity, Kind
from sitegen.read.sources import Sources
from sitegen.site.facts import ArticleFacts
from sitegen.site.prints import print_of, print_of_entity
from sitegen.text.letters import clean
from sitegen.text.slugs import make_slug
from sitegen.text.tokens import shadow_of

_BETWEEN = re.compile(r"[\s\-–—/.,'’()&]+")
"""What stands between the words of a name; a name is also found by some of its words."""
_FEW = 32
"""For so many articles it takes longer to compile all names than to compile for each those that may stand in it."""


class Listed(NamedTuple):
    """An entity as the annotator knows it: its print, the same of all but its aliases, its spellings, and words of its
    id.

    Where it is named, a word at least of one of its spellings stands, or one of its id.
    """

    print: bytes
    but_aliases: bytes
    spellings: tuple[str, ...]
    of_id: tuple[str, ...] = ()

    @property
    def words(self) -> Iterator[str]:
        """Words of which one at least stands where it is named."""
        yield from _words(self.spellings)
        yield from self.of_id


class Names(NamedTuple):
    """What articles are annotated by: the rules in short, and the user's entries by their ids."""

    rules: bytes
    listed: Mapping[str, Listed]


class ChangedNames(NamedTuple):
    """The ids of entities that the annotator knows otherwise than before, and words of their names, then and now.

    Of an entity that has other aliases, and is the same in all else, there are only the `aliases` that came or went, as
    words: where they do not all stand, the text says of it what it said before.
    """

    ids: frozenset[str]
    words: frozenset[bytes]
    aliases: frozenset[tuple[bytes, ...]] = frozenset()

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.ids or self.words or self.aliases)

    def concern(self, facts: ArticleFacts, text: bytes) -> bool:
        """Whether something may be found in an article, with this `searchable` text, that was not, or no more.

        The annotator knows nothing of an entity but by words of its names, or by its id: where an article says it, and
        where a name in it would have the same.
        """
        return self.stand_in(text) or not self.ids.isdisjoint(one.stored_id for one in facts.named)

    def stand_in(self, text: bytes) -> bool:
        """Whether one of the words, or all of an alias, stand in a `searchable` text."""
        return any(_stands(word, text) for word in self.words) or any(
            all(_stands(word, text) for word in alias) for alias in self.aliases
        )


_LETTERS = frozenset(b"abcdefghijklmnopqrstuvwxyz")
"""Bytes of a `searchable` text behind which no name begins; of other letters that is not said."""


def _stands(word: bytes, text: bytes) -> bool:
    """Whether one of the places where `word` stands in `text` has no letter before it: “Hall” is not in “shall”."""
    at = text.find(word)
    while at > 0 and text[at - 1] in _LETTERS:
        at = text.find(word, at + 1)
    return at >= 0


def file_changed(
    sources: Sources, clerk: Clerk, watch: Watch = unwatched, *, cache: Cache, workers: Workers
) -> FiledArticles:
    """Every source file filed. What the cache has of unchanged files is taken from there, and kept with the rest.

    Raises DamagedError and sqlite3.Error for a damaged cache.
    """
    stale, names = _stale_articles(cache, clerk)
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
        _use_kept_forms(cache, clerk.names, names)
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


def _use_kept_forms(cache: Cache, knowledge: KnowledgeBase, of: bytes) -> None:
    """Have names looked for by the forms that the cache has of names with this print; they are compiled and kept where
    it has others.
    """
    told = cache.told("forms")
    of_kept, flat = unpack_value(told) if told is not None else (b"", ())
    if of_kept != of:
        flat = flat_forms(knowledge)
        cache.tell("forms", pack_value((of, flat)))
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


def _stale_articles(cache: Cache, clerk: Clerk) -> tuple[frozenset[int] | None, bytes]:
    """The keys of articles in which something may be found that was not, or no more, None when all are; and the print
    of the names that are looked for. What these are is not asked where all that they are made of is as it was.
    """
    made_of, told = print_of(cache.entries_print, _rules_of(clerk), clerk.site_names.kinds), cache.told("made of")
    made_of_before, names = unpack_value(told) if told is not None else (b"", b"")
    if made_of == made_of_before:
        return frozenset(), names
    before = _names_before(cache)
    now = names_of(clerk, before)
    if now is None:
        return frozenset(), b""
    changed = changed_names(before, now)
    names = print_of(*((entity_id, one.print) for entity_id, one in now.listed.items()))
    cache.tell("made of", pack_value((made_of, names)))
    if changed is not None and not changed:
        return frozenset(), names
    cache.tell("rules", now.rules)
    cache.tell("names", pack_value(tuple((entity_id, *listed) for entity_id, listed in now.listed.items())))
    if changed is None:
        return None, names
    said = (key for key, text in cache.texts() if changed.stand_in(text))
    return frozenset({*cache.naming(changed.ids), *said}), names


def _names_before(cache: Cache) -> Names | None:
    """What articles were annotated by at the last build; None when there was none."""
    rules, kept = cache.told("rules"), cache.told("names")
    if rules is None or kept is None:
        return None
    return Names(rules, {entity_id: Listed(*listed) for entity_id, *listed in unpack_value(kept)})


def names_of(clerk: Clerk, before: Names | None = None) -> Names | None:
    """What a clerk annotates by; None when it only reads. What is as `before` is taken from there."""
    if clerk.names is None:
        return None
    known = before.listed if before is not None else {}
    listed = {entity.id: _listed(entity, known.get(entity.id)) for entity in own_names(clerk.names)}
    listed |= {gone: Listed(b"", b"", ()) for gone in builtin_knowledge().by_id.keys() - clerk.names.by_id.keys()}
    listed |= {f"{name} ": _of_site(name, kind) for name, kind in clerk.site_names.kinds}
    return Names(_rules_of(clerk), listed)


def _rules_of(clerk: Clerk) -> bytes:
    return print_of(repr(clerk.model), clerk.language, clerk.linking)


def changed_names(before: Names | None, now: Names) -> ChangedNames | None:
    """What the annotator knows otherwise than before; None when it goes by other rules, or by none before."""
    if before is None or before.rules != now.rules:
        return None
    both = {*now.listed, *before.listed}
    changed = {entity_id for entity_id in both if now.listed.get(entity_id) != before.listed.get(entity_id)}
    pairs = {entity_id: (now.listed.get(entity_id), before.listed.get(entity_id)) for entity_id in changed}
    aliases = {entity_id: _spellings_changed(*pair) for entity_id, pair in pairs.items()}
    wholly = frozenset(entity_id for entity_id in changed if not aliases[entity_id])
    builtin = builtin_knowledge().by_id
    shipped = (_words_shipped(builtin[entity_id]) for entity_id in wholly if entity_id in builtin)
    known = (one.words for entity_id in wholly for one in pairs[entity_id] if one is not None)
    words = (*chain.from_iterable(known), *chain.from_iterable(shipped))
    of_aliases = (_words((spelling,)) for spelling in chain.from_iterable(aliases.values()))
    return ChangedNames(
        wholly,
        frozenset(map(word_to_find, words)),
        frozenset(tuple(map(word_to_find, alias)) for alias in of_aliases),
    )


def _spellings_changed(now: Listed | None, before: Listed | None) -> frozenset[str]:
    """The spellings that came or went, where nothing else about an entity is another; none where more may be."""
    if now is None or before is None or not now.but_aliases or now.but_aliases != before.but_aliases:
        return frozenset()
    return frozenset(now.spellings) ^ frozenset(before.spellings)


def _of_site(name: str, kind: str) -> Listed:
    """A name of site.yaml as if it were an entity of that kind; no id ends as its key does."""
    return Listed(print_of(kind), b"", (shadow_of(clean(name)),))


def _listed(entity: Entity, known: Listed | None = None) -> Listed:
    print_ = print_of_entity(entity)
    if known is not None and known.print == print_:
        return known
    but_aliases = print_of_entity(replace(entity, aliases=()))
    return Listed(print_, but_aliases, spellings_of(entity), tuple(_words_of_id(entity)))


def _words_shipped(entity: Entity) -> Iterator[str]:
    """Words of a built-in entity, of a country in all languages."""
    yield from _listed(entity).words
    if entity.kind is Kind.COUNTRY:
        yield from _words(names_in_all_languages(entity.id))


def _words_of_id(entity: Entity) -> Sequence[str]:
    """Words of which one stands wherever what a text names would have this id."""
    words = entity.id.split("-")
    if entity.id == make_slug(entity.name):
        return (max(words, key=len),)
    return [word for word in words if len(word) > len("of")] or words


def _words(spellings: Iterable[str]) -> Iterable[str]:
    """Of each spelling the words that may stand for it alone: those with a capital, else the longest."""
    for spelling in spellings:
        words = [word for word in _BETWEEN.split(spelling) if word]
        telling = [word for word in words if word != word.lower() and len(word) > 1]
        yield from telling or sorted(words, key=len)[-1:]
