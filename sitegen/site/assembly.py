"""The site made of what its articles told: gathered from their facts, completed with what knowledge says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from operator import itemgetter

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.knowledge import KnowledgeBase
from sitegen.model import Annotated, Article, Entity, Gender, Kind
from sitegen.project.config import Config
from sitegen.site import RolePlace, Site, Speaking, sort_key
from sitegen.site.archive import Shelf, find_tags, find_years, tags_without_page
from sitegen.site.company import Companions, RelatedArticles
from sitegen.site.facts import ArticleFacts, file_article
from sitegen.site.links import Links, find_links
from sitegen.site.places import Places
from sitegen.site.postings import Postings, Speaker, Touched
from sitegen.site.postings_again import renewed
from sitegen.site.rows import Found, LaterRows, Rows
from sitegen.site.sequences import Later, NamingArticles, Quotations
from sitegen.site.shapes import print_in
from sitegen.site.store import MemoryStore, Store
from sitegen.site.surnames import sorted_name
from sitegen.site.text_prints import TextPrints
from sitegen.site.thresholds import changed_ids
from sitegen.text.values import value


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
    before: Postings | None = None,
) -> Site:
    """The same for articles that were taken apart; the `store` has what is not among their facts.

    Links to source files that are `withheld` are none. `before` is where everything stood when the site was last made.
    """
    prints = {one.key: one.prints for one in facts}
    return complete_site(gather_facts(config, facts, pages, withheld, before), config, knowledge, store, prints)


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
    postings: Postings
    touched: Touched | None
    places: Places
    mention_counts: Mapping[str, int]
    passage_counts: Mapping[str, int]
    role_places: Mapping[str, tuple[RolePlace, ...]]
    companions: Companions
    quotations: Quotations
    links: Links
    years: tuple[Shelf, ...]
    tags: tuple[Shelf, ...]


def gather_facts(
    config: Config,
    facts: Sequence[ArticleFacts],
    pages: Sequence[Article],
    withheld: frozenset[str] = frozenset(),
    before: Postings | None = None,
) -> Gathered:
    """The facts of all articles together; `before` is where everything stood once. Raises the same as `assemble`."""
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
    articles = tuple(map(_without_known, articles))
    postings, touched = renewed(before, articles, [print_in(one, changed.get(one.key)) for one in articles])
    places = Places(articles, postings)
    return Gathered(
        facts=articles,
        pages=tuple(pages),
        changed_ids=changed,
        found=found,
        told=told,
        mentioned=frozenset({*postings.named, *(entity_id for entity_id, *_ in postings.said)}),
        postings=postings,
        touched=touched,
        places=places,
        mention_counts={name: one.times for name, one in postings.named.items()},
        passage_counts={name: one.passages for name, one in postings.named.items()},
        role_places=role_places,
        companions=Companions(articles, places),
        quotations=Quotations(articles, postings),
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
    postings, quotations = gathered.postings, gathered.quotations
    speakers = tuple(_speakers(postings.said, quotations, entities))
    naming = partial(NamingArticles, gathered.facts, postings, gathered.changed_ids)
    people = frozenset(entity.id for entity in entities.values() if entity.kind is Kind.PERSON)
    return Site(
        config=config,
        facts=gathered.facts,
        pages=gathered.pages,
        entities=entities,
        postings=postings,
        touched=gathered.touched,
        named_in=Later(postings.named, naming),
        mention_counts=gathered.mention_counts,
        passage_counts=gathered.passage_counts,
        role_places=gathered.role_places,
        companions=gathered.companions,
        speakers=speakers,
        every_said=quotations.every,
        said_about=Later(postings.about, quotations.about),
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

    return replace(
        one,
        rows=LaterRows(partial(_rows_with_ids, one.rows, new)),
        found=tuple(entity._replace(id=i) for entity in one.found if (i := shown(entity.id))),
        roles=tuple(role._replace(entity_id=i) for role in one.roles if (i := shown(role.entity_id))),
        genders=tuple(
            gender._replace(entity_id=i, between=tuple(shown(other) or other for other in gender.between))
            for gender in one.genders
            if (i := shown(gender.entity_id))
        ),
    )


def _rows_with_ids(rows: Rows | LaterRows, new: Mapping[str, str]) -> Rows:
    def shown(entity_id: str) -> str:
        return new.get(entity_id, entity_id)

    sentences = (tuple(filter(None, map(shown, ids))) for ids in rows.together)
    return Rows(
        named=tuple(named._replace(entity_id=i) for named in rows.named if (i := shown(named.entity_id))),
        uttered=tuple(
            uttered._replace(speaker_id=shown(uttered.speaker_id), names=tuple(filter(None, map(shown, uttered.names))))
            for uttered in rows.uttered
        ),
        together=tuple(ids for ids in sentences if len(ids) > 1),
    )


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


def _speakers(
    speakers: Iterable[Speaker], quotations: Quotations, entities: Mapping[str, Entity]
) -> Iterator[Speaking]:
    """Who speaks, by name; people and organisations first, bare words after them. Of several with one name that one
    comes first who is quoted first.
    """
    found = [(_place_of(entities.get(one[0]), one[1]), one) for one in speakers if one[2]]
    found.sort(key=itemgetter(0))
    for _, rows in groupby(found, key=itemgetter(0)):
        same = [(entities.get(one[0]), one[1], quotations.by(one)) for _, one in rows]
        for entity, words, said in sorted(same, key=lambda row: row[2].begins) if len(same) > 1 else same:
            yield Speaking(entity.name if entity is not None else words, entity, said)


def _place_of(entity: Entity | None, words: str) -> tuple[bool, tuple[str, str]]:
    return entity is None, sort_key(words if entity is None else sorted_name(entity))


def _glossary(entities: Mapping[str, Entity], knowledge: KnowledgeBase) -> tuple[Entity, ...]:
    terms = {entity.id: entity for entity in (*knowledge, *entities.values()) if entity.glossary}
    return tuple(sorted(terms.values(), key=lambda entity: sort_key(entity.name)))
