"""Who could be the speaker of a quoted stretch, and what speaks for each: the features that the ranking weighs.

They follow O'Keefe, Pareti, Curran, Koprinska and Honnibal, "A Sequence Labelling Approach to Quote Attribution"
(EMNLP 2012), and Muzny et al. 2017: how far and on which side a candidate stands, whether it is the subject of a verb
of saying, how many others stand between, what the stretch looks like, who spoke last.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sitegen.quotations.actors import Sort, hangs_on_preposition, is_possessive, sort_of
from sitegen.quotations.attribution import Attribution, Placed
from sitegen.quotations.scene import Phrase, Scene, is_adverb, words_of
from sitegen.quotations.speech import Report, verb_forms
from sitegen.quotations.syntax import Syntax, features_of_hanging, features_of_subject
from sitegen.text.wordlists import load_words

_BACK, _ON = 10, 4
"""How many possible speakers before and after a stretch are looked at."""
_FARTHEST = 150
"""How many tokens away a candidate may stand."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible answer to "who says it": a phrase, with its report when it is the subject of one, or nobody."""

    phrase: Phrase | None
    report: Report | None
    follows: int | None
    """Number of the quoted stretch whose speaker goes on."""
    features: tuple[str, ...]
    same_paragraph: bool = False
    """True when the stretch that it follows stands in the same paragraph."""


@dataclass(frozen=True, slots=True)
class Field:
    """What the search for candidates reads: a text's actors and reports in order of text."""

    scene: Scene
    stretches: Sequence[Placed]
    actors: Sequence[Phrase]
    starts: Sequence[int]
    """First tokens of the actors."""
    report_of: Mapping[int, Report]
    """The first report whose subject begins at a token."""
    sorts: Sequence[Sort]
    """What sort of speaker each actor would be."""
    reports_by: Mapping[str, int]
    """How many reports each entity is the subject of."""
    syntax: Syntax
    """What a language model says of the text, where one is asked."""


@dataclass(frozen=True, slots=True)
class Past:
    """What was decided for the spoken stretch before: the rule, and whom it named."""

    place: Placed
    rule: str
    phrase: Phrase | None


def find_candidates(field: Field, place: Placed, picked: Attribution, past: Past | None) -> tuple[Candidate, ...]:
    """Every candidate for the stretch. `picked` is what the sieves say; `past` is None for the first stretch."""
    above = field.syntax.verbs_over(place)
    found = [_of_phrase(field, place, picked, phrase, above) for phrase in _nearby(field, place, picked)]
    if past is not None:
        found.append(_of_past(field, place, picked, past, above))
    features = (
        *_features_of_nobody(field, place, picked),
        *features_of_hanging(field.scene, field.syntax, above, "nobody"),
    )
    found.append(Candidate(None, None, None, features))
    return tuple(found)


def _nearby(field: Field, place: Placed, picked: Attribution) -> list[Phrase]:
    """The phrases around the stretch, the sieves' own choice among them."""
    at = bisect_left(field.starts, place.first)
    after = bisect_left(field.starts, place.last + 1)
    near = [
        actor
        for actor in (*field.actors[max(0, at - _BACK) : at], *field.actors[after : after + _ON])
        if _is_near(field.scene, place, actor)
    ]
    chosen = picked.report.subject if picked.report is not None else picked.subject
    if chosen is None:
        return near
    return [*(actor for actor in near if actor.last < chosen.first or actor.first > chosen.last), chosen]


def _is_near(scene: Scene, place: Placed, actor: Phrase) -> bool:
    tokens = scene.tokens
    if actor.last < place.first:
        return place.first - actor.last < _FARTHEST and tokens.leaves[place.first] - tokens.leaves[actor.last] <= 2
    return actor.first - place.last < _FARTHEST and tokens.leaves[actor.first] == tokens.leaves[place.last]


def _of_phrase(field: Field, place: Placed, picked: Attribution, phrase: Phrase, above: tuple[int, ...]) -> Candidate:
    chosen = picked.report.subject if picked.report is not None else picked.subject
    is_chosen = chosen is not None and phrase.first <= chosen.last and chosen.first <= phrase.last
    report = picked.report if is_chosen and picked.report is not None else field.report_of.get(phrase.first)
    features = _features_of_phrase(field, place, picked, phrase, report, is_chosen)
    parsed = features_of_subject(field.scene, field.syntax, place, phrase, above)
    return Candidate(phrase, report, None, (*features, *parsed))


