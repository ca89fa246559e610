"""What a name like a person's is called: a storm, a ship, a dog, a novel; a town or a firm that somebody is of."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from sitegen.knowledge.given_names import is_given_name
from sitegen.names.introduced import front_of_list
from sitegen.names.organizations.lexicon import is_role
from sitegen.names.people.lexicon import Sort, sort_of
from sitegen.names.stretches import Stretch
from sitegen.text.tokens import Tokens
from sitegen.text.wordlists import load_class, load_words

CLOSING = frozenset({",", ".", ")", "that", "which", "based", "behind", "in", "with", "of"})
"""What may stand behind that noun; not a verb, as in "For Tolland, the party was over"."""
_AFTER_THING = frozenset(
    {"", ",", ".", ";", ":", ")", "”", '"', "'s", "and", "or", "at", "in", "on", "by", "with", "from", "for", "to"}
)
"""What may stand behind the name of a thing; not a verb, as in "the film Tolland made"."""
_BEHIND_HOUSE = _AFTER_THING - {"'s", "by", "from", "with"} | {"was", "were", "is", "has", "had", "said", "will"}
"""What may stand behind "Tolland's" where it is a name of its own."""
_IS = frozenset({"is", "was", "will", "that", "which"})
_HAS = frozenset({"has", "had", "have"})
_CALLED = frozenset({"called", "named", "dubbed", "nicknamed", "christened"})
_ADVERBS = frozenset({"aptly", "also", "fondly", "affectionately", "appropriately", "be", "been", "being"})
"""What may stand between a noun and what it is called."""
_ARTICLES = frozenset({"a", "an", "the"})
_LISTING = frozenset({",", "and", "or"})
_LONGEST_AREAS = 16
"""Tokens of a list of areas behind one of them, at most."""
_LONGEST_LIST = 6
"""Tokens of a list of names before the noun for what they name, at most."""
_OWNERS = _ARTICLES | {"its", "his", "her", "their", "our", "my", "your", "'s"}


def is_thing(tokens: Tokens, first: int, last: int) -> bool:
    """True where a name is called a thing's: "Hurricane Edgar", "the cat Oscar", "Oscar the cat", "Kelp & Oscar"."""
    word = tokens.sentence_word
    before, behind, then = word(first - 1, first), word(last + 1, last), word(last + 2, last)
    if before == "," and names_campus(tokens, first):
        return True
    if (_is_saint(tokens.words[first]) and behind == "'s") or _is_home(tokens, first, last):
        return True
    if tokens.before[first] in _words("befallen") and tokens.word(first - 2) == "-":
        return True
    if _is_called_animal(tokens, first) or _is_racehorse(tokens, first):
        return True
    if first == last and behind in _words("of_bank") and before.isupper() and then[:1].isupper():
        return True
    if before in _words("storm_or_ship") or (first == last and is_joined(tokens, first)):
        return True
    if before == "&" and tokens.glued(first):
        return True
    if first == last and behind in _words("craft"):
        return True
    if behind == "the":
        return then in _words("animal") and not is_role(word(last + 3, last))
    if behind == "," and then in _ARTICLES:
        return any(word(at, last) in _words("animal") and word(at + 1, last) in CLOSING for at in (last + 3, last + 4))
    if before not in _before_things():
        return False
    if before in _words("vessel") and (behind in _IS or (behind in _HAS and then == "been")):
        return True
    named = before not in _words("work") and (first == last or not is_given_name(tokens.words[first]))
    return (named or behind in _AFTER_THING) and any(
        word(index, first).lower() in _OWNERS for index in range(first - 4, first - 1)
    )


def _is_called_animal(tokens: Tokens, first: int) -> bool:
    """True behind "a goat called", "the storm, named" and "her dog is called"."""
    if tokens.before[first] not in _CALLED:
        return False
    at = first - 2
    at -= tokens.sentence_word(at, first) == ","
    while tokens.sentence_word(at, first) in _IS | _ADVERBS:
        at -= 1
    return tokens.sentence_word(at, first) in _words("animal") | _words("called_so")


