"""The nouns of an article: as it was read, and with all that was found."""

from __future__ import annotations

import datetime

from sitegen.model.annotations import DateMention, Mention, Quotation
from sitegen.model.corrections import Applied, Checked, Corrections
from sitegen.model.entities import Entity
from sitegen.text.spans import Element, Span
from sitegen.text.values import value


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
