"""Where on a saved page the article stands: cases that real pages showed, with invented words."""

from __future__ import annotations

import json

import pytest
from saved_pages import LINES, article_in, read_body, read_page

from sitegen.read import read_text

STORY = "".join(f"<p>{line}</p>" for line in LINES)
HEAD = "<h1>The old pier closes</h1>"
COMMENT = "<p>That is what one gets when nobody listens to the people at the quay, as always, says one reader.</p>"
COMMENTS = f'<article class="comment-body">{COMMENT * 3}</article>' * 5
BOX = "<div><p>Our shop has new mugs in many colours.</p><p>Weather: rain until Sunday, wind from the west.</p></div>"

PAGES = {
    "lines parted by breaks, and paragraphs elsewhere": f'{HEAD}<div class="t">{"<br>".join(LINES)}</div>{BOX}',
    "parted by two breaks": f'{HEAD}<div class="t">{"<br><br>".join(LINES)}</div>{BOX}',
    "marked, without paragraphs": f'{HEAD}<div itemprop="articleBody">{"<br>".join(LINES)}</div>{BOX}',
    "comments that are articles": f"<div>{HEAD}<div>{STORY}</div><section>{COMMENTS}</section></div>",
    "comments under a heading": f"<div>{HEAD}<div>{STORY}</div><h2>Readers</h2><section>{COMMENTS}</section></div>",
    "two sections": (
        f"<main>{HEAD}<section><p>{LINES[0]}</p></section>"
        f"<section><p>{LINES[1]}</p><p>{LINES[2]}</p><p>{LINES[3]}</p></section></main>"
    ),
    "two marked parts": (
        f'<main>{HEAD}<div itemprop="articleBody"><p>{LINES[0]}</p><p>{LINES[1]}</p><p>{LINES[2]}</p></div>'
        f'<div class="ad">Advertisement</div><div itemprop="articleBody"><p>{LINES[3]}</p></div></main>'
    ),
    "two articles": f"{HEAD}<article><p>{LINES[0]}</p><p>{LINES[1]}</p></article>"
    f"<article><p>{LINES[2]}</p><p>{LINES[3]}</p></article>",
    "the lead beside the body": (
        f'<div>{HEAD}<div class="lead"><p>{LINES[0]}</p></div><div><a href="x">Share</a></div>'
        f'<div itemprop="articleBody"><p>{LINES[1]}</p><p>{LINES[2]}</p><p>{LINES[3]}</p></div></div>'
    ),
    "the lead in the header": (
        f"<article><header>{HEAD}<p>{LINES[0]}</p></header>"
        f'<div itemprop="articleBody"><p>{LINES[1]}</p><p>{LINES[2]}</p><p>{LINES[3]}</p></div></article>'
    ),
    "a live blog": f"<main>{HEAD}"
    + "".join(f'<article class="entry"><p>{line}</p></article>' for line in LINES)
    + "</main>",
    "other articles behind it": (
        f"<article>{HEAD}{STORY}</article>"
        + f'<article><h2><a href="/other">Another story</a></h2>{COMMENT * 4}</article>' * 3
    ),
    "an article of others": f"<article>{HEAD}{STORY}</article><article>{f'<article>{COMMENT}</article>' * 6}</article>",
    "cards of other articles": f"<div>{HEAD}<p>{LINES[0]}</p></div><div>"
    + '<div class="card"><h3><a href="/x">Ferry on Sundays</a></h3><p>What the board wants, and why it does.</p></div>'
    * 9
    + f"</div><div>{''.join(f'<p>{line}</p>' for line in LINES[1:])}</div>",
    "a live blog with links to its entries": f"<main>{HEAD}"
    + "".join(f'<article id="e"><h2><a href="#e"> </a></h2><p>{line}</p></article>' for line in LINES)
    + "</main>",
    "a wall that asks for consent": "<div><h2>We care about your privacy</h2>"
    "<p>We and our partners store cookies and read personal data on your device, and that of our vendors, always. "
    f"{LINES[0]}</p></div>" * 9 + f"{HEAD}{STORY}",
    "a letter that is laid out in a table": "<table><tr><td>View this email in your browser</td></tr><tr><td><table>"
    f"<tr><td>{HEAD}</td></tr>{''.join(f'<tr><td><p>{line}</p></td></tr>' for line in LINES)}</table></td></tr>"
    "<tr><td>You are receiving this email because you asked for it, some day. <a href='u'>Unsubscribe</a></td></tr>"
    "</table>",
    "a box at the side": f'<div>{HEAD}{STORY}</div><div class="sidebar">{COMMENT * 3}</div>',
    "a page in a form": f'<form id="page"><div>{HEAD}{STORY}</div></form>',
    "a table for the layout": f"<table><tr><td><a href=a>News</a></td><td>{HEAD}{STORY}</td></tr></table>",
}


