"""Reported clauses, without marks: what follows "X said (that)", what stands before ", X said", what X is cited for."""

from __future__ import annotations

from itertools import pairwise

from sitegen.quotations.article_context import (
    AUXILIARIES,
    CONJUNCTIONS,
    OF_TIME,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    VERB_LIKE,
    ArticleContext,
    is_adverb,
    past_dateline,
    sentence_start,
    small_words,
    splits_number,
    words_of,
)
from sitegen.quotations.asides import before_office
from sitegen.quotations.clause_ends import clause_end, end_by_rule, sentence_end
from sitegen.quotations.phrases import people_nouns, speaking_nouns
from sitegen.quotations.reports import Report
from sitegen.quotations.speech_verbs import Takes, verb_forms
from sitegen.text.spans import Span

_STOPS = frozenset({";", ":", "?"})
_NOT_CLAUSE = words_of("preposition", "opens_no_clause")
_AFTER_OBJECT = words_of("preposition", "subordinator") | {",", "."}
"""What follows the "it" in "said it when asked", which begins no clause."""
_AFTER_IT = _AFTER_OBJECT | words_of("after_it")
_LEADS_ON = words_of("preposition", "subordinator") - {"of"}
_NOMINATIVE = frozenset({"he", "she", "they", "i", "we"})
"""Subjects: behind the cue they begin what is said, not those who are spoken to."""
_OPENS_CLAUSE = words_of("determiner", "subject_pronoun") - {"who"}
_BEHIND_PEOPLE = SUBJECT_PRONOUNS | {"to"}
_DAYS = OF_TIME - words_of("also_no_time")
_ADDRESSEES = 12
"""How many tokens of addressee, place and time are passed over before "that"."""
_LONGEST_ROLE = 8
"""How many tokens back from the subject the comma before it may stand."""
_LONGEST_ADDRESSEE = 5
"""How many tokens those who are spoken to may have."""


def find_clause(context: ArticleContext, report: Report) -> Span | None:
    """The clause that `report` reports, without "that" and its last full stop, or None when there is none."""
    if report.negated or (Takes.QUOTED in report.takes and not _points_out(context, report)):
        return None
    if report.form == "according":
        return _cited(context, report)
    if report.form == "inverted":
        return _fronted(context, report)
    following = _following(context, report)
    if following is not None:
        return following
    return _fronted(context, report) if report.form == "plain" else None


def _points_out(context: ArticleContext, report: Report) -> bool:
    """True for "pointed out that", though what is pointed is no clause."""
    return tuple(context.tokens.words[report.last + 1 : report.last + 3]) == ("out", "that")


def _following(context: ArticleContext, report: Report) -> Span | None:
    first = _clause_opening(context, report)
    if first is None:
        return None
    last = clause_end(context, report, first, sentence_end(context, report.last))
    return context.tokens.span(first, last) if last - first >= 1 else None


def _clause_opening(context: ArticleContext, report: Report) -> int | None:
    """First token of the clause after the cue."""
    index = report.last + 1
    end = sentence_end(context, report.last)
    that = _that_after(context, index, end)
    if that is not None:
        return that + 1 if that < end else None
    if Takes.THAT in report.takes:
        return None
    index = _past_addressee(context, index, end) if Takes.PERSON in report.takes else index
    index = _past_time(context, index, end)
    if index > end or context.quoted_at[index] >= 0:
        return index if index <= end and _goes_on_behind_marks(context, index, end) else None
    lower = context.low[index]
    if (
        lower == "no"
        and context.word[index + 1].islower()
        and context.word[index + 1] not in small_words()
        and index + 1 < end
    ):
        lower = ""
    if not (context.word[index][:1].isalnum() or context.word[index] == "$"):
        return None
    if index not in context.mention_at and (lower in _NOT_CLAUSE or lower in AUXILIARIES):
        return None
    if lower == "it" and context.low[index + 1] in _AFTER_IT:
        return None
    if _is_order(context, report, index, end):
        return None
    return index if _has_verb(context, index, end_by_rule(context, report, index, end)) else None


def _is_order(context: ArticleContext, report: Report, first: int, end: int) -> bool:
    """True for "advised those in doubt to wait", where an infinitive comes before any finite verb that is sure."""
    form = verb_forms().get(context.low[report.last])
    if form is None or form.base not in words_of("orders") or context.low[first] in SUBJECT_PRONOUNS:
        return False
    for at in range(first, end):
        if context.low[at] in AUXILIARIES:
            return False
        if context.low[at] == "to" and _is_infinitive(context.word[at + 1]):
            return True
    return False


def _goes_on_behind_marks(context: ArticleContext, index: int, end: int) -> bool:
    """True for “acute pressure” had …, where quoted words are but the subject of what is reported."""
    after = index
    while after < end and context.quoted_at[after] == context.quoted_at[index]:
        after += 1
    return context.low[after] in AUXILIARIES


