"""Learns the weights in sitegen/tables/end_weights.txt from hand-annotated news: where a reported clause ends.

    python tools/train_ends.py [--cross]

The variable SITEGEN_GOLD names the folder with the data. Every clause behind its cue that begins where an annotated one
does has as many examples as it has joints up to where the annotated one ends: at none but the last it goes on. With
--cross nothing is written; both ways it is measured on the fifths of the documents, each judged by weights that were
learned from the others.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from train_speakers import HEAD, PARTS, TABLES, Document, documents, fit_answers

from sitegen.quotations.article_context import ArticleContext
from sitegen.quotations.clause_ends import end_by_rule, likeliest_end, sentence_end
from sitegen.quotations.clauses import find_clause
from sitegen.quotations.end_evidence import features_of_joint, joints_of
from sitegen.quotations.reports import Report
from sitegen.text.spans import Span
from sitegen.text.weights import Weights

SETS = ("polnear", "news")
NEAR = 12
"""How many characters apart two clauses begin that are the same."""

Joints = tuple[tuple[int, tuple[str, ...]], ...]
"""The last token of the clause for each of its joints, if it ends there, and what the joint shows."""


@dataclass(frozen=True, slots=True)
class Example:
    """A clause: its joints, where its sentence ends, where the rules end it, and where the annotators do."""

    joints: Joints
    last: int
    ruled: int
    right: int


def examples(document: Document) -> Iterator[Example]:
    """Every clause behind its cue that the annotators marked too."""
    context, gold = document.context, tuple(_annotated(document.gold))
    tokens = context.tokens
    for report in document.reports:
        clause = find_clause(context, report)
        if clause is None or (first := tokens.first_from(clause.start)) <= report.last:
            continue
        span = next((span for span, cue in gold if _is_same(context, report, clause, span, cue)), None)
        if span is not None:
            yield _example(context, report, first, tokens.at(min(span.end, len(tokens.text)) - 1))


def _example(context: ArticleContext, report: Report, first: int, right: int) -> Example:
    end = sentence_end(context, report.last)
    ruled = end_by_rule(context, report, first, end)
    joints = tuple(
        (_word_before(context, joint.last, first), features_of_joint(context, report, first, joint, ruled))
        for joint in joints_of(context, first, ruled)
    )
    last, ruled, right = (_word_before(context, at, first) for at in (end, ruled, right))
    return Example(joints, last, ruled, right)


def _annotated(gold: Mapping[str, Any]) -> Iterator[tuple[Span, Span | None]]:
    """The annotated clauses, and the cue of each where it is marked."""
    for one in gold.get("attributions", ()):
        if one["content"] and one["cue"]:
            yield (
                Span(one["content"][0][0], one["content"][-1][1]),
                Span(one["cue"][0][0], one["cue"][-1][1]),
            )
    if "unspoken" in gold:
        told = (one for one in gold["quotes"] if one["kind"] == "indirect" and not one.get("optional"))
        yield from ((Span(one["start"], one["end"]), None) for one in told)


def _is_same(context: ArticleContext, report: Report, clause: Span, span: Span, cue: Span | None) -> bool:
    """True for a clause of the same cue that begins where the annotated one does."""
    own = report.cue(context)
    cued = cue is None or (cue.start < own.end and own.start < cue.end)
    return cued and abs(clause.start - span.start) < NEAR


def _word_before(context: ArticleContext, last: int, first: int) -> int:
    """The last token that is no mark."""
    while last > first and not (context.word[last][:1].isalnum() or context.word[last] in {"$", "%"}):
        last -= 1
    return last


def answers(example: Example) -> Iterator[tuple[tuple[str, ...], bool, float]]:
    """Whether the clause ends there, for each joint up to where it does."""
    for last, features in example.joints:
        if last > example.right:
            return
        yield features, last == example.right, 1.0


def gather() -> list[tuple[str, int, Example]]:
    """The examples of all documents, each with its set and its document's part."""
    return [(name, one.part, example) for name in SETS for one in documents(name) for example in examples(one)]


def learn(found: Sequence[tuple[str, int, Example]]) -> list[dict[str, float]]:
    """The weights for each part, learned from the other parts; last those that are learned from all."""
    return [fit(example for _, other, example in found if other != part) for part in range(PARTS + 1)]


def fit(sample: Iterable[Example]) -> dict[str, float]:
    """The weights that make the ends likeliest."""
    return fit_answers([answer for example in sample for answer in answers(example)], "end")


def measure(found: Sequence[tuple[str, int, Example]], tables: Sequence[dict[str, float]]) -> str:
    """How many clauses end where they should: at the end of the sentence, by rule, by weights from other documents."""
    lines = []
    for name in SETS:
        judged = [
            (one, likeliest_end(one.joints, one.ruled, Weights(tables[part]))) for n, part, one in found if n == name
        ]
        right = {
            "at the sentence's end": sum(one.last == one.right for one, _ in judged),
            "by rule": sum(one.ruled == one.right for one, _ in judged),
            "learned": sum(end == one.right for one, end in judged),
        }
        lines.append(f"{name}: {len(judged)} clauses, right " + ", ".join(f"{what} {n}" for what, n in right.items()))
    return "\n".join(lines)


def write_table(weights: Mapping[str, float]) -> None:
    """The weights as a table; those that round to nothing are left out."""
    head = HEAD.format(what="a clause ending at a joint of its sentence").replace("train_speakers", "train_ends")
    rows = (f"{feature} | {weight:.2f}\n" for feature, weight in sorted(weights.items()) if abs(weight) >= 0.005)
    (TABLES / "end_weights.txt").write_text(head + "".join(rows), encoding="utf-8")


def main() -> None:
    """Learns, measures, writes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--cross", action="store_true", help="only measure")
    options = parser.parse_args()
    found = gather()
    tables = learn(found)
    print(measure(found, tables))
    if not options.cross:
        write_table(tables[PARTS])


if __name__ == "__main__":
    main()
