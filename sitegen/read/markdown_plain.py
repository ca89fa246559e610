"""Markdown that is paragraphs and nothing else, as most news is: read without the parser, in a third of the time."""

from __future__ import annotations

import re
from itertools import accumulate

from sitegen.read.draft import Body
from sitegen.text.spans import LEAF_SEPARATOR, Element, Span

_BEGINNING = r"[^\W\d_]|[\"'“”‘’«»(—–…$€£]|\d(?!\d*[.)](?:\s|\Z))"
"""What opens no block but a paragraph: a letter, a mark before it, a figure that numbers nothing."""
_WORDS = r"(?:[^\\`*_\[\]<>~|&\x00\n]|&(?!\#?\w+;))*+(?<!\s)"
"""What marks nothing in a line, up to a character that is no space."""
_PARAGRAPHS = re.compile(rf"\n*+(?:(?:{_BEGINNING}){_WORDS}(?:\n++|\Z))++\Z")
_BETWEEN = re.compile(r"\n{2,}")


def plain_body(text: str) -> Body | None:
    """The body that the Markdown parser would give; None for a text in which there may be more than paragraphs."""
    if _PARAGRAPHS.match(text) is None:
        return None
    paragraphs = _BETWEEN.split(text.strip("\n"))
    ends = accumulate(len(paragraph) + len(LEAF_SEPARATOR) for paragraph in paragraphs)
    spans = (
        Span(end - len(LEAF_SEPARATOR) - len(paragraph), end - len(LEAF_SEPARATOR))
        for paragraph, end in zip(paragraphs, ends, strict=True)
    )
    return Body(LEAF_SEPARATOR.join(paragraphs), tuple(Element(span, "p") for span in spans))
