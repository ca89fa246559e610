"""An article in, the same article with its mentions and quotations out. Pure: nothing is read, nothing is kept."""

from __future__ import annotations

import datetime
from collections.abc import Container, Iterable
from dataclasses import replace

from sitegen.annotate.anchoring import mark_mentions
from sitegen.annotate.corrected import correct
from sitegen.annotate.dated import with_dates
from sitegen.annotate.effects import unlinked_names, with_unlinked
from sitegen.annotate.extents import Ground
from sitegen.annotate.named import find_corrected_names
from sitegen.annotate.restored import cleaned, restored
from sitegen.annotate.speakers import Voices
from sitegen.dates import find_dates
from sitegen.knowledge import KnowledgeBase, builtin_knowledge
from sitegen.model import Annotated, Article, Entity, Mention, Quotation, SpeakerRule
from sitegen.names.by_author import said_in_words
from sitegen.quotations import find_quotations
from sitegen.quotations.blocks import spoken_blocks
from sitegen.quotations.unattributed import find_unattributed
from sitegen.text.letters import Clean
from sitegen.text.paragraphs import find_paragraphs
from sitegen.text.spacy_model import Model, find_model
from sitegen.text.spans import HEADINGS, Cover, Element
from sitegen.text.values import uncollected
from sitegen.text.wordlists import ENGLISH

WITHOUT_ANNOTATIONS = frozenset({*HEADINGS, "pre", "code", "small"})
"""Blocks and marks whose words carry neither mentions nor quotations."""
WITHOUT_DATES = frozenset({"pre", "code", "small"})
"""Blocks and marks whose words carry no dates."""


@uncollected()
def annotate(
    article: Article, knowledge: KnowledgeBase, model: Model | None = None, language: str = ENGLISH
) -> Annotated:
    """`article` with every mention and quotation that was found in it; a `model` adds its features to the others.

    `language` is that of articles which do not say theirs. In another than English what the user lists is found,
    countries, and quotations without a speaker.
    Decomposed letters are read as composed and invisible characters as not there; all offsets are into the text itself.
    """
    article, applied = mark_mentions(article)
    text = Clean.of(article.text)
    if text is not None:
        annotated = restored(_annotate(cleaned(article, text), knowledge, model, language), article, text)
    else:
        annotated = _annotate(article, knowledge, model, language)
    annotated = with_dates(annotated)
    applied = tuple(with_unlinked(applied, annotated)) if applied else ()
    return replace(annotated, applied=(*applied, *annotated.applied)) if applied else annotated


def _annotate(article: Article, knowledge: KnowledgeBase, model: Model | None, language: str) -> Annotated:
    """The same for an article whose text is clean."""
    corrected = find_corrected_names(article, knowledge, model, language)
    names, applied = corrected.names, corrected.applied
    if names.is_read:
        quotations = find_quotations(names.tokens, names.named, names.entities, spoken_blocks(article))
    else:
        quotations = find_unattributed(names.tokens, article.language or language)
    quotations = said_in_words(quotations, names.hidden, article.text)
    closed = closed_cover(article)
    quotations = _spoken_here(quotations, article, closed)
    if article.corrections is not None and article.corrections.quotations:
        ground = Ground.of(article, WITHOUT_ANNOTATIONS)
        voices = Voices.of(names, knowledge, ground.text)
        quotations, became = correct(quotations, article.corrections.quotations, ground, voices)
        applied = (*applied, *became)
    kept = tuple(mention for mention in names.mentions if not closed.touches(mention.span))
    named = {mention.entity_id for mention in kept}
    applied = (*applied, *unlinked_names(corrected.meant, kept, article.text, names.entities))
    return Annotated(
        article=article,
        mentions=kept,
        quotations=quotations,
        found=_certain(names.found, named, quotations),
        told=tuple(entity for entity in names.told if entity.id in named),
        dates=find_dates(names.tokens, article.date, _closed_to_dates(article, names.named), quotations)
        if names.is_read
        else (),
        sentences=names.tokens.sentence_spans(),
        applied=applied,
    )


def _certain(found: Iterable[Entity], named: Container[str], quotations: Iterable[Quotation]) -> tuple[Entity, ...]:
    """The entities that are mentioned; those certain whom the author names as speakers."""
    speaking = {one.speaker.entity_id for one in quotations if one.speaker and one.rule is SpeakerRule.AUTHOR}
    return tuple(replace(one, certainty=1.0) if one.id in speaking else one for one in found if one.id in named)


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
    spans = [segment.span for segment in quotation.segments] + [speaker.span] * (speaker.span is not None)
    in_notes = {span is not None and span.start >= notes for span in spans}
    return quotation if len(in_notes) == 1 else replace(quotation, speaker=None, cue=None)
