"""What a changed fact of one entity touches: articles, quotations, the roles they show, and the files made anew."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from typing import Any

from sitegen.build.outputs import planned_files
from sitegen.build.project import Project
from sitegen.knowledge import KnowledgeBase
from sitegen.model import Entity, Fact
from sitegen.pages import plan
from sitegen.site import NamedIn, Site
from sitegen.site.assembly import assemble_facts
from sitegen.site.prints import print_of
from sitegen.text.values import value

_CHANGED = Fact("\x00", "\x00")
"""A fact that no entry has."""


@value
class TouchedArticle:
    """An article that names the entity: how often, how many of its quotations the entity speaks, and the role shown."""

    path: str
    headline: str
    date: datetime.date | None
    mentions: int
    quotations: int
    role: str


@value
class TouchedQuotation:
    """A quotation that the entity speaks: its article, its number there, and its words."""

    path: str
    number: int
    kind: str
    words: str


@value
class Impact:
    """All that a changed fact of an entity touches. Articles and quotations stand newest first."""

    entity: Entity
    articles: tuple[TouchedArticle, ...]
    quotations: tuple[TouchedQuotation, ...]
    pages: tuple[str, ...]
    """The pages of the site that would be made anew, as paths."""
    files: tuple[str, ...]
    """Other files that would be: those of the search, feeds, tables."""


def site_of(project: Project, knowledge: KnowledgeBase | None = None) -> Site:
    """The site of a project, or what it would be with other knowledge that names the same."""
    articles = project.articles
    known = knowledge or project.knowledge
    given = (project.config, articles.facts, known, project.pages, articles.store, project.withheld)
    return assemble_facts(*given, articles.postings)


def find_impact(project: Project, site: Site, entity: Entity) -> Impact:
    """What a changed fact of the entity touches, in the site of this project."""
    said = site.said_by[entity.id].said if entity.id in site.said_by else ()
    spoken = [one.facts.key for one in said]
    before, after = site, site_of(project, _with(project.knowledge, _changed(entity)))
    return Impact(
        entity,
        tuple(_touched(entity, one, spoken.count(one.facts.key)) for one in site.named_in.get(entity.id, ())),
        tuple(TouchedQuotation(one.article.path, one.number, one.uttered.kind, site.quoted(one).words) for one in said),
        _differing(_page_prints, before, after),
        _differing(_file_prints, before, after),
    )


def _touched(entity: Entity, one: NamedIn, quotations: int) -> TouchedArticle:
    article = one.article
    role = entity.role_on(article.date)
    title = role.title if role is not None else ""
    return TouchedArticle(article.path, article.headline, article.date, one.named.mentions, quotations, title)


def _changed(entity: Entity) -> Entity:
    """The entity with everything changed that is only shown."""
    return replace(entity, summary=f"{entity.summary}\x00", facts=(*entity.facts, _CHANGED))


def _with(knowledge: KnowledgeBase, entity: Entity) -> KnowledgeBase:
    """The knowledge with this entity, in the place of another of its id."""
    others = (one for one in knowledge if one.id != entity.id)
    return KnowledgeBase(tuple(sorted((*others, entity), key=lambda one: one.id)))


def _differing(prints: Callable[[Site], Mapping[str, bytes]], before: Site, after: Site) -> tuple[str, ...]:
    """The paths of what is made of something else than before."""
    old, new = prints(before), prints(after)
    return tuple(path for path, print_ in new.items() if old.get(path) != print_)


def _page_prints(site: Site) -> Mapping[str, bytes]:
    return {page.path: print_of(*page.inputs()) for page in plan(site)}


def _file_prints(site: Site) -> Mapping[str, bytes]:
    return {file.path: print_of(*file.inputs()) for file in planned_files(site)}


def record_of_impact(impact: Impact) -> dict[str, Any]:
    """The impact as JSON has it; days are written YYYY-MM-DD."""
    entity = impact.entity
    return {
        "entity": {"id": entity.id, "kind": str(entity.kind), "name": entity.name, "origin": str(entity.origin)},
        "articles": [asdict(one) | {"date": one.date.isoformat() if one.date else None} for one in impact.articles],
        "quotations": [asdict(one) for one in impact.quotations],
        "pages": list(impact.pages),
        "files": list(impact.files),
    }
