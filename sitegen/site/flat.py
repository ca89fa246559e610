"""Annotated articles as tuples of numbers and strings, and back."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from sitegen.model import (
    Annotated,
    Article,
    Checked,
    DateMention,
    Entity,
    Gender,
    Kind,
    Mention,
    Origin,
    Publisher,
    Quotation,
    QuotationKind,
    Role,
    Segment,
    Speaker,
    SpeakerRule,
)
from sitegen.text.spans import Element, Span

Flat = tuple[Any, ...]
"""Numbers, strings, None, and tuples of these."""


def flat_head(article: Article) -> Flat:
    """Everything about an article but its text and what lies over it."""
    publisher = (article.publisher.name, article.publisher.url) if article.publisher else None
    day, updated = (day.toordinal() if day else 0 for day in (article.date, article.updated))
    return (
        *(article.slug, article.headline, article.path, day, article.dateline, article.authors, publisher),
        *(article.language, article.tags, article.summary, article.draft, article.correction),
        _flat_checked(article.checked),
        updated,
        article.aliases,
    )


def head_from(flat: Flat, body: Flat = ("", (), (), ())) -> Article:
    """The article with this head, and with the text and the elements of the `body`."""
    slug, headline, path, day, dateline, authors, publisher, language, tags, *more = flat
    summary, draft, correction, checked, updated, aliases = more
    text, blocks, marks, atoms = body
    return Article(
        *(slug, headline, text),
        _elements(blocks) if blocks else (),
        _elements(marks) if marks else (),
        _elements(atoms) if atoms else (),
        path,
        datetime.date.fromordinal(day) if day else None,
        datetime.date.fromordinal(updated) if updated else None,
        *(aliases, dateline, authors),
        Publisher(*publisher) if publisher else None,
        *(language, tags, summary, draft, correction),
        Checked(checked[0], datetime.date.fromordinal(checked[1]), *checked[2:]) if checked else None,
    )


def _flat_checked(checked: Checked | None) -> Flat | None:
    return (checked.by, checked.on.toordinal(), checked.digest, checked.changed) if checked is not None else None


def flat_article(article: Article) -> Flat:
    """An article: its head, and its body."""
    layers = (tuple(map(_flat_element, layer)) for layer in (article.blocks, article.marks, article.atoms))
    return flat_head(article), (article.text, *layers)


def flat_annotated(annotated: Annotated) -> Flat:
    """An article with all its annotations."""
    return (
        *flat_article(annotated.article),
        tuple((one.span.start, one.span.end, one.entity_id) for one in annotated.mentions),
        tuple(map(_flat_quotation, annotated.quotations)),
        tuple(map(_flat_found, annotated.found)),
        tuple(map(_flat_found, annotated.told)),
        tuple((*_flat_span(one.span), one.value, one.complete, one.approximate) for one in annotated.dates),
        tuple(map(_flat_span, annotated.sentences)),
        tuple(map(_flat_quotation, annotated.doubtful)),
    )


def quotations_in(flat: Flat) -> Flat:
    """The quotations of an article with all its annotations, without their words."""
    _, _, _, quotations, *_ = flat
    found: Flat = quotations
    return found


def annotated_of(flat: Flat) -> Annotated:
    """The article with all its annotations."""
    head, body, mentions, quotations, found, told, dates, sentences, doubtful = flat
    return Annotated(
        article=head_from(head, body),
        mentions=tuple([Mention(Span(start, end), entity_id) for start, end, entity_id in mentions]),
        quotations=tuple(_quotation(*one) for one in quotations),
        found=tuple(_found(*one) for one in found),
        told=tuple(_found(*one) for one in told),
        dates=tuple(DateMention(Span(start, end), *more) for start, end, *more in dates),
        sentences=_spans(sentences),
        doubtful=tuple(_quotation(*one) for one in doubtful),
    )


def _flat_span(span: Span) -> Flat:
    return span.start, span.end


def _spans(flat: Iterable[Flat]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in flat)


def _flat_element(element: Element) -> Flat:
    tail = _flat_element(element.tail) if element.tail is not None else None
    return element.span.start, element.span.end, element.tag, element.attrs, tail


def _elements(flat: Iterable[Flat]) -> tuple[Element, ...]:
    return tuple(_element(*one) for one in flat)


def _element(start: int, end: int, tag: str, attrs: tuple[tuple[str, str], ...], tail: Flat | None) -> Element:
    return Element(Span(start, end), tag, attrs, _element(*tail) if tail is not None else None)


def _flat_quotation(one: Quotation) -> Flat:
    speaker = one.speaker
    return (
        tuple((part.span.start, part.span.end, str(part.kind)) for part in one.segments),
        _flat_span(one.cue) if one.cue is not None else None,
        _flat_speaker(speaker) if speaker is not None else None,
        one.confidence,
        str(one.rule) if one.rule is not None else None,
    )


def _flat_speaker(one: Speaker) -> Flat:
    return _flat_span(one.span) if one.span is not None else None, one.name, one.entity_id


def _quotation(
    segments: Iterable[Flat], cue: Flat | None, speaker: Flat | None, confidence: float, rule: str | None
) -> Quotation:
    return Quotation(
        tuple([Segment(Span(start, end), _QUOTATION_KINDS[kind]) for start, end, kind in segments]),
        Span(*cue) if cue is not None else None,
        Speaker(Span(*speaker[0]) if speaker[0] else None, *speaker[1:]) if speaker is not None else None,
        confidence,
        _RULES[rule] if rule is not None else None,
    )


_QUOTATION_KINDS = {str(kind): kind for kind in QuotationKind}
_RULES = {str(rule): rule for rule in SpeakerRule}


def _flat_found(one: Entity) -> Flat:
    roles = tuple(role.title for role in one.roles)
    evidence = tuple(map(_flat_span, one.evidence))
    more = (one.country, str(one.gender), one.certainty, evidence)
    return one.id, str(one.kind), one.name, one.aliases, one.summary, roles, *more


def _found(
    entity_id: str,
    kind: str,
    name: str,
    aliases: tuple[str, ...],
    summary: str,
    roles: Iterable[str],
    country: str,
    gender: str,
    certainty: float,
    evidence: Iterable[Flat],
) -> Entity:
    return Entity(
        id=entity_id,
        kind=Kind(kind),
        name=name,
        aliases=aliases,
        summary=summary,
        roles=tuple(map(Role, roles)),
        country=country,
        gender=Gender(gender),
        origin=Origin.FOUND,
        certainty=certainty,
        evidence=_spans(evidence),
    )
