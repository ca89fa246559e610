"""The candidates for a quoted stretch in order of probability: a log-linear ranking with learned weights."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sitegen.quotations.candidates import Candidate
from sitegen.text.values import value
from sitegen.text.weights import Weights


@value
class Ranked:
    """A candidate with the probability that the weights give it among its rivals."""

    candidate: Candidate
    probability: float


def rank(candidates: Sequence[Candidate]) -> tuple[Ranked, ...]:
    """The candidates, the likeliest first; ties stay in order of text."""
    weights = Weights.load("speaker")
    scores = [weights.of(candidate.features) for candidate in candidates]
    highest = max(scores)
    shares = [math.exp(score - highest) for score in scores]
    total = sum(shares)
    ranked = [Ranked(one, share / total) for one, share in zip(candidates, shares, strict=True)]
    return tuple(sorted(ranked, key=lambda one: -one.probability))
