"""Whether a sentence looks back or ahead at a date, by the verb that the date belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from functools import cache

from sitegen.dates.scene import Expression
from sitegen.dates.words import DASHES
from sitegen.language import load_rows, load_words
from sitegen.tokens import Tokens

FARTHEST = 30
"""The verb is looked for within so many words on either side."""

_BE_NOW = frozenset({"is", "are", "am", "isn't", "aren't"})
_BE_THEN = frozenset({"was", "were", "had", "wasn't", "weren't", "hadn't"})
_PREPOSITIONS = frozenset(("on", "by", "until", "till", "through", "from", "since", "in", "this", "late", "early"))
_BY_THEN = frozenset({"by", "until", "till", "through"})
_DETERMINERS = frozenset(["the", "a", "an", "his", "her", "its", "their"])
_STOPS = frozenset({";"}) | (DASHES - {"-", "‑"})


class Tense(Enum):
    """Where a date lies, seen from the day of writing."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


def tense_of(tokens: Tokens, expression: Expression) -> Tense:
    """What the words around say: the verb before the date, or behind it where the date opens its clause."""
    before = _word(tokens, expression.first, expression.first - 1)
    if before == "since":
        return Tense.PAST
    if before in {"starting", "beginning", "effective"}:
        return Tense.FUTURE
    first = expression.first - (before in _PREPOSITIONS)
    if _opens_clause(tokens, first, expression):
        found = _look_right(tokens, expression)
        if found is not Tense.UNKNOWN:
            return found
    found = _look_left(tokens, expression.first)
    if found is Tense.UNKNOWN:
        found = _look_right(tokens, expression)
    if before in _BY_THEN and found is Tense.PAST:
        return Tense.UNKNOWN
    if before == "for" and found is Tense.PAST:
        return Tense.UNKNOWN
    return found


def _word(tokens: Tokens, inside: int, index: int) -> str:
    """The word at `index` in lower case, or nothing outside the sentence of token `inside`."""
    if not 0 <= index < len(tokens) or tokens.sentences[index] != tokens.sentences[inside]:
        return ""
    return tokens.words[index].lower()


def _opens_clause(tokens: Tokens, first: int, expression: Expression) -> bool:
    before = _word(tokens, first, first - 1)
    if not before or before in {",", ":", "(", "“", '"', "``", "‘"} | _STOPS | load_words("date_clause_openers"):
        return True
    possessive = _word(tokens, first, expression.last + 1) == "'s"
    return possessive and before in _said()


def _look_left(tokens: Tokens, place: int) -> Tense:
    for index in range(place - 1, max(place - FARTHEST, -1), -1):
        word = _word(tokens, place, index)
        if not word or word in _STOPS:
            break
        if word in load_words("date_future_words") or word.endswith("'ll"):
            return _modal(tokens, place, index)
        if word == "to":
            found = _infinitive(tokens, place, index)
            if found is not None:
                return found
        elif word in load_words("date_schedules"):
            return _schedule(tokens, place, index)
        elif word in load_words("date_timetable"):
            if index == place - 1 or (index >= place - 3 and _word(tokens, place, place - 1) in _PREPOSITIONS):
                return _timetable(tokens, place, index)
        elif word in _BE_NOW:
            return _being(tokens, place, index)
        elif is_past(word) and not _is_adjective(tokens, place, index):
            return _past(tokens, place, index)
    return Tense.UNKNOWN


def _look_right(tokens: Tokens, expression: Expression) -> Tense:
    place = expression.last
    for index in range(place + 1, min(place + FARTHEST, len(tokens))):
        word = _word(tokens, place, index)
        if not word or word in _STOPS:
            break
        if word in load_words("date_future_words") or word.endswith("'ll"):
            return _modal(tokens, place, index)
        if word in load_words("date_plans") and word.endswith("s") and _word(tokens, place, index + 1) == "to":
            return Tense.FUTURE
        if word in _BE_NOW:
            return _being(tokens, place, index, adjacent=False)
        if is_past(word) and not _is_adjective(tokens, place, index):
            return Tense.UNKNOWN if _word(tokens, place, index + 1) in load_words("date_schedules") else Tense.PAST
    return Tense.UNKNOWN


