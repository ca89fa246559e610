"""The glossary, by letters: definitions, or lines that lead to them; and the pages of terms that occur often."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from sitegen.model import Entity, Kind
from sitegen.pages.entity_more import cut_about, more_about, named_inputs
from sitegen.pages.excerpts import ArticlePassages, by_article
from sitegen.pages.frame import Content, Page, PlannedPage, page_at, planned
from sitegen.pages.metadata import metadata_of_glossary, metadata_of_list, metadata_of_term
from sitegen.pages.paging import PAGE_SIZES, UNCUT, Cut, LetterGroup, Paging, by_letter, cut, numbered
from sitegen.pages.said import SaidShare, said_about, said_about_inputs, without_said
from sitegen.site import Backlink, Passages, Said, Site
from sitegen.site.prints import has_own_templates, lines_of, newest_day, print_of, print_of_entity
from sitegen.site.shapes import shape_of_named, shape_of_said_about
from sitegen.site.urls import page_of, page_of_occurrences, relative
from sitegen.text.values import value

PATH = "glossary.html"
PARTS = "terms"
"""The folder of the definitions of a glossary that has too many for one page. No kind has it."""


@value
class GlossaryEntry:
    """What the glossary says of an entity. `rest` leads to the passages that it does not show."""

    entity: Entity
    href: str
    aliases: list[str]
    """A list, for templates of themes add it to others."""
    articles: tuple[ArticlePassages, ...]
    count: int
    passages: int
    rest: str
    said_about: int
    """How many quotations name it, and `said_href` the way to them; none of a person."""
    said_href: str


@value
class TermLine:
    """A term, and the way to its definition."""

    entity: Entity
    href: str


@value(kw_only=True)
class GlossaryContent(Content):
    """The glossary, by letters: `letters` with definitions, or `lines` that lead to them.

    `number` is 0, on a page with a part of the definitions that of the part.
    """

    template: ClassVar[str] = "glossary.html"

    letters: tuple[LetterGroup[GlossaryEntry], ...] = ()
    lines: tuple[LetterGroup[TermLine], ...] = ()
    number: int = 0
    paging: Paging = UNCUT


@value(kw_only=True)
class TermContent(Content):
    """Where a term occurs."""

    template: ClassVar[str] = "term.html"

    entity: Entity
    aliases: list[str]
    title: str
    back: str
    number: int
    articles: tuple[ArticlePassages, ...]
    paging: Paging
    said_about: SaidShare


def glossary_pages(site: Site) -> Iterator[PlannedPage]:
    """Every entry on one page, for terms have their addresses there; then where each occurs.

    The definitions stand there too, unless they are so many that each entry is a line that leads to the page with its.

    All passages stand in the glossary when they are few; else each term has its share of PAGE_SIZES, newest first, and
    a page with all of them when that is not enough. So has a term that quotations name, which stand there too.
    """
    passages = {entity.id: site.passages(entity.id) for entity in site.glossary}
    size = PAGE_SIZES["passages in the glossary"]
    few = sum(map(len, passages.values())) <= size
    share = size if few else size // min(len(passages), PAGE_SIZES["definitions"])
    if len(site.glossary) <= PAGE_SIZES["terms"]:
        share = size if few else size // len(passages)
        yield planned(PATH, _glossary_page, _inputs, site, passages, share, asks_more=True)
    else:
        yield from _glossary_parts(site, passages, share)
    for entity in site.glossary:
        if entity.kind is Kind.TERM and (len(passages[entity.id]) > share or entity.id in site.said_about):
            first, folder = page_of_occurrences(entity), f"glossary/{entity.id}"
            said = cut_about(site, entity, first)
            shape = partial(_term_shape, site, entity)
            for part in cut(passages[entity.id], PAGE_SIZES["passages"], first, folder):
                given = (site, entity, part, said[:1] if part.number == 1 else ())
                yield planned(part.path, _term_page, _term_inputs, *given, shape=shape, subjects=(entity.id,))
            yield from more_about(site, entity, said, first)


def _glossary_parts(site: Site, passages: Mapping[str, Passages], share: int) -> Iterator[PlannedPage]:
    """The lines, and the pages with the definitions."""
    parts = cut(site.glossary, PAGE_SIZES["definitions"], f"{PARTS}/1.html", PARTS)
    yield planned(PATH, _index_page, _index_inputs, site, parts, asks_more=True)
    for part in parts:
        yield planned(part.path, _part_page, _part_inputs, site, part, passages, share, asks_more=True)


def _index_inputs(site: Site, parts: Sequence[Cut[Entity]]) -> tuple[Any, ...]:
    names = tuple((entity.name, entity.id, entity.aliases) for entity in site.glossary)
    whole = tuple(map(print_of_entity, site.glossary)) if has_own_templates(site) else ()
    return PAGE_SIZES["definitions"], len(parts), names, whole, newest_day(site)


def _index_page(site: Site, parts: Sequence[Cut[Entity]]) -> Page:
    """A line for every entry."""
    lines = [TermLine(entity, relative(PATH, f"{part.path}#{entity.id}")) for part in parts for entity in part.rows]
    groups = tuple(by_letter(lines, lambda line: line.entity.name))
    return page_at(site, PATH, metadata_of_glossary(site, PATH, ()), GlossaryContent(lines=groups))


def _part_inputs(site: Site, part: Cut[Entity], passages: Mapping[str, Passages], share: int) -> tuple[Any, ...]:
    return part.number, len(part.paths), _inputs(site, {one.id: passages[one.id] for one in part.rows}, share)


def _part_page(site: Site, part: Cut[Entity], passages: Mapping[str, Passages], share: int) -> Page:
    """Some of the definitions."""
    path = part.path
    entries = [_entry(site, path, entity, passages[entity.id], share) for entity in part.rows]
    title = f"{site.config.interface('glossary')}, {site.config.interface('page_n', part.number)}"
    content = GlossaryContent(
        letters=tuple(by_letter(entries, lambda entry: entry.entity.name)), number=part.number, paging=part.paging
    )
    names = (entity.name for entity in part.rows)
    return page_at(site, path, metadata_of_list(site, path, title, names, site.facts[:1]), content)


def _inputs(site: Site, passages: Mapping[str, Passages], share: int) -> tuple[Any, ...]:
    """What definitions are made of, with so many of their passages each."""
    entities = [entity for entity in site.glossary if entity.id in passages]
    shown = (passages[entity.id] for entity in entities)
    rows = tuple((len(one), one.inputs(0, share)) for one in shown)
    said = tuple(len(site.said_about.get(entity.id, ())) for entity in entities)
    # one that no article names has no card
    return (
        share,
        lines_of(site, entities),
        tuple(map(print_of_entity, entities)),
        rows,
        said,
        newest_day(site),
    )


def _term_inputs(site: Site, entity: Entity, part: Cut[Backlink], said: Sequence[Cut[Said]]) -> tuple[Any, ...]:
    return named_inputs(site, entity, part), tuple(said_about_inputs(site, one) for one in said)


def _term_shape(site: Site, entity: Entity) -> bytes:
    """What of the shape of the site the inputs go by."""
    return print_of(shape_of_named(site, entity.id), shape_of_said_about(site, entity.id))


def _glossary_page(site: Site, passages: Mapping[str, Passages], share: int) -> Page:
    entries = [_entry(site, PATH, entity, passages[entity.id], share) for entity in site.glossary]
    letters = tuple(by_letter(entries, lambda entry: entry.entity.name))
    metadata = metadata_of_glossary(site, PATH, site.glossary if share else ())
    return page_at(site, PATH, metadata, GlossaryContent(letters=letters))


def _entry(site: Site, path: str, entity: Entity, passages: Passages, share: int) -> GlossaryEntry:
    own = relative(path, page_of(entity)) if entity.kind is not Kind.TERM and entity.id in site.entities else ""
    rest = len(passages) > share
    said = len(site.said_about.get(entity.id, ())) if entity.kind is not Kind.PERSON else 0
    return GlossaryEntry(
        entity=entity,
        href=own,
        aliases=_other_names(entity),
        articles=tuple(by_article(passages[:share], path)),
        count=site.mention_counts.get(entity.id, 0),
        passages=len(passages),
        rest=(own or relative(path, page_of_occurrences(entity))) if rest else "",
        said_about=said,
        said_href=f"{own or relative(path, page_of_occurrences(entity))}#about" if said else "",
    )


def _other_names(entity: Entity) -> list[str]:
    return [alias for alias in entity.aliases if alias.casefold() != entity.name.casefold()]


def _term_page(site: Site, entity: Entity, part: Cut[Backlink], said: Sequence[Cut[Said]]) -> Page:
    """Where a term occurs, newest article first, and on the first page what was `said` about it."""
    path, rows = part.path, part.rows
    title = numbered(site, entity.name, part.number)
    about = said_about(site, said[0]) if said else SaidShare()
    content = TermContent(
        entity=entity,
        aliases=_other_names(entity),
        title=title,
        back=relative(path, page_of(entity)),
        number=part.number,
        articles=without_said(by_article(rows, path), about.said),
        paging=part.paging,
        said_about=about,
    )
    articles = [link.article for link in rows]
    return page_at(site, path, metadata_of_term(site, entity, path, title, articles), content)
