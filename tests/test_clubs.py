"""In a text on a match a town that stands for its club has no card; where it is the place, it has one."""

import pytest

from sitegen.annotate import annotate, annotate_text, article_of_text
from sitegen.knowledge import KnowledgeBase, builtin_knowledge
from sitegen.model import Entity, Kind

GAME = "The striker scored a late penalty, and the goalkeeper and two defenders were off the bench before half-time."


def marked(sentence: str, rest: str = GAME) -> list[str]:
    """The names of places and persons in the sentence, which stands before the rest of its text."""
    text = f"{sentence} {rest}"
    return [mention.span.of(text) for mention in annotate_text(text).mentions if mention.span.end <= len(sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Two goals lifted Liverpool above Barnsley.",
        "Barcelona have asked for him, and Liverpool and Leeds too.",
        "Liverpool manager Ada Moran slept.",
        "He came on loan from Walsall.",
        "They lost to Liverpool again.",
        "He met the Philadelphia center.",
        "Leeds play host to Liverpool.",
        "He completed a move to Liverpool.",
        "They turned down an offer of £15m from Lyon.",
        "He caught it at the Minnesota 14.",
        "Surrey have confirmed it.",
        "Ottawa held on to beat Detroit.",
        "Bolton had started well. Bolton, who won, were glad.",
    ],
)
def test_a_town_that_stands_for_its_club_is_none(sentence: str) -> None:
    assert set(marked(sentence)) <= {"Ada Moran"}


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("They won in Liverpool and Leeds.", ["Liverpool", "Leeds"]),
        ("He was born in Houston, Texas.", ["Houston", "Texas"]),
        ("LIVERPOOL, England — They won.", ["LIVERPOOL", "England"]),
        ("England have won.", ["England"]),
        ("Two goals lifted Norway.", ["Norway"]),
    ],
)
def test_where_it_is_the_place_it_stays(sentence: str, places: list[str]) -> None:
    assert marked(sentence) == places


def test_elsewhere_towns_act_as_they_do() -> None:
    assert marked("Liverpool lifted Leeds.", "The ferry was late.") == ["Liverpool", "Leeds"]


def test_what_the_author_lists_stays() -> None:
    town = Entity("leeds-club", Kind.PLACE, "Leeds")
    known = KnowledgeBase(tuple(sorted((*builtin_knowledge(), town), key=lambda entity: entity.id)))
    article = article_of_text(f"Two goals lifted Leeds. {GAME}")
    assert "leeds-club" in {mention.entity_id for mention in annotate(article, known).mentions}


def test_a_word_of_a_club_in_a_result_is_nobody() -> None:
    result = (
        "Harrowgate Rangers 2-1 Vale City\n\nHarrowgate, who had won their last four, led. Vale boss Ada Moran said no."
    )
    assert [one.name for one in annotate_text(f"{result} {GAME}").found if one.kind is Kind.PERSON] == ["Ada Moran"]
