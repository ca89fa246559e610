"""Subjects before their verbs: who stands before "said", over asides, relative clauses and what is fronted."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from sitegen.names.organizations.lexicon import heads
from sitegen.quotations.article_context import (
    AUXILIARIES,
    DETERMINERS,
    NEGATIONS,
    ArticleContext,
    Phrase,
    is_adverb,
    is_name_word,
    is_time,
    sentence_start,
    small_words,
    words_of,
)
from sitegen.quotations.asides import CLOSING, before_aside, before_examples, before_tag
from sitegen.quotations.clause_starts import BEFORE_TIMES, clause_start, is_readable
from sitegen.quotations.clause_subjects import last_finite, phrase_of_clause
from sitegen.quotations.phrase_ends import is_of_one
from sitegen.quotations.phrases import is_bare_role, person_ending, phrase_ending, phrase_starting
from sitegen.quotations.relative_clauses import antecedent, before_relative, relative_pronoun, thing_before
from sitegen.quotations.symbols import before_symbols, symbolic_before

_NOBODY = frozenset({"neither", "nobody", "none"})
_MOST_ASIDES = 6
"""Over how many asides and tags between a subject and its verb is read."""
_LONGEST_ROLE = 8
"""How many tokens a role before a name may have."""
_LONGEST_BETWEEN = 5
"""How many tokens may stand from an auxiliary to its verb."""


def subject_before(context: ArticleContext, verb: int) -> Phrase | None:
    """The subject of the verb at `verb` when it stands to its left, else None."""
    found = _nearest_before(context, verb)
    if found is None:
        return None
    return _opening(context, found.first, verb) if _is_setting(context, found) else _with_firm(context, found)


def _with_firm(context: ArticleContext, phrase: Phrase) -> Phrase:
    """The whole name of a firm, over the comma before its legal form: Kelp Holdings, Inc."""
    comma = phrase.first - 1
    if heads().get(context.word[phrase.first]) != "form" or context.word[comma] != ",":
        return phrase
    named = phrase_ending(context, clause_start(context, comma - 1), comma - 1)
    return replace(phrase, first=named.first) if named is not None and named.kind == "name" else phrase


def _is_setting(context: ArticleContext, phrase: Phrase) -> bool:
    """True for an age, and for a place of which another stands before it or a preposition: 81, of Lund, Md., said."""
    if phrase.first == phrase.last and context.word[phrase.last].isdigit():
        return True
    mention = context.mention_at.get(phrase.first)
    named = mention is not None or context.word[phrase.last + 1] == ","
    if phrase.kind != "name" or not named or (mention is not None and context.is_speaker(mention)):
        return False
    before = context.low[phrase.first - 1]
    return before in words_of("preposition") or (before == "," and context.word[phrase.first - 2][:1].isupper())


def _opening(context: ArticleContext, end: int, verb: int) -> Phrase | None:
    """The person with whom the sentence begins, before asides that tell of nobody else: Ada Lund, 30, of Lund, said."""
    opening = sentence_start(context, end)
    start = next((at for at in range(opening, end) if context.quoted[at] < 0 and context.word[at][0].isalpha()), end)
    mention = next((context.mention_at[at] for at in range(start, end) if at in context.mention_at), None)
    if mention is None or not context.is_person(mention):
        return None
    first, last = context.tokens.stretch(mention.span.start, mention.span.end)
    apart = context.word[last + 1] == "," and all(is_name_word(word) for word in context.word[start:first])
    told = last_finite(context, last + 1, verb - 1) is not None and "who" not in context.low[last:verb]
    return Phrase(first, last, "name", mention) if apart and not told else None


def _nearest_before(context: ArticleContext, verb: int) -> Phrase | None:
    end = _skip_auxiliaries(context, verb - 1)
    if end < 0 or not is_readable(context, end, verb):
        return None
    symbolic = symbolic_before(context, end)
    if symbolic is not None:
        return symbolic
    end = before_symbols(context, end)
    apposed: Phrase | None = None
    for _ in range(_MOST_ASIDES):
        tagged = before_tag(context, end)
        if context.word[end] not in CLOSING and tagged is None:
            break
        closing = end
        end, named = (tagged, None) if tagged is not None else before_aside(context, end)
        if end < 0 and closing == verb - 1:
            return _before_stray_comma(context, closing)
        apposed = apposed or named
        if end < 0 or not is_readable(context, end, verb):
            return apposed if apposed is not None and apposed.mention is not None else None
    end = before_examples(context, end)
    start = clause_start(context, end)
    if context.word[end + 1] == "," and _is_made_by(context, start) and is_readable(context, start - 2, verb):
        end, apposed = start - 2, None
        start = clause_start(context, end)
    if end == verb - 1 and context.low[end] in {"that", "which"}:
        return thing_before(context, end)
    listed = _listed_with_ages(context, start)
    if listed is not None and _opens_clause(context, listed):
        return Phrase(listed, end, "name")
    start, end = (_clause_with_list(context, listed) if listed is not None else None) or (start, end)
    told_of = before_relative(context, start, end)
    if told_of is not None:
        return apposed if apposed is not None and told_of.kind == "noun" else told_of
    if context.low[start] in _NOBODY or (context.low[start] == "no" and context.low[start + 1] == "one"):
        return None
    apart = _is_parenthesis(context, start, verb)
    topic = (None if apart else _topic(context, start, end) or _before_list(context, start)) or _before_time(
        context, start
    )
    if topic is not None:
        return topic
    if context.low[start] == "whose" and start < end:
        apart = "," in context.tokens.words[start:verb]
        return antecedent(context, start) if apart else phrase_starting(context, start + 1, end)
    phrase = phrase_of_clause(context, start, end)
    if phrase is not None and phrase.kind == "pronoun" and context.low[phrase.last] == "who":
        return relative_pronoun(context, phrase.last)
    return _of_two(context, phrase, apposed)


def _is_made_by(context: ArticleContext, start: int) -> bool:
    """True for the participle that opens an aside behind a comma: "the site, run by Ruiz, a baker, said"."""
    past = context.low[start] in words_of("participle") or context.low[start].endswith("ed")
    return context.word[start - 1] == "," and past and context.low[start + 1] == "by"


def _listed_with_ages(context: ArticleContext, start: int) -> int | None:
    """The first token of people listed with their ages, the last of whom `start` begins: "Jon, 9, and Max, 6"."""
    joint = start - (context.low[start] not in {"and", "or"})
    comma = joint - (context.word[joint - 1] == ",")
    first = None
    while context.low[joint] in {"and", "or"} and comma > 2 and _is_aged(context, comma):
        first = context.tokens.first_from(context.mention_at[comma - 3].span.start)
        comma = first - 1
    return first


def _clause_with_list(context: ArticleContext, listed: int) -> tuple[int, int] | None:
    """The relative clause up to a list of people: "who lives with her sons" before "Jon, 9, and Max, 6, said"."""
    if listed < 2:
        return None
    first = clause_start(context, listed - 1)
    relative = "who" in (context.low[first], context.low[first - 1]) or context.low[first] == "whose"
    return (first, listed - 1) if relative else None


def _is_aged(context: ArticleContext, comma: int) -> bool:
    """True for the comma behind somebody's age: "Jon, 9,"."""
    mention = context.mention_at.get(comma - 3)
    marked = context.word[comma] == "," and context.word[comma - 1].isdigit() and context.word[comma - 2] == ","
    return marked and mention is not None and context.is_person(mention)


