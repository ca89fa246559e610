"""Where a reported clause ends: before what the reporter adds in the same sentence."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.quotations.article_context import (
    AUXILIARIES,
    DETERMINERS,
    LONGEST_SENTENCE,
    SUBJECT_PRONOUNS,
    VERB_LIKE,
    ArticleContext,
    Phrase,
    is_adverb,
    is_name_word,
    splits_number,
    words_of,
)
from sitegen.quotations.asides import past_apposed
from sitegen.quotations.clause_places import place_of, sentence_goes_on, within_parenthesis
from sitegen.quotations.end_evidence import features_of_joint, joints_of
from sitegen.quotations.nouns import people_nouns
from sitegen.quotations.reports import Report
from sitegen.quotations.speech_verbs import Takes, verb_forms
from sitegen.text.weights import Weights, probability

_BREAKS = frozenset({",", "-", "–", "—"})
_CONCEDES = frozenset({"while", "although", "though"})
_FRONTED = frozenset({"if", "even", "although", "though", "unless", "while", "once", "when"})
"""What opens a clause behind which the one that it belongs to follows."""
_JOINS = frozenset({"and", "but", "though", "although"})
_RELATIVES = frozenset({"who", "whose", "whom", "which", "as"})
_DENYING = frozenset({"wouldn't", "didn't", "doesn't", "couldn't", "won't"})
_OPENS_CLAUSE = words_of("determiner", "subject_pronoun")
_BEHIND_SAID = _OPENS_CLAUSE | {"that", "which"}
"""What tells of a claim or a remark."""
_LONGEST_TIME = 5
"""Tokens behind a comma within which "after" or "while" may lead to what another one says."""
_LONGEST_ROLE = 8
"""Tokens before a subject that may say who it is."""
_HEARD = frozenset({"heard", "told", "alleged", "claimed", "emerged"})
"""How a court is told, and what it is told becomes known: "…, a court has heard", "…, the jury was told"."""
_LONGEST_CREDIT = 8
"""Tokens behind the last comma of a sentence that may tell who says all of it."""
_OF_CLAUSES = words_of("auxiliary", "verb_like", "subordinator", "preposition") | {"who", "and", "but"}
_AGAINST = frozenset({"but", "while", "though", "although"})
_NO_ACTOR = words_of("subject_pronoun", "subordinator", "conjunction", "auxiliary") - {"has", "have", "'s"}
"""Words that do not stand between "but" and the verb of another one who says something."""
_FARTHEST_CUE = 8
"""Tokens behind that word within which the other's verb of saying stands."""


def sentence_end(context: ArticleContext, index: int) -> int:
    """Last token of the sentence, its final mark left out; of quoted words at its end all their sentences."""
    tokens = context.tokens
    last = index
    limit = min(len(tokens) - 1, index + LONGEST_SENTENCE)
    while last < limit and (
        tokens.sentences[last + 1] == tokens.sentences[index]
        or (context.quoted[last] >= 0 and context.quoted[last + 1] == context.quoted[last])
    ):
        last += 1
    while last > index and context.word[last] in {".", "!", "?"} and context.quoted[last] < 0:
        last -= 1
    return last


def clause_end(context: ArticleContext, report: Report, first: int, end: int) -> int:
    """Last token of the clause that opens at `first`: where the rules end it, or a joint before that is likelier."""
    last = end_by_rule(context, report, first, within_parenthesis(context, first, end))
    joints = (joint for joint in joints_of(context, first, last) if not _only_opens(context, first, joint.last))
    ends = ((joint.last, features_of_joint(context, report, first, joint, last)) for joint in joints)
    return likeliest_end(ends, last, Weights.load("end"))


def _only_opens(context: ArticleContext, first: int, last: int) -> bool:
    """True for words up to a comma where nothing is told yet: a name, "even if it rained", what "has" follows."""
    if context.word[last + 1] == "," and context.low[last + 2] in AUXILIARIES - {"'s", "having", "being"}:
        return True
    alone = "," not in context.tokens.words[first : last + 1] and context.word[last + 1] == ","
    return (alone and context.low[first] in _FRONTED) or _only_names(context, first, last)


