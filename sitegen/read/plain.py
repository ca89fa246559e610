"""Plain text: its paragraphs, perhaps with a head before the first word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.read.draft import Body, Draft
from sitegen.read.plain_head import find_head
from sitegen.text.paragraphs import find_paragraphs
from sitegen.text.spans import LEAF_SEPARATOR, Element, Span


def read_plain(text: str, path: str) -> Draft:
    """The paragraphs of `text`; what its head says, such as `date YYYY-MM-DD`, is cut.

    Line breaks that only wrap a paragraph stay.
    Raises SitegenError: SG305 without any words, SG306 for a day that is none, SG1xx for other values of a head.
    """
    head = find_head(text, path)
    body = _body(text[head.begin : head.end])
    if body is None:
        raise SitegenError(Diagnostic(path, "holds no text", "SG305", 1, help="write the article, or remove the file"))
    whole = _body(text[head.headline_at :]) if head.headline_at >= 0 else None
    return Draft(body, head.details, head.told, whole)


def _body(words: str) -> Body | None:
    """The paragraphs of a text; None where there are none."""
    paragraphs = tuple(_without_edges(span.of(words)) for span in find_paragraphs(words))
    return Body(LEAF_SEPARATOR.join(paragraphs), tuple(_blocks(paragraphs))) if paragraphs else None


def _without_edges(paragraph: str) -> str:
    """The paragraph without white space at the ends of its lines."""
    return "\n".join(line.strip() for line in paragraph.split("\n"))


def _blocks(paragraphs: Iterable[str]) -> Iterator[Element]:
    start = 0
    for paragraph in paragraphs:
        yield Element(Span(start, start + len(paragraph)), "p")
        start += len(paragraph) + len(LEAF_SEPARATOR)