def _features_of_phrase(
    field: Field, place: Placed, picked: Attribution, phrase: Phrase, report: Report | None, is_chosen: bool
) -> Iterator[str]:
    scene = field.scene
    sort, where = sort_of(scene, phrase), _where(scene, place, phrase)
    yield f"{sort} {where}"
    yield sort
    yield where
    if is_chosen:
        yield f"chosen {picked.rule}"
        yield f"chosen {picked.rule} {sort}"
    else:
        yield f"against {picked.rule} {where}"
    if report is not None:
        yield from _features_of_report(scene, place, report, where, is_chosen)
    else:
        yield f"no report {sort}"
        if where == "inside before" and not is_chosen:
            yield f"no report, {picked.rule}"
    yield from _features_of_role(scene, phrase, sort)
    yield from _features_of_text(field, phrase)
    yield f"{_shape(scene, place)} {where}"
    yield from _features_between(field, place, phrase, where)


def _features_of_text(field: Field, phrase: Phrase) -> Iterator[str]:
    """How much the entity speaks in the text."""
    if phrase.mention is not None:
        yield f"speaks {min(field.reports_by.get(phrase.mention.entity_id, 0), 3)}"


def _shape(scene: Scene, place: Placed) -> str:
    """Whether the stretch is a whole sentence, opens one or is a part."""
    inner = place.quoted.inner.of(scene.tokens.text).strip()
    opens = place.first == 0 or scene.tokens.sentences[place.first - 1] != scene.tokens.sentences[place.first]
    if inner[:1].isupper() or opens:
        return "whole" if inner[-1:] in ".!?…" else "opening"
    return "short part" if place.last - place.first <= 4 else "part"


def _where(scene: Scene, place: Placed, phrase: Phrase) -> str:
    """On which side of the stretch a phrase stands, and how far in sentences and paragraphs."""
    tokens = scene.tokens
    if phrase.last < place.first:
        sentences = tokens.sentences[place.first] - tokens.sentences[phrase.last]
        leaves = tokens.leaves[place.first] - tokens.leaves[phrase.last]
        return "inside before" if sentences == 0 else f"before {min(sentences, 3)} {min(leaves, 2)}"
    sentences = tokens.sentences[phrase.first] - tokens.sentences[place.last]
    return "inside after" if sentences == 0 else f"after {min(sentences, 3)}"


def _features_of_report(scene: Scene, place: Placed, report: Report, where: str, is_chosen: bool) -> Iterator[str]:
    words = scene.tokens.words
    yield f"{report.form} {where}"
    base = verb_forms().get(words[report.last])
    cue = base.base if base is not None else "according"
    yield f"cue {cue}"
    if where.startswith("inside"):
        yield f"cue {cue} {where}"
    if report.negated:
        yield "negated"
    takes = "b" if "b" in report.takes else "t" if "t" in report.takes else "q"
    yield f"takes {takes} {where}"
    if report.ends < place.first:
        gap = place.first - report.ends - 1
        yield f"gap {where} {_step(gap)}"
        between = words[report.ends + 1 : place.first][:40]
        if "that" in between[:4]:
            yield "that between"
        if between and between[-1] in {",", ":"}:
            yield "leads in"
        if any(word.islower() and word in verb_forms() for word in between):
            yield f"another cue between {where}"
        if "," in between[:-1] and where == "inside before":
            yield "comma between"
    elif report.begins > place.last:
        yield f"gap {where} {_step(report.begins - place.last - 1)}"


def _features_of_role(scene: Scene, phrase: Phrase, sort: str) -> Iterator[str]:
    """What part the phrase plays in its sentence."""
    tokens, words = scene.tokens, scene.tokens.words
    if is_possessive(scene, phrase):
        yield "possessive"
    elif hangs_on_preposition(scene, phrase):
        yield f"after a preposition {sort}"
    if tokens.opens_sentence(phrase.first):
        yield "opens its sentence"
    previous = words[phrase.first - 1].lower() if phrase.first else ""
    if previous and tokens.sentences[phrase.first - 1] == tokens.sentences[phrase.first]:
        yield f"behind {_class_of(previous)}"
    following = phrase.last + 1
    if following < len(words) and tokens.sentences[following] == tokens.sentences[phrase.last]:
        yield f"then {_class_of(words[following].lower())}" if scene.quoted[following] < 0 else "then marks"


