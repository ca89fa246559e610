"""The words by which a correction is found again: as few as fit one place only, as an author writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from sitegen.text.folding import Folded, fold
from sitegen.text.selectors import Selector, find_places, selector_of, short_selector_of
from sitegen.text.spans import Span

_WORD = re.compile(r"\S+")
_FEWEST = 3
"""So many words stand around a mention where there are so many."""
_MOST = 24
_WHOLE = 12
"""So many words of a new quotation are written out; of a longer one the first and the last."""
_EDGE_WORDS = 8
_MARKS = " \n\t“”„‟«»‹›\"'‘‚‛"
"""What stands around quoted words."""


def bare(text: str, span: Span) -> Span:
    """A stretch without the marks and white space around it; itself where there is nothing else."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip(_MARKS))
    end = span.end - (len(words) - len(words.rstrip(_MARKS)))
    return Span(start, end) if start < end else span


def words_of(text: str, span: Span) -> str:
    """The words of a stretch on one line."""
    return " ".join(span.of(text).split())


def quotation_words(text: Folded, span: Span) -> Mapping[str, str] | None:
    """What finds a quotation that has the words at `span`; None where nothing tells them from others."""
    selector = short_selector_of(text, bare(text.original, span))
    return written(selector) if selector is not None else None


def new_quotation_words(text: Folded, span: Span) -> Mapping[str, str] | None:
    """What makes a quotation of exactly the words at `span`; None where nothing tells them from others."""
    whole = bare(text.original, span)
    if len(whole.of(text.original).split()) <= _WHOLE and (selector := selector_of(text, whole)) is not None:
        return written(selector)
    begin = quotation_words(text, whole)
    if begin is None:
        return None
    return {**begin, "starts": first_words(text, whole), "ends": last_words(text, whole)}


def mention_words(text: Folded, span: Span, block: Span) -> Mapping[str, str] | None:
    """What finds one mention in its block: its words, and some around; None where nothing tells it from others."""
    name = words_of(text.original, span)
    for around in _windows(text.original, span, block):
        selector = Selector(words_of(text.original, around))
        if fold(selector.exact).count(fold(name)) == 1 and len(find_places(text, selector)) == 1:
            return {"quote": selector.exact, "name": name}
    selector_around = selector_of(text, span)
    return {**written(selector_around), "name": name} if selector_around is not None else None


def first_words(text: Folded, span: Span) -> str:
    """The first words of a stretch, as few as stand nowhere else, two at least where there are two."""
    words = list(_WORD.finditer(span.of(text.original)))[:_EDGE_WORDS]
    return _fewest(text, [span.of(text.original)[: word.end()] for word in words])


def last_words(text: Folded, span: Span) -> str:
    """The last words of a stretch, as few as stand nowhere else, two at least where there are two."""
    words = list(_WORD.finditer(span.of(text.original)))[-_EDGE_WORDS:]
    return _fewest(text, [span.of(text.original)[word.start() :] for word in reversed(words)])


def written(selector: Selector) -> Mapping[str, str]:
    """A selector as an author writes it."""
    keys = {"quote": selector.exact, "prefix": selector.prefix, "suffix": selector.suffix}
    return {key: words for key, words in keys.items() if words}


def _fewest(text: Folded, candidates: Sequence[str]) -> str:
    """The first of these that stands in one place only, but for the shortest; else the longest."""
    shown = [" ".join(words.split()) for words in candidates]
    unique = (words for words in shown[1:] if len(find_places(text, Selector(words))) == 1)
    return next(unique, shown[-1])


def _windows(text: str, span: Span, block: Span) -> Iterator[Span]:
    """Stretches of whole words around a mention, in its block, the shortest first, those with more behind it first."""
    words = [(block.start + word.start(), block.start + word.end()) for word in _WORD.finditer(block.of(text))]
    inside = [n for n, (start, end) in enumerate(words) if start < span.end and span.start < end]
    if not inside:
        return
    first, last = inside[0], inside[-1]
    own = last - first + 1
    for more in range(max(0, min(_FEWEST, len(words)) - own), max(1, _MOST - own)):
        for behind in range(more, -1, -1):
            start, end = first - (more - behind), last + behind
            if start >= 0 and end < len(words):
                yield bare(text, Span(words[start][0], words[end][1]))
