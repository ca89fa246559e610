"""Entries of knowledge/ with plain values: the same as by their schema, without loading it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any

from sitegen.model import Gender, Kind
from sitegen.project.plain import Read, line, one_of, plain_id, plain_truth, plain_url, read_plainly, several
from sitegen.text.values import value


@value
class PlainReference:
    """Where a statement can be checked."""

    title: str
    url: str = ""


@value(kw_only=True)
class PlainEntry:
    """What an `EntityEntry` says that has none of the keys whose values need a closer look."""

    name: str
    kind: str
    id: str = ""
    aliases: tuple[str, ...] = ()
    summary: str = ""
    glossary: bool = False
    facts: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[PlainReference, ...] = ()
    url: str = ""
    country: str = ""
    gender: str = "unknown"
    roles: tuple[()] = ()
    image: None = None
    sort_name: str = ""
    status: str = "accepted"


def plain_entries(values: Sequence[Any]) -> list[PlainEntry] | None:
    """The entries of a file; None where one of them is not plain."""
    read = [read_plainly(one, _KEYS) for one in values]
    whole = [one for one in read if one is not None and "name" in one and "kind" in one]
    return [PlainEntry(**one) for one in whole] if len(whole) == len(read) else None


_word = line(1)


def _facts(value: Any) -> dict[str, str] | None:
    if type(value) is not dict:
        return None
    facts = {_word(label): _word(said) for label, said in value.items()}
    return None if None in facts or None in facts.values() or len(facts) < len(value) else facts


def _reference(value: Any) -> PlainReference | None:
    fields = read_plainly(value, {"title": ("title", _word), "url": ("url", plain_url)})
    return PlainReference(**fields) if fields is not None and "title" in fields else None


_KEYS: dict[str, tuple[str, Read]] = {
    "name": ("name", line(1, 200)),
    "kind": ("kind", one_of(*Kind)),
    "id": ("id", plain_id),
    "aliases": ("aliases", several(_word)),
    "summary": ("summary", line()),
    "glossary": ("glossary", plain_truth),
    "facts": ("facts", _facts),
    "sources": ("sources", several(_reference)),
    "url": ("url", plain_url),
    "country": ("country", plain_id),
    "gender": ("gender", one_of(*Gender)),
}
