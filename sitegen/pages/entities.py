"""The pages of entities: one for each that is mentioned, and a list for each kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from sitegen.files.picture_size import Size
from sitegen.model import Article, Entity, Kind, Origin
from sitegen.pages.countries import countries_inputs, countries_page
from sitegen.pages.entity_more import EntityLists, more_pages, named_inputs, said_inputs
from sitegen.pages.excerpts import ArticlePassages, about, by_article, image_of, initials_of
from sitegen.pages.flags import flag_of
from sitegen.pages.frame import Content, Page, PlannedPage, page_at, planned
from sitegen.pages.locators import locator_of
from sitegen.pages.metadata import metadata_of_entity, metadata_of_list
from sitegen.pages.paging import (
    PAGE_SIZES,
    Cut,
    LetterGroup,
    LetterLink,
    Paging,
    by_letter,
    cut,
    find_letters,
    letter_links,
    numbered,
)
from sitegen.pages.said import SaidEntry, SaidShare, Subject, said_about, said_about_inputs, said_of, without_said
from sitegen.site import Site, sort_key
from sitegen.site.portraits import portrait_size
from sitegen.site.prints import face_of, lines_of, newest_day, print_of
from sitegen.site.shapes import shape_of_entity
from sitegen.site.surnames import SortedName, shown_name, sorted_name
from sitegen.site.urls import FOLDERS, page_of, page_of_article, relative
from sitegen.text.values import value

MOST_ARTICLES_OF_A_ROLE = 5
"""So many articles are named that give a role to somebody nobody listed."""
LEAST_TOGETHER = 2
"""Who is named together with an entity in fewer sentences is not told."""
MOST_COMPATRIOTS = 40
"""So many of each kind are named on the page of their country, those with the most mentions."""

Compatriots = Mapping[str, Sequence[Entity]]
"""By a country's id, the entities that belong to it, those with the most mentions first."""


@value
class EntityLine:
    """An entity in a list, with a line about it, the number of its mentions, and the last article that names it.

    `name` has the part by which it is sorted; only people have initials.
    """

    entity: Entity
    name: SortedName
    href: str
    about: str
    count: int
    image: str
    initials: str
    country: Entity | None
    flag: str
    """The address of its own flag; only countries have one."""
    """Where the line does not tell it."""
    last: Article | None
    last_href: str


@value
class RoleSource:
    """An article that gives a role to somebody nobody listed, and the way to the paragraph."""

    article: Article
    href: str


@value
class Companion:
    """An entity that is named together with another, in so many sentences."""

    entity: Entity
    href: str
    count: int


@value
class CompatriotGroup:
    """Those of one kind who belong to a country: the most mentioned of them by name, and how many there are."""

    kind: Kind
    heading: str
    total: int
    entries: tuple[EntityLine, ...]


@value(kw_only=True)
class EntityListContent(Content):
    """The names of one kind."""

    template: ClassVar[str] = "entities.html"

    heading: str
    kind: Kind
    number: int
    total: int
    letters: tuple[LetterLink, ...]
    entries: tuple[EntityLine, ...]
    groups: tuple[LetterGroup[EntityLine], ...]
    paging: Paging


@value(kw_only=True)
class EntityContent(Content):
    """The page of an entity."""

    template: ClassVar[str] = "entity.html"

    entity: Entity
    heading: str
    found: bool
    role_places: Mapping[str, tuple[RoleSource, ...]]
    """By the title of a found role."""
    country: Entity | None
    image: str
    image_size: Size | None
    locator: str
    flag: str
    """The address of its own flag, and `country_flag` that of its country's."""
    country_flag: str
    companions: tuple[Companion, ...]
    compatriots: tuple[CompatriotGroup, ...]
    articles: tuple[ArticlePassages, ...]
    paging: Paging
    named_in: int
    said: tuple[SaidEntry, ...]
    said_in: tuple[Article, ...]
    """By which articles, and `said_subjects`, the quotations can be filtered; none where they are few."""
    said_subjects: tuple[Subject, ...]
    said_paging: Paging
    said_total: int
    said_about: SaidShare
    """What was said about it; of a person this is not listed."""


