"""Who could be the speaker of a quoted stretch, and what speaks for each: the features that the ranking weighs.

They follow O'Keefe, Pareti, Curran, Koprinska and Honnibal, "A Sequence Labelling Approach to Quote Attribution"
(EMNLP 2012), and Muzny et al. 2017: how far and on which side a candidate stands, whether it is the subject of a verb
of saying, how many others stand between, what the stretch looks like, who spoke last.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import cache

from sitegen.model import SpeakerRule
from sitegen.quotations.article_context import VERB_LIKE, ArticleContext, Phrase, is_adverb, words_of
from sitegen.quotations.attribution import Attribution
from sitegen.quotations.lines import topic_before
from sitegen.quotations.marks import QuotedSpan
from sitegen.quotations.noun_phrases import Sort, hangs_on_preposition, is_possessive, sort_of
from sitegen.quotations.reports import Report
from sitegen.quotations.runs import shape_of
from sitegen.quotations.speech_verbs import Takes, verb_forms
from sitegen.quotations.syntax import Syntax, features_of_hanging, features_of_subject
from sitegen.text.values import value
from sitegen.text.wordlists import load_words

_BACK, _ON = 10, 4
"""How many possible speakers before and after a stretch are looked at."""
_FARTHEST = 150
"""How many tokens away a candidate may stand."""


@value
class Candidate:
    """A possible answer to "who says it": a phrase, with its report when it is the subject of one, or nobody."""

    phrase: Phrase | None
    report: Report | None
    follows: int | None
    """Number of the quoted stretch whose speaker goes on."""
    features: tuple[str, ...]
    same_paragraph: bool = False
    """True when the stretch that it follows stands in the same paragraph."""


@value
class CandidateContext:
    """What the search for candidates reads: a text's phrases and reports in order of text."""

    context: ArticleContext
    spans: Sequence[QuotedSpan]
    phrases: Sequence[Phrase]
    starts: Sequence[int]
    """First tokens of the phrases."""
    report_of: Mapping[int, Report]
    """The first report whose subject begins at a token."""
    sorts: Sequence[Sort]
    """What sort of speaker each phrase would be."""
    reports_by: Mapping[str, int]
    """How many reports each entity is the subject of."""
    syntax: Syntax
    """What a language model says of the text, where one is asked."""
    roles: dict[tuple[int, int, str], tuple[str, ...]] = field(default_factory=dict)
    """What part each phrase plays in its sentence, as far as that was asked."""


@value
class Previous:
    """What was decided for the spoken stretch before: the rule, and whom it named."""

    quoted: QuotedSpan
    rule: str
    phrase: Phrase | None


def find_candidates(
    within: CandidateContext, quoted: QuotedSpan, picked: Attribution, past: Previous | None
) -> tuple[Candidate, ...]:
    """Every candidate for the stretch. `picked` is what the sieves say; `past` is None for the first stretch."""
    above = within.syntax.verbs_over(quoted)
    shape = _shape(within.context, quoted)
    near = _nearby(within, quoted, picked)
    found = [_of_phrase(within, quoted, picked, phrase, sort, above, shape) for phrase, sort in near]
    if past is not None:
        found.append(_of_past(within, quoted, picked, past, above, shape))
    features = (
        *_features_of_nobody(quoted, picked, shape),
        *features_of_hanging(within.context, within.syntax, above, "nobody"),
    )
    found.append(Candidate(None, None, None, features))
    return tuple(found)


def _nearby(within: CandidateContext, quoted: QuotedSpan, picked: Attribution) -> list[tuple[Phrase, Sort]]:
    """The phrases around the stretch, the sieves' own choice among them, and what sort of speaker each would be."""
    at = bisect_left(within.starts, quoted.first)
    after = bisect_left(within.starts, quoted.last + 1)
    topic = topic_before(within.context, quoted)
    near = [
        (within.phrases[place], within.sorts[place])
        for place in (*range(max(0, at - _BACK), at), *range(after, min(after + _ON, len(within.phrases))))
        if _is_near(within.context, quoted, within.phrases[place]) and within.starts[place] not in topic
    ]
    chosen = picked.report.subject if picked.report is not None else picked.subject
    if chosen is None:
        return near
    others = [one for one in near if one[0].last < chosen.first or one[0].first > chosen.last]
    return [*others, (chosen, sort_of(within.context, chosen))]


def _is_near(context: ArticleContext, quoted: QuotedSpan, phrase: Phrase) -> bool:
    tokens = context.tokens
    if phrase.last < quoted.first:
        return quoted.first - phrase.last < _FARTHEST and tokens.leaves[quoted.first] - tokens.leaves[phrase.last] <= 2
    return phrase.first - quoted.last < _FARTHEST and tokens.leaves[phrase.first] == tokens.leaves[quoted.last]


