"""An article in, the same article with its mentions and quotations out. Pure: nothing is read, nothing is kept."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sitegen.capitals import find_in_capitals
from sitegen.dates import find_dates
from sitegen.knowledge import KnowledgeBase, builtin_knowledge
from sitegen.localities import find_localities
from sitegen.mentions import find_mentions
from sitegen.model import Annotated, Article, Entity, Mention, Quotation
from sitegen.organizations import find_organizations
from sitegen.people import find_people, score_names
from sitegen.quotations import find_quotations
from sitegen.text.spacy_model import Model, find_model
from sitegen.text.spans import Cover, Element, Span
from sitegen.text.tokens import Tokens, tokenize
from sitegen.text.weave import leaf_blocks

WITHOUT_ANNOTATIONS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "pre", "code"})
"""Blocks and marks whose words carry neither mentions nor quotations."""
WITHOUT_DATES = frozenset({"pre", "code"})
"""Blocks and marks whose words carry no dates."""

_WRAPPED_AT = 100
_ROOM = 0.25
"""How much of the longest line stays free at most where the next word had no room."""
_FEW = 5
"""One line in so many begins with a small letter at least, and one in so many may be shorter for another reason."""
_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n\s*")


def annotate(article: Article, knowledge: KnowledgeBase, model: Model | None = None) -> Annotated:
    """`article` with every mention and quotation that was found in it; a `model` adds its features to the others."""
    names = find_names(article, knowledge, model)
    quotations = find_quotations(names.tokens, names.mentions, names.entities)
    closed = closed_cover(article)
    kept = tuple(mention for mention in names.mentions if not closed.touches(mention.span))
    named = {mention.entity_id for mention in kept}
    return Annotated(
        article=article,
        mentions=kept,
        quotations=_spoken_here(quotations, article, closed),
        found=tuple(entity for entity in names.found if entity.id in named),
        dates=find_dates(names.tokens, article.date, _closed_to_dates(article, names.mentions), quotations),
    )


@dataclass(frozen=True, slots=True)
class Names:
    """The names in an article before its quotations are read, step by step."""

    tokens: Tokens
    known: tuple[Mention, ...]
    """Of what is listed or built in."""
    with_people: tuple[Mention, ...]
    mentions: tuple[Mention, ...]
    """All, the author's own links among them, in headings and code too."""
    found: tuple[Entity, ...]
    """The entities that only the text knows."""
    entities: Mapping[str, Entity]
    """Every entity that is mentioned, by its id."""


def find_names(article: Article, knowledge: KnowledgeBase, model: Model | None = None) -> Names:
    """Every name in the article: what is known, then organisations, persons and places that only the text knows."""
    tokens = read_tokens(article, model)
    known = _obey_author(find_mentions(tokens, knowledge), article.marks)
    known = tuple(mention for mention in known if knowledge.get(mention.entity_id) is not None)
    organizations = find_organizations(tokens, known, score_names(tokens, known, knowledge), knowledge)
    people = find_people(tokens, organizations.mentions, knowledge, organizations.names)
    named = (*people.found, *organizations.found)
    places = find_localities(tokens, people.mentions, knowledge, named)
    found = (*named, *places.found)
    named_once = (*people.mentions, *places.mentions)
    shouted = find_in_capitals(tokens, named_once, _entities_of(named_once, found, knowledge))
    mentions = _obey_author((*named_once, *shouted), article.marks)
    entities = _entities_of(mentions, found, knowledge)
    mentions = tuple(mention for mention in mentions if mention.entity_id in entities)
    return Names(tokens, known, people.mentions, mentions, found, entities)


def read_tokens(article: Article, model: Model | None = None) -> Tokens:
    """The tokens of the article, with the parse of a model for its language."""
    tokens = tokenize(article.text, tuple(leaf.span for leaf in leaf_blocks(article.blocks)))
    return replace(tokens, parse=model.parse(tokens)) if model is not None and model.reads(article.language) else tokens


def annotate_text(
    text: str, knowledge: KnowledgeBase | None = None, *, date: datetime.date | None = None, spacy: str = ""
) -> Annotated:
    """Everything found in a plain text; all offsets are code points into exactly this `text`.

    Paragraphs are separated by blank lines, or stand on one long line each. Without `knowledge` only the countries of
    the world and their capitals are known; without the `date` of the text no "Friday" is resolved. `spacy` names an
    installed spaCy model whose features are weighed too: raises UnfitModelError where it cannot be used.
    """
    model = find_model(spacy) if spacy else None
    return annotate(article_of_text(text, date), knowledge or builtin_knowledge(), model)


