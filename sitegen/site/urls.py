"""Which page an entity or an article has, and how one page names another."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

from sitegen.model import Article, Entity, Kind

FOLDERS = {
    Kind.PERSON: "people",
    Kind.COUNTRY: "countries",
    Kind.PLACE: "places",
    Kind.ORGANIZATION: "organizations",
}
"""The folder of each kind's pages. Terms stand in the glossary."""
ANY_ARTICLE = "articles/any.html"
"""Stands for the page of any article: all of them write the addresses of other pages alike."""
_IN_ADDRESSES = "%:/?#[]@!$&'()*+,;=-._~"
"""What stands as it is in an address that was written by hand (RFC 3986, 2.2 and 2.3)."""
_PLAIN = re.compile(r"[A-Za-z0-9/._~-]*")
"""A path that percent-encoding would leave as it is."""


def page_of(entity: Entity) -> str:
    """Path of the entity's page from the root of the site, with a fragment for a term."""
    folder = FOLDERS.get(entity.kind)
    return f"{folder}/{entity.id}.html" if folder else f"glossary.html#{entity.id}"


def page_of_occurrences(term: Entity) -> str:
    """Path of the page with everything that names a term, which has its definition in the glossary."""
    return f"glossary/{term.id}.html"


def file_of_map(country_id: str) -> str:
    """Path of the map that shows where a country lies, from the root of the site."""
    return f"assets/maps/{country_id}.svg"


def file_of_flag(code: str) -> str:
    """Path of the flag of the country with these two letters, from the root of the site."""
    return f"assets/flags/{code}.svg"


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
    """The relative address of the page `target`, fragment and all, as written on the page `origin`.

    Both are paths without `.`, `..` and empty parts.
    """
    path, hash_mark, fragment = target.partition("#")
    if path == origin and hash_mark:
        return f"#{fragment}"
    folder, _, name = path.rpartition("/")
    return _way(origin.rpartition("/")[0], folder) + _quoted(name) + hash_mark + fragment


@lru_cache(maxsize=1024)
def _way(origin: str, target: str) -> str:
    """The relative address of the folder `target`, with its slash, as written on a page in the folder `origin`."""
    here, there = (folder.split("/") if folder else [] for folder in (origin, target))
    pairs = zip(here, there, strict=False)
    shared = next((number for number, (one, other) in enumerate(pairs) if one != other), min(len(here), len(there)))
    return "".join(f"{_quoted(part)}/" for part in [".."] * (len(here) - shared) + there[shared:])


def _quoted(path: str) -> str:
    """The path, percent-encoded where it has to be."""
    return path if _PLAIN.fullmatch(path) else quote(path, safe="/.-_~")


def absolute(base_url: str, target: str) -> str:
    """The public address of the page `target`, percent-encoded; that of the home page ends with a slash.

    Letters outside ASCII in `base_url` are percent-encoded too, as RFC 3986 (3.2.2) has it for hosts as well.
    """
    path, hash_mark, fragment = target.partition("#")
    page = "" if path == "index.html" else _quoted(path)
    return f"{_root(base_url)}/{page}{hash_mark}{fragment}"


@lru_cache(maxsize=8)
def _root(base_url: str) -> str:
    return quote(base_url, safe=_IN_ADDRESSES)


def address(base_url: str, origin: str, target: str) -> str:
    """How the page `origin` names the page `target` to programs: in full where `base_url` is known, else relative."""
    return absolute(base_url, target) if base_url else relative(origin, target)
