"""The shape of parts of a site in short: all that the pages of an article, or of an entity, are made of beside texts
and cards. Where the site has another shape, most of its parts have the one that they had.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from sitegen.site.facts import ArticleFacts
from sitegen.site.memo import once_a_site
from sitegen.site.postings import WIDTH, Printed, unpacked
from sitegen.site.prints import print_of
from sitegen.site.rows import Shapes

if TYPE_CHECKING:
    from sitegen.site import Site


def shape_of_saying(site: Site, articles: Iterable[ArticleFacts]) -> bytes:
    """The print of who says what in some articles, in their order, and of the heads of these."""
    shapes = _shapes(site)
    return print_of(b"".join([shapes[one.key].said for one in articles]))


def shape_of_stretch(site: Site, start: int, stop: int) -> bytes:
    """The same of the quotations from `start` to before `stop`, of all on the site, and of which these are."""
    starts = _starts(site)
    first, last = bisect_right(starts, start) - 1, bisect_left(starts, stop)
    return print_of(start - starts[first], stop - start, shape_of_saying(site, site.facts[first:last]))


@once_a_site
def _starts(site: Site) -> Sequence[int]:
    """For each article how many quotations stand before its own."""
    return (0, *accumulate(one.quotations for one in site.facts))


def shape_of_article(site: Site, facts: ArticleFacts) -> bytes:
    """The print of an article, but for its text, and of which articles there are that name the same entities."""
    named = sorted({named.entity_id for named in facts.named})
    return print_of(_order(site), _shapes(site)[facts.key].whole, *[_naming(site, one) for one in named])


def shape_of_list(site: Site, articles: Iterable[ArticleFacts]) -> bytes:
    """The print of the heads of articles, and of how much is in each."""
    entities_at = site.places.entities_at
    return print_of(*[(one.head_print, entities_at(one.article.slug), one.quotations) for one in articles])


def shape_of_first_said(site: Site, words: str) -> bytes:
    """The print of the article in which somebody speaks first whom the site knows by these words alone."""
    return _in_order(site)[unpacked(site.postings.said["", words, True])[0]].said


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


def print_in(one: ArticleFacts, new_ids: Mapping[str, str] | None) -> Printed:
    """What postings have of an article on a site that has these ids in the place of its own."""
    if not new_ids:
        return one.key, one.shapes.whole, one.head_print
    return one.key, shapes_in(one, new_ids).whole, print_of(one.head_print, tuple(sorted(new_ids.items())))


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
    """The prints of the heads of the articles in order, of each with its key."""
    return [key.to_bytes(8) + head for key, _, head in site.postings.articles]


@once_a_site
def _naming(site: Site, entity_id: str) -> bytes:
    """The print of the heads of the articles that name an entity."""
    return print_of(b"".join(map(_heads(site).__getitem__, site.postings.naming(entity_id))))


@once_a_site
def _order(site: Site) -> bytes:
    """The print of the order in which the articles stand."""
    return print_of(*(key for key, *_ in site.postings.articles))
