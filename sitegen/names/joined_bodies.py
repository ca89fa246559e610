"""Organisations whose names "and" holds together: the National Search and Rescue Agency, which is no Rescue Agency.

One article, or one owner, before both halves shows one name, unless the first half is a name of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sitegen.model import Kind
from sitegen.names.judge import Judgement, Named
from sitegen.names.organizations.lexicon import heads, holds_head, is_acronym
from sitegen.names.proposals import Proposal, Proposals
from sitegen.text.tokens import Tokens

_OPENERS = frozenset({"the", "'s"})


def with_whole_bodies(tokens: Tokens, proposals: Proposals, judgement: Judgement) -> Judgement:
    """The judgement with the whole names of organisations of which it has the half behind "and"."""
    whole = dict(_wholes(tokens, proposals, judgement))
    if not whole:
        return judgement
    taken = {index for one in whole.values() for index in range(one.first, one.last + 1)}
    named = tuple(_whole(one, whole) for one in judgement.named if one in whole or not _overlaps(one, taken))
    shares = {one.key: judgement.shares[half.proposal.key] for half, one in whole.items()}
    return replace(judgement, named=named, shares={**judgement.shares, **shares})


def _whole(one: Named, whole: Mapping[Named, Proposal]) -> Named:
    return replace(one, proposal=whole[one]) if one in whole else one


def _overlaps(one: Named, taken: set[int]) -> bool:
    return not taken.isdisjoint(range(one.proposal.first, one.proposal.last + 1))


def _wholes(tokens: Tokens, proposals: Proposals, judgement: Judgement) -> Iterator[tuple[Named, Proposal]]:
    """The halves that the judgement has, each with the whole name."""
    halves = {
        one.proposal.last: one
        for one in judgement.named
        if one.verdict.kind is Kind.ORGANIZATION
        and one.proposal.known is None
        and tokens.word(one.proposal.first - 1) == "and"
        and tokens.words[one.proposal.last] in heads()
    }
    for proposal in proposals.all if halves else ():
        half = halves.get(proposal.last)
        if half is None or proposal.first >= half.proposal.first - 1 or proposal.known is not None:
            continue
        if tokens.sentence_word(proposal.first - 1, proposal.first).lower() in _OPENERS and _is_no_name(
            tokens, proposal.first, half.proposal.first - 2, proposals
        ):
            yield half, proposal


def _is_no_name(tokens: Tokens, first: int, last: int, proposals: Proposals) -> bool:
    """True for what is no name by itself: "Energy" in the Energy and Water Board, not "FBI", not "Senate"."""
    words = tokens.words[first : last + 1]
    known = not proposals.people.mentioned.keys().isdisjoint(range(first, last + 1))
    whole = holds_head(words) and (len(words) > 1 or heads()[words[0]] != "firm")
    return not known and not whole and not any(map(is_acronym, words)) and words[0][:1].isupper()
