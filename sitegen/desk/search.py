"""Whom an author may mean: entities found by a few letters of a name."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from sitegen.model import Entity, Origin


def search(
    entities: Iterable[Entity], query: str, kind: str = "", limit: int = 20, near: Container[str] = ()
) -> list[dict[str, str]]:
    """The entities whose names, aliases or ids have words that begin as those of the query do, the best first.

    Those whose ids are `near` come before others that fit as well.
    """
    wanted = query.casefold().split()
    found = [
        (rank, entity.id not in near, entity.origin is Origin.BUILT_IN, entity.name, entity)
        for entity in entities
        if (not kind or entity.kind == kind) and (rank := _rank(entity, wanted)) is not None
    ]
    return [_found(entity) for *_, entity in sorted(found, key=lambda one: one[:4])[:limit]]


def _rank(entity: Entity, wanted: Sequence[str]) -> int | None:
    """0 where a name begins with the query, 1 where all its words begin words of one name, None where they do not."""
    best: int | None = None
    for name in (entity.name, *entity.aliases, entity.id.replace("-", " ")):
        low = name.casefold()
        if low.startswith(" ".join(wanted)):
            return 0
        words = low.replace("-", " ").split()
        if all(any(word.startswith(one) for word in words) for one in wanted):
            best = 1
    return best


def _found(entity: Entity) -> dict[str, str]:
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": str(entity.kind),
        "origin": str(entity.origin),
        "summary": entity.summary,
    }
