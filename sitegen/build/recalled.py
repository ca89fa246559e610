"""A project as the last build left it: read with what that has kept, for commands that only ask."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from sitegen.build.cache import Cache, with_cache
from sitegen.build.made import paths_as_typed
from sitegen.build.project import Project, read_project
from sitegen.build.refiling import file_changed
from sitegen.build.stages import STAGES
from sitegen.build.workers import Processes, processors
from sitegen.cache.database import CacheFolder, cache_folder, elsewhere
from sitegen.publish.staging import cache_of

Value = TypeVar("Value")


def with_project(source: Path, output: Path, work: Callable[[Project], Value]) -> Value:
    """What `work` gives of the project in `source`; the last build into `output`, if there is one, spares its reading.

    The cache beside the output is kept up, and the output left as it is. Raises SitegenError with every mistake in the
    project, each path as seen from where `source` was named.
    """

    def read(cache: Cache) -> Value:
        stages = replace(STAGES, file_all=partial(file_changed, cache=cache, workers=Processes(processors())))
        with paths_as_typed(source):
            project = read_project(source, output, stages)
        return work(project)

    with _folder(os.path.realpath(output)) as folder:
        return with_cache(folder, read)


@contextmanager
def _folder(target: str) -> Iterator[CacheFolder]:
    """The cache of the site at `target`, where there is one; else one that goes at the end."""
    is_kept = os.path.isdir(cache_of(target))
    with cache_folder(target, kept=True) if is_kept else elsewhere() as folder:
        yield folder
