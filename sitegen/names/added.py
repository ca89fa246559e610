"""What the author calls a person, a place, an organisation or a term, though nobody lists it: names with a kind."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sitegen.knowledge import KnowledgeBase
from sitegen.model import Entity, Kind, Mention, Origin
from sitegen.text.slugs import NOT_FOR_PAGES
from sitegen.text.spans import Element
from sitegen.text.values import value

EVERYWHERE = "everywhere"
"""An attribute of `entity` marks that hold in the whole article. Without an id the name is hidden there, with its short
forms."""


@value
class Added:
    """The author's marks, each with the id that its name has here, and the entities that only they make, by id."""

    marks: Sequence[Element]
    entities: Mapping[str, Entity]


def added_by_author(marks: Sequence[Element], knowledge: KnowledgeBase, taken: Container[str] = ()) -> Added:
    """What the marks that tell a kind add to what is known.

    A name that is listed with that kind means what is listed. Where its id is that of something of another kind, of the
    author’s too, or is `taken`, the kind stands at the end of its own. Countries are not added.
    """
    if not any(mark.tag == "entity" and mark.get("kind") for mark in marks):
        return Added(marks, {})
    told: list[Element] = []
    entities: dict[str, Entity] = {}
    ids: dict[tuple[str, str, str], str] = {}
    for mark in marks:
        kind, name, wanted = mark.get("kind"), mark.get("name") or "", mark.get("id") or ""
        if mark.tag != "entity" or not kind:
            told.append(mark)
            continue
        key = (wanted, kind, name)
        if key not in ids:
            ids[key] = _with_kind(id_of_kind(wanted, Kind(kind), name, knowledge), kind, entities, taken)
        entity_id = ids[key]
        if entity_id and knowledge.get(entity_id) is None:
            entities.setdefault(entity_id, Entity(entity_id, Kind(kind), name))
        told.append(replace(mark, attrs=tuple(_with_id(mark.attrs, entity_id))))
    return Added(told, entities)


def _with_kind(entity_id: str, kind: str, entities: Mapping[str, Entity], taken: Container[str]) -> str:
    """The id, with the kind at its end where something else has it."""
    other = entities.get(entity_id)
    is_free = other is None or other.kind == kind
    return entity_id if is_free and entity_id not in taken else f"{entity_id}-{kind}"


def taken_in_text(added: Added, found: Iterable[Entity], mentions: Iterable[Mention]) -> frozenset[str]:
    """The ids that the author’s single mentions have, and that would be those of something else in the text.

    What is `found` has its kind at the end of its id for that alone: in other articles it would be somebody else.
    """
    single = {mark.get("id") or "" for mark in added.marks if mark.get("kind") and not mark.get(EVERYWHERE)}
    single -= {mark.get("id") for mark in added.marks if mark.get(EVERYWHERE)}
    there = {mention.entity_id for mention in mentions} - added.entities.keys()
    moved = {entity.id.removesuffix(f"-{entity.kind}") for entity in found if entity.id in there}
    return frozenset(moved & single & added.entities.keys())


def id_of_kind(wanted: str, kind: Kind, name: str, knowledge: KnowledgeBase) -> str:
    """The id of what a name of this kind means; empty for a country that is not known."""
    known = knowledge.get(wanted)
    if known is not None and known.kind is kind:
        return wanted
    named = (one.id for one in knowledge if one.kind is kind and (one.name == name or name in one.aliases))
    listed = next(named, "")
    if listed or kind is Kind.COUNTRY:
        return listed
    return wanted if known is None and wanted not in NOT_FOR_PAGES else f"{wanted}-{kind}"


def _with_id(attrs: Iterable[tuple[str, str]], entity_id: str) -> Iterator[tuple[str, str]]:
    return ((key, entity_id if key == "id" else value) for key, value in attrs)


def found_of(added: Mapping[str, Entity], told: Iterable[Entity]) -> tuple[Entity, ...]:
    """The entities that the author makes, as found ones, with what the text tells of them."""
    more = {entity.id: entity for entity in told}
    return tuple(replace(one.with_told(more.get(one.id)), origin=Origin.FOUND) for one in added.values())


def strangers(mentions: Iterable[Mention], marks: Iterable[Element], known: Mapping[str, Entity]) -> dict[str, Entity]:
    """By id those whom the author links and the article does not name: people of other articles, as far as is known."""
    by_hand = {mark.get("id") for mark in marks if mark.tag == "entity"}
    ids = dict.fromkeys(one.entity_id for one in mentions if one.entity_id in by_hand and one.entity_id not in known)
    return {one: stranger(one) for one in ids}


def stranger(entity_id: str) -> Entity:
    """The entity with an id of which nothing else is known: a person, with the name that the id was made of."""
    return Entity(entity_id, Kind.PERSON, entity_id.replace("-", " ").title(), origin=Origin.FOUND)
