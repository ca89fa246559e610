"""The speakers of a site with many quotations, by name, with how much each said."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, ClassVar
from urllib.parse import quote

from sitegen.model import Kind
from sitegen.pages.excerpts import about, image_of, initials_of
from sitegen.pages.frame import Content, Page, PlannedPage, page_at, planned
from sitegen.pages.metadata import metadata_of_quotations
from sitegen.pages.paging import (
    PAGE_SIZES,
    Cut,
    LetterGroup,
    LetterLink,
    Paging,
    by_letter,
    cut,
    find_letters,
    letter_links,
    numbered,
)
from sitegen.pages.quotations import PATH, SPEAKERS
from sitegen.pages.search_index import is_cut
from sitegen.site import Site, Speaking, sort_key
from sitegen.site.anchors import quotation_id
from sitegen.site.prints import card_of, newest_day, print_of
from sitegen.site.shapes import shape_of_first_said
from sitegen.site.surnames import SortedName, shown_name, sorted_name
from sitegen.site.urls import page_of, page_of_article, relative
from sitegen.text.values import value


@value
class SpeakerLine:
    """A speaker in a list, with the way to what was said, and how much it is; words without an entity have no kind.

    `newest` leads to the newest of it in its article, where the speaker has no page; `shown` has the part of the name
    by which it is sorted.
    """

    name: str
    shown: SortedName
    sorted_by: str
    image: str
    initials: str
    kind: Kind | str
    href: str
    about: str
    count: int
    newest: str = ""


@value(kw_only=True)
class SpeakersContent(Content):
    """The speakers, where there are many quotations."""

    template: ClassVar[str] = "speakers.html"

    number: int
    total: int
    letters: tuple[LetterLink, ...]
    groups: tuple[LetterGroup[SpeakerLine], ...]
    paging: Paging


def speaker_pages(site: Site) -> Iterator[PlannedPage]:
    """All speakers, with how much each said and the way to it, where there are many quotations."""
    if not is_cut(site):
        return
    ordered = sorted(site.speakers, key=lambda speaking: sort_key(_sorted_by(speaking)))
    parts = cut(ordered, PAGE_SIZES["names"], SPEAKERS, SPEAKERS.removesuffix(".html"))
    letters = find_letters(parts, _sorted_by)
    for part in parts:
        shape = partial(_speakers_shape, site, part, letters)
        yield planned(part.path, _speakers_page, _speakers_inputs, site, part, letters, shape=shape)


def _sorted_by(speaking: Speaking) -> str:
    return sorted_name(speaking.entity) if speaking.entity is not None else speaking.name


def _speakers_inputs(site: Site, part: Cut[Speaking], letters: dict[str, str]) -> tuple[Any, ...]:
    return *_place(site, part, letters), tuple(_speaker(site, one) for one in part.rows)


def _speakers_shape(site: Site, part: Cut[Speaking], letters: dict[str, str]) -> bytes:
    """What of the shape of the site the inputs go by."""
    speakers = tuple(
        (one.name, one.entity.id if one.entity else shape_of_first_said(site, one.name), len(one.said))
        for one in part.rows
    )
    return print_of(*_place(site, part, letters), speakers)


def _place(site: Site, part: Cut[Speaking], letters: dict[str, str]) -> tuple[Any, ...]:
    """Which part of the speakers it is, and the ways to others."""
    return part.number, len(part.paths), len(site.speakers), tuple(letters.items()), newest_day(site)


def _speaker(site: Site, speaking: Speaking) -> tuple[Any, ...]:
    """What lists show of a speaker."""
    if speaking.entity is not None:
        return speaking.name, card_of(site, speaking.entity.id), len(speaking.said)
    newest = speaking.said[0]
    return speaking.name, (newest.article.slug, newest.number), len(speaking.said)


def _speakers_page(site: Site, part: Cut[Speaking], letters: dict[str, str]) -> Page:
    path, rows = part.path, part.rows
    speakers = tuple(_line(site, path, speaking) for speaking in rows)
    lettered = tuple(by_letter(speakers, lambda speaker: speaker.sorted_by))
    content = SpeakersContent(
        number=part.number,
        total=len(site.speakers),
        letters=tuple(letter_links(letters, path)),
        groups=lettered if letters else (LetterGroup("", "", "", speakers),),
        paging=part.paging,
    )
    heading = numbered(site, site.config.interface("speakers"), part.number)
    return page_at(site, path, metadata_of_quotations(site, path, heading, rows, whole=False), content)


def _line(site: Site, path: str, speaking: Speaking) -> SpeakerLine:
    """A speaker with the way to what was said: of those who have no page, by the filter of all quotations."""
    entity, newest = speaking.entity, speaking.said[0]
    place = f"{relative(path, page_of_article(newest.article))}#{quotation_id(newest.number)}"
    return SpeakerLine(
        name=speaking.name,
        shown=shown_name(entity) if entity else SortedName("", speaking.name, ""),
        sorted_by=_sorted_by(speaking),
        image=image_of(site, entity, path) if entity else "",
        initials=initials_of(speaking.name) if entity and entity.kind is Kind.PERSON else "",
        kind=entity.kind if entity else "",
        href=relative(path, f"{page_of(entity)}#said") if entity else speaker_query(path, speaking.name),
        about=about(site, entity) if entity else "",
        count=len(speaking.said),
        newest="" if entity else place,
    )


def speaker_query(path: str, name: str) -> str:
    """The address of all that is said by a speaker of this name, as written on the page `path`; a script filters it."""
    return f"{relative(path, PATH)}?speaker={quote(name)}"
