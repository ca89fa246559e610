"""Towns that stand for their clubs in a text on a match, "Tornau drew", "two points behind Tornau": they have no card.

A club has its card where the text names it in full, or its league. The town alone is neither the place nor a person.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Set
from dataclasses import replace
from functools import cache

from sitegen.knowledge import KnowledgeBase
from sitegen.knowledge.cities import load_cities
from sitegen.knowledge.countries import place_entities
from sitegen.model import Entity, Kind, Mention, Origin
from sitegen.names.introduced import front_of_list
from sitegen.names.mentioned import mentioned_tokens
from sitegen.names.named import Read
from sitegen.names.organizations.results import teams_in_rows
from sitegen.text.tokens import Tokens
from sitegen.text.wordlists import load_class, load_words

_ENOUGH = 6
"""So many different words of the game make a text one on a match or a club."""
_DASHES = frozenset({"-", "--", "–", "—", "―", "("})
_COUNTY = "County "
"""How the summaries of well-known counties begin, which have clubs in a text that says so."""
_TOWNS = ("City ", "Capital ")
"""How the summaries of well-known towns begin."""


def without_clubs(tokens: Tokens, read: Read, knowledge: KnowledgeBase) -> Read:
    """What the names mean, without the towns that stand for clubs; what the author lists stays."""
    if len(tokens.small_words & _words("match")) < _ENOUGH:
        return read
    entities = {entity.id: entity for entity in read.found}
    entities |= {one: entity for one in _ids(read) if (entity := knowledge.get(one)) is not None}
    dropped = frozenset(_clubs(tokens, read, entities))
    if not dropped:
        return read
    mentions = tuple(mention for mention in read.mentions if mention not in dropped)
    left = {mention.entity_id for mention in mentions}
    return replace(
        read,
        found=tuple(entity for entity in read.found if entity.id in left),
        mentions=mentions,
        with_people=tuple(mention for mention in read.with_people if mention not in dropped),
    )


def _ids(read: Read) -> Set[str]:
    return {mention.entity_id for mention in read.mentions}


def _clubs(tokens: Tokens, read: Read, entities: Mapping[str, Entity]) -> Iterator[Mention]:
    """The mentions of towns that stand for clubs."""
    mentioned = mentioned_tokens(tokens, read.mentions)
    full = {one.entity_id for one in read.mentions if " " in one.span.of(tokens.text)}
    teams = (team for team in teams_in_rows(tokens) if team[0] < team[1])
    parts = {tokens.words[edge] for team in teams for edge in team}
    playing = {one.entity_id for one in read.mentions if _plays(tokens, one)}
    for mention in read.mentions:
        entity = entities[mention.entity_id]
        if entity.origin is Origin.KNOWLEDGE:
            continue
        first, last = tokens.stretch(mention.span.start, mention.span.end)
        if entity.kind is Kind.PERSON:
            if mention.entity_id not in full and (entity.name in load_cities() or entity.name in parts):
                yield mention
        elif (
            entity.kind is Kind.PLACE
            and (_has_clubs(entity.name) or (mention.entity_id in playing and entity.summary.startswith(_COUNTY)))
            and not says_where(tokens, first, last, mentioned)
        ):
            yield mention


def _plays(tokens: Tokens, mention: Mention) -> bool:
    """True where a name has the verb of several: "Tornau have confirmed"; not the last of several names."""
    first, last = tokens.stretch(mention.span.start, mention.span.end)
    return tokens.behind[last] in _SEVERAL and tokens.before[first] not in ("and", ",", "of", "in")


def _is_town(word: str) -> bool:
    """True for what a comma behind a town lists with it, and does not tell where it is."""
    return word in load_cities() and word not in load_words("us_states")


def _has_clubs(name: str) -> bool:
    """True for a town, and for a state whose name is that of a team."""
    return name in load_cities() or name in load_words("us_states") or name in _known_towns()


@cache
def _known_towns() -> frozenset[str]:
    return frozenset(place.name for place in place_entities() if place.summary.startswith(_TOWNS))


def says_where(tokens: Tokens, first: int, last: int, mentioned: Container[int]) -> bool:
    """True where the words beside a town's name show the place: in Tornau, Tornau, Norway; the dateline TORNAU."""
    behind = tokens.sentence_word(last + 1, last)
    if behind == "," and last + 2 in mentioned and not _is_town(tokens.words[last + 2]):
        return True
    if tokens.before[first] == "," and first - 2 in mentioned and not _is_town(tokens.words[first]):
        return True
    if tokens.words[first].isupper() or (tokens.openings[first] and behind in _DASHES):
        return True
    if behind.isdigit():
        return False
    if behind == "'s" and tokens.sentence_word(last + 2, last) in _GAMES:
        return False
    at = front_of_list(tokens, first)
    before, further = tokens.sentence_word(at, first).lower(), tokens.sentence_word(at - 1, first).lower()
    if (further, before) in _AFTER_GAME or further in _words("joins"):
        return False
    if before == "from" and any(tokens.sentence_word(at - by, first) in _words("offers") for by in range(1, 5)):
        return False
    if before in _DETERMINERS and behind in _words("match") | _words("plays"):
        return False
    return before in _words("where")


def _words(kind: str) -> frozenset[str]:
    return load_class("name_classes", kind)


_AFTER_GAME = frozenset(
    {("lost", "to"), ("lose", "to"), ("losing", "to"), ("defeat", "to"), ("loss", "to"), ("host", "to")}
)
_SEVERAL = frozenset({"have", "are", "were"})
_GAMES = frozenset({"win", "victory", "defeat", "loss", "draw", "game", "match", "goal", "equaliser", "opener"})
"""What a club owns, not a town."""
_DETERMINERS = frozenset({"a", "an", "the", "its", "his", "her", "their", "our", "this", "that"})
