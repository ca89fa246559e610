"""The user's entries: what the files in knowledge/ list, each with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from os.path import splitext
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.files.text_file import read_text_file
from sitegen.files.walk import Passed, not_read, walk
from sitegen.files.yaml_parts import items_apart, value_of_item
from sitegen.knowledge.kept import Flat, KeptEntries, entity_from, flat_entity, key_of
from sitegen.knowledge.plain_entries import PlainEntry, plain_entries
from sitegen.model import Entity, Fact, Gender, Kind, Reference, Role
from sitegen.text.letters import clean
from sitegen.text.slugs import DEVICES, NOT_FOR_PAGES, make_slug
from sitegen.text.values import value

if TYPE_CHECKING:
    from sitegen.files.yaml_file import YamlDocument
    from sitegen.files.yaml_places import Path
    from sitegen.project.entries import EntityEntry, RoleEntry

_SUFFIXES = frozenset({".yaml", ".yml"})
_KINDS = {kind.value: kind for kind in Kind}
_GENDERS = {gender.value: gender for gender in Gender}


def knowledge_files(folder: FilePath) -> tuple[FilePath, ...]:
    """The YAML files below `folder`, sorted by path; links that leave it are passed over.

    Raises SitegenError (SG301) for a folder that cannot be read.
    """
    if not folder.is_dir():
        return ()
    home, passed = folder.resolve(), Passed()
    found = walk(folder, lambda name: splitext(name)[1] in _SUFFIXES, passed=passed)
    inside = [file.path for file in found if not file.is_link or _leads_to_file_in(home, file.path)]
    if passed.unread:
        raise SitegenError(map(not_read, passed.unread))
    return tuple(sorted(inside, key=lambda path: path.parts))


def _leads_to_file_in(home: FilePath, path: FilePath) -> bool:
    return path.is_file() and path.resolve().is_relative_to(home)


@value(slots=False)
class EntryFile:
    """A file of entries, parsed only where somebody asks for a place or a value in it."""

    shown: str
    text: str
    is_plain: bool = False
    """Known to be YAML in which nothing is doubtful, so that places are found without the values."""

    @cached_property
    def places(self) -> YamlDocument:
        """The file with the position of everything in it."""
        from sitegen.files.yaml_file import YamlDocument

        return YamlDocument({}, self.shown, self.text) if self.is_plain else self.document

    def item_at(self, at: Path) -> YamlDocument | None:
        """A list of the one item that stands at a place of a plain file; None where it cannot be told apart."""
        from sitegen.files.yaml_file import read_item

        if not at or at[0] not in self._items:
            return None
        line, item = self._items[at[0]]
        return read_item(item, self.shown, line)

    @cached_property
    def _items(self) -> Mapping[str | int, tuple[int, str]]:
        """The items of a plain file by their numbers, each with the number of its first line."""
        items = items_apart(self.text) if self.is_plain else ()
        head = self.text[: len(self.text) - sum(map(len, items))]
        ends = accumulate((item.count("\n") for item in items), initial=head.count("\n") + 1)
        return dict(enumerate(zip(ends, items, strict=False)))

    @cached_property
    def document(self) -> YamlDocument:
        """The values in it, and their positions. Raises SitegenError for what is no YAML."""
        from sitegen.files.yaml_file import read_document

        return read_document(self.text, self.shown)


@value
class Listed:
    """An entity of the user's, and where it is listed."""

    entity: Entity
    file: EntryFile
    at: Path
    """The path of its entry in the document."""
    key: str
    """What tells its id: `id`, or else `name`."""
    is_draft: bool = False
    is_described: bool = True
    """False for a picture of which nothing is said for those who cannot see it."""

    def diagnostic(self, message: str, code: str, hint: str, *where: str | int) -> Diagnostic:
        """What is wrong with it, at the keys below its entry; without any, where its id is told."""
        item, at = self.file.item_at(self.at), (*self.at, *(where or (self.key,)))
        if item is not None:
            return item.diagnostic((0, *at[1:]), message, code, hint)
        return self.file.places.diagnostic(at, message, code, hint)

    @property
    def location(self) -> str:
        """Its file, line and column."""
        return self.diagnostic("", "", "").location

    def diagnostic_of_alias(self, alias: str, message: str, code: str, hint: str) -> Diagnostic:
        """What is wrong with one of its aliases."""
        return self.diagnostic(message, code, hint, *self._place_of_alias(alias))

    def _place_of_alias(self, alias: str) -> Path:
        """The keys below its entry that lead to one of its aliases."""
        item = self.file.item_at(self.at)
        value, at = (item.value, (0, *self.at[1:])) if item is not None else (self.file.document.value, self.at)
        for step in at:
            value = value[step]
        written = [clean(" ".join(str(one).split())) for one in value["aliases"]]
        return ("aliases", written.index(alias))


def read_listed(
    folder: FilePath, root: FilePath, kept: KeptEntries | None = None
) -> tuple[list[Listed], list[Diagnostic]]:
    """Every entry in `folder`/**/*.yaml that is as it should be, and what is wrong with the others.

    The entries of a file without mistakes are `kept`, and taken from there as long as it holds the same.
    """
    found: list[Listed] = []
    problems: list[Diagnostic] = []
    for path in knowledge_files(folder):
        try:
            shown = path.relative_to(root).as_posix()
            file = EntryFile(shown, read_text_file(path, shown))
            found.extend(_read_entities(file) if kept is None else _recalled(file, kept))
        except SitegenError as error:
            problems.extend(error.diagnostics)
    return found, problems


