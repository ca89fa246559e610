"""What an author writes about an article, and every mistake in it with its line."""

from __future__ import annotations

import datetime

import pytest

from sitegen.diagnostics import SitegenError
from sitegen.model import Publisher
from sitegen.read.draft import Details
from sitegen.read.frontmatter import parse_details, split_front_matter

EVERYTHING = """\
title: "A bridge: at last"
date: 2024-05-06
slug: a-bridge
dateline: LIMA
author: [Ana Lima, Tomás Ruiz]
source:
  publisher: The Quay Courier
  url: https://quay.example/a
lang: pt-BR
tags: [bridges, harbours]
summary: It was
  built.
draft: true
correction: The bridge is longer.
"""


def test_every_key() -> None:
    assert parse_details(EVERYTHING, "a.md") == Details(
        headline="A bridge: at last",
        date=datetime.date(2024, 5, 6),
        slug="a-bridge",
        dateline="LIMA",
        authors=("Ana Lima", "Tomás Ruiz"),
        publisher=Publisher("The Quay Courier", "https://quay.example/a"),
        language="pt-BR",
        tags=("bridges", "harbours"),
        summary="It was built.",
        draft=True,
        correction="The bridge is longer.",
    )


def test_no_key_at_all() -> None:
    assert parse_details("", "a.md") == Details()
    assert parse_details("title:\nauthor:\n", "a.md") == Details()


VALUES = {
    "author: Ana Lima": ("authors", ("Ana Lima",)),
    "title: NO": ("headline", "NO"),
    "title: 1984": ("headline", "1984"),
    "draft: no": ("draft", False),
    "tags: [NO, 2024]": ("tags", ("NO", "2024")),
}


@pytest.mark.parametrize(("yaml", "expected"), VALUES.items())
def test_values(yaml: str, expected: tuple[str, object]) -> None:
    assert getattr(parse_details(yaml, "a.md"), expected[0]) == expected[1]


MISTAKES = {
    "titel: x": ("SG103", 2, "did you mean `title`?"),
    "date: 2024-02-30": ("SG105", 2, ""),
    "date: yesterday": ("SG105", 2, ""),
    "slug: A Bridge": ("SG105", 2, ""),
    "slug: ../a": ("SG105", 2, ""),
    "slug: a--b": ("SG105", 2, ""),
    "lang: '\"><script>'": ("SG105", 2, ""),
    "source: {url: https://a.example}": ("SG104", 2, ""),
    "source:\n  publisher: x\n  url: javascript:alert(1)": ("SG105", 4, ""),
    "source:\n  publisher: x\n  link: y": ("SG103", 4, ""),
    "draft: perhaps": ("SG105", 2, ""),
    "title: [a, b]": ("SG105", 2, ""),
    "title: a\ntitle: b": ("SG102", 3, ""),
    "- a\n- b": ("SG105", 2, ""),
    "title: !!python/object:x {}": ("SG102", 2, ""),
    "title: 'open": ("SG101", 2, ""),
}


@pytest.mark.parametrize(("yaml", "expected"), MISTAKES.items())
def test_mistakes(yaml: str, expected: tuple[str, int, str]) -> None:
    with pytest.raises(SitegenError) as caught:
        parse_details(yaml, "a.md", first_line=2)
    found = caught.value.diagnostics[0]
    assert (found.code, found.line) == expected[:2]
    assert expected[2] in found.help


def test_all_mistakes_at_once() -> None:
    with pytest.raises(SitegenError) as caught:
        parse_details("titel: x\ndate: 2\nslug: _", "a.md", first_line=2)
    assert sorted(d.line for d in caught.value.diagnostics) == [2, 3, 4]


SPLITS = {
    "---\ntitle: x\n---\nText": ("title: x\n", "Text"),
    "---  \ntitle: x\n---\t\nText": ("title: x\n", "Text"),
    "---\n---\nText": ("", "Text"),
    "---\ntitle: x\n---": ("title: x\n", ""),
    "---\na: |\n  ---\n---\nText": ("a: |\n  ---\n", "Text"),
    "Text\n---\ntitle: x\n---\n": ("", "Text\n---\ntitle: x\n---\n"),
    "----\nText": ("", "----\nText"),
    " ---\nText": ("", " ---\nText"),
    "": ("", ""),
}


@pytest.mark.parametrize(("text", "expected"), SPLITS.items())
def test_front_matter_stands_between_lines_of_three_hyphens(text: str, expected: tuple[str, str]) -> None:
    yaml, begin = split_front_matter(text, "a.md")
    assert (yaml, text[begin:]) == expected


@pytest.mark.parametrize("text", ["---\ntitle: x\n", "---", "---\n --- x\n"])
def test_front_matter_that_is_not_closed(text: str) -> None:
    with pytest.raises(SitegenError) as caught:
        split_front_matter(text, "a.md")
    assert [(d.code, d.line) for d in caught.value.diagnostics] == [("SG307", 1)]
