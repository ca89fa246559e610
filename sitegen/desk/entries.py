"""Entries of knowledge/: where each stands, where a new one goes, and what is written of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sitegen.desk.moves import NewEntry
from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.files.text_file import read_text_file
from sitegen.files.yaml_file import read_document
from sitegen.files.yaml_places import Path as YamlPath
from sitegen.files.yaml_scalars import Flow, Value
from sitegen.knowledge import KnowledgeBase, knowledge_files
from sitegen.model import Kind
from sitegen.text.letters import clean
from sitegen.text.slugs import make_slug
from sitegen.text.values import value

FOLDER = "knowledge"
_FILES = {
    Kind.PERSON: "people.yaml",
    Kind.COUNTRY: "countries.yaml",
    Kind.PLACE: "places.yaml",
    Kind.ORGANIZATION: "organizations.yaml",
    Kind.TERM: "terms.yaml",
}
_NEW_FILE = re.compile(rf"{FOLDER}/(?:[\w-][\w .-]*/)*[\w-][\w .-]*\.ya?ml")


@value
class ListedAt:
    """An entry as it stands in a file: the file below the project folder, the path in it, and what it holds."""

    shown: str
    at: YamlPath
    value: Mapping[str, Any]


def find_entry(root: Path, knowledge: KnowledgeBase, entity_id: str) -> ListedAt | None:
    """The user's own entry of an id, drafts too; None where nobody wrote one."""
    known = knowledge.get(entity_id)
    name = known.name if known is not None else ""
    for path in knowledge_files(root / FOLDER):
        shown = path.relative_to(root).as_posix()
        value = read_document(read_text_file(path, shown), shown).value
        for index, one in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(one, dict) and _is_of(one, entity_id, name):
                return ListedAt(shown, (index,) if isinstance(value, list) else (), one)
    return None


def _is_of(value: Mapping[str, Any], entity_id: str, name: str) -> bool:
    """Whether an entry has this id; a country that is built in has it by its name."""
    own = value.get("name", "")
    if not isinstance(own, str):
        return False
    own = clean(" ".join(own.split()))
    is_country = own == name and value.get("kind") == "country"
    return bool(own) and ((value.get("id") or make_slug(own)) == entity_id or is_country)


def place_for(root: Path, entry: NewEntry) -> tuple[str, YamlPath]:
    """The file in which a new entry goes, and the path in it. Raises SitegenError (SG757) for a file that cannot be."""
    if entry.file and (not _NEW_FILE.fullmatch(entry.file) or ".." in entry.file):
        hint = f"write {FOLDER}/ and a name such as people.yaml"
        raise SitegenError(Diagnostic(entry.file[:80], "is no file for entries", "SG757", help=hint))
    wanted = entry.file or f"{FOLDER}/{_FILES[entry.kind]}"
    count = entries_in(root, wanted)
    if count is None and not entry.file:
        wanted = f"{FOLDER}/{id_of(entry)}.yaml"
        count = entries_in(root, wanted)
    if count is None:
        hint = "choose another file, or make it a list: begin the entry in it with `- `"
        raise SitegenError(Diagnostic(wanted, "holds a single entry", "SG757", help=hint))
    return wanted, (count,)


def entries_in(root: Path, shown: str) -> int | None:
    """How many entries the list in a file has, 0 where there is none yet; None where it holds no list."""
    path = root / shown
    if not path.is_file():
        return 0
    value = read_document(read_text_file(path, shown), shown).value
    return len(value) if isinstance(value, list) else None if value else 0


def files_for_entries(root: Path) -> tuple[str, ...]:
    """The files that may take a new entry: those that are there, and those of each kind."""
    there = [path.relative_to(root).as_posix() for path in knowledge_files(root / FOLDER)]
    return tuple(dict.fromkeys((*there, *(f"{FOLDER}/{name}" for name in _FILES.values()))))


def id_of(entry: NewEntry) -> str:
    """The id that an entry has, or is given by its name."""
    return entry.id or make_slug(clean(entry.name))


def value_of(entry: NewEntry) -> Mapping[str, Value]:
    """What is written of a new entry."""
    values: dict[str, Value] = {
        "name": entry.name,
        "kind": str(entry.kind),
        "id": entry.id if entry.id != make_slug(clean(entry.name)) else "",
        "gender": entry.gender,
        "country": entry.country,
        "aliases": Flow(entry.aliases) if entry.aliases else "",
        "summary": entry.summary,
        "roles": [{"title": entry.role}] if entry.role else "",
    }
    return {key: value for key, value in values.items() if value}


def with_alias(entry: NewEntry, name: str) -> NewEntry:
    """The entry, which has this name, too."""
    known = name == entry.name or name in entry.aliases
    return entry if known else replace(entry, aliases=(*entry.aliases, name))
