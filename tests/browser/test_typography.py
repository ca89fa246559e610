"""What an author can say in Markdown looks as it was said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import OpenPage, serving_article

TEXT = """\
---
title: The clock
date: 2024-03-05
---
The clock is late.

| year | minutes | why |
|------|--------:|:---:|
| 1954 |       7 | age |
| 2024 |    1107 |     |

1. A new spring[^1]
   - of steel
   - of brass
2. A new hand

[^1]: Nobody makes it any more.
"""
RIGHT_EDGES = """() => [...document.querySelectorAll('.article-body :is(th, td):nth-child(2)')].map(cell => {
    const words = document.createRange();
    words.selectNodeContents(cell);
    return Math.round(words.getBoundingClientRect().right);
})"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with the article above."""
    folder: Path = tmp_path_factory.mktemp("typography")
    with serving_article(folder, "clock.md", TEXT) as served:
        yield served


WIDE = """\
---
title: הספינה
lang: he
---
הספינה מאחרת.

![a crane](crane.svg)

| a | remark | b | c | d | e |
|---|--------|--:|--:|--:|--:|
| 1 | the rudder broke in the first winter storm, and then again | 1,000,000 | 2,000,000 | 3,000,000 | 4,000,000 |
"""
CRANE = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="1400" viewBox="0 0 400 1400"/>'


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_picture_is_higher_than_the_screen_and_no_cell_a_word_wide(
    visit: OpenPage, tmp_path: Path, width: int
) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "crane.svg").write_text(CRANE)
    with serving_article(tmp_path, "ship.md", WIDE) as address:
        page = visit("articles/ship.html", address, viewport={"width": width, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") == width, "the mark of a paragraph is on the page"
        assert page.eval_on_selector(".article-body img", "img => img.getBoundingClientRect().height") <= 600
        assert page.eval_on_selector(".wordy", "cell => cell.getBoundingClientRect().height") < 200
        assert page.locator(".permalink").first.evaluate("a => getComputedStyle(a).opacity") == "0"


def test_columns_of_a_table_are_set_as_their_author_says(visit: OpenPage, address: str) -> None:
    page = visit("articles/clock.html", address)
    assert len(set(page.evaluate(RIGHT_EDGES))) == 1
    cells = page.locator(".article-body td:nth-child(3)")
    assert cells.first.evaluate("cell => getComputedStyle(cell).textAlign") == "center"


def test_the_rules_of_a_table_have_no_gaps(visit: OpenPage, address: str) -> None:
    page = visit("articles/clock.html", address)
    edges = page.locator(".article-body tr:last-child td").evaluate_all(
        "cells => cells.map(cell => [cell.getBoundingClientRect().left, cell.getBoundingClientRect().right])"
    )
    assert [right for _, right in edges[:-1]] == [left for left, _ in edges[1:]]


def test_a_list_within_a_list_makes_no_gap_and_notes_stand_apart(visit: OpenPage, address: str) -> None:
    page = visit("articles/clock.html", address)
    tops = page.locator(".article-body > ol > li").evaluate_all("all => all.map(e => e.getBoundingClientRect())")
    assert abs(tops[1]["y"] - tops[0]["y"] - tops[0]["height"]) < 1
    notes = page.locator(".footnotes")
    assert notes.evaluate("notes => getComputedStyle(notes).borderTopStyle") == "solid"
    sizes = [
        page.locator(part).evaluate("e => parseFloat(getComputedStyle(e).fontSize)") for part in ("#p1", ".footnotes")
    ]
    assert sizes[0] > sizes[1]
