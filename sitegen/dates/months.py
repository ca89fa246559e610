"""Months and the days in them: January 20, 2023; 20 January; January 2023; in January."""

from __future__ import annotations

from sitegen.dates.scene import OPENERS, Expression, Month, Scene, month_of, whole_day
from sitegen.dates.words import DASHES, is_counted, is_year, number_of_day

_JOINTS = DASHES | {"and", "or", "to", "through", "&"}


def read_month(scene: Scene) -> Expression | None:
    """January 20, 2023; 20 January; January 2023; in January."""
    month = month_of(scene.word)
    if month is None:
        return None
    if number_of_day(scene.low(scene.index - 1)) or scene.low(scene.index - 1) == "of":
        start = scene.index - (2 if scene.low(scene.index - 1) == "of" else 1)
        if number_of_day(scene.low(start)) and not scene.low(start).isalpha():
            return day_first(Scene(scene.tokens, scene.lexicon, start, scene.before))
    return month_first(scene)


def month_first(scene: Scene) -> Expression | None:
    month = month_of(scene.word)
    assert month is not None
    index = scene.index + 1
    day = number_of_day(scene.low(index))
    if day is not None and not scene.bare_number_around(index, index):
        return _month_and_day(scene, month, day)
    if day is not None:
        return None
    comma = 1 if scene.at(index) in {",", "of"} else 0
    if is_year(scene.at(index + comma)) and not (scene.at(index) == "," and not scene.at(index + comma)):
        last = index + comma
        if scene.bare_number_around(last, last) or is_counted(scene.low(last + 1)):
            return None
        return Expression(scene.index, last, Month(month, int(scene.at(last))))
    return _month_alone(scene, month)


def _month_and_day(scene: Scene, month: int, day: int) -> Expression | None:
    index = scene.index + 1
    joint, other = scene.low(index + 1), scene.low(index + 2)
    if joint in _JOINTS and number_of_day(other):
        return None
    comma = 1 if scene.at(index + 1) == "," else 0
    last = index + 1 + comma
    named = scene.low(scene.index - 1) == "the"
    if is_year(scene.at(last)) and not scene.bare_number_around(last, last):
        if is_counted(scene.low(last + 1)) and not named:
            return None
        return whole_day(scene.index, last, month, day, int(scene.at(last)))
    if is_year(scene.at(last)) and comma:
        return None
    attributive = scene.low(scene.index - 1) in {"on", "the", "its", "his", "her", "their", "a"}
    if is_counted(scene.low(index + 1)) and not attributive:
        return None
    return whole_day(scene.index, index, month, day, None)


def day_first(scene: Scene) -> Expression | None:
    """20 January 2023, the 20th of January; the scene's word is the number."""
    day = number_of_day(scene.low(scene.index))
    index = scene.index + 1 + (scene.low(scene.index + 1) == "of")
    month = month_of(scene.at(index)) if scene.at(index) else None
    joint = scene.low(scene.index - 1)
    if day is None or month is None or (joint in _JOINTS and number_of_day(scene.low(scene.index - 2))):
        return None
    if scene.glued(scene.index) and joint not in OPENERS:
        return None
    following = scene.at(index + 1)
    if is_year(following) and not scene.bare_number_around(index + 1, index + 1):
        return whole_day(scene.index, index + 1, month, day, int(following))
    if following[:1].isupper() and scene.at(index) == "May":
        return None
    if is_counted(following) and joint not in {"on", "the"}:
        return None
    return whole_day(scene.index, index, month, day, None)


def _month_alone(scene: Scene, month: int) -> Expression | None:
    """in March, last March, early March, since March: only where nothing else can be meant."""
    if scene.word not in scene.lexicon.long_months or scene.at(scene.index + 1)[:1].isupper():
        return None
    index, before = scene.index, scene.low(scene.index - 1)
    if before in {"last", "this", "next"}:
        if scene.low(index - 2) in scene.lexicon.owners:
            return None
        return Expression(index - 1, index, Month(month, shift=before))
    strong = before in scene.lexicon.month_fronts
    if before == "of" and scene.low(index - 2) in scene.lexicon.month_parts:
        strong = True
    if before in {"-"} and scene.low(index - 2) == "mid":
        strong = True
    weak = before in scene.lexicon.weak_month_fronts and scene.word not in scene.lexicon.names_too
    joined = (
        before in {"and", "or", "to", "through"}
        and scene.before is not None
        and scene.before.last == index - 2
        and isinstance(scene.before.meaning, Month)
    )
    if not (strong or weak or joined) or scene.low(index + 1) in DASHES:
        return None
    return Expression(index, index, Month(month))
