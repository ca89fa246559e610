"""What a single word can be inside a run of capitals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum, auto
from functools import cache

from sitegen.knowledge.countries import load_countries
from sitegen.knowledge.given_names import is_given_name
from sitegen.text.near import slips
from sitegen.text.wordlists import load_class, load_rows, load_words


class Sort(Enum):
    """What a capitalised word is, judged alone."""

    NAME = auto()
    """May be part of a person's name."""
    INITIAL = auto()
    TITLE = auto()
    """An office: Minister, Sen."""
    ADDRESS = auto()
    """A form of address: Mr., Dame."""
    BODY = auto()
    """A word that makes the whole run an organisation, place or work: Institute."""
    STRANGER = auto()
    """A word that is never part of a name: The, Monday."""
    ORDINARY = auto()
    """A word that families are not called by, but firms and works are: Support, with the capital of a headline."""
    ACRONYM = auto()
    SUFFIX = auto()
    """Jr., III."""

    __hash__ = object.__hash__


_OCCUPATIONS = tuple(sorted(load_class("name_classes", "occupation_ending")))
_CONTRACTED = ("n't", "'ve", "'re", "'ll", "'m")
_STRANGE_ENDINGS = ("ing", "ly")
_FAMILY_AND_GIVEN = 2
_SYLLABLE = 6
"""Letters of a given syllable, at most: Jae-in."""
_SHORT_DATE = 6
"""A weekday or month of so many letters is too near to names: Sunday and Sundar, August and Augusta."""


@cache
def sort_of(word: str) -> Sort:
    """The sort of a capitalised word."""
    if word in load_words("honorifics"):
        return Sort.ADDRESS
    for sort, name in _LISTS:
        if word in load_words(name):
            return sort
    if len(word.replace(".", "")) <= 2 and word.isupper() and (word[-1] == "." or len(word) == 1):
        return Sort.INITIAL
    if len(word) > 1 and word.isupper():
        return Sort.ACRONYM
    if word in _peoples() or _is_misspelt_date(word):
        return Sort.STRANGER
    if _is_role(word) or (word.endswith("s") and word[:-1] in load_words("titles")):
        return Sort.TITLE
    if word.endswith(_OCCUPATIONS) or (word.lower() in load_words("role_modifiers") and not is_given_name(word)):
        return Sort.TITLE
    if _is_verb(word):
        return Sort.STRANGER
    return Sort.ORDINARY if _is_ordinary(word) else Sort.NAME


def _is_ordinary(word: str) -> bool:
    return word.lower() in load_class("ordinary_words", "ordinary") and not is_given_name(word)


def _is_role(word: str) -> bool:
    """True for an office with a capital; Dean is rather a given name."""
    return is_role_noun(word.lower()) and not is_given_name(word)


@cache
def _peoples() -> frozenset[str]:
    """The plurals of peoples: Americans."""
    names = (name for country in load_countries() for name in country.demonyms)
    return frozenset(name for name in names if name.endswith("s") and not is_given_name(name))


def _is_misspelt_date(word: str) -> bool:
    """True for a long weekday or month with two letters changed about, or with one too few or too many: Wednedsay."""
    return any(word[:1] == day[0] and word != day and is_slip(word, day) for day in _long_dates())


@cache
def _long_dates() -> tuple[str, ...]:
    return tuple(name for name in sorted(load_words("weekdays") | load_words("months")) if len(name) > _SHORT_DATE)


def is_slip(word: str, right: str) -> bool:
    """True for a word that is another with two letters changed about, or one letter too few or too many."""
    one_slip = abs(len(word) - len(right)) <= 1 and slips(word, right, 1) == 1
    return one_slip and (len(word) != len(right) or sorted(word) == sorted(right))


