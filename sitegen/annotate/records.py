"""The exchange format of `sitegen annotate`: one JSON object a text, with standoff entities and quotations.

This is the only module that knows its words: `org` for an organisation, `quote` for a quotation, a country's ISO code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sitegen.knowledge import KnowledgeBase
from sitegen.model import Annotated, Entity, Kind, Mention, Origin, Quotation
from sitegen.site.spoken import inside_marks
from sitegen.site.thresholds import above_threshold, shown_speaker

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
    found = {entity.id: entity for entity in annotated.found}
    text = annotated.article.text
    written = _fullest_names(annotated)
    return {
        "id": identifier,
        "entities": [
            _entity_record(mention, entity, written[mention.entity_id])
            for mention in annotated.mentions
            if (entity := knowledge.get(mention.entity_id) or found.get(mention.entity_id)) is not None
        ],
        "dates": [
            {"start": date.span.start, "end": date.span.end, "value": date.value, "approximate": date.approximate}
            for date in annotated.dates
        ],
        "quotes": [
            record
            for group, quotation in enumerate(annotated.quotations, 1)
            for record in _quotation_records(quotation, group, text)
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


def _fullest_names(annotated: Annotated) -> dict[str, str]:
    """The longest form in which the text itself names each entity."""
    names: dict[str, str] = {}
    for mention in annotated.mentions:
        words = " ".join(mention.span.of(annotated.article.text).split())
        names[mention.entity_id] = max(names.get(mention.entity_id, ""), words, key=len)
    return names


def _entity_record(mention: Mention, entity: Entity, written: str) -> dict[str, Any]:
    """The mention; an organisation of the tables is named as fully as the text names it, its id tells which it is."""
    built_in = entity.kind is Kind.ORGANIZATION and entity.origin is Origin.BUILT_IN
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "type": _TYPES[entity.kind],
        "id": entity.country_code or entity.id,
        "name": written if built_in and _is_form_of(written, entity.name) else entity.name,
    }


def _is_form_of(written: str, name: str) -> bool:
    """True for the initials of a name, the name of which it is the initials, and for what shares a word with it.

    So does one word for several, PizzaExpress or HuffPost; a nickname does not.
    """
    ours, theirs = _words(written), _words(name)
    short, whole = written.replace(".", ""), name.replace(".", "")
    initials = short in _initials(name) or whole in _initials(written)
    return initials or "".join(ours) == "".join(theirs) or _is_clipped(name, ours) or not set(ours).isdisjoint(theirs)


def _is_clipped(name: str, words: list[str]) -> bool:
    """True for a name in one word that begins like each of the words: HuffPost for Huffington Post."""
    parts = [part.lower() for part in re.findall("[A-Z][a-z]+", name)]
    return len(parts) == len(words) > 1 and all(map(str.startswith, words, parts))


def _words(name: str) -> list[str]:
    return name.lower().replace(".", " ").split()


def _initials(name: str) -> tuple[str, ...]:
    """The first letters of the capitalised words of a name; hyphens may part them, and the last may be left out."""
    letters = ("".join(word[0] for word in words if word[0].isupper()) for words in (name.split(), _parts(name)))
    return tuple(some for whole in letters for some in (whole, whole[:-1]) if len(some) > 1)


def _parts(name: str) -> list[str]:
    return name.replace("-", " ").split()


def _quotation_records(quotation: Quotation, group: int, text: str) -> Iterator[dict[str, Any]]:
    for segment in quotation.segments:
        span = inside_marks(segment, text)
        record: dict[str, Any] = {"start": span.start, "end": span.end, "kind": str(segment.kind), "group": group}
        if quotation.speaker is not None:
            if quotation.speaker.span is not None:
                record["speaker_start"] = quotation.speaker.span.start
                record["speaker_end"] = quotation.speaker.span.end
            record["speaker"] = quotation.speaker.name
            record["confidence"] = round(quotation.confidence, 3)
        if quotation.cue is not None:
            record["cue_start"] = quotation.cue.start
            record["cue_end"] = quotation.cue.end
        yield record