def _class_of(lower: str) -> str:
    if not lower[0].isalnum() and lower != "'s":
        return lower if lower in {",", ".", ":", "(", ")"} else "mark"
    if lower in verb_forms():
        return "saying"
    for kind in ("auxiliary", "preposition", "conjunction", "subordinator", "determiner", "subject_pronoun"):
        if lower in words_of(kind):
            return kind
    if is_adverb(lower):
        return "adverb"
    if _is_verb(lower):
        return "verb"
    return "ed" if lower.endswith("ed") else "ing" if lower.endswith("ing") else "word"


def _is_verb(lower: str) -> bool:
    return lower in words_of("verb_like") or lower in load_words("person_verbs")


def _features_between(field: Field, place: Placed, phrase: Phrase, where: str) -> Iterator[str]:
    """How many other possible speakers stand between, and whether another stretch does."""
    starts = field.starts
    if phrase.last < place.first:
        others = field.sorts[bisect_left(starts, phrase.last + 1) : bisect_left(starts, place.first)]
        stretch = place.number - 1
        parted = stretch >= 0 and field.stretches[stretch].first > phrase.last
    else:
        others = field.sorts[bisect_left(starts, place.last + 1) : bisect_left(starts, phrase.first)]
        stretch = place.number + 1
        parted = stretch < len(field.stretches) and field.stretches[stretch].last < phrase.first
    persons = others.count("person") + others.count("he") + others.count("who")
    yield f"persons between {min(persons, 3)}"
    if where == "inside before" and _is_first(field, phrase):
        yield "first in its sentence"
    yield f"others between {_step(len(others))}"
    if parted:
        yield f"stretch between {where}"


def _is_first(field: Field, phrase: Phrase) -> bool:
    """True when no other possible speaker stands before the phrase in its sentence."""
    at = bisect_left(field.starts, phrase.first)
    sentences = field.scene.tokens.sentences
    return at == 0 or sentences[field.starts[at - 1]] != sentences[phrase.first]


def _of_past(field: Field, place: Placed, picked: Attribution, past: Past, above: tuple[int, ...]) -> Candidate:
    leaves = field.scene.tokens.leaves
    features = (
        *_features_of_past(field, place, picked, past),
        *features_of_hanging(field.scene, field.syntax, above, "past"),
    )
    return Candidate(past.phrase, None, past.place.number, features, leaves[past.place.last] == leaves[place.first])


def _features_of_past(field: Field, place: Placed, picked: Attribution, past: Past) -> Iterator[str]:
    scene, tokens, previous = field.scene, field.scene.tokens, past.place
    leaves = tokens.leaves[place.first] - tokens.leaves[previous.last]
    sentences = tokens.sentences[place.first] - tokens.sentences[previous.last]
    opens = place.first == 0 or tokens.leaves[place.first - 1] != tokens.leaves[place.first]
    where = f"{min(leaves, 2)} {min(sentences, 3)}"
    yield "past"
    yield f"past {where}"
    yield f"past, rule {past.rule}"
    yield f"past, now {picked.rule}"
    yield f"past {where}, now {picked.rule}"
    if picked.follows == previous.number:
        yield f"chosen past {picked.rule}"
    if opens:
        yield f"past, opens its paragraph {min(leaves, 2)}"
    if past.phrase is None:
        yield "past nobody"
    else:
        yield f"past {sort_of(scene, past.phrase)}"
        yield "past behind" if past.phrase.first > previous.last else "past ahead"
    between = field.actors[bisect_left(field.starts, previous.last + 1) : bisect_left(field.starts, place.first)]
    others = [one for one in between if past.phrase is None or one.first != past.phrase.first]
    named = sum(1 for one in others if sort_of(scene, one) in {"person", "he", "name", "noun"})
    yield f"past, between {min(named, 4)}"
    yield f"past, {_shape(scene, place)}"
    if past.phrase is not None:
        yield from (f"past {feature}" for feature in _features_of_text(field, past.phrase))
    yield f"past, gap {_step(place.first - previous.last - 1)}"


def _features_of_nobody(field: Field, place: Placed, picked: Attribution) -> Iterator[str]:
    yield "nobody"
    yield f"nobody {picked.rule}"
    yield f"nobody, words {_step(place.last - place.first - 1)}"
    yield f"nobody, {_shape(field.scene, place)}"


def _step(count: int) -> int:
    """A count, made coarse."""
    return next((step for step in (30, 15, 8, 5, 3, 2, 1) if count >= step), 0)
