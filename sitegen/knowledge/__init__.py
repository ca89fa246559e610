"""The entities that sitegen knows: the user's entries over the built-in countries, places and organisations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter
from pathlib import Path

from sitegen.diagnostics import SitegenError
from sitegen.knowledge.base import KnowledgeBase, builtin_knowledge, combine
from sitegen.knowledge.checks import find_clashes, find_doubts, find_missing
from sitegen.knowledge.kept import KeptEntries
from sitegen.knowledge.listed import knowledge_files, read_listed
from sitegen.model import Entity
from sitegen.text.values import uncollected

__all__ = ["KnowledgeBase", "builtin_knowledge", "knowledge_files", "load_knowledge", "names_only", "own_names"]


@uncollected()
def load_knowledge(folder: Path, root: Path | None = None, kept: KeptEntries | None = None) -> KnowledgeBase:
    """The entries in `folder`/**/*.yaml over the built-in ones. A folder that is not there adds nothing.

    What is `kept` of files that are as they were is not read again. Drafts are checked, and left out. Pictures are
    looked for in static/ below the project's `root`.
    Raises SitegenError with every mistake in every file: SG1xx for YAML and keys, SG201 for an id used twice,
    SG202 for a country that is not known, SG203 for an alias that two entries claim, SG205 for an id that no page can
    have, SG210 for a picture that is not there. Its warnings come with what is known.
    """
    root = root or folder.parent
    found, problems = read_listed(folder, root, kept)
    accepted = tuple(listed for listed in found if not listed.is_draft)
    knowledge = combine(tuple(listed.entity for listed in accepted))
    problems += (*find_clashes(found), *find_missing(found, knowledge, root / "static"))
    if problems:
        raise SitegenError(problems)
    return replace(knowledge, warnings=tuple(find_doubts(accepted, knowledge)))


def names_only(knowledge: KnowledgeBase) -> KnowledgeBase:
    """What the annotator is given: the user's entries without what is only shown, of which none changes what it finds.

    The same value again for the last few lists of names, so that what is compiled from it is kept as well.
    """
    built_in = builtin_knowledge().by_id
    own = tuple(_bare(entity) for entity in knowledge if built_in.get(entity.id) is not entity)
    return _names_of(own, frozenset(built_in.keys() - knowledge.by_id.keys()))


@lru_cache(maxsize=8)
def _names_of(own: tuple[Entity, ...], without: frozenset[str]) -> KnowledgeBase:
    """The user's own entries over the built-in ones without some of these."""
    overruled = without.union([entity.id for entity in own])
    kept = [entity for entity in builtin_knowledge() if entity.id not in overruled]
    return KnowledgeBase(tuple(sorted((*kept, *own), key=attrgetter("id"))))


def own_names(names: KnowledgeBase) -> Iterator[Entity]:
    """Of what `names_only` gives, the user's own entries."""
    built_in = builtin_knowledge().by_id
    yield from (entity for entity in names if built_in.get(entity.id) is not entity)


def _bare(entity: Entity) -> Entity:
    """The entity without what is only shown; as `replace` would make it, of thousands in half the time."""
    return Entity(
        *(entity.id, entity.kind, entity.name, entity.aliases),
        glossary=entity.glossary,
        roles=entity.roles,
        country=entity.country,
        country_code=entity.country_code,
        gender=entity.gender,
        origin=entity.origin,
        certainty=entity.certainty,
        evidence=entity.evidence,
    )
