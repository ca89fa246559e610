"""What each name of a text is: a person, an organisation, a place, or no name at all; decided once for all its places.

One log-linear model over the features of a name gives each of the four its probability (multinomial logistic
regression: Theil, "A multinomial extension of the linear logit model", International Economic Review 10, 1969). Where
stretches overlap, those are taken of which the most can be expected to be right: the best set of intervals without
overlap (Kleinberg and Tardos, "Algorithm Design", 2005, section 6.1).
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from itertools import repeat

from sitegen.model import Kind
from sitegen.names.longer_names import LIKE_ADJECTIVES
from sitegen.names.people.lexicon import is_particle
from sitegen.names.proposals import Proposal, Proposals
from sitegen.text.values import value
from sitegen.text.weights import BIAS, Weights
from sitegen.text.wordlists import load_words

KINDS = (Kind.PERSON, Kind.ORGANIZATION, Kind.PLACE)
"""What a name can be, in the order of the table's columns."""
TAKEN: Mapping[Kind, float] = {Kind.PERSON: 0.4, Kind.ORGANIZATION: 0.3, Kind.PLACE: 0.4}
"""The probability from which a name counts as one of that kind; a page may ask for more."""
KEPT: Mapping[Kind, float] = {Kind.COUNTRY: 0.0, Kind.PLACE: 0.0, Kind.ORGANIZATION: 0.02}
"""The same for what the tables know: the probability below which the text speaks against it."""
BEHIND_NAME = 0.25
"""The probability that is asked of a known body of one word, not in capitals, behind a word that only names have."""
COVERING = 0.6
"""The probability from which a name takes the place of a country or place in it."""
PART = 0.3
"""The probability of a longer name from which a country or place in it has no card, though the longer one has none."""
_IN = " in "
_BITS = 20
"""Of each sum in a packed number; three have room in the numbers that are added up fastest, below 2 ** 62."""
_HALF, _MASK = 1 << (_BITS - 1), (1 << _BITS) - 1
_HOLDS = frozenset({"holds country", "holds place"})
_LED = frozenset({"before it name", "words 1", "shape A"})
_OPENS = frozenset({"body: opens only", "body: weak opening"})
TEAM = 0.9
"""How likely who stands in a row of sports results, with nothing but figures behind it, is a team."""
_NICKNAME = frozenset('"“”')
"""The marks that stand in a full name alone: Ana "Nan" Ruiz."""
FULL_NAME = 0.15
"""The probability from which the surname's may speak for the full name."""
_WITH_PARTICLE = 2
"""Words of a name that is more than a particle and a surname, at least."""


@value
class Verdict:
    """What a name most likely is, nothing apart, and the probability, 0 to 1, that it is."""

    kind: Kind
    probability: float


@value
class Named:
    """A stretch that is a name, and what it is."""

    proposal: Proposal
    verdict: Verdict


@value
class Judgement:
    """The names of a text, in order, none of which overlaps another; and how likely each that was proposed is what."""

    named: tuple[Named, ...]
    shares: Mapping[str, Mapping[Kind, float]]
    """By key: the probability of each kind."""


def judge_all(proposals: Proposals) -> Judgement:
    """The names of a text."""
    alone = {key: _able(probabilities(features), features) for key, features in proposals.features.items()}
    shares = {key: _of_family(key, alone, features) for key, features in proposals.features.items()}
    verdicts = {key: _likeliest(of_kind) for key, of_kind in shares.items()}
    named = [Named(one, verdicts[one.key] if one.known is None else _of_known(one, shares)) for one in proposals.all]
    named = [one for one in named if _IN not in one.proposal.key or not _ends_with_place(one, verdicts)]
    holding = {key for key, features in proposals.features.items() if not _HOLDS.isdisjoint(features)}
    led = {key for key, features in proposals.features.items() if features >= _LED}
    able = [
        pair
        for pair in zip(named, around_each(named), strict=True)
        if pair[0].verdict.probability >= line_of(pair[0], holding, led)
    ]
    parts = _parts(able, named)
    free = (pair for pair in able if pair[0] not in parts) if parts else able
    return Judgement(_best((one, one.verdict.probability * (1 - around)) for one, around in free), shares)


