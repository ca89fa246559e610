"""Which report a quoted stretch belongs to: sure patterns first, then the sentence, then its neighbours.

The order follows the sieves of Muzny, Fang, Chang and Jurafsky, "A Two-stage Sieve Approach for Quote Attribution"
(EACL 2017): first quotation to mention, here; then mention to person, in `coreference`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sitegen.quotations.marks import Quoted
from sitegen.quotations.phrases import phrase_ending
from sitegen.quotations.scene import LONGEST_SENTENCE, Phrase, Scene, is_name_word, words_of
from sitegen.quotations.speech import Report
from sitegen.quotations.subjects import sentence_subject

Rule = Literal[
    "after", "before", "mixed", "beside", "continued", "carried", "sentence", "signed", "ranked", "clause", "none"
]
"""after: “…,” X said · before: X said: “…” · mixed: X said it was “…” · beside: “…,” X barked · continued: the second
half of an interrupted quotation, or the next in its paragraph · carried: from the paragraph before · sentence: the
subject of the sentence · ranked: none of these, but the likeliest candidate · clause: X said that … · none: nobody."""

_REACH = 35
"""How many tokens after a stretch its cue may stand."""
_LONGEST_SIGNATURE = 25
_MARKED_END = frozenset(",?!—–-…")


@dataclass(frozen=True, slots=True)
class Attribution:
    """What was found for one quoted stretch: the rule, the report or the bare subject, and whom it continues."""

    rule: Rule
    report: Report | None = None
    subject: Phrase | None = None
    follows: int | None = None
    """Number of the quoted stretch whose speaker goes on."""
    joined: bool = False
    """True when it is a further segment of the record that it follows."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A quoted stretch with its first and last token."""

    number: int
    quoted: Quoted
    first: int
    last: int


def sieve(
    scene: Scene,
    place: Placed,
    previous: Placed | None,
    past: Attribution | None,
    reports: Sequence[Report],
    starts: Sequence[int],
) -> Attribution:
    """What the sure patterns say of a stretch, else what its sentence and its neighbours suggest.

    `previous` and `past` are the spoken stretch before it and what was decided there; `starts` the first tokens of the
    cues of `reports`.
    """
    if previous is not None and _continues_paragraph(scene, previous, place):
        return Attribution("continued", follows=previous.number, joined=True)
    after = _report_after(scene, place, reports, starts)
    if after is not None:
        return Attribution("after", report=after)
    if previous is not None and past is not None and _is_interrupted(scene, previous, past, place):
        return Attribution("continued", follows=previous.number, joined=True)
    before = _report_before(scene, place, reports, starts)
    if before is not None:
        return Attribution("before" if _introduces(scene, before, place) else "mixed", report=before)
    signed = _signature(scene, place)
    return (
        Attribution("signed", subject=signed) if signed is not None else _from_neighbours(scene, place, previous, past)
    )


def _signature(scene: Scene, place: Placed) -> Phrase | None:
    """Who signs in the paragraph after one that holds nothing but the stretch: “Go.” / — Ana Ruiz, mayor."""
    tokens, words = scene.tokens, scene.tokens.words
    dash, leaf = place.last + 1, tokens.leaves[place.last]
    alone = place.first == 0 or tokens.leaves[place.first - 1] != leaf
    if not alone or dash + 1 >= len(words) or words[dash] not in {"-", "—", "–", "--"}:
        return None
    end = dash + 1
    while end < len(words) and tokens.leaves[end] == tokens.leaves[dash] and end - dash <= _LONGEST_SIGNATURE:
        end += 1
    if end - dash > _LONGEST_SIGNATURE or not is_name_word(words[dash + 1]):
        return None
    last = next((index for index in range(dash + 1, end) if words[index] in {",", ".", "("}), end) - 1
    return phrase_ending(scene, dash + 1, last) if last > dash else None


