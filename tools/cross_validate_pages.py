"""Counts what pages would say falsely about news, annotated with weights that were not learned from them.

    python tools/cross_validate_pages.py [--errors]

The news are read in the fifths of tools/train_speakers.py, each as its pages would show it, with the tables of LEARNED
as they are learned from the other four fifths; all other tables as they ship. SITEGEN_GOLD names the data folder, whose
tools/score_pages.py judges the predictions.
"""

from __future__ import annotations

import argparse
import datetime
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import train_reports
import train_speakers
from train_speakers import GOLD, PARTS, part_of

from sitegen.annotate import annotate, article_of_text
from sitegen.annotate.records import shown_record_of
from sitegen.knowledge import builtin_knowledge
from sitegen.text.weights import Weights

NEWS = "news"

Tables = Mapping[str, Mapping[str, float]]
"""The weights of a part by the name of their table, as `Weights.load` takes it."""


def learned_speakers() -> list[Tables]:
    """For each part the tables of tools/train_speakers.py, learned from the other parts."""
    sample = [one for name in train_speakers.SETS for one in train_speakers.documents(name)]
    return train_speakers.learn(sample, lambda line: None)[:PARTS]


def learned_reports() -> list[Tables]:
    """The same of tools/train_reports.py."""
    found = train_reports.gather({name: tuple(train_speakers.documents(name)) for name in train_reports.SETS})
    return [{"report": weights} for weights in train_reports.learn(found)[:PARTS]]


LEARNED: Sequence[Callable[[], list[Tables]]] = (learned_speakers, learned_reports)
"""What gives the tables of each part: a trainer that learns from the news is to be added here."""


def held_out() -> list[Tables]:
    """For each part every table that is learned from the other parts."""
    several = [learned() for learned in LEARNED]
    return [{name: table for tables in several for name, table in tables[part].items()} for part in range(PARTS)]


def predictions(documents: Sequence[Mapping[str, Any]], tables: Sequence[Tables]) -> Iterator[dict[str, Any]]:
    """Each document as its page shows it, by the tables of its part."""
    knowledge, shipped = builtin_knowledge(), Weights.load
    for document in documents:
        own = {name: Weights(weights) for name, weights in tables[part_of(document["id"])].items()}

        def load(name: str, column: int = 0, own: Mapping[str, Weights] = own) -> Weights:
            return own[name] if name in own else shipped(name, column)

        with patch.object(Weights, "load", load):
            annotated = annotate(article_of_text(document["text"], _day_of(document)), knowledge)
        yield shown_record_of(annotated, knowledge, document["id"])


def _day_of(document: Mapping[str, Any]) -> datetime.date | None:
    return datetime.date.fromisoformat(document["date"]) if document.get("date") else None


def main() -> None:
    """Print what the judge says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--errors", action="store_true", help="every false statement too")
    options = parser.parse_args()
    path = GOLD / f"{NEWS}.dev.jsonl"
    documents = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "pages.jsonl"
        records = (json.dumps(record) for record in predictions(documents, held_out()))
        given.write_text("\n".join(records) + "\n", encoding="utf-8")
        judge = [sys.executable, str(GOLD / "tools" / "score_pages.py"), str(path), str(given)]
        subprocess.run([*judge, *(["--errors"] if options.errors else [])], check=True)


if __name__ == "__main__":
    main()
