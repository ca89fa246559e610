"""Whom the author names as a speaker: an entity by its id, or mere words; and the words of the text that name them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sitegen.knowledge import KnowledgeBase
from sitegen.model import Entity, Mention, Segment, Speaker
from sitegen.names import Names
from sitegen.names.added import stranger
from sitegen.text.folding import Folded
from sitegen.text.selectors import Selector, find_places
from sitegen.text.spans import Cover, Span

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
"""Words that can be nothing but an id; one of a single word is one where somebody has it."""


@dataclass(frozen=True, slots=True)
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
            return Speaker(_nearest(find_places(self.text, Selector(written)), segments), written)
        spans = [mention.span for mention in self.mentions if mention.entity_id == entity.id]
        words = self.hidden.get(entity.id)
        return Speaker(_nearest(spans, segments), words or entity.name, "" if words else entity.id)


def _nearest(spans: Sequence[Span], segments: Sequence[Segment]) -> Span | None:
    """The one nearest to any part of the quotation, one outside before one inside."""
    inside = Cover(segment.span for segment in segments)

    def distance(span: Span) -> tuple[bool, int, int]:
        gaps = (max(part.span.start - span.end, span.start - part.span.end, 0) for part in segments)
        return inside.touches(span), min(gaps), span.start

    return min(spans, key=distance, default=None)