def _only_names(context: ArticleContext, first: int, last: int) -> bool:
    """True for "Dr. Ana Ruiz, the chief of the ward", of whom nothing is told yet."""
    comma = next((at for at in range(first, last) if context.word[at] == ","), None)
    if comma is None or context.low[comma + 1] not in DETERMINERS:
        return False
    named = all(context.word[at][:1].isupper() or context.word[at] == "-" for at in range(first, comma))
    return named and not any(
        context.low[at] in words_of("auxiliary", "verb_like") or context.low[at].endswith("ed")
        for at in range(comma, last + 1)
    )


def likeliest_end(ends: Iterable[tuple[int, tuple[str, ...]]], last: int, weights: Weights) -> int:
    """The likeliest of the ends, which stand in order with what speaks for each, and of the last token."""
    goes_on, likeliest, best = 1.0, last, 0.0
    for end, features in ends:
        here = goes_on * probability(weights.of(features))
        goes_on -= here
        if here > best:
            likeliest, best = end, here
    return likeliest if best > goes_on else last


def end_by_rule(context: ArticleContext, report: Report, first: int, end: int) -> int:
    """Last token of the clause before what surely is the reporter's: a semicolon, another report, who else says so."""
    conceded, place = _is_conceded(context, report), place_of(context, report)
    counted = _is_counted(context, report.subject)
    words, quoted = context.tokens.words, context.quoted
    for index in range(first + 1, end):
        word = words[index]
        if quoted[index] >= 0:
            marked = context.word[index - 1] == "," and context.quoted_at[index + 1] < 0
            if marked and (_adds(context, index, end) or sentence_goes_on(context, place, first, index, end)):
                return index
        elif word == ",":
            beside = (conceded and _is_main(context, index)) or (counted and _compares(context, index))
            if beside or _adds(context, index, end) or sentence_goes_on(context, place, first, index, end):
                return index - 1
        elif word == ";" or (word == "however" and _turns(context, index)):
            return index - 1
        elif word in _JOINS and _goes_on_reporting(context, report, index, end):
            return index - 2 if context.word[index - 1] in _BREAKS and context.quoted_at[index - 1] < 0 else index - 1
    return end


def _is_counted(context: ArticleContext, subject: Phrase) -> bool:
    """True for a share of people: "40 percent of voters"."""
    return not words_of("share").isdisjoint(context.tokens.lower_words[subject.first : subject.last + 1])


def _compares(context: ArticleContext, comma: int) -> bool:
    """True where the reporter compares a share behind the comma: ", compared with 3 percent", ", a bit more than"."""
    opener, following = context.low[comma + 1], context.low[comma + 2]
    return opener in words_of("compares") or (opener == "a" and following in {"bit", "little"})


def _turns(context: ArticleContext, index: int) -> bool:
    """True for "however" without marks, which begins another sentence: "said it was old however Ruiz denied that"."""
    opens = context.low[index + 1] in _OPENS_CLAUSE or context.word[index + 1][:1].isupper()
    return opens and context.word[index - 1][:1].isalnum()


def _is_conceded(context: ArticleContext, report: Report) -> bool:
    """True for "While the mayor Ana Ruiz said that": over what she is called."""
    at = report.begins - 1
    while report.begins - at < _LONGEST_ROLE and context.word[at][:1].isalnum() and context.low[at] not in _CONCEDES:
        at -= 1
    return context.low[at] in _CONCEDES and context.tokens.in_sentence(at, report.begins)


def _is_main(context: ArticleContext, comma: int) -> bool:
    """True where behind "While X said that …," the sentence itself begins."""
    opener = context.low[comma + 1]
    goes_on = opener in words_of("conjunction", "subordinator") or opener in _RELATIVES
    return not goes_on and not opener.endswith("ing") and not splits_number(context, comma)


