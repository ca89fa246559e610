"""The role of a person as a page may show it: a whole noun phrase beside the name, or none.

`roles` reads what the words beside a name tell of it; here the phrase is followed to its true edge, and where a word at
the edge could belong to it and cannot be read, there is no role: "House Press Secretary" is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from sitegen.knowledge.given_names import is_given_name
from sitegen.names.people.candidates import Candidate
from sitegen.names.people.phrases import Unit, Use, is_several, units_after, units_before
from sitegen.names.people.roles import FoundRole, make_role, role_before
from sitegen.text.tokens import Tokens
from sitegen.text.wordlists import load_class, load_words

_LONGEST = 14
_OFFICE_OF = 5
"""So many words behind an office and its "of" may stand before a name: head of news."""
_AFTER_LONGEST = 30
_FITS_CAPITALS = frozenset({Use.OFFICE, Use.MODIFIER, Use.NAME})
_CLEAN = frozenset({Use.EDGE, Use.PREPOSITION, Use.DETERMINER, Use.COMMA})
_ADVERBS = frozenset({"now", "then", "also", "currently", "formerly", "previously"})
_TIMES = load_class("reporting_words", "time") - {"on", "in", "second", "last", "next"}


def stated_roles(tokens: Tokens, name: Candidate, mentioned: Mapping[int, str]) -> Iterator[FoundRole]:
    """The roles that the text states of the person named here, before the name and behind it."""
    for role in (stated_before(tokens, name.first, mentioned), stated_after(tokens, name.last)):
        if role is not None:
            yield role


def stated_before(tokens: Tokens, name: int, mentioned: Mapping[int, str]) -> FoundRole | None:
    """The role whose whole noun phrase stands directly before the name that begins at token `name`."""
    units = list(islice(units_before(tokens, name), _LONGEST + 1))
    while units and units[0].word in load_words("honorifics") and units[0].use is not Use.OFFICE:
        units.pop(0)
    if units and units[0].use is Use.COMMA:
        found = role_before(tokens, units[0].last + 1, mentioned)
        return found if found is not None and not _is_plural(found.title) else None
    head = _head(units)
    if head is None or is_several(units[head].word):
        return None
    if _is_in_title_case(tokens, name):
        first = _plain_edge(units, head)
    elif units[head].is_capital:
        first = _edge_of_capitals(units, head)
    else:
        first = _edge_of_small(units, head)
    if first is None:
        return None
    while first > head and units[first].use not in _FITS_CAPITALS and units[first].use not in _BEGINS:
        first -= 1
    if not _can_be_alone(tokens, units, first, head):
        return None
    return make_role(tokens, units[first].first, units[0].last)


_BEGINS = frozenset({Use.PLAIN, Use.UNSURE, Use.NUMBER})


def _head(units: Sequence[Unit]) -> int | None:
    """The office that the phrase turns on: the last word, or the one before "of" and what it is the office of."""
    if not units:
        return None
    if units[0].use is Use.OFFICE:
        return 0
    for index in range(1, min(_OFFICE_OF, len(units) - 1)):
        before = units[index - 1]
        if before.use not in _FITS_CAPITALS | {Use.PLAIN, Use.UNSURE}:
            return None
        if units[index].use is Use.OF:
            office = units[index + 1]
            return index + 1 if office.use is Use.OFFICE and not is_given_name(units[0].word) else None
    return None


def _edge_of_capitals(units: Sequence[Unit], head: int) -> int | None:
    """The farthest word of an office in capitals: White House Press Secretary, former Bank of England Governor."""
    last, index = head, head + 1
    while index < len(units):
        unit = units[index]
        if unit.use in _FITS_CAPITALS and (unit.is_capital or unit.use is Use.MODIFIER):
            last = index
        elif unit.use is Use.OFFICE:
            return last
        elif unit.use is Use.OWNER and _owns_inside(units, index):
            pass
        elif unit.use is Use.OF and _of_inside(units, index):
            pass
        elif unit.use is Use.AND:
            joined = _joins(units, head, index)
            if joined is None:
                return None
            if not joined:
                return last
        elif unit.use is Use.COMMA and _in_list(units, index, head):
            pass
        else:
            return None if unit.use is Use.CUT else last
        index += 1
    return last if index < _LONGEST else None


def _owns_inside(units: Sequence[Unit], index: int) -> bool:
    """True for the 's inside an office: State's Attorney."""
    owner = units[index + 1] if index + 1 < len(units) else None
    return owner is not None and owner.is_capital == units[index - 1].is_capital and owner.use is Use.MODIFIER


def _of_inside(units: Sequence[Unit], index: int) -> bool:
    """True for the "of" inside a name before the office: Bank of England Governor."""
    if index + 1 >= len(units) or index < 2:
        return False
    before, after = units[index + 1], units[index - 1]
    return before.is_capital and before.use in _FITS_CAPITALS and after.use is Use.NAME


def _joins(units: Sequence[Unit], head: int, index: int) -> bool | None:
    """True when "and" joins two parts of one role, False when the role begins behind it, None when nobody knows."""
    if index + 1 >= len(units):
        return False
    left, right = units[index + 1], units[index - 1]
    if left.use is Use.OFFICE:
        return left.is_capital == units[head].is_capital and not is_several(left.word)
    if left.use is Use.MODIFIER and left.is_capital == right.is_capital and right.use is not Use.OFFICE:
        return True
    simple = all(unit.use in (Use.OFFICE, Use.MODIFIER) for unit in units[head:index])
    if simple or (left.use not in _FITS_CAPITALS | {Use.PLAIN}):
        return False
    return None


def _in_list(units: Sequence[Unit], index: int, head: int) -> bool:
    """True for the comma in "chairman, CEO and president"."""
    if index + 1 >= len(units) or units[index - 1].use is not Use.OFFICE:
        return False
    joined = any(unit.use is Use.AND for unit in units[head:index])
    return joined and units[index + 1].use is Use.OFFICE and not is_several(units[index + 1].word)


def _edge_of_small(units: Sequence[Unit], head: int) -> int | None:
    """The farthest word of a role in small letters: the Tornau port authority chief, talent manager."""
    last, index, sure = head, head + 1, True
    while index < len(units):
        unit = units[index]
        if unit.use in (Use.OFFICE, Use.MODIFIER, Use.NAME, Use.PLAIN, Use.NUMBER):
            last = index
        elif unit.use is Use.UNSURE:
            before = units[index + 1].use if index + 1 < len(units) else Use.EDGE
            if before not in (Use.DETERMINER, Use.OWNER) and not (
                before is Use.PREPOSITION and not unit.word.endswith("ing")
            ):
                return None
            last = index
        elif unit.use is Use.OWNER and _owns_inside(units, index):
            pass
        elif unit.use is Use.OF and _of_inside(units, index):
            pass
        elif unit.use is Use.AND:
            joined = _joins(units, head, index)
            if joined is None:
                return None
            if not joined:
                return last
        elif unit.use is Use.COMMA and _in_list(units, index, head):
            pass
        else:
            return None if unit.use is Use.CUT or not sure else last
        index += 1
    return last if index < _LONGEST else None


def _plain_edge(units: Sequence[Unit], head: int) -> int | None:
    """The farthest word of an office in a headline, where a capital shows nothing: only what stands inside offices."""
    last = head
    for index in range(head + 1, len(units)):
        if units[index].use not in (Use.OFFICE, Use.MODIFIER):
            clean = units[index].use in _CLEAN | {Use.OWNER}
            return last if clean else None
        last = index
    return last


def _is_in_title_case(tokens: Tokens, name: int) -> bool:
    """True for a sentence without a small word, but for the little ones."""
    first = last = name
    while tokens.in_sentence(first - 1, name):
        first -= 1
    while tokens.in_sentence(last + 1, name):
        last += 1
    words = [word for word in tokens.words[first : last + 1] if word[0].isalpha() and len(word) > 3]
    small = sum(word[0].islower() for word in words)
    return len(words) > 3 and small * 6 < len(words)


def _can_be_alone(tokens: Tokens, units: Sequence[Unit], first: int, head: int) -> bool:
    """False for one word with a capital that is no title of office: the capital may be a name's."""
    office = units[head]
    if first != head or not office.is_capital or office.word in load_words("titles"):
        return True
    return tokens.opens_sentence(office.first) and tokens.word(units[0].last + 2)[:1].isupper()


