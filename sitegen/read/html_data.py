"""The text of an article that a saved page holds in its JSON-LD, and does not show."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.read.draft import Body
from sitegen.read.flatten import Flattener
from sitegen.read.html_linked import body_in

_SHORTEST = 200
_MUCH_MORE = 2
"""So many times the letters that the page shows."""


def body_in_data(linked_data: Iterable[str], shown: str) -> Body | None:
    """The article as the data of the page have it, where that is far more than what the page shows; else None."""
    lines = body_in(text for text in linked_data if "articleBody" in text)
    many = sum(map(_letters, lines))
    if many < _SHORTEST or many < _MUCH_MORE * _letters(shown):
        return None
    flat = Flattener()
    for line in lines:
        flat.open_block("p")
        flat.write(line)
        flat.close_block()
    return flat.body()


def told_of_data(path: str) -> Diagnostic:
    """The warning that goes with such a text."""
    message = "the text is taken from the data of this page (JSON-LD), which shows little of it"
    hint = "see whether its paragraphs are right; else copy its text into a .txt file"
    return Diagnostic(path, message, "SG336", help=hint, severity=Severity.WARNING)


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))
