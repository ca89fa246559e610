"""What is taken out of the tree of a saved page before it is read: remarks of editors, marks of wikis and of notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_REMARKS = re.compile(r"#_?(?:cmnt|msocom|msoanchor)")
"""Where links lead between a text and the remarks that word processors put behind it."""

_TO_THE_TEXT = re.compile(r"#(?:cmnt_ref|_msoanchor)")
_BACK = frozenset("↩↑⤴^")
"""Words of a link from a note back into the text; a character may follow that chooses how the arrow is drawn."""

_RARE = re.compile(r"""href=["']?#_?(?:cmnt|msocom|msoanchor)|>\s*(?:[↩↑⤴^]|&#(?:8617|x21a9);)""", re.IGNORECASE)
_TEXTS = ("p", "ul", "ol", "dl", "h2", "h3", "h4")
_DRAWN = re.compile(
    r"(?:img|picture|video|audio|iframe|embed|object|noscript|svg|canvas|script|blockquote|table|pre|amp-.*)\Z"
)
_HOMES = frozenset({"", "/", "/index.html", "/index.php"})


def clean(soup: BeautifulSoup, page: str) -> None:
    """Take out what is nobody's text, and make no headings of links to the front page: they name the site. A figure
    that shows nothing is no figure.

    `page` is the source, in which what is rare is looked for first.
    """
    for mark in soup.find_all("span", class_="mw-editsection") if "mw-editsection" in page else ():
        mark.decompose()
    for link in soup.find_all("a", href=True) if _RARE.search(page) else ():
        if not link.decomposed:
            _clean_link(link)
    for figure in soup.find_all("figure"):
        if _is_of_words(figure):
            for tag in (figure, *figure.find_all("figcaption")):
                tag.name = "div"
    for heading in soup.find_all("h1", limit=20):
        if _names_site(heading):
            heading.name = "div"


def _clean_link(link: Tag) -> None:
    href = str(link["href"])
    if not href.startswith("#"):
        return
    if _REMARKS.match(href):
        around = link.find_parent(("p", "div")) if _TO_THE_TEXT.match(href) else None
        (around or link).decompose()
    elif link.get_text().strip().rstrip("\ufe0e\ufe0f") in _BACK:
        link.decompose()


def _is_of_words(figure: Tag) -> bool:
    """True for a figure of paragraphs or lists, with nothing in it that shows or plays something or draws it later."""
    texts = (text for text in figure.find_all(_TEXTS) if text.find_parent("figcaption") is None)
    return any(text.get_text(strip=True) for text in texts) and figure.find(_DRAWN) is None


def _names_site(heading: Tag) -> bool:
    """True for a heading that is wholly a link to the front page."""
    link = heading.find("a", href=True)
    if link is None or link.get_text().strip() != heading.get_text().strip():
        return False
    try:
        target = urlsplit(str(link["href"]).strip())
    except ValueError:
        return False
    return (
        target.path in _HOMES and not target.query and not (target.fragment or (not target.path and not target.netloc))
    )
