"""The whole site as values: every entity with what names it, every speaker with what was said."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from itertools import accumulate
from typing import Any, overload

from sitegen.model import Annotated, Article, Entity, Gender, Kind
from sitegen.project.config import Config
from sitegen.site.archive import Shelf
from sitegen.site.company import Related
from sitegen.site.facts import ArticleFacts, fragment_of
from sitegen.site.links import Asset, Links
from sitegen.site.memo import OF_TEXTS, Memo, once_a_site
from sitegen.site.places import Places
from sitegen.site.postings import Postings, Touched
from sitegen.site.prints import EntityPrints
from sitegen.site.reads import Reads, TextPart, number_of
from sitegen.site.rows import Named, Naming, Quoted, Uttered
from sitegen.site.store import Store
from sitegen.site.text_prints import TextPrints
from sitegen.site.thresholds import with_ids
from sitegen.text.values import value

_WITHOUT_STROKES = str.maketrans({"đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "ø": "o", "ŧ": "t"})
_WITHOUT_STROKES |= str.maketrans({"æ": "ae", "œ": "oe", "þ": "th"})


@value
class NamedIn:
    """An article that names an entity, and how often."""

    facts: ArticleFacts
    named: Named

    @property
    def article(self) -> Article:
        """The article, without its text."""
        return self.facts.article


@value
class Backlink:
    """A passage seen from the entity that it names, and the fragment of the article's page that leads there."""

    article: Article
    naming: Naming
    fragment: str


@value
class Said:
    """One quotation seen from its speaker."""

    facts: ArticleFacts
    uttered: Uttered

    @property
    def article(self) -> Article:
        """The article, without its text."""
        return self.facts.article

    @property
    def number(self) -> int:
        """Its number among the quotations of the article, from 1."""
        return self.uttered.number


@value
class RolePlace:
    """A role that a text gives somebody nobody listed, and the paragraph that gives it."""

    title: str
    article: Article
    fragment: str
    head_print: bytes
    """That of the article."""


@value
class Speaking:
    """A speaker with everything said, newest article first. Words without an entity are speakers too."""

    name: str
    entity: Entity | None
    said: Sequence[Said]


@value
class Site:
    """Everything that the pages are made of. `facts` stand newest first; `entities` are those mentioned."""

    config: Config
    facts: tuple[ArticleFacts, ...]
    pages: tuple[Article, ...]
    entities: Mapping[str, Entity]
    postings: Postings
    """Where entities are named, and where somebody speaks or is spoken of."""
    touched: Touched | None
    """What of this may be otherwise than when the site was last made."""
    named_in: Mapping[str, Sequence[NamedIn]]
    """By an entity's id the articles that name it, newest first."""
    places: Places
    """Of the articles, and of those that name an entity."""
    mention_counts: Mapping[str, int]
    passage_counts: Mapping[str, int]
    """In how many passages each entity is named."""
    speakers: tuple[Speaking, ...]
    every_said: Sequence[Said]
    """All quotations, those of the newest article first."""
    said_about: Mapping[str, Sequence[Said]]
    """By an entity's id the quotations that name it, newest article first, whoever says them."""
    glossary: tuple[Entity, ...]
    countries: Mapping[str, Entity]
    kinds: frozenset[Kind]
    """The kinds of which at least one entity is mentioned."""
    said_by: Mapping[str, Speaking]
    """Those speakers that are entities, by their ids."""
    role_places: Mapping[str, tuple[RolePlace, ...]]
    """By the id of an entity, where roles stand that articles give it, newest article first."""
    companions: Mapping[str, tuple[tuple[str, int], ...]]
    """By an entity's id, those that are named in the same sentences: their ids and in how many, most first."""
    links: Links
    years: tuple[Shelf, ...]
    """The articles by year, when at least one has a date."""
    tags: tuple[Shelf, ...]
    related: Mapping[str, tuple[Related, ...]]
    """By the slug of an article, others that name the same people."""
    store: Store = field(repr=False)
    prints: dict[int, TextPrints] = field(repr=False, compare=False)
    """By the keys of the articles, what the store has of them in short; see `exchange_texts`."""
    changed_ids: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    """By the key of an article, ids of what it found that are others on the site; empty for what no page shows."""
    listed_genders: Mapping[str, Gender] = field(default_factory=dict)
    """By their ids the gender of those whose entry tells it."""
    memo: Memo = field(default_factory=dict, init=False, repr=False, compare=False)
    """For `once_a_site`."""
    cards: dict[str, EntityPrints] = field(default_factory=dict, init=False, repr=False, compare=False)
    """For `prints.prints_of_entity`, which is asked most."""
    reads: Reads = field(default_factory=Reads, init=False, repr=False, compare=False)
    """Takes note of what is asked for."""

    @property
    def assets(self) -> tuple[Asset, ...]:
        """The author's files that are copied."""
        return self.links.assets

    @property
    def annotated(self) -> AnnotatedArticles:
        """The articles with their annotations, newest first, each taken from the store when it is asked for."""
        return AnnotatedArticles(self)

    def annotated_of(self, facts: ArticleFacts) -> Annotated:
        """One article with its annotations, as pages show them."""
        return with_ids(self.store.annotated(facts.key), self.changed_ids.get(facts.key, {}))

    def quoted(self, said: Said) -> Quoted:
        """A quotation as other pages show it."""
        return self.store.quoted(said.facts.key)[said.number - 1]

    def passages(self, entity_id: str) -> Passages:
        """The sentences that name the entity, newest article first; one that names it twice stands once."""
        return Passages(self, entity_id)

    def prints_of(self, facts: ArticleFacts, part: TextPart) -> TextPrints:
        """What pages show of the text of an article, in short, for one that shows this part of it."""
        self.reads.texts.add(number_of(facts.key, part))
        return self.prints[facts.key]

    def exchange_texts(self, facts: Iterable[ArticleFacts]) -> None:
        """Take note that the store has other texts of articles whose facts, equal to those here, are these."""
        for one in facts:
            self.prints[one.key] = one.prints
        for key in [key for key in self.memo if key[0] == OF_TEXTS]:
            del self.memo[key]


