"""A saved page: its article, what it says about itself, and what cannot be read."""

from __future__ import annotations

import re
import time
from contextlib import suppress
from pathlib import Path

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nested_html import Nested, words_of

from sitegen.diagnostics import SitegenError
from sitegen.model import Article, Publisher
from sitegen.read import read_text
from sitegen.read.draft import Details
from sitegen.text.weave import weave

PAGE = (Path(__file__).parent / "fixtures" / "saved-page.html").read_text(encoding="utf-8")
FILL = "The ferry to the island leaves at nine, and nobody on the quay seems to be in a hurry this morning."


def article(page: str) -> Article:
    return read_text(page, "saved.html").article


def body(inner: str) -> str:
    """The woven body of a page whose article holds `inner` after one long paragraph."""
    read = article(f"<html><body><article><p>{FILL}</p>{inner}</article></body></html>")
    made = weave(read.text, read.blocks, read.marks, atoms=read.atoms)
    return made.removeprefix(f"<p>{FILL}</p>").strip()


def test_a_whole_page() -> None:
    read = article(PAGE)
    assert read.headline == "Harbour town votes for a slower ferry"
    assert str(read.date) == "2024-03-09"
    assert read.authors == ("Ana Lima", "Tomás Ruiz")
    assert read.publisher == Publisher("The Quay Courier", "https://quay.example/news/ferry?id=7&x=1")
    assert read.language == "en-GB"
    assert read.dateline == "PORTO BRAVO"
    assert read.slug == "saved"
    assert read.text == (
        "￼\n\nThe ferry at rest.\n\n"
        "PORTO BRAVO — The town council voted on Saturday to slow the ferry down. “We are in no hurry,” said "
        "the mayor, Ilda Reis.\n\nFishermen welcomed the vote, as did the owners of the two cafés on the quay.\n\n"
        "What changes\n\nThe first boat leaves at nine.\n\nThe last one at six, or when it is full.\n\n"
        "Let the gulls be faster than we are.\n\nThe vote was nine to two."
    )
    tags = [block.tag for block in read.blocks]
    assert tags == ["figure", "", "figcaption", "p", "p", "h2", "ul", "li", "", "li", "", "blockquote", "p", "p"]
    assert [(mark.tag, mark.get("href"), mark.span.of(read.text)) for mark in read.marks] == [
        ("em", None, "slow"),
        ("a", "https://quay.example/people/reis", "Ilda Reis"),
    ]


