"""Who says a stretch that is a paragraph by itself: who signs it, whom the line before it names or the line after it.

Press releases and letters set a quotation and its speaker in paragraphs of their own: “Go.” / said Mayor Ana Ruiz. ·
From Ana Ruiz, mayor: / “Go.” · “Go.” / — Ana Ruiz, mayor.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from sitegen.quotations.article_context import ArticleContext, Phrase, sentence_start, words_of
from sitegen.quotations.marks import QuotedSpan
from sitegen.quotations.nouns import people_nouns
from sitegen.quotations.phrases import phrase_ending
from sitegen.quotations.reports import Report
from sitegen.quotations.symbols import is_named
from sitegen.quotations.verb_context import may_be_finite
from sitegen.text.spans import Span

_LONGEST_LINE = 30
"""How many tokens a line may have that names who speaks."""
_LONGEST_SIGNATURE = 25
_ABOUT = frozenset({"Of", "On", "About"})
_LONGEST_TOPIC = 12
"""How many tokens may tell before a colon of whom or what somebody speaks."""
_DASHES = frozenset({"-", "—", "–", "--"})
_FROM = frozenset({"from", "by"})
_AFTER_NAME = frozenset({":", ",", "(", "on"})
_BEFORE_NAME = _FROM | {",", "'s", "the", "&"}


def fills_paragraph(context: ArticleContext, quoted: QuotedSpan) -> bool:
    """True for a stretch with nothing before and nothing behind it in its paragraph."""
    return opens_paragraph(context, quoted) and ends_paragraph(context, quoted)


def opens_paragraph(context: ArticleContext, quoted: QuotedSpan) -> bool:
    """True when nothing stands before the stretch in its paragraph."""
    leaves = context.tokens.leaves
    return quoted.first == 0 or leaves[quoted.first - 1] != leaves[quoted.first]


def ends_paragraph(context: ArticleContext, quoted: QuotedSpan) -> bool:
    """True when nothing stands behind the stretch in its paragraph."""
    leaves = context.tokens.leaves
    return quoted.last + 1 == len(leaves) or leaves[quoted.last + 1] != leaves[quoted.last]


def signature(context: ArticleContext, quoted: QuotedSpan) -> Phrase | None:
    """Who signs in the paragraph after one that holds nothing but the stretch: “Go.” / — Ana Ruiz, mayor."""
    tokens, words = context.tokens, context.tokens.words
    dash, leaf = quoted.last + 1, tokens.leaves[quoted.last]
    alone = quoted.first == 0 or tokens.leaves[quoted.first - 1] != leaf
    if not alone or dash + 1 >= len(words) or context.word[dash] not in _DASHES:
        return None
    end = dash + 1
    while end < len(words) and tokens.leaves[end] == tokens.leaves[dash] and end - dash <= _LONGEST_SIGNATURE:
        end += 1
    if end - dash > _LONGEST_SIGNATURE or not is_named(context, dash + 1):
        return None
    return _signer(context, dash + 1, end)


def signer_of_block(context: ArticleContext, signed: Span) -> Phrase | None:
    """Who is named in the words that sign a block quotation."""
    first, last = context.tokens.first_from(signed.start), context.tokens.at(signed.end - 1)
    return _signer(context, first, last + 1)


def _signer(context: ArticleContext, first: int, end: int) -> Phrase | None:
    """The one person who is named in a signature, else the noun phrase that it begins with."""
    persons = [
        phrase for phrase in _named_in(context, first, end) if phrase.mention and context.is_person(phrase.mention)
    ]
    if len(persons) == 1:
        return persons[0]
    last = next((index for index in range(first, end) if context.word[index] in {",", ".", "("}), end) - 1
    return phrase_ending(context, first, last) if last >= first else None


def report_in_next_line(
    context: ArticleContext, quoted: QuotedSpan, reports: Sequence[Report], starts: Sequence[int]
) -> Report | None:
    """The report that opens the paragraph after the stretch's own, or is all of it: “Go.” / Ruiz said."""
    first, leaves = quoted.last + 1, context.tokens.leaves
    if first >= len(leaves) or not fills_paragraph(context, quoted) or leaves[first] - leaves[quoted.last] != 1:
        return None
    index = bisect_left(starts, first)
    if index >= len(reports) or leaves[reports[index].first] != leaves[first]:
        return None
    report = reports[index]
    if report.form == "inverted":
        return report if report.first == first and context.word[first].islower() else None
    is_line = report.form == "plain" and _names_only(context, first, report.subject.first)
    return report if is_line and _ends_line(context, report.last) else None


