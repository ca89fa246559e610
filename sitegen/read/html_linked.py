"""The JSON-LD of a saved page: what it says of its article, however untidily it is written."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

Linked = Mapping[str, Any]

_MOST_OBJECTS = 2000
_BEGINS = re.compile(r"[{\[]")
_COMMENT = re.compile(r"<!\[CDATA\[|\]\]>|<!--|-->")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_NEW_LINE = re.compile(r"\n+|</?(?:br|p|div|h[1-6]|li)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^>]*>", re.IGNORECASE)
_ARTICLE = re.compile(r"Article|Posting|Review$|Report$|^Report")
_REVIEW = re.compile(r"Review$")
_DATED = frozenset({"WebPage", "ItemPage", "CreativeWork", ""})
"""Types that tell of an article where nothing is said of one."""

_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage", "about", "hasPart", "itemReviewed")


def linked_articles(texts: Iterable[str], address: str) -> Sequence[Linked]:
    """The objects that describe the article, the surest first: articles before pages, the page's own before others."""
    objects = tuple(_objects(texts))
    by_id = {obj["@id"]: obj for obj in objects if isinstance(obj.get("@id"), str) and len(obj) > 1}
    articles = [obj for obj in objects if any(_ARTICLE.search(name) for name in _types(obj)) and _tells(obj)]
    others = [obj for obj in objects if not _DATED.isdisjoint(_types(obj) or {""}) and _tells(obj)]
    own = [obj for obj in articles if address and address in _addresses(obj)]
    articles.sort(key=lambda obj: not any(_REVIEW.search(name) is None for name in _types(obj)))
    ordered = {id(obj): obj for obj in (*own, *articles, *others)}
    return tuple(_resolved(obj, by_id) for obj in ordered.values())


def text_of(obj: Linked, key: str) -> str:
    """The string under a key on one line; "" where there is none."""
    value = obj.get(key)
    return " ".join(html.unescape(value).split()) if isinstance(value, str) else ""


def body_in(texts: Iterable[str]) -> tuple[str, ...]:
    """The paragraphs of the longest text of an article that is told, without the HTML in it; empty where none is."""
    bodies = (obj.get("articleBody") for obj in _objects(texts))
    longest = max((body for body in bodies if isinstance(body, str)), key=len, default="")
    lines = (" ".join(_TAG.sub("", line).split()) for line in _NEW_LINE.split(html.unescape(longest)))
    return tuple(filter(None, lines))


def names_of(value: Any) -> Iterator[str]:
    """The names of one or several persons or organisations, as they are written."""
    for entry in value[:50] if isinstance(value, list) else (value,):
        name = entry.get("name") if isinstance(entry, dict) else entry
        if isinstance(name, list):
            yield from (html.unescape(one) for one in name if isinstance(one, str))
        elif isinstance(name, str):
            yield html.unescape(name)


def _tells(obj: Linked) -> bool:
    return any(obj.get(key) for key in ("headline", "datePublished", "author"))


def _types(obj: Linked) -> frozenset[str]:
    types = obj.get("@type")
    return frozenset(str(one).rpartition("/")[2] for one in (types if isinstance(types, list) else [types or ""]))


def _addresses(obj: Linked) -> frozenset[str]:
    page = obj.get("mainEntityOfPage")
    page = page.get("@id") or page.get("url") if isinstance(page, dict) else page
    return frozenset(value for value in (page, obj.get("url"), obj.get("@id")) if isinstance(value, str))


def _resolved(obj: Linked, by_id: Mapping[str, Linked]) -> Linked:
    """The object with what it names by an id alone in its place."""
    return {key: _looked_up(value, by_id) for key, value in obj.items()}


def _looked_up(value: Any, by_id: Mapping[str, Linked]) -> Any:
    if isinstance(value, list):
        return [_looked_up(one, by_id) for one in value[:200]]
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return by_id.get(value["@id"], value)
    return value


def _objects(texts: Iterable[str]) -> Iterator[Linked]:
    """The objects in JSON-LD texts, as deep as pages put an article, but a bounded number of them."""
    waiting: list[Any] = []
    for text in texts:
        waiting.extend(_values(_COMMENT.sub(" ", text)))
    for _ in range(_MOST_OBJECTS):
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting.extend(value[:200])
        elif isinstance(value, dict):
            waiting.extend(value.get(key) for key in _INSIDE)
            yield value


def _values(text: str) -> Iterator[Any]:
    """The values that stand one behind the other in a text, as far as it can be read."""
    reader = json.JSONDecoder(strict=False)
    at = _BEGINS.search(text)
    while at:
        try:
            value, end = reader.raw_decode(text, at.start())
        except RecursionError:
            return
        except ValueError:
            mended = _TRAILING_COMMA.sub("", text)
            if mended == text:
                return
            text, end = mended, at.start()
        else:
            yield value
        at = _BEGINS.search(text, end)
