"""The words by which a correction is found again: as few as fit one place only, whole ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sitegen.diagnostics import Diagnostic, SitegenError
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


def quotation_words(text: Folded, span: Span) -> Mapping[str, str]:
    """What finds a quotation that has the words at `span`. Raises SitegenError (SG752)."""
    selector = short_selector_of(text, bare(text.original, span))
    if selector is None:
        raise _nothing_tells(text, span)
    return record_of(selector)


def new_quotation_words(text: Folded, span: Span) -> Mapping[str, str]:
    """What makes a quotation of exactly the words at `span`. Raises SitegenError (SG752)."""
    whole = bare(text.original, span)
    if len(whole.of(text.original).split()) <= _WHOLE and (selector := selector_of(text, whole)) is not None:
        return record_of(selector)
    return {**quotation_words(text, whole), "starts": first_words(text, whole), "ends": last_words(text, whole)}


def mention_words(text: Folded, span: Span, block: Span) -> Mapping[str, str]:
    """What finds one mention in its block: the words around it, and its own. Raises SitegenError (SG752)."""
    name = words_of(text.original, span)
    for around in _windows(text.original, span, block):
        selector = Selector(words_of(text.original, around))
        if fold(selector.exact).count(fold(name)) == 1 and len(find_places(text, selector)) == 1:
            return {"quote": selector.exact, "name": name}
    selector_around = selector_of(text, span)
    if selector_around is None:
        raise _nothing_tells(text, span)
    return {**record_of(selector_around), "name": name}


def first_words(text: Folded, span: Span) -> str:
    """The first words of a stretch, as few as stand nowhere else, two at least where there are two."""
    words = list(_WORD.finditer(span.of(text.original)))[:_EDGE_WORDS]
    return _fewest(text, [span.of(text.original)[: word.end()] for word in words])


def last_words(text: Folded, span: Span) -> str:
    """The last words of a stretch, as few as stand nowhere else, two at least where there are two."""
    words = list(_WORD.finditer(span.of(text.original)))[-_EDGE_WORDS:]
    return _fewest(text, [span.of(text.original)[word.start() :] for word in reversed(words)])


def record_of(selector: Selector) -> Mapping[str, str]:
    """A selector as an author writes it."""
    keys = {"quote": selector.exact, "prefix": selector.prefix, "suffix": selector.suffix}
    return {key: words for key, words in keys.items() if words}


def selector_in(item: Mapping[str, Any]) -> Selector:
    """The selector of a correction that stands in a file."""
    return Selector(*(str(item.get(key, "")) for key in ("quote", "prefix", "suffix")))


def _fewest(text: Folded, candidates: list[str]) -> str:
    """The first of these that stands in one place only, but for the shortest; else the longest."""
    written = [" ".join(words.split()) for words in candidates]
    unique = (words for words in written[1:] if len(find_places(text, Selector(words))) == 1)
    return next(unique, written[-1])


def _windows(text: str, span: Span, block: Span) -> Iterator[Span]:
    """Stretches of whole words around a mention, in its block, the shortest first, those with more behind it first."""
    words = [(block.start + word.start(), block.start + word.end()) for word in _WORD.finditer(block.of(text))]
    inside = [n for n, (start, end) in enumerate(words) if start < span.end and span.start < end]
    if not inside:
        return
    first, last = inside[0], inside[-1]
    own = last - first + 1
    for more in range(max(0, min(_FEWEST, len(words)) - own), _MOST - own):
        for behind in range(more, -1, -1):
            start, end = first - (more - behind), last + behind
            if start >= 0 and end < len(words):
                yield bare(text, Span(words[start][0], words[end][1]))


def _nothing_tells(text: Folded, span: Span) -> SitegenError:
    message = f"nothing tells “{words_of(text.original, span)[:60]}” here from the same words elsewhere"
    return SitegenError(Diagnostic("desk", message, "SG752", help="make the text around it different, or select more"))
