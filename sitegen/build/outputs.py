"""Every file of the site, in the order in which it is written."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.build.made import Made
from sitegen.build.stages import STAGES, Stages, Watch, unwatched
from sitegen.diagnostics import naming
from sitegen.pages.locators import locator_files
from sitegen.pages.render import static_files
from sitegen.pages.search_index import STATIC_FILES, search_files
from sitegen.pages.sitemap import Listed, render_robots, render_sitemaps
from sitegen.publish import OutputFile
from sitegen.site import Site


def output_files(made: Made, stages: Stages = STAGES, watch: Watch = unwatched) -> Iterator[OutputFile]:
    """Every file of the site, rendered when it is asked for: the pages, the assets, the author's own files.

    Raises SitegenError: SG430 for a mistake in a template.
    """
    render = stages.page_renderer(made.site.config.theme)
    for done, page in enumerate(made.pages):
        watch("write", done, len(made.pages))
        with naming(page.origin or page.path):
            content = render(page).encode("utf-8")
        yield OutputFile(page.path, content, page.origin)
    for path, content in static_files(made.site.config.theme):
        if made.site.config.search or path not in STATIC_FILES:
            yield OutputFile(f"assets/{path}", content, f"static/{path} of the theme")
    for path, text in locator_files(made.site):
        yield OutputFile(path, text.encode("utf-8"))
    for path, text in search_files(made.site):
        yield OutputFile(f"assets/search/{path}", text.encode("utf-8"), "the index of the search")
    for path, text in found_files(made):
        yield OutputFile(path, text.encode("utf-8"))
    yield from _downloads(made.site)
    for asset in made.site.assets:
        yield OutputFile(asset.path, stages.read_asset(asset), str(asset.source.absolute()))
    if ".nojekyll" not in made.site.links.files:
        yield OutputFile(".nojekyll", b"")


def _downloads(site: Site) -> Iterator[OutputFile]:
    """What "Who said what" offers to take along."""
    from sitegen.export.tables import render_shown_quotations, render_shown_quotations_json

    yield OutputFile("quotations.csv", render_shown_quotations(site).encode("utf-8"))
    yield OutputFile("quotations.json", render_shown_quotations_json(site).encode("utf-8"))


def found_files(made: Made) -> Iterator[tuple[str, str]]:
    """What search engines and feed readers ask for: path and text. The author's own file of the same name goes before.

    Feeds and the sitemap hold full addresses, so that a site that does not know its own has none.
    """
    site, base_url = made.site, made.site.config.base_url
    own = {path.casefold() for path in site.links.files}
    texts: list[tuple[str, str]] = [("robots.txt", render_robots(base_url))]
    if base_url:
        from sitegen.pages.feeds import render_atom, render_json_feed

        listed = [Listed(page.path, page.metadata.modified) for page in made.pages if page.metadata.indexable]
        texts += [("feed.xml", render_atom(site)), ("feed.json", render_json_feed(site))]
        texts += render_sitemaps(listed, base_url)
    yield from ((path, text) for path, text in texts if path.casefold() not in own)
