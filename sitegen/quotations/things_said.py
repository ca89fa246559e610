"""Things that somebody announces, recalls or tweets, where no clause follows the verb: "noted his support"."""

from __future__ import annotations

from sitegen.quotations.article_context import (
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    VERB_LIKE,
    ArticleContext,
    is_adverb,
    words_of,
)
from sitegen.quotations.clause_starts import BEFORE_TIMES
from sitegen.quotations.reports import Report
from sitegen.quotations.speech_verbs import verb_forms
from sitegen.text.wordlists import load_words

_OF_OTHERS = words_of("relative") | SUBORDINATORS | BEFORE_TIMES
"""Words behind which a verb is of a clause that tells of the thing."""
_RELATIVES = frozenset({"who", "whose", "whom", "which"})
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
    behind = first
    for at in range(first + 1, last + 1):
        told_of = context.low[at] in _OF_OTHERS and (context.word[at - 1] != "," or context.low[at] in _RELATIVES)
        if told_of and context.word[at - 1] == ",":
            behind = next((comma for comma in range(at, last) if context.word[comma] == ","), last)
        elif told_of:
            return True
        if at > behind and _is_finite(context, at):
            return False
    return True


def _is_finite(context: ArticleContext, index: int) -> bool:
    """True for a verb known to be finite, for a past that stands behind no article, and for quoted words."""
    lower = context.low[index]
    if context.quoted_at[index] >= 0:
        return True
    if lower in AUXILIARIES or lower in VERB_LIKE or lower.endswith(("'t", "'re", "'ve", "'ll", "'d")):
        return True
    form = verb_forms().get(lower)
    past = lower.endswith("ed") or lower in load_words("date_past_verbs")
    if not past and (form is None or form.name == "ing"):
        return False
    before = context.low[index - 1]
    charged = lower in {"accused", "charged", "convicted", "suspected"} and context.low[index + 1] in {"of", "with"}
    if charged and before not in AUXILIARIES:
        return False
    return before not in DETERMINERS and before not in PREPOSITIONS and not is_adverb(before)
