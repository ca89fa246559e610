"""HTML from a text and the elements laid over it, in one sweep.

Earlier layers are outer, and inside a layer earlier elements are. At each cut the wanted stack is "all elements that
cover this stretch, in that order": close down to what both stacks share, open the rest. Layer 0 holds the blocks; all
other layers are inline and are first clipped to the leaf blocks, so that no inline element ever holds a block.
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from operator import itemgetter

from sitegen.text.spans import Element, Span

VOID_TAGS = frozenset({"br", "hr", "img", "input"})
"""Elements of HTML that have no end tag."""
_SHOWN_ELSEWHERE = VOID_TAGS - {"input"}
"""Those that a passage on another page has, too."""
_ARTICLE_ONLY = frozenset({"id", "aria-details"})
"""Attributes that a passage on another page does not carry."""

_Piece = tuple[int, int, int, Element]
"""A part of an element: where it starts and ends, and its rank, which says how far inside it stands. A plain tuple, for
an article has hundreds of them, and its passages are woven once more for other pages."""

_rank_of = itemgetter(2)


def weave(text: str, *layers: Sequence[Element], atoms: Sequence[Element] = (), within: Span | None = None) -> str:
    """The HTML of `text` under `layers` of elements, the first of them the blocks (outer before inner).

    Without blocks the whole text is one leaf. An atom is drawn instead of the character it stands on; one without a
    tag draws nothing, and so does a block without a tag. The first piece of an element that has to be cut keeps its
    id, the next ones are called q1b, q1c and so on. `within` gives a passage for another page: that stretch only,
    without ids and note references. Takes time in proportion to the text and the pieces.
    """
    if not text:
        return ""
    first, last = (within.start, within.end) if within else (0, len(text))
    pieces = _pieces(layers, first, last)
    ids = _Ids((*atoms, *(piece[3] for piece in pieces))) if within is None else None
    drawn = {atom.span.start: _draw_atom(atom, ids) for atom in atoms}
    return "".join(_sweep(text, (first, last), pieces, drawn, ids))


def weave_row(text: str, within: Span, elements: Iterable[tuple[Span, str, str]]) -> str | None:
    """What `weave` gives for a passage over which nothing lies but elements side by side, each with its two tags.

    None where they do not stand side by side: most passages are of this kind, and there are many.
    """
    at, last = within.start, within.end
    shown = text[at:last]
    write = _as_it_is if escape(shown) is shown else escape
    out: list[str] = []
    for span, start_tag, end_tag in elements:
        start, end = span.start, span.end
        if start < at or end > last:
            return None
        out += (write(text[at:start]), start_tag, write(text[start:end]), end_tag)
        at = end
    out.append(write(text[at:last]))
    return "".join(out)


def _as_it_is(text: str) -> str:
    return text


def leaf_blocks(blocks: Sequence[Element]) -> tuple[Element, ...]:
    """The blocks that hold no other block. `blocks` stand in order of document, outer before inner."""
    following: Iterator[Element | None] = chain(blocks[1:], [None])
    return tuple(
        block
        for block, after in zip(blocks, following, strict=False)
        if after is None or after.span.start >= block.span.end
    )


def write_attributes(attrs: Iterable[tuple[str, str]]) -> str:
    """The attributes as they stand in a start tag, each with a space before it."""
    return "".join([f' {name}="{escape(value)}"' for name, value in attrs])


def escape(text: str) -> str:
    """`text` for use between tags and inside a double-quoted attribute."""
    if "&" in text or "<" in text or ">" in text or '"' in text:  # str.translate takes ten times as long
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text


def _pieces(layers: Sequence[Sequence[Element]], first: int, last: int) -> list[_Piece]:
    """The parts of all elements between two offsets, the inline ones clipped to the leaf blocks, by rank."""
    blocks = layers[0] if layers else ()
    pieces: list[_Piece] = []
    for rank, block in enumerate(blocks, 1):
        start, end = max(block.span.start, first), min(block.span.end, last)
        if block.tag and start < end:
            pieces.append((start, end, rank, block))
    whole = ((first, last),)
    leaves = [(leaf.span.start, leaf.span.end) for leaf in leaf_blocks(blocks)] if blocks else whole
    starts = [max(start, first) for start, _ in leaves]
    ends = [min(end, last) for _, end in leaves]
    inline = (element for layer in layers[1:] for element in layer)
    for rank, element in enumerate(inline, len(blocks) + 1):
        span = element.span
        if element.tag:
            number = bisect_right(ends, span.start)
            while number < len(ends) and starts[number] < span.end:
                start, end = max(span.start, starts[number]), min(span.end, ends[number])
                if start < end:
                    pieces.append((start, end, rank, element))
                number += 1
    return pieces


def _sweep(
    text: str, stretch: tuple[int, int], pieces: Sequence[_Piece], drawn: Mapping[int, str], ids: _Ids | None
) -> list[str]:
    starting: dict[int, list[_Piece]] = {}
    ending: dict[int, int] = {}
    for piece in pieces:
        starting.setdefault(piece[0], []).append(piece)
        ending.setdefault(piece[1], piece[2])
    offsets = sorted(drawn)
    out: list[str] = []
    stack: list[_Piece] = []
    for at, until in pairwise(sorted({*stretch, *starting, *ending})):
        opened: Sequence[_Piece] = starting.get(at, ())
        ended = ending.get(at, sys.maxsize)
        if stack and not opened and ended == stack[-1][2]:  # nothing but the innermost ends, as mostly
            out.append(_end_tag(stack.pop(), at, ids))
        elif stack and stack[-1][2] >= min(ended, opened[0][2] if opened else ended):
            opened = _close(stack, at, opened, ended, out, ids)
        for piece in opened:
            out.append(_start_tag(piece[3], ids))
            stack.append(piece)
        if offsets:
            out.extend(_draw_text(text, at, until, drawn, offsets))
        else:
            out.append(escape(text[at:until]))
    out.extend(_end_tag(piece, stretch[1], ids) for piece in reversed(stack))
    return out


def _close(
    stack: list[_Piece], at: int, opened: Sequence[_Piece], ending: int, out: list[str], ids: _Ids | None
) -> Sequence[_Piece]:
    """Writes the end tags that are due, and gives what is to be opened: `opened`, and what had to be cut for it.

    `ending` is the rank of the outermost piece that ends here.
    """
    limit = min(opened[0][2] if opened else ending, ending)
    goes_on: list[_Piece] = []
    while stack and stack[-1][2] >= limit:
        piece = stack.pop()
        out.append(_end_tag(piece, at, ids))
        if piece[1] > at:
            goes_on.append(piece)
    return sorted((*goes_on, *opened), key=_rank_of) if goes_on else opened


def _draw_text(text: str, start: int, end: int, drawn: Mapping[int, str], offsets: Sequence[int]) -> Iterator[str]:
    """The text from `start` to `end`, with what is drawn for each atom instead of it."""
    for offset in offsets[bisect_left(offsets, start) : bisect_left(offsets, end)]:
        yield escape(text[start:offset])
        yield drawn[offset]
        start = offset + 1
    yield escape(text[start:end])


def _start_tag(element: Element, ids: _Ids | None) -> str:
    if ids is None:
        return _passage_tag(element.tag, element.attrs)
    tag = f"<{element.tag}"
    for name, value in element.attrs:
        tag += f' {name}="{escape(ids.next(value) if name == "id" else value)}"'
    return f"{tag}{element.written}>"


@lru_cache(maxsize=256)
def _passage_tag(tag: str, attrs: tuple[tuple[str, str], ...]) -> str:
    """The start tag of an element of a passage, of which there are few kinds."""
    return f"<{tag}{write_attributes(one for one in attrs if one[0] not in _ARTICLE_ONLY)}>"


def _end_tag(piece: _Piece, at: int, ids: _Ids | None) -> str:
    element = piece[3]
    if element.tail and ids is not None and piece[1] == at:
        return f"{_start_tag(element.tail, ids)}</{element.tail.tag}></{element.tag}>"
    return f"</{element.tag}>"


def _draw_atom(atom: Element, ids: _Ids | None) -> str:
    if not atom.tag or (ids is None and atom.tag not in _SHOWN_ELSEWHERE):
        return ""
    tag = _start_tag(atom, ids)
    return tag if atom.tag in VOID_TAGS else f"{tag}</{atom.tag}>"


class _Ids:
    """Gives each piece its own id: q1, then q1b, q1c and so on."""

    def __init__(self, elements: Iterable[Element]) -> None:
        self._elements = elements
        self._taken: set[str] | None = None
        """Only what is cut asks for it, and most texts have nothing cut."""
        self._pieces_of: dict[str, int] = {}

    def next(self, wanted: str) -> str:
        """`wanted` at its first use, then what follows from it and is still free."""
        number = self._pieces_of.get(wanted, 0)
        self._pieces_of[wanted] = number + 1
        return wanted if number == 0 else self._next_piece(wanted, number)

    def _next_piece(self, wanted: str, number: int) -> str:
        if self._taken is None:
            self._taken = {value for element in self._elements for name, value in element.attrs if name == "id"}
        while (given := f"{wanted}{_suffix(number)}") in self._taken or given in self._pieces_of:
            number += 1
        self._pieces_of[wanted] = number + 1
        self._taken.add(given)
        return given


def _suffix(number: int) -> str:
    """b, c … z for 1 to 25, then -27, -28 and so on."""
    return chr(ord("a") + number) if number < 26 else f"-{number + 1}"
