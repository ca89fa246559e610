"""The nouns of what is found in a text: mentions, quotations with their speakers, dates."""

from __future__ import annotations

from enum import StrEnum

from sitegen.text.spans import Span
from sitegen.text.values import value


@value
class Mention:
    """A name in a text, and the id of the entity it means."""

    span: Span
    entity_id: str


class QuotationKind(StrEnum):
    """How words are given: as an utterance between marks, as quoted words in a sentence, or without marks."""

    DIRECT = "direct"
    PARTIAL = "partial"
    INDIRECT = "indirect"


@value
class Segment:
    """One contiguous stretch of a quotation. The span of a direct or partial one includes its marks."""

    span: Span
    kind: QuotationKind


@value
class Speaker:
    """Who says it: the words in the text, the name they stand for, and the entity when there is one."""

    span: Span | None
    """None where the author names somebody of whom the article has no words."""
    name: str
    entity_id: str = ""


class SpeakerRule(StrEnum):
    """How a quotation came by its speaker; the values are stable names."""

    AFTER = "after"
    """ “…,” X said."""
    BEFORE = "before"
    """X said: “…”."""
    MIXED = "mixed"
    """X said it was “…”."""
    BESIDE = "beside"
    """ “…,” X barked."""
    CONTINUED = "continued"
    """The second half of an interrupted quotation, or the next in its paragraph."""
    CARRIED = "carried"
    """From the paragraph before."""
    SENTENCE = "sentence"
    """The subject of the sentence."""
    SIGNED = "signed"
    """Named in a line of its own: under it, behind a dash, or before it, "From X:"."""
    RANKED = "ranked"
    """None of these, but the likeliest candidate."""
    CLAUSE = "clause"
    """X said that …"""
    NONE = "none"
    """Nobody is named."""
    AUTHOR = "author"
    """The author says so."""


@value
class Quotation:
    """One report of speech: several segments when it is interrupted, continued over paragraphs or mixed."""

    segments: tuple[Segment, ...]
    cue: Span | None = None
    speaker: Speaker | None = None
    confidence: float = 1.0
    """Estimated probability, 0 to 1, that somebody says this and that it is this speaker."""
    rule: SpeakerRule | None = None
    """How the speaker was found; None where none was looked for."""

    def __post_init__(self) -> None:
        if not self.segments:
            raise ValueError("a quotation needs at least one segment")


@value
class DateMention:
    """A date in a text, and the day, week, month or year that it means."""

    span: Span
    value: str
    """ISO 8601, as the `datetime` attribute of HTML takes it: 2023-01-20, 2023-W03, 2023-01 or 2023."""
    complete: bool = False
    """The words say the whole value themselves, whenever they were written."""
    approximate: bool = False
    """The words count roughly: "two years ago"."""
