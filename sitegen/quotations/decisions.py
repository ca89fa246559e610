"""Who says each quoted stretch: the sure patterns decide where they can, learned weights everywhere else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sitegen.quotations.actors import find_actors, sort_of
from sitegen.quotations.attribution import Attribution, Placed, Rule, sieve
from sitegen.quotations.candidates import Candidate, Field, Past, find_candidates
from sitegen.quotations.irony import features_of_stretch, is_surely_spoken, is_surely_title
from sitegen.quotations.ranking import Ranked, rank
from sitegen.quotations.scene import Phrase, Scene
from sitegen.quotations.speech import Report
from sitegen.quotations.syntax import Syntax, feature_of_choice
from sitegen.text.weights import Weights, probability

_STEPS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99, 0.995)


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided for a quoted stretch."""

    place: Placed
    attribution: Attribution
    phrase: Phrase | None
    """Who says it, in the words of the text; also where the attribution only names the stretch it follows."""
    picked: Attribution
    """What the sieves said before the ranking."""
    ranked: tuple[Ranked, ...]
    """All candidates, the likeliest first; empty where a sure pattern decided."""
    confidence: float
    """Estimated probability that this phrase is the speaker's."""
    spoken: bool = True
    """False for words that nobody says."""
    stretch_features: tuple[str, ...] = ()
    """What speaks for and against their being said; empty where a sure pattern says so."""
    right_features: tuple[str, ...] = ()
    """What speaks for and against the decision."""


def decide(scene: Scene, stretches: Sequence[Placed], reports: Sequence[Report]) -> tuple[Decision, ...]:
    """One decision for each stretch that somebody says, in order of text."""
    return tuple(decision for decision in decide_all(scene, stretches, reports) if decision.spoken)


def decide_all(
    scene: Scene, stretches: Sequence[Placed], reports: Sequence[Report], *, everything: bool = False
) -> Iterator[Decision]:
    """One decision for each stretch; with `everything` also for the candidates of words that nobody says."""
    if not stretches:
        return
    field, starts = field_of(scene, stretches, reports), [report.first for report in reports]
    last: Decision | None = None
    for place in stretches:
        previous, past = (last.place, last.attribution) if last is not None else (None, None)
        picked = sieve(scene, place, previous, past, reports, starts)
        features = () if is_surely_spoken(scene, place, picked) else features_of_stretch(scene, place, picked, previous)
        spoken = not features or (Weights.load("spoken").of(features) > 0 and not is_surely_title(scene, place))
        if spoken or everything:
            decision = _decided(field, place, picked, last, starts)
            decision = replace(decision, spoken=spoken, stretch_features=features) if everything else decision
            yield decision
            last = decision if spoken else last


def field_of(scene: Scene, stretches: Sequence[Placed], reports: Sequence[Report]) -> Field:
    """What the candidates of a text are searched in."""
    actors = find_actors(scene)
    report_of = {report.subject.first: report for report in reversed(reports)}
    subjects = (report.subject.means or report.subject for report in reports)
    reports_by = Counter(subject.mention.entity_id for subject in subjects if subject.mention is not None)
    sorts = tuple(sort_of(scene, actor) for actor in actors)
    starts, syntax = tuple(actor.first for actor in actors), Syntax.of(scene.tokens.parse)
    return Field(scene, stretches, actors, starts, report_of, sorts, reports_by, syntax)


def _decided(
    field: Field, place: Placed, picked: Attribution, last: Decision | None, starts: Sequence[int]
) -> Decision:
    past = Past(last.place, last.attribution.rule, last.phrase) if last is not None else None
    if picked.joined and last is not None:
        return _weighed(field.scene, place, picked, last.phrase, picked, ())
    if _is_sure(field.scene, picked, starts):
        return _weighed(field.scene, place, picked, _subject(picked), picked, ())
    ranked = rank(find_candidates(field, place, picked, past))
    chosen = ranked[0].candidate
    attribution = _attributed(field.scene, place, picked, chosen)
    return _weighed(field.scene, place, attribution, chosen.phrase, picked, ranked)


def _is_sure(scene: Scene, picked: Attribution, starts: Sequence[int]) -> bool:
    """True for “…,” X said, with a person's name or he or she, and no other report in the sentence; and for — X."""
    report = picked.report
    if picked.rule == "signed":
        return True
    if picked.rule != "after" or report is None or report.form not in {"plain", "inverted"}:
        return False
    if sort_of(scene, report.subject) not in {"person", "he", "body"}:
        return False
    here, sentences = report.place, scene.tokens.sentences
    beside = (*starts[max(0, here - 1) : here], *starts[here + 1 : here + 2])
    return all(sentences[start] != sentences[report.first] for start in beside)


def _subject(attribution: Attribution) -> Phrase | None:
    return attribution.report.subject if attribution.report is not None else attribution.subject


def _attributed(scene: Scene, place: Placed, picked: Attribution, chosen: Candidate) -> Attribution:
    """The sieves' attribution when the ranking agrees with it, else one of its own."""
    if chosen.phrase is None:
        return Attribution("none")
    if chosen.follows is not None:
        if picked.follows == chosen.follows:
            return replace(picked, subject=chosen.phrase)
        rule: Rule = "continued" if chosen.same_paragraph else "carried"
        return Attribution(rule, subject=chosen.phrase, follows=chosen.follows)
    mine = _subject(picked)
    if mine is not None and (mine.first, mine.last) == (chosen.phrase.first, chosen.phrase.last):
        return picked
    report = chosen.report if chosen.report is not None and _reports(scene, place, chosen.report) else None
    return Attribution("ranked", report=report, subject=chosen.phrase)


def _reports(scene: Scene, place: Placed, report: Report) -> bool:
    """True when the report stands in the sentence where the stretch begins or ends."""
    sentences = scene.tokens.sentences
    return sentences[report.first] in {sentences[place.first], sentences[place.last]}


def _weighed(
    scene: Scene,
    place: Placed,
    attribution: Attribution,
    phrase: Phrase | None,
    picked: Attribution,
    ranked: tuple[Ranked, ...],
) -> Decision:
    """The decision, with its confidence."""
    features = _features_of_decision(scene, attribution, phrase, ranked)
    return Decision(
        place,
        attribution,
        phrase,
        picked,
        ranked,
        probability(Weights.load("right").of(features)),
        right_features=features,
    )


def _features_of_decision(
    scene: Scene, attribution: Attribution, phrase: Phrase | None, ranked: tuple[Ranked, ...]
) -> tuple[str, ...]:
    """What speaks for the decision being right."""
    if phrase is None:
        return ("nobody",)
    rule, sort = attribution.rule, sort_of(scene, phrase)
    features = ["any", rule, sort, f"{rule} {sort}"]
    if ranked:
        features.extend(f"above {step}" for step in _STEPS if ranked[0].probability > step)
        if scene.tokens.parse is not None:
            features.append(feature_of_choice([one.candidate.features for one in ranked]))
    else:
        features.append(f"sure {rule}")
    if attribution.joined:
        features.append("joined")
    return tuple(features)
