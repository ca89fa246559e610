"""All known entities by their ids: the user's entries laid over what is built in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from functools import cache, cached_property
from operator import attrgetter

from sitegen.diagnostics import Diagnostic
from sitegen.knowledge.countries import country_entities, place_entities
from sitegen.knowledge.organizations import organization_entities
from sitegen.model import Entity, Kind, Origin
from sitegen.text.values import value


@value(slots=False)
class KnowledgeBase:
    """All known entities, sorted by id; ids are unique across kinds."""

    entities: tuple[Entity, ...] = ()
    warnings: tuple[Diagnostic, ...] = field(default=(), compare=False, repr=False)
    """What the user should look at in the entries."""

    @cached_property
    def by_id(self) -> dict[str, Entity]:
        """The entities by their ids."""
        return {entity.id: entity for entity in self.entities}

    def get(self, entity_id: str) -> Entity | None:
        """The entity with this id, or None."""
        return self.by_id.get(entity_id)

    def __iter__(self) -> Iterator[Entity]:
        return iter(self.entities)

    @property
    def compiled_as(self) -> KnowledgeBase:
        """The knowledge base for which what is compiled of its names was made."""
        return self

    def with_added(self, entities: Iterable[Entity]) -> KnowledgeBase:
        """The same with more entities, which `get` alone gives: nothing is compiled anew, none of their names found."""
        added = {entity.id: entity for entity in entities}
        return _WithAdded(self.entities, self.warnings, self, added) if added else self


@value(slots=False)
class _WithAdded(KnowledgeBase):
    """A knowledge base, and what one article adds to it."""

    base: KnowledgeBase = field(default_factory=KnowledgeBase)
    added: Mapping[str, Entity] = field(default_factory=dict)

    def get(self, entity_id: str) -> Entity | None:
        """The entity with this id, or None."""
        return self.added.get(entity_id) or self.base.get(entity_id)

    @property
    def compiled_as(self) -> KnowledgeBase:
        """The knowledge base for which what is compiled of its names was made."""
        return self.base


@cache
def builtin_knowledge() -> KnowledgeBase:
    """The countries of the world, well-known places and organisations, with nothing of the user's."""
    return combine(())


def combine(entries: tuple[Entity, ...]) -> KnowledgeBase:
    """The entries over the built-in entities: the same id or a country's name overrides, and fills what is left out."""
    builtin = dict(_built_in())
    taken: dict[str, Entity] = {}
    for entry in entries:
        base = builtin.pop(entry.id, None) or builtin.pop(_built_in_ids().get((entry.kind, entry.name), ""), None)
        taken[entry.id] = _over(base, entry) if base and base.kind is entry.kind else entry
    return KnowledgeBase(tuple(sorted((*builtin.values(), *taken.values()), key=attrgetter("id"))))


def _names(entity: Entity) -> tuple[str, ...]:
    return (entity.name, *entity.aliases)


def _over(base: Entity, entry: Entity) -> Entity:
    """The user's entry, with what it leaves out taken from the built-in one. A country keeps the built-in id."""
    return replace(
        entry,
        id=base.id if base.kind is Kind.COUNTRY else entry.id,
        aliases=tuple(name for name in dict.fromkeys((*entry.aliases, *_names(base))) if name != entry.name),
        summary=entry.summary or base.summary,
        facts=(*entry.facts, *(f for f in base.facts if f.label not in {own.label for own in entry.facts})),
        references=entry.references or base.references,
        country=entry.country or base.country,
        country_code=base.country_code,
        origin=Origin.KNOWLEDGE,
    )


@cache
def _built_in() -> Mapping[str, Entity]:
    entities = (*organization_entities(), *place_entities(), *country_entities())
    return {entity.id: entity for entity in entities}


@cache
def _built_in_ids() -> Mapping[tuple[Kind, str], str]:
    """The ids of the built-in entities by their names."""
    return {(entity.kind, name): entity.id for entity in _built_in().values() for name in _names(entity)}
