"""Where a reported clause ends: before what the reporter adds in the same sentence."""

from __future__ import annotations

from sitegen.quotations.article_context import LONGEST_SENTENCE, ArticleContext, is_adverb, words_of
from sitegen.quotations.speech_verbs import Takes, verb_forms

_BREAKS = frozenset({",", "-", "–", "—"})
_MAY_END = frozenset({",", ";", "and", "but"})
"""Words and marks outside of quoted words at which a clause may end."""
_OPENS_CLAUSE = words_of("determiner") | words_of("subject_pronoun")
_LONGEST_TIME = 5
"""Tokens behind a comma within which "after" or "while" may lead to what another one says."""
_FARTHEST_CUE = 8
"""Tokens behind that word within which the other's verb of saying stands."""


def sentence_end(context: ArticleContext, index: int) -> int:
    """Last token of the sentence, its final mark left out; of quoted words at its end all their sentences."""
    tokens = context.tokens
    last = index
    limit = min(len(tokens) - 1, index + LONGEST_SENTENCE)
    while last < limit and (
        tokens.sentences[last + 1] == tokens.sentences[index]
        or (context.quoted[last] >= 0 and context.quoted[last + 1] == context.quoted[last])
    ):
        last += 1
    while last > index and context.word(last) in {".", "!", "?"} and context.quoted[last] < 0:
        last -= 1
    return last


def clause_end(context: ArticleContext, first: int, end: int) -> int:
    """Last token of the clause: before another report of the same sentence, a semicolon or the sentence's end."""
    words, quoted = context.tokens.words, context.quoted
    for index in range(first, end + 1):
        if quoted[index] < 0 and words[index] not in _MAY_END:
            continue
        if quoted[index] >= 0:
            if context.word(index - 1) == "," and context.quoted_at(index + 1) < 0 and _adds(context, index + 1, end):
                return index
            continue
        if context.word(index) == ";":
            return index - 1
        if context.word(index) == "," and index + 1 <= end and _opens_report(context, index + 1, end):
            return index - 1
        if (
            context.word(index) == ","
            and first < index
            and (_tells_beside(context, index, end) or _as_he(context, index))
        ):
            return index - 1
        if context.word(index) in {"and", "but"} and first < index and _goes_on_reporting(context, index, end):
            return index - 2 if context.word(index - 1) in _BREAKS and context.quoted_at(index - 1) < 0 else index - 1
    return end


def _goes_on_reporting(context: ArticleContext, index: int, end: int) -> bool:
    """True for the "but" in "said it rained but added that it was warm", where the reporter goes on."""
    verb = index + 1 + (context.word(min(index + 1, end)) in {"he", "she", "it", "they"})
    while verb <= end and is_adverb(context.low(verb)):
        verb += 1
    form = verb_forms().get(context.word(verb)) if verb < end and context.quoted_at(verb) < 0 else None
    if form is None or form.name not in {"past", "participle", "s"}:
        return context.word(verb) in words_of("refuses") and verb < end and context.word(verb + 1) == "to"
    judges = (
        context.word(index - 1) == "," and Takes.QUOTED in form.takes and context.word(verb + 1) in words_of("object")
    )
    quotes = context.quoted_at(verb + 1) >= 0
    insists = context.word(index) == "but" and context.low(verb + 1) in _OPENS_CLAUSE | {"there"}
    return judges or quotes or insists or form.base in words_of("goes_on") or context.word(verb + 1) == "that"


def _as_he(context: ArticleContext, comma: int) -> bool:
    """True for the reporter's "…, as he argued against the dam" and "…, as did the mayor"."""
    return context.low(comma + 1) == "as" and context.low(comma + 2) in words_of("subject_pronoun") | {"did", "does"}


def _tells_beside(context: ArticleContext, comma: int, end: int) -> bool:
    """True where behind the comma another one says something: "…, a few hours after the mayor said that"."""
    if _as_he(context, comma):
        return True
    links = words_of("told_beside")
    opening = range(comma + 1, min(comma + _LONGEST_TIME, end) + 1)
    link = next((index for index in opening if context.low(index) in links), None)
    if link is None or any(context.word(index) == "," for index in range(comma + 1, link)):
        return False
    for index in range(link + 1, min(link + _FARTHEST_CUE, end) + 1):
        if context.word(index) == "," or context.quoted_at(index) >= 0:
            return False
        form = verb_forms().get(context.word(index))
        if form is not None and form.name == "past" and Takes.CLAUSE in form.takes:
            return True
    return False


def _adds(context: ArticleContext, index: int, end: int) -> bool:
    """True for what adds to a report: “…,” adding “…”."""
    return index < end and context.low(index) in words_of("adds")


def _opens_report(context: ArticleContext, index: int, end: int) -> bool:
    lower = context.low(index)
    if lower == "according":
        return True
    form = verb_forms().get(lower)
    if form is None or form.name != "ing" or index + 1 > end:
        return False
    return lower in words_of("adds") or context.low(index + 1) == "that"
