"""What speaks for a clause being what somebody says, or against it: features of the report, weighed by a table."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from sitegen.quotations.article_context import (
    AUXILIARIES,
    PREPOSITIONS,
    VERB_LIKE,
    ArticleContext,
    is_adverb,
    sentence_start,
    words_of,
)
from sitegen.quotations.noun_phrases import sort_of
from sitegen.quotations.reports import Report
from sitegen.quotations.speech_verbs import verb_forms
from sitegen.text.spans import Span
from sitegen.text.weights import BIAS, Weights, probability

_LENGTHS = (0, 3, 5, 8, 12, 20, 30, 45)
_TIMES = (0, 1, 3, 6, 10)
_NEAR = 8
"""How many tokens of a clause are searched for its first verb."""
_CLASSES = (
    "determiner",
    "subject_pronoun",
    "auxiliary",
    "preposition",
    "subordinator",
    "conjunction",
    "negation",
    "time",
)
_MODALS = frozenset({"will", "would", "can", "could", "may", "might", "must", "shall", "should", "'d", "'ll"})
_RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})


def estimate_report(context: ArticleContext, report: Report, clause: Span, told: int) -> float:
    """The probability that somebody says the clause. `told` is how often the text says "said"."""
    return probability(Weights.load("report").of(features_of_clause(context, report, clause, told)))


def count_told(context: ArticleContext) -> int:
    """How often the text says "said"."""
    return context.tokens.words.count("said")


def features_of_clause(context: ArticleContext, report: Report, clause: Span, told: int) -> tuple[str, ...]:
    """What the report and its clause show, for and against somebody saying it."""
    first, last = context.tokens.first_from(clause.start), context.tokens.at(clause.end - 1)
    order = "behind" if first > report.last else "before"
    return (
        BIAS,
        *_of_cue(context, report, order),
        *_of_subject(context, report),
        *_of_joint(context, report, first, order),
        *_of_words(context, first, last, order),
        f"told {_step(told, _TIMES)}",
    )


def _of_cue(context: ArticleContext, report: Report, order: str) -> Iterator[str]:
    """The verb, its form, and what stands right before it."""
    form = verb_forms().get(context.low[report.last]) if report.form != "according" else None
    base = form.base if form is not None else "according"
    yield f"cue {base}"
    yield f"cue {base}, {order}"
    yield f"form {report.form}"
    yield f"form {report.form}, {order}"
    if form is None:
        return
    yield f"tense {'past' if form.name == 'participle' else form.name}"
    at = report.first - 1
    while at >= 0 and is_adverb(context.low[at]):
        at -= 1
    before = context.low[at]
    kind = "modal" if before in _MODALS else "auxiliary" if before in AUXILIARIES else ""
    yield f"helped {kind or 'by none'}"
    if before in _RELATIVES:
        yield "in a relative clause"
    if before in {",", "to"}:
        yield f"cue behind {before}"


def _of_subject(context: ArticleContext, report: Report) -> Iterator[str]:
    """Who would be speaking."""
    subject = report.subject
    yield f"subject {sort_of(context, subject)}"
    yield f"subject {sort_of(context, subject)}, {report.form}"
    opens = sentence_start(context, report.first)
    if subject.first - opens <= 2:
        yield "subject opens the sentence"
    gap = report.first - subject.last - 1
    yield f"subject {'beside' if 0 <= gap <= 1 else 'near' if 0 <= gap <= 6 else 'far' if gap > 6 else 'behind'}"
    if subject.mention is None and context.low[subject.first - 1] in PREPOSITIONS:
        yield "subject on a preposition"


def _of_joint(context: ArticleContext, report: Report, first: int, order: str) -> Iterator[str]:
    """How cue and clause are joined, and what follows the cue."""
    if order == "before":
        yield "clause before"
        return
    that = context.low[first - 1] == "that"
    gap = first - report.last - 1 - that
    joint = f"{'that' if that else 'bare'}, {'at once' if gap == 0 else 'soon' if gap <= 3 else 'late'}"
    yield joint
    yield f"{joint}, {_class_of(context, first)}"
    if not that:
        yield f"opens {_class_of(context, first)}, {_class_of(context, first + 1)}"
    if any(context.word[at][:1].isdigit() for at in range(report.last + 1, report.last + 3)):
        yield "figure behind the cue"


def _of_words(context: ArticleContext, first: int, last: int, order: str) -> Iterator[str]:
    """What the clause itself shows: its length, its verb, its commas and marks."""
    yield f"tokens {_step(last - first + 1, _LENGTHS)}"
    verb = next(_verbs(context, first, last), "")
    yield f"verb {verb or 'none'}, {order}"
    words = context.tokens.words[first : last + 1]
    if "," in words:
        yield "comma inside"
    if any(number >= 0 for number in context.quoted[first : last + 1]):
        yield "marks inside"
    if context.word[first][:1].isupper() and order == "behind":
        yield "opens with a capital"


def _verbs(context: ArticleContext, first: int, last: int) -> Iterator[str]:
    """What may be a finite verb near the beginning of the clause: its class and where it stands."""
    for at in islice(range(first + 1, last + 1), _NEAR):
        lower, place = context.low[at], "early" if at - first < 4 else "late"
        if lower in AUXILIARIES:
            yield f"auxiliary {place}"
        elif lower in VERB_LIKE or lower in verb_forms():
            yield f"known {place}"
        elif lower.endswith("ed") and context.word[at].islower():
            yield f"ed {place}"


def _class_of(context: ArticleContext, index: int) -> str:
    """The class of a word at the beginning of a clause."""
    word, lower = context.word[index], context.low[index]
    for kind in _CLASSES:
        if lower in words_of(kind):
            return kind
    if not word[:1].isalpha():
        return "figure" if word[:1].isdigit() or word[:1] in {"$", "£", "€"} else "mark"
    if word[0].isupper():
        return "name"
    return next((ending for ending in ("ing", "ed", "ly", "s") if word.endswith(ending)), "word")


def _step(value: int, steps: tuple[int, ...]) -> int:
    """The highest step that the value reaches."""
    return max(step for step in steps if step <= value)
