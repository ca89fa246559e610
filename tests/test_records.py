"""The exchange format calls an organisation of the tables what the text calls it, as fully as the text names it."""

from __future__ import annotations

from typing import Any

import pytest

from sitegen import annotate_text
from sitegen.annotate.records import shown_record_of
from sitegen.knowledge import builtin_knowledge


def record_of_text(text: str) -> dict[str, Any]:
    return shown_record_of(annotate_text(text), builtin_knowledge(), "one")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Centers for Disease Control ordered tests. The CDC gave no date.", "Centers for Disease Control"),
        ("Tests were ordered, and the CDC gave no date.", "CDC"),
        ("The Environmental Protection Agency waited. The EPA gave no date.", "Environmental Protection Agency"),
        ("The flights were stopped, and the FAA gave no date.", "FAA"),
        ("According to AFP, the roads stayed closed.", "AFP"),
        ("He met friends at Pizza Express in Woking.", "Pizza Express"),
        ("She writes for The Huffington Post about schools.", "Huffington Post"),
        ("The company owns Nestle, Mr Brandt wrote.", "Nestle"),
        ("Voters left the GOP in large numbers.", "Republican Party"),
        ("Officers of the Met Police searched the house.", "Scotland Yard"),
    ],
)
def test_an_organisation_is_called_what_the_text_calls_it(text: str, name: str) -> None:
    assert {one["name"] for one in record_of_text(text)["entities"] if one["type"] == "org"} == {name}


def test_the_organisation_itself_is_told_by_its_id() -> None:
    texts = ("Tests were ordered, and the CDC gave no date.", "The Centers for Disease Control gave no date.")
    (short,), (full,) = (record_of_text(text)["entities"] for text in texts)
    assert short["id"] == full["id"]


def test_one_that_speaks_is_called_the_same() -> None:
    text = "The Centers for Disease Control ordered tests. “We need a week,” the CDC said on Friday."
    (quote,) = record_of_text(text)["quotes"]
    assert quote["speaker"] == "Centers for Disease Control"
