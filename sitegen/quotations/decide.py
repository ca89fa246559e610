"""Who says each quoted stretch: the sure patterns decide where they can, learned weights everywhere else."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sitegen.model import SpeakerRule
from sitegen.quotations.article_context import ArticleContext, Phrase
from sitegen.quotations.attribution import Attribution, opens_clause, sieve
from sitegen.quotations.candidates import Candidate, CandidateContext, Previous, find_candidates
from sitegen.quotations.marks import QuotedSpan
from sitegen.quotations.not_spoken import features_of_quoted, is_surely_spoken, is_surely_title, tells_of_speaker
from sitegen.quotations.noun_phrases import Sort, find_speaker_phrases, is_possessive, sort_of
from sitegen.quotations.ranking import Ranked, rank
from sitegen.quotations.reports import Report
from sitegen.quotations.runs import Run, features_of_run, features_of_start
from sitegen.quotations.speech_verbs import Takes
from sitegen.quotations.symbols import is_symbolic
from sitegen.quotations.syntax import Syntax, feature_of_choice
from sitegen.quotations.verb_context import is_told_of
from sitegen.text.values import value
from sitegen.text.weights import BIAS, Weights, probability

_STEPS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99, 0.995)
_ABOVE = tuple(f"above {step}" for step in _STEPS)
_BEFORE_ABOVE = tuple(f"before {above}" for above in _ABOVE)
"""For each probability the feature of being above it, and of the stretch before being so."""
_HALF = 0.5
_LONGEST_OBJECT = 5
"""How many tokens behind "called" the words may begin."""
_READS = frozenset({"read", "reads", "said", "says"})


@value
class Decision:
    """What was decided for a quoted stretch."""

    quoted: QuotedSpan
    attribution: Attribution
    phrase: Phrase | None
    """Who says it, in the words of the text; also where the attribution only names the stretch it follows."""
    ranked: tuple[Ranked, ...]
    """All candidates, the likeliest first; empty where a sure pattern decided."""
    confidence: float
    """Estimated probability that this phrase is the speaker's."""
    heard: float = 1.0
    """Estimated probability that somebody says the words; 1 where a sure pattern says so."""
    spoken: bool = True
    """False for words that nobody says."""
    spoken_features: tuple[str, ...] = ()
    """What speaks for and against their being said; empty where a sure pattern says so."""
    right_features: tuple[str, ...] = ()
    """What speaks for and against the decision."""


def decide(context: ArticleContext, spans: Sequence[QuotedSpan], reports: Sequence[Report]) -> tuple[Decision, ...]:
    """One decision for each stretch that somebody says, in order of text."""
    return tuple(decision for decision in decide_all(context, spans, reports) if decision.spoken)


def decide_all(
    context: ArticleContext, spans: Sequence[QuotedSpan], reports: Sequence[Report], *, everything: bool = False
) -> Iterator[Decision]:
    """One decision for each stretch; with `everything` also for the candidates of words that nobody says."""
    if not spans:
        return
    within, starts = candidate_context(context, spans, reports), [report.first for report in reports]
    last: Decision | None = None
    for quoted in spans:
        previous, past = (last.quoted, last.attribution) if last is not None else (None, None)
        picked = sieve(context, quoted, previous, past, reports, starts)
        features = (
            () if is_surely_spoken(context, quoted, picked) else features_of_quoted(context, quoted, picked, previous)
        )
        heard = probability(Weights.load("spoken").of(features)) if features else 1.0
        said = not is_surely_title(context, quoted) and not tells_of_speaker(context, quoted, picked)
        spoken = not features or (heard > _HALF and said)
        if spoken or everything:
            decision = _decided(within, quoted, picked, last, starts, heard)
            decision = replace(decision, spoken=spoken, spoken_features=features) if everything else decision
            yield decision
            last = decision if spoken else last


