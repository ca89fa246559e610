"""Where people stand in lists: by surname, particles as their language has it."""

from __future__ import annotations

import pytest

from sitegen.model import Entity, Kind
from sitegen.site import sort_key
from sitegen.site.surnames import find_surname, shown_name, sorted_name
from sitegen.text.wordlists import load_words

NAMES = """
    Ruben Holt | | Holt
    Ruben Holt III | | Holt
    Ruben Holt, Jr. | | Holt
    Ruben T. Holt | united-states | Holt
    Zephyra | | Zephyra
    Zephyra | spain | Zephyra
    Elke Van Doorn | belgium | Van Doorn
    Elke Van Doorn | | Van Doorn
    Ugo Di Sarno | italy | Di Sarno
    Ugo di Sarno | italy | di Sarno
    Anne de Brissac | france | de Brissac
    Anne de Brissac | | de Brissac
    Anne de Brissac | spain | Brissac
    Anne de la Brissac | chile | Brissac
    Inês da Mota | portugal | Mota
    Inês da Mota | italy | da Mota
    Rui dos Mota | | Mota
    Jan van den Elzen | netherlands | Elzen
    Jan van den Elzen | belgium | van den Elzen
    Jan van den Elzen | | Elzen
    Grete von der Hagenau | germany | Hagenau
    van Elzen | | Elzen
    Aoife Ó Lorcáin | ireland | Ó Lorcáin
    Orla Ní Lorcáin | | Ní Lorcáin
    Fionn Mac Thorna | ireland | Mac Thorna
    Mac Thorna | | Thorna
    Salim bin Harith | | bin Harith
    Huda al-Masri | | al-Masri
    Inés Zubieta Montoya | chile | Zubieta Montoya
    Inés Zubieta Montoya | norway | Montoya
    Ana María Soto | chile | Soto
    Ana M. Soto | chile | Soto
    Ana Soto | chile | Soto
    Qiu Minghao | china | Qiu
    Qiu Minghao | | Qiu
    Tony Qiu | china | Qiu
    Kim Hartmann | | Hartmann
    Kim Hartmann | germany | Hartmann
    Kim Sun Ho | south-korea | Kim
    Katrín Hallsdóttir | iceland | Katrín Hallsdóttir
    Katrín Hallsdóttir | norway | Hallsdóttir
    Pope Celso | | Celso
    Queen Ottilie II | | Ottilie
    Smith-Okonjo van | | van
"""


@pytest.mark.parametrize("case", [line.strip() for line in NAMES.split("\n") if line.strip()])
def test_the_surname_of(case: str) -> None:
    name, country, surname = (part.strip() for part in case.split("|"))
    found = find_surname(name, country)
    assert found.surname == surname
    parts = " ".join(filter(None, found)).replace(",", "")
    assert parts == name.replace(",", ""), "nothing is lost"


def test_an_arabic_article_and_the_rest_of_the_name_come_after() -> None:
    assert find_surname("Huda al-Masri").words == "Masri Huda"
    assert find_surname("Jan van den Elzen").words == "Elzen Jan van den"


def test_a_stroke_through_a_letter_changes_no_order() -> None:
    names = ["Zorić", "Đurić", "Ørsund", "Pavić", "Dukić", "Łucki", "Lukić"]
    assert sorted(names, key=sort_key) == ["Dukić", "Đurić", "Łucki", "Lukić", "Ørsund", "Pavić", "Zorić"]


def person(name: str, **more: str) -> Entity:
    return Entity(id="x", kind=Kind.PERSON, name=name, **more)


def test_an_entry_overrules() -> None:
    entity = person("Anne de Brissac", sort_name="Brissac, Anne de")
    assert sorted_name(entity) == "Brissac, Anne de"
    assert shown_name(entity) == ("Anne de", "Brissac", "")
    assert shown_name(person("Ann", sort_name="Zed, Ann")) == ("", "Ann", "")


def test_only_people_have_surnames() -> None:
    place = Entity(id="x", kind=Kind.PLACE, name="Bad Salzau")
    assert sorted_name(place) == "Bad Salzau"
    assert shown_name(place).surname == "Bad Salzau"


def test_countries_in_the_lists_are_known() -> None:
    from sitegen.knowledge.countries import load_countries
    from sitegen.text.wordlists import load_rows

    known = {country.id for country in load_countries()}
    assert load_words("name_orders") <= known
    assert {country for _, _, more in load_rows("sorted_particles") for country in more.split()} <= known
    assert {row[1] for row in load_rows("sorted_particles")} == {"under", "past"}
