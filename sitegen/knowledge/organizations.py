"""Well-known organisations of the world, from the table that ships with sitegen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from sitegen.cache.ready import made_once
from sitegen.knowledge.countries import load_countries, slug_of
from sitegen.model import Entity, Kind, Origin
from sitegen.text.values import value
from sitegen.text.wordlists import load_table

_UNSURE, _SHORT, _TOWN, _OF_STATE = _MARKS = ("~", "*", "@", "^")
_ARTICLE = "the "
_VEHICLES = ("Car maker", "Aircraft maker")
_FIRMS = (
    *("Company", "Technology company", "Shop", "Department store", "Online retailer"),
    *("Car maker", "Aircraft maker", "Bank, insurer", "Transport, energy"),
)
"""How the summaries of firms begin."""
_STATE = ("U.S. ", "US ", "United States ")
_PARTING = re.compile(r",(?! )")


@value
class ShortName:
    """What a spelling that means other things too can stand for where the text speaks for it."""

    entity_id: str
    article: bool = False
    """True when it does so only behind "the": the Times."""
    town: bool = False
    """True when it is the name of a town as well: Tottenham."""


class _Body(NamedTuple):
    """An entry of the table."""

    id: str
    name: str
    aliases: tuple[str, ...]
    summary: str
    country: str
    circle: tuple[str, ...]
    marked: tuple[str, ...]
    """The spellings that do not always mean it, or stand behind the name of the state, each with its mark."""

    def spelt(self, mark: str) -> Iterator[str]:
        """The spellings with this mark, without it."""
        return (_bare(spelling) for spelling in self.marked if spelling[0] == mark)


@cache
def organization_entities() -> tuple[Entity, ...]:
    """An entity for every organisation of the table; its aliases are the spellings that mean nothing else."""
    return tuple(
        Entity(
            *(body.id, Kind.ORGANIZATION, body.name, body.aliases, body.summary),
            country=body.country,
            origin=Origin.BUILT_IN,
        )
        for body in _bodies()
    )


@cache
def unsure_names() -> Mapping[str, str]:
    """The spellings that mean other things too, such as Apple, and the id of the organisation that each may mean."""
    return {name: body.id for body in _bodies() for name in body.spelt(_UNSURE)}


@cache
def short_names() -> Mapping[str, tuple[ShortName, ...]]:
    """The spellings that count only where the text speaks for an organisation, unsure ones among them."""
    names: dict[str, tuple[ShortName, ...]] = {}
    for body in _bodies():
        for spelling in body.marked:
            if spelling[0] != _OF_STATE:
                names[_bare(spelling)] = (*names.get(_bare(spelling), ()), _short(body.id, spelling))
    return names


@cache
def names_of_state() -> Mapping[str, str]:
    """The spellings with the name of the state before them, U.S. State Department, and the id of what each means."""
    return {f"{state}{name}": body.id for body in _bodies() for name in body.spelt(_OF_STATE) for state in _STATE}


@cache
def circles() -> Mapping[str, tuple[str, ...]]:
    """By id, what in a text speaks for the short names of an organisation and of all others with the same words."""
    return {body.id: body.circle for body in _bodies() if body.circle}


@cache
def names_in_one_word() -> frozenset[str]:
    """The names of the built-in organisations that are one word."""
    names = (name for body in _bodies() for name in (body.name, *body.aliases))
    return frozenset(name for name in names if " " not in name)


@cache
def vehicle_makers() -> frozenset[str]:
    """The ids of the firms whose names also stand for what they make: a Honda, the Boeing."""
    return frozenset(body.id for body in _bodies() if body.summary.startswith(_VEHICLES))


@cache
def well_known_firms() -> frozenset[str]:
    """The ids of the firms."""
    return frozenset(body.id for body in _bodies() if body.summary.startswith(_FIRMS))


@cache
def _bodies() -> tuple[_Body, ...]:
    return tuple(_Body(*one) for one in made_once("organizations", lambda: tuple(_read(load_table("organizations")))))


def _read(rows: Iterable[tuple[str, ...]]) -> Iterator[tuple[Any, ...]]:
    """The fields of each entry."""
    countries = {country.id: country.in_sentence for country in load_countries()}
    for description, country, entries, *circle in rows:
        summary = f"{description} {countries[country]}." if country else f"{description}."
        words = tuple(word.strip() for word in circle[0].split(";")) if circle else ()
        for entry in entries.split(";"):
            yield _body(entry.strip(), summary, country, words)


def _body(entry: str, summary: str, country: str, circle: tuple[str, ...]) -> tuple[Any, ...]:
    identifier, colon, rest = entry.rpartition(": ")
    first, _, others = rest.partition("=")
    spellings = _PARTING.split(others) if others else ()
    name = f"{_STATE[0]}{_bare(first)}" if first[0] == _OF_STATE else _bare(first)
    aliases = tuple(spelling for spelling in spellings if spelling[0] not in _MARKS)
    marked = tuple(spelling for spelling in (first, *spellings) if spelling[0] in _MARKS)
    return identifier if colon else slug_of(name), name, aliases, summary, country, circle, marked


def _short(entity_id: str, spelling: str) -> ShortName:
    return ShortName(entity_id, article=spelling[1:].startswith(_ARTICLE), town=spelling[0] == _TOWN)


def _bare(spelling: str) -> str:
    """The spelling without its mark and the article behind it."""
    return spelling[1:].removeprefix(_ARTICLE) if spelling[0] in _MARKS else spelling
