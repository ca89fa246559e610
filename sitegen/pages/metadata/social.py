"""What other sites show when somebody shares a page: the Open Graph protocol (ogp.me) and its relatives."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from sitegen.model import Article
from sitegen.site import Site
from sitegen.site.archive import distinct_tags
from sitegen.site.links import locate
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
    for tag in distinct_tags(article):
        yield "article:tag", tag


def about_picture(address: str, alternative: str) -> Iterator[Property]:
    """The picture of the page, when it has one that previews show."""
    if posixpath.splitext(address)[1].lower() in PICTURES:
        yield "og:image", address
        if alternative:
            yield "og:image:alt", alternative


def find_picture(site: Site, article: Article) -> Property:
    """Public address of the article's first picture, and what it shows in words; empty when there is none."""
    for atom in article.atoms:
        source = atom.get("src") if atom.tag == "img" else None
        if not source or not site.config.base_url:
            continue
        path, _ = locate(article, source)
        for target in (f"files/{path}", path.removeprefix("static/")):
            if target in site.links.files:
                return absolute(site.config.base_url, target), atom.get("alt") or ""
    return "", ""


def find_site_picture(site: Site) -> str:
    """Public address of the picture for pages that have none; empty when there is none."""
    config = site.config
    return absolute(config.base_url, config.image) if config.base_url and config.image else ""
