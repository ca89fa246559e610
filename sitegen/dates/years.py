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
    if context.bare_number_around(index, index) or context.low(index + 1) in {
        *context.lexicon.eras,
        *context.lexicon.units,
    }:
        return None
    before, after = context.low(index - 1), context.low(index + 1)
    counted = is_counted(after)
    if not counted and (before in context.lexicon.year_fronts or (before == "to" and context.low(index - 2) == "back")):
        return Expression(index, index, Year(int(context.word)))
    event = not counted or after in context.lexicon.events
    named = before in context.lexicon.year_determiners and after.isalpha() and event
    bracketed = before == "(" and after in {")", ",", ";"} | DASHES
    joined = (
        before in {"and", "or", "to", "through", "until", ","} | DASHES
        and context.before is not None
        and context.before.last == index - 2
        and isinstance(context.before.meaning, Year)
        and not counted
    )
    if named or bracketed or joined or (after == "'s" and before in context.lexicon.year_fronts):
        return Expression(index, index, Year(int(context.word)))
    return None


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
