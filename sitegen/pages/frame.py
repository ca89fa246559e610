"""A page before it is rendered, and what every page is given: its settings, the navigation, addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from sitegen.pages.metadata import Metadata
from sitegen.site import Site
from sitegen.site.urls import FOLDERS, relative


@dataclass(frozen=True, slots=True)
class Page:
    """One page to render: its path from the root, its template, what the template is given, and where it comes from.

    `metadata` is among what the template is given.
    """

    path: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    origin: str = ""
    metadata: Metadata = field(default_factory=partial(Metadata, ""))


def page_at(site: Site, path: str, template: str, metadata: Metadata, origin: str = "", **context: Any) -> Page:
    """A page with what its template needs beside what all templates are given."""
    given = {
        "site": site.config,
        "t": site.config.interface,
        "path": path,
        "navigation": _navigation(site, path),
        "url": _Url(site, path),
        "metadata": metadata,
    }
    return Page(path, template, given | context, origin, metadata)


def _navigation(site: Site, path: str) -> list[dict[str, Any]]:
    """The links at the top of every page: only to what there is."""
    t = site.config.interface
    lists = [(t(kind), f"{folder}/index.html") for kind, folder in FOLDERS.items() if kind in site.kinds]
    archive = [(t("archive"), "archive/index.html")] if len(site.annotated) > site.config.articles_per_page else []
    own = [(page.headline, f"{page.slug}.html") for page in site.pages]
    links = [*lists, *archive, (t("glossary"), "glossary.html"), (t("quotations"), "quotations.html"), *own]
    url = _Url(site, path)
    return [{"label": label, "href": url(target), "here": target == path} for label, target in links]


@dataclass(frozen=True, slots=True)
class _Url:
    """Gives templates the address of a path below the root of the site, as written on the page `path`."""

    site: Site
    path: str

    def __call__(self, target: str) -> str:
        if self.path == "404.html":  # served at any depth, so that a relative address would lead anywhere
            return f"{urlsplit(self.site.config.base_url).path}/{target}"
        return relative(self.path, target)
