"""Public bodies that the end of a name shows for sure, behind that of where they are: Halvik County Council.

The judge weighs their words like any others', and is seldom sure enough of them for a card. A name that may begin
earlier than what is known of it has none: Halvik, Vask and Tolland NHS Trust.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from sitegen.knowledge.given_names import is_given_name
from sitegen.model import Kind
from sitegen.names.judge import KINDS, Judgement, Named, Verdict
from sitegen.names.organizations.lexicon import heads, holds_head, is_capital, is_office
from sitegen.names.people.lexicon import Sort, sort_at_opening, sort_of
from sitegen.names.proposals import Proposals
from sitegen.text.tokens import Tokens
from sitegen.text.values import value
from sitegen.text.wordlists import load_class, load_rows, load_words

PUBLIC = 0.9
"""How likely such a name is a body's, at least."""
_JOINTS = frozenset({"and", "&"})
_NO_FRONT = frozenset({Sort.STRANGER, Sort.TITLE, Sort.ADDRESS})
_LONGEST_FRONT = 6
"""Tokens before the ending."""
_SEVERAL = frozenset({",", "between", "both", "and", "&"})
"""Before the first of two names that are two bodies', or more."""
_PLACE = 2
"""Words of the name of a place before "and"."""
_COUNTY = "County"
_PEOPLE = frozenset({"Children", "Women"})
"""Whose with an apostrophe a hospital's trust is."""


@value
class _Ending:
    """Tokens `first` to `last` with which the name of a public body ends."""

    first: int
    last: int
    joins: bool
    """True where two places before it, with "and" between, are one body's."""


def with_public_bodies(tokens: Tokens, proposals: Proposals, judgement: Judgement) -> Judgement:
    """The judgement with an organisation for each such name, in the place of whatever it has there."""
    endings = tuple(_endings_in(tokens))
    if not endings:
        return judgement
    proposed = {(one.first, one.last): one for one in proposals.all}
    known = {one.last: one.first for one in proposals.all if one.known and one.known.kind is Kind.ORGANIZATION}
    bodies: list[Named] = []
    closed: set[int] = set()
    for ending in endings:
        if known.get(ending.last, ending.last) < ending.first:
            continue
        begins, is_whole = _beginning(tokens, proposals.people.mentioned, judgement.named, ending)
        if is_whole and begins == ending.first:
            continue
        closed.update(range(begins, ending.last + 1))
        one = proposed.get((begins, ending.last))
        if one is not None and is_whole:
            sure = max(PUBLIC, judgement.shares[one.key][Kind.ORGANIZATION])
            bodies.append(Named(one, Verdict(Kind.ORGANIZATION, sure)))
    kept = (one for one in judgement.named if closed.isdisjoint(range(one.proposal.first, one.proposal.last + 1)))
    named = tuple(sorted((*kept, *bodies), key=lambda one: one.proposal.first))
    shares = {one.proposal.key: _shares(one.verdict.probability) for one in bodies}
    return replace(judgement, named=named, shares={**judgement.shares, **shares})


def _shares(sure: float) -> Mapping[Kind, float]:
    return {kind: sure if kind is Kind.ORGANIZATION else (1 - sure) / len(KINDS) for kind in KINDS}


def _endings_in(tokens: Tokens) -> Iterator[_Ending]:
    """Every place where such an ending stands with a name before it, the longest of those that end there."""
    for last in tokens.where(frozenset(_endings())):
        for words, joins in _endings()[tokens.words[last]]:
            first = last + 1 - len(words)
            if first > 0 and tokens.words[first : last + 1] == words and tokens.in_sentence(first - 1, last):
                if not _goes_on(tokens, last):
                    yield _Ending(first, last, joins)
                break


