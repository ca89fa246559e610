"""Mentions of known entities, as annotated sentences: [the words|id]. What has no brackets is no mention."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

import pytest
from annotated_text import Case, cases_of, mark_names

from sitegen.knowledge import KnowledgeBase, builtin_knowledge
from sitegen.knowledge.base import combine
from sitegen.knowledge.countries import capital_entities, country_entities, place_entities
from sitegen.knowledge.gazetteer import Gazetteer, compile_forms, gazetteer_of, plural_of
from sitegen.knowledge.kept_forms import Flat, KeptForms, Rows, flat_forms, renewed_forms, rows_in
from sitegen.model import Entity, Kind, Origin
from sitegen.names.listed import find_mentions
from sitegen.text.spans import Span
from sitegen.text.tokens import tokenize

OWN = KnowledgeBase(
    (
        *country_entities(),
        *capital_entities(),
        Entity("maja-lind", Kind.PERSON, "Maja Lind", ("Lind-Aasen",)),
        Entity("otter-3", Kind.TERM, "Otter 3", ("Otter", "river boat", "ferry")),
        Entity("harbor-bank", Kind.ORGANIZATION, "Harbor Bank of Norway", ("HBN",)),
        Entity("cote", Kind.PLACE, "Pointe d'Or"),
    )
)


WORLD = KnowledgeBase((*country_entities(), *place_entities()))


def annotated(text: str, knowledge: KnowledgeBase = OWN) -> str:
    return mark_names(text, find_mentions(tokenize(text), knowledge))


IN_OWN = cases_of("names", "known names", "known names in capitals", "listed names", "no known name")
IN_WORLD = cases_of("names", "known places of the world", "no known place")


@pytest.mark.parametrize("case", IN_OWN, ids=str)
def test_known_names_are_found_as_marked(case: Case) -> None:
    assert annotated(case.text) == case.marked


@pytest.mark.parametrize("case", IN_WORLD, ids=str)
def test_places_of_the_world_are_found_as_marked(case: Case) -> None:
    assert annotated(case.text, WORLD) == case.marked


def test_a_name_never_spans_two_blocks():
    assert find_mentions(tokenize("They left the United\n\nStates of mind vary."), OWN) == ()


def test_blocks_given_by_the_reader_count_too():
    text = "South\nKorea"
    assert find_mentions(tokenize(text, (Span(0, 5), Span(6, 11))), OWN) == ()


def test_a_decomposed_accent_is_part_of_the_word():
    assert annotated("Mali\u0301 is no country, nor is e\u0301Mali.") == "Mali\u0301 is no country, nor is e\u0301Mali."


def test_the_users_own_entry_wins_over_a_built_in_one():
    mine = Entity("georgia-state", Kind.PLACE, "Georgia")
    knowledge = KnowledgeBase((mine, *builtin_knowledge()))
    assert annotated("Peaches from Georgia.", knowledge) == "Peaches from [Georgia|georgia-state]."
    assert mine.origin is Origin.KNOWLEDGE


def test_the_gazetteer_is_compiled_once_for_a_knowledge_base_and_not_for_another():
    other = KnowledgeBase((Entity("x", Kind.PERSON, "Xenia Vogt"),))
    assert gazetteer_of(OWN) is gazetteer_of(OWN)
    assert gazetteer_of(OWN) is not gazetteer_of(other)
    assert annotated("Xenia Vogt in Norway", other) == "[Xenia Vogt|x] in Norway"


@pytest.mark.parametrize(
    "text",
    [
        "Maja Lind-Aasen left the Harbor Bank of Norway for HBN; Maja Lind, Lind-Aasen.",
        "’Otter 3’s Otters, OTTER 3, two ferries, ferry2, Otter\u0301, Mali\u0301, d'Or, Pointe d'Or_, Pointe d'Or",
        "The U.S. and the U.S in ¿Norway?, Norway_Sweden, Norwayx, xNorway, “United States”, U.N.",
        "NORWAY AND MALI. $Norway$ Côte d'Ivoire, Co\u0302te d'Ivoire, 3Norway, ²Norway",
        "'t Hooft's @home, 't Hooft, x't Hooft",
        "",
    ],
)
def test_kept_forms_find_what_the_gazetteer_of_all_finds(text: str):
    listed = (
        *(one for one in builtin_knowledge() if one.id not in {"norway", "mali"}),
        *OWN,
        Entity("t-hooft", Kind.PERSON, "'t Hooft", ("@home",)),
    )
    knowledge = KnowledgeBase(tuple({one.id: one for one in listed}.values()))
    found = [(one.start, one.end, one.form) for one in Gazetteer(compile_forms(knowledge)).find(text)]
    kept = KeptForms(flat_forms(knowledge), knowledge)
    assert [(one.start, one.end, one.form) for one in kept.find(text)] == found
    assert found or not text


def test_ten_thousand_names_are_found_at_once():
    people = tuple(Entity(f"p{n}", Kind.PERSON, f"Person{n} Name{n}") for n in range(10_000))
    text = " and ".join(person.name for person in people[::10])
    mentions = find_mentions(tokenize(text), KnowledgeBase(people))
    assert [mention.entity_id for mention in mentions] == [person.id for person in people[::10]]


@pytest.mark.parametrize(
    ("singular", "plural"),
    [("Leopard", "Leopards"), ("ferry", "ferries"), ("convoy", "convoys"), ("torch", "torches"), ("Abrams", "")],
)
def test_plurals(singular: str, plural: str):
    assert plural_of(singular) == plural


def test_mentions_are_sorted_and_do_not_overlap():
    text = " ".join(case.text for case in cases_of("names", "known names"))
    spans = [mention.span for mention in find_mentions(tokenize(text), OWN)]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def _some_knowledge(seed: int) -> KnowledgeBase:
    """Built-in entities with other names, others with names of theirs and with words of these, and some left out."""
    chance = random.Random(seed)
    built_in = builtin_knowledge().entities
    words = [word for entity in built_in for word in entity.name.split()]
    own: dict[str, Entity] = {}
    for number in range(chance.choice((0, 1, 8))):
        base, two = chance.choice(built_in), chance.sample(words, 2)
        changed = replace(base, name=f"{base.name} {two[0]}"[chance.choice((0, 2)) :], aliases=tuple(two))
        named_alike = Entity(f"one-{number}", chance.choice(list(Kind)), base.name, (two[0].upper(), two[1].lower()))
        one = chance.choice((changed, named_alike, Entity(f"two-{number}", Kind.TERM, " ".join(two).lower())))
        own[one.id] = one
    knowledge = combine(tuple(own.values()))
    return KnowledgeBase(tuple(one for one in knowledge if seed % 2 or chance.random() < 0.99))


@pytest.mark.parametrize("seed", range(8))
def test_what_ships_ready_of_the_forms_is_overruled_by_what_the_user_lists(seed: int):
    knowledge = _some_knowledge(seed)
    forms = [
        (one.spelling, tuple(entity.id for entity in one.entities), one.capitals) for one in compile_forms(knowledge)
    ]
    assert sorted(row for rows in _rows(flat_forms(knowledge)).values() for row in rows) == sorted(forms)


def _rows(flat: Flat) -> dict[str, Rows]:
    return {word: rows_in(packed) for word, packed in flat.items()}


@pytest.mark.parametrize("seed", range(12))
def test_forms_brought_up_to_date_are_those_that_would_be_compiled(seed: int):
    before, now = _some_knowledge(seed), _some_knowledge(seed + seed % 3)
    changed = {one for one in {*before.by_id, *now.by_id} if before.get(one) != now.get(one)}
    assert _rows(renewed_forms(flat_forms(before), now, changed)) == _rows(flat_forms(now))
