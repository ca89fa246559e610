"""The page of an article: its text with all annotations, and the list of who and what is in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from sitegen.diagnostics import naming
from sitegen.model import Annotated, Article, Entity, Kind
from sitegen.pages.body import KINDS_IN_ORDER, number_entries, weave_article
from sitegen.pages.dates import date_entries
from sitegen.pages.excerpts import image_of, initials_of, role_then
from sitegen.pages.frame import Page, page_at
from sitegen.pages.locators import locator_of, seat_and_region
from sitegen.pages.metadata import metadata_of_article
from sitegen.site import Site, shown_speaker
from sitegen.site.anchors import find_anchors, quotation_id
from sitegen.site.archive import Related, distinct_tags
from sitegen.site.urls import page_of, page_of_article, page_of_tag, relative
from sitegen.text.spans import plain_words, shorten

LONGEST_SUMMARY = 240
LONGEST_EXCERPT = 120
MOST_SHARED = 3
"""So many of the people whom two articles have in common are named; the others are counted."""
WORDS_A_MINUTE = 220
MOST_FULL_ENTRIES = 200
"""The list of an article with more entities than this gives only names and roles; the rest stands on their pages."""

MOST_NUMBERED = 120
"""The list of an article with more mentions than this links the first of each entity; from there the card leads on."""


def article_pages(site: Site) -> Iterator[Page]:
    """The page of each article, with the way to the one before and the one after it in time."""
    tags = {tag.name.casefold(): page_of_tag(tag.slug) for tag in site.tags}
    for newer, annotated, older in zip(
        (None, *site.annotated), site.annotated, (*site.annotated[1:], None), strict=False
    ):
        with naming(annotated.article.path):
            page = _article_page(site, annotated, newer, older, tags)
        yield page


def _article_page(
    site: Site, annotated: Annotated, newer: Annotated | None, older: Annotated | None, tags: Mapping[str, str]
) -> Page:
    article = annotated.article
    path = page_of_article(article)
    entities = len({mention.entity_id for mention in annotated.mentions})
    return page_at(
        site,
        path,
        "article.html",
        metadata_of_article(site, annotated, path),
        article.path,
        article=article,
        body=Markup(weave_article(annotated, site, path, site.links.addresses(article, path))),
        groups=_groups(site, annotated, path),
        dates=date_entries(annotated, site.config.interface),
        brief=entities > MOST_FULL_ENTRIES,
        numbered=len(annotated.mentions) <= MOST_NUMBERED,
        minutes=max(1, round(len(article.text.split()) / WORDS_A_MINUTE)),
        quotations=len(annotated.quotations),
        entities=entities,
        tags=[{"name": tag, "href": relative(path, tags[tag.casefold()])} for tag in distinct_tags(article)],
        newer=_neighbour(newer, path),
        older=_neighbour(older, path),
        related=[_related(site, one, path) for one in site.related[article.slug]],
    )


def _neighbour(annotated: Annotated | None, path: str) -> dict[str, Any] | None:
    if annotated is None:
        return None
    return {"article": annotated.article, "href": relative(path, page_of_article(annotated.article))}


def _related(site: Site, related: Related, path: str) -> dict[str, Any]:
    """Another article, with the names of the people that both name."""
    return {
        "article": related.article,
        "href": relative(path, page_of_article(related.article)),
        "people": [site.entities[person].name for person in related.people[:MOST_SHARED]],
        "more": max(len(related.people) - MOST_SHARED, 0),
    }


def _groups(site: Site, annotated: Annotated, path: str) -> list[dict[str, Any]]:
    """The entries of "Who and what is in this article", by kind."""
    fragments: dict[str, list[str]] = {}
    for anchor in find_anchors(annotated, site.config.linking):
        fragments.setdefault(anchor.mention.entity_id, []).append(f"#{anchor.fragment}")
    said = _said_here(annotated)
    notes = number_entries(annotated, site)
    entities = [site.entities[entity_id] for entity_id in notes]
    groups = []
    for kind in KINDS_IN_ORDER:
        entries = [
            {
                "note": notes[entity.id],
                "href": relative(path, page_of(entity)),
                "mentions": fragments[entity.id],
                "said": said.get(entity.id, [])[:2],
            }
            | _entry(site, entity, annotated.article)
            for entity in entities
            if entity.kind is kind
        ]
        if entries:
            groups.append({"kind": kind, "heading": site.config.interface(kind), "entries": entries})
    return groups


def _said_here(annotated: Annotated) -> dict[str, list[dict[str, str]]]:
    """What each entity says in the article, in order, with the way to it."""
    said: dict[str, list[dict[str, str]]] = {}
    text = annotated.article.text
    atoms = {atom.span.start for atom in annotated.article.atoms}
    for number, quotation in enumerate(annotated.quotations, 1):
        speaker = shown_speaker(quotation)
        if speaker is not None and speaker.entity_id:
            words = shorten(plain_words(text, quotation.segments[0].span, atoms), LONGEST_EXCERPT)
            entry = {"href": f"#{quotation_id(number)}", "words": words}
            said.setdefault(speaker.entity_id, []).append(entry)
    return said


def _role(site: Site, entity: Entity, article: Article) -> str:
    """The role on the day of the article; one that has ended since is told as such."""
    role = entity.role_on(article.date)
    return role_then(site, entity, article) or (role.title if role else "")


def _role_here(site: Site, entity: Entity, article: Article) -> tuple[str, str]:
    """The role that the article's own text gives somebody nobody listed, with the way to it; else one that is known."""
    here = next((one for one in site.role_places.get(entity.id, ()) if one.article.slug == article.slug), None)
    return (here.title, f"#{here.fragment}") if here is not None else (_role(site, entity, article), "")


def _entry(site: Site, entity: Entity, article: Article) -> dict[str, Any]:
    """What the list says of an entity on the day of the article."""
    role, role_href = _role_here(site, entity, article)
    return {
        "entity": entity,
        "role": role,
        "role_href": role_href,
        "image": image_of(site, entity, page_of_article(article)),
        "initials": initials_of(entity.name) if entity.kind is Kind.PERSON else "",
        "country": site.countries.get(entity.country),
        "summary": shorten(entity.summary, LONGEST_SUMMARY),
        "where": seat_and_region(site, entity),
        "locator": locator_of(site, entity, page_of_article(article)),
    }
