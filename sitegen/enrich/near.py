"""What somebody may have meant who wrote an id or a name that is not there."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.model import Entity
from sitegen.text.near import near_words


def near_names(written: str, entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """At most three entities whose id or name is like what was written, or holds all its words; the nearest first."""
    by_words: dict[str, Entity] = {}
    for entity in entities:
        for words in (entity.id, entity.name.casefold()):
            by_words.setdefault(words, entity)
    asked = written.casefold()
    like = near_words(asked, by_words)
    parts = asked.split()
    holding = [words for words in by_words if parts and set(parts) <= set(words.replace("-", " ").split())]
    found = {by_words[words].id: by_words[words] for words in (*like, *holding)}
    return tuple(found.values())[:3]


def did_you_mean(near: Iterable[Entity], otherwise: str) -> str:
    """The way out: the ids of what may have been meant, or something else where there is nothing near."""
    told = [f"`{entity.id}` ({entity.name})" for entity in near]
    return f"did you mean {' or '.join(told)}?" if told else otherwise
