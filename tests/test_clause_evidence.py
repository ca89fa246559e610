"""A reported clause is shown only when much speaks for somebody saying it."""

from __future__ import annotations

import pytest

import sitegen
from sitegen.model import Quotation, SpeakerRule
from sitegen.site.thresholds import is_doubtful_clause
from sitegen.text.weights import Weights


def shown(text: str) -> list[Quotation]:
    return [said for said in sitegen.annotate_text(text).quotations if not is_doubtful_clause(said)]


@pytest.mark.parametrize(
    "text",
    [
        "Odile Varga added a third before the break but Holmvik hit back through a late header.",
        "Per Lindqvist announced the sale of the ferry and left the room with his lawyers at noon.",
        "Tomas Brandt claimed silver in the men's relay at the Tornau games on Sunday.",
        "Shares of the Kelp Works added 3.4 percent in early trade after the results.",
        "The harbour board could deny any licence if the boat has no insurance.",
    ],
)
def test_what_nobody_says_is_not_shown(text: str) -> None:
    assert not shown(text)


@pytest.mark.parametrize(
    "text",
    [
        "Odile Varga said the bridge would stay open until the end of the winter.",
        "Ines Duarte told reporters on Friday that the ferry was not insured.",
        "She was late. Mayor Odile Varga said that the town could not pay for the repairs.",
        "The council will decide on the budget in March, Ines Duarte said.",
        "Per Lindqvist added that the harbour board would not pay for a ferry that nobody wants.",
    ],
)
def test_what_somebody_says_is_shown(text: str) -> None:
    (said,) = shown(text)
    assert said.rule is SpeakerRule.CLAUSE
    assert said.speaker is not None


def test_no_two_kinds_of_clauses_are_equally_sure() -> None:
    texts = ("Odile Varga said that the bridge was old.", "The bridge to the town was old, Odile Varga wrote.")
    sure = {said.confidence for text in texts for said in sitegen.annotate_text(text).quotations}
    assert len(sure) == 2


def test_the_weights_are_a_few_hundred() -> None:
    assert 50 < len(Weights.load("report").of_feature) < 400
