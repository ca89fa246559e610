"""A saved web page: its main text, and what it says about itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from sitegen.diagnostics import Diagnostic, Severity, SitegenError
from sitegen.read.draft import Body, Details, Draft
from sitegen.read.flatten import Flattener
from sitegen.read.html_apart import letters
from sitegen.read.html_details import find_about, find_address, find_details
from sitegen.read.html_furniture import Furniture
from sitegen.read.html_leaves import Leaves
from sitegen.read.html_linked import body_in
from sitegen.read.html_main import find_main, lines_around
from sitegen.read.html_pictures import told_of_left_out
from sitegen.read.html_source import saved_from, split_source
from sitegen.read.html_walk import Walk

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_FEWEST_LETTERS = 20
_LITTLE = 0.5
"""Less of a page's prose than this is told."""

_MUCH_LESS = 5
_OPENING = 40
"""Letters that show what a text is."""

_SAVE_AGAIN = "save the page again, or copy its text into a .txt file"


def read_html(text: str, path: str) -> Draft:
    """The article in a saved page: paragraphs, headings, lists, tables, quotations, links and emphasis.

    Raises SitegenError: SG302 for a page that is too large, SG330 for one without an article, SG331 for one that no
    parser can read in a reasonable time.
    """
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
    address = find_address(soup) or saved_from
    leaves = Leaves(soup)
    main = find_main(soup, leaves, find_about(soup, address))
    details = find_details(soup, main, lines_around(leaves, main), linked_data, address)
    furniture = Furniture(leaves, main, details.authors)
    walk = Walk(furniture, address, _said_elsewhere(soup, details))
    walk.blocks(furniture.main, "p", "")
    body = walk.flat.body()
    told = _written(body_in(linked_data))
    if _is_empty(body) or _is_not_in(body, told):
        body = told
    if _is_empty(body):
        hint = "copy the article's text into a .txt file"
        raise SitegenError(Diagnostic(path, "no article was found in this page", "SG330", help=hint))
    return Draft(body.under_headline(), details, (*_told(furniture, path), *told_of_left_out(path, walk.left_out)))


def _is_empty(body: Body) -> bool:
    return sum(map(str.isalpha, body.text)) < _FEWEST_LETTERS


def _is_not_in(body: Body, told: Body) -> bool:
    """True for so little that the page shows, and of something else, that what it tells of its article must be that."""
    return _MUCH_LESS * len(body.text) < len(told.text) and letters(body.text)[:_OPENING] not in letters(told.text)


def _written(paragraphs: Iterable[str]) -> Body:
    """The paragraphs that a page without words, which a script would write, tells in its JSON-LD."""
    flat = Flattener()
    for words in paragraphs:
        flat.open_block("p")
        flat.write(words)
        flat.close_block()
    return flat.body()


def _told(furniture: Furniture, path: str) -> Iterator[Diagnostic]:
    """What the author should look at."""
    if furniture.share < _LITTLE:
        message = f"only {100 * furniture.share:.0f} % of this page’s words were taken as the article"
        hint = "see whether it is whole; else copy its text into a .txt file"
        yield Diagnostic(path, message, "SG332", help=hint, severity=Severity.WARNING)


def _said_elsewhere(soup: BeautifulSoup, details: Details) -> frozenset[str]:
    """Lines that the article's page shows apart from its body: headline, byline, date."""
    times = (" ".join(time.get_text().split()) for time in soup.find_all("time", limit=20))
    names = " and ".join(details.authors)
    return frozenset(line.lower() for line in (details.headline, names, f"by {names}", *times) if line)
