"""The page for searching, and the ways into the site for those whose browser runs no scripts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, ClassVar

from sitegen.pages.frame import Content, Page, PlannedPage, page_at, planned
from sitegen.pages.metadata import metadata_of_search
from sitegen.site import Site
from sitegen.site.urls import FOLDERS, relative
from sitegen.text.values import value


@value
class Way:
    """A list of the site, and how much is in it."""

    name: str
    href: str
    count: int


@value(kw_only=True)
class SearchContent(Content):
    """The page for searching."""

    template: ClassVar[str] = "search.html"

    ways: tuple[Way, ...]


PATH = "search.html"
ORIGIN = "the search; `search: false` leaves it out"


def search_page(site: Site) -> PlannedPage:
    """A page with the search, and every list of the site with the number of what is in it."""
    return planned(PATH, _search_page, _inputs, site, origin=ORIGIN)


def _inputs(site: Site) -> tuple[Any, ...]:
    return tuple(_ways(site))


def _search_page(site: Site) -> Page:
    path = PATH
    ways = tuple(Way(name, relative(path, to), count) for name, to, count in _ways(site) if count)
    metadata = metadata_of_search(site, path, (way.name for way in ways))
    return page_at(site, path, metadata, SearchContent(ways=ways), ORIGIN)


def _ways(site: Site) -> Iterator[tuple[str, str, int]]:
    """What each list is called, where it stands, and how many are in it."""
    t = site.config.interface
    kinds = Counter(entity.kind for entity in site.entities.values())
    yield from ((t(kind), f"{folder}/index.html", kinds[kind]) for kind, folder in FOLDERS.items())
    yield t("glossary"), "glossary.html", len(site.glossary)
    yield t("quotations"), "quotations.html", sum(one.quotations for one in site.facts)
    yield t("search_articles"), "index.html", len(site.facts)
    yield t("archive"), "archive/index.html", len(site.years)
    yield t("tags"), "tags/index.html", len(site.tags)
