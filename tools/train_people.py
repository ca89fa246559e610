"""Learns the weights in sitegen/tables/person_weights.txt from hand-annotated news.

    python tools/train_people.py [--cross] [--spacy MODEL] [gum pud]

The variable SITEGEN_GOLD names the folder with NAME.dev.jsonl. A name is an example of its text; it is a person when
the annotators marked most of its places as one. Logistic regression with a quadratic penalty, by gradient descent.
With --spacy only the weights of the features that a spaCy model gives are learned, over those that are there
(person_weights_model.txt).
"""

from __future__ import annotations

import argparse
import json
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import logistic
from logistic import Example

from sitegen.annotate import article_of_text
from sitegen.knowledge import builtin_knowledge
from sitegen.names import read_tokens
from sitegen.names.listed import find_mentions
from sitegen.names.mentioned import covered_tokens, mentioned_tokens
from sitegen.names.people.candidates import find_candidates
from sitegen.names.people.evidence import Found, features_of_names, gather
from sitegen.text.parse import is_of_model
from sitegen.text.spacy_model import Model, find_model
from sitegen.text.tokens import Tokens
from sitegen.text.wordlists import load_table

GOLD = Path(os.environ.get("SITEGEN_GOLD", "../shared/gold"))
TABLE = Path(__file__).parent.parent / "sitegen" / "tables" / "person_weights.txt"

PRIOR = {
    "any": (-0.5, -1.5),
    "title": (1.5, 1.5),
    "address": (2.0, 2.0),
    "role": (1.5, 1.5),
    "apposition": (1.5, 0.5),
    "age": (2.5, 1.5),
    "years": (1.0, 0.5),
    "initial": (1.0, 0.0),
    "particle": (1.0, 0.0),
    "given first": (2.0, 1.0),
    "surname alone": (0.5, 0.0),
    "surname acts": (1.0, 0.0),
    "says after": (1.0, 1.5),
    "says before": (1.0, 1.0),
    "does after": (0.5, 0.5),
    "who": (1.0, 1.0),
    "self": (0.5, 0.5),
    "listed": (1.0, 1.0),
    "possessive": (0.0, 0.5),
    "acronym": (-2.0, -2.0),
    "ampersand": (-1.5, -1.5),
    "brand": (-2.0, -2.0),
    "article": (-1.0, -1.5),
    "quoted": (-1.0, -1.0),
    "number after": (-1.0, -1.0),
    "place after": (-1.0, -1.0),
    "in": (-1.0, -1.0),
    "over": (-0.5, -1.0),
    "like a noun": (-1.0, -1.0),
    "small elsewhere": (-1.0, -1.0),
    "camel": (-0.5, -1.0),
    "capitals": (0.0, -1.0),
    "town": (-3.0, -3.0),
    "after body": (-1.0, -1.5),
}
"""What the weights are drawn to where the sample says little: for a full name, for a single one."""

HEAD = """# How much each feature speaks for a person, in log odds: feature | for a full name | for a name of one word.
# Learned by tools/train_people.py; sitegen/names/people/evidence.py says what the features are.
"""


def examples(name: str, model: Model | None = None) -> Iterator[tuple[bool, Example]]:
    """The names of a data set: whether each is a full name, its features, and whether it is a person."""
    for document in examples_by_document(name, model):
        yield from document


def examples_by_document(name: str, model: Model | None = None) -> Iterator[list[tuple[bool, Example]]]:
    """The same, a list for each document."""
    for line in (GOLD / f"{name}.dev.jsonl").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        tokens = read_tokens(article_of_text(document["text"]), model)
        knowledge = builtin_knowledge()
        mentioned = mentioned_tokens(tokens, find_mentions(tokens, knowledge))
        found = gather(tokens, tuple(find_candidates(tokens, covered_tokens(mentioned, knowledge))), mentioned)
        marked = {(e["start"], e["end"]) for e in document["entities"] if e["type"] == "person"}
        votes, features_of = _votes(tokens, found, marked), features_of_names(found)
        yield [
            (len(words) > 1, (features, votes[words] > 0)) for words, features in features_of.items() if words in votes
        ]


