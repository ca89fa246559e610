"""The glossary, by letters, and the pages of terms that occur more often than it can show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sitegen.model import Entity, Kind
from sitegen.pages.excerpts import by_article, passages_naming
from sitegen.pages.frame import Page, page_at
from sitegen.pages.metadata import metadata_of_glossary, metadata_of_term
from sitegen.pages.paging import PAGE_SIZES, by_letter, cut, numbered
from sitegen.site import Backlink, Site
from sitegen.site.urls import page_of, page_of_occurrences, relative

Passages = list[tuple[Backlink, ...]]


def glossary_pages(site: Site) -> Iterator[Page]:
    """Every entry with a definition on one page, for terms have their addresses there; then where each occurs.

    All passages stand in the glossary when they are few; else each term has its share of PAGE_SIZES, newest first, and
    a page with all of them when that is not enough.
    """
    passages = {entity.id: passages_naming(site, entity) for entity in site.glossary}
    size = PAGE_SIZES["passages in the glossary"]
    few = sum(map(len, passages.values())) <= size
    share = size if few else size // len(passages)
    path = "glossary.html"
    entries = [_entry(site, path, entity, passages[entity.id], share) for entity in site.glossary]
    letters = by_letter(entries, lambda entry: entry["entity"].name)
    metadata = metadata_of_glossary(site, path, site.glossary if share else ())
    yield page_at(site, path, "glossary.html", metadata, letters=letters)
    for entity in site.glossary:
        if entity.kind is Kind.TERM and len(passages[entity.id]) > share:
            yield from _term_pages(site, entity, passages[entity.id])


def _entry(site: Site, path: str, entity: Entity, passages: Passages, share: int) -> dict[str, Any]:
    """What the glossary says of an entity. `rest` leads to the passages that it does not show."""
    own = relative(path, page_of(entity)) if entity.kind is not Kind.TERM and entity.id in site.entities else ""
    rest = len(passages) > share
    return {
        "entity": entity,
        "href": own,
        "aliases": _other_names(entity),
        "articles": by_article(passages[:share], path),
        "count": sum(map(len, passages)),
        "rest": (own or relative(path, page_of_occurrences(entity))) if rest else "",
    }


def _other_names(entity: Entity) -> list[str]:
    return [alias for alias in entity.aliases if alias.casefold() != entity.name.casefold()]


def _term_pages(site: Site, entity: Entity, passages: Passages) -> Iterator[Page]:
    """Where a term occurs, newest article first."""
    for part in cut(passages, PAGE_SIZES["passages"], page_of_occurrences(entity), f"glossary/{entity.id}"):
        title = numbered(site, entity.name, part.number)
        yield page_at(
            *(site, part.path, "term.html"),
            metadata_of_term(site, entity, part.path, title, [links[0].article for links in part.rows]),
            entity=entity,
            aliases=_other_names(entity),
            title=title,
            back=relative(part.path, page_of(entity)),
            number=part.number,
            articles=by_article(part.rows, part.path),
            paging=part.paging,
        )
