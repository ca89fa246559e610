"""Reported clauses, without marks: what follows "X said (that)", what stands before ", X said", what X is cited for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sitegen.quotations.phrases import people_nouns
from sitegen.quotations.scene import (
    LONGEST_SENTENCE,
    Scene,
    is_adverb,
    past_dateline,
    sentence_start,
    small_words,
    words_of,
)
from sitegen.quotations.speech import Report, verb_forms
from sitegen.text.spans import Span

_STOPS = frozenset({";", ":", "?"})
_NOT_CLAUSE = words_of("preposition") | {"nothing", "no", "yes", "so"}
_GOES_ON = frozenset({"add", "say"})
"""Verbs that go on with the report of the same speaker."""
_AFTER_OBJECT = words_of("preposition") | words_of("subordinator") | {",", "."}
"""What follows the "it" in "said it when asked", which begins no clause."""
_LEADS_ON = (words_of("preposition") | words_of("subordinator")) - {"of"}
_OPENS_CLAUSE = words_of("determiner") | words_of("subject_pronoun")
_ADDRESSEES = 12
"""How many tokens of addressee, place and time are passed over before "that"."""


def find_clause(scene: Scene, report: Report) -> Span | None:
    """The clause that `report` reports, without "that" and its last full stop, or None when there is none."""
    if report.negated or (report.takes & {"q"} and not _points_out(scene, report)):
        return None
    if report.form == "according":
        return _cited(scene, report)
    if report.form == "inverted":
        return _fronted(scene, report)
    following = _following(scene, report)
    if following is not None:
        return following
    return _fronted(scene, report) if report.form == "plain" else None


def _points_out(scene: Scene, report: Report) -> bool:
    """True for "pointed out that", though what is pointed is no clause."""
    return tuple(scene.tokens.words[report.last + 1 : report.last + 3]) == ("out", "that")


def _sentence_end(scene: Scene, index: int) -> int:
    """Last token of the sentence, its final mark left out."""
    tokens = scene.tokens
    last = index
    limit = min(len(tokens) - 1, index + LONGEST_SENTENCE)
    while last < limit and tokens.sentences[last + 1] == tokens.sentences[index]:
        last += 1
    while last > index and tokens.words[last] in {".", "!", "?"}:
        last -= 1
    return last


def _following(scene: Scene, report: Report) -> Span | None:
    first = _clause_opening(scene, report)
    if first is None:
        return None
    last = _clause_end(scene, first, _sentence_end(scene, report.last))
    return scene.tokens.span(first, last) if last - first >= 1 else None


def _clause_opening(scene: Scene, report: Report) -> int | None:
    """First token of the clause after the cue."""
    words = scene.tokens.words
    index = report.last + 1
    end = _sentence_end(scene, report.last)
    that = _that_after(scene, index, end)
    if that is not None:
        return that + 1 if that < end else None
    if "t" in report.takes:
        return None
    index = _past_addressee(scene, index, end) if "o" in report.takes else index
    index = _past_time(scene, index, end)
    if index > end or scene.quoted[index] >= 0:
        return None
    lower = words[index].lower()
    if lower == "no" and words[index + 1].islower() and words[index + 1] not in small_words() and index + 1 < end:
        lower = ""
    if not (words[index][0].isalnum() or words[index] == "$") or lower in _NOT_CLAUSE | words_of("auxiliary"):
        return None
    if lower == "it" and words[index + 1].lower() in _AFTER_OBJECT | words_of("after_it"):
        return None
    return index if _has_verb(scene, index, _clause_end(scene, index, end)) else None


def _that_after(scene: Scene, index: int, end: int) -> int | None:
    words = scene.tokens.words
    comma = False
    for place in range(index, min(end, index + _ADDRESSEES) + 1):
        if words[place].lower() == "that" and scene.quoted[place] < 0:
            return place if not comma or words[place - 1] == "," else None
        comma = comma or words[place] == ","
        if words[place] == "to" and place + 1 <= end and _is_infinitive(words[place + 1]):
            return None
        if scene.quoted[place] >= 0 or words[place] in {";", ":"} or words[place].lower() in words_of("auxiliary"):
            return None
    return None


def _is_infinitive(word: str) -> bool:
    """True for what may be a verb after "to", not somebody who is spoken to: "agreed to reopen a line that"."""
    return word.islower() and word[0].isalpha() and not word.endswith("s") and word not in small_words()


def _past_addressee(scene: Scene, index: int, end: int) -> int:
    """Past the person spoken to: a pronoun, a name or a short noun phrase."""
    words = scene.tokens.words
    if index <= end and words[index].lower() in {"me", "him", "her", "them", "us", "you", "reporters", "journalists"}:
        return index + 1
    first = index
    if index + 1 <= end and _are_people(words[index]) and words[index + 1].lower() in _OPENS_CLAUSE:
        return index + 1
    while (
        index <= end and index - first < 4 and (words[index][0].isupper() or words[index].lower() in {"the", "a", "'s"})
    ):
        if index > first and words[index].lower() in {"the", "a"}:
            return index
        index += 1
    return (
        index + 1
        if first < index <= end and words[index].islower() and words[index - 1].lower() in {"the", "a"}
        else index
    )


def _are_people(word: str) -> bool:
    """True for the plural of a common noun that may be spoken to: residents."""
    return word.islower() and word.endswith("s") and word not in small_words()


def _past_time(scene: Scene, index: int, end: int) -> int:
    words = scene.tokens.words
    days = words_of("time") - {"may", "march", "in", "on", "this", "last", "next"}
    if index + 1 <= end and words[index].lower() in {"on", "last", "this"} and words[index + 1].lower() in days:
        return index + 2
    while index <= end and (words[index].lower() in days or is_adverb(words[index].lower())):
        index += 1
    return index


def _has_verb(scene: Scene, first: int, last: int) -> bool:
    """True when the words can be a clause: at least three, with something that may be a finite verb."""
    words = scene.tokens.words
    if words[first].lower() in words_of("subject_pronoun"):
        return last > first
    if last - first < 2:
        return False
    span = [words[index].lower() for index in range(first, min(last, first + 40) + 1)]
    return (
        any(
            word in words_of("auxiliary")
            or word in words_of("verb_like")
            or word.endswith(("ed", "'t", "'re", "'ve", "'ll", "'d"))
            or word in verb_forms()
            for word in span
        )
        or len(span) > 5
    )


def _clause_end(scene: Scene, first: int, end: int) -> int:
    """Last token of the clause: before another report of the same sentence, a semicolon or the sentence's end."""
    words = scene.tokens.words
    for index in range(first, end + 1):
        if scene.quoted[index] >= 0:
            continue
        if words[index] == ";":
            return index - 1
        if words[index] == "," and index + 1 <= end and _opens_report(scene, index + 1, end):
            return index - 1
        if words[index] in {"and", "but"} and first < index and _goes_on_reporting(scene, index, end):
            return index - 2 if words[index - 1] == "," and scene.quoted[index - 1] < 0 else index - 1
    return end


