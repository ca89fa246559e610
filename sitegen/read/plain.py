"""Plain text: its paragraphs, perhaps with the article's date before the first word."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.read.draft import Body, Details, Draft
from sitegen.text.paragraphs import find_paragraphs
from sitegen.text.spans import LEAF_SEPARATOR, Element, Span

_DATE = re.compile(r"\s*date[ \t]+(\d+[-/.]\d+[-/.]\d+)(?!\S)\s*")


def read_plain(text: str, path: str) -> Draft:
    """The paragraphs of `text`; `date YYYY-MM-DD` before the first word is taken as the date and cut.

    Line breaks that only wrap a paragraph stay.
    Raises SitegenError: SG305 without any words, SG306 for a day that is none.
    """
    date, begin = _leading_date(text, path)
    words = text[begin:]
    paragraphs = tuple(_without_edges(span.of(words)) for span in find_paragraphs(words))
    if not paragraphs:
        raise SitegenError(Diagnostic(path, "holds no text", "SG305", 1, help="write the article, or remove the file"))
    return Draft(Body(LEAF_SEPARATOR.join(paragraphs), tuple(_blocks(paragraphs))), Details(date=date))


def _leading_date(text: str, path: str) -> tuple[datetime.date | None, int]:
    """The date that stands before the first word, and where the words begin."""
    found = _DATE.match(text)
    if not found:
        return None, 0
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", found[1]):
            raise ValueError("not written YYYY-MM-DD")
        return datetime.date.fromisoformat(found[1]), found.end()
    except ValueError as error:
        line = text.count("\n", 0, found.start(1)) + 1
        column = found.start(1) - text.rfind("\n", 0, found.start(1))
        message = f"the date {found[1]} is no day of the calendar" if "day" in str(error) else f"no date: {found[1]}"
        shown = text.split("\n")[line - 1][:200]
        hint = "write date YYYY-MM-DD, such as date 2023-01-21"
        raise SitegenError(Diagnostic(path, message, "SG306", line, column, hint, shown)) from error


def _without_edges(paragraph: str) -> str:
    """The paragraph without white space at the ends of its lines."""
    return "\n".join(line.strip() for line in paragraph.split("\n"))


def _blocks(paragraphs: Iterable[str]) -> Iterator[Element]:
    start = 0
    for paragraph in paragraphs:
        yield Element(Span(start, start + len(paragraph)), "p")
        start += len(paragraph) + len(LEAF_SEPARATOR)
