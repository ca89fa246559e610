"""Where names stand: the places of articles among all from the newest on. What pages show is made of these."""

from __future__ import annotations

import marshal
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from typing import NamedTuple, TypeAlias

from sitegen.site.facts import ArticleFacts
from sitegen.site.rows import Uttered
from sitegen.text.values import value

Numbers: TypeAlias = "array[int]"
Speaker = tuple[str, str, bool]
"""Who says a quotation: the id of an entity, or words that are nobody's; and whether pages name the speaker."""
Printed = tuple[int, bytes, bytes]
"""The key of an article, and the prints of its shape and of its head on the site."""
WIDTH = 3
"""So many numbers are told of each article that names an entity."""
SIZE = array("I").itemsize
"""So many bytes has a packed number."""


class Mentions(NamedTuple):
    """Where an entity is named: three packed numbers for each article that does, its place, how often it does, and in
    how many passages; and the sums of both.
    """

    rows: bytes
    times: int
    passages: int


@value(slots=False)
class Postings:
    """Where entities are named, and where somebody speaks or is spoken of. Numbers are packed: few are asked for.

    `articles` has the prints of the articles by their places.
    """

    articles: Sequence[Printed]
    named: Mapping[str, Mentions]
    """By the id of an entity."""
    said: Mapping[Speaker, bytes]
    """By who speaks, the place of the article for each quotation."""
    about: Mapping[str, bytes]
    """By the id of an entity, the same for each quotation that names it."""

    @cached_property
    def print(self) -> bytes:
        """The print of all of this: articles with the shapes that they had name the same."""
        return blake2b(marshal.dumps([one[:2] for one in self.articles], 0), digest_size=16).digest()

    def naming(self, entity_id: str) -> Numbers:
        """The places of the articles that name an entity, in order."""
        return self.rows_of(entity_id)[::WIDTH]

    def passages(self, entity_id: str) -> Numbers:
        """For each of these articles in how many passages it names the entity."""
        return self.rows_of(entity_id)[2::WIDTH]

    def rows_of(self, entity_id: str) -> Numbers:
        """Place, mentions and passages for each article that names an entity."""
        named = self.named.get(entity_id)
        return unpacked(named.rows) if named is not None else array("I")

    def said_by(self, entity_id: str) -> Numbers:
        """The places of the articles in which an entity speaks and is named as who does, for each quotation."""
        return unpacked(self.said.get((entity_id, "", True), b""))

    def said_about(self, entity_id: str) -> Numbers:
        """The places of the articles in which quotations name an entity, for each of these."""
        return unpacked(self.about.get(entity_id, b""))


@value
class Touched:
    """What may be otherwise than when the postings with the print `since` were found, but for what says nothing of who
    is named, says something or is spoken of, and of the heads of articles.

    `entities` have the ids of those that are named, speak or are spoken of in articles that are others, or were so.
    `articles` have the keys of these articles, and of all that name an entity which not the same articles name as
    before; None where any may be touched: some have another head, or came or went.
    """

    since: bytes
    entities: frozenset[str]
    articles: frozenset[int] | None

    def has(self, subject: str | int) -> bool:
        """Whether an entity, by its id, or an article, by its key, may be touched."""
        if isinstance(subject, str):
            return subject in self.entities
        return self.articles is None or subject in self.articles


def unpacked(numbers: bytes) -> Numbers:
    """Packed numbers."""
    return array("I", numbers)


class Rows(NamedTuple):
    """Numbers as they are put together, by the names that `Postings` has."""

    named: dict[str, list[int]]
    said: dict[Speaker, list[int]]
    about: dict[str, list[int]]


def find_postings(articles: Sequence[ArticleFacts], prints: Sequence[Printed] = ()) -> Postings:
    """Where everything stands in these articles, which stand newest first; `prints` are those of the articles."""
    rows = find_rows(enumerate(articles))
    named = {name: mentions_of(numbers) for name, numbers in rows.named.items()}
    said = {speaker: packed(places) for speaker, places in rows.said.items()}
    return Postings(tuple(prints), named, said, {name: packed(places) for name, places in rows.about.items()})


def find_rows(articles: Iterable[tuple[int, ArticleFacts]]) -> Rows:
    """The numbers of articles, each of which comes with its place."""
    named: dict[str, list[int]] = defaultdict(list)
    said: dict[Speaker, list[int]] = defaultdict(list)
    about: dict[str, list[int]] = defaultdict(list)
    for place, one in articles:
        for entity_id, _, times, passages in one.named:
            named[entity_id].extend((place, times, passages))
        for uttered in one.uttered:
            said[speaker_of(uttered)].append(place)
            for entity_id in uttered.names:
                about[entity_id].append(place)
    return Rows(named, said, about)


def speaker_of(uttered: Uttered) -> Speaker:
    """Who says a quotation; of words that pages do not name it does not matter which."""
    is_named = uttered.is_named
    return uttered.speaker_id, uttered.speaker if is_named and not uttered.speaker_id else "", is_named


def mentions_of(rows: Sequence[int]) -> Mentions:
    """Where an entity is named, of its numbers in one list."""
    return Mentions(packed(rows), sum(rows[1::WIDTH]), sum(rows[2::WIDTH]))


def packed(numbers: Sequence[int]) -> bytes:
    """Numbers as bytes."""
    return array("I", numbers).tobytes()
