"""The nouns of what an author says of the annotations: corrections, what became of them, and who has checked."""

from __future__ import annotations

import datetime
from enum import StrEnum

from sitegen.model.annotations import QuotationKind
from sitegen.model.entities import Kind
from sitegen.text.selectors import Selector
from sitegen.text.spans import Span
from sitegen.text.values import value


@value
class Written:
    """Where an author wrote something: the path of the file below the project, line and column from 1."""

    path: str = ""
    line: int = 1
    column: int = 1


NOWHERE = Written()


@value
class Checked:
    """Who has read the annotations of an article and vouches for them, and when."""

    by: str
    on: datetime.date
    digest: str = ""
    """What was checked, in short; empty: the author's word stands, whatever has changed since."""
    changed: bool = False
    """True when what is annotated now is something else."""
    written: Written = NOWHERE


@value
class NameCorrection:
    """What the author says of a name in one article; nothing but the name: it is hidden."""

    name: str
    entity_id: str = ""
    """Empty where only the name tells whom it means."""
    kind: Kind | None = None
    role: str | None = None
    """Empty: whatever the text says, the person has none."""
    written: Written = NOWHERE

    @property
    def hides(self) -> bool:
        """Whether the name is left alone."""
        return not (self.entity_id or self.kind or self.role is not None)


@value
class MentionCorrection:
    """Whom or what one mention means: the words `name` inside those of the selector."""

    selector: Selector
    name: str
    entity_id: str | None = None
    """Empty: the mention is left alone. None where the kind is told."""
    kind: Kind | None = None
    written: Written = NOWHERE


@value
class QuotationCorrection:
    """What is wrong with a quotation, or a new one where none was found; what is None or empty stays as it is."""

    selector: Selector
    speaker: str | None = None
    """An id, or words; empty: nobody is named."""
    starts: str = ""
    ends: str = ""
    kind: QuotationKind | None = None
    unsaid: bool = False
    """Nobody says this."""
    written: Written = NOWHERE


@value
class DateCorrection:
    """What one date means: the words `words` inside those of the selector."""

    selector: Selector
    words: str
    value: str
    """As `DateMention.value`; empty: the words mean no date."""
    written: Written = NOWHERE


Correction = NameCorrection | MentionCorrection | QuotationCorrection | DateCorrection


@value
class Corrections:
    """All that an author says against what is found in one article, in the order in which it is written."""

    names: tuple[NameCorrection, ...] = ()
    mentions: tuple[MentionCorrection, ...] = ()
    quotations: tuple[QuotationCorrection, ...] = ()
    dates: tuple[DateCorrection, ...] = ()


class Trouble(StrEnum):
    """Why a correction does not hold as it is written."""

    AMBIGUOUS = "ambiguous"
    """Its words stand in several places."""
    EDITED = "edited"
    """Its words stand there no more; it holds where most of them do."""
    ORPHANED = "orphaned"
    """Its words stand nowhere."""
    NO_START = "no start"
    """The new first words do not stand near the quotation."""
    NO_END = "no end"
    """The new last words do not."""
    EDGE_EDITED = "edge edited"
    """The new first or last words stand there no more; it begins, or ends, where most of them do."""
    EDGE_LOOSE = "edge loose"
    """The new first or last words stand in several places near the quotation; the nearest counts."""
    CROSSED = "crossed"
    """The new last words stand before the first."""
    CLOSED = "closed"
    """It would make words of a heading or of code a quotation."""
    CLASH = "clash"
    """It crosses what another correction makes a quotation."""
    NEEDLESS = "needless"
    """There is no quotation that could be none."""
    NO_NAME = "no name"
    """The words of a mention do not stand in the quoted ones, or several times."""
    UNLINKED = "unlinked"
    """Nothing is linked by it: what goes before it has all its places."""
    LINKED = "linked"
    """The words of a date are, or hold, a name that is linked."""
    NO_COUNTRY = "no country"
    """A country that is not known."""
    OTHER_KIND = "other kind"
    """The entity with this id is of another kind."""
    HAS_ROLES = "has roles"
    """The roles of a listed person stand in the entry."""


@value
class Applied:
    """What became of a correction: where it holds, and what is wrong with it."""

    correction: Correction
    span: Span | None = None
    """The words that it was anchored to; None where it holds nowhere, or everywhere."""
    trouble: Trouble | None = None
    places: tuple[Span, ...] = ()
    """The places that the author should look at."""
    detail: str = ""
    """The words, the id or the entry that the trouble is about."""
