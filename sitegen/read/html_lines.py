"""Lines of a saved page that their own words give away: share buttons, "Read more: …", days, calls to subscribe."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from sitegen.text.wordlists import load_class, load_rows, load_table

_LONGEST_LINE = 300
"""Characters; no longer line is furniture for its words."""

_LONGEST_DATED = 120
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_NTH = r"\d\d?(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_DAY = re.compile(
    rf"\b(?:{_YEAR}[-/.]\d\d?[-/.]\d\d?|\d\d?[-/.]\d\d?[-/.]{_YEAR}"
    rf"|{_MONTH} {_NTH},? {_YEAR}|{_NTH} {_MONTH},? {_YEAR})\b",
    re.IGNORECASE,
)
_LONGEST_BIOGRAPHY = 700
_OF_AUTHOR = re.compile(r"(?:is|was|has|writes|covers|reports|lives|works|can be|joined|contributes)\b|\S+@")
_LONGEST_OF_AUTHOR = 60
_REPORTING = re.compile(r"[Rr]eporting from [A-Z][\w .,’'-]+")
_CONTACT = re.compile(r"\S+@\S+|(?<!\w)@\w+")
_REACH = re.compile(r"\b(?:e-?mail|follow|contact|reach|reached|twitter)\b", re.IGNORECASE)
_COPYRIGHT = re.compile(r"\(?(?:©|copyright\b|\(c\))[^a-z]*(?:19|20)\d\d|©[^.]{1,60}\b(?:19|20)\d\d\W*\Z")
_ADDRESSED = re.compile(r"\b(?:you|your|our|us)\b", re.IGNORECASE)
_FOLLOWED = re.compile(
    r"(?:follow|find|like) .{1,60}\bon "
    r"(?:facebook|twitter|x|instagram|linkedin|bluesky|threads|tiktok|youtube|telegram)\b",
    re.IGNORECASE,
)
_BETWEEN_BUTTONS = re.compile(r"\s*[|·•]\s*")
_NUMBER = re.compile(r"\d[\d.,]*[kKmM]?")
_EDGES = " _\t.,;:!?…|·•-–—»›>«‹<()[]*#“”\"'"
_LEAD = re.compile(r"\s*[:|–—»>›-]\s*")
_WORDS_OF_DAYS = re.compile(
    rf"\b{_MONTH}(?!\w)|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
    r"|\b(?:published|posted|updated|last|first|modified|created|on|at|by|of|date|time|hours?|minutes?|mins?|hrs?|days?|ago)\b"
    r"|\b(?:st|nd|rd|th|am|pm|a\.m|p\.m|gmt|utc|bst|cet|cest|est|edt|cst|cdt|mst|mdt|pst|pdt|et|pt)\b",
    re.IGNORECASE,
)


def is_furniture(line: str, linked: bool, is_sentence: bool) -> bool:
    """True for a line that is no part of an article. `linked`: more than a third of it stands in links."""
    if len(line) > _LONGEST_LINE:
        return False
    bare = bare_words(line)
    if all(_NUMBER.sub("#", bare_words(part)) in _buttons() for part in _BETWEEN_BUTTONS.split(bare)):
        return True
    if (bare.startswith(_leading("asks")) and any(_begins(bare, lead) for lead in _lines("asks"))) or _asks_twice(line):
        return True
    if not bare.startswith(_leading("begins")):
        return False
    is_sentence = is_sentence or line.rstrip()[-1:] in ".!?"
    return any(_leads(bare, lead, linked, is_sentence) for lead in _lines("begins") if bare.startswith(lead))


def opens_others(line: str, over_links: bool) -> bool:
    """True for a heading over what else there is to read; over links the first words of one are enough."""
    bare = _NUMBER.sub("#", bare_words(line))
    return bare in _lines("opens") or (over_links and any(_begins(bare, lead) for lead in _lines("opens")))


def opens_offer(line: str) -> bool:
    """True for a line with which a box begins that sells the rest of an article."""
    bare = bare_words(line)
    return bare.startswith(_leading("offer")) and any(_begins(bare, lead) for lead in _lines("offer"))


def opens_talk(line: str) -> bool:
    """True for a heading over what readers say."""
    bare = _NUMBER.sub("#", bare_words(line))
    return bare in _lines("talk") or any("#" in lead and _begins(bare, lead) for lead in _lines("talk"))


def asks_reader(line: str) -> bool:
    """True for a line with a word in it by which pages ask their readers for something."""
    return _asked(line) > 0


def asks_consent(line: str) -> bool:
    """True for a line that speaks to its readers in two of the words by which pages ask to be allowed to follow."""
    return _ADDRESSED.search(line) is not None and _said(line, "consent") > 1


def _asked(line: str) -> int:
    return _said(line, "within")


def _said(line: str, how: str) -> int:
    """How many of these words stand in a line."""
    words = f" {' '.join(re.findall(r'[a-z]+', line.lower()))} "
    return sum(f" {one} " in words for one in _lines(how))


def says_whose(line: str) -> bool:
    """True for a line that says whose a page is: a © with a year, or that all rights are reserved."""
    bare = " ".join(line.lower().split())
    return len(bare) <= _LONGEST_LINE and (
        _COPYRIGHT.match(bare) is not None or any(words in bare for words in _lines("rights"))
    )


def tells_of_author(line: str, authors: Sequence[str]) -> bool:
    """True for a line that begins with an author's name, or tells how to reach one."""
    if len(line) > _LONGEST_BIOGRAPHY:
        return False
    behind = [line[len(name) :].lstrip(" ,(") for name in authors if line.startswith(name)]
    if any(_OF_AUTHOR.match(words) for words in behind):
        return True
    return _CONTACT.search(line) is not None and _REACH.search(line) is not None


