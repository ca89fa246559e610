"""What is asked for while the inputs of a page are put together: the texts of articles, the cards of entities."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")


class Reads:
    """The keys of articles and the ids of entities that were asked for since it began to take note."""

    __slots__ = ("cards", "texts")

    def __init__(self) -> None:
        self.texts: set[int] = set()
        self.cards: set[str] = set()

    def during(self, ask: Callable[[], Value]) -> tuple[Value, frozenset[int], frozenset[str]]:
        """What `ask` gives, and what it has asked for."""
        before = self.texts, self.cards
        self.texts, self.cards = set(), set()
        try:
            value = ask()
            found = frozenset(self.texts), frozenset(self.cards)
        finally:
            self.texts, self.cards = before
        self.note(*found)
        return value, *found

    def note(self, texts: frozenset[int], cards: frozenset[str]) -> None:
        """Take note of what was asked for when a value was made that is kept."""
        self.texts |= texts
        self.cards |= cards