def is_past(word: str) -> bool:
    """True for a past form or a participle, as far as its letters tell."""
    if word in load_words("date_past_verbs"):
        return True
    return len(word) > 4 and word.endswith("ed") and word.isalpha() and word not in load_words("date_no_past")


def _is_adjective(tokens: Tokens, place: int, index: int) -> bool:
    """True for a participle before a noun: "the scheduled vote"."""
    before, after = _word(tokens, place, index - 1), _word(tokens, place, index + 1)
    if before in {"-", "a", "an", "the", "his", "her", "its", "their", "this", "of", "newly", "long", "'s"}:
        return tokens.words[index].endswith("ed") and after.isalpha()
    return False


def _modal(tokens: Tokens, place: int, index: int) -> Tense:
    """Ahead, but for "would have": what did not happen."""
    following = [_word(tokens, place, index + step) for step in (1, 2, 3)]
    return Tense.UNKNOWN if "have" in following[:2] else Tense.FUTURE


def _chain(tokens: Tokens, place: int, index: int) -> Iterable[str]:
    """The helping verbs and adverbs before token `index`, nearest first."""
    for before in range(index - 1, index - 5, -1):
        word = _word(tokens, place, before)
        yield word
        if not (word in {"be", "been", "being", "not", "also", "now", "still", "have", "has"} or word.endswith("ly")):
            return


def _past(tokens: Tokens, place: int, index: int) -> Tense:
    """A past form or a participle: "will be held", "to be held", "is held", "was held"."""
    helpers = tuple(_chain(tokens, place, index))
    front = helpers[-1] if helpers else ""
    if front in load_words("date_future_words") or front.endswith("'ll"):
        return Tense.FUTURE if "have" not in helpers else Tense.UNKNOWN
    if front == "to":
        return Tense.UNKNOWN if "have" in helpers else _infinitive(tokens, place, index - len(helpers)) or Tense.UNKNOWN
    if front in _BE_NOW and "been" not in helpers:
        return Tense.UNKNOWN
    return Tense.PAST


def _schedule(tokens: Tokens, place: int, index: int) -> Tense:
    """ "is scheduled for Friday" and "a vote scheduled for Friday" look ahead; "was scheduled" may not."""
    helpers = tuple(_chain(tokens, place, index))
    return Tense.UNKNOWN if set(helpers) & {*_BE_THEN, "been", "had"} else Tense.FUTURE


def _infinitive(tokens: Tokens, place: int, index: int) -> Tense | None:
    """What stands before "to do" decides; None where "to" is a preposition or nothing decides."""
    following = tokens.words[index + 1] if index + 1 < place else ""
    if not (following.isalpha() and following.islower()) or following in _DETERMINERS:
        return None
    governor = _word(tokens, place, index - 1)
    if governor in load_words("date_schedules"):
        return _schedule(tokens, place, index - 1)
    if governor in load_words("date_plans") or governor in _BE_NOW:
        return Tense.FUTURE
    if governor in load_words("date_done"):
        return Tense.PAST
    if is_past(governor):
        return Tense.UNKNOWN
    return None


def _timetable(tokens: Tokens, place: int, index: int) -> Tense:
    """A present form right before the date looks ahead; after "did" or "will" it only goes with them."""
    front = tuple(_chain(tokens, place, index))[-1]
    if front in {"did", "didn't", "not"}:
        return Tense.PAST
    if front == "to":
        return _infinitive(tokens, place, index - 1) or Tense.UNKNOWN
    return Tense.FUTURE


def _being(tokens: Tokens, place: int, index: int, *, adjacent: bool = True) -> Tense:
    """ "is meeting on Friday" and "the vote is on Friday" look ahead; what else is, may be at any time."""
    following = _word(tokens, place, index + 1)
    if following.endswith("ing") and following != "being":
        return Tense.FUTURE
    if following in load_words("date_schedules") or following == "to":
        return Tense.FUTURE
    if adjacent and index >= place - 2:
        return Tense.FUTURE
    return Tense.UNKNOWN


@cache
def _said() -> frozenset[str]:
    """Past forms of the verbs of saying."""
    return frozenset(row[2] for row in load_rows("speech_verbs"))