def is_of_author(line: str, authors: Sequence[str]) -> bool:
    """True for a short line that an author’s name begins, or that says what somebody is or from where they report."""
    if len(line) > _LONGEST_OF_AUTHOR:
        return False
    office = line.partition(",")[0].split()
    of_office = bool(office) and office[-1].lower() in load_class("page_authors", "function")
    return of_office or line.startswith(tuple(authors)) or _REPORTING.fullmatch(line) is not None


def is_of_time(line: str) -> bool:
    """True for a line with a day or a time of day, or a number, and nothing else but the word for it."""
    if len(line) > 90 or not any(char.isdigit() for char in line):
        return False
    return not any(map(str.isalpha, _WORDS_OF_DAYS.sub("", line.replace("T", " ").replace("Z", " "))))


def has_day(line: str) -> bool:
    """True for a short line with a whole day in it, as stands over or under an article."""
    return len(line) <= _LONGEST_DATED and _DAY.search(line) is not None


def bare_words(line: str) -> str:
    """The line in lower case, without marks at its ends."""
    return line.lower().replace("’", "'").strip(_EDGES)


def _asks_twice(line: str) -> bool:
    if _FOLLOWED.match(line) is not None:
        return True
    return line[:1].isalpha() and _ADDRESSED.search(line) is not None and _asked(line) > 1


def _begins(bare: str, lead: str) -> bool:
    return bare.startswith(lead) and not bare[len(lead) : len(lead) + 1].isalnum()


def _leads(bare: str, lead: str, linked: bool, is_sentence: bool) -> bool:
    """True for a line that goes on behind `lead` with a link, or behind a mark with what is no sentence."""
    rest = bare[len(lead) :]
    if rest[:1].isalnum():
        return False
    has_mark = _LEAD.match(rest) is not None
    if linked:
        return has_mark or not is_sentence
    return has_mark and (" " in lead or not is_sentence)


@cache
def _buttons() -> frozenset[str]:
    return _lines("whole") | {""}


@cache
def _leading(how: str) -> tuple[str, ...]:
    """The same, for one look at how a line begins."""
    return tuple(_lines(how))


@cache
def _lines(how: str) -> frozenset[str]:
    rows = (*load_rows("page_furniture_lines"), *load_table("page_lines"))
    return frozenset(line for kind, line in rows if kind == how)
