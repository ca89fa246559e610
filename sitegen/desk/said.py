"""What a move about a quotation changes: `quotations:` in the keys of its article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from sitegen.desk.job import FileEdits, Job, impossible
from sitegen.desk.scene import spans_of
from sitegen.desk.wording import new_quotation_words, quotation_words, selector_in
from sitegen.explain.finding import QuotationFinding
from sitegen.files.yaml_edit import Edit, Put, Remove
from sitegen.files.yaml_scalars import Value
from sitegen.text.selectors import find_places
from sitegen.text.spans import Span
from sitegen.text.wording import bare, first_words, last_words


def _quotation_of(job: Job) -> QuotationFinding:
    found = job.scene.quotation_at(job.span)
    if found is None:
        hint = "say that it is one: is a quotation of …"
        raise impossible(job.move.article, "there is no quotation at these words", hint)
    return found


def held_quotation(job: Job, spans: Iterable[Span]) -> int | None:
    """The number of the correction of a quotation with these stretches."""
    wanted = tuple(spans)
    for number, item in enumerate(job.keys.get("quotations", ())):
        places = find_places(job.scene.folded, selector_in(item)) if isinstance(item, dict) else ()
        if len(places) == 1 and any(places[0].clip(span) for span in wanted):
            return number
    return None


def _said(job: Job, changes: Mapping[str, Value], span: Span | None = None) -> tuple[FileEdits, ...]:
    """`quotations:` with changes to that at the move’s place; `span` holds words that stand in it, whatever changes."""
    found = job.scene.quotation_at(job.span)
    at = held_quotation(job, spans_of(found) if found is not None else (job.span,))
    if at is not None:
        return (job.in_article(*_changed(job, at, changes)),)
    item: dict[str, Value] = {**quotation_words(job.scene.folded, span or spans_of(_quotation_of(job))[0]), **changes}
    return (job.in_article(Put(("quotations", len(job.keys.get("quotations", ()))), item)),)


def _changed(job: Job, at: int, changes: Mapping[str, Value]) -> Iterable[Edit]:
    """The changes of a correction that stands there; what they exclude goes."""
    gone = _EXCLUDED if "not" in changes else ("not",)
    held = job.keys["quotations"][at]
    yield from (Put(("quotations", at, key), value) for key, value in changes.items())
    yield from (Remove(("quotations", at, key)) for key in gone if key in held)


_BEFORE_MARK = re.compile(r"[.,;:!?…]+(?=[”“»«\"’'›‹])")
_EXCLUDED = ("speaker", "starts", "ends", "kind")
"""What is not said of words that nobody says."""


def say_speaker(job: Job) -> tuple[FileEdits, ...]:
    return _said(job, {"speaker": job.move.speaker or ""})


def say_form(job: Job) -> tuple[FileEdits, ...]:
    return _said(job, {"kind": str(job.move.form)})


def say_unsaid(job: Job) -> tuple[FileEdits, ...]:
    return _said(job, {"not": True})


def _whole(job: Job, span: Span) -> Span:
    """A stretch without the marks around it, and with what stands between its last word and the mark behind it."""
    inner = bare(job.text, span)
    behind = _BEFORE_MARK.match(job.text, inner.end)
    return Span(inner.start, behind.end()) if behind is not None else inner


def say_span(job: Job) -> tuple[FileEdits, ...]:
    assert job.move.to is not None
    finding, to = _quotation_of(job), _whole(job, job.scene.span(job.move.to))
    spans = tuple(bare(job.text, span) for span in spans_of(finding))
    common = next((inside for span in spans if (inside := span.clip(to)) is not None), None)
    if common is None:
        hint = "say of the one that it is none, and of the other words that they are one"
        raise impossible(job.move.article, "the new words have none of the old ones", hint)
    changes: dict[str, Value] = {}
    if to.start != spans[0].start:
        changes["starts"] = first_words(job.scene.folded, to)
    if to.end != spans[-1].end:
        changes["ends"] = last_words(job.scene.folded, to)
    if not changes:
        raise impossible(job.move.article, "these are its words already", "drag one of its ends")
    return _said(job, changes, common)


def say_new(job: Job) -> tuple[FileEdits, ...]:
    said: dict[str, Value] = {}
    if job.move.speaker is not None:
        said["speaker"] = job.move.speaker
    if job.move.form is not None:
        said["kind"] = str(job.move.form)
    at = held_quotation(job, (job.span,))
    if at is not None:
        return (job.in_article(*_changed(job, at, said)),)
    item = {**new_quotation_words(job.scene.folded, _whole(job, job.span)), **said}
    return (job.in_article(Put(("quotations", len(job.keys.get("quotations", ()))), item)),)
