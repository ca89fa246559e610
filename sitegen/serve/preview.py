"""Keeps the site of a project up to date, each time from what has changed."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from sitegen.build.holding import hold_back, told_of_held
from sitegen.build.made import as_typed, find_warnings, paths_as_typed
from sitegen.build.outputs import planned_files
from sitegen.build.project import Project, read_project
from sitegen.build.stages import Stages
from sitegen.build.terms import today
from sitegen.build.workers import Watch, unwatched
from sitegen.desk.scene import Grounds
from sitegen.diagnostics import Diagnostic, SitegenError, unexpected
from sitegen.pages import plan
from sitegen.project.config import Config, load_config
from sitegen.serve.cache import Cache, FiledFile
from sitegen.serve.early import early_files
from sitegen.serve.edition import AddressCheck, Edition, Made, Shelf, beside, environment_of, prepare
from sitegen.serve.known import (
    Known,
    article_of,
    has_same_facts,
    is_same,
    make_one_of_each_kind,
    may_be_a_folder,
    pages_of_articles,
    put_texts,
)
from sitegen.serve.snapshot import Snapshot
from sitegen.serve.store import PackedStore
from sitegen.site.assembly import Gathered, complete_site, gather_facts
from sitegen.site.urls import page_of_article
from sitegen.text.values import uncollected, value

_MOST_AT_ONCE = 20
"""So many pages are made before somebody asks for them: those that are open, and those of edited articles."""


class Stopped(Exception):
    """The preview is being stopped: nobody waits for what was begun."""


@value
class Plan:
    """What is previewed and where: `output` is where `build` would write, and holds no articles.

    `root` is the address of the server without a slash at its end, `base_path` what comes before every path of the
    site: empty, or a path that begins with a slash and does not end with one.
    """

    source: Path
    output: Path
    root: str = ""
    base_path: str = ""
    future: bool = False
    """True: nothing is marked as held back."""

    @property
    def address(self) -> str:
        """Where the site's first page is."""
        return f"{self.root}{self.base_path}/"


def _untold(problems: tuple[Diagnostic, ...]) -> None:
    """Tell nobody."""


