"""A project as the last build left it: read with what that has kept, for commands that only ask.

What is dated ahead is looked at too.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from sitegen.build.cache import Cache, with_cache
from sitegen.build.made import Made, make, paths_as_typed
from sitegen.build.project import Project, read_project
from sitegen.build.refiling import file_changed
from sitegen.build.stages import STAGES, Stages
from sitegen.build.terms import every_day
from sitegen.build.workers import Processes, Watch, processors, unwatched
from sitegen.cache.database import CacheFolder, cache_folder, elsewhere
from sitegen.cache.last import list_project
from sitegen.publish import told_of
from sitegen.publish.staging import cache_of
from sitegen.text.values import uncollected

Value = TypeVar("Value")


def with_project(source: Path, output: Path, work: Callable[[Project], Value]) -> Value:
    """What `work` gives of the project in `source`; the last build into `output`, if there is one, spares its reading.

    The cache beside the output is kept up, and the output left as it is. Raises SitegenError with every mistake in the
    project, each path as seen from where `source` was named.
    """

    def read(stages: Stages) -> Value:
        with paths_as_typed(source):
            project = read_project(source, output, stages)
        return work(project)

    return _with_stages(output, read)


def with_made(source: Path, output: Path, work: Callable[[Made], Value], *, watch: Watch = unwatched) -> Value:
    """The same of its site with the pages, none of them made. `work` may be asked twice, where the cache is damaged."""
    return _with_stages(output, lambda stages: work(make(source, output, stages=stages, watch=watch)))


def _with_stages(output: Path, work: Callable[[Stages], Value]) -> Value:
    """What `work` gives with stages that take from the last build what has not changed."""

    def recall(cache: Cache) -> Value:
        file_all = partial(file_changed, cache=cache, workers=Processes(processors()))
        stages = replace(
            STAGES,
            list_project=partial(list_project, target=target),
            file_all=file_all,
            load_knowledge=cache.load_knowledge,
            day=every_day,
        )
        return work(stages)

    target = os.path.realpath(output)
    with told_of(output), _folder(target) as folder, uncollected():
        return with_cache(folder, recall)


@contextmanager
def _folder(target: str) -> Iterator[CacheFolder]:
    """The cache of the site at `target`, where there is one; else one that goes at the end."""
    is_kept = os.path.isdir(cache_of(target))
    with cache_folder(target, kept=True) if is_kept else elsewhere() as folder:
        yield folder
