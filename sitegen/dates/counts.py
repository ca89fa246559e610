"""Words that count from the day of writing: yesterday, last month, three days ago."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.dates.scene import Counted, Expression, Scene
from sitegen.dates.words import DASHES

LONGEST_AGO: Mapping[str, int] = {"day": 30, "week": 8, "month": 24, "year": 150}
"""Up to so many of each unit are resolved before "ago": more is a way of speaking."""


def read_count(scene: Scene) -> Expression | None:
    """yesterday, last night, the day after tomorrow, last month, three days ago."""
    for phrase, by in scene.lexicon.day_phrases.get(scene.low(scene.index), ()):
        first = scene.index - len(phrase) + 1
        if all(scene.low(first + place) == part for place, part in enumerate(phrase)):
            return _day_phrase(scene, first, by)
    return read_unit(scene) or read_ago(scene)


def _day_phrase(scene: Scene, first: int, by: int) -> Expression | None:
    before, after = scene.low(first - 1), scene.at(scene.index + 1)
    if before in {"of", "from", "after", "a", "every", "better", "brighter", "for"} or after[:1].isupper():
        return None
    if first < scene.index and scene.at(scene.index)[0].isupper():
        return None
    if scene.at(scene.index)[0].isupper() and not scene.tokens.opens_sentence(first) and first == scene.index:
        return None
    return Expression(first, scene.index, Counted("day", by))


def read_unit(scene: Scene) -> Expression | None:
    """last week, this month, next year: the stretch before, around or after the day of writing."""
    unit = scene.lexicon.units.get(scene.word)
    by = scene.lexicon.shifts.get(scene.low(scene.index - 1))
    if unit in {None, "day"} or by is None or scene.word.endswith("s"):
        return None
    before, after = scene.low(scene.index - 2), scene.low(scene.index + 1)
    if before in scene.lexicon.owners or before.endswith("'s") or after in {"of", "or", "and"}:
        return None
    assert unit is not None
    return Expression(scene.index - 1, scene.index, Counted(unit, by))


def read_ago(scene: Scene) -> Expression | None:
    """three days ago, 18 months ago. Not "more than a year ago"."""
    if scene.word != "ago":
        return None
    unit, count = scene.lexicon.units.get(scene.low(scene.index - 1)), scene.low(scene.index - 2)
    number = scene.lexicon.numbers.get(count) or (int(count) if count.isascii() and count.isdigit() else 0)
    front = scene.low(scene.index - 3)
    if unit is None or not 0 < number <= LONGEST_AGO[unit] or front in scene.lexicon.rough_fronts:
        return None
    if scene.glued(scene.index - 2) or (front and scene.at(scene.index - 3) in DASHES):
        return None
    return Expression(scene.index - 2, scene.index, Counted(unit, -number, rough=unit != "day"))
