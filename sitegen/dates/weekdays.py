"""Days of the week: Friday, last Friday, Friday of last week; and with the day of a month behind them."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.dates.months import day_first, month_first
from sitegen.dates.scene import Day, Expression, Scene, Weekday, month_of
from sitegen.dates.words import DASHES, is_counted, number_of_day

_FRONTS = frozenset({"on", "by", "until", "late", "early", "since", "before", "after"})


def read_weekday(scene: Scene) -> Expression | None:
    """Friday, last Friday, Friday of last week; with a day of the month behind it, that day."""
    number = scene.lexicon.weekdays.get(scene.word.rstrip("."))
    if number is None:
        return None
    whole = _weekday_and_day(scene, number)
    if whole is not None or scene.word not in scene.lexicon.long_weekdays:
        return whole
    index, first, shift = scene.index, scene.index, ""
    before = scene.low(index - 1)
    if before in scene.lexicon.weekday_shifts:
        first, shift = index - 1, before
        if scene.low(first - 1) == "this" and shift in {"past", "coming"}:
            first -= 1
        elif scene.low(first - 1) in {*scene.lexicon.owners, "a"} and shift != "coming":
            return None
    elif before == "a" and scene.low(index - 2) in {"at", "during", "in"} and scene.low(index + 1).isalpha():
        pass  # "at a Sunday rally"
    elif before in scene.lexicon.general or _is_initial_name(scene) or _is_any_such(scene):
        return None
    if scene.low(index + 1) in scene.lexicon.day_parts or _spans_days(scene, scene.lexicon.long_weekdays):
        return None
    return _weekday_of_week(scene, Expression(first, index, Weekday(number, shift)))


def _weekday_of_week(scene: Scene, plain: Expression) -> Expression | None:
    """The weekday, with "of last week" or "last week" behind it taken in."""
    last, index = plain.last, scene.index
    assert isinstance(plain.meaning, Weekday)
    skipped = 1 if scene.low(index + 1) == "of" else 0
    by = scene.lexicon.shifts.get(scene.low(index + 1 + skipped))
    if by is not None and scene.low(index + 2 + skipped) == "week":
        if plain.meaning.shift:
            return None
        return Expression(plain.first, last + 2 + skipped, Weekday(plain.meaning.number, week=by))
    if scene.low(index + 1) in {"last", "next", "week"}:
        return None
    if scene.low(index + 1) == "the" and _is_ordinal(scene.low(index + 2)):
        return None
    if skipped and scene.low(index + 3) in scene.lexicon.units:
        return None
    if scene.low(index - 1) in {"from", "after", "before"} and scene.low(index - 2) in scene.lexicon.units:
        return None
    return plain


def _is_ordinal(word: str) -> bool:
    return number_of_day(word) is not None and not word.isdigit()


def _is_any_such(scene: Scene) -> bool:
    """True for "a rainy Friday", "during Sunday services" and "ten years ago Friday"."""
    index = scene.index
    if scene.low(index - 2) in {"a", "an"} and scene.at(index - 1).islower() and scene.low(index - 1) not in _FRONTS:
        return True
    if scene.low(index - 1) == "ago":
        return True
    return scene.low(index - 1) in {"at", "during", "for"} and is_counted(scene.at(index + 1))


def _is_initial_name(scene: Scene) -> bool:
    """True for a surname behind a title."""
    return scene.at(scene.index - 1) in {"Mr.", "Mrs.", "Ms.", "Dr.", "Sgt.", "Mr", "Mrs", "Ms"}


def _spans_days(scene: Scene, days: Mapping[str, int]) -> bool:
    """True in "Monday through Friday" and "Monday-Friday", which tell no single days."""
    for step in (1, -1):
        joint, other = scene.low(scene.index + step), scene.at(scene.index + 2 * step)
        if other in days and (joint in {"through", "to", "till", "thru"} or joint in DASHES):
            return True
    return False


def _weekday_and_day(scene: Scene, number: int) -> Expression | None:
    """Friday, January 20, 2023 and Friday 20 January."""
    index = scene.index + 1
    while scene.at(index) in ({",", "the"} if scene.word in scene.lexicon.long_weekdays else {",", "."}):
        index += 1
    moved = Scene(scene.tokens, scene.lexicon, index, scene.before)
    if index - scene.index > 3 or not scene.at(index):
        return None
    found = month_first(moved) if month_of(scene.at(index)) else day_first(moved)
    if found is None or not isinstance(found.meaning, Day):
        return None
    day = found.meaning
    return Expression(scene.index, found.last, Day(day.month, day.day, day.year, number))
