"""Learns the weights in sitegen/tables/name_weights.txt from hand-annotated news.

    python tools/train_names.py [--spacy MODEL]

The variable SITEGEN_GOLD names the folder with NAME.dev.jsonl. Every stretch of a text that may be a name is an
example: a person, an organisation, a place, or none of them, as most of its places are marked. Multinomial logistic
regression with a quadratic penalty, by gradient descent (Adam: Kingma and Ba, ICLR 2015). With --spacy only the weights
of the features that a spaCy model gives are learned, over those that are there (name_weights_model.txt).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from train_people import model_head, model_table

from sitegen.annotate import article_of_text
from sitegen.knowledge import builtin_knowledge
from sitegen.model import Kind
from sitegen.names import read_tokens
from sitegen.names.judge import KINDS
from sitegen.names.listed import find_mentions
from sitegen.names.proposals import Proposal, propose
from sitegen.text.parse import is_of_model
from sitegen.text.spacy_model import Model, find_model
from sitegen.text.spans import Span
from sitegen.text.weights import BIAS
from sitegen.text.wordlists import load_table

GOLD = Path(os.environ.get("SITEGEN_GOLD", "../shared/gold"))
TABLE = Path(__file__).parent.parent / "sitegen" / "tables" / "name_weights.txt"
PARTS = 5

SETS: Mapping[str, float] = {"news": 1.0, "gum": 0.8, "pud": 0.8}
"""What is learned from, and how much each name counts. `news` is labelled completely."""
CLASSES: Mapping[str, int] = {"nothing": 0, "person": 1, "org": 2, "place": 3, "country": 3}
PENALTY = 1.0
"""Of the squared weights, against the loss summed over all examples."""
RAREST = 5
"""A feature that fewer examples show gets no weight."""
TURNS, RATE = 300, 0.1
MOST_TIMES = 4
"""A name that stands more often counts no more than one that stands so often."""

PRIOR: Mapping[str, tuple[float, float, float]] = {
    **dict.fromkeys(("person: address", "person: age"), (2.0, 0.0, 0.0)),
    **dict.fromkeys(("person: title", "person: role"), (1.5, 0.0, 0.0)),
    **dict.fromkeys(("person: apposition", "person: years", "person: given first", "person: listed"), (1.0, 0.0, 0.0)),
    **dict.fromkeys(("person: surname acts", "person: says after", "person: says before"), (1.0, 0.0, 0.0)),
    **dict.fromkeys(("person: acronym", "person: brand", "person: ampersand", "person: article"), (-1.5, 0.0, 0.0)),
    **dict.fromkeys(("body: head body", "body: head school", "body: head firm", "body: head form"), (0.0, 2.5, 0.0)),
    **dict.fromkeys(("body: head team", "body: head press", "body: initials", "body: ampersand"), (0.0, 2.0, 0.0)),
    **dict.fromkeys(("body: defines its initials", "body: stands for the words before"), (0.0, 2.0, 0.0)),
    **dict.fromkeys(("body: apposition", "body: noun before", "body: role of", "body: role after"), (0.0, 1.0, 0.0)),
    **dict.fromkeys(("body: joined", "body: person of", "body: owns person"), (0.0, 1.0, 0.0)),
    "last suffix": (1.5, 0.0, 0.0),
    "body: result": (0.0, 4.0, 0.0),
}
"""What the weights are drawn to where the examples say little: for a person, an organisation, a place."""

HEAD = """\
# How much each feature speaks for a person, an organisation and a place, in log odds to its being no name.
# feature | person | organisation | place. Learned by tools/train_names.py; sitegen/names/proposals.py and
# standing.py say what the features are.
"""

Table = Mapping[str, tuple[float, ...]]
"""The weights of each feature, in the order of KINDS."""


@dataclass(frozen=True, slots=True)
class Example:
    """A name in a text."""

    features: frozenset[str]
    is_a: int
    """The number of its class."""
    counts: float


@dataclass(frozen=True, slots=True)
class Document:
    """The examples of a text, and the part that it is in when five are made."""

    part: int
    examples: tuple[Example, ...]


def part_of(identifier: str) -> int:
    """The part, of five, that the hash of a document's id says."""
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % PARTS


