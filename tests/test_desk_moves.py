"""What is a move, and what is refused as none."""

from __future__ import annotations

from typing import Any

import pytest

from sitegen.desk.moves import Act, Move, NewEntry, Place, Scope, parse_digests, parse_move
from sitegen.diagnostics import SitegenError
from sitegen.model import Kind, QuotationKind

HERE = {"article": "articles/ferry.md", "at": {"start": 3, "end": 9}}
ENTRY = {"name": "Ashby Combe", "kind": "place"}


def moved(**keys: Any) -> Move:
    return parse_move({**HERE, **keys})


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"act": "hide"}, {"act": Act.HIDE, "scope": Scope.ARTICLE}),
        ({"act": "hide", "scope": "here"}, {"scope": Scope.HERE}),
        ({"act": "hide", "name": " Ines\n Duarte"}, {"name": "Ines Duarte"}),
        ({"act": "kind", "kind": "place", "scope": "everywhere"}, {"kind": Kind.PLACE, "scope": Scope.EVERYWHERE}),
        ({"act": "entity", "entity": "ines-duarte"}, {"entity": "ines-duarte"}),
        ({"act": "entity", "entry": ENTRY}, {"entry": NewEntry("Ashby Combe", Kind.PLACE)}),
        ({"act": "entry", "entry": {**ENTRY, "aliases": ["A", "A"]}}, {"scope": Scope.EVERYWHERE}),
        ({"act": "speaker", "speaker": ""}, {"speaker": "", "scope": Scope.HERE}),
        ({"act": "form", "form": "partial"}, {"form": QuotationKind.PARTIAL}),
        ({"act": "quotation"}, {"speaker": None, "form": None}),
        ({"act": "span", "to": {"exact": "The ferry"}}, {"to": Place(exact="The ferry")}),
        (
            {"act": "unsaid", "at": {"exact": "a b", "prefix": "c", "suffix": " d"}},
            {"at": Place(-1, -1, "a b", "c", " d")},
        ),
    ],
)
def test_a_move(keys: dict[str, Any], expected: dict[str, Any]) -> None:
    move = moved(**keys)
    assert {name: getattr(move, name) for name in expected} == expected


@pytest.mark.parametrize(
    "given",
    [
        None,
        [],
        "hide",
        {},
        {"act": "hide"},
        HERE,
        {**HERE, "act": "remove"},
        {**HERE, "act": ["hide"]},
        {**HERE, "act": "hide", "scope": "nowhere"},
        {**HERE, "act": "hide", "colour": "red"},
        {**HERE, "act": "hide", "article": 3},
        {**HERE, "act": "hide", "article": "a\ud800"},
        {**HERE, "act": "hide", "name": "x" * 201},
        {**HERE, "act": "hide", "name": "a\x00b"},
        {**HERE, "act": "speaker"},
        {**HERE, "act": "speaker", "speaker": "x", "scope": "everywhere"},
        {**HERE, "act": "role", "role": " "},
        {**HERE, "act": "entity"},
        {**HERE, "act": "entity", "entity": "x", "entry": ENTRY},
        {**HERE, "act": "entity", "entity": ""},
        {**HERE, "act": "entity", "entity": "Ines Duarte"},
        {**HERE, "act": "entity", "entity": "../x"},
        {**HERE, "act": "kind", "kind": "thing"},
        {**HERE, "act": "entry", "entry": {"name": "A"}},
        {**HERE, "act": "entry", "entry": {**ENTRY, "aliases": "A"}},
        {**HERE, "act": "entry", "entry": {**ENTRY, "aliases": ["A"] * 21}},
        {**HERE, "act": "entry", "entry": {**ENTRY, "image": "x"}},
        {**HERE, "act": "hide", "at": {}},
        {**HERE, "act": "hide", "at": {"start": 3}},
        {**HERE, "act": "hide", "at": {"start": True, "end": 9}},
        {**HERE, "act": "hide", "at": {"start": 3.0, "end": 9}},
        {**HERE, "act": "hide", "at": {"start": 9, "end": 9}},
        {**HERE, "act": "hide", "at": {"start": -1, "end": 9}},
        {**HERE, "act": "hide", "at": {"exact": ""}},
        {**HERE, "act": "hide", "at": {"exact": "a", "start": 3}},
    ],
)
def test_no_move(given: Any) -> None:
    with pytest.raises(SitegenError, match="SG751"):
        parse_move(given)


def test_digests() -> None:
    assert parse_digests({"a.md": "0" * 64, "b.md": ""}) == {"a.md": "0" * 64, "b.md": ""}
    for wrong in (None, {"a": 1}, {"a": "0"}, {"a": "G" * 64}):
        with pytest.raises(SitegenError, match="SG751"):
            parse_digests(wrong)