def _that_after(context: ArticleContext, index: int, end: int) -> int | None:
    comma = False
    for at in range(index, min(end, index + _ADDRESSEES) + 1):
        if context.low[at] == "that" and context.quoted_at[at] < 0:
            told = not comma or context.word[at - 1] == ","
            return at if told and (at == index or not _is_relative(context, at)) else None
        comma = comma or context.word[at] == ","
        if context.word[at] == "to" and at + 1 <= end and _is_infinitive(context.word[at + 1]):
            return None
        if context.quoted_at[at] >= 0 or context.word[at] in {";", ":"} or context.low[at] in _NOMINATIVE:
            return None
        if (_is_auxiliary(context, at) and not _owns_what(context, at, end)) or _is_of_another(context, at):
            return None
    return None


def _is_of_another(context: ArticleContext, index: int) -> bool:
    """True for the verb of the inner report in "said Ruiz assured her that"."""
    form, mention = verb_forms().get(context.low[index]), context.mention_at.get(index - 1)
    return form is not None and form.name == "past" and mention is not None and context.is_speaker(mention)


def _owns_what(context: ArticleContext, owner: int, end: int) -> bool:
    """True for the sign in "repeated the country's position that", where one noun or two stand before "that"."""
    if context.word[owner] not in {"'s", "’s"}:
        return False
    that = next((at for at in range(owner + 2, min(owner + 4, end)) if context.low[at] == "that"), None)
    return that is not None and all(
        context.word[at].isalpha() and context.low[at] not in small_words() for at in range(owner + 1, that)
    )


def _is_relative(context: ArticleContext, that: int) -> bool:
    """True for "that" in "denied a post that said", where a verb follows: it tells of the noun before it."""
    following = context.low[that + 1]
    form = verb_forms().get(following)
    return following in AUXILIARIES or (form is not None and form.name in {"past", "s"})


def _is_auxiliary(context: ArticleContext, index: int) -> bool:
    """True for an auxiliary; not for the sign of a name that owns another: "told the Post's Ines Duarte that"."""
    owns = context.word[index] in {"'s", "’s"} and all(context.word[at][:1].isupper() for at in (index - 1, index + 1))
    return context.low[index] in AUXILIARIES and not owns


def _is_infinitive(word: str) -> bool:
    """True for what may be a verb after "to", not somebody who is spoken to: "agreed to reopen a line that"."""
    return word.islower() and word[0].isalpha() and not word.endswith("s") and word not in small_words()


def _past_addressee(context: ArticleContext, index: int, end: int) -> int:
    """Past the person spoken to: a pronoun, a name or a short noun phrase."""
    if index <= end and context.low[index] in words_of("addressee"):
        return index + 1
    first = index
    if index + 1 <= end and _are_people(context.word[index]) and context.low[index + 1] in _OPENS_CLAUSE:
        return index + 1
    people = _people_before_clause(context, index, end)
    if people is not None:
        return people + 1
    while (
        index <= end
        and index - first < 4
        and (context.word[index][:1].isupper() or context.low[index] in {"the", "a", "'s"})
    ):
        if index > first and context.low[index] in {"the", "a"}:
            return index
        index += 1
    return (
        index + 1
        if first < index <= end and context.word[index].islower() and context.low[index - 1] in {"the", "a"}
        else index
    )


def _people_before_clause(context: ArticleContext, index: int, end: int) -> int | None:
    """The last word of "visiting Tornau officials" before "they" or "to", which ends the people spoken to."""
    for at in range(index, min(index + _LONGEST_ADDRESSEE, end)):
        if context.low[at] in small_words() or not context.word[at][:1].isalpha() or context.quoted_at[at] >= 0:
            return None
        if _are_people(context.word[at]) and context.low[at + 1] in _BEHIND_PEOPLE:
            return at
    return None


def _are_people(word: str) -> bool:
    """True for the plural of a common noun that may be spoken to, residents, and for police."""
    return word.islower() and (word.endswith("s") or word in speaking_nouns()) and word not in small_words()


def _past_time(context: ArticleContext, index: int, end: int) -> int:
    if index + 1 <= end and context.low[index] in {"on", "last", "this"} and context.low[index + 1] in _DAYS:
        return index + 2
    while index <= end and (context.low[index] in _DAYS or is_adverb(context.low[index])):
        index += 1
    return index


def _has_verb(context: ArticleContext, first: int, last: int) -> bool:
    """True when the words can be a clause: at least three, with something that may be a finite verb."""
    if context.low[first] in SUBJECT_PRONOUNS:
        return last > first
    if last - first < 2:
        return False
    long = last - first > 4 and context.low[first] not in PREPOSITIONS
    return long or any(map(_may_be_finite, (context.low[at] for at in range(first, min(last, first + 40) + 1))))


def _may_be_finite(word: str) -> bool:
    """True for an auxiliary, a verb that is known, or the ending of one."""
    return (
        word in AUXILIARIES
        or word in VERB_LIKE
        or word.endswith(("ed", "'t", "'re", "'ve", "'ll", "'d"))
        or word in verb_forms()
    )


