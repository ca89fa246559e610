"""Saved pages in all the encodings that there are, and what stands in their words that nobody sees."""

from __future__ import annotations

from pathlib import Path

import pytest
from saved_pages import LINES, article_in

from sitegen.diagnostics import SitegenError
from sitegen.files.page_encoding import decode_page
from sitegen.read import read_article

WORDS = "Café “Zoë” – 5 €"
RUSSIAN = "Порт закрыт до весны"

PAGES = {
    "UTF-8": (f"<p>{WORDS}".encode(), WORDS),
    "UTF-8 with its mark": (f"\ufeff<p>{WORDS}".encode(), WORDS),
    "UTF-16 with its mark": (f"\ufeff<p>{WORDS}".encode("utf-16-le"), WORDS),
    "the other UTF-16": (f"\ufeff<p>{WORDS}".encode("utf-16-be"), WORDS),
    "UTF-16 without": (f"<p>{WORDS}".encode("utf-16-le"), WORDS),
    "named in a meta element": (f'<meta charset="windows-1252"><p>{WORDS}'.encode("cp1252"), WORDS),
    "named in the older way": (
        f'<meta http-equiv=Content-Type content="text/html; charset=koi8-r"><p>{RUSSIAN}'.encode("koi8-r"),
        RUSSIAN,
    ),
    "named as Latin-1, which means Windows": (f"<meta charset=iso-8859-1><p>{WORDS}".encode("cp1252"), WORDS),
    "named in an XML declaration": (f'<?xml version="1.0" encoding="cp1251"?><p>{RUSSIAN}'.encode("cp1251"), RUSSIAN),
    "named wrongly": (f"<meta charset=windows-1252><p>{WORDS}".encode(), WORDS),
    "named UTF-8 wrongly": (f"<meta charset=utf-8><p>{WORDS}".encode("cp1252"), WORDS),
    "not named": (f"<p>{WORDS}".encode("cp1252"), WORDS),
    "not named, but its language": (f'<html lang="ru"><p>{RUSSIAN}'.encode("cp1251"), RUSSIAN),
    "named by a word that is none": (f"<meta charset=hex><p>{WORDS}".encode("cp1252"), WORDS),
    "escapes of seven bits": ("<meta charset=iso-2022-jp><p>港は閉鎖".encode("iso-2022-jp"), "港は閉鎖"),
    "named UTF-16 in single bytes": (f"<meta charset=utf-16><p>{WORDS}".encode(), WORDS),
    "a broken character": (f"<meta charset=utf-8><p>{WORDS}".encode() + b"\xff", f"{WORDS}\ufffd"),
    "controls of the upper range": ("<p>It\x92s \x81 one\ufffe.".encode(), "It’s   one ."),
    "controls and line ends": (b"<p>One\x00two\r\nthree\rfour", "One two\nthree\nfour"),
}


@pytest.mark.parametrize(("content", "words"), PAGES.values(), ids=PAGES.keys())
def test_encodings(content: bytes, words: str) -> None:
    assert decode_page(content).partition("<p>")[2] == words


def test_pictures_in_the_page_do_not_count(tmp_path: Path) -> None:
    picture = "data:image/png;base64," + "iVBORw0KGgo" * 600_000
    story = "".join(f"<p>{line}</p>" for line in LINES)
    path = tmp_path / "page.html"
    path.write_text(f'<article>{story}<img src="{picture}"></article>', encoding="cp1252")
    assert read_article(path, tmp_path).article.text == "\n\n".join(LINES)


def test_a_large_text_does(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<p>{LINES[0] * 60_000}</p>", encoding="utf-8")
    with pytest.raises(SitegenError) as caught:
        read_article(path, tmp_path)
    assert [one.code for one in caught.value.diagnostics] == ["SG302"]


UNSEEN = ("&shy;", "\u00ad", "\u200b", "&#8203;", "\u2060", "\ufeff")


@pytest.mark.parametrize("mark", UNSEEN)
def test_what_nobody_sees_in_a_word(mark: str) -> None:
    assert article_in(f"<p>{LINES[0].replace('harbour', f'har{mark}bour')}</p>").text == LINES[0]


BLOCKS = (
    '<span style="display:block">{0}</span><span style="display: block">{1}</span>',
    '<span class="block">{0}</span><span class="block">{1}</span>',
    '<a href="x" style="display:block"><b>{0}</b></a><em>{1}</em>',
)


@pytest.mark.parametrize("spans", BLOCKS)
def test_spans_that_are_drawn_as_blocks_do_not_run_together(spans: str) -> None:
    inner = spans.format(LINES[1], LINES[2])
    text = article_in(
        f"<article><p>{LINES[0]}</p><p>{inner}</p><h2>{spans.format('One', 'two')}</h2><p>{LINES[3]}</p>"
    ).text
    assert text == "\n\n".join((*LINES[:3], "One two", LINES[3]))
