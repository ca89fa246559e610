"""What is asked for while the inputs of a page are put together: the texts of articles, the cards of entities."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import TypeVar

Value = TypeVar("Value")


class TextPart(IntEnum):
    """What of a text a page may ask for; most ask for one of these."""

    WHOLE = 0
    NAMED = 1
    SAID = 2
    OPENING = 3
    WORDS = 4


_PARTS = len(TextPart)


def number_of(key: int, part: TextPart) -> int:
    """The number of a part of the text of the article with this key."""
    return key * _PARTS + part


class Reads:
    """What was asked for since it began to take note: the numbers of parts of texts, the ids of entities."""

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
