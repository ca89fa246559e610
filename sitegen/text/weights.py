"""Learned weights: how much each feature speaks for a yes, in log odds, and the probability that they come to.

A table `tables/NAME_weights.txt` has one feature a line, and behind it a weight for each case that the table tells
apart. Beside it stands `NAME_weights_model.txt` with the features that a language model gives.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import cache
from itertools import repeat

from sitegen.text.values import value
from sitegen.text.wordlists import load_table

BIAS = "any"
"""The feature of every example."""
_FARTHEST = 30.0
"""Log odds beyond which a probability is as good as certain."""


@value
class Weights:
    """The weight of each feature, in log odds. A feature without one counts nothing."""

    of_feature: Mapping[str, float]
    hundredths: Mapping[str, int] = field(init=False, repr=False, compare=False)
    """The same in whole hundredths, whose sum is one in every process, whatever the order of a set's features."""

    def __post_init__(self) -> None:
        whole = {feature: round(100 * weight) for feature, weight in self.of_feature.items()}
        object.__setattr__(self, "hundredths", whole)

    @classmethod
    @cache
    def load(cls, name: str, column: int = 0) -> Weights:
        """The weights in one column of the tables of that name, counted from 0 behind the feature."""
        rows = (*load_table(f"{name}_weights"), *load_table(f"{name}_weights_model"))
        return cls({feature: float(weights[column]) for feature, *weights in rows})

    def of(self, features: Iterable[str]) -> float:
        """The sum of the weights of the features, in their order."""
        return sum(map(self.of_feature.get, features, repeat(0.0)))

    def of_set(self, features: Iterable[str]) -> float:
        """The same for features that have no order, with the bias."""
        return sum(map(self.hundredths.get, features, repeat(0)), self.hundredths.get(BIAS, 0)) / 100


def probability(odds: float) -> float:
    """The probability, from 0 to 1, of log odds: the logistic function."""
    return 1 / (1 + math.exp(-max(-_FARTHEST, min(_FARTHEST, odds))))


def log_odds(chance: float) -> float:
    """The log odds of a probability between 0 and 1."""
    return math.log(chance / (1 - chance))