def _goes_on_reporting(scene: Scene, index: int, end: int) -> bool:
    """True for the "but" in "said it rained but added that it was warm", where the reporter goes on."""
    words = scene.tokens.words
    verb = index + 1 + (words[min(index + 1, end)] in {"he", "she", "it", "they"})
    while verb <= end and is_adverb(words[verb].lower()):
        verb += 1
    form = verb_forms().get(words[verb]) if verb < end and scene.quoted[verb] < 0 else None
    if form is None or form.name not in {"past", "participle", "s"}:
        return words[verb] in {"declined", "refused"} and verb < end and words[verb + 1] == "to"
    judges = words[index - 1] == "," and "q" in form.takes and words[verb + 1] in words_of("object")
    return judges or form.base in _GOES_ON or words[verb + 1] == "that"


def _opens_report(scene: Scene, index: int, end: int) -> bool:
    words = scene.tokens.words
    lower = words[index].lower()
    if lower == "according":
        return True
    form = verb_forms().get(lower)
    if form is None or form.name != "ing" or index + 1 > end:
        return False
    return lower in {"adding", "saying", "telling", "noting", "arguing"} or words[index + 1].lower() == "that"


def _fronted(scene: Scene, report: Report) -> Span | None:
    """What stands before ", said X" or ", X said" in the same sentence."""
    tokens, words = scene.tokens, scene.tokens.words
    comma = report.begins - 1
    while comma > 0 and words[comma] not in {","} and report.begins - comma < 8 and words[comma][0].isalnum():
        comma -= 1
    if comma < 3 or words[comma] != "," or tokens.sentences[comma] != tokens.sentences[report.first]:
        return None
    following = report.ends + 1
    plain = report.form == "plain"
    ends = following >= len(words) or words[following] in {".", ",", ";", "—"}
    if plain and not ends and not _only_tells_where(scene, report, comma, following):
        return None
    start = past_dateline(scene, sentence_start(scene, comma))
    first = max((place + 1 for place in range(start, comma) if words[place] in _STOPS), default=start)
    return _between(scene, first, comma - 1)


