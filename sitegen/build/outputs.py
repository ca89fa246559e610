"""Every file of the site, in the order in which it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple

from sitegen.build.made import Made
from sitegen.build.stages import STAGES, Stages
from sitegen.build.workers import Watch, Workers, unwatched
from sitegen.diagnostics import naming
from sitegen.pages import Page, PlannedPage
from sitegen.pages.locators import locator_files
from sitegen.pages.render import page_renderer, static_files
from sitegen.pages.search_index import STATIC_FILES, search_files
from sitegen.pages.sitemap import Listed, render_robots, render_sitemaps
from sitegen.publish import OutputFile, Stage, StagedFile, free_addresses
from sitegen.site import Site


class Rendered(NamedTuple):
    """A page as it is written, and how the sitemap lists it; None when search engines may not show it."""

    content: bytes
    listed: Listed | None


def render_page(planned: PlannedPage, render: Callable[[Page], str]) -> Rendered:
    """The page, made and rendered. Raises SitegenError: SG430 for a mistake in a template."""
    with naming(planned.origin or planned.path):
        page = planned.make()
        metadata = page.metadata
        listed = Listed(page.path, metadata.modified) if metadata.indexable else None
        return Rendered(render(page).encode("utf-8"), listed)


def output_files(made: Made, stages: Stages = STAGES, watch: Watch = unwatched) -> Iterator[OutputFile]:
    """Every file of the site, made when it is asked for: the pages, the assets, the author's own files.

    Raises SitegenError: SG430 for a mistake in a template.
    """
    render = stages.page_renderer(made.site.config.theme)
    listed: list[Listed] = []
    for done, planned in enumerate(made.pages):
        watch("write", done, len(made.pages))
        page = render_page(planned, render)
        listed += [page.listed] if page.listed else []
        yield OutputFile(planned.path, page.content, planned.origin)
    yield from _files_beside(made, stages, listed)


@dataclass(frozen=True)
class Printer:
    """Renders pages by their numbers and writes them to a stage; a process can be handed it once for many of them."""

    pages: Sequence[PlannedPage]
    theme: Path | None
    stage: Stage

    @cached_property
    def _render(self) -> Callable[[Page], str]:
        return page_renderer(self.theme)

    def prepare(self) -> None:
        """Compile the templates. Raises SitegenError: SG430 for every mistake that shows in them."""
        assert self._render is not None

    def __call__(self, number: int) -> tuple[StagedFile, Listed | None]:
        """The page with this number, written."""
        planned = self.pages[number]
        page = render_page(planned, self._render)
        return self.stage.put(planned.path, page.content, planned.origin), page.listed


def staged_files(
    made: Made, stage: Stage, workers: Workers, watch: Watch = unwatched
) -> Iterator[OutputFile | StagedFile]:
    """The same files as `output_files`; the pages are written to the stage by `workers`.

    A page that cannot have its address is not made: whoever publishes the files tells why.
    """
    printer = Printer(made.pages, made.site.config.theme, stage)
    printer.prepare()
    free = free_addresses((page.path, page.origin) for page in made.pages)
    taken = [page for page, is_free in zip(made.pages, free, strict=True) if not is_free]
    numbers = [number for number, is_free in enumerate(free) if is_free]
    listed: list[Listed] = []
    for file, entry in workers.map(printer, numbers, partial(watch, "write")):
        listed += [entry] if entry else []
        yield file
    yield from (OutputFile(page.path, b"", page.origin) for page in taken)
    yield from _files_beside(made, STAGES, listed)


def _files_beside(made: Made, stages: Stages, listed: Sequence[Listed]) -> Iterator[OutputFile]:
    """Every file that is no page."""
    site = made.site
    for path, content in static_files(site.config.theme):
        if site.config.search or path not in STATIC_FILES:
            yield OutputFile(f"assets/{path}", content, f"static/{path} of the theme")
    for path, text in locator_files(site):
        yield OutputFile(path, text.encode("utf-8"))
    for path, text in search_files(site):
        yield OutputFile(f"assets/search/{path}", text.encode("utf-8"), "the index of the search")
    for path, text in found_files(site, listed):
        yield OutputFile(path, text.encode("utf-8"))
    yield from _downloads(site)
    for asset in site.assets:
        yield OutputFile(asset.path, stages.read_asset(asset), str(asset.source.absolute()))
    if ".nojekyll" not in site.links.files:
        yield OutputFile(".nojekyll", b"")


def _downloads(site: Site) -> Iterator[OutputFile]:
    """What "Who said what" offers to take along."""
    from sitegen.export.tables import render_shown_quotations

    table, records = render_shown_quotations(site)
    yield OutputFile("quotations.csv", table.encode("utf-8"))
    yield OutputFile("quotations.json", records.encode("utf-8"))


def found_files(site: Site, listed: Sequence[Listed]) -> Iterator[tuple[str, str]]:
    """What search engines and feed readers ask for: path and text. The author's own file of the same name goes before.

    Feeds and the sitemap, which has the pages that are `listed`, hold full addresses, so that a site that does not
    know its own has none.
    """
    base_url = site.config.base_url
    own = {path.casefold() for path in site.links.files}
    texts: list[tuple[str, str]] = [("robots.txt", render_robots(base_url))]
    if base_url:
        from sitegen.pages.feeds import render_atom, render_json_feed

        texts += [("feed.xml", render_atom(site)), ("feed.json", render_json_feed(site))]
        texts += render_sitemaps(listed, base_url)
    yield from ((path, text) for path, text in texts if path.casefold() not in own)
