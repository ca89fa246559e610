"""Rows of sports pages: who stands in a result or a table with nothing but figures behind it is a team."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.knowledge.given_names import is_given_name
from sitegen.names.organizations.lexicon import is_capital, is_stranger
from sitegen.names.people.lexicon import Sort, sort_of
from sitegen.text.tokens import Tokens
from sitegen.text.wordlists import load_class

_LONGEST_ROW = 40
_FEWEST_FIGURES = 3
"""So many figures behind a single name make a row of a table."""
_SCORE = 2
"""Tokens behind the first one of 2-0."""
_IN_NAMES = frozenset({"-", "'", "'s", "&", "/"})
_IN_FIGURES = frozenset({"-", ".", "+", ":", "/", "(", ")"})
_VERSUS = load_class("name_classes", "versus")

Stretch = tuple[str, int, int]
"""Name, figure or other; its first and its last token."""


def teams_in_rows(tokens: Tokens) -> frozenset[tuple[int, int]]:
    """First and last token of each name in such rows: Ardmoor 2 Corby 0, Ardmoor 2-0 Corby, Ardmoor 9 7 1 1."""
    rows = (tuple(_stretches(tokens, row)) for row in _rows(tokens))
    return frozenset(team for row in rows if _are_names(tokens, row) for team in _teams(tokens, row))


def _are_names(tokens: Tokens, row: tuple[Stretch, ...]) -> bool:
    """True where no name in the row begins with a word that is in none: "Table 3 Figure 2"."""
    first = (tokens.words[at] for sort, at, _ in row if sort == "name")
    return not any(is_stranger(word) or sort_of(word) is Sort.STRANGER for word in first)


def _rows(tokens: Tokens) -> Iterator[range]:
    """The short blocks that begin with a capital and have no word in small letters but "v"."""
    for row in tokens.blocks:
        if 3 <= len(row) <= _LONGEST_ROW and _may_be_row(tokens.words[row.start : row.stop]):
            yield row


def _may_be_row(words: tuple[str, ...]) -> bool:
    return is_capital(words[0]) and not any(word.islower() and word not in _VERSUS for word in words)


def _stretches(tokens: Tokens, row: range) -> Iterator[Stretch]:
    """The row cut into names, figures and the rest, each as long as it goes."""
    index = row.start
    while index < row.stop:
        sort, end = _sort(tokens.words[index]), index
        while end + 1 < row.stop and _extends(tokens, sort, end + 1, row.stop):
            end += 1
        yield sort, index, end
        index = end + 1


def _sort(word: str) -> str:
    if word[0].isdigit():
        return "figure"
    return "name" if is_capital(word) else ("versus" if word in _VERSUS else "other")


def _extends(tokens: Tokens, sort: str, index: int, stop: int) -> bool:
    word = tokens.words[index]
    if sort == "figure":
        return word in _IN_FIGURES or word[0].isdigit()
    inside = index + 1 < stop and word in _IN_NAMES and is_capital(tokens.words[index + 1])
    return sort == "name" and (inside or _sort(word) == "name")


def _teams(tokens: Tokens, row: tuple[Stretch, ...]) -> Iterator[tuple[int, int]]:
    sorts = tuple(sort for sort, _, _ in row)
    if sorts in _MATCHES or (sorts == _SCORED and _is_match(tokens, *row)):
        yield row[0][1:]
        yield row[2][1:]
    elif sorts == ("name", "figure") and row[1][2] - row[1][1] + 1 >= _FEWEST_FIGURES:
        yield row[0][1:]


def _is_match(tokens: Tokens, home: Stretch, figure: Stretch, away: Stretch) -> bool:
    """True for one score between two names, neither of which begins as a player's does."""
    _, first, last = figure
    players = any(is_given_name(tokens.words[at]) for _, at, end in (home, away) if end > at)
    return last - first == _SCORE and not players


_MATCHES = (("name", "figure", "name", "figure"), ("name", "versus", "name"))
_SCORED = ("name", "figure", "name")
