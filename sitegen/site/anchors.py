"""Where on its article's page a mention can be reached."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import repeat

from sitegen.model import Annotated, Article, Mention
from sitegen.text.spans import HEADINGS, Cover, Span
from sitegen.text.values import value

_NO_LINK_INSIDE = frozenset({"a", "code"})


@value
class Anchor:
    """A mention as the n-th of its entity, from 1, and the fragment that leads to it. `woven` ones are links."""

    mention: Mention
    number: int
    fragment: str
    woven: bool


def find_anchors(annotated: Annotated, linking: str) -> tuple[Anchor, ...]:
    """The anchor of every mention, in order; `linking` is "all", "section" or "first".

    A mention that is no link, or touches the author's own link, code or a picture, is reached through its paragraph.
    """
    article = annotated.article
    closed = Cover(
        [*(mark.span for mark in article.marks if mark.tag in _NO_LINK_INSIDE), *(atom.span for atom in article.atoms)]
    )
    paragraphs = paragraph_starts(article)
    counts: dict[str, int] = {}
    anchors = []
    for mention, wanted in zip(annotated.mentions, _wanted_links(annotated, linking, closed), strict=True):
        number = counts[mention.entity_id] = counts.get(mention.entity_id, 0) + 1
        woven = wanted and not closed.touches(mention.span)
        fragment = f"m-{mention.entity_id}-{number}" if woven else paragraph_at(paragraphs, mention.span)
        anchors.append(Anchor(mention, number, fragment, woven))
    return tuple(anchors)


def _wanted_links(annotated: Annotated, linking: str, closed: Cover) -> Iterator[bool]:
    """Of every mention whether it is to be a link: all are; or the first of each entity; or the first of each that can
    be one in every section, and whatever is said in a quotation, whose names a reader may meet without the text around.
    """
    if linking == "all":
        yield from repeat(True, len(annotated.mentions))
        return
    seen: set[tuple[str, int]] = set()
    in_sections = linking != "first"
    quotations = annotated.quotations if in_sections else ()
    said = Cover([segment.span for quotation in quotations for segment in quotation.segments])
    headings = [block.span.start for block in annotated.article.blocks if in_sections and block.tag in HEADINGS]
    for mention in annotated.mentions:
        place = mention.entity_id, bisect_right(headings, mention.span.start)
        is_first = place not in seen and not (in_sections and closed.touches(mention.span))
        if is_first:
            seen.add(place)
        yield is_first or said.touches(mention.span)


def paragraph_id(number: int) -> str:
    """The id of the article's paragraph with this number, from 1."""
    return f"p{number}"


def quotation_id(number: int) -> str:
    """The id of the article's quotation with this number, from 1."""
    return f"q{number}"


def paragraph_starts(article: Article) -> list[int]:
    """Where the paragraphs of the article begin, in order."""
    return [block.span.start for block in article.blocks if block.tag == "p"]


def paragraph_at(paragraphs: list[int], span: Span) -> str:
    """The fragment of the last of `paragraphs`, given by their starts, that begins at or before the span; the whole
    text where there are none."""
    return paragraph_id(max(bisect_right(paragraphs, span.start), 1)) if paragraphs else "content"
