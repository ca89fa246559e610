"""Learns the weights in sitegen/tables/{spoken,speaker,right}_weights.txt from hand-annotated news.

    python tools/train_speakers.py [--cross] [--spacy MODEL]

The variable SITEGEN_GOLD names the folder with the data of SETS. Three questions are learned, one after the other:
whether somebody says the words between marks (logistic regression), which candidate does (a log-linear ranking,
trained on its own predictions of who spoke before), and how likely the choice is right (logistic regression over
decisions that were made with weights learned from other documents). With --cross nothing is written; every fifth is
judged by weights learned from the rest. With --spacy only the weights of the features that a spaCy model gives are
learned, over those that are there (…_weights_model.txt).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from unittest.mock import patch

from train_people import model_head, model_table

from sitegen.knowledge import builtin_knowledge
from sitegen.model import Article
from sitegen.names import find_names
from sitegen.quotations import read_context
from sitegen.quotations.article_context import ArticleContext, Phrase
from sitegen.quotations.coreference import resolve
from sitegen.quotations.decide import Decision, decide_all
from sitegen.quotations.marks import QuotedSpan
from sitegen.quotations.persons import Person, persons_of
from sitegen.quotations.reports import Report, find_reports
from sitegen.text.paragraphs import find_paragraphs
from sitegen.text.parse import is_of_model
from sitegen.text.spacy_model import Model, find_model
from sitegen.text.spans import Element
from sitegen.text.weights import Weights, probability
from sitegen.text.wordlists import load_table

GOLD = Path(os.environ.get("SITEGEN_GOLD", "../shared/gold"))
TABLES = Path(__file__).parent.parent / "sitegen" / "tables"

Question = Literal["spoken", "speaker", "right", "pronoun", "report", "end"]
"""spoken: does anybody say these words? speaker: is it this one? right: is the chosen speaker the right one?

