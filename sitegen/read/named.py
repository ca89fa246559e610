"""What an author says beside an article of the names in it: `entities:` in front matter, with the text left clean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.knowledge.gazetteer import Form, Gazetteer
from sitegen.read.draft import Body, Named
from sitegen.text.letters import Clean, clean
from sitegen.text.spans import Cover, Element, Span
from sitegen.text.tokens import shadow_of

_TAKEN = frozenset({"entity", "a", "code"})
"""Marks whose words are spoken for already: none of them is linked again."""
_FIXED = _TAKEN - {"a"}
"""Those in which a name is not hidden either."""


def with_names(body: Body, named: Sequence[Named]) -> Body:
    """The body with an `entity` mark, as links by hand make them, wherever each name stands in `named`.

    The longest name wins; what the author linked in the text stays. The marks say that they hold everywhere.
    """
    return replace(body, marks=(*body.marks, *_marks(body, named))) if named else body


def names_not_there(body: Body, named: Sequence[Named]) -> Iterator[Diagnostic]:
    """A warning (SG342) for each of `named` that the text does not hold."""
    there = {spelling for spelling, _ in _find(body.text, named)} if named else set()
    for one in named:
        if _spelled(one.name) not in there:
            message = f"the article does not name “{one.name}” so"
            hint = "write the name as it stands in the text, or leave the line out"
            yield Diagnostic(one.path, message, "SG342", one.line, one.column, hint, severity=Severity.WARNING)


def _marks(body: Body, named: Sequence[Named]) -> Iterator[Element]:
    ids = {_spelled(one.name): one.entity_id for one in named}
    linked, fixed = (Cover(mark.span for mark in body.marks if mark.tag in tags) for tags in (_TAKEN, _FIXED))
    for spelling, span in _find(body.text, named):
        if not (linked if ids[spelling] else fixed).touches(span):
            yield Element(span, "entity", (("id", ids[spelling]), ("everywhere", "yes")))


def _find(text: str, named: Sequence[Named]) -> Iterator[tuple[str, Span]]:
    """Where the text has the names, however its letters are stored, with their spellings."""
    gazetteer = Gazetteer(Form(_spelled(one.name), ()) for one in named)
    visible = Clean.of(text)
    for match in gazetteer.find(shadow_of(visible.text if visible is not None else text)):
        span = Span(match.start, match.end)
        yield match.form.spelling, visible.back(span) if visible is not None else span


def _spelled(name: str) -> str:
    return shadow_of(clean(name))