@cache
def _endings() -> Mapping[str, Sequence[tuple[tuple[str, ...], bool]]]:
    """The endings by their last words, the longest first, and whether they join."""
    found: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for ending, *joined in load_rows("public_bodies"):
        words = tuple(ending.replace("'", " '").split())
        found.setdefault(words[-1], []).append((words, bool(joined)))
    return {last: sorted(rows, key=lambda row: -len(row[0])) for last, rows in found.items()}


def _goes_on(tokens: Tokens, last: int) -> bool:
    """True where the name is longer: before "of", and before a capital that is no office and no form of address."""
    behind = tokens.behind[last]
    if behind == "of" or (behind == "-" and tokens.glued(last + 1)):
        return True
    return behind[:1].isupper() and not (is_office(behind) or sort_of(behind) in _NO_FRONT)


def _beginning(
    tokens: Tokens, mentioned: Mapping[int, str], named: Sequence[Named], ending: _Ending
) -> tuple[int, bool]:
    """Where the name begins, at the ending where nothing leads to it, and whether that is its beginning for sure."""
    first = ending.first
    if tokens.before[first] == "'":
        return first, False
    begins = _front(tokens, first, mentioned)
    if begins == first or first - begins > _LONGEST_FRONT or not _tells_where(tokens, begins, first, mentioned):
        return first, True
    before, earlier = tokens.before[begins], tokens.sentence_word(begins - 2, begins)
    if before in ("-", "/"):
        return begins, False
    if before == "of":
        return begins, earlier not in heads() or is_office(earlier)
    if before not in _JOINTS or not earlier[:1].isupper():
        return begins, True
    other = _front(tokens, begins - 1, mentioned)
    if any(one.proposal.last == begins - 2 and one.verdict.kind is not Kind.PLACE for one in named):
        return begins, True
    if holds_head(tokens.words[other : begins - 1]):
        return begins, True
    is_pair = tokens.before[other].lower() not in _SEVERAL
    return (other, True) if ending.joins and is_pair and _may_be_place(tokens, other, begins - 1) else (begins, False)


def _may_be_place(tokens: Tokens, first: int, end: int) -> bool:
    """True for a word or two that nobody is called by."""
    words = tokens.words[first:end]
    plain = all(sort_of(word) is Sort.NAME and word.isalpha() for word in words)
    return 0 < len(words) <= _PLACE and plain and not is_given_name(words[0])


def _front(tokens: Tokens, end: int, mentioned: Mapping[int, str]) -> int:
    """Where the capitals before token `end` begin, without those that only lead up to a name."""
    begins = end
    while tokens.in_sentence(begins - 1, end) and tokens.leaves[begins - 1] == tokens.leaves[end]:
        word, following = tokens.words[begins - 1], tokens.words[begins]
        inside = word == "'s" and (following == _COUNTY or tokens.words[begins - 2] in _PEOPLE)
        hyphen = word == "-" and tokens.glued(begins - 1) and tokens.glued(begins)
        if not (is_capital(word) or inside or hyphen):
            break
        begins -= 1
    for at in range(begins, end):
        if _only_leads(tokens, at, mentioned) or tokens.words[at] in ("-", "'s"):
            begins = at + 1 if at == begins or is_office(tokens.words[at]) else begins
    return begins


def _only_leads(tokens: Tokens, at: int, mentioned: Mapping[int, str]) -> bool:
    """True for a word of no place: what opens the sentence, an office, a form of address."""
    word = tokens.words[at]
    if at in mentioned or word in load_words("compass") or word in load_class("name_classes", "area_front"):
        return False
    sort = sort_at_opening(word) if tokens.openings[at] else sort_of(word)
    return sort in _NO_FRONT and tokens.behind[at] != _COUNTY


def _tells_where(tokens: Tokens, begins: int, end: int, mentioned: Mapping[int, str]) -> bool:
    """True where one of the words may be the name of a place."""
    return any(
        at in mentioned or sort_of(word) is Sort.NAME or word in load_words("compass") or tokens.behind[at] == _COUNTY
        for at, word in enumerate(tokens.words[begins:end], begins)
    )
