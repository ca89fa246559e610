"""Whether a name that matched a country or a capital means it, judged by the words around it.

Every rule answers one question about the surroundings and is true when the name means something else: a company
(British Airways), a bank (Bank of Ireland), a language, a person (Chad Walker), a town (Lebanon, Ohio) or the pronoun
in a headline. Rules stand in two tables; what they know of words stands in the lists of the language.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from functools import cache

from sitegen.model import Entity
from sitegen.names.called_like_places import in_surname, is_namesake, is_person
from sitegen.names.country_senses import is_currency, is_honour, is_language, is_pronoun
from sitegen.names.introduced import stands_in_title
from sitegen.names.longer_names import (
    begins_pair,
    ends_name,
    goes_on,
    in_firm,
    in_foreign_name,
    is_adjective,
    is_no_place,
    names_body,
    names_cause,
    names_court,
    names_event,
    names_street,
    of_noble,
    of_society,
)
from sitegen.names.organizations.lexicon import heads, is_office, is_people
from sitegen.names.state_context import is_degree, is_town, means_state, state_like_city
from sitegen.names.surroundings import Rule, Surroundings
from sitegen.names.things import names_campus
from sitegen.text.wordlists import load_class, load_rows, load_words

_HEAD_REACH = 3
_POSTCODE = 5
"""The digits of a postcode in the United States."""
_PARTY = 3
"""The letters of a party before a politician's home, at most."""
_DASHES = frozenset("-–")
_POINTS_ALONE = 2
"""So many points make a state's short form one that may stand without a town before it."""


def why_no_country(around: Surroundings) -> str:
    """The rule by which the name of a country, its adjective or demonym means something else; empty when none does."""
    return _first_of(_COUNTRY_RULES if _is_before_capital(around) else _PLAIN_COUNTRY_RULES, around)


def why_no_city(around: Surroundings, place: Entity, named: Container[str]) -> str:
    """The rule by which the name of a city or region does not mean this one; empty when it does.

    A name that is common elsewhere needs its country among those `named` in the text.
    """
    country_id, state = place.country, state_like_city(around.spelling)
    if state and means_state(around) != (place.id == state):
        return "is_city" if place.id == state else "is_state"
    if around.spelling in load_words("ambiguous_cities") and country_id not in named:
        return "ambiguous_city"
    if country_id not in _WITH_STATES and is_town(around):
        return is_town.__name__
    return _first_of(_CITY_RULES if _is_before_capital(around) else _PLAIN_CITY_RULES, around)


def in_longer_name(around: Surroundings) -> bool:
    """True for a place that nobody lists inside the name of something else: Holm County History Center.

    Behind "of" too, as in First Kelp Church of Holm; not where its region shows the place.
    """
    if is_campus(around) or in_illness(around):
        return True
    of_body = heads().get(around.word(-2)) == "body" or after_noun_of(around)
    if around.before == "of" and around.after != "," and of_body:
        return True
    held = around.after in load_words("compass") or not any(map(is_office, around.behind()))
    return _is_before_capital(around) and held and bool(_first_of(_BEHIND, around))


def _words(kind: str) -> frozenset[str]:
    return load_class("name_classes", kind)


def _is_before_capital(around: Surroundings) -> bool:
    return around.after[:1].isupper()


def _first_of(rules: Iterable[Rule], around: Surroundings) -> str:
    """The name of the first rule that is true, or the empty string."""
    for rule in rules:
        if rule(around):
            return rule.__name__
    return ""


def names_town(around: Surroundings) -> bool:
    """True when the words beside a country's name show a town of that name."""
    return is_town(around) or (around.before == "of" and around.word(-2) in _words("settlement"))


def in_larger_name(around: Surroundings) -> bool:
    """True before a word that ends a company's or paper's name, within a few capitalised words: British Airways."""
    heads, ends = load_words("name_heads"), _words("firm_end")
    for by in range(1, _HEAD_REACH + 1):
        word = around.word(by)
        if not word[:1].isupper() or around.glued(by):
            return False
        if word in heads or word in ends:
            return True
    return False


