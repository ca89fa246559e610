"""What a verb near a date says about it: whether it looks back, ahead, or leaves it open."""

from __future__ import annotations

from enum import Enum
from functools import cache

from sitegen.text.tokens import Tokens
from sitegen.text.values import value
from sitegen.text.wordlists import load_class, load_rows, load_words

_PROGRESS = 9
""" "is meeting them on Friday" looks ahead when no more than so many words and no comma stand in between."""

_TIMETABLE = 6
""" "begins in Lund on Friday" looks ahead when no more than so many words stand between."""


class Tense(Enum):
    """Where a date lies, seen from the day of writing."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


@value
class DatePosition:
    """A date, tokens `first` to `last`, in its sentence."""

    tokens: Tokens
    first: int
    last: int

    def low(self, index: int) -> str:
        """The word at `index` in lower case, or nothing outside the date's sentence."""
        sentences = self.tokens.sentences
        inside = 0 <= index < len(sentences) and sentences[index] == sentences[self.first]
        return self.tokens.lower_words[index] if inside else ""

    @property
    def possessive(self) -> bool:
        """True for "Friday's"."""
        return self.low(self.last + 1) == "'s"

    def opens_clause(self, word: str) -> bool:
        """True for a word after which a new clause begins."""
        return word in load_words("date_clause_openers")


@cache
def word_list(name: str) -> frozenset[str]:
    """One of the short lists of words about tense."""
    return load_class("date_tense", name)


@cache
def is_said(word: str) -> bool:
    """True for the past form of a verb of saying."""
    return word in {row[2] for row in load_rows("speech_verbs")}


@cache
def is_past(word: str) -> bool:
    """True for a past form or a participle, as far as its letters tell."""
    if word in load_words("date_past_verbs"):
        return True
    return len(word) > 4 and word.endswith("ed") and word.isalpha() and word not in load_words("date_no_past")


def tense_before(position: DatePosition, index: int, word: str) -> Tense | None:
    """What the word at `index`, to the left of the date, says about it; None when it is no verb that decides."""
    if _is_modal(word):
        return _modal(position, index, word) if not _is_month(position, index) else None
    if word == "to":
        return _infinitive(position, index)
    if word in load_words("date_schedules"):
        return _schedule(position, index)
    if word in load_words("date_timetable"):
        return _timetable(position, index) if _is_near(position, index) else None
    if word in word_list("be_now"):
        return _being(position, index)
    return _past(position, index) if _tells_past(position, index, word) else None


def tense_after(position: DatePosition, index: int, word: str) -> Tense | None:
    """What the word at `index`, to the right of the date, says about it; None when it is no verb that decides."""
    if _is_modal(word):
        if _is_month(position, index):
            return None
        return Tense.UNKNOWN if word.startswith("would") else _modal(position, index, word)
    if word in load_words("date_plans") and word.endswith("s") and position.low(index + 1) == "to":
        return Tense.FUTURE
    if word in word_list("be_now"):
        return Tense.FUTURE if _looks_ahead(position, index) and not position.possessive else Tense.UNKNOWN
    if word in load_words("date_schedules") and word not in word_list("weak_schedules"):
        return Tense.UNKNOWN
    if _tells_past(position, index, word):
        return Tense.UNKNOWN if position.low(index + 1) in load_words("date_schedules") else Tense.PAST
    return None


def _is_modal(word: str) -> bool:
    return word in load_words("date_future_words") or word.endswith("'ll")


def _is_month(position: DatePosition, index: int) -> bool:
    """True for May inside a sentence, which is no verb there."""
    return position.tokens.words[index] == "May" and not position.tokens.openings[index]


def _tells_past(position: DatePosition, index: int, word: str) -> bool:
    """True for a past form that is no adjective, and for "has" before a participle."""
    if word in {"has", "have", "hasn't", "haven't"}:
        following = next((w for w in map(position.low, range(index + 1, index + 4)) if not _is_helper(w)), "")
        return is_past(following) or following.endswith("en")
    return is_past(word) and not _is_adjective(position, index)


def _is_helper(word: str) -> bool:
    return word in word_list("helpers") or word.endswith("ly")


def _is_adjective(position: DatePosition, index: int) -> bool:
    """True for a participle before a noun: "the scheduled vote"."""
    word, before, after = position.low(index), position.low(index - 1), position.low(index + 1)
    fronts = {"-", "this", "of", "'s"} | word_list("front_adjective") | word_list("determiners")
    return before in fronts and word.endswith("ed") and after.isalpha()


def _helpers(position: DatePosition, index: int) -> tuple[str, ...]:
    """The helping verbs and adverbs before token `index`, nearest first, with the word that stands before them."""
    found = []
    for before in range(index - 1, index - 5, -1):
        word = position.low(before)
        found.append(word)
        if not _is_helper(word):
            break
    return tuple(found)


