"""Every file of the site, in the order in which it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple

from sitegen.build.stages import STAGES, Stages
from sitegen.cache.values import DamagedError
from sitegen.diagnostics import naming
from sitegen.pages import Page, PlannedPage
from sitegen.pages.countries import world_file
from sitegen.pages.flags import flag_files
from sitegen.pages.frame import PlannedFile
from sitegen.pages.locators import locator_files
from sitegen.pages.look import STYLE, style_of
from sitegen.pages.render import static_files
from sitegen.pages.search_index import STATIC_FILES, search_parts
from sitegen.pages.sitemap import Listed, render_robots, render_sitemaps
from sitegen.pages.voices import TABLE, voices_inputs
from sitegen.publish import OutputFile
from sitegen.site import Site
from sitegen.site.downloads import Part
from sitegen.site.facts import ArticleFacts
from sitegen.site.memo import OF_TEXTS
from sitegen.site.prints import face_of, print_of
from sitegen.site.reads import TextPart
from sitegen.site.shapes import shape_of_saying
from sitegen.site.voices import find_voices


class Rendered(NamedTuple):
    """A page as it is written, and how the sitemap lists it; None when search engines may not show it."""

    content: bytes
    listed: Listed | None


def render_page(planned: PlannedPage, render: Callable[[Page], str]) -> Rendered:
    """The page, made and rendered. Raises SitegenError: SG430 for a mistake in a template; DamagedError."""
    with naming(planned.origin or planned.path, DamagedError):
        page = planned.make()
        metadata = page.metadata
        listed = Listed(page.path, metadata.modified) if metadata.indexable else None
        return Rendered(render(page).encode("utf-8"), listed)


def render_file(planned: PlannedFile) -> bytes:
    """The content of a file that is no page. Raises SitegenError and DamagedError."""
    with naming(planned.origin or planned.path, DamagedError):
        content = planned.content()
        return content.encode("utf-8") if isinstance(content, str) else content


def planned_files(site: Site, stages: Stages = STAGES) -> Iterator[PlannedFile]:
    """What is no page: the index of the search, feeds, what is offered to take along, maps, the author's files.

    The author's own file of the same name goes before a feed.
    """
    yield from search_parts(site)
    yield from (file for file in _feeds(site) if file.path.casefold() not in _own_files(site))
    yield from _downloads(site)
    yield from _voices(site)
    yield from locator_files(site)
    yield from flag_files(site)
    yield from world_file(site)
    for asset in site.assets:
        inputs = partial(stages.print_asset, asset)
        origin = str(asset.source.absolute())
        yield PlannedFile(asset.path, partial(stages.read_asset, asset), inputs, origin, asks_more=True)


def _feeds(site: Site) -> Iterator[PlannedFile]:
    """What feed readers ask for; it holds full addresses, so that a site that does not know its own has none."""
    if site.config.base_url:
        from sitegen.pages.feeds import feed_inputs, render_atom, render_json_feed

        yield PlannedFile("feed.xml", partial(render_atom, site), partial(feed_inputs, site))
        yield PlannedFile("feed.json", partial(render_json_feed, site), partial(feed_inputs, site))


def _downloads(site: Site) -> Iterator[PlannedFile]:
    """What "Who said what" offers to take along."""
    from sitegen.export.tables import plan_downloads

    for path, text, part in plan_downloads(site):
        inputs = partial(_quotations_inputs, site, part) if part else partial(_text_alone, text)
        shape = partial(shape_of_saying, site, part.articles) if part else None
        yield PlannedFile(path, text, inputs, shape=shape, part=part.stem if part else "")


def _voices(site: Site) -> Iterator[PlannedFile]:
    """The table of who is quoted, where it is asked for."""
    if site.config.voices:
        yield PlannedFile(TABLE, partial(_voices_table, site), partial(_voices_inputs, site))


def _voices_table(site: Site) -> str:
    from sitegen.export.voices import render_voices

    return render_voices(find_voices(site))


def _voices_inputs(site: Site) -> tuple[Any, ...]:
    return voices_inputs(site, find_voices(site).articles)


def _quotations_inputs(site: Site, part: Part) -> tuple[bytes]:
    """The print of what several files are made of."""
    key = (OF_TEXTS, "quotations_inputs", part.stem)
    if key not in site.memo:
        articles = [one for one in part.articles if one.quotations]
        rows = ((one.head_print, site.prints_of(one, TextPart.SAID).reported, _speakers(site, one)) for one in articles)
        site.memo[key] = site.reads.during(lambda: print_of(*rows))
    value, texts, cards = site.memo[key]
    site.reads.note(texts, cards)
    return (value,)


def _speakers(site: Site, one: ArticleFacts) -> tuple[tuple[str, bytes], ...]:
    """Who speaks in an article, as the site knows them."""
    speakers = dict.fromkeys(uttered.speaker_id for uttered in one.uttered)
    return tuple((speaker, face_of(site, speaker)) for speaker in speakers)


def _text_alone(text: Callable[[], str]) -> tuple[str, ...]:
    return (text(),)


def files_beside(site: Site, listed: Iterable[Listed]) -> Iterator[OutputFile]:
    """Every other file: those of the theme, and what is made of the list of all pages."""
    look = style_of(site.config.look).encode("utf-8")
    for path, content in static_files(site.config.theme):
        if site.config.search or path not in STATIC_FILES:
            styled = content + look if path == STYLE else content
            yield OutputFile(f"assets/{path}", styled, f"static/{path} of the theme")
    for path, text in found_files(site, listed):
        yield OutputFile(path, text.encode("utf-8"))
    if ".nojekyll" not in site.links.files:
        yield OutputFile(".nojekyll", b"")


def found_files(site: Site, listed: Iterable[Listed]) -> Iterator[tuple[str, str]]:
    """What search engines ask for: path and text. The author's own file of the same name goes before.

    The sitemap, which has the pages that are `listed`, holds full addresses, so that a site that does not know its own
    has none.
    """
    base_url = site.config.base_url
    texts = [("robots.txt", render_robots(base_url)), *(render_sitemaps(tuple(listed), base_url) if base_url else ())]
    own = _own_files(site)
    yield from ((path, text) for path, text in texts if path.casefold() not in own)


def _own_files(site: Site) -> frozenset[str]:
    return frozenset(path.casefold() for path in site.links.files)
