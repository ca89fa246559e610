"""What is told of an article in rows: small tuples, of which a site has hundreds of thousands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import Any, NamedTuple, TypeVar

from sitegen.model import Entity, Gender, Kind, Origin, Role, SpeakerRule
from sitegen.site.thresholds import line_of

Row = TypeVar("Row", bound=tuple[Any, ...])


class Passage(NamedTuple):
    """A stretch of an article as HTML for other pages. It is cut where a sentence is too long to show whole."""

    words: str
    cut_before: bool
    cut_after: bool


class Naming(NamedTuple):
    """A passage that names an entity, every name of it made to stand out.

    `place` leads to the first of its mentions: the number of that mention, or the fragment of a paragraph.
    """

    passage: Passage
    place: int | str


class Quoted(NamedTuple):
    """A quotation as other pages show it: its passage, its cue, its words, and what stands between marks as spoken."""

    passage: Passage
    cue: str
    words: str
    verbatim: str


class Uttered(NamedTuple):
    """A quotation in short: its number in the article from 1, its kind, who says it, and whom and what it names.

    Without a speaker the confidence is -1. `names` are the ids of the entities that are named in its words, each once.
    """

    number: int
    kind: str
    speaker_id: str
    speaker: str
    confidence: float
    rule: str
    names: tuple[str, ...] = ()

    @property
    def is_named(self) -> bool:
        """True when pages name the speaker."""
        return self.confidence >= _line_of(self.rule, bool(self.speaker_id))


@cache
def _line_of(rule: str, is_entity: bool) -> float:
    """How sure the annotator must be for pages to name an entity, or mere words, that was found by this rule."""
    return line_of(SpeakerRule(rule) if rule else None, is_entity)


class Named(NamedTuple):
    """An entity in an article: its id on the site, that under which the store has it, and how often it is named."""

    entity_id: str
    stored_id: str
    mentions: int
    passages: int


class Found(NamedTuple):
    """An entity that only the text knows, as an article gives it; `roles` are their titles.

    Of a listed entity it is what the article tells beyond the entry.
    """

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...]
    summary: str
    roles: tuple[str, ...]
    country: str
    gender: str
    certainty: float

    def with_more(self, other: Found) -> Found:
        """The same with the country and the gender that another article gives, where this one gives none."""
        more = other if other.country and not self.country else self
        gender = other.gender if self.gender == Gender.UNKNOWN else self.gender
        if more is self and gender == self.gender:
            return self
        return self._replace(country=more.country, summary=more.summary, gender=gender)

    def entity(self, roles: Iterable[str]) -> Entity:
        """The entity, with these roles."""
        return Entity(
            id=self.id,
            kind=Kind(self.kind),
            name=self.name,
            aliases=self.aliases,
            summary=self.summary,
            roles=tuple(map(Role, roles)),
            country=self.country,
            gender=Gender(self.gender),
            origin=Origin.FOUND,
            certainty=self.certainty,
            glossary=self.kind == Kind.TERM,
        )


class RoleGiven(NamedTuple):
    """A role that an article gives an entity whose entry has none, and the fragment of the paragraph that does."""

    entity_id: str
    title: str
    fragment: str


class Shapes(NamedTuple):
    """The prints of what pages show of an article beside its texts: of all of it, of who says what, and of who and what
    is named together.
    """

    whole: bytes = b""
    said: bytes = b""
    together: bytes = b""


class Rows(NamedTuple):
    """Whom and what an article names, in order of their first mentions; what is said in it; and for each passage that
    names several entities their ids, each once. Ids are interned: many articles hold the same.
    """

    named: tuple[Named, ...] = ()
    uttered: tuple[Uttered, ...] = ()
    together: tuple[tuple[str, ...], ...] = ()


FlatRows = tuple[tuple[tuple[Any, ...], ...], tuple[tuple[Any, ...], ...], tuple[tuple[str, ...], ...]]
"""`Rows` as tuples of tuples."""


def as_rows(kind: type[Row], flat: tuple[tuple[Any, ...], ...]) -> tuple[Row, ...]:
    """Named tuples of these, of which a site has hundreds of thousands: as `kind._make`, in a third of the time."""
    return tuple(map(partial(tuple.__new__, kind), flat)) if flat else ()


class LaterRows:
    """The rows of an article, read when somebody asks: of thousands of articles few are asked for theirs.

    Of what is read each part is made into rows when it is asked for itself.
    """

    __slots__ = ("_named", "_rest", "_uttered")

    def __init__(self, read: Callable[[], FlatRows]) -> None:
        self._rest: Callable[[], FlatRows] | list[Any] = read
        self._named: tuple[Named, ...] | None = None
        self._uttered: tuple[Uttered, ...] | None = None

    def __eq__(self, other: object) -> bool:
        return self.whole == (other.whole if isinstance(other, LaterRows) else other)

    def __hash__(self) -> int:
        return hash(self.whole)

    @property
    def whole(self) -> Rows:
        """All of them."""
        return Rows(self.named, self.uttered, self.together)

    @property
    def named(self) -> tuple[Named, ...]:
        """As in `Rows`."""
        if self._named is None:
            self._named = as_rows(Named, self._take(0))
        return self._named

    @property
    def uttered(self) -> tuple[Uttered, ...]:
        """As in `Rows`."""
        if self._uttered is None:
            self._uttered = as_rows(Uttered, self._take(1))
        return self._uttered

    @property
    def together(self) -> tuple[tuple[str, ...], ...]:
        """As in `Rows`."""
        together: tuple[tuple[str, ...], ...] = self._parts()[2]
        return together

    def _take(self, part: int) -> tuple[tuple[Any, ...], ...]:
        """A part as it was read, which is not held any longer."""
        parts = self._parts()
        taken: tuple[tuple[Any, ...], ...] = parts[part]
        parts[part] = None
        return taken

    def _parts(self) -> list[Any]:
        parts = self._rest
        if not isinstance(parts, list):
            parts = self._rest = list(parts())
        return parts