def _of_two(context: ArticleContext, phrase: Phrase | None, apposed: Phrase | None) -> Phrase | None:
    """Who speaks: whom the clause begins with, or whom an aside behind that names, "the mayor, Ada Lund, said"."""
    if apposed is None or (phrase is not None and phrase.kind == "name" and phrase.mention is not None):
        return phrase
    if phrase is not None and apposed.mention is not None and is_of_one(context, phrase):
        return phrase
    return apposed if apposed.mention is not None or (phrase is not None and phrase.kind == "noun") else phrase


def _before_stray_comma(context: ArticleContext, comma: int) -> Phrase | None:
    """The person named before a comma that parts subject and verb, "Mill owner Ines Okafor, said"."""
    mention = context.mention_at.get(comma - 1)
    if mention is None or context.word[comma] != "," or not context.is_person(mention):
        return None
    first = context.tokens.first_from(mention.span.start)
    before = range(sentence_start(context, comma), first)
    plain = len(before) <= _LONGEST_ROLE and all(context.word[at][:1].isalpha() for at in before)
    if not plain or any(context.low[at] in _outside_roles() for at in before):
        return None
    return Phrase(first, comma - 1, "name", mention)


@cache
def _outside_roles() -> frozenset[str]:
    """The small words that stand in no role before a name."""
    return small_words() - {"the", "of", "and"}