def after_opener(around: Surroundings) -> bool:
    """True after words that make a name of their own with the country: Bank of Ireland, South Australia."""
    before = around.before
    return after_noun_of(around) or (before in load_words("name_fronts") and not around.glued(-1))


def after_noun_of(around: Surroundings) -> bool:
    """True after such words as "University of", "University of Southern", "War of the" or "School at"."""
    by = -2 if around.before in load_words("compass") or around.before == "the" else -1
    if around.word(by) == "and":
        by = _front_of_list(around, by)
    if around.word(by) == "at":
        return heads().get(around.word(by - 1)) == heads()["University"]
    if around.word(by) != "of":
        return False
    noun = around.word(by - 1)
    return any(noun in words for words in (load_words("name_openers"), load_words("event_heads"), _words("society")))


def _front_of_list(around: Surroundings, by: int) -> int:
    """Where what stands before the list begins, its last "and" at `by`: Bank of Kelp America and the Tessel."""
    while around.word(by) == "and" or around.word(by)[:1].isupper():
        by -= 1
    return by


def is_bare_abbreviation(around: Surroundings) -> bool:
    """True for the short form of a state without town or party before it: Miss., CA; N.J. may stand alone."""
    spelling, before, after = around.spelling, around.before, around.after
    if spelling not in load_words("state_abbreviations"):
        return False
    if _is_tagged(around):
        return False
    is_postcode = after.isdigit() and len(after) == _POSTCODE
    if before == "," and around.word(-2)[:1].isupper() and (is_postcode or not after[:1].isalnum()):
        return False
    return spelling.count(".") < _POINTS_ALONE or before.isdigit()


def in_compound(around: Surroundings) -> bool:
    """True for the second half of a name with a hyphen, the first of which is no place: Cedars-Sinai."""
    before = around.word(-2)
    joined = around.before == "-" and around.glued(-1) and around.glued(-2)
    return joined and before[:1].isupper() and len(before) > _PARTY and not before.isupper() and is_no_place(before)


def begins_compound(around: Surroundings) -> bool:
    """True for the first half of such a name: the Holmvik-Kelpware vaccine; not of a road between two places."""
    word = around.word(2)
    joined = around.after in _DASHES and around.glued(1) and around.glued(2) and word[:1].isupper()
    return joined and is_no_place(word) and heads().get(word) is None and not (_opens_place(word) or around.in_headline)


def _opens_place(word: str) -> bool:
    """True for Fort and New, which are only the beginning of a place."""
    return word in load_words("place_beginnings") | load_words("place_fronts") | load_words("place_openers") | {"New"}


def _is_tagged(around: Surroundings) -> bool:
    """True behind the letters of a politician's party: R-Tenn., DFL-Minn."""
    party = around.word(-2)
    joined = around.before in _DASHES and around.glued(-1) and around.glued(-2)
    return joined and party in _words("party_tag")


def in_place_name(around: Surroundings) -> bool:
    """True beside a word that makes the name of another place or institution: Dallas County, Fort Hamilton.

    So is the Dallas Coroner's Court. Not before the State's Attorney of a place.
    """
    owns = (around.after, around.word(2)) == ("State", "'s")
    if around.word(2) in _OWNING and around.word(3) == "Court" and around.after[:1].isupper() and not around.glued(1):
        return True
    if around.after == "-" and around.glued(1) and around.word(2)[:1].isupper() and around.word(3) in _WAYS:
        return True
    word = around.after.title() if around.match.form.capitals else around.after
    following = "" if owns or around.glued(1) or word in _words("no_head") else word
    after = any(following in load_words(words) for words in _PLACE_HEADS) or following == "High"
    before = around.before
    return after or before in load_words("place_fronts") or before in load_words("compass")