BODIES = {
    "a block quotation that a footer signs": (
        "<blockquote><p>The pier stays.</p><footer>— <cite>Ana Lima</cite>, mayor</footer></blockquote>",
        "<blockquote><p>The pier stays.</p>\n\n<footer>— <cite>Ana Lima</cite>, mayor</footer></blockquote>",
    ),
    "a block quotation in a figure with a caption": (
        "<figure><blockquote><p>The pier stays.</p></blockquote><figcaption>Ana Lima, mayor</figcaption></figure>",
        "<blockquote><p>The pier stays.</p>\n\n<footer>Ana Lima, mayor</footer></blockquote>",
    ),
    "a picture in a figure with a caption": (
        '<figure><img src="pier.jpg"><figcaption>Ana Lima, mayor</figcaption></figure><p>Yes.</p>',
        '<figure><img src="pier.jpg" alt="">\n\n<figcaption>Ana Lima, mayor</figcaption></figure>\n\n<p>Yes.</p>',
    ),
    "what stands beside a picture and its caption": (
        '<figure><a><img src="a.jpg"></a><b class="credit">By <i>Kelp</i></b><figcaption>Ana</figcaption></figure>One',
        '<figure><img src="a.jpg" alt="">\n\n<figcaption>Ana By Kelp</figcaption></figure>\n\n<p>One</p>',
    ),
    "quotation marks that the browser draws": (
        "<p><q>Yes, <b>we</b> </q>, she said.</p>",
        "<p>“Yes, <b>we</b>”, she said.</p>",
    ),
    "emphasis and links": (
        '<p>An <em>old</em> <a href="https://example.org/a?b&amp;c">pier</a>.</p>',
        '<p>An <em>old</em> <a href="https://example.org/a?b&amp;c">pier</a>.</p>',
    ),
    "white space is one space, and none at the ends": (
        "<p>\n  One\n\t two <b> three </b> four \n</p>",
        "<p>One two <b>three</b> four</p>",
    ),
    "words between blocks are paragraphs": (
        "<div>One <i>two</i><div>three</div>four</div>",
        "<p>One <i>two</i></p>\n\n<p>three</p>\n\n<p>four</p>",
    ),
    "two breaks part paragraphs, one stays": ("<p>One<br>two<br><br>three</p>", "<p>One<br>\ntwo</p>\n\n<p>three</p>"),
    "a block in a link": (
        f'<a href="https://e.org"><div>One goes on.</div></a><p>{FILL}</p>',
        f"<p>One goes on.</p>\n\n<p>{FILL}</p>",
    ),
    "a nested list": (
        "<ul><li>One<ul><li>two</li></ul></li></ul>",
        "<ul><li>One\n\n<ul><li>two</li></ul></li></ul>",
    ),
    "a table": (
        "<table><tr><th>One</th><td>two</td></tr></table>",
        "<table><tr><th>One</th>\n\n<td>two</td></tr></table>",
    ),
    "the caption of a table, and words beside its cells": (
        "<table><caption>One</caption><tr>two<td>three</td></tr></table>",
        "<p>One</p>\n\n<p>two</p>\n\n<table><tr><td>three</td></tr></table>",
    ),
    "a cell that goes on, and an empty one": (
        "<table><tr><td></td><th colspan=2>One</th></tr><tr><th rowspan=2>two</th><td>3</td><td>4</td></tr>"
        "<tr><td>5</td></tr></table>",
        "<table><tr><td></td>\n\n<th>One</th>\n\n<td></td></tr>\n\n<tr><th>two</th>\n\n<td>3</td>\n\n<td>4</td></tr>"
        "\n\n<tr><td></td>\n\n<td>5</td></tr></table>",
    ),
    "a table in sections and rows": (
        "<table><tr><td>One</td></tr><tbody><tr><td>two</td></tr></tbody></table>"
        "<table><tfoot><tr><td>three</td></tr></tfoot><tbody><tr><td>four</td></tr></tbody></table>",
        "<table><tr><td>One</td></tr>\n\n<tr><td>two</td></tr></table>\n\n"
        "<table><tr><td>three</td></tr>\n\n<tr><td>four</td></tr></table>",
    ),
    "a day in a table": (
        "<p>One on <time>1 May</time>.</p><table><tr><td>1 May</td><td>two</td></tr></table>",
        "<p>One on 1 May.</p>\n\n<table><tr><td>1 May</td>\n\n<td>two</td></tr></table>",
    ),
    "what stands in a list and in none of its items": (
        "<ul>One<li>two</li><ol><li>three</li></ol><p>four</p><div><li>five</li></div></ul>",
        "<ul><li>One</li>\n\n<li>two\n\n<ol><li>three</li></ol>\n\n<p>four</p></li>\n\n<li>five</li></ul>",
    ),
    "a list of pictures": (
        '<ul><li><img src="a.jpg"></li></ul>One',
        '<ul><li><img src="a.jpg" alt=""></li></ul>\n\n<p>One</p>',
    ),
    "terms": (
        "<dl><div><dt><h3>One</h3><dd>two</div><dt>three<dd>four</dl>",
        "<dl><dt>One</dt>\n\n<dd>two</dd>\n\n<dt>three</dt>\n\n<dd>four</dd></dl>",
    ),
    "a term without meaning": ("<dl><dt>One</dt></dl><dl><dd>two</dd></dl>", "<p>One</p>\n\n<p>two</p>"),
    "a heading in a cell": ("<table><tr><th><h3>One</h3></table>", "<table><tr><th><p>One</p></th></tr></table>"),
    "a figure of words": (
        "<figure><figcaption>One</figcaption><ul><li>two</li></ul></figure><p>Three</p>",
        "<p>One</p>\n\n<ul><li>two</li></ul>\n\n<p>Three</p>",
    ),
    "how a word is spoken": (
        "<p><ruby>一<rp>(</rp><rt>one</rt><rp>)</rp></ruby> <ruby>二<rt>two</ruby></p>",
        "<p>一(one) 二(two)</p>",
    ),
    "breaks in code": ("<pre>one<br>two</pre>", "<pre>one\ntwo</pre>"),
    "code": ("<pre>a &lt; b\n  c</pre>", "<pre>a &lt; b\n  c</pre>"),
    "a second headline is lowered": ("<h1>One</h1><h2>Two</h2>", "<h2>Two</h2>"),
    "links that lead nowhere safe are words": (
        '<p>Links: <a href="javascript:x">one</a>, <a href="#a">two</a> and <a href="b.html">three</a>.</p>',
        "<p>Links: one, two and three.</p>",
    ),
    "entities": ("<p>5 &lt; 6 &amp; &#8220;so on&#8221;</p>", "<p>5 &lt; 6 &amp; “so on”</p>"),
    "references to what is no character": ("<p>A&#1; b&#xFFFE;&#146;s &#x7f;c</p>", "<p>A b’s c</p>"),
    "script, style and comments": ("<script>a<b</script><style>p</style><!-- <p>no</p> --><p>Yes</p>", "<p>Yes</p>"),
    "furniture": (
        '<aside>no</aside><figure><img src="x"><figcaption>no</figcaption></figure><div class="share-bar">no</div>'
        '<div id="newsletterSignup"><p>no</p></div><p hidden>no</p><p>Yes</p><footer>no</footer>',
        "<p>Yes</p>",
    ),
    "nothing of the kind": (
        '<p class="has-ads-after">One</p><p class="paragraph">Two</p><section class="chapter">Three</section>',
        "<p>One</p>\n\n<p>Two</p>\n\n<p>Three</p>",
    ),
    "paragraphs that nobody closed": ("<p>One<p>two<p>" * 100, "\n\n".join(["<p>One</p>\n\n<p>two</p>"] * 100)),
    "list items and cells that nobody closed": (
        f"<ul>{'<li>One' * 200}</ul><table><tr><td>two<td>three<tr><td>four</table>",
        "<ul>" + "\n\n".join(["<li>One</li>"] * 200) + "</ul>\n\n"
        "<table><tr><td>two</td>\n\n<td>three</td></tr>\n\n<tr><td>four</td></tr></table>",
    ),
    "stray list items and cells": ("<li>One</li><td>two</td>", "<p>One</p>\n\n<p>two</p>"),
}


