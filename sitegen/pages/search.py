"""The page for searching, and the ways into the site for those whose browser runs no scripts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sitegen.pages.frame import Page, page_at
from sitegen.pages.metadata import metadata_of_search
from sitegen.site import Site
from sitegen.site.urls import FOLDERS, relative


def search_page(site: Site) -> Page:
    """A page with the search, and every list of the site with the number of what is in it."""
    path = "search.html"
    ways = [{"name": name, "href": relative(path, to), "count": count} for name, to, count in _ways(site) if count]
    metadata = metadata_of_search(site, path, (str(way["name"]) for way in ways))
    return page_at(site, path, "search.html", metadata, "the search; `search: false` leaves it out", ways=ways)


def _ways(site: Site) -> Iterator[tuple[str, str, int]]:
    """What each list is called, where it stands, and how many are in it."""
    t = site.config.interface
    kinds = Counter(entity.kind for entity in site.entities.values())
    yield from ((t(kind), f"{folder}/index.html", kinds[kind]) for kind, folder in FOLDERS.items())
    yield t("glossary"), "glossary.html", len(site.glossary)
    yield t("quotations"), "quotations.html", sum(len(one.quotations) for one in site.annotated)
    yield t("search_articles"), "index.html", len(site.annotated)
    yield t("archive"), "archive/index.html", len(site.years)
    yield t("tags"), "tags/index.html", len(site.tags)
