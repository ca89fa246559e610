"""Small pages at old addresses, which lead on to where an article stands now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from sitegen.model import Article
from sitegen.pages.frame import Content, Page, PlannedPage, page_at, planned
from sitegen.pages.metadata import metadata_of_moved
from sitegen.site import Site
from sitegen.site.urls import page_of_article, relative
from sitegen.text.values import value


@value(kw_only=True)
class MovedContent(Content):
    """The way on, and the headline of what stands there."""

    template: ClassVar[str] = "moved.html"

    href: str
    headline: str
    language: str


def moved_pages(site: Site) -> Iterator[PlannedPage]:
    """A page for each alias of an article or of a page of the author's, but for one that is its own address."""
    yield from _moved(site, ((one.article, page_of_article(one.article)) for one in site.facts))
    yield from _moved(site, ((page, f"{page.slug}.html") for page in site.pages))


def _moved(site: Site, articles: Iterable[tuple[Article, str]]) -> Iterator[PlannedPage]:
    for article, target in articles:
        for path in article.aliases:
            if path != target:
                head = (path, target, article.headline, article.language)
                yield planned(path, _page, _inputs, site, *head, origin=article.path, asks_more=True)


def _inputs(_: Site, path: str, target: str, headline: str, language: str) -> tuple[Any, ...]:
    return path, target, headline, language


def _page(site: Site, path: str, target: str, headline: str, language: str) -> Page:
    content = MovedContent(href=relative(path, target), headline=headline, language=language)
    return page_at(site, path, metadata_of_moved(site, path, target, headline), content)
