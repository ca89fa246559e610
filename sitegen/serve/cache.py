"""The slow stages of a build with a memory: what is made of the same bytes as before is not made again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from sitegen.build.filing import Clerk, FiledArticles, Record
from sitegen.build.known_names import ChangedNames, Names, changed_names, names_of
from sitegen.build.packing import Packed, PackedFiling, PackingClerk, facts_of
from sitegen.build.source_files import files_of_article, print_of_bytes, stamps_of
from sitegen.build.stages import STAGES, Stages
from sitegen.build.terms import every_day
from sitegen.build.workers import Processes, Watch, processors
from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.files.shipped import find_resource_folder
from sitegen.files.static_folder import StaticNames
from sitegen.files.text_file import most_bytes
from sitegen.knowledge import KnowledgeBase, knowledge_files, load_knowledge
from sitegen.knowledge.kept import Flat, RememberedEntries
from sitegen.pages import Page
from sitegen.project.config import Config
from sitegen.read import Reading
from sitegen.read.sources import Sources
from sitegen.serve.store import PackedStore
from sitegen.site.links import Asset
from sitegen.text.values import value

Value = TypeVar("Value")
Renderer = Callable[[Page], str]


@dataclass(slots=True)
class _Kept(Generic[Value]):
    """The last value under each name, and the content that it was made of."""

    _values: dict[str, tuple[object, Value]] = field(default_factory=dict)

    def recall(self, name: str, read_key: Callable[[], object], make: Callable[[], Value]) -> Value:
        """The value kept under `name` when its key is the same, else a new one.

        A file may change while it is read, so that the key is taken once more afterwards. What raises is not kept.
        """
        key = read_key()
        kept = self._values.get(name)
        if kept is not None and kept[0] == key:
            return kept[1]
        value = make()
        if read_key() == key:
            self._values[name] = (key, value)
        return value


@value
class FiledFile:
    """A source file as it was last filed: stamps and print of its bytes, and what became of it.

    The stamps are empty where they cannot be trusted, the print too where it has to be filed again.
    """

    stamps: bytes
    print: bytes
    record: Record
    packed: Packed | None


class Cache:
    """Remembers articles by the bytes of their files, and what else is slow to make."""

    def __init__(self) -> None:
        self._pages: _Kept[Reading] = _Kept()
        self._knowledge: _Kept[KnowledgeBase] = _Kept()
        self._entries: Mapping[bytes, Flat] = {}
        self._portraits: frozenset[str] = frozenset()
        self._renderers: _Kept[tuple[bytes, Renderer]] = _Kept()
        self._assets: dict[Path, tuple[str, bytes, bytes]] = {}
        self._names: Names | None = None
        self._clerk: Clerk | None = None
        self._keys: dict[Path, int] = {}
        self.filed: dict[Path, FiledFile] = {}
        """By their paths, the source files of the project as they were last filed."""

    def stages(self, load_config: Callable[[Path], Config], changed: Collection[str] = ()) -> Stages:
        """The stages that remember. With the absolute paths of all files that have `changed` since the last time, no
        other article is looked at that is known.
        """
        return Stages(
            load_config=load_config,
            load_knowledge=self._load_knowledge,
            file_all=partial(self._file_all, changed=changed),
            read_page=self._read_page,
            read_asset=self._read_asset,
            print_asset=self._print_asset,
            day=every_day,
        )

    @property
    def clerk(self) -> Clerk | None:
        """Who filed the articles last."""
        return self._clerk

    def refile(self, clerk: Clerk, path: Path) -> FiledFile:
        """What this clerk makes of a source file as it is now; nothing is kept of it."""
        print_ = print_of_bytes(files_of_article(path))
        return self._filed(path, b"", print_, PackingClerk(clerk)(path))

    def renderer(self, theme: Path | None) -> tuple[bytes, Renderer]:
        """What renders pages, and the print of the templates that it has.

        Raises SitegenError: SG430 for every mistake that shows in them.
        """
        folders = [find_resource_folder("templates"), *([theme / "templates"] if theme is not None else [])]
        paths = [path for folder in folders for path in sorted(folder.rglob("*"))]

        def prints() -> object:
            return tuple((path.as_posix(), _print_of(path)) for path in paths)

        def make() -> tuple[bytes, Renderer]:
            return hashlib.sha256(repr(prints()).encode()).digest(), STAGES.page_renderer(theme)

        return self._renderers.recall(str(theme), prints, make)

    def _read_page(self, path: Path, root: Path) -> Reading:
        return self._pages.recall(path.as_posix(), partial(_print_of, path), partial(STAGES.read_page, path, root))

    def _load_knowledge(self, folder: Path, root: Path) -> KnowledgeBase:
        """The knowledge; it is read again, too, when a picture that it names has gone."""

        def key() -> object:
            pictures = StaticNames(root / "static")
            gone = tuple(one for one in sorted(self._portraits) if not pictures.has(one))
            return tuple((path, _print_of(path)) for path in knowledge_files(folder)), gone

        knowledge = self._knowledge.recall(folder.as_posix(), key, partial(self._read_knowledge, folder, root))
        self._portraits = frozenset(entity.image for entity in knowledge if entity.image)
        return knowledge

    def _read_knowledge(self, folder: Path, root: Path) -> KnowledgeBase:
        """The knowledge, of which only entries are parsed that have changed since it was last read."""
        entries = RememberedEntries(self._entries)
        knowledge = load_knowledge(folder, root, entries)
        self._entries = entries.used
        return knowledge

    def _print_asset(self, asset: Asset) -> tuple[bytes]:
        """The print of the bytes of the author's file, which is not read again while its stamps say that it is old."""
        stamps = stamps_of((asset.source,))
        kept = self._assets.get(asset.source)
        if kept is None or not stamps or kept[1] != stamps:
            place = os.path.realpath(asset.source)
            kept = self._assets[asset.source] = place, stamps, print_of_bytes((asset.source,))
        return (kept[2],)

    def _read_asset(self, asset: Asset) -> bytes:
        """The author's file, when it is still where it was found: a link may lead out of the project by now."""
        if os.path.realpath(asset.source) != self._assets[asset.source][0]:
            message, hint = "has been replaced by a link", "copy the file into the project"
            raise SitegenError(Diagnostic(str(asset.source), message, "SG301", help=hint))
        return STAGES.read_asset(asset)

    def _file_all(self, sources: Sources, clerk: Clerk, watch: Watch, *, changed: Collection[str]) -> FiledArticles:
        """The articles; only those are filed anew whose files are others, or in which changed names may stand."""
        paths = sources.paths
        self._forget_stale(clerk)
        kept = {path: one for path, one in self.filed.items() if changed and not _is_among(path, changed)}
        moved = _linked_folders(paths, clerk.root) if changed else frozenset()
        kept = {path: kept[path] for path in paths if path in kept and os.path.dirname(path) not in moved}
        stamps = {path: stamps_of(files_of_article(path)) for path in paths if path not in kept}
        prints: dict[Path, bytes] = {}
        kept |= {path: one for path in stamps if (one := self._still(path, stamps[path], prints)) is not None}
        new = [path for path in paths if path not in kept]
        prints |= {path: print_of_bytes(files_of_article(path)) for path in new if path not in prints}
        workers = Processes(processors())
        if workers.are_worth(len(new)):
            clerk.prepare()
        filings = workers.map(PackingClerk(clerk), new, partial(watch, "annotate"))
        for path, filing in zip(new, filings, strict=True):
            kept[path] = self._filed(path, stamps[path], prints[path], filing)
        unread = frozenset(new) if clerk.names is None else frozenset()
        self.filed = {path: one for path, one in kept.items() if one.print and path not in unread}
        packed = {one.record.facts.key: one.packed for one in kept.values() if one.record.facts and one.packed}
        return FiledArticles(tuple(kept[path].record for path in paths), PackedStore(packed))

    def _filed(self, path: Path, stamps: bytes, print_: bytes, filing: PackedFiling) -> FiledFile:
        record, packed = filing
        is_sound = not record.problems
        if packed is not None:
            key = self._keys.setdefault(path, len(self._keys))
            record = replace(record, facts=facts_of(packed, key))
            packed = packed._replace(facts=b"", rows=b"", prints=b"")
        return FiledFile(stamps if is_sound else b"", print_ if is_sound else b"", record, packed)

    def _forget_stale(self, clerk: Clerk) -> None:
        """Forget the articles in which this clerk may find something that was not found, or no more."""
        now = names_of(clerk, self._names) if clerk != self._clerk else None
        if now is None:
            return
        changed = changed_names(self._names, now)
        if changed is None:
            self.filed = {}
        elif changed:
            self.filed = {path: one for path, one in self.filed.items() if not _is_stale(one, changed)}
        self._clerk, self._names = clerk, now

    def _still(self, path: Path, stamps: bytes, prints: dict[Path, bytes]) -> FiledFile | None:
        """What is kept of a file, when that is still so; else None. Its print is added where it has to be taken."""
        kept = self.filed.get(path)
        if kept is None or (stamps and stamps == kept.stamps):
            return kept
        prints[path] = print_of_bytes(files_of_article(path))
        return replace(kept, stamps=stamps) if prints[path] == kept.print else None


