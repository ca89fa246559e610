"""One place of a text told by its words, with those right before and behind where there are several such places.

A selector is the TextQuoteSelector of the Web Annotation Data Model (W3C, 2017, section 4.2.4), compared with all white
space, quotation marks, apostrophes, dashes and ways to store an accent folded (`text/folding`). Words that were edited
since are found again in `text/again`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from sitegen.text.folding import Folded, fold, small
from sitegen.text.letters import clean
from sitegen.text.spans import ATOM, Span
from sitegen.text.values import value

MOST_PLACES = 1000
"""So many places of a selector are given."""
_MOST_LOOKED_AT = 100_000
_AROUND = (1, 2, 3, 5, 8, 13, 21, 34)
"""How many words before and behind are tried, one after the other."""
_FEWEST = 3
"""A selector that needs not hold everything has at least so many words."""
_EDGES = 8
"""So many marks and blanks may stand between the words and those around them."""
_WORD = re.compile(r"\S+")
_TELLING = re.compile(r"\w")


@value
class Selector:
    """Words of a text, and those right before and right behind them, which may be empty."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@value
class Places:
    """Where a text has the words of a selector, in order of text."""

    spans: tuple[Span, ...]
    as_written: bool = True
    """False where the words stand nowhere as they are written, but with other capitals, or within longer words."""


def find_places(text: Folded, selector: Selector) -> tuple[Span, ...]:
    """Where the text has the words of the selector between its prefix and its suffix, in order of text.

    Words whose first and last letter are no part of a longer word go before others. Capitals count, unless the words
    stand nowhere with theirs. At most MOST_PLACES are given.
    """
    return look_for(text, selector).spans


def look_for(text: Folded, selector: Selector) -> Places:
    """The places that `find_places` gives, and whether the words stand there as they are written."""
    exact = fold(selector.exact)
    found = _places(text, text.text, exact, selector)
    if found.spans:
        return found
    return Places(_places(text, text.lower, small(exact), selector).spans, as_written=False)


def _places(text: Folded, letters: str, exact: str, selector: Selector) -> Places:
    """The same in the letters of the text, as they are or small."""
    prefix, suffix = _without_edge(fold(selector.prefix)[::-1])[::-1], _without_edge(fold(selector.suffix))
    fitting = (
        at
        for at in islice(_occurrences(letters, exact), _MOST_LOOKED_AT)
        if _is_between(text.text, at, at + len(exact), prefix, suffix)
    )
    found = list(islice(fitting, MOST_PLACES))
    whole = [at for at in found if _is_whole(text.text, at, at + len(exact))]
    spans = tuple(text.back(at, at + len(exact)) for at in whole or found)
    parts = not whole and any(_is_part(text.text, at, at + len(exact)) for at in found)
    return Places(spans, as_written=not parts)


def selector_of(text: Folded, span: Span) -> Selector | None:
    """The selector of all the words at `span`, with as few words around them as tell it from every other place.

    None for a span without letters and figures, and where even many words around it stand elsewhere too.
    """
    return _selector(text, span, span)


def short_selector_of(text: Folded, span: Span) -> Selector | None:
    """The selector of the first words at `span`, as few as tell it from every other place; else as `selector_of`."""
    ends = [span.start + word.end() for word in _WORD.finditer(span.of(text.original))]
    for count in _AROUND:
        if _FEWEST <= count < len(ends):
            part = Span(span.start, ends[count - 1])
            selector = Selector(_written(text.original, part.start, part.end))
            if fold(selector.exact) and _only_place(text, selector, part):
                return selector
    return selector_of(text, span)


def _selector(text: Folded, span: Span, wanted: Span) -> Selector | None:
    exact = _written(text.original, span.start, span.end)
    if _TELLING.search(exact) is None:
        return None
    return next((one for one in _around(text, span, exact) if _only_place(text, one, wanted)), None)


def _around(text: Folded, span: Span, exact: str) -> Iterator[Selector]:
    """Selectors of the words with more and more words around them."""
    yield Selector(exact)
    for count in _AROUND:
        before, behind = _before(text.original, span.start, count), _behind(text.original, span.end, count)
        yield Selector(exact, prefix=before)
        yield Selector(exact, suffix=behind)
        yield Selector(exact, before, behind)


def _only_place(text: Folded, selector: Selector, span: Span) -> bool:
    places = find_places(text, selector)
    return len(places) == 1 and _telling(text.original, places[0]) == _telling(text.original, span)


def _telling(text: str, span: Span) -> tuple[int, int]:
    """The span without what a folded text does not have at its ends."""
    start, end = span.start, span.end
    while start < end and not clean(text[start].replace(ATOM, " ")).strip():
        start += 1
    while end > start and not clean(text[end - 1].replace(ATOM, " ")).strip():
        end -= 1
    return start, end


def _before(text: str, start: int, count: int) -> str:
    """So many words before an offset; the first may be a part of one."""
    near = text[max(0, start - 40 * count) : start]
    words = list(_WORD.finditer(near))[-count:]
    return _written(near, words[0].start(), len(near)) if words else ""


def _behind(text: str, end: int, count: int) -> str:
    near = text[end : end + 40 * count]
    words = list(islice(_WORD.finditer(near), count))
    return _written(near, 0, words[-1].end()) if words else ""


def _written(text: str, start: int, end: int) -> str:
    """The words as an author may write them, on one line."""
    return " ".join(clean(text[start:end].replace(ATOM, " ")).split())


def _occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _is_between(text: str, start: int, end: int, prefix: str, suffix: str) -> bool:
    """True where the prefix stands before and the suffix behind, in small letters or not, marks between or none."""
    before = text[max(0, start - len(prefix) - _EDGES) : start] if prefix else ""
    behind = text[end : end + len(suffix) + _EDGES] if suffix else ""
    told = _without_edge(before[::-1])[::-1].casefold().endswith(prefix.casefold())
    return told and _without_edge(behind).casefold().startswith(suffix.casefold())


def _without_edge(around: str) -> str:
    """The words around without the marks and blanks at the beginning; all of it where there are no words."""
    word = _TELLING.search(around)
    return around[word.start() :] if word is not None else around.lstrip()


def _is_whole(text: str, start: int, end: int) -> bool:
    """True where no letter at the ends goes on outside."""
    return not (_goes_on(text[start - 1 : start], text[start]) or _goes_on(text[end - 1], text[end : end + 1]))


def _goes_on(one: str, other: str) -> bool:
    return one.isalnum() and other.isalnum()


def _is_part(text: str, start: int, end: int) -> bool:
    """True where a word goes on outside, in a script that parts its words: one with capitals, or figures."""
    outside = (text[start - 1 : start], text[end : end + 1])
    return not _is_whole(text, start, end) and any(one.isdigit() or one.lower() != one.upper() for one in outside)
