"""Whom somebody's own words name, and so are not the one who says them: few speak of themselves by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from sitegen.model import Kind, QuotationKind, Segment
from sitegen.quotations.article_context import SUBORDINATORS, ArticleContext, Phrase, is_name_word
from sitegen.quotations.clause_starts import BEFORE_TIMES
from sitegen.quotations.nouns import speaking_nouns
from sitegen.text.spans import Span

_ENDS = BEFORE_TIMES | SUBORDINATORS | {",", ";", ":", "(", ")", "-", "–", "—", "."}
"""Where the clause of a pronoun ends at the latest."""
_SHORTEST_NAME = 3
"""Letters that a part of a name has at least, to be told from an initial."""


def named_inside(context: ArticleContext, segments: Iterable[Segment], phrase: Phrase) -> frozenset[str]:
    """Whom a pronoun that says these words does not mean: who is named in them or behind it, not in a clause before it.

    Part of a name will do where it stands alone. A name before people is a family's: "Brandt men".
    """
    if phrase.kind != "pronoun":
        return frozenset()
    spans = [
        one.span
        for one in segments
        if one.kind is not QuotationKind.INDIRECT or phrase.first < context.tokens.at(one.span.start)
    ]
    return frozenset((*_mentioned(context, spans), *_called(context, spans), *_behind(context, phrase)))


def _behind(context: ArticleContext, pronoun: Phrase) -> Iterator[str]:
    """Whom the clause names of which the pronoun is the subject: in "he accused Ruiz of" he is another one."""
    at = pronoun.last + 1
    while context.tokens.in_sentence(at, pronoun.last) and context.quoted_at[at] < 0 and context.low[at] not in _ENDS:
        mention = context.mention_at.get(at)
        if mention is not None:
            yield mention.entity_id
        at += 1


def names_self(context: ArticleContext, segments: Sequence[Segment], behind: int, speaker: str) -> bool:
    """True where the words that are led to name the person who is to say them; `behind` is the last token of the lead.

    "Ruiz said Ruiz was late" is of two people. Behind “No,” Ruiz said, “not Ruiz” the words go on, and were not led to.
    """
    if context.entities[speaker].kind is not Kind.PERSON:
        return False
    led = [one for one in segments if behind < context.tokens.at(one.span.start)]
    told = {QuotationKind.INDIRECT, QuotationKind.DIRECT} if len(led) == len(segments) else {QuotationKind.INDIRECT}
    return any(_names(context, one.span, speaker) for one in led if one.kind in told)


def _names(context: ArticleContext, span: Span, speaker: str) -> bool:
    tokens, mention_at = context.tokens, context.mention_at
    for index in range(tokens.first_from(span.start), tokens.at(span.end - 1) + 1):
        mention = mention_at.get(index)
        if mention is not None and mention.entity_id == speaker:
            return context.word[tokens.at(mention.span.end - 1) + 1] not in speaking_nouns()
    return False


def _mentioned(context: ArticleContext, spans: Iterable[Span]) -> Iterator[str]:
    tokens, mention_at = context.tokens, context.mention_at
    for index in _tokens(context, spans):
        mention = mention_at.get(index)
        if mention is not None and context.word[tokens.at(mention.span.end - 1) + 1] not in speaking_nouns():
            yield mention.entity_id


def _called(context: ArticleContext, spans: Iterable[Span]) -> Iterator[str]:
    """The persons of whose names a part alone stands in the spans, which nobody's mention covers."""
    words, capital = context.tokens.words, str.isupper
    names = {words[at] for at in _tokens(context, spans) if capital(words[at][0]) and _is_alone(context, at)}
    if not names:
        return
    for entity in context.entities.values():
        if entity.kind is Kind.PERSON and not names.isdisjoint(entity.name.split()):
            yield entity.id


def _is_alone(context: ArticleContext, index: int) -> bool:
    """True for a name of one word, which belongs to no mention: not for that in "Ruiz Stadium"."""
    word, beside = context.word[index], (context.word[index - 1], context.word[index + 1])
    named = index not in context.mention_at and is_name_word(word) and len(word) >= _SHORTEST_NAME
    return named and not any(is_name_word(other) for other in beside)


def _tokens(context: ArticleContext, spans: Iterable[Span]) -> Iterator[int]:
    tokens = context.tokens
    return chain.from_iterable(range(tokens.first_from(one.start), tokens.at(one.end - 1) + 1) for one in spans)
