"""The files of a site without a disk, as what is published or served must be."""

from __future__ import annotations

from sitegen.build.made import Made
from sitegen.build.outputs import files_beside, planned_files, render_file, render_page
from sitegen.build.stages import STAGES


def files_of(made: Made) -> dict[str, bytes]:
    """Path and content of every file, each made anew. Raises SitegenError for a mistake in a template."""
    render = STAGES.page_renderer(made.site.config.theme)
    pages = {planned.path: render_page(planned, render) for planned in made.pages}
    others = {file.path: render_file(file) for file in planned_files(made.site)}
    listed = [page.listed for page in pages.values() if page.listed is not None]
    beside = {file.path: file.content for file in files_beside(made.site, listed)}
    return {path: page.content for path, page in pages.items()} | others | beside
