"""Ids that an article asks for and does not explain: of people and things that only other articles of the site name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from sitegen.diagnostics import Diagnostic
from sitegen.knowledge import KnowledgeBase
from sitegen.knowledge.near import nearest_id
from sitegen.model import Annotated, Entity, Kind
from sitegen.read.loading import LoadedArticle
from sitegen.site.facts import ArticleFacts
from sitegen.site.thresholds import is_certain

_SPEAKING = frozenset({Kind.PERSON, Kind.ORGANIZATION})


class Asked(NamedTuple):
    """An id, whether a speaker has it, the words that are linked to it, and what is told where it is nobody’s."""

    entity_id: str
    speaks: bool
    words: str
    dead: Diagnostic


def find_asked(annotated: Annotated, loaded: LoadedArticle, knowledge: KnowledgeBase) -> Iterator[Asked]:
    """The ids in an article, read from these files, that neither the knowledge base nor the article itself has."""
    from sitegen.annotate.told import asked_ids

    found = {entity.id for entity in annotated.found}
    asked = dict(sorted(asked_ids(annotated)))  # who speaks comes last, and counts
    unknown = {one: speaks for one, speaks in asked.items() if one not in found and knowledge.get(one) is None}
    for entity_id, speaks in unknown.items():
        marks = (mark for mark in annotated.article.marks if mark.tag == "entity" and mark.get("id") == entity_id)
        words = next((" ".join(mark.span.of(annotated.article.text).split()) for mark in marks if not speaks), "")
        yield Asked(entity_id, speaks, words, _position_of(entity_id, loaded))


def _position_of(wanted: str, loaded: LoadedArticle) -> Diagnostic:
    """Where an article, or the .yaml file beside it, names an entity (SG204)."""
    written = re.compile(rf"(?:entity:|: *[\"']?)({re.escape(wanted)})(?![\w-])")
    message = f"there is no entity `{wanted}`"
    for file in loaded:
        for number, line in enumerate(file.text().splitlines(), 1):
            if found := written.search(line):
                return Diagnostic(file.shown, message, "SG204", number, found.start(1) + 1, source_line=line[:200])
    return Diagnostic(loaded.file.shown, message, "SG204")


def found_entities(articles: Iterable[ArticleFacts]) -> Mapping[str, Entity]:
    """By the ids that a site prints, what only articles know."""
    entities: dict[str, Entity] = {}
    for found in (found for one in articles for found in one.found if is_certain(found)):
        for entity_id in (found.id, f"{found.id}-{found.kind}"):
            entities.setdefault(entity_id, replace(found.entity(()), id=entity_id))
    return entities


def find_dead(asked: Iterable[Asked], found: Mapping[str, Entity], knowledge: KnowledgeBase) -> Iterator[Diagnostic]:
    """An error (SG204) for each id that nobody has, with the nearest one that could be meant."""
    for one in asked:
        if one.entity_id not in found and knowledge.get(one.entity_id) is None:
            able = (entity for entity in (*knowledge, *found.values()) if _may_be_meant(one, entity))
            yield replace(one.dead, help=_hint(one, nearest_id(one.entity_id, able)))


def _may_be_meant(one: Asked, entity: Entity) -> bool:
    """True for who speaks where a speaker is asked, and for what shares a word with the name that is linked."""
    if one.speaks:
        return entity.kind in _SPEAKING
    named = {word.casefold() for word in one.words.split() if word[:1].isupper()}
    own = (word.casefold() for name in (entity.name, *entity.aliases) for word in name.split())
    return not named or not named.isdisjoint(own)


def _hint(one: Asked, near: str) -> str:
    if one.entity_id in tuple(Kind) and not one.speaks:
        return f"write `{{kind: {one.entity_id}}}` under `entities:` where that is what the name is"
    if near:
        return f"did you mean `{near}`?"
    if one.speaks:
        return "add an entry to knowledge/, or write the speaker’s name as plain words, with its capitals"
    return "add an entry to knowledge/, or leave the id out"
