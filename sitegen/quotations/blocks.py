"""Block quotations and posts that are signed or led in to: whose words they are, though no marks stand around them.

In Markdown the last line of the block signs, `> — Ana Ruiz, mayor`, or the line after it; on a page a `<footer>` or a
`<cite>` at its end does, or the caption of the figure around it, which the reader writes as a footer; embedded posts
are signed as their sites do it, with a handle and a date.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from sitegen.model import Article, Mention
from sitegen.quotations.article_context import is_name_word, words_of
from sitegen.quotations.marks import Marked
from sitegen.quotations.speech_verbs import verb_forms
from sitegen.text.spans import ATOM, HEADINGS, Element, Span
from sitegen.text.tokens import Tokens
from sitegen.text.values import value
from sitegen.text.weave import leaf_blocks

_DASH = re.compile(r"[ \u00a0]*(?:—|–|―|--?)[ \u00a0]*(?=\w)")
_POST = re.compile(r"[ \u00a0]*[—–][ \u00a0]*([^()\n]{2,60}?) ?\(@\w+\) \w+ \d{1,2}, \d{4}\Z")
_LINKS = re.compile(r"(?:[ \u00a0]*(?:https?://|pic\.twitter\.com/)\S+)+\s*\Z")
_FEWEST_BLANKS = 3
"""How many blanks a post has at the least, so that it is no heading."""
_BLANKS = " \n\u00a0" + ATOM
_DASHES = "—–―-"
_BEFORE_CITE = frozenset(".!?…”\"’'»" + _DASHES)
_WORD = re.compile(r"[a-z]+")
_UNSIGNED = frozenset({*HEADINGS, "pre", "td", "th"})
_LONGEST = 200
"""How many code points a signature may have."""


@value
class SpokenBlock:
    """A block quotation that somebody says: its words, a span for each of its leaf blocks, and who signs it."""

    words: tuple[Span, ...]
    signature: Span | None
    """None where the paragraph before leads in: "Ruiz said in a statement:"."""


def spoken_blocks(article: Article) -> tuple[SpokenBlock, ...]:
    """The block quotations of an article that are signed or led in to, in order of text."""
    quotes = [block for block in article.blocks if block.tag == "blockquote"]
    has_posts = "(@" in article.text
    if not quotes and not has_posts:
        return ()
    leaves = leaf_blocks(article.blocks)
    starts = [leaf.span.start for leaf in leaves]
    cites = [mark.span for mark in article.marks if mark.tag == "cite"]
    found = []
    for block, after in zip(quotes, [*quotes[1:], None], strict=False):
        if after is None or after.span.start >= block.span.end:
            first, beyond = bisect_left(starts, block.span.start), bisect_left(starts, block.span.end)
            signed = _signed(article.text, leaves[first:beyond], leaves[beyond : beyond + 1], cites)
            found.append(signed or _led_in(article.text, leaves[max(0, first - 1) : first], leaves[first:beyond]))
    blocks = [block for block in found if block is not None]
    taken = {span for block in blocks for span in block.words}
    posts = [post for post in _posts(article.text, leaves) if taken.isdisjoint(post.words)] if has_posts else []
    return tuple(sorted((*blocks, *posts), key=lambda block: block.words))


def _led_in(text: str, before: Sequence[Element], inside: Sequence[Element]) -> SpokenBlock | None:
    """The block of these leaves when a line before it ends with a colon and tells of saying or of a statement."""
    line = before[0].span.of(text).rstrip(_BLANKS) if before and before[0].tag == "p" else ""
    words = tuple(leaf.span for leaf in inside if leaf.tag not in _UNSIGNED)
    if not words or not line.endswith(":"):
        return None
    telling = _WORD.findall(line[-_LONGEST:].lower())
    tells = any(word in verb_forms() or word in words_of("utterance") for word in telling)
    return SpokenBlock(words, None) if tells else None


def _posts(text: str, leaves: Sequence[Element]) -> Iterator[SpokenBlock]:
    """Posts that are embedded: words in a paragraph, and in the next “— Ana Ruiz (@ruiz) May 3, 2019”."""
    for words, after in pairwise(leaves):
        post = _POST.match(text, after.span.start, after.span.end) if after.tag == words.tag == "p" else None
        if post is not None:
            span = _trimmed(text, words.span.start, words.span.start + len(_LINKS.sub("", words.span.of(text))))
            if span is not None and span.of(text).count(" ") >= _FEWEST_BLANKS:
                yield SpokenBlock((span,), Span(*post.span(1)))


def _signed(
    text: str, inside: Sequence[Element], beyond: Sequence[Element], cites: Sequence[Span]
) -> SpokenBlock | None:
    """The block of these leaves with who signs it, at its end or in the leaf beyond; None where nobody does."""
    words = [leaf.span for leaf in inside if leaf.tag not in _UNSIGNED]
    at = _signature_start(text, inside[-1], cites)
    end = inside[-1].span.end
    if at is not None:
        rest = _trimmed(text, inside[-1].span.start, at)
        words = [span for span in (*words, rest) if span is not None and span.end <= at]
    elif beyond and beyond[0].tag == "p" and _DASH.match(text, beyond[0].span.start):
        at, end = beyond[0].span.start, beyond[0].span.end
    if at is None or not words:
        return None
    dash = _DASH.match(text, at)
    start = dash.end() if dash is not None else at
    return SpokenBlock(tuple(words), Span(start, end)) if 0 < end - start <= _LONGEST else None


def _signature_start(text: str, leaf: Element, cites: Sequence[Span]) -> int | None:
    """Where in the last leaf of a block begins who signs it: at its start, in its last line, at what it cites."""
    span = leaf.span
    if leaf.tag == "footer":
        return span.start
    line = text.rfind("\n", span.start, span.end) + 1 or span.start
    if _DASH.match(text, line):
        return line
    cite = next((cite for cite in cites if span.covers(cite)), None)
    if cite is None or text[cite.end : span.end].strip(_BLANKS + "."):
        return None
    before = text[span.start : cite.start].rstrip(" \u00a0")[-1:]
    return cite.start if not before or before in _BEFORE_CITE or before in _BLANKS else None


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without blanks, and without a dash, at its end; None where nothing is left."""
    end = start + len(text[start:end].rstrip(_BLANKS + _DASHES))
    return Span(start, end) if start < end else None


