"""What a reader makes of one source file, before it is an article: its body, and what it says about itself."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace

from sitegen.diagnostics import Diagnostic
from sitegen.model import NOWHERE, Checked, Corrections, Publisher, Written
from sitegen.text.spans import Element
from sitegen.text.values import value


@value
class Body:
    """One text, and the elements over it as an Article has them."""

    text: str
    blocks: tuple[Element, ...]
    marks: tuple[Element, ...] = ()
    atoms: tuple[Element, ...] = ()

    def under_headline(self) -> Body:
        """The body with its headings on levels below the headline's, none of which skips one: HTML asks for that."""
        headings = [block for block in self.blocks if block.tag in _HEADINGS]
        tags = tuple(_levels(headings))
        if all(block.tag == tag for block, tag in zip(headings, tags, strict=True)):
            return self
        left = iter(tags)
        blocks = (replace(block, tag=next(left)) if block.tag in _HEADINGS else block for block in self.blocks)
        return replace(self, blocks=tuple(blocks))


_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def _levels(headings: Iterable[Element]) -> Iterator[str]:
    """For each heading the tag of its level under a headline: one more than that of the heading it stands below."""
    above: list[str] = []
    for heading in headings:
        while above and above[-1] >= heading.tag:
            above.pop()
        above.append(heading.tag)
        yield f"h{min(len(above) + 1, 6)}"


@value
class Named:
    """A name as the text writes it, the id of whom it means, or nothing to leave it alone, and where that is said."""

    name: str
    entity_id: str | None
    """None where the text tells whom it means."""
    written: Written = NOWHERE
    kind: str = ""
    """What sort of thing the name means, where that is said."""


@value
class Updated:
    """The day of an article's last change, and where it is said."""

    day: datetime.date
    written: Written
    is_sure: bool = True
    """False for what other systems write by themselves: a day before that of publication is passed over."""


@value
class Alias:
    """Another address of the article, or another title, and where it is said."""

    words: str
    written: Written = NOWHERE


@value
class Details:
    """What a file says about its article; every field may be empty."""

    # The same fields as in Article, which joins what several sources say: a part inside it would be one step more for
    # everybody who asks an article for its date.
    headline: str = ""
    date: datetime.date | None = None
    updated: Updated | None = None
    aliases: tuple[Alias, ...] = ()
    slug: str = ""
    dateline: str = ""
    authors: tuple[str, ...] = ()
    publisher: Publisher | None = None
    language: str = ""
    tags: tuple[str, ...] = ()
    summary: str = ""
    draft: bool = False
    correction: str = ""
    checked: Checked | None = None
    named: tuple[Named, ...] = ()
    corrections: Corrections | None = None
    withheld: tuple[str, ...] = ()
    """Keys of other systems that make it a draft."""
    passed: tuple[str, ...] = ()
    """Keys of other systems that say nothing here."""
    due: datetime.date | None = None
    """The day from which it goes out, where that is told apart from its date."""
    expires: datetime.date | None = None
    """The day from which it goes out no more."""

    def over(self, other: Details) -> Details:
        """`other`, with every field that is filled in here taken from here."""
        filled = {field.name: value for field in fields(self) if (value := getattr(self, field.name))}
        return replace(other, **filled) if filled else other


@value
class Draft:
    """A file, read."""

    body: Body
    details: Details = Details()
    told: tuple[Diagnostic, ...] = ()
    """What its author should know, and which is no mistake."""
    whole: Body | None = None
    """The body with a headline that only looks like one, for an article that has another."""


Reader = Callable[[str, str], Draft]
"""From the text of a file, and its path for messages, to a draft. Raises SitegenError."""
