"""Relatives who are called by one name: "his wife Sunanda", "their late son Bronny". The noun before shows a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sitegen.model import Kind
from sitegen.names.judge import Judgement, Named, Verdict
from sitegen.names.people.lexicon import Sort, sort_of
from sitegen.names.proposals import Proposal, Proposals
from sitegen.text.tokens import Tokens
from sitegen.text.wordlists import load_words

RELATIVE = 0.75
"""How likely a lone name behind such a noun is a person's, at least."""
_OWNERS = frozenset({"his", "her", "their", "my", "our", "your", "'s"})
_BETWEEN = frozenset({"late", "elder", "younger", "older", "eldest", "youngest", "twin", "second", "first", "then"})
_JOINED = frozenset({"-", "&", "/", "of"})
_SHORTEST = 3


def with_relatives(tokens: Tokens, proposals: Proposals, judgement: Judgement) -> Judgement:
    """The judgement with persons for what stands alone behind such a noun, wherever else it stands."""
    relatives = {one.key for one in proposals.all if _is_relative(tokens, proposals, one)}
    if not relatives:
        return judgement
    named = [_raised(one) if one.proposal.key in relatives else one for one in judgement.named]
    relatives -= {one.proposal.key for one in named}
    taken = {at for one in named for at in range(one.proposal.first, one.proposal.last + 1)}
    free = (one for one in proposals.all if one.key in relatives and one.first not in taken)
    return replace(judgement, named=_in_order([*named, *map(_as_person, free)]))


def _raised(one: Named) -> Named:
    """A person as likely as a relative is; nothing else changes."""
    likely = one.verdict.kind is not Kind.PERSON or one.verdict.probability >= RELATIVE
    return one if likely else replace(one, verdict=Verdict(Kind.PERSON, RELATIVE))


def _as_person(one: Proposal) -> Named:
    return Named(one, Verdict(Kind.PERSON, RELATIVE))


def _in_order(named: Sequence[Named]) -> tuple[Named, ...]:
    return tuple(sorted(named, key=lambda one: one.proposal.first))


def _is_relative(tokens: Tokens, proposals: Proposals, one: Proposal) -> bool:
    at = one.first
    if at != one.last or one.known is not None or tokens.before[at] not in load_words("relation_nouns"):
        return False
    word, owner = tokens.words[at], at - 3 if tokens.word(at - 2) in _BETWEEN else at - 2
    owned = tokens.sentence_word(owner, at).lower() in _OWNERS
    plain = sort_of(word) is Sort.NAME and len(word) >= _SHORTEST and word.lower() not in tokens.small_words
    behind = tokens.behind[at]
    alone = not behind[:1].isupper() and behind not in _JOINED
    return owned and plain and alone and "person" in proposals.features[one.key]
