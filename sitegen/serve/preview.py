"""Builds the site into memory, again and again, each time from what has changed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from sitegen.build.made import make, paths_as_typed
from sitegen.build.outputs import output_files
from sitegen.build.workers import Watch, unwatched
from sitegen.diagnostics import Diagnostic, SitegenError, unexpected
from sitegen.project.config import Config, load_config
from sitegen.publish import OutputFile, find_fault
from sitegen.publish.paths import Addresses
from sitegen.serve.cache import Cache
from sitegen.serve.snapshot import Served, Snapshot, served


class Stopped(Exception):
    """The preview is being stopped: nobody waits for what was begun."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is previewed and where: `output` is where `build` would write, and holds no articles.

    `root` is the address of the server without a slash at its end, `base_path` what comes before every path of the
    site: empty, or a path that begins with a slash and does not end with one.
    """

    source: Path
    output: Path
    root: str = ""
    base_path: str = ""

    @property
    def address(self) -> str:
        """Where the site's first page is."""
        return f"{self.root}{self.base_path}/"


class Preview:
    """The site of one project in memory. `rebuild` is for one thread at a time."""

    def __init__(self, plan: Plan, stopped: threading.Event | None = None) -> None:
        self.plan = plan
        self.theme: Path | None = None
        """The theme folder of the last build that could read the settings."""
        self.snapshot = Snapshot()
        self._stopped = stopped or threading.Event()
        self._cache = Cache()

    def rebuild(self, watch: Watch = unwatched) -> Snapshot:
        """The site as the files on disk make it now; when something is wrong, the last good one with the problems.

        `watch` is told how far it has come. Raises Stopped when the preview is being stopped.
        """
        try:
            self.snapshot = self._build(partial(self._go_on, watch))
        except SitegenError as error:
            self.snapshot = replace(self.snapshot, problems=tuple(dict.fromkeys(error.diagnostics)))
        except Stopped:
            raise
        except Exception as error:  # a mistake of ours must not end the preview either
            self.snapshot = replace(self.snapshot, problems=(unexpected(error),))
        return self.snapshot

    def _go_on(self, watch: Watch, step: str, done: int, total: int) -> None:
        if self._stopped.is_set():
            raise Stopped
        watch(step, done, total)

    def _build(self, watch: Watch) -> Snapshot:
        stages = self._cache.stages(self._load_config)
        made = make(self.plan.source, self.plan.output, stages=stages, watch=watch)
        with paths_as_typed(self.plan.source):
            files = {file.path: self._served(file) for file in _checked(output_files(made, stages, watch))}
        self._cache.forget_assets(but=made.site.assets)
        return Snapshot(files, warnings=made.warnings)

    def _served(self, file: OutputFile) -> Served:
        before = self.snapshot.files.get(file.path)
        return before if before and before.content == file.content else served(file.path, file.content)

    def _load_config(self, root: Path) -> Config:
        """The settings, with the address of the preview instead of the public one; a site without one stays so."""
        config = load_config(root)
        self.theme = config.theme
        return replace(config, base_url=self.plan.address.rstrip("/") if config.base_url or self.plan.base_path else "")


def _checked(files: Iterator[OutputFile]) -> Iterator[OutputFile]:
    """The files, if each can have its address. Raises SitegenError (SG420, SG421) as `publish` does."""
    addresses = Addresses()
    problems: list[Diagnostic] = []
    for file in files:
        if problem := find_fault(file, addresses):
            problems.append(problem)
        else:
            yield file
    if problems:
        raise SitegenError(problems)
