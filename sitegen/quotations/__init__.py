"""Who said what: every quotation of a text, direct, partial and indirect, with its cue and its speaker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sitegen.model import Entity, Gender, Mention, Quotation, QuotationKind, Segment, SpeakerRule
from sitegen.quotations.article_context import CONJUNCTIONS, ArticleContext, Phrase, words_of
from sitegen.quotations.attribution import Attribution
from sitegen.quotations.blocks import SpokenBlock, with_blocks
from sitegen.quotations.clause_evidence import count_told, estimate_report
from sitegen.quotations.clauses import find_clause
from sitegen.quotations.coreference import resolve
from sitegen.quotations.decide import Decision, decide
from sitegen.quotations.going_on import is_still_meant, spoke_before
from sitegen.quotations.marks import QuotedSpan, find_quoted
from sitegen.quotations.persons import PRONOUNS, gender_of_entity, persons_of
from sitegen.quotations.reports import Report, find_reports
from sitegen.quotations.self_naming import named_inside, names_self
from sitegen.quotations.split_clauses import split_clause
from sitegen.quotations.strangers import is_of_unknown, is_unknown
from sitegen.text.spans import Span
from sitegen.text.tokens import Tokens
from sitegen.text.values import value

_GOES_ON = 0.95
"""How often who said the sentence before was right."""


@value
class _Draft:
    """A record before its speaker has a name."""

    segments: tuple[Segment, ...]
    phrase: Phrase | None
    report: Report | None
    confidence: float
    rule: SpeakerRule
    follows: int | None = None
    """Number of the draft whose speaker goes on."""


def find_quotations(
    tokens: Tokens, mentions: Sequence[Mention], entities: Mapping[str, Entity], blocks: Sequence[SpokenBlock] = ()
) -> tuple[Quotation, ...]:
    """Every quotation, sorted by place. `entities` must have every entity that `mentions` name.

    The `blocks` are the article's block quotations that somebody says, as `spoken_blocks` tells them.

    A speaker that is not sure is None or has a low confidence; quoted words that nobody says are left out.
    """
    context, spans = read_context(tokens, mentions, entities, blocks)
    reports = find_reports(context)
    drafts = _draft(context, decide(context, spans, reports), reports)
    return _named(context, drafts, reports)


def read_context(
    tokens: Tokens, mentions: Sequence[Mention], entities: Mapping[str, Entity], blocks: Sequence[SpokenBlock] = ()
) -> tuple[ArticleContext, tuple[QuotedSpan, ...]]:
    """What the reading of a text's reports stands on, and its quoted stretches."""
    quoted = [-1] * len(tokens)
    spans: list[QuotedSpan] = []
    for marks in with_blocks(tokens, find_quoted(tokens), blocks, mentions):
        number = len(spans)
        first, last = tokens.first_from(marks.span.start), tokens.at(marks.span.end - 1)
        quoted[first : last + 1] = [number] * (last + 1 - first)
        spans.append(QuotedSpan(number, marks, first, last))
    mention_at: dict[int, Mention] = {}
    for mention in mentions:
        start, (first, last) = mention.span.start, tokens.stretch(mention.span.start, mention.span.end)
        for index in range(first if first >= 0 and tokens.starts[first] == start else first + 1, last + 1):
            mention_at[index] = mention
    return ArticleContext(tokens, tuple(quoted), mention_at, entities), tuple(spans)


def _draft(context: ArticleContext, decisions: Sequence[Decision], reports: Sequence[Report]) -> tuple[_Draft, ...]:
    """One draft for each record: quoted stretches by report, with the clauses around them, then clauses alone."""
    drafts: list[_Draft] = []
    draft_of: dict[int, int] = {}
    draft_of_report: dict[int, int] = {}
    draft_of_phrase: dict[tuple[int, int], int] = {}
    further: dict[int, list[Segment]] = {}
    for decision in decisions:
        quoted, attribution = decision.quoted, decision.attribution
        segment = Segment(quoted.marks.span, _kind(context, quoted, attribution))
        named = (context.tokens.sentences[quoted.first], decision.phrase.first if decision.phrase is not None else -1)
        shared = draft_of.get(attribution.follows) if attribution.follows is not None and attribution.joined else None
        if shared is None and attribution.report is not None:
            shared = draft_of_report.get(attribution.report.number)
        elif shared is None and decision.phrase is not None:
            shared = draft_of_phrase.get(named)
        if shared is not None:
            further.setdefault(shared, []).append(segment)
            draft_of[quoted.number] = shared
            continue
        draft_of[quoted.number] = draft_of_phrase[named] = len(drafts)
        if attribution.report is not None:
            draft_of_report[attribution.report.number] = len(drafts)
        follows = draft_of.get(attribution.follows) if attribution.follows is not None else None
        sure = decision.heard * decision.confidence
        drafts.append(_Draft((segment,), decision.phrase, attribution.report, sure, attribution.rule, follows))
    for number, segments in further.items():
        drafts[number] = replace(drafts[number], segments=(*drafts[number].segments, *segments))
    return _with_clauses(context, drafts, draft_of, draft_of_report, reports)


