"""The newest articles for feed readers: Atom (RFC 4287) and JSON Feed 1.1 (jsonfeed.org)."""

from __future__ import annotations

import datetime
import io
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from feedgenerator import Atom1Feed

from sitegen.model import Article
from sitegen.pages.body import weave_plain
from sitegen.pages.metadata import describe_article
from sitegen.pages.metadata.pictures import find_picture
from sitegen.site import Site
from sitegen.site.archive import distinct_tags
from sitegen.site.reads import TextPart
from sitegen.site.urls import absolute, page_of_article
from sitegen.text.spans import Element
from sitegen.text.weave import escape

MOST_ARTICLES = 20
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The characters that XML 1.0 has no way to write (section 2.2)."""
_UNDATED = datetime.date(1970, 1, 1)
"""Atom wants a day for every entry: an undated article gets one behind all others, and none of publication."""


def render_atom(site: Site) -> str:
    """The Atom feed. Its dates are those of the articles: two builds give the same bytes."""
    config = site.config
    feed = _Atom(
        title=_xml(config.title),
        link=absolute(config.base_url, "index.html"),
        description=_xml(config.description),
        language=config.language,
        author_name=_xml(config.title),
        feed_url=absolute(config.base_url, "feed.xml"),
        feed_guid=absolute(config.base_url, "index.html"),
    )
    for article in newest(site):
        address = absolute(config.base_url, page_of_article(article))
        feed.add_item(
            title=_xml(article.headline),
            link=address,
            description=None,
            unique_id=address,
            pubdate=_noon(article.date) if article.date else None,
            updateddate=_noon(article.last_day or _UNDATED),
            categories=[_xml(tag) for tag in distinct_tags(article)],
            content=_xml(_content(site, article)),
            summary=_xml(describe_article(article)),
            authors=[_xml(name) for name in article.authors],
            via=article.publisher.url if article.publisher else "",
            language=article.language if article.language != config.language else "",
        )
    output = io.StringIO()
    feed.write(output, "utf-8")
    return output.getvalue() + "\n"


def render_json_feed(site: Site) -> str:
    """The JSON feed, with the same articles."""
    config = site.config
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": config.title,
        "home_page_url": absolute(config.base_url, "index.html"),
        "feed_url": absolute(config.base_url, "feed.json"),
        "description": config.description,
        "language": config.language,
        "authors": [{"name": config.title, "url": absolute(config.base_url, "index.html")}],
        "items": [_entry(site, article) for article in newest(site)],
    }
    return json.dumps({key: value for key, value in feed.items() if value != ""}, ensure_ascii=False, indent=1) + "\n"


def feed_inputs(site: Site) -> tuple[Any, ...]:
    """What the feeds are made of, as of a planned page."""
    shown = site.facts[:MOST_ARTICLES]
    return tuple(
        (site.prints_of(one, TextPart.WHOLE).whole, page_of_article(one.article), site.links.led_to(one))
        for one in shown
    )


def newest(site: Site) -> tuple[Article, ...]:
    """The articles of the feeds, newest first; those without a date come last."""
    return tuple(one.article for one in site.annotated[:MOST_ARTICLES])


def _entry(site: Site, article: Article) -> Mapping[str, Any]:
    address = absolute(site.config.base_url, page_of_article(article))
    entry = {
        "id": address,
        "url": address,
        "external_url": article.publisher.url if article.publisher else "",
        "title": article.headline,
        "content_html": _content(site, article),
        "summary": describe_article(article),
        "image": picture.address if (picture := find_picture(site, article)) else "",
        "date_published": _written(article.date),
        "date_modified": _written(article.updated),
        "authors": [{"name": name} for name in article.authors],
        "tags": list(distinct_tags(article)),
        "language": article.language,
    }
    return {key: value for key, value in entry.items() if value}


def _content(site: Site, article: Article) -> str:
    """The HTML of the text without annotations, after its correction.

    Links and pictures are absolute; nothing has an id.
    """
    page = page_of_article(article)
    address = absolute(site.config.base_url, page)
    bare = replace(
        article,
        blocks=tuple(map(_without_id, article.blocks)),
        marks=tuple(map(_without_id, article.marks)),
        atoms=tuple(map(_without_id, article.atoms)),
    )
    here = {value: value for mark in (*article.marks, *article.atoms) if (value := mark.get("href") or "")[:1] == "#"}
    links = here | site.links.addresses(article, page)
    correction = site.config.interface("correction")
    words = f"<p><strong>{escape(correction)}</strong> {escape(article.correction)}</p>\n\n"
    body = weave_plain(bare, site, {target: link and urljoin(address, link) for target, link in links.items()})
    return words + body if article.correction else body


def _without_id(element: Element) -> Element:
    attrs = tuple((name, value) for name, value in element.attrs if name != "id")
    return replace(element, attrs=attrs, tail=_without_id(element.tail) if element.tail else None)


def _written(day: datetime.date | None) -> str:
    return _noon(day).isoformat().replace("+00:00", "Z") if day else ""


def _noon(day: datetime.date) -> datetime.datetime:
    """Noon in Greenwich, which is the same day nearly everywhere: an article has a day and no time."""
    return datetime.datetime.combine(day, datetime.time(12), datetime.UTC)


def _xml(text: str) -> str:
    return _NO_XML.sub("", text)


class _Atom(Atom1Feed):  # type: ignore[misc]
    """Atom with several authors, where an article comes from, and the language of each entry."""

    def latest_post_date(self) -> datetime.datetime:
        return max((item["updateddate"] for item in self.items), default=_noon(_UNDATED))

    def item_attributes(self, item: Mapping[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]} if item["language"] else {}

    def add_item_elements(self, handler: Any, item: Mapping[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("summary", item["summary"])
        for name in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")
        if item["via"]:
            handler.addQuickElement("link", "", {"rel": "via", "href": item["via"]})
