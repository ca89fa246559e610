"""What lies over the words of an article: quotations, verbs of speech, speakers, mentions, dates, typography."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sitegen.export.statements import public
from sitegen.export.tei.ids import id_in_article, id_of_entity
from sitegen.model import Annotated, Article, Entity, Kind, Quotation, QuotationKind
from sitegen.pages.metadata.things import other_names
from sitegen.site import Site
from sitegen.site.thresholds import shown_speaker
from sitegen.site.urls import absolute, page_of_article
from sitegen.text.spans import Cover, Element, Span
from sitegen.text.values import value

_MENTION_TAGS = {
    Kind.PERSON: "persName",
    Kind.COUNTRY: "placeName",
    Kind.PLACE: "placeName",
    Kind.ORGANIZATION: "orgName",
    Kind.TERM: "term",
}
_MARK_TAGS = {"del": "del", "s": "del", "ins": "add", "cite": "title"}
"""TEI's own elements for the author's typography; links become ref, everything else hi."""
_RENDERED = {
    "em": "italic",
    "i": "italic",
    "strong": "bold",
    "b": "bold",
    "sub": "sub",
    "sup": "sup",
    "code": "code",
    "small": "small",
}


@value(eq=False)
class Stretch:
    """An element over a span. Compared by identity, so that equal neighbours never merge."""

    span: Span
    tag: str
    attributes: Mapping[str, str]
    chain: str = ""
    """The id of the annotation; all pieces of all its stretches are one chain. Empty for typography."""


def find_layers(
    site: Site, annotated: Annotated, leaves: Iterable[Span], links: Mapping[str, str]
) -> tuple[tuple[Stretch, ...], ...]:
    """The layers over an article's text, the outermost first. What touches none of its leaf blocks is left out.

    `links` gives the addresses of the author's targets, as `find_links` does.
    """
    words = Cover(leaves)
    mentions, cues = (_touching(words, found) for found in (_mentions(site, annotated), _cues(annotated)))
    speakers = _touching(words, _speakers(site, annotated, mentions))
    quotations = _quotations(site, annotated, cues, {**speakers, **mentions})
    marks = (_mark(mark, links) for mark in annotated.article.marks if mark.tag != "entity")
    layers = (quotations, cues.values(), speakers.values(), mentions.values(), _dates(annotated), marks)
    return tuple(tuple(sorted(layer, key=_wider_first)) for layer in layers)


def _touching(words: Cover, found: Mapping[Span, Stretch]) -> dict[Span, Stretch]:
    return {span: stretch for span, stretch in found.items() if words.touches(span)}


def _wider_first(stretch: Stretch) -> tuple[int, int]:
    return stretch.span.start, -stretch.span.end


def _mentions(site: Site, annotated: Annotated) -> dict[Span, Stretch]:
    found = {}
    for number, mention in enumerate(annotated.mentions, 1):
        entity = site.entities.get(mention.entity_id)
        if entity is not None:
            named = mention.span.of(annotated.article.text) in (entity.name, *other_names(entity))
            tag = _MENTION_TAGS[entity.kind] if named or entity.kind is not Kind.COUNTRY else "rs"
            attributes = {"ref": _pointer(entity), "type": "country" if entity.kind is Kind.COUNTRY else ""}
            chain = id_in_article(annotated.article, f"m{number}")
            found[mention.span] = Stretch(mention.span, tag, attributes, chain)
    return found


def _cues(annotated: Annotated) -> dict[Span, Stretch]:
    """The verbs of speech. One that several quotations share is marked once."""
    found: dict[Span, Stretch] = {}
    for number, quotation in enumerate(annotated.quotations, 1):
        if quotation.cue is not None and quotation.cue not in found:
            chain = id_in_article(annotated.article, f"q{number}.cue")
            found[quotation.cue] = Stretch(quotation.cue, "seg", {"type": "cue"}, chain)
    return found


def _speakers(site: Site, annotated: Annotated, mentions: Mapping[Span, Stretch]) -> dict[Span, Stretch]:
    """The words that name a speaker, where no mention stands over just these words."""
    found: dict[Span, Stretch] = {}
    for number, quotation in enumerate(annotated.quotations, 1):
        speaker = quotation.speaker
        if speaker is None or speaker.span is None or speaker.span in mentions or speaker.span in found:
            continue
        entity = site.entities.get(speaker.entity_id)
        attributes = {"type": "speaker", "ref": _pointer(entity) if entity else ""}
        chain = id_in_article(annotated.article, f"q{number}.speaker")
        found[speaker.span] = Stretch(speaker.span, "rs", attributes, chain)
    return found


def _quotations(
    site: Site, annotated: Annotated, cues: Mapping[Span, Stretch], named: Mapping[Span, Stretch]
) -> Iterator[Stretch]:
    """The parts of every quotation; those of one are one chain."""
    for number, quotation in enumerate(annotated.quotations, 1):
        chain = id_in_article(annotated.article, f"q{number}")
        attributes = _attribution(site, quotation, cues, named)
        for segment in quotation.segments:
            direct = "false" if segment.kind is QuotationKind.INDIRECT else "true"
            about = f"#{segment.kind} #{_attributed(quotation)}"
            yield Stretch(segment.span, "said", {"direct": direct, "ana": about, **attributes}, chain)


def _attribution(
    site: Site, quotation: Quotation, cues: Mapping[Span, Stretch], named: Mapping[Span, Stretch]
) -> dict[str, str]:
    """Who says it (for a speaker without an entry the words in the text), how probably, and where the text says so."""
    speaker = quotation.speaker
    cue = cues.get(quotation.cue) if quotation.cue else None
    if speaker is None:
        return {"corresp": _pointers(cue)}
    mention_id = named.get(speaker.span) if speaker.span is not None else None
    entity = site.entities.get(speaker.entity_id)
    return {
        "who": _pointer(entity) if entity else _pointers(mention_id),
        "cert": str(round(quotation.confidence, 3)),
        "resp": "#sitegen",
        "corresp": _pointers(mention_id, cue),
    }


def _pointers(*stretches: Stretch | None) -> str:
    return " ".join(f"#{stretch.chain}" for stretch in stretches if stretch is not None)


def _attributed(quotation: Quotation) -> str:
    if quotation.speaker is None:
        return "unattributed"
    return "shown" if shown_speaker(quotation) is not None else "unshown"


def _pointer(entity: Entity) -> str:
    return f"#{id_of_entity(entity)}"


def _dates(annotated: Annotated) -> Iterator[Stretch]:
    """The dates. A week is none to the W3C, so that ISO 8601 has to say it."""
    for number, date in enumerate(annotated.dates, 1):
        attribute = "when-iso" if "W" in date.value else "when"
        attributes = {attribute: date.value, "precision": "low" if date.approximate else ""}
        yield Stretch(date.span, "date", attributes, id_in_article(annotated.article, f"d{number}"))


def _mark(mark: Element, links: Mapping[str, str]) -> Stretch:
    if mark.tag == "a":
        target = mark.get("href") or ""
        address = links.get(target, target)
        return Stretch(mark.span, "ref", {"target": address}) if address else Stretch(mark.span, "seg", {})
    if mark.tag in _MARK_TAGS:
        return Stretch(mark.span, _MARK_TAGS[mark.tag], {})
    return Stretch(mark.span, "hi", {"rend": _RENDERED.get(mark.tag, mark.tag)})


def find_links(site: Site, article: Article) -> Mapping[str, str]:
    """The public addresses of what the author's links and pictures lead to, as far as they stay on the site."""
    root = absolute(site.config.base_url, "index.html") if site.config.base_url else ""
    known = site.links.addresses(article, "index.html")
    page = public(site, page_of_article(article))
    own = {target: page + target for mark in article.marks if (target := mark.get("href") or "").startswith("#")}
    return own | {target: root + path if path else "" for target, path in known.items()}
