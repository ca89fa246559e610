"""The pages of entities: one for each that is mentioned, and a list for each kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sitegen.addresses import FOLDERS, page_of, relative
from sitegen.metadata import metadata_of_entity, metadata_of_list
from sitegen.model import Entity, Kind, Origin
from sitegen.pages.excerpts import about, image_of, mentions_by_article, said_entry
from sitegen.pages.frame import Page, page_at
from sitegen.site import Site, sort_key


def entity_pages(site: Site) -> Iterator[Page]:
    """For each kind that has pages: the list, then the page of each entity."""
    for kind, folder in FOLDERS.items():
        entities = [entity for entity in site.entities.values() if entity.kind is kind]
        if entities:
            yield _list_page(site, kind, f"{folder}/index.html", entities)
        for entity in entities:
            yield _entity_page(site, entity)


def _list_page(site: Site, kind: Kind, path: str, entities: list[Entity]) -> Page:
    ordered = sorted(entities, key=lambda entity: sort_key(entity.name))
    entries = [
        {
            "entity": entity,
            "href": relative(path, page_of(entity)),
            "about": about(site, entity),
            "count": len(site.mentions_of.get(entity.id, ())),
        }
        for entity in ordered
    ]
    metadata = metadata_of_list(
        site, path, site.config.interface(kind), (entity.name for entity in ordered), site.annotated
    )
    return page_at(
        site, path, "entities.html", metadata, heading=site.config.interface(kind), kind=kind, entries=entries
    )


def _entity_page(site: Site, entity: Entity) -> Page:
    path = page_of(entity)
    said = site.said_by.get(entity.id)
    return page_at(
        site,
        path,
        "entity.html",
        metadata_of_entity(site, entity, path),
        entity=entity,
        heading=site.config.interface(entity.kind),
        found=entity.origin is Origin.FOUND,
        country=site.countries.get(entity.country),
        image=image_of(site, entity, path),
        companions=_companions(site, entity, path),
        articles=mentions_by_article(site, entity, path),
        said=[said_entry(site, one, path) for one in said.said] if said else [],
    )


def _companions(site: Site, entity: Entity, path: str) -> list[dict[str, Any]]:
    """Who and what is named in the same sentences, most often first."""
    return [
        {"entity": site.entities[other], "href": relative(path, page_of(site.entities[other])), "count": count}
        for other, count in site.companions.get(entity.id, ())
    ]
