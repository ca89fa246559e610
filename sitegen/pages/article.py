"""The page of an article: its text with all annotations, and the list of who and what is in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, ClassVar

from markupsafe import Markup
from slugify import slugify

from sitegen.model import Annotated, Article, Entity, Kind
from sitegen.pages.body import KINDS_IN_ORDER, number_entries, weave_article
from sitegen.pages.dates import DateEntry, date_entries, find_explained_dates
from sitegen.pages.excerpts import image_of, initials_of, role_then
from sitegen.pages.frame import Content, Page, PlannedPage, page_at, planned
from sitegen.pages.locators import locator_of, seat_and_region
from sitegen.pages.metadata import metadata_of_article
from sitegen.site import Site
from sitegen.site.anchors import Anchor, find_anchors, quotation_id
from sitegen.site.archive import Related, distinct_tags
from sitegen.site.facts import ArticleFacts
from sitegen.site.memo import once_a_site
from sitegen.site.prints import card_of, cards_of, print_of_head
from sitegen.site.thresholds import shown_speaker
from sitegen.site.urls import ANY_ARTICLE, page_of, page_of_article, page_of_tag, relative
from sitegen.text.spans import plain_words, shorten

LONGEST_SUMMARY = 240
LONGEST_EXCERPT = 120
MOST_SAID = 2
"""So much of what an entity says in the article stands in its entry."""
MOST_SHARED = 3
"""So many of the people whom two articles have in common are named; the others are counted."""
WORDS_A_MINUTE = 220
MOST_FULL_ENTRIES = 200
"""The list of an article with more entities than this gives only names and roles; the rest stands on their pages."""

MOST_NUMBERED = 120
"""The list of an article with more mentions than this links the first of each entity; from there the card leads on."""


@dataclass(frozen=True, slots=True)
class NeighbourArticle:
    """The article before or after another in time."""

    article: Article
    href: str


@dataclass(frozen=True, slots=True)
class RelatedArticle:
    """Another article, with the names of some people whom both name; so many `more` of them are not told."""

    article: Article
    href: str
    people: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class TagLink:
    """A tag of the article and the page of its articles."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class SaidHere:
    """The beginning of what an entity says in the article, and the way to it."""

    href: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityCard:
    """What the list of every article says of an entity."""

    entity: Entity
    href: str
    image: str
    initials: str
    country: Entity | None
    summary: str
    where: str
    locator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoEntry:
    """One entry of "Who and what is in this article": an entity on the day of the article.

    Themes may ask it for what its card says, too.
    """

    card: EntityCard
    note: int
    mentions: tuple[str, ...]
    """The ways to its mentions, in order."""
    said: tuple[SaidHere, ...]
    role: str
    role_href: str

    entity = property(attrgetter("card.entity"))
    href = property(attrgetter("card.href"))
    image = property(attrgetter("card.image"))
    initials = property(attrgetter("card.initials"))
    country = property(attrgetter("card.country"))
    summary = property(attrgetter("card.summary"))
    where = property(attrgetter("card.where"))
    locator = property(attrgetter("card.locator"))


