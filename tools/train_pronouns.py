"""Learns the weights in sitegen/tables/pronoun_weights.txt from hand-annotated news: whom "he said" means.

    python tools/train_pronouns.py [--cross]

The variable SITEGEN_GOLD names the folder with the data. Every "he" or "she" that an annotated quotation has for its
speaker, where the annotators wrote a name, is an example: a log-linear ranking of everybody who is named before, and
of nobody for those whom the annotator did not find. With --cross nothing is written; both ways it is measured on the
fifths of the documents, each judged by weights that were learned from the others.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from unittest.mock import patch

from train_speakers import HEAD, PARTS, TABLES, Document, documents, fit_choices, is_named

from sitegen.quotations import find_quotations
from sitegen.quotations.article_context import ArticleContext, Phrase
from sitegen.quotations.persons import Resolution
from sitegen.quotations.pronouns import Choice, choices_of, likeliest, shares_of
from sitegen.text.weights import Weights

SETS = ("polnear", "wikinews", "news")
LINES = (0.6, 0.7, 0.8, 0.9)

FIRST = {"named last": 1.0, "first here": 1.0}
"""Where learning begins."""
LESSONS = 2
"""How often it is learned: each time from whom the lesson before makes the pronouns mean that went before."""

Example = tuple[tuple[Choice, ...], list[int], float]
"""Whom a pronoun may mean, the numbers of whom it does mean, and how much the example counts."""


def examples(document: Document, weights: Weights) -> Iterator[Example]:
    """Every pronoun that speaks in the document and has a name; of many each counts less.

    By the weights is told whom the pronouns before it meant.
    """
    asked, tokens = _asked(document, weights), document.context.tokens
    found: dict[int, tuple[tuple[Choice, ...], list[int]]] = {}
    for gold in document.gold["quotes"]:
        if gold.get("speaker") and gold.get("speaker_start") is not None:
            at = tokens.first_from(gold["speaker_start"])
            choices = asked.get(at, ())
            if len(choices) > 1:
                meant = _entity_of(document, (gold["speaker"], *gold.get("speaker_alt", ())))
                found[at] = choices, _right(choices, meant)
    yield from ((choices, right, len(found) ** -0.5) for choices, right in found.values())


def _asked(document: Document, weights: Weights) -> dict[int, tuple[Choice, ...]]:
    """The choices for each pronoun that the annotator asks for, by its token."""
    asked: dict[int, tuple[Choice, ...]] = {}

    def ask(context: ArticleContext, phrase: Phrase, *rest: Any) -> Resolution | None:
        asked[phrase.first] = choices_of(context, phrase, *rest)
        return likeliest(asked[phrase.first], weights)

    context = document.context
    mentions = sorted(set(context.mention_at.values()), key=lambda mention: mention.span)
    with patch("sitegen.quotations.coreference.resolve_pronoun", ask):
        find_quotations(context.tokens, mentions, context.entities)
    return asked


def _entity_of(document: Document, names: Sequence[str]) -> str | None:
    """The person of the text who bears the name."""
    persons = {person.mention.entity_id: None for person in document.persons}
    entities = document.context.entities
    return next((one for one in persons if any(is_named(entities[one].name, name) for name in names)), None)


def _right(choices: Sequence[Choice], meant: str | None) -> list[int]:
    """Number of whom the pronoun means; of nobody, the last, when the choices have no such person."""
    right = [n for n, one in enumerate(choices) if one.person is not None and one.person.mention.entity_id == meant]
    return right or [len(choices) - 1]


def learn(sample: Sequence[Document]) -> list[dict[str, float]]:
    """The weights for each part, learned from the other parts; last those that are learned from all."""
    tables = [FIRST] * (PARTS + 1)
    for _ in range(LESSONS):
        found = gather(sample, tables)
        tables = [fit(example for other, example in found if other != part) for part in range(PARTS + 1)]
    return tables


def gather(sample: Sequence[Document], tables: Sequence[dict[str, float]]) -> list[tuple[int, Example]]:
    """The examples of all documents, each with its document's part, by the weights for that part."""
    return [(one.part, example) for one in sample for example in examples(one, Weights(tables[one.part]))]


def fit(sample: Iterable[Example]) -> dict[str, float]:
    return fit_choices(
        [([one.features for one in choices], right, counts) for choices, right, counts in sample],
        question="pronoun",
    )


def measure(sample: Sequence[Document], tables: Sequence[dict[str, float]]) -> str:
    """How often the choice is right by weights from other documents, and how often above a line."""
    judged = [_judge(example, Weights(tables[part])) for part, example in gather(sample, tables)]
    lines = [f"right {sum(right for right, _ in judged)} of {len(judged)}"]
    for line in LINES:
        above = [right for right, share in judged if share >= line]
        lines.append(f"line {line}: {sum(above)} right of {len(above)}")
    return "\n".join(lines)


def _judge(example: Example, weights: Weights) -> tuple[bool, float]:
    """Whether the likeliest person is the right one, and its share."""
    choices, right, _ = example
    shares = shares_of(choices, weights)
    best = max(range(len(choices) - 1), key=shares.__getitem__)
    return best in right, shares[best]


def write_table(weights: dict[str, float]) -> None:
    """The weights as a table; those that round to nothing are left out."""
    head = HEAD.format(what="somebody being meant by “he” or “she”").replace("train_speakers", "train_pronouns")
    rows = (f"{feature} | {weight:.2f}\n" for feature, weight in sorted(weights.items()) if abs(weight) >= 0.005)
    (TABLES / "pronoun_weights.txt").write_text(head + "".join(rows), encoding="utf-8")


def main() -> None:
    """Learns, measures, writes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--cross", action="store_true", help="only measure")
    options = parser.parse_args()
    sample = [document for name in SETS for document in documents(name)]
    tables = learn(sample)
    print(measure(sample, tables))
    if not options.cross:
        write_table(tables[PARTS])


if __name__ == "__main__":
    main()
