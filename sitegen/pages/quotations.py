"""Who said what, by speaker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, ClassVar

from sitegen.model import Article, Kind
from sitegen.pages.excerpts import SaidEntry, about, said_entry
from sitegen.pages.frame import Content, Page, PlannedPage, page_at, planned
from sitegen.pages.metadata import metadata_of_list, metadata_of_quotations
from sitegen.pages.paging import (
    PAGE_SIZES,
    UNCUT,
    Cut,
    LetterGroup,
    LetterLink,
    Paging,
    by_letter,
    cut,
    find_letters,
    letter_links,
    numbered,
    paths_of,
)
from sitegen.site import Said, Site, Speaking, sort_key
from sitegen.site.archive import slugs_of
from sitegen.site.downloads import find_parts
from sitegen.site.memo import once_a_site
from sitegen.site.prints import card_of, newest_day, said_prints
from sitegen.site.urls import page_of, relative

PATH = "quotations.html"
OTHERS = "quotations/others.html"
"""What was said by those who have no page of their own."""
UNATTRIBUTED = "quotations/unattributed.html"


@dataclass(frozen=True, slots=True)
class SpeakerSection:
    """A speaker with quotations."""

    name: str
    id: str
    href: str
    about: str
    said: tuple[SaidEntry, ...]


@dataclass(frozen=True, slots=True)
class SpeakerLine:
    """A speaker in a list, with the way to what was said, and how much it is; words without an entity have no kind."""

    name: str
    kind: Kind | str
    href: str
    about: str
    count: int


@dataclass(frozen=True, slots=True)
class UnattributedLink:
    """The way to what nobody is known to have said."""

    href: str
    count: int


@dataclass(frozen=True, slots=True)
class Download:
    """Files with quotations to take along: those of a year, or all, which have no name then."""

    name: str
    csv: str
    json: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationsContent(Content):
    """Quotations by speaker."""

    template: ClassVar[str] = "quotations.html"

    title: str
    speakers: tuple[SpeakerSection, ...] = ()
    unattributed: tuple[SaidEntry, ...] = ()
    total: int
    articles: tuple[Article, ...]
    whole: bool
    paging: Paging
    downloads: tuple[Download, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakersContent(Content):
    """The speakers, where there are many quotations."""

    template: ClassVar[str] = "speakers.html"

    number: int
    total: int
    letters: tuple[LetterLink, ...]
    groups: tuple[LetterGroup[SpeakerLine], ...]
    unattributed: UnattributedLink
    paging: Paging
    downloads: tuple[Download, ...]


def quotations_pages(site: Site) -> Iterator[PlannedPage]:
    """All quotations of the site on one page when they are few; those of nobody stand last.

    Else that page lists the speakers. What an entity said is on its own page, and what is left on pages from here.
    """
    if _total(site) <= PAGE_SIZES["quotations"]:
        yield planned(PATH, _whole_page, _whole_inputs, site)
        return
    others = [speaking for speaking in site.speakers if speaking.entity is None]
    slugs = slugs_of((speaking.name for speaking in others), "speaker")
    yield from _speaker_pages(site, _addresses(others, slugs))
    yield from _other_pages(site, others, slugs)
    yield from _unattributed_pages(site)


@once_a_site
def _years_of_downloads(site: Site) -> tuple[str, ...]:
    """What decides which files are offered."""
    return tuple(part.year for part in find_parts(site))


def _downloads(site: Site, path: str) -> tuple[Download, ...]:
    """The files to take along, as the page at `path` offers them."""
    t = site.config.interface
    return tuple(
        Download(
            t("undated") if part.year == "undated" else part.year,
            *(relative(path, f"{part.stem}{suffix}") for suffix in (".csv", ".json")),
        )
        for part in find_parts(site)
    )


@once_a_site
def _total(site: Site) -> int:
    return sum(len(speaking.said) for speaking in site.speakers) + len(site.unattributed)


def _whole_inputs(site: Site) -> tuple[Any, ...]:
    spoken = tuple((_speaker(site, one), said_prints(site, one.said)) for one in site.speakers)
    return spoken, said_prints(site, site.unattributed), newest_day(site)


def _speaker(site: Site, speaking: Speaking) -> tuple[Any, ...]:
    """What lists show of a speaker."""
    entity = speaking.entity
    return speaking.name, card_of(site, entity.id) if entity else b"", len(speaking.said)


def _whole_page(site: Site) -> Page:
    t = site.config.interface
    content = QuotationsContent(
        title=t("quotations"),
        speakers=tuple(_section(site, PATH, speaking, "") for speaking in site.speakers),
        unattributed=tuple(said_entry(site, said, PATH) for said in site.unattributed),
        total=_total(site),
        articles=tuple(one.article for one in site.facts if one.uttered),
        whole=True,
        paging=UNCUT,
        downloads=_downloads(site, PATH),
    )
    metadata = metadata_of_quotations(site, PATH, content.title, site.speakers, whole=True)
    return page_at(site, PATH, metadata, content)


def _section(site: Site, path: str, speaking: Speaking, slug: str) -> SpeakerSection:
    """A speaker with quotations, as the page at `path` lists them."""
    entity = speaking.entity
    return SpeakerSection(
        name=speaking.name,
        id=f"said-{slug}" if slug else "",
        href=relative(path, page_of(entity)) if entity else "",
        about=about(site, entity) if entity else "",
        said=tuple(said_entry(site, said, path, entity) for said in speaking.said),
    )


def _addresses(others: Sequence[Speaking], slugs: Mapping[str, str]) -> dict[str, str]:
    """By the names of those without a page, where the list of what they said begins."""
    size = PAGE_SIZES["quotations"]
    paths = paths_of(sum(len(speaking.said) for speaking in others), size, OTHERS, OTHERS.removesuffix(".html"))
    addresses, before = {}, 0
    for speaking in others:
        addresses[speaking.name] = f"{paths[before // size]}#said-{slugs[speaking.name]}"
        before += len(speaking.said)
    return addresses


def _speaker_pages(site: Site, addresses: Mapping[str, str]) -> Iterator[PlannedPage]:
    """All speakers, with how much each said and the way to it."""
    ordered = sorted(site.speakers, key=lambda speaking: sort_key(speaking.name))
    parts = list(cut(ordered, PAGE_SIZES["names"], PATH, PATH.removesuffix(".html")))
    letters = find_letters(parts, lambda speaking: speaking.name)
    for part in parts:
        yield planned(part.path, _speakers_page, _speakers_inputs, site, part, letters, addresses)


def _speakers_inputs(
    site: Site, part: Cut[Speaking], letters: Mapping[str, str], addresses: Mapping[str, str]
) -> tuple[Any, ...]:
    speakers = tuple((_speaker(site, one), addresses.get(one.name)) for one in part.rows)
    count = (part.number, len(part.paths), _total(site), len(site.unattributed))
    return *count, tuple(letters.items()), speakers, newest_day(site), _years_of_downloads(site)


def _speakers_page(site: Site, part: Cut[Speaking], letters: Mapping[str, str], addresses: Mapping[str, str]) -> Page:
    path, rows = part.path, part.rows
    speakers = tuple(_line(site, path, speaking, addresses) for speaking in rows)
    lettered = tuple(by_letter(speakers, lambda speaker: speaker.name))
    content = SpeakersContent(
        number=part.number,
        total=_total(site),
        letters=tuple(letter_links(letters, path)),
        groups=lettered if letters else (LetterGroup("", "", "", speakers),),
        unattributed=UnattributedLink(relative(path, UNATTRIBUTED), len(site.unattributed)),
        paging=part.paging,
        downloads=_downloads(site, path),
    )
    heading = numbered(site, site.config.interface("quotations"), part.number)
    return page_at(site, path, metadata_of_quotations(site, path, heading, rows, whole=False), content)


def _line(site: Site, path: str, speaking: Speaking, addresses: Mapping[str, str]) -> SpeakerLine:
    """A speaker with the way to what was said; `addresses` has it for those who have no page."""
    entity = speaking.entity
    return SpeakerLine(
        name=speaking.name,
        kind=entity.kind if entity else "",
        href=relative(path, f"{page_of(entity)}#said" if entity else addresses[speaking.name]),
        about=about(site, entity) if entity else "",
        count=len(speaking.said),
    )


def _other_pages(site: Site, others: Sequence[Speaking], slugs: Mapping[str, str]) -> Iterator[PlannedPage]:
    """What was said by those who have no page of their own, by speaker."""
    rows = [(speaking, said) for speaking in others for said in speaking.said]
    for part in cut(rows, PAGE_SIZES["quotations"], OTHERS, OTHERS.removesuffix(".html")) if rows else ():
        yield planned(part.path, _other_page, _other_inputs, site, part, slugs)


def _other_inputs(site: Site, part: Cut[tuple[Speaking, Said]], slugs: Mapping[str, str]) -> tuple[Any, ...]:
    rows = part.rows
    before = part.whole[part.start - 1][0].name if part.start else ""
    said = said_prints(site, (said for _, said in rows))
    names = tuple((speaking.name, slugs[speaking.name]) for speaking, _ in rows)
    return part.number, len(part.paths), _total(site), before, said, names, newest_day(site), _years_of_downloads(site)


def _other_page(site: Site, part: Cut[tuple[Speaking, Said]], slugs: Mapping[str, str]) -> Page:
    """A speaker begun on the page before has no id here: it would be there twice."""
    rows = part.rows
    begun = part.whole[part.start - 1][0].name if part.start else ""
    shown = [
        replace(speaking, said=tuple(said for _, said in group))
        for speaking, group in groupby(rows, key=lambda row: row[0])
    ]
    sections = [_section(site, part.path, one, "" if one.name == begun else slugs[one.name]) for one in shown]
    title = numbered(site, site.config.interface("others"), part.number)
    metadata = metadata_of_list(site, part.path, title, (one.name for one in shown), site.facts[:1])
    content = _part(site, title, [said for _, said in rows], part.path, part.paging, speakers=tuple(sections))
    return page_at(site, part.path, metadata, content)


def _unattributed_pages(site: Site) -> Iterator[PlannedPage]:
    """What nobody is known to have said, newest first."""
    rows = site.unattributed
    for part in cut(rows, PAGE_SIZES["quotations"], UNATTRIBUTED, UNATTRIBUTED.removesuffix(".html")) if rows else ():
        yield planned(part.path, _unattributed_page, _unattributed_inputs, site, part)


def _unattributed_inputs(site: Site, part: Cut[Said]) -> tuple[Any, ...]:
    said = said_prints(site, part.rows)
    return part.number, len(part.paths), _total(site), said, newest_day(site), _years_of_downloads(site)


def _unattributed_page(site: Site, part: Cut[Said]) -> Page:
    rows = part.rows
    title = numbered(site, site.config.interface("unattributed"), part.number)
    metadata = metadata_of_list(site, part.path, title, (), site.facts[:1])
    entries = tuple(said_entry(site, said, part.path) for said in rows)
    return page_at(site, part.path, metadata, _part(site, title, rows, part.path, part.paging, unattributed=entries))


def _part(
    site: Site,
    title: str,
    said: Sequence[Said],
    path: str,
    paging: Paging,
    *,
    speakers: tuple[SpeakerSection, ...] = (),
    unattributed: tuple[SaidEntry, ...] = (),
) -> QuotationsContent:
    """Some of the quotations."""
    return QuotationsContent(
        title=title,
        speakers=speakers,
        unattributed=unattributed,
        total=_total(site),
        articles=tuple({one.article.slug: one.article for one in said}.values()),
        whole=False,
        paging=paging,
        downloads=_downloads(site, path),
    )
