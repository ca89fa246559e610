"""The table of well-known organisations is consistent, and each of its names means what it says."""

from __future__ import annotations

from collections import Counter

import pytest

from sitegen.annotate import annotate_text
from sitegen.knowledge.countries import country_entities, place_entities
from sitegen.knowledge.organizations import organization_entities, unsure_names
from sitegen.model import Kind

ENTITIES = organization_entities()


def test_no_id_and_no_name_stands_twice() -> None:
    ids = Counter(entity.id for entity in (*ENTITIES, *country_entities(), *place_entities()))
    names = Counter(name for entity in ENTITIES for name in (entity.name, *entity.aliases))
    assert not [one for one, times in (*ids.items(), *names.items()) if times > 1]


def test_every_entry_says_what_it_is_in_one_sentence() -> None:
    assert not [e.id for e in ENTITIES if not e.id or not e.summary.endswith(".") or len(e.summary) > 120]
    assert not [e.name for e in ENTITIES if "~" in e.name or "=" in e.name or e.name != e.name.strip()]


def test_every_unsure_name_belongs_to_an_entry() -> None:
    assert set(unsure_names().values()) <= {entity.id for entity in ENTITIES}


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda entity: entity.id)
def test_a_name_is_found_in_a_sentence(entity) -> None:
    names = [name for name in (entity.name, *entity.aliases) if name not in unsure_names()]
    for name in names:
        found = annotate_text(f"Then a report about {name} was read.").mentions
        assert [mention.entity_id for mention in found] == [entity.id], name


@pytest.mark.parametrize("name", sorted(name for name in unsure_names() if name.isalpha() and not name.isupper()))
def test_an_unsure_word_alone_is_no_organisation(name: str) -> None:
    mentions = annotate_text(f"{name}, he thought.").mentions
    assert unsure_names()[name] not in {mention.entity_id for mention in mentions}


def test_every_kind_is_organisation() -> None:
    assert {entity.kind for entity in ENTITIES} == {Kind.ORGANIZATION}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The vet found hyaline plaques, or HP. HP is rare.", []),
        ("HP (hyaline plaques) is rare, and HP hurts.", []),
        ("It makes 300 horsepower (HP). More HP costs more.", []),
        ("The Harbour Poets (HP) met.", []),
        ("Hewlett-Packard (HP) sold printers. HP rose.", ["Hewlett-Packard", "HP", "HP"]),
        ("HP rose on Monday, or so it seemed.", ["HP"]),
        ("The Federal Bureau of Investigation, or FBI, came.", ["Federal Bureau of Investigation", "FBI"]),
    ],
)
def test_an_acronym_that_the_text_explains_is_no_known_body(text: str, found: list[str]) -> None:
    annotated = annotate_text(text)
    known = {entity.id for entity in ENTITIES}
    assert [mention.span.of(text) for mention in annotated.mentions if mention.entity_id in known] == found
