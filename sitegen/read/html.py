"""A saved web page: its main text, and what it says about itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.diagnostics import Diagnostic, Severity, SitegenError
from sitegen.read.draft import Details, Draft
from sitegen.read.foreign_tags import told_of_tags
from sitegen.read.head import find_surely
from sitegen.read.html_clean import clean
from sitegen.read.html_data import body_in_data, told_of_data
from sitegen.read.html_details import find_about, find_address, find_details
from sitegen.read.html_furniture import Furniture
from sitegen.read.html_leaves import Leaves
from sitegen.read.html_main import find_main, lines_around
from sitegen.read.html_pictures import told_of_left_out
from sitegen.read.html_source import saved_from, split_source
from sitegen.read.html_walk import Walk
from sitegen.read.plain_details import read_details

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_FEWEST_LETTERS = 20
_LITTLE = 0.5
"""Less of a page's prose than this is told."""

_SAVE_AGAIN = "save the page again, or copy its text into a .txt file"


def read_html(text: str, path: str) -> Draft:
    """The article in a saved page: paragraphs, headings, lists, tables, quotations, links and emphasis.

    Front matter at its head, as Jekyll and Eleventy have it in HTML, goes before what the page says. Raises
    SitegenError: SG302 for a page that is too large, SG330 for one without an article, SG331 for one that no parser can
    read in a reasonable time, and what front matter raises.
    """
    head = find_surely(text, path)
    if head is not None:
        lines = "\n" * text.count("\n", 0, head.begin)
        details, draft = read_details(head.read(path)), _read_page(lines + text[head.begin :], path)
        told = (*draft.told, *told_of_tags(draft.body, text, path))
        return replace(draft, details=details.over(draft.details), told=told)
    return _read_page(text, path)


def _read_page(text: str, path: str) -> Draft:
    page, linked_data = split_source(text, path)
    try:
        return _read(page, linked_data, saved_from(text), path)
    except SitegenError:
        raise
    except Exception as error:
        message = f"cannot be read as HTML ({type(error).__name__})"
        raise SitegenError(Diagnostic(path, message, "SG331", help=_SAVE_AGAIN)) from error


def _read(page: str, linked_data: Sequence[str], saved_from: str, path: str) -> Draft:
    from sitegen.read.html_soup import Soup, TooDeepError

    try:
        soup = Soup(page)
    except TooDeepError as error:
        message = "elements are nested too deep"
        raise SitegenError(Diagnostic(path, message, "SG331", help=_SAVE_AGAIN)) from error
    clean(soup, page)
    address = find_address(soup) or saved_from
    leaves = Leaves(soup)
    main = find_main(soup, leaves, find_about(soup, address))
    details = find_details(soup, main, lines_around(leaves, main), linked_data, address)
    furniture = Furniture(leaves, main, details.authors)
    walk = Walk(furniture, address, _said_elsewhere(soup, details))
    walk.blocks(furniture.main, "p", "")
    shown = walk.flat.body()
    in_data = body_in_data(linked_data, shown.text)
    body = in_data or shown
    if sum(map(str.isalpha, body.text)) < _FEWEST_LETTERS:
        hint = "copy the article's text into a .txt file"
        raise SitegenError(Diagnostic(path, "no article was found in this page", "SG330", help=hint))
    told = (told_of_data(path),) if in_data else _told(furniture, path)
    return Draft(body.under_headline(), details, (*told, *told_of_left_out(path, walk.left_out)))


def _told(furniture: Furniture, path: str) -> Iterator[Diagnostic]:
    """What the author should look at."""
    if furniture.share < _LITTLE:
        message = f"only {100 * furniture.share:.0f} % of this page’s words were taken as the article"
        hint = "see whether it is whole; else copy its text into a .txt file"
        yield Diagnostic(path, message, "SG332", help=hint, severity=Severity.WARNING)
    elif furniture.ends_in_offer:
        message = (
            "ends where the page asks its readers to subscribe or to sign in: it may be no more than the beginning"
        )
        hint = "see whether it is whole; else sign in there and save the page again"
        yield Diagnostic(path, message, "SG337", help=hint, severity=Severity.WARNING)


def _said_elsewhere(soup: BeautifulSoup, details: Details) -> frozenset[str]:
    """Lines that the article's page shows apart from its body: headline, byline, date."""
    times = (" ".join(time.get_text().split()) for time in soup.find_all("time", limit=20))
    names = " and ".join(details.authors)
    return frozenset(line.lower() for line in (details.headline, names, f"by {names}", *times) if line)
