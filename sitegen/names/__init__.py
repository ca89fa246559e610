"""Who and what an article names: what is known, then organisations, persons and places that only its text knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sitegen.knowledge import KnowledgeBase
from sitegen.model import Article, Entity, Mention
from sitegen.names.all_caps import find_in_all_caps
from sitegen.names.listed import find_as_listed, find_mentions
from sitegen.names.organizations import find_organizations
from sitegen.names.people import find_people, score_names
from sitegen.names.places import find_places
from sitegen.text.spacy_model import Model
from sitegen.text.spans import Cover, Element
from sitegen.text.tokens import Tokens, tokenize
from sitegen.text.weave import leaf_blocks
from sitegen.text.wordlists import ENGLISH, reads

__all__ = ["Names", "find_names", "read_tokens"]


@dataclass(frozen=True, slots=True)
class Names:
    """The names in an article before its quotations are read, step by step."""

    tokens: Tokens
    known: tuple[Mention, ...]
    """Of what is listed or built in."""
    with_people: tuple[Mention, ...]
    mentions: tuple[Mention, ...]
    """All, the author's own links among them, in headings and code too."""
    found: tuple[Entity, ...]
    """The entities that only the text knows."""
    entities: Mapping[str, Entity]
    """Every entity that is mentioned, by its id."""
    is_read: bool = True
    """False for a text in a language that the rules do not read, where only what the user lists is found."""


def find_names(
    article: Article, knowledge: KnowledgeBase, model: Model | None = None, language: str = ENGLISH
) -> Names:
    """Every name in the article: what is known, then organisations, persons and places that only the text knows.

    In another language than English, which is `language` where the article does not say, only what the user lists.
    """
    if not reads(article.language or language):
        return _as_listed(article, knowledge, article.language or language)
    tokens = read_tokens(article, model)
    known = _obey_author(find_mentions(tokens, knowledge), article.marks)
    known = tuple(mention for mention in known if knowledge.get(mention.entity_id) is not None)
    organizations = find_organizations(tokens, known, score_names(tokens, known, knowledge), knowledge)
    people = find_people(tokens, organizations.mentions, knowledge, organizations.names)
    named = (*people.found, *organizations.found)
    places = find_places(tokens, people.mentions, knowledge, named, article.dateline)
    found = (*named, *places.found)
    named_once = (*people.mentions, *places.mentions)
    in_capitals = find_in_all_caps(tokens, named_once, _entities_of(named_once, found, knowledge))
    mentions = _obey_author((*named_once, *in_capitals), article.marks)
    entities = _entities_of(mentions, found, knowledge)
    mentions = tuple(mention for mention in mentions if mention.entity_id in entities)
    return Names(tokens, known, people.mentions, mentions, found, entities)


def _as_listed(article: Article, knowledge: KnowledgeBase, language: str) -> Names:
    leaves = tuple(leaf.span for leaf in leaf_blocks(article.blocks))
    tokens = tokenize(article.text, leaves, language)
    known = _obey_author(find_as_listed(tokens, knowledge), article.marks)
    known = tuple(mention for mention in known if knowledge.get(mention.entity_id) is not None)
    return Names(tokens, known, known, known, (), _entities_of(known, (), knowledge), is_read=False)


def read_tokens(article: Article, model: Model | None = None) -> Tokens:
    """The tokens of the article, with the parse of a model for its language."""
    tokens = tokenize(article.text, tuple(leaf.span for leaf in leaf_blocks(article.blocks)))
    return replace(tokens, parse=model.parse(tokens)) if model is not None and model.reads(article.language) else tokens


def _obey_author(mentions: Iterable[Mention], marks: Iterable[Element]) -> tuple[Mention, ...]:
    """The mentions, with the author's `entity:` links taken over and what they leave alone left out."""
    by_hand = tuple(mark for mark in marks if mark.tag == "entity")
    taken = Cover(mark.span for mark in by_hand)
    free = [mention for mention in mentions if not taken.touches(mention.span)]
    set_by_hand = [Mention(mark.span, mark.get("id") or "") for mark in by_hand if mark.get("id")]
    return tuple(sorted((*free, *set_by_hand), key=lambda mention: mention.span))


def _entities_of(
    mentions: Iterable[Mention], found: Iterable[Entity], knowledge: KnowledgeBase
) -> Mapping[str, Entity]:
    """The entities that are mentioned, by id; the author's own entries win over found ones."""
    by_id = {entity.id: entity for entity in found}
    known = {mention.entity_id: knowledge.get(mention.entity_id) for mention in mentions}
    return by_id | {entity_id: entity for entity_id, entity in known.items() if entity is not None}
