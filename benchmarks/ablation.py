"""Measures what each group of rules and features of the annotator is worth, by leaving them out one at a time.

    python benchmarks/ablation.py [--only trnews,gum] [--without "cities table; short names"]

Weights are not learned anew without a feature, so the figures tell what the parts of this annotator carry, not how well
another one could do without them. The data is that of `accuracy.py`; the variable SITEGEN_GOLD names its folder.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

from accuracy import GOLD, ROWS, look_up, read_documents

from sitegen.annotate import annotate_text
from sitegen.annotate.records import record_of
from sitegen.knowledge import KnowledgeBase, builtin_knowledge
from sitegen.model import Kind
from sitegen.names.judge import TAKEN, KindWeights, hundredths
from sitegen.names.places import Places

FEATURES: Mapping[str, tuple[str, ...]] = {
    "titles and roles": ("title", "role", "address"),
    "verbs": ("says", "does", "told", "announces", "was"),
    "appositions and ages": ("apposition", "age", "years", "who", "defines"),
    "given names and surnames": ("given", "surname", "no full name", "likely person", "body: person"),
    "recurrence": ("times", "twice", "often", "elsewhere", "only", "alone", "acts"),
    "the run around it": ("bound", "free", "inside", "joined", "before it", "behind it", "longer"),
    "words of bodies": ("head", "inner", "body: noun", "initials", "acronym"),
    "known names": ("known", "holds", "opens", "ends "),
    "the kind of line": ("in text", "in title", "in label", "in line", "in table", "never in"),
    "shape": ("shape", "words ", "first ", "last ", "plural", "ending", "like a", "camel", "capitals"),
}
"""Features that the judge weighs, by words that stand in them."""


def _always(answer: Any) -> Callable[..., Any]:
    return lambda *_, **__: answer


def _without_features(words: tuple[str, ...]) -> Mapping[str, Any]:
    """The judge without the features in which one of these words stands."""
    of_name = hundredths().items()
    kept = KindWeights({name: weights for name, weights in of_name if not any(word in name for word in words)})
    return {"sitegen.names.judge.hundredths": _always(kept)}


def _without_kind(kind: Kind) -> Mapping[str, Any]:
    """The judge with a line for that kind that no name reaches."""
    return {"sitegen.names.judge.TAKEN": {**TAKEN, kind: 2.0}}


def groups() -> dict[str, Mapping[str, Any]]:
    """What stands in the place of which function while a group is left out, by the group's name."""
    plain: dict[str, Mapping[str, Any]] = {
        "nothing": {},
        "country context rules": {"sitegen.names.listed.why_no_country": _always("")},
        "rules for cities and states": {"sitegen.names.listed.why_no_city": _always("")},
        "table of organisations": {},
        "persons of the text": _without_kind(Kind.PERSON),
        "organisations of the text": _without_kind(Kind.ORGANIZATION),
        "places of the text": {"sitegen.names.named.find_places": _always(Places((), ()))},
        "longer names over shorter ones": {"sitegen.names.judge.around_each": lambda named: [0.0] * len(named)},
        "cities table": {"sitegen.names.places.evidence.load_cities": _always({})},
        "short names": {"sitegen.names.people.short_names.ShortNames.person": _always(None)},
        "names in capitals": {"sitegen.names.find_in_all_caps": _always(())},
        "ranking, patterns alone": {"sitegen.quotations.decide._is_sure": _always(True)},
        "sure patterns, ranking alone": {"sitegen.quotations.decide._is_sure": _always(False)},
        "pronouns": {"sitegen.quotations.coreference.resolve_pronoun": _always(None)},
        "what is not speech": {"sitegen.quotations.decide.is_surely_spoken": _always(True)},
    }
    return plain | {f"names: {name}": _without_features(words) for name, words in FEATURES.items()}


def knowledge_without(group: str) -> KnowledgeBase:
    """What is built in; for the table of organisations without them."""
    everything = builtin_knowledge()
    if group != "table of organisations":
        return everything
    return KnowledgeBase(tuple(entity for entity in everything if entity.kind is not Kind.ORGANIZATION))


def annotate_without(group: str, documents: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The documents annotated while a group of rules or features is left out."""
    knowledge = knowledge_without(group)
    with ExitStack() as stack:
        for target, instead in groups()[group].items():
            stack.enter_context(patch(target, instead))
        return [record_of(annotate_text(d["text"], knowledge), knowledge, d["id"]) for d in documents]


def scores_without(group: str, names: Sequence[str]) -> dict[str, Any]:
    """What the scorer says of each data set while a group is left out."""
    with tempfile.TemporaryDirectory() as scratch:
        for name in names:
            records = annotate_without(group, read_documents(GOLD / f"{name}.dev.jsonl"))
            lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
            (Path(scratch) / f"{name}.dev.jsonl").write_text("".join(lines), encoding="utf-8")
        table = Path(scratch) / "scores.json"
        command = [sys.executable, str(GOLD / "tools/score.py"), "--gold", str(GOLD), "--pred", scratch]
        subprocess.run([*command, "--json", str(table)], check=True, stdout=subprocess.DEVNULL)
        scores: dict[str, Any] = json.loads(table.read_text(encoding="utf-8"))
    return scores


def main() -> int:
    """Print for each group the measures that change by a tenth or more; 1 when the data is not there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--only", default="", help="data sets, separated by commas")
    parser.add_argument("--without", default="", help="groups to leave out, separated by semicolons; all unless given")
    options = parser.parse_args()
    if not GOLD.is_dir():
        print(f"There is no {GOLD}: let SITEGEN_GOLD name the folder with the annotated news.", file=sys.stderr)
        return 1
    names = [
        name for name in dict.fromkeys(row[1] for row in ROWS) if not options.only or name in options.only.split(",")
    ]
    wanted = [group.strip() for group in options.without.split(";") if group.strip()] or list(groups())[1:]
    whole = scores_without("nothing", names)
    for group in wanted:
        scores = scores_without(group, names)
        print(f"without {group}", flush=True)
        for label, name, figure, _ in (row for row in ROWS if row[1] in names):
            before, after = look_up(whole[name], figure), look_up(scores[name], figure)
            if before != after:
                print(f"    {label:40s} {name:11s} {before!s:>6} → {after!s:>6}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
