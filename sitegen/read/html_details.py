"""What a saved page says about its article: headline, date, authors, publisher, from its head and its JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sitegen.model import Publisher
from sitegen.read.draft import Details
from sitegen.read.html_apart import About, letters
from sitegen.read.html_authors import byline_names, find_authors
from sitegen.read.html_dates import published_day
from sitegen.read.html_hints import class_words
from sitegen.read.html_linked import Linked, linked_articles, names_of, text_of
from sitegen.read.html_main import Main
from sitegen.read.html_metas import Metas, attribute, first_said, read_metas, said_of, unescaped

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_LONGEST = 500
_LONGEST_HEADLINE = 160
_TITLES = frozenset({"title", "headline"})
_SITE_IN_TITLE = re.compile(r"\s+[|–—·»-]\s+[^|–—·»]{1,60}$")
_SITE_BEFORE = re.compile(r"[^|–—·»:]{1,60}?\s*[|–—·»:]\s+")
_PARTS = re.compile(r"\s*::\s*|:\s+|\s+[|–—·»-]\s+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def find_details(
    soup: BeautifulSoup, main: Main, around: Sequence[str], linked_data: Iterable[str], address: str
) -> Details:
    """What the page says, each from the surest element that names it; what it does not say stays empty.

    `around` are the lines before the article, from its headline on, and those behind it.
    """
    metas = read_metas(soup)
    linked = linked_articles(linked_data, address)
    publisher = _publisher(metas, linked, address)
    name = publisher.name if publisher else ""
    language = _language(soup)
    addresses = (address, metas.get("og:url", ""), *(text_of(obj, "url") for obj in linked[:1]))
    return Details(
        headline=_headline(soup, main.tag, around, metas, linked, name),
        date=published_day(soup, around, main.apart, metas, linked, addresses, language.lower() in ("en-us", "en_us")),
        authors=find_authors(soup, around, metas, linked, name),
        publisher=publisher,
        language=language,
        summary=_line(first_said(metas, "summary")),
    )


def find_about(soup: BeautifulSoup, address: str) -> About:
    """What the head of the page says that tells where on it the article stands."""
    metas = read_metas(soup)
    said = [_line(line) for line in (*said_of(metas, "headline"), _title(soup)) if line]
    headline = (_shown_part(soup, said) if soup.find("h1") is None else "") or next(iter(said), "")
    return About(headline, first_said(metas, "summary"), address)


def find_address(soup: BeautifulSoup) -> str:
    """The page's own address: its canonical link, else og:url, else what Firefox links in its view for readers.

    "" when there is no http or https address.
    """
    link, read_from = soup.find("link", rel="canonical"), soup.find("a", class_="reader-domain")
    candidates = (attribute(link, "href"), read_metas(soup).get("og:url", ""), attribute(read_from, "href"))
    return next((url.strip() for url in candidates if re.fullmatch(r"https?://[^\s<>\"]+", url.strip())), "")


def _line(text: str) -> str:
    return " ".join(text.split())[:_LONGEST]


def _headline(
    soup: BeautifulSoup, main: Tag, around: Iterable[str], metas: Metas, linked: Sequence[Linked], publisher: str
) -> str:
    """The heading of the first level that agrees with what the head of the page says, else what that says.

    Without a heading a line of those `around` the article of which the page's title is made, or one that is named so.
    """
    said = [_line(line) for line in said_of(metas, "headline")]
    said += [*(_line(text_of(obj, "headline")) for obj in linked[:1]), _title(soup)]
    said = [_without_site(line, publisher) for line in said if line]
    inside, all_of_them = (
        [line for h1 in tag.find_all("h1", limit=20) if letters(line := _line(h1.get_text(" "))) != letters(publisher)]
        for tag in (main, soup)
    )
    headings = [line for line in (*inside, *all_of_them) if line]
    agreed = [line for line in headings if not said or any(_agree(line, other) for other in said)]
    if not agreed and not inside:
        titles = [*said, _whole_title(soup)]
        agreed = [line for line in around for title in titles if _is_most_of(line, title)][:1] or _named_headline(main)
    over = _over_byline(around)
    over = next((line for line in said if letters(line) and letters(line) in letters(over)), over)
    return next(iter(agreed), "") or over or _shown_part(soup, said) or next(iter((*inside, *said)), "")


def _over_byline(lines: Iterable[str]) -> str:
    """The line before the first byline among those around the article, where it may be a headline; else ""."""
    for line, behind in pairwise(lines):
        if byline_names(behind):
            return line if len(line.split()) > 2 and len(line) <= _LONGEST_HEADLINE else ""
    return ""


def _shown_part(soup: BeautifulSoup, said: Sequence[str]) -> str:
    """What the head says, or the longest part of it, that the page shows as a line of its own; else ""."""
    body = soup.find("body") or soup
    shown = {letters(str(words)): _line(str(words)) for words in body.find_all(string=True)}
    for line in said:
        parts = (line, *sorted(_PARTS.split(line), key=len, reverse=True))
        found = next((part for part in parts if len(part.split()) > 1 and letters(part) in shown), "")
        if found:
            return found
    return ""


def _is_most_of(line: str, title: str) -> bool:
    """True for a line of three words or more with which a longer title begins or ends, and which is half of it."""
    mine, theirs = letters(line), letters(title)
    is_part = theirs.startswith(mine) or theirs.endswith(mine)
    return is_part and 2 * len(mine) >= len(theirs) and len(line.split()) > 2


def _named_headline(main: Tag) -> list[str]:
    """The first paragraph, where its class is what word processors call that of a title."""
    first = main.find(lambda tag: tag.name in ("p", "h2", "h3") and tag.get_text().strip())
    return [_line(first.get_text(" "))] if first is not None and class_words(first) & _TITLES else []


def _agree(line: str, other: str) -> bool:
    """True when two headlines have a third of the shorter one's words in common, but for little ones."""
    mine, theirs = _content(line), _content(other)
    return 3 * len(mine & theirs) >= min(len(mine), len(theirs)) > 0


def _content(line: str) -> frozenset[str]:
    words = re.findall(r"\w+", line.lower())
    return frozenset(word for word in words if len(word) > 3) or frozenset(words)


def _without_site(line: str, publisher: str) -> str:
    """The line without the name of the site before or behind a mark."""
    behind, before = _SITE_IN_TITLE.search(line), _SITE_BEFORE.match(line)
    if behind and publisher and letters(behind[0]) == letters(publisher):
        return line[: behind.start()]
    return line[before.end() :] if before and publisher and letters(before[0]) == letters(publisher) else line


def _title(soup: BeautifulSoup) -> str:
    """The page's title without the name of the site at its end."""
    return _SITE_IN_TITLE.sub("", _whole_title(soup))


def _whole_title(soup: BeautifulSoup) -> str:
    title = soup.find("title")
    return _line(unescaped(title.get_text())) if title is not None else ""


def _publisher(metas: Metas, linked: Sequence[Linked], address: str) -> Publisher | None:
    named = (name for obj in linked for name in names_of(obj.get("publisher")))
    said = (_line(name) for name in (metas.get("og:site_name", ""), *named))
    name = next((name for name in said if name and "://" not in name), "") or _host(address)
    return Publisher(name, address) if name else None


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _language(soup: BeautifulSoup) -> str:
    page = soup.find("html")
    language = attribute(page, "lang").strip()
    return language if _LANGUAGE.fullmatch(language) else ""
