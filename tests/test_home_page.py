"""The home page: it begins with the newest article, alive, and tells who said what lately, of 1 article and of many."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from linkcheck import find_mistakes

from sitegen.annotate import annotate
from sitegen.build import build
from sitegen.knowledge import KnowledgeBase, load_knowledge
from sitegen.model import Annotated
from sitegen.pages.home import LONGEST_WORDS, MOST_PEOPLE, MOST_VOICES
from sitegen.pages.lead import LONGEST_BEGINNING, cut_beginning
from sitegen.read import read_text
from sitegen.site.opening import LONGEST_OPENING, find_opening
from sitegen.text.spans import Span

ROOT = Path(__file__).parent.parent
KB = 1024
SPOKEN = "The harbour is not for sale, and it never was for sale"
KNOWN = """\
- name: Rosa Ibarra
  kind: person
  country: peru
  summary: She kept bees before she kept accounts.
  roles: [{title: harbour master of Tarma, to: 2024}, {title: minister of harbours, from: 2025}]
"""


def story(number: int, day: str = "", opening: str = "") -> str:
    """An article in which somebody says something, whom no other article names but Rosa Ibarra."""
    name = f"{chr(65 + number % 26)}lva Brandt{'abcdefghij'[number // 26 % 10]}"
    return (
        f"---\ntitle: Story {number}\ndate: {day or f'2024-{1 + number // 28 % 12:02d}-{1 + number % 28:02d}'}\n---\n"
        f"{opening or f'Rosa Ibarra met {name}, a lock keeper, in Peru on Friday.'}\n\n"
        f"“{SPOKEN} to {number} people,” said Rosa Ibarra. “We shall keep it open, whatever that costs us in the end,” "
        f"{name} said.\n"
    )


def site_of(folder: Path, articles: int, **files: str) -> Path:
    project = folder / "project"
    texts = {f"articles/s{n}.md": story(n) for n in range(articles)} | {"knowledge/k.yaml": KNOWN} | files
    for path, text in texts.items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(text, encoding="utf-8")
    build(project, folder / "site", cache=False)
    return folder / "site"


def soup(site: Path, name: str = "index.html") -> BeautifulSoup:
    return BeautifulSoup((site / name).read_text(encoding="utf-8"), "html.parser")


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Sites by the number of their articles."""
    return {n: site_of(tmp_path_factory.mktemp(f"of{n}"), n) for n in (1, 6, 45)}


@pytest.mark.parametrize("articles", [1, 6, 45])
def test_it_begins_with_the_newest_article_and_lists_the_others(sites: dict[int, Path], articles: int) -> None:
    page = soup(sites[articles])
    assert [a.get_text() for a in page.select(".lead-story h2 a")] == [f"Story {articles - 1}"]
    assert len(page.select(".article-list > li")) == min(articles, 30) - 1
    assert [h1.get_text() for h1 in page.select("h1")] == ["Annotated articles"], "the site’s name, once"
    assert page.get_text().count("Annotated articles") == 3, "in the head, at the top and at the foot"
    assert find_mistakes(sites[articles]) == []


@pytest.mark.parametrize("articles", [1, 6, 45])
def test_its_first_paragraph_has_cards(sites: dict[int, Path], articles: int) -> None:
    page = soup(sites[articles])
    mention = page.select_one("[data-article-body] a.mention.person")
    assert mention.get_text() == "Rosa Ibarra"
    assert mention["href"] == "people/rosa-ibarra.html"
    entry = page.find(id=mention["aria-details"])
    assert "harbour master of Tarma" in entry.get_text()
    assert "She kept bees" in entry.get_text()
    assert [a["href"] for a in entry.select(".entry-said a")] == [f"articles/s{articles - 1}.html#q1"]
    assert page.select_one("script[src='assets/cards.js']")
    assert page.find(id="card")


@pytest.mark.parametrize("articles", [1, 6, 45])
def test_it_tells_who_said_what_lately_and_who_that_was_then(sites: dict[int, Path], articles: int) -> None:
    voices = soup(sites[articles]).select(".voice")
    assert len(voices) == min(MOST_VOICES, articles + 1)
    names = [voice.select_one(".who > a").get_text() for voice in voices]
    assert len(set(names)) == len(names), "everybody once"
    rosa = next(voice for voice in voices if "Rosa Ibarra" in voice.get_text())
    assert SPOKEN in rosa.blockquote.get_text()
    assert "harbour master of Tarma until 2024" in rosa.figcaption.get_text()
    assert rosa.select_one(".face").get_text() == "RI"
    for voice in voices:
        page, _, fragment = voice.blockquote.a["href"].partition("#")
        assert voice.blockquote.get_text().strip()[1:20] in soup(sites[articles], page).find(id=fragment).get_text()


def test_only_people_have_initials(tmp_path: Path) -> None:
    text = "“The glaze on this jar was mixed by somebody who could not read at all,” a conservator said on Friday.\n"
    voice = soup(site_of(tmp_path, 0, **{"articles/jar.txt": f"The jar\n\n{text}"})).select_one(".voice")
    assert voice.select_one(".who").get_text() == "conservator"
    assert not voice.select_one(".face")


def test_it_names_whom_most_of_the_last_articles_name(sites: dict[int, Path]) -> None:
    people = [li.a.get_text() for li in soup(sites[45]).select(".faces li")]
    assert people[0] == "Rosa Ibarra"
    assert len(people) == MOST_PEOPLE
    assert len(soup(sites[1]).select(".faces li")) == 2


