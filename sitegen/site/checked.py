"""What somebody vouches for who has read an article: its text, and what pages say of it, in short."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model import Annotated, Entity, Quotation
from sitegen.site.thresholds import is_certain, shown_speaker, without_doubtful_clauses

_DIGITS = 12
"""Of a digest: an edit goes unnoticed by chance once in 10 to the 14th."""


def digest_of(annotated: Annotated) -> str:
    """The digest of the text and of all that was found in it and is shown: the first 12 hex digits of a SHA-256.

    What entries say of an entity is not in it: whom a name means is, and the roles that the text itself gives. Authors
    keep it in their files, so it is made of JSON, which is the same on every machine and under every Python.
    """
    kept = without_doubtful_clauses(annotated)
    hidden = {entity.id for entity in kept.found if not is_certain(entity)}
    mentions = tuple(
        (one.span.start, one.span.end, one.entity_id) for one in kept.mentions if one.entity_id not in hidden
    )
    roles = tuple(_roles(entity) for entity in (*kept.found, *kept.told) if entity.id not in hidden)
    dates = tuple((one.span.start, one.span.end, one.value) for one in kept.dates)
    values = (kept.article.text, mentions, tuple(map(_said, kept.quotations)), roles, dates)
    return hashlib.sha256(json.dumps(values).encode("ascii")).hexdigest()[:_DIGITS]


def as_checked(annotated: Annotated) -> Annotated:
    """The same, with a note where what is annotated is not what was checked."""
    checked = annotated.article.checked
    if checked is None or not checked.digest or checked.digest == digest_of(annotated):
        return annotated
    return replace(annotated, article=replace(annotated.article, checked=replace(checked, changed=True)))


def told_of_check(annotated: Annotated) -> Iterator[Diagnostic]:
    """A warning (SG360) for an article that was checked and is annotated otherwise now."""
    checked = as_checked(annotated).article.checked
    if checked is not None and checked.changed:
        at = checked.written
        message = f"what {checked.by} checked on {checked.on.isoformat()} has changed since"
        hint = f"read it again, then write the day and `digest: {digest_of(annotated)}`"
        yield Diagnostic(at.path, message, "SG360", at.line, at.column, hint, severity=Severity.WARNING)


def _roles(entity: Entity) -> tuple[Any, ...]:
    return entity.id, str(entity.kind), tuple(role.title for role in entity.roles)


def _said(quotation: Quotation) -> tuple[Any, ...]:
    return tuple(_segments(quotation)), *_speaker(quotation)


def _segments(quotation: Quotation) -> Iterator[tuple[int, int, str]]:
    for segment in quotation.segments:
        yield segment.span.start, segment.span.end, str(segment.kind)


def _speaker(quotation: Quotation) -> tuple[str, str]:
    speaker = shown_speaker(quotation)
    return (speaker.name, speaker.entity_id) if speaker is not None else ("", "")
