"""The learned weights of signs: how much each speaks for words being said, for a speaker, and for being right."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal

from sitegen.language import load_table

Question = Literal["spoken", "speaker", "right"]
"""spoken: does anybody say these words? speaker: is it this one? right: is the chosen speaker the right one?"""


@cache
def load_weights() -> Mapping[str, Mapping[str, float]]:
    """The weights of each question, in log odds by sign."""
    tables: dict[str, dict[str, float]] = {"spoken": {}, "speaker": {}, "right": {}}
    for question, sign, weight in (*load_table("speaker_weights"), *load_table("speaker_weights_model")):
        tables[question][sign] = float(weight)
    return tables


def weigh(question: Question, signs: Iterable[str]) -> float:
    """The sum of the weights of the signs; a sign without one counts nothing."""
    weight_of = load_weights()[question].get
    return sum([weight_of(sign, 0.0) for sign in signs])


def probability(odds: float) -> float:
    """The probability of log odds."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