def goes_on_behind_line(context: ArticleContext, last: int, quoted: QuotedSpan) -> bool:
    """True for the second half in “Go,” / said Ruiz / . “Stay.”: it opens its paragraph but for a mark of its own.

    `last` is the last token of the report.
    """
    leaves, words = context.tokens.leaves, context.tokens.words[last + 1 : quoted.first]
    return (
        0 < len(words) <= 2
        and not any(word[0].isalnum() for word in words)
        and leaves[last] + 1 == leaves[last + 1] == leaves[quoted.first]
    )


def _ends_line(context: ArticleContext, index: int) -> bool:
    """True for the last word of its paragraph, perhaps before its full stop."""
    leaves, beyond = context.tokens.leaves, index + 1
    if beyond < len(leaves) and context.word[beyond] == ".":
        beyond += 1
    return beyond >= len(leaves) or leaves[beyond] != leaves[index]


def _names_only(context: ArticleContext, first: int, last: int) -> bool:
    """True when only capitals and what joins them stand between two tokens: "Holmvik County State's Attorney"."""
    if last < first or last - first > _LONGEST_LINE:
        return False
    return all(is_named(context, at) or context.low[at] in _BEFORE_NAME | {"of"} for at in range(first, last))


def led_in_by(context: ArticleContext, quoted: QuotedSpan) -> Phrase | None:
    """Whom the line before names that ends with a colon: "From Ana Ruiz, mayor:", "Ruiz's full statement:".

    The line is a paragraph of its own, or opens that of the stretch.
    """
    colon, leaves = quoted.first - 1, context.tokens.leaves
    if colon < 1 or context.word[colon] != ":":
        return None
    first = colon
    while first > 0 and leaves[first - 1] == leaves[colon] and colon - first < _LONGEST_LINE:
        first -= 1
    if (first > 0 and leaves[first - 1] == leaves[colon]) or max(context.quoted[first:colon], default=0) >= 0:
        return None
    named = _named_in(context, first, colon)
    apart = leaves[colon] != leaves[quoted.first]
    phrases = [phrase for phrase in named if apart or phrase.kind == "name" or phrase.first <= first + 1]
    leading = [phrase for phrase in phrases if _leads_in(context, first, phrase)]
    return leading[0] if len(leading) == 1 or (leading and leading[0] is phrases[0]) else None


def topic_before(context: ArticleContext, quoted: QuotedSpan) -> range:
    """The tokens of "Of Ruiz:" before the stretch, which tell of whom somebody speaks; an empty range elsewhere."""
    colon = quoted.first - 1
    start = sentence_start(context, colon) if colon > 0 and context.word[colon] == ":" else colon
    short = 0 < colon - start <= _LONGEST_TOPIC
    if not short or context.word[start] not in _ABOUT or any(may_be_finite(context, at) for at in range(start, colon)):
        return range(0)
    return range(start, colon)


def _named_in(context: ArticleContext, first: int, last: int) -> Iterator[Phrase]:
    """The persons, bodies and possessive pronouns between two tokens, and "the mayor" in "the mayor's"."""
    at = first
    while at < last:
        mention = context.mention_at.get(at)
        if mention is not None and context.is_speaker(mention):
            end = context.tokens.at(mention.span.end - 1)
            yield Phrase(at, end, "name", mention)
            at = end
        elif context.low[at] in {"his", "her"}:
            yield Phrase(at, at, "pronoun")
        elif context.word[at + 1] == "'s" and context.word[at] in people_nouns():
            yield Phrase(at, at, "noun")
        at += 1


def _leads_in(context: ArticleContext, first: int, phrase: Phrase) -> bool:
    """True for who opens the line, whose statement it announces or from whom it comes."""
    start, following = phrase.first, phrase.last + 1
    while start > first and (is_named(context, start - 1) or context.word[start - 1] in {",", "'s"}):
        start -= 1
    if context.word[following] == "'s" or phrase.kind == "pronoun":
        said = {context.low[at] for at in range(following, following + 7)}
        return not said.isdisjoint(words_of("utterance"))
    if start == first:
        return context.word[following] in _AFTER_NAME and context.low[following + 1] != "who"
    before = context.low[start - 1]
    return before in _FROM or (before == "of" and context.low[start - 2] in words_of("utterance"))