def _is_among(path: Path, changed: Collection[str]) -> bool:
    """Whether an article, or the YAML beside it, is one of these absolute paths."""
    here = os.path.abspath(path)
    return here in changed or f"{os.path.splitext(here)[0]}.yaml" in changed


def _linked_folders(paths: Iterable[Path], root: Path) -> frozenset[str]:
    """The folders of articles that are reached through a link: what is told of as changed has another path there."""
    top = os.path.realpath(root)
    folders = frozenset(map(os.path.dirname, paths))
    return frozenset(one for one in folders if os.path.realpath(one) != _place(one, root, top))


def _place(folder: str, root: Path, top: str) -> str:
    """Where a folder of a project, which really is at `top`, seems to be."""
    return os.path.normpath(os.path.join(top, os.path.relpath(folder, root)))


def _is_stale(one: FiledFile, changed: ChangedNames) -> bool:
    facts, packed = one.record.facts, one.packed
    return facts is not None and packed is not None and changed.concern(facts, packed.text)


def _print_of(path: Path) -> tuple[str, int, bytes] | None:
    """Where a file truly is, its size in bytes and its SHA-256; None when there is no such file."""
    try:
        if not path.is_file():
            return None
        size = path.stat().st_size
        content = path.read_bytes() if size <= most_bytes(path.name) else b""
        return os.path.realpath(path), size, hashlib.sha256(content).digest()
    except OSError:
        return None
