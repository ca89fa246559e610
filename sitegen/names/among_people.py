"""Lone names in a list of people, "Duarte, Wharton, Holt (Venn 58), Moran": none of them is a place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sitegen.knowledge import KnowledgeBase
from sitegen.model import Kind, Mention, Origin
from sitegen.names.mentioned import mentioned_tokens
from sitegen.names.named import Read
from sitegen.text.tokens import Tokens

_ENOUGH = 5
"""Lone names that make a list of people, at least."""
_PEOPLE = 2
"""So many of them are known to be people's."""
_BETWEEN = frozenset({",", "and", ";", "(", ")", "-", "/"})
_OPENING = _BETWEEN | {":", ""}
_CLOSING = _BETWEEN | {".", ""}


def without_places_among_people(tokens: Tokens, read: Read, knowledge: KnowledgeBase) -> Read:
    """What the names mean, without the places that stand in lists of people; what the author lists stays."""
    kinds = {entity.id: entity.kind for entity in read.found}
    able = {one.id for one in read.found if one.kind is Kind.PLACE}
    for entity_id in {mention.entity_id for mention in read.mentions} - kinds.keys():
        entity = knowledge.get(entity_id)
        if entity is not None:
            kinds[entity_id] = entity.kind
            if entity.kind is Kind.PLACE and entity.origin is Origin.BUILT_IN:
                able.add(entity_id)
    dropped = frozenset(_among_people(tokens, read, able, kinds))
    if not dropped:
        return read
    mentions = tuple(mention for mention in read.mentions if mention not in dropped)
    left = {mention.entity_id for mention in mentions}
    found = tuple(entity for entity in read.found if entity.id in left or entity.kind is not Kind.PLACE)
    return replace(read, found=found, mentions=mentions)


def _among_people(tokens: Tokens, read: Read, able: set[str], kinds: Mapping[str, Kind]) -> Iterator[Mention]:
    mentioned: Mapping[int, str] = {}
    for mention in read.mentions:
        if mention.entity_id not in able:
            continue
        first, last = tokens.stretch(mention.span.start, mention.span.end)
        if first != last or tokens.before[first] not in _OPENING or tokens.behind[last] not in _CLOSING:
            continue
        mentioned = mentioned or mentioned_tokens(tokens, read.mentions)
        names = list(_names_beside(tokens, first))
        people = {at for at in names if kinds.get(mentioned.get(at, "")) is Kind.PERSON}
        if len(names) >= _ENOUGH and len(people) >= _PEOPLE:
            yield mention


def _names_beside(tokens: Tokens, index: int) -> Iterator[int]:
    """The lone names of the list in which the one at `index` stands, it too, in their sentence."""
    yield index
    for step in (-1, 1):
        at = index + step
        while tokens.in_sentence(at, index):
            word = tokens.words[at]
            if word[0].isupper() and not (tokens.before[at][:1].isupper() or tokens.behind[at][:1].isupper()):
                yield at
            elif word not in _BETWEEN and not word.isdigit():
                break
            at += step
