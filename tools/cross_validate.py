"""Measures persons, organisations and places on text that the weights were not learned from.

    python tools/cross_validate.py [--spacy MODEL]

Every fifth of the documents is annotated with weights of the names learned from the other four fifths, and each mention
compared with the annotators' own; beside it stands the figure of the weights that ship. SITEGEN_GOLD names the data.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from functools import cache
from typing import Any
from unittest.mock import patch

import train_names
from train_names import Document, examples, fit, part_of

from sitegen.annotate import annotate, article_of_text
from sitegen.knowledge import builtin_knowledge
from sitegen.knowledge.countries import load_countries
from sitegen.model import Kind
from sitegen.names.judge import whole_weights
from sitegen.text.spacy_model import Model, find_model
from sitegen.text.spans import Span
from sitegen.text.tokens import tokenize

Counts = tuple[int, int, int]
"""Right, given, wanted."""
MEASURED = (
    ("persons", ("gum", "pud", "news"), {Kind.PERSON}),
    ("organisations", ("gum", "pud", "news"), {Kind.ORGANIZATION}),
    ("places", ("geowebnews", "geovirus", "trnews", "news"), {Kind.PLACE, Kind.COUNTRY}),
)
"""What is measured, on which sets."""


def learned_without(part: int, sample: Iterable[Document]) -> AbstractContextManager[Any]:
    """While it lasts, names are judged by what is learned from the documents of the other parts."""
    columns = fit(examples(document for document in sample if document.part != part))
    return patch("sitegen.names.judge.hundredths", lambda: whole_weights(columns))


def count(document: Mapping[str, Any], kinds: set[Kind], model: Model | None) -> Counts:
    """How the mentions of these kinds compare with the document's, where the annotators were not in doubt.

    A people or an adjective is no place in GeoVirus, whose annotators marked none.
    """
    knowledge = builtin_knowledge()
    annotated = annotate(article_of_text(document["text"]), knowledge, model)
    kind_of = {entity.id: entity.kind for entity in (*knowledge, *annotated.found)}
    tokens = tokenize(document["text"])
    doubtful = [tuple(span) for span in document.get("ignore", ())]
    doubtful += [(e["start"], e["end"]) for e in document["entities"] if e.get("optional")]
    doubtful += [(e["start"], e["end"]) for e in document["entities"] if e.get("optional")]
    if Kind.PLACE in kinds:
        doubtful += [(e["start"], e["end"]) for e in document["entities"] if e["type"] == "misc"]

    def key(span: Span) -> tuple[int, int]:
        """First and last token without an article."""
        first, last = tokens.at(span.start), tokens.at(span.end - 1)
        return first + (first < last and tokens.words[first].lower() == "the"), last

    def is_clear(span: Span) -> bool:
        return not any(start < span.end and span.start < end for start, end in doubtful)

    gold = (Span(e["start"], e["end"]) for e in document["entities"] if _kind_of(e) in kinds)
    wanted = {key(span) for span in gold if is_clear(span)}
    passed = _peoples() if document["id"].startswith("geovirus") else ()
    mentions = (m for m in annotated.mentions if kind_of[m.entity_id] in kinds)
    given = {key(m.span) for m in mentions if is_clear(m.span) and m.span.of(document["text"]) not in passed}
    return len(wanted & given), len(given), len(wanted)


def _kind_of(entity: Mapping[str, Any]) -> str:
    """The kind that the annotators gave, in our words."""
    return Kind.ORGANIZATION if entity.get("conll_type", entity["type"]) == "org" else str(entity["type"])


@cache
def _peoples() -> frozenset[str]:
    return frozenset(name for country in load_countries() for name in (*country.adjectives, *country.demonyms))


def f1(counts: Iterable[Counts]) -> str:
    """The harmonic mean of precision and recall, with both."""
    right, given, wanted = (sum(column) for column in zip(*counts, strict=True))
    precision, recall = right / max(given, 1), right / max(wanted, 1)
    score = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"{100 * score:.1f} (precision {100 * precision:.1f}, recall {100 * recall:.1f}, n = {wanted})"


def read(names: Iterable[str]) -> dict[str, list[Mapping[str, Any]]]:
    """The documents of the data sets."""
    paths = {name: train_names.GOLD / f"{name}.dev.jsonl" for name in names}
    return {name: [json.loads(line) for line in path.read_text("utf-8").splitlines()] for name, path in paths.items()}


def held_out(sets: Iterable[str], model: Model | None) -> Mapping[tuple[str, str], list[Counts]]:
    """The counts of every measure and set, each document judged by weights learned without its fifth."""
    sample = [document for name in train_names.SETS for document in train_names.documents(name, model)]
    gold = read(sets)
    found: dict[tuple[str, str], list[Counts]] = {(label, name): [] for label, names, _ in MEASURED for name in names}
    for part in range(train_names.PARTS):
        with learned_without(part, sample):
            for label, names, kinds in MEASURED:
                for name in names:
                    own = (document for document in gold[name] if part_of(document["id"]) == part)
                    found[label, name].extend(count(document, kinds, model) for document in own)
    return found


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--spacy", metavar="MODEL", dest="model", type=find_model, help="with this model's features")
    model: Model | None = parser.parse_args().model
    sets = sorted({name for _, names, _ in MEASURED for name in names})
    gold, held = read(sets), held_out(sets, model)
    for label, names, kinds in MEASURED:
        for name in names:
            shipped = f1(count(document, kinds, model) for document in gold[name])
            print(f"{label} {name:11s} held out {f1(held[label, name])}; with the weights that ship {shipped}")


if __name__ == "__main__":
    main()
