"""The slow stages of a build with a memory: what is made of the same bytes as before is not made again."""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from sitegen.build.stages import STAGES, Stages, Watch, annotate_all
from sitegen.files.shipped import find_resource_folder
from sitegen.files.text_file import MOST_BYTES
from sitegen.knowledge import KnowledgeBase, knowledge_files
from sitegen.model import Annotated, Article
from sitegen.pages import Page
from sitegen.project.config import Config
from sitegen.read import Reading
from sitegen.site.links import Asset
from sitegen.text.spacy_model import Model
from sitegen.text.wordlists import ENGLISH

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
    """Remembers readings by the bytes of their files, and annotations by what was read."""

    def __init__(self) -> None:
        self._readings: _Kept[Reading] = _Kept()
        self._knowledge: _Kept[KnowledgeBase] = _Kept()
        self._renderers: _Kept[Callable[[Page], str]] = _Kept()
        self._assets: dict[str, tuple[tuple[int, ...], bytes]] = {}
        self._names: KnowledgeBase | None = None
        self._model: Model | None = None
        self._language = ENGLISH
        self._annotated: dict[str, tuple[Article, Annotated]] = {}

    def stages(self, load_config: Callable[[Path], Config], watch: Watch) -> Stages:
        """The stages that remember. `watch` is told how far the annotating has come."""
        return Stages(
            load_config=load_config,
            load_knowledge=self._load_knowledge,
            read_article=partial(self._read, STAGES.read_article),
            read_page=partial(self._read, STAGES.read_page),
            annotate_all=partial(self._annotate_all, watch),
            page_renderer=self._page_renderer,
            read_asset=self._read_asset,
        )

    def _read(self, read: Callable[[Path, Path], Reading], path: Path, root: Path) -> Reading:
        return self._readings.recall(
            path.as_posix(), lambda: (_print_of(path), _print_of(path.with_suffix(".yaml"))), partial(read, path, root)
        )

    def _load_knowledge(self, folder: Path, root: Path) -> KnowledgeBase:
        return self._knowledge.recall(
            folder.as_posix(),
            lambda: tuple((path, _print_of(path)) for path in knowledge_files(folder)),
            partial(STAGES.load_knowledge, folder, root),
        )

    def _annotate_all(
        self, watch: Watch, articles: tuple[Article, ...], names: KnowledgeBase, model: Model | None, language: str
    ) -> tuple[Annotated, ...]:
        """The annotations; only what was read anew is annotated anew, unless names, model or language are others.

        A model is another when its name, its version or that of spaCy is.
        """
        if self._names is None or self._names != names or (self._model, self._language) != (model, language):
            self._names, self._model, self._language, self._annotated = names, model, language, {}
        kept = dict(self._annotated)
        changed = tuple(a for a in articles if a.path not in kept or kept[a.path][0] is not a)
        made = _annotate(changed, self._names, model, language, watch)
        kept |= {article.path: (article, annotated) for article, annotated in zip(changed, made, strict=True)}
        self._annotated = {article.path: kept[article.path] for article in articles}
        return tuple(annotated for _, annotated in self._annotated.values())

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


def _annotate(
    articles: tuple[Article, ...], names: KnowledgeBase, model: Model | None, language: str, watch: Watch
) -> Iterator[Annotated]:
    """The annotations of each article.

    Other processes are begun from the main thread only, before there are others: a process that is split off while
    another thread holds a lock waits for it forever.
    """
    if threading.current_thread() is threading.main_thread():
        yield from annotate_all(articles, names, model, language, watch)
        return
    for done, article in enumerate(articles):
        watch("annotate", done, len(articles))
        yield from annotate_all((article,), names, model, language)


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
