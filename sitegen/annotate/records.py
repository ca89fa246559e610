"""The exchange format of `sitegen annotate`: one JSON object a text, with standoff entities and quotations.

This is the only module that knows its words: `org` for an organisation, `quote` for a quotation, a country's ISO code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from sitegen.knowledge import KnowledgeBase
from sitegen.model import Annotated, Entity, Kind, Mention, Origin, Quotation
from sitegen.site.spoken import inside_marks
from sitegen.site.thresholds import above_threshold, shown_speaker
from sitegen.site.words import fold

_TYPES = {
    Kind.PERSON: "person",
    Kind.COUNTRY: "country",
    Kind.PLACE: "place",
    Kind.ORGANIZATION: "org",
    Kind.TERM: "term",
}


def record_of(annotated: Annotated, knowledge: KnowledgeBase, identifier: str) -> dict[str, Any]:
    """The annotations as one JSON-ready object: `id`, `entities`, `dates`, `quotes`.

    Offsets are code points, end exclusive. The value of a date is as ISO 8601 writes it.
    """
    entities = _entities(annotated, knowledge)
    text = annotated.article.text
    names = _names(annotated, entities)
    return {
        "id": identifier,
        "entities": [
            _entity_record(mention, entities[mention.entity_id], names)
            for mention in annotated.mentions
            if mention.entity_id in entities
        ],
        "dates": [
            {"start": date.span.start, "end": date.span.end, "value": date.value, "approximate": date.approximate}
            for date in annotated.dates
        ],
        "quotes": [
            record
            for group, quotation in enumerate(annotated.quotations, 1)
            for record in _quotation_records(quotation, group, text, names)
        ],
    }


def shown_record_of(annotated: Annotated, knowledge: KnowledgeBase, identifier: str) -> dict[str, Any]:
    """The same as a page of this one article shows it: nothing below its line, and the `roles` that persons are given.

    A quotation whose speaker is not sure enough to be named has none.
    """
    shown = above_threshold([annotated])[0]
    named = tuple(
        quotation if shown_speaker(quotation) is not None else replace(quotation, speaker=None, cue=None)
        for quotation in shown.quotations
    )
    people = _people(shown, knowledge)
    roles = [{"name": entity.name, "role": role.title} for entity in people for role in entity.roles]
    return record_of(replace(shown, quotations=named), knowledge, identifier) | {"roles": roles}


def _people(annotated: Annotated, knowledge: KnowledgeBase) -> list[Entity]:
    """The persons that are mentioned, each once, in order of text; listed ones with what their entries leave open."""
    told = {entity.id: entity for entity in (*annotated.found, *annotated.told)}
    ids = dict.fromkeys(mention.entity_id for mention in annotated.mentions)
    pairs = ((knowledge.get(entity_id), told.get(entity_id)) for entity_id in ids)
    entities = (listed.with_told(here) if listed is not None else here for listed, here in pairs)
    return [entity for entity in entities if entity is not None and entity.kind is Kind.PERSON]


def _entities(annotated: Annotated, knowledge: KnowledgeBase) -> dict[str, Entity]:
    """The entities that the text mentions or found, by their ids."""
    found = {entity.id: entity for entity in annotated.found}
    listed = ((mention.entity_id, knowledge.get(mention.entity_id)) for mention in annotated.mentions)
    return found | {entity_id: entity for entity_id, entity in listed if entity is not None}


def _names(annotated: Annotated, entities: Mapping[str, Entity]) -> dict[str, str]:
    """What the text calls the organisations of the tables, as fully as it names them; their ids tell which they are."""
    names: dict[str, str] = {}
    for mention in annotated.mentions:
        entity = entities.get(mention.entity_id)
        if entity is not None and entity.kind is Kind.ORGANIZATION and entity.origin is Origin.BUILT_IN:
            written = " ".join(mention.span.of(annotated.article.text).split())
            names[entity.id] = max(names.get(entity.id, ""), written, key=len)
    return {entity_id: name for entity_id, name in names.items() if _is_form_of(name, entities[entity_id].name)}


def _entity_record(mention: Mention, entity: Entity, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "type": _TYPES[entity.kind],
        "id": entity.country_code or entity.id,
        "name": names.get(entity.id, entity.name),
    }


def _is_form_of(written: str, name: str) -> bool:
    """True for a fuller name, for one that shares a word or begins alike, and for an acronym; false for a nickname."""
    one, other = fold(written).split(), fold(name).split()
    if len(one) > len(other) or not {*one}.isdisjoint(other):
        return True
    letters, all_letters = "".join(one), "".join(other)
    return letters.startswith(all_letters) or all_letters.startswith(letters) or _is_acronym_of(letters, name)


def _is_acronym_of(letters: str, name: str) -> bool:
    """True where the letters are in this order among those that begin the words and the capitals within them."""
    heads = (word[0] + "".join(filter(str.isupper, word[1:])) for word in name.replace("-", " ").split())
    rest = iter("".join(heads).casefold())
    return all(letter in rest for letter in letters)


def _quotation_records(
    quotation: Quotation, group: int, text: str, names: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    for segment in quotation.segments:
        span = inside_marks(segment, text)
        record: dict[str, Any] = {"start": span.start, "end": span.end, "kind": str(segment.kind), "group": group}
        if quotation.speaker is not None:
            if quotation.speaker.span is not None:
                record["speaker_start"] = quotation.speaker.span.start
                record["speaker_end"] = quotation.speaker.span.end
            record["speaker"] = names.get(quotation.speaker.entity_id, quotation.speaker.name)
            record["confidence"] = round(quotation.confidence, 3)
        if quotation.cue is not None:
            record["cue_start"] = quotation.cue.start
            record["cue_end"] = quotation.cue.end
        yield record
