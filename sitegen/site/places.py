"""In which articles an entity is named, by their places among all from the newest on: counted when it is asked."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from sitegen.site.facts import ArticleFacts

if TYPE_CHECKING:
    from sitegen.site import NamedIn

Numbers: TypeAlias = "array[int]"


class Places:
    """Places of articles in `facts`, newest first; `named_in` tells by an entity's id which of them name it."""

    def __init__(self, facts: Sequence[ArticleFacts], named_in: Mapping[str, Sequence[NamedIn]]) -> None:
        self._named_in = named_in
        self._places = {one.article.slug: place for place, one in enumerate(facts)}
        self._by_key = {one.key: place for place, one in enumerate(facts)}
        self._naming: dict[str, Numbers] = {}

    def of(self, slug: str) -> int:
        """The place of the article with this slug. Raises KeyError."""
        return self._places[slug]

    def naming(self, entity_id: str) -> Numbers:
        """The places of the articles that name an entity, in order, each once."""
        found = self._naming.get(entity_id)
        if found is None:
            by_key = self._by_key
            places = [by_key[one.facts.key] for one in self._named_in.get(entity_id, ())]
            found = self._naming[entity_id] = array("i", dict.fromkeys(places))
        return found
