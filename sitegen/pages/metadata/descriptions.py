"""What a page is about, in a sentence or two, for lists of search results and for previews."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sitegen.model import Article, Entity
from sitegen.read.headline import find_dateline
from sitegen.site import Site
from sitegen.text.spans import Span, plain_words, shorten
from sitegen.text.tokens import sentence_ends
from sitegen.text.weave import leaf_blocks

LONGEST = 160
"""Characters of a description that we make; one that the author wrote stays whole."""
_SHORTEST = 60
_LOOKED_AT = 1000
_END = re.compile("[.!?…]")
"""Every sentence ends with one of these, unless it is the last."""
_READ = 240
"""So many characters are read for the sentences that end within LONGEST."""


def describe_article(article: Article) -> str:
    """The author's summary, else the first sentences of the text, else the headline."""
    return article.summary or _first_sentences(_opening(article)) or article.headline


def describe_entity(site: Site, entity: Entity) -> str:
    """The summary, after the name where it is short; else the latest role; else how many articles name the entity."""
    if entity.summary:
        return entity.summary if len(entity.summary) >= _SHORTEST else f"{entity.name}: {entity.summary}"
    if entity.roles:
        return shorten(f"{entity.name}, {entity.roles[-1].title}", LONGEST)
    count = len(site.named_in.get(entity.id, ()))
    words = site.config.interface("named_in", count, name=entity.name, title=site.config.title)
    return shorten(words, LONGEST)


def describe_list(heading: str, names: Iterable[str]) -> str:
    """What the list is of, and the first of the names on it."""
    gathered: list[str] = []
    for name in names:
        gathered.append(name)
        if sum(map(len, gathered)) > LONGEST:
            break
    return shorten(f"{heading}: {', '.join(gathered)}", LONGEST) if gathered else heading


def _opening(article: Article) -> str:
    """The beginning of the first paragraphs, without a dateline."""
    atoms = {atom.span.start for atom in article.atoms}
    paragraphs: list[str] = []
    for block in leaf_blocks(article.blocks):
        if block.tag == "p" and (words := plain_words(article.text, _first(block.span), atoms)):
            paragraphs.append(words if paragraphs else words[find_dateline(words)[1] :])
        if sum(map(len, paragraphs)) > LONGEST:
            break
    return " ".join(paragraphs)


def _first(span: Span) -> Span:
    return Span(span.start, min(span.end, span.start + _LOOKED_AT))


def _first_sentences(words: str) -> str:
    """As many whole sentences as are short enough together; where that is next to nothing, words up to the limit."""
    whole = _end_of_sentences(words) if len(words) <= LONGEST or _END.search(words, 0, LONGEST) else 0
    return words[:whole] if whole >= _SHORTEST or whole == len(words) else shorten(words, LONGEST)


def _end_of_sentences(words: str) -> int:
    """Where the last sentence ends that ends within LONGEST; 0 where none does."""
    return max((end for end in sentence_ends(words[:_READ]) if end <= LONGEST), default=0)
