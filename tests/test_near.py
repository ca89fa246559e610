"""A mistyped word suggests only what is a slip or two away; an id only one of the kind that is asked."""

from __future__ import annotations

import pytest

from sitegen.knowledge.near import nearest_id
from sitegen.model import Entity, Kind
from sitegen.text.near import near_words, nearest, slips

SLIPS = [
    ("quay", "quay", 0),
    ("quay", "quai", 1),
    ("qauy", "quay", 1),
    ("quy", "quay", 1),
    ("quayy", "quay", 1),
    ("norwya", "norway", 1),
    ("ferry", "berth", 3),
    ("", "quay", 4),
]


@pytest.mark.parametrize(("word", "other", "count"), SLIPS)
def test_slips_are_counted(word: str, other: str, count: int) -> None:
    assert slips(word, other, 9) == slips(other, word, 9) == count


def test_counting_ends_where_there_are_too_many() -> None:
    assert slips("ferry", "berth", 1) > 1


WORDS = [
    ("quai", "quay"),
    ("QUAY", "quay"),
    ("qu", ""),
    ("harbuor-mastre", "harbour-master"),
    ("hrbuor-mastre", "harbour-master"),
    ("hrbuor-msatr", ""),
    ("harbour", ""),
    ("", ""),
]


@pytest.mark.parametrize(("word", "meant"), WORDS)
def test_only_what_is_near_is_meant(word: str, meant: str) -> None:
    assert nearest(word, ("ferry", "quay", "harbour-master")) == meant


def test_the_nearest_comes_first() -> None:
    assert near_words("tide-tabel", ["tide-labels", "tide-table", "other"]) == ["tide-table", "tide-labels"]


ENTITIES = (
    Entity("ines-duarte", Kind.PERSON, "Ines Duarte", aliases=("I. Duarte",)),
    Entity("ana-ruiz-judge", Kind.PERSON, "Ana Ruiz"),
    Entity("ana-ruiz-envoy", Kind.PERSON, "Ana Ruiz Lima"),
    Entity("kelp", Kind.TERM, "Kelp"),
)
IDS = [
    ("ines-durate", "ines-duarte"),
    ("duarte", "ines-duarte"),
    ("i-duarte", "ines-duarte"),
    ("ana-ruiz", "ana-ruiz-judge"),
    ("ruiz", ""),
    ("ruiz-envoy", "ana-ruiz-envoy"),
    ("kalp", "kelp"),
    ("whelk", ""),
]


@pytest.mark.parametrize(("wanted", "meant"), IDS)
def test_an_id_is_suggested_by_name_by_spelling_or_by_its_words(wanted: str, meant: str) -> None:
    assert nearest_id(wanted, ENTITIES) == meant


def test_an_id_of_another_kind_is_not_suggested() -> None:
    assert nearest_id("kalp", (one for one in ENTITIES if one.kind is Kind.PERSON)) == ""
