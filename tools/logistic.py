"""Logistic regression over named features with a quadratic penalty, and its judgement on what it did not see."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sitegen.text.parse import is_of_model

Example = tuple[frozenset[str], bool]
"""The features of one name, and whether it is what is looked for."""

FOLDS = 5
TURNS = 400
RATE = 0.5
PENALTY = 0.004
RAREST = 4
"""A feature that fewer examples show gets no weight unless a prior names it."""


def fit(
    sample: Sequence[Example],
    prior: Mapping[str, float],
    penalty: float = PENALTY,
    held: Mapping[str, float] | None = None,
) -> dict[str, float]:
    """The weights that make the sample likeliest, drawn to the prior; the feature `any` belongs to every example.

    Where weights are `held`, they stay as they are, and only those of a language model's features are learned.
    """
    seen = Counter(feature for features, _ in sample for feature in features)
    known = sorted({"any", *prior, *(feature for feature, times in seen.items() if times >= RAREST)})
    known = known if held is None else [feature for feature in known if is_of_model(feature)]
    weights = {feature: prior.get(feature, 0.0) for feature in known} | dict(held or {})
    rows = Counter((("any", *(s for s in sorted(features) if s in weights)), right) for features, right in sample)
    speed = dict.fromkeys(known, 1e-6)
    for _ in range(TURNS):
        slope = {feature: penalty * (prior.get(feature, 0.0) - weights[feature]) for feature in known}
        for (features, right), times in rows.items():
            miss = times * (right - 1 / (1 + math.exp(-sum(weights[feature] for feature in features)))) / len(sample)
            for feature in features:
                if feature in slope:
                    slope[feature] += miss
        for feature in known:
            speed[feature] += slope[feature] ** 2
            weights[feature] += RATE * slope[feature] / math.sqrt(speed[feature])
    return weights


def fit_all(sample: Sequence[Example], prior: Mapping[str, float], penalty: float = PENALTY) -> dict[str, float]:
    """The weights of the text's own features, and over them those of the features that a language model gives."""
    own = [
        (frozenset(feature for feature in features if not is_of_model(feature)), right) for features, right in sample
    ]
    return fit(sample, prior, penalty, held=fit(own, prior, penalty))


def weigh(features: Iterable[str], weights: Mapping[str, float]) -> float:
    """Log odds."""
    return weights["any"] + sum(weights.get(feature, 0.0) for feature in features)


def folds(documents: Sequence[Sequence[Example]]) -> Iterator[tuple[list[Example], list[Example]]]:
    """For each fifth of the documents: the examples of the others, and its own."""
    for fold in range(FOLDS):
        parts: dict[bool, list[Example]] = defaultdict(list)
        for number, document in enumerate(documents):
            parts[number % FOLDS == fold].extend(document)
        yield parts[False], parts[True]


def cross_validate(documents: Sequence[Sequence[Example]], prior: Mapping[str, float], penalty: float = PENALTY) -> str:
    """Precision, recall and F1 over names when every document is judged by weights learned from the others."""
    judged = [
        (weigh(features, weights) > 0, right)
        for learned, held in folds(documents)
        for weights in [fit_all(learned, prior, penalty)]
        for features, right in held
    ]
    hits, taken, wanted = (sum(map(bool, some)) for some in zip(*((t and r, t, r) for t, r in judged), strict=True))
    precision, recall = hits / max(taken, 1), hits / max(wanted, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f} of {wanted} names"
