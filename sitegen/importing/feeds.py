"""A feed that was saved: RSS in each of its versions, or Atom. What a feed has of an article is all there is."""

from __future__ import annotations

import datetime
import html
import io
import re
from collections.abc import Iterator
from typing import Any

from sitegen.importing.html import Source, item_of_html
from sitegen.importing.items import Find, Item, LeftOut
from sitegen.importing.safety import INSTALL, refuse
from sitegen.importing.xml import elements
from sitegen.model import Publisher
from sitegen.text.written_days import whole_day

_FOOTER = re.compile(
    r"<p>\s*The post\s+<a\b[^>]*>[^<]{0,500}</a>\s+(?:first appeared|appeared first) on"
    r"\s+<a\b[^>]*>[^<]{0,200}</a>\.?\s*</p>\s*\Z"
)
"""What WordPress writes below each text of a feed."""
_CUT = re.compile(r"[\s…]*(?:\[\s*(?:…|\.\.\.)\s*\]|\s…\s*Continue reading.{0,200})\s*\Z")
"""The sign that a summary is the beginning of a text."""
_IN_BRACKETS = re.compile(r"\(([^()@]+)\)")


def read_feed(content: bytes, shown: str, find: Find) -> Iterator[Item | LeftOut]:
    """The entries of a feed, in its order. Raises SitegenError: SG853, SG857 and SG858 as `elements` does."""
    for _ in elements(content, shown, frozenset()):
        pass  # what is no XML is told with its line, and feedparser would guess
    try:
        import feedparser
    except ImportError:
        refuse(shown, "reading feeds needs a library that is not installed", "SG858", f"install it with: {INSTALL}")
    try:
        feed = feedparser.parse(io.BytesIO(content), sanitize_html=False)
    except Exception as error:  # the library has no error of its own, and feeds can be broken in any way
        refuse(shown, f"cannot be read as a feed ({type(error).__name__})", "SG857", "save it again")
    about = feed.get("feed", {})
    for number, entry in enumerate(feed.get("entries", ()), 1):
        is_atom = str(feed.get("version", "")).startswith("atom")
        yield _item(entry, f"{shown}: entry {number}", about, find, is_atom)


def _item(entry: Any, origin: str, about: Any, find: Find, is_atom: bool) -> Item | LeftOut:
    """The article of an entry. In Atom the authors of the feed are those of an entry that names none."""
    link = str(entry.get("link", ""))
    title = " ".join(html.unescape(_plain(entry, "title")).split())
    words, summary = _text_of(entry)
    words, summary = _FOOTER.sub("", words), _CUT.sub("…", summary)
    links = [f"enclosure {one['href']}" for one in entry.get("enclosures", ()) if one.get("href")]
    media = (*entry.get("media_content", ()), *entry.get("media_thumbnail", ()))
    links += [f"picture {one['url']}" for one in media if one.get("url") and str(one["url"]) not in words]
    source = Source(
        origin=f"{origin}, {title}" if title else origin,
        title=title,
        date=_day(entry),
        authors=tuple(filter(None, _authors(entry))) or tuple(filter(None, _authors(about) if is_atom else ())),
        tags=tuple(dict.fromkeys(filter(None, map(_term, entry.get("tags", ()))))),
        publisher=Publisher(_plain(about, "title").strip(), link),
        language=str(about.get("language", "")).replace("_", "-"),
        summary=summary,
        addresses=(link,),
        told=tuple(dict.fromkeys(one[:500] for one in links)),
    )
    return item_of_html(words, source, find, base=link or str(about.get("link", "")))


def _term(tag: Any) -> str:
    return html.unescape(str(tag.get("term") or "")).strip()


def _authors(entry: Any) -> Iterator[str]:
    """The names of the authors; of `mail@host (Name)`, as RSS wants it, the name alone, and never the address."""
    written = str(entry.get("author", ""))
    if "@" in written:
        named = _IN_BRACKETS.search(written)
        yield named[1].strip() if named else ""
    else:
        yield from (str(one.get("name", "")).strip() for one in entry.get("authors", ()))


def _plain(entry: Any, key: str) -> str:
    """A text of the entry without markup."""
    words = str(entry.get(key, ""))
    kind = entry.get(f"{key}_detail", {}).get("type", "")
    return html.unescape(re.sub(r"<[^<>]*>", "", words)) if "html" in str(kind) else words


def _text_of(entry: Any) -> tuple[str, str]:
    """The text of an entry as HTML, and its summary where that is another."""
    held = [one for one in entry.get("content", ()) if str(one.get("value", "")).strip()]
    summary = entry.get("summary_detail") or {}
    if not held:
        return _as_html(summary), ""
    whole = max(held, key=lambda one: len(str(one.get("value"))))
    words = " ".join(_plain(entry, "summary").split())
    is_same = not words or not summary or str(summary.get("value")) == str(whole.get("value"))
    return _as_html(whole), "" if is_same or len(words) > 500 else words


def _as_html(detail: Any) -> str:
    words = str(detail.get("value", ""))
    if "html" in str(detail.get("type", "html")):
        return words
    return "".join(f"<p>{html.escape(part)}</p>" for part in words.split("\n\n"))


def _day(entry: Any) -> datetime.date | None:
    """The day as the feed writes it, in its own time zone; else that in Greenwich."""
    from email.utils import parsedate

    written = str(entry.get("published") or entry.get("updated") or "")
    try:
        return datetime.date.fromisoformat(written.strip()[:10])
    except ValueError:
        day = whole_day(written)
        moment = parsedate(written) or entry.get("published_parsed") or entry.get("updated_parsed")
        moment = (day.year, day.month, day.day) if day is not None else moment
    try:
        return datetime.date(*moment[:3]) if moment else None
    except (ValueError, TypeError):
        return None