@pytest.mark.parametrize(("inner", "expected"), BODIES.values(), ids=BODIES.keys())
def test_bodies(inner: str, expected: str) -> None:
    assert body(inner) == expected


MAINS = {
    "article": f"<p>{'menu ' * 50}</p><article><p>{FILL} {FILL}</p></article>",
    "main": f"<div><p>{'menu ' * 50}</p></div><main><p>{FILL} {FILL}</p></main>",
    "role": f'<div role="main"><p>{FILL} {FILL}</p></div><div><p>short</p></div>',
    "articleBody": f'<article><p>before</p><div itemprop="articleBody"><p>{FILL} {FILL}</p></div></article>',
    "the largest article": f"<article><p>short</p></article><article><p>{FILL} {FILL}</p></article>",
    "the densest element": f"<div><p>short</p></div><div class=x><p>{FILL} {FILL}</p></div>",
    "links do not count": f"<div><p>{'<a href=x>menu menu menu</a> ' * 50}</p></div><div><p>{FILL} {FILL}</p></div>",
    "no paragraphs at all": f"<div>{FILL} {FILL}</div>",
    "an article without paragraphs": f"<article>{FILL}<br>{FILL}</article>",
    "no body at all": f"{FILL} {FILL}",
}


@pytest.mark.parametrize("page", MAINS.values(), ids=MAINS.keys())
def test_the_main_text_is_found(page: str) -> None:
    assert article(page).text.replace("￼\n", " ") == f"{FILL} {FILL}"


