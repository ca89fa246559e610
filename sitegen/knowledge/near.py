"""Which entity was likely meant by an id that is none's: only what is near."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.model import Entity
from sitegen.text.near import nearest


def nearest_id(wanted: str, entities: Iterable[Entity]) -> str:
    """The id that was likely meant, of one of these entities: of the kind that is asked, so far as the caller knows it.

    That is one with this name, else one with nearly this id, else the only one whose id has all the words; or empty.
    """
    known = {entity.id: entity for entity in entities}
    named = _plain(wanted)
    by_name = (one.id for one in known.values() if named in map(_plain, (one.name, *one.aliases)))
    near = next(by_name, "") or nearest(wanted, known)
    if near:
        return near
    words = set(wanted.split("-"))
    whole = [entity_id for entity_id in known if words <= set(entity_id.split("-"))]
    return whole[0] if len(whole) == 1 else ""


def _plain(name: str) -> str:
    return name.casefold().replace("-", " ").replace(".", "")
