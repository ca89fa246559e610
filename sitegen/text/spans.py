"""Places in a text: half-open spans and the HTML elements laid over them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable
from itertools import accumulate
from operator import attrgetter

from sitegen.text.values import ordered_value, value

ATOM = "￼"
"""Stands in the text for what has no letters of its own: an image, a hard break, a rule, a note reference."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
"""The tags of headings, by level."""

LEAF_SEPARATOR = "\n\n"
"""Stands between two leaf blocks, so that no name and no quotation spans two of them."""


@ordered_value
class Span:
    """Half-open range of code-point offsets into one text; never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}, {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words of `text` that the span covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """True when `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def clip(self, other: Span) -> Span | None:
        """The part inside `other`, or None when they do not overlap."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None


@value(eq=False)
class Element:
    """An HTML element laid over a span. Compared by identity, so that equal neighbours never merge.

    `attrs` name targets ("other.md", "map.png"), not URLs: they are resolved for the page that is rendered.
    """

    span: Span
    tag: str
    attrs: tuple[tuple[str, str], ...] = ()
    tail: Element | None = None
    """Drawn without any text of its own at the end inside a block, such as a paragraph's link to itself."""
    written: str = ""
    """More attributes, as HTML that was made ready for many elements; a passage on another page does not carry them."""

    def get(self, name: str) -> str | None:
        """The value of the attribute `name`, or None."""
        return next((value for key, value in self.attrs if key == name), None)


def shorten(words: str, most: int) -> str:
    """`words` on one line, cut at a word's end with … when they are longer than `most` characters."""
    line = " ".join(words.split())
    if len(line) <= most:
        return line
    return line[: most - 1].rsplit(" ", 1)[0].rstrip(",;:—– ") + "…"


def plain_words(text: str, span: Span, atoms: Collection[int] = ()) -> str:
    """The words of a stretch on one line. `atoms` are the offsets of what has no letters, such as pictures."""
    words = text[span.start : span.end]
    if atoms and ATOM in words:
        words = "".join(text[at] for at in range(span.start, span.end) if at not in atoms)
    return " ".join(words.split())


_bounds: Callable[[Span], tuple[int, int]] = attrgetter("start", "end")
"""By which spans are put in order."""


class Cover:
    """Stretches of a text, to be asked what touches them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans, key=_bounds)
        self._starts = [span.start for span in ordered]
        self._furthest = list(accumulate((span.end for span in ordered), max))

    def touches(self, span: Span) -> bool:
        """True when any stretch overlaps the span. Takes logarithmic time."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._furthest[before - 1] > span.start
