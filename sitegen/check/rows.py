"""What a review consists of: rows, each with a place, what is to be looked at there, and a way out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from sitegen.text.values import value


class Topic(StrEnum):
    """What a row is about, in the order in which rows are told: what was lost first, the plain listing last."""

    CORRECTIONS = "corrections"
    AMBIGUOUS = "ambiguous"
    LINKS = "links"
    ROLES = "roles"
    PICTURES = "pictures"
    QUOTATIONS = "quotations"
    NAMES = "names"
    UNUSED = "unused"
    DRAFTS = "drafts"
    WARNINGS = "warnings"
    ENTITIES = "entities"


Detail = str | int | float | bool | None


@value
class Row:
    """One thing to look at. `line` and `column` count from 1 and are 0 where they are not known."""

    topic: Topic
    subject: str
    """The name or the words that it is about."""
    message: str
    help: str = ""
    """What to write, or to run."""
    path: str = ""
    """The file, below the project folder until the row is located, then as the user would type it."""
    line: int = 0
    column: int = 0
    offset: int | None = None
    """Where it is in the text of the article; for finding line and column."""
    certainty: float | None = None
    """How sure the annotator is, 0 to 1, where it decided."""
    code: str = ""
    """The stable number of the rule."""
    details: Mapping[str, Detail] = field(default_factory=dict)
    """More about it for programs."""

    @property
    def needs_attention(self) -> bool:
        """True for all but the plain listing of entities: such a row counts with --strict."""
        return self.topic is not Topic.ENTITIES


@value
class Review:
    """All rows about a project, topic by topic, how many articles were looked at, and of how many somebody vouches."""

    articles: int
    rows: tuple[Row, ...]
    checked: int = 0

    def of(self, topic: Topic) -> tuple[Row, ...]:
        """The rows of one topic, in order."""
        return tuple(row for row in self.rows if row.topic is topic)

    @property
    def open(self) -> int:
        """How many rows need somebody's attention."""
        return sum(row.needs_attention for row in self.rows)