def documents(name: str, model: Model | None = None) -> Iterator[Document]:
    """The documents of a data set."""
    knowledge = builtin_knowledge()
    for line in (GOLD / f"{name}.dev.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        tokens = read_tokens(article_of_text(gold["text"]), model)
        proposals = propose(tokens, find_mentions(tokens, knowledge), knowledge)
        votes: dict[str, Counter[str]] = {}
        for one in proposals.all:
            votes.setdefault(one.key, Counter())[_label(one, tokens.span(one.first, one.last), gold, name)] += 1
        examples = (_example(proposals.features[key], found, name) for key, found in votes.items())
        yield Document(part_of(gold["id"]), tuple(one for one in examples if one is not None))


def _label(one: Proposal, span: Span, gold: Mapping[str, Any], name: str) -> str:
    """The class that the annotators gave the stretch; empty where they are no guide."""
    if name != "news" and one.known is not None and one.known.kind is not Kind.ORGANIZATION:
        return ""
    near = [entity for entity in gold["entities"] if span.start < entity["end"] and entity["start"] < span.end]
    doubtful = any(entity.get("optional") or entity["type"] == "misc" for entity in near)
    if doubtful or any(start < span.end and span.start < end for start, end in gold.get("ignore", ())):
        return ""
    return next((_class(entity) for entity in near if _fits(entity, span, gold["text"], name)), "nothing")


def _class(entity: Mapping[str, Any]) -> str:
    return "org" if entity.get("conll_type") == "org" else str(entity["type"])


def _fits(entity: Mapping[str, Any], span: Span, text: str, name: str) -> bool:
    """True for the same words, an article apart; in GUM and PUD, which mark titles too, for a person inside."""
    start, end = entity["start"], entity["end"]
    if end == span.end and text[start : span.start].strip().lower() in ("", "the") and start <= span.start:
        return True
    return (
        name in ("gum", "pud")
        and entity["type"] == "person"
        and start <= span.start
        and span.end <= end <= span.end + 2
    )


def _example(features: frozenset[str], votes: Counter[str], name: str) -> Example | None:
    """The name as most of its places are marked; None where none of them says anything."""
    times = sum(count for label, count in votes.items() if label)
    if not times:
        return None
    label = max((label for label in votes if label), key=lambda label: (votes[label], label != "nothing", label))
    return Example(features, CLASSES[label], SETS[name] * min(times, MOST_TIMES) ** 0.5)


def fit(sample: Sequence[Example], held: Table | None = None) -> dict[str, tuple[float, ...]]:
    """The weights that make the examples likeliest; where some are held, only those of a language model are learned."""
    seen = Counter(feature for one in sample for feature in one.features)
    known = sorted({*PRIOR, *(feature for feature, times in seen.items() if times >= RAREST)})
    known = [BIAS, *known] if held is None else [feature for feature in known if is_of_model(feature)]
    number = {feature: index for index, feature in enumerate(known)}
    rows = [[number[feature] for feature in ({BIAS} | one.features) & number.keys()] for one in sample]
    columns = np.array([index for row in rows for index in row], dtype=int)
    owners = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    given = np.array([_held_scores(one, held or {}) for one in sample])
    right = np.eye(len(KINDS) + 1)[[one.is_a for one in sample]]
    counts = np.array([one.counts for one in sample])[:, None]

    prior = np.array([(0.0, *PRIOR.get(feature, (0.0, 0.0, 0.0))) for feature in known])

    def slope(weights: np.ndarray) -> np.ndarray:
        scores = given + _sums(owners, weights[columns], len(sample))
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        return _sums(columns, (counts * (right - shares))[owners], len(known)) - PENALTY * (weights - prior)

    weights = _climb(slope, prior)
    weights -= weights[:, :1]
    return {feature: tuple(map(float, weights[index, 1:])) for feature, index in number.items()}


def _held_scores(one: Example, held: Table) -> list[float]:
    """What the weights that are held already say of each class."""
    own = [held[feature] for feature in sorted({BIAS} | one.features) if feature in held]
    return [0.0, *(sum(column) for column in zip(*own, strict=True))] if own else [0.0] * (len(KINDS) + 1)


def _sums(groups: np.ndarray, values: np.ndarray, size: int) -> np.ndarray:
    """The sums of the rows of `values` by their group."""
    return np.stack([np.bincount(groups, column, minlength=size) for column in values.T], axis=1)


def _climb(slope: Callable[[np.ndarray], np.ndarray], first: np.ndarray) -> np.ndarray:
    """The weights at the top, by Adam with a step that shrinks."""
    weights, mean, square = first.copy(), np.zeros(first.shape), np.zeros(first.shape)
    for turn in range(1, TURNS + 1):
        now = slope(weights)
        mean, square = 0.9 * mean + 0.1 * now, 0.99 * square + 0.01 * now * now
        step = RATE * (1 - turn / (TURNS + 1))
        weights += step * (mean / (1 - 0.9**turn)) / (np.sqrt(square / (1 - 0.99**turn)) + 1e-8)
    return weights


def shipped() -> dict[str, tuple[float, ...]]:
    """The weights of the text's own features that are there."""
    return {feature: tuple(map(float, columns)) for feature, *columns in load_table(TABLE.stem)}


def write_table(weights: Table, path: Path = TABLE, head: str = HEAD) -> None:
    """The weights as a table; a feature whose weights all round to nothing is left out."""
    kept = {feature: row for feature, row in sorted(weights.items()) if any(abs(one) >= 0.005 for one in row)}
    rows = (" | ".join((feature, *(f"{one:.2f}" for one in row))) for feature, row in kept.items())
    path.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")


def examples(sample: Iterable[Document]) -> list[Example]:
    """The examples of several documents."""
    return [example for document in sample for example in document.examples]


def main() -> None:
    """Learns from all sets and writes the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sets", nargs="*", default=tuple(SETS), help="data sets")
    parser.add_argument("--spacy", metavar="MODEL", dest="model", type=find_model, help="learn this model's features")
    options = parser.parse_args()
    sample = examples(document for name in options.sets for document in documents(name, options.model))
    if options.model is not None:
        learned = fit(sample, shipped())
        write_table(learned, model_table(TABLE), model_head(HEAD, options.model))
    else:
        write_table(fit(sample))


if __name__ == "__main__":
    main()
