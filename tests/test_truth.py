"""A floor under what pages say: invented news of several kinds, annotated whole, and the demo without a false word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from sitegen.annotate import annotate_text
from sitegen.annotate.records import shown_record_of
from sitegen.build.made import make
from sitegen.knowledge import builtin_knowledge
from sitegen.model import Annotated, Kind
from sitegen.site import Site
from sitegen.site.thresholds import shown_speaker

ROOT = Path(__file__).parent.parent
NEWS = Path(__file__).parent / "fixtures" / "invented_news.txt"

Statement = tuple[str, ...]
"""The label of an article, and what is said of it: ("a match", "role", "Piet Mollema", "Coach")."""

GROUPS = {"names": {"person", "org", "place", "country"}, "roles": {"role"}, "speech": {"said"}}

# What each article of the demo names, beside its persons (tests/test_seeds.py has those of the seed and every cast).
NAMED = {
    "slower-ferry": {"bergen", "denmark", "electric-ferry", "germany", "norway", "portugal", "sweden", "wikipedia"},
    "library-tram": {
        *("brazil", "cape-verde", "france", "lisbon", "mobile-library", "norway", "portugal", "spain"),
    },
    "seed-bank-in-kenya": {
        *("belgium", "ethiopia", "germination-test", "kenya", "landrace", "nairobi", "norway", "seed-bank"),
        *("svalbard-global-seed-vault", "tanzania", "uganda"),
    },
    "night-school-in-valparaiso": {
        *("bolivia", "chile", "funicular", "haiti", "peru", "santiago", "south-korea", "valparaiso", "venezuela"),
    },
    "river-gauge-in-bangladesh": {
        *("assam", "bangladesh", "bhutan", "char", "danger-level", "dhaka", "india", "jamuna", "monsoon", "nepal"),
        *("netherlands", "river-gauge", "sirajganj"),
    },
}


@dataclass(frozen=True)
class News:
    """An invented article: its text, what a page should state of it, and what it may state."""

    label: str
    text: str
    wanted: frozenset[Statement]
    allowed: frozenset[Statement]


@cache
def load_news() -> tuple[News, ...]:
    """The articles of the fixture, whose head says how they are written down."""
    _, *articles = NEWS.read_text(encoding="utf-8").split("\n== ")
    return tuple(map(read_news, articles))


def read_news(article: str) -> News:
    """One article of the fixture."""
    label, text, *lines = article.splitlines()
    wanted = {statement(label, line) for line in lines if not line.startswith("?")}
    allowed = {statement(label, line[1:]) for line in lines if line.startswith("?")}
    return News(label, text.replace("¶", "\n\n"), frozenset(wanted), frozenset(allowed))


def statement(label: str, line: str) -> Statement:
    """What a line of the fixture states."""
    what, _, rest = line.partition(" ")
    return (label, what, *rest.split(" :: "))


@cache
def shown(news: News) -> frozenset[Statement]:
    """What the page of an article states: names, roles, and who says what."""
    record = shown_record_of(annotate_text(news.text), builtin_knowledge(), "news")
    return frozenset((news.label, *one) for one in stated(record, news.text))


def stated(record: dict[str, list[dict[str, str]]], text: str) -> Iterator[Statement]:
    for entity in record["entities"]:
        yield entity["type"], entity["name"]
    for role in record["roles"]:
        yield "role", role["name"], role["role"].removeprefix("the ")
    for quote in record["quotes"]:
        if "speaker" in quote:
            yield "said", " ".join(text[int(quote["start"]) :].split()[:3]), quote["speaker"]


def of_group(group: str, statements: Iterable[Statement]) -> set[Statement]:
    return {one for one in statements if one[1] in GROUPS[group]}


def share(some: set[Statement], of: set[Statement]) -> float:
    """How many of the second are in the first."""
    return len(of & some) / len(of)


def test_the_invented_news_is_annotated_with_words_that_it_has():
    assert len(load_news()) >= 12
    for news in load_news():
        for _, what, *words in news.wanted | news.allowed:
            assert what in set().union(*GROUPS.values()), (news.label, what)
            assert what != "said" or words[0] in " ".join(news.text.split()), (news.label, words)
    for group in GROUPS:
        assert of_group(group, [one for news in load_news() for one in news.wanted])


@pytest.mark.parametrize(
    ("group", "right", "found"), [("names", 0.95, 0.77), ("roles", 0.95, 0.9), ("speech", 0.95, 0.95)]
)
def test_what_invented_news_shows_is_right_and_most_of_it_is_shown(group: str, right: float, found: float):
    wanted = of_group(group, [one for news in load_news() for one in news.wanted])
    allowed = of_group(group, [one for news in load_news() for one in news.allowed])
    on_pages = of_group(group, [one for news in load_news() for one in shown(news)]) - allowed
    assert share(wanted, on_pages) >= right, sorted(on_pages - wanted)
    assert share(on_pages, wanted) >= found, sorted(wanted - on_pages)


@cache
def site() -> Site:
    return make(ROOT / "seeds").site


def demo() -> tuple[Annotated, ...]:
    return site().annotated


def test_every_quotation_of_the_demo_has_its_speaker_on_the_page() -> None:
    assert all(one.quotations for one in demo())
    assert not [one for article in demo() for one in article.quotations if shown_speaker(one) is None]


@pytest.mark.parametrize("slug", NAMED)
def test_a_demo_article_names_its_places_countries_and_terms_and_no_others(slug: str) -> None:
    article = next(one for one in demo() if one.article.slug == slug)
    named = {mention.entity_id for mention in article.mentions}
    assert {key for key in named if site().entities[key].kind is not Kind.PERSON} == NAMED[slug]
