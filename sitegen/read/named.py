"""What an author says beside an article of the names in it: `entities:` in front matter, with the text left clean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.knowledge.gazetteer import Form, Gazetteer
from sitegen.read.draft import Body, Named
from sitegen.read.site_names import spelled
from sitegen.text.letters import Clean, clean
from sitegen.text.near import nearest
from sitegen.text.slugs import make_slug
from sitegen.text.spans import Cover, Element, Span
from sitegen.text.tokens import shadow_of

_WORD = re.compile(r"\w+(?:[’'.&-]\w+)*")
_TAKEN = frozenset({"entity", "a", "code"})
"""Marks whose words are spoken for already: none of them is linked again."""
_FIXED = _TAKEN - {"a"}
"""Those in which a name is not hidden either."""


def with_names(body: Body, named: Sequence[Named]) -> Body:
    """The body with an `entity` mark, as links by hand make them, wherever each name stands in `named`.

    The longest name wins; what the author linked in the text stays. The marks say that they hold everywhere.
    """
    said = [one for one in named if one.entity_id is not None or one.kind]
    return replace(body, marks=(*body.marks, *_marks(body, said))) if said else body


def names_not_there(body: Body, named: Sequence[Named]) -> Iterator[Diagnostic]:
    """A warning (SG342) for each of `named` that the text does not hold."""
    there = {spelling for spelling, _ in _find(body.text, named)} if named else set()
    for one in named:
        if spelled(one.name) not in there:
            message = f"the article does not name “{one.name}” so"
            meant = nearest(one.name, _windows(body.text, len(one.name.split())))
            slip = f"did you mean “{meant}”? " if meant else ""
            hint = f"{slip}write the name as it stands in the text, or leave the line out"
            at = one.written
            yield Diagnostic(at.path, message, "SG342", at.line, at.column, hint, severity=Severity.WARNING)


def _windows(text: str, length: int) -> set[str]:
    """All that the text has of so many words in a row of which the first begins with a capital."""
    words = _WORD.findall(text)
    return {" ".join(words[at : at + length]) for at, word in enumerate(words) if word[0].isupper()}


def _marks(body: Body, named: Sequence[Named]) -> Iterator[Element]:
    attributes = {spelled(one.name): _attributes(one) for one in named}
    linked, fixed = (Cover(mark.span for mark in body.marks if mark.tag in tags) for tags in (_TAKEN, _FIXED))
    for spelling, span in _find(body.text, named):
        attrs = attributes[spelling]
        if not (linked if attrs[0][1] else fixed).touches(span):
            yield Element(span, "entity", attrs)


def _attributes(one: Named) -> tuple[tuple[str, str], ...]:
    """What the marks of a name say: whom it means, that it does everywhere, and what is new about it."""
    entity_id = one.entity_id or (make_slug(clean(one.name)) if one.kind else "")
    added = (("kind", one.kind), ("name", clean(one.name))) if one.kind else ()
    return ("id", entity_id), ("everywhere", "yes"), *added


def _find(text: str, named: Sequence[Named]) -> Iterator[tuple[str, Span]]:
    """Where the text has the names, however its letters are stored, with their spellings."""
    gazetteer = Gazetteer(Form(spelled(one.name), ()) for one in named)
    visible = Clean.of(text)
    for match in gazetteer.find(shadow_of(visible.text if visible is not None else text)):
        span = Span(match.start, match.end)
        yield match.form.spelling, visible.back(span) if visible is not None else span
