"""What a mistyped word was likely meant to be: the one that is a slip of the finger or two away, or none."""

from __future__ import annotations

from collections.abc import Iterable

_LETTERS_A_SLIP = 4
"""A word of so many letters may have one slip, one of twice as many two."""
_MOST_SLIPS = 3


def near_words(word: str, known: Iterable[str]) -> list[str]:
    """Those of the `known` words that are near to `word`, in capitals or small letters, the nearest first.

    A letter more, less, other, or changed with its neighbour is one slip.
    """
    folded = word.casefold()
    most = min(_MOST_SLIPS, max(1, len(folded) // _LETTERS_A_SLIP))
    able = (one for one in known if _may_be_near(folded, one.casefold(), most))
    counted = sorted((slips(folded, one.casefold(), most), one) for one in able)
    return [one for count, one in counted if count <= most]


def nearest(word: str, known: Iterable[str]) -> str:
    """The one of the `known` words that is nearest to `word`; empty where none is near."""
    return next(iter(near_words(word, known)), "")


def _may_be_near(word: str, other: str, most: int) -> bool:
    """False for words so different that there is no need to count."""
    return abs(len(word) - len(other)) <= most and len(set(word) ^ set(other)) <= 2 * most


def slips(word: str, other: str, most: int) -> int:
    """How many slips make `other` of `word`: the optimal string alignment distance; above `most` any larger number."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        earlier, before, row = before, row, [i]
        for j, there in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != there))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == there:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
