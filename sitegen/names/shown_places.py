"""What shows a place, whatever it is called: a dateline, what people live in and come from, an address."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.knowledge.given_names import is_given_name
from sitegen.names.people.lexicon import Sort, sort_of
from sitegen.text.tokens import Tokens
from sitegen.text.wordlists import load_class, load_words

_ON = frozenset({"on", "down", "along", "off", "at", "in", "near"})
"""What stands before a street rather than before somebody called Lane."""
_BLOCKS = frozenset({"block", "corner", "end", "length", "side", "north", "south", "east", "west"})
_LEADING = frozenset({"in", "to", "of", "for"})
_NEARBY = frozenset({"nearby", "neighboring", "neighbouring"})
_MAY_LEAD = _LEADING | {"from"} | _NEARBY
_SHORTEST = 2
_LONGEST_DATELINE = 12
"""The tokens of a dateline's region and agency, at most."""
_YEAR = 4
"""The digits of a year, which is no age."""
_DASHES = frozenset({"—", "–", "-", "--"})


def datelines(tokens: Tokens) -> Iterator[str]:
    """The places of one word with which paragraphs begin, in capitals and before a dash: LUND, Sweden (Wire) —"""
    for index in [block.start for block in tokens.blocks]:
        word = tokens.words[index]
        if len(word) > _SHORTEST and word.isupper() and opens_dateline(tokens, index):
            yield word.title()


def opens_dateline(tokens: Tokens, last: int) -> bool:
    """True where a dash follows the place that ends at `last`, behind its region and the agency in brackets at most."""
    at = last + 1
    while tokens.in_sentence(at, last) and at - last < _LONGEST_DATELINE:
        word = tokens.words[at]
        if word in _DASHES and not tokens.glued(at):
            return at > last
        if not (word[0].isupper() or word in {",", "(", ")", "/", "."}):
            return False
        at += 1
    return False


def is_wire(tokens: Tokens, first: int, last: int) -> bool:
    """True for the agency in the brackets of a dateline: LUND (Kelp Wire) —"""
    words, dash, at = tokens.words, last + 2, first - 2
    if at < 0 or words[first - 1] != "(" or dash >= len(words) or words[last + 1] != ")" or words[dash] not in _DASHES:
        return False
    while at >= 0 and tokens.leaves[at] == tokens.leaves[first] and (words[at][0].isupper() or words[at] in {",", "/"}):
        at -= 1
    return at < 0 or tokens.leaves[at] != tokens.leaves[first]


def is_led_as_place(tokens: Tokens, first: int, last: int) -> bool:
    """True for the name of a place that is lived in, moved to or told by its kind, and of a street.

    "born in", "retired to", "the village of", "nearby", an age or a full name and "from" before it; "on" or a number
    before what ends in Street.
    """
    led, before, kind = first - 1, tokens.before[first], tokens.words[last] in load_words("place_kinds")
    if before == "the":
        led, before = led - 1, tokens.before[led]
    if not (kind or before in _MAY_LEAD) or tokens.word(last + 1) == "'s":
        return False
    if before in _NEARBY:
        return True
    earlier = tokens.sentence_word(led - 1, first)
    age = tokens.sentence_word(first - 3, first)
    if led == first - 1 and before in ("from", "of") and earlier == "," and age.isdigit() and len(age) < _YEAR:
        return True
    if first == last and led == first - 1 and before in ("from", "of") and _follows_full_name(tokens, first - 2):
        return True
    if kind and (before in _ON or before.isdigit() or earlier in _BLOCKS):
        return True
    return before in _LEADING and earlier in load_class("name_classes", f"before_{before}")


def _follows_full_name(tokens: Tokens, index: int) -> bool:
    """True for the surname behind a given name: Ada Moran of Halvik."""
    given, surname = tokens.sentence_word(index - 1, index), tokens.words[index]
    return is_given_name(given) and surname[0].isupper() and sort_of(surname) is Sort.NAME
