"""Whether a name means a state of the United States, or a town in one, where a city or country is called so, too."""

from __future__ import annotations

from functools import cache

from sitegen.knowledge.cities import load_cities
from sitegen.knowledge.given_names import is_given_name
from sitegen.names.surroundings import Rule, Surroundings
from sitegen.text.wordlists import load_class, load_rows, load_words

_OF_STATE = frozenset({"District", "governor", "governors", "senator", "senators", "state", "Governor", "Senator"})
_VOTE = 6
"""So many words from a state, at most, its vote stands: New York’s long-awaited primary."""
_SENATOR = range(3, 6)
"""How far before a state the office of whoever is of it stands: Senator Ida Holt of Washington."""


def state_like_city(spelling: str) -> str:
    """The id of the state that is called like a city; empty when none is."""
    return _states_like_cities().get(spelling, "")


def is_town(around: Surroundings) -> bool:
    """True before a comma and a state, unless both stand in a list of places: Lebanon, Ohio."""
    if around.after != ",":
        return False
    states = load_words("us_states")
    length = next((n for n in (1, 2) if " ".join(map(around.word, range(2, 2 + n))) in states), 0)
    if not length:
        return False
    following = around.word(length + 2)
    if around.word(length + 1).endswith("."):
        return True
    return following not in _words("language_follower") and not (
        following == "," and around.word(length + 3)[:1].isupper()
    )


def is_degree(around: Surroundings) -> bool:
    """True for MD behind the full name of a doctor, no town's: Ada Moran, MD."""
    if around.spelling not in _words("degree") or around.before != "," or around.after[:1].isdigit():
        return False
    given, last = around.word(-3), around.word(-2)
    if not (is_given_name(given) and last[:1].isupper()) or last in load_words("place_kinds"):
        return False
    return f"{given} {last}" not in load_cities() and given not in _words("like_given")


def means_state(around: Surroundings) -> bool:
    """True behind a town and a comma, in a list of states, and beside an office or vote of state: Buffalo, New York."""
    return any(rule(around) for rule in _RULES)


def _has_office(around: Surroundings) -> bool:
    """True beside the office of a state: the governor of Washington, New York Attorney General."""
    if around.before == "of" and (
        around.word(-2) in _OF_STATE or any(around.word(-by) in _words("of_state") for by in _SENATOR)
    ):
        return True
    return around.after in _words("of_state") or (around.after, around.word(2)) == ("Attorney", "General")


def _is_among_states(around: Surroundings) -> bool:
    """True beside another state in a list: Oregon and Washington."""
    joined = ("and", "or", ",")
    return any(around.word(side) in joined and around.word(2 * side) in load_words("us_states") for side in (-1, 1))


def _is_behind_town(around: Surroundings) -> bool:
    """True behind a capitalised word and a comma, where no list and no longer name goes on: Buffalo, New York."""
    listed = around.after in ("and", "or") or (around.after == "," and around.word(2) in ("and", "or"))
    goes_on = around.after[:1].isupper() or around.after == "'s"
    return around.before == "," and around.word(-2)[:1].isupper() and not listed and not goes_on


def _is_voted_in(around: Surroundings) -> bool:
    """True before the vote of a state, and behind whoever it has elected: New York’s May 12 primary."""
    if around.before in ("from", "of", "in") and around.word(-2) in _words(f"state_{around.before}"):
        return True
    by = 1 + (around.after == "'s")
    while by < _VOTE and (around.word(by)[:1].isdigit() or around.word(by) in _words("before_vote")):
        by += 1
    return around.word(by) in _words("vote_of_state")


def _is_called_state(around: Surroundings) -> bool:
    """True for upstate New York, and for New York, a state that."""
    if around.before.lower() == "upstate":
        return True
    told = around.after == "," and around.word(2) in ("a", "the")
    return told and "state" in (around.word(3), around.word(4))


@cache
def _states_like_cities() -> dict[str, str]:
    return {row[0]: row[1] for row in load_rows("states_like_cities")}


def _words(kind: str) -> frozenset[str]:
    return load_class("name_classes", kind)


_RULES: tuple[Rule, ...] = (_is_voted_in, _is_called_state, _has_office, _is_among_states, _is_behind_town)
