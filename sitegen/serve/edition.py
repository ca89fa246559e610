"""One edition of the site: its files, each made when it is asked for and kept until it would be another."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path

from sitegen.build.environment import print_of_environment
from sitegen.build.made import paths_as_typed
from sitegen.build.outputs import files_beside, found_files, render_file, render_page
from sitegen.build.packing import Packed
from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.pages import Page, PlannedPage
from sitegen.pages.frame import PlannedFile
from sitegen.pages.sitemap import MOST_IN_ONE, Listed
from sitegen.publish import OutputFile, find_fault
from sitegen.publish.paths import Addresses
from sitegen.serve.content_types import content_type
from sitegen.serve.snapshot import Files, SiteFile, served
from sitegen.serve.store import PackedStore
from sitegen.site import Site
from sitegen.site.facts import ArticleFacts
from sitegen.site.prints import print_of
from sitegen.text.values import value

Planned = PlannedPage | PlannedFile

_MOST_KEPT = 64_000_000
"""So many bytes of the files that were made last are not made again."""
_NUMBERS = count(1)
"""For what is not known to be the same in another edition."""
_PATIENCE = 1.0
"""Seconds that an exchange of texts waits for a page that is being made."""


class Shelf:
    """The files that were made last, by path and tag. Safe between threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[str, bytes]] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, path: str, tag: str) -> bytes | None:
        """The file, when it was made with this tag."""
        with self._lock:
            kept = self._kept.get(path)
            if kept is None or kept[0] != tag:
                return None
            self._kept.move_to_end(path)
            return kept[1]

    def latest(self, path: str) -> bytes | None:
        """The file as it was made last, whatever its tag."""
        kept = self._kept.get(path)
        return kept[1] if kept is not None else None

    def put(self, path: str, tag: str, content: bytes) -> None:
        """Keep the file; those that nobody has asked for the longest go."""
        with self._lock:
            old = self._kept.pop(path, None)
            self._kept[path] = tag, content
            self._bytes += len(content) - (len(old[1]) if old is not None else 0)
            while self._bytes > _MOST_KEPT and len(self._kept) > 1:
                self._bytes -= len(self._kept.popitem(last=False)[1][1])


@value
class Made:
    """What an edition is made of: the site as planned, the other files, what renders pages.

    `assets` are prints of the author's files by their paths on the site, `templates` and `environment` those of the
    templates and of what every page shows.
    """

    source: Path
    site: Site
    store: PackedStore
    planned: tuple[Planned, ...]
    beside: tuple[OutputFile, ...]
    assets: Mapping[str, tuple[bytes]]
    render: Callable[[Page], str]
    templates: bytes
    environment: bytes

    def is_as(self, other: Made) -> bool:
        """Whether an edition that is made of the one is that of the other."""
        is_planned = self.site is other.site and self.planned is other.planned
        return is_planned and (self.beside, self.assets, self.environment) == (
            other.beside,
            other.assets,
            other.environment,
        )


@value
class LaterFile:
    """A file of the site that is made when it is asked for."""

    edition: Edition
    planned: Planned
    type: str

    @property
    def is_page(self) -> bool:
        """True when it is HTML."""
        return self.type.startswith("text/html")

    @property
    def tag(self) -> str:
        """A tag that is another whenever what the file is made of is."""
        return self.edition.tag(self.planned)

    @property
    def content(self) -> bytes:
        """The file. Raises SitegenError for a mistake in a template, or where an author's file cannot be read."""
        return self.edition.content(self.planned)

    @property
    def latest(self) -> bytes | None:
        """The file as it was made last, when it still is at hand."""
        return self.edition.shelf.latest(self.planned.path)


