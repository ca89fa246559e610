"""The newest article as the home page begins with it: its first paragraph, annotated, with its cards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import dropwhile, islice, takewhile
from typing import Any

from markupsafe import Markup

from sitegen.model import Annotated, Article
from sitegen.pages.article import TagLink, minutes_of
from sitegen.pages.body import LinksShown, weave_article
from sitegen.pages.dates import DateEntry, date_entries, find_explained_dates
from sitegen.pages.telling import find_bare_mentions
from sitegen.pages.who import WhoEntry, who_entries
from sitegen.site import Site
from sitegen.site.anchors import find_anchors
from sitegen.site.archive import distinct_tags
from sitegen.site.elsewhere import Elsewhere
from sitegen.site.facts import ArticleFacts
from sitegen.site.prints import cards_of
from sitegen.site.reads import TextPart
from sitegen.site.thresholds import shown_speaker
from sitegen.site.urls import page_of_article, page_of_tag, relative
from sitegen.text.spans import Element, Span, plain_words
from sitegen.text.values import value
from sitegen.text.weave import leaf_blocks

MOST_PARAGRAPHS = 3
LONGEST_BEGINNING = 900
"""A longer beginning ends with the sentence that goes beyond so many characters."""

_KEPT_MARKS = frozenset({"em", "strong", "s", "del", "code", "sub", "sup", "a"})


@value
class LeadStory:
    """The article that the home page begins with. `summary` stands for the paragraph where there is none."""

    article: Article
    href: str
    body: Markup
    """Its first paragraph, or a few, or nothing."""
    entries: tuple[WhoEntry, ...]
    """The cards of whom and what the paragraph names, and of who speaks in it."""
    dates: tuple[DateEntry, ...]
    tags: tuple[TagLink, ...]
    minutes: int
    entities: int
    quotations: int


def lead_inputs(site: Site, facts: ArticleFacts) -> tuple[Any, ...]:
    """What the beginning of the home page is made of."""
    named = tuple(one.entity_id for one in facts.named)
    speakers = dict.fromkeys(one.speaker_id for one in facts.uttered if one.speaker_id)
    return (
        *(
            site.prints_of(facts, TextPart.WHOLE).whole,
            facts.head_print,
            tuple(sorted(site.changed_ids.get(facts.key, {}).items())),
        ),
        *(len(facts.named), facts.quotations, named, cards_of(site, (*named, *speakers)), site.links.led_to(facts)),
        tuple((one.facts.head_print, one.more) if one else None for one in map(_elsewhere(site), named)),
        tuple((tag.name, tag.slug) for tag in site.tags if any(one is facts for one in tag.articles)),
    )


def lead_story(site: Site, facts: ArticleFacts, path: str) -> LeadStory:
    """The article as the page at `path` begins with it."""
    annotated = site.annotated_of(facts)
    article, href = annotated.article, relative(path, page_of_article(facts.article))
    beginning = cut_beginning(annotated)
    dates = find_explained_dates(beginning)
    entries = tuple(_entries(site, annotated, beginning, path, href))
    anchors = find_anchors(beginning, site.config.linking)
    bare = find_bare_mentions(beginning, anchors, (entry for entry in entries if not entry.said))
    links = LinksShown(site.links.addresses(article, path), {})
    tags = {tag.name.casefold(): page_of_tag(tag.slug) for tag in site.tags}
    return LeadStory(
        article=facts.article,
        href=href,
        body=Markup(weave_article(beginning, site, links, anchors, dates, bare, path)),
        entries=entries,
        dates=date_entries(beginning.article.text, dates, site.config.interface),
        tags=tuple(TagLink(tag, relative(path, tags[tag.casefold()])) for tag in distinct_tags(article)),
        minutes=minutes_of(article),
        entities=len(facts.named),
        quotations=facts.quotations,
    )


def _elsewhere(site: Site) -> Any:
    """Gives where an entity of the newest article was named before."""

    def before(entity_id: str) -> Elsewhere | None:
        places = site.named_in.get(entity_id, ())
        return Elsewhere(places[1].facts, len(places) - 2) if len(places) > 1 else None

    return before


def _entries(site: Site, annotated: Annotated, beginning: Annotated, path: str, href: str) -> Iterator[WhoEntry]:
    """The entries of the whole article for those who are in its beginning; what stands elsewhere in it is linked."""
    speakers = (shown_speaker(quotation) for quotation in beginning.quotations)
    here = {mention.entity_id for mention in beginning.mentions} | {one.entity_id for one in speakers if one}
    before = _elsewhere(site)
    others: Mapping[str, Elsewhere | None] = {entity_id: before(entity_id) for entity_id in here}
    for entry in who_entries(site, annotated, find_anchors(annotated, site.config.linking), others, path):
        if entry.entity.id in here:
            yield replace(
                entry,
                mentions=tuple(_at(href, entry.mentions)),
                said=tuple(replace(said, href=f"{href}{said.href}") for said in entry.said),
                role_href=f"{href}{entry.role_href}" if entry.role_href else "",
                people=tuple(person for person in entry.people if person.entity.id in here),
                more_people=0,
            )


def _at(href: str, fragments: Iterable[str]) -> Iterator[str]:
    return (f"{href}{fragment}" for fragment in fragments)


def cut_beginning(annotated: Annotated) -> Annotated:
    """The first paragraph that has words, as an article of its own; an empty one where there is none.

    Paragraphs that follow it at once are added while nobody is named. It has no pictures and notes, and no links into
    the rest of the article.
    """
    article = annotated.article
    atoms = {atom.span.start for atom in article.atoms}
    leaves = dropwhile(
        lambda leaf: leaf.tag != "p" or not plain_words(article.text, leaf.span, atoms), leaf_blocks(article.blocks)
    )
    paragraphs = list(islice(takewhile(lambda leaf: leaf.tag == "p", leaves), MOST_PARAGRAPHS))
    if not paragraphs:
        return Annotated(replace(article, text="", blocks=(), marks=(), atoms=()))
    start = paragraphs[0].span.start
    named = next((one.span.start for one in annotated.mentions if one.span.start >= start), len(article.text))
    shown = [
        one.span for one in paragraphs if one is paragraphs[0] or one.span.start <= named < paragraphs[-1].span.end
    ]
    last = next((span.end for span in shown if named < span.end), shown[0].end)
    ends = (one.end for one in annotated.sentences if start + LONGEST_BEGINNING <= one.end < last)
    return _cut(annotated, Span(start, next(ends, last)))


def _cut(annotated: Annotated, part: Span) -> Annotated:
    """What lies in a part of an article, as if there were nothing else."""
    article = annotated.article

    def moved(span: Span) -> Span | None:
        inside = span.clip(part)
        return Span(inside.start - part.start, inside.end - part.start) if inside else None

    def moved_all(elements: Iterable[Element]) -> Iterator[Element]:
        for one in elements:
            span = moved(one.span)
            if span is not None:
                yield replace(one, span=span, attrs=tuple(pair for pair in one.attrs if pair[0] != "id"))

    quotations = []
    for quotation in annotated.quotations:
        segments = [replace(one, span=span) for one in quotation.segments if (span := moved(one.span))]
        if segments:
            quotations.append(replace(quotation, segments=tuple(segments), cue=None))
    marks = (mark for mark in article.marks if mark.tag in _KEPT_MARKS and not (mark.get("href") or "").startswith("#"))
    atoms = (replace(atom, tag="br" if atom.tag == "br" else "", attrs=()) for atom in article.atoms)
    return Annotated(
        article=replace(
            article,
            text=part.of(article.text),
            blocks=tuple(Element(span, "p") for one in leaf_blocks(article.blocks) if (span := moved(one.span))),
            marks=tuple(moved_all(marks)),
            atoms=tuple(moved_all(atoms)),
        ),
        mentions=tuple(
            replace(one, span=span) for one in annotated.mentions if part.covers(one.span) and (span := moved(one.span))
        ),
        quotations=tuple(quotations),
        found=tuple(
            replace(one, evidence=tuple(span for given in one.evidence if (span := moved(given))))
            for one in annotated.found
        ),
        dates=tuple(
            replace(one, span=span) for one in annotated.dates if part.covers(one.span) and (span := moved(one.span))
        ),
        sentences=tuple(span for one in annotated.sentences if (span := moved(one))),
    )
