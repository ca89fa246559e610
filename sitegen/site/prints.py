"""What pages are made of, in short: two values with one print look the same on every page.

A page is made anew when the print of what it shows is another. So every value that a page shows must be in what its
plan calls its `inputs`, itself or by the print of something that holds it.
"""

from __future__ import annotations

import datetime
import hashlib
import marshal
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from sitegen.model import Article, Entity
from sitegen.site.flat import flat_head
from sitegen.site.memo import once_a_site
from sitegen.site.portraits import portrait_size
from sitegen.site.reads import TextPart

if TYPE_CHECKING:
    from sitegen.site import Said, Site
    from sitegen.site.facts import ArticleFacts
    from sitegen.site.rows import Uttered

_NONE: Mapping[str, bytes] = {}

SIZE = 12
"""Bytes of a print: with a million of them the odds of two alike by chance are one in 10 to the 17th."""


def print_of(*values: Any) -> bytes:
    """The print of numbers, strings, bytes, None, and tuples of these."""
    return hashlib.blake2b(marshal.dumps(values, 0), digest_size=SIZE).digest()


def print_of_head(article: Article) -> bytes:
    """The print of everything about an article but its text and what lies over it."""
    return print_of(*flat_head(article))


def face_of(site: Site, entity_id: str) -> bytes:
    """The print of what lists show of an entity beside its name: its kind, picture and roles, and the way to it."""
    prints = prints_of_entity(site, entity_id)
    site.reads.cards.add(prints.as_face)
    return prints.face


def card_of(site: Site, entity_id: str) -> bytes:
    """The print of what the card of an entity shows, and of its country: all but its aliases, which only lists of
    entities and its own pages show.
    """
    site.reads.cards.add(entity_id)
    return prints_of_entity(site, entity_id).card


def entry_of(site: Site, entity_id: str) -> bytes:
    """The print of all of an entity, its aliases too."""
    prints = prints_of_entity(site, entity_id)
    site.reads.cards.add(prints.as_whole)
    return prints.whole


class EntityPrints(NamedTuple):
    """The prints of an entity, each of more than the one before; the templates of a theme may show all anywhere."""

    face: bytes
    card: bytes
    whole: bytes
    as_face: str
    """What is noted where its face is asked for, as its id is where its card is; an id has no space."""
    as_whole: str


def prints_of_entity(site: Site, entity_id: str, before: Mapping[str, bytes] = _NONE) -> EntityPrints:
    """The prints of the entity with this id, and of none where there is none; nobody takes note of it.

    What an earlier site showed in the same way had the prints `before`, by what is noted where these are asked for.
    """
    prints = site.cards.get(entity_id)
    if prints is None:
        prints = site.cards[entity_id] = _prints_of_entity(site, entity_id, before)
    return prints


def _prints_of_entity(site: Site, entity_id: str, before: Mapping[str, bytes]) -> EntityPrints:
    entity, is_named = site.entities.get(entity_id) or site.countries.get(entity_id), entity_id in site.entities
    as_face, as_whole = f"{entity_id} in lists", f"{entity_id} with its aliases"
    if entity is None:
        none = print_of(is_named)
        return EntityPrints(none, none, none, as_face, as_whole)
    size = portrait_size(site, entity) if entity.image else None
    face, rest = (is_named, size, *_flat_face(entity)), (*_flat_rest(entity), _print_of_country(site, entity.country))
    whole = print_of(face, rest, entity.aliases)
    if has_own_templates(site):
        return EntityPrints(whole, whole, whole, as_face, as_whole)
    if before.get(as_whole) == whole:  # so are its parts, which are two prints less to take
        return EntityPrints(before[as_face], before[entity_id], whole, as_face, as_whole)
    return EntityPrints(print_of(*face), print_of(face, rest), whole, as_face, as_whole)


@once_a_site
def _print_of_country(site: Site, country_id: str) -> bytes:
    """The print of the country of an entity, as far as the page of that tells of it."""
    country = site.countries.get(country_id)
    if country is None:
        return b""
    aliases = country.aliases if has_own_templates(site) else ()
    return print_of(country_id in site.entities, *_flat_face(country), *_flat_rest(country), aliases)


@once_a_site
def has_own_templates(site: Site) -> bool:
    """Whether the theme has templates, which may show all of what they are given."""
    folder = site.config.theme / "templates" if site.config.theme is not None else None
    return folder is not None and any(path.is_file() for path in folder.rglob("*"))


def print_of_entity(entity: Entity) -> bytes:
    """The print of everything that an entry says."""
    return print_of(*_flat_face(entity), *_flat_rest(entity), entity.aliases)


def cards_of(site: Site, entity_ids: Iterable[str]) -> tuple[bytes, ...]:
    """The prints of the cards of entities, in order."""
    return tuple(card_of(site, entity_id) for entity_id in entity_ids)


def faces_of(site: Site, entity_ids: Iterable[str]) -> tuple[bytes, ...]:
    """The prints of what lists show of entities, in order."""
    return tuple(face_of(site, entity_id) for entity_id in entity_ids)


def lines_of(site: Site, entities: Iterable[Entity]) -> tuple[tuple[bytes, int], ...]:
    """What lists show of entities: the print of each, and how often it is mentioned."""
    counts = site.mention_counts
    return tuple([(entry_of(site, entity.id), counts.get(entity.id, 0)) for entity in entities])


def newest_day(site: Site) -> str:
    """The day of the newest article, which is that of lists of everything."""
    return _day(site.facts[0].article.date) if site.facts else ""


def listed_of(site: Site, articles: Iterable[ArticleFacts]) -> tuple[tuple[Any, ...], ...]:
    """What lists show of articles: the print of each, how much is in it, and how it begins."""
    return tuple((one.head_print, *_counts_and_opening(site, one)) for one in articles)


def _counts_and_opening(site: Site, one: ArticleFacts) -> tuple[int, int, str]:
    opening = "" if one.article.summary else site.prints_of(one, TextPart.OPENING).opening
    return site.places.entities_at(one.article.slug), one.quotations, opening


def said_prints(site: Site, said: Iterable[Said]) -> tuple[tuple[Any, ...], ...]:
    """What lists show of quotations: each with its number and speaker, and the prints of its article and speaker."""
    faces: dict[str, bytes] = {}
    found: list[tuple[Any, ...]] = []
    for one in said:
        facts, uttered = one.facts, one.uttered
        print_ = site.prints_of(facts, TextPart.SAID).uttered(uttered.number)
        if uttered.speaker_id not in faces:
            faces[uttered.speaker_id] = face_of(site, uttered.speaker_id)
        found.append((facts.head_print, print_, *in_short(uttered), faces[uttered.speaker_id]))
    return tuple(found)


def in_short(uttered: Uttered) -> tuple[Any, ...]:
    """A quotation as all pages go by it: of how sure the annotator is, only whether the speaker is named."""
    return uttered.number, uttered.kind, uttered.speaker_id, uttered.speaker, uttered.is_named, uttered.names


def _flat_face(entity: Entity) -> tuple[Any, ...]:
    return (
        *(entity.id, str(entity.kind), entity.name),
        tuple([(role.title, _day(role.start), _day(role.end), role.since, role.until) for role in entity.roles]),
        *(
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


def _flat_rest(entity: Entity) -> tuple[Any, ...]:
    """What is beside this, but for the aliases."""
    return (
        *(entity.summary, entity.glossary, entity.url),
        tuple([(fact.label, fact.value) for fact in entity.facts]),
        tuple([(reference.title, reference.url) for reference in entity.references]),
    )


def _day(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""
