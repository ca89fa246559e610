"""What the build tells of the sources, as rows: names that may be two people's, corrections that fit no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sitegen.check.rows import Row, Topic
from sitegen.diagnostics import Diagnostic, Severity
from sitegen.read.sources import shown_path

_TOPICS = {
    "SG206": Topic.AMBIGUOUS,
    "SG207": Topic.AMBIGUOUS,
    "SG212": Topic.AMBIGUOUS,
    "SG213": Topic.PICTURES,
    "SG324": Topic.PICTURES,
    "SG342": Topic.CORRECTIONS,
}
"""What warnings are about; all others are `warnings`."""
_OF_CORRECTIONS = frozenset(f"SG{number}" for number in range(350, 364))
"""The codes of what is told of other corrections; those behind them are about keys and days."""


def told_rows(told: Iterable[Diagnostic], root: Path) -> Iterator[Row]:
    """A row for each warning, and each note about a correction, in the order of the files; the project is in `root`."""
    for one in sorted(set(told), key=lambda one: (one.path, one.line, one.column, one.code)):
        topic = Topic.CORRECTIONS if one.code in _OF_CORRECTIONS else _TOPICS.get(one.code, Topic.WARNINGS)
        if one.severity is not Severity.NOTE or topic is not Topic.WARNINGS:
            place = (shown_path(Path(one.path), root), one.line, one.column)
            yield Row(topic, "", one.message, one.help, *place, code=one.code)
