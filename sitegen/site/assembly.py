"""The site made of what its articles told: gathered from their facts, completed with what knowledge says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.knowledge import KnowledgeBase
from sitegen.model import Annotated, Article, Entity, Gender, Kind
from sitegen.project.config import Config
from sitegen.site import NamedIn, RolePlace, Said, Site, Speaking, sort_key
from sitegen.site.archive import Shelf, find_tags, find_years, tags_without_page
from sitegen.site.company import Companions, RelatedArticles
from sitegen.site.facts import ArticleFacts, Found, file_article
from sitegen.site.links import Links, find_links
from sitegen.site.places import Places
from sitegen.site.store import MemoryStore, Store
from sitegen.site.surnames import sorted_name
from sitegen.site.text_prints import TextPrints
from sitegen.site.thresholds import changed_ids
from sitegen.text.values import value

Key = TypeVar("Key", str, tuple[str, str])


def assemble(
    config: Config, annotated: Iterable[Annotated], knowledge: KnowledgeBase, pages: Sequence[Article] = ()
) -> Site:
    """The site made of annotated articles: one entity for each id, and the way back from each to where it is named.

    Raises SitegenError: SG402 for two files with one slug, SG403 for a tag that can have no page, SG410 and SG411 for
    links that lead nowhere.
    """
    filed = [file_article(one, config.linking, key) for key, one in enumerate(annotated)]
    return assemble_facts(config, [one.facts for one in filed], knowledge, pages, MemoryStore(filed))


def assemble_facts(
    config: Config,
    facts: Sequence[ArticleFacts],
    knowledge: KnowledgeBase,
    pages: Sequence[Article],
    store: Store,
    withheld: frozenset[str] = frozenset(),
) -> Site:
    """The same for articles that were taken apart; the `store` has what is not among their facts.

    Links to source files that are `withheld` are none.
    """
    prints = {one.key: one.prints for one in facts}
    return complete_site(gather_facts(config, facts, pages, withheld), config, knowledge, store, prints)


@value
class Gathered:
    """What the facts of all articles come to by themselves; the fields are those of a `Site`."""

    facts: tuple[ArticleFacts, ...]
    pages: tuple[Article, ...]
    changed_ids: Mapping[int, Mapping[str, str]]
    found: Mapping[str, Entity]
    """What articles found, by its id, with all that they tell of it."""
    told: Mapping[str, Entity]
    """The same of what is listed."""
    mentioned: frozenset[str]
    """The ids of all that are named or speak."""
    named_in: Mapping[str, tuple[NamedIn, ...]]
    places: Places
    mention_counts: Mapping[str, int]
    passage_counts: Mapping[str, int]
    role_places: Mapping[str, tuple[RolePlace, ...]]
    companions: Companions
    every_said: tuple[Said, ...]
    """Those of the newest article first."""
    said: Mapping[tuple[str, str], tuple[Said, ...]]
    """By an entity's id, or by words that are nobody's, what was said."""
    unattributed: tuple[Said, ...]
    said_about: Mapping[str, tuple[Said, ...]]
    """By an entity's id, the quotations that name it."""
    links: Links
    years: tuple[Shelf, ...]
    tags: tuple[Shelf, ...]


def gather_facts(
    config: Config, facts: Sequence[ArticleFacts], pages: Sequence[Article], withheld: frozenset[str] = frozenset()
) -> Gathered:
    """The facts of all articles together. Raises the same as `assemble`."""
    changes = changed_ids([one.found for one in facts])
    changed = {one.key: new for one, new in zip(facts, changes, strict=True) if new}
    articles = tuple(sorted((facts_with_ids(one, changed.get(one.key)) for one in facts), key=_newest_first))
    links = find_links(config.root, articles, pages, withheld)
    tags = find_tags(articles)
    same = (*_same_slugs([one.article for one in articles]), *_same_slugs(pages))
    problems = (*same, *tags_without_page(tags, config.root), *links.problems)
    if problems:
        raise SitegenError(problems)
    role_places = find_role_places(articles)
    found = _merge_found(found for one in articles for found in one.found)
    told = _merge_found(found for one in articles for found in one.told)
    whole = articles
    articles = tuple(map(_without_known, articles))
    named_in = find_named_in(articles)
    places = Places(articles, named_in)
    mention_counts, passage_counts = _count_names(articles)
    said = _find_said(articles)
    return Gathered(
        facts=articles,
        pages=tuple(pages),
        changed_ids=changed,
        found=found,
        told=told,
        mentioned=frozenset({*named_in, *said.speaker_ids}),
        named_in=named_in,
        places=places,
        mention_counts=mention_counts,
        passage_counts=passage_counts,
        role_places=role_places,
        companions=Companions(whole, places),
        every_said=tuple(said.every),
        said=said.by_speaker,
        unattributed=tuple(said.unattributed),
        said_about=said.about,
        links=links,
        years=find_years(articles) if any(one.article.date for one in articles) else (),
        tags=tags,
    )


