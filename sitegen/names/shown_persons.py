"""What beside a name shows a person, and the names with so little of it that a page has no card for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from sitegen.knowledge.cities import load_cities
from sitegen.names.people.lexicon import Sort, sort_of
from sitegen.names.stretches import Stretch
from sitegen.text.parse import MODEL
from sitegen.text.tokens import Tokens
from sitegen.text.wordlists import load_class, load_words

_SHORTEST = 3
"""Letters of a word that ends a name, at least."""
ADDRESSED = frozenset(
    {"person: title", "person: address", "person: age", "person: who", "person: role", "given name first"}
)
"""What shows a person, whatever else is said."""
PERSONAL = ADDRESSED - {"given name first"} | {
    f"{MODEL}person",
    "person: given first",
    "person: apposition",
    "person: pronoun soon",
    "person: says after",
    "person: says before",
    "person: listed",
}
"""What speaks for somebody of whom the text has one name alone."""
_WEAK = frozenset({"person: listed", "person: pronoun soon"})
_SAYS = frozenset({"person: says after", "person: says before"})
"""What a firm of which the text has one name alone does as well: Kelpware said."""
SHOWN = PERSONAL - _WEAK - {"person: given first"}
"""What shows that a full name is a person's, but for its words."""
_OF_FULL = SHOWN | {"person: listed", "given name first"}
"""What shows that a full name whose words stand in another is a person's of its own."""


def doubtful_names(
    tokens: Tokens, places: Mapping[str, Sequence[Stretch]], features: Mapping[str, Set[str]]
) -> Iterator[str]:
    """The names of the text that may be no person's; `places` has where each stands."""
    full = frozenset(key.rpartition(" ")[2] for key in places if " " in key)
    for key, stretches in places.items():
        if (" " in key or key not in full) and _is_doubtful(tokens, key, stretches, features[key]):
            yield key
    yield from _pieced(places, features)


def _pieced(places: Iterable[str], features: Mapping[str, Set[str]]) -> Iterator[str]:
    """The names made of a strange word and one of somebody whom the text names in full: Crooked Ada, the Mirabeau Holt.

    So are those of relatives with names that we do not know; what only people have beside them shows these.
    """
    known = {
        end for key in places if "given name first" in features[key] for end in (*key.split()[:1], *key.split()[-1:])
    }
    for key in places:
        if " " in key and key.rpartition(" ")[2] in known and features[key].isdisjoint(_OF_FULL):
            yield key


def _is_doubtful(tokens: Tokens, key: str, places: Sequence[Stretch], features: Set[str]) -> bool:
    """True for a name with nothing beside it that only people have.

    A lone name that only speaks may be a firm's, and that of a city needs more than a list.
    """
    if " " in key:
        return _may_be_place(tokens, key, places, features)
    if "surname of a full name" in features:
        return False
    if all(_goes_on(tokens, last) for _, last in places) or _is_numbered(tokens, places):
        return True
    shown = features & PERSONAL
    if "-" in key or key in _words("brand_given"):
        shown = shown - {"person: given first"}
    if "person: role" in shown and all(tokens.before[first].lower() in _words("body_or_person") for first, _ in places):
        shown = shown - {"person: role", "person: title"}
    if shown <= _WEAK:
        return not shown or key in load_cities()
    return shown <= _SAYS | {"person: listed"}


def _goes_on(tokens: Tokens, last: int) -> bool:
    """True before a capital in the same sentence, with which the name goes on: Carter of Carter Page."""
    behind = tokens.sentence_word(last + 1, last)
    if not behind[:1].isupper() or len(behind) < _SHORTEST or behind.isupper() or tokens.glued(last + 1):
        return False
    return sort_of(behind) in (Sort.STRANGER, Sort.ORDINARY) and behind not in load_words("weekdays")


def _is_numbered(tokens: Tokens, places: Sequence[Stretch]) -> bool:
    """True for what has the same number behind it wherever it stands, and stands in several places: a game's sequel."""
    numbers = {tokens.sentence_word(last + 1, last) for _, last in places}
    return len(places) > 1 and len(numbers) == 1 and numbers.pop().isdigit()


def _may_be_place(tokens: Tokens, key: str, places: Sequence[Stretch], features: Set[str]) -> bool:
    """True for a full name with nothing beside it that only people have, where it may be a place's.

    Of strange words when its last is in names of places, "Orchard Hill", or it always stands behind a preposition that
    leads to one; behind a given name when both are so, "at Walter Hall", or it is a city's.
    """
    if "person: surname alone" in features or not SHOWN.isdisjoint(features):
        return False
    ends, before = key.rpartition(" ")[2] in _words("ends_place"), {tokens.before[first].lower() for first, _ in places}
    if "given name first" in features:
        return key in load_cities() or (ends and before <= _words("stands_in"))
    return ends or ("last word shared" not in features and before <= _words("leads_to_place"))


def _words(kind: str) -> frozenset[str]:
    return load_class("name_classes", kind)
