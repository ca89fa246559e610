"""What a saved page says about its article: headline, date, authors, publisher, from its head and its JSON-LD."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sitegen.model import Publisher
from sitegen.read.draft import Details
from sitegen.read.html_main import About

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_LONGEST = 500
_DAY = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})(?!\d)")
_HEADLINES = ("og:title", "twitter:title", "headline")
_DATES = ("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "pubdate", "parsely-pub-date")
_AUTHORS = ("author", "article:author", "parsely-author", "dc.creator")
_SUMMARIES = ("og:description", "description")
_SITE_IN_TITLE = re.compile(r"\s+[|–—·»-]\s+[^|–—·»]{1,60}$")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def find_details(soup: BeautifulSoup, main: Tag, linked_data: Iterable[str]) -> Details:
    """What the page says, each from the surest element that names it; what it does not say stays empty."""
    metas = _metas(soup)
    linked = tuple(_objects(linked_data))
    return Details(
        headline=_line(
            _heading(soup, main) or _first(metas, _HEADLINES) or _linked(linked, "headline") or _title(soup)
        ),
        date=_date(soup, main, metas, linked),
        authors=_authors(metas, linked),
        publisher=_publisher(metas, linked, find_address(soup)),
        language=_language(soup),
        summary=_line(_first(metas, _SUMMARIES)),
    )


def find_about(soup: BeautifulSoup, is_own: Callable[[str], bool]) -> About:
    """What the head of the page says that tells where on it the article stands."""
    metas = _metas(soup)
    return About(_line(_first(metas, _HEADLINES) or _title(soup)), _first(metas, _SUMMARIES), is_own)


def find_address(soup: BeautifulSoup) -> str:
    """The page's own address: its canonical link, else og:url; "" when there is no http or https address."""
    link = soup.find("link", rel="canonical")
    candidates = (_attribute(link, "href"), _metas(soup).get("og:url", ""))
    return next((url.strip() for url in candidates if re.fullmatch(r"https?://[^\s<>\"]+", url.strip())), "")


def _metas(soup: BeautifulSoup) -> Mapping[str, str]:
    """The contents of the page's <meta> elements by their name in lower case; the first of each counts."""
    found: dict[str, str] = {}
    for meta in soup.find_all("meta", limit=500):
        name = _attribute(meta, "property") or _attribute(meta, "name") or _attribute(meta, "itemprop")
        found.setdefault(name.strip().lower(), _attribute(meta, "content").strip())
    return found


def _attribute(tag: Any, name: str) -> str:
    value = tag.get(name) if tag is not None else None
    return value if isinstance(value, str) else " ".join(value or ())


def _first(metas: Mapping[str, str], names: Iterable[str]) -> str:
    return next((metas[name] for name in names if metas.get(name)), "")


def _line(text: str) -> str:
    return " ".join(text.split())[:_LONGEST]


def _heading(soup: BeautifulSoup, main: Tag) -> str:
    """The first-level heading in the article, else the only one of the page."""
    inside = main.find("h1")
    everywhere = soup.find_all("h1", limit=2)
    heading = inside or (everywhere[0] if len(everywhere) == 1 else None)
    return _line(heading.get_text()) if heading is not None else ""


def _title(soup: BeautifulSoup) -> str:
    """The page's title without the name of the site at its end."""
    title = soup.find("title")
    return _SITE_IN_TITLE.sub("", _line(title.get_text())) if title is not None else ""


def _date(
    soup: BeautifulSoup, main: Tag, metas: Mapping[str, str], linked: tuple[Mapping[str, Any], ...]
) -> datetime.date | None:
    time = main.find("time", datetime=True) or soup.find("time", datetime=True)
    candidates = (_first(metas, _DATES), _linked(linked, "datePublished"), _attribute(time, "datetime"))
    return next((day for day in map(_day, candidates) if day), None)


def _day(text: str) -> datetime.date | None:
    found = _DAY.match(text)
    try:
        return datetime.date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _authors(metas: Mapping[str, str], linked: tuple[Mapping[str, Any], ...]) -> tuple[str, ...]:
    written = [obj.get("author") for obj in linked if obj.get("author")]
    entries = written[0] if written else []
    names = (_name(entry) for entry in (entries if isinstance(entries, list) else [entries]))
    found = tuple(dict.fromkeys(name for name in names if name))[:20]
    single = _first(metas, _AUTHORS)
    return found or ((_line(single),) if single and "://" not in single else ())


def _publisher(metas: Mapping[str, str], linked: tuple[Mapping[str, Any], ...], address: str) -> Publisher | None:
    named = next((name for obj in linked if (name := _name(obj.get("publisher")))), "")
    name = _line(metas.get("og:site_name", "")) or named or _host(address)
    return Publisher(name, address) if name else None


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _language(soup: BeautifulSoup) -> str:
    page = soup.find("html")
    language = _attribute(page, "lang").strip()
    return language if _LANGUAGE.fullmatch(language) else ""


def _name(entry: Any) -> str:
    name = entry.get("name") if isinstance(entry, dict) else entry
    return _line(name) if isinstance(name, str) and "://" not in name else ""


def _linked(linked: Iterable[Mapping[str, Any]], key: str) -> str:
    return next((value for obj in linked if isinstance(value := obj.get(key), str) and value), "")


def _objects(texts: Iterable[str]) -> Iterator[Mapping[str, Any]]:
    """The objects in JSON-LD texts that describe an article, at any depth but a bounded number of them."""
    waiting: list[Any] = []
    for text in texts:
        try:
            waiting.append(json.loads(text))
        except (ValueError, RecursionError):
            continue
    for _ in range(2000):
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting.extend(value[:200])
        elif isinstance(value, dict):
            waiting.extend(value.get(key) for key in ("@graph", "mainEntity", "mainEntityOfPage"))
            if "headline" in value or "datePublished" in value:
                yield value