def _is_plural(title: str) -> bool:
    words = title.split()
    end = next((index for index, word in enumerate(words) if index and word in {"of", "for", "at", "in"}), len(words))
    return is_several(words[end - 1])


def stated_after(tokens: Tokens, last: int) -> FoundRole | None:
    """The role whose whole noun phrase stands in apposition behind the name that ends at token `last`."""
    units = list(islice(units_after(tokens, last), _AFTER_LONGEST))
    start = _apposition_start(units)
    if start is None:
        return None
    head = _head_after(units, start)
    if head is None or is_several(units[head].word):
        return None
    end = _end_after(units, head)
    while start < head and (units[start].use is Use.DETERMINER or units[start].word in _ADVERBS):
        start += 1
    return make_role(tokens, units[start].first, units[end].last) if end is not None else None


def _apposition_start(units: Sequence[Unit]) -> int | None:
    """The first word behind the comma, and behind an age."""
    if len(units) < 2 or units[0].use is not Use.COMMA:
        return None
    aged = units[1].word.isdigit() or units[1].word == "aged"
    start = next((i + 1 for i in range(2, min(4, len(units))) if units[i].use is Use.COMMA), None) if aged else 1
    if start is None or start >= len(units):
        return None
    opener = units[start]
    opens = opener.use in (Use.DETERMINER, Use.OFFICE, Use.MODIFIER) or opener.word in _ADVERBS
    return start if opens and opener.word not in {"who", "whose", "this", "that", "all", "both"} else None


