"""Which pages a site has, and what each template is given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from markupsafe import Markup

from sitegen.model import Article
from sitegen.pages.article import article_pages
from sitegen.pages.body import weave_plain
from sitegen.pages.entities import entity_pages
from sitegen.pages.frame import Content, Page, PlannedPage, page_at, planned
from sitegen.pages.glossary import glossary_pages
from sitegen.pages.home import home_pages
from sitegen.pages.listing import archive_pages, tag_pages
from sitegen.pages.metadata import metadata_of_lost_page, metadata_of_page
from sitegen.pages.moved import moved_pages
from sitegen.pages.quotations import quotations_pages
from sitegen.pages.search import search_page
from sitegen.pages.speakers import speaker_pages
from sitegen.pages.voices import voices_pages
from sitegen.site import Site
from sitegen.site.flat import flat_article
from sitegen.text.values import value

__all__ = ["Page", "PlannedPage", "plan"]


@value(kw_only=True)
class PlainContent(Content):
    """A plain page of the author's."""

    template: ClassVar[str] = "page.html"

    article: Article
    body: Markup


@value(kw_only=True)
class LostContent(Content):
    """What is shown where there is no page."""

    template: ClassVar[str] = "404.html"


def plan(site: Site) -> Iterator[PlannedPage]:
    """Every page of the site; each is made when it is asked for, in any order."""
    yield from home_pages(site)
    yield from archive_pages(site)
    yield from tag_pages(site)
    yield from article_pages(site)
    yield from entity_pages(site)
    yield from glossary_pages(site)
    yield from quotations_pages(site)
    yield from speaker_pages(site)
    yield from voices_pages(site)
    if site.config.search:
        yield search_page(site)
    for article in site.pages:
        path = f"{article.slug}.html"
        yield planned(path, _plain_page, _plain_inputs, site, article, origin=article.path, asks_more=True)
    yield from moved_pages(site)
    yield planned("404.html", _lost_page, _lost_inputs, site)


def _plain_inputs(site: Site, article: Article) -> tuple[Any, ...]:
    addresses = site.links.addresses(article, f"{article.slug}.html")
    sizes = tuple(site.links.size_of(article, target) for target in addresses)
    return *flat_article(article), tuple(addresses.items()), sizes


def _lost_inputs(_: Site) -> tuple[Any, ...]:
    return ()


def _lost_page(site: Site) -> Page:
    return page_at(site, "404.html", metadata_of_lost_page(site), LostContent())


def _plain_page(site: Site, article: Article) -> Page:
    path = f"{article.slug}.html"
    body = Markup(weave_plain(article, site, site.links.addresses(article, path)))
    metadata = metadata_of_page(site, article, path)
    return page_at(site, path, metadata, PlainContent(article=article, body=body), article.path)
