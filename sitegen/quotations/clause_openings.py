"""Where a reported clause opens behind its cue: over "that", over who is spoken to, and over the time."""

from __future__ import annotations

from sitegen.quotations.article_context import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    OF_TIME,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    VERB_LIKE,
    ArticleContext,
    is_adverb,
    is_time,
    small_words,
    words_of,
)
from sitegen.quotations.clause_ends import end_by_rule, sentence_end
from sitegen.quotations.nouns import speaking_nouns
from sitegen.quotations.reports import Report
from sitegen.quotations.speech_verbs import Takes, verb_forms

_NOT_CLAUSE = words_of("preposition", "opens_no_clause")
_AFTER_OBJECT = words_of("preposition", "subordinator") | {",", "."}
"""What follows the "it" in "said it when asked", which begins no clause."""
_AFTER_IT = _AFTER_OBJECT | words_of("after_it")
_DURING = frozenset({"while", "when", "after", "before", "upon"})
"""With a participle they tell when something is said: "said while visiting the mill"."""
_ABOUT = frozenset({"at", "about", "around", "between", "over", "under", "up"})
"""What stands before a number that is not exact."""
_OWNERS = frozenset({"his", "her", "their", "our", "my"})
_NOMINATIVE = frozenset({"he", "she", "they", "i", "we"})
"""Subjects: behind the cue they begin what is said, not those who are spoken to."""
_OPENS_CLAUSE = words_of("determiner", "subject_pronoun") - {"who"}
_BEHIND_PEOPLE = SUBJECT_PRONOUNS | {"to"}
_BEFORE_THAT = PREPOSITIONS - {"after"} | {"all"}
"""Behind them "that" points: "in that case", "despite all that", not "soon after that"."""
_SURE_VERBS = frozenset({"was", "is", "would", "will", "could", "had", "has", "did", "does", "may", "might", "should"})
_SAID = frozenset(word for word, form in verb_forms().items() if form.name in {"past", "s"})
_DAYS = OF_TIME - words_of("also_no_time")
ADDRESSEES = 12
"""How many tokens of addressee, place and time are passed over before "that"."""
_LONGEST_ADDRESSEE = 5
"""How many tokens those who are spoken to may have."""


def clause_opening(context: ArticleContext, report: Report) -> int | None:
    """First token of the clause after the cue."""
    index = report.last + 1
    end = sentence_end(context, report.last)
    that = _that_after(context, index, end) if not _opens_at_once(context, report, index) else None
    if that is not None and context.low[that + 1] in _SURE_VERBS and that == index:
        return that  # "said that was a joke": it points, and is what is told of
    if that is not None:
        beyond = context.low[that + 2]
        pointing = context.word[that + 1] == "," and (beyond.endswith("ing") or beyond in CONJUNCTIONS)
        of_noun = _points(context, report, that) or _is_claim_denied(context, report, that)
        opening = that + 1 + (context.word[that + 1] == ",")  # "admitted that, all in all, it was old"
        return opening if that < end and not pointing and not of_noun else None
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
    led = lower in _NOT_CLAUSE or lower in AUXILIARIES
    if led and index not in context.mention_at and not _opens_subject(context, index):
        return None
    if _is_little(context, index):
        return None
    if lower in _DURING and context.low[index + 1].endswith("ing") and context.low[index + 2] not in AUXILIARIES:
        return None
    if lower == "it" and context.low[index + 1] in _AFTER_IT:
        return None
    if _is_order(context, report, index, end) or _is_thing_told_of(context, index, end):
        return None
    return index if has_verb(context, index, end_by_rule(context, report, index, end)) else None


def _opens_subject(context: ArticleContext, index: int) -> bool:
    """True for "at least 35 people", "no-one" and "having him home", with which a clause may begin."""
    lower, following = context.low[index], context.low[index + 1]
    if lower == "having":
        return following in _OWNERS | {"a", "an", "the", "him", "it", "them", "this", "that"}
    if lower == "no":
        return context.word[index + 1] == "-" and context.tokens.glued(index + 1)
    number = index + 1 + (following in {"least", "most", "to"})
    return lower in _ABOUT and context.word[number][:1].isdigit() and context.low[number + 1] not in OF_TIME


