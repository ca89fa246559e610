"""The role that a text itself gives a person: before the name, or in an apposition after it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from sitegen.names.people.lexicon import Sort, is_role_noun, sort_of
from sitegen.text.spans import Span
from sitegen.text.tokens import Tokens
from sitegen.text.values import value
from sitegen.text.wordlists import load_classes, load_rows, load_words

_LONGEST_BEFORE = 9
_LONGEST_AFTER = 16
_LONGEST_INTRODUCTION = 14
_BEHIND_OFFICE = frozenset({"of", "for", "at"})
_NOUN_WITHIN = 7
_MOST_PLAIN_NOUNS = 2
_DETERMINERS = frozenset({"the", "a", "an", "his", "her", "their", "its", "'s"})
_VERB_LIKE_ENDINGS = ("ed", "s", "ing", "ly")
_NOUN_ENDINGS = ("ss", "us", "is", "ews")
_ARTICLES = frozenset({"the", "a", "an"})
_OPENERS = _ARTICLES | {"his", "her", "their", "its", "one", "now", "then", "also", "who"}
_ENDS = frozenset({",", ".", ";", "—", "–", "(", ")", "“", "”", "who", "which", "whose", "that", "and", "but"})
_JOINERS = frozenset({"of", "for", "and", "the", "-", "'s", "&", "to", "on"})
_LEFT_OUT = _JOINERS | _ARTICLES
"""What no role begins with."""
_AFTER_HEAD = frozenset({"of", "for", "in", "at", "from", "to", "with", "on", "and"})


@value
class FoundRole:
    """A role as the text words it, and where it stands."""

    title: str
    span: Span


def head_of(role: FoundRole) -> str:
    """The noun that a role turns on, in small letters: counterpart for "German counterpart of the minister"."""
    words = role.title.lower().split()
    end = next((index for index, word in enumerate(words) if index and word in _AFTER_HEAD), len(words))
    return words[end - 1].rstrip(",") if words else ""


def role_before(tokens: Tokens, name: int, mentioned: Mapping[int, str]) -> FoundRole | None:
    """The office or occupation directly before the name that begins at token `name`.

    "Polish Foreign Minister Zbigniew Rau" gives Polish Foreign Minister. `mentioned` has the tokens of known mentions,
    which may stand inside a role.
    """
    if name > 1 and tokens.words[name - 1] == ",":
        return _introduction(tokens, name, mentioned)
    first, has_noun = name, False
    while first > 0 and name - first < _LONGEST_BEFORE and tokens.sentences[first - 1] == tokens.sentences[name]:
        word = tokens.words[first - 1]
        if _is_office(word):
            has_noun = True
        elif not (has_noun and _fits_office(word, first - 1, mentioned)):
            break
        first -= 1
    if not has_noun:
        return None
    first = _whole(tokens, first)
    owners = [index for index in range(first, name) if tokens.words[index] == "'s" and index - 1 in mentioned]
    first = owners[-1] + 1 if owners else first
    while first < name and tokens.words[first].lower() in _LEFT_OUT:
        first += 1
    return make_role(tokens, first, name - 1) if first < name else None


def _whole(tokens: Tokens, first: int) -> int:
    """Where the role that is known from token `first` on begins, with the plain nouns before it: the harbour master.

    They are taken only up to an article, and only what cannot well be a verb: "the crew met captain" keeps captain.
    """
    start = first
    while first - start < _MOST_PLAIN_NOUNS and start > 0 and tokens.in_sentence(start - 1, first):
        if _is_plain_noun(tokens.words[start - 1]):
            start -= 1
        else:
            break
    opened = start > 0 and tokens.in_sentence(start - 1, first) and tokens.words[start - 1].lower() in _DETERMINERS
    return start if opened else first


def _is_plain_noun(word: str) -> bool:
    """True for a small word that is neither one of the little ones nor looks like a verb or an adverb."""
    parts = word.split("-")
    return (
        all(part.isalpha() and part.islower() for part in parts)
        and not (word.endswith(_VERB_LIKE_ENDINGS) and not word.endswith(_NOUN_ENDINGS))
        and word not in _no_plain_nouns()
    )


@cache
def _no_plain_nouns() -> frozenset[str]:
    """The little words and the past forms that no ending gives away."""
    little = frozenset().union(*load_classes("reporting_words").values())
    verbs = frozenset(form for row in load_rows("speech_verbs") for form in row[:-1])
    return little | verbs | load_words("person_verbs") | load_words("date_past_verbs")


def _introduction(tokens: Tokens, name: int, mentioned: Mapping[int, str]) -> FoundRole | None:
    """The role in "The driver, Ada Moran, waits": an article and a role noun before the comma, another comma after.

    Behind the noun may stand whose role it is: "The mayor of Cork, Ada Moran, waits".
    """
    head = _head_of_introduction(tokens, name)
    if head is None or _owns(tokens, name):
        return None
    first = head
    while first > 0 and name - first < _LONGEST_INTRODUCTION and tokens.in_sentence(first - 1, name):
        word = tokens.words[first - 1]
        is_joined = tokens.words[first] == "-" and tokens.glued(first) and tokens.glued(first + 1)
        if not is_joined and (word.lower() in _OPENERS or word == "'s"):
            return None if _of_somebody(tokens, first - 1) else make_role(tokens, first, name - 2)
        if not (is_joined or _is_office(word) or _fits_office(word, first - 1, mentioned) or _is_plain_noun(word)):
            return None
        first -= 1
    return None


def _owns(tokens: Tokens, name: int) -> bool:
    """True for a name with 's behind it: in "The driver, Ada Moran's daughter" Ada Moran does not drive."""
    at = name
    while tokens.in_sentence(at, name) and tokens.words[at][0].isupper():
        at += 1
    return tokens.word(at) == "'s"