def _from_neighbours(scene: Scene, place: Placed, previous: Placed | None, past: Attribution | None) -> Attribution:
    tokens = scene.tokens
    beside = _named_beside(scene, place)
    if beside is not None:
        return Attribution("beside", subject=beside)
    same_leaf = previous is not None and tokens.leaves[previous.last] == tokens.leaves[place.first]
    known = past is not None and past.rule != "none"
    own = sentence_subject(scene, place.first) if _inside_sentence(scene, place) else None
    if own is not None:
        return Attribution("sentence", subject=own)
    if same_leaf and known and previous is not None:
        return Attribution("continued", follows=previous.number)
    if known and previous is not None and _is_near(scene, previous, place):
        return Attribution("carried", follows=previous.number)
    introduced = _subject_of_paragraph_before(scene, place)
    return Attribution("carried", subject=introduced) if introduced is not None else Attribution("none")


def _named_beside(scene: Scene, place: Placed) -> Phrase | None:
    """Who stands right after the comma with a verb that is not listed: “Go home,” Ruiz barked."""
    tokens = scene.tokens
    first = place.last + 1
    ending = place.quoted.inner.of(tokens.text).rstrip(" \u00a0'’”\"")[-1:]
    if first + 1 >= len(tokens) or ending not in {",", "?", "!"} or tokens.leaves[first] != tokens.leaves[place.last]:
        return None
    mention = scene.mention_at.get(first)
    if mention is not None and scene.is_person(mention):
        last = tokens.at(mention.span.end - 1)
        beyond = tokens.words[last + 1] if last + 1 < len(tokens) else "."
        return Phrase(first, last, "name", mention) if beyond.islower() and beyond[0].isalpha() else None
    return Phrase(first, first, "pronoun") if tokens.words[first] in {"he", "she"} else None


def _subject_of_paragraph_before(scene: Scene, place: Placed) -> Phrase | None:
    """The subject of the last sentence before a stretch that opens its paragraph."""
    tokens = scene.tokens
    before = place.first - 1
    if before < 0 or tokens.leaves[place.first] - tokens.leaves[before] != 1:
        return None
    return sentence_subject(scene, before)


def _inside_sentence(scene: Scene, place: Placed) -> bool:
    """True when words of the reporter stand before the stretch in its sentence, or a colon just before it."""
    before = place.first - 1
    if before < 0:
        return False
    tokens = scene.tokens
    if tokens.words[before] == ":":
        return True
    return tokens.sentences[before] == tokens.sentences[place.first] and scene.quoted[before] < 0


def _is_near(scene: Scene, previous: Placed, place: Placed) -> bool:
    """True when the stretch opens the paragraph right after the one where the previous stretch stands."""
    tokens = scene.tokens
    opens = place.first == 0 or tokens.leaves[place.first - 1] != tokens.leaves[place.first]
    return opens and tokens.leaves[place.first] - tokens.leaves[previous.last] == 1


def _continues_paragraph(scene: Scene, previous: Placed, place: Placed) -> bool:
    return not previous.quoted.closed and scene.tokens.leaves[place.first] == scene.tokens.leaves[previous.last] + 1


def _is_interrupted(scene: Scene, previous: Placed, attribution: Attribution, place: Placed) -> bool:
    """True for the second half of "“…,” X said. “…”": nothing but the report stands between the two."""
    report = attribution.report
    if (
        attribution.rule != "after"
        or report is None
        or scene.tokens.leaves[previous.last] != scene.tokens.leaves[place.first]
    ):
        return False
    if not 0 < place.first - report.ends - 1 <= 30:
        return False
    between = scene.tokens.words[report.ends + 1 : place.first]
    ends_sentence = [index for index, word in enumerate(between) if word in {".", ":"}]
    return between[-1] in {",", ".", ":", "—", "–", "…", ";"} and (
        not ends_sentence or ends_sentence[0] == len(between) - 1
    )


