"""The pages of entities: one for each that is mentioned, and a list for each kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sitegen.model import Article, Entity, Kind, Origin
from sitegen.pages.countries import countries_page
from sitegen.pages.excerpts import about, by_article, image_of, passages_naming, said_entry
from sitegen.pages.frame import Page, page_at
from sitegen.pages.locators import locator_of
from sitegen.pages.metadata import metadata_of_entity, metadata_of_list, metadata_of_more
from sitegen.pages.paging import PAGE_SIZES, UNCUT, Cut, by_letter, cut, find_letters, letter_links, numbered
from sitegen.site import Backlink, Said, Site, sort_key
from sitegen.site.urls import FOLDERS, page_of, page_of_article, relative

FILTERED_FROM = 10
"""So many quotations of an entity are worth a filter."""
MOST_ARTICLES_OF_A_ROLE = 5
"""So many articles are named that give a role to somebody nobody listed."""
MOST_COMPATRIOTS = 40
"""So many of each kind are named on the page of their country, those with the most mentions."""

Snippet = tuple[Backlink, ...]
Compatriots = Mapping[str, Sequence[Entity]]
"""By a country's id, the entities that belong to it, those with the most mentions first."""


def entity_pages(site: Site) -> Iterator[Page]:
    """For each kind that has pages: the list, then the page of each entity."""
    compatriots = _find_compatriots(site)
    for kind, folder in FOLDERS.items():
        entities = [entity for entity in site.entities.values() if entity.kind is kind]
        if entities and kind is Kind.COUNTRY:
            yield countries_page(site, f"{folder}/index.html", entities)
        elif entities:
            yield from _list_pages(site, kind, folder, entities)
        for entity in entities:
            yield from _pages_of(site, entity, compatriots)


def _list_pages(site: Site, kind: Kind, folder: str, entities: list[Entity]) -> Iterator[Page]:
    """The names of a kind; the folder "index" cannot be that of an entity, whose page would be the list's."""
    t = site.config.interface
    ordered = sorted(entities, key=lambda entity: sort_key(entity.name))
    parts = list(cut(ordered, PAGE_SIZES["names"], f"{folder}/index.html", f"{folder}/index"))
    letters = find_letters(parts, lambda entity: entity.name)
    for part in parts:
        path = part.path
        names = (entity.name for entity in part.rows)
        entries = [_line(site, entity, path) for entity in part.rows]
        yield page_at(
            *(site, path, "entities.html"),
            metadata_of_list(site, path, numbered(site, t(kind), part.number), names, site.annotated[:1]),
            heading=t(kind),
            kind=kind,
            number=part.number,
            total=len(ordered),
            letters=letter_links(letters, path),
            entries=entries,
            groups=by_letter(entries, lambda entry: entry["entity"].name),
            paging=part.paging,
        )


def _line(site: Site, entity: Entity, path: str) -> dict[str, Any]:
    return {
        "entity": entity,
        "href": relative(path, page_of(entity)),
        "about": about(site, entity),
        "count": len(site.mentions_of.get(entity.id, ())),
    }


def _pages_of(site: Site, entity: Entity, compatriots: Compatriots) -> Iterator[Page]:
    """The page of an entity, and those on which what it said and where it is named go on."""
    first = page_of(entity)
    folder = first.removesuffix(".html")
    speaking = site.said_by.get(entity.id)
    said = list(cut(speaking.said if speaking else (), PAGE_SIZES["quotations"], first, f"{folder}/said", "said"))
    named = list(cut(passages_naming(site, entity), PAGE_SIZES["passages"], first, folder, "mentioned"))
    yield _entity_page(site, entity, said[0], named[0], compatriots.get(entity.id, ()))
    for quotations in said[1:]:
        articles = [one.passage.article for one in quotations.rows]
        shown = _said_context(site, entity, quotations)
        yield _more(site, entity, quotations, "said", articles, quotations.rows, **shown)
    for passages in named[1:]:
        articles = [links[0].article for links in passages.rows]
        shown = {"articles": by_article(passages.rows, passages.path)}
        yield _more(site, entity, passages, "mentioned_in", articles, (), **shown)


