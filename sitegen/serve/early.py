"""The page of an edited article, before the rest of the site is known again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sitegen.build.packing import Packed
from sitegen.knowledge import KnowledgeBase
from sitegen.model import Entity
from sitegen.pages.article import article_pages
from sitegen.serve.edition import Edition, LaterFile, Shelf, environment_of
from sitegen.serve.snapshot import Files
from sitegen.serve.store import PackedStore
from sitegen.site import RolePlace, Site
from sitegen.site.assembly import facts_with_ids
from sitegen.site.facts import ArticleFacts
from sitegen.site.thresholds import is_certain
from sitegen.site.urls import page_of_article


def early_files(
    edition: Edition, files: Files, new: ArticleFacts, packed: Packed, knowledge: KnowledgeBase, shelf: Shelf
) -> Files | None:
    """The files of an edition with the page of one article as an edit made it; None where that takes more.

    All that the page shows of the rest of the site is as it was. It is mostly what the next edition has, too, and then
    has the same tag; where an article is what makes a name certain or not, the next edition may show more of it.
    """
    site = edition.made.site
    old = next((one for one in site.facts if one.key == new.key), None)
    if old is None or (old.article.slug, old.article.date, old.targets) != (
        new.article.slug,
        new.article.date,
        new.targets,
    ):
        return None
    early = _early_site(site, old, new, packed, knowledge)
    path = page_of_article(new.article)
    planned = next(page for page in article_pages(early) if page.path == path)
    environment = environment_of(early, edition.made.templates)
    store = PackedStore({new.key: packed})
    made = replace(edition.made, site=early, store=store, planned=(planned,), environment=environment)
    return files.with_others({path: LaterFile(Edition(made, shelf, _untold), planned, files[path].type)})


def _early_site(site: Site, old: ArticleFacts, new: ArticleFacts, packed: Packed, knowledge: KnowledgeBase) -> Site:
    hidden = {one.id: "" for one in new.found if one.id not in site.entities and not is_certain(one)}
    changed = {**site.changed_ids.get(new.key, {}), **hidden}
    shown = facts_with_ids(new, changed)
    found = {one.id: one.entity(one.roles) for one in (*shown.found, *shown.told)}
    named: dict[str, Entity] = {}
    for one in shown.named:
        listed = knowledge.get(one.entity_id)
        here = found.get(one.entity_id)
        entity = site.entities.get(one.entity_id) or (listed.with_told(here) if listed is not None else here)
        if entity is not None:
            named[one.entity_id] = entity
    return replace(
        site,
        facts=tuple(shown if one is old else one for one in site.facts),
        entities={**site.entities, **named},
        kinds=site.kinds | {entity.kind for entity in named.values()},
        role_places=_role_places(site, shown),
        store=PackedStore({new.key: packed}),
        prints={**site.prints, new.key: new.prints},
        changed_ids={**site.changed_ids, new.key: changed},
    )


def _role_places(site: Site, shown: ArticleFacts) -> Mapping[str, tuple[RolePlace, ...]]:
    """Where roles stand, those of the article as it is now."""
    here: dict[str, list[RolePlace]] = {one.entity_id: [] for one in shown.named}
    for role in shown.roles:
        here.setdefault(role.entity_id, []).append(
            RolePlace(role.title, shown.article, role.fragment, shown.head_print)
        )
    return {**site.role_places} | {
        one: (*places, *(place for place in site.role_places.get(one, ()) if place.article.slug != shown.article.slug))
        for one, places in here.items()
    }


def _untold(_: object) -> None:
    """The next edition will tell."""