def _of_phrase(
    within: CandidateContext,
    quoted: QuotedSpan,
    picked: Attribution,
    phrase: Phrase,
    sort: Sort,
    above: tuple[int, ...],
    shape: str,
) -> Candidate:
    context = within.context
    chosen = picked.report.subject if picked.report is not None else picked.subject
    is_chosen = chosen is not None and phrase.first <= chosen.last and chosen.first <= phrase.last
    report = picked.report if is_chosen and picked.report is not None else within.report_of.get(phrase.first)
    where = _where(context, quoted, phrase)
    features = (
        *_features_of_place(sort, where, picked.rule, is_chosen, report is not None),
        *(_features_of_report(context, quoted, report, where) if report is not None else ()),
        *_features_of_role(within, phrase, sort),
        *_features_of_text(within, phrase),
        _together(shape, where),
        *_features_between(within, quoted, phrase, where),
        *features_of_subject(context, within.syntax, quoted, phrase, above),
    )
    return Candidate(phrase, report, None, features)


@cache
def _features_of_place(sort: Sort, where: str, rule: SpeakerRule, is_chosen: bool, has_report: bool) -> tuple[str, ...]:
    """What sort of speaker stands where, whether the sieves chose it, and whether it reports nothing."""
    chosen = (f"chosen {rule}", f"chosen {rule} {sort}") if is_chosen else (f"against {rule} {where}",)
    silent = () if has_report else (f"no report {sort}",)
    inside = (f"no report, {rule}",) if silent and where == "inside before" and not is_chosen else ()
    return (f"{sort} {where}", sort, where, *chosen, *silent, *inside)


@cache
def _together(shape: str, where: str) -> str:
    return f"{shape} {where}"


def _features_of_text(within: CandidateContext, phrase: Phrase) -> Iterator[str]:
    """How much the entity speaks in the text."""
    if phrase.mention is not None:
        yield f"speaks {min(within.reports_by.get(phrase.mention.entity_id, 0), 3)}"


def _shape(context: ArticleContext, quoted: QuotedSpan) -> str:
    """Whether the stretch is a whole sentence, opens one or is a part."""
    inner = quoted.marks.inner.of(context.tokens.text).strip()
    opens = quoted.first == 0 or context.tokens.sentences[quoted.first - 1] != context.tokens.sentences[quoted.first]
    if inner[:1].isupper() or opens:
        return "whole" if inner[-1:] in ".!?…" else "opening"
    return "short part" if quoted.last - quoted.first <= 4 else "part"


def _where(context: ArticleContext, quoted: QuotedSpan, phrase: Phrase) -> str:
    """On which side of the stretch a phrase stands, and how far in sentences and paragraphs."""
    tokens = context.tokens
    if phrase.last < quoted.first:
        sentences = tokens.sentences[quoted.first] - tokens.sentences[phrase.last]
        leaves = tokens.leaves[quoted.first] - tokens.leaves[phrase.last]
        return "inside before" if sentences == 0 else f"before {min(sentences, 3)} {min(leaves, 2)}"
    sentences = tokens.sentences[phrase.first] - tokens.sentences[quoted.last]
    return "inside after" if sentences == 0 else f"after {min(sentences, 3)}"


def _features_of_report(context: ArticleContext, quoted: QuotedSpan, report: Report, where: str) -> Iterator[str]:
    words = context.tokens.words
    yield f"{report.form} {where}"
    base = verb_forms().get(context.word[report.last])
    cue = base.base if base is not None else "according"
    yield f"cue {cue}"
    if where.startswith("inside"):
        yield f"cue {cue} {where}"
    if report.negated:
        yield "negated"
    takes = next((one for one in (Takes.CLAUSE, Takes.THAT) if one in report.takes), Takes.QUOTED)
    yield f"takes {takes} {where}"
    if report.ends < quoted.first:
        gap = quoted.first - report.ends - 1
        yield f"gap {where} {_step(gap)}"
        between = words[report.ends + 1 : quoted.first][:40]
        if "that" in between[:4]:
            yield "that between"
        if between and between[-1] in {",", ":"}:
            yield "leads in"
        if any(map(str.islower, verb_forms().keys() & between)):
            yield f"another cue between {where}"
        if "," in between[:-1] and where == "inside before":
            yield "comma between"
    elif report.begins > quoted.last:
        yield f"gap {where} {_step(report.begins - quoted.last - 1)}"


def _features_of_role(within: CandidateContext, phrase: Phrase, sort: str) -> tuple[str, ...]:
    """What part the phrase plays in its sentence; told once for all stretches that it stands near."""
    at = phrase.first, phrase.last, sort
    features = within.roles.get(at)
    if features is None:
        features = within.roles[at] = tuple(_role_in_sentence(within.context, phrase, sort))
    return features


def _role_in_sentence(context: ArticleContext, phrase: Phrase, sort: str) -> Iterator[str]:
    tokens, words = context.tokens, context.tokens.words
    if is_possessive(context, phrase):
        yield "possessive"
    elif hangs_on_preposition(context, phrase):
        yield f"after a preposition {sort}"
    if tokens.opens_sentence(phrase.first):
        yield "opens its sentence"
    previous = context.low[phrase.first - 1] if phrase.first else ""
    if previous and tokens.sentences[phrase.first - 1] == tokens.sentences[phrase.first]:
        yield f"behind {class_of(previous)}"
    following = phrase.last + 1
    if following < len(words) and tokens.sentences[following] == tokens.sentences[phrase.last]:
        yield f"then {class_of(context.low[following])}" if context.quoted_at[following] < 0 else "then marks"


