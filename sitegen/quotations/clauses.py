"""Reported clauses, without marks: what follows "X said (that)", what stands before ", X said", what X is cited for."""

from __future__ import annotations

from itertools import pairwise

from sitegen.quotations.article_context import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    ArticleContext,
    is_dash,
    past_dateline,
    sentence_start,
    splits_number,
    words_of,
)
from sitegen.quotations.asides import before_office
from sitegen.quotations.clause_ends import before_credit, clause_end, sentence_end
from sitegen.quotations.clause_openings import ADDRESSEES, clause_opening, has_verb
from sitegen.quotations.nouns import people_nouns
from sitegen.quotations.phrase_ends import head_of
from sitegen.quotations.reports import Report
from sitegen.quotations.speech_verbs import Takes, verb_forms
from sitegen.quotations.things_said import is_thing_said
from sitegen.quotations.verb_context import may_be_finite
from sitegen.text.spans import Span

_STOPS = frozenset({";", ":", "?"})
_LEADS_ON = words_of("preposition", "subordinator") - {"of"}
_JOINING = CONJUNCTIONS - {"yet"} | {"because", "when", "while", "if", "although", "unless", "whether", "as", "where"}
"""Words that lead on to what stands behind the aside "X said"."""
_LONGEST_ROLE = 8
"""How many tokens back from the subject the comma before it may stand."""
_LONGEST_TRADE = 4
"""How many words the noun for what somebody is may have, with those before it."""
_LONGEST_TELLER = 6
"""How many tokens from the last comma of a sentence those who tell all of it may have, with their verb."""


def find_clause(context: ArticleContext, report: Report) -> Span | None:
    """The clause that `report` reports, without "that" and its last full stop, or None when there is none."""
    if report.negated or (Takes.QUOTED in report.takes and not _points_out(context, report)):
        return None
    if report.form == "according":
        return _cited(context, report)
    if report.form == "plain" and _is_told_by_another(context, report):
        return None
    if report.form == "inverted":
        return _fronted(context, report)
    following = _following(context, report)
    if following is not None:
        return following
    return _fronted(context, report) if report.form == "plain" else None


def _is_told_by_another(context: ArticleContext, report: Report) -> bool:
    """True where all of it is somebody else's: "Brandt said the dam was old, Ruiz testified."."""
    end = sentence_end(context, report.last)
    form = verb_forms().get(context.low[end])
    if form is None or form.name != "past" or Takes.CLAUSE not in form.takes or end <= report.ends:
        return False
    comma = next(
        (at for at in range(end, max(report.ends, end - _LONGEST_TELLER), -1) if context.word[at] == ","), None
    )
    if comma is None or end - comma < 2 or context.quoted_at[end] >= 0:
        return False
    first = context.word[comma + 1]
    return first[:1].isupper() or first in SUBJECT_PRONOUNS - {"who"}


def _points_out(context: ArticleContext, report: Report) -> bool:
    """True for "pointed out that", though what is pointed is no clause."""
    return tuple(context.tokens.words[report.last + 1 : report.last + 3]) == ("out", "that")


def _following(context: ArticleContext, report: Report) -> Span | None:
    first = clause_opening(context, report)
    if first is None:
        return None
    last = clause_end(context, report, first, sentence_end(context, report.last))
    if context.low[first - 1] != "that" and is_thing_said(context, report, first, last):
        return None
    return context.tokens.span(first, last) if last - first >= 1 else None


def _fronted(context: ArticleContext, report: Report) -> Span | None:
    """What stands before ", said X" or ", X said" in the same sentence."""
    tokens, words = context.tokens, context.tokens.words
    comma = before_subject(context, report)
    marked = context.quoted_at[comma] >= 0 and context.word[comma - 1] == ","
    comma -= marked
    if comma < 3 or context.word[comma] != "," or tokens.sentences[comma] != tokens.sentences[report.first]:
        return None
    if context.low[comma + 1 + marked] in CONJUNCTIONS:
        return None
    if marked and any(context.low[at] in AUXILIARIES for at in range(comma + 2, report.begins)):
        return None  # “The Storm,” is believed to have begun when Ruiz said
    following = report.ends + 1
    if context.low[comma - 1] in _JOINING and context.quoted_at[comma - 1] < 0:
        return _interrupted(context, report, following)
    plain = report.form == "plain"
    ends = following >= len(words) or context.word[following] in {".", ",", ";", "—"}
    if plain and not ends and not marked and not _only_tells_where(context, report, comma, following):
        return None
    if _hangs_on_dash(context, comma) and context.word[following] == ",":
        return None
    return _between(context, _fronted_start(context, comma), comma + 1 if marked else comma - 1)


def _hangs_on_dash(context: ArticleContext, comma: int) -> bool:
    """True for "The dam may be sold - a step, Ruiz said, that is legal", where she tells of the step alone."""
    for at in range(comma - 1, sentence_start(context, comma), -1):
        if context.quoted_at[at] >= 0 or may_be_finite(context, at):
            return False
        if is_dash(context, at):
            return True
    return False


def _interrupted(context: ArticleContext, report: Report, comma: int) -> Span | None:
    """What stands behind "because, X said,": the conjunction before it is the reporter's."""
    end = sentence_end(context, report.last)
    if context.word[comma] != "," or comma + 2 >= end or context.quoted_at[comma + 1] >= 0:
        return None
    return _between(context, comma + 1, clause_end(context, report, comma + 1, end))


