"""What looks like a part of a name and is none: letters of an office or a place in a team, the month behind a day."""

from __future__ import annotations

from sitegen.knowledge.given_names import is_given_name
from sitegen.names.people.lexicon import Sort, sort_of
from sitegen.text.tokens import Tokens, is_capital
from sitegen.text.wordlists import load_class, load_words

_DAYS = frozenset(f"{day}{ending}" for day in range(1, 32) for ending in ("", "st", "nd", "rd", "th"))
_BEFORE_MONTHS = frozenset({"in", "since", "until", "till", "during", "last", "this", "next"})
_LETTERS = 3
"""So many letters the letters of an office or a state have, at most."""


def are_letters(word: str) -> bool:
    """True for what nobody is called by with a given name before it: SC of Cormac Devane SC."""
    return word.isupper() and len(word) <= _LETTERS


def are_of_office(word: str) -> bool:
    """True for two letters that are an office's and no initials: TD, MS."""
    return word in load_class("name_classes", "office_letters")


def is_position(tokens: Tokens, index: int) -> bool:
    """True for one letter for a place in a team before a full name, in a text that has others of them: K Bram Vask."""
    word = tokens.words[index]
    if len(word) > 1 or word not in load_class("name_classes", "position"):
        return False
    given, surname = tokens.behind[index], tokens.sentence_word(index + 2, index)
    if not is_capital(given) or len(given) < _LETTERS or not (surname[:1].isupper() or is_given_name(given)):
        return False
    return not load_class("name_classes", "roster").isdisjoint(tokens.vocabulary)


def is_no_name(tokens: Tokens, index: int) -> bool:
    """True for the month behind a day, and for a given name cut short before the rest: Ma. Theresa Vask."""
    return _is_month_of_day(tokens, index) or _is_cut_short(tokens, index)


def _is_cut_short(tokens: Tokens, index: int) -> bool:
    if tokens.words[index] not in load_class("name_classes", "cut_short") or tokens.word(index + 1) != ".":
        return False
    before = tokens.before[index]
    alone = not is_capital(before) or sort_of(before) in (Sort.TITLE, Sort.ADDRESS)
    return alone and is_given_name(tokens.word(index + 2)) and is_capital(tokens.word(index + 3))


def _is_month_of_day(tokens: Tokens, index: int) -> bool:
    """True for the month in "on 13 April asked", "the 13th of April" and "In June Holt left", whoever is called so."""
    if tokens.words[index] not in load_words("months"):
        return False
    before = tokens.before[index]
    if before in _DAYS or (before == "of" and tokens.sentence_word(index - 2, index) in _DAYS):
        return True
    return before.lower() in _BEFORE_MONTHS and _is_of_another(tokens, index)


def _is_of_another(tokens: Tokens, month: int) -> bool:
    """True where the surname behind belongs to somebody with another given name: "In June Holt left", of Ida Holt."""
    surname = tokens.behind[month]
    return is_capital(surname) and any(
        is_given_name(tokens.before[at]) and tokens.before[at] != tokens.words[month] for at in tokens.where({surname})
    )
