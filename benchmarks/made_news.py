"""Makes invented news of any length, always the same, with its knowledge: what `build.py` gives every generator.

An article has about 370 words, 41 mentions and 6 quotations. Persons, terms, organisations and places are invented; the
countries are those that sitegen knows. Who is named is known exactly, for texts are put together and never searched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from random import Random
from typing import TypeVar

import made_words as words

from sitegen.knowledge.countries import load_countries

PERSONS, COUNTRIES = 2000, 195
CAST = {"person": ("p", 4), "country": ("c", 4), "term": ("t", 3), "organization": ("o", 2), "place": ("l", 2)}
"""The letter of each kind in a slot, and how many of that kind an article names."""
STATEMENTS, FILLERS, QUOTATIONS = 8, 6, 6
LATER_ALIASES = tuple(
    f"Warden {name}" for name in ("Amber", "Birch", "Cedar", "Dune", "Elder", "Flint", "Gorse", "Heath")
)
"""Names that stand in articles and are nobody's yet: a benchmark gives them to somebody, one after the other."""
LATER_ALIAS_ARTICLES = 20
FULL_NAME_AGAIN = 0.35
"""How often an entity that was named already is given its full name again."""
FAME = 2.5
"""How unequal fame is: whom an article names is the n-th of all by a uniform number raised to this power."""

T = TypeVar("T")

_SLOT = re.compile(r"\{(\w+)(:of)?\}")


@dataclass(frozen=True)
class Known:
    """An entity of the knowledge; `kind` is sitegen's word for what it is."""

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...]
    summary: str


@dataclass(frozen=True)
class Named:
    """A mention in a text: the words that stand there, and the entity that they mean."""

    words: str
    entity: Known


Paragraph = tuple[str | Named, ...]


@dataclass(frozen=True)
class Article:
    """An invented article, whose paragraphs are text and mentions."""

    slug: str
    title: str
    date: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def mentions(self) -> tuple[Named, ...]:
        """All mentions in reading order."""
        return tuple(piece for part in self.paragraphs for piece in part if isinstance(piece, Named))

    def body(self, written: Callable[[Named], str] = lambda named: named.words) -> str:
        """The paragraphs as Markdown, with each mention as it is to be written."""
        parts = ("".join(p if isinstance(p, str) else written(p) for p in part) for part in self.paragraphs)
        return "\n\n".join(parts) + "\n"


@dataclass(frozen=True)
class Corpus:
    """Articles, and what is known of those who are named in them."""

    known: tuple[Known, ...]
    articles: tuple[Article, ...]

    def with_summary(self, entity_id: str, more: str) -> Corpus:
        """The same with some words more at the end of one entity's summary."""
        return self._with(entity_id, lambda one: replace(one, summary=f"{one.summary} {more}"))

    def with_aliases(self, entity_id: str, more: Sequence[str]) -> Corpus:
        """The same with more aliases of one entity."""
        return self._with(entity_id, lambda one: replace(one, aliases=(*one.aliases, *more)))

    def _with(self, entity_id: str, change: Callable[[Known], Known]) -> Corpus:
        return replace(self, known=tuple(change(one) if one.id == entity_id else one for one in self.known))


