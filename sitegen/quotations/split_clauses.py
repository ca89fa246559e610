"""Reported clauses in two parts, around the words that tell who says them: "The plan, X said, is dead"."""

from __future__ import annotations

from sitegen.quotations.article_context import (
    AUXILIARIES,
    CONJUNCTIONS,
    PREPOSITIONS,
    SUBORDINATORS,
    VERB_LIKE,
    ArticleContext,
    is_adverb,
    past_dateline,
    sentence_start,
    words_of,
)
from sitegen.quotations.clause_ends import end_by_rule, sentence_end
from sitegen.quotations.clause_starts import BEFORE_TIMES
from sitegen.quotations.clauses import before_subject, past_asides
from sitegen.quotations.reports import Report
from sitegen.quotations.speech_verbs import Takes, verb_forms
from sitegen.text.spans import Span

_LONGEST_FRONT = 25
"""How many tokens may stand before the words that tell who says it."""
_CONDITIONS = (SUBORDINATORS | BEFORE_TIMES) - {"that", "which", "where", "whether", "so"}
"""Words that open a clause which another one must follow."""
_BY_THE_TIME = ["by", "the", "time"]


def split_clause(context: ArticleContext, report: Report) -> tuple[Span, Span] | None:
    """What stands before and behind ", X said," where neither is a clause by itself; None where it is none of these."""
    comma = before_subject(context, report)
    if report.negated or report.form == "chained" or Takes.CLAUSE not in report.takes or not _is_comma(context, comma):
        return None
    first, end = _front_start(context, comma), sentence_end(context, report.last)
    behind = past_asides(context, report.ends + 1, end) if _is_comma(context, report.ends + 1) else None
    if behind is None or not 1 <= comma - first <= _LONGEST_FRONT or behind + 1 >= end:
        return None
    parts = (context, first, comma - 1, behind + 1)
    halved = report.form != "according" and _is_halved(*parts)
    if not (halved or _is_subject(*parts) or _is_setting(*parts) or _is_condition(*parts)):
        return None
    last = end_by_rule(context, report, behind + 1, end)
    return context.tokens.span(first, comma - 1), context.tokens.span(behind + 1, last)


def _is_comma(context: ArticleContext, index: int) -> bool:
    return context.word[index] == "," and context.quoted_at[index] < 0


def _front_start(context: ArticleContext, comma: int) -> int:
    """First token of what stands before the comma, behind the dateline and what joins it to the sentence before."""
    first = past_dateline(context, sentence_start(context, comma))
    while first < comma and (context.low[first] in CONJUNCTIONS or context.word[first] == ","):
        first += 1
    return first


def _is_subject(context: ArticleContext, first: int, last: int, verb: int) -> bool:
    """True where a subject stands alone in front, and its verb, none of saying, behind."""
    if context.low[first] in words_of("free_relative"):
        return context.low[verb] in AUXILIARIES
    word = context.low[verb + is_adverb(context.low[verb])]
    told = verb_forms().get(word)
    finite = word in AUXILIARIES or (told is None and (word in VERB_LIKE or word.endswith("ed")))
    return finite and not _has_finite(context, first, last)


def _is_setting(context: ArticleContext, first: int, last: int, behind: int) -> bool:
    """True where only time or place stands in front, "By the end of May", and the clause behind."""
    return context.low[first] in PREPOSITIONS and not _has_finite(context, first, last) and _may_open(context, behind)


def _is_condition(context: ArticleContext, first: int, last: int, behind: int) -> bool:
    """True where a clause that cannot stand alone is in front, "When it rains" or "By the time it rains"."""
    led = context.low[first] in _CONDITIONS or [context.low[at] for at in range(first, first + 3)] == _BY_THE_TIME
    told = context.low[behind]
    goes_on = told in CONJUNCTIONS or told in words_of("relative") or told.endswith("ing")
    return led and last > first + 1 and not goes_on and context.quoted_at[behind] < 0


def _is_halved(context: ArticleContext, first: int, last: int, behind: int) -> bool:
    """True where the verb is cut behind its first part: "She will not, X said, be back"."""
    cut = context.low[last - (context.low[last] == "not")] in AUXILIARIES and last > first
    asked = any(context.low[at] in words_of("relative", "free_relative") for at in range(first, last))
    return cut and not asked and context.low[behind] not in CONJUNCTIONS and context.quoted_at[behind] < 0


def _may_open(context: ArticleContext, index: int) -> bool:
    """True for a word with which the clause behind may begin, "that number" too."""
    word, following = context.low[index], context.low[index + 1]
    points = word == "that" and following not in words_of("determiner", "subject_pronoun")
    subject = word != "who" and word in words_of("determiner", "subject_pronoun")
    return subject or context.word[index][:1].isupper() or (points and context.word[index + 1].islower())


def _has_finite(context: ArticleContext, first: int, last: int) -> bool:
    return any(context.low[at] in words_of("auxiliary", "verb_like") for at in range(first, last + 1))