def _is_racehorse(tokens: Tokens, first: int) -> bool:
    """True behind whoever trains or rides a horse, in a text on races: the Moran-trained Lady Vask."""
    at = first - 1 - (sort_of(tokens.before[first]) is Sort.ADDRESS if tokens.before[first] else 0)
    led = tokens.sentence_word(at, first) in _words("horse_led") and tokens.sentence_word(at - 1, first) == "-"
    return led and not _words("of_races").isdisjoint(tokens.vocabulary)


def _is_home(tokens: Tokens, first: int, last: int) -> bool:
    """True for the town in "Ada Moran, of Halvik, who", and for the firm in "Ada Moran, of Tolland Vask in Halvik".

    And for either in "a nurse from Halvik".
    """
    comma, before, behind = tokens.sentence_word(first - 2, first), tokens.before[first], tokens.behind[last]
    if before == "from" and comma.islower() and is_role(comma):
        return True
    if comma != "," or before not in ("of", "from"):
        return False
    if first == last:
        return behind == ","
    return tokens.before[first - 2][:1].isupper() and behind in (",", "in")


def names_campus(tokens: Tokens, first: int) -> bool:
    """True behind the university of a state and a comma: the University of Ohio, Halvik."""
    if tokens.before[first] != ",":
        return False
    length = next((n for n in (1, 2) if tokens.sentence_word(first - 2 - n, first) == "of"), 0)
    state = " ".join(tokens.words[first - 1 - length : first - 1])
    university = tokens.sentence_word(first - 3 - length, first) == "University"
    return bool(length) and university and state in load_words("us_states")


def is_joined(tokens: Tokens, index: int) -> bool:
    """True for a word that & joins with another capital, "Kelp & Oscar", or with "the"; not "Ann & I"."""
    joined = [tokens.sentence_word(index + 2 * by, index) for by in (-1, 1) if tokens.word(index + by) == "&"]
    return any(word == "the" or (word[:1].isupper() and len(word) > 1) for word in joined)


def _is_saint(word: str) -> bool:
    return word in {"St", "St.", "Saint"}


def is_house(tokens: Tokens, places: Iterable[Stretch]) -> bool:
    """True where 's belongs to a name, "at Tolland's on Monday": behind each, and once with nothing that is owned."""
    owned = [tokens.sentence_word(last + 1, last) == "'s" for _, last in places]
    alone = (tokens.sentence_word(last + 2, last) in _BEHIND_HOUSE for _, last in places)
    return all(owned) and any(alone)


@cache
def _before_things() -> frozenset[str]:
    """Nouns before a thing's name."""
    return _words("animal") | _words("vessel") | _words("work")


def is_among_areas(tokens: Tokens, last: int) -> bool:
    """True in a list of names, or at its end, with areas behind it: Moran, Holt and Vask counties."""
    at, end = last + 1, last + _LONGEST_AREAS
    while at < end and tokens.in_sentence(at, last) and (tokens.words[at] in _LISTING or tokens.words[at][0].isupper()):
        at += 1
    return tokens.sentence_word(at, last) in _words("areas")


def gives_name(tokens: Tokens, first: int, last: int) -> bool:
    """True where a name is but a part of a thing's: "the Edgar Tolland award", Edgar Tolland's Bay."""
    behind = tokens.sentence_word(last + 1, last)
    if behind in _words("named_for"):
        return True
    if behind == "'s" and tokens.sentence_word(last + 2, last) in _words("owned_land"):
        return True
    if tokens.sentence_word(first - 1, first) == "the" and behind in _words("thing_behind"):
        return True
    return tokens.sentence_word(front_of_list(tokens, first), first) == "the" and _leads_to_craft(tokens, last)


def _leads_to_craft(tokens: Tokens, last: int) -> bool:
    """True before the noun that a list of names stands before: the Ada Moran and Halvik space telescopes."""
    for at in range(last + 1, last + 1 + _LONGEST_LIST):
        word = tokens.sentence_word(at, last)
        if word in _words("craft"):
            return True
        if not (word in ("and", "space") or word[:1].isupper()):
            return False
    return False


def _words(kind: str) -> frozenset[str]:
    return load_class("name_classes", kind)
