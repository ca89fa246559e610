"""The whole site as values: every entity with what names it, every speaker with what was said."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.knowledge import KnowledgeBase
from sitegen.model import Annotated, Article, Entity, Kind, Quotation
from sitegen.project.config import Config
from sitegen.site.anchors import Anchor, find_anchors, paragraph_at, paragraph_starts
from sitegen.site.archive import Related, Shelf, find_related, find_tags, find_years
from sitegen.site.links import Asset, Links, find_links
from sitegen.site.snippets import Sentences, Snippet, find_sentences
from sitegen.site.thresholds import above_threshold, shown_speaker
from sitegen.text.spans import Span

MOST_COMPANIONS = 8
"""So many of those that are named together with an entity are told on its page."""
MOST_IN_ONE_SENTENCE = 12
"""A sentence that names more entities than this is a list."""


@dataclass(frozen=True, slots=True)
class Backlink:
    """One mention seen from its entity: where it stands, and the sentence around it."""

    article: Article
    anchor: Anchor
    passage: Snippet


@dataclass(frozen=True, slots=True)
class Said:
    """One quotation seen from its speaker. `number` counts the quotations of its article from 1."""

    quotation: Quotation
    number: int
    passage: Snippet


@dataclass(frozen=True, slots=True)
class RolePlace:
    """A role that a text gives somebody nobody listed, and the paragraph that gives it."""

    title: str
    article: Article
    fragment: str


@dataclass(frozen=True, slots=True)
class Speaking:
    """A speaker with everything said, newest article first. Words without an entity are speakers too."""

    name: str
    entity: Entity | None
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that the pages are made of. `annotated` stands newest first; `entities` are those mentioned."""

    config: Config
    annotated: tuple[Annotated, ...]
    pages: tuple[Article, ...]
    entities: Mapping[str, Entity]
    mentions_of: Mapping[str, tuple[Backlink, ...]]
    speakers: tuple[Speaking, ...]
    unattributed: tuple[Said, ...]
    glossary: tuple[Entity, ...]
    countries: Mapping[str, Entity]
    kinds: frozenset[Kind]
    """The kinds of which at least one entity is mentioned."""
    said_by: Mapping[str, Speaking]
    """Those speakers that are entities, by their ids."""
    role_places: Mapping[str, tuple[RolePlace, ...]]
    """By the id of a found entity, where its roles stand, newest article first."""
    companions: Mapping[str, tuple[tuple[str, int], ...]]
    """By an entity's id, those that are named in the same sentences: their ids and in how many, most first."""
    links: Links
    years: tuple[Shelf, ...]
    """The articles by year, when at least one has a date."""
    tags: tuple[Shelf, ...]
    related: Mapping[str, tuple[Related, ...]]
    """By the slug of an article, others that name the same people."""

    @property
    def assets(self) -> tuple[Asset, ...]:
        """The author's files that are copied."""
        return self.links.assets


def assemble(
    config: Config, annotated: Iterable[Annotated], knowledge: KnowledgeBase, pages: Sequence[Article] = ()
) -> Site:
    """The site made of annotated articles: one entity for each id, and the way back from each to where it is named.

    Raises SitegenError: SG402 for two files with one slug, SG410 and SG411 for links that lead nowhere.
    """
    articles = tuple(sorted(above_threshold(annotated), key=_newest_first))
    links = find_links(config.root, (one.article for one in articles), pages)
    problems = (*_same_slugs([one.article for one in articles]), *_same_slugs(pages), *links.problems)
    if problems:
        raise SitegenError(problems)
    entities = _merge_entities(articles, knowledge)
    sentences = {one.article.slug: find_sentences(one) for one in articles}
    backlinks = _backlinks(articles, sentences, config.linking)
    said = [entry for one in articles for entry in _said_in(one, sentences[one.article.slug])]
    speakers = _speakers(said, entities)
    return Site(
        config=config,
        annotated=articles,
        pages=tuple(pages),
        entities=entities,
        mentions_of=backlinks,
        role_places=find_role_places(articles),
        companions=find_companions(backlinks),
        speakers=speakers,
        unattributed=tuple(entry for entry in said if shown_speaker(entry.quotation) is None),
        glossary=_glossary(entities, knowledge),
        countries={entity.id: entity for entity in knowledge if entity.kind is Kind.COUNTRY},
        kinds=frozenset(entity.kind for entity in entities.values()),
        said_by={speaking.entity.id: speaking for speaking in speakers if speaking.entity is not None},
        links=links,
        years=find_years(articles) if any(one.article.date for one in articles) else (),
        tags=find_tags(articles),
        related=find_related(articles, entities),
    )


