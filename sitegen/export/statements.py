"""What the site says of an article, one value for each mention and each quotation; the formats write these."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model import Annotated, Entity, Quotation, QuotationKind
from sitegen.site import Site
from sitegen.site.anchors import find_anchors, quotation_id
from sitegen.site.spoken import inside_marks
from sitegen.site.thresholds import shown_speaker
from sitegen.site.urls import address, page_of, page_of_article
from sitegen.text.spans import Span, plain_words
from sitegen.text.values import value


@value
class Named:
    """A mention: its span in the article's text, what it means, and its public address."""

    number: int
    span: Span
    words: str
    entity: Entity
    address: str


@value
class Part:
    """A contiguous stretch of a quotation, without the marks around it."""

    span: Span
    words: str
    kind: QuotationKind


@value
class Reported:
    """A quotation with the best guess at its speaker. Without a speaker, `name` and `words_of_speaker` are empty."""

    number: int
    quotation: Quotation
    parts: tuple[Part, ...]
    name: str
    entity: Entity | None
    words_of_speaker: str
    cue: str
    confidence: float | None
    """Estimated probability that the speaker is right, to three digits; None without a speaker."""
    shown: bool
    """True when a page of the site names the speaker."""
    address: str


def find_named(site: Site, annotated: Annotated) -> Iterator[Named]:
    """The mentions of an article, in order."""
    article = annotated.article
    atoms = frozenset(atom.span.start for atom in article.atoms)
    for number, anchor in enumerate(find_anchors(annotated, site.config.linking), 1):
        entity = site.entities.get(anchor.mention.entity_id)
        if entity is not None:
            span = anchor.mention.span
            where = public(site, f"{page_of_article(article)}#{anchor.fragment}")
            yield Named(number, span, plain_words(article.text, span, atoms), entity, where)


def find_reported(site: Site, annotated: Annotated) -> Iterator[Reported]:
    """The quotations of an article, in order."""
    article = annotated.article
    atoms = frozenset(atom.span.start for atom in article.atoms)
    for number, quotation in enumerate(annotated.quotations, 1):
        speaker, cue = quotation.speaker, quotation.cue
        entity = site.entities.get(speaker.entity_id) if speaker else None
        yield Reported(
            number=number,
            quotation=quotation,
            parts=tuple(
                Part(span, plain_words(article.text, span, atoms), segment.kind)
                for segment in quotation.segments
                for span in (inside_marks(segment, article.text),)
            ),
            name=entity.name if entity else speaker.name if speaker else "",
            entity=entity,
            words_of_speaker=plain_words(article.text, speaker.span, atoms) if speaker and speaker.span else "",
            cue=plain_words(article.text, cue, atoms) if cue else "",
            confidence=round(quotation.confidence, 3) if speaker else None,
            shown=shown_speaker(quotation) is not None,
            address=public(site, f"{page_of_article(article)}#{quotation_id(number)}"),
        )


def public(site: Site, target: str) -> str:
    """The public address of a page; relative to the root of the site when the site does not know its own."""
    return address(site.config.base_url, "", target)


def page_address(site: Site, entity: Entity) -> str:
    """The public address of an entity's page."""
    return public(site, page_of(entity))