DETAILS = {
    "meta": ('<meta property="article:published_time" content="2024-05-06T07:08:09+02:00">', "date", "2024-05-06"),
    "time": ('<time datetime="2024-05-06">Monday</time>', "date", "2024-05-06"),
    "linked data": (
        '<script type="application/ld+json">{"@graph": [{"datePublished": "2024-05-06"}]}</script>',
        "date",
        "2024-05-06",
    ),
    "no such day": ('<meta name="date" content="2024-02-31">', "date", "None"),
    "broken linked data": ('<script type="application/ld+json">{"datePublished": </script>', "date", "None"),
    "og:title that was escaped twice": (
        '<meta property="og:title" content="Q&amp;amp;A: it&amp;#8217;s a quay">',
        "headline",
        "Q&A: it’s a quay",
    ),
    "og:title": ('<meta property="og:title" content="A  quay"><title>Other</title>', "headline", "A quay"),
    "title without the site": ("<title>A quay | The Courier</title>", "headline", "A quay"),
    "a title with a hyphen": ("<title>A well-known quay</title>", "headline", "A well-known quay"),
    "author": ('<meta name="author" content="Ana Lima">', "authors", "('Ana Lima',)"),
    "an author's address is no name": ('<meta name="author" content="https://a.b/c">', "authors", "()"),
    "canonical": (
        '<link rel="canonical" href="https://www.quay.example/a">',
        "publisher",
        "Publisher(name='quay.example', url='https://www.quay.example/a')",
    ),
    "a canonical link that is none": ('<link rel="canonical" href="javascript:x">', "publisher", "None"),
    "hostile language": ('</head><html lang="en&quot;&gt;">', "language", ""),
}


@pytest.mark.parametrize(("head", "name", "expected"), DETAILS.values(), ids=DETAILS.keys())
def test_details(head: str, name: str, expected: str) -> None:
    assert str(getattr(article(f"<head>{head}</head><body><p>{FILL}</p></body>"), name)) == expected


@pytest.mark.parametrize(
    "head", ["---\nlayout: post\ntitle: Mine\ndate: 2024-05-06\n---\n", '+++\ntitle = "Mine"\ndate = 2024-05-06\n+++\n']
)
def test_front_matter_goes_before_what_the_page_says(head: str) -> None:
    read = article(f"{head}<title>Theirs</title><p>{FILL}</p><p>{FILL[::-1]}</p>")
    assert (read.headline, str(read.date), read.text) == ("Mine", "2024-05-06", f"{FILL}\n\n{FILL[::-1]}")
    with pytest.raises(SitegenError) as caught:
        article(f"{head.replace('title', 'titel')}<p>{FILL}</p>")
    assert caught.value.diagnostics[0].code == "SG103"
    with pytest.raises(SitegenError) as caught:
        article(f"{head}{FILL}\n" + "<a " * 2_000)
    assert caught.value.diagnostics[0].line == head.count("\n") + 2


def test_what_stands_beside_goes_first() -> None:
    read = read_text(PAGE, "saved.html", Details(headline="Mine"))
    assert (read.article.headline, str(read.article.date)) == ("Mine", "2024-03-09")


