"""What a saved page says of its article: the day, the authors and the headline, in the ways in which pages say them."""

from __future__ import annotations

import pytest
from saved_pages import LINES, article_in, read_page

from sitegen.read import read_text

DAY = "2024-11-16"
STORY = "".join(f"<p>{line}</p>" for line in LINES)


def main(before: str = "", behind: str = "") -> str:
    return f"<main><h1>The old pier closes</h1>{before}<article>{STORY}</article>{behind}</main>"


def day(head: str = "", before: str = "", behind: str = "") -> str:
    return str(article_in(main(before, behind), head).date)


def meta(value: str, name: str = "article:published_time") -> str:
    return f'<meta property="{name}" content="{value}">'


def linked(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


def at(address: str) -> str:
    return f'<link rel="canonical" href="https://quay.example{address}">'


FORMS = (
    "November 16, 2024",
    "Nov. 16, 2024",
    "Saturday, November 16th, 2024 at 5:00 pm",
    "November 16, 2024, 07:47 PM EST",
    "16 November 2024",
    "16th of November, 2024",
    "16-Nov-2024",
    "Sat, 16 Nov 2024 23:30:00 -0500",
    "Sat Nov 16 10:00:00 EST 2024",
    "2024-11-16T23:58:00-05:00",
    "2024/11/16",
    "2024.11.16",
    "20241116",
    "20241116T101112Z",
    "16.11.2024",
    "16/11/2024",
    "11/16/2024",
)


@pytest.mark.parametrize("form", FORMS)
def test_forms_of_a_day(form: str) -> None:
    assert day(meta(form)) == DAY
    assert day(before=f"<time>{form}</time>") == DAY


NO_DAYS = ("0001-01-01T00:00:00", "1970-01-01", "2024-02-31", "03/04/2024", "soon", "")


@pytest.mark.parametrize("form", NO_DAYS)
def test_no_day(form: str) -> None:
    assert day(meta(form)) == "None"


def test_a_month_goes_first_where_the_page_is_american() -> None:
    page = f'<html lang="en-US"><head>{meta("03/04/2024")}</head><body>{main()}</body></html>'
    assert str(read_text(page, "saved.html").article.date) == "2024-03-04"


PLACES = {
    "seconds since 1970": (meta("1731751200"), "", ""),
    "a line": ("", "<div>Published 16 November 2024</div>", ""),
    "a line of a day": ("", "<p>November 16, 2024 | 4:10pm</p>", ""),
    "a line in the foot of an article, at its head": (
        "",
        '<article><footer class="meta"><div class="node__submitted">By Ana, 16 November 2024</div></footer></article>',
        "",
    ),
    "a span right behind another": ("", "<div><span>Ana Lima</span><span>November 16, 2024</span></div>", ""),
    "a line behind the article": ("", "", "<p>16 November 2024</p>"),
    "a change before it": ("", "<div>Updated: 18 November 2024 | Published: 16 November 2024</div>", ""),
    "a change behind it": ("", "<div>Published 16 November 2024, updated 18 November 2024</div>", ""),
    "the class of microformats, at the end": (
        "",
        '<time datetime="2024-11-18">x</time>',
        '<footer>Ana on <time class="dt-published" datetime="2024-11-16T10:11:12Z">x</time>.</footer>',
    ),
    "a time that says so": ("", '<time datetime="2024-11-18">Updated</time> <time datetime="2024-11-16">x</time>', ""),
    "a time with that of a change behind it": ("", "<time>2024-11-16 <i>9:00</i> Updated 3 days ago</time>", ""),
    "a time behind the word": ("", "<i>Updated <time>2024-11-18</time></i><i>Posted <time>2024-11-16</time></i>", ""),
    "a time of a class": ("", '<b class="last-updated"><time>2024-11-18</time></b><time>2024-11-16</time>', ""),
    "microdata": ("", '<time itemprop="dateModified">2024-11-18</time><i itemprop="datePublished">2024-11-16</i>', ""),
    "a time at the side": ("", '<aside><time datetime="2020-01-01">x</time></aside><time>2024-11-16</time>', ""),
    "a video first": (
        linked('{"@type": "VideoObject", "datePublished": "2020-01-01"}')
        + linked('{"@type": "NewsArticle", "headline": "The old pier closes", "datePublished": "2024-11-16"}'),
        "",
        "",
    ),
    "an article in a graph": (
        linked(
            '{"@graph": [{"@type": "WebPage", "datePublished": "2020-01-01"},'
            ' {"@type": ["Thing", "BlogPosting"], "datePublished": "2024-11-16"}]}'
        ),
        "",
        "",
    ),
    "line ends in strings": (linked('{"@type": "Article", "x": "a\n\tb", "datePublished": "2024-11-16"}'), "", ""),
    "CDATA": (linked('//<![CDATA[\n{"@type": "Article", "datePublished": "2024-11-16"}\n//]]>'), "", ""),
    "CDATA in comments": (linked('/*<![CDATA[*/{"@type": "Article", "datePublished": "2024-11-16"}/*]]>*/'), "", ""),
    "a comma too many": (linked('{"@type": "Article", "datePublished": "2024-11-16",};'), "", ""),
    "no day in linked data": (
        linked('{"@type": "Article", "datePublished": "0001-01-01"}') + meta(DAY, "date"),
        "",
        "",
    ),
    "the newsroom's own day": (at("/2024/11/16/pier") + meta("2024-11-17T04:58:00Z"), "", ""),
    "a month's name in the address": (at("/2024/nov/16/pier"), "", ""),
    "the address that Firefox links": (
        "",
        '<a class="domain reader-domain" href="https://q.example/2024/11/16/x">q</a>',
        "",
    ),
    "the address alone": (at("/news/pier-2024-11-16.html"), "", ""),
}


@pytest.mark.parametrize(("head", "before", "behind"), PLACES.values(), ids=PLACES.keys())
def test_where_the_day_stands(head: str, before: str, behind: str) -> None:
    assert day(head, before, behind) == DAY


ELSEWHERE = {
    "a change alone": (meta(DAY, "article:modified_time"), "<div>Updated 18 November 2024</div>", ""),
    "another article's": (
        "",
        "",
        '<p class="related"><a href="x">Other</a> <time>2020-01-01</time></p>',
    ),
    "a month in the address": (at("/2024/11/pier"), "", ""),
    "a number in the address": (at("/news/20241399"), "", ""),
    "an event's": (linked('{"@type": "Event", "datePublished": "2024-11-16"}'), "", ""),
}


@pytest.mark.parametrize(("head", "before", "behind"), ELSEWHERE.values(), ids=ELSEWHERE.keys())
def test_days_of_something_else(head: str, before: str, behind: str) -> None:
    assert day(head, before, behind) == "None"


def test_the_address_that_a_browser_noted() -> None:
    page = main()
    noted = "<!-- saved from url=(0043)https://quay.example/2024/11/16/pier/index -->"
    assert str(article_in(page, noted).date) == DAY


def test_a_page_without_a_day_is_told() -> None:
    assert [one.code for one in read_page(main()).warnings] == ["SG333"]
    assert not read_page(main(), meta(DAY)).warnings


TWO = ("Ana Lima", "Tomás Ruiz")
AUTHORS = {
    "rel": ("", '<a rel="author" href="x">Ana Lima</a>', TWO[:1]),
    "microdata": ("", '<span itemprop="author" itemscope><b itemprop="name">Ana Lima</b></span>', TWO[:1]),
    "microdata in the head": ("", '<p itemprop="author"><meta itemprop="name" content="Ana Lima"></p>', TWO[:1]),
    "a byline of two": ("", '<p class="byline">By Ana Lima and Tomás Ruiz</p>', TWO),
    "a byline of links": (
        "",
        '<div class="byline">By <a href="x">Ana Lima</a> &amp; <a href="y">Tomás Ruiz</a></div>',
        TWO,
    ),
    "a byline without By": ("", '<span class="article-author">Ana Lima</span>', TWO[:1]),
    "what Firefox calls it": ("", '<div class="credits reader-credits">Ana Lima</div>', TWO[:1]),
    "what she is": ("", '<p class="byline">By Ana Lima, Harbour Editor</p>', TWO[:1]),
    "the day behind": ("", '<p class="byline">By Ana Lima | November 16, 2024</p>', TWO[:1]),
    "an address behind": ("", '<p class="byline">By Ana Lima ana@quay.example</p>', TWO[:1]),
    "a line": ("", "<p>By Ana Lima and Tomás Ruiz</p>", TWO),
    "byl": ('<meta name="byl" content="By Ana Lima and Tomás Ruiz">', "", TWO),
    "author of two": ('<meta name="author" content="Ana Lima, Tomás Ruiz">', "", TWO),
    "a month behind": ("", '<p class="byline">By Ana Lima Nov 16, 2024, 8:00am</p>', TWO[:1]),
    "a line over that of the day": ("", "<p>Ana Lima</p><p>16 November 2024</p>", TWO[:1]),
    "a place over the day": ("", "<p>Old Harbour</p><p>16 November 2024</p>", ()),
    "a span before that of the day": ("", "<div><span>Ana Lima</span><span>16 November 2024</span></div>", TWO[:1]),
    "a ministry": (
        linked(
            '{"@type": "Article", "author": {"@type": "Organization", "name": "Ministry of Ports and Inland Waters"}}'
        ),
        "",
        ("Ministry of Ports and Inland Waters",),
    ),
    "linked data": (linked('{"@type": "Article", "author": [{"name": "Ana Lima"}, "Tomás Ruiz"]}'), "", TWO),
    "linked by id": (
        linked('{"@graph": [{"@type": "Article", "author": {"@id": "#a"}}, {"@id": "#a", "name": "Ana Lima"}]}'),
        "",
        TWO[:1],
    ),
    "a program": ('<meta name="author" content="admin">', '<a rel="author">Ana Lima</a>', TWO[:1]),
    "the paper itself": (
        '<meta property="og:site_name" content="The Quay"><meta name="author" content="The Quay">',
        '<a rel="author">Ana Lima</a>',
        TWO[:1],
    ),
    "a reader": (
        "",
        '<div class="comments"><b class="author">Bo Holm</b><p>Good that they did it at last.</p></div>',
        (),
    ),
}


@pytest.mark.parametrize(("head", "before", "names"), AUTHORS.values(), ids=AUTHORS.keys())
def test_authors(head: str, before: str, names: tuple[str, ...]) -> None:
    read = article_in(main(before), head)
    assert read.authors == names
    assert read.text == "\n\n".join(LINES)


OG = '<meta property="og:title" content="The old pier closes">'
HEADS = {
    "the site's name as the only heading": (f"{OG}<title>x</title>", "<h1>The Quay Courier</h1>"),
    "which the title has too": ("<title>The old pier closes | The Quay Courier</title>", "<h1>The Quay Courier</h1>"),
    "of two the one that agrees": (OG, "<h1>The Quay Courier</h1><h1>The old pier closes</h1>"),
    "a title with the site": (
        '<meta property="og:title" content="The old pier closes - The Quay">'
        '<meta property="og:site_name" content="The Quay">',
        "",
    ),
    "linked data": (linked('{"@type": "NewsArticle", "headline": "The old pier closes"}'), "<h1>The Quay</h1>"),
}


@pytest.mark.parametrize(("head", "before"), HEADS.values(), ids=HEADS.keys())
def test_headlines(head: str, before: str) -> None:
    assert article_in(f"{before}<article>{STORY}</article>", head).headline == "The old pier closes"


def test_a_page_of_which_little_was_taken_is_told() -> None:
    link = '<li><a href="/other">Ferry to run on Sundays from May to June</a></li>'
    lists = "".join(
        f'<div class="b{at}"><p>{LINES[at % 4]} And so on.</p></div><ul>{link * 9}</ul>' for at in range(12)
    )
    told = read_page(f"<div><h1>The old pier closes</h1><article>{STORY}</article></div>{lists}", meta(DAY)).warnings
    assert [one.code for one in told] == ["SG332"]
    assert told[0].message == "only 23 % of this page’s words were taken as the article"


@pytest.mark.parametrize(
    ("title", "page"),
    [
        ("Quay notes: The old pier closes", f"<div><h3 class='post-title'>The old pier closes</h3>{STORY}</div>"),
        ("The Quay Courier – The old pier closes", f"<td><font size=5><b>The old pier closes</b></font><br>{STORY}"),
        ("pier.docx", f"<div><p class=MsoTitle>The old pier closes</p>{STORY}</div>"),
        ("", f"<p class='c3 title'><span>The old pier closes</span></p>{STORY}"),
    ],
)
def test_a_headline_that_is_no_heading(title: str, page: str) -> None:
    article = article_in(page, f"<title>{title}</title>")
    assert article.headline == "The old pier closes"
    assert article.text == "\n\n".join(LINES)


TITLED = {
    "The old pier closes :: Tidal": "<div><h2>The old pier closes</h2>{}</div>",
    "Courier: The old pier closes": "<div><b>The old pier closes</b>{}</div>",
    "The old pier closes": "<div><p>The old pier closes</p><h1>Findings</h1>{}</div>",
}


@pytest.mark.parametrize("title", TITLED)
def test_the_part_of_the_title_that_the_page_shows_is_its_headline(title: str) -> None:
    page = TITLED[title].format(STORY)
    assert article_in(page, f"<title>{title}</title>").headline == "The old pier closes"


@pytest.mark.parametrize(
    "line", ["Interview by Ana Lima", "Posted by Ana Lima on February 29th, 2020 at 9:14 pm", "By Ana Lima, The Quay"]
)
def test_more_bylines(line: str) -> None:
    assert article_in(main(f"<p>{line}</p>")).authors == ("Ana Lima",)


@pytest.mark.parametrize(
    "line",
    [
        "Ana Lima, 02.05.2024, 14:31",
        "2 May 2024 · Ana Lima",
        "May 2, 2024 | By Ana Lima",
        "Quay Herald Story by Ana Lima",
    ],
)
def test_authors_beside_a_day_or_behind_a_publisher(line: str) -> None:
    assert article_in(main(f"<p>{line}</p>")).authors == ("Ana Lima",)


def test_authors_below_a_lead() -> None:
    rest = "".join(f"<p>{line}</p>" for line in LINES[1:])
    page = f"<article><h1>The old pier closes</h1><p>{LINES[0]}</p><p>By Ana Lima and Tomás Ruiz</p>{rest}</article>"
    assert article_in(page).authors == TWO


def test_a_place_beside_a_day_is_no_author() -> None:
    assert article_in(main("<p>Old Harbour, 02.05.2024</p>")).authors == ()


def test_authors_in_capitals_and_of_reviews() -> None:
    assert article_in(main("<p>By MARIA LIMA</p>")).authors == ("Maria Lima",)
    review = '[{"@type":"ClaimReview","datePublished":"2024-11-16","author":{"name":"Quay Checks"}},'
    story = '{"@type":"NewsArticle","headline":"The old pier closes","author":{"name":"Ana Lima"}}]'
    assert article_in(main(), linked(review + story)).authors == ("Ana Lima",)


@pytest.mark.parametrize(
    "form",
    [
        "16 novembre 2024",
        "16 de noviembre de 2024",
        "Publié le 16 nov. 2024",
        "16 nov 2024 - 17:40",
        "2024年11月16日 15時",
    ],
)
def test_days_in_other_languages(form: str) -> None:
    assert day(before=f"<p>{form}</p>") == DAY


def test_the_day_of_a_change_in_other_languages() -> None:
    assert day(before="<p>Publié le 16 novembre 2024, modifié le 18 novembre 2024</p>") == DAY
    assert day(before="<p>Modifié le 18 novembre 2024</p>") == "None"


def test_a_meta_element_of_any_vocabulary() -> None:
    assert day(meta("2024-11-16T22:30:00+01:00", "quay:first-published-at")) == DAY


def test_a_heading_that_leads_to_the_front_page_is_the_name_of_the_site() -> None:
    page = f"<div><h1><a href='/'>Quay notes</a></h1><div><h3>The old pier closes</h3>{STORY}</div></div>"
    assert article_in(page, "<title>Quay notes: The old pier closes</title>").headline == "The old pier closes"


def test_the_line_over_the_byline_is_the_headline_where_nothing_else_is() -> None:
    page = f"<p>Quay notes</p><hr><p><b>The old pier closes</b></p><p>By Ana Lima</p>{STORY}"
    article = article_in(page, "<title>Quay notes - Print this article</title>")
    assert (article.headline, article.authors) == ("The old pier closes", ("Ana Lima",))


def test_who_submitted_it_on_which_day_of_the_week() -> None:
    line = '<div class="node__submitted">Submitted by <span>Ana Lima</span> on Sat, 11/16/2024 - 18:22</div>'
    article = article_in(main(line))
    assert article.authors == ("Ana Lima",)
    assert str(article.date) == DAY
    assert day(before="<p>Posted on Wednesday, 06/11/2024</p>") == "2024-11-06"


def test_a_contributor_goes_before_a_newsroom() -> None:
    said = '{"@type":"NewsArticle","author":{"name":"Quay Courier"},"publisher":{"name":"Quay Courier"}}'
    line = '<div><div class="x-TextContributorName">Ana Lima</div><div>Harbour correspondent, Tarma</div></div>'
    article = article_in(main(line), linked(said))
    assert article.authors == ("Ana Lima",)
    assert "correspondent" not in article.text
