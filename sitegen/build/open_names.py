"""Names that several listed people bear, and of which an article does not say whom it means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from sitegen.annotate import closed_cover
from sitegen.build.ambiguities import warning_at
from sitegen.diagnostics import Diagnostic
from sitegen.files.text_file import LoadedFile
from sitegen.knowledge import KnowledgeBase
from sitegen.knowledge.gazetteer import Form, Gazetteer
from sitegen.model import Annotated
from sitegen.names.namesakes import shared_names
from sitegen.text.spans import Cover, Span
from sitegen.text.tokens import shadow_of
from sitegen.text.values import value


@value(slots=False)
class OpenNames:
    """Finds the names that several listed people bear, where the text does not say whom they mean."""

    knowledge: KnowledgeBase

    @cached_property
    def _shared(self) -> Mapping[str, tuple[str, ...]]:
        return shared_names(self.knowledge)

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return Gazetteer(Form(name, ()) for name in self._shared)

    def find(self, one: Annotated, file: LoadedFile) -> Iterator[Diagnostic]:
        """A warning (SG206) for the first mention of each shared name that stays nobody's, in the article's file."""
        if not self._shared:
            return
        text = one.article.text
        marks = (mark.span for mark in one.article.marks if mark.tag == "entity")
        taken, closed = Cover((*(m.span for m in one.mentions), *marks)), closed_cover(one.article)
        told: set[str] = set()
        for match in self._gazetteer.find(shadow_of(text)):
            span, name = Span(match.start, match.end), match.form.spelling
            if name not in told and not taken.touches(span) and not closed.touches(span):
                told.add(name)
                ids = self._shared[name]
                message = f"“{span.of(text)}” may be {' or '.join(f'`{entity_id}`' for entity_id in ids)}"
                hint = f"say which in the front matter, with `entities:` and below it `{name}: {ids[0]}`"
                yield warning_at(one.article, span, message, "SG206", hint, file)
