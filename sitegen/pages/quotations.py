"""Who said what: all quotations, newest first; where there are many, by years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from sitegen.model import Article
from sitegen.pages.frame import Content, Page, PlannedPage, page_at, planned
from sitegen.pages.metadata import metadata_of_list, metadata_of_quotations
from sitegen.pages.paging import (
    PAGE_SIZES,
    UNCUT,
    Cut,
    Paging,
    cut,
    numbered,
)
from sitegen.pages.said import (
    SaidEntry,
    Subject,
    articles_of,
    roles_said,
    said_entry,
    subjects_of,
)
from sitegen.pages.search_index import files_of_quotations, is_cut
from sitegen.site import Said, Site
from sitegen.site.downloads import find_parts
from sitegen.site.memo import once_a_site
from sitegen.site.prints import faces_of, newest_day, print_of, said_prints
from sitegen.site.shapes import shape_of_stretch
from sitegen.site.urls import relative
from sitegen.text.values import value

PATH = "quotations.html"
FOLDER = "quotations"
SPEAKERS = "quotations/speakers.html"


@value
class Download:
    """Files with quotations to take along: those of a year, or all, which have no name then."""

    name: str
    csv: str
    json: str


@value
class YearLink:
    """The way to the quotations of a year; `here` is true on its own pages. `value` begins its dates."""

    name: str
    value: str
    href: str
    here: bool


@value(kw_only=True)
class QuotationsContent(Content):
    """Quotations, newest first: all of them, or those of a year that stand on one page.

    `files` are the first and the last of the files with all quotations, for the script that looks through them; the
    filters of a `whole` list need none. `subjects`, `articles` and `downloads` stand where all can be chosen from.
    """

    template: ClassVar[str] = "quotations.html"

    title: str
    said: tuple[SaidEntry, ...]
    subjects: tuple[Subject, ...]
    articles: tuple[Article, ...]
    years: tuple[YearLink, ...]
    total: int
    whole: bool
    first: bool
    files: tuple[int, int]
    speakers: str
    paging: Paging
    downloads: tuple[Download, ...]


@value
class _Cut:
    """What all pages of the list show where it is cut: the years with their first pages, and the files with it all."""

    years: tuple[tuple[str, str], ...]
    files: tuple[int, int]


@value
class _Part:
    """A page of the list where it is cut: its share of a year's quotations, and the pages before and after it.

    Before the year `start` quotations stand in the list of all.
    """

    year: str
    start: int
    cut: Cut[Said]
    newer: str = ""
    older: str = ""


def quotations_pages(site: Site) -> Iterator[PlannedPage]:
    """All quotations of the site on one page when they are few.

    Else there are pages for each year, so that an article of this year moves nothing on those of others.
    """
    if not is_cut(site):
        yield planned(PATH, _whole_page, _whole_inputs, site)
        return
    parts = _parts(site)
    years = tuple((part.year, part.cut.path) for part in parts if part.cut.number == 1)
    of_all = _Cut(years, files_of_quotations(site))
    for part in parts:
        shape = partial(_part_shape, site, part, of_all)
        yield planned(part.cut.path, _part_page, _part_inputs, site, part, of_all, shape=shape)


def _parts(site: Site) -> list[_Part]:
    """The pages of a list that is cut, newest first."""
    parts: list[_Part] = []
    for year, start, said in _by_year(site):
        folder = f"{FOLDER}/{year}" if year else FOLDER
        first = f"{folder}.html" if parts else PATH
        parts += (_Part(year, start, one) for one in cut(said, PAGE_SIZES["quotations"], first, folder))
    paths = ["", *(part.cut.path for part in parts), ""]
    return [replace(part, newer=paths[at], older=paths[at + 2]) for at, part in enumerate(parts)]


def _by_year(site: Site) -> Iterator[tuple[str, int, Sequence[Said]]]:
    """The slug of each year that has quotations, how many stand before these, and these; empty where no article has a
    date.
    """
    every = site.every_said
    if not site.years:
        yield "", 0, every
    start = 0
    for shelf in site.years:
        end = start + sum(one.quotations for one in shelf.articles)
        if end > start:
            yield shelf.slug, start, every[start:end]
        start = end


@once_a_site
def _years_of_downloads(site: Site) -> tuple[str, ...]:
    """What decides which files are offered."""
    return tuple(part.year for part in find_parts(site))


def _downloads(site: Site, path: str) -> tuple[Download, ...]:
    """The files to take along, as the page at `path` offers them."""
    return tuple(
        Download(
            _name_of_year(site, part.year),
            *(relative(path, f"{part.stem}{suffix}") for suffix in (".csv", ".json")),
        )
        for part in find_parts(site)
    )


def _name_of_year(site: Site, year: str) -> str:
    return site.config.interface("undated") if year == "undated" else year


def _whole_inputs(site: Site) -> tuple[Any, ...]:
    said = site.every_said
    named = {name for one in said for name in one.uttered.names}
    return said_prints(site, said), roles_said(site, said), faces_of(site, sorted(named)), newest_day(site)


def _whole_page(site: Site) -> Page:
    said = site.every_said
    years = tuple(YearLink(_name_of_year(site, year), year, "", False) for year, _, _ in _by_year(site) if year)
    content = QuotationsContent(
        title=site.config.interface("quotations"),
        said=tuple(said_entry(site, one, PATH) for one in said),
        subjects=subjects_of(site, said),
        articles=articles_of(said),
        years=years,
        total=len(said),
        whole=True,
        first=True,
        files=(0, 0),
        speakers="",
        paging=UNCUT,
        downloads=_downloads(site, PATH),
    )
    metadata = metadata_of_quotations(site, PATH, content.title, site.speakers, whole=True)
    return page_at(site, PATH, metadata, content)


def _part_inputs(site: Site, part: _Part, of_all: _Cut) -> tuple[Any, ...]:
    rows = part.cut.rows
    return *_place(site, part, of_all), said_prints(site, rows), roles_said(site, rows)


def _part_shape(site: Site, part: _Part, of_all: _Cut) -> bytes:
    """What of the shape of the site the inputs go by."""
    start = part.start + part.cut.start
    stretch = shape_of_stretch(site, start, start + len(part.cut.rows))
    return print_of(*_place(site, part, of_all), stretch)


def _place(site: Site, part: _Part, of_all: _Cut) -> tuple[Any, ...]:
    """Where the part stands among the others, and what is told of all on the first."""
    first = (len(site.every_said), _years_of_downloads(site)) if part.cut.path == PATH else ()
    return part.year, part.cut.number, len(part.cut.paths), part.newer, part.older, of_all.years, of_all.files, first


def _part_page(site: Site, part: _Part, of_all: _Cut) -> Page:
    path, rows, first = part.cut.path, part.cut.rows, part.cut.path == PATH
    newer, older = (relative(path, other) if other else "" for other in (part.newer, part.older))
    heading = site.config.interface("quotations")
    title = numbered(site, heading if first else f"{heading}, {_name_of_year(site, part.year)}", part.cut.number)
    content = QuotationsContent(
        title=title,
        said=tuple(said_entry(site, one, path) for one in rows),
        subjects=(),
        articles=(),
        years=tuple(
            YearLink(_name_of_year(site, year), year, relative(path, to), year == part.year)
            for year, to in of_all.years
            if year
        ),
        total=len(site.every_said) if first else 0,
        whole=False,
        first=first,
        files=of_all.files,
        speakers=relative(path, SPEAKERS),
        paging=replace(part.cut.paging, newer=newer, older=older),
        downloads=_downloads(site, path) if first else (),
    )
    names = dict.fromkeys(one.speaker.name for one in content.said if one.speaker is not None)
    articles = list({one.article.slug: one.facts for one in rows}.values())
    return page_at(site, path, metadata_of_list(site, path, title, names, articles), content)
