"""Mentions, dates and quotations in the W3C Web Annotation Data Model (Recommendation of 23 February 2017), as JSON-LD.

The target is the article's page. A TextQuoteSelector finds the words anywhere on it; a TextPositionSelector counts code
points, from 0 and with the end exclusive (4.2.4 and 4.2.5), in the text content of the article's body, which a
CssSelector picks out first: what else stands on a page changes with the theme. Pictures have no letters and count
nothing.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

import sitegen
from sitegen.export.characters import storable_values
from sitegen.export.statements import Named, Reported, find_named, find_reported, page_address, public
from sitegen.model import Annotated, Checked, DateMention, Entity
from sitegen.pages.metadata.things import same_as
from sitegen.site import Site
from sitegen.site.urls import page_of_article
from sitegen.text.spans import Span
from sitegen.text.values import value

Node = dict[str, Any]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
BODY_SELECTOR = "[data-article-body]"
"""The element of an article's page whose text content is the article's text."""

_OWN_TERMS = {name: f"urn:sitegen:vocabulary:{name}" for name in ("speaker", "cue", "confidence", "shown", "rule")}
"""What the model has no words for: JSON-LD keys of a quotation."""
_CONTEXT_LENGTH = 32
"""So many code points stand before and after the words in a TextQuoteSelector."""


def render_web_annotations(site: Site) -> str:
    """All annotations of the site: one AnnotationCollection with one AnnotationPage in it."""
    items = [one for annotated in site.annotated for one in _annotations(site, annotated)]
    name = public(site, "annotations.json")
    collection: Node = {
        "@context": [CONTEXT, _OWN_TERMS],
        "id": name,
        "type": "AnnotationCollection",
        "label": site.config.title,
        "generator": {"type": "Software", "name": f"sitegen {sitegen.__version__}"},
        "total": len(items),
    }
    if items:
        collection["first"] = {"id": f"{name}#page1", "type": "AnnotationPage", "startIndex": 0, "items": items}
        collection["last"] = f"{name}#page1"
    return json.dumps(storable_values(collection), ensure_ascii=False, indent=1) + "\n"


@value
class _Page:
    """An article's page as an annotation's target."""

    source: str
    text: str
    """The text content of the body."""
    atoms: tuple[int, ...]
    """Offsets into the article's text of what is not in the text content."""

    def target(self, span: Span) -> Node | None:
        """The stretch of the page that the span of the article means; None when it has no letters."""
        start, end = (at - bisect_left(self.atoms, at) for at in (span.start, span.end))
        if start == end:
            return None
        words: Node = {
            "type": "TextQuoteSelector",
            "exact": self.text[start:end],
            "prefix": self.text[max(start - _CONTEXT_LENGTH, 0) : start],
            "suffix": self.text[end : end + _CONTEXT_LENGTH],
        }
        offsets: Node = {"type": "TextPositionSelector", "start": start, "end": end}
        return {
            "type": "SpecificResource",
            "source": self.source,
            "selector": [words, {"type": "CssSelector", "value": BODY_SELECTOR, "refinedBy": offsets}],
        }


def _annotations(site: Site, annotated: Annotated) -> Iterator[Node]:
    """The mentions of an article, its dates, its quotations, and who has checked them."""
    article = annotated.article
    atoms = {atom.span.start for atom in article.atoms}
    letters = "".join(char for at, char in enumerate(article.text) if at not in atoms)
    page = _Page(public(site, page_of_article(article)), letters, tuple(sorted(atoms)))
    for named in find_named(site, annotated):
        yield from _mention(site, page, named)
    for number, date in enumerate(annotated.dates, 1):
        yield from _date(page, number, date)
    for reported in find_reported(site, annotated):
        yield from _quotation(site, page, reported)
    if article.checked is not None:
        yield _check(page, article.checked)


def _mention(site: Site, page: _Page, one: Named) -> Iterator[Node]:
    target = page.target(one.span)
    if target is not None:
        yield {
            "id": f"{page.source}#annotation-m{one.number}",
            "type": "Annotation",
            "motivation": ["identifying", "tagging"],
            "body": [
                *_identity(site, "identifying", one.entity),
                _words("tagging", one.entity.name),
                _words("classifying", str(one.entity.kind)),
            ],
            "target": target,
        }


def _date(page: _Page, number: int, date: DateMention) -> Iterator[Node]:
    target = page.target(date.span)
    if target is not None:
        yield {
            "id": f"{page.source}#annotation-d{number}",
            "type": "Annotation",
            "motivation": "identifying",
            "body": [_words("identifying", date.value), _words("classifying", "date")],
            "target": target,
        }


def _quotation(site: Site, page: _Page, one: Reported) -> Iterator[Node]:
    targets = [target for part in one.parts if (target := page.target(part.span)) is not None]
    if not targets:
        return
    kinds = dict.fromkeys(str(part.kind) for part in one.parts)
    speaking: Node = {"speaker": one.name, "confidence": one.confidence, "shown": one.shown} if one.name else {}
    yield {
        "id": f"{page.source}#annotation-q{one.number}",
        "type": "Annotation",
        "motivation": ["classifying", "linking"] if one.entity else "classifying",
        "body": [
            *(_words("classifying", f"{kind} quotation") for kind in kinds),
            *(_identity(site, "linking", one.entity) if one.entity else ()),
            *((_words("tagging", one.name),) if one.name else ()),
        ],
        "target": targets if len(targets) > 1 else targets[0],
        **speaking,
        **({"cue": one.cue} if one.cue else {}),
        **({"rule": one.quotation.rule} if one.quotation.rule else {}),
    }


def _check(page: _Page, checked: Checked) -> Node:
    """What somebody says of all annotations of the page who has read them; the model wants a time of that day."""
    return {
        "id": f"{page.source}#annotation-checked",
        "type": "Annotation",
        "motivation": "assessing",
        "creator": {"name": checked.by},
        "created": f"{checked.on.isoformat()}T00:00:00Z",
        "body": _words("assessing", "checked; changed since" if checked.changed else "checked"),
        "target": page.source,
    }


def _words(purpose: str, value: str) -> Node:
    """A plain text as the body of an annotation."""
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


def _identity(site: Site, purpose: str, entity: Entity) -> Iterator[Node]:
    """The entity's page, and what else on the web means this very entity."""
    for address in (page_address(site, entity), *same_as(entity)):
        yield {"type": "SpecificResource", "purpose": purpose, "source": address}
