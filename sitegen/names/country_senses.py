"""Senses of a country's name that are no country: a language, money, the pronoun in capitals, a word of its own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from sitegen.names.organizations.lexicon import is_people
from sitegen.names.surroundings import Surroundings
from sitegen.text.tokens import Tokens
from sitegen.text.wordlists import load_class, load_rows, load_words

_LANGUAGE_REACH = 4
_LISTED = frozenset({",", "and", "or"})
_CURRENCIES = frozenset({"$", "€", "£"})


def is_language(around: Surroundings) -> bool:
    """True for the language: "speaks French", "in Dutch.", "Turkish-language"."""
    before, after = _language_cues()
    following = around.word(2) if around.after == "-" else around.after
    if around.spelling not in load_words("languages"):
        return False
    if following in after or _is_subject(around):
        return True
    if around.before.lower() in _words("language_owner"):
        return not following[:1].isalnum() or following in _words("language_follower") | _words("language_verb")
    if any(around.word(-by) in before for by in range(1, _LANGUAGE_REACH + 1)):
        return not following[:1].isalnum() or following in _words("language_follower")
    led = around.before in _words("language_front")
    return (led and _ends_there(following)) or _is_among_languages(around)


def _ends_there(following: str) -> bool:
    """True for what no noun follows that an adjective could belong to."""
    return not following[:1].isalnum() or following in _words("language_follower")


def _is_among_languages(around: Surroundings) -> bool:
    """True in a list with a language that no country is called after: in Urdu, Punjabi and French."""
    languages, listed, ends = load_words("languages"), [], []
    for step in (-1, 1):
        by = step
        while around.word(by) in _LISTED or around.word(by) in languages:
            listed.append(around.word(by))
            by += step
        ends.append(around.word(by))
    return (
        ends[0] != "the" and _ends_there(ends[1]) and any(word in languages and not is_people(word) for word in listed)
    )


def _is_subject(around: Surroundings) -> bool:
    """True in a list of what is taught: art, French and the jazz band; not in "English, French and other officials"."""
    before, after = around.word(-2), around.after
    listed = around.before in (",", "and") and before.islower() and before.isalpha()
    goes_on = after in ("and", "or", ",") and around.word(2).islower()
    return listed and (goes_on or after in (".", ";"))


def is_currency(around: Surroundings) -> bool:
    """True in US$ and the like."""
    return around.after in _CURRENCIES and around.glued(1)


def is_honour(around: Surroundings) -> bool:
    """True in All-American, which a player is."""
    return around.before == "-" and around.glued(-1) and around.word(-2) == "All"


def is_pronoun(around: Surroundings) -> bool:
    """True for "US" between words in capitals, where nobody can tell the country from the pronoun."""
    if around.spelling != "US":
        return False
    beside = (around.before, around.after)
    return any(_in_all_caps(word) for word in beside) and all(
        _in_all_caps(word) or not word.isalpha() for word in beside
    )


def _in_all_caps(word: str) -> bool:
    return len(word) > 1 and word.isalpha() and word.isupper()


def has_other_sense(spelling: str, tokens: Tokens) -> bool:
    """True for a name with several senses when the words of the whole text do not speak for the country."""
    cues = _senses().get(spelling.capitalize() if spelling.isupper() else spelling)
    if cues is None:
        return False
    prior, pro, contra = cues
    told = tokens.where(pro | contra)
    return prior + sum((tokens.words[at] in pro) - (tokens.words[at] in contra) for at in told) <= 0


@cache
def _language_cues() -> tuple[frozenset[str], frozenset[str]]:
    rows = load_rows("language_cues")
    return frozenset(row[0] for row in rows if row[0]), frozenset(row[1] for row in rows if row[1])


@cache
def _senses() -> Mapping[str, tuple[int, frozenset[str], frozenset[str]]]:
    """For each name with several senses: what speaks for the country from the start, words for it, words against it."""
    return {row[0]: (int(row[1]), _listed(row[2]), _listed(row[3])) for row in load_rows("country_senses")}


def _listed(column: str) -> frozenset[str]:
    return frozenset(word.strip() for word in column.split(";"))


def _words(kind: str) -> frozenset[str]:
    return load_class("name_classes", kind)