def _modal(position: DatePosition, index: int, word: str) -> Tense:
    """Ahead, but for "would have" and "could not": what did not happen."""
    following = (position.low(index + 1), position.low(index + 2))
    if word.startswith("could") and (word != "could" or following[0] == "not"):
        return Tense.PAST
    return Tense.UNKNOWN if "have" in following else Tense.FUTURE


def _past(position: DatePosition, index: int) -> Tense:
    """A past form or a participle: "will be held", "to be held", "is held", "was held", "if he won"."""
    helpers = _helpers(position, index)
    front = helpers[-1]
    if _is_modal(front):
        return _modal(position, index - len(helpers), front)
    if front == "to":
        found = None if "have" in helpers else _infinitive(position, index - len(helpers))
        return found or Tense.UNKNOWN
    if not word_list("remain").isdisjoint(helpers) or (front in word_list("be_now") and "been" not in helpers):
        return Tense.UNKNOWN
    if any(position.low(index - step) in word_list("conditions") for step in range(1, 5)):
        return Tense.UNKNOWN
    return Tense.PAST


def _schedule(position: DatePosition, index: int) -> Tense | None:
    """ "is scheduled for Friday" and "a vote scheduled for Friday" look ahead; "was scheduled" may not."""
    word = position.low(index)
    weak = word in word_list("weak_schedules") and index != position.first - 1
    if weak and position.low(index + 1) not in {"to", "for"}:
        return Tense.PAST if is_past(word) else None
    if _is_adjective(position, index):
        return Tense.UNKNOWN
    if position.low(index + 1) in {"that", *word_list("determiners")}:
        return Tense.UNKNOWN  # "she expected that …"
    back = {*word_list("be_then"), "been", "had"}
    return Tense.UNKNOWN if back & set(_helpers(position, index)) else Tense.FUTURE


def _infinitive(position: DatePosition, index: int) -> Tense | None:
    """What stands before "to do" decides; None where "to" is a preposition or nothing decides."""
    following = position.tokens.words[index + 1] if index + 1 < position.first else ""
    if not (following.isalpha() and following.islower()) or following in word_list("determiners"):
        return None
    governor = position.low(index - 1)
    if governor == ",":
        return Tense.FUTURE if following == "be" else Tense.UNKNOWN
    if governor in load_words("date_schedules"):
        return _schedule(position, index - 1)
    if governor in load_words("date_plans") or governor in word_list("be_now"):
        back = {*word_list("be_then"), "been", "had"}
        return Tense.UNKNOWN if back & set(_helpers(position, index - 1)) else Tense.FUTURE
    if governor in load_words("date_done"):
        return Tense.PAST
    asked = any(position.low(index - step) in word_list("asking") for step in range(1, 7))
    return Tense.UNKNOWN if asked or is_past(_before_time(position, index - 1)) else None


def _before_time(position: DatePosition, index: int) -> str:
    """The word at `index`, or before a time that ends there: "agreed" in "agreed on Monday to meet"."""
    while position.low(index) in word_list("of_time"):
        index -= 1
    return position.low(index)


def _is_near(position: DatePosition, index: int) -> bool:
    """True for "begins Friday", "begins again on Friday" and, over a phrase of place, "begins in Lund on Friday"."""
    if index == position.first - 1:
        return True
    farthest = _TIMETABLE if position.low(index + 1) in word_list("of_where") else 3
    between = map(position.low, range(index + 1, position.first))
    return index >= position.first - farthest and position.low(position.first - 1) == "on" and "," not in between


def _timetable(position: DatePosition, index: int) -> Tense:
    """A present form right before the date looks ahead; after "did" or "to" it only goes with them."""
    helpers = _helpers(position, index)
    front = helpers[-1]
    if _is_modal(front):
        return _modal(position, index - len(helpers), front)
    if front in {"did", "didn't", "not"}:
        return Tense.PAST
    if front == "to":
        return _infinitive(position, index - 1) or Tense.UNKNOWN
    return Tense.FUTURE


def _being(position: DatePosition, index: int) -> Tense:
    """ "is meeting on Friday" and "the vote is on Friday" look ahead; what else is, may be at any time."""
    if index >= position.first - 2:
        return Tense.FUTURE
    between = [position.low(number) for number in range(index + 1, position.first)]
    near = len(between) <= _PROGRESS and "," not in between and not position.possessive
    return Tense.FUTURE if near and _looks_ahead(position, index) else Tense.UNKNOWN


def _looks_ahead(position: DatePosition, index: int) -> bool:
    """True for "is meeting", "is due", "is to meet"."""
    following = position.low(index + 1)
    return (following.endswith("ing") and following != "being") or following in {"to", *load_words("date_schedules")}
