"""What is taken out of the tree of a saved page before it is read: remarks of editors, marks of wikis and of notes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from bs4.element import NavigableString

_REMARKS = re.compile(r"#_?(?:cmnt|msocom|msoanchor)")
"""Where links lead between a text and the remarks that word processors put behind it."""

_TO_THE_TEXT = re.compile(r"#(?:cmnt_ref|_msoanchor)")
_BACK = frozenset("↩↑⤴^")
"""Words of a link from a note back into the text; a character may follow that chooses how the arrow is drawn."""

_RARE = re.compile(r"""href=["']?#_?(?:cmnt|msocom|msoanchor)|>\s*(?:[↩↑⤴^]|&#(?:8617|x21a9);)""", re.IGNORECASE)
_OF_WIKIS = re.compile(r"\A(?:noprint|mw-jump-link|mw-indicators|navbox|catlinks|printfooter|toc)\Z")
"""What a wiki shows around an article and does not print."""
_TEXTS = ("p", "ul", "ol", "dl", "h2", "h3", "h4")
_KEPT_LINES = re.compile(r"white-space\s*:\s*(?:pre|pre-line|pre-wrap|break-spaces)\b", re.IGNORECASE)
_EMPTY_LINE = re.compile(r"\n[ \t\r]*\n")
_OF_TABLES = ("tbody", "thead", "tfoot", "tr", "td", "th")
_DRAWN = re.compile(
    r"(?:img|picture|video|audio|iframe|embed|object|noscript|svg|canvas|script|blockquote|table|pre|amp-.*)\Z"
)
_OF_AMP = re.compile(r"amp-(?:ad|analytics|consent|embed|pixel|sidebar|sticky-ad|user-notification|web-push.*)\Z")
"""Elements of pages for phones that bring what is no part of any article."""
_HEARD = frozenset({"screen-reader-text", "sr-only", "visually-hidden", "visuallyhidden"})
_CLIPPED = re.compile(r"clip\s*:\s*rect\(\s*(?:0|1px)|clip-path\s*:\s*inset\(\s*(?:50|100)%", re.IGNORECASE)
_MOST_HEARD = 60
"""Characters of a hint for those who hear a page."""
_HOMES = frozenset({"", "/", "/index.html", "/index.php"})


def clean(soup: BeautifulSoup, page: str) -> None:
    """Take out what is nobody's text, and make no headings of links to the front page: they name the site. A figure
    that shows nothing is no figure.

    `page` is the source, in which what is rare is looked for first.
    """
    _clean_wiki(soup, page)
    for link in soup.find_all("a", href=True) if _RARE.search(page) else ():
        if not link.decomposed:
            _clean_link(link)
    for table in reversed(soup.find_all("table") if "<table" in page.lower() else ()):
        if _lays_out(table):
            _rename((table, *(tag for tag in table.find_all(_OF_TABLES) if tag.find_parent("table") is table)))
    for tag in soup.find_all(style=_KEPT_LINES) if _KEPT_LINES.search(page) else ():
        for words in tag.find_all(string=_EMPTY_LINE):
            _break_lines(soup, words)
    for tag in soup.find_all(_OF_AMP) if "<amp-" in page else ():
        tag.extract()
    for tag in soup.find_all(("span", "small"), class_=True, style=False) + soup.find_all("span", style=_CLIPPED):
        if _is_heard_alone(tag):
            tag.extract()
    for figure in filter(_is_of_words, soup.find_all("figure")):
        _rename((figure, *figure.find_all("figcaption")))
    _rename(filter(_names_site, soup.find_all("h1", limit=20)))


def _is_heard_alone(tag: Tag) -> bool:
    """True for a few words within a line that nobody sees: “opens in a new window”, the letter beside a large one."""
    if not tag.has_attr("style") and _HEARD.isdisjoint(tag.get("class") or ()):
        return False
    return len(tag.get_text()) <= _MOST_HEARD and tag.find(_TEXTS) is None


def _clean_wiki(soup: BeautifulSoup, page: str) -> None:
    """Take out the marks of editing, and what stands around the article of a wiki."""
    for mark in soup.find_all("span", class_="mw-editsection") if "mw-editsection" in page else ():
        mark.decompose()
    for around in soup.find_all(class_="mw-body", limit=1) if "mw-parser-output" in page else ():
        for tag in around.find_all(class_=_OF_WIKIS):
            tag.extract()


def _rename(tags: Iterable[Tag]) -> None:
    """Make them blocks that say nothing of what is in them."""
    for tag in tags:
        tag.name = "div"


def _clean_link(link: Tag) -> None:
    href = str(link["href"])
    if not href.startswith("#"):
        return
    if _REMARKS.match(href):
        around = link.find_parent(("p", "div")) if _TO_THE_TEXT.match(href) else None
        (around or link).decompose()
    elif link.get_text().strip().rstrip("\ufe0e\ufe0f") in _BACK:
        link.decompose()


def _break_lines(soup: BeautifulSoup, words: NavigableString) -> None:
    """Put two breaks where empty lines part words whose lines are drawn as they are."""
    if type(words) is not soup.string_container():
        return
    first, *rest = _EMPTY_LINE.split(words)
    for part in reversed(rest):
        words.insert_after(soup.new_tag("br"), soup.new_tag("br"), soup.new_string(part))
    words.replace_with(soup.new_string(first))


def _lays_out(table: Tag) -> bool:
    """True for a table that puts things in their places: it says so, or holds others and no heading, or paragraphs in a
    single cell."""
    if table.get("role") in ("presentation", "none"):
        return True
    if table.find("table") is not None:
        return all(cell.find_parent("table") is not table for cell in table.find_all(("th", "caption")))
    return len(table.find_all(("td", "th"), limit=2)) == 1 and len(table.find_all((*_TEXTS, "br"), limit=2)) == 2


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
