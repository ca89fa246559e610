"""What somebody was on the day of an article: as its own text says, else as the entry does."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.model import Article, Entity
from sitegen.site import Said, Site
from sitegen.site.memo import once_a_site


@once_a_site
def roles_given(site: Site, entity_id: str) -> Mapping[str, str]:
    """By the slugs of articles, the first role that each gives somebody whose entry has none."""
    return {one.article.slug: one.title for one in reversed(site.role_places.get(entity_id, ()))}


def title_on(site: Site, entity: Entity, article: Article) -> str:
    """The title of the role, or nothing where none is known."""
    held = entity.role_on(article.date)
    return roles_given(site, entity.id).get(article.slug, "") or (held.title if held is not None else "")


def title_said(site: Site, said: Said) -> str:
    """The title of whoever says a quotation; nothing for mere words."""
    entity = site.entities.get(said.uttered.speaker_id)
    return title_on(site, entity, said.article) if entity is not None else ""
