"""Learns the weights of the features of an organisation from hand-annotated news, and writes them as a table.

    python tools/train_organizations.py [--cross] [--spacy MODEL] [gum pud …]

Reads NAME.dev.jsonl in the folder that SITEGEN_GOLD names. A name counts as an organisation when more of its places are
marked so than not. Names of the built-in table are in the sample too, with a feature of their own, so that they teach
what stands beside an organisation without making the others look likelier than they are. With --cross each fifth of the
documents is also judged by weights learned from the rest. With --spacy only the weights of the features that a spaCy
model gives are learned, over those that are there (organization_weights_model.txt).
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from train_people import fit, fit_model, measure, model_head, model_table, read_options, write_table

from sitegen.annotate import article_of_text
from sitegen.knowledge import KnowledgeBase, builtin_knowledge
from sitegen.knowledge.organizations import organization_entities
from sitegen.model import Kind
from sitegen.names import read_tokens
from sitegen.names.listed import find_mentions
from sitegen.names.organizations import candidates_beside, listed_tokens
from sitegen.names.organizations.evidence import features_of_names
from sitegen.names.people import score_names
from sitegen.text.spacy_model import Model
from sitegen.text.spans import Span

GOLD = Path(os.environ.get("SITEGEN_GOLD", "../shared/gold"))
TABLE = Path(__file__).parent.parent / "sitegen" / "tables" / "organization_weights.txt"

PRIOR = {
    "any": (-1.5, -3.0),
    "head body": (2.5, 0.0),
    "head school": (2.5, 0.0),
    "head form": (3.0, 0.0),
    "head firm": (2.5, 0.0),
    "head press": (1.5, 0.0),
    "head team": (2.0, 0.0),
    "head house": (0.5, 0.0),
    "other head": (-2.0, -1.0),
    "acronym": (0.0, 1.5),
    "initials": (0.0, 2.0),
    "has acronym": (1.5, 0.0),
    "in bracket": (0.5, 0.5),
    "defines": (2.0, 1.0),
    "camel": (1.0, 1.0),
    "person": (-1.0, -1.0),
    "likely person": (-1.0, -1.0),
    "stranger": (-2.0, -3.0),
    "famous": (2.0, 3.0),
    "unsure": (2.0, 2.0),
    "for": (1.5, 0.0),
    "ampersand": (1.0, 0.0),
    "of": (0.5, 0.0),
    "all capitals": (-1.0, 0.0),
    "verb inside": (-1.0, 0.0),
    "noun before": (1.0, 1.5),
    "apposition": (1.0, 1.5),
    "person apposition": (-1.0, -1.0),
    "role of": (1.0, 1.0),
    "person of": (1.0, 1.0),
    "owns person": (1.0, 1.0),
    "role after": (0.5, 1.0),
    "joined": (1.0, 1.0),
    "told": (0.5, 0.5),
    "according": (0.5, 1.0),
    "says after": (0.3, 0.5),
    "announces": (0.3, 0.5),
    "property": (0.5, 0.5),
    "who": (-1.0, -1.5),
    "in": (-0.5, -1.0),
    "small elsewhere": (0.0, -1.0),
    "all small elsewhere": (-0.5, 0.0),
    "opens only": (-0.3, -1.0),
    "title before": (-1.0, -1.5),
    "role before": (-1.0, -1.0),
    "number after": (-0.5, -0.5),
    "place after": (-0.5, -1.0),
    "given first": (-0.3, -1.0),
    "beside capitals": (-0.5, -0.5),
    "result": (4.0, 5.5),
}
"""What the weights are drawn to where the sample says little: for several words, for a single one."""

HEAD = """\
# How much each feature speaks for an organisation, in log odds: feature | for several words | for a single word.
# Learned by tools/train_organizations.py; sitegen/names/organizations/evidence.py says what the features are.
"""

Example = tuple[frozenset[str], bool]


def examples(name: str, model: Model | None = None) -> Iterator[tuple[int, bool, Example]]:
    """The names of a data set: the number of their document, whether of several words, features, and what they are."""
    famous = {name for entity in organization_entities() for name in (entity.name, *entity.aliases)}
    knowledge = KnowledgeBase(tuple(e for e in builtin_knowledge() if e.kind is not Kind.ORGANIZATION))
    for number, line in enumerate((GOLD / f"{name}.dev.jsonl").read_text(encoding="utf-8").splitlines()):
        document = json.loads(line)
        tokens = read_tokens(article_of_text(document["text"]), model)
        mentions = find_mentions(tokens, knowledge)
        names = score_names(tokens, mentions, knowledge)
        candidates = candidates_beside(tokens, names, knowledge)
        marked = {(e["start"], e["end"]) for e in document["entities"] if e["type"] == "org"}
        votes: dict[str, int] = defaultdict(int)
        several = {}
        for one in candidates:
            votes[one.name] += 1 if _right(tokens.span(one.first, one.last), marked) else -1
            several[one.name] = len(one.words) > 1
        for words, features in features_of_names(tokens, candidates, names, listed_tokens(names, knowledge)).items():
            shown = features | {"famous"} if words in famous else features
            yield number, several[words], (shown, votes[words] > 0)


def _right(span: Span, marked: Iterable[tuple[int, int]]) -> bool:
    """True for a span that is marked, or shares its start or end with one that was marked shorter or longer."""
    return any(start == span.start or end == span.end for start, end in marked if start < span.end and span.start < end)


def main() -> None:
    """Trains on the data sets named, GUM and PUD unless told else."""
    options = read_options(__doc__, ("gum", "pud"))
    both: dict[bool, list[tuple[int, Example]]] = {True: [], False: []}
    for name in options.sets:
        for number, full, example in examples(name, options.model):
            both[full].append((number, example))
    if options.cross:
        for full, sample in both.items():
            parts = [[example for number, example in sample if number % 5 == part] for part in range(5)]
            print("several words" if full else "single words", measure(parts, full, PRIOR))
    samples = {full: [example for _, example in sample] for full, sample in both.items()}
    if options.model is not None:
        learned = fit_model(samples, TABLE.stem, PRIOR)
        write_table(*learned, model_table(TABLE), model_head(HEAD, options.model))
    else:
        write_table(*(fit(samples[full], full, PRIOR) for full in (True, False)), TABLE, HEAD)


if __name__ == "__main__":
    main()