def _backlinks(
    articles: Sequence[Annotated], sentences: Mapping[str, Sentences], linking: str
) -> Mapping[str, tuple[Backlink, ...]]:
    """By the id of an entity the ways to its mentions."""
    found: dict[str, list[Backlink]] = defaultdict(list)
    for one in articles:
        for anchor in find_anchors(one, linking):
            passage = sentences[one.article.slug].around(anchor.mention.span)
            found[anchor.mention.entity_id].append(Backlink(one.article, anchor, passage))
    return {entity_id: tuple(links) for entity_id, links in found.items()}


def _said_in(annotated: Annotated, sentences: Sentences) -> Iterator[Said]:
    for number, quotation in enumerate(annotated.quotations, 1):
        yield Said(quotation, number, sentences.around(*(segment.span for segment in quotation.segments)))


def find_companions(mentions: Mapping[str, Sequence[Backlink]]) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """For each entity those that are named in the same sentences, with the number of these, most first.

    A sentence that names more than MOST_IN_ONE_SENTENCE is a list and says little of who belongs together; leaving it
    out keeps the time in proportion to the number of mentions.
    """
    sentences: dict[tuple[str, Span], set[str]] = defaultdict(set)
    for entity_id, links in mentions.items():
        for link in links:
            sentences[link.article.slug, link.passage.span].add(entity_id)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for together in sentences.values():
        if 1 < len(together) <= MOST_IN_ONE_SENTENCE:
            for entity_id in together:
                counts[entity_id].update(together - {entity_id})
    return {
        entity_id: tuple(sorted(others.items(), key=lambda other: (-other[1], other[0]))[:MOST_COMPANIONS])
        for entity_id, others in counts.items()
    }


def find_role_places(articles: Iterable[Annotated]) -> Mapping[str, tuple[RolePlace, ...]]:
    """For each found entity every role that an article gives it, with the paragraph, in the order of the articles."""
    giving: dict[str, list[RolePlace]] = defaultdict(list)
    for one in articles:
        paragraphs = paragraph_starts(one.article)
        for entity in one.found:
            for role, span in zip(entity.roles, entity.evidence, strict=False):
                giving[entity.id].append(RolePlace(role.title, one.article, paragraph_at(paragraphs, span)))
    return {entity_id: tuple(found) for entity_id, found in giving.items()}


def _same_slugs(articles: Sequence[Article]) -> Iterator[Diagnostic]:
    """Two sources that would have one address."""
    taken: dict[str, Article] = {}
    for article in sorted(articles, key=lambda article: article.path):
        other = taken.setdefault(article.slug, article)
        if other is not article:
            message = f"has the same slug `{article.slug}` as {other.path}"
            yield Diagnostic(article.path, message, "SG402", 1, help="rename the file, or give it another `slug:`")


def _newest_first(annotated: Annotated) -> tuple[bool, int, str]:
    article = annotated.article
    return article.date is None, -article.date.toordinal() if article.date else 0, article.path


def _merge_entities(articles: Iterable[Annotated], knowledge: KnowledgeBase) -> Mapping[str, Entity]:
    """All entities that are mentioned, by id. A known one wins; a found one keeps every role that an article gives."""
    merged: dict[str, Entity] = {}
    for one in articles:
        for entity in one.found:
            if knowledge.get(entity.id) is not None:
                continue
            before = merged.get(entity.id)
            roles = tuple(dict.fromkeys((*entity.roles, *(before.roles if before else ()))))
            merged[entity.id] = replace(before or entity, roles=roles, evidence=())
    mentioned = {mention.entity_id for one in articles for mention in one.mentions}
    known = {entity.id: entity for entity in knowledge if entity.id in mentioned}
    return dict(sorted((merged | known).items()))


def _speakers(said: Iterable[Said], entities: Mapping[str, Entity]) -> tuple[Speaking, ...]:
    """Who speaks, by name; people and organisations first, bare words after them."""
    by_speaker: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for entry in said:
        speaker = shown_speaker(entry.quotation)
        if speaker is not None:
            by_speaker[speaker.entity_id, "" if speaker.entity_id else speaker.name].append(entry)
    found = (
        Speaking(entities[entity_id].name if entity_id in entities else words, entities.get(entity_id), tuple(entries))
        for (entity_id, words), entries in by_speaker.items()
    )
    return tuple(sorted(found, key=lambda speaking: (speaking.entity is None, sort_key(speaking.name))))


def _glossary(entities: Mapping[str, Entity], knowledge: KnowledgeBase) -> tuple[Entity, ...]:
    terms = {entity.id: entity for entity in (*entities.values(), *knowledge) if entity.glossary}
    return tuple(sorted(terms.values(), key=lambda entity: sort_key(entity.name)))


def sort_key(name: str) -> tuple[str, str]:
    """Sorts names as a reader looks for them: without regard to capitals and accents."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name[:200]) if not unicodedata.combining(c))
    return plain.casefold(), name