@dataclass(frozen=True, slots=True)
class WhoGroup:
    """The entries of one kind."""

    kind: Kind
    heading: str
    entries: tuple[WhoEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleContent(Content):
    """The page of an article."""

    template: ClassVar[str] = "article.html"

    article: Article
    body: Markup
    groups: tuple[WhoGroup, ...]
    dates: tuple[DateEntry, ...]
    brief: bool
    numbered: bool
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
    for newer, facts, older in zip((None, *site.facts), site.facts, (*site.facts[1:], None), strict=False):
        path, origin = page_of_article(facts.article), facts.article.path
        yield planned(path, _article_page, _inputs, site, facts, newer, older, tags, origin=origin)


def _inputs(
    site: Site, facts: ArticleFacts, newer: ArticleFacts | None, older: ArticleFacts | None, tags: Mapping[str, str]
) -> tuple[Any, ...]:
    """What the page of an article is made of."""
    article, path = facts.article, page_of_article(facts.article)
    speakers = dict.fromkeys(one.speaker_id for one in facts.uttered if one.speaker_id)
    authors = (slugify(name, max_length=80, word_boundary=True) for name in article.authors)
    return (
        *(
            site.prints[facts.key].whole,
            facts.head_print,
            path,
            tuple(sorted(site.changed_ids.get(facts.key, {}).items())),
        ),
        tuple((one.entity_id, card_of(site, one.entity_id)) for one in facts.named),
        tuple(card_of(site, entity_id) for entity_id in (*speakers, *authors)),
        tuple(one.head_print if one is not None else None for one in (newer, older)),
        tuple(
            (print_of_head(one.article), len(one.people), cards_of(site, one.people[:MOST_SHARED]))
            for one in site.related[article.slug]
        ),
        tuple(tags[tag.casefold()] for tag in distinct_tags(article)),
        site.links.led_to(facts),
    )


def _article_page(
    site: Site, facts: ArticleFacts, newer: ArticleFacts | None, older: ArticleFacts | None, tags: Mapping[str, str]
) -> Page:
    annotated = site.annotated_of(facts)
    article = annotated.article
    path = page_of_article(article)
    anchors = find_anchors(annotated, site.config.linking)
    dates = find_explained_dates(annotated)
    entities = len(facts.named)
    content = ArticleContent(
        article=article,
        body=Markup(weave_article(annotated, site, site.links.addresses(article, path), anchors, dates)),
        groups=tuple(_groups(site, annotated, anchors)),
        dates=date_entries(article.text, dates, site.config.interface),
        brief=entities > MOST_FULL_ENTRIES,
        numbered=len(annotated.mentions) <= MOST_NUMBERED,
        minutes=max(1, round(len(article.text.split()) / WORDS_A_MINUTE)),
        quotations=len(annotated.quotations),
        entities=entities,
        tags=tuple(TagLink(tag, relative(path, tags[tag.casefold()])) for tag in distinct_tags(article)),
        newer=_neighbour(newer, path),
        older=_neighbour(older, path),
        related=tuple(_related(site, one, path) for one in site.related[article.slug]),
    )
    return page_at(site, path, metadata_of_article(site, annotated, path), content, article.path)


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


def _groups(site: Site, annotated: Annotated, anchors: Iterable[Anchor]) -> Iterator[WhoGroup]:
    """The entries of "Who and what is in this article", by kind."""
    fragments: dict[str, list[str]] = {}
    for anchor in anchors:
        fragments.setdefault(anchor.mention.entity_id, []).append(f"#{anchor.fragment}")
    said = _said_here(annotated)
    notes = number_entries(annotated, site)
    entries = [
        _entry(site, annotated.article, site.entities[entity_id], note, fragments[entity_id], said.get(entity_id, ()))
        for entity_id, note in notes.items()
    ]
    for kind in KINDS_IN_ORDER:
        ours = tuple(entry for entry in entries if entry.card.entity.kind is kind)
        if ours:
            yield WhoGroup(kind, site.config.interface(kind), ours)


def _said_here(annotated: Annotated) -> dict[str, list[SaidHere]]:
    """What each entity says in the article, in order, with the way to it."""
    said: dict[str, list[SaidHere]] = {}
    text = annotated.article.text
    atoms = {atom.span.start for atom in annotated.article.atoms}
    for number, quotation in enumerate(annotated.quotations, 1):
        speaker = shown_speaker(quotation)
        if speaker is not None and speaker.entity_id:
            words = shorten(plain_words(text, quotation.segments[0].span, atoms), LONGEST_EXCERPT)
            said.setdefault(speaker.entity_id, []).append(SaidHere(f"#{quotation_id(number)}", words))
    return said


def _role(site: Site, entity: Entity, article: Article) -> str:
    """The role on the day of the article; one that has ended since is told as such."""
    role = entity.role_on(article.date)
    return role_then(site, entity, article) or (role.title if role else "")


def _role_here(site: Site, entity: Entity, article: Article) -> tuple[str, str]:
    """The role that the article's own text gives somebody nobody listed, with the way to it; else one that is known."""
    here = next((one for one in site.role_places.get(entity.id, ()) if one.article.slug == article.slug), None)
    return (here.title, f"#{here.fragment}") if here is not None else (_role(site, entity, article), "")


def _entry(
    site: Site, article: Article, entity: Entity, note: int, mentions: Sequence[str], said: Sequence[SaidHere]
) -> WhoEntry:
    """What the list says of an entity on the day of the article."""
    role, role_href = _role_here(site, entity, article)
    return WhoEntry(
        card=_card(site, entity),
        note=note,
        mentions=tuple(mentions),
        said=tuple(said[:MOST_SAID]),
        role=role,
        role_href=role_href,
    )


@once_a_site
def _card(site: Site, entity: Entity) -> EntityCard:
    path = ANY_ARTICLE
    return EntityCard(
        entity=entity,
        href=relative(path, page_of(entity)),
        image=image_of(site, entity, path),
        initials=initials_of(entity.name) if entity.kind is Kind.PERSON else "",
        country=site.countries.get(entity.country),
        summary=shorten(entity.summary, LONGEST_SUMMARY),
        where=seat_and_region(site, entity),
        locator=locator_of(site, entity, path),
    )
