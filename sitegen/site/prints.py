"""What pages are made of, in short: two values with one print look the same on every page.

A page is made anew when the print of what it shows is another. So every value that a page shows must be in what its
plan calls its `inputs`, itself or by the print of something that holds it.
"""

from __future__ import annotations

import datetime
import hashlib
import marshal
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sitegen.model import Article, Entity
from sitegen.site.flat import flat_head
from sitegen.site.memo import OF_TEXTS, once_a_site
from sitegen.site.portraits import portrait_size

if TYPE_CHECKING:
    from sitegen.site import Said, Site
    from sitegen.site.facts import ArticleFacts, Uttered

SIZE = 12
"""Bytes of a print: with a million of them the odds of two alike by chance are one in 10 to the 17th."""


def print_of(*values: Any) -> bytes:
    """The print of numbers, strings, bytes, None, and tuples of these."""
    return hashlib.blake2b(marshal.dumps(values, 0), digest_size=SIZE).digest()


def print_of_head(article: Article) -> bytes:
    """The print of everything about an article but its text and what lies over it."""
    return print_of(*flat_head(article))


def card_of(site: Site, entity_id: str) -> bytes:
    """The print of what other pages show of an entity, and of its country: all but its aliases, which only lists of
    entities and its own pages show. The templates of a theme may show them anywhere.
    """
    site.reads.cards.add(entity_id)
    card = site.cards.get(entity_id)
    if card is None:
        card = site.cards[entity_id] = _card_of(site, entity_id)
    return card


WHOLE = " and its aliases"
"""What stands behind the id of an entity where its entry was asked for, and not its card alone; no id has a space."""


def entry_of(site: Site, entity_id: str) -> bytes:
    """The print of all of an entity, its aliases too."""
    key = f"{entity_id}{WHOLE}"
    site.reads.cards.add(key)
    entry = site.cards.get(key)
    if entry is None:
        entity = site.entities.get(entity_id) or site.countries.get(entity_id)
        entry = site.cards[key] = print_of(_card_of(site, entity_id), entity.aliases if entity is not None else None)
    return entry


def _card_of(site: Site, entity_id: str) -> bytes:
    entity = site.entities.get(entity_id) or site.countries.get(entity_id)
    country = site.countries.get(entity.country) if entity is not None else None
    has_page = country is not None and country.id in site.entities
    parts = (_flat(one, _has_own_templates(site)) if one is not None else None for one in (entity, country))
    size = portrait_size(site, entity) if entity is not None and entity.image else None
    return print_of(entity_id in site.entities, has_page, size, *parts)


@once_a_site
def _has_own_templates(site: Site) -> bool:
    folder = site.config.theme / "templates" if site.config.theme is not None else None
    return folder is not None and any(path.is_file() for path in folder.rglob("*"))


def print_of_entity(entity: Entity) -> bytes:
    """The print of everything that an entry says."""
    return print_of(*_flat(entity))


def cards_of(site: Site, entity_ids: Iterable[str]) -> tuple[bytes, ...]:
    """The prints of entities, in order."""
    return tuple(card_of(site, entity_id) for entity_id in entity_ids)


def lines_of(site: Site, entities: Iterable[Entity]) -> tuple[tuple[bytes, int], ...]:
    """What lists show of entities: the print of each, and how often it is mentioned."""
    return tuple((entry_of(site, entity.id), site.mention_counts.get(entity.id, 0)) for entity in entities)


def newest_day(site: Site) -> str:
    """The day of the newest article, which is that of lists of everything."""
    return _day(site.facts[0].article.date) if site.facts else ""


def heads_of(articles: Iterable[ArticleFacts]) -> tuple[tuple[bytes, int, int], ...]:
    """What lists show of articles: the print of each, and how much is in it."""
    return tuple((one.head_print, len(one.named), len(one.uttered)) for one in articles)


def listed_of(site: Site, articles: Iterable[ArticleFacts]) -> tuple[tuple[Any, ...], ...]:
    """The same of lists that also show how an article begins."""
    return tuple(
        (*head, "" if one.article.summary else site.prints_of(one).opening)
        for one, head in ((one, heads_of((one,))[0]) for one in articles)
    )


def said_prints(site: Site, said: Iterable[Said]) -> tuple[tuple[Any, ...], ...]:
    """What lists show of quotations: each with its number and speaker, and the prints of its article and speaker."""
    return tuple((_rows_of(site, one.facts)[one.number - 1], card_of(site, one.uttered.speaker_id)) for one in said)


def _rows_of(site: Site, facts: ArticleFacts) -> tuple[tuple[Any, ...], ...]:
    """For every quotation of an article what lists show of it, for it stands in two of them at least."""
    key = (OF_TEXTS, "said_prints", facts.key)
    head, uttered = facts.head_print, site.prints_of(facts).uttered
    rows: tuple[tuple[Any, ...], ...] | None = site.memo.get(key)
    if rows is None:
        pairs = zip(facts.uttered, uttered, strict=True)
        rows = site.memo[key] = tuple((head, print_, *in_short(one)) for one, print_ in pairs)
    return rows


def in_short(uttered: Uttered) -> tuple[Any, ...]:
    """A quotation as all pages go by it: of how sure the annotator is, only whether the speaker is named."""
    return uttered.number, uttered.kind, uttered.speaker_id, uttered.speaker, uttered.is_named, uttered.names


def _flat(entity: Entity, with_aliases: bool = True) -> tuple[Any, ...]:
    aliases = entity.aliases if with_aliases else ()
    return (
        *(entity.id, str(entity.kind), entity.name, aliases, entity.summary, entity.glossary),
        tuple((role.title, _day(role.start), _day(role.end), role.since, role.until) for role in entity.roles),
        tuple((fact.label, fact.value) for fact in entity.facts),
        tuple((reference.title, reference.url) for reference in entity.references),
        *(
            entity.url,
            entity.image,
            entity.image_alt,
            entity.image_credit,
            entity.country,
            entity.country_code,
            str(entity.gender),
            entity.sort_name,
            str(entity.origin),
        ),
    )


def _day(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""