@pytest.mark.parametrize("html", PAGES.values(), ids=PAGES.keys())
def test_the_whole_article_and_no_more(html: str) -> None:
    assert read_body(html) == "\n\n".join(LINES)


def test_the_article_that_begins_as_the_description_says() -> None:
    longer = f"<article>{''.join(f'<p>{COMMENT[3:-4]} {at}</p>' for at in range(9))}</article>"
    page = f'<meta name="description" content="{LINES[0][:80]}…"><article>{STORY}</article>{longer}'
    assert read_body(page) == "\n\n".join(LINES)


def test_a_short_article_stands_with_its_headline() -> None:
    cards = '<div class="card"><a href="/x">Ferry to run on Sundays from May to June</a></div>' * 9
    frame = f"<div>{LINES[1]} {LINES[2]} {LINES[3]}</div>"
    assert (
        read_body(
            f"<div>{HEAD}<div>{LINES[0]}</div></div><div>{cards}</div>{frame}", "<title>The old pier closes</title>"
        )
        == LINES[0]
    )


def test_entries_whose_headings_lead_to_the_page_itself_are_no_teasers() -> None:
    address = "https://quay.example/2024/11/16/pier"
    entries = "".join(
        f'<article><h2><a href="{address}?entry={at}#e{at}">Entry {at}</a></h2><p>{line}</p></article>'
        for at, line in enumerate(LINES)
    )
    read = read_body(f"<main>{HEAD}{entries}</main>", f'<link rel="canonical" href="{address}">')
    assert read.split("\n\n")[1::2] == list(LINES)


def test_a_page_of_teasers_alone_is_read_all_the_same() -> None:
    teasers = "".join(
        f'<article><h2><a href="/{at}">News {at}</a></h2><p>{line}</p></article>' for at, line in enumerate(LINES)
    )
    assert all(line in read_body(teasers) for line in LINES)


def test_what_the_law_says_of_cookies_is_an_article_too() -> None:
    lines = [f"{line} Sites must ask before they set cookies or pass on personal data." for line in LINES]
    assert read_body(f"<div>{HEAD}{''.join(f'<p>{line}</p>' for line in lines)}</div>{BOX}") == "\n\n".join(lines)


@pytest.mark.parametrize("joint", ["\\n", "\\n\\n", "<br>", "</p><p>", "&lt;/p&gt;&lt;p&gt;"])
def test_a_page_without_words_has_those_of_its_linked_data(joint: str) -> None:
    data = f'{{"@type":"NewsArticle","headline":"The old pier closes","articleBody":"{joint.join(LINES)}"}}'
    page = f'<script type="application/ld+json">{data}</script><div id="app"></div><noscript>No.</noscript>'
    assert read_body(page) == read_text(page, "saved.html").article.text == "\n\n".join(LINES)


CARD = '<div class="t"><h2>Ferry on Sundays</h2><p>What the board of the ferry wants now, and why it does so.</p></div>'
LEAVE = "<p>We and our partners store cookies on your device and process personal data with your consent.</p>" * 9


def test_a_story_with_the_headline_goes_before_a_page_of_cards() -> None:
    assert read_body(f"<div><article>{HEAD}{STORY}</article><div>{CARD * 6}</div></div>") == "\n\n".join(LINES)


