"""An article in, the same article with its mentions and quotations out. Pure: nothing is read, nothing is kept."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace

from sitegen.annotate.restored import cleaned, restored
from sitegen.dates import find_dates
from sitegen.knowledge import KnowledgeBase, builtin_knowledge
from sitegen.model import Annotated, Article, Mention, Quotation
from sitegen.names import find_names
from sitegen.names.by_author import said_in_words
from sitegen.quotations import find_quotations
from sitegen.quotations.blocks import spoken_blocks
from sitegen.text.letters import Clean
from sitegen.text.paragraphs import find_paragraphs
from sitegen.text.spacy_model import Model, find_model
from sitegen.text.spans import Cover, Element
from sitegen.text.values import uncollected
from sitegen.text.wordlists import ENGLISH

WITHOUT_ANNOTATIONS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "pre", "code"})
"""Blocks and marks whose words carry neither mentions nor quotations."""
WITHOUT_DATES = frozenset({"pre", "code"})
"""Blocks and marks whose words carry no dates."""


@uncollected()
def annotate(
    article: Article, knowledge: KnowledgeBase, model: Model | None = None, language: str = ENGLISH
) -> Annotated:
    """`article` with every mention and quotation that was found in it; a `model` adds its features to the others.

    `language` is that of articles which do not say theirs. In another than English only what the user lists is found.
    Decomposed letters are read as composed and invisible characters as not there; all offsets are into the text itself.
    """
    text = Clean.of(article.text)
    if text is not None:
        return restored(_annotate(cleaned(article, text), knowledge, model, language), article, text)
    return _annotate(article, knowledge, model, language)


def _annotate(article: Article, knowledge: KnowledgeBase, model: Model | None, language: str) -> Annotated:
    """The same for an article whose text is clean."""
    names = find_names(article, knowledge, model, language)
    quotations = (
        find_quotations(names.tokens, names.named, names.entities, spoken_blocks(article)) if names.is_read else ()
    )
    quotations = said_in_words(quotations, names.hidden, article.text)
    closed = closed_cover(article)
    kept = tuple(mention for mention in names.mentions if not closed.touches(mention.span))
    named = {mention.entity_id for mention in kept}
    return Annotated(
        article=article,
        mentions=kept,
        quotations=_spoken_here(quotations, article, closed),
        found=tuple(entity for entity in names.found if entity.id in named),
        told=tuple(entity for entity in names.told if entity.id in named),
        dates=find_dates(names.tokens, article.date, _closed_to_dates(article, names.named), quotations)
        if names.is_read
        else (),
        sentences=names.tokens.sentence_spans(),
    )


def annotate_text(
    text: str, knowledge: KnowledgeBase | None = None, *, date: datetime.date | None = None, spacy: str = ""
) -> Annotated:
    """Everything found in a plain text; all offsets are code points into exactly this `text`.

    Paragraphs are separated by blank lines, or stand on one long line each. Without `knowledge` only what is
    built in is known; without the `date` of the text no "Friday" is resolved. `spacy` names an installed spaCy model
    whose features are weighed too: raises UnfitModelError where it cannot be used.
    """
    model = find_model(spacy) if spacy else None
    return annotate(article_of_text(text, date), knowledge or builtin_knowledge(), model)


def article_of_text(text: str, date: datetime.date | None = None) -> Article:
    """A plain text as an article: its paragraphs, and nothing else."""
    blocks = tuple(Element(span, "p") for span in find_paragraphs(text))
    return Article(slug="", headline="", text=text, blocks=blocks, date=date)


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
    in_notes = {segment.span.start >= notes for segment in quotation.segments} | {speaker.span.start >= notes}
    return quotation if len(in_notes) == 1 else replace(quotation, speaker=None, cue=None)
