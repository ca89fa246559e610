"""Years where the words around say that they are years, and days in figures: in 2014, 2023-01-20."""

from __future__ import annotations

from sitegen.dates.scene import Expression, Scene, Year, whole_day
from sitegen.dates.words import DASHES, is_counted, is_year


def read_year(scene: Scene) -> Expression | None:
    """in 2014, (2014), the 2014 election, 2014–2018: a year where the words around say so."""
    index = scene.index
    if not is_year(scene.word):
        return None
    iso = _iso_day(scene)
    if iso is not None:
        return iso
    if scene.bare_number_around(index, index) or scene.low(index + 1) in {*scene.lexicon.eras, *scene.lexicon.units}:
        return None
    before, after = scene.low(index - 1), scene.low(index + 1)
    counted = is_counted(after)
    if not counted and (before in scene.lexicon.year_fronts or (before == "to" and scene.low(index - 2) == "back")):
        return Expression(index, index, Year(int(scene.word)))
    event = not counted or after in scene.lexicon.events
    named = before in scene.lexicon.year_determiners and after.isalpha() and event
    bracketed = before == "(" and after in {")", ",", ";"} | DASHES
    joined = (
        before in {"and", "or", "to", "through", "until", ","} | DASHES
        and scene.before is not None
        and scene.before.last == index - 2
        and isinstance(scene.before.meaning, Year)
        and not counted
    )
    if named or bracketed or joined or (after == "'s" and before in scene.lexicon.year_fronts):
        return Expression(index, index, Year(int(scene.word)))
    return None


def _iso_day(scene: Scene) -> Expression | None:
    """2023-01-20."""
    parts = [scene.at(scene.index + step) for step in range(5)]
    if parts[1] != "-" or parts[3] != "-" or not all(scene.glued(scene.index + step) for step in range(1, 5)):
        return None
    if not all(len(part) == 2 and part.isascii() and part.isdigit() for part in (parts[2], parts[4])):
        return None
    if scene.bare_number_around(scene.index, scene.index + 4):
        return None
    return whole_day(scene.index, scene.index + 4, int(parts[2]), int(parts[4]), int(parts[0]))
