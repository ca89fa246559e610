"""What `annotate` gave for an article, for looking up."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.model import Annotated, Entity, Mention
from sitegen.names import Names
from sitegen.text.spans import Cover, Span
from sitegen.text.values import value


@value
class Outcome:
    """The names of an article and which of them the pages show."""

    names: Names
    kept: Mapping[Span, Mention]
    """The mentions that are shown, by their spans."""
    starting: Mapping[int, Mention]
    """The same by the offset where they begin."""
    taken: Cover
    """Where any mention stands, in headings too, and where one is hidden or the author wants none."""

    @classmethod
    def of(cls, names: Names, annotated: Annotated) -> Outcome:
        """The outcome of an annotation whose steps are `names`."""
        by_hand = (mark.span for mark in annotated.article.marks if mark.tag == "entity")
        return cls(
            names,
            {mention.span: mention for mention in annotated.mentions},
            {mention.span.start: mention for mention in annotated.mentions},
            Cover((*(mention.span for mention in names.named), *by_hand)),
        )

    def entity(self, mention: Mention) -> Entity:
        """Whom or what the mention means."""
        return self.names.entities[mention.entity_id]

    def is_taken(self, span: Span) -> bool:
        """True where a mention touches the span."""
        return self.taken.touches(span)