pronoun: is it this one whom "he" means? See tools/train_pronouns.py. report: does anybody say this clause? end: does
it end here? See tools/train_reports.py and tools/train_ends.py.
"""
SETS = {"polnear": 1.0, "wikinews": 2.0, "news": 2.0}
"""What is learned from, and how much each example counts."""
PARTS = 5
RATE = 0.3
TURNS = {"spoken": 120, "speaker": 40, "right": 150, "pronoun": 150, "report": 150, "end": 150}
PENALTY = {"spoken": 0.5, "speaker": 1.0, "right": 1.0, "pronoun": 1.0, "report": 2.0, "end": 2.0}
RAREST = {"spoken": 8, "speaker": 100, "right": 5, "pronoun": 6, "report": 12, "end": 20}
"""A feature that fewer examples show gets no weight."""

HEAD = """# How much each feature speaks for {what}, in log odds: feature | weight.
# Learned by tools/train_speakers.py; sitegen/quotations/ says what the features are.
"""
ANSWERS: Mapping[Question, str] = {
    "spoken": "somebody saying the words between the marks",
    "speaker": "a candidate being the speaker",
    "right": "the chosen speaker being the right one",
}

FIRST: Mapping[str, Mapping[str, float]] = {
    "spoken": {"any": 1.0},
    "speaker": {"nobody": 1.0}
    | {f"chosen {rule}": 4.0 for rule in ("after", "before", "mixed", "beside", "sentence", "carried")}
    | {f"chosen past {rule}": 4.0 for rule in ("continued", "carried")},
    "right": {},
}
"""Where learning begins: the choice of the sieves."""

Tables = Mapping[str, Mapping[str, float]]
Answers = list[tuple[tuple[str, ...], bool, float]]
"""Features, whether the answer is yes, and how much the example counts."""
Choices = list[tuple[list[tuple[str, ...]], list[int], float]]
"""The features of each candidate, the numbers of the right ones, and how much the example counts."""


@dataclass(frozen=True, slots=True)
class Document:
    """An annotated text, read as the annotator reads it."""

    part: int
    counts: float
    gold: Mapping[str, Any]
    context: ArticleContext
    spans: tuple[QuotedSpan, ...]
    reports: tuple[Report, ...]
    persons: tuple[Person, ...]


Decided = Iterable[tuple[Document, Decision]]


def part_of(identifier: str) -> int:
    """The part of a document, by the hash of its id."""
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % PARTS


def documents(name: str, model: Model | None = None) -> Iterator[Document]:
    """The documents of a data set, each in the part that the hash of its id says."""
    knowledge = builtin_knowledge()
    for line in (GOLD / f"{name}.dev.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        blocks = tuple(Element(span, "p") for span in find_paragraphs(gold["text"]))
        names = find_names(Article(slug="", headline="", text=gold["text"], blocks=blocks), knowledge, model)
        context, spans = read_context(names.tokens, names.named, names.entities)
        reports = find_reports(context)
        persons = persons_of(context, [report.subject for report in reports])
        yield Document(part_of(gold["id"]), SETS.get(name, 1.0), gold, context, spans, reports, persons)


def annotated(document: Document, quoted: QuotedSpan) -> tuple[bool, Mapping[str, Any] | None]:
    """Whether the stretch is to be judged, and the annotated quotation that lies on it."""
    span = quoted.marks.inner
    if any(span.start < end and start < span.end for start, end in document.gold.get("quote_ignore", ())):
        return False, None
    for quotation in document.gold["quotes"]:
        if quotation.get("kind") == "indirect":
            continue
        shared = min(quotation["end"], span.end) - max(quotation["start"], span.start)
        if shared >= (quotation["end"] - quotation["start"]) / 2:
            return not quotation.get("optional"), quotation
    return True, None


def attributed(document: Document, quoted: QuotedSpan) -> Mapping[str, Any] | None:
    """The annotated quotation that lies on the stretch, where it has a speaker and is no matter of taste."""
    judged, gold = annotated(document, quoted)
    return gold if judged and gold is not None and gold.get("source_type") != "none" else None


def is_right(document: Document, gold: Mapping[str, Any], phrase: Phrase | None) -> bool:
    """True when the phrase names the annotated speaker, or is the annotated phrase where that is no name."""
    if phrase is None:
        return False
    speaker, _ = resolve(document.context, phrase, document.persons, {})
    start, end = gold.get("speaker_start"), gold.get("speaker_end")
    overlaps = start is not None and end is not None and speaker.span.start < end and start < speaker.span.end
    if gold.get("source_type") != "name" and start is not None and (overlaps or "source_type" in gold):
        return overlaps
    names = [gold["speaker"], *gold.get("speaker_alt", ())] if gold.get("speaker") else [gold["speaker_text"]]
    said = _words(speaker.name)
    return any(_agree(said, _words(name), overlaps) for name in names)


def is_named(name: str, other: str) -> bool:
    """True when one name may stand for the other."""
    return _agree(_words(name), _words(other), overlaps=False)


def _agree(said: Sequence[str], name: Sequence[str], overlaps: bool) -> bool:
    """True when one name may stand for the other: by its surname, by two words, or by one in the same place."""
    shared = set(said) & set(name)
    return bool(shared) and (overlaps or said[-1] == name[-1] or len(shared) > 1)


def _words(name: str) -> list[str]:
    """The words of a name, without what follows a surname."""
    found = re.findall(r"\w[\w’'-]*", name.lower().replace("’s", "").replace("'s", ""))
    return [word for word in found if word not in {"jr", "sr", "ii", "iii", "iv", "the", "a", "of"}]


def decisions(sample: Iterable[Document], tables: Callable[[int], Tables]) -> Iterator[tuple[Document, Decision]]:
    """What is decided for every stretch, with the weights for its document's part."""
    for document in sample:
        learned = {question: Weights(weights) for question, weights in tables(document.part).items()}
        with patch.object(Weights, "load", learned.__getitem__):
            found = tuple(decide_all(document.context, document.spans, document.reports, everything=True))
        yield from ((document, decision) for decision in found)


def spoken_answers(decided: Decided) -> Iterator[tuple[int, Any]]:
    """For every stretch its features and whether an annotator heard it said."""
    for document, decision in decided:
        judged, gold = annotated(document, decision.quoted)
        if judged and decision.spoken_features:
            yield document.part, (decision.spoken_features, gold is not None, document.counts)


