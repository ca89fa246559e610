"""Items of Wikidata, read: what they say in the documented format, and that nothing else can do harm."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from typing import Any

import pytest
from wikidata_server import human, item, item_snak, office, snak, statement, time_snak

from sitegen.enrich.choosing import contradiction, unfit_kind
from sitegen.enrich.filling import Setting, filling_of, is_valid
from sitegen.enrich.items import Item, day_of
from sitegen.project.messages import load_interface

VARGA = item(
    "Q90000001",
    "Odile Varga",
    "Norwegian politician",
    human(
        statement(item_snak("P21", "Q6581072")),
        statement(item_snak("P27", "Q20")),
        statement(time_snak("P569", "1961-04-02")),
        statement(snak("P856", "https://varga.example", "string")),
        statement(snak("P18", "Varga.jpg", "string")),
        office("Q90000010", "2023-11"),
        office("Q90000011", "2015-01-20", "2019", "preferred"),
    ),
)
JUNK: list[Any] = [
    *(None, [], {}, "", 0, -1, 1e9, True, "Q1", "Qx", ["Q5"], {"id": 7}, {"id": "Q5"}, [[]], {"value": []}),
    *("+2019-13-45T00:00:00Z", "+99999-01-01T", "\u202e\n\x00", "a" * 300, "http://[", "https://a b"),
]
SETTING = Setting("en", load_interface("en"), frozenset({"norway"}))


def paths(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The ways to everything in a value, but to the id of an item, without which it is none."""
    steps = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for step in steps:
        if at or step != "id":
            yield (*at, step)
            yield from paths(value[step], (*at, step))


def spoilt(chance: random.Random) -> Item:
    """The item with junk in up to three places."""
    data = copy.deepcopy(VARGA)
    for _ in range(chance.randint(1, 3)):
        *way, last = chance.choice(list(paths(data)))
        holder: Any = data
        for step in way:
            holder = holder[step]
        holder[last] = copy.deepcopy(chance.choice(JUNK))
    return Item(data)


def test_whatever_an_item_holds_what_it_adds_may_stand_in_knowledge() -> None:
    for seed in range(500):
        one = spoilt(random.Random(seed))
        for kind in ("person", "place", "organization"):
            entry = {"name": "Odile Varga", "kind": kind}
            filling = filling_of(one, entry, SETTING, lambda qid: Item({"id": qid}))
            assert [key for key, value in filling.keys.items() if not is_valid(entry | {key: value})] == [], seed
            unfit_kind(one, kind)
            contradiction(one, entry | {"gender": "male", "country": "france"})


@pytest.mark.parametrize(
    ("day", "precision", "read"),
    [
        ("+2019-05-20T00:00:00Z", 11, "2019-05-20"),
        ("+2019-05-00T00:00:00Z", 10, "2019-05"),
        ("+2019-00-00T00:00:00Z", 9, "2019"),
        ("+2010-00-00T00:00:00Z", 8, ""),
        ("-0044-03-15T00:00:00Z", 11, ""),
        ("2019-05-20", 11, ""),
    ],
)
def test_a_day_says_no_more_than_is_known(day: str, precision: int, read: str) -> None:
    value = {"time": day, "precision": precision, "calendarmodel": "http://www.wikidata.org/entity/Q1985727"}
    assert day_of(value) == read


def test_words_are_in_the_language_that_is_asked_for() -> None:
    labels = {"en": {"value": "mayor"}, "de": {"value": "Bürgermeister"}, "pt-br": {"value": "prefeito"}}
    one = Item({"id": "Q1", "labels": labels, "descriptions": labels})
    assert (one.label("de-AT"), one.label("pt-BR"), one.label("fr")) == ("Bürgermeister", "prefeito", "mayor")
    assert (one.description("de"), one.description("fr")) == ("Bürgermeister", "")
    assert Item({"id": "Q1"}).label("en") == "Q1"


def test_preferred_statements_go_before_others_and_withdrawn_ones_do_not_count() -> None:
    claims = [
        statement(item_snak("P27", "Q142"), "deprecated"),
        statement(item_snak("P27", "Q183")),
        statement(item_snak("P27", "Q20"), "preferred"),
    ]
    one = Item({"id": "Q1", "claims": {"P27": claims}})
    assert one.items("P27") == ("Q20",)
    assert Item({"id": "Q1", "claims": {"P27": claims[:2]}}).items("P27") == ("Q183",)
