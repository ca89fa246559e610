"""In which articles an entity is named, by their places among all from the newest on: counted when it is asked."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import chain

from sitegen.site.facts import ArticleFacts
from sitegen.site.postings import Numbers, Postings


class Places:
    """Places of articles in `facts`, newest first; `postings` tell which of them name an entity."""

    def __init__(self, facts: Sequence[ArticleFacts], postings: Postings) -> None:
        self._postings = postings
        self._places = {one.article.slug: place for place, one in enumerate(facts)}
        self._naming: dict[str, Numbers] = {}

    def of(self, slug: str) -> int:
        """The place of the article with this slug. Raises KeyError."""
        return self._places[slug]

    def entities_at(self, slug: str) -> int:
        """How many entities the article with this slug names."""
        return self._counts[self._places[slug]]

    @cached_property
    def _counts(self) -> Mapping[int, int]:
        return Counter(chain.from_iterable(map(self._postings.naming, self._postings.named)))

    def naming(self, entity_id: str) -> Numbers:
        """The places of the articles that name an entity, in order, each once."""
        found = self._naming.get(entity_id)
        if found is None:
            found = self._naming[entity_id] = array("I", dict.fromkeys(self._postings.naming(entity_id)))
        return found
