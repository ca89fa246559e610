"""Learns the weights in sitegen/tables/place_weights.txt from hand-annotated news.

    python tools/train_places.py [--cross] [--spacy MODEL] [geowebnews geovirus …]

The variable SITEGEN_GOLD names the folder with NAME.dev.jsonl. A name is an example of its text; it is a place when
the annotators marked most of its places as one. With --cross nothing is written. With --spacy only the weights of the
features that a spaCy model gives are learned, over those that are there (place_weights_model.txt).
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from logistic import Example, cross_validate, fit
from train_people import model_head, model_table, read_options

from sitegen.annotate import article_of_text
from sitegen.knowledge import builtin_knowledge
from sitegen.names import find_names
from sitegen.names.mentioned import mentioned_tokens
from sitegen.names.places.candidates import find_candidates
from sitegen.names.places.evidence import Seen, features_of_names, gather
from sitegen.text.parse import is_of_model
from sitegen.text.spacy_model import Model
from sitegen.text.tokens import Tokens
from sitegen.text.wordlists import load_table

GOLD = Path(os.environ.get("SITEGEN_GOLD", "../shared/gold"))
TABLE = Path(__file__).parent.parent / "sitegen" / "tables" / "place_weights.txt"
SETS = ("geowebnews", "geovirus", "trnews", "news")

PRIOR = {
    "any": -2.0,
    "in": 1.0,
    "region": 3.0,
    "settlement of": 3.0,
    "listed settlement": 2.0,
    "kind": 1.0,
    "city": 1.5,
    "city with an article": -2.0,
    "says": -1.0,
    "numbered": 2.0,
    "dwells": 1.5,
    "aged": 2.0,
    "lived in": 3.0,
    "is seat": 3.0,
    "dateline of the article": 4.0,
    "at a river": 2.0,
    "seat": 3.0,
    "venue": 1.5,
    "land": 3.0,
    "county": 3.0,
    "nature": 3.0,
    "street": 3.0,
    "near": 1.5,
    "dateline with dash": 4.0,
}
"""What the weights are drawn to where the sample says little."""

HEAD = """# How much each feature speaks for a place, in log odds: feature | weight.
# Learned by tools/train_places.py; sitegen/names/places/evidence.py says what the features are.
"""


def documents(name: str, model: Model | None = None) -> Iterator[list[Example]]:
    """The names of each document of a data set: the features of each, and whether it is a place."""
    knowledge = builtin_knowledge()
    for line in (GOLD / f"{name}.dev.jsonl").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        names = find_names(article_of_text(document["text"]), knowledge, model)
        tokens, mentioned = names.tokens, mentioned_tokens(names.tokens, names.with_people)
        seen = gather(tokens, tuple(find_candidates(tokens, mentioned)), mentioned, knowledge)
        votes = _votes(tokens, seen, document)
        yield [(features, votes[words] > 0) for words, features in features_of_names(seen).items() if words in votes]


def _votes(tokens: Tokens, seen: Sequence[Seen], document: dict[str, Any]) -> dict[tuple[str, ...], int]:
    """Places marked less others; what the annotators marked as neither does not count."""
    marked = {(e["start"], e["end"]) for e in document["entities"] if e["type"] in ("place", "country")}
    open_to_doubt = [(e["start"], e["end"]) for e in document["entities"] if e["type"] == "misc" or e.get("optional")]
    open_to_doubt += [(start, end) for start, end in document.get("ignore", ())]
    votes: dict[tuple[str, ...], int] = defaultdict(int)
    for one in seen:
        span = tokens.span(one.candidate.first, one.candidate.last)
        if not any(start < span.end and span.start < end for start, end in open_to_doubt):
            votes[one.candidate.words] += 1 if (span.start, span.end) in marked else -1
    return votes


def main() -> None:
    """Trains on the data sets named, else on the usual ones, or says how well that goes."""
    options = read_options(__doc__, SETS)
    sample = [document for name in options.sets for document in documents(name, options.model)]
    if options.cross:
        print("places:", cross_validate(sample, PRIOR))
        return
    examples = [example for document in sample for example in document]
    if options.model is not None:
        own = {feature: float(weight) for feature, weight in load_table(TABLE.stem)}
        learned = fit(examples, PRIOR, held=own).items()
        write_table({s: w for s, w in learned if is_of_model(s)}, model_table(TABLE), model_head(HEAD, options.model))
    else:
        write_table(fit(examples, PRIOR), TABLE, HEAD)


def write_table(weights: Mapping[str, float], path: Path, head: str) -> None:
    """The weights as a table."""
    rows = (f"{feature} | {weight:.2f}" for feature, weight in sorted(weights.items()))
    path.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
