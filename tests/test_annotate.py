"""The annotators together: the author's word goes first, and nothing changes the text."""

from __future__ import annotations

import gc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sitegen
from sitegen.annotate import annotate
from sitegen.knowledge import KnowledgeBase, builtin_knowledge
from sitegen.model import Annotated, Article, Entity, Kind, Mention
from sitegen.text.paragraphs import find_paragraphs
from sitegen.text.spans import Element, Span

TEXT = "Rosa Ibarra, the mayor of Tarma, said Peru would pay. “We will pay,” Ibarra said."


def names(annotated: Annotated) -> list[str]:
    return [mention.span.of(annotated.article.text) for mention in annotated.mentions]


def test_annotate_text_is_public() -> None:
    annotated = sitegen.annotate_text(TEXT)
    assert {"Rosa Ibarra", "Peru", "Ibarra"} <= set(names(annotated))
    assert annotated.article.text == TEXT


def test_offsets_point_into_the_text_that_came_in() -> None:
    text = "\n\n  \ufeff" + TEXT + "\n\n\n"
    annotated = sitegen.annotate_text(text)
    assert annotated.article.text == text
    assert "Peru" in names(annotated)


def test_the_collector_rests_while_a_text_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []
    monkeypatch.setattr("sitegen.annotate.find_dates", lambda *_: seen.append(gc.isenabled()) or ())
    sitegen.annotate_text(TEXT)
    assert (seen, gc.isenabled()) == ([False], True)


def test_nothing_is_left_to_the_collector() -> None:
    text = article("\n\n".join([TEXT] * 20))
    annotate(text, builtin_knowledge())
    gc.collect()
    gc.disable()
    try:
        annotate(text, builtin_knowledge())
        assert gc.collect() == 0
    finally:
        gc.enable()


def article(text: str, *marks: Element, tag: str = "p") -> Article:
    return Article("a", "A", text, blocks=(Element(Span(0, len(text)), tag),), marks=marks)


KNOWN = KnowledgeBase(
    tuple(
        sorted(
            (*builtin_knowledge(), Entity("cedar", Kind.TERM, "Cedar", aliases=("Cedars",))),
            key=lambda entity: entity.id,
        )
    )
)


def test_a_link_by_hand_is_taken_over() -> None:
    text = "The old trees of Chile stand."
    where = Span(text.index("old"), text.index(" of"))
    annotated = annotate(article(text, Element(where, "entity", (("id", "cedar"),))), KNOWN)
    assert Mention(where, "cedar") in annotated.mentions
    assert names(annotated) == ["old trees", "Chile"]


def test_a_name_left_alone_stays_alone() -> None:
    text = "Chile won. Chile sang."
    annotated = annotate(article(text, Element(Span(0, 5), "entity", (("id", ""),))), KNOWN)
    assert [mention.span.start for mention in annotated.mentions] == [11]


@pytest.mark.parametrize("tag", ["h1", "h3", "pre"])
def test_headings_and_code_carry_nothing(tag: str) -> None:
    text = "“Chile will pay,” Rosa Ibarra said."
    annotated = annotate(article(text, tag=tag), KNOWN)
    assert (annotated.mentions, annotated.quotations) == ((), ())


@given(st.text(alphabet="aB. \n“”\"'’,U.S Mr", max_size=120))
@settings(max_examples=60, deadline=None)
def test_any_text_is_annotated_without_harm(text: str) -> None:
    annotated = sitegen.annotate_text(text)
    assert annotated.article.text == text
    ends = 0
    for mention in annotated.mentions:
        assert ends <= mention.span.start
        ends = mention.span.end
    assert ends <= len(text)


PARAGRAPHS = [
    ("One.\n\nTwo.", ["One.", "Two."]),
    ("  One.  \n \n\n Two.", ["One.", "Two."]),
    ("a\nb\nc wrapped", ["a\nb\nc wrapped"]),
    ("The ferry to Malk\nwas late. Nobody\nminded at all.", ["The ferry to Malk\nwas late. Nobody\nminded at all."]),
    (
        "FERRY LATE\nAda Moran\nMALK 1996-12-06\nThe ferry was late.",
        ["FERRY LATE", "Ada Moran", "MALK 1996-12-06", "The ferry was late."],
    ),
    (
        "1. Ada Moran 2:31\n2. Bo Lind 2:40\n10. J. Rind 2:41",
        ["1. Ada Moran 2:31", "2. Bo Lind 2:40", "10. J. Rind 2:41"],
    ),
    ("x" * 150 + "\n" + "y" * 150, ["x" * 150, "y" * 150]),
    ("Ada " * 30 + "found\nno money.\n\nNo.", ["Ada " * 30 + "found\nno money.", "No."]),
    ("Ada " * 25 + "went to the bank,\nBo to the quay.", ["Ada " * 25 + "went to the bank,\nBo to the quay."]),
    ("Dear Ada,\nThe ferry was late.", ["Dear Ada,", "The ferry was late."]),
    ("", []),
    (" \n\n ", []),
]


@pytest.mark.parametrize(("text", "paragraphs"), PARAGRAPHS)
def test_paragraphs(text: str, paragraphs: list[str]) -> None:
    assert [span.of(text) for span in find_paragraphs(text)] == paragraphs
