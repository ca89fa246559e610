"""The lists of an entity, cut into pages: what it said, what was said about it, where it is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from functools import cached_property, partial
from typing import Any, ClassVar

from sitegen.model import Article, Entity, Kind
from sitegen.pages.excerpts import ArticlePassages, by_article
from sitegen.pages.frame import Content, Page, PlannedPage, page_at, planned
from sitegen.pages.metadata import metadata_of_more
from sitegen.pages.paging import PAGE_SIZES, UNCUT, Cut, Paging, cut, numbered
from sitegen.pages.said import (
    SaidEntry,
    SaidShare,
    Subject,
    articles_of,
    said_about,
    said_about_inputs,
    said_of,
    said_of_inputs,
)
from sitegen.site import Backlink, Said, Site
from sitegen.site.prints import card_of, entry_of
from sitegen.site.shapes import shape_of_named, shape_of_said, shape_of_said_about
from sitegen.site.urls import page_of, relative
from sitegen.text.values import value


@value(kw_only=True)
class EntityMoreContent(Content):
    """A page that goes on with a list of an entity's page; `what` is the key of the list's heading."""

    template: ClassVar[str] = "entity_more.html"

    entity: Entity
    title: str
    what: str
    number: int
    back: str
    paging: Paging
    said: tuple[SaidEntry, ...] = ()
    said_in: tuple[Article, ...] = ()
    said_subjects: tuple[Subject, ...] = ()
    said_paging: Paging = field(default=UNCUT)
    said_about: SaidShare = field(default_factory=SaidShare)
    articles: tuple[ArticlePassages, ...] = ()


@value(slots=False)
class EntityLists:
    """The lists of an entity that has a page of its own, each cut into pages when it is asked for, of which there is
    one at least.
    """

    site: Site
    entity: Entity

    @property
    def are_short(self) -> bool:
        """Whether none of them goes on beyond the page of the entity."""
        site, entity_id = self.site, self.entity.id
        about = 0 if self.entity.kind is Kind.PERSON else len(site.said_about.get(entity_id, ()))
        return (
            max(len(self._all_said), about) <= PAGE_SIZES["quotations"]
            and site.passage_counts.get(entity_id, 0) <= PAGE_SIZES["passages"]
        )

    @property
    def _all_said(self) -> Sequence[Said]:
        speaking = self.site.said_by.get(self.entity.id)
        return speaking.said if speaking is not None else ()

    @cached_property
    def said(self) -> Sequence[Cut[Said]]:
        """What it said."""
        first = page_of(self.entity)
        return cut(self._all_said, PAGE_SIZES["quotations"], first, f"{first.removesuffix('.html')}/said", "said")

    @cached_property
    def about(self) -> Sequence[Cut[Said]]:
        """What was said about it."""
        return cut_about(self.site, self.entity, page_of(self.entity))

    @cached_property
    def named(self) -> Sequence[Cut[Backlink]]:
        """Where it is named."""
        first, rows = page_of(self.entity), self.site.passages(self.entity.id)
        return cut(rows, PAGE_SIZES["passages"], first, first.removesuffix(".html"), "mentioned")


def cut_about(site: Site, entity: Entity, first: str) -> Sequence[Cut[Said]]:
    """The quotations that name an entity, newest first, in pages of which the first is `first`; none of a person."""
    said = site.said_about.get(entity.id, ()) if entity.kind is not Kind.PERSON else ()
    return cut(said, PAGE_SIZES["quotations"], first, f"{first.removesuffix('.html')}/about", "about")


def more_pages(site: Site, entity: Entity, lists: EntityLists) -> Iterator[PlannedPage]:
    """The pages on which the lists of an entity go on."""
    if lists.are_short:
        return
    shape = partial(shape_of_said, site, entity.id)
    for said in lists.said[1:]:
        yield planned(said.path, _more_said, said_inputs, site, entity, said, shape=shape, subjects=(entity.id,))
    yield from more_about(site, entity, lists.about, page_of(entity))
    shape = partial(shape_of_named, site, entity.id)
    for named in lists.named[1:]:
        yield planned(named.path, _more_named, named_inputs, site, entity, named, shape=shape, subjects=(entity.id,))


def more_about(site: Site, entity: Entity, parts: Sequence[Cut[Said]], first: str) -> Iterator[PlannedPage]:
    """The pages on which the list of what was said about an entity goes on from the page `first`."""
    shape = partial(shape_of_said_about, site, entity.id)
    for part in parts[1:]:
        given = (site, entity, part, first)
        yield planned(part.path, _more_about, _about_inputs, *given, shape=shape, subjects=(entity.id,))


def said_inputs(site: Site, entity: Entity, part: Cut[Said]) -> tuple[Any, ...]:
    """What is shown of what an entity said."""
    return entry_of(site, entity.id), said_of_inputs(site, part)


def named_inputs(site: Site, entity: Entity, part: Cut[Backlink]) -> tuple[Any, ...]:
    """What is shown of where an entity is named."""
    rows = site.passages(entity.id).inputs(part.start, part.start + part.size)
    return entry_of(site, entity.id), part.number, len(part.paths), rows


def _about_inputs(site: Site, entity: Entity, part: Cut[Said], _: str) -> tuple[Any, ...]:
    return card_of(site, entity.id), said_about_inputs(site, part)


def _more_said(site: Site, entity: Entity, part: Cut[Said]) -> Page:
    share = said_of(site, part, entity)
    content = _content(
        *(site, entity, "said", part, page_of(entity)),
        said=share.said,
        said_in=share.articles,
        said_subjects=share.subjects,
        said_paging=share.paging,
    )
    return _page(site, entity, part.path, content, articles_of(part.rows), part.rows)


def _more_about(site: Site, entity: Entity, part: Cut[Said], first: str) -> Page:
    content = _content(site, entity, "said_about", part, first, said_about=said_about(site, part))
    return _page(site, entity, part.path, content, articles_of(part.rows))


def _more_named(site: Site, entity: Entity, part: Cut[Backlink]) -> Page:
    rows = part.rows
    articles = tuple(by_article(rows, part.path))
    content = _content(site, entity, "mentioned_in", part, page_of(entity), articles=articles)
    return _page(site, entity, part.path, content, [link.article for link in rows])


def _content(site: Site, entity: Entity, what: str, part: Cut[Any], first: str, **lists: Any) -> EntityMoreContent:
    return EntityMoreContent(
        entity=entity,
        title=numbered(site, f"{entity.name} · {site.config.interface(what)}", part.number),
        what=what,
        number=part.number,
        back=relative(part.path, first),
        paging=part.paging,
        **lists,
    )


def _page(
    site: Site,
    entity: Entity,
    path: str,
    content: EntityMoreContent,
    articles: Iterable[Article],
    said: Sequence[Said] = (),
) -> Page:
    return page_at(site, path, metadata_of_more(site, entity, path, content.title, articles, said), content)
