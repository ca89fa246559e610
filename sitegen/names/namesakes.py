"""Two listed people of one name: which of them a text means, and where it does not say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from sitegen.knowledge import KnowledgeBase
from sitegen.knowledge.gazetteer import Match
from sitegen.model import Entity, Kind
from sitegen.text.tokens import Tokens, shadow_of
from sitegen.text.wordlists import load_class

REACH = 10
"""So many tokens before and after a name are read for words of a role."""

Meant = Mapping[int, Entity]
"""By the offset where the match begins, the person whom it means."""


def shared_names(knowledge: KnowledgeBase) -> Mapping[str, tuple[str, ...]]:
    """The names and aliases that several listed people bear, with their ids."""
    bearers: dict[str, tuple[str, ...]] = {}
    for entity in knowledge:
        if entity.kind is Kind.PERSON:
            for name in map(shadow_of, (entity.name, *entity.aliases)):
                ids = bearers.get(name, ())
                bearers[name] = ids if entity.id in ids else (*ids, entity.id)
    return {name: ids for name, ids in bearers.items() if len(ids) > 1}


def are_namesakes(entities: Sequence[Entity]) -> bool:
    """True for several entities that are all people."""
    return len(entities) > 1 and all(entity.kind is Kind.PERSON for entity in entities)


def tell_apart(tokens: Tokens, matches: Sequence[Match]) -> Meant:
    """Whom each match means that may mean several people; what stays open is left out.

    Words of the role that one of them alone has stand beside the name; where there are none of anybody's, the text
    names just one of them elsewhere in that way, or by a name that is theirs alone.
    """
    shared = [match for match in matches if len(match.form.entities) > 1 and are_namesakes(match.form.entities)]
    if not shared:
        return {}
    fitting = {match.start: _fitting(tokens, match) for match in shared}
    by_role = {start: fits[0] for start, fits in fitting.items() if len(fits) == 1}
    alone = {match.form.entities[0].id for match in matches if len(match.form.entities) == 1}
    present = alone | {entity.id for entity in by_role.values()}
    by_presence: dict[int, Entity] = {}
    for match in shared:
        there = [entity for entity in match.form.entities if entity.id in present]
        if len(there) == 1 and not fitting[match.start]:
            by_presence[match.start] = there[0]
    return by_presence | by_role


def _fitting(tokens: Tokens, match: Match) -> Sequence[Entity]:
    """Those of the people of whose role alone a word stands near, in the same sentence."""
    first, last = tokens.at(match.start), tokens.at(match.end - 1)
    near = {
        tokens.words[index].lower()
        for index in (*range(max(0, first - REACH), first), *range(last + 1, min(len(tokens), last + 1 + REACH)))
        if tokens.sentences[index] == tokens.sentences[first]
    }
    roles = [(entity, _words_of_roles(entity)) for entity in match.form.entities]
    return [
        entity
        for entity, words in roles
        if near & words.difference(*(others for other, others in roles if other is not entity))
    ]


def _words_of_roles(entity: Entity) -> frozenset[str]:
    """The words of somebody's roles in small letters, the little ones left out."""
    words = {word.strip(",.'’").lower() for role in entity.roles for word in role.title.split()}
    return frozenset(words) - _small_words()


@cache
def _small_words() -> frozenset[str]:
    kinds = ("determiner", "preposition", "conjunction")
    return frozenset().union(*(load_class("reporting_words", kind) for kind in kinds))
