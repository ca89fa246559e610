"""The page of an article: its text with all annotations, and the ways to other articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, partial
from typing import Any, ClassVar

from markupsafe import Markup

from sitegen.model import Article
from sitegen.pages.body import LinksShown, weave_article
from sitegen.pages.dates import DateEntry, date_entries, find_explained_dates
from sitegen.pages.frame import Content, Page, PlannedPage, page_at, planned
from sitegen.pages.linked import LinkedArticle, entry_id, find_linked, linked_entries, linked_inputs
from sitegen.pages.metadata import metadata_of_article
from sitegen.pages.telling import find_bare_mentions
from sitegen.pages.who import WhoGroup, by_kind, who_entries
from sitegen.site import Site
from sitegen.site.anchors import find_anchors
from sitegen.site.archive import distinct_tags
from sitegen.site.company import Related
from sitegen.site.elsewhere import Elsewhere, elsewhere
from sitegen.site.facts import ArticleFacts
from sitegen.site.prints import card_of, faces_of, print_of
from sitegen.site.reads import TextPart
from sitegen.site.shapes import shape_of_article
from sitegen.site.urls import page_of_article, page_of_tag, relative
from sitegen.text.slugs import make_slug
from sitegen.text.values import value

MOST_SHARED = 3
"""So many of the people whom two articles have in common are named; the others are counted."""
WORDS_A_MINUTE = 220
_OPENING = 200
"""A dateline among so many characters at the beginning of the text is not told above it."""
MOST_FULL_ENTRIES = 200
"""The list of an article with more entities than this gives only names and roles; the rest stands on their pages."""

MOST_NUMBERED = 120
"""The list of an article with more mentions than this links the first of each entity; from there the card leads on."""


@value
class NeighbourArticle:
    """The article before or after another in time."""

    article: Article
    href: str


@value
class RelatedArticle:
    """Another article, with the names of some people whom both name; so many `more` of them are not told."""

    article: Article
    href: str
    people: tuple[str, ...]
    more: int


@value
class TagLink:
    """A tag of the article and the page of its articles."""

    name: str
    href: str


@value(kw_only=True)
class ArticleContent(Content):
    """The page of an article."""

    template: ClassVar[str] = "article.html"

    article: Article
    body: Markup
    groups: tuple[WhoGroup, ...]
    dates: tuple[DateEntry, ...]
    linked: tuple[LinkedArticle, ...]
    brief: bool
    numbered: bool
    dateline: str
    minutes: int
    quotations: int
    entities: int
    tags: tuple[TagLink, ...]
    newer: NeighbourArticle | None
    older: NeighbourArticle | None
    related: tuple[RelatedArticle, ...]


def article_pages(site: Site) -> Iterator[PlannedPage]:
    """The page of each article, with the way to the one before and the one after it in time."""
    tags = {tag.name.casefold(): page_of_tag(tag.slug) for tag in site.tags}
    articles = site.facts
    for newer, facts, older in zip((None, *articles), articles, (*articles[1:], None), strict=False):
        path, origin = page_of_article(facts.article), facts.article.path
        given = (site, facts, newer, older, tags)
        subjects = () if facts.targets else (facts.key,)  # an article that leads to others goes by these
        shape = partial(_shape, *given)
        yield planned(path, _article_page, _inputs, *given, origin=origin, shape=shape, subjects=subjects)


def _inputs(
    site: Site,
    facts: ArticleFacts,
    newer: ArticleFacts | None,
    older: ArticleFacts | None,
    tags: Mapping[str, str],
) -> tuple[Any, ...]:
    """What the page of an article is made of."""
    article, path = facts.article, page_of_article(facts.article)
    speakers = dict.fromkeys(one.speaker_id for one in facts.uttered if one.speaker_id)
    authors = map(_slug_of_author, article.authors)
    return (
        *(
            site.prints_of(facts, TextPart.WHOLE).whole,
            facts.head_print,
            path,
            tuple(sorted(site.changed_ids.get(facts.key, {}).items())),
        ),
        tuple((one.entity_id, card_of(site, one.entity_id)) for one in facts.named),
        tuple(card_of(site, entity_id) for entity_id in (*speakers, *authors)),
        tuple(one.head_print if one is not None else None for one in (newer, older)),
        tuple((one.facts.head_print, one.more) if one is not None else None for one in _elsewhere(site, facts)),
        tuple(
            (one.facts.head_print, len(one.people), faces_of(site, one.people[:MOST_SHARED]))
            for one in site.related[article.slug]
        ),
        tuple(tags[tag.casefold()] for tag in distinct_tags(article)),
        site.links.led_to(facts),
        linked_inputs(site, find_linked(site, facts)),
    )


def _shape(
    site: Site,
    facts: ArticleFacts,
    newer: ArticleFacts | None,
    older: ArticleFacts | None,
    tags: Mapping[str, str],
) -> bytes:
    """What of the shape of the site the inputs go by."""
    beside = (one.head_print if one is not None else b"" for one in (newer, older))
    own_tags = tuple(tags[tag.casefold()] for tag in distinct_tags(facts.article))
    linked = linked_inputs(site, find_linked(site, facts)) if facts.targets else ()
    return print_of(shape_of_article(site, facts), *beside, own_tags, site.links.led_to(facts), linked)


def _elsewhere(site: Site, facts: ArticleFacts) -> Iterator[Elsewhere | None]:
    return elsewhere(site.facts, site.places, facts)


_slug_of_author = cache(make_slug)


def _article_page(
    site: Site,
    facts: ArticleFacts,
    newer: ArticleFacts | None,
    older: ArticleFacts | None,
    tags: Mapping[str, str],
) -> Page:
    annotated = site.annotated_of(facts)
    article = annotated.article
    path = page_of_article(article)
    anchors = find_anchors(annotated, site.config.linking)
    dates = find_explained_dates(annotated)
    entities = len(facts.named)
    others = {named.entity_id: one for named, one in zip(facts.named, _elsewhere(site, facts), strict=True)}
    entries = who_entries(site, annotated, anchors, others)
    brief = entities > MOST_FULL_ENTRIES
    bare = find_bare_mentions(annotated, anchors, () if brief else entries)
    linked = find_linked(site, facts)
    links = LinksShown(
        site.links.addresses(article, path), {target: entry_id(one.article) for target, one in linked.items()}
    )
    content = ArticleContent(
        article=article,
        body=Markup(weave_article(annotated, site, links, anchors, dates, bare)),
        groups=tuple(by_kind(site, entries)),
        dates=date_entries(article.text, dates, site.config.interface),
        linked=linked_entries(site, linked, path),
        brief=brief,
        numbered=len(annotated.mentions) <= MOST_NUMBERED,
        dateline=_dateline_apart(article),
        minutes=minutes_of(article),
        quotations=len(annotated.quotations),
        entities=entities,
        tags=tuple(TagLink(tag, relative(path, tags[tag.casefold()])) for tag in distinct_tags(article)),
        newer=_neighbour(newer, path),
        older=_neighbour(older, path),
        related=tuple(_related(site, one, path) for one in site.related[article.slug]),
    )
    return page_at(site, path, metadata_of_article(site, annotated, path), content, article.path)


def minutes_of(article: Article) -> int:
    """How long it takes to read the text, in whole minutes, one at least."""
    return max(1, round(len(article.text.split()) / WORDS_A_MINUTE))


def _dateline_apart(article: Article) -> str:
    """Where the report was written, unless the text begins with it."""
    dateline = article.dateline
    is_told = dateline.casefold() in article.text[: _OPENING + len(dateline)].casefold()
    return "" if is_told else dateline


def _neighbour(facts: ArticleFacts | None, path: str) -> NeighbourArticle | None:
    if facts is None:
        return None
    return NeighbourArticle(facts.article, relative(path, page_of_article(facts.article)))


def _related(site: Site, related: Related, path: str) -> RelatedArticle:
    """Another article, with the names of the people that both name."""
    return RelatedArticle(
        article=related.article,
        href=relative(path, page_of_article(related.article)),
        people=tuple(site.entities[person].name for person in related.people[:MOST_SHARED]),
        more=max(len(related.people) - MOST_SHARED, 0),
    )
