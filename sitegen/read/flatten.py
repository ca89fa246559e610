"""One text and the elements over it, from a walk through a tree: what opens, what is written, what closes."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.read.draft import Body
from sitegen.text.spans import ATOM, LEAF_SEPARATOR, Element, Span

Attributes = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Open:
    """An element that is being written. `start` is known once something stands in it."""

    tag: str
    attrs: Attributes
    start: int = -1
    end: int = -1


class Flattener:
    """Writes a body from left to right. Elements are opened outer first and closed inner first.

    The separator between leaf blocks is written when the next one gets its first character. What closes without
    having held anything gets an atom that draws nothing, so that no span is empty.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[_Open] = []
        self._marks: list[_Open] = []
        self._atoms: list[Element] = []
        self._stack: list[_Open] = []
        self._waiting: list[_Open] = []
        self._at_break = False

    def open_block(self, tag: str, attrs: Attributes = ()) -> None:
        """Begin a block; one without a tag is a leaf that draws nothing of its own."""
        self._at_break = True
        self._open(self._blocks, _Open(tag, attrs))

    def open_mark(self, tag: str, attrs: Attributes = ()) -> None:
        """Begin an inline element."""
        self._open(self._marks, _Open(tag, attrs))

    def close_block(self) -> None:
        """End the innermost open element, a block."""
        self._close()
        self._at_break = True

    def close_mark(self) -> None:
        """End the innermost open element, a mark."""
        self._close()

    def write(self, text: str) -> None:
        """Append `text`."""
        if text:
            self._begin()
            self._parts.append(text)
            self._length += len(text)

    def write_atom(self, tag: str, attrs: Attributes = ()) -> None:
        """Append an atom that draws an element without content."""
        self._begin()
        self._atoms.append(Element(Span(self._length, self._length + 1), tag, attrs))
        self._parts.append(ATOM)
        self._length += 1

    def write_block_atom(self, tag: str, attrs: Attributes = ()) -> None:
        """Append an atom that stands between blocks, such as a rule."""
        self._at_break = True
        self.write_atom(tag, attrs)
        self._at_break = True

    @property
    def length(self) -> int:
        """How many characters were written."""
        return self._length

    def body(self) -> Body:
        """All that was written."""
        return Body("".join(self._parts), _elements(self._blocks), _elements(self._marks), tuple(self._atoms))

    def _open(self, written: list[_Open], element: _Open) -> None:
        written.append(element)
        self._stack.append(element)
        self._waiting.append(element)

    def _begin(self) -> None:
        """Write the separator where one is due, and let everything that waits begin here."""
        if self._at_break and self._length:
            self._parts.append(LEAF_SEPARATOR)
            self._length += len(LEAF_SEPARATOR)
        self._at_break = False
        for element in self._waiting:
            element.start = self._length
        self._waiting.clear()

    def _close(self) -> None:
        element = self._stack.pop()
        if element.start < 0:
            self.write_atom("")
        element.end = self._length


def _elements(written: list[_Open]) -> tuple[Element, ...]:
    return tuple(Element(Span(element.start, element.end), element.tag, element.attrs) for element in written)
