"""The role of a person as a page may show it: a whole noun phrase beside the name, or none.

`roles` reads what the words beside a name tell of it; here the phrase is followed to its true edge, and where a word at
the edge could belong to it and cannot be read, there is no role: "House Press Secretary" is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum, auto
from itertools import islice

from sitegen.knowledge.given_names import is_given_name
from sitegen.names.people.appositions import stated_after
from sitegen.names.people.candidates import Candidate
from sitegen.names.people.lexicon import is_role_noun
from sitegen.names.people.phrases import Unit, Use, is_in_title_case, is_office, is_several, units_before, use_of
from sitegen.names.people.roles import FoundRole, make_role, role_before
from sitegen.text.tokens import Tokens
from sitegen.text.wordlists import load_class, load_words

_LONGEST = 14
_OFFICE_OF = 5
"""So many words behind an office and its "of" may stand before a name: head of news."""
_IN_CAPITALS = frozenset({Use.OFFICE, Use.MODIFIER, Use.NAME})
_IN_SMALL = _IN_CAPITALS | {Use.PLAIN, Use.NUMBER}
_BEGINS = _IN_SMALL | {Use.UNSURE}
_CLEAN = frozenset({Use.EDGE, Use.PREPOSITION, Use.DETERMINER, Use.COMMA, Use.OWNER})
_IN_NAMES = frozenset({"of", "for", "on"})
_OF_ANOTHER = frozenset({"his", "her", "their", "its", "my", "our"})
"""What makes a role somebody's who is not named in it: head of his office."""
_VERBS_TOO = frozenset({"champion", "host", "judge"})
_TO_SOMEBODY = frozenset({"according", "next", "spoke", "speaks", "speaking", "talked", "talking", "thanks"})
_BEFORE_VERB = frozenset({"to", "not", "n't", "should", "could", "can", "may", "might", "must", "did", "does", "do"})
_BEFORE_ROLE = frozenset({Use.DETERMINER, Use.OWNER, Use.NAME, Use.MODIFIER, Use.PLAIN})
"""What may stand between the beginning of a sentence and a role: Moran's former driver."""
_BEHIND_OPEN = frozenset({"of", "and", "as"})
"""What goes on about the name and is no verb."""
_TOWARDS = frozenset({"to", "for", "at"})


class _Step(Enum):
    """What a word to the left of an office is to its phrase."""

    INSIDE = auto()
    LINK = auto()
    """Inside, when more follows to the left."""
    OUTSIDE = auto()
    UNKNOWN = auto()


def stated_roles(tokens: Tokens, name: Candidate, mentioned: Mapping[int, str]) -> Iterator[FoundRole]:
    """The roles that the text states of the person named here, before the name and behind it."""
    before = _before(tokens, name, mentioned)
    if before is not None and (not _OF_ANOTHER.isdisjoint(before.title.split()) or _is_cut(tokens, before)):
        before = None
    for role in (before, stated_after(tokens, name.last)):
        if role is not None:
            yield role


def _is_cut(tokens: Tokens, role: FoundRole) -> bool:
    """True for "West MP" behind a capital, which names the place, Reading West MP; and for Farmers' Union president."""
    first = tokens.at(role.span.start)
    if tokens.before[first] in ("'s", "'") and tokens.words[first] in load_class("name_classes", "society"):
        return True
    return tokens.words[first] in load_words("compass") and tokens.before[first][:1].isupper()


def _before(tokens: Tokens, candidate: Candidate, mentioned: Mapping[int, str]) -> FoundRole | None:
    """The role whose whole noun phrase stands directly before the name."""
    name = candidate.first
    while name and tokens.words[name - 1] in load_words("honorifics") and not is_office(tokens.words[name - 1]):
        name -= 1
    nearest = use_of(tokens.words[name - 1]) if name else Use.EDGE
    if nearest is Use.COMMA:
        if not _is_apposed(tokens, candidate.last):
            return None
        closed = tokens.sentence_word(candidate.last + 1, name) == ","
        found = _introduction(tokens, name, mentioned) or (_opening(tokens, name - 1, mentioned) if closed else None)
        return found if closed or found is None or _may_stay_open(tokens, found, candidate.last) else None
    return _phrase(tokens, name, mentioned) if nearest in _BEGINS else None


