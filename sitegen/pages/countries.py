"""The page of all countries mentioned: a map of the world, and the same as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any, ClassVar

from sitegen.knowledge.countries import REGION
from sitegen.maps import mapped_countries
from sitegen.maps.drawn import Shape
from sitegen.maps.small import small_world
from sitegen.maps.world import WIDTH, world_height, world_shapes
from sitegen.model import Article, Entity, Kind
from sitegen.pages.flags import flag_of
from sitegen.pages.frame import Content, Page, PlannedFile, page_at
from sitegen.pages.metadata import metadata_of_list
from sitegen.site import Site, sort_key
from sitegen.site.prints import lines_of, newest_day
from sitegen.site.urls import file_of_map, page_of, page_of_article, relative
from sitegen.text.values import value

WORLD = "world"
"""Stands for the id of a country in the address of the small map."""
MOST_SHADES = 5
"""The map tells at most so many numbers of mentions apart."""
SHARES = (26, 44, 63, 81, 100)
"""How dark each shade is, in percent, as in style.css."""
FEW_SHADES = 3
"""So few are told apart by every other shade."""


@value
class CountryRow:
    """A country with the number of its mentions, and of the articles that they stand in, of which one is the `last`."""

    entity: Entity
    href: str
    flag: str
    region: str
    count: int
    articles: int
    last: Article | None
    last_href: str


@value
class ShadedCountry:
    """A country on the map, with the number of its shade."""

    row: CountryRow
    shape: Shape
    shade: int


@value
class Shade:
    """One entry of the legend: the numbers of mentions, both inclusive, that have this shade."""

    shade: int
    first: int
    last: int


@value
class WorldMap:
    """The map of the world: its size, the land of those not mentioned as one path, and the countries mentioned."""

    width: int
    height: int
    land: str
    countries: tuple[ShadedCountry, ...]
    legend: tuple[Shade, ...]


@value(kw_only=True)
class CountriesContent(Content):
    """The page of all countries mentioned."""

    template: ClassVar[str] = "countries.html"

    heading: str
    kind: Kind
    number: int
    entries: tuple[CountryRow, ...]
    world: WorldMap | None


def world_file(site: Site) -> Iterator[PlannedFile]:
    """The map of the world in small, as SVG, where the site shows it and the theme has none."""
    if has_world_map(site) and WORLD not in site.config.own_maps:
        yield PlannedFile(file_of_map(WORLD), partial(_draw_world, site), partial(_world_inputs, site))


def has_world_map(site: Site) -> bool:
    """Whether a country is mentioned that is on the map of the world, unless maps are off."""
    known = mapped_countries()
    return site.config.maps and any(one.kind is Kind.COUNTRY and one.id in known for one in site.entities.values())


def _draw_world(site: Site) -> str:
    return small_world(_shares(site), WIDTH)


def _world_inputs(site: Site) -> tuple[Any, ...]:
    return tuple(_shares(site).items())


def _shares(site: Site) -> dict[str, int]:
    """By the ids of the countries how dark each is on the small map, in percent."""
    countries = (one.id for one in site.entities.values() if one.kind is Kind.COUNTRY)
    counts = {country: site.mention_counts.get(country, 0) for country in countries}
    shades = shades_of(counts.values())
    return {country: SHARES[_shade(shades, count) - 1] for country, count in counts.items()}


def countries_inputs(site: Site, _: str, entities: Sequence[Entity]) -> tuple[Any, ...]:
    """What the page of all countries is made of."""
    places = (site.named_in.get(entity.id, ()) for entity in entities)
    articles = tuple((len(named), named[0].facts.head_print if named else b"") for named in places)
    return lines_of(site, entities), articles, newest_day(site)


def countries_page(site: Site, path: str, entities: Sequence[Entity]) -> Page:
    """The countries, most mentioned first, as a table and, unless maps are off, on a map."""
    t = site.config.interface
    by_name = sorted(entities, key=lambda entity: sort_key(entity.name))
    rows = tuple(sorted((_row(site, entity, path) for entity in by_name), key=lambda row: -row.count))
    content = CountriesContent(
        heading=t(Kind.COUNTRY),
        kind=Kind.COUNTRY,
        number=1,
        entries=rows,
        world=_world(rows) if site.config.maps else None,
    )
    names = (entity.name for entity in by_name)
    return page_at(site, path, metadata_of_list(site, path, t(Kind.COUNTRY), names, site.facts[:1]), content)


def _row(site: Site, entity: Entity, path: str) -> CountryRow:
    places = site.named_in.get(entity.id, ())
    last = places[0].article if places else None
    return CountryRow(
        entity=entity,
        href=relative(path, page_of(entity)),
        flag=flag_of(site, entity, path),
        region=next((fact.value for fact in entity.facts if fact.label == REGION), ""),
        count=site.mention_counts.get(entity.id, 0),
        articles=len(places),
        last=last,
        last_href=relative(path, page_of_article(last)) if last else "",
    )


def _world(rows: Sequence[CountryRow]) -> WorldMap | None:
    """What the map shows; None when none of the countries is on it."""
    shapes = world_shapes()
    shown = [row for row in rows if row.entity.id in shapes]
    if not shown:
        return None
    ids = frozenset(row.entity.id for row in shown)
    shades = shades_of(row.count for row in shown)
    countries = (ShadedCountry(row, shapes[row.entity.id], _shade(shades, row.count)) for row in shown)
    return WorldMap(
        width=WIDTH,
        height=world_height(ids),
        land="".join(shape.path for owner, shape in shapes.items() if owner not in ids),
        countries=tuple(sorted(countries, key=lambda country: country.shape.dot is not None)),
        legend=tuple(Shade(_shade(shades, last), first, last) for first, last in shades),
    )


def shades_of(counts: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """The numbers of mentions that are shaded alike, as first and last.

    Each number that there is, where they are few; else those of ranges that grow by a constant factor.
    """
    found = sorted(set(counts))
    if len(found) <= MOST_SHADES:
        return tuple((count, count) for count in found)
    lasts = sorted({round(found[-1] ** (part / MOST_SHADES)) for part in range(1, MOST_SHADES + 1)})
    ranges = zip((1, *(last + 1 for last in lasts)), lasts, strict=False)
    return tuple((first, last) for first, last in ranges if any(first <= count <= last for count in found))


def _shade(shades: Sequence[tuple[int, int]], count: int) -> int:
    """The number of a shade, down from the darkest, which the most mentioned country has; few lie farther apart."""
    number = next(number for number, (_, last) in enumerate(shades) if count <= last)
    return MOST_SHADES - (len(shades) - 1 - number) * (2 if len(shades) <= FEW_SHADES else 1)
