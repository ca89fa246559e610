"""What pages would say falsely: `news` judged as a standards editor reads, and its false statements sorted by kind."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sitegen.annotate import annotate, article_of_text
from sitegen.annotate.records import shown_record_of
from sitegen.knowledge import KnowledgeBase, builtin_knowledge
from sitegen.text.spacy_model import Model

NEWS = "news.dev.jsonl"
SCORER = "tools/score_pages.py"
FIRST_LINES = 18
"""Lines of the scorer's table, before its counts."""

_FALSE = frozenset({"no quotation", "wrong mouth", "wrong span", "role", "date"})
_CARDS = ("none such", "cut or other kind", "somebody else")


def predict(documents: Iterable[Mapping[str, Any]], path: Path, model: Model | None = None) -> None:
    """Write each document as its page would show it."""
    knowledge = builtin_knowledge()
    path.write_text("".join(json.dumps(_record(one, knowledge, model)) + "\n" for one in documents), encoding="utf-8")


def _record(document: Mapping[str, Any], knowledge: KnowledgeBase, model: Model | None) -> dict[str, Any]:
    day = datetime.date.fromisoformat(document["date"]) if document.get("date") else None
    annotated = annotate(article_of_text(document["text"], day), knowledge, model)
    return shown_record_of(annotated, knowledge, document["id"])


def judge(gold: Path, predictions: Path) -> list[str]:
    """What the scorer says, line by line: the errors, the table, the counts."""
    command = [sys.executable, str(gold / SCORER), str(gold / NEWS), str(predictions), "--errors"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()


def table_of(lines: Sequence[str]) -> list[str]:
    """The truth table and the counts behind it, without the errors."""
    first = next(number for number, line in enumerate(lines) if line.startswith("documents "))
    return list(lines[first:])


def false_statements(lines: Iterable[str]) -> Mapping[str, list[str]]:
    """Each false statement by its kind, the commonest kind first: where it stands and what the page says.

    A card counts once a page.
    """
    kinds: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for line in lines:
        place, _, rest = line.partition("\t")
        kind, _, rest = rest.partition("\t")
        if kind in _FALSE or kind.rpartition(": ")[2] in _CARDS:
            given, wanted, around = (*rest.split("\t"), "", "")[:3]
            once = given if ": " in kind else place
            kinds[kind].setdefault((place.partition(":")[0], once), f"{place}  {given} for {wanted}  {around}")
    ordered = sorted(kinds.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return {kind: list(found.values()) for kind, found in ordered}


def report(gold: Path, folder: Path, examples: int | None, model: Model | None = None) -> None:
    """Print the truth table, and with `examples` the false statements by kind with so many of each."""
    if not (gold / NEWS).is_file() or not (gold / SCORER).is_file():
        print(f"There is no {NEWS} with {SCORER} in {gold}: what pages would say falsely is not measured.")
        return
    documents = [json.loads(line) for line in (gold / NEWS).read_text(encoding="utf-8").splitlines() if line.strip()]
    predict(documents, folder / "pages.jsonl", model)
    lines = judge(gold, folder / "pages.jsonl")
    print("\nWhat a page shows of ordinary news (the weights saw it: see tools/cross_validate_pages.py)")
    print("\n".join(table_of(lines)))
    if examples is None:
        return
    words = sum(len(document["text"].split()) for document in documents)
    found = false_statements(lines)
    counts = Counter({kind: len(several) for kind, several in found.items()})
    for kind, often in counts.most_common():
        print(f"\n{kind}: {often}, {1000 * often / words:.2f} in 1,000 words")
        print("".join(f"  {one}\n" for one in found[kind][:examples]), end="")