def complete_site(
    gathered: Gathered, config: Config, knowledge: KnowledgeBase, store: Store, prints: dict[int, TextPrints]
) -> Site:
    """The site of these facts with what knowledge tells of the entities; `prints` are those of the texts in the store.

    What was gathered holds for every site whose articles have equal facts.
    """
    entities = _merge_entities(gathered, knowledge)
    speakers = _speakers(gathered.said, entities)
    people = frozenset(entity.id for entity in entities.values() if entity.kind is Kind.PERSON)
    return Site(
        config=config,
        facts=gathered.facts,
        pages=gathered.pages,
        entities=entities,
        named_in=gathered.named_in,
        mention_counts=gathered.mention_counts,
        passage_counts=gathered.passage_counts,
        role_places=gathered.role_places,
        companions=gathered.companions,
        speakers=speakers,
        every_said=gathered.every_said,
        unattributed=gathered.unattributed,
        said_about=gathered.said_about,
        glossary=_glossary(entities, knowledge),
        countries={entity.id: entity for entity in knowledge if entity.kind is Kind.COUNTRY},
        kinds=frozenset(entity.kind for entity in entities.values()),
        said_by={speaking.entity.id: speaking for speaking in speakers if speaking.entity is not None},
        links=gathered.links,
        years=gathered.years,
        tags=gathered.tags,
        places=gathered.places,
        related=RelatedArticles(gathered.facts, people, gathered.places),
        store=store,
        prints=prints,
        changed_ids=gathered.changed_ids,
        listed_genders={one.id: one.gender for one in knowledge if one.gender is not Gender.UNKNOWN},
    )


def facts_with_ids(one: ArticleFacts, new: Mapping[str, str] | None) -> ArticleFacts:
    """The facts with these ids in the place of their own; what has none now goes."""
    if not new:
        return one

    def shown(entity_id: str) -> str:
        return new.get(entity_id, entity_id)

    sentences = (tuple(filter(None, map(shown, ids))) for ids in one.together)
    return replace(
        one,
        named=tuple(named._replace(entity_id=i) for named in one.named if (i := shown(named.entity_id))),
        uttered=tuple(
            uttered._replace(speaker_id=shown(uttered.speaker_id), names=tuple(filter(None, map(shown, uttered.names))))
            for uttered in one.uttered
        ),
        found=tuple(entity._replace(id=i) for entity in one.found if (i := shown(entity.id))),
        roles=tuple(role._replace(entity_id=i) for role in one.roles if (i := shown(role.entity_id))),
        genders=tuple(
            gender._replace(entity_id=i, between=tuple(shown(other) or other for other in gender.between))
            for gender in one.genders
            if (i := shown(gender.entity_id))
        ),
        together=tuple(ids for ids in sentences if len(ids) > 1),
    )


def find_named_in(articles: Iterable[ArticleFacts]) -> Mapping[str, tuple[NamedIn, ...]]:
    """By the id of an entity the articles that name it."""
    found: dict[str, list[NamedIn]] = defaultdict(list)
    for one in articles:
        for named in one.named:
            found[named.entity_id].append(NamedIn(one, named))
    return {entity_id: tuple(places) for entity_id, places in found.items()}


def _count_names(articles: Iterable[ArticleFacts]) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """By the id of an entity how often all articles name it, and in how many passages."""
    mentions: dict[str, int] = defaultdict(int)
    passages: dict[str, int] = defaultdict(int)
    for one in articles:
        for entity_id, _, times, shown in one.named:
            mentions[entity_id] += times
            passages[entity_id] += shown
    return dict(mentions), dict(passages)


def _without_known(one: ArticleFacts) -> ArticleFacts:
    """The facts without what was gathered of all articles, where they have such."""
    return replace(one, found=(), told=(), roles=()) if one.found or one.told or one.roles else one


def find_role_places(articles: Iterable[ArticleFacts]) -> Mapping[str, tuple[RolePlace, ...]]:
    """For each entity every role that an article gives it, with the paragraph, in the order of the articles."""
    giving: dict[str, list[RolePlace]] = defaultdict(list)
    for one in articles:
        for role in one.roles:
            giving[role.entity_id].append(RolePlace(role.title, one.article, role.fragment, one.head_print))
    return {entity_id: tuple(found) for entity_id, found in giving.items()}