class AnnotatedArticles(Sequence[Annotated]):
    """The articles of a site with their annotations; each is taken from the store when it is asked for."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def __len__(self) -> int:
        return len(self._site.facts)

    @overload
    def __getitem__(self, at: int) -> Annotated: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Annotated, ...]: ...
    def __getitem__(self, at: int | slice) -> Annotated | tuple[Annotated, ...]:
        if isinstance(at, slice):
            return tuple(map(self._site.annotated_of, self._site.facts[at]))
        return self._site.annotated_of(self._site.facts[at])


@once_a_site
def _starts(site: Site, entity_id: str) -> tuple[int, ...]:
    """For each article that names the entity how many passages stand before its own, and how many there are in all."""
    return (0, *accumulate(site.postings.passages(entity_id)))


class Passages(Sequence[Backlink]):
    """The passages that name an entity; those asked for are taken from the store."""

    def __init__(self, site: Site, entity_id: str) -> None:
        self._site, self._entity_id, self._articles = site, entity_id, site.named_in.get(entity_id, ())

    def __len__(self) -> int:
        return self._site.passage_counts.get(self._entity_id, 0)

    @property
    def _starts(self) -> Sequence[int]:
        return _starts(self._site, self._entity_id)

    @overload
    def __getitem__(self, at: int) -> Backlink: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Backlink, ...]: ...
    def __getitem__(self, at: int | slice) -> Backlink | tuple[Backlink, ...]:
        if isinstance(at, slice):
            start, stop, _ = at.indices(len(self))
            return self._between(start, stop)
        place = range(len(self))[at]
        return self._between(place, place + 1)[0]

    def inputs(self, start: int, stop: int) -> tuple[Any, ...]:
        """What the passages from `start` to `stop` are made of, as `print_of` takes it."""
        stop = min(stop, len(self))
        if start >= stop:
            return ()
        starts = self._starts
        first, last = bisect_right(starts, start) - 1, bisect_right(starts, stop - 1)
        prints_of = self._site.prints_of
        rows = tuple(
            (one.facts.head_print, prints_of(one.facts, TextPart.NAMED).named(one.named.stored_id))
            for one in self._articles[first:last]
        )
        return start - starts[first], stop - start, *rows

    def _between(self, start: int, stop: int) -> tuple[Backlink, ...]:
        if start >= stop:
            return ()
        starts = self._starts
        first, last = bisect_right(starts, start) - 1, bisect_right(starts, stop - 1)
        articles = self._articles[first:last]
        found: dict[str, list[NamedIn]] = defaultdict(list)
        for one in articles:
            found[one.named.stored_id].append(one)
        store = self._site.store
        namings = {
            one.facts.key: shown
            for stored_id, ones in found.items()
            for one, shown in zip(ones, store.namings(stored_id, [one.facts.key for one in ones]), strict=True)
        }
        before = starts[first]
        links = [
            Backlink(one.article, naming, fragment_of(one.named.entity_id, naming))
            for one in articles
            for naming in namings[one.facts.key]
        ]
        return tuple(links[start - before : stop - before])


def sort_key(name: str) -> tuple[str, str]:
    """Sorts names as a reader looks for them: without regard to capitals, accents and strokes."""
    if name.isascii():
        return name[:200].casefold(), name
    plain = "".join(c for c in unicodedata.normalize("NFKD", name[:200]) if not unicodedata.combining(c))
    return plain.casefold().translate(_WITHOUT_STROKES), name
