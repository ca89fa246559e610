"""Measures the annotator on hand-annotated news and prints one table.

    python benchmarks/accuracy.py [--only polnear,gum] [--false N] [--keep FOLDER] [--spacy MODEL]

The data is a folder of NAME.dev.jsonl files with its scorer in tools/score.py; SITEGEN_GOLD names it. Where
it has `news`, a second table tells what pages would say falsely; with --false these statements are sorted by kind.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import truth

from sitegen.annotate import annotate, article_of_text
from sitegen.annotate.records import record_of
from sitegen.knowledge import builtin_knowledge
from sitegen.text.spacy_model import Model, find_model

GOLD = Path(os.environ.get("SITEGEN_GOLD", "../shared/gold"))

ROWS = (
    ("quoted segments, exact F1", "polnear", ("direct_exact", "F1"), ("direct_exact", "gold")),
    ("right speaker", "polnear", ("speaker_acc", "all", "acc_gold"), ("speaker_acc", "all", "n")),
    ("found with right speaker F1", "polnear", ("speaker_e2e", "F1"), ("speaker_e2e", "gold")),
    (
        "he/she said, right name",
        "polnear",
        ("speaker_acc", "src=pronoun,named gold", "acc_gold"),
        ("speaker_acc", "src=pronoun,named gold", "n"),
    ),
    (
        "speech-cued reports F1",
        "polnear",
        ("speech_cued(P any,R speech)", "F1"),
        ("speech_cued(P any,R speech)", "gold"),
    ),
    ("found with right speaker F1", "wikinews", ("speaker_e2e", "F1"), ("speaker_e2e", "gold")),
    ("persons F1", "gum", ("person", "F1"), ("person", "gold")),
    ("persons F1", "pud", ("person", "F1"), ("person", "gold")),
    ("country with ISO code F1", "geowebnews", ("country_linked", "F1"), ("country_linked", "gold")),
    ("country with ISO code F1", "geovirus", ("country_linked", "F1"), ("country_linked", "gold")),
    ("country with ISO code F1", "trnews", ("country_linked", "F1"), ("country_linked", "gold")),
    ("places and countries F1", "geowebnews", ("place+country", "F1"), ("place+country", "gold")),
    ("places and countries F1", "geovirus", ("place+country", "F1"), ("place+country", "gold")),
    ("organisations F1", "gum", ("org", "F1"), ("org", "gold")),
    ("organisations F1", "pud", ("org", "F1"), ("org", "gold")),
    ("short name to full name, when detected", "gum", ("short_name", "acc_found"), ("short_name", "found")),
)
"""What is measured: label, data set, where the scorer puts the figure and its n."""


def read_documents(path: Path) -> list[dict[str, Any]]:
    """The documents of one data set."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def predict(documents: list[dict[str, Any]], path: Path, model: Model | None = None) -> tuple[int, float]:
    """Write the predictions for `documents` to `path`; words annotated and seconds taken."""
    knowledge = builtin_knowledge()
    begun = time.perf_counter()
    records = [record_of(annotate(article_of_text(d["text"]), knowledge, model), knowledge, d["id"]) for d in documents]
    seconds = time.perf_counter() - begun
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")
    return sum(len(d["text"].split()) for d in documents), seconds


def look_up(scores: Any, keys: tuple[str, ...]) -> Any:
    """The figure that stands under these keys one below the other; a dash where there is none."""
    for key in keys:
        scores = scores.get(key, {})
    return scores if scores != {} else "–"


def main() -> int:
    """Print the table; 1 when the data is not there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--only", default="", help="data sets, separated by commas")
    parser.add_argument(
        "--false", metavar="N", type=int, help="sort the false statements, with N examples of each kind"
    )
    parser.add_argument("--keep", type=Path, help="folder for the predictions")
    parser.add_argument("--spacy", metavar="MODEL", dest="model", type=find_model, help="with this model's features")
    options = parser.parse_args()
    if not GOLD.is_dir():
        print(f"There is no {GOLD}: let SITEGEN_GOLD name the folder with the annotated news.", file=sys.stderr)
        return 1
    builtin_knowledge()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        words, seconds = 0, 0.0
        for path in sorted(GOLD.glob("*.dev.jsonl")):
            if not options.only or path.name.removesuffix(".dev.jsonl") in options.only.split(","):
                more_words, more_seconds = predict(read_documents(path), folder / path.name, options.model)
                words, seconds = words + more_words, seconds + more_seconds
        table = folder / "scores.json"
        command = [sys.executable, str(GOLD / "tools/score.py"), "--gold", str(GOLD), "--pred", str(folder)]
        subprocess.run([*command, "--json", str(table)], check=True, stdout=subprocess.DEVNULL)
        scores = json.loads(table.read_text(encoding="utf-8"))
        if not options.only or "news" in options.only.split(","):
            truth.report(GOLD, folder, options.false, options.model)
            print()
    for label, name, figure, count in ROWS:
        if name in scores:
            print(f"{label:40s} {name:11s} {look_up(scores[name], figure)!s:>6}   n = {look_up(scores[name], count)}")
    print(f"{'words a second, one process':40s} {'all':11s} {words / seconds:>6.0f}   n = {words}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