def _opens_at_once(context: ArticleContext, report: Report, index: int) -> bool:
    """True for "said the part that moves her is old": "say" has no object, so that its clause begins there."""
    form = verb_forms().get(context.low[report.last])
    says = form is not None and form.base in words_of("says_clauses")
    timed = is_time(context, index) or any(context.low[at] in OF_TIME for at in (index + 1, index + 2))
    return says and context.low[index] in DETERMINERS and not timed


def _is_claim_denied(context: ArticleContext, report: Report, that: int) -> bool:
    """True for "denied a claim by Lind that", where what follows is what somebody else said."""
    form = verb_forms().get(context.low[report.last])
    denies = form is not None and form.base in words_of("denies")
    return denies and any(context.low[at] in words_of("what_is_said") for at in range(report.last + 1, that))


def _points(context: ArticleContext, report: Report, that: int) -> bool:
    """True for "repeated that line on Friday", where "that" is of the noun behind it, and no verb follows."""
    form, noun = verb_forms().get(context.low[report.last]), context.word[that + 1]
    if form is None or form.base not in words_of("takes_thing") or that != report.last + 1:
        return False
    if not noun.islower() or not noun.isalpha() or noun in small_words() or noun.endswith("s"):
        return False
    end = sentence_end(context, that)
    ends = (at for at in range(that + 2, end + 1) if context.low[at] in SUBORDINATORS or context.word[at] in {",", ";"})
    rest = range(that + 2, next(ends, end + 1))
    return (not rest or context.low[rest[0]] in PREPOSITIONS | OF_TIME) and not any(
        _may_be_finite(context.low[at]) for at in rest
    )


def _is_little(context: ArticleContext, index: int) -> bool:
    """True for "very little" behind "said", and "little about it": how much is said, and no clause."""
    at = index + (context.low[index] == "very")
    behind = context.low[at + 1]
    much = context.low[at] in words_of("how_much")
    return much and (behind in PREPOSITIONS or behind in OF_TIME or behind in {".", ",", "else", "more", "when", "as"})


def _is_thing_told_of(context: ArticleContext, index: int, end: int) -> bool:
    """True for "earnings that topped estimates" alone, which is no clause."""
    that = next((at for at in range(index + 1, min(end, index + ADDRESSEES)) if context.low[at] == "that"), None)
    before = range(index, that) if that is not None else ()
    plain = all(context.low[at] not in AUXILIARIES | SUBJECT_PRONOUNS | VERB_LIKE for at in before)
    return that is not None and plain and _tells_of_thing(context, that)


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
        if context.low[at] in {"against", "about", "from"} and context.low[at + 1].endswith("ing"):
            return True
    return False


def _goes_on_behind_marks(context: ArticleContext, index: int, end: int) -> bool:
    """True for “acute pressure” had …, where quoted words are but the subject of what is reported."""
    after = index
    while after < end and context.quoted_at[after] == context.quoted_at[index]:
        after += 1
    return context.low[after] in AUXILIARIES


def _that_after(context: ArticleContext, index: int, end: int) -> int | None:
    comma = timed = False
    for at in range(index, min(end, index + ADDRESSEES) + 1):
        timed = timed or (context.low[at] in _DURING and at <= index + 1)
        if context.low[at] == "that" and context.quoted_at[at] < 0 and context.low[at - 1] not in _BEFORE_THAT:
            told = not comma or context.word[at - 1] == ","
            return at if told and (at == index or not _is_relative(context, at)) else None
        comma = comma or context.word[at] == ","
        if context.word[at] == "to" and at + 1 <= end and _is_infinitive(context.word[at + 1]) and not timed:
            return None
        if context.quoted_at[at] >= 0 or context.word[at] in {";", ":"}:
            return None
        if context.low[at] in CONJUNCTIONS and context.low[at + 1] in _SAID:
            return None
        if context.low[at] in _NOMINATIVE and not timed:
            return None
        if (_is_auxiliary(context, at) and not _owns_what(context, at, end)) or _is_of_another(context, at):
            return None
    return None


def _is_of_another(context: ArticleContext, index: int) -> bool:
    """True for the verb of what is reported in "said Ruiz assured her that" and "said a scan revealed that"."""
    form, before = verb_forms().get(context.low[index]), context.word[index - 1]
    thinks = context.low[index] in words_of("thinks") and context.low[index + 1] == "that"
    tells = (form is not None and form.name == "past") or context.low[index] in VERB_LIKE or thinks
    noun = index - 1 in context.mention_at or (before.islower() and before.isalpha() and before not in small_words())
    return tells and noun and before not in _SAID


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
    if following in AUXILIARIES or following in VERB_LIKE or (form is not None and form.name in {"past", "s"}):
        return True
    return _tells_of_thing(context, that)


