"""How an article begins: what lists show of one that its author does not sum up."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import dropwhile

from sitegen.model import Annotated
from sitegen.text.spans import Span, plain_words, shorten

LONGEST_OPENING = 240
SHORTEST_OPENING = 40
"""Sentences are added to the first until there are so many characters."""


def find_opening(annotated: Annotated) -> str:
    """The first sentence, or the first few where they are short, on one line; sentences that only say the headline
    once more are passed over. Empty where the author gives a summary, or no paragraph has words."""
    article = annotated.article
    if article.summary:
        return ""
    atoms = {atom.span.start for atom in article.atoms}
    headline = article.headline.rstrip("…")
    told = (plain_words(article.text, span, atoms) for span in _sentences(annotated))
    words = ""
    for sentence in dropwhile(lambda sentence: headline in sentence, filter(None, told)):
        words = f"{words} {sentence}".strip()
        if len(words) >= SHORTEST_OPENING:
            break
    return shorten(words, LONGEST_OPENING)


def _sentences(annotated: Annotated) -> Iterator[Span]:
    """The sentences that stand in paragraphs, in order; where nobody has cut the text into any, the paragraphs."""
    paragraphs = [block.span for block in annotated.article.blocks if block.tag == "p"]
    sentences = iter(annotated.sentences or paragraphs)
    sentence = next(sentences, None)
    for paragraph in paragraphs:
        while sentence is not None and sentence.start < paragraph.end:
            if sentence.start >= paragraph.start:
                yield sentence
            sentence = next(sentences, None)