@cache
def class_of(lower: str) -> str:
    """The class of a word beside a phrase: "saying", "auxiliary", "ed"."""
    if not lower[0].isalnum() and lower != "'s":
        return lower if lower in {",", ".", ":", "(", ")"} else "mark"
    if lower in verb_forms():
        return "saying"
    for kind in ("auxiliary", "preposition", "conjunction", "subordinator", "determiner", "subject_pronoun"):
        if lower in words_of(kind):
            return kind
    if is_adverb(lower):
        return "adverb"
    if _is_verb(lower):
        return "verb"
    return "ed" if lower.endswith("ed") else "ing" if lower.endswith("ing") else "word"


def _is_verb(lower: str) -> bool:
    return lower in VERB_LIKE or lower in load_words("person_verbs")


def _features_between(within: CandidateContext, quoted: QuotedSpan, phrase: Phrase, where: str) -> Iterator[str]:
    """How many other possible speakers stand between, and whether another stretch does."""
    starts = within.starts
    if phrase.last < quoted.first:
        others = within.sorts[bisect_left(starts, phrase.last + 1) : bisect_left(starts, quoted.first)]
        beside = quoted.number - 1
        parted = beside >= 0 and within.spans[beside].first > phrase.last
    else:
        others = within.sorts[bisect_left(starts, quoted.last + 1) : bisect_left(starts, phrase.first)]
        beside = quoted.number + 1
        parted = beside < len(within.spans) and within.spans[beside].last < phrase.first
    persons = others.count("person") + others.count("he") + others.count("who")
    yield f"persons between {min(persons, 3)}"
    if where == "inside before" and _is_first(within, phrase):
        yield "first in its sentence"
    yield f"others between {_step(len(others))}"
    if parted:
        yield f"stretch between {where}"


def _is_first(within: CandidateContext, phrase: Phrase) -> bool:
    """True when no other possible speaker stands before the phrase in its sentence."""
    at = bisect_left(within.starts, phrase.first)
    sentences = within.context.tokens.sentences
    return at == 0 or sentences[within.starts[at - 1]] != sentences[phrase.first]


def _of_past(
    within: CandidateContext,
    quoted: QuotedSpan,
    picked: Attribution,
    past: Previous,
    above: tuple[int, ...],
    shape: str,
) -> Candidate:
    leaves = within.context.tokens.leaves
    features = (
        *_features_of_past(within, quoted, picked, past, shape),
        *features_of_hanging(within.context, within.syntax, above, "past"),
    )
    return Candidate(past.phrase, None, past.quoted.number, features, leaves[past.quoted.last] == leaves[quoted.first])


def _features_of_past(
    within: CandidateContext, quoted: QuotedSpan, picked: Attribution, past: Previous, shape: str
) -> Iterator[str]:
    context, tokens, previous = within.context, within.context.tokens, past.quoted
    leaves = tokens.leaves[quoted.first] - tokens.leaves[previous.last]
    sentences = tokens.sentences[quoted.first] - tokens.sentences[previous.last]
    opens = quoted.first == 0 or tokens.leaves[quoted.first - 1] != tokens.leaves[quoted.first]
    where = f"{min(leaves, 2)} {min(sentences, 3)}"
    yield "past"
    yield f"past {where}"
    yield f"past, rule {past.rule}"
    yield f"past, now {picked.rule}"
    yield f"past {where}, now {picked.rule}"
    if picked.follows == previous.number:
        yield f"chosen past {picked.rule}"
    yield f"past, run {shape_of(context, previous)} {shape_of(context, quoted)} {min(leaves, 2)}"
    if opens:
        yield f"past, opens its paragraph {min(leaves, 2)}"
    if past.phrase is None:
        yield "past nobody"
    else:
        yield f"past {sort_of(context, past.phrase)}"
        yield "past behind" if past.phrase.first > previous.last else "past ahead"
    between = range(bisect_left(within.starts, previous.last + 1), bisect_left(within.starts, quoted.first))
    speaker = past.phrase.first if past.phrase is not None else -1
    named = sum(within.sorts[at] in {"person", "he", "name", "noun"} for at in between if within.starts[at] != speaker)
    yield f"past, between {min(named, 4)}"
    yield f"past, {shape}"
    if past.phrase is not None:
        yield from (f"past {feature}" for feature in _features_of_text(within, past.phrase))
    yield f"past, gap {_step(quoted.first - previous.last - 1)}"


def _features_of_nobody(quoted: QuotedSpan, picked: Attribution, shape: str) -> Iterator[str]:
    yield "nobody"
    yield f"nobody {picked.rule}"
    yield f"nobody, words {_step(quoted.last - quoted.first - 1)}"
    yield f"nobody, {shape}"


@cache
def _step(count: int) -> int:
    """A count, made coarse."""
    return next((step for step in (30, 15, 8, 5, 3, 2, 1) if count >= step), 0)
