"""What the words around a reporting verb show: that it is passive, denied, a noun, the second of two."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.quotations.article_context import (
    AUXILIARIES,
    DETERMINERS,
    NEGATIONS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    ArticleContext,
    Phrase,
    is_adverb,
    is_name_word,
    sentence_start,
    small_words,
    words_of,
)
from sitegen.quotations.nouns import speaking_nouns
from sitegen.quotations.speech_verbs import Takes, VerbForm, verb_forms

_LONGEST_SUBJECT = 8
"""The tokens of a subject before a relative clause, at most."""
_LONGEST_OBJECT = 6
"""How many tokens back from an infinitive without "to" the verb that takes it may stand."""
_LONGEST_NOUN = 4
"""How many words, hyphens too, are read between an article and a noun."""
_LONGEST_ROLE = 5
"""How many words before a subject may tell who it is."""
_DOES = frozenset({"do", "does", "did", "doing"})
_SEVERAL = words_of("several")
"""What stands before the noun for several."""
_ARTICLES = frozenset({"the", "a", "an", "its", "their", "our", "my", "your", "every"})
"""What a verb never follows."""
_BEFORE_CLAUSES = frozenset({"after", "before", "since", "until", "as", "like"})
_RELATIVES = frozenset({"who", "whose", "which", "whom"})
_DENIES = frozenset({"nor", "neither", "never", "nowhere", "not"})
_LONGEST_TOLD = 8
"""Tokens before “…” within which the verb of whoever is told of stands."""
_CROWDS = frozenset({"chants", "shouts", "cries"})
"""Behind words that a crowd says: drew “Go!” chants."""
_BE = frozenset(("is", "are", "was", "were", "be", "been", "being", "'s", "'re"))


def is_passive(context: ArticleContext, index: int, form: VerbForm) -> bool:
    """True for the verb in "was told" and in "a man accused of": something is said to its subject, or of it."""
    if form.name not in {"past", "participle"}:
        return False
    return (form.base == "accuse" and context.low[index + 1] == "of") or any(
        word in _BE for word in _auxiliaries(context, index)
    )


def may_be_finite(context: ArticleContext, index: int) -> bool:
    """True for what may be a finite verb outside marks: an auxiliary, one that is known, a past in -ed."""
    lower = context.low[index]
    if context.quoted_at[index] >= 0 or context.word[index] in {"'s", "’s"}:
        return False
    return lower in words_of("auxiliary", "verb_like") or lower.endswith("ed")


def is_told_of(context: ArticleContext, first: int, last: int) -> bool:
    """True for “…”, marks and all from `first` to `last`, that others say of somebody, and nothing tells who: "was
    described in Lund as", "is funded by", "accused of having"; and for what a crowd sings.
    """
    if context.low[last + 1] in _CROWDS:
        return True
    before = first - 1
    if context.low[before].endswith("ing"):
        return context.low[before - 2 : before] == ("accused", "of")
    named = context.low[last + 1] == "by"
    return not named and (_is_done(context, before) if context.low[before] == "by" else _is_called(context, before))


def _is_done(context: ArticleContext, by: int) -> bool:
    """True for the "by" behind a passive: "is funded by"."""
    verb = by - 1
    while is_adverb(context.low[verb]):
        verb -= 1
    done = context.low[verb].endswith("ed") or context.low[verb] in words_of("participle")
    return done and context.quoted_at[verb] < 0 and any(word in _BE for word in _auxiliaries(context, verb))


def _is_called(context: ArticleContext, at: int) -> bool:
    """True where somebody was called what follows, or described in Lund as that, by whoever is not named."""
    at -= context.low[at] in DETERMINERS
    led = context.low[at] == "as"
    for index in range(at - led, max(0, at - _LONGEST_TOLD), -1):
        word, form = context.low[index], verb_forms().get(context.low[index])
        if context.quoted_at[index] >= 0 or not context.word[index][:1].isalnum() or word == "by":
            return False
        told = form is not None and form.name in {"past", "participle"}
        if told or (led and (word.endswith("ed") or word in words_of("participle"))):
            return (led or index == at) and any(one in _BE for one in _auxiliaries(context, index))
    return False


def has_agent(context: ArticleContext, index: int, form: VerbForm) -> bool:
    """True for the participle in "a charge denied by the Kremlin", with no auxiliary: who acts stands behind "by"."""
    if form.name not in {"past", "participle"} or context.low[index + 1] != "by":
        return False
    acts = index + 2 in context.mention_at or context.low[index + 2] in words_of("determiner")
    return acts and not follows_break(context, index)


def is_negated(context: ArticleContext, index: int, subject: Phrase) -> bool:
    """True for the verb in "did not say", and behind its subject in "nor has she said" and "Never did Ruiz say"."""
    if any(word in NEGATIONS or word.endswith("n't") for word in _auxiliaries(context, index)):
        return True
    at = subject.first - 1
    while subject.first - at < _LONGEST_ROLE and (is_name_word(context.word[at]) or context.low[at] in DETERMINERS):
        at -= 1
    return context.low[at] in AUXILIARIES and context.low[at - 1] in _DENIES


def is_of_what(context: ArticleContext, subject: Phrase) -> bool:
    """True for "much of what the mayor Ruiz said", which tells of her words and not which they are."""
    what = subject.first - 1
    while what > 0 and subject.first - what < _LONGEST_ROLE and context.low[what] not in words_of("free_relative"):
        if not context.word[what].isalpha() or context.low[what] in small_words() - DETERMINERS:
            return False
        what -= 1
    led = context.low[what - 1]
    return context.low[what] in words_of("free_relative") and (led in PREPOSITIONS or led in _DOES)


def is_supposed(context: ArticleContext, subject: Phrase) -> bool:
    """True for "If the tests confirm that it is bird flu", which nobody has said yet; not for "as if" and "even if"."""
    at = subject.first - 1
    while subject.first - at < _LONGEST_ROLE and context.word[at].isalpha() and context.low[at] not in small_words():
        at -= 1
    at -= context.low[at] in DETERMINERS
    return context.low[at] in {"if", "unless"} and context.tokens.in_sentence(at, subject.first)


def is_noun(context: ArticleContext, index: int, form: VerbForm) -> bool:
    """True when the word is rather a noun here: "the note", "a new report", "in response"."""
    if form.name not in {"base", "s"}:
        return False
    before = context.low[index - 1]
    if before in _ARTICLES or (form.name == "s" and before in _SEVERAL):
        return True
    if Takes.NOUN not in form.takes:
        return False
    after = context.low[index + 1]
    if before in words_of("determiner", "preposition", "before_noun") or before in {"'s", "'", ""}:
        return True
    if _ends_noun_phrase(context, index, form):
        return True
    if form.name == "s":
        marked = context.quoted_at[index + 1] >= 0
        if context.quoted_at[index - 1] >= 0 and context.word[index + 1][:1].isupper():
            return False
        return not marked and after not in {"that", "out", ",", ":", "in", "the", "he", "she", "it", "they"}
    return before not in SUBJECT_PRONOUNS and after not in {"that", ",", ":"}


def _ends_noun_phrase(context: ArticleContext, index: int, form: VerbForm) -> bool:
    """True behind words that lead to a noun: "his often-repeated vow", "many Baltic states", "to bend party rules".

    Behind "the" both may be meant, "the press reports": there a sentence that opens with a preposition means the noun.
    """
    first = index
    while index - first < _LONGEST_NOUN and _leads_to_noun(context, first - 1):
        first -= 1
    if first == index:
        return False
    opener = first - 1
    several = context.low[opener] in _SEVERAL and context.low[opener - 1] != "of"
    if form.name == "base":
        speaks = context.low[index - 1] in speaking_nouns() or is_name_word(context.word[index - 1])
        one = context.low[opener] in words_of("determiner") - _SEVERAL or context.word[opener] in {"'s", "’s"}
        return one and not speaks and not context.low[index - 1].endswith("s")
    if several or context.low[opener] == "to":
        return True
    while context.low[opener] in words_of("determiner", "several") and first - opener < _LONGEST_NOUN:
        opener -= 1
    return context.low[opener] in words_of("preposition") - _BEFORE_CLAUSES and context.tokens.openings[opener]


def _leads_to_noun(context: ArticleContext, index: int) -> bool:
    """True for a word that may stand between an article and its noun, and for a hyphen in one."""
    word = context.word[index]
    if word == "-" or context.word[index + 1] == "-":
        return context.quoted_at[index] < 0
    return word[:1].isalpha() and context.low[index] not in small_words() and context.quoted_at[index] < 0


def is_adjective(context: ArticleContext, index: int, form: VerbForm) -> bool:
    """True for the participle in "the recalled spinach", "with reported cases" and "40 reported cases"."""
    if form.name not in {"past", "participle"}:
        return False
    before, after = context.low[index - 1], context.word[index + 1]
    if before in _ARTICLES and context.quoted_at[index - 1] < 0:
        return True
    told = form.base in words_of("as_adjective") and after.islower() and after.endswith("s")
    return told and (before in PREPOSITIONS or before.isdigit())


def follows_break(context: ArticleContext, index: int) -> bool:
    """True when nothing, a comma or a quotation stands just before the verb, so that it may be inverted."""
    before = index - 1
    tokens = context.tokens
    while before >= 0 and is_adverb(context.low[before]) and context.quoted_at[before] < 0:
        before -= 1
    if before < 0 or tokens.leaves[before] != tokens.leaves[index]:
        return True
    return (
        context.quoted_at[before] >= 0 or tokens.words[before] in {",", "—", "–", ")"} or tokens.opens_sentence(index)
    )


def is_caused(context: ArticleContext, index: int) -> bool:
    """True for the infinitive in "made the men tell", "let Ana Ruiz explain" and "let's say": but a noun between."""
    if context.low[index - 2] == "let" and context.word[index - 1] in {"'s", "’s"}:
        return True
    for before in range(index - 1, max(-1, index - _LONGEST_OBJECT), -1):
        word, lower = context.word[before], context.low[before]
        if lower in words_of("causes"):
            return before < index - 1
        if not word[:1].isalpha() or (
            lower in AUXILIARIES or lower in PREPOSITIONS or lower in words_of("conjunction")
        ):
            return False
    return False


def closes_relative(context: ArticleContext, index: int) -> bool:
    """True where the comma before the verb ends what is told of its subject: "Four clerks, who fled, said Ruiz knew".

    Before the relative clause stands the subject alone, without a verb; in "It burned down, which is odd, said Ruiz"
    there is one.
    """
    tokens, who = context.tokens, index - 2
    if context.word[index - 1] != "," and context.quoted_at[index - 1] < 0:
        return False
    while tokens.in_sentence(who, index) and context.low[who] not in _RELATIVES:
        if context.word[who] == "," and context.quoted_at[who] < 0 and context.quoted_at[who + 1] < 0:
            return False
        who -= 1
    start = sentence_start(context, index)
    if not tokens.in_sentence(who, index) or not start < who - 1 <= start + _LONGEST_SUBJECT:
        return False
    if context.word[who - 1] != ",":
        return False
    return not any(_tells(context, at) for at in range(start, who - 1))


def _tells(context: ArticleContext, index: int) -> bool:
    """True for a finite verb, and for quoted words."""
    lower = context.low[index]
    if lower in words_of("auxiliary", "verb_like") or lower.endswith("ed") or context.quoted_at[index] >= 0:
        return True
    return lower.endswith("s") and index - 1 in context.mention_at and index not in context.mention_at


def is_coordinated(context: ArticleContext, index: int) -> bool:
    """True for the second verb in "Ruiz left and said"."""
    before = index - 1
    while before > 0 and (is_adverb(context.low[before]) or context.low[before] in AUXILIARIES):
        before -= 1
    return before > 0 and context.low[before] in {"and", "but", "or"} and context.quoted_at[before] < 0


def leads_into_marks(context: ArticleContext, index: int) -> bool:
    """True when marked words follow the infinitive at once: "went on to say, “…”"."""
    return any(number >= 0 for number in context.quoted[index + 1 : index + 5])


def beside_quotation(context: ArticleContext, index: int) -> bool:
    """True when a quotation leads up to the participle or follows it: “…,” he smiled, adding “…”."""
    sentences = context.tokens.sentences
    near = range(max(0, index - 12), min(len(sentences), index + 6))
    return any(context.quoted_at[at] >= 0 and sentences[at] == sentences[index] for at in near)


def _auxiliaries(context: ArticleContext, index: int) -> Iterator[str]:
    for before in range(index - 1, max(-1, index - 5), -1):
        lower = context.low[before]
        if lower in AUXILIARIES or lower in NEGATIONS or lower.endswith("n't"):
            yield lower
        elif not is_adverb(lower):
            return
