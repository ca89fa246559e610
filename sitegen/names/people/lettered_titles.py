"""Titles in letters before a surname: SA Burke, whom the text names as State’s Attorney Eileen Burke."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sitegen.names.people.candidates import Candidate
from sitegen.names.people.lexicon import Sort
from sitegen.text.tokens import Tokens

_LETTERS = range(2, 5)
"""So many letters may stand for a title."""
_JOINS = frozenset({"'s", "’s", "of", "the", "for", "and"})
"""Words inside a title that give it no letter."""


def without_lettered_titles(tokens: Tokens, found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates, without letters before a surname that begin the words before a full name with that surname."""
    if not any(map(_may_have_one, found)):
        return tuple(found)
    titles = {(letters, one.words[-1]) for one in found if len(one.words) > 1 for letters in _before(tokens, one.first)}
    return tuple(_surname_of(one) if _may_have_one(one) and one.words in titles else one for one in found)


def _may_have_one(one: Candidate) -> bool:
    return len(one.words) == 2 and len(one.words[0]) in _LETTERS and one.words[0].isalpha() and one.words[0].isupper()


def _before(tokens: Tokens, first: int) -> Iterator[str]:
    """The letters with which the last words before a token begin, of those with a capital: CCSA, CSA, SA."""
    letters, at = "", first - 1
    while tokens.in_sentence(at, first) and len(letters) < _LETTERS.stop - 1:
        word = tokens.words[at]
        if word[0].isupper():
            letters = word[0] + letters
            yield letters
        elif word not in _JOINS:
            return
        at -= 1


def _surname_of(one: Candidate) -> Candidate:
    return replace(one, first=one.first + 1, words=one.words[1:], before=Sort.ACRONYM)