def around_each(named: Sequence[Named]) -> Iterator[float]:
    """For each the probability of the likeliest longer name that holds it: it is one only where that is none."""
    holding: dict[int, list[tuple[int, int, float]]] = defaultdict(list)
    for one in named:
        first, last = one.proposal.first, one.proposal.last
        if one.proposal.known is None:
            for index in range(first, last + 1):
                holding[index].append((first, last, one.verdict.probability))
    for one in named:
        first, last, around = one.proposal.first, one.proposal.last, 0.0
        for start, end, likely in holding[first]:
            if end >= last and likely > around and (start, end) != (first, last):
                around = likely
        yield around


def _ends_with_place(one: Named, verdicts: Mapping[str, Verdict]) -> bool:
    """True for an organisation and where it is, when it is likelier without: the Kelp Institute in Holmvik.

    So is what says already of what place or matter it is: the University of Holm in Vask.
    """
    if one.verdict.kind is not Kind.ORGANIZATION or one.proposal.known is not None:
        return False
    without = verdicts.get(one.proposal.key.rpartition(_IN)[0])
    if without is None or without.kind is not one.verdict.kind:
        return False
    is_of = " of " in one.proposal.key.rpartition(_IN)[0]
    return without.probability > (TAKEN[Kind.ORGANIZATION] if is_of else one.verdict.probability)


def _likely_bodies(named: Iterable[Named]) -> Sequence[Proposal]:
    """What is as likely as PART the whole name of an organisation."""
    return [
        one.proposal
        for one in named
        if one.proposal.known is None and one.verdict.kind is Kind.ORGANIZATION and one.verdict.probability >= PART
    ]


def _parts(able: Iterable[tuple[Named, float]], named: Iterable[Named]) -> Sequence[Named]:
    """The countries and places that such a name may hold, so that they have no card even where that has none."""
    held = [one for one, around in able if around >= PART and _may_be_held(one.proposal)]
    bodies = _likely_bodies(named) if held else ()
    return [one for one in held if any(_holds(body, one.proposal) for body in bodies)]


def _holds(body: Proposal, one: Proposal) -> bool:
    """True for a part of that name; not for the owner of what it names, nor for the state whose organ it is."""
    if not body.first <= one.first <= one.last <= body.last or (body.first, body.last) == (one.first, one.last):
        return False
    name = one.key.removeprefix(one.bound)
    if f"{name}'s " in body.key:
        return False
    is_matter = " of " in body.key.partition(name)[0] and body.last > one.last
    head = body.key if is_matter else body.key.partition(" of ")[0]
    return head.rpartition(" ")[2] not in load_words("organization_state")


def _may_be_held(one: Proposal) -> bool:
    """True for a country or place, but for one that stands before every noun."""
    if one.known is None or one.known.kind is Kind.ORGANIZATION:
        return False
    return one.key.removeprefix(one.bound) not in LIKE_ADJECTIVES


def _able(shares: Mapping[Kind, float], features: Set[str]) -> Mapping[Kind, float]:
    """The same, but what begins with a word that only opens its sentence ("Later Turkey-Vask") is nobody's name.

    Unless somebody whom the text names in full has it for a surname: Peter Bunting.
    """
    if features >= _OPENS and "person" not in features and "surname of a full name" not in features:
        return {**shares, Kind.PERSON: 0.0}
    return shares


def _of_family(key: str, shares: Mapping[str, Mapping[Kind, float]], features: Container[str]) -> Mapping[Kind, float]:
    """How likely a name is what, with what speaks for another form of it.

    A full name may be a person's as surely as the surname alone is; a name that the text explains an acronym with, and
    the acronym, are an organisation's as surely as the other is.
    """
    own = shares[key]
    if "body: result" in features and "given name first" not in features:
        return _as_surely(own, Kind.ORGANIZATION, {Kind.ORGANIZATION: TEAM})
    nicknamed = not _NICKNAME.isdisjoint(key) and f"{key.partition(' ')[0]} {key.rpartition(' ')[2]}" not in shares
    if (nicknamed or "person" in features) and own[Kind.PERSON] >= FULL_NAME:
        for surname in _surnames(key):
            own = _as_surely(own, Kind.PERSON, shares.get(surname))
    if "body: defines its initials" in features:
        own = _as_surely(
            own, Kind.ORGANIZATION, shares.get("".join(word[0] for word in key.split() if word[0].isupper()))
        )
    return own


def _of_known(one: Proposal, shares: Mapping[str, Mapping[Kind, float]]) -> Verdict:
    """How likely it is what the tables say."""
    is_body = one.known is not None and one.known.kind is Kind.ORGANIZATION
    kind = Kind.ORGANIZATION if is_body else Kind.PLACE
    return Verdict(kind, shares[one.key][kind])


