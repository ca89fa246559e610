"""Years where the words around say that they are years, and days in figures: in 2014, 2023-01-20."""

from __future__ import annotations

from sitegen.dates.word_context import Expression, WordContext, Year, whole_day
from sitegen.dates.words import DASHES, is_counted, is_year


def read_year(context: WordContext) -> Expression | None:
    """in 2014, (2014), the 2014 election, 2014–2018: a year where the words around say so."""
    index = context.index
    if not is_year(context.word):
        return None
    iso = _iso_day(context)
    if iso is not None:
        return iso
    after = context.low(index + 1)
    other = after in context.lexicon.eras or after in context.lexicon.units or after == "block"
    if other or context.bare_number_around(index, index):
        return None
    return Expression(index, index, Year(int(context.word))) if _is_led(context) or _is_beside(context) else None


def _is_led(context: WordContext) -> bool:
    """True behind words that lead to a year: in 2014, back to 2014, the 2014 election, in 2014's rain."""
    index, lexicon = context.index, context.lexicon
    before, after = context.low(index - 1), context.low(index + 1)
    counted, led = is_counted(after), before in lexicon.year_fronts
    if led and (not counted or after == "'s"):
        return True
    if before == "to" and context.low(index - 2) == "back" and not counted:
        return True
    return before in lexicon.year_determiners and after.isalpha() and (not counted or after in lexicon.events)


def _is_beside(context: WordContext) -> bool:
    """True in brackets, and where another year is joined to this one: (2014), 2014–2018."""
    index, other = context.index, context.before
    before, after = context.low(index - 1), context.low(index + 1)
    if before == "(":
        return after in {")", ",", ";"} | DASHES
    joined = before in {"and", "or", "to", "through", "until", ","} | DASHES and not is_counted(after)
    return joined and other is not None and other.last == index - 2 and isinstance(other.meaning, Year)


def _iso_day(context: WordContext) -> Expression | None:
    """2023-01-20."""
    parts = [context.at(context.index + step) for step in range(5)]
    if parts[1] != "-" or parts[3] != "-" or not all(context.glued(context.index + step) for step in range(1, 5)):
        return None
    if not all(len(part) == 2 and part.isascii() and part.isdigit() for part in (parts[2], parts[4])):
        return None
    if context.bare_number_around(context.index, context.index + 4):
        return None
    return whole_day(context.index, context.index + 4, int(parts[2]), int(parts[4]), int(parts[0]))
