"""The demo project: the seed article exactly, the other articles honestly, the knowledge with its sources."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from sitegen.annotate import annotate
from sitegen.knowledge import KnowledgeBase, builtin_knowledge, load_knowledge
from sitegen.model import Annotated, Entity, Kind, Origin, Quotation
from sitegen.read import read_article

SEEDS = Path(__file__).parent.parent / "seeds"
SEED = "battle-tanks-for-ukraine"
SEED_SHA256 = "9c95ac82be19e9274c5e1fa1739a96af9a4a05e91bb6b98e190f743eb4e39fe4"

PERSONS = {
    "volodymyr-zelenskyy": 1,
    "zbigniew-rau": 1,
    "lloyd-austin": 2,
    "boris-pistorius": 2,
    "thorsten-benner": 1,
}
COUNTRIES = {"germany": 8, "ukraine": 7, "united-states": 3, "russia": 4, "poland": 2, "latvia": 1}
CAPITALS = {"berlin": 2, "kyiv": 1}
LISTED = {
    "ramstein-air-base": 1,
    "global-public-policy-institute": 1,
    "twitter": 1,
    "leopard-2": 4,
    "m1-abrams": 1,
}

# kinds of the segments · first words · last words · cue · speaker's name · speaker's entity
QUOTATIONS = [
    ("indirect", "they had failed", "the war", "said", "Western defense officials", ""),
    ("direct direct", "“Arming Ukraine", "We need action, now.”", "said", "Zbigniew Rau", "zbigniew-rau"),
    ("indirect partial", "Germany was", "very long time.”", "told", "Lloyd Austin", "lloyd-austin"),
    ("indirect", "his country would begin", "use the tanks", "said", "Boris Pistorius", "boris-pistorius"),
    ("indirect", "Germany’s reluctance", "retaliation by Russia", "said", "Thorsten Benner", "thorsten-benner"),
    ("indirect", "there was no timeline", "a deal on tanks", "said", "Boris Pistorius", "boris-pistorius"),
    ("indirect", "the clock was ticking", "ticking", "said", "Lloyd Austin", "lloyd-austin"),
]

# What the text itself says of its persons.
ROLES = {
    "volodymyr-zelenskyy": "President",
    "zbigniew-rau": "Foreign Minister",
    "lloyd-austin": "Defense Secretary",
    "thorsten-benner": "director of the Global Public Policy Institute",
}

# Everybody who has a name in the articles that were written for the demo.
CAST = {
    "slower-ferry": {"Ragnhild Tveitnes", "Oddvar Brekkhus", "Jutta Wesselkamp", "Halvard Instefjord"},
    "library-tram": {"Benedita Valadim", "Amílcar Semedo-Lobo", "Tomé Carrasqueira"},
    "seed-bank-in-kenya": {"Wanjiru Kabathi", "Josephat Kilonzi", "Annelies Vranckx"},
    "river-gauge-in-bangladesh": {
        "Rezaul Moktadir",
        "Shirin Akhandia",
        "Farhad Zubairi",
        "Marijke Oosterbaan-Vis",
    },
    "night-school-in-valparaiso": {"Hernán Quilodrán", "Ximena Oyanedel", "Maribel Chuquimia"},
}
DISCLAIMER = "The people in this article are invented"


@cache
def demo_knowledge() -> KnowledgeBase:
    return load_knowledge(SEEDS / "knowledge", SEEDS)


@cache
def annotated(slug: str, *, listed: bool = True) -> Annotated:
    path = next(path for path in (SEEDS / "articles").glob(f"{slug}.*") if path.suffix in {".txt", ".md"})
    knowledge = demo_knowledge() if listed else builtin_knowledge()
    return annotate(read_article(path, SEEDS).article, knowledge)


def own_entries() -> list[Entity]:
    return [entity for entity in demo_knowledge() if entity.origin is Origin.KNOWLEDGE]


def counts(of: Annotated) -> Counter[str]:
    return Counter(mention.entity_id for mention in of.mentions)


def words_of(text: str) -> int:
    return len(re.findall(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", text))


def described(quotation: Quotation, text: str) -> str:
    spans = [segment.span for segment in quotation.segments]
    speaker = quotation.speaker.name if quotation.speaker else "nobody"
    return f"{text[spans[0].start : spans[-1].end]!r} by {speaker}"


def test_the_seed_is_byte_for_byte_what_it_was():
    assert hashlib.sha256((SEEDS / "articles" / f"{SEED}.txt").read_bytes()).hexdigest() == SEED_SHA256


def test_the_seed_keeps_its_words_its_date_and_its_dateline():
    article = annotated(SEED).article
    source = (SEEDS / "articles" / f"{SEED}.txt").read_text(encoding="utf-8")
    assert article.text.split() == source.split()[2:]
    assert str(article.date) == "2023-01-21"
    assert article.dateline == "BERLIN"


def test_the_seed_has_43_mentions_of_18_entities():
    found = counts(annotated(SEED))
    assert found == PERSONS | COUNTRIES | CAPITALS | LISTED
    assert (found.total(), len(found)) == (43, 18)


@pytest.mark.parametrize("listed", [True, False], ids=["with knowledge", "without"])
def test_the_mentions_of_the_seed_cover_the_names_alone(listed):
    seed = annotated(SEED, listed=listed)
    surfaces = [mention.span.of(seed.article.text) for mention in seed.mentions]
    assert not [surface for surface in surfaces if surface.endswith(("’s", "made")) or surface.startswith("President")]
    assert not {"European", "Western", "Friday", "His", "they"} & set(surfaces)
    assert "Ukrainians" in surfaces
    assert "U.S." in surfaces


def test_without_knowledge_the_seed_keeps_its_persons_countries_and_capitals():
    seed = annotated(SEED, listed=False)
    found = counts(seed)
    assert {key: found[key] for key in PERSONS | COUNTRIES | CAPITALS} == PERSONS | COUNTRIES | CAPITALS
    assert {entity.id for entity in seed.found if entity.kind is Kind.PERSON} == set(PERSONS)


@pytest.mark.parametrize(("person", "role"), ROLES.items())
def test_without_knowledge_the_text_gives_the_roles(person, role):
    entity = next(entity for entity in annotated(SEED, listed=False).found if entity.id == person)
    assert any(role in held.title for held in entity.roles), entity.roles


@pytest.mark.parametrize("listed", [True, False], ids=["with knowledge", "without"])
@pytest.mark.parametrize(("kinds", "first", "last", "cue", "name", "entity_id"), QUOTATIONS)
def test_the_seed_says_who_said_what(kinds, first, last, cue, name, entity_id, listed):
    seed = annotated(SEED, listed=listed)
    text = seed.article.text
    near = [
        quotation
        for quotation in seed.quotations
        if first in text[quotation.segments[0].span.start : quotation.segments[-1].span.end]
        and str(quotation.segments[-1].kind) == kinds.split()[-1]
    ]
    assert len(near) == 1, [described(quotation, text) for quotation in seed.quotations]
    quotation = near[0]
    assert last in text[quotation.segments[0].span.start : quotation.segments[-1].span.end]
    assert kinds.endswith(" ".join(str(segment.kind) for segment in quotation.segments))
    assert quotation.cue is not None
    assert cue in quotation.cue.of(text)
    assert quotation.speaker is not None
    assert (quotation.speaker.name, quotation.speaker.entity_id) == (name, entity_id)


def test_nobody_in_the_seed_says_what_another_said():
    seed = annotated(SEED)
    speakers = Counter(q.speaker.entity_id for q in seed.quotations if q.speaker and q.speaker.entity_id)
    expected = Counter(entity_id for *_, entity_id in QUOTATIONS if entity_id)
    assert set(speakers) == set(expected)
    assert seed.quotations[1].speaker is None or seed.quotations[1].speaker.entity_id != "lloyd-austin"


@pytest.mark.parametrize("entity", own_entries(), ids=lambda entity: entity.id)
def test_every_entry_names_a_source_and_fits_its_card(entity):
    assert entity.references
    assert 0 < len(entity.summary) <= 240


def test_the_offices_are_those_of_the_day_of_the_seed():
    day = annotated(SEED).article.date
    held = {entity.id: role.title for entity in own_entries() if (role := entity.role_on(day))}
    assert held["boris-pistorius"] == "Minister of Defence of Germany"
    assert held["lloyd-austin"] == "United States Secretary of Defense"
    assert held["zbigniew-rau"] == "Minister of Foreign Affairs of Poland"
    assert held["volodymyr-zelenskyy"] == "President of Ukraine"


def test_the_glossary_explains_the_tanks_and_the_base():
    assert {"leopard-2", "m1-abrams", "ramstein-air-base"} <= {e.id for e in own_entries() if e.glossary}


def test_every_article_beside_the_seed_has_its_cast_written_down():
    assert {path.stem for path in (SEEDS / "articles").glob("*.*") if path.suffix in {".txt", ".md"}} == {SEED, *CAST}


@pytest.mark.parametrize("slug", CAST)
def test_a_demo_article_is_short_and_says_that_its_people_are_invented(slug):
    article = annotated(slug).article
    assert 300 <= words_of(article.text) <= 600
    assert f"{DISCLAIMER}." in article.text
    assert DISCLAIMER in article.summary
    assert article.headline
    assert article.date


@pytest.mark.parametrize("slug", CAST)
def test_the_cast_of_a_demo_article_is_found_and_nobody_else(slug):
    article = annotated(slug)
    listed = {entity.id: entity for entity in (*article.found, *own_entries()) if entity.kind is Kind.PERSON}
    assert {listed[key].name for key in counts(article) if key in listed} == CAST[slug]


@pytest.mark.parametrize("slug", CAST)
def test_nobody_real_has_a_part_in_a_demo_article(slug):
    real = {e.name for e in own_entries() if e.kind is Kind.PERSON and "invented" not in e.summary.casefold()}
    assert len(real) == 5
    assert not real & CAST[slug]
    assert not set(counts(annotated(slug))) & set(PERSONS)


@pytest.mark.parametrize("entity", [e for e in own_entries() if e.glossary or e.kind is Kind.PLACE], ids=lambda e: e.id)
def test_every_place_and_term_of_the_knowledge_is_mentioned_somewhere(entity):
    assert any(entity.id in counts(annotated(slug)) for slug in (SEED, *CAST))


def test_a_drawing_of_the_demo_runs_nothing():
    drawings = list(SEEDS.rglob("*.svg"))
    assert drawings
    for drawing in drawings:
        assert not re.search(r"<script|\son\w+=|href=", drawing.read_text(encoding="utf-8"))