def _same_slugs(articles: Sequence[Article]) -> Iterator[Diagnostic]:
    """Two sources that would have one address."""
    taken: dict[str, Article] = {}
    for article in sorted(articles, key=lambda article: article.path):
        other = taken.setdefault(article.slug, article)
        if other is not article:
            message = f"has the same slug `{article.slug}` as {other.path}"
            yield Diagnostic(article.path, message, "SG402", 1, help="rename the file, or give it another `slug:`")


def _newest_first(facts: ArticleFacts) -> tuple[bool, int, str]:
    article = facts.article
    return article.date is None, -article.date.toordinal() if article.date else 0, article.path


def _merge_entities(gathered: Gathered, knowledge: KnowledgeBase) -> Mapping[str, Entity]:
    """All entities that are mentioned, by id. A known one wins, with what articles tell beyond its entry."""
    found = {entity_id: entity for entity_id, entity in gathered.found.items() if knowledge.get(entity_id) is None}
    told, mentioned = gathered.told, gathered.mentioned
    known = {entity.id: entity.with_told(told.get(entity.id)) for entity in knowledge if entity.id in mentioned}
    return dict(sorted((found | known).items()))


def _merge_found(every: Iterable[Found]) -> dict[str, Entity]:
    """Each entity once, as the first article gives it, with what only others tell; the roles of the first come last."""
    first: dict[str, Found] = {}
    roles: dict[str, dict[str, None]] = {}
    for found in every:
        first[found.id] = first.get(found.id, found).with_more(found)
        roles[found.id] = dict.fromkeys((*found.roles, *roles.get(found.id, ())))
    return {entity_id: found.entity(roles[entity_id]) for entity_id, found in first.items()}


@value
class _AllSaid:
    """All quotations in the order of the articles, and whose they are."""

    every: Sequence[Said]
    by_speaker: Mapping[tuple[str, str], tuple[Said, ...]]
    """By an entity's id, or by words that are nobody's, what was said by whom pages name."""
    about: Mapping[str, tuple[Said, ...]]
    """By an entity's id the quotations that name it, whoever says them."""
    unattributed: Sequence[Said]

    @property
    def speaker_ids(self) -> Iterator[str]:
        """The ids of who speaks, whether pages name them or not."""
        yield from (entity_id for entity_id, _ in self.by_speaker)
        yield from (one.uttered.speaker_id for one in self.unattributed)


def _find_said(articles: Iterable[ArticleFacts]) -> _AllSaid:
    """What was said in the articles."""
    every: list[Said] = []
    unattributed: list[Said] = []
    by_speaker: dict[tuple[str, str], list[Said]] = defaultdict(list)
    about: dict[str, list[Said]] = defaultdict(list)
    for one in articles:
        for uttered in one.uttered:
            said = Said(one, uttered)
            every.append(said)
            if uttered.is_named:
                by_speaker[uttered.speaker_id, "" if uttered.speaker_id else uttered.speaker].append(said)
            else:
                unattributed.append(said)
            for entity_id in uttered.names:
                about[entity_id].append(said)
    return _AllSaid(every, _as_tuples(by_speaker), _as_tuples(about), unattributed)


def _as_tuples(lists: Mapping[Key, list[Said]]) -> Mapping[Key, tuple[Said, ...]]:
    return {key: tuple(said) for key, said in lists.items()}


def _place_of(speaking: Speaking) -> tuple[bool, tuple[str, str]]:
    entity = speaking.entity
    return entity is None, sort_key(speaking.name if entity is None else sorted_name(entity))


def _speakers(said: Mapping[tuple[str, str], tuple[Said, ...]], entities: Mapping[str, Entity]) -> tuple[Speaking, ...]:
    """Who speaks, by name; people and organisations first, bare words after them."""
    found = (
        Speaking(entities[entity_id].name if entity_id in entities else words, entities.get(entity_id), entries)
        for (entity_id, words), entries in said.items()
    )
    return tuple(sorted(found, key=_place_of))


def _glossary(entities: Mapping[str, Entity], knowledge: KnowledgeBase) -> tuple[Entity, ...]:
    terms = {entity.id: entity for entity in (*knowledge, *entities.values()) if entity.glossary}
    return tuple(sorted(terms.values(), key=lambda entity: sort_key(entity.name)))
