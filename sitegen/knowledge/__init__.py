"""The entities that sitegen knows: the user's entries over the built-in countries, places and organisations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from os.path import splitext
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.files.text_file import read_text_file
from sitegen.files.walk import walk
from sitegen.knowledge.countries import country_entities, place_entities
from sitegen.knowledge.organizations import organization_entities
from sitegen.model import Entity, Fact, Gender, Kind, Origin, Reference, Role
from sitegen.text.letters import clean
from sitegen.text.slugs import make_slug
from sitegen.text.values import uncollected

if TYPE_CHECKING:
    from sitegen.files.yaml_file import YamlDocument
    from sitegen.project.entries import EntityEntry, RoleEntry


@dataclass(frozen=True)
class KnowledgeBase:
    """All known entities, sorted by id; ids are unique across kinds."""

    entities: tuple[Entity, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Entity]:
        """The entities by their ids."""
        return {entity.id: entity for entity in self.entities}

    def get(self, entity_id: str) -> Entity | None:
        """The entity with this id, or None."""
        return self.by_id.get(entity_id)

    def __iter__(self) -> Iterator[Entity]:
        return iter(self.entities)


@cache
def builtin_knowledge() -> KnowledgeBase:
    """The countries of the world, well-known places and organisations, with nothing of the user's."""
    return _combine(())


@uncollected()
def load_knowledge(folder: Path, root: Path | None = None) -> KnowledgeBase:
    """The entries in `folder`/**/*.yaml over the built-in ones. A folder that is not there adds nothing.

    Drafts are checked, and left out.
    Raises SitegenError with every mistake in every file: SG1xx for YAML and keys, SG201 for an id used twice,
    SG202 for a country that is not known, SG203 for an alias that two entries claim.
    """
    root = root or folder.parent
    problems: list[Diagnostic] = []
    found: list[_Listed] = []
    for path in knowledge_files(folder):
        try:
            found.extend(_read_entities(path, path.relative_to(root).as_posix()))
        except SitegenError as error:
            problems.extend(error.diagnostics)
    problems.extend(_clashes(found))
    knowledge = _combine(tuple(listed.entity for listed in found if not listed.is_draft))
    problems.extend(
        listed.diagnostic(f"there is no country with the id `{listed.entity.country}`", "SG202", _COUNTRY_HELP)
        for listed in found
        if listed.entity.country and not _is_country(knowledge, listed.entity.country)
    )
    if problems:
        raise SitegenError(problems)
    return knowledge


def names_only(knowledge: KnowledgeBase) -> KnowledgeBase:
    """What the annotator is given: the entities without what is only shown, so that a new summary changes nothing.

    The same value again for the last few lists of names, so that what is compiled from it is kept as well.
    """
    built_in = builtin_knowledge().by_id
    own = tuple(_bare(entity) for entity in knowledge if built_in.get(entity.id) is not entity)
    return _names_of(own, frozenset(built_in.keys() - knowledge.by_id.keys()))


@lru_cache(maxsize=8)
def _names_of(own: tuple[Entity, ...], without: frozenset[str]) -> KnowledgeBase:
    """The user's own entries over the built-in ones without some of these."""
    kept = {entity_id: entity for entity_id, entity in _bare_built_in().items() if entity_id not in without}
    listed = kept | {entity.id: entity for entity in own}
    return KnowledgeBase(tuple(listed[entity_id] for entity_id in sorted(listed)))


def own_names(names: KnowledgeBase) -> Iterator[Entity]:
    """Of what `names_only` gives, the user's own entries."""
    yield from (entity for entity in names if _bare_built_in().get(entity.id) is not entity)


def _bare(entity: Entity) -> Entity:
    return replace(entity, summary="", facts=(), references=(), url="", image="")


@cache
def _bare_built_in() -> Mapping[str, Entity]:
    return {entity.id: _bare(entity) for entity in builtin_knowledge()}


@cache
def _built_in() -> Mapping[str, Entity]:
    entities = (*organization_entities(), *place_entities(), *country_entities())
    return {entity.id: entity for entity in entities}


@cache
def _built_in_ids() -> Mapping[tuple[Kind, str], str]:
    """The ids of the built-in entities by their names."""
    return {(entity.kind, name): entity.id for entity in _built_in().values() for name in _names(entity)}


_SUFFIXES = frozenset({".yaml", ".yml"})
_KINDS = {kind.value: kind for kind in Kind}
_GENDERS = {gender.value: gender for gender in Gender}
_COUNTRY_HELP = "use the slug of its English name, such as `poland` or `united-states`"


def knowledge_files(folder: Path) -> tuple[Path, ...]:
    """The YAML files below `folder`, sorted by path; links that leave it are passed over."""
    if not folder.is_dir():
        return ()
    home = folder.resolve()
    found = walk(folder, lambda name: splitext(name)[1] in _SUFFIXES)
    inside = (file.path for file in found if not file.is_link or _leads_to_file_in(home, file.path))
    return tuple(sorted(inside, key=lambda path: path.parts))