def _fronted(context: ArticleContext, report: Report) -> Span | None:
    """What stands before ", said X" or ", X said" in the same sentence."""
    tokens, words = context.tokens, context.tokens.words
    comma = before_subject(context, report)
    marked = context.quoted_at[comma] >= 0 and context.word[comma - 1] == ","
    comma -= marked
    if comma < 3 or context.word[comma] != "," or tokens.sentences[comma] != tokens.sentences[report.first]:
        return None
    following = report.ends + 1
    plain = report.form == "plain"
    ends = following >= len(words) or context.word[following] in {".", ",", ";", "—"}
    if plain and not ends and not marked and not _only_tells_where(context, report, comma, following):
        return None
    return _between(context, _fronted_start(context, comma), comma + 1 if marked else comma - 1)


def before_subject(context: ArticleContext, report: Report) -> int:
    """The mark before the subject or cue and the few words that belong to it: the comma in ", the mayor Ruiz said"."""
    mark = report.begins - 1
    while mark > 0 and report.begins - mark < _LONGEST_ROLE and context.word[mark][:1].isalnum():
        mark -= 1
    apposed = context.word[mark] == "," and context.word[report.subject.last + 1] == ","
    return before_office(context, mark) if apposed and report.subject.kind == "name" else mark


def _fronted_start(context: ArticleContext, before: int) -> int:
    """First token of what stands before the cue: behind the dateline, and behind a colon or a semicolon."""
    start = past_dateline(context, sentence_start(context, before))
    return max((at + 1 for at in range(start, before) if _stops(context, at)), default=start)


def _stops(context: ArticleContext, index: int) -> bool:
    """True for the mark behind which another part of the sentence begins; not for the colon in 10:30."""
    return context.word[index] in _STOPS and context.quoted_at[index] < 0 and not splits_number(context, index)


def _only_tells_where(context: ArticleContext, report: Report, comma: int, first: int) -> bool:
    """True when to whom, where and when is all that follows the cue: ", X told reporters on Friday." """
    end = sentence_end(context, report.last)
    if any(context.low[at] in _LEADS_ON for at in range(comma + 1, report.begins)):
        return False
    conjunctions = CONJUNCTIONS
    end = next(
        (at - 1 for at in range(first, end) if context.word[at] == "," and context.word[at + 1] in conjunctions), end
    )
    addressed = Takes.PERSON in report.takes and first <= end
    lower = context.low[first]
    if end - first > _ADDRESSEES or not (addressed or lower in words_of("preposition", "time")):
        return False
    finite = words_of("auxiliary", "subordinator", "verb_like", "subject_pronoun")
    return all(context.quoted_at[at] < 0 and context.low[at] not in finite for at in range(first, end + 1))


def _between(context: ArticleContext, first: int, last: int) -> Span | None:
    while first < last and (context.low[first] in CONJUNCTIONS or context.word[first] == ","):
        first += 1
    if last - first < 2 or all(context.quoted_at[index] >= 0 for index in range(first, last + 1)):
        return None
    if context.low[first] in PREPOSITIONS and last - first < 6:
        return None
    if not _has_verb(context, first, last):
        return None
    return context.tokens.span(first, last)


def past_asides(context: ArticleContext, first: int, end: int) -> int | None:
    """The comma behind the name in "according to X, who runs the mill, …", past what is told about X."""
    words = context.tokens.words
    commas = [
        i for i in range(first, end) if words[i] == "," and context.quoted_at[i] < 0 and not splits_number(context, i)
    ]
    for comma, following in pairwise(commas):
        if not _tells_of(context, comma + 1, following - 1):
            return comma
    return commas[-1] if commas else None


def _tells_of(context: ArticleContext, first: int, last: int) -> bool:
    """True for an age, a relative clause or an apposition: what stands between two commas behind a name."""
    opener = context.low[first]
    if opener in {"who", "whose", "whom", "which"} or (first == last and opener.isdigit()):
        return True
    if opener not in words_of("appositive_opener", "aside_preposition"):
        return context.word[first].islower() and opener in people_nouns() and not opener.endswith("s")
    words = {context.low[index] for index in range(first, last + 1)}
    return words.isdisjoint(words_of("auxiliary", "verb_like")) and words.isdisjoint(verb_forms())


def _cited(context: ArticleContext, report: Report) -> Span | None:
    """What "according to X" belongs to: the rest of the sentence when it opens it, else what stands before."""
    start = sentence_start(context, report.first)
    end = sentence_end(context, report.last)
    if report.first - start <= 2:
        comma = past_asides(context, report.ends + 1, end)
        return _between(context, comma + 1, end) if comma is not None else None
    last = report.first - 1
    while last > start and context.word[last] in {",", "—", "–"}:
        last -= 1
    return _between(context, _fronted_start(context, last), last)
