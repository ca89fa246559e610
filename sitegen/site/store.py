"""Where the parts of articles are that not every page needs: their text, and what lists of other pages show of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sitegen.model import Annotated
from sitegen.site.facts import Filed
from sitegen.site.rows import Naming, Quoted


class Store(Protocol):
    """Gives the parts of an article by its key."""

    def annotated(self, key: int) -> Annotated:
        """The article with its annotations, as they were found."""

    def quoted(self, key: int) -> Sequence[Quoted]:
        """Its quotations as other pages show them, in order."""

    def namings(self, entity_id: str, keys: Sequence[int]) -> Sequence[Sequence[Naming]]:
        """For each of the articles the passages that name an entity, which has the id that the articles know."""

    def words(self, keys: Sequence[int]) -> Sequence[Sequence[str]]:
        """For each of the articles its words as `words_of` gives them."""


class MemoryStore:
    """Articles in memory; the key of each is its place in the list."""

    def __init__(self, filed: Sequence[Filed]) -> None:
        self._filed = filed

    def annotated(self, key: int) -> Annotated:
        """The article with its annotations."""
        return self._filed[key].annotated

    def quoted(self, key: int) -> Sequence[Quoted]:
        """Its quotations as other pages show them."""
        return self._filed[key].quoted

    def namings(self, entity_id: str, keys: Sequence[int]) -> Sequence[Sequence[Naming]]:
        """For each of the articles the passages that name an entity."""
        return [self._filed[key].namings[entity_id] for key in keys]

    def words(self, keys: Sequence[int]) -> Sequence[Sequence[str]]:
        """For each of the articles its words."""
        return [self._filed[key].words for key in keys]
