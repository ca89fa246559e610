"""Organisations whom nobody listed are found by their words and by what stands beside them; other names are not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from annotated_text import Case, bare, cases_of, mark_names

from sitegen.annotate import annotate_text
from sitegen.knowledge import KnowledgeBase, builtin_knowledge
from sitegen.model import Entity, Kind, Origin
from sitegen.names.judge import hundredths
from sitegen.names.organizations.lexicon import may_be_name

LISTED = Entity("tidal-trust", Kind.ORGANIZATION, "Tidal Trust", aliases=("TT",))
HARBOUR = Entity("harbour-board", Kind.TERM, "harbour board")
KNOWN = KnowledgeBase(tuple(sorted((*builtin_knowledge(), LISTED, HARBOUR), key=lambda entity: entity.id)))


def marked(text: str, knowledge: KnowledgeBase = KNOWN, kind: Kind = Kind.ORGANIZATION) -> str:
    """The text with every organisation as [words|id]."""
    annotated = annotate_text(text, knowledge)
    bodies = {entity.id for entity in (*annotated.found, *knowledge) if entity.kind is kind}
    return mark_names(text, (mention for mention in annotated.mentions if mention.entity_id in bodies))


@pytest.mark.parametrize("case", cases_of("names", "organisations", "no organisation"), ids=str)
def test_organisations_are_found_as_marked(case: Case) -> None:
    assert marked(case.text) == case.marked


def test_a_ministry_has_the_country_that_its_name_begins_with() -> None:
    text = "The Polish Ministry of Tides closed the port."
    assert marked(text, kind=Kind.COUNTRY) == text
    ministry = next(e for e in annotate_text(text).found if e.kind is Kind.ORGANIZATION)
    assert (ministry.name, ministry.country) == ("Polish Ministry of Tides", "poland")


@pytest.mark.parametrize(
    "expected",
    [
        "The Congress of South African Kelp Unions, an ally of the party, also opposes it.",
        "She spoke at [Norway|norway]'s Institute for Science and Tides.",
    ],
)
def test_a_country_within_the_name_of_a_body_has_no_card_unless_it_owns_it(expected: str) -> None:
    assert marked(bare(expected), kind=Kind.COUNTRY) == expected


RESULTS = (
    "[Holmvik|holmvik] 3 [Osterby Town|osterby-town] 1",
    "[Holmvik|holmvik] 10 8 1 1 22",
    "[Holmvik|holmvik] v [Osterby|osterby]",
)


@pytest.mark.parametrize("expected", RESULTS)
def test_who_stands_in_a_result_is_a_team(expected: str) -> None:
    rows = f"The rest of the day in short.\n\n{expected}\n\nThe next day will be longer."
    assert marked(bare(rows)) == rows


def test_the_acronym_is_an_alias() -> None:
    found = annotate_text("The Northern Ferry Authority (NFA) closed. The NFA gave no reason.").found
    assert [(e.name, e.aliases, e.origin) for e in found] == [("Northern Ferry Authority", ("NFA",), Origin.FOUND)]


def test_two_full_names_that_an_acronym_fits_keep_it_from_both() -> None:
    text = "The Northern Ferry Board said no. The National Fishing Board said yes. The NFB was asked."
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
    assert marked(bare(expected), knowledge) == expected


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


def test_every_feature_has_three_finite_weights() -> None:
    assert all(len(weights) == 3 for weights in hundredths().values())
    assert all(-600 < weight < 600 for weights in hundredths().values() for weight in weights)


@pytest.mark.parametrize("text", ["", "A", "X of the", "the Ministry of", "(NATO", "& Co", "of of of", "'s 's"])
def test_scraps_are_survived(text: str) -> None:
    annotate_text(text)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Harbour", True),
        ("Monday", False),
        ("Apple", True),
        ("Mayor", False),
        ("Mr.", False),
        ("Kelp Larder", True),
        ("Kelp Monday", False),
        ("Kelp & Monday", True),
        ("Mayor Holm", False),
        ("Holm NHS", False),
        ("Holm Police NHS", True),
        ("Kelp of Holmvik", False),
        ("Bank of Holmvik", True),
    ],
)
def test_only_what_may_be_a_name_is_judged(words: str, *, expected: bool) -> None:
    assert may_be_name(tuple(words.split())) is expected


@pytest.mark.parametrize(
    ("words", "marked_so"),
    [
        ("A study by Quayle & Boeing was late.", ""),
        ("A study by Boeing & Quayle was late.", ""),
        ("A study by Boeing & Toyota was late.", "[Boeing|boeing] & [Toyota|toyota]"),
        ("A study by Quayle and Boeing was late.", "[Boeing|boeing]"),
        ("It came out at Princeton University Press in May.", ""),
        ("It was seen at Princeton University Hospital in May.", ""),
        ("It was seen at Princeton University. Press was let in.", "[Princeton University|princeton-university]"),
        ("It was seen at Princeton University in May.", "[Princeton University|princeton-university]"),
    ],
)
def test_a_built_in_body_within_the_name_of_another_is_none(words: str, marked_so: str) -> None:
    told = marked(words)
    assert marked_so in told
    assert [one for one in ("|boeing]", "|princeton-university]") if one in told and one not in marked_so] == []