@pytest.mark.parametrize("box", ['role="dialog"', 'class="consent-layer"'])
def test_a_box_that_asks_for_leave_is_no_article_however_long_it_is(box: str) -> None:
    assert read_body(f"<div {box}><h1>Welcome</h1>{LEAVE}</div><div>{HEAD}{STORY}</div>") == "\n\n".join(LINES)


def test_an_article_about_consent_is_kept() -> None:
    assert read_body(f'<div class="cookie-law">{HEAD}{LEAVE}</div>').count("store cookies") == 9


def test_paragraphs_that_are_held_back_among_others_of_their_class() -> None:
    parts = [f'<div class="only"{" hidden" * (at in (1, 2))}><p>{line}</p></div>' for at, line in enumerate(LINES)]
    assert read_body(f"<article>{HEAD}{''.join(parts)}</article>") == "\n\n".join(LINES)


def test_a_page_that_tables_lay_out() -> None:
    head = "<font size=5><b>The old pier closes</b></font><br>By Ana Lima<br>Staff Writer<br>April 12, 1999"
    foot = "Back to top<br>Copyright 1999 The Quay Courier"
    cell = "<br><br>".join((head, *LINES, foot))
    page = f"<table><tr><td><a href=a>News</a></td><td>{cell}</td></tr></table>"
    article = article_in(page, "<title>The Quay Courier: The old pier closes</title>")
    assert article.text.replace("￼\n", "\n\n") == "\n\n".join(LINES)
    assert (article.headline, article.authors, str(article.date)) == (
        "The old pier closes",
        ("Ana Lima",),
        "1999-04-12",
    )


DATA = '<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Pier", "articleBody": {}}}</script>'


@pytest.mark.parametrize("lines", ["\n\n".join(LINES), "".join(f"<p>{line}</p>" for line in LINES)])
def test_a_text_that_only_the_data_hold(lines: str) -> None:
    reading = read_page('<div id="root"></div>', DATA.format(json.dumps(lines)))
    assert reading.article.text.replace("￼\n", "\n\n").split("\n\n") == list(LINES)
    assert "SG336" in {one.code for one in reading.warnings}


def test_data_that_tell_no_more_than_the_page() -> None:
    reading = read_page(f"<article>{HEAD}{STORY}</article>", DATA.format(json.dumps(" ".join(LINES))))
    assert len([block for block in reading.article.blocks if block.tag == "p"]) == len(LINES)
    assert "SG336" not in {one.code for one in reading.warnings}


def test_the_pages_of_a_document_go_together() -> None:
    rest = "".join(f"<p>{line}</p>" for line in LINES[1:])
    page = f'<div id="page1-div"><p>{LINES[0]}</p></div><div id="page2-div">{rest}</div>'
    assert read_text(f"<body>{page}</body>", "saved.html").article.text == "\n\n".join(LINES)


def test_tables_that_lay_out_a_letter_are_no_tables() -> None:
    def part(words: str) -> str:
        return f'<table class="block"><tr><td>{words}</td></tr></table>'

    story = part("".join(f"<p>{line}</p>" for line in LINES[:3])) + part(f"{LINES[3]}<br><br>{LINES[0][::-1]}.")
    article = read_text(f"<body><center><table><tr><td>{story}</td></tr></table></center></body>", "saved.html").article
    assert article.text == "\n\n".join((*LINES, f"{LINES[0][::-1]}."))
    assert {block.tag for block in article.blocks} == {"p"}


def test_notes_behind_the_article_belong_to_it() -> None:
    story = "".join(f"<p>{line}</p>" for line in LINES)
    mark = '<a href="#_ftn1" name="_ftnref1">[1]</a>'
    note = (
        '<div><hr><div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> The board, in its report.</p></div></div>'
    )
    marked = story.replace("town.", f"town.{mark}")
    page = f'<div class="WordSection1">{marked}</div>{note}<div><p>Nothing of it.</p></div>'
    text = read_text(f"<body>{page}</body>", "saved.html").article.text
    assert text.endswith("\n\n[1] The board, in its report.")


