"""Quotations that a person should look at: nobody is named, or the annotator is not sure."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.check.rows import Detail, Row, Topic
from sitegen.model import Annotated, Quotation, SpeakerRule
from sitegen.site.thresholds import in_percent, is_doubtful_clause, shown_speaker, speaker_line
from sitegen.text.spans import plain_words, shorten

_LONGEST = 90
_PRONOUNS = frozenset({"he", "she", "they"})
_MARKS = "“”„«»‘’\"' "


def quotation_rows(annotated: Annotated, below: float) -> Iterator[Row]:
    """A row for each quotation whose speaker no page names, or of which the annotator is less sure than `below`.

    Clauses that no page takes for a quotation are among them. What the author decided is not.
    """
    for quotation in (*annotated.quotations, *annotated.doubtful):
        is_sure = shown_speaker(quotation) is not None and quotation.confidence >= below
        if not is_sure and quotation.rule is not SpeakerRule.AUTHOR:
            yield _row(annotated, quotation)


def _row(annotated: Annotated, quotation: Quotation) -> Row:
    speaker, article = quotation.speaker, annotated.article
    atoms = {atom.span.start for atom in article.atoms}
    parts = (plain_words(article.text, segment.span, atoms).strip(_MARKS) for segment in quotation.segments)
    line = speaker_line(quotation)
    details: dict[str, Detail] = {
        "kind": str(quotation.segments[0].kind),
        "speaker": speaker.name if speaker else None,
        "speaker_id": speaker.entity_id if speaker else None,
        "shown_from": line if speaker else None,
        "shown": shown_speaker(quotation) is not None,
        "on_page": not is_doubtful_clause(quotation),
        "rule": str(quotation.rule) if quotation.rule else None,
    }
    return Row(
        *(Topic.QUOTATIONS, shorten(" … ".join(parts), _LONGEST), _message(quotation, line), "", article.path),
        offset=quotation.segments[0].span.start,
        certainty=quotation.confidence if speaker else None,
        code="SG791",
        details=details,
    )


def _message(quotation: Quotation, line: float) -> str:
    speaker = quotation.speaker
    if speaker is None:
        return "the page names nobody for these words"
    sure = in_percent(quotation.confidence, line)
    if shown_speaker(quotation) is not None:
        return f"the page says {speaker.name}: {sure} sure"
    if is_doubtful_clause(quotation):
        return f"not on the page as a quotation; perhaps {speaker.name}: {sure} sure, and {line:.0%} is needed"
    if not speaker.entity_id and speaker.name.casefold() in _PRONOUNS:
        return f"the page names nobody; whom “{speaker.name}” means was not found"
    return f"the page names nobody; perhaps {speaker.name}: {sure} sure, and {line:.0%} is needed"
