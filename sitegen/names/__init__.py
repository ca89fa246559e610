"""Who and what an article names: what is known, and the persons, organisations and places that only its text knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sitegen.knowledge import KnowledgeBase
from sitegen.model import Article, Entity, Mention
from sitegen.names.added import Added, added_by_author, found_of, strangers, taken_in_text
from sitegen.names.all_caps import find_in_all_caps
from sitegen.names.among_people import without_places_among_people
from sitegen.names.by_author import Hidden, hide, link_by_hand, sure_by_hand, without_denied, without_hidden
from sitegen.names.clubs import without_clubs
from sitegen.names.joined_bodies import with_whole_bodies, with_whole_matters, without_parts_of_schools
from sitegen.names.judge import Judgement, judge_all
from sitegen.names.like_persons import without_likenesses
from sitegen.names.listed import find_as_listed, find_mentions
from sitegen.names.mentioned import in_order
from sitegen.names.named import read_named
from sitegen.names.plain_persons import with_plain_persons
from sitegen.names.proposals import Proposals, propose
from sitegen.names.public_bodies import with_public_bodies
from sitegen.text.spacy_model import Model
from sitegen.text.tokens import Tokens, tokenize
from sitegen.text.values import value
from sitegen.text.weave import leaf_blocks
from sitegen.text.wordlists import ENGLISH, reads

__all__ = ["Names", "find_names", "read_tokens"]

NOTHING_TOLD: Mapping[str, Entity] = {}


@value
class Names:
    """The names in an article before its quotations are read, step by step."""

    tokens: Tokens
    known: tuple[Mention, ...]
    """Of what is listed or built in."""
    mentions: tuple[Mention, ...]
    """All that may be shown, the author's own links among them, in headings and code too."""
    found: tuple[Entity, ...]
    """The entities that only the text knows, without those hidden."""
    told: tuple[Entity, ...]
    """What the text tells of listed entities beyond their entries, without those hidden."""
    entities: Mapping[str, Entity]
    """Every entity that is mentioned, by its id, those hidden among them."""
    named: tuple[Mention, ...]
    """The mentions with those hidden among them: whoever is named may speak."""
    hidden: Hidden
    is_read: bool = True
    """False for a text in a language that the rules do not read, where what the user lists is found, and countries."""
    proposals: Proposals | None = None
    """What was judged; None where nothing was read."""
    judgement: Judgement | None = None
    """What came of it."""
    with_people: tuple[Mention, ...] = ()
    """The mentions before the places that only the text knows were looked for, in what these leave."""


def find_names(
    article: Article, knowledge: KnowledgeBase, model: Model | None = None, language: str = ENGLISH
) -> Names:
    """Every name in the article: what is known, and the persons, organisations and places that only the text knows.

    In another language than English, which is `language` where the article does not say, what the user lists, and
    countries.
    """
    if not reads(article.language or language):
        return _as_listed(article, knowledge, article.language or language)
    tokens = read_tokens(article, model)
    added = added_by_author(article.marks, knowledge)
    names = _find_names(article, tokens, added, knowledge)
    taken = taken_in_text(added, names.found, names.named) if added.entities else ()
    return _find_names(article, tokens, added_by_author(article.marks, knowledge, taken), knowledge) if taken else names


def _find_names(article: Article, tokens: Tokens, added: Added, knowledge: KnowledgeBase) -> Names:
    """The same with what the author’s marks add."""
    knowledge, marks = knowledge.with_added(added.entities.values()), added.marks
    known = link_by_hand(find_mentions(tokens, knowledge), marks)
    known = tuple(mention for mention in known if knowledge.get(mention.entity_id) is not None)
    known, denied = without_denied(known, marks, knowledge)
    proposals = propose(tokens, known, knowledge)
    judgement = with_whole_bodies(tokens, proposals, judge_all(proposals))
    judgement = without_parts_of_schools(tokens, with_whole_matters(tokens, proposals, judgement))
    judgement = with_public_bodies(tokens, proposals, without_likenesses(tokens, proposals, judgement))
    judgement = with_plain_persons(tokens, proposals, judgement)
    read = read_named(tokens, known, proposals, judgement, knowledge, article.dateline)
    read = without_places_among_people(tokens, without_clubs(tokens, read, knowledge), knowledge)
    told = {entity.id: entity for entity in read.told}
    in_capitals = find_in_all_caps(tokens, read.mentions, _entities_of(read.mentions, read.found, knowledge))
    named = link_by_hand(in_order(read.mentions, in_capitals), marks)
    made = found_of(added.entities, read.told)
    entities = {**_entities_of(named, read.found, knowledge, told), **_by_id(made)}
    entities = {**entities, **strangers(named, marks, entities)}
    named = tuple(mention for mention in named if mention.entity_id in entities)
    mentions, hidden = hide(article.text, named, denied, marks, entities)
    found = (*sure_by_hand(read.found, marks), *made)
    return Names(
        tokens=tokens,
        known=known,
        mentions=mentions,
        found=without_hidden(found, hidden),
        told=without_hidden((one for one in read.told if one.id not in added.entities), hidden),
        entities=entities,
        named=named,
        hidden=hidden,
        proposals=proposals,
        judgement=judgement,
        with_people=read.with_people,
    )


def _as_listed(article: Article, knowledge: KnowledgeBase, language: str) -> Names:
    leaves = tuple(leaf.span for leaf in leaf_blocks(article.blocks))
    tokens = tokenize(article.text, leaves, language)
    added = added_by_author(article.marks, knowledge)
    knowledge, marks = knowledge.with_added(added.entities.values()), added.marks
    known = link_by_hand(find_as_listed(tokens, knowledge, language), marks)
    made = found_of(added.entities, ())
    entities = {**_entities_of(known, (), knowledge), **_by_id(made)}
    entities = {**entities, **strangers(known, marks, entities)}
    mentions, hidden = hide(article.text, known, (), marks, entities)
    found = without_hidden(made, hidden)
    return Names(tokens, known, mentions, found, (), entities, known, hidden, is_read=False)


def _by_id(entities: Iterable[Entity]) -> Mapping[str, Entity]:
    return {entity.id: entity for entity in entities}


def read_tokens(article: Article, model: Model | None = None) -> Tokens:
    """The tokens of the article, with the parse of a model for its language."""
    tokens = tokenize(article.text, tuple(leaf.span for leaf in leaf_blocks(article.blocks)))
    return replace(tokens, parse=model.parse(tokens)) if model is not None and model.reads(article.language) else tokens


def _entities_of(
    mentions: Iterable[Mention],
    found: Iterable[Entity],
    knowledge: KnowledgeBase,
    told: Mapping[str, Entity] = NOTHING_TOLD,
) -> Mapping[str, Entity]:
    """The entities that are mentioned, by id; the author's own entries win, with what is `told` beyond them."""
    by_id = {entity.id: entity for entity in found}
    known = {entity_id: knowledge.get(entity_id) for entity_id in dict.fromkeys(one.entity_id for one in mentions)}
    listed = {one: entity.with_told(told.get(one)) for one, entity in known.items() if entity is not None}
    return by_id | listed
