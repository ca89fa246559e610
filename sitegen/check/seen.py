"""What one walk over the articles tells of the entities that they name."""

from __future__ import annotations

from dataclasses import dataclass, field

from sitegen.model import Annotated
from sitegen.text.values import value


@value
class Place:
    """A place in an article: the path of its file below the project, and the offset in its text."""

    path: str
    offset: int


@dataclass(slots=True)
class Seen:
    """By the ids of entities, where each is named first, and how sure the surest article makes what was found."""

    first: dict[str, Place] = field(default_factory=dict)
    certainty: dict[str, float] = field(default_factory=dict)

    def add(self, one: Annotated) -> None:
        """Take note of an article; the articles come newest first, so that each is told over those before it."""
        for mention in reversed(one.mentions):
            self.first[mention.entity_id] = Place(one.article.path, mention.span.start)
        for entity in one.found:
            self.certainty[entity.id] = max(entity.certainty, self.certainty.get(entity.id, 0.0))
