"""The table of countries against ISO 3166-1 (pycountry) and the names of the CLDR (Babel)."""

from __future__ import annotations

from collections import Counter

import pycountry
import pytest
from babel import Locale

from sitegen.knowledge.countries import (
    Country,
    capital_entities,
    country_entities,
    load_countries,
    place_entities,
    slug_of,
)
from sitegen.model import Kind, Origin

BY_CODE = {country.alpha_2: country for country in load_countries()}

# The CLDR writes these in a way that no newspaper does.
OTHERWISE_IN_CLDR = {"CD", "CG", "GS", "HK", "HM", "MM", "MO", "SJ", "VC"}


def entity(identifier: str):
    return next(e for e in (*country_entities(), *capital_entities()) if e.id == identifier)


def test_every_country_of_iso_3166_is_there_and_kosovo_besides():
    assert set(BY_CODE) == {country.alpha_2 for country in pycountry.countries} | {"XK"}


def test_codes_agree_with_iso_3166():
    ours = {(country.alpha_2, country.alpha_3, country.numeric) for country in load_countries()}
    official = {(country.alpha_2, country.alpha_3, country.numeric) for country in pycountry.countries}
    assert ours == official | {("XK", "XKX", "")}


def test_the_names_of_the_cldr_are_among_the_names():
    names = Locale("en").territories
    missing = {
        code: names[code]
        for code, country in BY_CODE.items()
        if names[code].replace("’", "'") not in country.names and code not in OTHERWISE_IN_CLDR
    }
    assert missing == {}


def test_ids_are_unique_slugs_over_countries_and_capitals():
    ids = [e.id for e in (*country_entities(), *capital_entities())]
    assert [i for i, count in Counter(ids).items() if count > 1] == []
    assert all(slug_of(i) == i for i in ids)


def test_no_spelling_means_two_things():
    spellings = Counter(n for e in (*country_entities(), *capital_entities()) for n in {e.name, *e.aliases})
    assert [spelling for spelling, count in spellings.items() if count > 1] == []


def test_rows_are_whole_and_sound():
    assert [country.id for country in load_countries() if not is_sound(country)] == []


def is_sound(country: Country) -> bool:
    return (
        -90 <= country.latitude <= 90
        and -180 <= country.longitude <= 180
        and bool(country.region)
        and (not country.wikidata or (country.wikidata[0] == "Q" and country.wikidata[1:].isdigit()))
        and all(name and name == name.strip() for name in country.names)
    )


def test_wikidata_ids_are_given_once():
    ids = [country.wikidata for country in load_countries() if country.wikidata]
    assert len(ids) == len(set(ids)) > 190


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("US", "U.S., US, USA, U.S.A., America, American, Americans, United States of America"),
        ("GB", "UK, U.K., Britain, Great Britain, British, Briton, Britons"),
        ("AE", "UAE, U.A.E., Emirati, Emiratis"),
        ("CI", "Ivory Coast, Côte d'Ivoire, Cote d'Ivoire, Ivorian"),
        ("CZ", "Czechia, Czech Republic, Czech, Czechs"),
        ("TR", "Turkey, Türkiye, Turkish, Turk, Turks"),
        ("SZ", "Eswatini, Swaziland, Swazi"),
        ("MM", "Myanmar, Burma, Burmese"),
        ("NL", "Netherlands, Holland, Dutch, Dutchmen"),
        ("MK", "North Macedonia, Macedonia, Macedonian"),
        ("VA", "Vatican, Vatican City, Holy See"),
        ("CD", "DRC, Democratic Republic of Congo, Congolese"),
        ("CG", "Republic of the Congo, Congo-Brazzaville"),
        ("KP", "North Korea, North Korean, North Koreans, DPRK"),
        ("KR", "South Korea, South Koreans, Republic of Korea"),
        ("PL", "Polish, Pole, Poles"),
        ("CN", "Chinese"),
    ],
)
def test_press_names_and_demonyms(code: str, names: str):
    assert set(names.split(", ")) <= set(BY_CODE[code].names)


@pytest.mark.parametrize("spelling", ["Chineses", "Poloes", "English", "Scottish", "GB", "Dutchs", "Swisss", "Polishs"])
def test_no_country_has_such_a_name(spelling: str):
    assert [country.id for country in load_countries() if spelling in country.names] == []


@pytest.mark.parametrize(
    ("identifier", "summary"),
    [
        ("ukraine", "Country in Eastern Europe, capital Kyiv."),
        ("bermuda", "Territory of the United Kingdom in North America, capital Hamilton."),
        ("cuba", "Country in the Caribbean, capital Havana."),
        ("singapore", "Country in Southeast Asia."),
        ("antarctica", "Continent around the South Pole."),
        ("kyiv", "Capital of Ukraine."),
        ("amsterdam", "Capital of the Netherlands."),
        ("the-hague", "City in the Netherlands."),
    ],
)
def test_summaries_are_one_calm_sentence(identifier: str, summary: str):
    assert entity(identifier).summary == summary


def test_a_country_becomes_an_entity_with_facts():
    norway = entity("norway")
    assert (norway.kind, norway.country_code, norway.origin) == (Kind.COUNTRY, "NO", Origin.BUILT_IN)
    assert [(fact.label, fact.value) for fact in norway.facts] == [
        ("Capital", "Oslo"),
        ("Region", "Northern Europe"),
        ("Official name", "Kingdom of Norway"),
        ("ISO code", "NO"),
    ]


def test_a_capital_becomes_a_place_in_its_country():
    kyiv = entity("kyiv")
    assert (kyiv.kind, kyiv.name, kyiv.aliases, kyiv.country) == (Kind.PLACE, "Kyiv", ("Kiev",), "ukraine")


def test_a_city_state_has_no_second_entity_for_its_capital():
    assert not {"singapore", "monaco", "vatican-city"} & {e.id for e in capital_entities()}


def test_well_known_places_have_ids_of_their_own_and_countries_that_exist():
    places = place_entities()
    ids = [e.id for e in (*country_entities(), *places)]
    assert [i for i, count in Counter(ids).items() if count > 1] == []
    assert {e.country for e in places} - {""} <= {country.id for country in load_countries()}
    assert set(capital_entities()) <= set(places)


def test_three_states_share_their_names_with_a_country_and_two_cities():
    names = Counter(n for e in (*country_entities(), *place_entities()) for n in {e.name, *e.aliases})
    assert [name for name, count in names.items() if count > 1] == ["Georgia", "Washington", "New York"]


@pytest.mark.parametrize(
    ("identifier", "summary", "aliases"),
    [
        ("georgia-state", "State of the United States.", ("Ga.", "GA")),
        ("mumbai", "City in India.", ("Bombay",)),
        ("scotland", "Part of the United Kingdom.", ()),
        ("africa", "Continent.", ()),
    ],
)
def test_places_say_what_they_are(identifier: str, summary: str, aliases: tuple[str, ...]):
    place = next(e for e in place_entities() if e.id == identifier)
    assert (place.summary, place.aliases, place.kind) == (summary, aliases, Kind.PLACE)
