"""The shape of parts of a site in short: all that the pages of an article, or of an entity, are made of beside texts
and cards. Where the site has another shape, most of its parts have the one that they had.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from sitegen.site.facts import ArticleFacts, Shapes
from sitegen.site.memo import once_a_site
from sitegen.site.prints import print_of

if TYPE_CHECKING:
    from sitegen.site import Said, Site


def shape_of_saying(site: Site, articles: Iterable[ArticleFacts]) -> bytes:
    """The print of who says what in some articles, in their order, and of the heads of these."""
    shapes = _shapes(site)
    return print_of(b"".join([shapes[one.key].said for one in articles]))


def shape_of_article(site: Site, facts: ArticleFacts) -> bytes:
    """The print of an article, but for its text, and of which articles there are that name the same entities."""
    naming = _naming(site)
    named = b"".join([naming[one.entity_id] for one in facts.named])
    return print_of(_order(site), _shapes(site)[facts.key].whole, named)


@once_a_site
def shape_of_named(site: Site, entity_id: str) -> bytes:
    """The print of the list of where an entity is named."""
    return print_of(*((one.facts.key, one.facts.head_print, *one.named) for one in site.named_in.get(entity_id, ())))


@once_a_site
def shape_of_said(site: Site, entity_id: str) -> bytes:
    """The print of the list of what an entity says."""
    speaking = site.said_by.get(entity_id)
    return shape_of_saying(site, _articles_of(speaking.said if speaking is not None else ()))


@once_a_site
def shape_of_said_about(site: Site, entity_id: str) -> bytes:
    """The print of the list of what is said about an entity."""
    return shape_of_saying(site, _articles_of(site.said_about.get(entity_id, ())))


@once_a_site
def shape_of_entity(site: Site, entity_id: str) -> bytes:
    """The print of all these lists, of the articles that give the entity a role, and of who is named beside it."""
    shapes = _shapes(site)
    return print_of(
        shape_of_named(site, entity_id),
        shape_of_said(site, entity_id),
        shape_of_said_about(site, entity_id),
        b"".join([shapes[one.facts.key].together for one in site.named_in.get(entity_id, ())]),
        tuple((one.title, one.head_print, one.fragment) for one in site.role_places.get(entity_id, ())),
    )


def _articles_of(said: Iterable[Said]) -> Iterable[ArticleFacts]:
    return (one.facts for one in said)


@once_a_site
def _shapes(site: Site) -> Mapping[int, Shapes]:
    """By the keys of the articles the prints of each as the site knows it, but for its text."""
    changed = site.changed_ids
    return {one.key: _changed(one.shapes, changed[one.key]) if one.key in changed else one.shapes for one in site.facts}


def _changed(shapes: Shapes, new_ids: Mapping[str, str]) -> Shapes:
    """The shapes of an article in which these ids stand for others."""
    ids = tuple(sorted(new_ids.items()))
    return Shapes(*(print_of(shape, ids) for shape in shapes))


@once_a_site
def _naming(site: Site) -> Mapping[str, bytes]:
    """By the ids of the entities the print of the heads of the articles that name each."""
    return {
        entity_id: print_of(*((one.facts.key, one.facts.head_print) for one in named_in))
        for entity_id, named_in in site.named_in.items()
    }


@once_a_site
def _order(site: Site) -> bytes:
    """The print of the order in which the articles stand."""
    return print_of(*(one.key for one in site.facts))
