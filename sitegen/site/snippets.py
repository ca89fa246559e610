"""Stretches of an article that other pages show: the sentences around a mention or a quotation."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import field

from sitegen.model import Annotated, Article, Quotation, QuotationKind
from sitegen.text.spans import Element, Span
from sitegen.text.values import value
from sitegen.text.weave import leaf_blocks, weave, weave_row

LONGEST_CONTEXT = 400
"""At most so many characters of a sentence are shown before what it is shown for, and as many after."""

_INLINE = frozenset({"em", "strong", "s", "del", "code", "sub", "sup"})
_SPOKEN = {kind: f'<span class="quotation {kind}">' for kind in QuotationKind}


@value
class Snippet:
    """A stretch of an article, with the typography inside it. It is cut where a sentence is too long to show whole."""

    article: Article = field(repr=False)
    span: Span
    marks: tuple[Element, ...] = ()
    atoms: tuple[Element, ...] = ()
    cut_before: bool = False
    cut_after: bool = False


@value
class Sentences:
    """The sentences of an article, in order, each with the marks that touch it. None spans two leaf blocks."""

    article: Article
    spans: tuple[Span, ...]
    starts: tuple[int, ...]
    marks: tuple[tuple[Element, ...], ...]
    atoms: tuple[Element, ...]
    """In order of text."""
    short: dict[int, Snippet] = field(default_factory=dict)
    """By their numbers, those asked for that are shown whole."""

    def around(self, *spans: Span) -> Snippet:
        """The sentences in which `spans` stand, which are in order."""
        number = bisect_right(self.starts, spans[0].start) - 1
        if len(spans) == 1 and number >= 0 and self._is_short(number) and self.spans[number].end >= spans[0].end:
            snippet = self.short.get(number)
            if snippet is None:
                snippet = self.short[number] = self._whole(number)
            return snippet
        return self._around(*spans)

    def _is_short(self, number: int) -> bool:
        """True for a sentence of which nothing is cut, whatever stands in it."""
        return len(self.spans[number]) <= LONGEST_CONTEXT

    def _whole(self, number: int) -> Snippet:
        """The sentence with this number."""
        marks = self.marks[number]
        return Snippet(
            self.article,
            self.spans[number],
            tuple(dict.fromkeys(marks)) if marks else (),
            self._inside(self.spans[number]),
        )

    def _inside(self, span: Span) -> tuple[Element, ...]:
        """The atoms that stand in the span."""
        if not self.atoms:
            return ()
        low, high = (bisect_left(self.atoms, at, key=_start) for at in (span.start, span.end))
        return self.atoms[low:high]

    def _around(self, *spans: Span) -> Snippet:
        inner = Span(spans[0].start, max(span.end for span in spans))
        if not self.spans:
            return Snippet(self.article, inner)
        first, last = self._at(inner.start), self._at(inner.end - 1)
        whole = Span(min(self.spans[first].start, inner.start), max(self.spans[max(first, last)].end, inner.end))
        shown = _shorten(self.article.text, whole, inner)
        marks = dict.fromkeys(mark for number in range(first, last + 1) for mark in self.marks[number])
        return Snippet(
            self.article,
            shown,
            tuple(marks),
            self._inside(shown),
            cut_before=shown.start > whole.start,
            cut_after=shown.end < whole.end,
        )

    def _at(self, offset: int) -> int:
        return max(bisect_right(self.starts, offset) - 1, 0)


def find_sentences(annotated: Annotated) -> Sentences:
    """The sentences of an article; its leaf blocks, where nobody has cut it into sentences.

    Takes time in proportion to its text and marks.
    """
    article = annotated.article
    spans = annotated.sentences or tuple(leaf.span for leaf in leaf_blocks(article.blocks))
    starts = tuple(span.start for span in spans)
    marks: list[list[Element]] = [[] for _ in spans]
    for mark in article.marks:
        if mark.tag in _INLINE:
            first, last = (bisect_right(starts, at) - 1 for at in (mark.span.start, mark.span.end - 1))
            for number in range(max(first, 0), last + 1):
                marks[number].append(mark)
    atoms = tuple(sorted(article.atoms, key=_start))
    return Sentences(article, spans, starts, tuple(map(tuple, marks)), atoms)


def weave_passage(passage: Snippet, highlighted: Sequence[Span] = (), quotation: Quotation | None = None) -> str:
    """The HTML of a passage for another page: without ids, links and pictures."""
    segments = quotation.segments if quotation is not None else ()
    if not passage.marks and not passage.atoms:
        tagged = [(one.span, _SPOKEN[one.kind], "</span>") for one in segments]
        tagged += [(span, "<mark>", "</mark>") for span in highlighted]
        row = weave_row(passage.article.text, passage.span, tagged)
        if row is not None:
            return row
    spoken = tuple(Element(one.span, "span", (("class", f"quotation {one.kind}"),)) for one in segments)
    named = tuple(Element(span, "mark") for span in highlighted)
    atoms = tuple(Element(atom.span, "br" if atom.tag == "br" else "") for atom in passage.atoms)
    return weave(passage.article.text, (), spoken, named, passage.marks, atoms=atoms, within=passage.span)


def _start(element: Element) -> int:
    return element.span.start


def _shorten(text: str, whole: Span, inner: Span) -> Span:
    """As much of `whole` as is shown around `inner`, cut between words where there are any."""
    start, end = whole.start, whole.end
    if inner.start - start > LONGEST_CONTEXT:
        earliest = inner.start - LONGEST_CONTEXT
        space = text.find(" ", earliest, inner.start)
        start = space + 1 if space >= 0 else earliest
    if end - inner.end > LONGEST_CONTEXT:
        latest = inner.end + LONGEST_CONTEXT
        space = text.rfind(" ", inner.end, latest)
        end = space if space > 0 else latest
    return Span(start, end)
