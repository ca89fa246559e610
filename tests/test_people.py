"""Persons whom nobody listed are found by what stands around their names; what is no person is left alone."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest

from sitegen.knowledge import KnowledgeBase, builtin_knowledge
from sitegen.knowledge.given_names import gender_of
from sitegen.model import Entity, Gender, Kind, Role
from sitegen.names.listed import find_mentions
from sitegen.names.people import People, find_people
from sitegen.names.people.evidence import weights
from sitegen.text.tokens import tokenize

LISTED = Entity(
    "marta-silvan",
    Kind.PERSON,
    "Marta Silvan",
    aliases=("the Harbour Queen",),
    roles=(Role("Transport Minister"),),
)
KNOWN = KnowledgeBase(tuple(sorted((*builtin_knowledge(), LISTED), key=lambda entity: entity.id)))


def people(text: str, knowledge: KnowledgeBase | None = None) -> People:
    knowledge = knowledge or builtin_knowledge()
    tokens = tokenize(text)
    return find_people(tokens, find_mentions(tokens, knowledge), knowledge)


def marked(text: str, knowledge: KnowledgeBase | None = None) -> str:
    """The text with every person as [words|id]."""
    knowledge = knowledge or builtin_knowledge()
    found = people(text, knowledge)
    persons = {entity.id for entity in (*found.found, *knowledge) if entity.kind is Kind.PERSON}
    for mention in reversed(found.mentions):
        if mention.entity_id in persons:
            words = mention.span.of(text)
            text = f"{text[: mention.span.start]}[{words}|{mention.entity_id}]{text[mention.span.end :]}"
    return text


def plain(text: str) -> str:
    """The text without the marks of `marked`."""
    return re.sub(r"\[([^|\]]+)\|[^\]]+\]", r"\1", text)


PERSONS = {
    "a title": "Polish Foreign Minister [Bogumil Trzaska|bogumil-trzaska] left early.",
    "a title after an acronym": "RKZ chief veterinarian [Orla Fennick|orla-fennick] closed the farm.",
    "a title with of": "Secretary of State [Wendell Oakhurst|wendell-oakhurst] flew home.",
    "a form of address": "The reply came from Dr. [Amsale Kebreab|amsale-kebreab] of the clinic.",
    "a role in small letters": "The vote was lost, spokesman [Teodor Vask|teodor-vask] told reporters.",
    "a surname with a particle": "[Pieter van der Halm|pieter-van-der-halm] won. [Van der Halm|pieter-van-der-halm] "
    "told reporters so. Mr [van der Halm|pieter-van-der-halm] smiled.",
    "a surname of several words": "[Marta De la Torva|marta-de-la-torva] spoke. “Yes,” said "
    "[De la Torva|marta-de-la-torva].",
    "an Irish surname": "Ms [Ní Dhuibhne|sile-ni-dhuibhne] said no. [Síle Ní Dhuibhne|sile-ni-dhuibhne], the harbour "
    "master, left.",
    "a country in a surname": "[Lucy Turkey-Vask|lucy-turkey-vask] left. Later [Turkey-Vask|lucy-turkey-vask] said so.",
    "initials in one": "[K.S. Torvald|k-s-torvald] left, and Mr. [Torvald|k-s-torvald] did not come back.",
    "an initial for a given name": "[J. Halvik|john-halvik] left. [John Halvik|john-halvik], the mayor, said so.",
    "an age": "[Jorun Halvik|jorun-halvik], 48, lives on the island.",
    "an apposition": "[Quill Mandrake|quill-mandrake], the director of the Institute for Tides, disagreed.",
    "an apposition without article": "A letter by [Ines Corvalho|ines-corvalho], president of the club, was read.",
    "said after": "“We were never asked,” said [Pavla Dorrick|pavla-dorrick].",
    "said before": "[Pavla Dorrick|pavla-dorrick] said nobody had asked.",
    "according to": "According to [Hamid Roshani|hamid-roshani], the bridge is safe.",
    "a given name": "The prize went to [Rosalind Thackery|rosalind-thackery] on Monday.",
    "initials": "Novels by [J. K. Wetherby|j-k-wetherby] and [Harold T. Munch|harold-t-munch] sell well.",
    "particles": "Mayor [Annelies van der Brugge|annelies-van-der-brugge] met [Omar al-Tikani|omar-al-tikani].",
    "an apostrophe": "[Siobhan O’Rafferty|siobhan-o-rafferty] and [Jean d’Artois|jean-d-artois] signed.",
    "a hyphen": "[Jean-Luc Berthier|jean-luc-berthier] was elected president.",
    "a suffix": "Senator [Martin Kellow Jr.|martin-kellow-jr] voted against.",
    "diacritics": "Prime Minister [Łukasz Żeromiński|lukasz-zerominski] spoke first.",
    "the family name first": "President [Kwon Dae-sik|kwon-dae-sik] arrived. [Kwon|kwon-dae-sik] said little.",
    "a form of address inside a name": "Justice [Hassan Sheikh Torvald|hassan-sheikh-torvald] ruled.",
    "a form of address before a name": "Then Sheikh [Khalid Torvald|khalid-torvald] ruled.",
    "a title in a double surname": (
        "[Amsale Torva-Lane|amsale-torva-lane] left. Dr [Torva-Lane|amsale-torva-lane] told the court so."
    ),
    "a name of many small words": "[María del Carmen Orlo de la Torva|maria-del-carmen-orlo-de-la-torva] said no.",
    "the first of two surnames": (
        "[José Luis Orlova Vasko|jose-luis-orlova-vasko] wrote. “Come,” [Orlova|jose-luis-orlova-vasko] said."
    ),
    "a middle name where the surname stands alone": (
        "[Jorun Orlova Vasko|jorun-orlova-vasko] came. [Vasko|jorun-orlova-vasko] said Orlova said no."
    ),
    "a given name after Sir": "Sir [Barnabo Orlo|barnabo-orlo] rose. Sir [Barnabo|barnabo-orlo] sat down.",
    "a given name that nobody listed": (
        "[Sigrdur Orlodottir|sigrdur-orlodottir], the minister, came. [Sigrdur|sigrdur-orlodottir] said no."
    ),
    "brackets in a sentence": "The author ([Ada Moran|ada-moran]) — a baker — said no.",
    "a surname with al-": "[Rima al-Torva|rima-al-torva] came. [Al-Torva|rima-al-torva] left, and the harbour master "
    "spoke to [al-Torva|rima-al-torva] then.",
    "the surname again": "[Anna Brodeur|anna-brodeur] won. “Finally,” [Brodeur|anna-brodeur] said.",
    "a possessive": "[Anna Brodeur|anna-brodeur]’s plan failed. [Brodeur|anna-brodeur]’s party split.",
    "the given name again": "[Anna Brodeur|anna-brodeur] sings. As a child [Anna|anna-brodeur] was shy.",
    "Mr. and a surname": "[Piet Hoekstra|piet-hoekstra] left. Mr. [Hoekstra|piet-hoekstra] was tired.",
    "a country as given name": "[Chad Wilkerson|chad-wilkerson] said Chad was far away.",
    "a city as surname": "Novelist [Harvey London|harvey-london] never saw London.",
    "a city's name again": (
        "Defense Secretary [Howard Austin|howard-austin] flew to Austin. [Austin|howard-austin] said he was glad."
    ),
    "a middle name more": "[Ruth Adler|ruth-adler] came. [Ruth M. Adler|ruth-adler] is a judge.",
    "surnames that are words": "[Theresa Young|theresa-young] lost. [Young|theresa-young] said it hurt.",
    "a title and a surname that is a word": (
        "[Theresa Green|theresa-green] lost. Senator [Green|theresa-green] said it hurt."
    ),
    "verbs of a headline": "Mayor [Anna Brodeur|anna-brodeur] Denounces Plan",
    "a single name with a title": "President [Brodeurski|brodeurski] said no.",
    "a name at the end of a list": (
        "[Anna Brodeur|anna-brodeur], [Hamid Roshani|hamid-roshani] and [Clara Munch|clara-munch] sang."
    ),
}


@pytest.mark.parametrize("text", PERSONS.values(), ids=PERSONS.keys())
def test_persons_are_found(text: str) -> None:
    assert marked(plain(text)) == text


NOBODY = {
    "opening words": "Arming Ukraine is costly. Critics Agree. Selling Houses is easy.",
    "a region": "Western Europe and the Middle East are far apart.",
    "an institute": "The Global Tidal Policy Institute in Berlin said so.",
    "a university": "Thorsten University and the Anna Brodeur Foundation opened.",
    "a base": "They met at Ramstein Air Base on Friday.",
    "a product": "The Leopard 2 and the Galaxy Fold were shown.",
    "days and months": "On Black Friday and in May the shops are full. March was cold.",
    "a law": "The Clean Water Act passed the Senate.",
    "a ship": "The Northern Star left the port.",
    "an airline": "British Airways and Air France fly there.",
    "a paper": "The Morning Herald reported it.",
    "a headline": "New Rules For Old Boats",
    "a company": "Wetherby & Sons and Harrow Inc. merged.",
    "a river": "They crossed Jordan River by boat.",
    "a state": "He moved from New Mexico to Georgia.",
    "a party": "The Liberal Democrats won.",
    "the agency of a dateline": "HOLMVIK, Norway (Ada Moran) — The ferry was late.",
    "an office of three words": "The Chief Product Officer of the mill left.",
    "the home of a politician": "The senator, R-Holmvik, voted.",
    "a prize": "She won the Nobel Peace Prize.",
    "a saint's town": "The train to St. Gallen was late.",
    "a country that acts": "Jordan said it would help. Chad agreed.",
    "a demonym": "Some Ukrainians as well as the Polish and Latvian governments objected.",
    "officials": "U.S. and German officials met. Western officials said so.",
    "a month like a name": "In June and in April it rains.",
    "an agency that speaks": "Greenpeace said so. Interpol agreed.",
    "a party's mark": "The senator (R-Tenn.) said so.",
    "a lone unknown word": "The Zorbex is a machine. Zorbex is cheap.",
}


@pytest.mark.parametrize("text", NOBODY.values(), ids=NOBODY.keys())
def test_nobody_is_found(text: str) -> None:
    assert marked(text) == text


NAMESAKES = {
    "nobody is guessed": (
        "[Karl Lindqvist|karl-lindqvist] and [Vera Lindqvist|vera-lindqvist] came. Then Lindqvist spoke."
    ),
    "the form of address": (
        "[Karl Lindqvist|karl-lindqvist] and [Vera Lindqvist|vera-lindqvist] came."
        " Mrs. [Lindqvist|vera-lindqvist] spoke, Mr. [Lindqvist|karl-lindqvist] slept."
    ),
    "a namesake who comes later": (
        "[Vera Lindqvist|vera-lindqvist] founded it. [Lindqvist|vera-lindqvist] said so; her brother"
        " [Karl Lindqvist|karl-lindqvist] left."
    ),
    "the surname before the given name": (
        "[Thomas Perkins|thomas-perkins] met [Anna Thomas|anna-thomas]. [Thomas|anna-thomas] said it went well."
    ),
}


@pytest.mark.parametrize("text", NAMESAKES.values(), ids=NAMESAKES.keys())
def test_namesakes_are_told_apart_or_left_out(text: str) -> None:
    assert marked(plain(text)) == text


def test_a_namesake_is_left_out_where_the_other_was_spoken_of_long_ago() -> None:
    pause = " The lake was quiet. Boats came and went. It rained. The shop closed. Nobody swam. The night fell."
    text = f"Karl Lindqvist came.{pause} Vera Lindqvist arrived. “Good,” Lindqvist said."
    assert people(text).mentions[-1].entity_id == "vera-lindqvist"


LISTED_CASES = {
    "a listed person wins": "[Marta Silvan|marta-silvan] spoke. [Silvan|marta-silvan] left.",
    "with a middle name": "Engineer [Marta J. Silvan|marta-silvan] spoke.",
    "by title and surname": "Transport Minister [Silvan|marta-silvan] spoke.",
}


@pytest.mark.parametrize("text", LISTED_CASES.values(), ids=LISTED_CASES.keys())
def test_listed_persons_are_not_found_twice(text: str) -> None:
    assert marked(plain(text), KNOWN) == text
    assert people(plain(text), KNOWN).found == ()


def test_a_surname_alone_is_not_a_listed_person() -> None:
    assert marked("In Silvan the shops are closed.", KNOWN) == "In Silvan the shops are closed."


ROLES = [
    ("Polish Foreign Minister Bogumil Trzaska left.", ["Polish Foreign Minister"], "poland"),
    ("Ukraine’s President Bogdan Hrytsak left.", ["President"], "ukraine"),
    (
        "“No,” said Quill Mandrake, the director of the Tidal Institute in Berlin.",
        ["director of the Tidal Institute in Berlin"],
        "",
    ),
    ("Jorun Halvik, 48, a fisherman from the island, waved.", ["fisherman from the island"], ""),
    ("The harbour master Jorun Halvik waved.", ["harbour master"], ""),
    ("The school bus driver Jorun Halvik waved.", ["school bus driver"], ""),
    ("The crew met captain Jorun Halvik.", ["captain"], ""),
    ("The board wants director Jorun Halvik.", ["director"], ""),
    ("The mayor of Holmvik, Jorun Halvik, said so.", ["mayor of Holmvik"], ""),
    ("The head of the port authority, Jorun Halvik, said so.", ["head of the port authority"], ""),
    ("A friend of the mayor, Jorun Halvik, said so. “Go,” Halvik said.", [], ""),
    ("His wife, Anna Brodeur, waved.", [], ""),
    ("Anna Brodeur said nothing.", [], ""),
]


@pytest.mark.parametrize(("text", "titles", "country"), ROLES)
def test_the_text_gives_roles(text: str, titles: list[str], country: str) -> None:
    (person,) = people(text).found
    assert [role.title for role in person.roles] == titles
    assert [span.of(text) for span in person.evidence] == titles
    assert person.country == country


GENDERS = [
    ("Mrs. Kwame Adomako spoke.", Gender.FEMALE),
    ("Spokeswoman Robin Hale said so.", Gender.FEMALE),
    ("Zbynek, no. Piotr Trzaska said so.", Gender.MALE),
    ("Judge Robin Hale said so.", Gender.UNKNOWN),
    ("His wife, Kim Hale, waved.", Gender.FEMALE),
]


@pytest.mark.parametrize(("text", "gender"), GENDERS)
def test_gender_is_told_where_it_is_sure(text: str, gender: Gender) -> None:
    assert people(text).found[-1].gender is gender


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Jean-Luc Moreau", Gender.MALE),
        ("Ms. Okafor", Gender.FEMALE),
        ("Dr. Amina Diallo", Gender.FEMALE),
        ("Kim Jong Un", Gender.UNKNOWN),
        ("J. K. Wetherby", Gender.UNKNOWN),
        ("", Gender.UNKNOWN),
    ],
)
def test_a_name_shows_a_gender(name: str, gender: Gender) -> None:
    assert gender_of(name) is gender


def test_a_found_person_never_takes_the_id_of_something_else() -> None:
    hill = Entity("rosalind-thackery", Kind.PLACE, "Thackery Hill")
    knowledge = KnowledgeBase((hill,))
    (person,) = people("Mayor Rosalind Thackery said so.", knowledge).found
    assert person.id == "rosalind-thackery-person"


def test_mentions_are_sorted_and_do_not_overlap() -> None:
    text = " ".join(plain(text) for text in PERSONS.values())
    spans = [mention.span for mention in people(text).mentions]
    assert all(one.end <= other.start for one, other in pairwise(spans))


def _seconds(persons: int) -> float:
    letters = "abcdefghijklmnopqrst"
    names = (f"Anna Q{letters[n // 20 % 20]}x{letters[n % 20]}e{letters[n // 400]} Munch" for n in range(persons))
    tokens = tokenize(" ".join(f"Mayor {name} said so. Munch said no." for name in names))
    knowledge = builtin_knowledge()
    started = time.process_time()
    assert find_people(tokens, (), knowledge).found
    return time.process_time() - started


def test_time_grows_with_the_text_even_where_all_have_one_surname() -> None:
    _seconds(20)
    short, long = (min(_seconds(persons) for _ in range(3)) for persons in (400, 1600))
    assert long < 8 * max(short, 0.01)


def test_the_weights_are_readable() -> None:
    assert weights(True).of(["title"]) > 0 > weights(True).of(["acronym"])


BODIES = {
    "the airline": ("The airline Volarex said on Monday it would cut jobs. Volarex shares fell.", False),
    "the bank": ("She left after ten years at the bank Credivia. Credivia said it was sorry.", False),
    "a twin without the noun": ("The driver Volarex said on Monday that he was tired.", True),
    "a person known in full": ("Anna Brodeur paid. The company Brodeur founded said no more.", True),
}


@pytest.mark.parametrize(("text", "is_person"), BODIES.values(), ids=BODIES)
def test_what_a_noun_calls_a_body_is_nobody(text: str, is_person: bool) -> None:
    assert bool(people(text).found) is is_person