def candidate_context(
    context: ArticleContext, spans: Sequence[QuotedSpan], reports: Sequence[Report]
) -> CandidateContext:
    """What the candidates of a text are searched in."""
    phrases = find_speaker_phrases(context)
    report_of = {report.subject.first: report for report in reversed(reports)}
    subjects = (report.subject.means or report.subject for report in reports)
    reports_by = Counter(subject.mention.entity_id for subject in subjects if subject.mention is not None)
    sorts = tuple(sort_of(context, phrase) for phrase in phrases)
    starts, syntax = tuple(phrase.first for phrase in phrases), Syntax.of(context.tokens.parse)
    return CandidateContext(context, spans, phrases, starts, report_of, sorts, reports_by, syntax)


def _decided(
    within: CandidateContext,
    quoted: QuotedSpan,
    picked: Attribution,
    last: Decision | None,
    starts: Sequence[int],
    heard: float,
) -> Decision:
    past = Previous(last.quoted, last.attribution.rule, last.phrase) if last is not None else None
    if picked.joined and last is not None:
        return _weighed(within, quoted, picked, last.phrase, (), last, heard)
    if is_told_of(within.context, quoted.first, quoted.last):
        return _weighed(within, quoted, Attribution(SpeakerRule.NONE), None, (), last, heard)
    if _is_sure(within.context, quoted, picked, starts):
        return _weighed(within, quoted, picked, _subject(picked), (), last, heard)
    ranked = rank(find_candidates(within, quoted, picked, past))
    chosen = ranked[0].candidate
    if chosen.phrase is not None and chosen.follows is None and _only_owns(within, chosen.phrase):
        return _weighed(within, quoted, Attribution(SpeakerRule.NONE), None, ranked, last, heard)
    attribution = _attributed(within.context, quoted, picked, chosen)
    return _weighed(within, quoted, attribution, chosen.phrase, ranked, last, heard)


def _is_sure(context: ArticleContext, quoted: QuotedSpan, picked: Attribution, starts: Sequence[int]) -> bool:
    """True for “…,” X said, with a person's name or he or she, and no other report in the sentence.

    And for who is named in a line of its own: — X · From X: for who has a word for it: what X called “…” and for what
    something has written on it: a sign that read “…”
    """
    report = picked.report
    if picked.rule is SpeakerRule.SIGNED:
        return True
    told = (_has_word_for, _is_written, _calls_it)
    if report is not None and any(is_told(context, quoted, report) for is_told in told):
        return True
    if report is not None and is_symbolic(context, report.subject):
        return True
    if picked.rule is not SpeakerRule.AFTER or report is None or report.form not in {"plain", "inverted"}:
        return False
    if sort_of(context, report.subject) not in {"person", "he", "body"}:
        return False
    here, sentences = report.number, context.tokens.sentences
    beside = (*starts[max(0, here - 1) : here], *starts[here + 1 : here + 2])
    return all(sentences[start] != sentences[report.first] for start in beside)


def _has_word_for(context: ArticleContext, quoted: QuotedSpan, report: Report) -> bool:
    """True for “…” behind "what X called", which is X's word and nobody else's."""
    return (
        report.form == "plain"
        and Takes.QUOTED in report.takes
        and report.last + 1 == quoted.first
        and context.low[report.begins - 1] == "what"
    )


def _calls_it(context: ArticleContext, quoted: QuotedSpan, report: Report) -> bool:
    """True for “…” behind ", and X called it" or "whose mayor X called it": whoever said what stands before it."""
    near = 0 < quoted.first - report.last <= _LONGEST_OBJECT
    return near and Takes.QUOTED in report.takes and opens_clause(context, report)


def _is_written(context: ArticleContext, quoted: QuotedSpan, report: Report) -> bool:
    """True for “…” right behind "a sign that said", which is nobody's who holds it up."""
    leads = report.last + 1 + (context.word[report.last + 1] in {",", ":"}) == quoted.first
    relative = context.low[report.first - 1] in {"that", "which"} and report.subject.last < report.first
    return leads and relative and report.form == "plain" and context.low[report.last] in _READS


def _only_owns(within: CandidateContext, phrase: Phrase) -> bool:
    """True for the owner in "Ruiz's agent said", where a report is of who is owned."""
    owned = within.report_of.get(phrase.first)
    return is_possessive(within.context, phrase) and owned is not None and owned.subject.last > phrase.last