def _tells_of_thing(context: ArticleContext, that: int) -> bool:
    """True for "that" in "reported earnings that topped estimates": no other verb follows."""
    rest = (context.low[at] for at in range(that + 2, min(that + ADDRESSEES, sentence_end(context, that) + 1)))
    done = context.low[that + 1].endswith("ed")
    return done and not any(word in AUXILIARIES or word in VERB_LIKE for word in rest)


def _is_auxiliary(context: ArticleContext, index: int) -> bool:
    """True for an auxiliary; not for the sign of a name that owns another: "told the Post's Ines Duarte that"."""
    sign, behind = context.word[index] in {"'s", "’s"}, context.word[index + 1]
    owns = sign and context.word[index - 1][:1].isupper() and (behind[:1].isupper() or _may_be_owned(behind))
    return context.low[index] in AUXILIARIES and not owns and context.word[index] != "May"


def _may_be_owned(word: str) -> bool:
    """True for a common word behind 's that is no participle: "at Lund's old school"."""
    return word.islower() and word not in small_words() and not word.endswith(("ing", "ed")) and not is_adverb(word)


def _is_infinitive(word: str) -> bool:
    """True for what may be a verb after "to", not somebody who is spoken to: "agreed to reopen a line that"."""
    return word.islower() and word[0].isalpha() and not word.endswith("s") and word not in small_words()


def _past_addressee(context: ArticleContext, index: int, end: int) -> int:
    """Past the person spoken to: a pronoun, a name or a short noun phrase."""
    if index <= end and _is_owned(context, index):
        return index + 2
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
    if first < index <= end and context.low[index] in AUXILIARIES - {"'s"}:
        return first
    named = first < index <= end and context.word[index].islower()
    if named and context.low[index - 1] in {"the", "a"}:
        body = context.low[index + 1] in speaking_nouns() and context.low[index + 2] in _OPENS_CLAUSE
        return index + 1 + body  # "told a parliamentary committee her plan was old"
    body = named and context.low[index] not in small_words() and context.low[index + 1] in _NOMINATIVE | {"it"}
    return index + 1 if body else index


def _is_owned(context: ArticleContext, index: int) -> bool:
    """True for "her mom" before the subject of a clause: "told her mom she won", not "told her staff would come"."""
    if context.low[index] not in _OWNERS or not context.word[index + 1].islower():
        return False
    following = context.low[index + 2].partition("'")[0]
    return context.low[index + 1] not in small_words() and following in _OPENS_CLAUSE - _OWNERS


def _people_before_clause(context: ArticleContext, index: int, end: int) -> int | None:
    """The last word of "visiting Tornau officials" before "they" or "to", which ends the people spoken to."""
    for at in range(index + (context.low[index] == "the"), min(index + _LONGEST_ADDRESSEE, end)):
        if context.low[at] in small_words() or not context.word[at][:1].isalpha() or context.quoted_at[at] >= 0:
            return None
        if _are_people(context.word[at]) and (context.low[at + 1] in _BEHIND_PEOPLE or is_time(context, at + 1)):
            return at
    return None


def _are_people(word: str) -> bool:
    """True for the plural of a common noun that may be spoken to, residents, and for police."""
    return word.islower() and (word.endswith("s") or word in speaking_nouns()) and word not in small_words()


def _past_time(context: ArticleContext, index: int, end: int) -> int:
    if index + 1 <= end and context.low[index] in {"on", "in", "last", "this"} and context.low[index + 1] in _DAYS:
        return index if context.word[index + 2] in {"'s", "’s"} else index + 2
    if context.low[index] == "though" and context.word[index + 1] != ",":
        return index
    while index <= end and (context.low[index] in _DAYS or _tells_of_saying(context.low[index])):
        index += 1
    return index


def _tells_of_saying(lower: str) -> bool:
    """True for an adverb that may tell how or when something is said, not how much: "repeatedly", not "nearly"."""
    return is_adverb(lower) and lower not in words_of("degree")


def has_verb(context: ArticleContext, first: int, last: int) -> bool:
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
