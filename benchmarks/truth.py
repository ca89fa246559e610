"""What pages would say falsely: `news` judged as a standards editor reads, and its false statements sorted by kind."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sitegen.annotate import annotate, article_of_text
from sitegen.annotate.records import shown_record_of
from sitegen.knowledge import KnowledgeBase, builtin_knowledge
from sitegen.site.thresholds import above_threshold
from sitegen.text.spacy_model import Model

NEWS = "news.dev.jsonl"
SCORER = "tools/score_pages.py"

_FALSE = frozenset({"no quotation", "wrong mouth", "wrong span", "role", "date"})
_CARDS = ("none such", "cut or other kind", "somebody else")
_PRONOUNS = frozenset({"he", "she", "they", "it", "who", "him", "her", "i", "we"})


def predict(documents: Iterable[Mapping[str, Any]], path: Path, model: Model | None = None) -> None:
    """Write each document as its page would show it."""
    knowledge = builtin_knowledge()
    path.write_text("".join(json.dumps(_record(one, knowledge, model)) + "\n" for one in documents), encoding="utf-8")


def _record(document: Mapping[str, Any], knowledge: KnowledgeBase, model: Model | None) -> dict[str, Any]:
    day = datetime.date.fromisoformat(document["date"]) if document.get("date") else None
    annotated = annotate(article_of_text(document["text"], day), knowledge, model)
    record = shown_record_of(annotated, knowledge, document["id"])
    rules = [quotation.rule for quotation in above_threshold([annotated])[0].quotations]
    for quote in record["quotes"]:
        quote["rule"] = str(rules[quote["group"] - 1])
    return record


def judge(gold: Path, predictions: Path) -> list[str]:
    """What the scorer says, line by line: the errors, the table, the counts."""
    command = [sys.executable, str(gold / SCORER), str(gold / NEWS), str(predictions), "--errors"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()


def table_of(lines: Sequence[str]) -> list[str]:
    """The truth table and the counts behind it, without the errors."""
    first = next(number for number, line in enumerate(lines) if line.startswith("documents "))
    return list(lines[first:])


def false_statements(
    lines: Iterable[str], documents: Mapping[str, Mapping[str, Any]], pages: Mapping[str, Mapping[str, Any]]
) -> Mapping[str, list[str]]:
    """Each false statement by its kind, the commonest kind first: where it stands and what the page says.

    A card counts once a page, as the scorer counts it: by its kind and name, with what is first wrong with it.
    """
    kinds: dict[str, list[str]] = defaultdict(list)
    cards: set[tuple[str, str, str]] = set()
    for line in lines:
        place, _, rest = line.partition("\t")
        what, _, rest = rest.partition("\t")
        identifier, _, start = place.rpartition(":")
        card, colon, verdict = what.partition(": ")
        given, wanted, around = (*rest.split("\t"), "", "")[:3]
        if (what not in _FALSE and verdict not in _CARDS) or (colon and (identifier, card, given) in cards):
            continue
        if colon:
            cards.add((identifier, card, given))
        sort = _SORTS.get(verdict or what, _no_sort)(documents[identifier], pages[identifier], int(start))
        kinds[f"{what} · {sort}" if sort else what].append(f"{place}  {given} for {wanted}  {around}")
    return dict(sorted(kinds.items(), key=lambda pair: (-len(pair[1]), pair[0])))


def _no_sort(_document: Mapping[str, Any], _page: Mapping[str, Any], _start: int) -> str:
    return ""


def _sort_of_rule(_document: Mapping[str, Any], page: Mapping[str, Any], start: int) -> str:
    """The rule that found the quotation which begins here."""
    return str(next(one["rule"] for one in page["quotes"] if one["start"] == start and "speaker" in one))


def _shown_for(document: Mapping[str, Any], page: Mapping[str, Any], start: int) -> tuple[Any, Any]:
    """The labelled quotation that begins here and the shown one that shares most with it."""
    gold = next(one for one in document["quotes"] if one["start"] == start)
    return gold, max((one for one in page["quotes"] if "speaker" in one), key=lambda one: _overlap(gold, one))


def _overlap(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    """What two spans share of what they cover together, below zero where they lie apart."""
    both = min(one["end"], other["end"]) - max(one["start"], other["start"])
    return float(both / (max(one["end"], other["end"]) - min(one["start"], other["start"])))


def _sort_of_mouth(document: Mapping[str, Any], page: Mapping[str, Any], start: int) -> str:
    """The rule, and whether the words that name the speaker are a pronoun, a name or other words."""
    _, given = _shown_for(document, page, start)
    words = document["text"][given["speaker_start"] : given["speaker_end"]]
    if words.casefold() in _PRONOUNS:
        return f"{given['rule']}, a pronoun"
    return f"{given['rule']}, {'a name' if words[:1].isupper() else 'other words'}"


def _sort_of_span(document: Mapping[str, Any], page: Mapping[str, Any], start: int) -> str:
    """On which side the words shown are too many or too few."""
    gold, given = _shown_for(document, page, start)
    if (gold["kind"] == "indirect") != (given["kind"] == "indirect"):
        return f"{gold['kind']} shown as {given['kind']}"
    text = document["text"]
    sides = {
        "start": _difference(text, given["start"], gold["start"]),
        "end": _difference(text, gold["end"], given["end"]),
    }
    return ", ".join(f"too {how} at its {side}" for side, how in sides.items() if how) or "marks alone"


def _difference(text: str, first: int, second: int) -> str:
    """Whether letters stand between: "long" when the first offset comes first, "short" when the second does."""
    between = text[min(first, second) : max(first, second)]
    return ("long" if first < second else "short") if any(map(str.isalnum, between)) else ""


def _sort_of_card(document: Mapping[str, Any], page: Mapping[str, Any], start: int) -> str:
    """What is labelled where the card stands: the same kind, cut otherwise, or another."""
    given = next(one for one in page["entities"] if one["start"] == start)
    at = [one for one in document["entities"] if one["start"] < given["end"] and given["start"] < one["end"]]
    kinds = sorted({one["type"] for one in at})
    return "cut" if given["type"] in kinds else f"is {' and '.join(kinds)}"


_SORTS: Mapping[str, Callable[[Mapping[str, Any], Mapping[str, Any], int], str]] = {
    "no quotation": _sort_of_rule,
    "wrong mouth": _sort_of_mouth,
    "wrong span": _sort_of_span,
    "cut or other kind": _sort_of_card,
}


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
    pages = [json.loads(line) for line in (folder / "pages.jsonl").read_text(encoding="utf-8").splitlines()]
    found = false_statements(lines, {one["id"]: one for one in documents}, {one["id"]: one for one in pages})
    print(f"\nfalse statements: {sum(map(len, found.values()))}")
    for kind, several in found.items():
        print(f"{kind}: {len(several)}, {1000 * len(several) / words:.2f} in 1,000 words")
        print("".join(f"  {one}\n" for one in several[:examples]), end="")
