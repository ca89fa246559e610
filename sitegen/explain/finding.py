"""What an explanation consists of."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.model import Entity, Kind, Segment, Speaker
from sitegen.site.thresholds import SHOWN_CERTAINTY, is_certain
from sitegen.text.spans import Span
from sitegen.text.values import value
from sitegen.text.weights import Weights, probability


@value
class Reason:
    """A feature, and how much it speaks for the finding, in log odds; against it when below 0."""

    feature: str
    weight: float


@value
class Rival:
    """What else could have been chosen, and the probability, 0 to 1, that the weights give it."""

    name: str
    probability: float
    entity_id: str = ""
    """Of whom the name means; empty for mere words, and for nobody."""


@value
class NameFinding:
    """A name in the text: whom or what it means, or why it was left out."""

    span: Span
    entity: Entity | None
    """None when the name was left out."""
    rule: str
    """Short stable name of what decided."""
    because: str
    """The same as a sentence."""
    score: float | None = None
    """Log odds, where features were weighed."""
    line: float = 0.0
    """The score above which a name is taken."""
    reasons: tuple[Reason, ...] = ()
    """The features that were weighed, the weightiest first."""
    could_be: tuple[str, ...] = ()
    """The names of several that are possible."""
    nearest: str = ""
    """For what no page shows: what would show it, in plain words."""
    kind: Kind | None = None
    """What it was weighed as, where features were weighed."""
    other_ids: tuple[str, ...] = ()
    """The ids of those in `could_be`, and of what the name would mean that was ruled out."""

    @property
    def chance(self) -> float | None:
        """The probability, 0 to 1, where features were weighed."""
        if self.score is None:
            return None
        found = self.entity is not None and self.entity.kind in SHOWN_CERTAINTY
        return self.entity.certainty if found and self.entity is not None else probability(self.score)

    @property
    def shown_from(self) -> float:
        """How probable a page wants it, as what it was weighed as."""
        kind = self.entity.kind if self.entity is not None else self.kind
        return max(SHOWN_CERTAINTY.get(kind, 0.0) if kind is not None else 0.0, probability(self.line))

    @property
    def shown(self) -> bool:
        """True when a page links it."""
        return self.entity is not None and is_certain(self.entity)

    @property
    def is_near(self) -> bool:
        """True unless it was left out by a wide margin."""
        return self.entity is not None or self.score is None or self.score > self.line - _NEAR


_NEAR = 2.0
"""How far below the line, in log odds, a name is still worth telling about."""


@value
class QuotationFinding:
    """A quotation, or words between marks that nobody says."""

    segments: tuple[Segment, ...]
    """Empty for words that were left out."""
    span: Span
    """Of the first segment, or of the words left out."""
    rule: str
    because: str
    cue: Span | None = None
    speaker: Speaker | None = None
    confidence: float = 0.0
    shown: bool = False
    """True when a page names the speaker."""
    on_page: bool = True
    """False for a clause that no page takes for a quotation."""
    shown_from: float = 0.0
    """How sure the annotator must be for a page to name one."""
    reasons: tuple[Reason, ...] = ()
    rivals: tuple[Rival, ...] = ()
    """The likeliest other speakers."""
    pronoun: bool = False
    """True when the speaker's words are a pronoun, which was resolved."""
    could_be: tuple[str, ...] = ()
    """The names of others whom the pronoun could mean, the likeliest first."""
    other_ids: tuple[str, ...] = ()
    """Their ids."""
    nearest: str = ""
    """For a speaker whom no page names: what would name one, in plain words."""


@value
class DateFinding:
    """A date in the text, and what it means."""

    span: Span
    value: str
    """ISO 8601: a day, week, month or year."""
    rule: str
    because: str


def reasons_of(features: Iterable[str], weights: Weights) -> tuple[Reason, ...]:
    """The features that have a weight, the weightiest first."""
    weight_of = weights.of_feature
    known = (Reason(feature, weight_of[feature]) for feature in dict.fromkeys(features) if weight_of.get(feature))
    return tuple(sorted(known, key=lambda reason: (-abs(reason.weight), reason.feature)))
