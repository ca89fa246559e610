"""What the mentions of a text cover, and what becomes of them where a longer name is found."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter

from sitegen.knowledge import KnowledgeBase
from sitegen.model import Entity, Mention, Origin
from sitegen.text.tokens import Tokens


def mentioned_tokens(tokens: Tokens, mentions: Iterable[Mention]) -> dict[int, str]:
    """The entity id of every token that a mention covers."""
    mentioned: dict[int, str] = {}
    starts, ends, most = tokens.starts, tokens.ends, len(tokens.words)
    for mention in mentions:
        span, entity_id = mention.span, mention.entity_id
        index, end = bisect_right(starts, span.start) - 1, span.end
        mentioned[index] = entity_id
        while (index < 0 or ends[index] < end) and (index := index + 1) < most and starts[index] < end:
            mentioned[index] = entity_id
    return mentioned


def stretch_of(tokens: Tokens, mention: Mention) -> tuple[int, int]:
    """The first and the last token of a mention."""
    return tokens.stretch(mention.span.start, mention.span.end)


def is_built_in(entity: Entity | None) -> bool:
    """Whether it is an entity of the tables."""
    return entity is not None and entity.origin is Origin.BUILT_IN


def covered_tokens(mentioned: Mapping[int, str], knowledge: KnowledgeBase) -> dict[int, bool]:
    """The tokens of known mentions, True where a person's name may cover them: built-in places only."""
    entities = {entity_id: knowledge.get(entity_id) for entity_id in set(mentioned.values())}
    free = {entity_id for entity_id, entity in entities.items() if is_built_in(entity)}
    return {index: entity_id in free for index, entity_id in mentioned.items()}


def merge_mentions(mentions: Iterable[Mention], named: Sequence[Mention]) -> tuple[Mention, ...]:
    """All mentions in order of text, as both stand; where one of those `named` overlaps another, it stays."""
    if not named:
        return tuple(mentions)
    starts = [mention.span.start for mention in named]

    def free(mention: Mention) -> bool:
        at = bisect_left(starts, mention.span.end)
        return at == 0 or named[at - 1].span.end <= mention.span.start

    others = tuple(filter(free, mentions))
    return tuple(sorted((*others, *named), key=place_of)) if others else tuple(named)


def in_order(mentions: Sequence[Mention], others: Sequence[Mention]) -> tuple[Mention, ...]:
    """Mentions that are in order of text, with others among them."""
    return tuple(sorted((*mentions, *others), key=place_of)) if others else tuple(mentions)


place_of: Callable[[Mention], tuple[int, int]] = attrgetter("span.start", "span.end")
"""Where a mention stands, to sort by."""
