"""The names that articles are annotated by, in short: which of them are others, and in which articles that can show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from sitegen.build.filing import Clerk
from sitegen.build.packing import word_to_find
from sitegen.knowledge import builtin_knowledge, own_names
from sitegen.knowledge.country_names import names_in_all_languages
from sitegen.knowledge.gazetteer import spellings_of
from sitegen.model import Entity, Kind
from sitegen.site.facts import ArticleFacts
from sitegen.site.prints import print_of, print_of_entity
from sitegen.text.letters import clean
from sitegen.text.slugs import make_slug
from sitegen.text.tokens import shadow_of

_BETWEEN = re.compile(r"[\s\-–—/.,'’()&]+")
"""What stands between the words of a name; a name is also found by some of its words."""


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

    def standing_in(self, texts: Iterable[tuple[int, bytes]]) -> Iterator[int]:
        """The keys of those of many texts for which `stand_in` holds."""
        telling = (*self.words, *{max(alias, key=len, default=b"") for alias in self.aliases})
        for key, text in texts:
            for word in telling:
                if word in text and self.stand_in(text):
                    yield key
                    break

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


def names_of(clerk: Clerk, before: Names | None = None) -> Names | None:
    """What a clerk annotates by; None when it only reads. What is as `before` is taken from there."""
    if clerk.names is None:
        return None
    known = before.listed if before is not None else {}
    listed = {entity.id: _listed(entity, known.get(entity.id)) for entity in own_names(clerk.names)}
    listed |= {gone: Listed(b"", b"", ()) for gone in builtin_knowledge().by_id.keys() - clerk.names.by_id.keys()}
    listed |= {f"{name} ": _of_site(name, kind) for name, kind in clerk.site_names.kinds}
    return Names(rules_of(clerk), listed)


def rules_of(clerk: Clerk) -> bytes:
    """The print of what a clerk annotates by beside names."""
    return print_of(repr(clerk.model), clerk.language, clerk.linking)


def changed_names(before: Names | None, now: Names) -> ChangedNames | None:
    """What the annotator knows otherwise than before; None when it goes by other rules, or by none before."""
    if before is None or before.rules != now.rules:
        return None
    changed = ids_changed(before, now)
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


def ids_changed(before: Names | None, now: Names) -> frozenset[str]:
    """The ids of entities that are listed otherwise than before."""
    listed = before.listed if before is not None else {}
    return frozenset(one for one in {*now.listed, *listed} if now.listed.get(one) != listed.get(one))


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
