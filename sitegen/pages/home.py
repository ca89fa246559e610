"""The home page: the newest article, what was said lately and by whom, who is in the news, and then the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, ClassVar

from sitegen.model import Article, Entity, Kind, QuotationKind
from sitegen.pages.countries import WORLD, has_world_map
from sitegen.pages.excerpts import about, image_of, initials_of
from sitegen.pages.frame import Content, Page, PlannedPage, page_at, planned
from sitegen.pages.lead import LeadStory, lead_inputs, lead_story
from sitegen.pages.listing import ArticleCard, ShelfLink, article_card, shelf_link, shelves_of
from sitegen.pages.metadata import metadata_of_home
from sitegen.pages.paging import Cut, Paging, cut
from sitegen.pages.who import role_here
from sitegen.site import Said, Site
from sitegen.site.anchors import quotation_id
from sitegen.site.archive import Shelf
from sitegen.site.facts import ArticleFacts
from sitegen.site.prints import card_of, listed_of, print_of, said_prints
from sitegen.site.shapes import shape_of_list
from sitegen.site.urls import FOLDERS, file_of_map, page_of, page_of_article, page_of_tag, page_of_year, relative
from sitegen.text.values import value

MOST_TAGS = 20
"""The home page names so many of the tags, those with the most articles; the list of tags has them all."""
MOST_RECENT = 12
"""What was said and who is in the news is told of so many articles."""
MOST_VOICES = 3
MOST_PEOPLE = 8
SHORTEST_WORDS, LONGEST_WORDS = 40, 220
"""Characters of a quotation that stands on the home page."""


@value
class Voice:
    """What somebody said lately: the words between marks, the way to them, and who it was on that day.

    Who has no page has no address, no picture and no kind; only a person has initials.
    """

    words: str
    href: str
    article: Article
    name: str
    speaker_href: str
    kind: Kind | str
    role: str
    image: str
    initials: str


@value
class PersonInNews:
    """A person whom several of the last articles name, with a line on who that is."""

    entity: Entity
    href: str
    about: str
    image: str
    initials: str
    articles: int
    """Of the last ones."""


@value
class SmallMap:
    """The map of the world, as a picture, and the way to the page that has it in large."""

    src: str
    href: str
    countries: int


@value(kw_only=True)
class HomeContent(Content):
    """The newest articles, or older ones. Only the first page has more than a list."""

    template: ClassVar[str] = "home.html"

    number: int
    lead: LeadStory | None
    """The first of the articles."""
    articles: tuple[ArticleCard, ...]
    voices: tuple[Voice, ...]
    people: tuple[PersonInNews, ...]
    world: SmallMap | None
    paging: Paging
    years: tuple[ShelfLink, ...]
    tags: tuple[ShelfLink, ...]
    all_tags: bool


def home_pages(site: Site) -> Iterator[PlannedPage]:
    """The newest articles, and the older ones on pages of their own."""
    common = sorted(site.tags, key=lambda shelf: -len(shelf.articles))[:MOST_TAGS]
    tags = [shelf for shelf in site.tags if shelf in common] if len(site.tags) > MOST_TAGS else list(site.tags)
    for part in cut(site.facts, site.config.articles_per_page, "index.html", "page"):
        if part.number == 1:
            yield planned(part.path, _home_page, _home_inputs, site, part, tags)
            continue
        shape, keys = partial(_shape_of_older, site, part, tags), [one.key for one in part.rows]
        yield planned(part.path, _home_page, _home_inputs, site, part, tags, shape=shape, subjects=keys)


def _home_inputs(site: Site, part: Cut[ArticleFacts], tags: Sequence[Shelf]) -> tuple[Any, ...]:
    news = _news_inputs(site) if part.number == 1 else ()
    return *_place(site, part, tags), listed_of(site, part.rows), news


def _shape_of_older(site: Site, part: Cut[ArticleFacts], tags: Sequence[Shelf]) -> bytes:
    """What of the shape of the site the inputs go by of a page with older articles."""
    return print_of(*_place(site, part, tags), shape_of_list(site, part.rows))


def _place(site: Site, part: Cut[ArticleFacts], tags: Sequence[Shelf]) -> tuple[Any, ...]:
    """Which part of the articles it is, and the ways to others."""
    shelves = (shelves_of(site.years), shelves_of(tags), len(tags) == len(site.tags))
    return part.number, len(part.paths), *shelves


def _news_inputs(site: Site) -> tuple[Any, ...]:
    """What only the first page is made of."""
    latest = _latest(site)
    said = [Said(one, uttered) for one in latest for uttered in one.uttered]
    speakers = dict.fromkeys(one.uttered.speaker_id for one in said if one.uttered.speaker_id)
    return (
        tuple(lead_inputs(site, one) for one in latest[:1]),
        said_prints(site, said),
        tuple(
            (one.title, one.article.slug)
            for speaker in speakers
            for one in site.role_places.get(speaker, ())
            if any(one.article.slug == facts.article.slug for facts in latest)
        ),
        tuple((card_of(site, person), count) for person, count in _people(site)),
        _count_of_countries(site) if has_world_map(site) else -1,
    )


def _latest(site: Site) -> Sequence[ArticleFacts]:
    """The articles of which the first page tells more than their heads."""
    return site.facts[:MOST_RECENT]


def _home_page(site: Site, part: Cut[ArticleFacts], tags: Sequence[Shelf]) -> Page:
    path, rows, is_first = part.path, part.rows, part.number == 1
    content = HomeContent(
        number=part.number,
        lead=lead_story(site, rows[0], path) if is_first and rows else None,
        articles=tuple(article_card(site, one, path) for one in rows),
        voices=tuple(_voices(site, path)) if is_first else (),
        people=tuple(_people_in_news(site, path)) if is_first else (),
        world=_small_map(site, path) if is_first and has_world_map(site) else None,
        paging=part.paging,
        years=tuple(shelf_link(year, page_of_year(year.slug), path) for year in site.years),
        tags=tuple(shelf_link(tag, page_of_tag(tag.slug), path) for tag in tags),
        all_tags=len(tags) == len(site.tags),
    )
    return page_at(site, path, metadata_of_home(site, path, part.number, rows), content)


def _voices(site: Site, path: str) -> Iterator[Voice]:
    """What was said in the last articles: of each the first that is worth it, by somebody else each time; then more
    of the same articles."""
    told: set[str] = set()
    left = MOST_VOICES
    for most in (1, MOST_VOICES):
        for facts in _latest(site):
            for one in _worth_telling(site, facts, told)[: min(most, left)]:
                told.add(_speaker_of(one))
                left -= 1
                yield _voice(site, one, path)


def _worth_telling(site: Site, facts: ArticleFacts, told: set[str]) -> list[Said]:
    """Utterances between marks that are neither too short nor too long, one of each speaker who is named."""
    first: dict[str, Said] = {}
    in_order = facts.uttered if facts is not site.facts[0] else reversed(facts.uttered)  # its beginning is shown
    for one in (Said(facts, uttered) for uttered in in_order):
        is_meant = one.uttered.is_named and one.uttered.kind == QuotationKind.DIRECT and _speaker_of(one) not in told
        if is_meant and SHORTEST_WORDS <= len(site.quoted(one).verbatim) <= LONGEST_WORDS:
            first.setdefault(_speaker_of(one), one)
    return list(first.values())


def _speaker_of(said: Said) -> str:
    return said.uttered.speaker_id or said.uttered.speaker


def _voice(site: Site, said: Said, path: str) -> Voice:
    entity, article = site.entities.get(said.uttered.speaker_id), said.article
    name = entity.name if entity is not None else said.uttered.speaker
    return Voice(
        words=site.quoted(said).verbatim,
        href=f"{relative(path, page_of_article(article))}#{quotation_id(said.number)}",
        article=article,
        name=name,
        speaker_href=relative(path, page_of(entity)) if entity is not None else "",
        kind=entity.kind if entity is not None else "",
        role=role_here(site, entity, article)[0] if entity is not None else "",
        image=image_of(site, entity, path) if entity is not None else "",
        initials=initials_of(name) if entity is not None and entity.kind is Kind.PERSON else "",
    )


def _people(site: Site) -> list[tuple[str, int]]:
    """The ids of those whom the last articles name, with the number of these: most first, then the most mentioned."""
    articles: Counter[str] = Counter()
    mentions: Counter[str] = Counter()
    for facts in _latest(site):
        for named in facts.named:
            if named.entity_id in site.entities and site.entities[named.entity_id].kind is Kind.PERSON:
                articles[named.entity_id] += 1
                mentions[named.entity_id] += named.mentions
    ranked = sorted(articles, key=lambda person: (-articles[person], -mentions[person]))
    return [(person, articles[person]) for person in ranked[:MOST_PEOPLE]]


def _people_in_news(site: Site, path: str) -> Iterator[PersonInNews]:
    for person, articles in _people(site):
        entity = site.entities[person]
        yield PersonInNews(
            entity=entity,
            href=relative(path, page_of(entity)),
            about=about(site, entity),
            image=image_of(site, entity, path),
            initials=initials_of(entity.name),
            articles=articles,
        )


def _count_of_countries(site: Site) -> int:
    return sum(entity.kind is Kind.COUNTRY for entity in site.entities.values())


def _small_map(site: Site, path: str) -> SmallMap:
    index = f"{FOLDERS[Kind.COUNTRY]}/index.html"
    return SmallMap(relative(path, file_of_map(WORLD)), relative(path, index), _count_of_countries(site))
