"""Lists of articles: the archive by year, the tags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any, ClassVar

from sitegen.model import Article
from sitegen.pages.frame import Content, Page, PlannedPage, page_at, planned
from sitegen.pages.metadata import Metadata, metadata_of_list
from sitegen.pages.paging import PAGE_SIZES, Cut, Paging, cut, numbered
from sitegen.site import Site
from sitegen.site.archive import Shelf
from sitegen.site.facts import ArticleFacts
from sitegen.site.prints import listed_of, newest_day, print_of
from sitegen.site.reads import TextPart
from sitegen.site.shapes import shape_of_list
from sitegen.site.urls import page_of_article, page_of_tag, page_of_year, relative
from sitegen.text.values import value

ARCHIVE = "archive/index.html"


@value
class ArticleCard:
    """One article in a list, with the numbers of entities and quotations in it.

    Its summary is the author's, else how the article begins.
    """

    article: Article
    href: str
    entities: int
    quotations: int
    summary: str


@value
class ShelfLink:
    """A year or a tag, and how many articles it has."""

    name: str
    href: str
    count: int


@value
class NeighbourYear:
    """The year before or after another that has articles."""

    name: str
    href: str


@value
class MonthOfArticles:
    """The articles of one month; `day` is its year and month, None for those without a date."""

    day: tuple[int, int] | None
    articles: tuple[ArticleCard, ...]


@value(kw_only=True)
class ArchiveContent(Content):
    """The years."""

    template: ClassVar[str] = "archive.html"

    years: tuple[ShelfLink, ...]
    total: int


@value(kw_only=True)
class YearContent(Content):
    """The articles of a year, by months."""

    template: ClassVar[str] = "year.html"

    name: str
    number: int
    months: tuple[MonthOfArticles, ...]
    newer: NeighbourYear | None
    older: NeighbourYear | None
    paging: Paging


@value(kw_only=True)
class TagsContent(Content):
    """The tags."""

    template: ClassVar[str] = "tags.html"

    number: int
    tags: tuple[ShelfLink, ...]
    paging: Paging


@value(kw_only=True)
class TagContent(Content):
    """The articles of a tag."""

    template: ClassVar[str] = "tag.html"

    name: str
    number: int
    articles: tuple[ArticleCard, ...]
    paging: Paging
    count: int


def shelves_of(shelves: Iterable[Shelf]) -> tuple[tuple[str, str, int], ...]:
    """What pages show of years or tags."""
    return tuple((shelf.name, shelf.slug, len(shelf.articles)) for shelf in shelves)


def archive_pages(site: Site) -> Iterator[PlannedPage]:
    """The years with the number of their articles, and each year by months."""
    if not site.years:
        return
    yield planned(ARCHIVE, _archive_page, _archive_inputs, site)
    for number, year in enumerate(site.years):
        folder = f"archive/{year.slug}"
        for part in cut(year.articles, PAGE_SIZES["articles of a year"], page_of_year(year.slug), folder):
            shape, keys = partial(_year_shape, site, number, part), [one.key for one in part.rows]
            yield planned(part.path, _year_page, _year_inputs, site, number, part, shape=shape, subjects=keys)


def _archive_inputs(site: Site) -> tuple[Any, ...]:
    return shelves_of(site.years), len(site.facts), newest_day(site)


def _archive_page(site: Site) -> Page:
    years = tuple(shelf_link(year, page_of_year(year.slug), ARCHIVE) for year in site.years)
    title = site.config.interface("archive")
    metadata = metadata_of_list(site, ARCHIVE, title, (year.name for year in site.years), site.facts)
    return page_at(site, ARCHIVE, metadata, ArchiveContent(years=years, total=len(site.facts)))


def _year_inputs(site: Site, number: int, part: Cut[ArticleFacts]) -> tuple[Any, ...]:
    return *_place_of_year(site, number, part), listed_of(site, part.rows)


def _year_shape(site: Site, number: int, part: Cut[ArticleFacts]) -> bytes:
    """What of the shape of the site the inputs go by."""
    return print_of(*_place_of_year(site, number, part), shape_of_list(site, part.rows))


def _place_of_year(site: Site, number: int, part: Cut[ArticleFacts]) -> tuple[Any, ...]:
    """Which part of a year it is, and which years stand beside it."""
    beside = site.years[max(number - 1, 0) : number + 2]
    return number, part.number, len(part.paths), tuple((year.name, year.slug) for year in beside)


def _year_page(site: Site, number: int, part: Cut[ArticleFacts]) -> Page:
    """The articles of a year by months, and the way to the years beside it."""
    t, year = site.config.interface, site.years[number]
    title = t("articles_of", name=year.name) if year.articles[0].article.date else t("articles_undated")
    path, rows = part.path, part.rows
    months = tuple(
        MonthOfArticles(month, tuple(article_card(site, one, path) for one in articles))
        for month, articles in groupby(rows, key=_month)
    )
    newer, older = (_neighbour(site.years, at, path) for at in (number - 1, number + 1))
    content = YearContent(
        name=year.name, number=part.number, months=months, newer=newer, older=older, paging=part.paging
    )
    return page_at(site, path, _metadata(site, path, title, rows, part.number), content)


def tag_pages(site: Site) -> Iterator[PlannedPage]:
    """The tags with the number of their articles, and the articles of each, newest first."""
    if not site.tags:
        return
    for part in cut(site.tags, PAGE_SIZES["tags"], "tags/index.html", "tags/index"):
        yield planned(part.path, _tags_page, _tags_inputs, site, part)
    for tag in site.tags:
        for cards in cut(tag.articles, site.config.articles_per_page, page_of_tag(tag.slug), f"tags/{tag.slug}"):
            shape, keys = partial(_tag_shape, site, tag.name, cards), [one.key for one in cards.rows]
            yield planned(cards.path, _tag_page, _tag_inputs, site, tag.name, cards, shape=shape, subjects=keys)


def _tags_inputs(site: Site, part: Cut[Shelf]) -> tuple[Any, ...]:
    return part.number, len(part.paths), shelves_of(part.rows), newest_day(site)


def _tags_page(site: Site, part: Cut[Shelf]) -> Page:
    path, rows = part.path, part.rows
    tags = tuple(shelf_link(tag, page_of_tag(tag.slug), path) for tag in rows)
    title = numbered(site, site.config.interface("tags"), part.number)
    metadata = metadata_of_list(site, path, title, (tag.name for tag in rows), site.facts[:1])
    return page_at(site, path, metadata, TagsContent(number=part.number, tags=tags, paging=part.paging))


def _tag_inputs(site: Site, name: str, part: Cut[ArticleFacts]) -> tuple[Any, ...]:
    return name, part.number, len(part.paths), len(part.whole), listed_of(site, part.rows)


def _tag_shape(site: Site, name: str, part: Cut[ArticleFacts]) -> bytes:
    """What of the shape of the site the inputs go by."""
    return print_of(name, part.number, len(part.paths), len(part.whole), shape_of_list(site, part.rows))


def _tag_page(site: Site, name: str, part: Cut[ArticleFacts]) -> Page:
    path, rows = part.path, part.rows
    content = TagContent(
        name=name,
        number=part.number,
        articles=tuple(article_card(site, one, path) for one in rows),
        paging=part.paging,
        count=len(part.whole),
    )
    title = site.config.interface("articles_on", name=name)
    return page_at(site, path, _metadata(site, path, title, rows, part.number), content)


def _month(one: ArticleFacts) -> tuple[int, int] | None:
    day = one.article.date
    return (day.year, day.month) if day else None


def _neighbour(shelves: Sequence[Shelf], at: int, path: str) -> NeighbourYear | None:
    if not 0 <= at < len(shelves):
        return None
    return NeighbourYear(shelves[at].name, relative(path, page_of_year(shelves[at].slug)))


def shelf_link(shelf: Shelf, target: str, path: str) -> ShelfLink:
    """The way to a year or a tag, as the page at `path` writes it."""
    return ShelfLink(shelf.name, relative(path, target), len(shelf.articles))


def _metadata(site: Site, path: str, title: str, articles: Sequence[ArticleFacts], number: int) -> Metadata:
    """A page that lists these articles."""
    names = (one.article.headline for one in articles)
    return metadata_of_list(site, path, numbered(site, title, number), names, articles)


def article_card(site: Site, facts: ArticleFacts, path: str) -> ArticleCard:
    """The article as lists on the page at `path` show it."""
    return ArticleCard(
        article=facts.article,
        href=relative(path, page_of_article(facts.article)),
        entities=site.places.entities_at(facts.article.slug),
        quotations=facts.quotations,
        summary=facts.article.summary or site.prints_of(facts, TextPart.OPENING).opening,
    )
