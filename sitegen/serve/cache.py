"""The slow stages of a build with a memory: what is made of the same bytes as before is not made again."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from sitegen.build.filing import Clerk, FiledArticles, Filing, in_memory
from sitegen.build.stages import STAGES, Stages
from sitegen.build.workers import Processes, Watch, processors
from sitegen.files.shipped import find_resource_folder
from sitegen.files.text_file import MOST_BYTES
from sitegen.knowledge import KnowledgeBase, knowledge_files
from sitegen.pages import Page
from sitegen.project.config import Config
from sitegen.read import Reading
from sitegen.site.links import Asset

Value = TypeVar("Value")

SETTLED = 2.0
"""Seconds after which the time stamps of a file are trusted: a later edit cannot bear the same ones."""


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


class Cache:
    """Remembers articles by the bytes of their files, and what else is slow to make."""

    def __init__(self) -> None:
        self._pages: _Kept[Reading] = _Kept()
        self._knowledge: _Kept[KnowledgeBase] = _Kept()
        self._renderers: _Kept[Callable[[Page], str]] = _Kept()
        self._assets: dict[str, tuple[tuple[int, ...], bytes]] = {}
        self._clerk: Clerk | None = None
        self._filings: dict[Path, tuple[object, Filing]] = {}

    def stages(self, load_config: Callable[[Path], Config]) -> Stages:
        """The stages that remember."""
        return Stages(
            load_config=load_config,
            load_knowledge=self._load_knowledge,
            file_all=self._file_all,
            read_page=self._read_page,
            page_renderer=self._page_renderer,
            read_asset=self._read_asset,
        )

    def _read_page(self, path: Path, root: Path) -> Reading:
        return self._pages.recall(path.as_posix(), partial(_prints_of, path), partial(STAGES.read_page, path, root))

    def _load_knowledge(self, folder: Path, root: Path) -> KnowledgeBase:
        return self._knowledge.recall(
            folder.as_posix(),
            lambda: tuple((path, _print_of(path)) for path in knowledge_files(folder)),
            partial(STAGES.load_knowledge, folder, root),
        )

    def _file_all(self, paths: Sequence[Path], clerk: Clerk, watch: Watch) -> FiledArticles:
        """The articles; only those are filed anew whose files are others, unless the clerk goes by something else.

        A file may change while it is read, so that its bytes are looked at once more afterwards; what went wrong is
        tried again.
        """
        if self._clerk != clerk:
            self._clerk, self._filings = clerk, {}
        prints = {path: _prints_of(path) for path in paths}
        changed = [path for path in paths if self._filings.get(path, (None, None))[0] != prints[path]]
        new = dict(
            zip(changed, Processes(processors()).map(self._clerk, changed, partial(watch, "annotate")), strict=True)
        )
        filings = [new[path] if path in new else self._filings[path][1] for path in paths]
        self._filings = {
            path: (prints[path], filing)
            for path, filing in zip(paths, filings, strict=True)
            if path not in new or (not filing.record.problems and _prints_of(path) == prints[path])
        }
        return in_memory(filings)

    def _page_renderer(self, theme: Path | None) -> Callable[[Page], str]:
        folders = [find_resource_folder("templates"), *([theme / "templates"] if theme is not None else [])]
        paths = [path for folder in folders for path in sorted(folder.rglob("*"))]
        return self._renderers.recall(
            str(theme), lambda: tuple((path, _print_of(path)) for path in paths), partial(STAGES.page_renderer, theme)
        )

    def _read_asset(self, asset: Asset) -> bytes:
        """The content of the author's file; a large one is not read again while its time stamps say that it is old."""
        name, stamps = str(asset.source), _stamps(asset.source)
        kept = self._assets.get(name)
        if kept is not None and kept[0] == stamps:
            return kept[1]
        begun = time.time()
        content = STAGES.read_asset(asset)
        if stamps is not None and begun - max(stamps[-2:]) / 1e9 > SETTLED and stamps == _stamps(asset.source):
            self._assets[name] = (stamps, content)
        return content

    def forget_assets(self, but: Iterable[Asset]) -> None:
        """Forget the author's files that the site has no more."""
        wanted = {str(asset.source) for asset in but}
        self._assets = {name: kept for name, kept in self._assets.items() if name in wanted}


def _prints_of(path: Path) -> object:
    """What the file of an article or a page holds, and that beside it."""
    return _print_of(path), _print_of(path.with_suffix(".yaml"))


def _print_of(path: Path) -> tuple[str, int, bytes] | None:
    """Where a file truly is, its size in bytes and its SHA-256; None when there is no such file."""
    try:
        if not path.is_file():
            return None
        size = path.stat().st_size
        content = path.read_bytes() if size <= MOST_BYTES else b""
        return os.path.realpath(path), size, hashlib.sha256(content).digest()
    except OSError:
        return None


def _stamps(path: Path) -> tuple[int, ...] | None:
    """Device, file number, size and the times of the last changes in nanoseconds; None when there is no such file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
