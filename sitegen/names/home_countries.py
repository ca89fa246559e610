"""Whether a party or an authority with a name that other countries' have too is the well-known one, told by the text.

"Labour Party" is no British party in a text that speaks of Nigeria and of nothing British. A name with a word of its
own, as "Fine Gael", is asked nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from sitegen.knowledge.gazetteer import Match
from sitegen.model import Entity, Kind, Origin
from sitegen.names.organizations.lexicon import heads, is_people
from sitegen.names.people.lexicon import Sort, sort_of

_KINDS = (
    "Armed service",
    "Committee",
    "Department",
    "Federal agency",
    "Federal department",
    "Parliament",
    "Political party",
    "Public authority",
    "Trade union",
)
"""How the table describes parties, authorities and unions."""
_LETTERS = 4
"""At most, in an acronym that other things have too."""
_AT_HOME = frozenset({"", "united-states", "united-kingdom"})
_COMMON = frozenset({Sort.BODY, Sort.STRANGER, Sort.ORDINARY, Sort.TITLE})


def countries_of(matches: Iterable[Match]) -> frozenset[str]:
    """The ids of the countries that a text speaks of: by name, by a place in them, by a body that is only theirs."""
    entities = {
        entity.id: entity
        for match in matches
        for entity in match.form.entities
        if not _is_acronym_abroad(entity, match.form.spelling)
    }
    return frozenset(
        entity.id if entity.kind is Kind.COUNTRY else entity.country
        for entity in entities.values()
        if (entity.kind is Kind.COUNTRY or entity.country) and not may_be_of_any(entity)
    )


def is_of_another(entity: Entity, countries: frozenset[str], spelling: str) -> bool:
    """True for such a body in a text on other countries than its own, and for one named by its letters alone."""
    if not countries or entity.country in countries:
        return False
    return may_be_of_any(entity) or _is_acronym_abroad(entity, spelling)


def _is_acronym_abroad(entity: Entity, spelling: str) -> bool:
    """True for the letters of a party, an authority or a union that news in English names of few countries: RBI."""
    short = spelling.isupper() and len(spelling) <= _LETTERS and entity.origin is Origin.BUILT_IN
    return short and entity.country not in _AT_HOME and entity.summary.startswith(_KINDS)


def may_be_of_any(entity: Entity) -> bool:
    """True for a party, an authority or a union whose name those of other countries may have too."""
    built_in = entity.kind is Kind.ORGANIZATION and entity.origin is Origin.BUILT_IN and bool(entity.country)
    return built_in and entity.summary.startswith(_KINDS) and _is_common(entity.name)


@cache
def _is_common(name: str) -> bool:
    """True for a name of several words of which none is a name, or the adjective of a country."""
    words = [word for word in name.split() if word[0].isupper()]
    return len(words) > 1 and all(
        (word in heads() or sort_of(word) in _COMMON) and not is_people(word) for word in words
    )
