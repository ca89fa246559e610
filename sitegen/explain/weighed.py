"""The runs of capitals that were weighed as names of persons and of places, with their features."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sitegen.explain.finding import NameFinding, Reason, reasons_of
from sitegen.explain.outcome import Outcome
from sitegen.explain.signs import nearest_evidence
from sitegen.explain.words import NAME_RULES
from sitegen.knowledge import KnowledgeBase
from sitegen.model import Kind
from sitegen.names.mentioned import covered_tokens, mentioned_tokens
from sitegen.names.people import ENOUGH, evidence
from sitegen.names.people.candidates import Candidate, find_candidates
from sitegen.names.people.persons import Person, person_of
from sitegen.names.people.short_names import shortens
from sitegen.names.places import ENOUGH as ENOUGH_FOR_PLACE
from sitegen.names.places import evidence as place_evidence
from sitegen.names.places import means_place
from sitegen.names.places.candidates import find_candidates as find_place_candidates
from sitegen.site.thresholds import SHOWN_CERTAINTY, is_certain
from sitegen.text.spans import Span
from sitegen.text.weights import BIAS, log_odds

_IN_FULL = "the full name there"


def explain_people(outcome: Outcome, knowledge: KnowledgeBase) -> Iterator[NameFinding]:
    """A finding for every mention of a name that was weighed as a person's."""
    tokens = outcome.names.tokens
    mentioned = mentioned_tokens(tokens, outcome.names.known)
    found = evidence.gather(tokens, tuple(find_candidates(tokens, covered_tokens(mentioned, knowledge))), mentioned)
    features_of = evidence.features_of_names(found)
    cast = _cast(outcome)
    for one in found:
        words = one.candidate.words
        full = len(words) > 1
        features = features_of.get(words, one.features)
        score, reasons = evidence.score(features, full), reasons_of((BIAS, *features), evidence.weights(full))
        span = tokens.span(one.candidate.first, one.candidate.last)
        yield _of_person(outcome, one.candidate, span, cast, score, reasons)


def _of_person(
    outcome: Outcome,
    candidate: Candidate,
    span: Span,
    cast: Mapping[str, Sequence[Person]],
    score: float,
    reasons: tuple[Reason, ...],
) -> NameFinding:
    line = ENOUGH[len(candidate.words) > 1]
    mention = outcome.kept.get(span)
    if mention is not None and outcome.entity(mention).kind is Kind.PERSON:
        entity = outcome.entity(mention)
        short = entity.name.split() != list(candidate.words)
        if short:
            return NameFinding(span, entity, "short_name", NAME_RULES["short_name"])
        return NameFinding(span, entity, "weighed_person", NAME_RULES["weighed_person"], score, line, reasons)
    sharing = cast.get(candidate.words[-1], ())
    could_be = tuple(" ".join(person.words) for person in sharing if shortens(candidate, person))
    if len(could_be) > 1:
        return NameFinding(span, None, "namesakes", NAME_RULES["namesakes"], could_be=could_be, nearest=_IN_FULL)
    if could_be:
        return NameFinding(
            span, None, "unsure_short_name", NAME_RULES["unsure_short_name"], could_be=could_be, nearest=_IN_FULL
        )
    if score > line:
        return NameFinding(span, None, "unsure_single_name", NAME_RULES["unsure_single_name"], nearest=_IN_FULL)
    weights = evidence.weights(len(candidate.words) > 1).of_feature
    nearest = nearest_evidence("person", weights, [reason.feature for reason in reasons], line - score)
    return NameFinding(
        span, None, "below_line", NAME_RULES["below_line"], score, line, reasons, nearest=f"as a person: {nearest}"
    )


def _cast(outcome: Outcome) -> Mapping[str, Sequence[Person]]:
    """The persons of the article, by each word of their names and each half of a double one."""
    cast: dict[str, list[Person]] = defaultdict(list)
    for entity in outcome.names.entities.values():
        if entity.kind is Kind.PERSON:
            person = person_of(entity, 0)
            for word in {half for whole in person.words for half in (whole, *whole.split("-"))}:
                cast[word].append(person)
    return cast


def explain_places(outcome: Outcome, knowledge: KnowledgeBase) -> Iterator[NameFinding]:
    """A finding for every mention of a name that was weighed as a place's."""
    tokens = outcome.names.tokens
    mentioned = mentioned_tokens(tokens, outcome.names.with_people)
    candidates = tuple(find_place_candidates(tokens, mentioned))
    seen = place_evidence.gather(tokens, candidates, mentioned, knowledge)
    features_of = place_evidence.features_of_names(seen)
    for one in seen:
        features = features_of[one.candidate.words]
        span = tokens.span(one.candidate.first, one.candidate.last)
        mention = outcome.kept.get(span)
        entity = outcome.entity(mention) if mention is not None else None
        score, reasons = place_evidence.score(features), reasons_of((BIAS, *features), place_evidence.weights())
        taken = "weighed_place" if entity is not None and is_certain(entity) else "unsure_place"
        rule = taken if entity is not None else "below_line"
        if entity is None and score > ENOUGH_FOR_PLACE and not means_place(one.candidate.words, features):
            yield NameFinding(span, None, "no_town", NAME_RULES["no_town"])
            continue
        finding = NameFinding(span, entity, rule, NAME_RULES[rule], score, ENOUGH_FOR_PLACE, reasons)
        missing = log_odds(SHOWN_CERTAINTY[Kind.PLACE]) - score
        nearest = nearest_evidence("place", place_evidence.weights().of_feature, features, missing)
        yield finding if finding.shown else replace(finding, nearest=nearest)
