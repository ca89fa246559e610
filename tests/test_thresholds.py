"""A site shows a found organisation only where it is certain, and never gives two things one page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sitegen.model import (
    Annotated,
    Article,
    Entity,
    Kind,
    Mention,
    Origin,
    Quotation,
    QuotationKind,
    Segment,
    Speaker,
    SpeakerRule,
)
from sitegen.site.thresholds import SHOWN_CERTAINTY, SHOWN_CLAUSE_CONFIDENCE, above_threshold, is_certain
from sitegen.text.spans import Span

SURE = SHOWN_CERTAINTY[Kind.ORGANIZATION]
BOARD = Entity("kelp-board", Kind.ORGANIZATION, "Kelp Board", origin=Origin.FOUND, certainty=SURE)
TEXT = "The Kelp Board said “no”."


def article(slug: str, *found: Entity) -> Annotated:
    speaker = Speaker(Span(4, 14), "Kelp Board", found[0].id)
    quotation = Quotation((Segment(Span(20, 24), QuotationKind.DIRECT),), None, speaker, 0.9)
    return Annotated(
        article=Article(slug, slug, TEXT, ()),
        mentions=tuple(Mention(Span(4, 14), entity.id) for entity in found),
        quotations=(quotation,),
        found=found,
    )


@pytest.mark.parametrize("certainty", [SURE, 0.95, 1.0])
def test_a_certain_organisation_stays(certainty: float) -> None:
    before = article("a", replace(BOARD, certainty=certainty))
    assert above_threshold([before]) == (before,)


def test_an_uncertain_one_goes_with_its_mentions_and_the_words_of_the_speaker_stay() -> None:
    (shown,) = above_threshold([article("a", replace(BOARD, certainty=SURE - 0.01))])
    assert (shown.mentions, shown.found) == ((), ())
    speaker = shown.quotations[0].speaker
    assert speaker is not None
    assert (speaker.name, speaker.entity_id) == ("Kelp Board", "")


def test_what_one_article_makes_certain_is_shown_in_all() -> None:
    articles = [article("a", replace(BOARD, certainty=0.5)), article("b", BOARD)]
    assert [one.mentions for one in above_threshold(articles)] == [one.mentions for one in articles]


def test_a_certain_person_is_shown() -> None:
    before = article("a", Entity("ada-moran", Kind.PERSON, "Ada Moran", origin=Origin.FOUND))
    assert above_threshold([before]) == (before,)


def test_one_id_for_a_person_here_and_an_organisation_there_is_told_apart() -> None:
    person = Entity("kelp-board", Kind.PERSON, "Kelp Board", origin=Origin.FOUND)
    first, second = above_threshold([article("a", person), article("b", BOARD)])
    assert [mention.entity_id for mention in first.mentions] == ["kelp-board"]
    assert [mention.entity_id for mention in second.mentions] == ["kelp-board-organization"]
    assert [entity.id for entity in second.found] == ["kelp-board-organization"]
    speaker = second.quotations[0].speaker
    assert speaker is not None
    assert speaker.entity_id == "kelp-board-organization"


@pytest.mark.parametrize(("kind", "shown"), [(Kind.PLACE, True), (Kind.ORGANIZATION, False), (Kind.PERSON, True)])
def test_each_kind_has_its_line(kind: Kind, shown: bool) -> None:
    assert is_certain(Entity("x", kind, "X", origin=Origin.FOUND, certainty=0.7)) is shown
    assert not is_certain(Entity("x", kind, "X", origin=Origin.FOUND, certainty=0.5))


@pytest.mark.parametrize(
    ("rule", "confidence", "shown"),
    [
        (SpeakerRule.CLAUSE, SHOWN_CLAUSE_CONFIDENCE, True),
        (SpeakerRule.CLAUSE, SHOWN_CLAUSE_CONFIDENCE - 0.01, False),
        (SpeakerRule.BEFORE, 0.1, True),
    ],
)
def test_a_clause_that_may_be_no_report_is_no_quotation(rule: SpeakerRule, confidence: float, shown: bool) -> None:
    before = article("a", BOARD)
    quotation = replace(before.quotations[0], rule=rule, confidence=confidence)
    (after,) = above_threshold([replace(before, quotations=(quotation,))])
    assert after.quotations == ((quotation,) if shown else ())
