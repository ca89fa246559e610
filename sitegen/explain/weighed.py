"""The stretches that were judged as names, with the features that speak for what they are, or against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from sitegen.explain.finding import NameFinding, Reason, reasons_of
from sitegen.explain.outcome import Outcome
from sitegen.explain.places import explain_places
from sitegen.explain.signs import OTHER_FORM, nearest_evidence
from sitegen.explain.words import NAME_RULES
from sitegen.knowledge import KnowledgeBase
from sitegen.model import Annotated, Entity, Kind
from sitegen.names.judge import KINDS, TAKEN, Judgement, hundredths, probabilities, weights_for
from sitegen.names.people.persons import Person, person_of
from sitegen.names.people.short_forms import shortens
from sitegen.names.proposals import Proposal, Proposals
from sitegen.names.standing import with_evidence
from sitegen.site.thresholds import SHOWN_CERTAINTY, is_certain
from sitegen.text.spans import Span
from sitegen.text.values import value
from sitegen.text.weights import BIAS, log_odds

_LEAST = 0.01
"""Log odds; less is rounding."""
_IN_FULL = "the full name there"
_A = {Kind.PERSON: "a person", Kind.ORGANIZATION: "an organisation", Kind.PLACE: "a place"}


def explain_weighed(outcome: Outcome, annotated: Annotated, knowledge: KnowledgeBase) -> Iterator[NameFinding]:
    """A finding for every stretch that was judged, or weighed as a place's name, and that nobody lists.

    What means a place, or would most likely mean one, is told with what was weighed for its being a place's name.
    """
    places = {finding.span: finding for finding in explain_places(outcome, knowledge, annotated.article.dateline)}
    for finding in explain_judged(outcome):
        place = places.pop(finding.span, None)
        yield place if place is not None and _tells_of_place(finding, place, outcome) else finding
    yield from places.values()


def _tells_of_place(judged: NameFinding, place: NameFinding, outcome: Outcome) -> bool:
    """True where the finder of places decided, and not the judge."""
    if place.entity is not None or judged.entity is not None:
        return place.entity is not None and place.entity.kind is Kind.PLACE
    return place.rule == "no_town" or judged.nearest.startswith(f"as {_A[Kind.PLACE]}")


def explain_judged(outcome: Outcome) -> Iterator[NameFinding]:
    """A finding for every stretch that was judged and that nobody lists; longer ones first."""
    proposals, judgement = outcome.names.proposals, outcome.names.judgement
    if proposals is None or judgement is None:
        return
    cast = _cast(outcome)
    for one in sorted(proposals.all, key=lambda one: one.first - one.last):
        if one.known is None:
            yield _finding(outcome, proposals, judgement, cast, one)


def _finding(
    outcome: Outcome,
    proposals: Proposals,
    judgement: Judgement,
    cast: Mapping[str, Sequence[Person]],
    one: Proposal,
) -> NameFinding:
    span = outcome.names.tokens.span(one.first, one.last)
    mention = outcome.kept.get(span)
    if mention is None:
        return _left_out(outcome, proposals, judgement, cast, one)
    entity = outcome.entity(mention)
    rule = _rule(entity, one.key)
    told = rule in ("short_name", "short_organization")
    return _weighed(proposals, judgement, one, span, rule, None if told else entity.kind, entity)


def _rule(entity: Entity, name: str) -> str:
    """Why a name that is mentioned means its entity."""
    if entity.kind is Kind.PERSON:
        return "weighed_person" if name == entity.name else "short_name"
    if entity.kind is Kind.ORGANIZATION and name != entity.name and name in entity.aliases:
        return "short_organization"
    return f"weighed_{entity.kind}" if is_certain(entity) else f"unsure_{entity.kind}"


def _left_out(
    outcome: Outcome,
    proposals: Proposals,
    judgement: Judgement,
    cast: Mapping[str, Sequence[Person]],
    one: Proposal,
) -> NameFinding:
    """Why a stretch means nobody and nothing: several could be meant, or too little speaks for any kind."""
    span = outcome.names.tokens.span(one.first, one.last)
    people = tuple(_could_be(proposals, cast, one))
    if people:
        rule = "namesakes" if len(people) > 1 else "unsure_short_name"
        names, ids = tuple(" ".join(person.words) for person in people), tuple(person.entity_id for person in people)
        return NameFinding(span, None, rule, NAME_RULES[rule], could_be=names, nearest=_IN_FULL, other_ids=ids)
    kind = max(KINDS, key=lambda kind: judgement.shares[one.key][kind])
    return _weighed(proposals, judgement, one, span, "below_line", kind, None)


def _could_be(proposals: Proposals, cast: Mapping[str, Sequence[Person]], one: Proposal) -> Iterator[Person]:
    """The persons for whose full names the stretch may be short."""
    for found in proposals.people.found:
        if (found.candidate.first, found.candidate.last) == (one.first, one.last):
            sharing = cast.get(found.candidate.words[-1], ())
            yield from (person for person in sharing if shortens(found.candidate, person))


def _weighed(
    proposals: Proposals,
    judgement: Judgement,
    one: Proposal,
    span: Span,
    rule: str,
    kind: Kind | None,
    entity: Entity | None,
) -> NameFinding:
    """The finding with what was weighed for that kind; without it where there is none."""
    if kind is None or kind not in KINDS:
        return NameFinding(span, entity, rule, NAME_RULES[rule])
    line, score = log_odds(TAKEN[kind]), log_odds(judgement.shares[one.key][kind])
    features, weights = proposals.features[one.key], weights_for(kind)
    reasons = (*_of_other_form(score, features, kind), *reasons_of((BIAS, *sorted(features)), weights))
    told = score if entity else min(score, line)
    finding = NameFinding(span, entity, rule, NAME_RULES[rule], told, line, reasons, kind=kind)
    if finding.shown:
        return finding
    nearest = nearest_evidence(kind, _Gains(features, kind), features, log_odds(SHOWN_CERTAINTY[kind]) - score)
    return replace(finding, nearest=f"as {_A[kind]}: {nearest}" if nearest and entity is None else nearest)


@value
class _Gains:
    """How much the log odds of a kind grow with one more feature, which may speak for other kinds too."""

    features: Set[str]
    kind: Kind

    def get(self, feature: str, default: float, /) -> float:
        """The growth; `default` for a feature without a weight."""
        if feature not in hundredths():
            return default
        before, then = (
            probabilities(some)[self.kind] for some in (self.features, with_evidence(self.features, feature))
        )
        return log_odds(then) - log_odds(before)


def _of_other_form(score: float, features: Iterable[str], kind: Kind) -> Iterator[Reason]:
    """What the surname adds to the full name, or the acronym to what it stands for."""
    more = score - log_odds(probabilities(features)[kind])
    if more > _LEAST:
        yield Reason(OTHER_FORM, round(more, 2))


def _cast(outcome: Outcome) -> Mapping[str, Sequence[Person]]:
    """The persons of the article, by each word of their names and each half of a double one."""
    cast: dict[str, list[Person]] = defaultdict(list)
    for entity in outcome.names.entities.values():
        if entity.kind is Kind.PERSON:
            person = person_of(entity, 0)
            for word in {half for whole in person.words for half in (whole, *whole.split("-"))}:
                cast[word].append(person)
    return cast