def speaker_choices(decided: Decided) -> Iterator[tuple[int, Any]]:
    """For every ranked stretch the features of its candidates and which of them are right."""
    for document, decision in decided:
        gold = attributed(document, decision.quoted)
        if gold is None or not decision.ranked:
            continue
        candidates = [one.candidate for one in decision.ranked]
        right = [n for n, one in enumerate(candidates) if is_right(document, gold, one.phrase)]
        if right:
            yield document.part, ([one.features for one in candidates], right, document.counts)


def right_answers(decided: Decided) -> Iterator[tuple[int, Any]]:
    """For every decision its features and whether it is right."""
    for document, decision in decided:
        gold = attributed(document, decision.quoted)
        if decision.spoken and decision.phrase is not None and gold is not None:
            yield document.part, (decision.right_features, is_right(document, gold, decision.phrase), document.counts)


def _known(seen: Mapping[str, int], question: Question, held: Mapping[str, float] | None) -> list[str]:
    """The features to be learned: those that are not too rare; only a language model's where the others are held."""
    frequent = sorted(feature for feature, times in seen.items() if times >= RAREST[question])
    return frequent if held is None else [feature for feature in frequent if is_of_model(feature)]


def _held(features: Sequence[str], held: Mapping[str, float] | None) -> float:
    return sum(held.get(feature, 0.0) for feature in features) if held else 0.0


def fit_answers(sample: Answers, question: Question, held: Mapping[str, float] | None = None) -> dict[str, float]:
    """The weights that make the answers likeliest, by gradient descent; over those that are held, where there are."""
    seen = Counter(feature for features, _, _ in sample for feature in features)
    known = _known(seen, question, held)
    kept = set(known)
    rows = [
        (_held(features, held), [s for s in features if s in kept], yes, counts) for features, yes, counts in sample
    ]

    def slopes(now: Mapping[str, float]) -> dict[str, float]:
        slope = dict.fromkeys(known, 0.0)
        for odds, features, yes, counts in rows:
            miss = counts * (yes - probability(odds + sum(now[feature] for feature in features)))
            for feature in features:
                slope[feature] += miss
        return slope

    return dict(held or {}) | _climb(known, slopes, len(rows), question)


def fit_choices(
    sample: Choices, held: Mapping[str, float] | None = None, question: Question = "speaker"
) -> dict[str, float]:
    """The weights that make the right candidates likeliest; over those that are held, where there are."""
    seen = Counter(feature for candidates, _, _ in sample for features in candidates for feature in features)
    known = _known(seen, question, held)
    kept = set(known)
    rows = [
        ([(_held(features, held), [s for s in features if s in kept]) for features in several], set(right), counts)
        for several, right, counts in sample
    ]

    def slopes(now: Mapping[str, float]) -> dict[str, float]:
        slope = dict.fromkeys(known, 0.0)
        for candidates, right, counts in rows:
            scores = [odds + sum([now[feature] for feature in features]) for odds, features in candidates]
            shares = [math.exp(score - max(scores)) for score in scores]
            among_right = sum(shares[n] for n in right)
            for n, (_, features) in enumerate(candidates):
                miss = counts * ((shares[n] / among_right if n in right else 0.0) - shares[n] / sum(shares))
                if abs(miss) > 1e-6:
                    for feature in features:
                        slope[feature] += miss
        return slope

    return dict(held or {}) | _climb(known, slopes, len(rows), question)


def _climb(
    known: Sequence[str], slopes: Callable[[Mapping[str, float]], dict[str, float]], size: int, question: Question
) -> dict[str, float]:
    """Gradient ascent with a quadratic penalty and a step of its own for each weight."""
    now, speed = dict.fromkeys(known, 0.0), dict.fromkeys(known, 1e-6)
    for _ in range(TURNS[question]):
        slope = slopes(now)
        for feature in known:
            step = (slope[feature] - PENALTY[question] * now[feature]) / size
            speed[feature] += step * step
            now[feature] += RATE * step / math.sqrt(speed[feature])
    return now


