"""Headings in Markdown can be led to: by their words, or by the id that stands behind them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen.model import Article
from sitegen.read import read_text
from sitegen.read.headings import TAKEN

ROOT = Path(__file__).parent.parent


def article(markdown: str) -> Article:
    return read_text(f"---\ntitle: x\n---\n{markdown}\n", "a.md").article


def ids(markdown: str) -> list[str | None]:
    return [block.get("id") for block in article(markdown).blocks if re.fullmatch(r"h\d", block.tag)]


IDS = {
    "## The boat": ["the-boat"],
    "The *boat* of `Ines`\n---": ["the-boat-of-ines"],
    "## Rates\n\n### Rates\n\n## Rates": ["rates", "rates-1", "rates-2"],
    "## Rates 1\n\n## Rates\n\n## Rates": ["rates-1", "rates", "rates-2"],
    "## Über uns": ["uber-uns"],
    "## 北京": ["bei-jing"],
    "## …": ["section"],
    "## See [the boat](b.md) <!-- when? -->now": ["see-the-boat-now"],
    "## The boat {#ship}": ["ship"],
    "## The boat {#Ship_2.b} ##": ["Ship_2.b"],
    "## The boat {#a}\n\n## The quay {#a}": ["a", "a-1"],
    "## Said": ["section-said"],
    "## P1": ["section-p1"],
    "## Top {#q3}": ["section-q3"],
    "## Who – Ines": ["section-who-ines"],
    "> ## Inside\n\n- # In a list": ["inside", "in-a-list"],
}


@pytest.mark.parametrize(("markdown", "expected"), IDS.items())
def test_the_id_of_a_heading(markdown: str, expected: list[str]) -> None:
    assert ids(markdown) == expected


def test_an_id_behind_the_words_is_no_word() -> None:
    assert article("## The boat {#ship}\n\nText {#here}.").text == "The boat\n\nText {#here}."
    assert article("## A set {a}").text == "A set {a}"
    assert read_text("# The boat {#ship}\n\nText.", "a.md").article.headline == "The boat"


LINKS = {
    "[x](#the-boat)\n\n## The boat": "#the-boat",
    "[x](#The-Boat)\n\n## The boat": "#the-boat",
    "[x](#%C3%BCber-uns)\n\n## Über uns": "#uber-uns",
    "[x](#what-s-new)\n\n## What’s new?": "#whats-new",
    "[x](#ship)\n\n## The boat {#ship}": "#ship",
    "[x](#quay)\n\n## The boat": "#quay",
    "[x](#p1)\n\n## P 1": "#p1",
    "[x](b.md#The-Boat)\n\n## The boat": "b.md#The-Boat",
    "## The boat\n\n- [x][1]\n\n[1]: #theboat": "#the-boat",
}


@pytest.mark.parametrize(("markdown", "href"), LINKS.items())
def test_where_a_link_leads(markdown: str, href: str) -> None:
    assert [mark.get("href") for mark in article(markdown).marks if mark.tag == "a"] == [href]


def test_no_id_of_a_page_can_be_that_of_a_heading() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "templates").rglob("*.html")]
    written = {one for text in texts for one in re.findall(r'\sid="([\w-]+)"', text)}
    assert written <= TAKEN


def test_many_headings_of_the_same_words_are_counted_on() -> None:
    found = ids("## A\n\n" * 500)
    assert (found[1], found[-1], len(set(found))) == ("a-1", "a-499", 500)