def _adds(context: ArticleContext, comma: int, end: int) -> bool:
    """True where behind the comma, or closing mark, the reporter adds something or tells who else says so."""
    opens = _opens_report(context, comma + 1, end) or _tells_beside(context, comma, end)
    beside = _as_he(context, comma) or _sums_up(context, comma) or _leaves_out(context, comma)
    return opens or beside or _answers(context, comma, end) or _is_credit(context, comma, end)


def before_credit(context: ArticleContext, first: int, end: int) -> int:
    """The token before who tells all of a sentence, "…, the report said"; else `end`."""
    commas = (at for at in range(end - 1, first, -1) if context.word[at] == "," and context.quoted_at[at] < 0)
    comma = next(commas, None)
    return comma - 1 if comma is not None and _is_credit(context, comma, end) else end


def _is_credit(context: ArticleContext, comma: int, end: int) -> bool:
    """True before who tells all of it: "…, the report said", "…, reported the Gazette", "…, Kelp Wire says in May"."""
    first = comma + 1
    if not 1 < end - comma <= _LONGEST_CREDIT:
        return False
    if context.low[end] in _HEARD and context.low[first] in DETERMINERS | {"it"}:
        return True
    told = [at for at in range(first, end + 1) if _tells(context, at)]
    if len(told) != 1:
        return False
    behind = context.low[told[0] + 1]
    if told[0] == first:
        return behind in DETERMINERS or is_name_word(context.word[first + 1])
    opens = (
        context.low[first] in DETERMINERS or is_name_word(context.word[first]) or context.low[first] in people_nouns()
    )
    plain = all(context.word[at][:1].isalpha() and context.low[at] not in _OF_CLAUSES for at in range(first, told[0]))
    return opens and plain and (told[0] == end or behind in words_of("preposition", "time"))


def _tells(context: ArticleContext, index: int) -> bool:
    """True for the past or the present of a verb that takes a clause."""
    form = verb_forms().get(context.low[index])
    told = form is not None and form.name in {"past", "s"} and Takes.CLAUSE in form.takes
    return told and context.quoted_at[index] < 0


def _goes_on_reporting(context: ArticleContext, report: Report, index: int, end: int) -> bool:
    """True for the "but" in "said it rained but added that it was warm", where the reporter goes on."""
    verb = index + 1 + (context.word[min(index + 1, end)] in {"he", "she", "it", "they"})
    while verb <= end and is_adverb(context.low[verb]):
        verb += 1
    if verb >= end or context.quoted_at[verb] >= 0:
        return False
    form = verb_forms().get(context.word[verb])
    if context.word[verb] in words_of("judged") and _is_judged(context, verb + 1):
        return True
    if form is None or form.name == "base":
        return _refuses(context, index, verb)
    if form.name == "ing":
        return context.word[report.last].endswith("ing")
    comma = context.word[index - 1] == ","
    judges = comma and Takes.QUOTED in form.takes and context.word[verb + 1] in words_of("object")
    quotes = context.quoted_at[verb + 1] >= 0
    insists = context.word[index] == "but" and context.low[verb + 1] in _OPENS_CLAUSE | {"there"}
    again = comma and form.name == "past" and Takes.CLAUSE in form.takes
    goes_on = form.base in words_of("goes_on") or (context.word[verb + 1] == "that" and context.word[verb] != "thought")
    return judges or quotes or insists or again or goes_on or _asks_or_judges(context, report, verb)


def _asks_or_judges(context: ArticleContext, report: Report, verb: int) -> bool:
    """True for a verb in the tense of the cue with what is asked or who is judged: "and asked why", "and slammed"."""
    form, said = verb_forms()[context.word[verb]], verb_forms().get(context.low[report.last])
    following = context.low[verb + 1]
    if said is None or form.name != said.name:
        return False
    if form.base == "ask":
        return following in words_of("asked_about")
    whom = following in words_of("object") or following in {"on", "for", "to"} or is_name_word(context.word[verb + 1])
    return whom and form.base in words_of("judges")


def _is_judged(context: ArticleContext, index: int) -> bool:
    """True for whom such a verb may have behind it: an article, a name, "towns to"."""
    several = context.low[index].endswith("s") and context.low[index + 1] == "to"
    return several or context.low[index] in DETERMINERS or is_name_word(context.word[index])


