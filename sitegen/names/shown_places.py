"""What shows a place, whatever it is called: a dateline, what people live in and come from, an address."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sitegen.knowledge.cities import load_cities
from sitegen.knowledge.countries import place_entities
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
_LISTING = frozenset({",", "and"})
_BEHIND_LISTED = frozenset({",", "and", ".", "", ";", "in", "were", "are"})
_SHORTEST = 2
_LONG = 3
"""Letters of a city in capitals that is no acronym."""
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


def is_bare_dateline(tokens: Tokens, index: int) -> bool:
    """True for a city in capitals that opens a paragraph, where the dash is lost: LUND Ada Holt left."""
    word, behind = tokens.words[index], tokens.behind[index]
    opens = index == 0 or tokens.leaves[index - 1] != tokens.leaves[index]
    plain = behind[:1].isupper() and not behind.isupper()
    return opens and plain and word.isupper() and len(word) > _LONG and word.title() in _places()


@cache
def _places() -> frozenset[str]:
    """The cities and the well-known places."""
    names = (name for entity in place_entities() for name in (entity.name, *entity.aliases))
    return frozenset((*load_cities(), *names))


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
    if not (kind or before in _MAY_LEAD or before in _LISTING) or tokens.word(last + 1) == "'s":
        return False
    if before in _NEARBY or _is_listed(tokens, first, last):
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


def _is_listed(tokens: Tokens, first: int, last: int) -> bool:
    """True for the second or a later one in "the towns of Lund, Halvik and Pello", before a comma, "and" or the end."""
    if tokens.before[first] not in _LISTING or tokens.behind[last] not in _BEHIND_LISTED:
        return False
    at = first - 1
    while tokens.in_sentence(at, first) and (tokens.words[at] in _LISTING or tokens.words[at][:1].isupper()):
        at -= 1
    return tokens.words[at] == "of" and tokens.sentence_word(at - 1, first) in load_class("name_classes", "listed_of")


def _follows_full_name(tokens: Tokens, index: int) -> bool:
    """True for the surname behind a given name: Ada Moran of Halvik."""
    given, surname = tokens.sentence_word(index - 1, index), tokens.words[index]
    return is_given_name(given) and surname[0].isupper() and sort_of(surname) is Sort.NAME
