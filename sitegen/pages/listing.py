"""Lists of articles: the home page, the archive by year, the tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from sitegen.addresses import page_of_article, page_of_tag, page_of_year, relative
from sitegen.archive import Shelf
from sitegen.metadata import Metadata, metadata_of_home, metadata_of_list
from sitegen.model import Annotated
from sitegen.pages.frame import Page, page_at
from sitegen.site import Site

MOST_TAGS = 20
"""The home page names so many of the tags, those with the most articles; the list of tags has them all."""


def home_pages(site: Site) -> Iterator[Page]:
    """The newest articles, and the older ones on pages of their own."""
    common = sorted(site.tags, key=lambda shelf: -len(shelf.articles))[:MOST_TAGS]
    tags = [shelf for shelf in site.tags if shelf in common] if len(site.tags) > MOST_TAGS else list(site.tags)
    for number, path, articles, paging in _cut(site, site.annotated, "index.html", "page"):
        yield page_at(
            site,
            path,
            "home.html",
            metadata_of_home(site, path, number, articles),
            number=number,
            articles=[_card(one, path) for one in articles],
            paging=paging,
            years=[_shelf_link(year, page_of_year(year.slug), path) for year in site.years],
            tags=[_shelf_link(tag, page_of_tag(tag.slug), path) for tag in tags],
            all_tags=len(tags) == len(site.tags),
        )


def archive_pages(site: Site) -> Iterator[Page]:
    """The years with the number of their articles, and each year by months."""
    if not site.years:
        return
    t = site.config.interface
    path = "archive/index.html"
    years = [_shelf_link(year, page_of_year(year.slug), path) for year in site.years]
    metadata = metadata_of_list(site, path, t("archive"), (year.name for year in site.years), site.annotated)
    yield page_at(site, path, "archive.html", metadata, years=years, total=len(site.annotated))
    for place, year in enumerate(site.years):
        path = page_of_year(year.slug)
        months = [
            {"day": day, "articles": [_card(one, path) for one in articles]}
            for day, articles in groupby(year.articles, key=_month)
        ]
        newer, older = (_neighbour(site.years, at, path) for at in (place - 1, place + 1))
        title = t("articles_of", name=year.name) if year.articles[0].article.date else t("articles_undated")
        metadata = _metadata(site, path, title, year.articles)
        yield page_at(site, path, "year.html", metadata, name=year.name, months=months, newer=newer, older=older)


def tag_pages(site: Site) -> Iterator[Page]:
    """The tags with the number of their articles, and the articles of each, newest first."""
    if not site.tags:
        return
    t = site.config.interface
    path = "tags/index.html"
    tags = [_shelf_link(tag, page_of_tag(tag.slug), path) for tag in site.tags]
    metadata = metadata_of_list(site, path, t("tags"), (tag.name for tag in site.tags), site.annotated)
    yield page_at(site, path, "tags.html", metadata, tags=tags)
    for tag in site.tags:
        for number, path, articles, paging in _cut(site, tag.articles, page_of_tag(tag.slug), f"tags/{tag.slug}"):
            cards = [_card(one, path) for one in articles]
            count = len(tag.articles)
            metadata = _metadata(site, path, t("articles_on", name=tag.name), articles)
            yield page_at(
                *(site, path, "tag.html", metadata),
                name=tag.name,
                number=number,
                articles=cards,
                paging=paging,
                count=count,
            )


def _cut(
    site: Site, articles: Sequence[Annotated], first: str, folder: str
) -> Iterator[tuple[int, str, Sequence[Annotated], dict[str, Any]]]:
    """The list in pages: number from 1, path, articles, and the way to the other pages."""
    size = site.config.articles_per_page
    starts = range(0, max(len(articles), 1), size)
    paths = [first, *(f"{folder}/{number}.html" for number in range(2, len(starts) + 1))]
    for number, (path, start) in enumerate(zip(paths, starts, strict=True), 1):
        shown = _pages_shown(number, len(paths))
        paging = {
            "pages": [
                {"number": n, "href": relative(path, paths[n - 1]) if n else "", "here": n == number} for n in shown
            ],
            "newer": relative(path, paths[number - 2]) if number > 1 else "",
            "older": relative(path, paths[number]) if number < len(paths) else "",
        }
        yield number, path, articles[start : start + size], paging


def _pages_shown(number: int, last: int) -> list[int]:
    """The numbers to show: first, last, and those about the current one; 0 stands for a gap. None for one page."""
    if last == 1:
        return []
    wanted = sorted({1, last, *range(max(number - 2, 1), min(number + 2, last) + 1)})
    shown: list[int] = []
    for page in wanted:
        if shown and page - shown[-1] > 1:
            shown.append(page - 1 if page - shown[-1] == 2 else 0)
        shown.append(page)
    return shown


def _month(one: Annotated) -> tuple[int, int] | None:
    day = one.article.date
    return (day.year, day.month) if day else None


def _neighbour(shelves: Sequence[Shelf], at: int, path: str) -> dict[str, str] | None:
    if not 0 <= at < len(shelves):
        return None
    return {"name": shelves[at].name, "href": relative(path, page_of_year(shelves[at].slug))}


def _shelf_link(shelf: Shelf, target: str, path: str) -> dict[str, Any]:
    return {"name": shelf.name, "href": relative(path, target), "count": len(shelf.articles)}


def _metadata(site: Site, path: str, title: str, articles: Sequence[Annotated]) -> Metadata:
    """A page that lists these articles."""
    return metadata_of_list(site, path, title, (one.article.headline for one in articles), articles)


def _card(annotated: Annotated, path: str) -> dict[str, Any]:
    """One line of the list of articles."""
    return {
        "article": annotated.article,
        "href": relative(path, page_of_article(annotated.article)),
        "entities": len({mention.entity_id for mention in annotated.mentions}),
        "quotations": len(annotated.quotations),
    }
