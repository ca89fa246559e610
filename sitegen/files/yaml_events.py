"""YAML by the events of libyaml, which is C, for all files in which there is no doubt what is meant.

What this refuses, and what libyaml might take in another way than the reader in `yaml_file`, is left to that one: it
tells what is wrong. So is every file where PyYAML was installed without its part in C.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from yaml.error import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from sitegen.files.yaml_limits import DEEPEST, MOST_VALUES
from sitegen.text.values import value

try:
    from yaml.cyaml import CParser
except ImportError:  # PyYAML was installed where it could not be compiled
    CParser = None

_DOUBTFUL = ("\t", "\r", "\x85", "\u2028", "\u2029", "\ufeff", "\n%", "\n...")
"""White space and line ends that not every reader takes for that, directives, and ends of documents."""
_BLOCKS = frozenset("|>")
"""The styles of texts that stand in lines of their own."""
_ODD_BLOCK = re.compile(r"(?:&[^|>]*)?[|>](?:[-+1-9]*#|[^\n]*\n\n* +(?:\n|\Z))")
"""One with a comment that no space parts from its head, or with spaces in its first blank lines."""
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""The plain scalars that say nothing."""
_TAGGED = "="
"""A plain scalar that the other reader gives a tag of its own."""
_BEHIND_NAMES = frozenset(" \n,]}")
"""What parts the name of an anchor from what follows, for every reader."""


def values_of(text: str) -> Any:
    """The mapping or list in a text, {} where there is none in it; None where there is doubt."""
    if CParser is None or text.startswith("%") or any(mark in text for mark in _DOUBTFUL):
        return None
    try:
        return _Values(text, CParser(text).get_event).document()
    except (_DoubtError, YAMLError, ValueError):
        return None


class _DoubtError(Exception):
    """Something that the other reader has to judge."""


@value
class _Anchored:
    """What an alias stands for: a value, how many values it holds, and how many levels."""

    value: Any
    size: int = 0
    height: int = 0


class _Values:
    """Makes values of events. Whatever is not plain raises _DoubtError."""

    def __init__(self, text: str, next_event: Callable[[], Any]) -> None:
        self._text = text
        self._next = next_event
        self._anchors: dict[str, _Anchored] = {}
        self._count = 1
        self._deepest = 0

    def document(self) -> Any:
        """The value of the only document."""
        self._next()
        if not isinstance(self._next(), DocumentStartEvent):
            return {}
        root = self._next()
        if isinstance(root, ScalarEvent):
            raise _DoubtError
        value = self._value(root, 0)
        self._next()
        if not isinstance(self._next(), StreamEndEvent):
            raise _DoubtError
        return value

    def _value(self, event: Any, depth: int) -> Any:
        """What begins with `event`, `depth` levels below the document."""
        if type(event) is ScalarEvent:
            return self._scalar(event)
        if type(event) is AliasEvent:
            return self._alias(event, depth)
        if event.tag is not None or depth >= DEEPEST:
            raise _DoubtError
        return self._entries(event, depth) if event.anchor is None else self._anchored(event, depth)

    def _scalar(self, event: Any) -> str | None:
        value: str | None = event.value
        if event.tag is not None or value == _TAGGED:
            raise _DoubtError
        if value in _NULLS and event.implicit[0]:
            value = None
        if event.style in _BLOCKS and _ODD_BLOCK.match(self._text, event.start_mark.index):
            raise _DoubtError
        if event.anchor is not None:
            self._keep(event, _Anchored(value))
        return value

    def _entries(self, event: Any, depth: int) -> Any:
        value = self._mapping(event, depth + 1) if type(event) is MappingStartEvent else self._list(depth + 1)
        self._deepest = max(self._deepest, depth + 1)
        if self._count > MOST_VALUES:
            raise _DoubtError
        return value

    def _mapping(self, start: Any, depth: int) -> dict[str, Any]:
        """The entries up to the end of a mapping; a key without a value is left out."""
        built: dict[str, Any] = {}
        next_event = self._next
        while type(event := next_event()) is ScalarEvent:
            key = event.value
            if key in built or not key or event.tag is not None or event.anchor is not None or event.style in _BLOCKS:
                raise _DoubtError
            event = next_event()
            built[key] = self._scalar(event) if type(event) is ScalarEvent else self._value(event, depth)
        if type(event) is not MappingEndEvent or (start.flow_style and not self._is_at("}", event)):
            raise _DoubtError
        self._count += len(built)
        return {key: value for key, value in built.items() if value is not None} if None in built.values() else built

    def _list(self, depth: int) -> list[Any]:
        built: list[Any] = []
        next_event = self._next
        while type(event := next_event()) is not SequenceEndEvent:
            built.append(self._scalar(event) if type(event) is ScalarEvent else self._value(event, depth))
        self._count += len(built)
        return built

    def _anchored(self, event: Any, depth: int) -> Any:
        """A mapping or a list that aliases may name once it has ended."""
        before, outer, self._deepest = self._count, self._deepest, depth
        value = self._entries(event, depth)
        self._keep(event, _Anchored(value, self._count - before, self._deepest - depth))
        self._deepest = max(self._deepest, outer)
        return value

    def _keep(self, event: Any, anchored: _Anchored) -> None:
        self._refuse_longer_name(event)
        if event.anchor in self._anchors:
            raise _DoubtError
        self._anchors[event.anchor] = anchored

    def _alias(self, event: Any, depth: int) -> Any:
        self._refuse_longer_name(event)
        anchored = self._anchors.get(event.anchor)
        if anchored is None or depth + anchored.height > DEEPEST:
            raise _DoubtError
        self._count += anchored.size
        self._deepest = max(self._deepest, depth + anchored.height)
        return anchored.value

    def _is_at(self, mark: str, event: Any) -> bool:
        return self._text.startswith(mark, event.start_mark.index)

    def _refuse_longer_name(self, event: Any) -> None:
        """Doubt, where the name of an anchor does not end for every reader where it ends for libyaml."""
        end = event.start_mark.index + 1 + len(event.anchor)
        if self._text[end : end + 1] not in _BEHIND_NAMES | {""}:
            raise _DoubtError