def _refuses(context: ArticleContext, index: int, verb: int) -> bool:
    """True for "but declined to say more", "but would not say more", "but gave no details"."""
    following = context.low[verb + 1]
    if context.word[verb] in words_of("refuses"):
        return following == "to"
    if context.word[verb] == "stopped":
        return following == "short"
    if context.word[index] == "and":
        return False
    told = verb + 1 + (following == "not")
    denies = following == "not" or context.low[verb].endswith("n't")
    helps = context.low[verb] in AUXILIARIES or context.low[verb] in _DENYING
    silent = denies and helps and context.low[told] in verb_forms()
    return silent or (context.word[verb] in words_of("gives") and following in {"no", "few", "little"})


def _answers(context: ArticleContext, comma: int, end: int) -> bool:
    """True where another one tells something else: "…, but residents complain that", "…, while Ruiz has denied"."""
    if context.low[comma + 1] not in _AGAINST:
        return False
    for at in range(comma + 2, min(comma + _FARTHEST_CUE, end)):
        word = context.low[at]
        if context.quoted_at[at] >= 0 or not word[0].isalpha() or word in _NO_ACTOR:
            return False
        form = verb_forms().get(word)
        if form is None or form.name == "ing" or at == comma + 2:
            continue
        several = form.name != "base" or context.low[at - 1].endswith("s") or context.low[at - 1] in people_nouns()
        says = Takes.CLAUSE in form.takes or context.low[at + 1] == "that"
        return several and says and context.low[at - 1] not in DETERMINERS
    return False


def _as_he(context: ArticleContext, comma: int) -> bool:
    """True for the reporter's "…, as he argued against the dam" and "…, as did the mayor"."""
    if context.low[comma + 1] != "as":
        return False
    following, verb = context.low[comma + 2], context.word[comma + 3]
    form = verb_forms().get(verb)
    acts = verb.endswith("ed") or verb in VERB_LIKE or (form is not None and form.name in {"past", "s"})
    return (acts and following in SUBJECT_PRONOUNS) or following in {"did", "does"}


def _sums_up(context: ArticleContext, comma: int) -> bool:
    """True for the reporter's word for what was said: "…, a claim that the mayor denies", "…, a remark met by boos"."""
    if context.low[comma + 1] not in {"a", "an"}:
        return False
    noun = comma + 2 + (context.low[comma + 2] not in words_of("what_is_said"))
    following = context.low[noun + 1]
    told = following in _BEHIND_SAID or following.endswith("ed") or following in VERB_LIKE
    return context.low[noun] in words_of("what_is_said") and told


def _leaves_out(context: ArticleContext, comma: int) -> bool:
    """True for "…, without giving details" and "…, without naming him"."""
    return context.low[comma + 1] == "without" and context.low[comma + 2] in words_of("left_out")


def _tells_beside(context: ArticleContext, comma: int, end: int) -> bool:
    """True where behind the comma another one says something: "…, a few hours after the mayor said that"."""
    links = words_of("told_beside")
    opening = range(comma + 1, min(comma + _LONGEST_TIME, end) + 1)
    link = next((index for index in opening if context.low[index] in links), None)
    if link is None or any(context.word[index] == "," for index in range(comma + 1, link)):
        return False
    start = past_apposed(context, link + 1, end)
    for index in range(start, min(start + _FARTHEST_CUE, end) + 1):
        if context.word[index] == "," or context.quoted_at[index] >= 0:
            return False
        form = verb_forms().get(context.word[index])
        present = context.low[link] == "while" and form is not None and form.name in {"s", "base"}
        if form is not None and (form.name == "past" or present) and Takes.CLAUSE in form.takes:
            return True
    return False


def _opens_report(context: ArticleContext, index: int, end: int) -> bool:
    lower = context.low[index]
    if lower == "according" or lower in words_of("tells_why"):
        return True
    form = verb_forms().get(lower)
    if form is None or form.name != "ing" or index + 1 > end:
        return False
    return form.base not in words_of("goes_along") or context.low[index + 1] == "that"
