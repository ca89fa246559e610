"""Places whose names others bear too, and the country that the card of a found place tells."""

from __future__ import annotations

import pytest

from sitegen.annotate import annotate_text
from sitegen.knowledge import builtin_knowledge
from sitegen.names.namesake_places import places_of_namesakes


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("The mayor flew from Alabama. People in Birmingham wept.", "Birmingham", ""),
        ("The mayor flew from Alabama to England. People in Birmingham wept.", "Birmingham", "united-kingdom"),
        ("People in Birmingham wept.", "Birmingham", "united-kingdom"),
        ("Officials in Chile met. People in San Antonio wept.", "San Antonio", ""),
        ("Chilean officials came to Texas. People in San Antonio wept.", "San Antonio", "united-states"),
        ("The ferry left Spain. People living in Santiago wept.", "Santiago", ""),
        ("He is from New York. People in Rome wept.", "Rome", "italy"),
        ("The mill in England burned. People in Peoria wept.", "Peoria", ""),
        ("The mill in Texas burned. People in Peoria wept.", "Peoria", "united-states"),
        ("The mill burned. People in Peoria wept.", "Peoria", "united-states"),
        ("The mill in Canada burned. People in Hull wept.", "Hull", ""),
        ("She lives in Michigan. A school in Holland burned.", "Holland", None),
    ],
)
def test_a_place_is_the_one_of_the_country_that_the_text_speaks_of(text: str, name: str, country: str | None) -> None:
    annotated, knowledge = annotate_text(text), builtin_knowledge()
    found = {entity.id: entity for entity in annotated.found}
    ids = [one.entity_id for one in annotated.mentions if text[one.span.start : one.span.end] == name]
    if country is None:
        assert ids == []
        return
    (entity_id,) = ids
    entity = found.get(entity_id) or knowledge.get(entity_id)
    assert entity is not None
    assert entity.country == country


def test_the_table_of_namesakes_names_states_and_countries_that_are_known() -> None:
    knowledge = builtin_knowledge()
    assert not [one for places in places_of_namesakes().values() for one in places if knowledge.get(one) is None]


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("Their daughter Georgia went to Perth. Georgia wept.", ["Perth"]),
        ("They have two children, Max and Kenya, in Perth.", ["Perth"]),
        ("His son, Dallas, lives in Perth.", ["Perth"]),
        ("Sofia, 6, goes to school. A dog met Sofia.", []),
        ("Jordan and Chelsea Holt’s son slept. The girl will be called Georgia.", []),
        ("He flew from Jordan and Chelsea Holt wept. A land called Georgia.", ["Jordan", "Georgia"]),
        ("India is six. India’s mother wept.", []),
        (
            "The daughters went to India. Sofia is wet. He knew Georgian sisters in Chad.",
            ["India", "Sofia", "Georgian", "Chad"],
        ),
        ("Won: Peru, 6, Chile, 4. They met in Jordan, 6, and left.", ["Peru", "Chile", "Jordan"]),
    ],
)
def test_a_place_whose_name_somebody_bears_is_not_meant(text: str, linked: list[str]) -> None:
    knowledge = builtin_knowledge()
    named = [
        text[one.span.start : one.span.end] for one in annotate_text(text).mentions if knowledge.get(one.entity_id)
    ]
    assert named == linked


def test_jersey_is_the_state_where_the_text_names_it() -> None:
    def named(text: str) -> set[str]:
        return {one.entity_id for one in annotate_text(text).mentions}

    assert named("In New Jersey they do it Jersey style.") == {"new-jersey"}
    assert named("In New York they do it as in Jersey.") == {"new-york", "jersey"}
