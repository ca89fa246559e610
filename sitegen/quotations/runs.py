"""Whether one speaker goes on: what a stretch and the spoken one before it show, for and against the same speaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.quotations.article_context import ArticleContext, Phrase, words_of
from sitegen.quotations.lines import ends_paragraph, opens_paragraph
from sitegen.quotations.marks import QuotedSpan
from sitegen.quotations.noun_phrases import Sort
from sitegen.text.values import value


@value
class Run:
    """A stretch, the spoken one before it, and everybody who is named in between."""

    context: ArticleContext
    before: QuotedSpan
    quoted: QuotedSpan
    speaker: Phrase | None
    """Who says the one before."""
    between: Sequence[tuple[Phrase, Sort]]


def shape_of(context: ArticleContext, quoted: QuotedSpan) -> str:
    """Whether the stretch is its paragraph, opens it, ends it or stands inside."""
    opens, ends = opens_paragraph(context, quoted), ends_paragraph(context, quoted)
    return ("fills" if ends else "opens") if opens else "ends" if ends else "inside"


def features_of_run(run: Run) -> Iterator[str]:
    """What the two stretches and the words between them show."""
    leaves = run.context.tokens.leaves
    gap = min(leaves[run.quoted.first] - leaves[run.before.last], 3)
    shape = shape_of(run.context, run.quoted)
    others = min(sum(_is_other(run, phrase, sort) for phrase, sort in run.between), 2)
    yield f"run {shape} {gap}"
    yield f"run {shape} {gap}, others {others}"
    yield f"run, before {shape_of(run.context, run.before)} {gap}"
    if not run.before.marks.closed:
        yield "run, before unclosed"
    yield f"run, first person {_speaks_of_itself(run.context, run.before)} {_speaks_of_itself(run.context, run.quoted)}"


def features_of_start(
    context: ArticleContext, quoted: QuotedSpan, phrase: Phrase, between: Sequence[tuple[Phrase, Sort]]
) -> Iterator[str]:
    """What shows of a stretch without a report that somebody named before it begins to speak."""
    leaves = context.tokens.leaves
    gap = min(leaves[quoted.first] - leaves[phrase.last], 2)
    others = min(sum(sort in {"person", "body", "name", "he"} for _, sort in between), 2)
    shape = shape_of(context, quoted)
    yield f"start {shape} {gap}"
    yield f"start {shape} {gap}, others {others}"
    yield f"start, first person {_speaks_of_itself(context, quoted)}"
    if context.word[quoted.first - 1] == ":":
        yield "start behind a colon"


def _is_other(run: Run, phrase: Phrase, sort: Sort) -> bool:
    """True for another person than the speaker of the stretch before."""
    if sort not in {"person", "body", "name", "he"} or run.speaker is None or phrase.first == run.speaker.first:
        return False
    mine, other = run.speaker.mention, phrase.mention
    return mine is None or other is None or mine.entity_id != other.entity_id


def _speaks_of_itself(context: ArticleContext, quoted: QuotedSpan) -> int:
    words = context.tokens.words[quoted.first : quoted.last + 1]
    return int(any(word.lower() in words_of("first_person") for word in words))
