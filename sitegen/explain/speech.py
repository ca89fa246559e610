"""Why a quotation has its speaker, who else it could have been, and which quoted words nobody says."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from sitegen.annotate import closed_cover
from sitegen.explain.finding import QuotationFinding, Reason, Rival, reasons_of
from sitegen.explain.words import NEAREST, SPEAKER_RULES
from sitegen.model import Annotated, Gender, Quotation, Speaker, SpeakerRule
from sitegen.names import Names
from sitegen.quotations import read_context
from sitegen.quotations.article_context import ArticleContext, Phrase
from sitegen.quotations.blocks import spoken_blocks
from sitegen.quotations.decide import Decision, decide_all
from sitegen.quotations.persons import Person, gender_of_entity, persons_of
from sitegen.quotations.pronouns import resolve_pronoun
from sitegen.quotations.reports import find_reports
from sitegen.site.thresholds import is_doubtful_clause, shown_speaker, speaker_line
from sitegen.text.spans import Cover, Span
from sitegen.text.weights import Weights, probability

_RIVALS = 3
_WORTH_TELLING = 0.005


def explain_quotations(names: Names, annotated: Annotated) -> Iterator[QuotationFinding]:
    """A finding for every quotation, and for all words between marks that are none; in no order."""
    context, spans = read_context(names.tokens, names.named, names.entities, spoken_blocks(annotated.article))
    reports = find_reports(context)
    decisions = tuple(decide_all(context, spans, reports, everything=True))
    by_span = {decision.quoted.marks.span: decision for decision in decisions}
    persons = persons_of(context, [report.subject for report in reports])
    recent: dict[Gender, str] = {}
    for quotation in annotated.quotations:
        finding, speaker = _of_quotation(context, quotation, by_span), quotation.speaker
        if speaker is not None and _is_pronoun(context, speaker):
            others = _others(context, speaker, persons, recent)
            could_be = tuple(context.entities[entity_id].name for entity_id in others)
            finding = replace(finding, pronoun=True, could_be=could_be, other_ids=others)
        yield finding
        if speaker is not None and speaker.entity_id in context.entities:
            recent[gender_of_entity(context.entities[speaker.entity_id])] = speaker.entity_id
    taken = Cover(segment.span for quotation in annotated.quotations for segment in quotation.segments)
    closed = closed_cover(annotated.article)
    for decision in decisions:
        span = decision.quoted.marks.span
        if not taken.touches(span):
            yield _left_out(decision, "in_heading" if closed.touches(span) else "denied")


def _of_quotation(context: ArticleContext, quotation: Quotation, by_span: Mapping[Span, Decision]) -> QuotationFinding:
    decided = (by_span[segment.span] for segment in quotation.segments if segment.span in by_span)
    decision = next((one for one in decided if one.attribution.rule == quotation.rule), None)
    reasons: tuple[Reason, ...] = ()
    rivals: tuple[Rival, ...] = ()
    if decision is not None and decision.ranked:
        reasons = reasons_of(decision.ranked[0].candidate.features, Weights.load("speaker"))
        rivals = _rivals(context, decision)
    nearest = "" if shown_speaker(quotation) is not None else _nearest(context, quotation)
    return replace(plainly(quotation), reasons=reasons, rivals=rivals, nearest=nearest)


def plainly(quotation: Quotation) -> QuotationFinding:
    """A quotation as it is, without what was weighed for it: of a language without rules there is nothing more."""
    return QuotationFinding(
        segments=quotation.segments,
        span=quotation.segments[0].span,
        rule=quotation.rule or SpeakerRule.NONE,
        because=SPEAKER_RULES[quotation.rule or SpeakerRule.NONE],
        cue=quotation.cue,
        speaker=quotation.speaker,
        confidence=quotation.confidence,
        shown=shown_speaker(quotation) is not None,
        on_page=not is_doubtful_clause(quotation),
        shown_from=speaker_line(quotation),
    )


def _nearest(context: ArticleContext, quotation: Quotation) -> str:
    """What would give the quotation a name; nothing where the author says that nobody is named."""
    speaker = quotation.speaker
    if quotation.rule is SpeakerRule.AUTHOR:
        return ""
    if speaker is None:
        return NEAREST["none"]
    if _is_pronoun(context, speaker):
        return NEAREST["pronoun"].format(words=_words_of(context, speaker))
    return NEAREST.get(quotation.rule or "", NEAREST["beside"]).format(name=speaker.name)


def _is_pronoun(context: ArticleContext, speaker: Speaker) -> bool:
    return _words_of(context, speaker).lower() in ("he", "she", "they")


def _words_of(context: ArticleContext, speaker: Speaker) -> str:
    return speaker.span.of(context.tokens.text) if speaker.span is not None else ""


def _others(
    context: ArticleContext, speaker: Speaker, persons: tuple[Person, ...], recent: Mapping[Gender, str]
) -> tuple[str, ...]:
    """The ids of others whom the speaker's pronoun could mean; none where it was resolved in another way than here."""
    if speaker.span is None:
        return ()
    first, last = context.tokens.at(speaker.span.start), context.tokens.at(speaker.span.end - 1)
    before = bisect_left(persons, first, key=lambda person: person.token)
    resolved = resolve_pronoun(context, Phrase(first, last, "pronoun"), persons, before, recent)
    if resolved is None or resolved.mention.entity_id != speaker.entity_id:
        return ()
    return tuple(mention.entity_id for mention in resolved.others[:_RIVALS])


def _rivals(context: ArticleContext, decision: Decision) -> tuple[Rival, ...]:
    """Who else may have spoken, the likeliest first; one who is named in several places is told once."""
    shares: dict[tuple[str, str], float] = defaultdict(float)
    for ranked in decision.ranked[1 : 1 + _RIVALS]:
        if ranked.probability >= _WORTH_TELLING:
            phrase = ranked.candidate.phrase
            mention = phrase.mention if phrase is not None else None
            entity_id = mention.entity_id if mention is not None else ""
            shares[_name_of(context, phrase), entity_id] += ranked.probability
    rivals = (Rival(name, share, entity_id) for (name, entity_id), share in shares.items())
    return tuple(sorted(rivals, key=lambda rival: -rival.probability))


def _name_of(context: ArticleContext, phrase: Phrase | None) -> str:
    """The phrase as the text has it, with the full name behind a short one."""
    if phrase is None:
        return "nobody"
    words = " ".join(phrase.span(context.tokens).of(context.tokens.text).split())
    name = context.entities[phrase.mention.entity_id].name if phrase.mention is not None else words
    return words if name == words else f"{words} ({name})"


def _left_out(decision: Decision, why: str) -> QuotationFinding:
    """Words that nobody says, or those of somebody which are none of the page, which `why` explains."""
    reasons = reasons_of(decision.spoken_features, Weights.load("spoken"))
    rule = why if decision.spoken else "unsaid"
    weight = Weights.load("spoken").of(decision.spoken_features)
    return QuotationFinding(
        (),
        decision.quoted.marks.span,
        rule,
        SPEAKER_RULES[rule],
        confidence=probability(weight) if decision.spoken_features and weight < 0 else 0.0,
        reasons=reasons,
        nearest=NEAREST["none"] if rule == "unsaid" else "",
    )