def _report_after(scene: Scene, place: Placed, reports: Sequence[Report], starts: Sequence[int]) -> Report | None:
    """The report that stands right after the stretch: “…,” X said · “…,” said X."""
    tokens = scene.tokens
    following = place.last + 1
    if following >= len(tokens) or tokens.leaves[following] != tokens.leaves[place.last]:
        return None
    if tokens.words[following] in {",", "—", "–", "."}:
        following += 1
    index = bisect_left(starts, following)
    if index >= len(reports):
        return None
    report = reports[index]
    if tokens.sentences[report.first] != tokens.sentences[min(following, len(tokens) - 1)]:
        return None
    if not _leads_on(scene, place, report, following):
        return None
    if report.form == "chained" and _inside_sentence(scene, place):
        return None
    if report.first - following > _REACH or max(scene.quoted[following : report.first], default=-1) >= 0:
        return None
    return report if _starts_at(scene, report, following) else None


def _leads_on(scene: Scene, place: Placed, report: Report, following: int) -> bool:
    """True when the stretch ends so that a report may follow: with a comma, or before an inverted or bare "X said."."""
    words = scene.tokens.words
    ending = place.quoted.inner.of(scene.tokens.text).rstrip(" \u00a0'’”\"")[-1:]
    if ending in ".?!" and ending and words[following] in {"He", "She", "They", "It", "We"}:
        return False
    if ending in _MARKED_END or words[following - 1] == ",":
        return True
    beyond = words[report.ends + 1] if report.ends + 1 < len(words) else "."
    if report.form == "inverted":
        return report.first == following
    return ending == "." and report.form == "plain" and beyond in {".", "to", "in", "on", "at", "of", "during", "after"}


def _starts_at(scene: Scene, report: Report, following: int) -> bool:
    """True when nothing but the subject, its roles and asides stands between the stretch and the cue."""
    words = scene.tokens.words
    lower = words[following].lower()
    if report.form in {"inverted", "according"}:
        return report.first - following <= 2
    if report.form == "chained":
        return report.first == following or report.first - following <= 2
    if report.first - following > _REACH or report.subject.first < following:
        return False
    closed = words_of("conjunction") | words_of("subordinator") | words_of("preposition") | words_of("auxiliary")
    return lower not in closed


def _report_before(scene: Scene, place: Placed, reports: Sequence[Report], starts: Sequence[int]) -> Report | None:
    """The last report before the stretch in its sentence; over a colon also at the end of the paragraph before."""
    tokens = scene.tokens
    before = place.first - 1
    if before < 0:
        return None
    colon = tokens.words[before] == ":" or (
        tokens.words[before] == "," and tokens.leaves[before] == tokens.leaves[place.first]
    )
    if not colon and tokens.sentences[before] != tokens.sentences[place.first]:
        return None
    index = bisect_left(starts, place.first) - 1
    if index < 0:
        return None
    same: list[Report] = []
    while index >= 0 and len(same) < 20 and tokens.sentences[reports[index].first] == tokens.sentences[before]:
        if same and _parted(scene, reports[index].last, same[-1].begins):
            break
        same.append(reports[index])
        index -= 1
    if not same or _introduces(scene, same[0], place) or (same[0].form == "chained" and "q" in same[0].takes):
        return same[0] if same else None
    return next((report for report in same if _takes_clause(scene, report)), same[0])


def _parted(scene: Scene, first: int, last: int) -> bool:
    """True where a semicolon stands between two reports, so that the one before it ends there."""
    return any(scene.tokens.words[index] == ";" and scene.quoted[index] < 0 for index in range(first, last))


def _takes_clause(scene: Scene, report: Report) -> bool:
    """True when what the verb reports may be a whole clause: "said the", not "promised to"."""
    following = scene.tokens.words[report.last + 1].lower() if report.last + 1 < len(scene.tokens) else "."
    return "b" in report.takes and following != "to"


def _introduces(scene: Scene, report: Report, place: Placed) -> bool:
    """True for “X said, “…””: the cue leads straight into the stretch."""
    words = scene.tokens.words
    before = words[place.first - 1]
    between = words[report.ends + 1 : min(place.first, report.ends + 2)]
    if (
        place.first - report.ends > LONGEST_SENTENCE
        or max(scene.quoted[report.ends + 1 : place.first], default=-1) >= 0
    ):
        return False
    return before in {",", ":"} or not between
