"""From a project folder to a published site: every stage in order, every mistake collected, nothing half done."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from sitegen.build.cache import Cache, with_cache
from sitegen.build.made import Made, make, paths_as_typed
from sitegen.build.printing import Edition
from sitegen.build.refiling import file_changed
from sitegen.build.stages import STAGES
from sitegen.build.workers import Processes, Watch, Workers, processors, unwatched
from sitegen.cache.database import cache_folder
from sitegen.diagnostics import Diagnostic
from sitegen.publish import Published, publish, told_of
from sitegen.publish.refusals import check_contents, check_output

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
    cache: bool = True,
    watch: Watch = unwatched,
) -> Built:
    """Build the project in `source` into `output`, whole or not at all.

    A `base_url`, even an empty one, goes before that of site.yaml. Large sites are shared out among `jobs` processes,
    by default as many as there are processors; the files are the same whatever their number. What did not change since
    the last build is taken from a cache beside the output; without `cache` there is none. Raises SitegenError with
    every mistake found, each path as seen from where `source` was named; with `strict` a warning is a mistake too. The
    output is then as it was.
    """
    begun = time.perf_counter()
    target = check_output(output, (source,))
    workers = Processes(jobs or processors())
    make_in = partial(_make, source, strict=strict, base_url=base_url, workers=workers, watch=watch)
    with told_of(output), cache_folder(target, kept=cache) as folder:
        made, published = with_cache(folder, lambda cache: make_in(cache, output=output, target=target))
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


def _make(
    source: Path,
    cache: Cache,
    *,
    output: Path,
    target: str,
    strict: bool,
    base_url: str | None,
    workers: Workers,
    watch: Watch,
) -> tuple[Made, Published]:
    """The site, made and published with what the cache has."""
    stages = replace(STAGES, file_all=partial(file_changed, cache=cache, workers=workers))
    made = make(source, output, strict=strict, base_url=base_url, stages=stages, watch=watch)
    edition = Edition(made, target, cache)
    if edition.is_published(check_contents(output, target)):
        return made, Published(output, len(edition.before), edition.size)
    with paths_as_typed(source):
        published = publish(lambda stage: edition.files(stage, workers, watch), output, protected=(source,))
    edition.remember()
    return made, published