def _is_parenthesis(context: ArticleContext, start: int, verb: int) -> bool:
    """True for the report in "Ruiz, a top aide said, will leave": marks on both sides, and the sentence goes on."""
    following = verb + 2 + (context.quoted_at[verb + 2] >= 0)
    return context.word[start - 1] == "," and context.word[verb + 1] == "," and context.word[following][:1].islower()


def _topic(context: ArticleContext, start: int, end: int) -> Phrase | None:
    """The name before an apposition that no comma closes: "Ana Ruiz, a baker in Lund said"."""
    if start < 2 or context.word[start - 1] != "," or not is_readable(context, start - 2, start):
        return None
    last = start - 2
    while (tagged := before_tag(context, last)) is not None:
        last = tagged
    named = person_ending(context, last)
    opener = context.low[start]
    doing = opener.endswith("ing") and context.word[start].islower()  # "Ruiz, speaking in Lund said"
    if named is None or opener in {"of", "from"} or doing or is_bare_role(context, start, end):
        return named
    return named if opener in {"a", "an", "the"} and _opens_clause(context, named.first) else None


def _before_list(context: ArticleContext, start: int) -> Phrase | None:
    """The name that opens the sentence before an apposition: "Kelp Watch, the body for fish and fog, said"."""
    first, last = sentence_start(context, start), start - 2
    named = context.word[start - 1] == "," and context.low[start] in {"a", "an", "the"} and first < last
    alone = named and all(is_name_word(context.word[at]) for at in range(first, last + 1))
    return Phrase(first, last, "name") if alone and not is_time(context, last) else None


def _before_time(context: ArticleContext, start: int) -> Phrase | None:
    """The person who opens the clause, before words of time that have no comma: "Ruiz after the vote said"."""
    if start < 2 or context.low[start - 1] not in BEFORE_TIMES | {"while", "when"}:
        return None
    named = person_ending(context, start - 2)
    return named if named is not None and _opens_clause(context, named.first) else None


def _opens_clause(context: ArticleContext, first: int) -> bool:
    """True when only titles and roles stand before the name in its clause."""
    start = clause_start(context, first)
    return all(is_name_word(word) or word.lower() in DETERMINERS for word in context.tokens.words[start:first])


def _skip_auxiliaries(context: ArticleContext, index: int) -> int:
    """To the left over "has also", "on Friday"; stops on the last token of what may be the subject."""
    start = index
    while index >= 0 and start - index < 8:
        word = context.low[index]
        if word in AUXILIARIES or is_adverb(word) or word in NEGATIONS or is_time(context, index):
            index -= 1
        elif (helping := _helping_before(context, index)) is not None:
            index = helping
        else:
            break
    return index


def _helping_before(context: ArticleContext, index: int) -> int | None:
    """The auxiliary before a few words that tell when or how: "have" in "aides have in the past said"."""
    for at in range(index - 1, max(0, index - _LONGEST_BETWEEN), -1):
        if at in context.mention_at or not context.word[at].islower():
            return None
        if context.low[at] in {"has", "have", "had"}:
            return at if context.low[at + 1] in words_of("preposition") else None
    return None
