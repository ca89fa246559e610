"""Values that are written so plainly that they are right whatever their schema says besides: read without pydantic.

To load it takes longer than all else that a build of a few articles loads, and most of what people write is a few keys
with plain words behind them. Whatever is not, right or wrong, is for the schema.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any

Read = Callable[[Any], Any]
"""Gives what a value says, or None where that is not plain."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_URL = re.compile(r"https?://[a-zA-Z0-9./_~%:@=&+-]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_LONGEST = 2000


def read_plainly(value: Any, keys: Mapping[str, tuple[str, Read]]) -> dict[str, Any] | None:
    """What a mapping says, by the names of fields; None where a key is none of these, or a value not plain."""
    if type(value) is not dict:
        return None
    fields: dict[str, Any] = {}
    for key, held in value.items():
        name, read = keys.get(key, ("", _nothing))
        said = read(held)
        if said is None:
            return None
        fields[name] = said
    return fields


def _nothing(value: Any) -> None:
    return None


def line(shortest: int = 0, longest: int = _LONGEST) -> Read:
    """A reader of words on one line, at least and at most so many characters."""

    def read(value: Any) -> str | None:
        if type(value) is not str:
            return None
        words = " ".join(value.split())
        return words if shortest <= len(words) <= longest and words.isprintable() else None

    return read


def several(read: Read) -> Read:
    """A reader of a list of what `read` reads, as a tuple."""

    def read_all(value: Any) -> tuple[Any, ...] | None:
        if type(value) is not list:
            return None
        found = tuple(map(read, value))
        return None if None in found else found

    return read_all


def one_of(*words: str) -> Read:
    """A reader of one of these words."""
    return lambda value: value if type(value) is str and value in words else None


def _matching(pattern: re.Pattern[str], longest: int = _LONGEST) -> Read:
    return lambda value: value if type(value) is str and len(value) <= longest and pattern.fullmatch(value) else None


plain_id = _matching(_ID, 120)
"""Reads an id, or a slug."""
plain_url = _matching(_URL)
"""Reads an address without a query."""
plain_language = _matching(_LANGUAGE)
"""Reads the code of a language."""


def plain_day(value: Any) -> datetime.date | None:
    """The day of YYYY-MM-DD."""
    if type(value) is not str or not _DAY.fullmatch(value):
        return None
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        return None


def plain_truth(value: Any) -> bool | None:
    """True or false."""
    return {"true": True, "false": False}.get(value) if type(value) is str else None
