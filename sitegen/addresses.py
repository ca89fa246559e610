"""Which page an entity or an article has, and how one page names another."""

from __future__ import annotations

import posixpath
from urllib.parse import quote

from sitegen.model import Article, Entity, Kind

FOLDERS = {
    Kind.PERSON: "people",
    Kind.COUNTRY: "countries",
    Kind.PLACE: "places",
    Kind.ORGANIZATION: "organizations",
}
"""The folder of each kind's pages. Terms stand in the glossary."""


def page_of(entity: Entity) -> str:
    """Path of the entity's page from the root of the site, with a fragment for a term."""
    folder = FOLDERS.get(entity.kind)
    return f"{folder}/{entity.id}.html" if folder else f"glossary.html#{entity.id}"


def page_of_article(article: Article) -> str:
    """Path of the article's page from the root of the site."""
    return f"articles/{article.slug}.html"


def page_of_year(slug: str) -> str:
    """Path of the page of a year's articles from the root of the site."""
    return f"archive/{slug}.html"


def page_of_tag(slug: str) -> str:
    """Path of the page of a tag's articles from the root of the site."""
    return f"tags/{slug}.html"


def relative(origin: str, target: str) -> str:
    """The relative address of the page `target`, fragment and all, as written on the page `origin`."""
    path, hash_mark, fragment = target.partition("#")
    if path == origin and hash_mark:
        return f"#{fragment}"
    return quote(posixpath.relpath(path, posixpath.dirname(origin) or "."), safe="/.-_~") + hash_mark + fragment
