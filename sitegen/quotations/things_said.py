"""Things that somebody announces, recalls or tweets, where no clause follows the verb: "noted his support"."""

from __future__ import annotations

from sitegen.quotations.article_context import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    VERB_LIKE,
    ArticleContext,
    is_adverb,
    is_name_word,
    small_words,
    words_of,
)
from sitegen.quotations.clause_starts import BEFORE_TIMES
from sitegen.quotations.nouns import speaking_nouns
from sitegen.quotations.reports import Report
from sitegen.quotations.speech_verbs import verb_forms
from sitegen.text.wordlists import load_words

_OF_OTHERS = words_of("relative") | SUBORDINATORS | BEFORE_TIMES
"""Words behind which a verb is of a clause that tells of the thing."""
_RELATIVES = frozenset({"who", "whose", "whom", "which"})
_BESIDE = frozenset({"but", "as", "while", "though", "although"})
"""What tells behind a comma of something else."""
_ASKING = frozenset({"how", "why", "what", "who", "where", "when", "whether", "if"})


def is_thing_said(context: ArticleContext, report: Report, first: int, last: int) -> bool:
    """True behind any verb but "say" for words without a finite verb of their own: "announced the arrest of a man who".

    Where a pronoun opens them, what stands behind it tells: "declared it a success", "declared it was a success".
    """
    form = verb_forms().get(context.low[report.last])
    if form is None or form.base in words_of("says_clauses") or context.low[first] in _ASKING | SUBORDINATORS:
        return False
    pronoun = context.low[first].partition("'")[0]
    if pronoun in SUBJECT_PRONOUNS - {"who", "it"}:
        return False
    if pronoun == "it" and pronoun == context.low[first]:
        behind = first + 1 + is_adverb(context.low[first + 1])
        return behind > last or context.quoted_at[behind] >= 0 or context.low[behind] in DETERMINERS
    if pronoun == "it":
        return False
    if _acts(context, first, last):
        return False
    behind = first
    for at in range(first + 1, _end_of_thing(context, first, last) + 1):
        told_of = context.low[at] in _OF_OTHERS and (context.word[at - 1] != "," or context.low[at] in _RELATIVES)
        if told_of and context.word[at - 1] == ",":
            behind = next((comma for comma in range(at, last) if context.word[comma] == ","), last)
        elif told_of:
            return True
        if at > behind and _is_finite(context, at):
            return False
    return True


def _end_of_thing(context: ArticleContext, first: int, last: int) -> int:
    """The last token before what is told beside the thing: ", but people fall for it", ": the mill is old"."""
    for at in range(first + 1, last):
        opener = context.low[at + 1] if context.word[at] == "," else ""
        beside = opener in _BESIDE and (opener != "as" or _may_act(context, at + 2))
        form = verb_forms().get(context.low[at + 1]) if context.low[at] in CONJUNCTIONS else None
        told = form is not None and form.name in {"past", "s"}
        if context.quoted_at[at] < 0 and (beside or told or context.word[at] == ":"):
            return at - 1
    return last


def _may_act(context: ArticleContext, index: int) -> bool:
    """True for a word with which a subject may begin."""
    lower = context.low[index]
    return lower in DETERMINERS or lower in SUBJECT_PRONOUNS or is_name_word(context.word[index])


def _owns(context: ArticleContext, index: int) -> bool:
    """True for the sign of a name that owns the noun behind it, "the Post's story", not for "is" cut short."""
    behind = context.word[index + 1]
    noun = behind[:1].isupper() or (behind.islower() and behind not in small_words())
    verb = behind.endswith(("ing", "ed")) or is_adverb(behind)
    return context.word[index] in {"'s", "’s"} and noun and not verb and is_name_word(context.word[index - 1])


def _acts(context: ArticleContext, first: int, last: int) -> bool:
    """True where a name opens the words and does something in the present: "Kelp works with the mayor"."""
    verb = next((at for at in range(first, last) if not is_name_word(context.word[at])), first)
    word, behind = context.word[verb], context.low[verb + 1]
    done = word.islower() and word.endswith("s") and word not in speaking_nouns()
    return verb > first and done and behind in PREPOSITIONS | DETERMINERS


def _is_finite(context: ArticleContext, index: int) -> bool:
    """True for a verb known to be finite, for a past that stands behind no article, and for quoted words."""
    lower = context.low[index]
    if context.quoted_at[index] >= 0 and not context.word[index][0].isalpha():
        return False
    if _owns(context, index):
        return False
    if lower in AUXILIARIES or lower in VERB_LIKE or lower.endswith(("'t", "'re", "'ve", "'ll", "'d")):
        return True
    form = verb_forms().get(lower)
    past = lower.endswith("ed") or lower in load_words("date_past_verbs")
    if not past and (form is None or form.name == "ing"):
        return False
    before = context.low[index - 1]
    if before in CONJUNCTIONS:
        return False
    charged = lower in {"accused", "charged", "convicted", "suspected"} and context.low[index + 1] in {"of", "with"}
    if charged and before not in AUXILIARIES:
        return False
    return before not in DETERMINERS and before not in PREPOSITIONS and not is_adverb(before)
