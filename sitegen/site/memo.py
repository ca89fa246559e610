"""What many pages show of the same thing, made once and kept with the site."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, Protocol, TypeVar, TypeVarTuple

Value = TypeVar("Value")
Given = TypeVarTuple("Given")
Memo = dict[tuple[Hashable, ...], Any]
"""What was made, by what makes it and what that was given."""
OF_TEXTS = "of texts"
"""The first part of the key of whatever is made of the texts of articles, and not of their facts alone."""


class Remembering(Protocol):
    """A site, which has a memo of its own."""

    @property
    def memo(self) -> Memo: ...


Site = TypeVar("Site", bound=Remembering)


def once_a_site(make: Callable[[Site, *Given], Value]) -> Callable[[Site, *Given], Value]:
    """`make`, which makes the same of the same site and the same values only once."""
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def made(site: Site, *given: *Given) -> Value:
        key = (name, *given)
        try:
            kept: Value = site.memo[key]
        except KeyError:
            kept = site.memo[key] = make(site, *given)
        return kept

    return made
