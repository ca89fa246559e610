"""Subjects that nobody stands behind who could be speaking: no group, a share of voters, a month, what is no noun."""

from __future__ import annotations

from sitegen.quotations.article_context import (
    DETERMINERS,
    OF_TIME,
    ArticleContext,
    Phrase,
    is_adverb,
    words_of,
)
from sitegen.quotations.nouns import speaking_nouns
from sitegen.quotations.phrase_ends import head_of

_SHARES = words_of("share")
_LONGEST_SHARE = 6
"""How many tokens before a share the sign of another one may stand, "45% of old farmers, 28% of sailors"."""
_OF_PEOPLE = ("er", "or", "ist", "ian", "man", "men", "woman", "women", "ee", "ant", "ent", "ese", "ish", "an")
"""How nouns end that are rather people's."""
_OBJECTS = words_of("object") - words_of("determiner")
_NONE = frozenset({"no", "none", "nobody", "neither"})


def is_nobody(context: ArticleContext, phrase: Phrase) -> bool:
    """True for the subject of "no group has said", "40 percent say" and "the ward where he was treated said"."""
    if phrase.means is not None:
        return is_nobody(context, phrase.means)
    if phrase.mention is not None or phrase.kind in {"pronoun", "masked"}:
        return False
    if _is_no_subject(context, phrase):
        return True
    if context.low[phrase.first] in _NONE or (context.low[phrase.first - 1] == "no" and phrase.kind == "noun"):
        return True
    return _is_share(context, phrase) or (phrase.kind == "noun" and _is_no_noun(context, phrase))


def _is_no_subject(context: ArticleContext, phrase: Phrase) -> bool:
    """True for an hour, "11:00 am", and for what opens a sentence as a verb or a question: "Say Lund claims", "Why"."""
    hour = context.word[phrase.last].isdigit() and context.word[phrase.last + 1] == ":"
    return hour or (context.tokens.openings[phrase.first] and context.low[phrase.first] in words_of("opens_order"))


def is_thing(context: ArticleContext, phrase: Phrase, base: str) -> bool:
    """True for the subject of "the trip suggests" and "Replays showed": a thing that proves something, and is mute."""
    if base not in words_of("proves") or phrase.mention is not None or phrase.kind in {"pronoun", "masked"}:
        return False
    head = head_of(context, phrase)
    last = phrase.last if context.low[head + 1] == "'s" else head  # "Ruiz's neighbors" are neighbors
    if phrase.kind == "name" and not _only_opens(context, phrase):
        return False
    owner = max((at for at in range(phrase.first, last) if context.word[at] in {"'s", "’s"}), default=phrase.first - 1)
    words = context.tokens.lower_words[owner + 1 : last + 1]
    known = speaking_nouns() | words_of("evidence", "standing_alone", "determiner")
    person = words[-1].removesuffix("s").endswith(_OF_PEOPLE) or not words[-1].isalpha()
    return known.isdisjoint(words) and not person


def _only_opens(context: ArticleContext, phrase: Phrase) -> bool:
    """True for one word that has its capital only where it opens sentences, and so is no name."""
    word = context.word[phrase.first]
    several = phrase.first == phrase.last and word.endswith("s")
    return several and all(context.tokens.openings[at] for at in context.tokens.where({word}))


def _is_share(context: ArticleContext, phrase: Phrase) -> bool:
    """True for a mere share, "40 percent", "six in 10", and for those of whom it is one: "40 percent of voters"."""
    first, of = phrase.first, phrase.first - 2
    if context.low[phrase.last + 1] == "in" and context.word[phrase.last + 2].isdigit():
        return True  # "six in 10 said"
    if _is_listed(context, phrase):
        return True
    told_of = context.word[first - 1] == "of" and context.tokens.in_sentence(of, first)
    return context.low[phrase.last] in _SHARES or (told_of and context.low[of] in _SHARES)


def _is_listed(context: ArticleContext, phrase: Phrase) -> bool:
    """True for the second share in "45% of farmers, 28% of sailors and 12% of clerks said", who are not alone."""
    first = phrase.first
    if context.word[first - 1] != "," or _SHARES.isdisjoint(context.tokens.lower_words[first : phrase.last + 1]):
        return False
    before = range(max(1, first - _LONGEST_SHARE), first - 2)
    return any(context.low[at] in _SHARES and context.low[at + 1] == "of" for at in before)


def _is_no_noun(context: ArticleContext, phrase: Phrase) -> bool:
    """True for what ends in a participle, an adverb or a time: "treated", not "the accused" nor "those treated"."""
    words = context.tokens.lower_words[phrase.first : phrase.last + 1]
    head = words[-1]
    if not speaking_nouns().isdisjoint(words) or not (words_of("relative") | {"those"}).isdisjoint(words):
        return False
    if head in _OBJECTS or (head in OF_TIME and words_of("preposition").isdisjoint(words)):
        return context.word[phrase.last].islower() or head in OF_TIME
    if "'" in head and head not in {"'s", "'"}:
        return True
    verb = head.endswith("ed") or head in words_of("participle", "verb_like", "causes") or is_adverb(head)
    return verb and (len(words) > 1 or context.low[phrase.first - 1] not in DETERMINERS)
