"""Whether a name that matched a well-known organisation means it, judged by the words around it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from sitegen.knowledge.countries import load_countries, place_entities
from sitegen.knowledge.given_names import is_given_name
from sitegen.knowledge.organizations import names_in_one_word, vehicle_makers
from sitegen.model import Entity
from sitegen.names.longer_names import goes_on, leads_on
from sitegen.names.organizations.lexicon import heads, is_noun_for_body, is_office, is_people
from sitegen.names.people.lexicon import is_role_noun
from sitegen.names.surroundings import Surroundings
from sitegen.text.wordlists import load_class, load_words

_OF_COUNTRIES = ("Association", "Committee", "Department", "Federal", "Newspaper", "Public authority", "Trade union")
"""How the table describes what each country has of its own, under one name."""
_OF_STATES = ("Federal", "Public authority")
"""How it describes what also the states of a country have, or its sister elsewhere."""
_PARTS = ("Province", "State", "Continent", "Part of the world")
"""How the table of places describes what may have such an authority of its own."""
_OF_COMMITTEES = frozenset({"chair", "chairman", "chairwoman", "panel", "subcommittee"})
"""What committees have and departments have not: the Homeland Security chairman."""
_REACH = 3
"""Words from the name to the one that makes it a venue's."""
_OWN_BODIES = frozenset({"press", "house"})
"""The sorts of heads that make another body of the name of a university: Press, Library, Museum, Hospital."""
_OF_KINDS = frozenset({"firm", "school", "house"})
_LONGEST_WORD = 2
"""Letters of a word in capitals that may stand beside an acronym: US, UK."""


def why_no_body(entity: Entity, around: Surroundings) -> str:
    """The rule by which the name of a built-in organisation means something else; empty when none does."""
    spelling, before, after = around.spelling, around.before, around.after
    if spelling in around.other:
        return "means_other"
    if after in _words("family"):
        return "is_family"
    if around.match.form.capitals and " " not in spelling:
        return "unsure_name"
    if spelling.isupper() and (_is_shouted(before) or _is_shouted(after)):
        return "among_capitals"
    if _is_in_venue(around):
        return "in_venue"
    if after.lower() in _OF_COMMITTEES and entity.summary.startswith("Federal department"):
        return "is_committee"
    if _is_of_other_people(entity, around):
        return "of_another_country"
    beside = _is_beside_university(around) or _is_behind_kind(around)
    if beside or _is_in_firm(around) or _is_branch(entity, around) or _is_of_place(around):
        return "in_other_body"
    if spelling.isupper() and _is_division(around):
        return "goes_on"
    if heads().get(after) != "form":
        single = " " not in spelling and not spelling.isupper()
        if (single and (_ends_with_form(around) or goes_on(around))) or leads_on(around):
            return "goes_on"
    if entity.id in vehicle_makers() and _is_vehicle(around):
        return "is_vehicle"
    return "is_person" if before in load_words("honorifics") else ""


def _ends_with_form(around: Surroundings) -> bool:
    """True before other capitals that a legal form ends: Kelpco Global Inc."""
    behind = around.behind()
    return len(behind) > 1 and any(heads().get(word) in {"form", "firm"} for word in behind[1:])


def _is_division(around: Surroundings) -> bool:
    """True for the letters of an authority before the name of one of its divisions: QRS Tide Crime Unit."""
    behind = around.behind()
    return len(behind) > 1 and behind[-1] in _words("division") and not any(map(is_office, behind))


def _is_in_venue(around: Surroundings) -> bool:
    """True before a word that makes a venue, a prize or a competition, perhaps after other capitals: NBA World Cup."""
    for by in range(1, _REACH + 1):
        word = around.word(by)
        if not word[:1].isupper() or around.glued(by) or not around.tokens.in_sentence(around.last + by, around.last):
            return False
        if word in _words("venue"):
            return True
    return False


def _is_in_firm(around: Surroundings) -> bool:
    """True where an & makes one name with another word, as in Quayle & Boeing; not between two known ones."""
    beside = [around.word(2 * by) for by in (-1, 1) if around.word(by) == "&"]
    return any(word[:1].isupper() and word not in names_in_one_word() for word in beside)


