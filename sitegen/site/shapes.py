"""The shape of parts of a site in short: all that the pages of an article, or of an entity, are made of beside texts
and cards. Where the site has another shape, most of its parts have the one that they had.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from sitegen.site.facts import ArticleFacts
from sitegen.site.memo import once_a_site
from sitegen.site.prints import print_of

if TYPE_CHECKING:
    from sitegen.site import Said, Site


def shape_of_articles(site: Site, articles: Iterable[ArticleFacts]) -> bytes:
    """The print of some articles in their order, but for their texts."""
    shapes = _shapes(site)
    return print_of(*(shapes[one.key] for one in articles))


def shape_of_named(site: Site, facts: ArticleFacts) -> bytes:
    """The print of an article, but for its text, and of which articles there are that name the same entities."""
    naming = _naming(site)
    named = b"".join([naming[one.entity_id] for one in facts.named])
    return print_of(_order(site), _shapes(site)[facts.key], named)


@once_a_site
def shape_of_lists(site: Site, entity_id: str) -> bytes:
    """The print of what the lists of an entity show: the articles in which it is named, speaks or is spoken of, and
    those that give it a role.
    """
    shapes = _shapes(site)
    speaking = site.said_by.get(entity_id)
    return print_of(
        b"".join([shapes[one.facts.key] for one in site.named_in.get(entity_id, ())]),
        _shapes_of_said(shapes, speaking.said if speaking is not None else ()),
        _shapes_of_said(shapes, site.said_about.get(entity_id, ())),
        tuple((one.title, one.head_print, one.fragment) for one in site.role_places.get(entity_id, ())),
    )


def _shapes_of_said(shapes: Mapping[int, bytes], said: Sequence[Said]) -> bytes:
    return b"".join([shapes[one.facts.key] for one in said])


@once_a_site
def _shapes(site: Site) -> Mapping[int, bytes]:
    """By the keys of the articles the print of each as the site knows it, but for its text."""
    changed = site.changed_ids
    return {
        one.key: print_of(one.shape, tuple(sorted(changed[one.key].items()))) if one.key in changed else one.shape
        for one in site.facts
    }


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
