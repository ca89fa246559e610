"""Measures how many words a second the annotator reads on one core, as the median of several runs.

    python benchmarks/speed.py [--runs 5]

The texts are the hand-annotated news that the variable SITEGEN_GOLD names; without it, news that is made up here.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import time
from collections.abc import Sequence
from itertools import cycle, islice, product
from pathlib import Path

from sitegen.annotate import annotate_text
from sitegen.knowledge import builtin_knowledge

GOLD = Path(os.environ.get("SITEGEN_GOLD", "../shared/gold"))
MADE_ARTICLES = 400
PARAGRAPHS = 12

_NAMES = ("Ines Duarte", "Piotr Zalewski", "Amara Obi", "Jonas Lindqvist", "Mei Tanaka", "Rafael Quiroga", "Ada Moran")
_PLACES = ("Lisbon", "Warsaw", "Nigeria", "Swedish waters", "Osaka", "the Andes", "Springfield, Illinois")
_SENTENCES = (
    "{name}, the harbour master of {place}, said on Friday that the ferry would be late again.",
    "“Nobody asked us,” {name} told reporters in {place}. “We read it in the newspaper.”",
    "The council met for three hours, and most of those who came had questions about the price of the new bridge.",
    "According to {name}, the plan “was never more than a sketch” when the ministers of {place} agreed to it.",
    "He added that the tunnel, which was closed for repairs in March, would open before the end of the year.",
)


def read_texts(folder: Path) -> tuple[str, ...]:
    """The texts of all data sets in the folder; none where it is not there."""
    lines = (line for path in sorted(folder.glob("*.dev.jsonl")) for line in path.read_text("utf-8").splitlines())
    return tuple(json.loads(line)["text"] for line in lines if line.strip())


def make_texts(articles: int = MADE_ARTICLES) -> tuple[str, ...]:
    """Invented news, always the same: names, places and quotations in about the measure of real ones."""
    sentences = cycle(
        sentence.format(name=name, place=place) for place, name, sentence in product(_PLACES, _NAMES, _SENTENCES)
    )
    return tuple("\n\n".join(" ".join(islice(sentences, 3)) for _ in range(PARAGRAPHS)) for _ in range(articles))


def seconds_taken(texts: Sequence[str]) -> float:
    """Seconds that one pass over the texts takes this process."""
    knowledge = builtin_knowledge()
    begun = time.process_time()
    for text in texts:
        annotate_text(text, knowledge)
    return time.process_time() - begun


def machine() -> str:
    """The processor and the Python that ran it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    return f"{model or platform.processor() or platform.machine()}, Python {platform.python_version()}"


def main() -> None:
    """Print the median, the slowest and the fastest run, and what they ran over."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=5, help="how often every text is annotated")
    runs = max(1, parser.parse_args().runs)
    gold = read_texts(GOLD)
    texts = gold or make_texts()
    words = sum(len(text.split()) for text in texts)
    seconds_taken(texts[:20])
    speeds = [words / seconds_taken(texts) for _ in range(runs)]
    print(f"{statistics.median(speeds):,.0f} words a second on one core: median of {runs} runs", end=" ")
    print(f"({min(speeds):,.0f} to {max(speeds):,.0f})")
    print(f"n = {words:,} words in {len(texts):,} {'annotated' if gold else 'made-up'} articles; {machine()}")


if __name__ == "__main__":
    main()
