"""Reports: every place where somebody is said to say something, with its cue and its subject."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

from sitegen.quotations.agreement import agrees
from sitegen.quotations.article_context import (
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    ArticleContext,
    Phrase,
    is_adverb,
    sentence_start,
    small_words,
    words_of,
)
from sitegen.quotations.clause_starts import BEFORE_TIMES
from sitegen.quotations.nobodies import is_nobody, is_thing
from sitegen.quotations.nouns import people_nouns
from sitegen.quotations.phrase_ends import head_of, with_participle
from sitegen.quotations.sentence_subjects import absolute_subject, is_of_others, is_of_thing_given, participle_subject
from sitegen.quotations.speech_verbs import Takes, VerbForm, verb_forms
from sitegen.quotations.subjects import subject_before
from sitegen.quotations.subjects_behind import subject_after
from sitegen.quotations.verb_context import (
    beside_quotation,
    closes_relative,
    follows_break,
    has_agent,
    is_adjective,
    is_caused,
    is_coordinated,
    is_negated,
    is_noun,
    is_of_what,
    is_passive,
    is_supposed,
    leads_into_marks,
    may_be_finite,
)
from sitegen.text.spans import Span
from sitegen.text.values import value
from sitegen.text.wordlists import load_words

ReportForm = Literal["plain", "inverted", "chained", "according"]


_BEFORE_THINGS = DETERMINERS | {"'s"}
_OPENERS = words_of("opens_sentence")
"""Cues that may open a sentence with a capital."""
_CITING = load_words("citing_phrases")
_PHRASES = {phrase.split()[-2]: len(phrase.split()) - 2 for phrase in sorted(_CITING)}
"""The word by which each is found, and how many stand before it."""
_LONGEST_THING = 5
"""How many tokens before "called" the article of the thing may stand."""
_PARTING = frozenset({";", "when", "after", "before", "while", "because", "since"})
"""What begins another clause than the reported one."""
_LONGEST_TAIL = 25
"""How many tokens from a verb those who say all of a sentence are read, with what is told of them."""
_FINITE = words_of("auxiliary", "verb_like") - {"'s"}
_MARKED_ONLY = frozenset({Takes.QUOTED})
_ALONE = words_of("tells_alone")
"""Verbs whose participle reports also after a verb that is none of saying: "he shrugged, saying"."""


@value
class Report:
    """Somebody says something. `first` and `last` are the tokens of the cue; `number` is its number in the text.

    plain: X said · inverted: said X · chained: saying, and said (subject from earlier) · according: according to X.
    """

    number: int
    first: int
    last: int
    form: ReportForm
    subject: Phrase
    takes: frozenset[Takes]
    negated: bool = False

    def cue(self, context: ArticleContext) -> Span:
        """The words of the cue."""
        return context.tokens.span(self.first, self.last)

    @property
    def begins(self) -> int:
        """First token of subject or cue, whichever comes first."""
        return min(self.first, self.subject.first)

    @property
    def ends(self) -> int:
        """Last token of subject or cue, whichever comes last."""
        return max(self.last, self.subject.last) if self.form != "chained" else self.last


def find_reports(context: ArticleContext) -> tuple[Report, ...]:
    """Every report outside the quoted stretches whose subject can be told, in order of text."""
    found: list[Report] = []
    tokens = context.tokens
    for index in tokens.where(_reporting_words()):
        lower = tokens.lower_words[index]
        if lower != tokens.words[index] and not tokens.openings[index]:
            continue
        if context.quoted[index] >= 0 or index in context.mention_at:
            continue
        previous = _goes_on_from(context, found, index)
        report = _report_at(context, index, lower, len(found), previous)
        if report is not None:
            found.append(report)
    return tuple(found)


@cache
def _reporting_words() -> frozenset[str]:
    """Verbs of saying and what ends a phrase that cites; with a capital, or in capitals, those that open sentences."""
    words = frozenset(verb_forms()) | _PHRASES.keys()
    opening = words & _OPENERS
    return words | {word.capitalize() for word in opening} | {word.upper() for word in opening}


def _goes_on_from(context: ArticleContext, found: Sequence[Report], index: int) -> Report | None:
    """The report before a verb; before a participle behind a comma the outer one: A in "A said B agreed, adding"."""
    at, behind_comma = len(found) - 1, context.word[index - 1] == "," and context.word[index].endswith("ing")
    while (
        at > 0 and (behind_comma or _is_unlike(context, found[at], index)) and _holds(context, found[at - 1], found[at])
    ):
        at -= 1
    return found[at] if at >= 0 else None


def _is_unlike(context: ArticleContext, inner: Report, index: int) -> bool:
    """True where a past cannot go on with what is reported: "said Lind would announce it and suggested that".

    Nor with a verb that reports marked words, and has none: "said Lind had begun to walk but said that".
    """
    form, told = verb_forms().get(context.low[index]), verb_forms().get(context.low[inner.last])
    if form is None or told is None or form.name != "past" or inner.subject.means is not None:
        return False
    if not is_coordinated(context, index):
        return False
    mute = Takes.QUOTED in inner.takes and max(context.quoted[inner.last : index], default=-1) < 0
    return told.name == "base" or mute


def _holds(context: ArticleContext, outer: Report, inner: Report) -> bool:
    """True when the inner report stands in the clause that the outer one reports."""
    sentences, words = context.tokens.sentences, context.tokens.words
    if outer.form != "plain" or Takes.CLAUSE not in outer.takes or sentences[outer.last] != sentences[inner.first]:
        return False
    between = range(outer.last + 1, inner.begins)
    return not any(
        (words[at] in _PARTING and words[at - 1] != "that") or (words[at] == "," and words[at + 1] in CONJUNCTIONS)
        for at in between
    )


def _report_at(context: ArticleContext, index: int, lower: str, number: int, previous: Report | None) -> Report | None:
    """The report of the verb, or of the phrase that cites, at `index`; None where its subject cannot be its subject."""
    found = _read_report(context, index, lower, number, previous)
    if found is None or is_nobody(context, found.subject):
        return None
    form = verb_forms().get(lower)
    if form is None:
        return found
    may_say = agrees(context, found.subject, index, form) and not is_thing(context, found.subject, form.base)
    return found if may_say else None


def _read_report(
    context: ArticleContext, index: int, lower: str, number: int, previous: Report | None
) -> Report | None:
    if lower in _PHRASES and lower not in verb_forms():
        return _according(context, index, number)
    form = verb_forms()[lower]
    if form.name == "ing":
        if _names_a_thing(context, index):
            return None
        return _chained(context, index, number, form, previous)
    if form.name == "base" and is_caused(context, index):
        return None
    if form.name == "base" and _is_infinitive(context, index):
        return _chained(context, index, number, form, previous) if leads_into_marks(context, index) else None
    if is_passive(context, index, form):
        agent = _agent(context, index)
        return Report(number, index, index, "plain", agent, form.takes) if agent is not None else None
    if has_agent(context, index, form):
        agent = _agent(context, index)
        return Report(number, index, index, "plain", agent, _MARKED_ONLY) if agent is not None else None
    if is_noun(context, index, form) or is_adjective(context, index, form) or only_names(context, index):
        return None
    if follows_break(context, index):
        subject = subject_after(context, index)
        if subject is not None and form.base != "tell" and _is_inverted(context, index, subject):
            return Report(number, index, index, "inverted", subject, form.takes)
    if is_coordinated(context, index):
        return _chained(context, index, number, form, previous)
    subject = subject_before(context, index)
    if subject is None or (Takes.WRITTEN in form.takes and _only_reads(context, index, subject)):
        return None
    if Takes.QUOTED not in form.takes and is_of_what(context, subject):
        return None
    open_yet = is_negated(context, index, subject) or is_supposed(context, subject)
    return Report(number, index, index, "plain", subject, form.takes, open_yet)


def _is_infinitive(context: ArticleContext, index: int) -> bool:
    """True behind "to", also over an adverb: "set to formally announce"."""
    before = index - 1
    while before > 0 and is_adverb(context.low[before]):
        before -= 1
    return context.low[before] == "to"


def _names_a_thing(context: ArticleContext, index: int) -> bool:
    """True for the noun in "the ruling" and "another court ruling", which is no participle."""
    words, before = context.tokens.words, index - 1
    while before > 0 and index - before < 3 and _may_modify(words[before]):
        before -= 1
    return before >= 0 and context.low[before] in _BEFORE_THINGS and context.quoted_at[before] < 0


def _may_modify(word: str) -> bool:
    """True for a common word that may stand between an article and its noun: "a long-awaited ruling"."""
    lower = word.lower()
    return word.islower() and word[0].isalpha() and lower not in small_words() and lower not in people_nouns()


def _only_reads(context: ArticleContext, index: int, subject: Phrase) -> bool:
    """True for "she read “Winter” twice": a person reads, and no mark leads on to what is read."""
    person = subject.mention is not None and context.is_person(subject.mention)
    following = context.word[index + 1] or "."
    return (person or subject.kind == "pronoun") and following not in {":", ","}


def _according(context: ArticleContext, index: int, number: int) -> Report | None:
    """according to X · in the words of X."""
    words = context.tokens.words
    first = index - _PHRASES[context.low[index]]
    if index + 2 >= len(words) or " ".join(words[max(0, first) : index + 2]).lower() not in _CITING:
        return None
    subject = subject_after(context, index + 1)
    if subject is None:
        return None
    return Report(number, first, index + 1, "according", with_participle(context, subject), frozenset({Takes.CLAUSE}))


def _chained(
    context: ArticleContext, index: int, number: int, form: VerbForm, previous: Report | None
) -> Report | None:
    """A participle, an infinitive or the second of two verbs: the subject stands earlier in the sentence."""
    absolute = absolute_subject(context, index) if form.name == "ing" else None
    if absolute is not None:
        return Report(number, index, index, "plain", absolute, form.takes)
    if form.name == "ing" and (is_of_others(context, index) or _is_of_object(context, index)):
        return None
    same = previous is not None and context.tokens.sentences[previous.first] == context.tokens.sentences[index]
    same = same and previous is not None and not _is_in_front(context, previous, index)
    if not same and form.name == "ing" and form.base not in _ALONE and not beside_quotation(context, index):
        return None
    chains = same and previous is not None and (form.name != "ing" or Takes.QUOTED not in previous.takes)
    subject = previous.subject if chains and previous is not None else participle_subject(context, index)
    if subject is not None and not chains and form.name == "ing" and is_of_thing_given(context, subject, index):
        return None
    return Report(number, index, index, "chained", subject, form.takes) if subject is not None else None


def _is_in_front(context: ArticleContext, report: Report, index: int) -> bool:
    """True for a report in a clause before that of the verb at `index`: "As Lind began, Ruiz left and said"."""
    opener = context.low[sentence_start(context, report.begins)]
    if report.form != "plain" or opener not in words_of("subordinator") | BEFORE_TIMES:
        return False
    commas = (at for at in range(report.ends + 1, index - 1) if context.word[at] == "," and context.quoted_at[at] < 0)
    return any(
        context.word[at + 1][:1].isupper()
        or context.low[at + 1] in DETERMINERS
        or context.low[at + 1] in SUBJECT_PRONOUNS
        for at in commas
    )


def _is_of_object(context: ArticleContext, index: int) -> bool:
    """True for the participle in "blamed him for saying", which is his whom the sentence is not about."""
    return context.low[index - 1] in {"for", "of"} and context.low[index - 2] in {"him", "her", "them"}


def _agent(context: ArticleContext, index: int) -> Phrase | None:
    """Who acts in the passive: "was told by Ana Ruiz", "was called “a joke” by Ana Ruiz"."""
    by = index + 1
    while context.quoted_at[by] >= 0:
        by += 1
    if context.low[by] != "by" or not context.tokens.in_sentence(by, index):
        return None
    subject = subject_after(context, by)
    person = subject is not None and (subject.mention is not None or context.low[subject.last] in people_nouns())
    return subject if person else None


def only_names(context: ArticleContext, index: int) -> bool:
    """True for the participle in "uses a method called “weeding”": a thing has that name, and nobody says so."""
    words, before = context.tokens.words, index - 1
    if (
        index < 1
        or context.word[index] not in words_of("calls")
        or index + 1 >= len(words)
        or context.quoted_at[index + 1 + (context.low[index + 1] in {"the", "a", "an"})] < 0
    ):
        return False
    while before > 0 and index - before < _LONGEST_THING and words[before].islower() and words[before][0].isalpha():
        if words[before] in {"a", "an"}:
            return not context.tokens.opens_sentence(before) and context.word[before - 1] != ","
        before -= 1
    return False


def _is_inverted(context: ArticleContext, index: int, subject: Phrase) -> bool:
    """True when the phrase after the verb is its subject and not the beginning of what is reported."""
    following = context.low[subject.last + 1] or "."
    if closes_relative(context, index) or (following in _FINITE and context.quoted_at[subject.last + 1] < 0):
        return False
    before = index - 1
    while before >= 0 and is_adverb(context.low[before]) and context.quoted_at[before] < 0:
        before -= 1
    if before >= 0 and context.quoted_at[before] >= 0:
        return True
    closes = following in {",", ".", ";", ":", "(", "—", "–", "!"} or following in PREPOSITIONS
    if subject.kind == "noun":
        return (closes or following == "who") and _closes_sentence(context, index, subject)
    return closes and not _ends_aside(context, index)


def _closes_sentence(context: ArticleContext, index: int, subject: Phrase) -> bool:
    """True for the people who tell all that stands before: "Two cows have died, said health officials on Monday."

    A verb stands before the comma, and none behind the people but of a clause with "who".
    """
    if context.word[index - 1] != "," or context.low[head_of(context, subject)] not in people_nouns():
        return False
    told = any(may_be_finite(context, at) for at in range(sentence_start(context, index), index - 1))
    behind = range(subject.last + 1, index + _LONGEST_TAIL)
    ends = (at for at in behind if context.word[at] in {",", ".", ""} or context.low[at] == "who")
    return told and not any(may_be_finite(context, at) for at in range(subject.last + 1, next(ends, behind.stop)))


def _ends_aside(context: ArticleContext, index: int) -> bool:
    """True when the comma before the verb ends an aside after a name: "Ruiz, a lawyer, told reporters"."""
    tokens = context.tokens
    if context.word[index - 1] not in {",", "—", "–", ")"}:
        return False
    commas = [
        at
        for at in range(max(0, index - 40), index - 1)
        if context.word[at] == context.word[index - 1] and tokens.sentences[at] == tokens.sentences[index]
    ]
    return any(_names_before(context, at) for at in commas) or (context.word[index - 1] == ")")


def _names_before(context: ArticleContext, comma: int) -> bool:
    subject = subject_before(context, comma) if comma else None
    start = comma
    sentences = context.tokens.sentences
    while (
        start > 0
        and comma - start < 60
        and sentences[start - 1] == sentences[comma]
        and context.quoted_at[start - 1] < 0
    ):
        start -= 1
    named = subject is not None and subject.mention is not None
    return subject is not None and named and subject.first - start <= 6 and subject.last == comma - 1
