"""Organisations whom nobody listed are found by their words and by what stands beside them; other names are not."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from sitegen.annotate import annotate_text
from sitegen.knowledge import KnowledgeBase, builtin_knowledge
from sitegen.model import Entity, Kind, Origin
from sitegen.names.organizations.evidence import weights

LISTED = Entity("tidal-trust", Kind.ORGANIZATION, "Tidal Trust", aliases=("TT",))
HARBOUR = Entity("harbour-board", Kind.TERM, "harbour board")
KNOWN = KnowledgeBase(tuple(sorted((*builtin_knowledge(), LISTED, HARBOUR), key=lambda entity: entity.id)))


def marked(text: str, knowledge: KnowledgeBase = KNOWN, kind: Kind = Kind.ORGANIZATION) -> str:
    """The text with every organisation as [words|id]."""
    annotated = annotate_text(text, knowledge)
    bodies = {entity.id for entity in (*annotated.found, *knowledge) if entity.kind is kind}
    for mention in reversed(annotated.mentions):
        if mention.entity_id in bodies:
            words = mention.span.of(text)
            text = f"{text[: mention.span.start]}[{words}|{mention.entity_id}]{text[mention.span.end :]}"
    return text


def plain(text: str) -> str:
    """The text without the marks of `marked`."""
    return re.sub(r"\[([^|\]]+)\|[^\]]+\]", r"\1", text)


BODIES = {
    "a university": "She studied law at the [University of Holmvik|university-of-holmvik] for a year.",
    "a ministry": "Officials at the [Ministry of Tides and Ferries|ministry-of-tides-and-ferries] said nothing.",
    "a company": "The ferry was sold by [Brekkhus Marine Ltd.|brekkhus-marine-ltd] in May.",
    "a firm with sons": "The boat was built by [Halvik & Brothers Shipyard|halvik-brothers-shipyard] in 1912.",
    "a party": "He leads the [Coastal Reform Party|coastal-reform-party] since March.",
    "a party in small letters": "She joined the [Socialist party|socialist-party] as a student.",
    "a committee on": "The [Committee on Inland Waters|committee-on-inland-waters] voted against the bridge.",
    "a centre for": "He works for the [Centre for Applied Botany|centre-for-applied-botany] in Bergen.",
    "a people's party": "A [Farmers' Union|farmers-union] and a [New People's Movement|new-people-s-movement] agreed.",
    "sailors with a country and an acronym": "The Norwegian [Seafarers' Federation|norwegian-seafarers-federation] "
    "([NSF|norwegian-seafarers-federation]) met. The [NSF|norwegian-seafarers-federation] agreed.",
    "a newspaper": "She told the [Holmvik Gazette|holmvik-gazette] that the ferry was late.",
    "an acronym in brackets": "The [Northern Ferry Authority|northern-ferry-authority] "
    "([NFA|northern-ferry-authority]) closed. The [NFA|northern-ferry-authority] gave no reason.",
    "brackets the other way": "The [RKB|royal-kelp-board] ([Royal Kelp Board|royal-kelp-board]) met. "
    "Members of the [RKB|royal-kelp-board] agreed.",
    "a shorter form": "The [Greater Holmvik Rescue Service|greater-holmvik-rescue-service] came late. "
    "The [Holmvik Rescue Service|greater-holmvik-rescue-service] has two boats.",
    "the telling word": "He was at [Osterby College|osterby-college] then. At [Osterby|osterby-college] he met Ines.",
    "an office after it": "[Holmvik Port Authority|holmvik-port-authority] spokeswoman Ines Duarte disagreed.",
    "a person of it": "Ines Duarte of the [Quayside Association|quayside-association] disagreed.",
    "a country at its end": "The [Kelp Society|kelp-society-of-norway] of Norway said nothing.",
    "Polish and German": "The Polish [Ministry of Tides|polish-ministry-of-tides] and the German "
    "[Ministry of Tides|german-ministry-of-tides] met.",
    "a listed one": "The [Tidal Trust|tidal-trust] said so. [TT|tidal-trust] paid.",
    "a well-known one": "The talks at [NATO|nato] and at the [World Bank|world-bank] went on.",
    "one that needs a sign": "Tim Orlo, the chief executive of [Apple|apple], resigned.",
    "a longer one than a well-known one": "He was at the [BBC Symphony Orchestra|bbc-symphony-orchestra] in June.",
    "of after for": "She runs the [Centre for Protection of Otters|centre-for-protection-of-otters] in Bergen.",
    "and after for": "He left the [Institute for Tides and Kelp Research|institute-for-tides-and-kelp-research] then.",
    "without what opens the sentence": "Internal [Osterby University|osterby-university] letters were read. "
    "The [Osterby University|osterby-university] closed.",
    "its branch in a country": "The [Kelpwatch|kelpwatch-uk] UK internship was funded by [Kelpwatch|kelpwatch-uk] UK.",
    "what two countries share": "She runs the [Centre for Finnish and Estonian Studies|"
    "centre-for-finnish-and-estonian-studies] in Bergen.",
    "a school by its short name": "[Georgia Tech|georgia-tech] won, and [Georgia Tech|georgia-tech] was glad.",
    "a team by its second name": "The [Holmvik Yankees|holmvik-yankees] beat the [Osterby Bruins|osterby-bruins].",
    "after a prefix": "The pro-[NATO|nato] camp won.",
    "a known one after its country": "The U.S. [Federal Trade Commission|federal-trade-commission] sued.",
}


@pytest.mark.parametrize("expected", BODIES.values(), ids=BODIES)
def test_an_organisation_is_found(expected: str) -> None:
    assert marked(plain(expected)) == expected


OTHERS = {
    "an abbreviation": "The PDF of the CV was sent with the ID and the DNA by the CEO.",
    "somebody's neighbour": "The bakers' Holmvik and the drivers' Halvik are quiet.",
    "a day": "The ferry was late on Monday in March.",
    "a person": "Ines Duarte, the harbour master, said that Duarte had left.",
    "a place": "The river flows through Bergen and Holmvik County.",
    "an office": "The Prime Minister and the Foreign Secretary met the President.",
    "an office of a country": "The Canadian Foreign Minister met the British Prime Minister.",
    "a treaty and a prize": "The Treaty of Holmvik won her the Nobel Prize.",
    "an apple": "Apple trees grow well here. He ate an Apple pie in the Amazon.",
    "a line in capitals": "WHO WON THE CUP AND WHO DID NOT",
    "a poll in a sentence": "Holmvik 3 and Osterby 1 were the figures.",
    "a table of a book": "Table 3 Figure 2",
    "countries that play": "Germany 2 Ghana 1",
    "a list with figures": "Ada Moran 70 69 71",
    "an address": "See www.holmvik.example/Holmvik_Ferry_Board for more.",
    "voters of a party": "Since Iowa Democrats and Many Republicans voted, the Socialists lost.",
    "a union that is none": "The Soviet Union ended. The Electoral College met.",
    "the end of a hyphened name": "The Trans-Holmvik Railway Bridge and the Commander-in-Chief spoke.",
    "a headline": "ACME TRUST PANEL RULES AGAIN",
    "a country": "Poland and the United States agreed with Russia.",
    "a church by its saint": "They met in front of the old church of Saint Olav.",
}


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_what_is_none_is_left_alone(text: str) -> None:
    assert marked(text) == text


def test_the_country_of_a_ministry_stays_a_mention() -> None:
    text = "The Polish Ministry of Tides closed the port."
    assert marked(text, kind=Kind.COUNTRY) == "The [Polish|poland] Ministry of Tides closed the port."
    ministry = next(e for e in annotate_text(text).found if e.kind is Kind.ORGANIZATION)
    assert (ministry.name, ministry.country) == ("Polish Ministry of Tides", "poland")


RESULTS = (
    "[Holmvik|holmvik] 3 [Osterby Town|osterby-town] 1",
    "[Holmvik|holmvik] 10 8 1 1 22",
    "[Holmvik|holmvik] v [Osterby|osterby]",
)


@pytest.mark.parametrize("expected", RESULTS)
def test_who_stands_in_a_result_is_a_team(expected: str) -> None:
    rows = f"The rest of the day in short.\n\n{expected}\n\nThe next day will be longer."
    assert marked(plain(rows)) == rows


def test_the_acronym_is_an_alias() -> None:
    found = annotate_text("The Northern Ferry Authority (NFA) closed. The NFA gave no reason.").found
    assert [(e.name, e.aliases, e.origin) for e in found] == [("Northern Ferry Authority", ("NFA",), Origin.FOUND)]


def test_two_full_names_that_an_acronym_fits_keep_it_from_both() -> None:
    text = "The Northern Ferry Board left. The National Fishing Board stayed. The NFB was asked."
    assert "[NFB|northern" not in marked(text)
    assert "[NFB|national" not in marked(text)


def test_nothing_is_both_a_person_and_an_organisation() -> None:
    text = "Ada Moran Foundation staff met Ada Moran. Moran said the Moran Institute would help."
    annotated = annotate_text(text)
    spans = sorted((m.span.start, m.span.end) for m in annotated.mentions)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert len({entity.id for entity in annotated.found}) == len(annotated.found)


def test_an_id_that_something_else_has_gets_the_kind() -> None:
    board = Entity("holmvik-port-authority", Kind.TERM, "the old Holmvik harbour")
    knowledge = KnowledgeBase(tuple(sorted((*builtin_knowledge(), board), key=lambda entity: entity.id)))
    expected = "The [Holmvik Port Authority|holmvik-port-authority-organization] closed."
    assert marked(plain(expected), knowledge) == expected


def test_a_firm_in_an_aside_speaks_for_its_role() -> None:
    said = annotate_text("The contractor, Halvik AG, said: “It is safe.”").quotations[-1].speaker
    assert said is not None
    assert said.name == "Halvik AG"


def test_an_organisation_speaks() -> None:
    text = "“The port is closed,” the Holmvik Port Authority said."
    quotation = annotate_text(text).quotations[0]
    assert quotation.speaker is not None
    assert quotation.speaker.entity_id == "holmvik-port-authority"


def test_an_entry_of_the_user_replaces_the_built_in_one() -> None:
    own = Entity("nato", Kind.ORGANIZATION, "NATO", summary="Ours.")
    knowledge = KnowledgeBase(tuple(own if entity.id == "nato" else entity for entity in builtin_knowledge()))
    assert marked("The talks at NATO went on.", knowledge) == "The talks at [NATO|nato] went on."


def test_every_feature_has_two_finite_weights() -> None:
    assert weights(True).of_feature.keys() == weights(False).of_feature.keys()
    assert all(-6 < weight < 6 for full in (True, False) for weight in weights(full).of_feature.values())


@pytest.mark.parametrize("text", ["", "A", "X of the", "the Ministry of", "(NATO", "& Co", "of of of", "'s 's"])
def test_scraps_are_survived(text: str) -> None:
    annotate_text(text)
