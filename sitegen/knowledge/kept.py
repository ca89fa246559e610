"""The entries of a file as an earlier reading left them: flat, quicker to take up than YAML, and the same."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any, Protocol

from sitegen.model import Entity, Fact, Gender, Kind, Reference, Role
from sitegen.text.values import value

Flat = tuple[Any, ...]
"""Numbers, strings and tuples of these."""


class KeptEntries(Protocol):
    """Keeps the entries of files by what these hold, from one reading to the next."""

    def recall(self, key: bytes) -> Flat | None:
        """What was kept under this key, or None."""

    def keep(self, key: bytes, entries: Flat) -> None:
        """Keep the entries of a file."""

    def every(self) -> Iterable[Flat]:
        """The entries of all files that were kept."""


@value
class RememberedEntries:
    """The entries of files by what these hold: as they were kept, and those that are used now."""

    before: Mapping[bytes, Flat]
    used: dict[bytes, Flat] = field(default_factory=dict)
    asked: list[bytes] = field(default_factory=list)
    """What every file holds, in their order, those too whose entries cannot be kept."""

    def recall(self, key: bytes) -> Flat | None:
        """What was kept under this key, or None."""
        self.asked.append(key)
        flat = self.before.get(key)
        if flat is not None:
            self.used[key] = flat
        return flat

    def keep(self, key: bytes, entries: Flat) -> None:
        """Keep the entries of a file."""
        self.used[key] = entries

    def every(self) -> Iterable[Flat]:
        """The entries of all files, as they were kept."""
        return self.before.values()


def key_of(text: str) -> bytes:
    """What the entries of a file with this text are kept under."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def flat_entity(entity: Entity) -> Flat:
    """The entity of an entry, flat."""
    return (
        *(entity.id, str(entity.kind), entity.name, entity.aliases, entity.summary, entity.glossary),
        tuple((one.title, _number(one.start), _number(one.end), one.since, one.until) for one in entity.roles),
        tuple((one.label, one.value) for one in entity.facts),
        tuple((one.title, one.url) for one in entity.references),
        *(entity.url, entity.image, entity.image_alt, entity.image_credit, entity.country, str(entity.gender)),
        entity.sort_name,
    )


def entity_from(flat: Flat) -> Entity:
    """The entity that was made flat."""
    entity_id, kind, name, aliases, summary, glossary, roles, facts, references, url, *more = flat
    image, alt, credit, country, gender, sort_name = more
    return Entity(
        *(entity_id, _KINDS[kind], name, aliases, summary, glossary),
        tuple([Role(title, _day(start), _day(end), since, until) for title, start, end, since, until in roles]),
        tuple([Fact(*one) for one in facts]),
        tuple([Reference(*one) for one in references]),
        *(url, image, alt, credit, country),
        gender=_GENDERS[gender],
        sort_name=sort_name,
    )


_KINDS = {kind.value: kind for kind in Kind}
_GENDERS = {gender.value: gender for gender in Gender}


def _number(day: datetime.date | None) -> int:
    return day.toordinal() if day is not None else 0


def _day(number: int) -> datetime.date | None:
    return datetime.date.fromordinal(number) if number else None
