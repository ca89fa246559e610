"""Countries and places whose names somebody in the text bears: "their daughter Georgia", "Sofia, 6,", "Paris’s mother".

Where the text shows that once, the name is hers wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from sitegen.knowledge.gazetteer import Match
from sitegen.knowledge.given_names import is_given_name
from sitegen.model import Entity, Kind, Origin
from sitegen.names.introduced import front_of_list
from sitegen.names.organizations.lexicon import is_people
from sitegen.names.people.lexicon import Sort, sort_of
from sitegen.names.shown_places import opens_dateline
from sitegen.names.surroundings import Surroundings
from sitegen.text.tokens import Tokens
from sitegen.text.wordlists import load_class, load_rows

_PLACED = frozenset({Kind.COUNTRY, Kind.PLACE})
_AGED = frozenset({"is", "was", "turned", "turns"})
_BEHIND_AGE = frozenset({",", ".", "and", "("})
_BEHIND_YEARS = frozenset({".", "years", "now"})
_CALLED = frozenset({"called", "named", "christened"})
_BEFORE_CALLED = frozenset({"be", "her", "him", "baby", "girl", "boy", "woman", "man", "teenager"})
_LISTED = frozenset({",", "and", "or"})
_OLDEST = 2
"""The digits of an age, at most."""


def names_of_people(tokens: Tokens, matches: Iterable[Match]) -> frozenset[str]:
    """The names of countries and places that the text gives to somebody."""
    return frozenset(
        match.form.spelling
        for match in matches
        if _may_be_given(match.form.spelling) and any(map(_is_placed, match.form.entities)) and _is_borne(tokens, match)
    )


def _may_be_given(name: str) -> bool:
    """True for one word that is not the adjective of a country, as in "an all-girl Kelpish team"."""
    return " " not in name and not is_people(name)


def _is_placed(entity: Entity) -> bool:
    return entity.kind in _PLACED and entity.origin is Origin.BUILT_IN


def _is_borne(tokens: Tokens, match: Match) -> bool:
    first, last = tokens.stretch(match.start, match.end)
    if _is_relative(tokens, first, last):
        return True
    if not _is_first_name(match.form.spelling):
        return _is_first_name(match.form.spelling.title()) and _is_of_full_name(tokens, first, last)
    around = Surroundings(tokens, match)
    return _is_owner(around) or _has_age(around) or _is_of_couple(around) or _is_called(around)


def _is_of_full_name(tokens: Tokens, first: int, last: int) -> bool:
    """True in a headline in capitals, where the text has the word before a surname: PARIS FLIES HOME, Paris Holt."""
    word, shouted = tokens.words[first], tokens.before[first] or tokens.behind[last]
    if first != last or not word.isupper() or not shouted.isupper() or opens_dateline(tokens, last):
        return False
    return any(sort_of(tokens.behind[at] or ".") is Sort.NAME for at in tokens.where({word.title()}))


def _is_relative(tokens: Tokens, first: int, last: int) -> bool:
    """True for "their daughter X", "their daughter, X," and in the list behind "their children"."""
    relatives = load_class("name_classes", "relative")
    if tokens.before[first] not in _LISTED:
        return tokens.before[first] in relatives
    at = front_of_list(tokens, first)
    if tokens.sentence_word(at, first) == "," and (at < first - 1 or tokens.behind[last] == ","):
        at -= 1
    return tokens.sentence_word(at, first) in relatives


def _is_owner(around: Surroundings) -> bool:
    """True for X's mother."""
    return around.after == "'s" and around.word(2) in load_class("name_classes", "relative")


def _is_of_couple(around: Surroundings) -> bool:
    """True for the first of two with one surname: X and Ida Holt's son."""
    given, surname = around.word(2), around.word(3)
    led = around.before.lower() in load_class("name_classes", "where")
    return (
        around.after == "and"
        and is_given_name(given)
        and not led
        and sort_of(surname or ".") is Sort.NAME
        and surname[0].isupper()
    )


def _is_called(around: Surroundings) -> bool:
    """True for "will be called X" and "a girl named X"."""
    return around.before in _CALLED and around.word(-2) in load_class("name_classes", "relative") | _BEFORE_CALLED


def _has_age(around: Surroundings) -> bool:
    """True for "X, 6," that no preposition stands before, and for "X is six"."""
    number, behind = around.word(2), around.word(3)
    if around.after == ",":
        led = around.before.lower() in load_class("name_classes", "where")
        return number.isdigit() and len(number) <= _OLDEST and behind in _BEHIND_AGE and not led
    return around.after in _AGED and (number.isdigit() or number in _numbers()) and behind in _BEHIND_YEARS


@cache
def _is_first_name(name: str) -> bool:
    return is_given_name(name) or any(row[0] == name and "first" in row[1:] for row in load_rows("names_of_people"))


@cache
def _numbers() -> frozenset[str]:
    return frozenset(row[0] for row in load_rows("date_numbers"))
