"""Names in a line of capitals: a headline shouts those whom its text names in the usual way."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping

from sitegen.model import Entity, Kind, Mention
from sitegen.names.mentioned import mentioned_tokens
from sitegen.text.tokens import Tokens, tokenize
from sitegen.text.wordlists import load_words

_FEWEST = 3
"""So many words in capitals make a line one in capitals."""
_SHORTEST_ALONE = 4


def find_in_all_caps(
    tokens: Tokens, mentions: Iterable[Mention], entities: Mapping[str, Entity]
) -> tuple[Mention, ...]:
    """Mentions in lines of capitals of the persons, places and organisations that are mentioned elsewhere in the text.

    A person's surname alone counts too, unless two could be meant or the text uses it as a word.
    """
    lines = tuple(_lines_in_capitals(tokens))
    if not lines:
        return ()
    mentions = tuple(mentions)
    covered = mentioned_tokens(tokens, mentions)
    names = _names_in_all_caps(tokens, {mention.entity_id for mention in mentions}, entities)
    return tuple(
        Mention(tokens.span(first, last), names[tokens.words[first : last + 1]])
        for line in lines
        for first, last in _stretches_named(tokens, line, names, covered)
    )


def _lines_in_capitals(tokens: Tokens) -> Iterator[range]:
    """The tokens of each sentence that has several words, all of them in capitals."""
    loud = tokens.where({word for word in tokens.other_words if len(word) > 1 and word.isupper()})
    if sum(len(tokens.words[index]) > 2 for index in loud) < _FEWEST:
        return
    for number in sorted({tokens.sentences[index] for index in loud}):
        first, end = bisect_left(tokens.sentences, number), bisect_right(tokens.sentences, number)
        words = [word for word in tokens.words[first:end] if word[0].isalpha() and len(word) > 1]
        if len(words) >= _FEWEST and all(map(str.isupper, words)):
            yield range(first, end)


def _names_in_all_caps(
    tokens: Tokens, mentioned: Iterable[str], entities: Mapping[str, Entity]
) -> Mapping[tuple[str, ...], str]:
    """The entity id by the words of each name in capitals; of several with one name none."""
    small = tokens.small_words
    names: dict[tuple[str, ...], str] = {}
    for entity_id in sorted(mentioned):
        entity = entities.get(entity_id)
        if entity is None or entity.kind not in (Kind.PERSON, Kind.PLACE, Kind.ORGANIZATION):
            continue
        words = tuple(word.upper() for word in tokenize(entity.name).words)
        alone = words[-1:] if entity.kind is Kind.PERSON else words
        for name in {words, alone}:
            if len(name) > 1 or _tells(name[0], small):
                names[name] = "" if name in names else entity_id
    return {name: entity_id for name, entity_id in names.items() if entity_id}


def _tells(name: str, small: Container[str]) -> bool:
    lower = name.lower()
    return len(name) >= _SHORTEST_ALONE and lower not in small and lower not in load_words("role_nouns")


def _stretches_named(
    tokens: Tokens, line: range, names: Mapping[tuple[str, ...], str], covered: Container[int]
) -> Iterator[tuple[int, int]]:
    """First and last token of the longest names in the line, from the left, that no mention touches."""
    lengths = sorted({len(name) for name in names}, reverse=True)
    reached = line.start
    for first in line:
        for length in lengths:
            last = first + length - 1
            if first < reached or tokens.words[first : last + 1] not in names:
                continue
            if not any(index in covered for index in range(first, last + 1)):
                reached = last + 1
                yield first, last
                break
