"""Words that count from the day of writing: yesterday, last month, three days ago."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.dates.word_context import Counted, Expression, WordContext
from sitegen.dates.words import DASHES
from sitegen.text.wordlists import load_class

LONGEST_AGO: Mapping[str, int] = {"day": 30, "week": 8, "month": 24, "year": 150}
"""Up to so many of each unit are resolved before "ago": more is a way of speaking."""


def read_count(context: WordContext) -> Expression | None:
    """yesterday, last night, the day after tomorrow, last month, three days ago."""
    for phrase, by in context.lexicon.day_phrases.get(context.low(context.index), ()):
        first = context.index - len(phrase) + 1
        if all(context.low(first + offset) == part for offset, part in enumerate(phrase)):
            return _day_phrase(context, first, by)
    return read_unit(context) or read_ago(context)


def _day_phrase(context: WordContext, first: int, by: int) -> Expression | None:
    before, after = context.low(first - 1), context.at(context.index + 1)
    if before in load_class("date_tense", "no_day_phrase") or after[:1].isupper():
        return None
    if first < context.index and context.at(context.index)[0].isupper():
        return None
    if context.at(context.index)[0].isupper() and not context.tokens.opens_sentence(first) and first == context.index:
        return None
    return Expression(first, context.index, Counted("day", by))


def read_unit(context: WordContext) -> Expression | None:
    """last week, this month, next year: the stretch before, around or after the day of writing."""
    unit = context.lexicon.units.get(context.word)
    by = context.lexicon.shifts.get(context.low(context.index - 1))
    if unit in {None, "day"} or by is None or context.word.endswith("s"):
        return None
    before, after = context.low(context.index - 2), context.low(context.index + 1)
    dated = context.before is not None and context.before.last == context.index - 2 - (before == "of")
    if before in context.lexicon.owners or before.endswith("'s") or (_is_open(context, after) and not dated):
        return None
    assert unit is not None
    return Expression(context.index - 1, context.index, Counted(unit, by))


def _is_open(context: WordContext, after: str) -> bool:
    """True behind "last year" in "last year and a half", "this year or next" and "next year of school"."""
    joined = after == "and" and context.low(context.index + 2) not in load_class("date_tense", "ends_unit")
    return after in {"of", "or", "and"} and not joined


def read_ago(context: WordContext) -> Expression | None:
    """three days ago, 18 months ago. Not "more than a year ago"."""
    if context.word != "ago":
        return None
    unit, count = context.lexicon.units.get(context.low(context.index - 1)), context.low(context.index - 2)
    number = context.lexicon.numbers.get(count) or (int(count) if count.isascii() and count.isdigit() else 0)
    front = context.low(context.index - 3)
    if unit is None or not 0 < number <= LONGEST_AGO[unit] or front in context.lexicon.rough_fronts:
        return None
    if context.glued(context.index - 2) or (front and context.at(context.index - 3) in DASHES):
        return None
    return Expression(context.index - 2, context.index, Counted(unit, -number, rough=unit != "day"))
