"""Logistic regression over named signs with a quadratic penalty, and its judgement on what it did not see."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sitegen.parse import is_of_model

Example = tuple[frozenset[str], bool]
"""The signs of one name, and whether it is what is looked for."""

FOLDS = 5
TURNS = 400
RATE = 0.5
PENALTY = 0.004
RAREST = 4
"""A sign that fewer examples show gets no weight unless a prior names it."""


def fit(
    sample: Sequence[Example],
    prior: Mapping[str, float],
    penalty: float = PENALTY,
    held: Mapping[str, float] | None = None,
) -> dict[str, float]:
    """The weights that make the sample likeliest, drawn to the prior; the sign `any` belongs to every example.

    Where weights are `held`, they stay as they are, and only those of a language model's signs are learned.
    """
    seen = Counter(sign for signs, _ in sample for sign in signs)
    known = sorted({"any", *prior, *(sign for sign, times in seen.items() if times >= RAREST)})
    known = known if held is None else [sign for sign in known if is_of_model(sign)]
    weights = {sign: prior.get(sign, 0.0) for sign in known} | dict(held or {})
    rows = Counter((("any", *(s for s in sorted(signs) if s in weights)), right) for signs, right in sample)
    speed = dict.fromkeys(known, 1e-6)
    for _ in range(TURNS):
        slope = {sign: penalty * (prior.get(sign, 0.0) - weights[sign]) for sign in known}
        for (signs, right), times in rows.items():
            miss = times * (right - 1 / (1 + math.exp(-sum(weights[sign] for sign in signs)))) / len(sample)
            for sign in signs:
                if sign in slope:
                    slope[sign] += miss
        for sign in known:
            speed[sign] += slope[sign] ** 2
            weights[sign] += RATE * slope[sign] / math.sqrt(speed[sign])
    return weights


def fit_all(sample: Sequence[Example], prior: Mapping[str, float], penalty: float = PENALTY) -> dict[str, float]:
    """The weights of the text's own signs, and over them those of the signs that a language model gives."""
    own = [(frozenset(sign for sign in signs if not is_of_model(sign)), right) for signs, right in sample]
    return fit(sample, prior, penalty, held=fit(own, prior, penalty))


def weigh(signs: Iterable[str], weights: Mapping[str, float]) -> float:
    """Log odds."""
    return weights["any"] + sum(weights.get(sign, 0.0) for sign in signs)


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
        (weigh(signs, weights) > 0, right)
        for learned, held in folds(documents)
        for weights in [fit_all(learned, prior, penalty)]
        for signs, right in held
    ]
    hits, taken, wanted = (sum(map(bool, some)) for some in zip(*((t and r, t, r) for t, r in judged), strict=True))
    precision, recall = hits / max(taken, 1), hits / max(wanted, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f} of {wanted} names"
