"""The feeds: what RFC 4287 and JSON Feed 1.1 ask for, the newest articles, nothing of the clock."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from sitegen.build import build
from sitegen.pages.feeds import MOST_ARTICLES

BASE = "https://example.org/news"
ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

FERRY = """---
title: The ferry & the <tide>
date: 2026-01-02
author: [Ada Brook, Tom Reed]
lang: pt
tags: [Ferries, ferries, Peru]
summary: It is late.
correction: It was <not> late.
source: {publisher: The Quay Courier, url: "https://quay.example/ferry?a=1&b=2"}
---

## The *boat*

Ada Brook left Lima. [Another](plain.txt), [elsewhere](https://else.example/), [here](#the-boat).[^1]

![A boat](boat.png)

[^1]: A note.
"""


def feeds(root: Path, **files: str) -> tuple[ElementTree.Element, dict[str, Any]]:
    """The Atom and the JSON feed of a project with these files."""
    for name, text in ({"site.yaml": f"title: News\nlanguage: en\nbase_url: {BASE}\n"} | files).items():
        path = root / "project" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    build(root / "project", root / "site")
    atom, feed = ((root / "site" / name).read_text(encoding="utf-8") for name in ("feed.xml", "feed.json"))
    return ElementTree.fromstring(atom), json.loads(feed)


def find_atom_faults(feed: ElementTree.Element) -> Iterator[str]:
    """What RFC 4287 (4.1.1, 4.1.2, 3.2, 4.2) does not allow."""
    entries = feed.findall(f"{ATOM}entry")
    for place in (feed, *entries):
        yield from _faults_of_one(place)
    if not feed.findall(f"{ATOM}author") and not all(entry.findall(f"{ATOM}author") for entry in entries):
        yield "nobody wrote it"
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    if len(set(ids)) != len(ids):
        yield "an id stands twice"
    if [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"] != [f"{BASE}/feed.xml"]:
        yield "it does not say where it is"


def _faults_of_one(place: ElementTree.Element) -> Iterator[str]:
    for name in ("id", "title", "updated"):
        if len([one for one in place.findall(ATOM + name) if one.text]) != 1:
            yield f"not one {name}"
    for name in ("subtitle", "summary", "content", "published", "rights"):
        if len(place.findall(ATOM + name)) > 1:
            yield f"several {name}"
    for name in ("updated", "published"):
        for day in place.findall(ATOM + name):
            if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", day.text or ""):
                yield f"{name} {day.text}"
    if not urlsplit(place.findtext(f"{ATOM}id") or "").scheme:
        yield "its id is no IRI"
    if any(not link.get("href") for link in place.findall(f"{ATOM}link")):
        yield "a link to nowhere"
    if any(not category.get("term") for category in place.findall(f"{ATOM}category")):
        yield "a category without a term"
    if any(len(author.findall(f"{ATOM}name")) != 1 for author in place.findall(f"{ATOM}author")):
        yield "an author without a name"
    if place.tag == f"{ATOM}entry" and not [k for k in place.findall(f"{ATOM}link") if k.get("rel") == "alternate"]:
        yield "an entry without its page"


def find_json_faults(feed: dict[str, Any]) -> Iterator[str]:
    """What JSON Feed 1.1 does not allow."""
    if feed.get("version") != "https://jsonfeed.org/version/1.1" or not feed.get("title"):
        yield "no version or title"
    for one in feed["items"]:
        if not isinstance(one.get("id"), str) or not (one.get("content_html") or one.get("content_text")):
            yield "an entry without id or content"
        for name in ("url", "external_url", "image"):
            if name in one and urlsplit(one[name]).scheme not in ("http", "https"):
                yield f"{name} is no address"
        if "date_published" in one and datetime.fromisoformat(one["date_published"]).tzinfo is None:
            yield "a date without a zone"
        if any(not author.get("name") for author in one.get("authors", ())):
            yield "an author without a name"
        if not all(isinstance(tag, str) for tag in one.get("tags", ())):
            yield "a tag that is none"
        if "" in one.values() or [] in one.values():
            yield "an empty field"
    if len({one["id"] for one in feed["items"]}) != len(feed["items"]):
        yield "an id stands twice"


def test_an_article_with_everything(tmp_path: Path) -> None:
    atom, feed = feeds(tmp_path, **{"a/ferry.md": FERRY, "a/plain.txt": "Peru sails.", "a/boat.png": "x"})
    assert list(find_atom_faults(atom)) == []
    assert list(find_json_faults(feed)) == []
    entry, item = atom.find(f"{ATOM}entry"), feed["items"][0]
    assert entry is not None
    address = f"{BASE}/articles/ferry.html"
    links = {link.get("rel"): link.get("href") for link in entry.findall(f"{ATOM}link")}
    assert links == {"alternate": address, "via": "https://quay.example/ferry?a=1&b=2"}
    assert (item["id"], item["url"], item["external_url"]) == (address, address, links["via"])
    assert entry.findtext(f"{ATOM}title") == item["title"] == "The ferry & the <tide>"
    assert entry.findtext(f"{ATOM}summary") == item["summary"] == "It is late."
    assert [author.findtext(f"{ATOM}name") for author in entry.findall(f"{ATOM}author")] == ["Ada Brook", "Tom Reed"]
    assert item["authors"] == [{"name": "Ada Brook"}, {"name": "Tom Reed"}]
    assert (
        [category.get("term") for category in entry.findall(f"{ATOM}category")] == item["tags"] == ["Ferries", "Peru"]
    )
    assert entry.get(LANGUAGE) == item["language"] == "pt"
    assert (atom.get(LANGUAGE), feed["language"]) == ("en", "en")
    assert entry.findtext(f"{ATOM}published") == entry.findtext(f"{ATOM}updated") == "2026-01-02T12:00:00+00:00"
    assert item["date_published"] == "2026-01-02T12:00:00Z"
    assert item["image"] == f"{BASE}/files/a/boat.png"
    assert entry.findtext(f"{ATOM}content") == item["content_html"]


def test_the_content_stands_by_itself(tmp_path: Path) -> None:
    """No ids, no annotations, and every link and picture leads somewhere from anywhere."""
    _, feed = feeds(tmp_path, **{"a/ferry.md": FERRY, "a/plain.txt": "Peru sails.", "a/boat.png": "x"})
    content = BeautifulSoup(feed["items"][0]["content_html"], "html.parser")
    assert not content.select("[id], [data-entity], .mention, .quotation")
    page = f"{BASE}/articles/ferry.html"
    links = [link["href"] for link in content.find_all("a")]
    assert links[:3] == [f"{BASE}/articles/plain.html", "https://else.example/", f"{page}#the-boat"]
    assert all(link.startswith(f"{page}#") for link in links[3:])
    assert [picture["src"] for picture in content.find_all("img")] == [f"{BASE}/files/a/boat.png"]
    assert content.em is not None
    assert content.p is not None
    assert content.p.get_text() == "Correction: It was <not> late."


def test_an_article_with_nothing(tmp_path: Path) -> None:
    atom, feed = feeds(tmp_path, **{"one.txt": "A boat left."})
    assert list(find_atom_faults(atom)) == []
    assert list(find_json_faults(feed)) == []
    entry, (item,) = atom.find(f"{ATOM}entry"), feed["items"]
    assert entry is not None
    assert set(item) == {"id", "url", "title", "content_html", "summary"}
    assert not [name for name in ("published", "author", "category") if entry.findall(ATOM + name)]
    assert entry.get(LANGUAGE) is None
    assert entry.findtext(f"{ATOM}updated") == atom.findtext(f"{ATOM}updated") == "1970-01-01T12:00:00+00:00"
    assert atom.findtext(f"{ATOM}author/{ATOM}name") == "News"


def test_the_newest_come_first_and_the_undated_last(tmp_path: Path) -> None:
    days = {f"{n}.txt": f"date 2026-01-{n:02d} A boat left." for n in range(1, MOST_ARTICLES)}
    atom, feed = feeds(tmp_path, **days, **{"a.txt": "A boat left.", "b.txt": "Another one left."})
    expected = [f"{BASE}/articles/{n}.html" for n in (*range(MOST_ARTICLES - 1, 0, -1), "a")]
    assert [one["id"] for one in feed["items"]] == expected
    assert [one.findtext(f"{ATOM}id") for one in atom.findall(f"{ATOM}entry")] == expected
    assert atom.findtext(f"{ATOM}updated") == f"2026-01-{MOST_ARTICLES - 1}T12:00:00+00:00"


@pytest.mark.parametrize("words", ["]]><x>", "</title><script>alert(1)</script>", "&amp;&lt;", "\x0b\x1f\ufffe boat"])
def test_hostile_words_stay_words(tmp_path: Path, words: str) -> None:
    written, plain = json.dumps(words), re.sub("[\x0b\x1f\ufffe]", "", words)
    text = f"---\ntitle: {written}\nauthor: {written}\ntags: [{written}]\n---\nA {plain}.\n"
    atom, feed = feeds(tmp_path, **{"one.md": text})
    shown = re.sub("[\x0b\x1f\ufffe]", "", words)
    entry = atom.find(f"{ATOM}entry")
    assert entry is not None
    titles = [entry.findtext(f"{ATOM}{path}") or "" for path in ("title", f"author/{ATOM}name")]
    assert [" ".join(title.split()) for title in titles] == [" ".join(shown.split())] * 2
    assert {element.tag.removeprefix(ATOM) for element in atom.iter()} <= {
        *("feed", "title", "link", "id", "updated", "author", "name", "entry", "content", "summary", "category")
    }
    assert not BeautifulSoup(feed["items"][0]["content_html"], "html.parser").find_all(["script", "x"])


def test_the_judges_know_a_bad_feed() -> None:
    assert len(list(find_atom_faults(ElementTree.fromstring(f'<feed xmlns="{ATOM[1:-1]}"><entry/></feed>')))) >= 6
    assert len(list(find_json_faults({"items": [{"id": 1, "url": "x", "date_published": "2026-01-01"}]}))) == 4