def _is_apposed(tokens: Tokens, last: int) -> bool:
    """False where the name only begins whom the role is said of: its former owner, Moran's uncle Liam."""
    behind, noun = tokens.behind[last], tokens.sentence_word(last + 1, last).lower()
    return behind != "'s" and not is_role_noun(noun)


def _may_stay_open(tokens: Tokens, role: FoundRole, last: int) -> bool:
    """True for an introduction that needs no comma behind the name: it opens its sentence, or the name ends it.

    In "Long before they had a candidate, Ada Moran was" the comma is the clause's, and Ada Moran no candidate. "As a
    candidate, Ada Moran was" tells it.
    """
    behind = tokens.sentence_word(last + 1, last)
    if not behind[:1].isalnum() or behind[:1].isupper() or behind in _BEHIND_OPEN:
        return True
    first = tokens.at(role.span.start)
    while first and tokens.in_sentence(first - 1, last) and use_of(tokens.words[first - 1]) in _BEFORE_ROLE:
        first -= 1
    if tokens.before[first].lower() == "as" and tokens.words[first].lower() in {"a", "an"}:
        return tokens.opens_sentence(first - 1) or tokens.before[first - 1] == ","
    return tokens.opens_sentence(first)


def _phrase(tokens: Tokens, name: int, mentioned: Mapping[int, str]) -> FoundRole | None:
    """The role that ends before token `name`."""
    walk = units_before(tokens, name)
    units = list(islice(walk, _OFFICE_OF + 1))
    head = _head(units)
    if head is None or is_several(units[head].word) or _are_several(units, head):
        return None
    units += islice(walk, _LONGEST - _OFFICE_OF)
    first = _plain_edge(units, head) if is_in_title_case(tokens, name) else _edge(units, head, mentioned)
    first = first - 1 if first is not None and first > head and _is_infinitive(units, head, first) else first
    if first is None or _is_verb_alone(units, first):
        return None
    if not _can_be_alone(tokens, units, head, name) or _is_clause(units, first):
        return None
    if head and _is_of_office(units, first):
        return None
    return make_role(tokens, units[first].first, units[0].last)


def _are_several(units: Sequence[Unit], head: int) -> bool:
    """True for Attorneys General, which several people are."""
    return units[head].word == "General" and head + 1 < len(units) and is_several(units[head + 1].word)


def _introduction(tokens: Tokens, name: int, mentioned: Mapping[int, str]) -> FoundRole | None:
    """The role before the comma, where that is one person's and no item of a list: the clerk, the mayor, Ada Moran."""
    found = role_before(tokens, name, mentioned)
    if found is None or _is_plural(found.title):
        return None
    units = units_before(tokens, tokens.at(found.span.start))
    before = list(islice((unit for unit in units if unit.use is not Use.DETERMINER), 2))
    listed = len(before) > 1 and before[0].use is Use.COMMA and before[1].use is Use.OFFICE
    return None if listed else found


def _opening(tokens: Tokens, comma: int, mentioned: Mapping[int, str]) -> FoundRole | None:
    """The role with which a sentence begins and which needs no article: "Harbour trust director, Ada Moran, said"."""
    found = _phrase(tokens, comma, mentioned)
    return found if found is not None and tokens.opens_sentence(tokens.at(found.span.start)) else None


def _is_infinitive(units: Sequence[Unit], head: int, first: int) -> bool:
    """True for the verb in "to meet party president Ada Moran", "will replace coach Ada Moran".

    So is any other word that nobody knows, where what follows is an office without it: "to offend party president".
    """
    before, word = units[first + 1].word if first + 1 < len(units) else "", units[first]
    if not (before in _BEFORE_VERB or before in load_words("date_future_words")):
        return False
    whole = first - head > 1 or units[head].is_capital
    unknown = word.use in (Use.PLAIN, Use.UNSURE) and not word.is_capital
    return (whole and unknown) or word.word in load_class("name_classes", "done_to_people")