def before_subject(context: ArticleContext, report: Report) -> int:
    """The mark before the subject or cue and the few words that belong to it: the comma in ", the mayor Ruiz said"."""
    mark = report.begins - 1
    while mark > 0 and report.begins - mark < _LONGEST_ROLE and context.word[mark][:1].isalnum():
        mark -= 1
    apposed = context.word[mark] == "," and context.word[report.subject.last + 1] == ","
    return before_office(context, mark) if apposed and report.subject.kind == "name" else mark


def _fronted_start(context: ArticleContext, before: int) -> int:
    """First token of what stands before the cue: behind the dateline, and behind a colon or a semicolon."""
    start = past_dateline(context, sentence_start(context, before))
    start = max((at + 1 for at in range(start, before) if _stops(context, at)), default=start)
    open_at = [at for at in range(start, before) if context.word[at] == "("]
    return next((at + 1 for at in open_at if ")" not in context.tokens.words[at : before + 1]), start)


def _stops(context: ArticleContext, index: int) -> bool:
    """True for the mark behind which another part of the sentence begins; not for the colon in 10:30."""
    return context.word[index] in _STOPS and context.quoted_at[index] < 0 and not splits_number(context, index)


def _only_tells_where(context: ArticleContext, report: Report, comma: int, first: int) -> bool:
    """True when to whom, where and when is all that follows the cue: ", X told reporters on Friday." """
    end = sentence_end(context, report.last)
    if any(context.low[at] in _LEADS_ON for at in range(comma + 1, report.begins)):
        return False
    conjunctions = CONJUNCTIONS
    end = next(
        (at - 1 for at in range(first, end) if context.word[at] == "," and context.word[at + 1] in conjunctions), end
    )
    addressed = Takes.PERSON in report.takes and first <= end
    lower = context.low[first]
    if end - first > ADDRESSEES or not (addressed or lower in words_of("preposition", "time")):
        return False
    finite = words_of("auxiliary", "subordinator", "verb_like", "subject_pronoun")
    return all(
        context.quoted_at[at] < 0 and context.low[at] not in finite and not _orders(context, at)
        for at in range(first, end + 1)
    )


def _orders(context: ArticleContext, index: int) -> bool:
    """True for the infinitive in "told the women to stay"."""
    following = context.word[index + 1]
    return context.low[index] == "to" and following.islower() and following not in DETERMINERS


def _between(context: ArticleContext, first: int, last: int) -> Span | None:
    while first < last and (context.low[first] in CONJUNCTIONS or context.word[first] == ","):
        first += 1
    if last - first < 2 or all(context.quoted_at[index] >= 0 for index in range(first, last + 1)):
        return None
    if context.low[first] in PREPOSITIONS and last - first < 6:
        return None
    if not has_verb(context, first, last):
        return None
    return context.tokens.span(first, last)


def past_asides(context: ArticleContext, first: int, end: int) -> int | None:
    """The comma behind the name in "according to X, who runs the mill, …", past what is told about X."""
    words = context.tokens.words
    commas = [
        i for i in range(first, end) if words[i] == "," and context.quoted_at[i] < 0 and not splits_number(context, i)
    ]
    for comma, following in pairwise(commas):
        if not _tells_of(context, comma + 1, following - 1):
            return comma
    return commas[-1] if commas else None


def _tells_of(context: ArticleContext, first: int, last: int) -> bool:
    """True for an age, a relative clause or an apposition: what stands between two commas behind a name."""
    opener = context.low[first]
    if opener in {"who", "whose", "whom", "which"} or (first == last and opener.isdigit()):
        return True
    if opener not in words_of("appositive_opener", "aside_preposition"):
        if context.word[first].islower() and opener in people_nouns():
            return not opener.endswith("s")
        if not _is_role(context, first, last):
            return False
    words = {context.low[index] for index in range(first, last + 1)}
    return words.isdisjoint(words_of("auxiliary", "verb_like")) and words.isdisjoint(verb_forms())


def _is_role(context: ArticleContext, first: int, last: int) -> bool:
    """True for "chief doctor of the ward" in small letters, what one person is."""
    words = [
        context.low[at] for at in range(first, min(first + _LONGEST_TRADE, last + 1)) if context.word[at].islower()
    ]
    return context.word[first].islower() and any(word in people_nouns() and not word.endswith("s") for word in words)


def _measures(context: ArticleContext, report: Report, last: int) -> bool:
    """True for "paid according to a formula", where no comma stands before what something goes by."""
    head = head_of(context, report.subject)
    head -= context.low[head].endswith("ed") and head > report.subject.first
    return last == report.first - 1 and context.low[head] in words_of("measures")


def _cited(context: ArticleContext, report: Report) -> Span | None:
    """What "according to X" belongs to: the rest of the sentence when it opens it, else what stands before."""
    start = sentence_start(context, report.first)
    end = sentence_end(context, report.last)
    if report.first - start <= 2:
        comma = past_asides(context, report.ends + 1, end)
        if comma is None or comma + 1 >= end:
            return None
        return _between(context, comma + 1, before_credit(context, comma + 1, end))
    last = report.first - 1
    while last > start and context.word[last] in {",", "—", "–"}:
        last -= 1
    if context.low[last] in words_of("relative", "conjunction") or _measures(context, report, last):
        return None
    dashed = any(is_dash(context, at) for at in range(start, last))
    if dashed and any(is_dash(context, at) for at in range(report.ends + 1, end)):
        return None  # "Voters - half of all, according to Kelp Radio - like Ruiz"
    return _between(context, _fronted_start(context, last), last)
