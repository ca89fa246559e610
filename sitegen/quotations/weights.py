"""The learned weights of signs: how much each speaks for words being said, for a speaker, and for being right."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

Question = Literal["spoken", "speaker", "right"]
"""spoken: does anybody say these words? speaker: is it this one? right: is the chosen speaker the right one?"""


@cache
def load_weights() -> Mapping[str, Mapping[str, float]]:
    """The weights of each question, in log odds by sign."""
    text = files("sitegen").joinpath("tables", "speaker_weights.txt").read_text(encoding="utf-8")
    tables: dict[str, dict[str, float]] = {"spoken": {}, "speaker": {}, "right": {}}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            question, sign, weight = (column.strip() for column in line.split("|"))
            tables[question][sign] = float(weight)
    return tables


def weigh(question: Question, signs: Iterable[str]) -> float:
    """The sum of the weights of the signs; a sign without one counts nothing."""
    weight_of = load_weights()[question].get
    return sum([weight_of(sign, 0.0) for sign in signs])


def probability(odds: float) -> float:
    """The probability of log odds."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