def _of_somebody(tokens: Tokens, article: int) -> bool:
    """True for "a friend of the mayor", which is no role of the mayor's."""
    return article > 1 and tokens.words[article - 1] == "of" and is_role_noun(tokens.words[article - 2].lower())


def _head_of_introduction(tokens: Tokens, name: int) -> int | None:
    """The role noun that stands before the comma, or before "of" and whatever it is the role of."""
    last = name - 2
    if last >= 0 and _is_office(tokens.words[last]) and not _are_several(tokens.words[last]):
        return last
    for index in range(last - 1, max(0, name - _LONGEST_INTRODUCTION), -1):
        word = tokens.words[index]
        if word in _BEHIND_OFFICE and _is_office(tokens.words[index - 1]) and not _are_several(tokens.words[index - 1]):
            return index - 1
        if word in _ENDS or not tokens.in_sentence(index, name):
            return None
    return None


def _are_several(word: str) -> bool:
    """True for the plural of a role noun, which is nobody's role: a poll of voters, the head of the Union of Pilots."""
    small = word.lower()
    return small.endswith("s") and small not in load_words("role_nouns") and is_role_noun(small)


def role_after(tokens: Tokens, last: int) -> FoundRole | None:
    """The apposition after the name that ends at token `last`: ", the director of the Institute in Berlin"."""
    at = last + 1
    if tokens.word(at) != "," or not tokens.in_sentence(at + 1, last):
        return None
    first = at + 1
    if tokens.word(first).isdigit() and tokens.word(first + 1) == ",":
        first += 2
    opener = tokens.word(first)
    if not (opener.lower() in _OPENERS - {"who"} or is_role_noun(opener) or opener in load_words("titles")):
        return None
    end = _apposition_end(tokens, first, last)
    nouns = [i for i in range(first, min(end + 1, first + _NOUN_WITHIN)) if _is_office(tokens.words[i])]
    closed = tokens.word(end + 1) in _ENDS or not tokens.in_sentence(end + 1, last)
    if not nouns or not closed:
        return None
    while first < end and tokens.words[first].lower() in _ARTICLES:
        first += 1
    return make_role(tokens, first, end)


def _apposition_end(tokens: Tokens, first: int, last: int) -> int:
    end = first
    while end - first < _LONGEST_AFTER and tokens.in_sentence(end + 1, last) and tokens.words[end + 1] not in _ENDS:
        end += 1
    return end


@cache
def _is_office(word: str) -> bool:
    return word in load_words("titles") or is_role_noun(word.lower())


def _fits_office(word: str, index: int, mentioned: Mapping[int, str]) -> bool:
    """True for a word that may stand inside a role, before its noun."""
    if word.lower() in load_words("role_modifiers") or word in {"-", "'s"} or index in mentioned:
        return True
    return word[0].isupper() and sort_of(word) in (Sort.ACRONYM, Sort.BODY, Sort.TITLE)


def make_role(tokens: Tokens, first: int, last: int) -> FoundRole:
    """The words from token `first` to token `last` as a role."""
    span = tokens.span(first, last)
    return FoundRole(" ".join(span.of(tokens.text).split()), span)
