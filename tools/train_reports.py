"""Learns the weights in sitegen/tables/report_weights.txt from hand-annotated news: which clauses somebody says.

    python tools/train_reports.py [--cross]

The variable SITEGEN_GOLD names the folder with the data. Every clause that the rules take for what somebody says,
without marks, is an example. The news are labelled completely: a clause that is no report there is none. In polnear
only a clause that the annotators give to the same cue is a report, and none is what overlaps nothing that they marked.
With --cross nothing is written; both ways it is measured on the fifths of the documents, each judged by weights that
were learned from the others.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from unittest.mock import patch

from train_speakers import HEAD, PARTS, TABLES, Document, documents, fit_answers

from sitegen.model import SpeakerRule
from sitegen.quotations import find_quotations
from sitegen.quotations.article_context import ArticleContext
from sitegen.quotations.clause_evidence import features_of_clause
from sitegen.quotations.reports import Report
from sitegen.text.spans import Span
from sitegen.text.weights import Weights, probability

SETS = {"polnear": 1.0, "news": 3.0}
"""What is learned from, and how much each example counts."""
LINES = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9)

Example = tuple[tuple[str, ...], bool, float]
"""What a clause shows, whether it is a report, and how much it counts."""


def examples(document: Document, counts: float) -> Iterator[Example]:
    """Every clause of the document without marks, where the annotators leave no doubt."""
    asked: dict[int, tuple[str, ...]] = {}

    def ask(context: ArticleContext, report: Report, clause: Span, told: int) -> float:
        asked[clause.start] = features_of_clause(context, report, clause, told)
        return 1.0

    context = document.context
    mentions = sorted(set(context.mention_at.values()), key=lambda mention: mention.span)
    with patch("sitegen.quotations.estimate_report", ask):
        found = find_quotations(context.tokens, mentions, context.entities)
    judge = _in_news if "unspoken" in document.gold else _in_polnear
    for quotation in found:
        if quotation.rule is SpeakerRule.CLAUSE:
            span = quotation.segments[0].span
            answer = judge(document.gold, span, quotation.cue)
            if answer is not None:
                yield asked[span.start], answer, counts


def _in_news(gold: Mapping[str, Any], span: Span, cue: Span | None) -> bool | None:
    """True for what nearly is an annotated quotation; None for what touches one that is a matter of taste."""
    touched = [one for one in gold["quotes"] if one["start"] < span.end and span.start < one["end"]]
    if any(one.get("optional") for one in touched):
        return None
    return any(_is_same(span, Span(one["start"], one["end"])) for one in touched)


def _in_polnear(gold: Mapping[str, Any], span: Span, cue: Span | None) -> bool | None:
    """True for what the annotators give to the same cue; False where they mark nothing."""
    spans = [(Span(content[0][0], content[-1][1]), one) for one in gold["attributions"] if (content := one["content"])]
    touched = [(its, one) for its, one in spans if its.start < span.end and span.start < its.end]
    if not touched:
        return False
    cued = any(
        cue is not None and start < cue.end and cue.start < end for _, one in touched for start, end in one["cue"]
    )
    return True if cued and any(_is_same(span, its) for its, _ in touched) else None


def _is_same(one: Span, other: Span) -> bool:
    """True when they share half of all that they cover, or one holds nearly all of the other."""
    both = min(one.end, other.end) - max(one.start, other.start)
    shorter = min(one.end - one.start, other.end - other.start)
    return both >= 0.5 * (max(one.end, other.end) - min(one.start, other.start)) or both > 0.8 * shorter


def gather(sample: Mapping[str, Sequence[Document]]) -> list[tuple[str, int, Example]]:
    """The examples of all documents, each with its set and its document's part."""
    return [
        (name, one.part, example)
        for name, some in sample.items()
        for one in some
        for example in examples(one, SETS.get(name, 1.0))
    ]


def learn(found: Sequence[tuple[str, int, Example]]) -> list[dict[str, float]]:
    """The weights for each part, learned from the other parts; last those that are learned from all."""
    return [fit(example for _, other, example in found if other != part) for part in range(PARTS + 1)]


def fit(sample: Iterable[Example]) -> dict[str, float]:
    """The weights that make the answers likeliest."""
    return fit_answers(list(sample), "report")


def measure(found: Sequence[tuple[str, int, Example]], tables: Sequence[dict[str, float]]) -> str:
    """How many of the clauses above a line are reports, by weights from other documents."""
    lines = []
    for name in SETS:
        judged = [(Weights(tables[part]).of(features), yes) for one, part, (features, yes, _) in found if one == name]
        every = sum(yes for _, yes in judged)
        pairs = [(a > b) + 0.5 * (a == b) for a, yes in judged if yes for b, other in judged if not other]
        area = sum(pairs) / max(1, len(pairs))
        lines.append(f"{name}: {every} reports of {len(judged)} clauses, area under the curve {area:.3f}")
        for line in LINES:
            above = [yes for odds, yes in judged if probability(odds) >= line]
            lines.append(f"  line {line}: {sum(above)} reports of {len(above)}")
    return "\n".join(lines)


def write_table(weights: Mapping[str, float]) -> None:
    """The weights as a table; those that round to nothing are left out."""
    head = HEAD.format(what="somebody saying a clause without marks").replace("train_speakers", "train_reports")
    rows = (f"{feature} | {weight:.2f}\n" for feature, weight in sorted(weights.items()) if abs(weight) >= 0.005)
    (TABLES / "report_weights.txt").write_text(head + "".join(rows), encoding="utf-8")


def main() -> None:
    """Learns, measures, writes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--cross", action="store_true", help="only measure")
    options = parser.parse_args()
    found = gather({name: tuple(documents(name)) for name in SETS})
    tables = learn(found)
    print(measure(found, tables))
    if not options.cross:
        write_table(tables[PARTS])


if __name__ == "__main__":
    main()