def _head_after(units: Sequence[Unit], start: int) -> int | None:
    """The noun before the first preposition, mark or verb, when it is an office."""
    head = None
    for index in range(start, len(units)):
        unit = units[index]
        if unit.use is Use.AND and head == index - 1 and _goes_on_with_office(units, index):
            continue
        if unit.use in (Use.OFFICE, Use.MODIFIER, Use.NAME, Use.PLAIN, Use.NUMBER):
            head = index
        elif unit.use is Use.UNSURE and not (head is not None and units[head].use is Use.OFFICE):
            head = index
        elif unit.use is Use.OWNER or (index == start and unit.use is Use.DETERMINER) or unit.word in _ADVERBS:
            head = None
        else:
            break
    return head if head is not None and units[head].use is Use.OFFICE else None


def _goes_on_with_office(units: Sequence[Unit], index: int) -> bool:
    """True when what "and" joins here is one more office: chairman and chief executive."""
    for unit in units[index + 1 : index + 5]:
        if unit.use is Use.OFFICE:
            return True
        if unit.use not in (Use.MODIFIER, Use.PLAIN):
            return False
    return False


def _end_after(units: Sequence[Unit], head: int) -> int | None:
    """The last word of the phrase: before its comma, its relative clause, a participle, a time or the verb."""
    end = head
    for index in range(head + 1, len(units)):
        unit = units[index]
        if unit.use in (Use.PREPOSITION, Use.OF, Use.DETERMINER, Use.OWNER) and not _ends_with_time(units, index):
            continue
        if unit.use is Use.AND:
            if _ends_at_and(units, index):
                return end
            continue
        if unit.word.lower() in _TIMES or unit.use in (Use.EDGE, Use.COMMA, Use.CUT) or _ends_with_time(units, index):
            return end if unit.use is not Use.CUT else None
        if unit.use is Use.UNSURE and units[index - 1].use in (Use.OFFICE, Use.NAME, Use.PLAIN) and unit.word.endswith(("ed", "ing")):
            return end
        end = index
    return end if len(units) < _AFTER_LONGEST else None


def _ends_with_time(units: Sequence[Unit], index: int) -> bool:
    """True for the preposition before a day of the week or a month."""
    after = units[index + 1].word.lower() if index + 1 < len(units) else ""
    return units[index].use is Use.PREPOSITION and after in _TIMES


def _ends_at_and(units: Sequence[Unit], index: int) -> bool:
    """True when "and" joins somebody or something that is done, no part of the phrase."""
    after = units[index + 1] if index + 1 < len(units) else None
    if after is None or after.use in (Use.EDGE, Use.PREPOSITION, Use.UNSURE):
        return True
    return after.use is Use.NAME and is_given_name(after.word)

