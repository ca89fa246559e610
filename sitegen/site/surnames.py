"""Where people stand in lists: by surname, with particles as their language has it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from sitegen.model import Entity, Kind
from sitegen.text.wordlists import load_rows, load_words

_ARTICLE = re.compile(r"(?:a[dlnrstz]|ash|el)-(?=\w)", re.IGNORECASE)
"""An Arabic article joined to a name: al-Assad stands under A of Assad."""


class SortedName(NamedTuple):
    """A name in three parts: what stands before the surname, the surname, what stands behind it."""

    before: str
    surname: str
    after: str

    @property
    def words(self) -> str:
        """By what the name is sorted: the surname first, then the rest."""
        article = _ARTICLE.match(self.surname)
        surname = self.surname[article.end() :] if article else self.surname
        return f"{surname} {self.before} {self.after}".strip()


def sorted_name(entity: Entity) -> str:
    """By what an entity is sorted: what its entry says, a person's surname and then the rest, else its name."""
    if entity.sort_name:
        return entity.sort_name
    return _surname_first(entity.name, entity.country) if entity.kind is Kind.PERSON else entity.name


@lru_cache(maxsize=32_768)
def _surname_first(name: str, country: str) -> str:
    return find_surname(name, country).words


def shown_name(entity: Entity) -> SortedName:
    """The name with the part that it is sorted by; the whole of it where that is nobody's surname."""
    if entity.kind is not Kind.PERSON:
        return SortedName("", entity.name, "")
    if entity.sort_name:
        return _part_at(entity.name, entity.sort_name)
    return find_surname(entity.name, entity.country)


@lru_cache(maxsize=32_768)
def find_surname(name: str, country: str = "") -> SortedName:
    """The surname in a person's name; `country` is the id of the country that the person belongs to.

    A name of one word is a surname. Suffixes (Jr., III) and titles before a given name (Pope) are none.
    """
    words = name.split()
    length = len(words)
    while length > 1 and words[length - 1].rstrip(".,") in _suffixes():
        length -= 1
    first = 1 if length > 1 and words[0] in _titles() else 0
    start, end = _place(words[first:length], country)
    parts = words[: first + start], words[first + start : first + end], words[first + end :]
    before, surname, after = map(" ".join, parts)
    return SortedName(before, surname.rstrip(","), after)


def _place(words: Sequence[str], country: str) -> tuple[int, int]:
    """Where the surname begins and ends in a name without titles and suffixes."""
    order = _orders().get(country, "")
    if len(words) < 2 or order == "only":
        return 0, len(words)
    if words[0] in load_words("family_names_first") and _is_in_front(words, country, order):
        return 0, 1
    start = len(words) - 1
    if order == "two" and start > 1 and _is_surname(words[start - 1]):
        start -= 1
    return _with_particles(words, start, country), len(words)


def _is_in_front(words: Sequence[str], country: str, order: str) -> bool:
    """Whether the first word, an eastern family name, is one here: of somebody from nowhere Kim may be a given name."""
    if country:
        return order == "family-first"
    return words[0] not in _given_names() and words[-1] not in load_words("family_names_first")


def _is_surname(word: str) -> bool:
    return word[:1].isupper() and word not in _given_names() and not word.endswith(".")


def _with_particles(words: Sequence[str], start: int, country: str) -> int:
    """Where a surname begins that has particles before it: with the first that counts."""
    begins = start
    while start > 1 and words[start - 1].lower() in _particles():
        start -= 1
        begins = start if _counts(words[start], country) else begins
    return begins


def _counts(particle: str, country: str) -> bool:
    """Whether names are sorted under this particle."""
    under, elsewhere = _particles()[particle.lower()]
    return particle[:1].isupper() or under != (country in elsewhere)


def _part_at(name: str, sort_name: str) -> SortedName:
    """The name with that part of it that `sort_name` begins with, up to its comma."""
    surname = sort_name.partition(",")[0].strip()
    before, found, after = name.partition(surname)
    return SortedName(before.strip(), found, after.strip()) if found else SortedName("", name, "")


@cache
def _suffixes() -> frozenset[str]:
    return frozenset(word.rstrip(".") for word in load_words("name_suffixes"))


@cache
def _titles() -> frozenset[str]:
    """Titles that stand before a given name."""
    return frozenset(row[0] for row in load_rows("honorifics") if row[-1] == "given")


@cache
def _given_names() -> frozenset[str]:
    return load_words("first_names_female") | load_words("first_names_male")


@cache
def _orders() -> Mapping[str, str]:
    return {row[0]: row[1] for row in load_rows("name_orders")}


@cache
def _particles() -> Mapping[str, tuple[bool, frozenset[str]]]:
    """For each particle in small letters whether names stand under it, and the countries where it is the other way."""
    return {
        particle: (where == "under", frozenset(other.split()))
        for particle, where, other in load_rows("sorted_particles")
    }
