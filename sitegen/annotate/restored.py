"""Annotations of a cleaned text, laid over the text as it came: every offset counts its own code points."""

from __future__ import annotations

from dataclasses import replace

from sitegen.model import Annotated, Applied, Article, Entity, Quotation, Segment, Speaker
from sitegen.text.letters import Clean, clean


def cleaned(article: Article, text: Clean) -> Article:
    """The article over its cleaned text."""
    return replace(
        article,
        text=text.text,
        blocks=text.elements(article.blocks),
        marks=text.elements(article.marks),
        atoms=text.elements(article.atoms),
        dateline=clean(article.dateline),
    )


def restored(annotated: Annotated, article: Article, text: Clean) -> Annotated:
    """What was found in the cleaned text of an article, over the article itself."""
    return Annotated(
        article=article,
        mentions=tuple(replace(mention, span=text.back(mention.span)) for mention in annotated.mentions),
        quotations=tuple(_quotation(quotation, text) for quotation in annotated.quotations),
        found=tuple(_entity(entity, text) for entity in annotated.found),
        told=tuple(_entity(entity, text) for entity in annotated.told),
        dates=tuple(replace(date, span=text.back(date.span)) for date in annotated.dates),
        sentences=tuple(text.back(span) for span in annotated.sentences),
        applied=tuple(_applied(one, text) for one in annotated.applied),
    )


def _applied(one: Applied, text: Clean) -> Applied:
    span = text.back(one.span) if one.span is not None else None
    return replace(one, span=span, places=tuple(map(text.back, one.places)))


def _entity(entity: Entity, text: Clean) -> Entity:
    return replace(entity, evidence=tuple(text.back(span) for span in entity.evidence))


def _quotation(quotation: Quotation, text: Clean) -> Quotation:
    return replace(
        quotation,
        segments=restored_segments(quotation.segments, text),
        cue=text.back(quotation.cue) if quotation.cue is not None else None,
        speaker=restored_speaker(quotation.speaker, text),
    )


def restored_segments(segments: tuple[Segment, ...], text: Clean) -> tuple[Segment, ...]:
    """The segments of a quotation, over the text as it came."""
    return tuple(replace(segment, span=text.back(segment.span)) for segment in segments)


def restored_speaker(speaker: Speaker | None, text: Clean) -> Speaker | None:
    """The speaker, over the text as it came; the name stays clean."""
    if speaker is None or speaker.span is None:
        return speaker
    return replace(speaker, span=text.back(speaker.span))
