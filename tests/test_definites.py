"""Whom "the minister", "the company" and "the 31-year-old" stand for: the only one that fits, else nobody by name."""

from __future__ import annotations

import pytest

import sitegen

MEANT = {
    "the only one with the role": (
        "Minister Ines Duarte left. Per Holm stayed. The minister said the ferry was old.",
        "Ines Duarte",
    ),
    "a short title": (
        "Gov. Per Holm left. Ines Duarte stayed. The governor said the ferry was old.",
        "Per Holm",
    ),
    "the role with its own words": (
        "Prime Minister Ines Duarte left. Per Holm stayed. “It is old,” the prime minister said.",
        "Ines Duarte",
    ),
    "two with the role, one of them near": (
        "Mayor Ines Duarte left.\n\nIt rained all day.\n\nMayor Per Holm came. The mayor said the ferry was old.",
        "Per Holm",
    ),
    "the age": (
        "Ines Duarte, 31, fell. Per Holm, 29, did not. The 29-year-old said the ferry was old.",
        "Per Holm",
    ),
    "a firm": ("Boeing closed the yard at noon. The company said the ferry was old.", "Boeing"),
    "an agency": ("NASA closed the yard at noon.\n\n“It is old,” the agency said.", "NASA"),
    "the noun of its name": (
        "The Tornau Harbour Board met, and NASA was there. The board said the ferry was old.",
        "Tornau Harbour Board",
    ),
}

UNSURE = {
    "two with the role": (
        "Mayor Ines Duarte left, and so did Mayor Per Holm. The mayor said the ferry was old.",
        "mayor",
    ),
    "a role with another word": (
        "President Ines Duarte left. The Norwegian president said the ferry was old.",
        "Norwegian president",
    ),
    "a role of the past": (
        "President Ines Duarte left. The former president said the ferry was old.",
        "former president",
    ),
    "an age that nobody has": ("Ines Duarte, 31, fell. The 27-year-old said the ferry was old.", "27-year-old"),
    "two bodies": ("NASA sued Boeing. The company said the ferry was old.", "company"),
    "another sort of body": ("The Ministry of Roads closed the yard. The company said it was old.", "company"),
    "a body that is only owned of": ("The ferry of Boeing workers sank. The company said it was old.", "company"),
    "a body with a word before it": ("NASA closed the yard. The Danish agency said it was old.", "Danish agency"),
    "a body far away": ("NASA left.\n\nIt rained.\n\nIt hailed.\n\nIt snowed. The agency said it was old.", "agency"),
}


@pytest.mark.parametrize(("text", "name"), MEANT.values(), ids=MEANT.keys())
def test_the_only_one_that_fits_is_meant(text: str, name: str) -> None:
    speaker = sitegen.annotate_text(text).quotations[-1].speaker
    assert speaker is not None
    assert (speaker.name, bool(speaker.entity_id)) == (name, True)


@pytest.mark.parametrize(("text", "words"), UNSURE.values(), ids=UNSURE.keys())
def test_the_words_stay_where_none_fits_or_several_do(text: str, words: str) -> None:
    speaker = sitegen.annotate_text(text).quotations[-1].speaker
    assert speaker is not None
    assert (speaker.name, speaker.entity_id) == (words, "")