def _surnames(name: str) -> Iterator[str]:
    """The surname, without the particle before it and with it: Halvik and El Halvik."""
    words = [word for word in name.split() if word not in load_words("name_suffixes")]
    yield words[-1] if words else ""
    if len(words) > _WITH_PARTICLE and is_particle(words[-2]):
        yield " ".join(words[-2:])


def _as_surely(own: Mapping[Kind, float], kind: Kind, other: Mapping[Kind, float] | None) -> Mapping[Kind, float]:
    """The probabilities with that of `kind` raised to the other name's."""
    if other is None or other[kind] <= own[kind]:
        return own
    less = (1 - other[kind]) / max(1 - own[kind], 1e-9)
    return {one: other[kind] if one is kind else share * less for one, share in own.items()}


def _likeliest(shares: Mapping[Kind, float]) -> Verdict:
    kind = max(KINDS, key=shares.__getitem__)
    return Verdict(kind, shares[kind])


def probabilities(features: Iterable[str]) -> dict[Kind, float]:
    """The probability of each kind; what is missing to 1 is that it is no name."""
    weights = hundredths().packed
    scores = _unpacked(sum(map(weights.get, features, repeat(0)), weights.get(BIAS, 0)))
    top = max(0.0, *scores)
    shares = [math.exp(score - top) for score in scores]
    whole = math.exp(-top) + sum(shares)
    return {kind: share / whole for kind, share in zip(KINDS, shares, strict=True)}


class KindWeights(dict[str, tuple[int, ...]]):
    """The weights of each feature for each of KINDS, in hundredths of log odds."""

    packed: Mapping[str, int]
    """The same side by side in one number, so that one sum of numbers is the sum for every kind."""

    def __init__(self, weights: Mapping[str, Iterable[int]]) -> None:
        super().__init__((feature, tuple(columns)) for feature, columns in weights.items())
        self.packed = {feature: _packed(columns) for feature, columns in self.items()}


def _packed(columns: Iterable[int]) -> int:
    return sum(weight << (_BITS * place) for place, weight in enumerate(columns))


def _unpacked(total: int) -> list[float]:
    """The sums, in log odds, of which packed numbers are the total."""
    scores = []
    for _ in KINDS:
        lowest = ((total + _HALF) & _MASK) - _HALF
        scores.append(lowest / 100)
        total = (total - lowest) >> _BITS
    return scores


@cache
def hundredths() -> KindWeights:
    """How much each feature speaks for each of KINDS, in hundredths of log odds to its being no name."""
    columns = [weights_for(kind).of_feature for kind in KINDS]
    features = {feature for column in columns for feature in column}
    return whole_weights({feature: tuple(column.get(feature, 0.0) for column in columns) for feature in features})


def whole_weights(weights: Mapping[str, Iterable[float]]) -> KindWeights:
    """Weights as whole hundredths, whose sum is one in every process, in whatever order a set gives its features."""
    return KindWeights({feature: [round(100 * one) for one in columns] for feature, columns in weights.items()})


def weights_for(kind: Kind) -> Weights:
    """How much each feature speaks for that kind, in log odds to its being no name."""
    return Weights.load("name", KINDS.index(kind))


def line_of(one: Named, holding: Container[str], led: Container[str]) -> float:
    """The probability that is asked of it; more where it is one of the names `holding` a known place.

    So it is where it is a word that a name has `led` to: Marta Nielsen is no Nielsen.
    """
    known = one.proposal.known
    if known is not None:
        return BEHIND_NAME if known.kind is Kind.ORGANIZATION and one.proposal.key in led else KEPT[known.kind]
    return max(TAKEN[one.verdict.kind], COVERING if one.proposal.key in holding else 0.0)


def _best(weighed: Iterable[tuple[Named, float]]) -> tuple[Named, ...]:
    """Those of the names that do not overlap and of which, together, the most are right."""
    ordered = sorted(weighed, key=lambda pair: (pair[0].proposal.last, pair[0].proposal.first))
    ends = [named.proposal.last for named, _ in ordered]
    before = [bisect_left(ends, named.proposal.first) for named, _ in ordered]
    most = [0.0]
    for (_, gain), held in zip(ordered, before, strict=True):
        most.append(max(most[-1], most[held] + gain))
    chosen, at = [], len(ordered)
    while at:
        if most[at] == most[at - 1]:
            at -= 1
        else:
            chosen.append(ordered[at - 1][0])
            at = before[at - 1]
    return tuple(reversed(chosen))