class Preview:
    """The site of one project in memory. `rebuild` is for one thread at a time.

    `tell` is told of mistakes that show only when somebody asks for a page.
    """

    def __init__(
        self,
        plan: Plan,
        stopped: threading.Event | None = None,
        tell: Callable[[tuple[Diagnostic, ...]], None] = _untold,
    ) -> None:
        self.plan = plan
        self.theme: Path | None = None
        """The theme folder of the last build that could read the settings."""
        self.snapshot = Snapshot()
        self._stopped = stopped or threading.Event()
        self._tell = tell
        self._cache = Cache()
        self._shelf = Shelf()
        self._addresses = AddressCheck()
        self._known: Known | None = None
        self._behind: frozenset[str] | None = None
        """The files that have changed since the edition was made; None when others may have, too."""

    @property
    def grounds(self) -> Grounds | None:
        """What the correction desk goes by: the project as the last good edition has it; None before the first."""
        known = self._known
        return Grounds(known.clerk, known.project.knowledge, known.edition.made.site) if known is not None else None

    def rebuild(
        self,
        paths: Collection[str] = (),
        opened: Collection[str] = (),
        watch: Watch = unwatched,
        show_early: Callable[[Snapshot], None] | None = None,
    ) -> Snapshot:
        """The site as the files on disk make it now; when something is wrong, the last good one with the problems.

        `paths` are the absolute paths of all files that have changed since the last time; without any, everything is
        looked at. Of the site the paths `opened` are made at once. `watch` is told how far it has come. `show_early` is
        given a snapshot in which only the page of the one article that has changed is new, where the rest takes longer.
        Raises Stopped when the preview is being stopped.
        """
        behind = self._behind | frozenset(paths) if self._behind is not None and paths else None
        try:
            now = self._follow(behind, opened) if behind is not None else None
            if now is None:
                if show_early is not None and behind is not None and len(behind) == 1:
                    self._show_early(next(iter(behind)), show_early)
                with uncollected():
                    now = self._build(behind or (), opened, partial(self._go_on, watch))
                gc.freeze()  # no collection looks at an edition, which goes as soon as nobody holds it
            self.snapshot = now
            self._behind = frozenset()
        except SitegenError as error:
            self._fail(behind, dict.fromkeys(error.diagnostics))
        except Stopped:
            raise
        except Exception as error:  # a mistake of ours must not end the preview either
            self._fail(None, (unexpected(error),))
        return self.snapshot

    def _fail(self, behind: frozenset[str] | None, problems: Iterable[Diagnostic]) -> None:
        self._behind = behind
        self.snapshot = replace(self.snapshot, problems=tuple(problems))

    def _go_on(self, watch: Watch, step: str, done: int, total: int) -> None:
        if self._stopped.is_set():
            raise Stopped
        watch(step, done, total)

    def _follow(self, paths: Collection[str], opened: Collection[str]) -> Snapshot | None:
        """The snapshot after edits that change nothing but the texts of articles; None when they change more."""
        known = self._known
        if known is None:
            return None
        news: dict[str, tuple[Path, FiledFile]] = {}
        for path in {article_of(path, known.filed) for path in paths}:
            new = self._refiled(known, path)
            if new is None:
                return None
            news[path] = known.filed[path][0], new
        if not self._exchange(known, news, opened):
            return None
        self._cache.filed |= dict(news.values())
        self._known = replace(known, filed={**known.filed, **news})
        return replace(self.snapshot, problems=())

    def _show_early(self, path: str, show: Callable[[Snapshot], None]) -> None:
        """Show the page of the article at `path`, if nothing is wrong with it."""
        known = self._known
        article = article_of(path, known.filed) if known is not None else ""
        if known is None or article not in known.filed or not os.path.isfile(article) or os.path.islink(article):
            return
        new = self._cache.refile(known.clerk, known.filed[article][0])
        asked = known.filed[article][1].record.asked
        if new.record.facts is None or new.packed is None or new.record.asked != asked:
            return
        try:
            given = (known.edition, known.files, new.record.facts, new.packed, known.project.knowledge, self._shelf)
            files = early_files(*given)
            if files is not None:
                prepare(files, pages_of_articles((new,)))
                show(Snapshot(files, warnings=self.snapshot.warnings, held=self.snapshot.held))
        except SitegenError:
            return  # the next edition will tell

    def _refiled(self, known: Known, path: str) -> FiledFile | None:
        """The file at this absolute path, when nothing but its text is new; else None."""
        if path not in known.filed or not os.path.isfile(path) or os.path.islink(path):
            return None
        at, old = known.filed[path]
        new = self._cache.refile(known.clerk, at)
        shown = self.plan.source / old.record.path
        is_told = any(told.code == "SG207" and told.path == shown.as_posix() for told in self.snapshot.warnings)
        return new if new.packed is not None and new.record == old.record and not is_told else None

    def _exchange(self, known: Known, news: Mapping[str, tuple[Path, FiledFile]], opened: Collection[str]) -> bool:
        """Put these texts in the place of those before; False when that is not to be had, or a page cannot be made."""
        edition = known.edition
        if not put_texts(edition, (new for _, new in news.values())):
            return False
        try:
            prepare(known.files, [*pages_of_articles(new for _, new in news.values()), *opened][:_MOST_AT_ONCE])
        except SitegenError:
            put_texts(edition, (known.filed[path][1] for path in news))
            return False
        return True

    def _build(self, paths: Collection[str], opened: Collection[str], watch: Watch) -> Snapshot:
        """The snapshot after any change; of the articles all are looked at, unless only these `paths` have changed."""
        source, before = self.plan.source, self._known
        known = () if any(map(may_be_a_folder, paths)) else frozenset(paths)
        stages = self._cache.stages(self._load_config, known)
        with paths_as_typed(source):
            project = read_project(source, self.plan.output, stages, watch)
            gathered = self._gathered(project)
            day = None if self.plan.future or project.config.future else today()
            _, held = hold_back(project.articles, day)
            ahead = told_of_held(held, day, shown=True) if day is not None else ()
            warnings = as_typed(source, (*find_warnings(project, source), *gathered.links.told, *ahead))
            made = self._made(project, gathered, stages)
            if before is not None and made.is_as(before.edition.made):
                edition, files = before.edition, before.files
            else:
                edition = Edition(made, self._shelf, self._tell)
                files = edition.files()
                self._addresses.check(made)
        filed = {os.path.abspath(path): (path, one) for path, one in self._cache.filed.items()}
        checked = make_one_of_each_kind(edition, files, before.checked if before is not None else frozenset(), watch)
        edited = pages_of_articles(
            filed[path][1] for path in (article_of(path, filed) for path in paths) if path in filed
        )
        prepare(files, [*edited, *opened][:_MOST_AT_ONCE])
        assert self._cache.clerk is not None
        self._known = Known(edition, files, project, gathered, self._cache.clerk, filed, checked)
        pages = {page_of_article(one.facts.article): str(one.due or "") for one in held if one.facts is not None}
        return Snapshot(files, warnings=warnings, held=pages)

    def _gathered(self, project: Project) -> Gathered:
        """What the facts of the articles come to; it is what it was where these are equal, whatever knowledge says."""
        known = self._known
        if known is not None and has_same_facts(known, project):
            return known.gathered
        return gather_facts(project.config, project.articles.facts, project.pages, project.withheld)

    def _made(self, project: Project, gathered: Gathered, stages: Stages) -> Made:
        """The site of the project, planned; as much of it as is the same is that of the last edition."""
        templates, render = self._cache.renderer(project.config.theme)
        known = self._known
        if known is not None and gathered is known.gathered and is_same(known, project):
            site, planned = known.edition.made.site, known.edition.made.planned
        else:
            articles = project.articles
            prints = {one.key: one.prints for one in articles.facts}
            site = complete_site(gathered, project.config, project.knowledge, articles.store, prints)
            planned = (*plan(site), *planned_files(site, stages))
        assert isinstance(site.store, PackedStore)
        return Made(
            source=self.plan.source,
            site=site,
            store=site.store,
            planned=planned,
            beside=beside(site),
            assets={asset.path: stages.print_asset(asset) for asset in site.assets},
            render=render,
            templates=templates,
            environment=environment_of(site, templates),
        )

    def _load_config(self, root: Path) -> Config:
        """The settings, with the address of the preview instead of the public one; a site without one stays so."""
        config = load_config(root)
        self.theme = config.theme
        return replace(config, base_url=self.plan.address.rstrip("/") if config.base_url or self.plan.base_path else "")