def _votes(tokens: Tokens, found: Sequence[Found], marked: set[tuple[int, int]]) -> dict[tuple[str, ...], int]:
    """Places marked as a person less others. "actor Ada Moran" was often left out by mistake, so it does not count."""
    votes: dict[tuple[str, ...], int] = defaultdict(int)
    for one in found:
        span = tokens.span(one.candidate.first, one.candidate.last)
        right = any(start <= span.start and span.end <= end + 2 for start, end in marked)
        if right or not {"role"} & one.features:
            votes[one.candidate.words] += 1 if right else -1
    return votes


def fit(
    sample: Sequence[Example],
    full: bool,
    priors: Mapping[str, tuple[float, float]] = PRIOR,
    held: Mapping[str, float] | None = None,
) -> dict[str, float]:
    """The weights for full names or for single words that make the sample likeliest, drawn to the prior."""
    return logistic.fit(sample, {feature: both[0 if full else 1] for feature, both in priors.items()}, held=held)


def fit_all(
    sample: Sequence[Example], full: bool, priors: Mapping[str, tuple[float, float]] = PRIOR
) -> dict[str, float]:
    """The weights of the text's own features, and over them those of the features that a language model gives."""
    return logistic.fit_all(sample, {feature: both[0 if full else 1] for feature, both in priors.items()})


def measure(parts: Sequence[Sequence[Example]], full: bool, priors: Mapping[str, tuple[float, float]] = PRIOR) -> str:
    """Precision and recall over names when each part is judged by weights learned from the rest."""
    right = taken = there = 0
    for index, part in enumerate(parts):
        sample = [example for other, rest in enumerate(parts) if other != index for example in rest]
        weights = fit_all(sample, full, priors)
        for features, is_one in part:
            judged = logistic.weigh(features, weights) > 0
            right, taken, there = right + (judged and is_one), taken + judged, there + is_one
    return f"precision {right / max(taken, 1):.3f}, recall {right / max(there, 1):.3f} of {there} names"


def shipped(table: str, full: bool) -> dict[str, float]:
    """The weights of a table that is there."""
    return {feature: float(columns[not full]) for feature, *columns in load_table(table)}


def fit_model(
    both: Mapping[bool, Sequence[Example]], table: str, priors: Mapping[str, tuple[float, float]] = PRIOR
) -> list[dict[str, float]]:
    """The weights of a language model's features alone, over those in `table`: for a full name, for a single one."""
    learned = ((full, fit(both[full], full, priors, held=shipped(table, full))) for full in (True, False))
    return [{feature: weight for feature, weight in weights.items() if is_of_model(feature)} for _, weights in learned]


def write_table(full: Mapping[str, float], single: Mapping[str, float], path: Path = TABLE, head: str = HEAD) -> None:
    """The weights as a table."""
    rows = (f"{s} | {full.get(s, 0.0):.2f} | {single.get(s, 0.0):.2f}" for s in sorted({*full, *single}))
    path.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")


def model_table(table: Path) -> Path:
    """Where the weights of a language model's features stand beside a table."""
    return table.with_name(f"{table.stem}_model.txt")


def model_head(head: str, model: Model) -> str:
    """What the table says of itself."""
    return f"{head}# Features that a language model gives; learned with {model.name} {model.version}.\n"


def read_options(description: str | None, sets: Sequence[str]) -> argparse.Namespace:
    """What the command line asks of a tool that learns the features of names: sets, cross, model."""
    parser = argparse.ArgumentParser(description=(description or "").splitlines()[0])
    parser.add_argument("sets", nargs="*", default=sets, help="data sets")
    parser.add_argument("--cross", action="store_true", help="also judge each fifth by weights learned from the rest")
    parser.add_argument("--spacy", metavar="MODEL", dest="model", type=find_model, help="learn this model's features")
    return parser.parse_args()


def main() -> None:
    """Trains on the data sets named, GUM and PUD unless told else."""
    options = read_options(__doc__, ("gum", "pud"))
    both: dict[bool, list[Example]] = {True: [], False: []}
    for name in options.sets:
        for full, example in examples(name, options.model):
            both[full].append(example)
    if options.cross:
        for full, sample in both.items():
            size = len(sample) // 5 + 1
            parts = [sample[start : start + size] for start in range(0, len(sample), size)]
            print("full names" if full else "single names", measure(parts, full))
    if options.model is not None:
        write_table(*fit_model(both, TABLE.stem), model_table(TABLE), model_head(HEAD, options.model))
    else:
        write_table(fit(both[True], True), fit(both[False], False))


if __name__ == "__main__":
    main()
