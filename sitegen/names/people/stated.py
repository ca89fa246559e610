"""The role of a person as a page may show it: a whole noun phrase beside the name, or none.

`roles` reads what the words beside a name tell of it; here the phrase is followed to its true edge, and where a word at
the edge could belong to it and cannot be read, there is no role: "House Press Secretary" is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from sitegen.knowledge.given_names import is_given_name
from sitegen.names.people.appositions import stated_after
from sitegen.names.people.candidates import Candidate
from sitegen.names.people.lexicon import is_role_noun
from sitegen.names.people.phrases import Unit, Use, is_in_title_case, is_office, is_several, units_before, use_of
from sitegen.names.people.role_edges import IN_SMALL, LONGEST, edge, plain_edge
from sitegen.names.people.roles import FoundRole, make_role, role_before
from sitegen.names.shown_places import is_bare_dateline
from sitegen.text.tokens import Tokens
from sitegen.text.wordlists import load_class, load_words

_OFFICE_OF = 5
"""So many words behind an office and its "of" may stand before a name: head of news."""
_BEGINS = IN_SMALL | {Use.UNSURE}
_OF_ANOTHER = frozenset({"his", "her", "their", "its", "my", "our", "own"})
"""What makes a role somebody's who is not named in it: head of his office."""
_VERBS_TOO = frozenset({"champion", "host", "judge"})
_TO_SOMEBODY = frozenset({"according", "next", "spoke", "speaks", "speaking", "talked", "talking", "thanks"})
_BEFORE_VERB = frozenset({"to", "not", "n't", "should", "could", "can", "may", "might", "must", "did", "does", "do"})
_BEFORE_ROLE = frozenset({Use.DETERMINER, Use.OWNER, Use.NAME, Use.MODIFIER, Use.PLAIN})
"""What may stand between the beginning of a sentence and a role: Moran's former driver."""
_BEHIND_OPEN = frozenset({"of", "and", "as"})
"""What goes on about the name and is no verb."""
_LEADS_UP = frozenset({"executive", "corrections", "managing", "deputy", "assistant", "associate", "vice"})
"""Small words before an office whose capital begins too late."""
_TOWARDS = frozenset({"to", "for", "at"})


def stated_roles(tokens: Tokens, name: Candidate, mentioned: Mapping[int, str]) -> Iterator[FoundRole]:
    """The roles that the text states of the person named here, before the name and behind it."""
    before = _before(tokens, name, mentioned)
    if before is not None and (not _OF_ANOTHER.isdisjoint(before.title.split()) or _is_cut(tokens, before)):
        before = None
    for role in (before, stated_after(tokens, name.last)):
        if role is not None and role.title.lower() not in load_class("name_classes", "bare_role"):
            yield role


def _is_cut(tokens: Tokens, role: FoundRole) -> bool:
    """True for "West MP" behind a capital, which names the place, Reading West MP; and for Farmers' Union president.

    And for "Director" behind a small word that leads up to an office, the executive Director, and for the number of
    what is named before it: Year 11 pupil.
    """
    first = tokens.at(role.span.start)
    if tokens.before[first] in _LEADS_UP and tokens.words[first][:1].isupper():
        return True
    if tokens.words[first].isdigit() and tokens.before[first][:1].isupper():
        return True
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
    units += islice(walk, LONGEST - _OFFICE_OF)
    first = plain_edge(units, head) if is_in_title_case(tokens, name) else edge(units, head, mentioned)
    first = first - 1 if first is not None and first > head and _is_infinitive(units, head, first) else first
    if first is None or _is_verb_alone(units, first):
        return None
    if not _can_be_alone(tokens, units, head, name) or _is_clause(units, first):
        return None
    if head and _is_of_office(units, first):
        return None
    if first > head and is_bare_dateline(tokens, units[first].first):
        first -= 1
    begins = units[first].first
    while begins in mentioned and mentioned.get(begins - 1) == mentioned[begins]:
        begins -= 1
    return make_role(tokens, begins, units[0].last)


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
