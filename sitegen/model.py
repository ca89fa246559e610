"""The nouns of sitegen: what an article, an entity, a mention and a quotation are. Plain immutable values."""

from __future__ import annotations

import datetime
from dataclasses import replace
from enum import StrEnum

from sitegen.text.selectors import Selector
from sitegen.text.spans import Element, Span
from sitegen.text.values import value


class Kind(StrEnum):
    """What sort of thing an entity is."""

    PERSON = "person"
    COUNTRY = "country"
    PLACE = "place"
    ORGANIZATION = "organization"
    TERM = "term"


class Origin(StrEnum):
    """Where an entity is known from."""

    KNOWLEDGE = "knowledge"
    """The user's own entry."""
    BUILT_IN = "built-in"
    """The tables of countries, places and organisations that ship with sitegen."""
    FOUND = "found"
    """Nobody listed it: the structure of the article's text gave it away."""


class Gender(StrEnum):
    """Which pronouns a person is known by; used to resolve "he said"."""

    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


@value
class Role:
    """An office or occupation, with the dates it was held where they are known (both inclusive)."""

    title: str
    start: datetime.date | None = None
    end: datetime.date | None = None
    since: str = ""
    """The first day as it was written: 2020-02-26, 2020-02 or 2020."""
    until: str = ""
    """The last day as it was written."""


@value
class Fact:
    """A labelled statement, such as Capital: Warsaw."""

    label: str
    value: str


@value
class Reference:
    """Where a statement about an entity can be checked. `url` may be empty."""

    title: str
    url: str = ""


@value
class Entity:
    """A person, country, place, organisation or term. `aliases` are all other exact spellings that mean it."""

    id: str
    kind: Kind
    name: str
    aliases: tuple[str, ...] = ()
    summary: str = ""
    glossary: bool = False
    roles: tuple[Role, ...] = ()
    facts: tuple[Fact, ...] = ()
    references: tuple[Reference, ...] = ()
    url: str = ""
    image: str = ""
    """Path of a picture in static/, or empty."""
    image_alt: str = ""
    """What the picture shows, in words; empty where it only goes with the name."""
    image_credit: str = ""
    """Who made the picture and under which licence, or empty."""
    country: str = ""
    """Id of the country that the entity belongs to, or empty."""
    country_code: str = ""
    """ISO 3166-1 alpha-2 code; countries only."""
    gender: Gender = Gender.UNKNOWN
    sort_name: str = ""
    """By what it stands in lists, where its entry says so."""
    origin: Origin = Origin.KNOWLEDGE
    certainty: float = 1.0
    """How likely a found organisation or place is one, from 0 to 1."""
    evidence: tuple[Span, ...] = ()
    """For what a text tells: where in its article it gives the role. Parallel to `roles`."""

    def __hash__(self) -> int:
        """That of its id, which is another for nearly every other entity, and takes no time."""
        return hash(self.id)

    def with_told(self, told: Entity | None) -> Entity:
        """The entity with what a text tells of it, field by field, where its entry leaves that open."""
        if told is None:
            return self
        return replace(
            self,
            roles=self.roles or told.roles,
            evidence=self.evidence if self.roles else told.evidence,
            country=self.country or told.country,
            summary=self.summary or told.summary,
            gender=told.gender if self.gender is Gender.UNKNOWN else self.gender,
        )

    def role_on(self, day: datetime.date | None) -> Role | None:
        """The role held on `day`; undated roles hold always; without a day the last one listed."""
        if day is None:
            return self.roles[-1] if self.roles else None
        held = [
            role
            for role in self.roles
            if (role.start is None or role.start <= day) and (role.end is None or day <= role.end)
        ]
        return held[-1] if held else None

    @property
    def flag(self) -> str:
        """The Unicode flag of a country, or the empty string."""
        return "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in self.country_code)


@value
class Publisher:
    """Who first published an article, and where."""

    name: str
    url: str = ""


@value
class Article:
    """One source file, read. Everything else points into `text` with code-point offsets and never changes it.

    `blocks` hold the block elements, outer before inner; `marks` the author's inline typography; `atoms` elements of
    length 1 over a U+FFFC each, known by their offset and not by the character. A blank line parts leaf blocks.
    """

    slug: str
    headline: str
    text: str
    blocks: tuple[Element, ...]
    marks: tuple[Element, ...] = ()
    atoms: tuple[Element, ...] = ()
    path: str = ""
    """Path of the source file below the project folder, with forward slashes."""
    date: datetime.date | None = None
    updated: datetime.date | None = None
    """The day of its last change, where that is told; never before its date."""
    aliases: tuple[str, ...] = ()
    """Paths of files below the site that lead on to its page."""
    dateline: str = ""
    authors: tuple[str, ...] = ()
    publisher: Publisher | None = None
    language: str = ""
    tags: tuple[str, ...] = ()
    summary: str = ""
    draft: bool = False
    correction: str = ""
    checked: Checked | None = None
    corrections: Corrections | None = None
    """What the author says against what is found in the text; None where nothing is said. A site does not keep it."""

    def __hash__(self) -> int:
        """That of its slug, which no two articles of a site have in common."""
        return hash(self.slug)

    @property
    def last_day(self) -> datetime.date | None:
        """The day of its last change, which is that of its publication where none is told."""
        return self.updated or self.date


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


@value
class Annotated:
    """An article with all that was found. `mentions` do not overlap and stand in order of text, as do `quotations`."""

    article: Article
    mentions: tuple[Mention, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    found: tuple[Entity, ...] = ()
    """Entities that only the text knows, with the roles that it gives them."""
    told: tuple[Entity, ...] = ()
    """What the text tells of listed entities where their entries leave it open: nothing else of these is filled in."""
    dates: tuple[DateMention, ...] = ()
    """In order of text; none touches a mention or another date."""
    sentences: tuple[Span, ...] = ()
    """In order of text; none spans two leaf blocks."""
    doubtful: tuple[Quotation, ...] = ()
    """Clauses that a site leaves out because they may be no report; a review shows them."""
    applied: tuple[Applied, ...] = ()
    """What became of the author's corrections; a site does not keep it."""
