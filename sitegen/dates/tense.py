"""Whether a sentence looks back or ahead at a date, by the verb that the date belongs to.

The verb is looked for to the left of the date, and to the right where the date opens its clause; words between
quotation marks belong together. What a verb says is in `verbs.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.dates.verbs import DatePosition, Tense, is_said, tense_after, tense_before, word_list
from sitegen.dates.word_context import Expression
from sitegen.dates.words import DASHES
from sitegen.text.tokens import Tokens

FARTHEST = 30
"""The verb is looked for within so many words on either side."""
_LONGEST_LISTED = 5
"""How many words before a date the last of several things may begin."""

_STOPS = frozenset({";"}) | (DASHES - {"-", "‑"})
_OPENING = frozenset({"“", "``", "‘"})
_CLOSING = frozenset({"”", "''"})


def tense_of(tokens: Tokens, expression: Expression) -> Tense:
    """What the words around say: the verb before the date, or behind it where the date opens its clause."""
    position = DatePosition(tokens, expression.first, expression.last)
    before = position.low(expression.first - 1)
    if _is_elsewhere(position):
        return Tense.UNKNOWN
    if before == "since":
        return Tense.PAST
    if before in word_list("begin"):
        return Tense.FUTURE
    fronted = _look_right(position) if _opens_clause(position, before) else None
    if fronted is not None:
        return Tense.UNKNOWN if position.possessive and fronted is Tense.FUTURE else fronted
    found, caused = _look_left(position)
    aside = found is None
    found = (_look_aside(position) or Tense.UNKNOWN) if found is None else found
    return _weighed(position, before, found, caused=caused, aside=aside)


def _weighed(position: DatePosition, before: str, found: Tense, *, caused: bool, aside: bool) -> Tense:
    """The tense, or UNKNOWN where the date need not share it: "prepared for Friday", "will answer Friday's attack".

    `caused`: a cause stands between the verb and the date; `aside`: the verb follows, and the date does not open its
    clause. A price is that of a day gone by: "will pay more than the closing price on Friday".
    """
    further = position.low(position.first - 2)
    if found is Tense.PAST:
        ahead = before in word_list("ahead_fronts") or (before in {"of", "to"} and further in word_list("ahead"))
        return Tense.UNKNOWN if ahead or before in word_list("by_then") else found
    if found is Tense.FUTURE and (caused or aside or (before == "on" and further in word_list("quoted_on"))):
        return Tense.UNKNOWN
    if found is Tense.FUTURE and position.possessive:
        shared = before in word_list("attended") or before in word_list("attending")
        return found if shared else Tense.UNKNOWN
    return found


def _is_elsewhere(position: DatePosition) -> bool:
    """True for the day on which it was elsewhere, by the clock there: "on Monday (00:14 BST Tuesday)"."""
    zone = position.tokens.word(position.first - 1)
    clock = [position.low(position.first - by) for by in range(2, 6)]
    return zone.isupper() and clock[0][:1].isdigit() and "(" in clock


def _opens_clause(position: DatePosition, before: str) -> bool:
    first = position.first - (before in word_list("time_fronts"))
    front = position.low(first - 1)
    if not front or front in {",", ":", "(", '"'} | _OPENING | _STOPS or position.opens_clause(front):
        return True
    return position.possessive and is_said(front)


def _look_left(position: DatePosition) -> tuple[Tense | None, bool]:
    """What the nearest verb before the date says, and whether a cause such as "after" stands in between."""
    caused = ahead = within = apart = False
    for index, word in _leftward(position):
        within = within or word in word_list("clauses")
        apart = apart or _joins_clause(position, index, word)
        caused = caused or (word in word_list("causes") and index < position.first - 1)
        ahead = ahead or (index < position.first - 1 and _leads_ahead(position, index, word))
        found = tense_before(position, index, word)
        if found is not None:
            told = within and (is_said(word) or word == "says")
            return (Tense.UNKNOWN if (ahead or told or apart) and found is Tense.PAST else found), caused
    return None, caused


def _joins_clause(position: DatePosition, index: int, word: str) -> bool:
    """True for the "and" of another clause, ", and Ruiz opens the lock on Friday"; not of the last thing in a list."""
    joins = word in {"and", "but"} and position.low(index - 1) == ","
    return joins and position.first - index > _LONGEST_LISTED


def _leads_ahead(position: DatePosition, index: int, word: str) -> bool:
    """True for "before" and the like with an event behind it, of which the verb does not tell; not "went before"."""
    if word == "before":
        return position.low(index - 1) not in word_list("stand_before")
    return word in word_list("before_events")


def _look_aside(position: DatePosition) -> Tense | None:
    """What the verb behind a date says that stands behind a subject, or in a phrase before its clause.

    Behind a subject, as in "The vote on Friday was close", no comma and no other clause stands before the verb, but for
    what was "when"; behind "At a rally on Friday," the verb of the clause follows.
    """
    fronted = _opens_phrase(position) or "when" in {position.low(position.last + 1), position.low(position.last + 2)}
    for index, word in _rightward(position):
        if not fronted and (word in {",", "after", "before"} or position.opens_clause(word)):
            return None
        found = tense_after(position, index, word)
        if found is not None:
            return found
    return None


def _opens_phrase(position: DatePosition) -> bool:
    """True where what stands before the date, back to a mark, opens with a preposition or a participle."""
    opener = ""
    for index, word in _leftward(position):
        if word in {",", ":", "("} or (word == "-" and not position.tokens.glued(index)):
            break
        opener = opener if word in {"and", "but", "yet"} else word
    return opener in word_list("phrase_openers") or opener.endswith(("ing", "ed"))


def _look_right(position: DatePosition) -> Tense | None:
    for index, word in _rightward(position):
        found = tense_after(position, index, word)
        if found is not None:
            return found
    return None


def _leftward(position: DatePosition) -> Iterator[tuple[int, str]]:
    """The words of the clause before the date, nearest first, without what is quoted."""
    quoted, told = False, position.first
    for index in range(position.first - 1, max(position.first - FARTHEST, -1), -1):
        word = position.low(index)
        if not word or word in _STOPS:
            return
        if word == "," and not quoted and index < told:
            told = _before_relative(position, index)
        if told < index < position.first and told != position.first:
            continue
        closes = word in _CLOSING or (word == '"' and position.tokens.glued(index))
        if quoted:
            quoted = word not in _OPENING and word != '"'
        elif closes:
            quoted = True
        elif word in _OPENING or word == '"':
            return
        else:
            yield index, word


def _before_relative(position: DatePosition, comma: int) -> int:
    """The token before the relative clause that ends at the comma, "Ruiz, who left,"; the comma where there is none."""
    for index in range(comma - 1, max(comma - FARTHEST, 0), -1):
        word = position.low(index)
        if not word or word in _STOPS:
            return comma
        if word == ",":
            return index - 1 if position.low(index + 1) in {"who", "whose", "whom", "which"} else comma
    return comma


def _rightward(position: DatePosition) -> Iterator[tuple[int, str]]:
    """The words of the clause behind the date, in order, without what is quoted."""
    quoted = False
    for index in range(position.last + 1, min(position.last + FARTHEST, len(position.tokens))):
        word = position.low(index)
        if not word or word in _STOPS:
            return
        opens = word in _OPENING or (word == '"' and not position.tokens.glued(index))
        if quoted:
            quoted = word not in _CLOSING and word != '"'
        elif opens:
            quoted = True
        elif word in _CLOSING or word == '"':
            return
        else:
            yield index, word
