"""Who is quoted: in each article and over all, named and unnamed, people and institutions, from where, as what."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache

from sitegen.model import Article, Entity, Gender, Kind
from sitegen.site import Said, Site
from sitegen.site.facts import ArticleFacts
from sitegen.site.memo import once_a_site
from sitegen.site.roles import title_said
from sitegen.text.values import value
from sitegen.text.wordlists import load_rows, load_words


class Sort(StrEnum):
    """What a source is."""

    PERSON = "person"
    INSTITUTION = "institution"
    """An organisation, a country or a place that speaks."""
    NAME = "name"
    """Somebody whom the article names and who has no card: what it is, is not known."""
    UNNAMED = "unnamed"
    """“Officials”, “a spokesperson”."""


@value
class Source:
    """Somebody who is quoted in one article. `role` is that of the day; `country` a name, or empty.

    `gender` is UNKNOWN for all of whom neither texts nor knowledge say it. `first` is true in the first article that
    quotes a named source; where articles have no date, that is not known.
    """

    name: str
    sort: Sort
    entity: Entity | None
    role: str
    country: str
    gender: Gender
    quotations: int
    first: bool

    @property
    def key(self) -> tuple[str, str]:
        """Tells two sources apart."""
        return (self.entity.id, "") if self.entity is not None else ("", self.name)

    @property
    def is_named(self) -> bool:
        """False for “officials said”."""
        return self.sort is not Sort.UNNAMED


@value
class ArticleVoices:
    """Who is quoted in an article, in order of the first quotation; `unattributed` quotations name nobody."""

    article: Article
    sources: tuple[Source, ...]
    unattributed: int

    @property
    def named(self) -> int:
        """How many sources are named."""
        return sum(one.is_named for one in self.sources)

    @property
    def quotations(self) -> int:
        """How many quotations it has."""
        return sum(one.quotations for one in self.sources) + self.unattributed


@value
class Voice:
    """A source over all articles, as the newest shows it, with all its quotations and the number of articles."""

    source: Source
    quotations: int
    articles: int


@value
class Tally:
    """How many sources there are of some sort, and how many quotations are theirs."""

    sources: int
    quotations: int


@value
class Voices:
    """Who is quoted. `articles` stand newest first, `voices` by their quotations, most first."""

    articles: tuple[ArticleVoices, ...]
    voices: tuple[Voice, ...]

    @property
    def unattributed(self) -> int:
        """How many quotations name nobody."""
        return sum(one.unattributed for one in self.articles)

    @property
    def quotations(self) -> int:
        """How many quotations there are."""
        return sum(one.quotations for one in self.articles)

    def of(self, *sorts: Sort) -> tuple[Voice, ...]:
        """The voices of these sorts."""
        return tuple(one for one in self.voices if one.source.sort in sorts)

    def tally(self, *sorts: Sort) -> Tally:
        """How many these are."""
        return _tally(self.of(*sorts))

    def genders(self) -> Mapping[Gender, Tally]:
        """The people who are quoted, by the gender that texts or knowledge tell."""
        people = self.of(Sort.PERSON)
        return {gender: _tally(one for one in people if one.source.gender is gender) for gender in Gender}

    def with_named(self, number: int) -> tuple[ArticleVoices, ...]:
        """The articles that quote somebody, and name so many sources."""
        return tuple(one for one in self.articles if one.quotations and one.named == number)

    def countries(self) -> Mapping[str, Tally]:
        """The named sources by their countries, most quotations first; empty where none is known."""
        return _by(self.voices, lambda one: one.source.country if one.source.is_named else None)

    def roles(self) -> Mapping[str, Tally]:
        """The sources by their roles, each as in the newest article that quotes it; most quotations first."""
        return _by(self.voices, lambda one: one.source.role or None)


def _tally(voices: Iterable[Voice]) -> Tally:
    counts = [one.quotations for one in voices]
    return Tally(len(counts), sum(counts))


def _by(voices: Iterable[Voice], key_of: Callable[[Voice], str | None]) -> Mapping[str, Tally]:
    """The voices by what `key_of` gives of them, most quotations first; None leaves one out."""
    found: dict[str, list[Voice]] = {}
    for one in voices:
        if (key := key_of(one)) is not None:
            found.setdefault(key, []).append(one)
    tallies = {key: _tally(ones) for key, ones in found.items()}
    return dict(sorted(tallies.items(), key=lambda row: (-row[1].quotations, row[0])))


@once_a_site
def find_voices(site: Site) -> Voices:
    """Who is quoted on the site, by speakers that pages name."""
    genders = _genders(site)
    seen: set[tuple[str, str]] = set()
    found: dict[int, ArticleVoices] = {}
    for facts in sorted(site.facts, key=_in_time):
        found[facts.key] = _article_voices(site, facts, genders, seen)
    return voices_of(found[facts.key] for facts in site.facts)


def voices_of(articles: Iterable[ArticleVoices]) -> Voices:
    """The same of some articles, which stand newest first."""
    told = tuple(articles)
    return Voices(told, tuple(_over_all(told)))


def _in_time(facts: ArticleFacts) -> tuple[bool, datetime.date, str]:
    """Oldest first; what has no date last, where nothing is first any more."""
    day = facts.article.date
    return day is None, day or datetime.date.min, facts.article.path


def _article_voices(
    site: Site, facts: ArticleFacts, genders: Mapping[str, Gender], seen: set[tuple[str, str]]
) -> ArticleVoices:
    """Who is quoted in an article, when those in `seen` were quoted before, to which they are added."""
    said: dict[tuple[str, str], list[Said]] = {}
    unattributed = 0
    for uttered in facts.uttered:
        if uttered.is_named:
            known = uttered.speaker_id in site.entities
            key = (uttered.speaker_id, "") if known else ("", uttered.speaker)
            said.setdefault(key, []).append(Said(facts, uttered))
        else:
            unattributed += 1
    sources = tuple(_source(site, key, ones, genders, key not in seen) for key, ones in said.items())
    if facts.article.date is not None:
        seen.update(said)
    return ArticleVoices(facts.article, sources, unattributed)


def _source(
    site: Site, key: tuple[str, str], said: Sequence[Said], genders: Mapping[str, Gender], is_new: bool
) -> Source:
    entity = site.entities.get(key[0])
    sort = _sort(entity, key[1])
    return Source(
        name=entity.name if entity is not None else key[1],
        sort=sort,
        entity=entity,
        role=title_said(site, said[0]),
        country=_country(site, entity),
        gender=genders.get(key[0], Gender.UNKNOWN) if sort is Sort.PERSON else Gender.UNKNOWN,
        quotations=len(said),
        first=is_new and sort is not Sort.UNNAMED and said[0].article.date is not None,
    )


def _sort(entity: Entity | None, words: str) -> Sort:
    if entity is not None:
        return Sort.PERSON if entity.kind is Kind.PERSON else Sort.INSTITUTION
    return Sort.NAME if _is_name(words) else Sort.UNNAMED


def _is_name(words: str) -> bool:
    """True for words that are written as a name is and are no common noun: “Jorun Aske”, not “Officials”."""
    parts = [word for word in words.split() if word not in load_words("name_particles")]
    if not parts or not all(word[0].isupper() for word in parts):
        return False
    return parts[-1].lower() not in _common_nouns()


@cache
def _common_nouns() -> frozenset[str]:
    """Nouns for those who speak without a name, in the singular and the plural."""
    nouns = {*load_words("role_nouns"), *(row[1] for row in load_rows("speaking_nouns"))}
    return frozenset({*nouns, *(f"{noun}s" for noun in nouns), *(f"{noun}es" for noun in nouns)})


def _country(site: Site, entity: Entity | None) -> str:
    if entity is None:
        return ""
    country = entity if entity.kind is Kind.COUNTRY else site.countries.get(entity.country)
    return country.name if country is not None else ""


def _genders(site: Site) -> Mapping[str, Gender]:
    """By their ids the gender of those of whom knowledge tells it; else where all that texts tell agrees."""
    told: dict[str, set[str]] = {}
    for facts in site.facts:
        for one in facts.genders:
            if not any(_may_be_person(site, other) for other in one.between):
                told.setdefault(one.entity_id, set()).add(one.gender)
    agreed = {entity_id: Gender(*genders) for entity_id, genders in told.items() if len(genders) == 1}
    return {**agreed, **site.listed_genders}


def _may_be_person(site: Site, entity_id: str) -> bool:
    """True for a person, and for what no page shows, of which nobody can say."""
    entity = site.entities.get(entity_id)
    return entity is None or entity.kind is Kind.PERSON


def _over_all(articles: Sequence[ArticleVoices]) -> Iterator[Voice]:
    """Every source once, by its quotations, then by name."""
    quotations: Counter[tuple[str, str]] = Counter()
    counts: Counter[tuple[str, str]] = Counter()
    newest: dict[tuple[str, str], Source] = {}
    for article in articles:
        for source in article.sources:
            newest.setdefault(source.key, source)
            quotations[source.key] += source.quotations
            counts[source.key] += 1
    for key in sorted(newest, key=lambda key: (-quotations[key], newest[key].name, key)):
        yield Voice(newest[key], quotations[key], counts[key])
