"""What a word can be inside the name of an organisation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from sitegen.knowledge.countries import load_countries
from sitegen.knowledge.given_names import is_given_name
from sitegen.knowledge.organizations import unsure_names
from sitegen.names.people.lexicon import Sort, is_role_noun, sort_of
from sitegen.text.tokens import is_address
from sitegen.text.wordlists import load_rows, load_words


@cache
def heads() -> Mapping[str, str]:
    """The words that a name turns on, and the sort of body that each makes: University is a school."""
    return {row[0]: row[1] for row in load_rows("organization_heads")}


@cache
def is_stranger(word: str) -> bool:
    """True for a word that is in no name of an organisation: Monday, PDF."""
    return word in load_words("organization_strangers")


@cache
def is_capital(word: str) -> bool:
    """True for a word with a capital anywhere, or a number with letters: Acme, wikiHow, 501st."""
    if is_address(word):
        return False
    return word[0].isupper() or (len(word) > 2 and not word.islower() and any(c.isalpha() for c in word))


@cache
def is_office(word: str) -> bool:
    """True for a title or one person's occupation, with a capital."""
    return word in load_words("titles") or (sort_of(word) is Sort.TITLE and _is_occupation(word))


def _is_occupation(word: str) -> bool:
    """True for one person's occupation, not for what stands inside an office, such as National."""
    small = word.lower()
    return is_role_noun(small) and not word.endswith("s") and small not in load_words("role_modifiers")


def holds_head(words: Iterable[str]) -> bool:
    """True where one of the words is one for a body: Council, Inc."""
    return not heads().keys().isdisjoint(words)


@lru_cache(maxsize=20_000)
def may_be_name(words: tuple[str, ...]) -> bool:
    """False for words that the judge never takes for a name unless they may name a person.

    That is a form of address, another word or an office alone, and what ends with whose office it is, Lund Mayor Ada
    Herald; and without a word for a body what an office opens, what a small word joins, what ends with an acronym or a
    word that is in no name.
    """
    first, last = sort_of(words[0]), sort_of(words[-1])
    if first is Sort.ADDRESS:
        return False
    if len(words) == 1:
        return first not in _NEVER_ALONE or words[0] in unsure_names()
    if len(words) > _OFFICE_AND_NAME and is_office(words[-3]) and is_given_name(words[-2]):
        return False
    if holds_head(words) or "&" in words:
        return True
    return not (last in _NEVER_LAST or is_office(words[0]) or not _NEVER_JOINING.isdisjoint(words))


_OFFICE_AND_NAME = 3
"""Words of an office and who has it."""
_NEVER_ALONE = frozenset({Sort.STRANGER, Sort.TITLE})
_NEVER_LAST = frozenset({Sort.STRANGER, Sort.ACRONYM})
_NEVER_JOINING = frozenset({"of", "for", "in", "on", "and", "'s"})
"""Small words over which no name goes on without a word for a body."""


@cache
def opens_weakly(word: str) -> bool:
    """True for a word whose capital may come from the sentence that it opens."""
    return sort_of(word) in (Sort.STRANGER, Sort.TITLE) or word.endswith(("ing", "ly"))


@cache
def is_noun_for_body(word: str) -> bool:
    """True for a common noun for an organisation, singular or plural, in small letters."""
    nouns = load_words("organization_nouns")
    return word in nouns or (word.endswith("s") and word[:-1] in nouns) or f"{word.removesuffix('ies')}y" in nouns


@cache
def is_role(word: str) -> bool:
    """True for a noun for what a person is, in small letters, or an office with a capital."""
    return is_role_noun(word) or sort_of(word) is Sort.TITLE


@cache
def is_acronym(word: str) -> bool:
    """True for two to seven letters, all capital or nearly so: NATO, UNHCR, PLoS."""
    letters = word.replace(".", "")
    if not (2 <= len(letters) <= 7 and letters.isalnum() and letters[0].isalpha()):
        return False
    return sum(c.isupper() for c in letters) >= max(2, len(letters) - 1)


def is_people(words: str) -> bool:
    """True for the adjective of a country or the name of its people: Finnish, Finns."""
    return words in _peoples()


@cache
def _peoples() -> frozenset[str]:
    return frozenset(word for country in load_countries() for word in (*country.adjectives, *country.demonyms))
