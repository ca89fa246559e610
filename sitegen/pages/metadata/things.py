"""Entities as schema.org describes them: Person, Country, Place, Organization, DefinedTerm."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import unquote, urlsplit

from sitegen.knowledge.countries import Country, load_countries
from sitegen.model import Entity, Kind, Origin, Role
from sitegen.pages.metadata.json_ld import Node, Written, write_json
from sitegen.site import Site
from sitegen.site.memo import once_a_site
from sitegen.site.urls import address, page_of

TYPES = {
    Kind.PERSON: "Person",
    Kind.COUNTRY: "Country",
    Kind.PLACE: "Place",
    Kind.ORGANIZATION: "Organization",
    Kind.TERM: "DefinedTerm",
}
"""The type of each kind in schema.org."""
_WIKIDATA = re.compile(r"/(?:wiki|entity)/Q[1-9]\d*")


def type_of(entity: Entity) -> str:
    """The entity's type. A territory whose status is not that of a state is only said to be an AdministrativeArea."""
    country = _country(entity)
    if country is None or not country.status or "state" in country.status.split():
        return TYPES[entity.kind]
    return "Place" if country.status.startswith("Continent") else "AdministrativeArea"


def name_thing(site: Site, entity: Entity, page: str) -> Written:
    """What other things need to point at the entity: its type, its address, its name."""
    folder, slash, _ = page.rpartition("/")
    return _name_in(site, entity, f"{folder}/any" if slash else page)


@once_a_site
def _name_in(site: Site, entity: Entity, page: str) -> Written:
    """The same, for a page that stands for all in its folder: they write the addresses of other pages alike."""
    return write_json(_named(site, entity, page))


def _named(site: Site, entity: Entity, page: str) -> Node:
    return {"@type": type_of(entity), "@id": address(site.config.base_url, page, page_of(entity)), "name": entity.name}


def name_mentioned(site: Site, entity_id: str, page: str) -> Node | Written | None:
    """The country or other entity with this id, with its address when it has a page; None when there is none."""
    entity = site.entities.get(entity_id)
    if entity is not None:
        return name_thing(site, entity, page)
    country = site.countries.get(entity_id)
    return {"@type": type_of(country), "name": country.name} if country else None


def describe_thing(site: Site, entity: Entity, page: str) -> Node:
    """Everything that the site says of an entity; of one that only the text knows, the name and nothing else."""
    node = _named(site, entity, page)
    if entity.origin is Origin.FOUND:
        return node
    node |= {
        "alternateName": list(other_names(entity)),
        "description": entity.summary,
        "image": _image(site, entity),
    }
    node["sameAs"] = list(same_as(entity))
    describe = {Kind.PERSON: _person, Kind.COUNTRY: _state, Kind.PLACE: _place, Kind.ORGANIZATION: _organization}
    return node | (describe[entity.kind](site, entity, page) if entity.kind in describe else {})


def describe_term(site: Site, entity: Entity, page: str) -> Node:
    """An entry of the glossary, which any kind of entity may have."""
    own_address = address(site.config.base_url, page, f"glossary.html#{entity.id}")
    names = [name for name in other_names(entity) if name.casefold() != entity.name.casefold()]
    return {
        "@type": "DefinedTerm",
        "@id": own_address,
        "name": entity.name,
        "alternateName": names,
        "description": entity.summary,
        "inDefinedTermSet": {"@id": address(site.config.base_url, page, "glossary.html")},
    }


def other_names(entity: Entity) -> tuple[str, ...]:
    """The aliases that are names: of a country neither its adjectives nor its people's names."""
    country = _country(entity)
    no_names = {*country.adjectives, *country.demonyms} if country else set()
    return tuple(alias for alias in entity.aliases if alias not in no_names)


def _person(site: Site, entity: Entity, page: str) -> Node:
    """The offices. The country is left out: it may be that of birth, of the passport, or of the office."""
    return {
        "jobTitle": [role.title for role in entity.roles if role.end is None],
        "hasOccupation": [_occupation(role) for role in entity.roles if role.start or role.end],
    }


def _occupation(role: Role) -> Node:
    """An office with its dates, no more exact than they were written."""
    occupation = {"@type": "Occupation", "name": role.title}
    return {"@type": "Role", "startDate": role.since, "endDate": role.until, "hasOccupation": occupation}


def _state(site: Site, entity: Entity, page: str) -> Node:
    country = _country(entity)
    if country is None:
        return {}
    codes = (("ISO 3166-1 alpha-2", country.alpha_2), ("ISO 3166-1 alpha-3", country.alpha_3))
    return {
        "identifier": [{"@type": "PropertyValue", "propertyID": kind, "value": code} for kind, code in codes if code],
        "geo": {"@type": "GeoCoordinates", "latitude": country.latitude, "longitude": country.longitude},
        "url": entity.url,
    }


def _place(site: Site, entity: Entity, page: str) -> Node:
    return {"containedInPlace": name_mentioned(site, entity.country, page), "url": entity.url}


def _organization(site: Site, entity: Entity, page: str) -> Node:
    return {"location": name_mentioned(site, entity.country, page), "url": entity.url}


def same_as(entity: Entity) -> Iterator[str]:
    """Addresses elsewhere that mean this very entity: its own site, its Wikidata item, an article under its name."""
    country = _country(entity)
    if country and country.wikidata:
        yield f"https://www.wikidata.org/entity/{country.wikidata}"
    if entity.kind is Kind.PERSON and entity.url:
        yield entity.url
    names = {name.casefold() for name in (entity.name, *entity.aliases)}
    addresses = (reference.url for reference in entity.references)
    yield from dict.fromkeys(url for url in addresses if url != entity.url and _is_about(url, names))


def _is_about(url: str, names: set[str]) -> bool:
    parts = urlsplit(url)
    host = f".{parts.hostname or ''}"
    if host.endswith(".wikidata.org"):
        return _WIKIDATA.fullmatch(parts.path) is not None
    title = unquote(parts.path).removeprefix("/wiki/").replace("_", " ")
    return host.endswith(".wikipedia.org") and not parts.fragment and title.casefold() in names


def picture_of(site: Site, entity: Entity) -> str:
    """The public address of the entity's picture; without base_url there is none to give."""
    base = site.config.base_url
    return address(base, "", entity.image) if base and entity.image in site.links.files else ""


def _image(site: Site, entity: Entity) -> Node | str:
    """The picture, with what the entry says of it; its address alone where that is nothing."""
    where = picture_of(site, entity)
    if not where or not (entity.image_alt or entity.image_credit):
        return where
    described = {"description": entity.image_alt, "creditText": entity.image_credit}
    return {"@type": "ImageObject", "contentUrl": where, **described}


def _country(entity: Entity) -> Country | None:
    if entity.kind is not Kind.COUNTRY or not entity.country_code:
        return None
    return _by_code().get(entity.country_code)


@cache
def _by_code() -> dict[str, Country]:
    return {country.alpha_2: country for country in load_countries()}
