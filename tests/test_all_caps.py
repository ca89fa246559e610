"""A headline in capitals names whom its text names; a word of its own, or a line with small letters, nobody."""

from __future__ import annotations

import pytest

from sitegen.annotate import annotate_text

CASES = {
    "a full name": ("TOM HALVIK QUITS THE CLUB\n\nThe mayor, Tom Halvik, left on Monday.", ["TOM HALVIK"]),
    "a surname": ("HALVIK QUITS THE CLUB\n\nThe mayor, Tom Halvik, left on Monday.", ["HALVIK"]),
    "an organisation": (
        "THE OSTERBY FERRY BOARD RULES\n\nThe Osterby Ferry Board met on Monday.",
        ["OSTERBY FERRY BOARD"],
    ),
    "a surname that is a word": ("BAKER QUITS THE CLUB\n\nThe mayor, Tom Baker, is a baker.", []),
    "a surname that two bear": (
        "HALVIK QUITS THE CLUB\n\nThe mayor, Tom Halvik, and his aunt, Ines Halvik, left.",
        [],
    ),
    "a line that is not all in capitals": ("HALVIK quits the club\n\nThe mayor, Tom Halvik, left on Monday.", []),
    "nobody elsewhere": ("TOM HALVIK QUITS THE CLUB\n\nThe mayor left on Monday.", []),
}


@pytest.mark.parametrize(("text", "names"), CASES.values(), ids=CASES)
def test_capitals(text: str, names: list[str]) -> None:
    end = text.index("\n")
    spans = [mention.span for mention in annotate_text(text).mentions if mention.span.end <= end]
    assert [span.of(text) for span in spans] == names


def test_a_name_in_capitals_means_the_same_as_in_the_text() -> None:
    annotated = annotate_text("HALVIK QUITS THE CLUB\n\nThe mayor, Tom Halvik, left on Monday.")
    assert {mention.entity_id for mention in annotated.mentions} == {"tom-halvik"}