def entity_pages(site: Site) -> Iterator[PlannedPage]:
    """For each kind that has pages: the list, then the page of each entity."""
    compatriots = _find_compatriots(site)
    for kind, folder in FOLDERS.items():
        entities = [entity for entity in site.entities.values() if entity.kind is kind]
        if entities and kind is Kind.COUNTRY:
            path = f"{folder}/index.html"
            yield planned(path, countries_page, countries_inputs, site, path, entities)
        elif entities:
            yield from _list_pages(site, kind, folder, entities)
        for entity in entities:
            yield from _pages_of(site, entity, compatriots)


def _list_pages(site: Site, kind: Kind, folder: str, entities: list[Entity]) -> Iterator[PlannedPage]:
    """The names of a kind; the folder "index" cannot be that of an entity, whose page would be the list's."""
    ordered = sorted(entities, key=_sort_key)
    parts = cut(ordered, PAGE_SIZES["names"], f"{folder}/index.html", f"{folder}/index")
    letters = find_letters(parts, sorted_name)
    for part in parts:
        yield planned(part.path, _list_page, _list_inputs, site, kind, part, letters)


def _list_inputs(site: Site, _: Kind, part: Cut[Entity], letters: Mapping[str, str]) -> tuple[Any, ...]:
    count = (part.number, len(part.paths), len(part.whole))
    return *count, _lines_inputs(site, part.rows), tuple(letters.items()), newest_day(site)


def _lines_inputs(site: Site, entities: Sequence[Entity]) -> tuple[Any, ...]:
    """What lists show of entities, and of the last article that names each."""
    return lines_of(site, entities), _last_heads(site, entities)


def _last_heads(site: Site, entities: Sequence[Entity]) -> tuple[bytes, ...]:
    """The print of the head of the last article that names each of the entities."""
    last = (site.named_in.get(entity.id, ())[:1] for entity in entities)
    return tuple(places[0].facts.head_print if places else b"" for places in last)


def _sort_key(entity: Entity) -> tuple[str, str]:
    return sort_key(sorted_name(entity))


def _list_page(site: Site, kind: Kind, part: Cut[Entity], letters: Mapping[str, str]) -> Page:
    t, path, rows = site.config.interface, part.path, part.rows
    entries = tuple(_line(site, entity, path) for entity in rows)
    content = EntityListContent(
        heading=t(kind),
        kind=kind,
        number=part.number,
        total=len(part.whole),
        letters=tuple(letter_links(letters, path)),
        entries=entries,
        groups=tuple(by_letter(entries, lambda entry: sorted_name(entry.entity))),
        paging=part.paging,
    )
    title = numbered(site, t(kind), part.number)
    names = (entity.name for entity in rows)
    return page_at(site, path, metadata_of_list(site, path, title, names, site.facts[:1]), content)


def _line(site: Site, entity: Entity, path: str) -> EntityLine:
    places = site.named_in.get(entity.id, ())
    last = places[0].article if places else None
    line, country = about(site, entity), site.countries.get(entity.country)
    return EntityLine(
        entity=entity,
        name=shown_name(entity),
        href=relative(path, page_of(entity)),
        about=line,
        count=site.mention_counts.get(entity.id, 0),
        image=image_of(site, entity, path),
        initials=initials_of(entity.name) if entity.kind is Kind.PERSON else "",
        country=country if country is not None and country.name not in line else None,
        flag=flag_of(site, entity, path),
        last=last,
        last_href=relative(path, page_of_article(last)) if last else "",
    )


def _pages_of(site: Site, entity: Entity, compatriots: Compatriots) -> Iterator[PlannedPage]:
    """The page of an entity, and those on which its lists go on."""
    lists = EntityLists(site, entity)
    ours = compatriots.get(entity.id, ())
    shape, given = partial(_entity_shape, site, entity, ours), (site, entity, lists, ours)
    subjects = () if ours or entity.kind is Kind.COUNTRY else (entity.id,)  # that of a country tells of its people
    yield planned(page_of(entity), _entity_page, _entity_inputs, *given, shape=shape, subjects=subjects)
    yield from more_pages(site, entity, lists)


