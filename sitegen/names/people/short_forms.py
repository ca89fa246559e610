"""The parts of somebody's full name that they may be called by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.knowledge.given_names import is_given_name
from sitegen.names.people.candidates import Candidate
from sitegen.names.people.generations import generation, without_suffix
from sitegen.names.people.lexicon import is_particle, plain_particles, puts_family_first
from sitegen.names.people.persons import Person
from sitegen.text.wordlists import load_class, load_words

_SHORT = 3
"""Letters of the first of two surnames behind a given name, at least."""


def shortens(candidate: Candidate, person: Person) -> bool:
    """True when the words are the end of the person's name, a part of a double one, or what comes first in it."""
    words, whole = candidate.words, person.words
    if generation(words):
        same = generation(words) == generation(whole)
        return same and ends_with(whole, without_suffix(words)) and len(words) < len(whole)
    if len(words) >= len(whole) and len(whole) > 1:
        return False
    if ends_with(whole, words):
        return True
    if len(words) != 1:
        return False
    first = words[0] == whole[0] and not candidate.over
    weak = candidate.weak and not puts_family_first(whole)
    return words[0] in whole[-1].split("-") or (first and not weak and _is_called_by(whole[0]))


def _is_called_by(first: str) -> bool:
    """True when people are called by the first word of such a name: a given name, or a family name that comes first."""
    return is_given_name(first) or first in load_words("family_names_first")


def ends_with(whole: Sequence[str], words: Sequence[str]) -> bool:
    return plain_particles(without_suffix(whole)[-len(words) :]) == plain_particles(words)


def first_surname(words: Sequence[str]) -> str:
    """The first of two surnames in a name of three words or more, which is no given name, else empty.

    One with a particle before the second as well: Mbuyi of Jean Mbuyi wa Kalonji; and Abdel-Meguid before el-Shazly.
    """
    before = words[:-1]
    while before and is_particle(before[-1]):
        before = before[:-1]
    word = before[-1] if len(before) > 1 else ""
    joined = word.partition("-")[0] in load_class("name_classes", "servant_of")
    given = is_given_name(word) and not (joined and "-" in word)
    shortest = _SHORT if is_given_name(words[0]) else _SHORT + 1
    plain = len(word) >= shortest and word[0].isupper() and not given
    return word if plain and words[-1] not in load_words("name_suffixes") else ""


def parts_of(words: Sequence[str]) -> Iterator[str]:
    """The words by which a short name may be looked up, none twice."""
    core = plain_particles(without_suffix(words))
    parts = (*core[-1:], *core[-1].split("-"), core[0], first_surname(words)) if core else ()
    yield from dict.fromkeys(part for part in parts if part)


def are_one_family(one: str, other: str) -> bool:
    """True for the Clintons and Clinton."""
    return one == f"{other}s" or other == f"{one}s"
