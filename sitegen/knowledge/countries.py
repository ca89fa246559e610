"""The countries of the world, their capitals and other well-known places, from the tables that ship with sitegen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from sitegen.model import Entity, Fact, Kind, Origin
from sitegen.text.values import value
from sitegen.text.wordlists import load_table, load_words


@value
class City:
    """A capital, or a city that shares the functions of one. The first of `spellings` is its name."""

    spellings: tuple[str, ...]
    is_capital: bool = True
    is_seat: bool = False
    """The seat of a government whose capital is not agreed upon."""

    @property
    def name(self) -> str:
        """The usual spelling."""
        return self.spellings[0]


@value
class Country:
    """A country or territory with everything that the press calls it, its people and what is theirs."""

    id: str
    alpha_2: str
    alpha_3: str
    numeric: str
    name: str
    article: bool
    """True when a sentence says "the" before the name."""
    other_names: tuple[str, ...]
    official_name: str
    adjectives: tuple[str, ...]
    demonyms: tuple[str, ...]
    """Singulars and plurals."""
    cities: tuple[City, ...]
    region: str
    latitude: float
    """Degrees north."""
    longitude: float
    """Degrees east."""
    wikidata: str = ""
    status: str = ""
    """What it is when it is not simply a country, such as "Territory of the United Kingdom"."""

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that means the country: names, adjectives, demonyms; the name first, none twice."""
        return tuple(
            dict.fromkeys((self.name, *self.other_names, self.official_name, *self.adjectives, *self.demonyms))
        )

    @property
    def in_sentence(self) -> str:
        """The name as it stands inside a sentence: "Norway", "the Netherlands"."""
        return f"the {self.name}" if self.article else self.name

    @property
    def capital(self) -> City | None:
        """The capital or seat of government; None for a city-state and for land without a government."""
        return next((city for city in self.cities if city.is_capital), None)


@cache
def load_countries() -> tuple[Country, ...]:
    """All countries and territories of ISO 3166-1, and Kosovo, sorted by id."""
    return tuple(sorted(map(_country, load_table("countries")), key=lambda country: country.id))


@cache
def country_entities() -> tuple[Entity, ...]:
    """An entity for every country: all its names, adjectives and demonyms as aliases, and the facts of its card."""
    return tuple(map(_country_entity, load_countries()))


@cache
def capital_entities() -> tuple[Entity, ...]:
    """An entity of the kind place for every capital, and for the cities that share the functions of one."""
    found: dict[str, Entity] = {}
    for country in load_countries():
        for city in country.cities:
            entity = _city_entity(country, city)
            found.setdefault(entity.id, entity)
    return tuple(found.values())


@cache
def place_entities() -> tuple[Entity, ...]:
    """The capitals, and other well-known cities, states, regions, continents and seas; no id is a country's."""
    found = {entity.id: entity for entity in capital_entities()}
    for description, country_id, names in load_table("places"):
        summary = f"{description} {_by_id()[country_id].in_sentence}." if country_id else f"{description}."
        for entry in names.split(";"):
            entity = _place_entity(entry.strip(), summary, country_id)
            found.setdefault(entity.id, entity)
    return tuple(found.values())


SEATS, REGION = ("Capital", "Seat of government"), "Region"
"""The labels of the facts that tell where a country is governed from, and where it lies."""


_NO_SLUG = re.compile(r"[^a-z0-9]+")


def slug_of(name: str) -> str:
    """The name in lower-case ASCII letters and digits with hyphens between: "Bogotá" becomes "bogota"."""
    plain = name if name.isascii() else unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return _NO_SLUG.sub("-", plain.lower()).strip("-")


def _place_entity(entry: str, summary: str, country: str) -> Entity:
    identifier, colon, rest = entry.rpartition(": ")
    name, _, spellings = rest.partition("=")
    return Entity(
        id=identifier if colon else slug_of(name),
        kind=Kind.PLACE,
        name=name,
        aliases=tuple(spelling for spelling in spellings.split(",") if spelling),
        summary=summary,
        country=country,
        origin=Origin.BUILT_IN,
    )


@cache
def _by_id() -> dict[str, Country]:
    return {country.id: country for country in load_countries()}


def _country(row: tuple[str, ...]) -> Country:
    (identifier, alpha_2, alpha_3, numeric, name, others, official, adjectives) = row[:8]
    (demonyms, cities, region, point, wikidata, status) = row[8:]
    latitude, longitude = (float(degrees) for degrees in point.split(","))
    adjective_list = _listed(adjectives)
    return Country(
        id=identifier,
        alpha_2=alpha_2,
        alpha_3=alpha_3,
        numeric=numeric,
        name=name.removeprefix("the "),
        article=name.startswith("the "),
        other_names=_listed(others),
        official_name=official,
        adjectives=adjective_list,
        demonyms=tuple(_demonyms(_listed(demonyms) or adjective_list[:1])),
        cities=tuple(_cities(_listed(cities))),
        region=region,
        latitude=latitude,
        longitude=longitude,
        wikidata=wikidata,
        status=status,
    )


def _listed(column: str) -> tuple[str, ...]:
    return tuple(entry.strip() for entry in column.split(";") if entry.strip())


def _demonyms(entries: tuple[str, ...]) -> Iterator[str]:
    """Singular and plural of each entry; "Chinese" is both."""
    for entry in entries:
        singular, slash, plural = entry.partition("/")
        yield singular
        yield plural if slash else singular if singular.endswith("ese") else f"{singular}s"


def _cities(entries: tuple[str, ...]) -> Iterator[City]:
    """The capital with all its spellings, then each city that shares its functions."""
    capital = tuple(entry for entry in entries if not entry.startswith("+"))
    if capital:
        is_seat = capital[0].startswith("~")
        yield City((capital[0].removeprefix("~"), *capital[1:]), is_seat=is_seat)
    for entry in entries:
        if entry.startswith("+"):
            yield City((entry.removeprefix("+"),), is_capital=False)


def _country_entity(country: Country) -> Entity:
    return Entity(
        id=country.id,
        kind=Kind.COUNTRY,
        name=country.name,
        aliases=country.names[1:],
        summary=_summary(country),
        facts=tuple(_facts(country)),
        country_code=country.alpha_2,
        origin=Origin.BUILT_IN,
    )


def _summary(country: Country) -> str:
    """One calm sentence: "Country in Eastern Europe, capital Kyiv."."""
    article = "the " if country.region in load_words("regions_with_article") else ""
    where = f" in {article}{country.region}" if country.region != country.name else ""
    capital = country.capital
    seat = f", {_seat_label(capital).lower()} {capital.name}" if capital else ""
    return f"{country.status or 'Country'}{where}{seat}."


def _seat_label(city: City) -> str:
    return SEATS[1] if city.is_seat else SEATS[0]


def _facts(country: Country) -> Iterator[Fact]:
    if country.capital:
        yield Fact(_seat_label(country.capital), country.capital.name)
    if country.region != country.name:
        yield Fact(REGION, country.region)
    if country.official_name != country.name:
        yield Fact("Official name", country.official_name)
    yield Fact("ISO code", country.alpha_2)


def _city_entity(country: Country, city: City) -> Entity:
    label = _seat_label(city) if city.is_capital else "City in"
    return Entity(
        id=slug_of(city.name),
        kind=Kind.PLACE,
        name=city.name,
        aliases=city.spellings[1:],
        summary=f"{label if label == 'City in' else f'{label} of'} {country.in_sentence}.",
        country=country.id,
        origin=Origin.BUILT_IN,
    )