def _kind(context: ArticleContext, quoted: QuotedSpan, attribution: Attribution) -> QuotationKind:
    """Direct for what was uttered as it stands; partial for words inside the reporter's sentence, “when it rains.”"""
    inner = quoted.marks.inner.of(context.tokens.text)
    if attribution.rule is SpeakerRule.CONTINUED:
        return QuotationKind.DIRECT
    opens = quoted.first == 0 or context.tokens.sentences[quoted.first - 1] != context.tokens.sentences[quoted.first]
    whole = opens or _is_led(context, quoted, attribution) or inner.lstrip("[(‘'“\"")[:1].isupper()
    return QuotationKind.DIRECT if whole and attribution.rule is not SpeakerRule.MIXED else QuotationKind.PARTIAL


def _is_led(context: ArticleContext, quoted: QuotedSpan, attribution: Attribution) -> bool:
    """True for a whole utterance that a report leads up to: X said: “…”, X said, “we …”, according to X, “…”."""
    before = context.word[quoted.first - 1]
    if attribution.rule is not SpeakerRule.BEFORE:
        return False
    cites = attribution.report is not None and attribution.report.form == "according"
    return before == ":" or (before == "," and cites) or context.low[quoted.first + 1] in words_of("opens_utterance")


def _with_clauses(
    context: ArticleContext,
    drafts: list[_Draft],
    draft_of: Mapping[int, int],
    draft_of_report: Mapping[int, int],
    reports: Sequence[Report],
) -> tuple[_Draft, ...]:
    """The drafts with an indirect segment around what they quote in part, and one more for each clause alone."""
    ends, told = 0, count_told(context)
    for report in reports:
        number = draft_of_report.get(report.number)
        if number is not None and _is_uttered(context, drafts[number], report):
            continue
        parts = split_clause(context, report) or tuple(filter(None, (find_clause(context, report),)))
        if not parts or parts[0].start < ends:
            continue
        clause = Span(parts[0].start, parts[-1].end)
        inside = _drafts_inside(context, clause, draft_of)
        if number is not None and len(parts) == 1 and inside - {number}:
            clause = _before_another(context, clause, report, [drafts[one] for one in inside - {number}])
            parts = (clause,)
        if number is None and len(inside) == 1 and _may_take(context, clause, drafts[min(inside)]):
            number = min(inside)
        if number is None and inside:
            continue
        ends = clause.end
        if number is not None and any(segment.span == clause for segment in drafts[number].segments):
            drafts[number] = replace(drafts[number], phrase=report.subject, report=report)
            continue
        indirect = tuple(Segment(part, QuotationKind.INDIRECT) for part in parts)
        if number is None:
            estimate = estimate_report(context, report, clause, told)
            drafts.append(_Draft(indirect, report.subject, report, estimate, SpeakerRule.CLAUSE))
        else:
            segments = (*indirect, *drafts[number].segments)
            drafts[number] = replace(drafts[number], segments=segments, phrase=report.subject, report=report)
    return tuple(drafts)


def _is_uttered(context: ArticleContext, draft: _Draft, report: Report) -> bool:
    """True for a whole utterance, unless words of the reporter's own sentence are quoted beside it."""
    tokens, kinds = context.tokens, {segment.kind for segment in draft.segments}
    sentence = tokens.sentences[report.first]
    return QuotationKind.DIRECT in kinds and not any(
        segment.kind is QuotationKind.PARTIAL and tokens.sentences[tokens.first_from(segment.span.start)] == sentence
        for segment in draft.segments
    )


