"""Every entity and how it was found; those without an entry; and entries that no article names."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from sitegen.check.rows import Detail, Row, Topic
from sitegen.check.seen import Seen
from sitegen.knowledge import KnowledgeBase
from sitegen.knowledge.written import WrittenEntry
from sitegen.model import Entity, Kind, Origin
from sitegen.site import Site
from sitegen.site.thresholds import in_percent

_HOW = {Origin.KNOWLEDGE: "listed", Origin.BUILT_IN: "built in", Origin.FOUND: "found"}
"""How an entity is known, in a word or two."""


def entity_rows(site: Site, seen: Seen) -> Iterator[Row]:
    """A row for each entity that the articles name: those found first, the least sure at the top, then by name."""
    named = (site.entities[entity_id] for entity_id in seen.first if entity_id in site.entities)
    for entity in sorted(named, key=lambda entity: (seen.certainty.get(entity.id, 1.0), entity.name)):
        yield _row(Topic.ENTITIES, entity, site, seen)


def unlisted_rows(site: Site, seen: Seen) -> Iterator[Row]:
    """A row for each entity that was found and has no entry, the often named first."""
    named = (site.entities[entity_id] for entity_id in seen.first if entity_id in site.entities)
    found = (entity for entity in named if entity.origin is Origin.FOUND)
    for entity in sorted(found, key=lambda entity: (-site.mention_counts[entity.id], entity.name)):
        hint = f"`sitegen add {shlex.quote(entity.name)}` drafts an entry from what the articles say"
        yield _row(Topic.NAMES, entity, site, seen, hint, "SG790")


def _row(topic: Topic, entity: Entity, site: Site, seen: Seen, hint: str = "", code: str = "") -> Row:
    place, times, articles = seen.first[entity.id], site.mention_counts[entity.id], len(site.named_in[entity.id])
    certainty = seen.certainty.get(entity.id) if entity.origin is Origin.FOUND else None
    details: dict[str, Detail] = {
        "id": entity.id,
        "kind": str(entity.kind),
        "how": _HOW[entity.origin],
        "times": times,
        "articles": articles,
    }
    sure = f", {in_percent(certainty)} sure" if certainty is not None else ""
    where = "one article" if articles == 1 else f"{articles} articles"
    message = f"{entity.kind}, {_HOW[entity.origin]}{sure}; named {_times(times)} in {where}"
    return Row(
        *(topic, entity.name, message, hint, place.path),
        offset=place.offset,
        certainty=certainty,
        code=code,
        details=details,
    )


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")


def unused_rows(site: Site, knowledge: KnowledgeBase, entries: Iterable[WrittenEntry]) -> Iterator[Row]:
    """A row for each entry that no article names, and that is not the country of anything that is shown."""
    used = {*site.entities, *(entity.country for entity in site.entities.values())}
    by_name = {(entity.kind, name): entity for entity in knowledge for name in (entity.name, *entity.aliases)}
    for entry in entries:
        entity = knowledge.get(entry.id) or by_name.get((Kind(entry.kind), entry.name))  # a country keeps its own id
        if entry.is_draft or entity is None or entity.id in used:
            continue
        also = "; it stands in the glossary alone" if entity.glossary else ""
        hint = "give it the spelling that the articles have as an alias, or remove the entry"
        yield _entry_row(Topic.UNUSED, entry, f"{entity.kind} that no article names{also}", hint, "SG792")


def draft_rows(entries: Iterable[WrittenEntry], articles: Iterable[str]) -> Iterator[Row]:
    """A row for each of these articles, which are drafts, by their paths, and for each entry that is one."""
    for path in articles:
        hint = "take `draft: true` out when it is ready"
        yield Row(Topic.DRAFTS, PurePosixPath(path).stem, "an article that is on no page", hint, path, 1, code="SG796")
    for entry in entries:
        if entry.is_draft:
            hint = "take `status: draft` out when it is right"
            yield _entry_row(Topic.DRAFTS, entry, f"{entry.kind} whose entry is a draft, and not used", hint, "SG796")


def _entry_row(topic: Topic, entry: WrittenEntry, message: str, hint: str, code: str) -> Row:
    details: dict[str, Detail] = {"id": entry.id, "kind": entry.kind}
    return Row(topic, entry.name, message, hint, entry.shown, entry.line, code=code, details=details)