def _leads_to_file_in(home: Path, path: Path) -> bool:
    return path.is_file() and path.resolve().is_relative_to(home)


@dataclass(frozen=True, slots=True)
class _Listed:
    """An entity of the user's, and where it is listed: at its id, or at its name."""

    entity: Entity
    document: YamlDocument
    at: tuple[str | int, ...]
    is_draft: bool = False

    def diagnostic(self, message: str, code: str, hint: str) -> Diagnostic:
        """What is wrong with it."""
        return self.document.diagnostic(self.at, message, code, hint)

    @property
    def location(self) -> str:
        """Its file, line and column."""
        return self.document.diagnostic(self.at, "", "").location


def _read_entities(path: Path, shown: str) -> list[_Listed]:
    """The entities of one file."""
    from sitegen.files.yaml_file import read_document, valid_ones, validate
    from sitegen.project.entries import EntityEntry

    document = read_document(read_text_file(path, shown), shown)
    values = document.value if isinstance(document.value, list) else [document.value] if document.value else []
    entries = valid_ones(EntityEntry, values)
    problems: list[Diagnostic] = []
    entities = []
    for index, value in enumerate(values):
        at = (index,) if isinstance(document.value, list) else ()
        try:
            entry = entries[index] if entries else validate(document, EntityEntry, value, at)
            entities.append(_listed(document, entry, at))
        except SitegenError as error:
            problems.extend(error.diagnostics)
    if problems:
        raise SitegenError(problems)
    return entities


def _listed(document: YamlDocument, entry: EntityEntry, at: tuple[str | int, ...]) -> _Listed:
    where = (*at, "id" if entry.id else "name")
    identifier = entry.id or make_slug(clean(entry.name))
    if not identifier:
        hint = "give it an `id:` of letters a–z"
        raise SitegenError(document.diagnostic(where, f"no id can be made of the name {entry.name!r}", "SG201", hint))
    return _Listed(_entity(entry, identifier), document, where, entry.status == "draft")


def _entity(entry: EntityEntry, identifier: str) -> Entity:
    kind, name = _KINDS[entry.kind], clean(entry.name)
    return Entity(
        id=identifier,
        kind=kind,
        name=name,
        aliases=tuple(dict.fromkeys(alias for alias in map(clean, entry.aliases) if alias != name)),
        summary=entry.summary,
        glossary=entry.glossary or kind is Kind.TERM,
        roles=tuple(map(_role, entry.roles)),
        facts=tuple(Fact(label, value) for label, value in entry.facts.items()),
        references=tuple(Reference(source.title, source.url) for source in entry.sources),
        url=entry.url,
        image=entry.image,
        country=entry.country,
        gender=_GENDERS[entry.gender],
    )


def _role(entry: RoleEntry) -> Role:
    from sitegen.project.entries import first_day, last_day

    start = first_day(entry.start) if entry.start else None
    end = last_day(entry.end) if entry.end else None
    return Role(entry.title, start, end, entry.start, entry.end)


def _clashes(found: Iterable[_Listed]) -> Iterator[Diagnostic]:
    """Two entries with one id, and two that claim one name; people may bear the same."""
    ids: dict[str, _Listed] = {}
    names: dict[tuple[str, Kind], _Listed] = {}
    for listed in found:
        entity = listed.entity
        if entity.id in ids:
            message = f"the id `{entity.id}` is used twice; the other is at {ids[entity.id].location}"
            yield listed.diagnostic(message, "SG201", "give one of the two another `id:`")
            continue
        ids[entity.id] = listed
        for name in (entity.name, *entity.aliases):
            other = names.setdefault((name, entity.kind), listed)
            if other is not listed and entity.kind is not Kind.PERSON:
                message = f"{name!r} also names `{other.entity.id}` at {other.location}"
                yield listed.diagnostic(message, "SG203", "a name or alias can mean one entity only")


def _combine(entries: tuple[Entity, ...]) -> KnowledgeBase:
    """The entries over the built-in entities: the same id or a country's name overrides, and fills what is left out."""
    builtin = dict(_built_in())
    taken: dict[str, Entity] = {}
    for entry in entries:
        base = builtin.pop(entry.id, None) or builtin.pop(_built_in_ids().get((entry.kind, entry.name), ""), None)
        taken[entry.id] = _over(base, entry) if base and base.kind is entry.kind else entry
    return KnowledgeBase(tuple(sorted((*builtin.values(), *taken.values()), key=lambda entity: entity.id)))


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


def _is_country(knowledge: KnowledgeBase, entity_id: str) -> bool:
    entity = knowledge.get(entity_id)
    return entity is not None and entity.kind is Kind.COUNTRY