def make_corpus(articles: int, seed: str = "news") -> Corpus:
    """So many articles, with the whole knowledge.

    Each of the `LATER_ALIASES` stands in twenty of them, or in all where there are fewer; else an article is the same
    however many there are beside it.
    """
    known = make_knowledge(seed)
    by_kind = {kind: [one for one in known if one.kind == kind] for kind in CAST}
    step = max(1, articles // LATER_ALIAS_ARTICLES)
    return Corpus(known, tuple(_article(by_kind, number, step, seed) for number in range(articles)))


def usual_person(corpus: Corpus) -> str:
    """The id of the person in the middle: half of all are named more often."""
    persons = _person_ids(corpus)
    return persons[len(persons) // 2]


def best_known_person(corpus: Corpus) -> str:
    """The id of the person who is named most often, in every tenth article or so."""
    return _person_ids(corpus)[0]


def _person_ids(corpus: Corpus) -> list[str]:
    return [one.id for one in corpus.known if one.kind == "person"]


def make_knowledge(seed: str = "news") -> tuple[Known, ...]:
    """2,000 persons, 195 countries, 500 terms, 300 organisations, 300 places; the most famous of a kind first."""
    random = Random(seed)
    kinds = (_persons, _countries, _terms, _organizations, _places)
    return tuple(one for make in kinds for one in _shuffled(make(random), random))


def knowledge_yaml(known: Iterable[Known]) -> str:
    """The entities as a file of knowledge/, in sitegen's own keys."""
    return "".join(
        f"- id: {one.id}\n  kind: {one.kind}\n  name: {_quoted(one.name)}\n"
        f"  aliases: [{', '.join(map(_quoted, one.aliases))}]\n  summary: {_quoted(one.summary)}\n"
        for one in known
    )


def front_matter(values: Mapping[str, object]) -> str:
    """The values as YAML between two lines of dashes."""
    return "---\n" + "".join(f"{key}: {_quoted(value)}\n" for key, value in values.items()) + "---\n\n"


def _quoted(value: object) -> str:
    """A value as JSON, which is YAML as well."""
    return json.dumps(value, ensure_ascii=False)


def _shuffled(several: Iterable[T], random: Random) -> list[T]:
    return sorted(several, key=lambda _: random.random())


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _persons(random: Random) -> Iterator[Known]:
    surnames = map("".join, product(words.SURNAME_FRONT, words.SURNAME_BACK))
    for surname in _shuffled(surnames, random)[:PERSONS]:
        name = f"{random.choice(words.GIVEN)} {surname}"
        summary = f"{name} is a {random.choice(words.OFFICES)}, in office since {random.randrange(1995, 2025)}."
        yield Known(_slug(name), "person", name, (surname,), summary)


def _countries(random: Random) -> Iterator[Known]:
    taken: set[str] = set()
    for country in sorted(load_countries(), key=lambda country: country.status != "")[:COUNTRIES]:
        aliases = tuple(name for name in country.adjectives[:1] if name not in taken)
        taken.update(aliases)
        summary = f"{country.name} lies in {country.region} and has {random.randrange(2, 90)} daily newspapers."
        yield Known(country.id, "country", country.name, aliases, summary)


def _terms(random: Random) -> Iterator[Known]:
    for number, (bird, device) in enumerate(product(words.BIRDS, words.DEVICES), start=100):
        name = f"{bird} {device}"
        summary = f"The {name} was first described in {random.randrange(1950, 2020)} and is used in many countries."
        yield Known(_slug(name), "term", name, (f"{bird[0]}{device[0].upper()}-{number}",), summary)


def _organizations(random: Random) -> Iterator[Known]:
    for number, (body, topic) in enumerate(product(words.BODIES, words.TOPICS), start=100):
        name = f"{body} for {topic}"
        short = "".join(word[0] for word in name.split() if word[0].isupper()) + str(number)
        summary = f"The {name} ({short}) was founded in {random.randrange(1900, 2015)} and is paid for by its members."
        yield Known(_slug(name), "organization", name, (short,), summary)


def _places(random: Random) -> Iterator[Known]:
    for town in map("".join, product(words.TOWN_FRONT, words.TOWN_BACK)):
        name = f"{town} {random.choice(words.PLACE_SORTS)}"
        summary = f"{name} sees {random.randrange(2, 90)} thousand people on an ordinary day."
        yield Known(_slug(name), "place", name, (town,), summary)


def _drawn(several: Sequence[Known], count: int, random: Random) -> list[Known]:
    """So many different entities, the first of the list far more often than the last."""
    drawn: dict[str, Known] = {}
    while len(drawn) < count:
        one = several[int(len(several) * random.random() ** FAME)]
        drawn[one.id] = one
    return list(drawn.values())


def _article(by_kind: Mapping[str, Sequence[Known]], number: int, step: int, seed: str) -> Article:
    random = Random(f"{seed} {number}")
    cast = {
        f"{letter}{place}": one
        for kind, (letter, count) in CAST.items()
        for place, one in enumerate(_drawn(by_kind[kind], count, random), start=1)
    }
    statements = _shuffled(words.STATEMENTS, random)[:STATEMENTS]
    fillers = _shuffled(words.FILLERS, random)[:FILLERS]
    quotations = _shuffled(words.QUOTATIONS, random)[:QUOTATIONS]
    sayings = iter(_shuffled(words.SAYINGS, random))
    said = [frame.replace("{saying}", next(sayings)) for frame in quotations]
    told = [*statements[:2], *(each for three in zip(said, fillers, statements[2:], strict=True) for each in three)]
    seen: set[str] = set()
    paragraphs = [
        tuple(piece for frame in pair for piece in (*_pieces(frame, cast, seen, random), " "))[:-1]
        for pair in zip(told[::2], told[1::2], strict=True)
    ]
    paragraphs += [(f"By the evening {alias} had gone home.",) for alias in _later_aliases(number, step)]
    title = f"{cast['c1'].name} and {cast['c2'].name} at odds over {cast['t1'].name}"
    day = date(2001, 1, 1) + timedelta(days=number % 8000)
    return Article(f"{number:06}-{cast['c1'].id}", title, day.isoformat(), tuple(paragraphs))


def _later_aliases(number: int, step: int) -> Iterator[str]:
    """The later aliases that stand in this article: each in every `step`-th, up to twenty."""
    if number // step < LATER_ALIAS_ARTICLES:
        yield from (alias for place, alias in enumerate(LATER_ALIASES) if number % step == place % step)


def _pieces(frame: str, cast: Mapping[str, Known], seen: set[str], random: Random) -> Iterator[str | Named]:
    """The sentence with its slots filled; `seen` grows by those whose full name stands in it."""
    end = 0
    for slot in _SLOT.finditer(frame):
        yield frame[end : slot.start()]
        end = slot.end()
        if slot[1] == "day":
            yield random.choice(words.DAYS)
            continue
        one = cast[slot[1]]
        yield Named(_words_for(one, slot[2] is not None, seen, random), one)
    yield frame[end:]


def _words_for(one: Known, adjective: bool, seen: set[str], random: Random) -> str:
    if one.kind == "country":
        return one.aliases[0] if adjective and one.aliases else one.name
    if one.id in seen and random.random() >= FULL_NAME_AGAIN:
        return one.aliases[0]
    seen.add(one.id)
    return one.name
