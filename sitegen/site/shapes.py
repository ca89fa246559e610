"""The shape of parts of a site in short: all that the pages of an article, or of an entity, are made of beside texts
and cards. Where the site has another shape, most of its parts have the one that they had.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from sitegen.site.facts import ArticleFacts
from sitegen.site.memo import once_a_site
from sitegen.site.postings import WIDTH
from sitegen.site.prints import print_of
from sitegen.site.rows import Shapes

if TYPE_CHECKING:
    from sitegen.site import Site


def shape_of_saying(site: Site, articles: Iterable[ArticleFacts]) -> bytes:
    """The print of who says what in some articles, in their order, and of the heads of these."""
    shapes = _shapes(site)
    return print_of(b"".join([shapes[one.key].said for one in articles]))


def shape_of_article(site: Site, facts: ArticleFacts) -> bytes:
    """The print of an article, but for its text, and of which articles there are that name the same entities."""
    return print_of(_order(site), _shapes(site)[facts.key].whole, *_naming(site)[facts.key])


@once_a_site
def shape_of_named(site: Site, entity_id: str) -> bytes:
    """The print of the list of where an entity is named."""
    rows, heads = site.postings.rows_of(entity_id), _heads(site)
    of_articles = b"".join(map(heads.__getitem__, rows[::WIDTH]))
    return print_of(of_articles, rows[1::WIDTH].tobytes(), rows[2::WIDTH].tobytes())


@once_a_site
def shape_of_said(site: Site, entity_id: str) -> bytes:
    """The print of the list of what an entity says."""
    return print_of(b"".join([_in_order(site)[place].said for place in site.postings.said_by(entity_id)]))


@once_a_site
def shape_of_said_about(site: Site, entity_id: str) -> bytes:
    """The print of the list of what is said about an entity."""
    return print_of(b"".join([_in_order(site)[place].said for place in site.postings.said_about(entity_id)]))


@once_a_site
def shape_of_entity(site: Site, entity_id: str) -> bytes:
    """The print of all these lists, of the articles that give the entity a role, and of who is named beside it."""
    shapes = _in_order(site)
    return print_of(
        shape_of_named(site, entity_id),
        shape_of_said(site, entity_id),
        shape_of_said_about(site, entity_id),
        b"".join([shapes[place].together for place in site.postings.naming(entity_id)]),
        tuple((one.title, one.head_print, one.fragment) for one in site.role_places.get(entity_id, ())),
    )


def shapes_in(one: ArticleFacts, new_ids: Mapping[str, str] | None) -> Shapes:
    """The shapes of an article on a site that has these ids in the place of its own."""
    if not new_ids:
        return one.shapes
    ids = tuple(sorted(new_ids.items()))
    return Shapes(*(print_of(shape, ids) for shape in one.shapes))


@once_a_site
def _shapes(site: Site) -> Mapping[int, Shapes]:
    """By the keys of the articles the prints of each as the site knows it, but for its text."""
    changed = site.changed_ids
    return {one.key: shapes_in(one, changed.get(one.key)) for one in site.facts}


@once_a_site
def _in_order(site: Site) -> Sequence[Shapes]:
    return tuple(_shapes(site).values())


@once_a_site
def _heads(site: Site) -> Sequence[bytes]:
    """The prints of the heads of the articles in order, of each with its key, and the ids that are others there."""
    changed = site.changed_ids
    return [print_of(one.key, one.head_print, tuple(sorted(changed.get(one.key, {}).items()))) for one in site.facts]


@once_a_site
def _naming(site: Site) -> Mapping[int, Sequence[bytes]]:
    """By the keys of the articles for each entity that one names the print of the heads of all that name it."""
    heads = _heads(site)
    named: list[list[bytes]] = [[] for _ in heads]
    for entity_id in sorted(site.postings.named):
        places = site.postings.naming(entity_id)
        print_ = print_of(b"".join(map(heads.__getitem__, places)))
        for place in places:
            named[place].append(print_)
    return {one.key: prints for one, prints in zip(site.facts, named, strict=True)}


@once_a_site
def _order(site: Site) -> bytes:
    """The print of the order in which the articles stand."""
    return print_of(*(one.key for one in site.facts))