UNREADABLE = {
    "": "SG330",
    "<p>": "SG330",
    "<script>alert('many letters and no article at all')</script>": "SG330",
    "<a " * 100_000: "SG331",
    FILL + "<a " * 2_000: "SG331",
    '<a href="' * 100_000: "SG331",
    "<div>" * 100_000 + FILL: "SG331",
    "<p>" + "<em>" * 5_000 + FILL: "SG331",
    "x" * 5_000_001: "SG302",
    f"Subject: a\nContent-Type: multipart/related;\n\tboundary=x\n\n--x\nMIME-Version: 1.0\n\n<p>{FILL}</p>": "SG331",
}


@pytest.mark.parametrize(("page", "code"), UNREADABLE.items(), ids=range(len(UNREADABLE)))
def test_a_page_that_cannot_be_read_is_a_clear_error(page: str, code: str) -> None:
    begun = time.process_time()
    with pytest.raises(SitegenError) as caught:
        article(page)
    assert [d.code for d in caught.value.diagnostics] == [code]
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    "piece",
    [
        "<table><tr><td>x<td>y<tr><td colspan=2>z",
        "<ul><div>x",
        "<!--",
        "<![",
        "<?",
        "</",
        "<!",
        "<script>",
        "<p",
        "&#",
        "<b>",
        "<!-- -->",
        "<![x]>",
    ],
)
def test_nothing_takes_long(piece: str) -> None:
    begun = time.process_time()
    with suppress(SitegenError):
        article(f"<p>{FILL}</p>" + piece * 4_000)
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(("begin", "unit"), [("<ul>", "x<div><li>a</div>"), ("<table>", "<tr><td>a<td>b")])
def test_time_grows_with_lists_and_tables(begin: str, unit: str) -> None:
    def seconds(times: int) -> float:
        taken = []
        for _ in range(2):
            started = time.process_time()
            body(f"<p>{FILL}</p>" * 3 + begin + unit * times)
            taken.append(time.process_time() - started)
        return min(taken)

    assert seconds(1600) < 9 * seconds(400) + 0.05  # where all were read again for each, it would be 16


INLINES = ["<a href='https://e.f'>", "</a>", "<b>", "</b>", "<br>", "x y", "&amp;", "<", ">", '"', FILL]
BLOCKS = ["<p>", "</p>", "<div>", "</div>", "<ul>", "<li>", "</ul>", "<table>", "<td>", "<h1>", "</h1>", "<blockquote>"]
OTHERS = ["<article>", "<script>", "</script>", "<!--", "-->", "<![", "<pre>", "<time datetime='2", "<meta name=date"]
TAGS = st.sampled_from([*INLINES, *BLOCKS, *OTHERS])


@settings(max_examples=60, deadline=None)
@given(st.lists(TAGS, max_size=30).map("".join))
def test_any_page_is_read_or_refused(page: str) -> None:
    try:
        read = article(page)
    except SitegenError:
        return
    weave(read.text, read.blocks, read.marks, atoms=read.atoms)


def test_a_piece_of_a_page_is_read_whole() -> None:
    """As newsletters are exported: without <body>, and with nothing around its paragraphs."""
    parts = [
        f"<p>{FILL}</p>",
        '<p class="button-wrapper"><a href="/x"><span>Join</span></a></p>',
        "<h3>One</h3>",
        "<p>Two</p>",
    ]
    text = read_text("".join(parts), "saved.html").article.text
    assert text.split("\n\n") == [FILL, "One", "Two"]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_every_word_of_nested_html_stands_on_the_page_once(seed: int) -> None:
    """In the order of the page, in HTML that a parser leaves as it is."""
    html = Nested(seed, filler=" is a word of a sentence that the whole town has heard by now.").blocks()
    made = body(f"{html}<p>{FILL[::-1]}.</p>")
    parser = html5lib.HTMLParser()
    parser.parseFragment(made, container="main")
    assert words_of(re.sub("<[^>]*>", "", made)) == words_of(html)
    assert not parser.errors
    assert not re.search(r"<(?:ul|ol)>(?!<li>)|</li>\s*(?!<li>|</ul>|</ol>)[^\s]|<dl>(?!<dt>)|</dt>\s*</dl>", made)
