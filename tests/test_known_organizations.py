"""The table of well-known organisations is consistent, and each of its names means what it says."""

from __future__ import annotations

from collections import Counter

import pytest
from annotated_text import Case, cases_of, mark_names

from sitegen.annotate import annotate_text
from sitegen.annotate.records import shown_record_of
from sitegen.knowledge import builtin_knowledge
from sitegen.knowledge.countries import country_entities, place_entities
from sitegen.knowledge.organizations import organization_entities, short_names, unsure_names, vehicle_makers
from sitegen.model import Kind, Mention
from sitegen.names.listed import find_mentions
from sitegen.text.tokens import tokenize

ENTITIES = organization_entities()
BODIES = frozenset(entity.id for entity in ENTITIES)


def bodies_in(text: str) -> tuple[Mention, ...]:
    """The mentions of well-known organisations alone."""
    mentions = find_mentions(tokenize(text), builtin_knowledge())
    return tuple(mention for mention in mentions if mention.entity_id in BODIES)


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
    names = [name for name in (entity.name, *entity.aliases) if name not in short_names()]
    for name in names:
        found = annotate_text(f"Then a report about {name} was read.").mentions
        assert [mention.entity_id for mention in found] == [entity.id], name


@pytest.mark.parametrize("name", sorted(name for name in short_names() if name.isalpha() and not name.isupper()))
def test_a_word_that_means_other_things_too_is_alone_no_organisation(name: str) -> None:
    mentions = annotate_text(f"{name}, he thought.").mentions
    ids = {short.entity_id for short in short_names()[name]}
    assert not ids & {mention.entity_id for mention in mentions}


def test_every_short_name_belongs_to_an_entry() -> None:
    ids = {entity.id for entity in ENTITIES}
    assert {short.entity_id for meant in short_names().values() for short in meant} <= ids
    assert set(unsure_names()) <= set(short_names())
    assert vehicle_makers() <= ids


def test_a_comma_with_a_space_behind_it_parts_no_names() -> None:
    unesco = next(entity for entity in ENTITIES if entity.id == "unesco")
    assert "United Nations Educational, Scientific and Cultural Organization" in unesco.aliases


@pytest.mark.parametrize("case", cases_of("names", "short names of organisations", "no short name"), ids=str)
def test_short_names_count_where_the_text_speaks_for_them(case: Case) -> None:
    assert mark_names(case.text, bodies_in(case.text)) == case.marked


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


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Clerks at Google Norway and Toyota Chile’s board wept.", []),
        ("An Amnesty International Malta spokesman said no.", []),
        ("The White House Norway adviser met NATO Peru envoys.", ["Norway", "Peru"]),
        ("In May Google left Norway.", ["Norway"]),
        ("A member of the EU, Malta said no.", ["Malta"]),
    ],
)
def test_a_country_right_behind_a_body_is_part_of_its_name(text: str, countries: list[str]) -> None:
    known = {entity.id for entity in country_entities()}
    found = [mention.span.of(text) for mention in annotate_text(text).mentions if mention.entity_id in known]
    assert found == countries


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Centers for Disease Control warned of it.", "Centers for Disease Control"),
        ("The CDC warned of it.", "CDC"),
        ("AFP reported it.", "AFP"),
        ("She ate at Pizza Express.", "Pizza Express"),
        ("She told The Huffington Post so.", "Huffington Post"),
        ("The Federal Reserve cut rates, and the Fed will cut again.", "Federal Reserve"),
        ("On interest rates the Fed said no.", "Fed"),
    ],
)
def test_for_other_programs_a_body_is_named_as_fully_as_the_text_names_it(text: str, name: str) -> None:
    record = shown_record_of(annotate_text(text), builtin_knowledge(), "one")
    assert {one["name"] for one in record["entities"]} == {name}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Chinese Center for Disease Control warned of it.", []),
        ("The American Centers for Disease Control warned of it.", ["Centers for Disease Control"]),
        ("The Sunday Times of India warned of it.", []),
        ("They met the German Council on Foreign Relations.", []),
        ("They met Canadian General Motors workers.", ["General Motors"]),
        ("“No,” Secretary Kirstjen Nielsen said yesterday.", []),
        ("The data of Nielsen show it.", ["Nielsen"]),
        ("Coca Cola’s funding fell.", ["Coca Cola"]),
        ("He met Homeland Security chairman Liam Holt.", []),
        ("He met Homeland Security officials.", ["Homeland Security"]),
    ],
)
def test_a_well_known_body_is_neither_another_country_s_nor_somebody(text: str, found: list[str]) -> None:
    bodies = {one.id for one in organization_entities()}
    assert [one.span.of(text) for one in annotate_text(text).mentions if one.entity_id in bodies] == found


def test_the_acronym_in_brackets_behind_a_known_body_is_its_own() -> None:
    text = "The World Food Programme (WOFP) closed. The WOFP, not the XFP, gave no reason."
    assert [one.span.of(text) for one in bodies_in(text)] == ["World Food Programme", "WOFP", "WOFP"]