LESSONS: tuple[tuple[Question, Callable[[Decided], Iterator[tuple[int, Any]]]], ...] = (
    ("spoken", spoken_answers),
    ("speaker", speaker_choices),
    ("speaker", speaker_choices),
    ("right", right_answers),
)
"""What is learned, in order; the speakers twice, the second time from what the first lesson makes of the past."""


def fit(sample: Any, question: Question, held: Mapping[str, float] | None = None) -> dict[str, float]:
    """The weights that answer a question best."""
    return fit_choices(sample, held) if question == "speaker" else fit_answers(sample, question, held)


def without_model(sample: Any, question: Question) -> Any:
    """The examples without the features of a language model."""

    def own(features: Iterable[str]) -> tuple[str, ...]:
        return tuple(feature for feature in features if not is_of_model(feature))

    if question == "speaker":
        return [([own(features) for features in candidates], *rest) for candidates, *rest in sample]
    return [(own(features), *rest) for features, *rest in sample]


def shipped() -> Tables:
    """The weights of the text's own features that are there."""
    return {
        question: {feature: float(weight) for feature, weight in load_table(f"{question}_weights")}
        for question in ANSWERS
    }


def learn(sample: Sequence[Document], log: Callable[[str], None], model: Model | None = None) -> list[Tables]:
    """The tables for each part, learned from the other parts; last the table learned from all.

    With a `model` its features' weights are learned over the others: in the parts over what the others' lesson gives,
    in the last table over the weights that ship.
    """
    tables: list[dict[str, Mapping[str, float]]] = [dict(FIRST) for _ in range(PARTS + 1)]
    for question, found in LESSONS:
        examples = list(found(decisions(sample, tables.__getitem__)))
        for part in range(PARTS + 1):
            rest = [example for other, example in examples if other != part]
            held = None
            if model is not None:
                held = shipped()[question] if part == PARTS else fit(without_model(rest, question), question)
            tables[part][question] = fit(rest, question, held)
        log(f"{question}: {len(examples)} examples, {len(tables[-1][question])} weights")
    return list(tables)


def write_tables(tables: Tables, model: Model | None = None) -> None:
    """The weights as tables, one a question; those that round to nothing are left out.

    Of a `model` only those of its features, in tables of their own.
    """
    for question, what in ANSWERS.items():
        path, head = TABLES / f"{question}_weights.txt", HEAD.format(what=what)
        weights = sorted((feature, w) for feature, w in tables[question].items() if abs(w) >= 0.005)
        if model is not None:
            path, head = model_table(path), model_head(head, model)
            weights = [(feature, weight) for feature, weight in weights if is_of_model(feature)]
        rows = (f"{feature} | {weight:.2f}" for feature, weight in weights)
        path.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")


def measure(sample: Sequence[Document], tables: Sequence[Tables]) -> str:
    """How often decisions are right that were made with weights learned from other documents, and where the line is."""
    judged = []
    for document, decision in decisions(sample, tables.__getitem__):
        gold = attributed(document, decision.quoted)
        if decision.spoken and gold is not None:
            judged.append((decision.confidence, is_right(document, gold, decision.phrase), decision.attribution.rule))
    lines = [f"right {sum(ok for _, ok, _ in judged) / len(judged):.3f} of {len(judged)}"]
    for line in (0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9):
        above = [ok for sure, ok, _ in judged if sure >= line]
        lines.append(f"line {line}: {sum(above) / len(above):.3f} right, {len(above) / len(judged):.3f} pass")
    for rule in sorted({rule for _, _, rule in judged}):
        these = [ok for _, ok, one in judged if one == rule]
        lines.append(f"{rule}: {sum(these) / len(these):.3f} of {len(these)}")
    return "\n".join(lines)


def main() -> None:
    """Learns, measures, writes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--cross", action="store_true", help="only measure")
    parser.add_argument("--spacy", metavar="MODEL", dest="model", type=find_model, help="learn this model's features")
    options = parser.parse_args()
    sample = [document for name in SETS for document in documents(name, options.model)]
    tables = learn(sample, print, options.model)
    print(measure(sample, tables))
    if options.cross:
        return
    write_tables(tables[PARTS], options.model)


if __name__ == "__main__":
    main()
