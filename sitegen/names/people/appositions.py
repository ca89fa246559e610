"""The role that stands behind a name as a whole noun phrase: ", the director of the Institute in Berlin,"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from sitegen.knowledge.given_names import is_given_name
from sitegen.names.people.lexicon import Sort, forms_of_saying, may_be_surname, sort_of
from sitegen.names.people.phrases import Unit, Use, is_several, units_after
from sitegen.names.people.roles import FoundRole, make_role
from sitegen.text.tokens import Tokens
from sitegen.text.wordlists import load_class, load_words

_LONGEST = 30
_LONGEST_START = 5
"""So many words tell whether an apposition begins: a comma, an age, another comma, its first words."""
_ADVERBS = frozenset({"now", "then", "also", "currently", "formerly", "previously"})
_ARTICLES = frozenset({"a", "an", "the"})
_NO_OPENERS = frozenset({"this", "that", "these", "those", "no", "each", "every", "some", "many", "both"})
_COPULAS = frozenset({"is", "was", "became"})
_LEADS = _COPULAS | {","}
_OFFICES_WITH_MORE = frozenset({"fellow"})
"""What is an office only behind another word: research fellow."""
_PREPOSITIONS_INSIDE = frozenset({"in", "at", "for", "with", "from", "to", "on", "under", "against", "between"})
_LINKS = frozenset({Use.PREPOSITION, Use.OF, Use.DETERMINER, Use.OWNER, Use.AND})
_NOUNS = frozenset({Use.OFFICE, Use.NAME, Use.PLAIN})
_INSIDE = frozenset({Use.OFFICE, Use.MODIFIER, Use.NAME, Use.PLAIN, Use.NUMBER})
_OPENERS = _INSIDE - {Use.NUMBER} | {Use.DETERMINER}
_PICKING = frozenset({"only", "lone", "sole", "first", "second", "third", "last", "latest", "next"})
_TELLS_WHICH = frozenset({"to", "who", "that"})
_YEAR = 4
"""The digits of a year."""
_SPANS = frozenset({"day", "week", "month", "year"})
"""What honours are given for: player of the year."""
_CLOSING = frozenset({Use.EDGE, Use.COMMA, Use.AND})
_OPENING = frozenset({"“", "‘", '"'})
_QUOTED = frozenset({"”", "’", '"', "''"})
_TIMES = load_class("reporting_words", "time") - {"on", "in", "second", "last", "next"}


def stated_after(tokens: Tokens, last: int) -> FoundRole | None:
    """The role whose whole noun phrase stands in apposition behind the name that ends at token `last`."""
    if tokens.behind[last] not in _LEADS:
        return None
    walk = units_after(tokens, last)
    units = list(islice(walk, _LONGEST_START))
    start = _apposition_start(units)
    if start is None or (units[0].word in _COPULAS and _is_quoted(tokens, last)):
        return None
    units += islice(walk, _LONGEST - _LONGEST_START)
    found = _head_after(units, start)
    if found is None or is_several(units[found[1]].word):
        return None
    first, head = found
    end = _end_after(units, first, head)
    if end is None or (units[0].use is Use.COMMA and _is_subject(tokens, units, end + 1, last)):
        return None
    if first == 1 and _is_of_another(units[first : end + 1]):
        return None
    return make_role(tokens, units[first].first, units[end].last)


def _is_quoted(tokens: Tokens, index: int) -> bool:
    """True inside quotation marks: what somebody says of a person is no statement of the text."""
    opened = 0
    for at in range(index, -1, -1):
        if tokens.leaves[at] != tokens.leaves[index]:
            break
        word = tokens.words[at]
        if word in {"“", "”"}:
            return word == "“"
        opened += word == '"'
    return opened % 2 == 1


def _apposition_start(units: Sequence[Unit]) -> int | None:
    """The first word behind the comma, and behind an age; or behind "is" and an article."""
    if len(units) < 3:
        return None
    if units[0].word in _COPULAS:
        article = 2 if units[1].word in _ADVERBS else 1
        return article if units[article].word in _ARTICLES else None
    if units[0].use is not Use.COMMA:
        return None
    aged = units[1].word.isdigit() or units[1].word == "aged"
    start = next((i + 1 for i in range(2, min(4, len(units))) if units[i].use is Use.COMMA), None) if aged else 1
    if start is None or start >= len(units):
        return None
    opener = units[start]
    opens = opener.use in _OPENERS or opener.word in _ADVERBS
    return start if opens and opener.word not in _NO_OPENERS else None


def _head_after(units: Sequence[Unit], start: int) -> tuple[int, int] | None:
    """The first word of the role, and its noun before the first preposition, mark or verb, when that is an office."""
    first, head = start, None
    for index in range(start, len(units)):
        unit, held = units[index], head is not None and units[head].use is Use.OFFICE
        if held and unit.use is Use.NAME and is_given_name(unit.word):
            return None
        if unit.use in _INSIDE or (unit.use in (Use.UNSURE, Use.VERB) and not held):
            head = index
        elif unit.use is Use.OWNER and index > start:
            first, head = index + 1, None
        elif head is None and (unit.use is Use.DETERMINER or unit.word in _ADVERBS):
            first = index + 1
        elif not (unit.use is Use.AND and head == index - 1 and _goes_on_with_office(units, index)):
            break
    return (first, head) if head is not None and _is_office(units, first, head, start) else None


def _is_office(units: Sequence[Unit], first: int, head: int, start: int) -> bool:
    """True for a noun for what a person is; alone with a capital and no article it must be a title.

    Behind another name what is a surname too is one: Ada Moran, Mali Khan and others.
    """
    noun = units[head]
    if first == head == start and noun.is_capital:
        return noun.use is Use.OFFICE and noun.word in load_words("titles")
    if first == start and may_be_surname(noun.word) and units[first].use is Use.NAME and units[first].is_capital:
        return sort_of(units[first].word) is not Sort.NAME
    return noun.use is Use.OFFICE or (noun.word in _OFFICES_WITH_MORE and head > first)


def _goes_on_with_office(units: Sequence[Unit], index: int) -> bool:
    """True when what "and" joins here is one more office, or one more word before it: chairman and chief executive."""
    if units[index - 1].use not in (Use.OFFICE, Use.MODIFIER, Use.NAME):
        return False
    for unit in units[index + 1 : index + 5]:
        if unit.use is Use.OFFICE:
            return units[index - 1].use is Use.OFFICE or units[index - 1].is_capital == unit.is_capital
        if unit.use not in (Use.MODIFIER, Use.PLAIN, Use.NAME):
            return False
    return False


def _end_after(units: Sequence[Unit], start: int, head: int) -> int | None:
    """The last word of the phrase from `start` on: before a comma, a relative clause, a participle, time or verb."""
    end = head
    for index in range(head + 1, len(units)):
        unit = units[index]
        if unit.use is Use.CUT or unit.word in _OPENING:
            return None
        if _is_inside_name(units, index) or _names_another(units, index):
            return None
        if _ends_here(units, index) and not _is_think_tank(units, index):
            cut = _is_cut(units, index) or _is_count(units[end]) or _goes_on(units, index, end)
            cut = cut or _is_picked(units[start:index], unit)
            return None if cut else end
        if unit.use not in _LINKS:
            end = index
    return end if len(units) < _LONGEST else None


def _is_think_tank(units: Sequence[Unit], index: int) -> bool:
    """True for the first word of a think tank, which reads like a verb."""
    return units[index].word == "think" and index + 1 < len(units) and units[index + 1].word in {"tank", "tanks"}


def _is_subject(tokens: Tokens, units: Sequence[Unit], index: int, last: int) -> bool:
    """True where a verb of saying follows at once: "As he told Ida Moran, the mayor said" is of somebody else.

    A name that opens its sentence has a role there all the same, whose second comma is forgotten; but not in "Moran, an
    aide said, is ill".
    """
    if index + 1 >= len(units) or units[index].word not in forms_of_saying():
        return False
    after = units[index + 1]
    if units[index].use is Use.VERB:
        return after.word == "that"
    aside = after.use is Use.COMMA and units[1].word in {"a", "an"}
    return units[index].use is Use.EDGE and (aside or not _opens(tokens, last))


def _opens(tokens: Tokens, last: int) -> bool:
    """True for a name at the beginning of its sentence, or behind a quotation; its title may stand before it."""
    first = last
    while first and tokens.in_sentence(first - 1, last) and tokens.words[first - 1][:1].isupper():
        first -= 1
    return tokens.opens_sentence(first) or tokens.before[first] in _QUOTED


def _goes_on(units: Sequence[Unit], index: int, end: int) -> bool:
    """True where the word at `end` is only the beginning of what the role is of, and its noun comes later.

    "The head of the cross-border trucking firm", "of the roads, rails and harbours division", "of Vask, Holm-based Kelp
    Works", "under Presidents Holt and Ida Moran".
    """
    last, after = units[end], units[index + 1] if index + 1 < len(units) else None
    if units[index].use is Use.AND:
        gerunds = last.use is Use.UNSURE and last.word.endswith("ing") and after and after.word.endswith("ing")
        return bool(gerunds) or (end > 0 and last.use is Use.NAME and is_several(units[end - 1].word))
    if units[index].use is Use.COMMA and after is not None:
        then = units[index + 2].use if index + 2 < len(units) else Use.EDGE
        listed = after.use in (Use.PLAIN, Use.UNSURE) and then is Use.AND and units[end].use in (Use.PLAIN, Use.UNSURE)
        return listed or after.word.endswith("-based")
    return index == end + 1 and "-" in last.word and last.use is Use.PLAIN and units[index].word[:1].isalpha()


def _ends_here(units: Sequence[Unit], index: int) -> bool:
    """True when the word is no part of the phrase before it any more."""
    unit, before = units[index], units[index - 1]
    after = units[index + 1].word.lower() if index + 1 < len(units) else ""
    if unit.use is Use.AND:
        return unit.word != "&" and _ends_at_and(units, index)
    if unit.use is Use.PREPOSITION:
        return after in _TIMES or unit.word not in _PREPOSITIONS_INSIDE or _is_infinitive(units, index)
    if unit.use is Use.DETERMINER:
        return before.use not in _LINKS
    if unit.use in (Use.UNSURE, Use.VERB):
        noun = before.use in _NOUNS or (before.use is Use.MODIFIER and units[index - 2].use in _LINKS)
        named = index + 1 < len(units) and units[index + 1].use is Use.OFFICE
        return noun and unit.word.endswith(("ed", "ing")) and not (named or _is_what_for(units, index))
    if unit.word == "such":
        return True
    honoured = unit.word.lower() in _SPANS and units[index - 2].use is Use.OF
    return unit.use in (Use.EDGE, Use.COMMA) and not honoured


def _is_cut(units: Sequence[Unit], index: int) -> bool:
    """True for the noun behind an adjective of a people, "a master of Norwegian writing", which reads like a verb."""
    before = units[index - 1]
    adjective = before.is_capital and before.use is not Use.OFFICE and units[index - 2].use in _INSIDE | _LINKS
    return adjective and units[index].word.endswith("ing")


def _is_picked(phrase: Sequence[Unit], behind: Unit) -> bool:
    """True before what tells of whom somebody is the only or the first one: the youngest player to score."""
    return behind.word in _TELLS_WHICH and any(
        unit.word in _PICKING or (unit.word.endswith("est") and not unit.is_capital and unit.use is not Use.OFFICE)
        for unit in phrase
    )


def _is_count(unit: Unit) -> bool:
    """True for the number in "agent for 30 years", with which no role ends; not for the year of one."""
    return unit.use is Use.NUMBER and not (len(unit.word) == _YEAR and unit.word.isdigit())


def _names_another(units: Sequence[Unit], index: int) -> bool:
    """True for the given name of whose role it is: ", chief of staff Ida Holt said"."""
    unit, before = units[index], units[index - 1]
    return unit.use is Use.NAME and is_given_name(unit.word) and before.use in _INSIDE and not before.is_capital


def _is_of_another(units: Sequence[Unit]) -> bool:
    """True for the next in a list of people: Treasurer Ada Moran, Secretary of State Ida Holt and others."""
    if len(units) < 3 or not units[0].is_capital or any(unit.use is Use.PREPOSITION for unit in units):
        return False
    return units[-1].use is Use.NAME and units[-2].use is Use.NAME and is_given_name(units[-2].word)


def _is_what_for(units: Sequence[Unit], index: int) -> bool:
    """True for the noun in "a survivor of sex trafficking", which nothing follows that it would be the verb of."""
    after = units[index + 1].use if index + 1 < len(units) else Use.EDGE
    return units[index].word.endswith("ing") and units[index - 2].use in _LINKS and after in _CLOSING


def _is_infinitive(units: Sequence[Unit], index: int) -> bool:
    """True for "to" before a verb: the first woman to row the lake."""
    after = units[index + 1] if index + 1 < len(units) else None
    return units[index].word == "to" and after is not None and after.use in (Use.PLAIN, Use.EDGE)


def _is_inside_name(units: Sequence[Unit], index: int) -> bool:
    """True for an article inside a name: Guard the Coast."""
    named = all(0 <= at < len(units) and units[at].is_capital for at in (index - 1, index + 1))
    return named and units[index].use is Use.DETERMINER


def _ends_at_and(units: Sequence[Unit], index: int) -> bool:
    """True when "and" joins somebody else, another role or something that is done, no part of the phrase."""
    after = units[index + 1] if index + 1 < len(units) else None
    if after is None or after.use in (Use.EDGE, Use.PREPOSITION, Use.UNSURE, Use.VERB, Use.DETERMINER):
        return True
    return after.use is Use.NAME and is_given_name(after.word)
