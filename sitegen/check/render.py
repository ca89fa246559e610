"""A review as text for people, and as JSON-ready values for programs."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sitegen.check.rows import Review, Row, Topic
from sitegen.diagnostics import Diagnostic, Severity
from sitegen.site.thresholds import in_percent
from sitegen.text.spans import shorten

TITLES: Mapping[Topic, str] = {
    Topic.CORRECTIONS: "corrections to look at",
    Topic.AMBIGUOUS: "names that may be two people",
    Topic.LINKS: "links to places that are not there",
    Topic.ROLES: "roles that miss the day of an article",
    Topic.PICTURES: "pictures without alternative text",
    Topic.QUOTATIONS: "quotations to look at",
    Topic.NAMES: "names without an entry",
    Topic.UNUSED: "entries that no article names",
    Topic.DRAFTS: "drafts",
    Topic.WARNINGS: "other warnings",
    Topic.ENTITIES: "all entities",
}
"""What the rows of each topic are."""
_HELP = {
    Topic.QUOTATIONS: "`sitegen explain FILE:LINE` tells why, and ends with the lines that settle it",
    Topic.NAMES: "`sitegen add NAME` drafts an entry from what the articles say",
}
"""The way out for all rows of a topic, where it is the same but for the name or the place."""
_TABLES = frozenset({Topic.NAMES, Topic.ENTITIES})
_HEADS = ("name", "kind", "known", "sure", "times", "articles", "first named at")
_TO_THE_RIGHT = frozenset({"sure", "times", "articles"})
_LONGEST_NAME = 32


def render_review(review: Review, project: str, shown: Sequence[Row], width: int) -> str:
    """The review for people: the counts, then the rows that are `shown`, in lines of at most `width` characters where
    their words can be parted.

    `shown` are rows of the review, located; of the others only the number is told.
    """
    counts = {topic: len(review.of(topic)) for topic in Topic}
    things = f"{review.open:,} {'thing' if review.open == 1 else 'things'} to look at" if review.open else "all is well"
    articles = f"{review.articles:,} {'article' if review.articles == 1 else 'articles'}"
    checked = f" ({review.checked:,} checked)" if review.checked else ""
    table = [f"{number:>7,}  {TITLES[topic]} ({topic})" for topic, number in counts.items() if number]
    groups = (_group(topic, [row for row in shown if row.topic is topic], counts[topic], width) for topic in Topic)
    parts = (f"{project}: {articles}{checked}, {things}", "\n".join(table), *("\n".join(group) for group in groups))
    return "\n\n".join(part for part in parts if part) + "\n"


def _group(topic: Topic, rows: Sequence[Row], number: int, width: int) -> Iterator[str]:
    """The rows of one topic under its title; nothing where there are none."""
    if not rows:
        return
    yield f"{TITLES[topic].upper()} ({topic}, {number:,})"
    ways_out = {row.help for row in rows}
    shared = _HELP.get(topic) or (rows[0].help if len(ways_out) == 1 else "")
    for row in () if topic in _TABLES else rows:
        yield from _row(row, width, row.help if not shared else "")
    if topic in _TABLES:
        yield from _table(rows)
    if shared:
        yield from _wrapped(f"help: {shared}", "  ", width)
    if len(rows) < number:
        yield f"  … and {number - len(rows):,} more: --only {topic} --all"


def _row(row: Row, width: int, way_out: str) -> Iterator[str]:
    place, words = location(row), printable(row.subject)
    subject = f"“{words}”" if row.topic is Topic.QUOTATIONS else words
    if len(place) + len(subject) + 4 <= width:
        yield f"  {place}  {subject}".rstrip()
    else:
        yield f"  {place}"
        yield from _wrapped(subject, "      ", width)
    yield from _wrapped(row.message, "      ", width)
    if way_out:
        yield from _wrapped(f"help: {way_out}", "      ", width)


def _wrapped(words: str, indent: str, width: int) -> list[str]:
    wrapper = textwrap.TextWrapper(
        width,
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return wrapper.wrap(printable(words))


def _table(rows: Sequence[Row]) -> Iterator[str]:
    cells = [_HEADS, *map(_cells, rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(_HEADS))]
    for row in cells:
        yield (
            "  "
            + "  ".join(
                words.rjust(wide) if head in _TO_THE_RIGHT else words.ljust(wide)
                for words, wide, head in zip(row, widths, _HEADS, strict=True)
            ).rstrip()
        )


def _cells(row: Row) -> tuple[str, ...]:
    name, known = shorten(printable(row.subject), _LONGEST_NAME), row.details
    sure = in_percent(row.certainty) if row.certainty is not None else ""
    counts = (f"{known['times']:,}", f"{known['articles']:,}")
    return name, str(known["kind"]), str(known["how"]), sure, *counts, location(row)


def location(row: Row) -> str:
    """`path:line:col`, without the parts that are not known."""
    return printable(":".join([row.path, *(str(number) for number in (row.line, row.column) if number)]))


def printable(words: str) -> str:
    """The words on one line, without characters that could move a terminal's cursor."""
    return "".join(c if c.isprintable() else "�" for c in " ".join(words.split()))


def as_diagnostic(row: Row) -> Diagnostic:
    """The row as a warning, for continuous integration."""
    subject = f"“{row.subject}”: " if row.topic is Topic.QUOTATIONS else f"{row.subject}: " if row.subject else ""
    message, place = subject + row.message, (row.line, row.column)
    return Diagnostic(row.path, message, row.code, *place, row.help, severity=Severity.WARNING)


def record_of_review(review: Review, rows: Sequence[Row]) -> dict[str, Any]:
    """The review as one JSON-ready object; `rows` are its rows, located."""
    return {
        "articles": review.articles,
        "checked": review.checked,
        "open": review.open,
        "counts": {str(topic): len(review.of(topic)) for topic in Topic},
        "rows": [_record(row) for row in rows],
    }


def _record(row: Row) -> dict[str, Any]:
    certainty = {"certainty": round(row.certainty, 3)} if row.certainty is not None else {}
    return {
        "topic": str(row.topic),
        "needs_attention": row.needs_attention,
        "code": row.code,
        "path": row.path,
        "line": row.line,
        "column": row.column,
        "subject": row.subject,
        "message": row.message,
        "help": row.help,
        **certainty,
        **row.details,
    }