def _is_verb_alone(units: Sequence[Unit], first: int) -> bool:
    """True for "is expected to host Ada Moran", "will judge Ada Moran", but not "spoke to host Ada Moran"."""
    if first or units[0].word not in _VERBS_TOO or len(units) == 1:
        return False
    before, by = units[1].word, units[2].word if len(units) > 2 else ""
    if before == "to":
        return by.lower() not in _TO_SOMEBODY
    return before in load_words("date_future_words")


def _is_clause(units: Sequence[Unit], first: int) -> bool:
    """True for "a hotelier Harker knows": behind a or an, whoever is named right after the noun does something."""
    return first + 1 < len(units) and units[first + 1].word.lower() in {"a", "an"}


def _is_of_office(units: Sequence[Unit], first: int) -> bool:
    """True behind "of the" and another office: envoy of the Secretary-General for Vask, which Ada Moran is not."""
    before = [unit.use for unit in units[first + 1 : first + 4]]
    return before == [Use.DETERMINER, Use.OF, Use.OFFICE]


def _head(units: Sequence[Unit]) -> int | None:
    """The office that the phrase turns on: the last word, or the one before "of" and what it is the office of."""
    if not units:
        return None
    if units[0].use is Use.OFFICE:
        return 0
    for index in range(1, min(_OFFICE_OF, len(units) - 1)):
        before = units[index - 1]
        if before.use not in _BEGINS:
            return None
        if units[index].use is Use.OF or (units[index].word in _TOWARDS and before.use is Use.NAME):
            office = units[index + 1]
            return index + 1 if office.use is Use.OFFICE and not is_given_name(units[0].word) else None
    return None


def _edge(units: Sequence[Unit], head: int, mentioned: Mapping[int, str]) -> int | None:
    """The farthest word of the phrase, or None where it cannot be told: former White House press secretary."""
    last = head
    for index in range(head + 1, len(units)):
        step = _step(units, head, index, mentioned)
        if step is _Step.UNKNOWN:
            return None
        if step is _Step.OUTSIDE:
            return last
        last = index if step is _Step.INSIDE else last
    return last if len(units) <= _LONGEST else None


def _step(units: Sequence[Unit], head: int, index: int, mentioned: Mapping[int, str]) -> _Step:
    unit = units[index]
    if unit.use is Use.AND:
        return _joins(units, head, index, mentioned)
    if unit.use in (Use.OWNER, Use.OF, Use.COMMA):
        if _LINKS[unit.use](units, head, index):
            return _Step.LINK
        return _Step.UNKNOWN if _is_inside_name(units, index) else _Step.OUTSIDE
    if unit.use is Use.CUT or _is_inside_name(units, index) or _is_article_of_name(units, index):
        return _Step.UNKNOWN
    return _in_capitals(unit) if units[head].is_capital else _in_small(units, index)


def _is_inside_name(units: Sequence[Unit], index: int) -> bool:
    """True for the little words of a name that may go on to the left: Council for the Welfare of Seamen chairman."""
    before = [unit for unit in units[index : index + 3] if unit.use is not Use.DETERMINER]
    if len(before) < 2 or before[0].word not in _IN_NAMES:
        return False
    return units[index - 1].is_capital and units[index - 1].use is not Use.OFFICE and before[1].use is Use.NAME


def _is_article_of_name(units: Sequence[Unit], index: int) -> bool:
    """True for the article with a capital inside a longer name: Hands Off The Harbour committee member."""
    article = units[index].use is Use.DETERMINER and units[index].is_capital
    return article and index + 1 < len(units) and units[index + 1].is_capital


def _in_capitals(unit: Unit) -> _Step:
    """What the word is to an office with a capital, which needs none of the small words before it."""
    then = unit.use is Use.OFFICE and unit.word.startswith("then-")
    if unit.use in _IN_CAPITALS and (unit.is_capital or unit.use is Use.MODIFIER or then):
        return _Step.INSIDE
    return _Step.UNKNOWN if unit.use is Use.UNSURE and unit.is_capital else _Step.OUTSIDE


