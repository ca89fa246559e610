"""Persons whom a word before a lone name shows, or the form of a full one, whatever the judge makes of it.

Relatives: "his wife Sunanda", "their late son Bronny"; popes; who is called as Moon Jae-in is; and Torvon “Smoke” Vask,
whose surname stands alone elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sitegen.knowledge.given_names import is_given_name
from sitegen.model import Kind
from sitegen.names.judge import Judgement, Named, Verdict
from sitegen.names.people.candidates import name_words
from sitegen.names.people.lexicon import Sort, puts_family_first, sort_of
from sitegen.names.proposals import Proposal, Proposals
from sitegen.text.tokens import Tokens
from sitegen.text.wordlists import load_words

PLAIN = 0.75
"""How likely such a name is a person's, at least."""
_OWNERS = frozenset({"his", "her", "their", "my", "our", "your", "'s"})
_BETWEEN = frozenset({"late", "elder", "younger", "older", "eldest", "youngest", "twin", "second", "first", "then"})
_JOINED = frozenset({"-", "&", "/", "of"})
_OPENING, _CLOSING = frozenset({"“", '"', "‘"}), frozenset({"”", '"', "’"})
_TO_SURNAME = 4
"""Tokens from a given name over a nickname in marks to the surname."""
_SHORTEST = 3
_POPE = "Pope"


def with_plain_persons(tokens: Tokens, proposals: Proposals, judgement: Judgement) -> Judgement:
    """The judgement with persons for such names, wherever else they stand."""
    plain = {one.key for one in proposals.all if _is_plain(tokens, proposals, one)}
    if not plain:
        return judgement
    nicknamed = [one for one in proposals.all if one.key in plain and _has_nickname(tokens, one)]
    inside = {at for one in nicknamed for at in range(one.first, one.last + 1)}
    kept = (one for one in judgement.named if one.proposal in nicknamed or one.proposal.first not in inside)
    named = [_raised(one) if one.proposal.key in plain else one for one in kept]
    plain -= {one.proposal.key for one in named}
    taken = {at for one in named for at in range(one.proposal.first, one.proposal.last + 1)}
    free = (one for one in proposals.all if one.key in plain and taken.isdisjoint(range(one.first, one.last + 1)))
    return replace(judgement, named=_in_order([*named, *map(_as_person, free)]))


def _raised(one: Named) -> Named:
    """A person that likely; nothing else changes."""
    likely = one.verdict.kind is not Kind.PERSON or one.verdict.probability >= PLAIN
    return one if likely else replace(one, verdict=Verdict(Kind.PERSON, PLAIN))


def _as_person(one: Proposal) -> Named:
    return Named(one, Verdict(Kind.PERSON, PLAIN))


def _in_order(named: Sequence[Named]) -> tuple[Named, ...]:
    return tuple(sorted(named, key=lambda one: one.proposal.first))


def _is_plain(tokens: Tokens, proposals: Proposals, one: Proposal) -> bool:
    if _has_nickname(tokens, one):
        return True
    if one.known is not None or "person" not in proposals.features[one.key]:
        return False
    if one.first == one.last:
        return _is_relative(tokens, one) or _is_pope(tokens, one.first)
    return puts_family_first(tuple(name_words(tokens, one.first, one.last)))


def _has_nickname(tokens: Tokens, one: Proposal) -> bool:
    """True for a name with another in marks behind its first word, whose surname stands alone elsewhere."""
    surname = one.first + _TO_SURNAME
    marked = tokens.word(one.first + 1) in _OPENING and tokens.word(surname - 1) in _CLOSING
    goes_on = tokens.behind[one.last] in load_words("name_suffixes")
    if one.known is not None or goes_on or not marked or one.last < surname:
        return False
    words = tokens.words[one.first], tokens.words[surname]
    alone = any(not tokens.before[at][:1].isupper() for at in tokens.where({words[1]}) if at != surname)
    return alone and all(sort_of(word) is Sort.NAME and word.lower() not in tokens.small_words for word in words)


def _is_pope(tokens: Tokens, at: int) -> bool:
    return tokens.before[at] == _POPE and is_given_name(tokens.words[at])


def _is_relative(tokens: Tokens, one: Proposal) -> bool:
    at = one.first
    if tokens.before[at] not in load_words("relation_nouns"):
        return False
    word, owner = tokens.words[at], at - 3 if tokens.word(at - 2) in _BETWEEN else at - 2
    owned = tokens.sentence_word(owner, at).lower() in _OWNERS
    plain = sort_of(word) is Sort.NAME and len(word) >= _SHORTEST and word.lower() not in tokens.small_words
    behind = tokens.behind[at]
    alone = not behind[:1].isupper() and behind not in _JOINED
    return owned and plain and alone
