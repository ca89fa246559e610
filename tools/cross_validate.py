"""Measures persons, organisations and places on text that the weights were not learned from.

    python tools/cross_validate.py [--spacy MODEL]

Every fifth of the documents is annotated with weights learned from the other four fifths, and each mention compared
with the annotators' own; beside it stands the figure of the weights that ship. SITEGEN_GOLD names the data folder.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cache
from itertools import chain
from typing import Any
from unittest.mock import patch

import train_organizations
import train_people
import train_places
from logistic import FOLDS, fit_all

from sitegen.annotate import annotate, article_of_text
from sitegen.knowledge import builtin_knowledge
from sitegen.knowledge.countries import load_countries
from sitegen.model import Kind
from sitegen.text.spacy_model import Model, find_model
from sitegen.text.spans import Span
from sitegen.text.tokens import tokenize
from sitegen.text.weights import Weights

Instead = AbstractContextManager[Any]
Counts = tuple[int, int, int]
"""Right, given, wanted."""


def learned_people(sample: Iterable[list[tuple[bool, train_people.Example]]]) -> Instead:
    """While it lasts, names are weighed as persons by what is learned from the sample."""
    names = tuple(chain.from_iterable(sample))
    full, single = (
        Weights(train_people.fit_all([example for is_full, example in names if is_full is which], which))
        for which in (True, False)
    )
    return patch("sitegen.names.people.evidence.weights", lambda is_full: full if is_full else single)


def learned_organizations(sample: Iterable[list[tuple[bool, train_people.Example]]]) -> Instead:
    """The same for organisations."""
    names = tuple(chain.from_iterable(sample))
    prior = train_organizations.PRIOR
    full, single = (
        Weights(train_people.fit_all([example for several, example in names if several is which], which, prior))
        for which in (True, False)
    )
    return patch("sitegen.names.organizations.evidence.weights", lambda several: full if several else single)


def organizations_by_document(name: str, model: Model | None) -> list[list[tuple[bool, train_people.Example]]]:
    """The names of a data set that may be organisations', a list for each document."""
    documents: list[list[tuple[bool, train_people.Example]]] = [[] for _ in read([name])[name]]
    for number, several, example in train_organizations.examples(name, model):
        documents[number].append((several, example))
    return documents


def learned_places(sample: Iterable[list[train_places.Example]]) -> Instead:
    """The same for places."""
    weights = Weights(fit_all(list(chain.from_iterable(sample)), train_places.PRIOR))
    return patch("sitegen.names.places.evidence.weights", lambda: weights)


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


def measure(
    label: str,
    documents: Mapping[str, Sequence[Mapping[str, Any]]],
    samples: Sequence[Any],
    learned: Callable[[Iterable[Any]], Instead],
    kinds: set[Kind],
    model: Model | None,
) -> None:
    """Print the held-out and the shipped figure of each data set."""
    everything = [(name, document) for name, some in documents.items() for document in some]
    held: dict[str, list[Counts]] = {name: [] for name in documents}
    for fold in range(FOLDS):
        with learned(sample for number, sample in enumerate(samples) if number % FOLDS != fold):
            for number, (name, document) in enumerate(everything):
                if number % FOLDS == fold:
                    held[name].append(count(document, kinds, model))
    for name, some in documents.items():
        shipped = f1(count(document, kinds, model) for document in some)
        print(f"{label} {name:11s} held out {f1(held[name])}; with the weights that ship {shipped}")


def read(names: Iterable[str]) -> dict[str, list[Mapping[str, Any]]]:
    """The documents of the data sets."""
    paths = {name: train_people.GOLD / f"{name}.dev.jsonl" for name in names}
    return {name: [json.loads(line) for line in path.read_text("utf-8").splitlines()] for name, path in paths.items()}


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--spacy", metavar="MODEL", dest="model", type=find_model, help="with this model's features")
    model: Model | None = parser.parse_args().model
    people = ("gum", "pud")
    samples = [document for name in people for document in train_people.examples_by_document(name, model)]
    measure("persons", read(people), samples, learned_people, {Kind.PERSON}, model)
    bodies = [document for name in people for document in organizations_by_document(name, model)]
    measure("organisations", read(people), bodies, learned_organizations, {Kind.ORGANIZATION}, model)
    places = [document for name in train_places.SETS for document in train_places.documents(name, model)]
    measure("places ", read(train_places.SETS), places, learned_places, {Kind.PLACE, Kind.COUNTRY}, model)


if __name__ == "__main__":
    main()
