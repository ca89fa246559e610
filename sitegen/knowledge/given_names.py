"""Which pronouns a person is known by, told from the name alone."""

from __future__ import annotations

from functools import cache, lru_cache

from sitegen.model import Gender
from sitegen.text.wordlists import load_rows, load_words

_SEPARATORS = str.maketrans({"-": " ", "\u2010": " ", "\u2011": " ", ",": " "})


@lru_cache(maxsize=65_536)
def gender_of(name: str) -> Gender:
    """The gender that an honorific or the first given name of `name` shows; UNKNOWN unless it is sure.

    "Mrs. Okafor" is female, "Jean-Luc Moreau" male; a name that both women and men bear shows nothing.
    """
    words = name.split()
    for word in words:
        by_title = _of_honorific(word)
        if by_title is not Gender.UNKNOWN:
            return by_title
        if word not in _honorifics():
            break
    given = [word for word in words[: max(1, len(words) - 1)] if word not in _honorifics() and len(word.strip(".")) > 1]
    return _of_given_name(given[0]) if given else Gender.UNKNOWN


@cache
def is_given_name(word: str) -> bool:
    """True when the word, or the first part of a hyphenated one, is in the lists of given names."""
    first = word.translate(_SEPARATORS).split(" ")[0]
    return any(form in names for form in (word, first) for names in (_female(), _male()))


def _of_given_name(word: str) -> Gender:
    """The gender of a given name; of "Jean-Luc", whose first part shows nothing, that of the second."""
    for form in (word, *word.translate(_SEPARATORS).split(" ")):
        female, male = form in _female(), form in _male()
        if female != male:
            return Gender.FEMALE if female else Gender.MALE
    return Gender.UNKNOWN


def gender_of_title(word: str) -> Gender:
    """The gender that a form of address shows by itself: "Mrs." female, "Dr." nothing."""
    return _of_honorific(word)


def _of_honorific(word: str) -> Gender:
    return Gender(_honorifics().get(word) or Gender.UNKNOWN)


@cache
def _honorifics() -> dict[str, str]:
    return {row[0]: row[1] if len(row) > 1 else "" for row in load_rows("honorifics")}


def _female() -> frozenset[str]:
    return load_words("first_names_female")


def _male() -> frozenset[str]:
    return load_words("first_names_male")
