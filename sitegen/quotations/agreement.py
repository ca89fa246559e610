"""Whether a subject agrees with its verb in number: the mayor warns, her deputies warn."""

from __future__ import annotations

from sitegen.quotations.article_context import AUXILIARIES, NEGATIONS, ArticleContext, Phrase, is_adverb, small_words
from sitegen.quotations.nouns import people_nouns, people_plurals
from sitegen.quotations.phrases import JOINING
from sitegen.quotations.speech_verbs import VerbForm

_ONE = frozenset({"he", "she", "it"})
_SEVERAL = frozenset({"they", "we", "i", "you"})
"""Pronouns that stand with the verb of several."""


def agrees(context: ArticleContext, subject: Phrase, verb: int, form: VerbForm) -> bool:
    """False for "Ruiz warn" and "her deputies warns", where the subject that was read cannot be the verb's."""
    if form.name not in {"base", "s"} or _is_helped(context, verb):
        return True
    several = is_several(context, subject)
    return several is None or several is (form.name == "base")


def is_several(context: ArticleContext, phrase: Phrase) -> bool | None:
    """Whether the phrase means several; None where it does not tell, as for bodies: the board say, the board says."""
    if phrase.means is not None:
        return is_several(context, phrase.means)
    if phrase.kind == "pronoun":
        word = context.low[phrase.last]
        return True if word in _SEVERAL else False if word in _ONE else None
    if phrase.mention is not None:
        joined = context.low[phrase.first - 1] in JOINING
        return False if context.is_person(phrase.mention) and not joined else None
    inner = context.tokens.lower_words[phrase.first + 1 : phrase.last]
    if any(word in small_words() - JOINING for word in inner):
        return None
    if not JOINING.isdisjoint(inner):
        return True if "and" in inner and phrase.kind == "name" else None
    head = context.low[phrase.last]
    return head in people_plurals() if head in people_nouns() else None


def _is_helped(context: ArticleContext, verb: int) -> bool:
    """True for the infinitive in "did warn", "would not say" and "went on to add", the same for one and for several."""
    before = verb - 1
    while before > 0 and (is_adverb(context.low[before]) or context.low[before] in NEGATIONS):
        before -= 1
    return context.low[before] in AUXILIARIES | {"to"} or context.low[before].endswith("n't")
