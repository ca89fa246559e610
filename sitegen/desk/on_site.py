"""What a move about a name changes for every article: in knowledge/ and in site.yaml."""

from __future__ import annotations

from sitegen.desk.entries import find_entry, place_for, value_of, with_alias
from sitegen.desk.job import SITE, FileEdits, Job, impossible
from sitegen.desk.moves import NewEntry
from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.files.yaml_edit import Edit, Put, Remove
from sitegen.files.yaml_scalars import Flow
from sitegen.model import Entity, Origin
from sitegen.text.folding import fold


def new_entry(job: Job, entry: NewEntry) -> FileEdits:
    shown, at = place_for(job.scene.grounds.root, entry)
    return FileEdits(shown, (Put(at, value_of(entry)),))


def entry_of(entity: Entity, entity_id: str = "") -> NewEntry:
    """An entry of what is known of somebody whom nobody listed."""
    role = entity.roles[-1].title if entity.roles and entity.origin is Origin.FOUND else ""
    return NewEntry(entity.name, entity.kind, entity_id or entity.id, role=role)


def known_entity(job: Job, entity_id: str) -> Entity:
    """Who has an id: listed, built in, or found in an article. Raises SitegenError (SG758)."""
    grounds = job.scene.grounds
    here = (one.entity for one in job.scene.explanation.names if one.entity and one.entity.id == entity_id)
    known = grounds.knowledge.get(entity_id) or grounds.site.entities.get(entity_id) or next(here, None)
    if known is None:
        hint = "search for the name, or make a new entry"
        raise SitegenError(Diagnostic("desk", f"nobody has the id `{entity_id}`", "SG758", help=hint))
    return known


def put_alias(job: Job, entity_id: str) -> FileEdits:
    """The name as an alias of an entry, or of a new one where nobody wrote one."""
    known = known_entity(job, entity_id)
    listed = find_entry(job.scene.grounds.root, job.scene.grounds.knowledge, entity_id)
    if listed is None:
        return new_entry(job, with_alias(entry_of(known, entity_id), job.name))
    aliases = listed.value.get("aliases", ())
    if job.name in (*aliases, listed.value.get("name")):
        raise impossible(listed.shown, f"“{job.name}” is a name of `{entity_id}` already", "choose “in this article”")
    at = (*listed.at, "aliases")
    return FileEdits(listed.shown, (Put((*at, len(aliases)), job.name) if aliases else Put(at, Flow([job.name])),))


def found_entity(job: Job) -> Entity:
    if job.entity is None:
        raise impossible(job.move.article, f"“{job.name}” was not found to be anything", "say what it is: its kind")
    return job.entity


def put_in_site(job: Job, *, ignored: bool, kind: str = "") -> FileEdits:
    """`ignore:` or `kinds:` with the name, and the other one without."""
    ignore, kinds = list(job.site_keys.get("ignore", ())), job.site_keys.get("kinds", {})
    name, edits = job.full_name, list[Edit]()
    key, held = job.key_of(kinds, name), [fold(one) for one in ignore]
    if ignored:
        edits += [Put(("ignore", len(ignore)), name)] if fold(name) not in held else []
        edits += [Remove(("kinds", key))] if key in kinds else []
    else:
        edits += [Put(("kinds", key), kind)] if kind else [Remove(("kinds", key))] if key in kinds else []
        edits += [Remove(("ignore", held.index(fold(name))))] if fold(name) in held else []
    return FileEdits(SITE, tuple(edits))
