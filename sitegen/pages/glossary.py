"""The glossary, by letters."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from sitegen.addresses import page_of, relative
from sitegen.metadata import metadata_of_glossary
from sitegen.model import Kind
from sitegen.pages.excerpts import mentions_by_article
from sitegen.pages.frame import Page, page_at
from sitegen.site import Site, sort_key


def glossary_page(site: Site) -> Page:
    """Every entry of the glossary, with where it occurs."""
    path = "glossary.html"
    entries: list[dict[str, Any]] = [
        {
            "entity": entity,
            "href": relative(path, page_of(entity))
            if entity.kind is not Kind.TERM and entity.id in site.entities
            else "",
            "aliases": [alias for alias in entity.aliases if alias.casefold() != entity.name.casefold()],
            "articles": mentions_by_article(site, entity, path),
        }
        for entity in site.glossary
    ]
    letters = [
        {"letter": letter, "entries": list(group)}
        for letter, group in groupby(entries, key=lambda entry: _letter(entry["entity"].name))
    ]
    return page_at(site, path, "glossary.html", metadata_of_glossary(site, path), letters=letters)


def _letter(name: str) -> str:
    first = sort_key(name)[0][:1].upper()
    return first if first.isalpha() else "#"