def article_of_text(text: str, date: datetime.date | None = None) -> Article:
    """A plain text as an article: its paragraphs, and nothing else."""
    blocks = tuple(Element(span, "p") for span in find_paragraphs(text))
    return Article(slug="", headline="", text=text, blocks=blocks, date=date)


def find_paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of a plain text, without white space around them.

    A single line break ends a paragraph too, unless the lines look wrapped by hand: none long, and few so short that
    the next word would have had room.
    """
    spans: list[Span] = []
    for stretch in _between(text, Span(0, len(text)) if text else None, _PARAGRAPH_BREAK):
        lines = _between(text, stretch, re.compile(r"\n"))
        spans.extend((stretch,) if _is_wrapped([line.of(text) for line in lines]) else lines)
    return tuple(spans)


def _is_wrapped(lines: Sequence[str]) -> bool:
    """True for lines that were broken for their length: few end, before a capital or a figure, where there was room."""
    width = max(map(len, lines))
    goes_on = sum(line[0].islower() for line in lines[1:])
    if len(lines) < 3 or width > _WRAPPED_AT or goes_on * _FEW < len(lines) - 1:
        return False
    anew = [(line, following) for line, following in pairwise(lines) if not following[0].islower()]
    room = (width - len(line) - len(following.split(None, 1)[0]) - 1 for line, following in anew)
    return sum(left > _ROOM * width for left in room) <= len(lines) // _FEW


def _between(text: str, within: Span | None, breaks: re.Pattern[str]) -> tuple[Span, ...]:
    """The stretches of `within` between the breaks, stripped; empty ones are left out."""
    if within is None:
        return ()
    cuts = [(m.start(), m.end()) for m in breaks.finditer(text, within.start, within.end)]
    starts = [within.start, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), within.end]
    stretches = (_strip(text, start, end) for start, end in zip(starts, ends, strict=True))
    return tuple(span for span in stretches if span is not None)


def _strip(text: str, start: int, end: int) -> Span | None:
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    right = len(words.rstrip())
    return Span(start + left, start + right) if left < right else None


def _obey_author(mentions: Iterable[Mention], marks: Iterable[Element]) -> tuple[Mention, ...]:
    """The mentions, with the author's `entity:` links taken over and what they leave alone left out."""
    by_hand = tuple(mark for mark in marks if mark.tag == "entity")
    taken = Cover(mark.span for mark in by_hand)
    free = [mention for mention in mentions if not taken.touches(mention.span)]
    set_by_hand = [Mention(mark.span, mark.get("id") or "") for mark in by_hand if mark.get("id")]
    return tuple(sorted((*free, *set_by_hand), key=lambda mention: mention.span))


def _entities_of(
    mentions: Iterable[Mention], found: Iterable[Entity], knowledge: KnowledgeBase
) -> Mapping[str, Entity]:
    """The entities that are mentioned, by id; the author's own entries win over found ones."""
    by_id = {entity.id: entity for entity in found}
    known = {mention.entity_id: knowledge.get(mention.entity_id) for mention in mentions}
    return by_id | {entity_id: entity for entity_id, entity in known.items() if entity is not None}


def closed_cover(article: Article) -> Cover:
    """The headings and code, whose words carry no annotations."""
    elements = (*article.blocks, *article.marks)
    return Cover(element.span for element in elements if element.tag in WITHOUT_ANNOTATIONS)


def _closed_to_dates(article: Article, mentions: Iterable[Mention]) -> Cover:
    """Names, code, and what has no words of its own."""
    elements = (*article.blocks, *article.marks)
    code = (element.span for element in elements if element.tag in WITHOUT_DATES)
    return Cover((*(mention.span for mention in mentions), *code, *(atom.span for atom in article.atoms)))


def _spoken_here(quotations: Iterable[Quotation], article: Article, closed: Cover) -> tuple[Quotation, ...]:
    """The quotations outside headings and code; nobody in the text speaks in a footnote, nor the other way round."""
    notes = min((block.span.start for block in article.blocks if block.get("class") == "footnotes"), default=None)
    kept = (q for q in quotations if not any(closed.touches(segment.span) for segment in q.segments))
    return tuple(_without_crossing(quotation, notes) for quotation in kept)


def _without_crossing(quotation: Quotation, notes: int | None) -> Quotation:
    speaker = quotation.speaker
    if notes is None or speaker is None:
        return quotation
    places = {segment.span.start >= notes for segment in quotation.segments} | {speaker.span.start >= notes}
    return quotation if len(places) == 1 else replace(quotation, speaker=None, cue=None)