def _recalled(file: EntryFile, kept: KeptEntries) -> list[Listed]:
    """The entities of one file as they were kept, or read and kept, each with the key of its item, where it has one."""
    key = key_of(file.text)
    flat = kept.recall(key)
    if flat is not None:
        file = EntryFile(file.shown, file.text, is_plain=True)
        return [Listed(entity_from(entity), file, *more) for entity, *more, _ in flat]
    items = items_apart(file.text)
    keys = tuple(map(key_of, items))
    read = _read_items(file, items, keys, kept)
    if read is None:
        read = _read_entities(file)
        if file.document.read_positions is not None:
            return read
    keys = keys if len(keys) == len(read) else (b"",) * len(read)
    kept.keep(key, tuple(_flat(one, key) for one, key in zip(read, keys, strict=True)))
    return read


def _read_items(file: EntryFile, items: Sequence[str], keys: Sequence[bytes], kept: KeptEntries) -> list[Listed] | None:
    """The entities of a file in which few items are others than what is kept; None where there is any doubt."""
    known = {flat[-1]: flat for entries in kept.every() for flat in entries} if items else {}
    if 2 * sum(key in known for key in keys) < len(keys) or not known:
        return None
    file = EntryFile(file.shown, file.text, is_plain=True)
    found: list[Listed] = []
    for index, (item, key) in enumerate(zip(items, keys, strict=True)):
        if key in known:
            entity, _, *more, _ = known[key]
            found.append(Listed(entity_from(entity), file, (index,), *more))
            continue
        value = value_of_item(item)
        entries = _entries_of([value]) if value is not None else None
        if entries is None:
            return None
        try:
            found.append(_listed(file, entries[0], (index,)))
        except SitegenError:  # it is told by who reads the whole
            return None
    return found


def _flat(one: Listed, key: bytes) -> Flat:
    return flat_entity(one.entity), one.at, one.key, one.is_draft, one.is_described, key


def _read_entities(file: EntryFile) -> list[Listed]:
    """The entities of one file."""
    document = file.document
    values = document.value if isinstance(document.value, list) else [document.value] if document.value else []
    entries = _entries_of(values)
    problems: list[Diagnostic] = []
    entities = []
    for index, given in enumerate(values):
        at = (index,) if isinstance(document.value, list) else ()
        try:
            entities.append(_listed(file, entries[index] if entries else _entry_of(document, given, at), at))
        except SitegenError as error:
            problems.extend(error.diagnostics)
    if problems:
        raise SitegenError(problems)
    return entities


def _entries_of(values: Sequence[Any]) -> Sequence[EntityEntry | PlainEntry] | None:
    """What the values of a file say; None where one of them is wrong."""
    plain = plain_entries(values)
    if plain is not None:
        return plain
    from sitegen.files.yaml_schema import valid_ones
    from sitegen.project.entries import EntityEntry

    return valid_ones(EntityEntry, values)


def _entry_of(document: YamlDocument, given: Any, at: Path) -> EntityEntry:
    """What one value says. Raises SitegenError with every mistake in it."""
    from sitegen.files.yaml_schema import validate
    from sitegen.project.entries import EntityEntry

    return validate(document, EntityEntry, given, at)


def _listed(file: EntryFile, entry: EntityEntry | PlainEntry, at: Path) -> Listed:
    identifier = entry.id or make_slug(clean(entry.name))
    if not identifier:
        message, hint = f"no id can be made of the name {entry.name!r}", "give it an `id:` of letters a–z"
        raise SitegenError(file.document.diagnostic((*at, "name"), message, "SG201", hint))
    if identifier in (DEVICES if _KINDS[entry.kind] is Kind.TERM else NOT_FOR_PAGES):
        why = "the list of all of them stands" if identifier not in DEVICES else "no file can stand on Windows"
        message = f"the page of the id `{identifier}` would be where {why}"
        hint = f"give it another `id:`, such as `{identifier}-{entry.kind}`"
        raise SitegenError(file.document.diagnostic((*at, "id" if entry.id else "name"), message, "SG205", hint))
    return Listed(
        entity=_entity(entry, identifier),
        file=file,
        at=at,
        key="id" if entry.id else "name",
        is_draft=entry.status == "draft",
        is_described=entry.image is None or "alt" in entry.image.model_fields_set,
    )


def _entity(entry: EntityEntry | PlainEntry, identifier: str) -> Entity:
    kind, name, picture = _KINDS[entry.kind], clean(entry.name), entry.image
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
        image=picture.file.removeprefix("static/") if picture else "",
        image_alt=picture.alt if picture else "",
        image_credit=picture.credit if picture else "",
        country=entry.country,
        gender=_GENDERS[entry.gender],
        sort_name=clean(entry.sort_name),
    )


def _role(entry: RoleEntry) -> Role:
    from sitegen.project.entries import first_day, last_day

    start = first_day(entry.start) if entry.start else None
    end = last_day(entry.end) if entry.end else None
    return Role(entry.title, start, end, entry.start, entry.end)
