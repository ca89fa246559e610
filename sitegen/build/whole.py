"""A build in which something has changed: the site is made with what the cache has of it, and published."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.build.cache import Cache, with_cache
from sitegen.build.helped import Helped
from sitegen.build.made import Made, make, paths_as_typed
from sitegen.build.refiling import file_changed
from sitegen.build.scout import scouted
from sitegen.build.stages import STAGES
from sitegen.build.terms import Terms
from sitegen.build.workers import Processes, Watch, Workers
from sitegen.cache.database import CacheFolder
from sitegen.cache.last import Built
from sitegen.files.listing import Listing
from sitegen.publish import Published, publish
from sitegen.publish.refusals import check_contents
from sitegen.text.values import uncollected, value

if TYPE_CHECKING:
    from sitegen.build.printing import Edition


@value
class Order:
    """What is to be built, and how: `target` is the real path of the output."""

    source: Path
    output: Path
    target: str
    asked: Terms
    jobs: int
    listing: Listing
    """What stood in the project when the build began."""
    readers: Workers | None = None
    """Who reads and annotates articles; without any, the processes that write pages."""


def build_whole(order: Order, folder: CacheFolder, before: bytes | None, watch: Watch, held: list[object]) -> Built:
    """Build the site; `before` is the print of the project when this build began, for the next. Raises SitegenError.

    What was made is put to what is `held`.
    """
    with uncollected():
        return with_cache(folder, lambda cache: _build(order, cache, before, watch, held))


def _build(order: Order, cache: Cache, before: bytes | None, watch: Watch, held: list[object]) -> Built:
    workers = Processes(order.jobs)
    asked = order.asked
    file_all = partial(file_changed, cache=cache, workers=order.readers or workers, meanwhile=_edition)
    stages = replace(
        STAGES,
        list_project=lambda _: order.listing,
        file_all=file_all,
        load_knowledge=cache.load_knowledge,
        day=lambda: asked.day,
    )
    written = cache.files()
    with scouted(order.target, cache.twin_of(order.target), written.stamps, order.jobs) as look:
        made = make(
            order.source, order.output, strict=asked.strict, base_url=asked.base_url, stages=stages, watch=watch
        )
        edition = _edition()(made, order.target, cache, written, look)
        held.append(edition)
        published = _publish(order, edition, cache, Helped(order.jobs), watch)
    built = _built(made, published)
    # a model may be another one while nothing in the project is, and what could not be cleared away is tried again
    edition.remember(None if made.site.config.model or published.warnings else before, built)
    return built


def _edition() -> type[Edition]:
    """What prints a site: with what makes and renders its pages this is many modules, which nothing before needs."""
    from sitegen.build.printing import Edition

    return Edition


def _publish(order: Order, edition: Edition, cache: Cache, workers: Workers, watch: Watch) -> Published:
    check_contents(order.output, order.target)
    if edition.is_published():
        return Published(order.output, len(edition.before), edition.size)
    with paths_as_typed(order.source):
        return publish(
            lambda stage: edition.files(stage, workers, watch),
            order.output,
            protected=(order.source,),
            twin=cache.twin_of(order.target),
        )


def _built(made: Made, published: Published) -> Built:
    return Built(
        output=published.output,
        articles=len(made.site.facts),
        entities=len(made.site.entities),
        mentions=sum(made.site.mention_counts.values()),
        quotations=sum(one.quotations for one in made.site.facts),
        pages=len(made.pages),
        warnings=(*made.warnings, *published.warnings),
    )
