"""Places that nobody listed are found where the text shows that they are places, and nowhere else."""

from dataclasses import replace

import pytest
from annotated_text import Case, cases_of, mark_names

from sitegen.annotate import annotate, annotate_text, article_of_text
from sitegen.knowledge import builtin_knowledge
from sitegen.knowledge.cities import load_cities
from sitegen.knowledge.countries import load_countries, place_entities
from sitegen.model import Kind, Origin
from sitegen.names.places.evidence import weights


def found_places(text: str) -> list[str]:
    annotated = annotate_text(text)
    places = {entity.id for entity in annotated.found if entity.kind is Kind.PLACE}
    return [mention.span.of(text) for mention in annotated.mentions if mention.entity_id in places]


@pytest.mark.parametrize("case", cases_of("names", "places", "no place"), ids=str)
def test_places_are_found_as_marked(case: Case) -> None:
    annotated = annotate_text(case.text)
    places = {entity.id for entity in annotated.found if entity.kind is Kind.PLACE}
    assert mark_names(case.text, (one for one in annotated.mentions if one.entity_id in places)) == case.marked


def test_a_name_shown_once_is_found_everywhere() -> None:
    text = "A fire broke out in the town of Pello on Monday. Pello has one engine.\n\nNobody in Pello was hurt."
    assert found_places(text) == ["Pello", "Pello", "Pello"]


def test_a_dateline_in_capitals_is_the_same_place() -> None:
    text = "EPPLEBY, Okla. — The mill burned down.\n\nThe mayor of Eppleby wept in Eppleby."
    annotated = annotate_text(text)
    assert [entity.name for entity in annotated.found if entity.kind is Kind.PLACE] == ["Eppleby"]
    assert found_places(text) == ["EPPLEBY", "Eppleby", "Eppleby"]


def test_the_dateline_beside_the_text_names_a_place() -> None:
    article = replace(article_of_text("Kelpmoor wept. A dog barked."), dateline="KELPMOOR, Norway")
    kinds = [entity.kind for entity in annotate(article, builtin_knowledge()).found]
    assert kinds == [Kind.PLACE]
    assert not found_places("Kelpmoor wept. A dog barked.")


@pytest.mark.parametrize(
    ("text", "identifier", "summary", "country"),
    [
        ("They met in Ardmoor, Oklahoma.", "ardmoor-oklahoma", "Place in Oklahoma.", "united-states"),
        ("They met in Ardmoor, Netherlands.", "ardmoor", "Place in the Netherlands.", "netherlands"),
        ("They met near the village of Ardmoor.", "ardmoor", "", ""),
    ],
)
def test_the_card_says_where_the_place_is_when_the_text_does(text: str, identifier: str, summary: str, country: str):
    (place,) = (entity for entity in annotate_text(text).found if entity.kind is Kind.PLACE)
    assert (place.id, place.summary, place.country, place.origin) == (identifier, summary, country, Origin.FOUND)


def test_a_town_abroad_is_not_the_capital_of_its_name() -> None:
    text = "He moved to Paris, Texas, in May."
    annotated = annotate_text(text)
    assert [m.entity_id for m in annotated.mentions] == ["paris-texas", "texas"]


def test_a_country_that_is_none_is_a_town_only_where_one_is_shown() -> None:
    assert found_places("A fire began in Lebanon, Ohio, at noon. Lebanon has one engine.") == ["Lebanon", "Lebanon"]
    assert found_places("He heard it in Little Portugal, on Voice of America.") != ["America"]
    assert "America" not in found_places("He heard it on Voice of America.")


def test_a_person_keeps_the_name() -> None:
    annotated = annotate_text("The mayor, Odra Kessel, spoke in Kessel on Monday. Kessel said she was glad.")
    assert {entity.kind for entity in annotated.found} == {Kind.PERSON}


def test_the_weights_and_the_cities_are_there() -> None:
    assert weights().of(["region"]) > 1
    assert len(load_cities()) > 3000
    countries = {country.id for country in load_countries()}
    assert {country for ids in load_cities().values() for country in ids} <= countries
    known = {name for entity in place_entities() for name in (entity.name, *entity.aliases)}
    assert not known & set(load_cities())


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("She is at the University of California, Santa Cruz, and left.", ["University of California, Santa Cruz"]),
        ("She moved from California to Dayton, Ohio.", ["California", "Dayton", "Ohio"]),
        ("He broke the Licensing (Scotland) Act and was born in Perth (Scotland) in May.", ["Perth", "Scotland"]),
        ("The European Georgia party left Tbilisi, and so did the ruling Armenian party.", ["Tbilisi", "Armenian"]),
        ("Songs in Gujarati, Punjabi and Ukrainian. She speaks fluent English, French and Swedish.", []),
        ("They read Hebrew, Japanese and Urdu.", []),
        ("She sang with Punjabi, French and Swedish guests, and with the French, the Swedish and the Hindi.", None),
    ],
)
def test_a_place_or_country_inside_a_name_or_a_language_is_none(text: str, linked: list[str] | None) -> None:
    named = [text[one.span.start : one.span.end] for one in annotate_text(text).mentions]
    assert named == (["French", "Swedish", "French", "Swedish"] if linked is None else linked)


def test_the_member_for_a_part_of_a_town_is_not_of_the_town() -> None:
    assert (
        found_places("They live in Tornby. Tornby South MP Ida Holt wept. Tornby mayor Liam Doran slept.")
        == ["Tornby"] * 2
    )
