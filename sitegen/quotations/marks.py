"""Words between quotation marks: where the marks open and close, nested ones and unclosed paragraphs included."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.text.spans import Span
from sitegen.text.tokens import Tokens
from sitegen.text.values import value
from sitegen.text.wordlists import load_words

_DOUBLE = re.compile(r"['`‘’“”„\"«»](?:(?<=[“”„\"«»])|(?<=')'|(?<=`)`|(?<=‘)‘|(?<=’)’)")
"""A pattern that begins with the letters it may begin with is found many times as fast, as are the two below."""
_CURLY_OPEN = frozenset({"“", "„", "``", "‘‘", "«"})
_CURLY_CLOSE = frozenset({"”", "’’", "»"})
_BEFORE_OPENING = frozenset(" \n\t\u00a0\u202f([{—–-/…>") | {""}
_SINGLE = re.compile(r"[‘'](?<![\w’'.,!?;:)”\"‘][‘'])(?=[\w“\"\[$¿¡])(?!')")
_SINGLE_CLOSE = re.compile(r"[’'](?<=[^\s‘(\['][’'])(?![\w’'])")
_SPEECH_ENDS = frozenset(",!?")
_BEFORE_SPEECH = frozenset({"", ".", "!", "?", ",", ":", "”", "’", "'"})
_MOST_MARKS = 100
"""How many marks inside one quotation are looked at for the one that closes it."""
_SHORTEST_OPEN = 30
"""How many code points must follow a mark inside a paragraph that never closes."""
_LONGEST_SINGLE = 1500
"""How many code points a quotation between single marks may have."""
_LEADING_WORD = re.compile(r"\w+")


@value
class Marked:
    """One stretch between marks inside one leaf block; `span` has the marks, `inner` is what they hold."""

    span: Span
    inner: Span
    leaf: int
    closed: bool = True
    """False when the paragraph ends before the mark closes."""
    signed: Span | None = None
    """Who signs the block quotation that the words stand in."""
    block: Span | None = None
    """The first words of that block; the words of such a block need no marks."""


@value
class QuotedSpan:
    """A quoted stretch with its number in the text and its first and last token."""

    number: int
    marks: Marked
    first: int
    last: int


def leaf_spans(tokens: Tokens) -> tuple[tuple[int, Span], ...]:
    """Number and span of each leaf block that has words, in order."""
    return tuple([(tokens.leaves[block[0]], tokens.span(block[0], block[-1])) for block in tokens.blocks])


def find_quoted(tokens: Tokens) -> tuple[Marked, ...]:
    """Every outermost stretch between quotation marks, in order of text.

    An unclosed one counts only when the next paragraph opens with a mark again, or its own opens with it.
    Beside double marks single ones are headlines and irony: then they count only in a paragraph without double ones
    where one opens a sentence and closes behind the mark that ends it or a comma, as speech does.
    """
    leaves = leaf_spans(tokens)
    found: list[Marked] = []
    for index, (leaf, span) in enumerate(leaves):
        following = leaves[index + 1][1] if index + 1 < len(leaves) else None
        goes_on = following is not None and _DOUBLE.match(tokens.text, following.start) is not None
        found.extend(_double_quoted(tokens.text, leaf, span, goes_on))
    with_double = {quoted.leaf for quoted in found}
    for leaf, span in leaves:
        single = tuple(_single_quoted(tokens.text, leaf, span)) if leaf not in with_double else ()
        if not with_double or any(_is_speech(tokens.text, q, span) for q in single):
            found.extend(single)
    found.sort(key=lambda quoted: quoted.span)
    return tuple(quoted for quoted in found if any(c.isalnum() for c in quoted.inner.of(tokens.text)))


def _is_speech(text: str, quoted: Marked, span: Span) -> bool:
    """True for a stretch between single marks that opens a paragraph or a sentence as speech does: 'Go,' she said."""
    before = text[span.start : quoted.span.start].rstrip()[-1:]
    inner = quoted.inner.of(text)
    if inner.endswith(",") and not before:
        return True
    return inner[:1].isupper() and inner[-1:] in _SPEECH_ENDS and before in _BEFORE_SPEECH


def _double_quoted(text: str, leaf: int, span: Span, goes_on: bool) -> Iterator[Marked]:
    """Marks are paired by a stack of depth; an opening that never closes is dropped and the rest read again."""
    marks = [(m.start(), m.end(), m.group()) for m in _DOUBLE.finditer(text, span.start, span.end)]
    at = 0
    while at < len(marks):
        if not _opens(text, marks[at], span):
            at += 1
            continue
        closing = _closing(text, marks, at, span)
        start, inner_start, _ = marks[at]
        if closing is not None:
            end_start, end, _ = marks[closing]
            if inner_start < end_start:
                yield Marked(Span(start, end), Span(inner_start, end_start), leaf)
            at = closing + 1
        elif (goes_on or (at + 1 == len(marks) and _may_stay_open(text, start, span))) and inner_start < span.end:
            yield Marked(Span(start, span.end), Span(inner_start, span.end), leaf, closed=False)
            return
        else:
            at += 1


def _may_stay_open(text: str, start: int, span: Span) -> bool:
    """True for a mark that opens the paragraph, or a whole sentence at its end: Ruiz said: “We go. · … here. “We go."""
    before = text[span.start : start].rstrip()[-1:]
    whole = text[start + 1 : start + 2].isupper() and text[span.end - 1] in ".!?…"
    return start == span.start or (whole and before in {",", ":", ".", "?", "!"} and span.end - start > _SHORTEST_OPEN)


def _closing(text: str, marks: list[tuple[int, int, str]], opening: int, span: Span) -> int | None:
    """Index of the mark that closes; when an inner one took its place, the last inner one."""
    depth, inner = 1, None
    for at in range(opening + 1, min(len(marks), opening + _MOST_MARKS)):
        if _opens_inside(text, marks, at, marks[opening][2], span):
            depth += 1
        else:
            depth -= 1
            inner = inner or at
            if depth == 0:
                return at
    return inner


def _opens(text: str, mark: tuple[int, int, str], span: Span) -> bool:
    start, end, letters = mark
    before = text[start - 1] if start > span.start else ""
    if before == "=" or end >= span.end:
        return False
    if letters in _CURLY_OPEN:
        return not text[end].isspace() or before in _BEFORE_OPENING
    return (not text[end].isspace() and before in _BEFORE_OPENING) or before in "“‘"


def _opens_inside(text: str, marks: list[tuple[int, int, str]], at: int, opener: str, span: Span) -> bool:
    """True when a mark inside an open quotation opens another one, which must have a closing of its own to come."""
    start, _, letters = marks[at]
    if letters in _CURLY_CLOSE or (opener == "„" and letters == "“") or not _opens(text, marks[at], span):
        return False
    if letters not in _CURLY_OPEN and text[start - 1] in "—–-…":
        return False
    return at + 2 < len(marks) or (at + 1 < len(marks) and not _opens(text, marks[at + 1], span))


def _single_quoted(text: str, leaf: int, span: Span) -> Iterator[Marked]:
    at = span.start
    while (opening := _SINGLE.search(text, at, span.end)) is not None:
        at = opening.end()
        word = _LEADING_WORD.match(text, at)
        if word and (word.group().lower() in load_words("elided_words") or word.group()[0].isdigit()):
            continue
        end = _single_closing(text, at, min(span.end, at + _LONGEST_SINGLE), curly=opening.group() == "‘")
        if end is not None:
            yield Marked(Span(opening.start(), end), Span(opening.end(), end - 1), leaf)
            at = end


def _single_closing(text: str, start: int, limit: int, *, curly: bool) -> int | None:
    """Just after the single mark that closes; a plural possessive before it is passed over."""
    closings = [m for m in _SINGLE_CLOSE.finditer(text, start, limit) if (m.group() == "’") == curly]
    sure = next((m for m in closings if text[m.start() - 1] in ",.?!…"), None)
    plain = [m for m in closings if text[m.start() - 1] != "s"] or closings
    if sure is not None:
        early = plain[0] if plain[0].start() < sure.start() else None
        again = early is not None and _SINGLE.search(text, early.end(), sure.start()) is not None
        return early.end() if early is not None and again else sure.end()
    return plain[0].end() if plain and plain[0].start() - start <= 80 else None
