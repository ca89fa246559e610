"""The file of an imported article: front matter, and the Markdown behind it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from sitegen.importing.items import Item
from sitegen.model import Publisher

_PLAIN = re.compile(r"/?[A-Za-zÀ-ÖØ-öø-ÿ][\w ’'()./-]*(?<![ .])|/[\w./-]+")
_WORDS_OF_YAML = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf"})
_LONGEST = {"title": 500, "summary": 2000, "name": 200}


def render_item(item: Item, markdown: str) -> str:
    """The text of the file: front matter with what is known, and the body in Markdown."""
    return "---\n" + "".join(f"{line}\n" for line in _keys(item)) + "---\n" + markdown


def scalar(words: str) -> str:
    """Words as a scalar of YAML 1.2 on one line, between marks where they could mean anything else."""
    line = " ".join("".join(char if char.isprintable() else " " for char in words).split())
    if _PLAIN.fullmatch(line) and line.lower() not in _WORDS_OF_YAML:
        return line
    return json.dumps(line, ensure_ascii=False)


def _keys(item: Item) -> Iterator[str]:
    yield f"title: {scalar(item.title[: _LONGEST['title']])}"
    if item.date is not None:
        yield f"date: {item.date.isoformat()}"
    yield from _days(item)
    if item.dateline:
        yield f"dateline: {scalar(item.dateline[: _LONGEST['name']])}"
    yield from _listed("author", item.authors)
    yield from _listed("tags", item.tags)
    if item.summary:
        yield f"summary: {scalar(item.summary[: _LONGEST['summary']])}"
    if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", item.language):
        yield f"lang: {item.language}"
    if item.source is not None:
        yield from _source(item.source)
    yield from _listed("aliases", item.aliases)
    if item.correction:
        yield f"correction: {scalar(item.correction[: _LONGEST['summary']])}"
    if item.draft:
        yield "draft: true"


def _days(item: Item) -> Iterator[str]:
    is_later = item.updated is not None and (item.date is None or item.updated >= item.date)
    days = (("updated", item.updated if is_later else None), ("publishDate", item.due), ("expiryDate", item.expires))
    yield from (f"{key}: {day.isoformat()}" for key, day in days if day is not None)


def _listed(key: str, names: tuple[str, ...]) -> Iterator[str]:
    kept = tuple(dict.fromkeys(scalar(name[: _LONGEST["name"]]) for name in names if name.strip()))
    if kept:
        yield f"{key}: [{', '.join(kept)}]" if len(kept) > 1 or key != "author" else f"{key}: {kept[0]}"


def _source(source: Publisher) -> Iterator[str]:
    """Who published it first, and where; of an address alone its host is the publisher."""
    url = source.url if re.fullmatch(r"https?://[^\s<>\"]+", source.url, re.IGNORECASE) else ""
    name = source.name or (urlsplit(url).hostname or "" if url else "")
    if name:
        yield "source:"
        yield f"  publisher: {scalar(name[: _LONGEST['name']])}"
    if name and url:
        yield f"  url: {json.dumps(url)}"