def test_only_the_first_page_has_news(sites: dict[int, Path]) -> None:
    page = soup(sites[45], "page/2.html")
    assert len(page.select(".article-list > li")) == 15
    assert not page.select(".lead-story, .voice, .faces, .small-map, #card, script[src*=cards]")
    assert [h1.get_text() for h1 in page.select("h1")] == ["Articles Page 2"]


def test_the_map_is_a_picture_that_leads_to_the_large_one(sites: dict[int, Path]) -> None:
    page = soup(sites[6])
    image = page.select_one(".small-map img")
    assert image.parent["href"] == "countries/index.html"
    drawing = (sites[6] / image["src"]).read_text(encoding="utf-8")
    assert drawing.count('class="s') == 1, "Peru alone"
    assert len(gzip.compress(drawing.encode(), mtime=0)) < 10 * KB


def test_without_maps_there_is_none(tmp_path: Path) -> None:
    site = site_of(tmp_path, 1, **{"site.yaml": "maps: false\n"})
    assert not soup(site).select(".small-map")
    assert not (site / "assets" / "maps").exists()


def test_it_is_light(sites: dict[int, Path]) -> None:
    for site in sites.values():
        page = (site / "index.html").read_bytes()
        asked = re.findall(r'(?:stylesheet" href|icon" href|script[^>]* src|img[^>]* src)="([^"]+)"', page.decode())
        assert len(asked) >= 6
        weights = [len(gzip.compress((site / path).read_bytes(), mtime=0)) for path in {*asked, "index.html"}]
        assert len(gzip.compress(page, mtime=0)) <= 25 * KB
        assert sum(weights) <= 80 * KB


def test_an_article_without_a_summary_is_summed_up_by_its_first_sentence(tmp_path: Path) -> None:
    summed = story(1).replace("date:", "summary: In short.\ndate:")
    site = site_of(tmp_path, 0, **{"a/new.md": story(2), "a/one.md": summed, "a/older.md": story(0)})
    told = [li.select("p")[-1].get_text() for li in soup(site).select(".article-list > li")]
    assert told == ["In short.", "Rosa Ibarra met Alva Brandta, a lock keeper, in Peru on Friday."]
    year = soup(site, "archive/2024.html") if (site / "archive/2024.html").exists() else soup(site)
    assert "In short." in year.get_text()


def opening(text: str, headline: str = "A headline") -> str:
    article = read_text(f"---\ntitle: {headline}\n---\n{text}", "a.md").article
    return find_opening(annotate(article, KnowledgeBase()))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The lock was closed for the whole winter. It rained.", "The lock was closed for the whole winter."),
        (
            "It rained. The lock was closed for the whole winter. No.",
            "It rained. The lock was closed for the whole winter.",
        ),
        ("## A heading\n\nThe lock was *closed* for the whole winter.", "The lock was closed for the whole winter."),
        (
            "A headline is here.\n\nThe lock was closed for the whole winter.",
            "The lock was closed for the whole winter.",
        ),
        ("```\ncode\n```", ""),
        ("![Nothing](a.png)\n\nIt rained.", "It rained."),
        ("A headline.", ""),
    ],
)
def test_how_an_article_begins(text: str, words: str) -> None:
    assert opening(text) == words


def test_a_long_beginning_is_cut_at_a_word() -> None:
    words = opening("The lock " + "and the lock " * 60 + "was shut.")
    assert words.endswith("…")
    assert len(words) <= LONGEST_OPENING


def beginning(text: str) -> Annotated:
    article = read_text(f"---\ntitle: A headline\n---\n{text}", "a.md").article
    return cut_beginning(annotate(article, load_knowledge(ROOT / "none", ROOT)))


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("## One\n\nIt rained in Peru.\n\nIt stopped.", "It rained in Peru."),
        ("It rained.\n\nIt rained in Peru.\n\nIt stopped.", "It rained.\n\nIt rained in Peru."),
        ("It rained.\n\nIt poured.\n\nIt froze.\n\nIt stopped in Peru.", "It rained."),
        ("It rained.\n\n## Two\n\nIt stopped in Peru.", "It rained."),
        ("- A list\n\nIt rained in Peru.", "It rained in Peru."),
        ("# Only a heading", ""),
    ],
)
def test_the_lead_is_the_first_paragraph_or_goes_on_until_somebody_is_named(text: str, begins: str) -> None:
    assert beginning(text).article.text == begins


def test_what_lies_in_the_lead_lies_where_it_did() -> None:
    text = "## One\n\n“Go *home*,” said Rosa Ibarra, 41, of Lima.[^1] See [below](#x).\n\n[^1]: A note.\n"
    article = read_text(f"---\ntitle: A headline\n---\n{text}", "a.md").article
    whole = annotate(article, KnowledgeBase())
    part = cut_beginning(whole)
    moved = article.text.index("“Go")
    assert [mark.tag for mark in part.article.marks] == ["em"], "no link into the rest"
    assert part.article.marks[0].span.of(part.article.text) == "home"
    assert [one.span.of(part.article.text) for one in part.mentions] == [
        one.span.of(article.text) for one in whole.mentions
    ]
    assert [one.segments[0].span for one in part.quotations] == [
        Span(one.segments[0].span.start - moved, one.segments[0].span.end - moved) for one in whole.quotations
    ]
    assert all(not atom.tag for atom in part.article.atoms)


def test_a_long_first_paragraph_ends_with_a_sentence() -> None:
    text = beginning("The lock at Tarma was shut again. " * 60).article.text
    assert LONGEST_BEGINNING <= len(text) < LONGEST_BEGINNING + 40
    assert text.endswith("again.")
    assert LONGEST_WORDS < LONGEST_BEGINNING
