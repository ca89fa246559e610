"""From a project folder to a published site: every stage in order, every mistake collected, nothing half done."""

from __future__ import annotations

import gc
import time
from dataclasses import replace
from pathlib import Path

from sitegen.build.terms import Terms, today
from sitegen.build.workers import Watch, Workers, processors, unwatched
from sitegen.cache.database import cache_folder
from sitegen.cache.last import Built, list_project, print_of_project, recall_build
from sitegen.publish import told_of
from sitegen.publish.refusals import check_output
from sitegen.text.values import uncollected

__all__ = ["Built", "build"]


def build(
    source: Path,
    output: Path,
    *,
    strict: bool = False,
    base_url: str | None = None,
    future: bool = False,
    jobs: int | None = None,
    cache: bool = True,
    workers: Workers | None = None,
    watch: Watch = unwatched,
    held: list[object] | None = None,
) -> Built:
    """Build the project in `source` into `output`, whole or not at all.

    A `base_url`, even an empty one, goes before that of site.yaml. An article that is dated after the day of
    SOURCE_DATE_EPOCH, or of the machine's clock in UTC, is held back, unless the `future` is published too.
    Large sites are shared out among `jobs` processes, by default as many as there are processors; the files are the
    same whatever their number. `workers` may read and annotate the articles instead: the `cluster.Cluster` of a Dask
    scheduler, or a `workers.Pool` of any executor of `concurrent.futures`. What did not change since the last build is
    taken from a cache beside the output; without `cache` there is none. To let go of a large site takes long: where
    something is `held`, the site is put there, for a program that ends without that. Raises SitegenError with every
    mistake found, each path as seen from where `source` was named; with `strict` a warning is a mistake too. The output
    is then as it was.
    """
    begun = time.perf_counter()
    asked = Terms(strict, base_url, None if future else today())
    built = _build(source, output, asked, jobs or processors(), cache, workers, watch, held)
    return replace(built, seconds=time.perf_counter() - begun)


def _build(
    source: Path,
    output: Path,
    asked: Terms,
    jobs: int,
    cache: bool,
    workers: Workers | None,
    watch: Watch,
    held: list[object] | None,
) -> Built:
    target = check_output(output, (source,))
    with told_of(output), cache_folder(target, kept=cache) as folder, uncollected():
        listing = list_project(source, target)
        before = print_of_project(source, listing, repr(asked))
        last = recall_build(folder, before, output, target)
        if last is not None:
            return last
        # what reads and renders takes longer to load than a build takes that has nothing to do
        from sitegen.build.whole import Order, build_whole

        order = Order(source, output, target, asked, jobs, listing, workers)
        built = build_whole(order, folder, before, watch, [] if held is None else held)
        if held:
            gc.freeze()  # who never lets go of a site need not have the collector look at all of it
        return built