@dataclass
class Edition:
    """The files of a site as it is planned. One thread at a time makes them; the texts of articles may be exchanged."""

    made: Made
    shelf: Shelf
    tell: Callable[[tuple[Diagnostic, ...]], None]
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _tags: dict[str, str] = field(default_factory=dict)
    _failed: dict[str, tuple[str, SitegenError]] = field(default_factory=dict)
    _told: set[tuple[str, str]] = field(default_factory=set)

    def files(self) -> Files:
        """The files by their paths. The edition does not hold them, so that it goes as soon as nobody else does."""
        later = {one.path: LaterFile(self, one, content_type(one.path)) for one in self._planned()}
        files: dict[str, SiteFile] = {**later, **{one.path: served(one.path, one.content) for one in self.made.beside}}
        return Files(files)

    def _planned(self) -> Iterator[Planned]:
        yield from self.made.planned
        for path in sitemaps(self.made.site, len(self.made.planned)):
            yield PlannedFile(path, partial(self._sitemap, path), partial(tuple, (next(_NUMBERS),)))

    def tag(self, planned: Planned) -> str:
        """A tag of what the file is made of."""
        tag = self._tags.get(planned.path)
        if tag is None:
            with self._lock:
                inputs = planned.inputs()
            tag = self._tags[planned.path] = print_of(self.made.environment, *inputs).hex()
        return tag

    def content(self, planned: Planned) -> bytes:
        """The file as it is now, for somebody who asks: a mistake in it is told, once."""
        try:
            return self.prepared(planned)
        except SitegenError as error:
            mark = planned.path, self.tag(planned)
            if mark not in self._told:
                self._told.add(mark)
                self.tell(error.diagnostics)
            raise

    def prepared(self, planned: Planned) -> bytes:
        """The file as it is now, before somebody asks. Raises SitegenError."""
        if planned.path in self.made.assets:
            return self._new(planned, "")
        tag = self.tag(planned)
        kept = self.shelf.get(planned.path, tag)
        if kept is not None:
            return kept
        with self._lock:
            failed = self._failed.get(planned.path)
            if failed is not None and failed[0] == tag:
                raise failed[1]
            content = self._new(planned, tag)
        self.shelf.put(planned.path, tag, content)
        return content

    def _new(self, planned: Planned, tag: str) -> bytes:
        try:
            with paths_as_typed(self.made.source):
                if isinstance(planned, PlannedPage):
                    return render_page(planned, self.made.render).content
                return render_file(planned)
        except SitegenError as error:
            self._failed[planned.path] = tag, error
            raise

    def _sitemap(self, path: str) -> str:
        pages = (planned.make() for planned in self.made.planned if isinstance(planned, PlannedPage))
        listed = [Listed(page.path, page.metadata.modified) for page in pages if page.metadata.indexable]
        return dict(found_files(self.made.site, listed)).get(path, "")

    def exchange(self, facts: Iterable[ArticleFacts], packed: Mapping[int, Packed]) -> bool:
        """Put other texts of articles, whose facts are equal, in the place of theirs; False when that is not to be had:
        a page is being made, and does not come to an end.
        """
        if not self._lock.acquire(timeout=_PATIENCE):
            return False
        try:
            self.made.store.exchange(packed)
            self.made.site.exchange_texts(facts)
            self._tags, self._failed = {}, {}
        finally:
            self._lock.release()
        return True


def environment_of(site: Site, templates: bytes) -> bytes:
    """The print of what every page is made of; `templates` is that of all templates, which may change meanwhile."""
    return print_of(print_of_environment(site), templates)


def prepare(files: Files, paths: Iterable[str]) -> None:
    """Make these files, those of them that there are, before somebody asks. Raises SitegenError."""
    for path in dict.fromkeys(paths):
        file = files.get(path)
        if isinstance(file, LaterFile):
            file.edition.prepared(file.planned)


def sitemaps(site: Site, pages: int) -> Iterator[str]:
    """The paths of the sitemaps of a site with at most so many pages. The author's own file goes before."""
    if not site.config.base_url:
        return
    parts = -(-pages // MOST_IN_ONE)
    names = ("sitemap.xml", *(f"sitemap-{number}.xml" for number in range(1, parts + 1) if parts > 1))
    own = {path.casefold() for path in site.links.files}
    yield from (name for name in names if name not in own)


def beside(site: Site) -> tuple[OutputFile, ...]:
    """The files that are no planned ones, without the sitemaps."""
    return tuple(file for file in files_beside(site, ()) if file.path not in set(sitemaps(site, 0)))


class AddressCheck:
    """Whether every file of a site can have its address; of files that were checked before, only others are."""

    def __init__(self) -> None:
        self._known: frozenset[tuple[str, str]] = frozenset()
        self._addresses = Addresses()

    def check(self, made: Made) -> None:
        """Nothing, when all is well with the site that an edition is made of. Raises SitegenError (SG420, SG421) as
        `publish` does.
        """
        files = [(one.path, one.origin) for one in (*made.planned, *made.beside)]
        all_of_them = frozenset(files)
        new = all_of_them - self._known
        if len(all_of_them) == len(files) and self._known <= all_of_them and not self._faults(new):
            self._known = all_of_them
            return
        self._known, self._addresses = frozenset(), Addresses()
        if problems := self._faults(files):
            self._addresses = Addresses()
            raise SitegenError(problems)
        self._known = all_of_them

    def _faults(self, files: Iterable[tuple[str, str]]) -> list[Diagnostic]:
        given = (find_fault(OutputFile(path, b"", origin), self._addresses) for path, origin in files)
        return [problem for problem in given if problem is not None]