def with_blocks(
    tokens: Tokens, marked: Sequence[Marked], blocks: Sequence[SpokenBlock], mentions: Sequence[Mention]
) -> tuple[Marked, ...]:
    """The stretches between marks, and the words of blocks that a name signs or a line leads in to.

    The words hold the stretches inside them.
    """
    named = {mention.span.start for mention in mentions} if blocks else set()
    signed = tuple(_words_of(tokens, [block for block in blocks if _is_name(tokens, block.signature, named)]))
    if not signed:
        return tuple(marked)
    spans = sorted(one.span for one in signed)
    starts = [span.start for span in spans]

    def is_inside(one: Marked) -> bool:
        at = bisect_left(starts, one.span.end) - 1
        return at >= 0 and spans[at].end > one.span.start

    free = [one for one in marked if not is_inside(one)]
    whole = {one.span: one for one in marked if one.closed}
    signed = tuple(replace(whole.get(one.span, one), signed=one.signed, block=one.block) for one in signed)
    return tuple(sorted((*free, *signed), key=lambda one: one.span))


def _is_name(tokens: Tokens, signature: Span | None, named: Collection[int]) -> bool:
    """True for a signature that begins with a name, and where none is needed."""
    if signature is None:
        return True
    first = tokens.first_from(signature.start)
    return first < len(tokens) and (tokens.starts[first] in named or is_name_word(tokens.word(first)))


def _words_of(tokens: Tokens, blocks: Sequence[SpokenBlock]) -> Iterator[Marked]:
    """The words of the blocks, as if they stood between marks."""
    for block in blocks:
        for span in block.words:
            at = tokens.first_from(span.start)
            if at < len(tokens) and tokens.starts[at] < span.end:
                yield Marked(span, span, tokens.leaves[at], signed=block.signature, block=block.words[0])
