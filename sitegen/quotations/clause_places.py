"""Reports in a clause that stands before the sentence it belongs to, or in the middle of it: where that one begins."""

from __future__ import annotations

from typing import Literal

from sitegen.quotations.article_context import (
    AUXILIARIES,
    DETERMINERS,
    OF_TIME,
    SUBJECT_PRONOUNS,
    VERB_LIKE,
    ArticleContext,
    is_adverb,
    is_name_word,
    sentence_start,
    splits_number,
    words_of,
)
from sitegen.quotations.nouns import people_plurals
from sitegen.quotations.reports import Report
from sitegen.quotations.speech_verbs import verb_forms
from sitegen.quotations.verb_context import may_be_finite

Place = Literal["front", "inside", "main"]
_BEFORE_NOUNS = frozenset({"after", "as", "since", "once"})
"""With a noun and a comma they open no clause: "As mayor, Ruiz said"."""
_FRONTS = _BEFORE_NOUNS | {"when", "because", "if", "although", "though", "while"}
_LED_BY = frozenset({"but", "and", "yet", "even", "just", "only"})
_LONGEST_TIME = 4
"""How many words before "after" tell how long after."""
_OPENERS = DETERMINERS | SUBJECT_PRONOUNS - {"who"} | {"there", "both"}


def place_of(context: ArticleContext, report: Report) -> Place:
    """Where the clause that reports stands in its sentence."""
    subject = report.subject
    if subject.means is not None and context.word[subject.first - 1] == ",":
        return "inside"
    return "front" if _is_fronted(context, report) else "main"


def sentence_goes_on(context: ArticleContext, place: Place, first: int, comma: int, end: int) -> bool:
    """True where behind the comma the sentence goes on that holds the clause which reports what begins at `first`."""
    if place == "main" or splits_number(context, comma):
        return False
    parted = next(at for at in range(first + 1, comma + 1) if context.word[at] == ",")
    if not _has_finite(context, first, parted):
        return False
    return _opens_clause(context, comma, end) if place == "front" else _resumes(context, comma)


def _is_fronted(context: ArticleContext, report: Report) -> bool:
    """True for the report in "When Ruiz said that it rained, Lind left"."""
    if report.form != "plain":
        return False
    at = sentence_start(context, report.begins)
    while context.low[at] in _LED_BY:
        at += 1
    counted = at
    while counted < at + _LONGEST_TIME and (
        context.low[counted] in OF_TIME | DETERMINERS or context.low[counted] == "few"
    ):
        counted += 1
    at = counted if context.low[counted] == "after" else at  # "Years after Ruiz said"
    opener = context.low[at]
    if opener not in _FRONTS or at >= report.begins:
        return False
    between = range(at + 1, report.begins)
    parted = opener in _BEFORE_NOUNS and any(context.word[index] == "," for index in between)
    return not parted and not any(may_be_finite(context, index) for index in between)


def _opens_clause(context: ArticleContext, comma: int, end: int) -> bool:
    """True where behind the comma a subject stands, and its verb before the next comma."""
    opener = comma + 1
    begins = context.low[opener] in _OPENERS or is_name_word(context.word[opener])
    if not begins and context.low[opener] not in people_plurals():
        return False
    for at in range(opener + 1, end + 1):
        if context.word[at] == "," or (context.low[at] in words_of("conjunction") and context.low[opener] != "both"):
            return False
        if _is_finite(context, at):
            return True
    return False


def _has_finite(context: ArticleContext, first: int, end: int) -> bool:
    """True for words that have a verb: a pronoun as their subject shows it too."""
    return context.low[first].partition("'")[0] in SUBJECT_PRONOUNS or any(
        _is_finite(context, at) for at in range(first, end)
    )


def _is_finite(context: ArticleContext, index: int) -> bool:
    form = verb_forms().get(context.low[index])
    told = form is not None and form.name in {"past", "s"}
    return context.quoted_at[index] < 0 and (told or may_be_finite(context, index))


def _resumes(context: ArticleContext, comma: int) -> bool:
    """True where behind the comma the sentence goes on with its verb: "Ruiz, who said it rained, left the town"."""
    verb = comma + 1
    while is_adverb(context.low[verb]):
        verb += 1
    lower, behind = context.low[verb], context.word[verb + 1]
    if lower in AUXILIARIES - {"'s", "having", "being"} or lower in VERB_LIKE:
        return True
    takes = is_name_word(behind) or behind.lower() in words_of("object") | DETERMINERS
    return lower.endswith("ed") and context.word[verb].islower() and takes


def within_parenthesis(context: ArticleContext, first: int, end: int) -> int:
    """The token before the sign that closes a parenthesis in which the clause opens; else `end`."""
    opened = 0
    for at in range(first, end + 1):
        word = context.word[at]
        opened += (word == "(") - (word == ")")
        if opened < 0:
            return max(first, at - 1)
    return end
