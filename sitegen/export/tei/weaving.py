"""The words of a leaf block under the elements that lie over them, as `weave` does it for HTML.

Earlier elements are outer. What has to be cut so that all nest keeps its id on the first piece; the pieces of one
annotation are chained by next and prev, as the Guidelines have it (P5, 20.3). A part that stands inside another part
of its own quotation is no link of the chain.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from xml.etree import ElementTree as ET

from sitegen.export.tei.layers import Stretch
from sitegen.export.tei.tree import add, append_text
from sitegen.text.spans import Span
from sitegen.text.values import value

Draw = Callable[[ET.Element], None]
"""Puts what stands for itself, such as a picture, at the end of an element."""

Pieces = dict[str, list[ET.Element]]
"""The pieces of every chain, in order of the text."""


@value(eq=False)
class _Piece:
    """A stretch inside one leaf; `rank` says how far inside it stands."""

    start: int
    end: int
    rank: int
    stretch: Stretch


@value
class Leaf:
    """A leaf block's span, and the pieces that lie over it."""

    span: Span
    pieces: tuple[_Piece, ...]


def cut_into_leaves(layers: Iterable[Iterable[Stretch]], leaves: Sequence[Span]) -> tuple[Leaf, ...]:
    """Every leaf, in order, with the parts of the stretches that lie in it."""
    ends = [leaf.end for leaf in leaves]
    pieces: list[list[_Piece]] = [[] for _ in leaves]
    for rank, stretch in enumerate(stretch for layer in layers for stretch in layer):
        for number in range(bisect_right(ends, stretch.span.start), len(leaves)):
            clipped = stretch.span.clip(leaves[number])
            if clipped is None:
                break
            pieces[number].append(_Piece(clipped.start, clipped.end, rank, stretch))
    return tuple(Leaf(span, tuple(found)) for span, found in zip(leaves, pieces, strict=True))


def write_leaf(parent: ET.Element, text: str, leaf: Leaf, atoms: Mapping[int, Draw], pieces: Pieces) -> None:
    """Put the words of a leaf into `parent`, and each piece that is made among `pieces`."""
    offsets = sorted(at for at in atoms if leaf.span.start <= at < leaf.span.end) if atoms else []
    starting: dict[int, list[_Piece]] = {}
    for piece in leaf.pieces:
        starting.setdefault(piece.start, []).append(piece)
    cuts = {leaf.span.start, leaf.span.end, *starting, *(piece.end for piece in leaf.pieces)}
    stack: list[tuple[_Piece, ET.Element]] = []
    for at, until in pairwise(sorted(cuts)):
        wanted = _reopened(stack, at, starting.get(at, ()))
        for piece in wanted:
            element = add(stack[-1][1] if stack else parent, piece.stretch.tag, attributes=piece.stretch.attributes)
            chain = piece.stretch.chain
            if chain and not any(outer.stretch.chain == chain for outer, _ in stack):
                pieces.setdefault(chain, []).append(element)
            stack.append((piece, element))
        _write_text(stack[-1][1] if stack else parent, text, Span(at, until), atoms, offsets)


def link(pieces: Pieces) -> None:
    """Give the pieces of every chain their ids, and each the way to its neighbours."""
    for name, elements in pieces.items():
        names = [name, *(f"{name}.{number}" for number in range(2, len(elements) + 1))]
        for element, own in zip(elements, names, strict=True):
            element.attrib = {"xml:id": own, **element.attrib}
        for (one, other), (own, following) in zip(pairwise(elements), pairwise(names), strict=True):
            one.set("next", f"#{following}")
            other.set("prev", f"#{own}")


def _reopened(stack: list[tuple[_Piece, ET.Element]], at: int, opened: Sequence[_Piece]) -> Iterator[_Piece]:
    """Close what ends at `at` and what would stand outside of it; what has to be opened then, outer first."""
    outermost = min((piece.rank for piece in opened), default=len(stack) + max((p.rank for p, _ in stack), default=0))
    kept = next((i for i, (piece, _) in enumerate(stack) if piece.end <= at or piece.rank > outermost), len(stack))
    cut = [piece for piece, _ in stack[kept:] if piece.end > at]
    del stack[kept:]
    return iter(sorted((*cut, *opened), key=lambda piece: piece.rank))


def _write_text(parent: ET.Element, text: str, span: Span, atoms: Mapping[int, Draw], offsets: Sequence[int]) -> None:
    start = span.start
    for offset in offsets[bisect_left(offsets, span.start) : bisect_left(offsets, span.end)]:
        append_text(parent, text[start:offset])
        atoms[offset](parent)
        start = offset + 1
    append_text(parent, text[start : span.end])
