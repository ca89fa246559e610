"""The words beside a name, hyphenated ones whole, and what each can do to the edge of a noun phrase."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto
from functools import cache

from sitegen.names.people.lexicon import forms_of_saying, is_role_noun
from sitegen.text.tokens import Tokens
from sitegen.text.values import value
from sitegen.text.wordlists import load_class, load_classes, load_rows, load_words

_HYPHENS = frozenset({"-", "‑"})
_OPENING = frozenset({"“", "‘", "(", "[", "``"})
_STRAIGHT = frozenset({'"', "'"})
_STOPS = frozenset({",", ".", ";", ":", "—", "–", "-", "!", "?", "…", "...", "|", "•", "*"})
_EDGES = ("subject_pronoun", "auxiliary", "negation", "adverb", "subordinator", "conjunction", "object", "time")
_ASKING = ("what", "how", "why", "who", "whom", "whose")
_ENDED = frozenset({",", ".", "!", "?", "…", "..."})
_IS_NO_VERB = ("ss", "us", "is", "ews", "ics", "eed")
_VERB_ENDINGS = ("ed", "s", "ing")


class Use(Enum):
    """What a word does to the noun phrase that it stands in or beside."""

    OFFICE = auto()
    """A noun for what a person is: minister."""
    MODIFIER = auto()
    """A word that stands inside offices: former, prime."""
    NAME = auto()
    """Any other word with a capital."""
    PLAIN = auto()
    """Any other small word that is hardly a verb."""
    UNSURE = auto()
    """A small word that may be a verb: approached."""
    VERB = auto()
    """A known verb in the past, which behind an article may yet be an adjective: the accused."""
    DETERMINER = auto()
    OWNER = auto()
    """The 's behind whom something belongs to."""
    OF = auto()
    AND = auto()
    COMMA = auto()
    NUMBER = auto()
    EDGE = auto()
    """A word or mark that is part of no noun phrase: said, when, a full stop."""
    PREPOSITION = auto()
    CUT = auto()
    """A mark behind which the phrase may go on: a closing quotation mark."""

    __hash__ = object.__hash__


_FREE = frozenset({Use.NAME, Use.PLAIN})


_LITTLE = frozenset({Use.PREPOSITION, Use.DETERMINER, Use.AND, Use.OF})
"""What headlines write without a capital."""


@value
class Unit:
    """A word as the eye reads it, from token `first` to token `last`."""

    first: int
    last: int
    word: str
    use: Use

    @property
    def is_capital(self) -> bool:
        """True for a word with a capital, an acronym too."""
        return self.word[:1].isupper()


def units_before(tokens: Tokens, name: int) -> Iterator[Unit]:
    """The words of the sentence before token `name`, the nearest first, up to one that is part of no noun phrase."""
    last, use = name - 1, Use.PLAIN
    while use is not Use.EDGE and tokens.in_sentence(last, name):
        first = last
        while _joined(tokens, first, name):
            first -= 2
        unit = _unit(tokens, first, last)
        yield unit
        last, use = first - 1, unit.use


def units_after(tokens: Tokens, last: int) -> Iterator[Unit]:
    """The words of the sentence after token `last`, in order."""
    first = last + 1
    while tokens.in_sentence(first, last):
        end = first
        while tokens.behind[end] in _HYPHENS and tokens.in_sentence(end + 2, last) and _joined(tokens, end + 2, last):
            end += 2
        yield _unit(tokens, first, end)
        first = end + 1


def _joined(tokens: Tokens, index: int, of: int) -> bool:
    """True when a hyphen joins the word at `index` to the one before it."""
    if not (tokens.before[index] in _HYPHENS and tokens.in_sentence(index - 2, of)):
        return False
    return tokens.glued(index) and tokens.glued(index - 1) and tokens.words[index][0].isalnum()


def _unit(tokens: Tokens, first: int, last: int) -> Unit:
    word = tokens.words[first] if first == last else "".join(tokens.words[first : last + 1])
    use = use_of(word)
    if word == "'" and tokens.glued(first) and not tokens.glued(first + 1):
        use = Use.OWNER if tokens.words[first - 1].endswith("s") else Use.CUT
    elif (use is Use.CUT and _is_clean(tokens, first)) or word == "Then":
        use = Use.EDGE
    elif use in _FREE and tokens.opens_sentence(first):
        use = _use_at_opening(word, use)
    elif use is Use.EDGE and word.istitle() and not tokens.opens_sentence(first):
        use = Use.NAME if word.lower() in load_class("reporting_words", "adverb") else use
    return Unit(first, last, word, use)


