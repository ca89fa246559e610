"""HTML from a text and the elements laid over it, in one sweep.

Earlier layers are outer, and inside a layer earlier elements are. At each cut the wanted stack is "all elements that
cover this stretch, in that order": close down to what both stacks share, open the rest. Layer 0 holds the blocks; all
other layers are inline and are first clipped to the leaf blocks, so that no inline element ever holds a block.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from operator import attrgetter

from sitegen.text.spans import Element, Span

VOID_TAGS = frozenset({"br", "hr", "img"})
"""Elements of HTML that have no end tag."""

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_ARTICLE_ONLY = frozenset({"id", "aria-details"})
"""Attributes that a passage on another page does not carry."""

_rank_of = attrgetter("rank")


@dataclass(frozen=True, slots=True, eq=False)
class _Piece:
    """A part of an element; `rank` says how far inside it stands."""

    start: int
    end: int
    rank: int
    element: Element


def weave(text: str, *layers: Sequence[Element], atoms: Sequence[Element] = (), within: Span | None = None) -> str:
    """The HTML of `text` under `layers` of elements, the first of them the blocks (outer before inner).

    Without blocks the whole text is one leaf. An atom is drawn instead of the character it stands on; one without a
    tag draws nothing, and so does a block without a tag. The first piece of an element that has to be cut keeps its
    id, the next ones are called q1b, q1c and so on. `within` gives a passage for another page: that stretch only,
    without ids and note references. Takes time in proportion to the text and the pieces.
    """
    if not text:
        return ""
    stretch = within or Span(0, len(text))
    pieces = tuple(_pieces(layers, stretch))
    ids = _Ids((*atoms, *(piece.element for piece in pieces))) if within is None else None
    drawn = {atom.span.start: _draw_atom(atom, ids) for atom in atoms}
    return "".join(_sweep(text, stretch, pieces, drawn, ids))


def leaf_blocks(blocks: Sequence[Element]) -> tuple[Element, ...]:
    """The blocks that hold no other block. `blocks` stand in order of document, outer before inner."""
    following: Iterator[Element | None] = chain(blocks[1:], [None])
    return tuple(
        block
        for block, after in zip(blocks, following, strict=False)
        if after is None or after.span.start >= block.span.end
    )


def escape(text: str) -> str:
    """`text` for use between tags and inside a double-quoted attribute."""
    return text.translate(_ESCAPES)


def _pieces(layers: Sequence[Sequence[Element]], stretch: Span) -> Iterator[_Piece]:
    """The parts of all elements inside `stretch`, the inline ones clipped to the leaf blocks, by rank."""
    rank = 0
    blocks = layers[0] if layers else ()
    leaves = tuple(span for span in (leaf.span.clip(stretch) for leaf in leaf_blocks(blocks)) if span is not None) or (
        () if blocks else (stretch,)
    )
    ends = tuple(leaf.end for leaf in leaves)
    for number, layer in enumerate(layers):
        for element in layer:
            rank += 1
            if not element.tag:
                continue
            pieces = _clip(element.span, leaves, ends) if number else (element.span.clip(stretch),)
            for piece in pieces:
                if piece is not None:
                    yield _Piece(piece.start, piece.end, rank, element)


def _clip(span: Span, leaves: Sequence[Span], ends: Sequence[int]) -> Iterator[Span | None]:
    """The parts of `span` that lie in leaves; `ends` are the ends of the leaves."""
    for number in range(bisect_right(ends, span.start), len(leaves)):
        if leaves[number].start >= span.end:
            return
        yield span.clip(leaves[number])


def _sweep(
    text: str, stretch: Span, pieces: Sequence[_Piece], drawn: Mapping[int, str], ids: _Ids | None
) -> Iterator[str]:
    starting: dict[int, list[_Piece]] = {}
    ending: dict[int, int] = {}
    for piece in pieces:
        starting.setdefault(piece.start, []).append(piece)
        ending.setdefault(piece.end, piece.rank)
    cuts = sorted({stretch.start, stretch.end, *starting, *ending})
    offsets = sorted(drawn)
    stack: list[_Piece] = []
    for at, until in pairwise(cuts):
        opened = starting.get(at, [])
        outermost = min((piece.rank for piece in opened), default=ending.get(at, 0))
        shared = bisect_left(stack, min(outermost, ending.get(at, outermost)), key=_rank_of)
        yield from (_end_tag(piece, at, ids) for piece in reversed(stack[shared:]))
        wanted = [*(piece for piece in stack[shared:] if piece.end > at), *opened]
        stack[shared:] = sorted(wanted, key=_rank_of)
        yield from (_start_tag(piece.element, ids) for piece in stack[shared:])
        yield from _draw_text(text, at, until, drawn, offsets)
    yield from (_end_tag(piece, stretch.end, ids) for piece in reversed(stack))


def _draw_text(text: str, start: int, end: int, drawn: Mapping[int, str], offsets: Sequence[int]) -> Iterator[str]:
    """The text from `start` to `end`, with what is drawn for each atom instead of it."""
    for offset in offsets[bisect_left(offsets, start) : bisect_left(offsets, end)]:
        yield escape(text[start:offset])
        yield drawn[offset]
        start = offset + 1
    yield escape(text[start:end])


def _start_tag(element: Element, ids: _Ids | None) -> str:
    if not element.attrs:
        return f"<{element.tag}>"
    return f"<{element.tag}{''.join(_attributes(element.attrs, ids))}>"


def _end_tag(piece: _Piece, at: int, ids: _Ids | None) -> str:
    tail = piece.element.tail
    drawn = f"{_start_tag(tail, ids)}</{tail.tag}>" if tail and ids is not None and piece.end == at else ""
    return f"{drawn}</{piece.element.tag}>"


def _attributes(attrs: Iterable[tuple[str, str]], ids: _Ids | None) -> Iterator[str]:
    for name, value in attrs:
        if ids is None and name in _ARTICLE_ONLY:
            continue
        written = ids.next(value) if ids is not None and name == "id" else value
        yield f' {name}="{escape(written)}"'


def _draw_atom(atom: Element, ids: _Ids | None) -> str:
    if not atom.tag or (ids is None and atom.tag not in VOID_TAGS):
        return ""
    tag = _start_tag(atom, ids)
    return tag if atom.tag in VOID_TAGS else f"{tag}</{atom.tag}>"


class _Ids:
    """Gives each piece its own id: q1, then q1b, q1c and so on."""

    def __init__(self, elements: Iterable[Element]) -> None:
        self.taken = {value for element in elements if (value := element.get("id")) is not None}
        self.pieces_of: dict[str, int] = {}

    def next(self, wanted: str) -> str:
        """`wanted` at its first use, then what follows from it and is still free."""
        number = self.pieces_of.get(wanted, 0)
        given = wanted
        while number:
            given = f"{wanted}{_suffix(number)}"
            if given not in self.taken:
                break
            number += 1
        self.pieces_of[wanted] = number + 1
        self.taken.add(given)
        return given


def _suffix(number: int) -> str:
    """b, c … z for 1 to 25, then -27, -28 and so on."""
    return chr(ord("a") + number) if number < 26 else f"-{number + 1}"
