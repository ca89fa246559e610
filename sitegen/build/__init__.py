"""From a project folder to a published site: every stage in order, every mistake collected, nothing half done."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from sitegen.build.filing import file_all
from sitegen.build.made import Made, make, paths_as_typed
from sitegen.build.outputs import staged_files
from sitegen.build.stages import STAGES
from sitegen.build.workers import Processes, Watch, processors, unwatched
from sitegen.diagnostics import Diagnostic
from sitegen.publish import publish

__all__ = ["Built", "Made", "build", "make", "paths_as_typed"]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: counts of each, the warnings, and the seconds it took."""

    output: Path
    articles: int
    entities: int
    mentions: int
    quotations: int
    pages: int
    warnings: tuple[Diagnostic, ...]
    seconds: float


def build(
    source: Path,
    output: Path,
    *,
    strict: bool = False,
    base_url: str | None = None,
    jobs: int | None = None,
    watch: Watch = unwatched,
) -> Built:
    """Build the project in `source` into `output`, whole or not at all.

    A `base_url`, even an empty one, goes before that of site.yaml. Large sites are shared out among `jobs` processes,
    by default as many as there are processors; the files are the same whatever their number. Raises SitegenError with
    every mistake found, each path as seen from where `source` was named; with `strict` a warning is a mistake too. The
    output is then as it was.
    """
    begun = time.perf_counter()
    workers = Processes(jobs or processors())
    stages = replace(STAGES, file_all=partial(file_all, workers=workers))
    made = make(source, output, strict=strict, base_url=base_url, stages=stages, watch=watch)
    with paths_as_typed(source):
        published = publish(lambda stage: staged_files(made, stage, workers, watch), output, protected=(source,))
    return Built(
        output=published.output,
        articles=len(made.site.facts),
        entities=len(made.site.entities),
        mentions=sum(made.site.mention_counts.values()),
        quotations=sum(len(one.uttered) for one in made.site.facts),
        pages=len(made.pages),
        warnings=(*made.warnings, *published.warnings),
        seconds=time.perf_counter() - begun,
    )
