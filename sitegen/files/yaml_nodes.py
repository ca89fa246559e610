"""Where everything in a YAML file begins and ends, so that one thing can be exchanged and the rest stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from typing import Any

from yaml.error import YAMLError
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from sitegen.text.values import value

try:
    from yaml.cyaml import CLoader as _Parser
except ImportError:  # PyYAML was installed where it could not be compiled
    from yaml import Loader as _Parser

from sitegen.files.yaml_places import Path


@value
class Node:
    """A value as it stands in the text: from `start` to `end`, which is where its last word ends.

    `entries` are those of a mapping or list by key or index; of a mapping each has its key before it.
    """

    start: int
    end: int
    column: int
    shape: str
    """mapping, list, text, nothing or alias."""
    flow: bool = False
    entries: dict[str | int, Entry] = field(default_factory=dict)


@value
class Entry:
    """An entry of a mapping or list: where it begins (at its key; of a list at the value), and its value."""

    start: int
    key_end: int
    value: Node


class OddError(Exception):
    """The text holds something that is not taken apart here: a key that is no text, an anchor, a second document."""


def nodes_of(text: str) -> Node | None:
    """The values in a text; None where there is none. Raises OddError where it is not plain, or no YAML."""
    try:
        return _Nodes(text).document()
    except (YAMLError, ValueError, RecursionError) as error:
        raise OddError from error


def node_at(root: Node, path: Path) -> Node | None:
    """What stands at a path."""
    node = root
    for step in path:
        entry = node.entries.get(step)
        if entry is None:
            return None
        node = entry.value
    return node


class _Nodes:
    def __init__(self, text: str) -> None:
        self._text = text
        self._next: Callable[[], Any] = _Parser(text).get_event

    def document(self) -> Node | None:
        self._next()
        if isinstance(self._next(), StreamEndEvent):
            return None
        node = self._node(self._next())
        self._next()
        if not isinstance(self._next(), StreamEndEvent):
            raise OddError
        return node

    def _node(self, event: Any) -> Node:
        start, column = event.start_mark.index, event.start_mark.column
        if isinstance(event, AliasEvent) or event.anchor is not None or event.tag is not None:
            raise OddError
        if isinstance(event, ScalarEvent):
            shape = "nothing" if event.implicit[0] and event.value in {"", "~", "null", "Null", "NULL"} else "text"
            return Node(start, self._trimmed(start, event.end_mark.index), column, shape)
        if isinstance(event, MappingStartEvent):
            return self._mapping(event, start, column)
        assert isinstance(event, SequenceStartEvent)
        return self._list(event, start, column)

    def _mapping(self, event: Any, start: int, column: int) -> Node:
        entries: dict[str | int, Entry] = {}
        while not isinstance(key := self._next(), MappingEndEvent):
            if not isinstance(key, ScalarEvent) or key.value in entries or key.anchor or key.tag:
                raise OddError
            entries[key.value] = Entry(key.start_mark.index, key.end_mark.index, self._node(self._next()))
        end = key.end_mark.index if event.flow_style else max(entry.value.end for entry in entries.values())
        return Node(start, end, column, "mapping", bool(event.flow_style), entries)

    def _list(self, event: Any, start: int, column: int) -> Node:
        entries: dict[str | int, Entry] = {}
        while not isinstance(one := self._next(), SequenceEndEvent):
            node = self._node(one)
            entries[len(entries)] = Entry(node.start, node.start, node)
        end = one.end_mark.index if event.flow_style else max(entry.value.end for entry in entries.values())
        return Node(start, end, column, "list", bool(event.flow_style), entries)

    def _trimmed(self, start: int, end: int) -> int:
        """Where the last word ends: a text in lines of its own reaches over the blank lines behind it."""
        return max(start, len(self._text[start:end].rstrip(" \n")) + start)
