"""Well-known organisations of the world, from the table that ships with sitegen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from sitegen.knowledge.countries import load_countries, slug_of
from sitegen.model import Entity, Kind, Origin
from sitegen.text.wordlists import load_table

_UNSURE = "~"


@cache
def organization_entities() -> tuple[Entity, ...]:
    """An entity for every organisation of the table; its aliases are the spellings that mean nothing else."""
    return tuple(entity for entity, _ in _rows())


@cache
def unsure_names() -> Mapping[str, str]:
    """The spellings that mean other things too, such as Apple, and the id of the organisation that each may mean."""
    return {name: entity.id for entity, unsure in _rows() for name in unsure}


@cache
def _rows() -> tuple[tuple[Entity, tuple[str, ...]], ...]:
    return tuple(_read(load_table("organizations")))


def _read(rows: Iterable[tuple[str, ...]]) -> Iterator[tuple[Entity, tuple[str, ...]]]:
    countries = {country.id: country.in_sentence for country in load_countries()}
    for description, country, entries in rows:
        summary = f"{description} {countries[country]}." if country else f"{description}."
        for entry in entries.split(";"):
            yield _entity(entry.strip(), summary, country)


def _entity(entry: str, summary: str, country: str) -> tuple[Entity, tuple[str, ...]]:
    identifier, colon, rest = entry.rpartition(": ")
    name, _, others = rest.partition("=")
    spellings = [name, *filter(None, others.split(","))]
    unsure = tuple(spelling.removeprefix(_UNSURE) for spelling in spellings if spelling.startswith(_UNSURE))
    name = name.removeprefix(_UNSURE)
    entity = Entity(
        id=identifier if colon else slug_of(name),
        kind=Kind.ORGANIZATION,
        name=name,
        aliases=tuple(spelling for spelling in spellings[1:] if not spelling.startswith(_UNSURE)),
        summary=summary,
        country=country,
        origin=Origin.BUILT_IN,
    )
    return entity, unsure