def _is_clean(tokens: Tokens, mark: int) -> bool:
    """True for a mark that parts phrases: one that opens, one behind the end of what it closes, a dateline's."""
    if tokens.words[mark] in _STRAIGHT and tokens.glued(mark + 1) and not tokens.glued(mark):
        return True
    if tokens.words[mark] == ")":
        opening = next((at for at in range(mark - 1, max(-1, mark - 5), -1) if tokens.words[at] == "("), None)
        return opening is not None and tokens.opens_sentence(opening)
    return mark == 0 or tokens.words[mark - 1] in _ENDED


def _use_at_opening(word: str, use: Use) -> Use:
    """The use of the first word of a sentence, whose capital shows nothing: Following is no name."""
    small = word.lower()
    if (small.endswith("ly") and len(small) > 4) or _use_of_small(small) is Use.EDGE:
        return Use.EDGE
    return Use.UNSURE if small.endswith(("ed", "ing")) and "-" not in small else use


@cache
def use_of(word: str) -> Use:
    """What the word does to a noun phrase, judged alone."""
    if not word[0].isalnum():
        return _use_of_mark(word)
    small = word.lower()
    if small in _uses() and not (len(word) > 1 and word.isupper()):
        return _uses()[small]
    if word[0].isdigit():
        return Use.NUMBER if word.isdigit() else Use.PLAIN
    if is_office(word):
        return Use.OFFICE
    if _is_modifier(small):
        return Use.MODIFIER
    if (
        small.endswith("ly")
        and len(small) > 4
        and word[0].islower()
        and small not in load_class("name_classes", "in_ly")
    ):
        return Use.EDGE
    if word[0].isupper() or word[-1].isupper():
        return Use.NAME
    return _use_of_small(small)


def _use_of_mark(word: str) -> Use:
    if word in {"'s", "'S", "'"}:
        return Use.OWNER
    if word == ",":
        return Use.COMMA
    if word == "&":
        return Use.AND
    return Use.EDGE if word in _STOPS or word in _OPENING else Use.CUT


def _use_of_small(word: str) -> Use:
    if "-" in word:
        return Use.PLAIN
    if word in forms_of_saying() or word in load_words("person_verbs") or word in _past_forms():
        return Use.VERB if word.endswith("ed") else Use.EDGE
    may_be_verb = word.endswith(_VERB_ENDINGS) and not word.endswith(_IS_NO_VERB)
    return Use.UNSURE if may_be_verb else Use.PLAIN


def _is_modifier(word: str) -> bool:
    parts = word.split("-")
    return word in load_words("role_modifiers") or parts[0] in {"ex", "then", "vice", "co"} or word.endswith("-elect")


@cache
def is_office(word: str) -> bool:
    """True for a noun for what a person is or does, with a hyphen too: editor-in-chief, co-chair."""
    if word in load_words("titles") or is_role_noun(word.lower()):
        return True
    first, *rest = word.lower().split("-")
    if not rest:
        return False
    tail = rest[-1]
    if is_role_noun(tail) or word.rpartition("-")[2] in load_words("titles"):
        return first not in {"non", "anti"}
    return is_role_noun(first) and tail in {"chief", "elect", "large"}


@cache
def is_several(word: str) -> bool:
    """True for the plural of an office: senators, Reps."""
    small = word.lower()
    if small in load_words("role_nouns"):
        return False
    if word in load_words("titles"):
        one = word.rstrip(".").removesuffix("s")
        return one != word.rstrip(".") and (one in _titles() or one.lower() in load_words("role_nouns"))
    return small.endswith(("s", "men", "women")) and is_office(word)


@cache
def _titles() -> frozenset[str]:
    return frozenset(word.rstrip(".") for word in load_words("titles"))


@cache
def _past_forms() -> frozenset[str]:
    verbs = frozenset(form for row in load_rows("speech_verbs") for form in row[:-1])
    return verbs | load_words("date_past_verbs") | load_class("reporting_words", "verb_like")


@cache
def _uses() -> dict[str, Use]:
    """The closed classes of words, in small letters."""
    words = load_classes("reporting_words")
    uses = {word: Use.EDGE for kind in _EDGES for word in words[kind]} | dict.fromkeys(_ASKING, Use.EDGE)
    uses |= dict.fromkeys(words["preposition"] | words["aside_preposition"] | {"alongside", "off"}, Use.PREPOSITION)
    uses |= dict.fromkeys(words["determiner"], Use.DETERMINER)
    uses |= dict.fromkeys(("first", "long", "then"), Use.MODIFIER)
    return uses | {"of": Use.OF, "and": Use.AND, "most": Use.PLAIN}


def is_in_title_case(tokens: Tokens, index: int) -> bool:
    """True for a sentence without a small word, but for the little ones."""
    sentence = tokens.sentence_at(index)
    words = [
        word for word in tokens.words[sentence.start : sentence.stop] if len(word) > 2 and use_of(word) not in _LITTLE
    ]
    words = [word for word in words if word[0].isalpha()]
    small = sum(word[0].islower() for word in words)
    return len(words) > 3 and small * 10 < len(words)