def _is_branch(entity: Entity, around: Surroundings) -> bool:
    """True for a body of every country or parish behind the name of one: Norwegian Red Cross, Holm Catholic Church.

    So are those of the United States behind the name of one of the states, and any behind a compass point.
    """
    if not around.in_headline and not around.tokens.opens_sentence(around.first - 1):
        of_state = entity.country == "united-states" and " " in around.spelling
        if (of_state and around.before in load_words("us_states")) or around.before in load_words("compass"):
            return True
        if _is_other_party(entity, around):
            return True
    if around.spelling.isupper() and _is_of_part(entity, around):
        return True
    if around.spelling.rpartition(" ")[2] not in _words("in_every_country") or around.in_headline:
        return False
    before = around.before
    opens = around.tokens.opens_sentence(around.first - 1)
    return is_people(before) or (before[:1].isupper() and not opens and before not in load_words("titles") | {"The"})


def _is_of_part(entity: Entity, around: Surroundings) -> bool:
    """True for the letters of an authority right behind the name of a state or a part of the world: Ohio EPA.

    An office of it in a town, "the Boston FBI", is it.
    """
    if not (entity.country and entity.summary.startswith(_OF_STATES)) or around.glued(-1):
        return False
    names = {around.before, f"{around.word(-2)} {around.before}"}
    return not names.isdisjoint(_parts())


def _is_other_party(entity: Entity, around: Surroundings) -> bool:
    """True for a party behind a word that makes the name of another: the Kelp Democratic Party."""
    if not entity.summary.startswith("Political party") or " " not in around.spelling or around.glued(-1):
        return False
    word = around.before
    apart = is_people(word) or is_office(word) or is_given_name(word) or word in load_words("weekdays")
    return word[:1].isupper() and word.isalpha() and not word.isupper() and not (apart or word == "The")


@cache
def _parts() -> frozenset[str]:
    """The names of states, provinces and parts of the world."""
    parts = (one for one in place_entities() if one.summary.startswith(_PARTS))
    return load_words("us_states") | {name for one in parts for name in (one.name, *one.aliases)}


def _is_of_other_people(entity: Entity, around: Surroundings) -> bool:
    """True for an authority, an association or a newspaper behind the adjective of another country, or before "of" it.

    The Chinese Center for Disease Control, the Sunday Times of India; a firm is the same abroad: Canadian Walmart.
    """
    if not entity.country or " " not in around.spelling or not entity.summary.startswith(_OF_COUNTRIES):
        return False
    named = around.word(2) if around.after == "of" else around.before
    country = _countries_by_word().get(named, "")
    return bool(country) and country != entity.country


@cache
def _countries_by_word() -> Mapping[str, str]:
    """The ids of the countries by their names and adjectives in one word."""
    return {word: one.id for one in load_countries() for word in (*one.names, *one.demonyms) if " " not in word}


def _is_of_place(around: Surroundings) -> bool:
    """True for a body of a kind before "of" and what it is of, a branch or another: the Kelp Bureau of Northern Vask.

    A firm is of its seat, a newspaper of its town, a party of its leader.
    """
    by = 3 if around.word(2) == "the" else 2
    if around.after not in ("of", "for") or not around.word(by)[:1].isupper() or is_given_name(around.word(by)):
        return False
    last = around.spelling.rpartition(" ")[2]
    return heads().get(last) == "body" or last in _words("in_every_country")


def _is_beside_university(around: Surroundings) -> bool:
    """True for a university before the word for its press, library or hospital, which are bodies of their own."""
    after = around.after
    is_one = heads().get(around.spelling.rpartition(" ")[2]) == heads()["University"]
    return is_one and not around.glued(1) and after[:1].isupper() and heads().get(after) in _OWN_BODIES


def _is_behind_kind(around: Surroundings) -> bool:
    """True for a bank, school or museum of a place behind the word for another kind: the Development Bank of Norway."""
    first, _, rest = around.spelling.partition(" of ")
    apart = not rest or heads().get(first) not in _OF_KINDS or around.in_headline
    word, noun = around.before, around.before.lower()
    if apart or not word[:1].isupper() or around.tokens.opens_sentence(around.first - 1):
        return False
    return noun in _words("kind_of_body") and not is_office(word)


def _is_shouted(word: str) -> bool:
    return len(word) > _LONGEST_WORD and word.isalpha() and word.isupper()


def _is_vehicle(around: Surroundings) -> bool:
    """True for what a firm makes: a black Honda, the Boeing 737, Honda Civic; not for the Honda plant, a Honda CEO."""
    after = around.after
    if is_role_noun(after) or is_office(after) or is_noun_for_body(after) or after in _words("of_maker"):
        return False
    if after[:1].isdigit() or (after[:1].isupper() and around.tokens.in_sentence(around.last + 1, around.last)):
        return after not in load_words("name_heads")
    return after != "'s" and around.before.lower() in _words("vehicle_before")


def _words(kind: str) -> frozenset[str]:
    return load_class("name_classes", kind)
