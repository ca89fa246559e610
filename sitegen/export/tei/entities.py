"""The standOff: everybody and everything that is named, in lists of persons, places, organisations and terms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from xml.etree import ElementTree as ET

from sitegen.export.statements import page_address
from sitegen.export.tei.ids import id_of_entity
from sitegen.export.tei.tree import add
from sitegen.model import Entity, Kind
from sitegen.pages.metadata.things import other_names, same_as
from sitegen.site import Site

_LISTS: tuple[tuple[str, str, str, tuple[Kind, ...]], ...] = (
    ("listPerson", "person", "persName", (Kind.PERSON,)),
    ("listPlace", "place", "placeName", (Kind.COUNTRY, Kind.PLACE)),
    ("listOrg", "org", "orgName", (Kind.ORGANIZATION,)),
)
"""Each list, its entries, the element of their names, and the kinds of entity in it."""


def add_entities(parent: ET.Element, site: Site, entities: Iterable[Entity]) -> None:
    """A standOff with the entities by kind and id; none when there are none."""
    entries = sorted(entities, key=lambda entity: entity.id)
    if not entries:
        return
    known = {entity.id: entity for entity in entries}
    stand_off = add(parent, "standOff")
    for list_tag, tag, name_tag, kinds in _LISTS:
        chosen = [entity for entity in entries if entity.kind in kinds]
        listed = add(stand_off, list_tag) if chosen else stand_off
        for entity in chosen:
            _add_entry(listed, site, entity, tag, name_tag, known)
    terms = [entity for entity in entries if entity.kind is Kind.TERM]
    glossary = add(stand_off, "list", attributes={"type": "gloss"}) if terms else stand_off
    for entity in terms:
        _add_term(glossary, site, entity)
    ET.indent(stand_off)


def _add_entry(
    listed: ET.Element, site: Site, entity: Entity, tag: str, name_tag: str, known: Mapping[str, Entity]
) -> None:
    """One person, place or organisation. The order of the children is that of the content models of place and org."""
    kind = "country" if entity.kind is Kind.COUNTRY else ""
    attributes = {"xml:id": id_of_entity(entity), "type": kind, "ana": f"#{entity.origin}"}
    entry = add(listed, tag, attributes=attributes)
    add(entry, name_tag, entity.name)
    for alias in other_names(entity):
        add(entry, name_tag, alias, {"type": "alias"})
    _DETAILS[entity.kind](entry, site, entity, known)
    _add_identity(entry, site, entity)
    if entity.summary:
        add(entry, "note", entity.summary, {"type": "summary"})
    _add_notes(entry, entity)


def _add_occupations(entry: ET.Element, site: Site, entity: Entity, known: Mapping[str, Entity]) -> None:
    for role in entity.roles:
        add(entry, "occupation", role.title, {"from": role.since, "to": role.until})


def _add_country(entry: ET.Element, site: Site, entity: Entity, known: Mapping[str, Entity]) -> None:
    country = site.countries.get(entity.country)
    if country is not None:
        listed = f"#{id_of_entity(country)}" if country.id in known else ""
        add(entry, "country", country.name, {"ref": listed})


def _add_nothing(entry: ET.Element, site: Site, entity: Entity, known: Mapping[str, Entity]) -> None:
    """A country lies in no country."""


_DETAILS: Mapping[Kind, Callable[[ET.Element, Site, Entity, Mapping[str, Entity]], None]] = {
    Kind.PERSON: _add_occupations,
    Kind.COUNTRY: _add_nothing,
    Kind.PLACE: _add_country,
    Kind.ORGANIZATION: _add_country,
}
"""What is said of one kind only."""


def _add_identity(entry: ET.Element, site: Site, entity: Entity) -> None:
    if entity.country_code:
        add(entry, "idno", entity.country_code, {"type": "ISO-3166-1"})
    own_page = (page_address(site, entity),) if site.config.base_url else ()
    for address in dict.fromkeys((*own_page, *same_as(entity), *((entity.url,) if entity.url else ()))):
        add(entry, "idno", address, {"type": "URI"})


def _add_notes(entry: ET.Element, entity: Entity) -> None:
    for fact in entity.facts:
        add(entry, "note", f"{fact.label}: {fact.value}", {"type": "fact"})
    for reference in entity.references:
        source = add(entry, "bibl")
        add(source, "title", reference.title)
        if reference.url:
            add(source, "ptr", attributes={"target": reference.url})


def _add_term(glossary: ET.Element, site: Site, entity: Entity) -> None:
    label = add(glossary, "label", attributes={"xml:id": id_of_entity(entity), "ana": f"#{entity.origin}"})
    add(label, "term", entity.name)
    meaning = add(glossary, "item")
    if entity.summary:
        add(meaning, "gloss", entity.summary)
    _add_identity(meaning, site, entity)
    _add_notes(meaning, entity)
