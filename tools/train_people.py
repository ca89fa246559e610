"""Learns the weights in sitegen/tables/person_weights.txt from hand-annotated news.

    python tools/train_people.py [--cross] [gum pud]

The variable SITEGEN_GOLD names the folder with NAME.dev.jsonl. A name is an example of its text; it is a person when
the annotators marked most of its places as one. Logistic regression with a quadratic penalty, by gradient descent.
"""

from __future__ import annotations

import json
import math
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from sitegen.annotate import find_paragraphs
from sitegen.knowledge import builtin_knowledge
from sitegen.mentions import find_mentions
from sitegen.people.candidates import find_candidates
from sitegen.people.evidence import Found, gather, signs_of_names
from sitegen.people.persons import covered_tokens, mentioned_tokens
from sitegen.tokens import Tokens, tokenize

GOLD = Path(os.environ.get("SITEGEN_GOLD", "../shared/gold"))
TABLE = Path(__file__).parent.parent / "sitegen" / "tables" / "person_weights.txt"
TURNS = 400
RATE = 0.5
PENALTY = 0.004
RAREST = 4
"""A sign that fewer examples show gets no weight."""

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

HEAD = """# How much each sign speaks for a person, in log odds: sign | for a full name | for a name of one word.
# Learned by tools/train_people.py; sitegen/people/evidence.py says what the signs are.
"""

Example = tuple[frozenset[str], bool]


def examples(name: str) -> Iterator[tuple[bool, Example]]:
    """The names of a data set: whether each is a full name, its signs, and whether it is a person."""
    for document in examples_by_document(name):
        yield from document


def examples_by_document(name: str) -> Iterator[list[tuple[bool, Example]]]:
    """The same, a list for each document."""
    for line in (GOLD / f"{name}.dev.jsonl").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        text = document["text"]
        tokens = tokenize(text, find_paragraphs(text))
        knowledge = builtin_knowledge()
        mentioned = mentioned_tokens(tokens, find_mentions(tokens, knowledge))
        found = gather(tokens, tuple(find_candidates(tokens, covered_tokens(mentioned, knowledge))), mentioned)
        marked = {(e["start"], e["end"]) for e in document["entities"] if e["type"] == "person"}
        votes, signs_of = _votes(tokens, found, marked), signs_of_names(found)
        yield [(len(words) > 1, (signs, votes[words] > 0)) for words, signs in signs_of.items() if words in votes]


def _votes(tokens: Tokens, found: Sequence[Found], marked: set[tuple[int, int]]) -> dict[tuple[str, ...], int]:
    """Places marked as a person less others. "actor Ada Moran" was often left out by mistake, so it does not count."""
    votes: dict[tuple[str, ...], int] = defaultdict(int)
    for one in found:
        span = tokens.span(one.candidate.first, one.candidate.last)
        right = any(start <= span.start and span.end <= end + 2 for start, end in marked)
        if right or not {"role"} & one.signs:
            votes[one.candidate.words] += 1 if right else -1
    return votes


def fit(sample: Sequence[Example], full: bool, priors: Mapping[str, tuple[float, float]] = PRIOR) -> dict[str, float]:
    """The weights that make the sample likeliest, drawn to the prior."""
    seen: dict[str, int] = defaultdict(int)
    for signs, _ in sample:
        for sign in signs:
            seen[sign] += 1
    prior = {sign: both[0 if full else 1] for sign, both in priors.items()}
    known = sorted({*prior, *(sign for sign, times in seen.items() if times >= RAREST)})
    weights = {sign: prior.get(sign, 0.0) for sign in known}
    rows = [(["any", *(sign for sign in sorted(signs) if sign in weights)], person) for signs, person in sample]
    speed = dict.fromkeys(known, 1e-6)
    for _ in range(TURNS):
        slope = {sign: PENALTY * (prior.get(sign, 0.0) - weights[sign]) for sign in known}
        for signs, person in rows:
            miss = (person - 1 / (1 + math.exp(-sum(weights[sign] for sign in signs)))) / len(rows)
            for sign in signs:
                slope[sign] += miss
        for sign in known:
            speed[sign] += slope[sign] ** 2
            weights[sign] += RATE * slope[sign] / math.sqrt(speed[sign])
    return weights


def measure(parts: Sequence[Sequence[Example]], full: bool) -> str:
    """Precision and recall over names when each fifth is judged by weights learned from the rest."""
    right = taken = persons = 0
    for index, part in enumerate(parts):
        weights = fit([example for other, rest in enumerate(parts) if other != index for example in rest], full)
        for signs, person in part:
            judged = weights["any"] + sum(weights.get(sign, 0.0) for sign in signs) > 0
            right, taken, persons = right + (judged and person), taken + judged, persons + person
    return f"precision {right / max(taken, 1):.3f}, recall {right / max(persons, 1):.3f} of {persons} names"


def write_table(full: dict[str, float], single: dict[str, float]) -> None:
    """The weights as a table."""
    rows = (f"{s} | {full.get(s, 0.0):.2f} | {single.get(s, 0.0):.2f}" for s in sorted({*full, *single}))
    TABLE.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")


def main(arguments: Iterable[str]) -> None:
    """Trains on the data sets named, GUM and PUD unless told else."""
    named = [argument for argument in arguments if not argument.startswith("-")] or ["gum", "pud"]
    both: dict[bool, list[Example]] = {True: [], False: []}
    for name in named:
        for full, example in examples(name):
            both[full].append(example)
    if "--cross" in sys.argv:
        for full, sample in both.items():
            size = len(sample) // 5 + 1
            parts = [sample[start : start + size] for start in range(0, len(sample), size)]
            print("full names" if full else "single names", measure(parts, full))
    write_table(fit(both[True], True), fit(both[False], False))


if __name__ == "__main__":
    main(sys.argv[1:])
