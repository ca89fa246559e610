"""Organisations whose names "and" holds together: the National Search and Rescue Agency, which is no Rescue Agency.

One article, or one owner, before both halves shows one name, unless the first half is a name of its own.
So does "at" with a university behind it: what stands before it is a part of that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sitegen.knowledge.given_names import is_given_name
from sitegen.model import Kind
from sitegen.names.judge import Judgement, Named
from sitegen.names.organizations.lexicon import heads, holds_head, is_acronym, is_capital, is_office
from sitegen.names.proposals import Proposal, Proposals
from sitegen.text.tokens import Tokens

_OPENERS = frozenset({"the", "'s"})
_PARTS_OF_SCHOOLS = frozenset({"school", "body", "house"})
"""The sorts of what a university has: a School, a Department, a Center."""
_MINISTRIES = frozenset({"Ministry", "Department"})


def with_whole_bodies(tokens: Tokens, proposals: Proposals, judgement: Judgement) -> Judgement:
    """The judgement with the whole names of organisations of which it has the half behind "and"."""
    whole = dict(_wholes(tokens, proposals, judgement))
    if not whole:
        return judgement
    taken = {index for one in whole.values() for index in range(one.first, one.last + 1)}
    named = tuple(_whole(one, whole) for one in judgement.named if one in whole or not _overlaps(one, taken))
    shares = {one.key: judgement.shares[half.proposal.key] for half, one in whole.items()}
    return replace(judgement, named=named, shares={**judgement.shares, **shares})


def with_whole_matters(tokens: Tokens, proposals: Proposals, judgement: Judgement) -> Judgement:
    """The judgement with all that a ministry is for, as surely as with what stands before "and": the Ministry of Ports
    and Sea."""
    proposed = {(one.first, one.last): one for one in proposals.all}
    whole: dict[Named, Proposal] = {}
    sure: dict[str, Mapping[Kind, float]] = {}
    for one in judgement.named:
        joint = _joint_of_matters(tokens, one)
        if not joint or not _is_matter(tokens, proposals, joint + 1, end := _capitals_end(tokens, joint + 1)):
            continue
        first = one.proposal.first
        part, name = proposed.get((first, joint - 1)), proposed.get((first, end))
        if part is not None and name is not None and name.last >= one.proposal.last:
            whole[one] = name
            sure[name.key] = max(judgement.shares[part.key], judgement.shares[name.key], key=_as_body)
    if not whole:
        return judgement
    taken = {index for one in whole.values() for index in range(one.first, one.last + 1)}
    named = tuple(_whole(one, whole) for one in judgement.named if one in whole or not _overlaps(one, taken))
    return replace(judgement, named=named, shares={**judgement.shares, **sure})


def without_parts_of_schools(tokens: Tokens, judgement: Judgement) -> Judgement:
    """The judgement without what a text names by its university: the School of Tides at Holm University."""
    parts = {one for one in judgement.named if _is_part_of_school(tokens, one)}
    return replace(judgement, named=tuple(one for one in judgement.named if one not in parts)) if parts else judgement


def _is_part_of_school(tokens: Tokens, one: Named) -> bool:
    first, last = one.proposal.first, one.proposal.last
    if one.verdict.kind is not Kind.ORGANIZATION or one.proposal.known is not None or tokens.behind[last] != "at":
        return False
    if heads().get(tokens.words[first]) not in _PARTS_OF_SCHOOLS or tokens.behind[first] not in ("of", "for"):
        return False
    at = last + 3 if tokens.sentence_word(last + 2, last) == "the" else last + 2
    words = tokens.words[at : _capitals_end(tokens, at) + 1]
    return any(heads().get(word) == "school" for word in words)


def _as_body(shares: Mapping[Kind, float]) -> float:
    return shares[Kind.ORGANIZATION]


def _joint_of_matters(tokens: Tokens, one: Named) -> int:
    """The first "and" in the name of a ministry, or right behind it; 0 for what is none, or has none."""
    first, last = one.proposal.first, one.proposal.last
    words = tokens.words[first : last + 2]
    ministry = words[0] in _MINISTRIES and words[1:2] == ("of",) and one.proposal.known is None
    if not ministry or one.verdict.kind is not Kind.ORGANIZATION or "and" not in words or "," in words:
        return 0
    return first + words.index("and")


def _capitals_end(tokens: Tokens, first: int) -> int:
    """The last of the capitals that begin at `first`."""
    end = first - 1
    while tokens.in_sentence(end + 1, first) and is_capital(tokens.words[end + 1]):
        end += 1
    return end


def _is_matter(tokens: Tokens, proposals: Proposals, first: int, last: int) -> bool:
    """True for what may be a matter, no other body and nobody."""
    words = tokens.words[first : last + 1]
    other = any(at in proposals.people.mentioned for at in range(first, last + 1)) or holds_head(words)
    named = any(is_acronym(word) or is_office(word) or is_given_name(word) for word in words)
    return bool(words) and not other and not named


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
