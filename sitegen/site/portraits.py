"""How large the picture of an entity is, so that its page keeps room for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.files.picture_size import Size, find_size

if TYPE_CHECKING:
    from sitegen.model import Entity
    from sitegen.site import Site


def portrait_size(site: Site, entity: Entity) -> Size | None:
    """Width and height of the entity's picture in CSS pixels; None without one, or where its file does not tell."""
    return find_size(site.config.root / "static" / entity.image) if entity.image in site.links.files else None
