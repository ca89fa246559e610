"""What of a saved page is not its article, and what is although its class might say otherwise."""

from __future__ import annotations

import re

import pytest
from saved_pages import LINES, read_body

NAMES = (
    'class="overflow-hidden"',
    'class="hidden md:block"',
    'class="print:block"',
    'class="paywall"',
    'class="gallery-text"',
    'class="promo"',
    'class="comment"',
    'class="related"',
    'class="caption"',
    'class="newsletter"',
    'class="ad-free"',
    'aria-hidden="true"',
    'id="sharing-the-cost"',
    'id="cookie-factory"',
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("tag", ["div", "p"])
@pytest.mark.parametrize("at", [0, 1, 3])
def test_no_paragraph_vanishes_for_a_name(name: str, tag: str, at: int) -> None:
    story = [f"<p>{line}</p>" for line in LINES]
    story[at] = f"<div {name}>{story[at]}</div>" if tag == "div" else f"<p {name}>{LINES[at]}</p>"
    assert read_body(f"<article>{''.join(story)}</article>") == "\n\n".join(LINES)


LIST = '<ul><li><a href="/a">Ferry to run on Sundays</a></li><li><a href="/b">New lamps for the quay</a></li></ul>'
FURNITURE = {
    "a list of links": LIST,
    "a list of links under a heading": f"<h3>More from the bay</h3>{LIST}",
    "a link alone": '<p><a href="/a">Ferry to run on Sundays from May to June</a></p>',
    "read more": '<p>Read more: <a href="/a">Ferry to run on Sundays, says the board.</a></p>',
    "related, without a link": "<p>RELATED: Ferry to run on Sundays</p>",
    "filed under": '<div>Filed under: <a href="/t/quay">quay</a>, <a href="/t/pier">pier</a></div>',
    "share buttons": '<div class="share-bar"><a href="https://s.example/x">Share</a> <span>84.1K</span></div>',
    "counts": "<div>108 comments</div><div>3 min read</div>",
    "a call to subscribe": "<p>Sign up for our newsletter and get the news of the bay every morning.</p>",
    "a newsletter's form": '<div class="newsletter"><p>The news of the bay at nine.</p><input name="e"></div>',
    "a newsletter": '<div class="newsletter-box"><p>Get the news of the bay in your inbox every morning.</p></div>',
    "a box with a field": "<div><p>The news of the bay, straight to your inbox.</p><form><input></form></div>",
    "buttons in a row": "<div>Print | Email | Share</div>",
    "an advertisement's words": "<p>Advertisement - continue reading below</p>",
    "a newsletter without a class": "<p>Get our newsletter with all the news of the bay in your inbox.</p>",
    "a caption with its credit": '<div><img src="/a.jpg"><b>Boats at the old pier on Friday. (Image: Kelp)</b></div>',
    "a caption of spans": '<div><img src="/a.jpg"><span class="caption">Boats at the old pier.</span></div>',
    "a credit alone": "<p>Photo: Ana Lima / Kelp Pictures</p>",
    "words of a caption again": f'<div class="caption">{LINES[0]}</div>',
    "an advertisement": '<div class="ad">Advertisement</div>',
    "what is not drawn": f'<div style="display: none"><p>{LINES[0]}</p></div><p hidden>{LINES[1]}</p>',
    "a box of a made-up element": '<x-promo class="PromoB"><div><a href="/f">Ferry to run on Sundays</a></div>'
    "<div>The board of the harbour has had a plan for it for a long time.</div></x-promo>",
    "a box that asks for money": '<div class="donate"><h3>Help us</h3><p>The paper is free for all who live by the bay '
    'and read it.</p><a href="/d">Give</a></div>',
    "a box of a newsletter with a button": '<div class="newsletter"><h3>The Bay Today</h3><p>One letter a day with all '
    "the news that there is.</p><button>Send it</button></div>",
    "a poll": "<div><p>Should it stay open?</p><label><input type=radio>Yes</label>"
    "<label><input type=radio>No</label></div>",
    "a gate": '<p>You have 1 free article left this month. <a href="/s">Subscribe</a></p>',
    "a button of a journal": "<div><h3>Like this:</h3><span>Like</span> <span>Loading...</span></div>",
    "a teaser": '<li><h3><a href="/o">Ferry to run on Sundays</a></h3><p>The board has a plan for it.</p></li>',
    "a caption beside its picture": '<div><img src="https://e.org/a.jpg"><p class="caption">The old pier.</p></div>',
}


@pytest.mark.parametrize("piece", FURNITURE.values(), ids=FURNITURE.keys())
def test_furniture_within_the_article(piece: str) -> None:
    page = f"<article><p>{LINES[0]}</p><p>{LINES[1]}</p>{piece}<p>{LINES[2]}</p><p>{LINES[3]}</p></article>"
    assert read_body(page) == "\n\n".join(LINES)


EDGES = {
    "the author's life without a class": "<p>Ana Lima is a reporter in the harbour of Tarma and keeps bees.</p>",
    "how to reach the author": "<p>Email Ana Lima at ana@quay.example or follow her.</p>",
    "a day": "<div>November 18, 2024 | 4:10pm</div>",
    "a day and a name": "<div>by Ana Lima November 18, 2024</div>",
    "minutes ago": "<div>Published 12 minutes ago</div>",
    "whose the page is": "<p>© 2024 The Quay Courier</p><p>All rights reserved by the paper and its partners.</p>",
    "whose the page is, by name": "<p>© The Quay Courier 2024</p>",
    "what was changed": "<div><h2>Updates to this page</h2><p>Added a translation of the whole text.</p></div>",
    "the author's life": '<div class="author-bio"><p>She has written about the bay for nine years.</p></div>',
    "comments": '<div id="comments"><h3>2 comments</h3><p>It was about time that they closed it.</p></div>',
    "comments under their heading alone": "<section><h2>2 comments</h2><div><b>Bo</b><p>It was about time.</p></div>"
    f"<div><b>Ida</b><p>{LINES[0]} And that for good, I say, and not before time.</p></div></section>",
    "the next article": '<div><i>Next</i><h4><a href="/n">Ferry to run on Sundays</a></h4><p>A plan</p></div>',
}


@pytest.mark.parametrize("piece", EDGES.values(), ids=EDGES.keys())
def test_furniture_behind_the_article(piece: str) -> None:
    story = "".join(f"<p>{line}</p>" for line in LINES)
    head = '<meta name="author" content="Ana Lima">'
    assert read_body(f"<article>{story}{piece}</article>", head) == "\n\n".join(LINES)


BEFORE = {
    "the way to the page": '<div><a href="/">Home</a> &gt; <a href="/n">News</a> &gt; <a href="/h">Harbour</a></div>',
    "the section": '<div><a href="/n">News</a></div>',
    "a day and a place": "<p>Tarma, 16 November 2024</p>",
    "what the author is": "<div>Ana Lima</div><div>Harbour correspondent</div><div>Reporting from Tarma</div>",
    "the author and a place": '<div><a rel="author" href="/a">Ana Lima</a> in Tarma</div>',
    "the word before the author": '<p>by</p><div><a rel="author" href="/a">Ana Lima</a></div>',
}


@pytest.mark.parametrize("piece", BEFORE.values(), ids=BEFORE.keys())
def test_furniture_before_the_article(piece: str) -> None:
    story = "".join(f"<p>{line}</p>" for line in LINES)
    head = '<meta name="author" content="Ana Lima">'
    assert read_body(f"<article><h1>The old pier closes</h1>{piece}{story}</article>", head) == "\n\n".join(LINES)


def test_a_byline_below_the_lead_is_no_text_and_one_of_somebody_else_is() -> None:
    rest = "".join(f"<p>{line}</p>" for line in LINES[1:])
    head = '<meta name="author" content="Ana Lima">'
    page = f"<article><h1>The old pier closes</h1><p>{LINES[0]}</p><p>By {{}}</p>{rest}</article>"
    assert read_body(page.format("Ana Lima"), head) == "\n\n".join(LINES)
    assert "By Bo Lind" in read_body(page.format("Bo Lind"), head)


KEPT = {
    "a list with words of its own": "<ul><li>Nine boats lose their berth</li><li>The fuel station moves</li></ul>",
    "a sentence that is a link": '<p><a href="https://e.org/x">The board has published the plan in full.</a></p>',
    "a word that a button has too": "<p>“Share what you have,” she said, and nobody did so.</p>",
    "a day within the text": "<p>March 2, 2024</p>",
    "a short sentence": '<div class="hidden"><p>He said no.</p></div>',
    "a question again": f"<p>{LINES[0]}</p>",
    "what newsletters are": "<p>The paper says that its newsletter has more subscribers than ever before.</p>",
    "cells as short as buttons": "<table><tr><td>1/5</td><td>–</td><td>Next</td></tr></table>",
    "words that a call begins with too": "<p>Sign up sheets hung in the hall.</p><p>More: that is what they want.</p>",
    "a line that is a link for the most part": '<p>Account: <a href="https://e.org/quay">@quay</a> in short.</p>',
    "a heading": "<h2>What comes next</h2>",
    "a part with a link in its words": '<section class="related-work"><p>So it had been in Vorsel.</p><p>There <a '
    'href="https://e.org/x">the board</a> gave in.</p></section>',
    "a heading of a class": '<div class="newsletter"><h2>What comes next</h2><p>Nobody knows it, it seems.</p></div>',
}


@pytest.mark.parametrize("piece", KEPT.values(), ids=KEPT.keys())
def test_what_stays(piece: str) -> None:
    page = f"<article><p>{LINES[0]}</p>{piece}<p>{LINES[1]}</p><p>{LINES[2]}</p></article>"
    words = " ".join(re.sub("<[^>]+>", " ", piece).split())
    assert " ".join(read_body(page).split()) == " ".join((LINES[0], words, LINES[1], LINES[2]))


def test_a_sentence_that_is_pulled_out_of_a_paragraph_stands_once() -> None:
    pulled = f'<figure class="pullquote"><blockquote><p>{LINES[2][:38]}</p></blockquote></figure>'
    own = "<blockquote><p>Nobody asked us whether the boats could lie there.</p></blockquote>"
    story = "".join(f"<p>{line}</p>" for line in LINES)
    assert read_body(f"<article>{pulled}{story}{own}</article>").count("asked for repairs") == 1
    short = f'<div class="wp-block-pullquote"><p>{LINES[2][1:22]}</p><cite>Ilda Reis</cite></div>'
    assert read_body(f"<article>{story}{short}{own}</article>").count("Ilda Reis") == 1
    assert "Nobody asked us" in read_body(f"<article>{pulled}{story}{own}</article>")


@pytest.mark.parametrize(
    "line",
    [
        "Follow the Quay Courier on Facebook, on X or on Instagram.",
        "You are receiving this letter because you signed up for the news of the bay.",
        "___",
    ],
)
@pytest.mark.parametrize("box", ["<p>{}</p>", '<table role="presentation"><tr><td>{}</td></tr></table>'])
def test_lines_that_speak_to_the_reader(line: str, box: str) -> None:
    story = "".join(f"<p>{one}</p>" for one in LINES)
    assert read_body(f"<div>{story}{box.format(line)}</div>") == "\n\n".join(LINES)


def test_people_who_follow_somebody_are_kept() -> None:
    line = "Followers of the chairman, who met on Friday, want the count on paper before they go on with it."
    assert line in read_body(f"<article><p>{line}</p>{''.join(f'<p>{one}</p>' for one in LINES)}</article>")


@pytest.mark.parametrize(
    "line",
    [
        "Lire aussi : <a href='/x'>Le bac du dimanche</a>",
        "Inscrivez-vous à notre lettre pour recevoir chaque matin les nouvelles de la baie.",
        "Lesen Sie auch: <a href='/x'>Die Fähre am Sonntag</a>",
        "Publicidad",
        "A version of this article appears in print on Nov. 16, 2024, Section A, Page 9.",
        "This article originally appeared on the Quay Herald: <a href='/x'>The old pier closes</a>",
    ],
)
def test_lines_of_furniture_in_the_middle(line: str) -> None:
    story = f"<p>{LINES[0]}</p><p>{line}</p>" + "".join(f"<p>{one}</p>" for one in LINES[1:])
    assert read_body(f"<article>{story}</article>") == "\n\n".join(LINES)


@pytest.mark.parametrize(
    "part",
    [
        "<div><p><a href='#cmnt_ref1' id='cmnt1'>[a]</a><span>Ask the lawyer about this.</span></p></div>",
        "<div><a href='#_msoanchor_1'>[A1]</a> Ask the lawyer about this.</div>",
    ],
)
def test_remarks_of_editors_are_no_text(part: str) -> None:
    marked = f"<p>{LINES[0]}<sup><a href='#cmnt1' id='cmnt_ref1'>[a]</a></sup></p>"
    rest = "".join(f"<p>{line}</p>" for line in LINES[1:])
    assert read_body(f"<div>{marked}{rest}{part}</div>") == "\n\n".join(LINES)


def test_marks_of_wikis_and_ways_back_from_notes_are_no_text() -> None:
    heading = "<h2>Piles<span class='mw-editsection'>[<a href='/e'>edit</a>]</span></h2>"
    story = f"<p>{LINES[0]} <a href='#ref1'>↩</a></p>{heading}" + "".join(f"<p>{line}</p>" for line in LINES[1:])
    assert read_body(f"<article>{story}</article>") == "\n\n".join((LINES[0], "Piles", *LINES[1:]))


@pytest.mark.parametrize(
    "line",
    [
        "Printer-friendly version | E-mail this story to a friend",
        "If you liked this story, tell one person of it.",
        "Already a subscriber? Come in",
        "Share full article114",
    ],
)
def test_lines_of_buttons_and_calls_are_left_out(line: str) -> None:
    story = [f"<p>{words}</p>" for words in LINES]
    text = read_body(f"<article><h1>The old pier closes</h1>{''.join(story[:2])}<p>{line}</p>{''.join(story[2:])}")
    assert text.split("\n\n") == list(LINES)


HEARD = (
    '<span class="sr-only">, opens a new tab</span>',
    '<span style="clip:rect(0,0,0,0);height:1px;position:absolute">, opens a new tab</span>',
    '<small class="screen-reader-text"> (opens a new tab)</small>',
)


@pytest.mark.parametrize("heard", HEARD)
def test_words_that_are_only_heard_are_left_out(heard: str) -> None:
    story = "".join(f"<p>{words}</p>" for words in LINES[1:])
    first = LINES[0].replace("its chairman", f'its <a href="/chair">chairman</a>{heard}')
    text = read_body(f"<article><h1>The old pier closes</h1><p>{first}</p>{story}")
    assert text.split("\n\n") == list(LINES)


def test_a_long_passage_with_the_name_of_what_is_heard_is_read() -> None:
    story = "".join(f'<p><span class="sr-only">{words}</span></p>' for words in LINES)
    assert read_body(f"<article><h1>The old pier closes</h1>{story}").split("\n\n") == list(LINES)


def test_what_amp_puts_between_paragraphs_is_left_out() -> None:
    first, *rest = (f"<p>{words}</p>" for words in LINES)
    box = "<amp-ad><div placeholder>The best boots of the bay</div></amp-ad><amp-embed><p>Boots.</p></amp-embed>"
    text = read_body(f"<article><h1>The old pier closes</h1>{first}{box}{''.join(rest)}")
    assert text.split("\n\n") == list(LINES)


def test_the_posts_that_a_plug_in_relates_are_left_out() -> None:
    story = "".join(f"<p>{words}</p>" for words in LINES)
    other = '<div class="xx-relatedposts"><p><a href="/y">The pier last year</a><time>May 3, 2024</time></p></div>'
    assert read_body(f"<article><h1>The old pier closes</h1>{story}{other}").split("\n\n") == list(LINES)
