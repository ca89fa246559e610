"""What other sites show when somebody shares a page: the Open Graph protocol (ogp.me) and its relatives."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from sitegen.files.picture_size import Size
from sitegen.model import Article
from sitegen.site import Site
from sitegen.site.archive import distinct_tags
from sitegen.site.urls import absolute

Property = tuple[str, str]
"""Name and content of one `meta` element."""

PICTURES = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"})
"""The pictures that previews show; drawings (SVG) are not among them."""


def open_graph(
    site: Site, title: str, description: str, kind: str, canonical: str, language: str
) -> Iterator[Property]:
    """What every page has. Addresses are absolute there, so that without base_url there are none."""
    yield "og:type", kind
    yield "og:title", title
    yield "og:description", description
    if canonical:
        yield "og:url", canonical
    yield "og:site_name", site.config.title
    locale = language.split("-")
    if len(locale) == 2 and len(locale[1]) == 2:
        yield "og:locale", f"{locale[0].lower()}_{locale[1].upper()}"


def about_article(article: Article) -> Iterator[Property]:
    """What articles have besides."""
    if article.date:
        yield "article:published_time", article.date.isoformat()
    if article.updated:
        yield "article:modified_time", article.updated.isoformat()
    for tag in distinct_tags(article):
        yield "article:tag", tag


def about_picture(address: str, alternative: str, size: Size | None = None) -> Iterator[Property]:
    """The picture of the page, when it has one that previews show."""
    if posixpath.splitext(address)[1].lower() in PICTURES:
        yield "og:image", address
        if size is not None:
            yield "og:image:width", str(size[0])
            yield "og:image:height", str(size[1])
        if alternative:
            yield "og:image:alt", alternative


def find_site_picture(site: Site) -> str:
    """Public address of the picture for pages that have none; empty when there is none."""
    config = site.config
    return absolute(config.base_url, config.image) if config.base_url and config.image else ""
