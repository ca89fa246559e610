"""Fills entries of knowledge/ from Wikidata: the items that they mean, and the files as they would be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from urllib.parse import quote

import sitegen
from sitegen.diagnostics import Diagnostic, Severity, SitegenError
from sitegen.enrich.archive import FOLDER, Archive
from sitegen.enrich.choosing import MOST_NAMED, Choice, choose, unfit_kind
from sitegen.enrich.client import Client
from sitegen.enrich.filling import Filling, Setting, filling_of, is_valid, source_in, source_of
from sitegen.enrich.near import did_you_mean, near_names
from sitegen.enrich.writing import Change, read_raw
from sitegen.files.yaml_edit import Edit, Put, edited
from sitegen.knowledge import load_knowledge
from sitegen.knowledge.written import WrittenEntry, written_entries
from sitegen.model import Entity, Kind
from sitegen.project.config import Config
from sitegen.text.values import value

HOST = "https://www.wikidata.org"
"""The service that is asked."""
_DISTRIBUTION = "sitegen-press"


@value
class Looked:
    """An entry, the items that it may mean, and what the one that it does mean adds."""

    entry: WrittenEntry
    choice: Choice
    filling: Filling | None = None
    """None where the item is not certain, or is of another kind."""


@value
class Enriched:
    """What was found for entries: the files as they would be, and what the author may want to know."""

    looked: tuple[Looked, ...]
    changes: tuple[Change, ...]
    told: tuple[Diagnostic, ...]


def client_for(config: Config) -> Client:
    """Who asks Wikidata for a project: its requests say which program sends them, and where to reach somebody."""
    return Client(HOST, agent_of(config))


def agent_of(config: Config) -> str:
    """The User-Agent: sitegen with its version, and the address of the project, or else of the site, that asks."""
    try:
        given = metadata(_DISTRIBUTION)
        addresses = [line.partition(",")[2].strip() for line in given.get_all("Project-URL") or ()]
    except PackageNotFoundError:
        addresses = []
    told = next(filter(None, [*addresses, config.base_url]), "")
    about = "; ".join(filter(None, (_DISTRIBUTION, f"+{quote(told, safe=':/?&=%')}" if told else "")))
    return f"sitegen/{sitegen.__version__} ({about})"


def enrich(
    root: Path, config: Config, ids: Sequence[str], picked: Mapping[str, str], client: Client, *, refresh: bool = False
) -> Enriched:
    """What Wikidata adds to the entries with these ids, without any to all drafts. Nothing but answers is written.

    `picked` has by the ids of entries those of the items that they mean. Raises SitegenError: SG774 for an id that no
    entry has; SG776 to SG779 where Wikidata gives no answer; and with what is wrong in knowledge/.
    """
    folder = root / "knowledge"
    knowledge = load_knowledge(folder, root)
    countries = frozenset(entity.id for entity in knowledge if entity.kind is Kind.COUNTRY)
    setting = Setting(config.language, config.interface, countries)
    archive = Archive(folder / FOLDER, client.get_json, refresh)
    looked: list[Looked] = []
    told: list[Diagnostic] = []
    for entry in _wanted(tuple(written_entries(folder, root)), (*ids, *picked)):
        try:
            one = _look(entry, archive, setting, picked.get(entry.id, ""))
        except SitegenError as error:
            told.extend(_of_one_entry(error, entry))
            continue
        looked.append(one)
        told.extend(_notes(one, archive))
    return Enriched(tuple(looked), tuple(_changes(looked)), tuple(told))


def _look(entry: WrittenEntry, archive: Archive, setting: Setting, picked: str) -> Looked:
    choice = choose(entry, archive, setting.language, picked)
    if choice.item is None or unfit_kind(choice.item, entry.kind):
        return Looked(entry, choice)
    return Looked(entry, choice, filling_of(choice.item, entry.values, setting, archive.item))


def _of_one_entry(error: SitegenError, entry: WrittenEntry) -> Iterator[Diagnostic]:
    """What is wrong with the answers about one entry, so that others can go on; anything else is raised again."""
    for one in error.diagnostics:
        if one.code != "SG778":
            raise error
        message = f"nothing was learned about {entry.name}: {one.path}: {one.message}"
        yield replace(one, path=entry.shown, line=entry.line, message=message)


def _wanted(entries: tuple[WrittenEntry, ...], ids: Sequence[str]) -> tuple[WrittenEntry, ...]:
    """The entries with these ids, or all drafts. Raises SitegenError (SG774) for ids that no entry has."""
    if not ids:
        return tuple(entry for entry in entries if entry.is_draft)
    known = {entry.id for entry in entries}
    unknown = [wanted for wanted in dict.fromkeys(ids) if wanted not in known]
    if unknown:
        raise SitegenError(_unknown(wanted, entries) for wanted in unknown)
    return tuple(entry for entry in entries if entry.id in ids)


def _unknown(wanted: str, entries: Iterable[WrittenEntry]) -> Diagnostic:
    listed = (Entity(entry.id, Kind(entry.kind), entry.name) for entry in entries)
    hint = did_you_mean(near_names(wanted, listed), f"`sitegen add {wanted} --write` drafts one from the articles")
    return Diagnostic(wanted, "there is no entry with this id in knowledge/", "SG774", help=hint)


def _changes(looked: Iterable[Looked]) -> Iterator[Change]:
    """The files with what is added to their entries. Raises SitegenError (SG755) where a file cannot take it."""
    by_file: dict[Path, list[Looked]] = {}
    for one in looked:
        by_file.setdefault(one.entry.path, []).append(one)
    for path, several in by_file.items():
        before, shown = read_raw(path), several[0].entry.shown
        after = edited(before, [edit for one in several for edit in _edits(one)], shown)
        if after != before:
            yield Change(path, shown, before, after)


def _edits(one: Looked) -> Iterator[Edit]:
    """The new keys of an entry, and the item among the sources that it has already."""
    entry, item = one.entry, one.choice.item
    if one.filling is None or item is None:
        return
    for key, filled in one.filling.keys.items():
        if is_valid({"name": entry.name, "kind": entry.kind, key: filled}):
            yield Put((*entry.at, key), filled)
    sources = entry.values.get("sources")
    if sources and not source_in(entry.values):
        yield Put((*entry.at, "sources", len(sources)), source_of(item))


def _notes(one: Looked, archive: Archive) -> Iterator[Diagnostic]:
    """What the author has to decide about an entry, or may want to know of it."""
    entry, item = one.entry, one.choice.item
    if item is None:
        yield _undecided(one)
    elif one.filling is None:
        message = f"{item.qid} is {unfit_kind(item, entry.kind)}; `{entry.id}` is listed as a {entry.kind}"
        yield _told(entry, message, "SG782", "pick another item, or change the `kind:` of the entry")
    else:
        yield from _further(entry, one.filling, archive)


def _undecided(one: Looked) -> Diagnostic:
    entry, fitting = one.entry, one.choice.fitting
    if fitting:
        number = f"more than {MOST_NAMED}" if one.choice.is_cut else str(len(fitting))
        message = f"{number} items of Wikidata may be {entry.name}; none was taken"
        return _told(entry, message, "SG781", f"choose one: sitegen enrich --pick {entry.id}={fitting[0].item.qid}")
    hint = f"if there is one under another name: sitegen enrich --pick {entry.id}=Q…"
    return _told(entry, f"no item of Wikidata with this name fits {entry.name}", "SG780", hint)


def _further(entry: WrittenEntry, filling: Filling, archive: Archive) -> Iterator[Diagnostic]:
    """What was left out, and the picture that there is."""
    if filling.undated:
        offices = "an office" if filling.undated == 1 else f"{filling.undated} offices"
        message = f"left out {offices} of {entry.name}: it is not told when they began or ended"
        yield _told(entry, message, "SG784", "add them to `roles:` with `from` and `to`", Severity.NOTE)
    if filling.image:
        licence = _licence(filling.image, archive)
        message = f"Wikimedia Commons has a picture of {entry.name}: {filling.image} ({licence})"
        address = "https://commons.wikimedia.org/wiki/File:" + quote(filling.image.replace(" ", "_"))
        hint = f"see {address}; to show it, save it in static/ and name it under `image:`, with its credit"
        yield _told(entry, message, "SG785", hint, Severity.NOTE)


def _licence(image: str, archive: Archive) -> str:
    with suppress(SitegenError):
        if told := archive.licence(image):
            return f"licence: {told}"
    return "under which licence is not told"


def _told(entry: WrittenEntry, message: str, code: str, hint: str, severity: Severity = Severity.WARNING) -> Diagnostic:
    return Diagnostic(entry.shown, message, code, entry.line, help=hint, severity=severity)
