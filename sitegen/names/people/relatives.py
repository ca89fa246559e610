"""Whom a form of address means beside a person of the other gender: Mrs Holt, the wife of Liam Holt.

A text shows what somebody is by whom they have, "Liam Holt and his wife Ada", and by how it goes on: "Liam Holt left.
He wept."
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sitegen.model import Gender
from sitegen.names.people.generations import without_suffix
from sitegen.names.people.lexicon import Sort, sort_of
from sitegen.names.people.persons import Person
from sitegen.text.tokens import Tokens
from sitegen.text.wordlists import load_rows, load_words

_OWNERS = {"his": Gender.MALE, "her": Gender.FEMALE}
_SUBJECTS = {"He": Gender.MALE, "She": Gender.FEMALE}
_LONGEST = 6
"""So many tokens a full name goes on from its first, at most."""
_DESCRIBED = 3
"""So many words stand before the noun for a relative, at most: his late second wife."""
_NAMES = frozenset({Sort.NAME, Sort.INITIAL})


def is_plain_address(address: str) -> bool:
    """True for a form of address that is no office, so that nobody of the other gender has it: Mrs, not Chairman."""
    return address in load_words("honorifics") and address not in load_words("titles")


def shown_gender(tokens: Tokens, person: Person) -> Gender:
    """What "and his wife" tells of somebody, or "He" behind a sentence that names nobody else; UNKNOWN if nothing."""
    owners = (_OWNERS.get(tokens.words[at]) for at in _owners(tokens, person))
    for owner in filter(None, owners):
        return owner
    for last in _places(tokens, person):
        sentence = tokens.sentence_at(last)
        following = sentence.stop
        gender = _SUBJECTS.get(tokens.word(following), Gender.UNKNOWN)
        if gender is Gender.UNKNOWN or tokens.leaves[following] != tokens.leaves[last]:
            continue
        if not any(_is_name(tokens, at) and tokens.words[at] not in person.words for at in sentence):
            return gender
    return Gender.UNKNOWN


def relatives_of(tokens: Tokens, person: Person, gender: Gender) -> Iterator[int]:
    """The tokens of the given names that relatives of that gender have where the text tells of them: his wife, Ada."""
    for owner in _owners(tokens, person):
        noun = _noun_behind(tokens, owner)
        if _genders().get(_singular(tokens.words[noun])) != gender:
            continue
        at = noun + 1 + (tokens.behind[noun] == ",")
        while tokens.in_sentence(at, noun) and _is_name(tokens, at):
            yield at
            at += 2
            if _singular(tokens.words[noun]) == tokens.words[noun]:
                break


def _owners(tokens: Tokens, person: Person) -> Iterator[int]:
    """Where "his", "her" or 's stands before a relative of somebody who is named before, with nobody between."""
    for last in _places(tokens, person):
        for at in range(last + 1, tokens.sentence_at(last).stop):
            if _is_name(tokens, at):
                break
            owns = tokens.words[at] in _OWNERS or (at == last + 1 and tokens.words[at] == "'s")
            if owns and _noun_behind(tokens, at):
                yield at


def _places(tokens: Tokens, person: Person) -> Iterator[int]:
    """The last tokens of the full name, wherever it stands."""
    first, *_, surname = without_suffix(person.words) or person.words
    for at in tokens.where({first.partition("-")[0]}):
        reach = range(at + 1, at + 1 + _LONGEST)
        last = next((end for end in reach if tokens.word(end) == surname.rpartition("-")[2]), -1)
        if tokens.in_sentence(last, at):
            yield last


def _noun_behind(tokens: Tokens, owner: int) -> int:
    """The token of the noun for a relative that belongs to that owner, 0 where something else does."""
    for at in range(owner + 1, owner + 1 + _DESCRIBED):
        word = tokens.sentence_word(at, owner)
        if _singular(word) in load_words("kin") & load_words("relation_nouns"):
            return at
        if not word.islower():
            break
    return 0


def _singular(noun: str) -> str:
    return noun.removesuffix("s")


def _is_name(tokens: Tokens, at: int) -> bool:
    word = tokens.word(at)
    return word[:1].isupper() and sort_of(word) in _NAMES


@cache
def _genders() -> dict[str, Gender]:
    return {row[0]: Gender(row[1]) for row in load_rows("kin")}
