"""Mentions of known entities, as annotated sentences: [the words|id]. What has no brackets is no mention."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from sitegen.knowledge import KnowledgeBase, builtin_knowledge
from sitegen.knowledge.countries import capital_entities, country_entities, place_entities
from sitegen.knowledge.gazetteer import gazetteer_of, plural_of
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
    out, reached = [], 0
    for mention in find_mentions(tokenize(text), knowledge):
        out.append(f"{text[reached : mention.span.start]}[{mention.span.of(text)}|{mention.entity_id}]")
        reached = mention.span.end
    return "".join(out) + text[reached:]


def bare(sentence: str) -> str:
    return re.sub(r"\[([^|\]]*)\|[^\]]*\]", r"\1", sentence)


NAMES = """
Talks opened in [Norway|norway] on Monday.
[Norway|norway]’s roofs and [Norway|norway]'s roads.
Two [Polish|poland] and three [Latvian|latvia] engineers met [Ukrainians|ukraine] and a [Dane|denmark].
The [German|germany]-made pump and the [Finnish|finland]-[Swedish|sweden] border.
The [U.S.|united-states] sent help. So did the [U.K.|united-kingdom] and the [UAE|united-arab-emirates].
They had left the [U.S.|united-states]
An aid ship of the [US|united-states] Navy left for the [United States|united-states].
[South Korea|south-korea] and [North Korea|north-korea] share the river; [Koreans|south-korea] fish in it.
From [Guinea-Bissau|guinea-bissau] to [Equatorial Guinea|equatorial-guinea] and [Papua New Guinea|papua-new-guinea].
The [Democratic Republic of the Congo|democratic-republic-of-the-congo] agreed.
The [Republic of the Congo|republic-of-the-congo] and [Congo-Brazzaville|republic-of-the-congo] are one.
Cocoa from [Côte d’Ivoire|cote-divoire], once more often [Ivory Coast|cote-divoire].
The [United\u00a0States|united-states] and the [United
States|united-states] again.
The [Bosnia and Herzegovina|bosnia-and-herzegovina] team beat the [Swiss|switzerland].
Rain fell on [Kyiv|kyiv], then on [Kiev|kyiv], then on [Port-au-Prince|port-au-prince].
([Chad|chad]) and “[Mali|mali]” and [Peru|peru]/[Chile|chile].
"""

CAPITALS = """
[BERLIN|berlin] — The pumps were late.
[KYIV|kyiv], [Ukraine|ukraine] — The pumps were late.
[WASHINGTON|washington] (AP) — The pumps were late.
[POLAND|poland] BUYS TWO FERRIES
[CHINA|china] LOSES TO [JAPAN|japan]. The team of [China|china] went home.
The [U.S|united-states] . said no; “it is late,” the [U.K|united-kingdom] . wrote.
[TURKEY|turkey] — The pumps were late.
"""

OWN_NAMES = """
[Maja Lind|maja-lind] rang; then [Lind-Aasen|maja-lind]’s phone was off.
Two [Otters|otter-3] and one [Otter 3|otter-3], then three [Otter 3s|otter-3].
[Ferries|otter-3] ran late. A [river boat|otter-3] came; more [river boats|otter-3] followed.
The [Harbor Bank of Norway|harbor-bank] lends in [Norway|norway]; [HBN|harbor-bank] says so.
They met at [Pointe d’Or|cote].
"""

SENSES = """
[Georgia|georgia] and Abkhazia signed in [Tbilisi|tbilisi].
The [Georgian|georgia] president flew home.
Envoys from [Jordan|jordan] and [Israel|israel] met in [Chad|chad].
King Abdullah of [Jordan|jordan] spoke.
In [France|france] she taught. A [French|france] teacher stayed, in [Dutch|netherlands] clothes.
The minister sailed from [Hamilton|hamilton], the capital of [Bermuda|bermuda].
He has lived in [Lebanon|lebanon] for years.
The list names [Mexico|mexico], Texas and Arizona.
"""

NOTHING = """
The turkey was served on fine china after the polish dried, and a jersey hung by a guinea hen.
Tell us more, he said, and let us go.
TELL US MORE ABOUT IT
WE ATE TURKEY TODAY
British Airways and Turkish Airlines share a hangar with Air France.
A clerk at the Bank of Ireland read the South China Morning Post and The Washington Post.
She crossed New Mexico, New Jersey and New England.
Oil from the Gulf of Mexico, fish from the South China Sea.
The ticket cost US$40, and the U.S. Open sold out.
Native Americans, African-American and Latin American writers met on the Congo River.
She speaks French and wrote it in Dutch. The Turkish-language paper closed.
A guard, Chad Walker, called coach Jordan Peters and the singer Michael Jordan.
The fire began in Lebanon, Ohio, at noon, and Lebanon has one engine.
Voters in Georgia and Alabama chose Republican senators near Atlanta.
The mill at Hamilton burned down, and Kingston sent help.
The Perth bus serves Western Australia and South Australia.
He lives in Little Portugal.
Dr. Malik of Chadwick and the Omanson brothers. Peruggia. USAID. preNorway
The French bulldog ate French fries from a Panama hat.
Northern Ireland voted.
Maja Lindqvist and otters.
"""


PLACES = """
Fog closed the port of [Hamburg|hamburg], then [Odesa|odesa] in [Ukraine|ukraine].
A ferry links [Scotland|scotland] and [Northern Ireland|northern-ireland].
Voters in [Georgia|georgia-state] and [Alabama|alabama] chose senators near [Atlanta|atlanta], [Georgia|georgia-state].
Farms in [New Mexico|new-mexico] and [West Virginia|west-virginia] dried out.
Across [Europe|europe], the [Middle East|middle-east] and [South America|south-america].
The city of [Chicago|chicago] paid.
They drove to Bristol, [Tenn.|tennessee], by night, and to Eppleby, [CA|california] (by day).
Farms in [N.C.|north-carolina] and in [Washington|washington-state] state stood empty.
"""

NO_PLACES = """
The Boston Globe and the Chicago Tribune wrote about the University of Manchester.
Dallas County sued the Memphis Airport.
Real Madrid beat Inter Milan at the University of Southern Indiana.
Her aunt, Virginia Holt, met the coach Whitney Houston.
The war of 300 B.C. began. Miss. Ferro got an OK, OR so it seemed.
It was a european and an african custom.
"""


def sentences(block: str) -> list[str]:
    return [line for line in re.split(r"\n(?!States)", block.strip("\n")) if line]


@pytest.mark.parametrize("sentence", [s for b in (NAMES, CAPITALS, OWN_NAMES, SENSES) for s in sentences(b)])
def test_names_are_found(sentence: str):
    assert annotated(bare(sentence)) == sentence


@pytest.mark.parametrize("sentence", sentences(NOTHING))
def test_nothing_is_found(sentence: str):
    assert annotated(sentence) == sentence


@pytest.mark.parametrize("sentence", sentences(PLACES))
def test_places_of_the_world_are_found(sentence: str):
    assert annotated(bare(sentence), WORLD) == sentence


@pytest.mark.parametrize("sentence", sentences(NO_PLACES))
def test_other_things_are_no_places(sentence: str):
    assert annotated(sentence, WORLD) == sentence


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
    text = " ".join(bare(s) for s in sentences(NAMES + SENSES))
    spans = [mention.span for mention in find_mentions(tokenize(text), OWN)]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
