"""Subjects before their verbs: who stands before "said", over asides, relative clauses and what is fronted."""

from __future__ import annotations

from functools import cache

from sitegen.quotations.article_context import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    NEGATIONS,
    SUBJECT_PRONOUNS,
    VERB_LIKE,
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
from sitegen.quotations.nouns import people_plurals, speaking_nouns
from sitegen.quotations.phrase_ends import is_of_one, person_called_so, tells_of_noun, with_modifiers
from sitegen.quotations.phrases import is_bare_role, person_ending, phrase_ending, phrase_starting
from sitegen.quotations.relative_clauses import antecedent, before_relative, relative_pronoun, thing_before
from sitegen.quotations.symbols import before_symbols, symbolic_before

_SKIPPED = CONJUNCTIONS | {"what", "whom", "which"}
"""What may stand before the subject of a clause."""
_SETS = words_of("preposition") - BEFORE_TIMES - {"like", "than"}
"""Prepositions that are no conjunctions."""
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
    return _opening(context, found.first, verb) if found is not None and _is_setting(context, found) else found


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
    told = _last_finite(context, last + 1, verb - 1) is not None and "who" not in context.low[last:verb]
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
    if end == verb - 1 and context.low[end] in {"that", "which"}:
        return thing_before(context, end)
    told_of = before_relative(context, start, end)
    if told_of is not None:
        return apposed if apposed is not None and told_of.kind == "noun" else told_of
    if context.low[start] in _NOBODY or (context.low[start] == "no" and context.low[start + 1] == "one"):
        return None
    topic = (_topic(context, start, end) if not _is_parenthesis(context, start, verb) else None) or _before_time(
        context, start
    )
    if topic is not None:
        return topic
    if context.low[start] == "whose" and start < end:
        apart = "," in context.tokens.words[start:verb]
        return antecedent(context, start) if apart else phrase_starting(context, start + 1, end)
    phrase = _phrase_of_clause(context, start, end)
    if phrase is not None and phrase.kind == "pronoun" and context.low[phrase.last] == "who":
        return relative_pronoun(context, phrase.last)
    return _of_two(context, phrase, apposed)


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
    if named is None or opener in {"of", "from"} or is_bare_role(context, start, end):
        return named
    return named if opener in {"a", "an", "the"} and _opens_clause(context, named.first) else None


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


def _phrase_of_clause(context: ArticleContext, first: int, last: int) -> Phrase | None:
    """The subject in a clause that has nothing but its subject (and what is fronted) before the verb."""
    while first < last and (context.low[first] in _SKIPPED or is_adverb(context.low[first])):
        first += 1
    if first > last or (first == last and context.low[first] in _SKIPPED):
        return None
    if _is_pronoun(context, last):
        return Phrase(last, last, "pronoun")
    finite = _last_finite(context, first, last)
    if finite is not None:
        return phrase_ending(context, _behind_object(context, finite + 1, last), last)
    timed = is_time(context, first) and context.low[first + 1] in words_of("preposition")
    if timed or context.low[first] in words_of("preposition", "subordinator") or fronts(context, first):
        found = phrase_ending(context, first + 1, last)
        return None if found is not None and _is_only_setting(context, found, first, last) else found
    if context.low[first - 1] == "as":
        first = _behind_object(context, first, last)  # "confirmed as a wild species and officials say"
    phrase = phrase_starting(context, first, last)
    called = person_called_so(context, phrase, first, last)
    return called if called is not None or phrase is None else with_modifiers(context, phrase, last)


def _is_only_setting(context: ArticleContext, phrase: Phrase, preposition: int, last: int) -> bool:
    """True for "a related interview" behind "in", where no subject follows in the clause."""
    first = preposition + 1 + (context.low[preposition + 1] in DETERMINERS)
    opens = phrase.first <= first and context.low[preposition] in _SETS and phrase.kind == "noun"
    return opens and (context.word[last + 1] == "," or not _speaks(context, phrase))


def _speaks(context: ArticleContext, phrase: Phrase) -> bool:
    """True for a phrase with a noun for who or what may speak."""
    words = context.tokens.lower_words[phrase.first : phrase.last + 1]
    return not speaking_nouns().isdisjoint({*words, *(word.removesuffix("s") for word in words)})


def _is_pronoun(context: ArticleContext, index: int) -> bool:
    """True for "you", and for "you've" where the auxiliary belongs to the verb; not for the name WHO."""
    named = index in context.mention_at or (context.word[index].isupper() and context.word[index] != "I")
    return context.low[index].partition("'")[0] in SUBJECT_PRONOUNS and not named


def _behind_object(context: ArticleContext, first: int, last: int) -> int:
    """Where the subject begins behind another verb: "its deputies" in "has blamed the mayor and its deputies said"."""
    joints = (at + 1 for at in range(first + 1, last) if context.low[at] in {"and", "but", "or"})
    return max((at for at in joints if _opens_subject(context, at, last)), default=first)


def _opens_subject(context: ArticleContext, index: int, last: int) -> bool:
    """True for an article, and for people behind what is none: "it is a wild species and officials say"."""
    before = context.low[index - 2]
    if context.low[index] in DETERMINERS:
        return before not in DETERMINERS
    people = index == last and context.low[index] in people_plurals()
    return people and before not in speaking_nouns() and index - 2 not in context.mention_at


def fronts(context: ArticleContext, first: int) -> bool:
    """True for "prior to the launch" and the like, prepositions of two words."""
    return context.low[first] in words_of("fronts") and context.low[first + 1] in {"to", "of"}


def _last_finite(context: ArticleContext, first: int, last: int) -> int | None:
    """The last word in the clause that shows it to hold another verb, so that its head is not the subject."""
    for index in range(last, first - 1, -1):
        lower = context.low[index]
        if lower in AUXILIARIES and lower not in {"'s", "being", "been"}:
            return index
        if lower in SUBJECT_PRONOUNS and lower != "who":
            return index
        verb = lower in VERB_LIKE and not _is_in_name(context, index)
        if (verb or _follows_person(context, index)) and not tells_of_noun(context, index, last):
            return index
        if lower in {"and", "or"} and index + 1 <= last and context.low[index + 1] in VERB_LIKE:
            return index
    return None


def _is_in_name(context: ArticleContext, index: int) -> bool:
    """True for a capital inside a sentence, as in "the Met Office"."""
    return context.word[index][:1].isupper() and not context.tokens.openings[index]


def _follows_person(context: ArticleContext, index: int) -> bool:
    """True for the verb in "Ruiz waited": a past behind a person's name."""
    return context.low[index].endswith("ed") and person_ending(context, index - 1) is not None
