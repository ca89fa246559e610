"""Where countries lie: their locator maps as files, the address of each, and the line with region and capital."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sitegen.knowledge.countries import REGION, SEATS
from sitegen.maps import mapped_countries
from sitegen.model import Entity, Kind
from sitegen.pages.frame import PlannedFile
from sitegen.site import Site
from sitegen.site.urls import file_of_map, relative


def locator_files(site: Site) -> Iterator[PlannedFile]:
    """The map, as SVG, of each country mentioned, but for those that the theme has; none when maps are off."""
    own = site.config.own_maps
    wanted = [entity.id for entity in site.entities.values() if has_locator(site, entity) and entity.id not in own]
    if wanted:
        from sitegen.maps.locator import locator_map

        yield from (PlannedFile(file_of_map(country), partial(locator_map, country), tuple) for country in wanted)


def has_locator(site: Site, entity: Entity) -> bool:
    """Whether there is a map that shows where this lies: one of ours, or one of the theme's."""
    known = entity.id in mapped_countries() or entity.id in site.config.own_maps
    return site.config.maps and entity.kind is Kind.COUNTRY and known


def locator_of(site: Site, entity: Entity, path: str) -> str:
    """The address of the map that shows where a country lies, as written on the page `path`; or nothing."""
    return relative(path, file_of_map(entity.id)) if has_locator(site, entity) else ""


def seat_and_region(site: Site, entity: Entity) -> str:
    """A country's region and capital, as far as its summary does not tell them; nothing of what is no country."""
    if entity.kind is not Kind.COUNTRY:
        return ""
    t = site.config.interface
    facts = {fact.label: fact.value for fact in entity.facts if fact.value not in entity.summary}
    regions = [facts[REGION]] if REGION in facts else []
    seats = [t(key, name=facts[label]) for key, label in zip(("capital", "seat"), SEATS, strict=True) if label in facts]
    return " · ".join(regions + seats)
