"""Which report a quoted stretch belongs to: sure patterns first, then the sentence, then its neighbours.

The order follows the sieves of Muzny, Fang, Chang and Jurafsky, "A Two-stage Sieve Approach for Quote Attribution"
(EACL 2017): first quotation to mention, here; then mention to person, in `coreference`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from sitegen.model import SpeakerRule
from sitegen.quotations.article_context import CONJUNCTIONS, LONGEST_SENTENCE, ArticleContext, Phrase, words_of
from sitegen.quotations.lines import (
    goes_on_behind_line,
    led_in_by,
    report_in_next_line,
    signature,
    signer_of_block,
    topic_before,
)
from sitegen.quotations.marks import QuotedSpan
from sitegen.quotations.reports import Report
from sitegen.quotations.sentence_subjects import sentence_subject
from sitegen.quotations.speech_verbs import Takes
from sitegen.text.values import value

_REACH = 35
"""How many tokens after a stretch its cue may stand."""
_LONGEST_TITLE = 5
"""How many tokens before a name what it is called may begin."""
_MARKED_END = frozenset(",?!—–-…")
_OPENS_OTHER = CONJUNCTIONS | {"while", "whereas", "although", "though"}
"""With what another clause of a sentence begins."""


@value
class Attribution:
    """What was found for one quoted stretch: the rule, the report or the bare subject, and whom it continues."""

    rule: SpeakerRule
    report: Report | None = None
    subject: Phrase | None = None
    follows: int | None = None
    """Number of the quoted stretch whose speaker goes on."""
    joined: bool = False
    """True when it is a further segment of the record that it follows."""


def sieve(
    context: ArticleContext,
    quoted: QuotedSpan,
    previous: QuotedSpan | None,
    past: Attribution | None,
    reports: Sequence[Report],
    starts: Sequence[int],
) -> Attribution:
    """What the sure patterns say of a stretch, else what its sentence and its neighbours suggest.

    `previous` and `past` are the spoken stretch before it and what was decided there; `starts` the first tokens of the
    cues of `reports`.
    """
    if previous is not None and quoted.marks.block is not None and previous.marks.block == quoted.marks.block:
        return Attribution(SpeakerRule.CONTINUED, follows=previous.number, joined=True)
    if quoted.marks.signed is not None:
        return Attribution(SpeakerRule.SIGNED, subject=signer_of_block(context, quoted.marks.signed))
    if previous is not None and _continues_paragraph(context, previous, quoted):
        return Attribution(SpeakerRule.CONTINUED, follows=previous.number, joined=True)
    after = _report_after(context, quoted, reports, starts) or report_in_next_line(context, quoted, reports, starts)
    if after is not None:
        led = _report_before(context, quoted, reports, starts) if _is_asked(context, quoted) else None
        leads = led is not None and _introduces(context, led, quoted)
        inner = None if leads else _report_within(context, quoted, after, reports, starts)
        if inner is not None:
            return Attribution(SpeakerRule.MIXED, report=inner)
        return Attribution(SpeakerRule.BEFORE if leads else SpeakerRule.AFTER, report=led if leads else after)
    if previous is not None and past is not None and _is_interrupted(context, previous, past, quoted):
        return Attribution(SpeakerRule.CONTINUED, follows=previous.number, joined=True)
    before = _report_before(context, quoted, reports, starts)
    if before is not None:
        rule = SpeakerRule.BEFORE if _introduces(context, before, quoted) else SpeakerRule.MIXED
        return Attribution(rule, report=before)
    signed = signature(context, quoted) or led_in_by(context, quoted)
    if signed is not None:
        return Attribution(SpeakerRule.SIGNED, subject=signed)
    return _from_neighbours(context, quoted, previous, past)


def _report_within(
    context: ArticleContext, quoted: QuotedSpan, outer: Report, reports: Sequence[Report], starts: Sequence[int]
) -> Report | None:
    """Who is told to say part of a clause that another one tells: Police said it “may burn,” the Post reported."""
    opens = quoted.marks.inner.of(context.tokens.text)[:1]
    inner = _report_before(context, quoted, reports, starts) if opens.islower() else None
    if inner is None or inner.form != "plain" or not _takes_clause(context, inner) or inner.negated:
        return None
    led = context.word[quoted.first - 1][-1:].isalnum() and context.low[inner.last + 1] not in CONJUNCTIONS
    apart = not led or inner.subject.kind == "pronoun"
    same = inner.subject.mention is not None and inner.subject.mention == outer.subject.mention
    return None if apart or same or not context.tokens.in_sentence(inner.first, quoted.first) else inner


def _is_asked(context: ArticleContext, quoted: QuotedSpan) -> bool:
    """True for words that end like a sentence, behind which others may report: Ruiz wrote, “Who?” the Post says."""
    return quoted.marks.inner.of(context.tokens.text).rstrip()[-1:] in {"?", "!", "."}


def _from_neighbours(
    context: ArticleContext, quoted: QuotedSpan, previous: QuotedSpan | None, past: Attribution | None
) -> Attribution:
    tokens = context.tokens
    beside = _named_beside(context, quoted)
    if beside is not None:
        return Attribution(SpeakerRule.BESIDE, subject=beside)
    same_leaf = previous is not None and tokens.leaves[previous.last] == tokens.leaves[quoted.first]
    known = past is not None and past.rule is not SpeakerRule.NONE
    inside = _inside_sentence(context, quoted) and not topic_before(context, quoted)
    own = sentence_subject(context, quoted.first) if inside else None
    if own is not None:
        return Attribution(SpeakerRule.SENTENCE, subject=own)
    if same_leaf and known and previous is not None:
        return Attribution(SpeakerRule.CONTINUED, follows=previous.number)
    if known and previous is not None and _is_near(context, previous, quoted):
        return Attribution(SpeakerRule.CARRIED, follows=previous.number)
    introduced = _subject_of_paragraph_before(context, quoted)
    return (
        Attribution(SpeakerRule.CARRIED, subject=introduced)
        if introduced is not None
        else Attribution(SpeakerRule.NONE)
    )


def _named_beside(context: ArticleContext, quoted: QuotedSpan) -> Phrase | None:
    """Who stands right after the comma with a verb that is not listed: “Go home,” Ruiz barked."""
    tokens = context.tokens
    first = quoted.last + 1
    ending = quoted.marks.inner.of(tokens.text).rstrip(" \u00a0'’”\"")[-1:]
    if first + 1 >= len(tokens) or ending not in {",", "?", "!"} or tokens.leaves[first] != tokens.leaves[quoted.last]:
        return None
    mention = context.mention_at.get(first)
    if mention is not None and context.is_person(mention):
        last = tokens.at(mention.span.end - 1)
        beyond = context.word[last + 1] or "."
        return Phrase(first, last, "name", mention) if beyond.islower() and beyond[0].isalpha() else None
    return Phrase(first, first, "pronoun") if context.word[first] in {"he", "she"} else None


def _subject_of_paragraph_before(context: ArticleContext, quoted: QuotedSpan) -> Phrase | None:
    """The subject of the last sentence before a stretch that opens its paragraph."""
    tokens = context.tokens
    before = quoted.first - 1
    if before < 0 or tokens.leaves[quoted.first] - tokens.leaves[before] != 1:
        return None
    return sentence_subject(context, before)


def _inside_sentence(context: ArticleContext, quoted: QuotedSpan) -> bool:
    """True when words of the reporter stand before the stretch in its sentence, or a colon just before it."""
    before = quoted.first - 1
    if before < 0:
        return False
    tokens = context.tokens
    if tokens.words[before] == ":":
        return True
    return tokens.sentences[before] == tokens.sentences[quoted.first] and context.quoted_at[before] < 0


def _is_near(context: ArticleContext, previous: QuotedSpan, quoted: QuotedSpan) -> bool:
    """True when the stretch opens the paragraph right after the one where the previous stretch stands."""
    tokens = context.tokens
    opens = quoted.first == 0 or tokens.leaves[quoted.first - 1] != tokens.leaves[quoted.first]
    return opens and tokens.leaves[quoted.first] - tokens.leaves[previous.last] == 1


def _continues_paragraph(context: ArticleContext, previous: QuotedSpan, quoted: QuotedSpan) -> bool:
    leaves = context.tokens.leaves
    opens = quoted.first > 0 and leaves[quoted.first - 1] != leaves[quoted.first]
    return opens and not previous.marks.closed and leaves[quoted.first] == leaves[previous.last] + 1


def _is_interrupted(
    context: ArticleContext, previous: QuotedSpan, attribution: Attribution, quoted: QuotedSpan
) -> bool:
    """True for the second half of "“…,” X said. “…”": nothing but the report stands between the two."""
    report = attribution.report
    if attribution.rule is not SpeakerRule.AFTER or report is None:
        return False
    leaves = context.tokens.leaves
    if leaves[previous.last] != leaves[quoted.first]:
        return goes_on_behind_line(context, report.ends, quoted)
    if not 0 < quoted.first - report.ends - 1 <= 30:
        return False
    between = context.tokens.words[report.ends + 1 : quoted.first]
    ends_sentence = [index for index, word in enumerate(between) if word in {".", ":"}]
    return between[-1] in {",", ".", ":", "—", "–", "…", ";"} and (
        not ends_sentence or ends_sentence[0] == len(between) - 1
    )


def _report_after(
    context: ArticleContext, quoted: QuotedSpan, reports: Sequence[Report], starts: Sequence[int]
) -> Report | None:
    """The report that stands right after the stretch: “…,” X said · “…,” said X."""
    tokens = context.tokens
    following = quoted.last + 1
    if following >= len(tokens) or tokens.leaves[following] != tokens.leaves[quoted.last]:
        return None
    if context.word[following] in {",", "—", "–", "."}:
        following += 1
    index = bisect_left(starts, following)
    if index >= len(reports):
        return None
    report = reports[index]
    if tokens.sentences[report.first] != tokens.sentences[min(following, len(tokens) - 1)]:
        return None
    if not _leads_on(context, quoted, report, following):
        return None
    if report.form == "chained" and _inside_sentence(context, quoted):
        return None
    if report.first - following > _REACH or max(context.quoted[following : report.first], default=-1) >= 0:
        return None
    return report if _starts_at(context, report, following) else None


def _leads_on(context: ArticleContext, quoted: QuotedSpan, report: Report, following: int) -> bool:
    """True when the stretch ends so that a report may follow: with a comma, or before an inverted or bare "X said."."""
    ending = quoted.marks.inner.of(context.tokens.text).rstrip(" \u00a0'’”\"")[-1:]
    if ending in ".?!" and ending and context.word[following] in {"He", "She", "They", "It", "We"}:
        return False
    if ending in _MARKED_END or context.word[following - 1] == ",":
        return True
    beyond = context.word[report.ends + 1] or "."
    if report.form == "inverted":
        return report.first == following
    return ending == "." and report.form == "plain" and beyond in {".", "to", "in", "on", "at", "of", "during", "after"}


def _starts_at(context: ArticleContext, report: Report, following: int) -> bool:
    """True when nothing but the subject, its roles and asides stands between the stretch and the cue."""
    lower = context.low[following]
    if report.form in {"inverted", "according"}:
        return report.first - following <= 2
    if report.form == "chained":
        return report.first == following or report.first - following <= 2
    if report.first - following > _REACH or report.subject.first < following:
        return False
    return lower not in words_of("conjunction", "subordinator", "preposition", "auxiliary")


def _report_before(
    context: ArticleContext, quoted: QuotedSpan, reports: Sequence[Report], starts: Sequence[int]
) -> Report | None:
    """The last report before the stretch in its sentence; over a colon also at the end of the paragraph before."""
    tokens = context.tokens
    before = quoted.first - 1
    if before < 0:
        return None
    colon = tokens.words[before] == ":" or (
        tokens.words[before] == "," and tokens.leaves[before] == tokens.leaves[quoted.first]
    )
    if not colon and tokens.sentences[before] != tokens.sentences[quoted.first]:
        return None
    index = bisect_left(starts, quoted.first) - 1
    if index < 0:
        return None
    same: list[Report] = []
    while index >= 0 and len(same) < 20 and tokens.sentences[reports[index].first] == tokens.sentences[before]:
        if same and _parted(context, reports[index].last, same[-1].begins):
            break
        same.append(reports[index])
        index -= 1
    if (
        not same
        or _introduces(context, same[0], quoted)
        or opens_clause(context, same[0])
        or (Takes.QUOTED in same[0].takes and same[0].form == "chained")
    ):
        return same[0] if same else None
    return next((report for report in same if _takes_clause(context, report)), same[0])


def opens_clause(context: ArticleContext, report: Report) -> bool:
    """True for a verb whose named subject opens a clause of its own: ", and Lind called", "whose chief Lind called".

    So does the deputy in ", while her deputy, Lind, called".
    """
    if report.form != "plain" or report.subject.mention is None:
        return False
    aside = report.subject.first - 1
    for at in range(aside, max(0, aside - _LONGEST_TITLE), -1):
        parted = context.word[at - 1] == "," or context.quoted_at[at - 1] >= 0
        if context.low[at] == "whose" or (context.low[at] in _OPENS_OTHER and parted):
            return True
        apposed = at == aside and context.word[at] == "," and context.word[report.subject.last + 1] == ","
        if not (context.word[at].isalpha() or apposed) or not context.tokens.in_sentence(at, report.first):
            return False
    return False


def _parted(context: ArticleContext, first: int, last: int) -> bool:
    """True where a semicolon stands between two reports, so that the one before it ends there."""
    return any(context.word[index] == ";" and context.quoted_at[index] < 0 for index in range(first, last))


def _takes_clause(context: ArticleContext, report: Report) -> bool:
    """True when what the verb reports may be a whole clause: "said the", not "promised to"."""
    following = context.low[report.last + 1] or "."
    return Takes.CLAUSE in report.takes and following != "to"


def _introduces(context: ArticleContext, report: Report, quoted: QuotedSpan) -> bool:
    """True for “X said, “…””: the cue leads straight into the stretch."""
    words = context.tokens.words
    before = context.word[quoted.first - 1]
    between = words[report.ends + 1 : min(quoted.first, report.ends + 2)]
    if (
        quoted.first - report.ends > LONGEST_SENTENCE
        or max(context.quoted[report.ends + 1 : quoted.first], default=-1) >= 0
    ):
        return False
    return before in {",", ":"} or not between
