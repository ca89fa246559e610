"""Whom a form of address means beside a person of the other gender: Mrs Holt, the wife of Liam Holt.

A text shows what somebody is by whom they have, "Liam Holt and his wife Ada", and by how it goes on: "Liam Holt left.
He wept."
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sitegen.knowledge.given_names import gender_of_title
from sitegen.model import Gender
from sitegen.names.people.generations import without_suffix
from sitegen.names.people.lexicon import Sort, sort_of
from sitegen.names.people.persons import Person
from sitegen.text.tokens import Tokens
from sitegen.text.wordlists import load_class, load_rows, load_words

_OWNERS = {"his": Gender.MALE, "her": Gender.FEMALE}
_SUBJECTS = {"He": Gender.MALE, "She": Gender.FEMALE}
_OPENING = frozenset({"His", "Her"})
_FULL = 2
"""Words of a full name, at least."""
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
    owners = (_OWNERS.get(tokens.lower_words[at]) for at in _owners(tokens, person))
    for owner in filter(None, owners):
        return owner
    subjects = (_SUBJECTS.get(tokens.words[at]) for at in _following(tokens, person))
    return next(filter(None, subjects), Gender.UNKNOWN)


def relatives_of(tokens: Tokens, person: Person, address: str) -> frozenset[int]:
    """The tokens of the given names of those relatives whom a form of address may mean: his wife, Ada.

    Mrs is rather his wife than his daughter, and Miss no wife.
    """
    told = list(_relatives(tokens, person, gender_of_title(address)))
    if gender_of_title(address) is Gender.FEMALE:
        married = [one for one in told if one[1] in load_class("name_classes", "married")]
        title = address.rstrip(".")
        told = (married or told) if title == "Mrs" else [one for one in told if title != "Miss" or one not in married]
    return frozenset(at for at, _ in told)


def _relatives(tokens: Tokens, person: Person, gender: Gender) -> Iterator[tuple[int, str]]:
    """The token of each given name of relatives of that gender, with the noun for what they are."""
    for owner in _owners(tokens, person):
        noun = _noun_behind(tokens, owner)
        kin = _singular(tokens.words[noun])
        if _genders().get(kin) == gender:
            yield from ((at, kin) for at in _named_behind(tokens, noun))


def _named_behind(tokens: Tokens, noun: int) -> Iterator[int]:
    """The tokens of the given names behind a noun for relatives, several behind a plural."""
    at = noun + 1 + (tokens.behind[noun] == ",")
    while tokens.in_sentence(at, noun) and _is_name(tokens, at):
        yield at
        if _singular(tokens.words[noun]) == tokens.words[noun]:
            return
        at += 2


def _owners(tokens: Tokens, person: Person) -> Iterator[int]:
    """Where "his", "her" or 's stands before a relative of somebody who is named before, with nobody else between."""
    for last in _places(tokens, person):
        relatives: set[int] = set()
        for at in range(last + 1, tokens.sentence_at(last).stop):
            if _is_name(tokens, at) and at not in relatives:
                break
            owns = tokens.words[at] in _OWNERS or (at == last + 1 and tokens.words[at] == "'s")
            if owns and (noun := _noun_behind(tokens, at)):
                relatives.update(_named_behind(tokens, noun))
                yield at
    for at in _following(tokens, person):
        if tokens.words[at] in _OPENING and _noun_behind(tokens, at):
            yield at


def _following(tokens: Tokens, person: Person) -> Iterator[int]:
    """The tokens that open the sentences behind those of a paragraph that name a person in full and nobody else."""
    for last in _places(tokens, person):
        sentence = tokens.sentence_at(last)
        others = any(_is_name(tokens, at) and tokens.words[at] not in person.words for at in sentence)
        if not others and sentence.stop < len(tokens) and tokens.leaves[sentence.stop] == tokens.leaves[last]:
            yield sentence.stop


def _places(tokens: Tokens, person: Person) -> Iterator[int]:
    """The last tokens of the full name, wherever it stands."""
    words = without_suffix(person.words)
    if len(words) < _FULL:
        return
    first, surname = words[0], words[-1]
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