def test_lines_of_a_wiki_around_its_article() -> None:
    site = '<div id="siteSub" class="noprint">From the wiki of the quay, which everybody can write in.</div>'
    story = "".join(f"<p>{line}</p>" for line in LINES)
    page = f'<div class="mw-body"><h1>The pier</h1>{site}<div class="mw-parser-output">{story}</div></div>'
    assert read_body(page) == "\n\n".join(LINES)


def test_what_elements_of_its_own_making_draw_is_read() -> None:
    story = "".join(f"<p>{line}</p>" for line in LINES)
    inner = f"<template shadowrootmode=open><style>p{{}}</style><article>{HEAD}{story}</article></template>"
    page = f'<x-page><template shadowroot="open"><div><x-story>{inner}</x-story></div></template></x-page>'
    assert read_body(f"{page}<template><p>Not this, which is never drawn.</p></template>") == "\n\n".join(LINES)


def test_a_release_in_letters_of_one_width_is_paragraphs() -> None:
    wrapped = "\n\n".join(line.replace(" the ", "\nthe ") for line in LINES)
    article = article_in(f"{HEAD}<pre>\n{wrapped}\n</pre>")
    assert article.text == "\n\n".join(LINES)
    assert {block.tag for block in article.blocks} == {"p"}
    lines = "\n\n".join(LINES)
    assert article_in(f'{HEAD}<div style="white-space: pre-line">{lines}</div>').text == lines
    beside = article_in(f"<article>{STORY}<pre>ls -l\n\ncp a b</pre></article>")
    assert [block.tag for block in beside.blocks][-1] == "pre"


def _loaded(headline: str, day: str, story: str) -> str:
    return f'<article class="story"><h1>{headline}</h1><div>{day}</div><div class="text">{story}</div></article>'


OTHER = "".join(
    f"<p>{line}</p>"
    for line in (
        "The bakery in Mill Street has sold its last loaf, after ninety-one years and four generations of one family.",
        "“I shall sleep until seven,” said Onno Wieringa, who has risen at two every morning since he was sixteen.",
    )
)


def test_an_article_that_was_loaded_behind_the_page_s_own_is_not_read() -> None:
    page = _loaded("The old pier closes", "3 May 2024", STORY) + _loaded("The last loaf", "2 May 2024", OTHER)
    text = read_body(f"<main>{page}</main>", "<title>The old pier closes</title>")
    assert text.split("\n\n") == list(LINES)


def test_a_part_with_a_heading_of_the_first_level_is_read() -> None:
    parts = f'<section class="part">{HEAD}{STORY}</section><section class="part"><h1>At the mill</h1>{OTHER}</section>'
    text = read_body(f"<main>{parts}</main>", "<title>The old pier closes</title>")
    assert "At the mill" in text
    assert "ninety-one years" in text


OFFER = (
    "<h3>Continue reading with a subscription</h3><p>Four weeks for a single crown, then nine a month. "
    "Your tablet is welcome, too.</p><ul><li>All of our crosswords</li><li>The weekend magazine</li></ul>"
)


@pytest.mark.parametrize("name", ["barrier", "paywall-offer", "x1"])
def test_what_sells_the_rest_is_left_out_and_told(name: str) -> None:
    reading = read_page(f'<main>{HEAD}{STORY}<div class="{name}">{OFFER}</div></main>')
    assert "crown" not in reading.article.text
    assert "crosswords" not in reading.article.text
    assert "SG337" in [told.code for told in reading.warnings]


def test_an_offer_in_the_middle_is_left_out() -> None:
    first, rest = STORY.split("</p>", 1)
    reading = read_page(f'<main>{HEAD}{first}</p><div class="x1">{OFFER}</div><div>{rest}</div></main>')
    assert "crown" not in reading.article.text
    assert LINES[3] in reading.article.text
    assert "SG337" not in [told.code for told in reading.warnings]


def test_a_story_that_begins_as_offers_do_is_read() -> None:
    lines = [f"<p>To continue reading aloud is the point of the evening, says the librarian. {LINES[0]}</p>", STORY]
    assert "the point of the evening" in read_body(f"<main>{HEAD}<div>{''.join(lines)}</div></main>")