def _only_tells_where(scene: Scene, report: Report, comma: int, first: int) -> bool:
    """True when to whom, where and when is all that follows the cue: ", X told reporters on Friday." """
    words, end = scene.tokens.words, _sentence_end(scene, report.last)
    if any(words[at].lower() in _LEADS_ON for at in range(comma + 1, report.begins)):
        return False
    conjunctions = words_of("conjunction")
    end = next((at - 1 for at in range(first, end) if words[at] == "," and words[at + 1] in conjunctions), end)
    addressed = "o" in report.takes and first <= end
    lower = words[first].lower()
    if end - first > _ADDRESSEES or not (addressed or lower in words_of("preposition") | words_of("time")):
        return False
    finite = words_of("auxiliary") | words_of("subordinator") | words_of("verb_like") | words_of("subject_pronoun")
    return all(scene.quoted[at] < 0 and words[at].lower() not in finite for at in range(first, end + 1))


def _between(scene: Scene, first: int, last: int) -> Span | None:
    words = scene.tokens.words
    while first < last and (words[first].lower() in words_of("conjunction") or words[first] == ","):
        first += 1
    if last - first < 2 or all(scene.quoted[index] >= 0 for index in range(first, last + 1)):
        return None
    if words[first].lower() in words_of("preposition") and last - first < 6:
        return None
    if not _has_verb(scene, first, last):
        return None
    return scene.tokens.span(first, last)


def _past_asides(scene: Scene, first: int, end: int) -> int | None:
    """The comma behind the name in "according to X, who runs the mill, …", past what is told about X."""
    words = scene.tokens.words
    commas = [i for i in range(first, end) if words[i] == "," and scene.quoted[i] < 0 and not _splits_number(words, i)]
    for comma, following in pairwise(commas):
        if not _tells_of(scene, comma + 1, following - 1):
            return comma
    return commas[-1] if commas else None


def _splits_number(words: Sequence[str], index: int) -> bool:
    return words[index - 1][-1].isdigit() and words[index + 1][0].isdigit()


def _tells_of(scene: Scene, first: int, last: int) -> bool:
    """True for an age, a relative clause or an apposition: what stands between two commas behind a name."""
    words = scene.tokens.words
    opener = words[first].lower()
    if opener in {"who", "whose", "whom", "which"} or (first == last and opener.isdigit()):
        return True
    if opener not in words_of("appositive_opener") | words_of("aside_preposition"):
        return words[first].islower() and opener in people_nouns() and not opener.endswith("s")
    finite = words_of("auxiliary") | words_of("verb_like") | verb_forms().keys()
    return not any(words[index].lower() in finite for index in range(first, last + 1))


def _cited(scene: Scene, report: Report) -> Span | None:
    """What "according to X" belongs to: the rest of the sentence when it opens it, else what stands before."""
    words = scene.tokens.words
    start = sentence_start(scene, report.first)
    end = _sentence_end(scene, report.last)
    if report.first - start <= 2:
        comma = _past_asides(scene, report.ends + 1, end)
        return _between(scene, comma + 1, end) if comma is not None else None
    start = past_dateline(scene, start)
    last = report.first - 1
    while last > start and words[last] in {",", "—", "–"}:
        last -= 1
    return _between(scene, start, last)
