"""From the names that were judged to the entities that they mean, and every place where a text mentions one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sitegen.knowledge import KnowledgeBase
from sitegen.knowledge.organizations import unsure_names
from sitegen.model import Entity, Kind, Mention
from sitegen.names.judge import Judgement, Named
from sitegen.names.mentioned import in_order, is_built_in, stretch_of
from sitegen.names.organizations import Organizations, find_organizations
from sitegen.names.organizations.candidates import Candidate
from sitegen.names.organizations.told import bodies_told
from sitegen.names.people import People, find_people
from sitegen.names.people.candidates import Candidate as PersonCandidate
from sitegen.names.people.candidates import name_words
from sitegen.names.people.evidence import gather as gather_people
from sitegen.names.places import find_places, places_told
from sitegen.names.proposals import Proposals
from sitegen.names.stretches import Stretch
from sitegen.text.tokens import Tokens
from sitegen.text.values import value
from sitegen.text.weights import log_odds

NEVER = -30.0
"""Log odds of a word that means other things too, such as Apple, where it only ever opens a sentence."""


@value
class Read:
    """What the names of a text mean."""

    found: tuple[Entity, ...]
    """The entities that only the text knows."""
    mentions: tuple[Mention, ...]
    """All mentions, in order of text."""
    with_people: tuple[Mention, ...]
    """The same without the places that only the text knows, which are looked for in what these leave."""
    told: tuple[Entity, ...] = ()
    """What the text tells of listed entities beyond their entries."""


def read_named(
    tokens: Tokens,
    known: Sequence[Mention],
    proposals: Proposals,
    judgement: Judgement,
    knowledge: KnowledgeBase,
    dateline: str = "",
) -> Read:
    """The entities that only the text knows, and all mentions.

    Of the `known` mentions those stay that the judge left, and all that the author lists. Places are looked for in what
    is left by persons and organisations; the `dateline` may stand outside the text.
    """
    left = _left(tokens, known, judgement, knowledge)
    organizations = _organizations(tokens, left, proposals, judgement, knowledge)
    people = _people(tokens, organizations.mentions, proposals, judgement, knowledge)
    before = (*people.found, *organizations.found)
    places = find_places(tokens, people.mentions, knowledge, before, dateline)
    mentions = in_order(people.mentions, places.mentions)
    told = (*people.told, *bodies_told(tokens, mentions, knowledge), *places_told(tokens, mentions, knowledge))
    return Read((*before, *places.found), mentions, people.mentions, told)


def _left(
    tokens: Tokens, known: Iterable[Mention], judgement: Judgement, knowledge: KnowledgeBase
) -> tuple[Mention, ...]:
    """The mentions of what is known, without those of the tables that the text speaks against."""
    kept = {(one.proposal.first, one.proposal.last) for one in judgement.named if one.proposal.known is not None}
    of_tables = {one for one in {mention.entity_id for mention in known} if is_built_in(knowledge.get(one))}
    return tuple([one for one in known if one.entity_id not in of_tables or stretch_of(tokens, one) in kept])


def _of_kind(named: Iterable[Named], kind: Kind) -> Iterator[Named]:
    """Those of this kind that nobody lists."""
    return (one for one in named if one.verdict.kind is kind and one.proposal.known is None)


def _places_of(named: Iterable[Named]) -> list[Stretch]:
    """Where names stand, in order of text."""
    return [(one.proposal.first, one.proposal.last) for one in named]


def _is_free(first: int, last: int, taken: Sequence[Stretch]) -> bool:
    """True when none of the stretches, which do not overlap and stand in order of text, touches the tokens."""
    at = bisect_left(taken, (last + 1, 0))
    return at == 0 or taken[at - 1][1] < first


def _organizations(
    tokens: Tokens,
    left: Sequence[Mention],
    proposals: Proposals,
    judgement: Judgement,
    knowledge: KnowledgeBase,
) -> Organizations:
    """The organisations, with the single words that may stand for one where nothing else is named."""
    named = tuple(_bodies(_places_of(_of_kind(judgement.named, Kind.ORGANIZATION)), proposals.bodies))
    taken = _places_of(judgement.named)
    free = [
        (one.first, one.last)
        for one in proposals.all
        if one.first == one.last and one.known is None and _is_free(one.first, one.last, taken)
    ]
    short = tuple(_bodies(free, proposals.bodies))
    keys = {(one.first, one.last): one.key for one in proposals.all}
    shares = {one.name: judgement.shares[keys[one.first, one.last]] for one in (*named, *short)}
    odds = {name: log_odds(of_kind[Kind.ORGANIZATION]) for name, of_kind in shares.items()}
    opening = {one.name for one in named if "body: opens only" in proposals.features[keys[one.first, one.last]]}
    odds |= dict.fromkeys(opening & unsure_names().keys(), NEVER)
    known = {(one.first, one.last): one.known for one in proposals.all if one.known is not None}
    return find_organizations(tokens, left, named, short, odds, known, proposals.people.mentioned, knowledge)


def _bodies(stretches: Iterable[Stretch], bodies: Mapping[Stretch, Candidate]) -> Iterator[Candidate]:
    return (bodies[at] for at in stretches if at in bodies)


def _people(
    tokens: Tokens,
    mentions: Sequence[Mention],
    proposals: Proposals,
    judgement: Judgement,
    knowledge: KnowledgeBase,
) -> People:
    """The persons, with the short names that may mean one of them where nothing else is named."""
    named = tuple(_of_kind(judgement.named, Kind.PERSON))
    found = proposals.people.found
    read = {(one.candidate.first, one.candidate.last): one for one in found}
    unread = [_as_person(tokens, *at) for at in _places_of(named) if at not in read]
    chosen = [
        *(read[at] for at in _places_of(named) if at in read),
        *gather_people(tokens, unread, proposals.people.mentioned),
    ]
    taken = _places_of(one for one in judgement.named if not _may_be_surname(one))
    others = [one for one in found if _is_free(one.candidate.first, one.candidate.last, taken)]
    certain: dict[tuple[str, ...], float] = {}
    probability = {(one.proposal.first, one.proposal.last): one.verdict.probability for one in named}
    for one in chosen:
        sure = probability[one.candidate.first, one.candidate.last]
        certain[one.candidate.words] = max(sure, certain.get(one.candidate.words, 0.0))
    every = sorted((*chosen, *others), key=lambda one: (one.candidate.first, one.candidate.last))
    return find_people(tokens, mentions, knowledge, every, certain)


def _may_be_surname(one: Named) -> bool:
    """True for a known place of one word, which may be somebody's surname too."""
    known = one.proposal.known
    return known is not None and known.kind is Kind.PLACE and one.proposal.first == one.proposal.last


def _as_person(tokens: Tokens, first: int, last: int) -> PersonCandidate:
    return PersonCandidate(first, last, tuple(name_words(tokens, first, last)))