def _entity_page(
    site: Site, entity: Entity, said: Cut[Said], named: Cut[Snippet], compatriots: Sequence[Entity]
) -> Page:
    path = page_of(entity)
    return page_at(
        site,
        path,
        "entity.html",
        metadata_of_entity(site, entity, path, said.rows),
        entity=entity,
        heading=site.config.interface(entity.kind),
        found=entity.origin is Origin.FOUND,
        role_places=_role_places(site, entity, path),
        country=site.countries.get(entity.country),
        image=image_of(site, entity, path),
        locator=locator_of(site, entity, path),
        companions=_companions(site, entity, path),
        compatriots=_compatriots(site, compatriots, path),
        articles=by_article(named.rows, path),
        paging=named.paging,
        named_in=len({link.article.slug for link in site.mentions_of.get(entity.id, ())}),
        **_said_context(site, entity, said),
    )


def _role_places(site: Site, entity: Entity, path: str) -> dict[str, list[dict[str, Any]]]:
    """By the title of a found role, the articles that give it, newest first, with the way to the paragraph."""
    giving: dict[str, list[dict[str, Any]]] = {}
    for one in site.role_places.get(entity.id, ()):
        href = f"{relative(path, page_of_article(one.article))}#{one.fragment}"
        giving.setdefault(one.title, []).append({"article": one.article, "href": href})
    return {title: given[:MOST_ARTICLES_OF_A_ROLE] for title, given in giving.items()}


def _said_context(site: Site, entity: Entity, said: Cut[Said]) -> dict[str, Any]:
    """Some of what an entity said, and by what it can be filtered."""
    articles = {one.passage.article.slug: one.passage.article for one in said.rows}
    return {
        "said": [said_entry(site, one, said.path, entity) for one in said.rows],
        "said_in": list(articles.values()) if len(said.rows) >= FILTERED_FROM else [],
        "said_paging": said.paging,
        "said_total": len(site.said_by[entity.id].said) if said.rows else 0,
    }


def _more(
    site: Site,
    entity: Entity,
    part: Cut[Any],
    what: str,
    listed: Sequence[Article],
    quoted: Sequence[Said],
    **context: Any,
) -> Page:
    """A page that goes on with a list of an entity's page; `what` is the key of the list's heading."""
    title = numbered(site, f"{entity.name} · {site.config.interface(what)}", part.number)
    nothing: dict[str, Any] = {"said": [], "said_in": [], "said_paging": UNCUT, "articles": []}
    return page_at(
        *(site, part.path, "entity_more.html"),
        metadata_of_more(site, entity, part.path, title, listed, quoted),
        entity=entity,
        title=title,
        what=what,
        number=part.number,
        back=relative(part.path, page_of(entity)),
        paging=part.paging,
        **(nothing | context),
    )


def _companions(site: Site, entity: Entity, path: str) -> list[dict[str, Any]]:
    """Who and what is named in the same sentences, most often first."""
    return [
        {"entity": site.entities[other], "href": relative(path, page_of(site.entities[other])), "count": count}
        for other, count in site.companions.get(entity.id, ())
    ]


def _find_compatriots(site: Site) -> Compatriots:
    belonging: dict[str, list[Entity]] = defaultdict(list)
    for entity in site.entities.values():
        if entity.country:
            belonging[entity.country].append(entity)
    for entities in belonging.values():
        entities.sort(key=lambda entity: -len(site.mentions_of.get(entity.id, ())))
    return belonging


def _compatriots(site: Site, entities: Sequence[Entity], path: str) -> list[dict[str, Any]]:
    """Those who belong to a country, by kind and name."""
    groups = []
    for kind in FOLDERS:
        ours = [entity for entity in entities if entity.kind is kind]
        shown = sorted(ours[:MOST_COMPATRIOTS], key=lambda entity: sort_key(entity.name))
        lines = [_line(site, entity, path) for entity in shown]
        if lines:
            heading = site.config.interface(kind)
            groups.append({"kind": kind, "heading": heading, "total": len(ours), "entries": lines})
    return groups
