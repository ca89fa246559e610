"""Counts what pages would say falsely about news, annotated with weights that were not learned from them.

    python tools/cross_validate_pages.py [--errors]

The news are read in the fifths of tools/train_speakers.py, each as its pages would show it, with what is learned from
the news (HELD) as it is learned from the other four fifths; all else as it ships. SITEGEN_GOLD names the data folder,
whose tools/score_pages.py judges the predictions.
"""

from __future__ import annotations

import argparse
import datetime
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

import train_ends
import train_names
import train_reports
import train_speakers
from cross_validate import learned_without
from train_speakers import GOLD, PARTS, part_of

from sitegen.annotate import annotate, article_of_text
from sitegen.annotate.records import shown_record_of
from sitegen.knowledge import builtin_knowledge
from sitegen.text.weights import Weights

NEWS = "news"

Held = Callable[[int], AbstractContextManager[Any]]
"""For a part: while it lasts, weights learned from the other parts stand in for those that ship."""
Tables = Mapping[str, Mapping[str, float]]
"""Weights by the name of their table, as `Weights.load` takes it."""


def held_speakers() -> Held:
    """The tables of tools/train_speakers.py."""
    sample = [one for name in train_speakers.SETS for one in train_speakers.documents(name)]
    tables = train_speakers.learn(sample, lambda line: None)
    return lambda part: instead(tables[part])


def held_reports() -> Held:
    """The table of tools/train_reports.py."""
    found = train_reports.gather({name: tuple(train_speakers.documents(name)) for name in train_reports.SETS})
    tables = train_reports.learn(found)
    return lambda part: instead({"report": tables[part]})


def held_ends() -> Held:
    """The table of tools/train_ends.py."""
    tables = train_ends.learn(train_ends.gather())
    return lambda part: instead({"end": tables[part]})


def held_names() -> Held:
    """The table of tools/train_names.py."""
    sample = [document for name in train_names.SETS for document in train_names.documents(name)]
    return lambda part: learned_without(part, sample)


HELD: Sequence[Callable[[], Held]] = (held_speakers, held_reports, held_ends, held_names)
"""Everything that is learned from the news: a new trainer that reads them is to be added here."""


def instead(tables: Tables) -> AbstractContextManager[Any]:
    """While it lasts, these tables are loaded for those of their names."""
    before, own = Weights.load, {name: Weights(weights) for name, weights in tables.items()}

    def load(name: str, column: int = 0) -> Weights:
        return own[name] if name in own else before(name, column)

    return patch.object(Weights, "load", load)


def predictions(documents: Sequence[Mapping[str, Any]], several: Sequence[Held]) -> Iterator[dict[str, Any]]:
    """Each document as its page shows it, by what is learned without its part."""
    knowledge = builtin_knowledge()
    for part in range(PARTS):
        with ExitStack() as stack:
            for held in several:
                stack.enter_context(held(part))
            for document in (one for one in documents if part_of(one["id"]) == part):
                annotated = annotate(article_of_text(document["text"], _day_of(document)), knowledge)
                yield shown_record_of(annotated, knowledge, document["id"])


def _day_of(document: Mapping[str, Any]) -> datetime.date | None:
    return datetime.date.fromisoformat(document["date"]) if document.get("date") else None


def main() -> None:
    """Print what the judge says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--errors", action="store_true", help="every false statement too")
    parser.add_argument("--keep", metavar="FILE", type=Path, help="write the predictions there too")
    options = parser.parse_args()
    path = GOLD / f"{NEWS}.dev.jsonl"
    documents = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "pages.jsonl"
        records = (json.dumps(record) for record in predictions(documents, [learn() for learn in HELD]))
        given.write_text("\n".join(records) + "\n", encoding="utf-8")
        if options.keep:
            options.keep.write_bytes(given.read_bytes())
        judge = [sys.executable, str(GOLD / "tools" / "score_pages.py"), str(path), str(given)]
        subprocess.run([*judge, *(["--errors"] if options.errors else [])], check=True)


if __name__ == "__main__":
    main()
