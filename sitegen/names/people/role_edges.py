"""How far the phrase of an office reaches to the left: former White House press secretary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum, auto

from sitegen.names.people.phrases import Unit, Use, is_several

LONGEST = 14
"""Words of a role before a name, at most."""
_IN_CAPITALS = frozenset({Use.OFFICE, Use.MODIFIER, Use.NAME})
IN_SMALL = _IN_CAPITALS | {Use.PLAIN, Use.NUMBER}
_CLEAN = frozenset({Use.EDGE, Use.PREPOSITION, Use.DETERMINER, Use.COMMA, Use.OWNER})
_IN_NAMES = frozenset({"of", "for", "on"})


class _Step(Enum):
    """What a word to the left of an office is to its phrase."""

    INSIDE = auto()
    LINK = auto()
    """Inside, when more follows to the left."""
    OUTSIDE = auto()
    UNKNOWN = auto()


def edge(units: Sequence[Unit], head: int, mentioned: Mapping[int, str]) -> int | None:
    """The farthest word of the phrase, or None where it cannot be told: former White House press secretary."""
    last = head
    for index in range(head + 1, len(units)):
        step = _step(units, head, index, mentioned)
        if step is _Step.UNKNOWN:
            return None
        if step is _Step.OUTSIDE:
            return last
        last = index if step is _Step.INSIDE else last
    return last if len(units) <= LONGEST else None


def plain_edge(units: Sequence[Unit], head: int) -> int | None:
    """The farthest word of an office in a headline, where a capital shows nothing: only what stands inside offices."""
    last = head
    for index in range(head + 1, len(units)):
        if units[index].use is Use.OWNER and _owns_inside(units, head, index):
            continue
        if units[index].use not in (Use.OFFICE, Use.MODIFIER):
            return last if units[index].use in _CLEAN else None
        last = index
    return last


def _step(units: Sequence[Unit], head: int, index: int, mentioned: Mapping[int, str]) -> _Step:
    unit = units[index]
    if unit.use is Use.AND:
        return _joins(units, head, index, mentioned)
    if unit.use in (Use.OWNER, Use.OF, Use.COMMA):
        if _LINKS[unit.use](units, head, index):
            return _Step.LINK
        return _Step.UNKNOWN if _is_inside_name(units, index) else _Step.OUTSIDE
    if unit.use is Use.CUT or _is_inside_name(units, index) or _is_article_of_name(units, index):
        return _Step.UNKNOWN
    return _in_capitals(unit) if units[head].is_capital else _in_small(units, index)


def _is_inside_name(units: Sequence[Unit], index: int) -> bool:
    """True for the little words of a name that may go on to the left: Council for the Welfare of Seamen chairman."""
    before = [unit for unit in units[index : index + 3] if unit.use is not Use.DETERMINER]
    if len(before) < 2 or before[0].word not in _IN_NAMES:
        return False
    return units[index - 1].is_capital and units[index - 1].use is not Use.OFFICE and before[1].use is Use.NAME


def _is_article_of_name(units: Sequence[Unit], index: int) -> bool:
    """True for the article with a capital inside a longer name: Hands Off The Harbour committee member."""
    article = units[index].use is Use.DETERMINER and units[index].is_capital
    return article and index + 1 < len(units) and units[index + 1].is_capital


def _in_capitals(unit: Unit) -> _Step:
    """What the word is to an office with a capital, which needs none of the small words before it."""
    then = unit.use is Use.OFFICE and unit.word.startswith("then-")
    if unit.use in _IN_CAPITALS and (unit.is_capital or unit.use is Use.MODIFIER or then):
        return _Step.INSIDE
    return _Step.UNKNOWN if unit.use is Use.UNSURE and unit.is_capital else _Step.OUTSIDE


def _in_small(units: Sequence[Unit], index: int) -> _Step:
    """What the word is to an office in small letters; what may be a verb is none behind an article."""
    unit = units[index]
    if unit.use not in (Use.UNSURE, Use.VERB):
        return _Step.INSIDE if unit.use in IN_SMALL else _Step.OUTSIDE
    before = units[index + 1].use if index + 1 < len(units) else Use.EDGE
    if before in (Use.DETERMINER, Use.OWNER):
        return _Step.INSIDE
    if unit.use is Use.VERB:
        return _Step.OUTSIDE
    return _Step.INSIDE if before is Use.PREPOSITION and not unit.word.endswith("ing") else _Step.UNKNOWN


def _owns_inside(units: Sequence[Unit], _: int, index: int) -> bool:
    """True for the 's inside an office: State's Attorney."""
    owner = units[index + 1] if index + 1 < len(units) else None
    return owner is not None and owner.is_capital == units[index - 1].is_capital and owner.use is Use.MODIFIER


def _of_inside(units: Sequence[Unit], _: int, index: int) -> bool:
    """True for the "of" inside a name before the office: Bank of England Governor."""
    if index + 1 >= len(units) or index < 2:
        return False
    before, after = units[index + 1], units[index - 1]
    return before.is_capital and before.use in _IN_CAPITALS and (after.use is Use.NAME or is_several(after.word))


def _joins(units: Sequence[Unit], head: int, index: int, mentioned: Mapping[int, str]) -> _Step:
    """What "and" is: between two parts of one role, before the role, or nobody knows."""
    if index + 1 >= len(units):
        return _Step.OUTSIDE
    left, right, office = units[index + 1], units[index - 1], units[head]
    if left.use is Use.OFFICE:
        alike = left.is_capital == office.is_capital or left.word.isupper() or office.word.isupper()
        return _Step.LINK if alike and not is_several(left.word) else _Step.OUTSIDE
    if left.use is Use.MODIFIER and left.is_capital == right.is_capital and right.use is not Use.OFFICE:
        return _Step.LINK
    alike = left.use in (Use.NAME, Use.PLAIN) and left.use is right.use
    named = mentioned.get(right.first)
    alone = named is not None and mentioned.get(right.last + 1) != named
    return _Step.UNKNOWN if alike and not alone else _Step.OUTSIDE


def _in_list(units: Sequence[Unit], head: int, index: int) -> bool:
    """True for the comma in "chairman, CEO and president"."""
    if index + 1 >= len(units) or units[index - 1].use is not Use.OFFICE:
        return False
    joined = any(unit.use is Use.AND for unit in units[head:index])
    return joined and units[index + 1].use is Use.OFFICE and not is_several(units[index + 1].word)


_LINKS = {Use.OWNER: _owns_inside, Use.OF: _of_inside, Use.COMMA: _in_list}
