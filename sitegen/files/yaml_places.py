"""Where in a YAML file each key and each entry of a list stands, by its path.

Read apart from the values, for it is asked for only when there is something to tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from typing import Any

from yaml.events import AliasEvent, MappingEndEvent, MappingStartEvent, SequenceEndEvent, SequenceStartEvent

from sitegen.text.values import value

Path = tuple[str | int, ...]
"""The keys and indexes that lead to a value; () is the whole document."""
Position = tuple[int, int]
"""Line and column, from 1."""


@value
class _Place:
    """Where something begins, as libyaml marks it, and the places of what it holds, by key or index."""

    mark: Any
    entries: dict[str | int, _Place] = field(default_factory=dict)


@value(eq=False)
class Places(Mapping[Path, Position]):
    """The positions in a document by their paths."""

    root: _Place
    first_line: int

    def __getitem__(self, path: Path) -> Position:
        place = self.root
        for step in path:
            place = place.entries[step]
        return place.mark.line + self.first_line, place.mark.column + 1

    def __iter__(self) -> Iterator[Path]:
        return _paths(self.root, ())

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _paths(place: _Place, at: Path) -> Iterator[Path]:
    yield at
    for step, inner in place.entries.items():
        yield from _paths(inner, (*at, step))


def places_of(text: str, first_line: int) -> Mapping[Path, Position]:
    """The positions in a text whose values `yaml_events` has given; its first line has the number `first_line`."""
    from yaml.cyaml import CParser

    next_event = CParser(text).get_event
    next_event()
    next_event()
    root = next_event()
    return Places(_Marks(next_event).place(root), first_line) if root is not None else {}


class _Marks:
    """Makes places of events. What an alias stands for is where it was first written."""

    def __init__(self, next_event: Callable[[], Any]) -> None:
        self._next = next_event
        self._anchors: dict[str, _Place] = {}

    def place(self, event: Any) -> _Place:
        """The place of what begins with `event`."""
        if isinstance(event, AliasEvent):
            return self._anchors[event.anchor]
        place = _Place(event.start_mark)
        if isinstance(event, MappingStartEvent):
            self._read_mapping(place.entries)
        elif isinstance(event, SequenceStartEvent):
            self._read_list(place.entries)
        if event.anchor is not None:
            self._anchors[event.anchor] = place
        return place

    def _read_mapping(self, entries: dict[str | int, _Place]) -> None:
        """An entry begins at its key."""
        while not isinstance(key := self._next(), MappingEndEvent):
            entries[key.value] = _Place(key.start_mark, self.place(self._next()).entries)

    def _read_list(self, entries: dict[str | int, _Place]) -> None:
        while not isinstance(event := self._next(), SequenceEndEvent):
            entries[len(entries)] = self.place(event)