def _subject(attribution: Attribution) -> Phrase | None:
    return attribution.report.subject if attribution.report is not None else attribution.subject


def _attributed(context: ArticleContext, quoted: QuotedSpan, picked: Attribution, chosen: Candidate) -> Attribution:
    """The sieves' attribution when the ranking agrees with it, else one of its own."""
    if chosen.phrase is None:
        return Attribution(SpeakerRule.NONE)
    if chosen.follows is not None:
        if picked.follows == chosen.follows:
            return replace(picked, subject=chosen.phrase)
        rule = SpeakerRule.CONTINUED if chosen.same_paragraph else SpeakerRule.CARRIED
        return Attribution(rule, subject=chosen.phrase, follows=chosen.follows)
    mine = _subject(picked)
    if mine is not None and (mine.first, mine.last) == (chosen.phrase.first, chosen.phrase.last):
        return picked
    report = chosen.report if chosen.report is not None and _reports(context, quoted, chosen.report) else None
    return Attribution(SpeakerRule.RANKED, report=report, subject=chosen.phrase)


def _reports(context: ArticleContext, quoted: QuotedSpan, report: Report) -> bool:
    """True when the report stands in the sentence where the stretch begins or ends."""
    sentences = context.tokens.sentences
    return sentences[report.first] in {sentences[quoted.first], sentences[quoted.last]}


def _weighed(
    within: CandidateContext,
    quoted: QuotedSpan,
    attribution: Attribution,
    phrase: Phrase | None,
    ranked: tuple[Ranked, ...],
    last: Decision | None,
    heard: float,
) -> Decision:
    """The decision, with its confidence."""
    features = (
        *_features_of_decision(within.context, attribution, phrase, ranked),
        *_features_of_going_on(within, quoted, attribution, phrase, last),
    )
    return Decision(
        quoted,
        attribution,
        phrase,
        ranked,
        probability(Weights.load("right").of(features)),
        heard,
        right_features=features,
    )


def _features_of_going_on(
    within: CandidateContext,
    quoted: QuotedSpan,
    attribution: Attribution,
    phrase: Phrase | None,
    last: Decision | None,
) -> Iterator[str]:
    """What speaks for the speaker of the stretch before, or somebody named before, speaking on."""
    if attribution.follows is not None and last is not None:
        yield from _BEFORE_ABOVE[: bisect_left(_STEPS, last.confidence)]
        if not attribution.joined:
            yield from features_of_run(
                Run(within.context, last.quoted, quoted, last.phrase, _between(within, last.quoted.last + 1, quoted))
            )
            yield f"run after {last.attribution.rule}"
    elif attribution.report is None and phrase is not None and phrase.last < quoted.first:
        yield from features_of_start(within.context, quoted, phrase, _between(within, phrase.last + 1, quoted))


def _between(within: CandidateContext, first: int, quoted: QuotedSpan) -> Sequence[tuple[Phrase, Sort]]:
    """The possible speakers from token `first` to the stretch."""
    at, until = bisect_left(within.starts, first), bisect_left(within.starts, quoted.first)
    return tuple(zip(within.phrases[at:until], within.sorts[at:until], strict=True))


def _features_of_decision(
    context: ArticleContext, attribution: Attribution, phrase: Phrase | None, ranked: tuple[Ranked, ...]
) -> tuple[str, ...]:
    """What speaks for the decision being right."""
    if phrase is None:
        return ("nobody",)
    rule, sort = attribution.rule, sort_of(context, phrase)
    if rule is SpeakerRule.SIGNED:
        return (BIAS, rule, f"sure {rule}")
    features = [BIAS, rule, sort, f"{rule} {sort}"]
    if ranked:
        features.extend(_ABOVE[: bisect_left(_STEPS, ranked[0].probability)])
        if context.tokens.parse is not None:
            features.append(feature_of_choice([one.candidate.features for one in ranked]))
    else:
        features.append(f"sure {rule}")
    if attribution.joined:
        features.append("joined")
    return tuple(features)