def _in_small(units: Sequence[Unit], index: int) -> _Step:
    """What the word is to an office in small letters; what may be a verb is none behind an article."""
    unit = units[index]
    if unit.use not in (Use.UNSURE, Use.VERB):
        return _Step.INSIDE if unit.use in _IN_SMALL else _Step.OUTSIDE
    before = units[index + 1].use if index + 1 < len(units) else Use.EDGE
    if before in (Use.DETERMINER, Use.OWNER):
        return _Step.INSIDE
    if unit.use is Use.VERB:
        return _Step.OUTSIDE
    return _Step.INSIDE if before is Use.PREPOSITION and not unit.word.endswith("ing") else _Step.UNKNOWN


def _owns_inside(units: Sequence[Unit], _: int, index: int) -> bool:
    """True for the 's inside an office: State's Attorney."""
    owner = units[index + 1] if index + 1 < len(units) else None
    return owner is not None and owner.is_capital == units[index - 1].is_capital and owner.use is Use.MODIFIER


def _of_inside(units: Sequence[Unit], _: int, index: int) -> bool:
    """True for the "of" inside a name before the office: Bank of England Governor."""
    if index + 1 >= len(units) or index < 2:
        return False
    before, after = units[index + 1], units[index - 1]
    return before.is_capital and before.use in _IN_CAPITALS and (after.use is Use.NAME or is_several(after.word))


def _joins(units: Sequence[Unit], head: int, index: int, mentioned: Mapping[int, str]) -> _Step:
    """What "and" is: between two parts of one role, before the role, or nobody knows."""
    if index + 1 >= len(units):
        return _Step.OUTSIDE
    left, right, office = units[index + 1], units[index - 1], units[head]
    if left.use is Use.OFFICE:
        alike = left.is_capital == office.is_capital or left.word.isupper() or office.word.isupper()
        return _Step.LINK if alike and not is_several(left.word) else _Step.OUTSIDE
    if left.use is Use.MODIFIER and left.is_capital == right.is_capital and right.use is not Use.OFFICE:
        return _Step.LINK
    alike = left.use in (Use.NAME, Use.PLAIN) and left.use is right.use
    named = mentioned.get(right.first)
    alone = named is not None and mentioned.get(right.last + 1) != named
    return _Step.UNKNOWN if alike and not alone else _Step.OUTSIDE


def _in_list(units: Sequence[Unit], head: int, index: int) -> bool:
    """True for the comma in "chairman, CEO and president"."""
    if index + 1 >= len(units) or units[index - 1].use is not Use.OFFICE:
        return False
    joined = any(unit.use is Use.AND for unit in units[head:index])
    return joined and units[index + 1].use is Use.OFFICE and not is_several(units[index + 1].word)


_LINKS = {Use.OWNER: _owns_inside, Use.OF: _of_inside, Use.COMMA: _in_list}


def _plain_edge(units: Sequence[Unit], head: int) -> int | None:
    """The farthest word of an office in a headline, where a capital shows nothing: only what stands inside offices."""
    last = head
    for index in range(head + 1, len(units)):
        if units[index].use is Use.OWNER and _owns_inside(units, head, index):
            continue
        if units[index].use not in (Use.OFFICE, Use.MODIFIER):
            return last if units[index].use in _CLEAN else None
        last = index
    return last


def _can_be_alone(tokens: Tokens, units: Sequence[Unit], head: int, name: int) -> bool:
    """False for one word with a capital that is no title of office: the capital may be a name's."""
    office = units[head]
    if not office.is_capital or _is_title(office.word):
        return True
    return is_given_name(tokens.word(name)) and tokens.word(name + 1)[:1].isupper()


def _is_title(word: str) -> bool:
    parts = word.split("-")
    return word in load_words("titles") or parts[-1].capitalize() in load_words("titles") or "-in-" in word


def _is_plural(title: str) -> bool:
    words = title.split()
    end = next((index for index, word in enumerate(words) if index and word in {"of", "for", "at", "in"}), len(words))
    return is_several(words[end - 1])
