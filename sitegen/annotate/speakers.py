"""Whom the author names as a speaker: an entity by its id, or mere words; and the words of the text that name them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sitegen.knowledge import KnowledgeBase
from sitegen.model import Entity, Kind, Mention, Segment, Speaker
from sitegen.names import Names
from sitegen.names.added import stranger
from sitegen.text.folding import Folded, fold
from sitegen.text.selectors import Selector, find_places
from sitegen.text.spans import Cover, Span
from sitegen.text.values import value

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
"""Words that can be nothing but an id; one of a single word is one where somebody has it."""

_SPEAKING = frozenset({Kind.PERSON, Kind.ORGANIZATION})


@value
class Voices:
    """Whom the author may name in one article."""

    text: Folded
    mentions: tuple[Mention, ...]
    entities: Mapping[str, Entity]
    hidden: Mapping[str, str]
    """By the ids of those who are hidden, the words for them."""
    knowledge: KnowledgeBase

    @classmethod
    def of(cls, names: Names, knowledge: KnowledgeBase, text: Folded) -> Voices:
        """Those of an article with these names."""
        return cls(text, names.named, names.entities, names.hidden.words, knowledge)

    def speaker(self, written: str, segments: Sequence[Segment]) -> Speaker:
        """The speaker of a quotation with these parts, and where words for them stand nearest, if there are any."""
        entity = self.entities.get(written) or self.knowledge.get(written)
        if entity is None and _ID.fullmatch(written):
            entity = stranger(written)
        if entity is None:
            entity = self._named(written)
        if entity is None:
            return Speaker(_nearest(find_places(self.text, Selector(written)), segments), written)
        spans = [mention.span for mention in self.mentions if mention.entity_id == entity.id]
        words = self.hidden.get(entity.id)
        return Speaker(_nearest(spans, segments), words or entity.name, "" if words else entity.id)

    def _named(self, written: str) -> Entity | None:
        """Who alone in the article has this name, in full or as the text calls them; None where nobody has, or two."""
        called = fold(written)
        speaking = {one.id: one for one in self.entities.values() if one.kind in _SPEAKING}
        in_full = {one.id for one in speaking.values() if called in map(fold, (one.name, *one.aliases))}
        in_short = {
            one.entity_id
            for one in self.mentions
            if one.entity_id in speaking and fold(one.span.of(self.text.original)) == called
        }
        ids = in_full or in_short | self._of_surname(called, speaking)
        return speaking.get(next(iter(ids))) if len(ids) == 1 else None

    def _of_surname(self, surname: str, speaking: Mapping[str, Entity]) -> set[str]:
        """The ids of the persons with this surname, of those who are hidden too."""
        people = {one.id: one.name for one in speaking.values() if one.kind is Kind.PERSON}
        names = {**people, **self.hidden}
        return {entity_id for entity_id, name in names.items() if fold(name).rpartition(" ")[2] == surname}


def _nearest(spans: Sequence[Span], segments: Sequence[Segment]) -> Span | None:
    """The one nearest to any part of the quotation, one outside before one inside."""
    inside = Cover(segment.span for segment in segments)

    def distance(span: Span) -> tuple[bool, int, int]:
        gaps = (max(part.span.start - span.end, span.start - part.span.end, 0) for part in segments)
        return inside.touches(span), min(gaps), span.start

    return min(spans, key=distance, default=None)