def _entity_inputs(site: Site, entity: Entity, lists: EntityLists, compatriots: Sequence[Entity]) -> tuple[Any, ...]:
    """What the page of an entity is made of."""
    roles = site.role_places.get(entity.id, ())
    places = site.named_in.get(entity.id, ())
    return (
        *(said_inputs(site, entity, lists.said[0]), said_about_inputs(site, lists.about[0])),
        *(named_inputs(site, entity, lists.named[0]), len(places)),
        tuple((one.title, one.head_print, one.fragment) for one in roles),
        tuple((face_of(site, other), count) for other, count in site.companions.get(entity.id, ())),
        _lines_inputs(site, compatriots),
        next((one.article.date.isoformat() for one in places if one.article.date), ""),  # they stand newest first
    )


def _entity_shape(site: Site, entity: Entity, compatriots: Sequence[Entity]) -> bytes:
    """What of the shape of the site the inputs go by."""
    counts = tuple((one.id, site.mention_counts.get(one.id, 0)) for one in compatriots)
    return print_of(shape_of_entity(site, entity.id), counts, _last_heads(site, compatriots))


def _entity_page(site: Site, entity: Entity, lists: EntityLists, compatriots: Sequence[Entity]) -> Page:
    path = page_of(entity)
    said, about_it, named = lists.said[0], lists.about[0], lists.named[0]
    share, about_share = said_of(site, said, entity), said_about(site, about_it)
    content = EntityContent(
        entity=entity,
        heading=site.config.interface(entity.kind),
        found=entity.origin is Origin.FOUND,
        role_places=_role_sources(site, entity, path),
        country=site.countries.get(entity.country),
        image=image_of(site, entity, path),
        image_size=portrait_size(site, entity),
        locator=locator_of(site, entity, path),
        flag=flag_of(site, entity, path),
        country_flag=flag_of(site, site.countries.get(entity.country), path),
        companions=tuple(_companions(site, entity, path)),
        compatriots=tuple(_compatriots(site, compatriots, path)),
        articles=without_said(by_article(named.rows, path), (*share.said, *about_share.said)),
        paging=named.paging,
        named_in=len(site.named_in.get(entity.id, ())),
        said=share.said,
        said_in=share.articles,
        said_subjects=share.subjects,
        said_paging=share.paging,
        said_total=share.total,
        said_about=about_share,
    )
    return page_at(site, path, metadata_of_entity(site, entity, path, said.rows), content)


def _role_sources(site: Site, entity: Entity, path: str) -> dict[str, tuple[RoleSource, ...]]:
    """By the title of a found role, the articles that give it, newest first, with the way to the paragraph."""
    giving: dict[str, list[RoleSource]] = {}
    for one in site.role_places.get(entity.id, ()):
        href = f"{relative(path, page_of_article(one.article))}#{one.fragment}"
        giving.setdefault(one.title, []).append(RoleSource(one.article, href))
    return {title: tuple(given[:MOST_ARTICLES_OF_A_ROLE]) for title, given in giving.items()}


def _companions(site: Site, entity: Entity, path: str) -> Iterator[Companion]:
    """Who and what is named in several of the same sentences, most often first."""
    for other, count in site.companions.get(entity.id, ()):
        if count >= LEAST_TOGETHER:
            companion = site.entities[other]
            yield Companion(companion, relative(path, page_of(companion)), count)


def _find_compatriots(site: Site) -> Compatriots:
    belonging: dict[str, list[Entity]] = defaultdict(list)
    for entity in site.entities.values():
        if entity.country:
            belonging[entity.country].append(entity)
    for entities in belonging.values():
        entities.sort(key=lambda entity: -site.mention_counts.get(entity.id, 0))
    return belonging


def _compatriots(site: Site, entities: Sequence[Entity], path: str) -> Iterator[CompatriotGroup]:
    """Those who belong to a country, by kind and name."""
    for kind in FOLDERS:
        ours = [entity for entity in entities if entity.kind is kind]
        shown = sorted(ours[:MOST_COMPATRIOTS], key=_sort_key)
        lines = tuple(_line(site, entity, path) for entity in shown)
        if lines:
            yield CompatriotGroup(kind, site.config.interface(kind), len(ours), lines)