def in_illness(around: Surroundings) -> bool:
    """True before the noun of an illness that is called after a place: the Holmvik virus."""
    return around.after in _words("illness") and not around.glued(1)


def in_title(around: Surroundings) -> bool:
    """True inside what stands between marks as titles do: host of “Access Holmvik”."""
    return stands_in_title(around.tokens, ((around.first, around.last),))


def in_feature(around: Surroundings) -> bool:
    """True before a word that makes the name of a river or a sea: Congo River, Irish Sea."""
    return around.after in load_words("country_features") and not around.glued(1)


def in_thing(around: Surroundings) -> bool:
    """True before the noun of an animal, dish or tool that is named after a country: French fries."""
    return not around.glued(1) and around.after in _things().get(around.spelling, ())


def is_campus(around: Surroundings) -> bool:
    """True for the town behind the university of a state."""
    return names_campus(around.tokens, around.first)


def in_act(around: Surroundings) -> bool:
    """True in brackets inside the name of a law or firm: Marine (Tornau) Act."""
    return around.before == "(" and around.after == ")" and around.word(2) in _words("bracketed")


def names_party(around: Surroundings) -> bool:
    """True for a country's name at the end of a party's: the European Tornau party."""
    named = around.after in _PARTIES and not is_people(around.spelling)
    return named and around.before[:1].isupper() and not around.tokens.opens_sentence(around.first - 1)


def means_other(around: Surroundings) -> bool:
    """True when the text as a whole uses the name for something else."""
    return around.spelling in around.other


@cache
def _things() -> Mapping[str, frozenset[str]]:
    return {row[0]: frozenset(row[1].split()) for row in load_rows("country_things")}


_WAYS = frozenset({"Corridor", "Expressway", "Freeway", "Highway", "Line", "Motorway", "Railway", "Road", "Route"})
"""What joins two places with a hyphen in its name: the Holmvik-Tornau Expressway."""
_OWNING = frozenset({"'", "'s"})
_PARTIES = frozenset({"party", "movement", "coalition", "bloc", "alliance"})
_PLACE_HEADS = ("place_heads", "place_kinds", "place_venues", "compass")
_WITH_STATES = frozenset({"united-states", "canada"})
_COUNTRY_RULES: tuple[Rule, ...] = (
    in_larger_name,
    in_feature,
    in_thing,
    after_opener,
    is_language,
    is_currency,
    is_honour,
    is_pronoun,
    is_person,
    is_namesake,
    in_surname,
    names_town,
    names_cause,
    of_society,
    means_other,
    in_act,
    names_party,
    in_firm,
    in_foreign_name,
    is_adjective,
    begins_pair,
    names_street,
    names_court,
    names_event,
    names_body,
    ends_name,
    goes_on,
)
_CITY_RULES: tuple[Rule, ...] = (
    in_larger_name,
    in_thing,
    after_noun_of,
    in_place_name,
    in_title,
    in_illness,
    is_person,
    in_surname,
    is_bare_abbreviation,
    is_degree,
    in_compound,
    begins_compound,
    of_noble,
    is_campus,
    in_act,
    names_party,
    in_firm,
    in_foreign_name,
    is_adjective,
    names_event,
    names_body,
    ends_name,
    goes_on,
)
_BEHIND: tuple[Rule, ...] = (in_larger_name, in_place_name, names_event, names_body, goes_on)
"""What the capitals behind a place make of it."""
_OF_CAPITALS_BEHIND = frozenset({in_larger_name, names_street, names_court, names_event, names_body, goes_on})
"""What reads the capitals behind a name, and is false where there is none."""
_PLAIN_COUNTRY_RULES = tuple(rule for rule in _COUNTRY_RULES if rule not in _OF_CAPITALS_BEHIND)
_PLAIN_CITY_RULES = tuple(rule for rule in _CITY_RULES if rule not in _OF_CAPITALS_BEHIND)
