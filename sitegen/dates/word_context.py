"""What the readers of dates read: a word that may tell a time among the words around it, and what it may mean."""

from __future__ import annotations

import datetime

from sitegen.dates.words import DASHES, Lexicon, lexicon
from sitegen.text.tokens import Tokens
from sitegen.text.values import value

OPENERS = frozenset({"(", "[", "“", '"', "‘", "'", "``", "''", ">"})
"""Marks that may stand right before a date."""
_MAY_FOLLOW = frozenset(["'s", ".", ",", ":", ";", ")", "]", "?", "!", "”", '"', "’", "'", "''", "…", "...", "<"])


@value
class Day:
    """A day of a month, perhaps without its year, perhaps with its weekday (0 is Monday).

    `years` is how many years from that of writing its year is: -1 in “8 August last year”.
    """

    month: int
    day: int
    year: int | None = None
    weekday: int | None = None
    years: int | None = None


@value
class Month:
    """A month, perhaps without its year. `shift` is last, this, next or empty; `years` as for a day."""

    month: int
    year: int | None = None
    shift: str = ""
    years: int | None = None


@value
class Year:
    """A year by its number."""

    year: int


@value
class Weekday:
    """A day of the week, 0 for Monday, perhaps of the week that is so many from this one.

    `shift` is last, this, next, past, coming or empty.
    """

    number: int
    shift: str = ""
    week: int | None = None


@value
class Counted:
    """So many days, weeks, months or years from the day of writing; `rough` when it is a round count."""

    unit: str
    by: int
    rough: bool = False


Meaning = Day | Month | Year | Weekday | Counted


@value
class Expression:
    """Tokens `first` to `last` (inclusive) and what they say."""

    first: int
    last: int
    meaning: Meaning


@value
class WordContext:
    """A word that may tell a time, among the words around it. Never looks beyond the sentence's leaf block."""

    tokens: Tokens
    lexicon: Lexicon
    index: int
    before: Expression | None
    """The expression found last."""

    @property
    def word(self) -> str:
        return self.tokens.words[self.index]

    def at(self, index: int) -> str:
        """The word at `index`, or nothing beyond the leaf block."""
        leaves = self.tokens.leaves
        inside = 0 <= index < len(leaves) and leaves[index] == leaves[self.index]
        return self.tokens.words[index] if inside else ""

    def low(self, index: int) -> str:
        """The same in small letters."""
        leaves = self.tokens.leaves
        inside = 0 <= index < len(leaves) and leaves[index] == leaves[self.index]
        return self.tokens.lower_words[index] if inside else ""

    def glued(self, index: int) -> bool:
        """True when the word at `index` follows the one before it without a space."""
        return bool(self.at(index)) and bool(self.at(index - 1)) and self.tokens.glued(index)

    def in_name(self) -> bool:
        """True when the word belongs to a name that is no date, such as Black Friday or the Sunday Times."""
        index, word = self.index, self.word
        names = self.lexicon.names.get(word, ())
        if any(self._stands(name, offset) for name, offset in names):
            return True
        after = self.at(index + 1)
        return word[0].isupper() and after in self.lexicon.name_nouns

    def _stands(self, name: tuple[str, ...], offset: int) -> bool:
        first = self.index - offset
        end, leaves = first + len(name), self.tokens.leaves
        if first < 0 or self.tokens.words[first:end] != name:
            return False
        return leaves[first] == leaves[self.index] == leaves[end - 1]

    def bare_number_around(self, first: int, last: int) -> bool:
        """True when the words hang together with what is around them: 15,000 or 5.5 or F-2014 or 2014/15."""
        after, further = self.at(last + 1), self.at(last + 2)
        if self.glued(last + 1) and after not in _MAY_FOLLOW:
            return after not in DASHES or further[:1].isdigit() or not further
        if self.glued(last + 1) and after in {",", ".", ":"} and self.glued(last + 2) and further[:1].isdigit():
            return True
        front = self.at(first - 1)
        return self.glued(first) and front not in OPENERS | DASHES


def month_of(word: str) -> int | None:
    return lexicon().months.get(word.rstrip("."))


def whole_day(first: int, last: int, month: int, day: int, year: int | None) -> Expression | None:
    try:
        datetime.date(year or 2000, month, day)
    except ValueError:
        return None
    return Expression(first, last, Day(month, day, year))