def _before_another(context: ArticleContext, clause: Span, report: Report, others: Sequence[_Draft]) -> Span:
    """The clause up to ", and" where behind it others are quoted: "said it was “old,” and Ana Ruiz called it “new”"."""
    tokens = context.tokens
    begins = [one.report.begins for one in others if one.report is not None and one.report.begins > report.ends]
    for at in range(min(begins, default=0) - 1, report.ends, -1):
        if context.word[at] == "," and context.low[at + 1] in CONJUNCTIONS and context.quoted_at[at] < 0:
            return Span(clause.start, tokens.ends[at - 1]) if clause.start < tokens.starts[at] < clause.end else clause
    return clause


def _drafts_inside(context: ArticleContext, clause: Span, draft_of: Mapping[int, int]) -> set[int]:
    tokens = context.tokens
    numbers = set(context.quoted[tokens.first_from(clause.start) : tokens.at(clause.end - 1) + 1])
    return {draft_of[number] for number in numbers if number in draft_of}


def _may_take(context: ArticleContext, clause: Span, draft: _Draft) -> bool:
    """True for a draft wholly inside the clause, without a cue or with the own one of "saying he recalled"."""
    if not all(clause.covers(segment.span) for segment in draft.segments):
        return False
    inner = draft.report
    return inner is None or (
        all(segment.kind is QuotationKind.PARTIAL for segment in draft.segments)
        and inner.subject.kind == "pronoun"
        and clause.covers(inner.subject.span(context.tokens))
    )


def _is_open(phrase: Phrase) -> bool:
    """True for a pronoun that has nobody yet whom it means."""
    return phrase.kind == "pronoun" and phrase.means is None


def _named(context: ArticleContext, drafts: Sequence[_Draft], reports: Sequence[Report]) -> tuple[Quotation, ...]:
    """The drafts as quotations: speakers resolved from the first to the last, so that "he" can follow "he"."""
    persons = persons_of(context, [report.subject for report in reports])
    recent: dict[Gender, str] = {}
    found: dict[int, Quotation] = {}
    unknown: dict[str, int] = {}
    """The last token of the last speaker by name of whom nothing else is known, and of what an open "she" said."""
    sure: dict[int, float] = {}
    """How sure the names are, without the attributions."""
    for number in sorted(range(len(drafts)), key=lambda n: drafts[n].segments[0].span):
        draft = drafts[number]
        speaker, confidence, behind = None, 0.0, -1
        if draft.follows is not None and draft.follows in found:
            speaker = found[draft.follows].speaker
            confidence = sure.get(draft.follows, 0.0)
        elif draft.phrase is not None:
            others = named_inside(context, draft.segments, draft.phrase)
            speaker, confidence = resolve(context, draft.phrase, persons, recent, others)
            behind = draft.phrase.last
            before = spoke_before(context, draft.phrase, reports) if _is_open(draft.phrase) else None
            if before is not None and (not confidence or is_still_meant(context, draft.phrase, before)):
                meant = replace(draft.phrase, means=before)
                speaker, confidence = resolve(context, meant, persons, recent, others)
                confidence *= _GOES_ON
            word = context.low[behind] if draft.phrase.kind == "pronoun" else ""
            if any(is_of_unknown(context, draft.phrase, unknown.get(one, -1), speaker) for one in {"", word}):
                speaker, confidence = None, 0.0
            elif is_unknown(draft.phrase, speaker):
                unknown[word] = behind
            if word in PRONOUNS and (speaker is None or not speaker.entity_id):
                unknown[word] = context.tokens.at(draft.segments[-1].span.end - 1) + 1
        if (
            speaker is not None
            and speaker.entity_id in context.entities
            and names_self(context, draft.segments, behind, speaker.entity_id)
        ):
            speaker, confidence = None, 0.0
        if speaker is not None and speaker.entity_id in context.entities:
            recent[gender_of_entity(context.entities[speaker.entity_id])] = speaker.entity_id
        cue = draft.report.cue(context) if draft.report is not None and speaker is not None else None
        segments = tuple(sorted(draft.segments, key=lambda s: (s.span.start, -s.span.end)))
        sure[number] = confidence
        probability = round(confidence * draft.confidence, 3) if speaker is not None else 0.0
        found[number] = Quotation(segments, cue, speaker, probability, draft.rule)
    return tuple(sorted(found.values(), key=lambda quotation: quotation.segments[0].span))
