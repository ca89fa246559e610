"""What a move changes: for each act and scope the files and the keys in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from sitegen.desk.dated import held_date, say_date
from sitegen.desk.entries import find_entry, id_of, with_alias
from sitegen.desk.in_article import held_mention, put_entity, put_mention, say_checked, without_own
from sitegen.desk.job import SITE, FileEdits, Job, impossible
from sitegen.desk.moves import Act, Move, Scope
from sitegen.desk.on_site import entry_of, found_entity, known_entity, new_entry, put_alias, put_in_site
from sitegen.desk.said import held_quotation, say_form, say_new, say_span, say_speaker, say_unsaid
from sitegen.desk.scene import Scene, spans_of
from sitegen.files.yaml_edit import Edit, Put, Remove
from sitegen.model import Entity


def plan(move: Move, scene: Scene) -> tuple[FileEdits, ...]:
    """What a move changes, the file of the article last. Raises SitegenError: SG752, SG756, SG757, SG758."""
    job = Job(move, scene)
    planned = _ACTS[move.act](job)
    is_wider = move.scope is Scope.EVERYWHERE and move.act in _MEANINGS
    return (*planned, *without_own(job)) if is_wider else planned


_MEANINGS = frozenset({Act.HIDE, Act.KIND, Act.ENTITY, Act.ALIAS})
"""What says in every article what a name means."""


def _hide(job: Job) -> tuple[FileEdits, ...]:
    if job.move.scope is Scope.EVERYWHERE:
        return (put_in_site(job, ignored=True),)
    return (_meaning(job, ""),)


def _meaning(job: Job, entity_id: str) -> FileEdits:
    """The id that the name, or this mention, has; "" for none."""
    if job.move.scope is Scope.HERE:
        return put_mention(job, "entity", entity_id)
    return put_entity(job, entity_id)


def _entity(job: Job) -> tuple[FileEdits, ...]:
    entry = job.move.entry
    if entry is None:
        known_entity(job, job.move.entity)
        everywhere = job.move.scope is Scope.EVERYWHERE
        return (put_alias(job, job.move.entity) if everywhere else _meaning(job, job.move.entity),)
    if job.move.scope is Scope.EVERYWHERE:
        return (new_entry(job, with_alias(entry, job.name)),)
    return (new_entry(job, entry), _meaning(job, id_of(entry)))


def _kind(job: Job) -> tuple[FileEdits, ...]:
    kind = str(job.move.kind)
    if job.move.scope is Scope.HERE:
        return (put_mention(job, "kind", kind),)
    if job.move.scope is Scope.ARTICLE:
        return (put_entity(job, {"kind": kind}),)
    found = job.entity
    grounds = job.scene.grounds
    listed = find_entry(grounds.root, grounds.knowledge, found.id) if found is not None else None
    if listed is not None:
        return (FileEdits(listed.shown, (Put((*listed.at, "kind"), kind),)),)
    return (put_in_site(job, ignored=False, kind=kind),)


def _role(job: Job) -> tuple[FileEdits, ...]:
    if job.move.scope is Scope.ARTICLE:
        return (put_entity(job, {"role": job.move.role}),)
    found, grounds = found_entity(job), job.scene.grounds
    listed = find_entry(grounds.root, grounds.knowledge, found.id)
    if listed is None:
        return (new_entry(job, replace(entry_of(found), role=job.move.role)),)
    roles = listed.value.get("roles", ())
    at = (*listed.at, "roles", len(roles))
    return (FileEdits(listed.shown, (Put(at, {"title": job.move.role}),)),)


def _accept(job: Job) -> tuple[FileEdits, ...]:
    found = found_entity(job)
    if job.move.scope is Scope.EVERYWHERE:
        return (_accepted_entry(job, found),)
    return (_meaning(job, found.id),)


def _accepted_entry(job: Job, found: Entity) -> FileEdits:
    """A new entry, or one that was drafted, which is no draft any more."""
    grounds = job.scene.grounds
    listed = find_entry(grounds.root, grounds.knowledge, found.id)
    if listed is None:
        return new_entry(job, entry_of(found))
    if listed.value.get("status") != "draft":
        raise impossible(listed.shown, f"`{found.id}` stands here already", "there is nothing to accept")
    return FileEdits(listed.shown, (Remove((*listed.at, "status")),))


def _new_entry(job: Job) -> tuple[FileEdits, ...]:
    assert job.move.entry is not None
    return (new_entry(job, job.move.entry),)


def _add_alias(job: Job) -> tuple[FileEdits, ...]:
    return (put_alias(job, job.move.entity),)


def _withdraw(job: Job) -> tuple[FileEdits, ...]:
    if job.move.scope is Scope.EVERYWHERE:
        edits: tuple[Edit, ...] = put_in_site(job, ignored=False).edits
        found = FileEdits(SITE, edits)
    elif job.move.scope is Scope.ARTICLE:
        held = job.keys.get("entities", {})
        key = job.key_of(held, job.name)
        found = job.in_article(*([Remove(("entities", key))] if key in held else []))
    else:
        found = job.in_article(*_corrections_here(job))
    if not found.edits:
        raise impossible(found.shown, "no such correction stands here", "look in the other files")
    return (found,)


def _corrections_here(job: Job) -> Iterable[Edit]:
    mention, date = held_mention(job), held_date(job)
    finding = job.scene.quotation_at(job.span)
    if mention is not None:
        yield Remove(("mentions", mention))
    elif date is not None:
        yield Remove(("dates", date))
    else:
        said = held_quotation(job, (job.span, *(spans_of(finding) if finding is not None else ())))
        yield from [Remove(("quotations", said))] if said is not None else []


_ACTS: Mapping[Act, Callable[[Job], tuple[FileEdits, ...]]] = {
    Act.HIDE: _hide,
    Act.ENTITY: _entity,
    Act.KIND: _kind,
    Act.ROLE: _role,
    Act.ACCEPT: _accept,
    Act.ENTRY: _new_entry,
    Act.ALIAS: _add_alias,
    Act.SPEAKER: say_speaker,
    Act.SPAN: say_span,
    Act.FORM: say_form,
    Act.UNSAID: say_unsaid,
    Act.QUOTATION: say_new,
    Act.DATE: say_date,
    Act.CHECKED: say_checked,
    Act.WITHDRAW: _withdraw,
}