def _is_verb(word: str) -> bool:
    """True for a verb with the capital of a headline, and for a contraction: Denounces, Can't."""
    if word.endswith(_CONTRACTED):
        return True
    if len(word) < 5 or is_given_name(word):
        return False
    small, done = word.lower(), load_words("person_verbs")
    if small in forms_of_saying() or (small.endswith("ed") and small in done):
        return True
    return small.endswith("s") and (small in done or f"{small[:-1]}d" in done or f"{small[:-1]}ed" in done)


@cache
def forms_of_saying() -> frozenset[str]:
    """The finite forms of the verbs of saying, and their base."""
    return frozenset(form for row in load_rows("speech_verbs") for form in row[:3] if form)


@cache
def sort_at_opening(word: str) -> Sort:
    """The sort of a word that has its capital because it opens a sentence."""
    sort = sort_of(word)
    if sort in (Sort.NAME, Sort.ORDINARY) and not is_given_name(word) and _is_common(word):
        return Sort.STRANGER
    return sort


def _is_common(word: str) -> bool:
    """True for "Selling" and "Ask", with which sentences begin."""
    return word.endswith(_STRANGE_ENDINGS) or word.lower() in forms_of_saying()


def may_be_surname(word: str) -> bool:
    """True for a word with another sense that families are also called by: King, Banks, May."""
    return word in _words_like_surnames()


@cache
def _words_like_surnames() -> frozenset[str]:
    return frozenset(row[0] for _, name in _LISTS for row in load_rows(name) if len(row) > 1)


@cache
def is_before_given(word: str) -> bool:
    """True for a form of address that stands before a given name alone: Sir."""
    return "given" in _uses().get(word, "")


@cache
def may_be_inside(word: str) -> bool:
    """True for a form of address that is also a part of names: Hassan Sheikh Mohamud."""
    return "name" in _uses().get(word, "")


@cache
def _uses() -> Mapping[str, str]:
    return {row[0]: row[2] for row in load_rows("honorifics") if len(row) > 2}


@cache
def is_particle(word: str) -> bool:
    """True for a small word inside a surname, with a capital too where the surname stands alone: de, Van, Ní."""
    return word in load_words("name_particles") or word.lower() in load_words("name_particles")


def plain_particles(words: Sequence[str]) -> tuple[str, ...]:
    """The words of a name with its particles in small letters: Van der Berg is van der Berg, Al-Orlo is al-Orlo."""
    return tuple(map(_plain, words))


@cache
def _plain(word: str) -> str:
    if is_particle(word):
        return word.lower()
    prefix, hyphen, rest = word.partition("-")
    return f"{prefix.lower()}-{rest}" if hyphen and is_particle(prefix) else word


def puts_family_first(words: Sequence[str]) -> bool:
    """True for a family name before two given syllables that a hyphen joins: Moon Jae-in."""
    if len(words) != _FAMILY_AND_GIVEN or words[0] not in load_words("family_names_first"):
        return False
    one, _, other = words[1].partition("-")
    plain = one[:1].isupper() and other.isalpha() and other.islower() and other not in load_words("hyphen_endings")
    lengths = len(one), len(other)
    return plain and min(lengths) > 1 and max(lengths) <= _SYLLABLE and one not in load_words("place_kinds")


@cache
def is_role_noun(word: str) -> bool:
    """True for a noun for what a person is or does, in small letters, singular or plural."""
    nouns = load_words("role_nouns")
    return word in nouns or any(_singular(word, ending, end) in nouns for ending, end in _PLURALS)


def _singular(word: str, ending: str, end: str) -> str:
    return word.removesuffix(ending) + end if word.endswith(ending) and len(word) > len(ending) + 1 else ""


_PLURALS = (("s", ""), ("es", ""), ("ies", "y"), ("men", "man"), ("women", "woman"), ("wives", "wife"))
_LISTS = (
    (Sort.SUFFIX, "name_suffixes"),
    (Sort.TITLE, "titles"),
    (Sort.STRANGER, "not_names"),
    (Sort.BODY, "organization_words"),
)
