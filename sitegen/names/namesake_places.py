"""Places whose names others bear too: which a text does not mean, told by the states and countries that it names.

"Birmingham" in a text on Alabama, with nothing British in it, is not the English city.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from sitegen.knowledge.gazetteer import Match
from sitegen.model import Entity, Kind
from sitegen.text.wordlists import load_rows, load_table


def names_elsewhere(matches: Iterable[Match]) -> frozenset[str]:
    """The names that rather mean places of which the table of well-known ones does not tell."""
    named = {match.form.spelling: match.form.entities for match in matches}
    borne = {spelling for spelling in named if _in_table(spelling) in places_of_namesakes()}
    if not borne:
        return frozenset()
    places = {spelling: entities for spelling, entities in named.items() if _is_placed(entities)}
    return frozenset(spelling for spelling in borne & places.keys() if _is_elsewhere(spelling, places))


def _is_placed(entities: Iterable[Entity]) -> bool:
    return any(entity.kind is Kind.COUNTRY or entity.kind is Kind.PLACE for entity in entities)


def _is_elsewhere(spelling: str, places: Mapping[str, Iterable[Entity]]) -> bool:
    """True where the text names a state or country with a namesake, and beside the name nothing of its own country."""
    own = {_country_of(entity) for entity in places[spelling]}
    others = {name: entities for name, entities in places.items() if _in_table(name) != _in_table(spelling)}
    beside = [(name, one) for name, entities in others.items() for one in entities]
    named = {one.id for name, one in beside if name not in _like_cities()}
    countries = {_country_of(one) for _, one in beside}
    return not places_of_namesakes()[_in_table(spelling)].isdisjoint(named) and own.isdisjoint(countries)


def _in_table(spelling: str) -> str:
    """The name as the table writes it, where a dateline has it in capitals."""
    return spelling.title() if spelling.isupper() else spelling


def _country_of(entity: Entity) -> str:
    return entity.id if entity.kind is Kind.COUNTRY else entity.country


@cache
def places_of_namesakes() -> Mapping[str, frozenset[str]]:
    """For each name that several places bear, the ids of the states and countries of those that are less known."""
    return {name: frozenset(places.split()) for name, places in load_table("namesakes")}


@cache
def _like_cities() -> frozenset[str]:
    """States' names that rather mean a city: New York."""
    return frozenset(row[0] for row in load_rows("states_like_cities"))
