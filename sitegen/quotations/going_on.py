"""Whom a pronoun means that no person of the text fits: who said the sentence before, in the words of the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from sitegen.knowledge.given_names import gender_of
from sitegen.model import Gender, Kind
from sitegen.quotations.article_context import ArticleContext, Phrase, sentence_start
from sitegen.quotations.definites import body_nouns
from sitegen.quotations.nouns import people_nouns, people_plurals
from sitegen.quotations.persons import PRONOUNS, noun_genders
from sitegen.quotations.phrase_ends import head_of
from sitegen.quotations.reports import Report
from sitegen.quotations.speech_verbs import verb_forms

_BODIES = frozenset({Kind.ORGANIZATION, Kind.COUNTRY})
_MOST_STEPS = 4
"""How many reports of one pronoun, "it said", are followed back."""


def spoke_before(context: ArticleContext, pronoun: Phrase, reports: Sequence[Report]) -> Phrase | None:
    """The subject of the last report before the pronoun, where that is of the sentence before and may be it.

    Only what is quoted stands between: "The ferry line said it was late. “It rained,” it added."
    """
    word, phrase = context.low[pronoun.last], pronoun
    for _ in range(_MOST_STEPS):
        at = bisect_left(reports, phrase.first, key=lambda report: report.first) - 1
        while at >= 0 and reports[at].ends >= phrase.first:
            at -= 1
        if at < 0 or not _is_next(context, reports[at], phrase) or _tell_several(context, reports, at):
            return None
        if PRONOUNS.get(word) is not None and _turns_to_somebody(context, reports[at]):
            return None
        phrase = reports[at].subject.means or reports[at].subject
        if phrase.kind != "pronoun":
            return phrase if _fits(context, word, phrase) else None
        if context.low[phrase.last] != word:
            return None
    return None


def is_still_meant(context: ArticleContext, pronoun: Phrase, before: Phrase) -> bool:
    """True for somebody whom "a" brings in, and who spoke last where nobody is named since: "An official said. He"."""
    brought = {context.low[before.first - 1], context.low[before.first]} & {"a", "an", "one", "another"}
    if before.kind != "noun" or not brought or context.low[pronoun.last] not in PRONOUNS:
        return False
    since = ((at, context.mention_at.get(at)) for at in range(before.last + 1, pronoun.first))
    return not any(one is not None and context.quoted_at[at] < 0 and context.is_person(one) for at, one in since)


def _is_next(context: ArticleContext, report: Report, pronoun: Phrase) -> bool:
    """True where nothing but quoted words stands between the sentence of the report and that of the pronoun."""
    tokens = context.tokens
    if tokens.leaves[pronoun.first] - tokens.leaves[report.last] > 1:
        return False
    own, told = tokens.sentences[pronoun.first], tokens.sentences[report.last]
    first = sentence_start(context, pronoun.first) - 1
    between = (at for at in range(first, report.last, -1) if told < tokens.sentences[at] < own)
    return own > told and all(context.quoted_at[at] >= 0 for at in between)


def _tell_several(context: ArticleContext, reports: Sequence[Report], at: int) -> bool:
    """True where the sentence of the report tells what another one says too: "A man said a clerk had told him"."""
    sentence, subjects = context.tokens.sentences[reports[at].last], set[int]()
    while at >= 0 and context.tokens.sentences[reports[at].last] == sentence:
        subject = reports[at].subject.means or reports[at].subject
        subjects |= {subject.first} if subject.kind != "pronoun" else set()
        at -= 1
    return len(subjects) > 1


def _turns_to_somebody(context: ArticleContext, report: Report) -> bool:
    """True for "asked why", behind which another one answers, and for "told him", behind which he may go on."""
    form = verb_forms().get(context.low[report.last])
    mention = context.mention_at.get(report.last + 1)
    named = mention is not None and context.is_person(mention)
    return (form is not None and form.base == "ask") or named or context.low[report.last + 1] in {"him", "her"}


def _fits(context: ArticleContext, pronoun: str, phrase: Phrase) -> bool:
    """True for a body and "it", people and "they", and somebody without a card and "he" or "she"."""
    if phrase.mention is not None:
        return pronoun == "it" and context.entities[phrase.mention.entity_id].kind in _BODIES
    head = context.low[head_of(context, phrase)]
    if pronoun == "it":
        return phrase.kind == "noun" and head in body_nouns()
    if pronoun == "they":
        return head in people_plurals()
    gender = PRONOUNS.get(pronoun)
    if gender is None:
        return False
    if phrase.kind == "name":
        shown = gender_of(" ".join(context.word[phrase.first : phrase.last + 1]))
        return head not in body_nouns() and shown in (gender, Gender.UNKNOWN)
    one = phrase.kind == "noun" and head in people_nouns() - people_plurals()
    return one and noun_genders().get(head, Gender.UNKNOWN) in (gender, Gender.UNKNOWN)
