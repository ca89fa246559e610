"""What a site shows of what was found: speakers, organisations and places only where they are sure enough."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from sitegen.model import Annotated, Kind, Quotation, Speaker, SpeakerRule

SHOWN_CERTAINTY: Mapping[Kind, float] = {Kind.PERSON: 0.6, Kind.ORGANIZATION: 0.85, Kind.PLACE: 0.6}
"""What is found has a page, and links to it, only when one article at least makes it this certain."""

SHOWN_CONFIDENCE = 0.7
"""A page names a person or another entity as speaker only when the annotator is at least this sure."""
SHOWN_WORDS_CONFIDENCE = 0.8
"""The same for a speaker that stays the text's own words ("Western officials")."""
SHOWN_CLAUSE_CONFIDENCE = 0.85
"""A clause without marks is a quotation on a page only when it is this sure that somebody says it, and who."""

_FIRST = (Kind.PERSON, Kind.PLACE, Kind.ORGANIZATION, Kind.TERM, Kind.COUNTRY)


class Uncertain(Protocol):
    """An entity that may have been found, and how likely it is one."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def certainty(self) -> float: ...


def above_threshold(annotated: Iterable[Annotated]) -> tuple[Annotated, ...]:
    """The articles without what is not sure enough, in the same order.

    Organisations and places go that no article makes certain, and clauses that may be no report.

    Where articles find a person and an organisation (or a place) of one id, the id of the second gets its kind at the
    end. A quotation whose speaker goes keeps the words that name it.
    """
    articles = tuple(annotated)
    changes = changed_ids([one.found for one in articles])
    return tuple(with_ids(without_doubtful_clauses(one), new) for one, new in zip(articles, changes, strict=True))


def changed_ids(found: Sequence[Sequence[Uncertain]]) -> tuple[Mapping[str, str], ...]:
    """For what each article found, the ids that are others on the site; empty for what no page shows."""
    every = [entity for entities in found for entity in entities]
    certain = {entity.id for entity in every if is_certain(entity)}
    kinds: dict[str, set[Kind]] = {}
    for entity in every:
        if entity.id in certain:
            kinds.setdefault(entity.id, set()).add(Kind(entity.kind))
    return tuple(
        {
            entity.id: new
            for entity in entities
            if (new := _shown_id(entity, kinds) if entity.id in certain else "") != entity.id
        }
        for entities in found
    )


def without_doubtful_clauses(one: Annotated) -> Annotated:
    """The article without clauses that are likely no quotation, or nobody's who can be named: these are `doubtful`."""
    doubtful = tuple(filter(is_doubtful_clause, one.quotations))
    if not doubtful:
        return one
    kept = tuple(said for said in one.quotations if not is_doubtful_clause(said))
    return replace(one, quotations=kept, doubtful=doubtful)


def is_doubtful_clause(quotation: Quotation) -> bool:
    """True for a clause without marks that is likely no quotation, or nobody's who can be named."""
    return quotation.rule is SpeakerRule.CLAUSE and quotation.confidence < SHOWN_CLAUSE_CONFIDENCE


def shown_speaker(quotation: Quotation) -> Speaker | None:
    """The speaker when the annotator is sure enough to name one on a page; else the quotation is unattributed."""
    speaker = quotation.speaker
    return speaker if speaker is not None and quotation.confidence >= speaker_line(quotation) else None


def speaker_line(quotation: Quotation) -> float:
    """How sure the annotator must be for a page to name the speaker of this quotation."""
    return line_of(quotation.rule, quotation.speaker is not None and bool(quotation.speaker.entity_id))


def line_of(rule: SpeakerRule | None, is_entity: bool) -> float:
    """How sure the annotator must be for a page to name a speaker, an entity or mere words, found by this rule."""
    if rule is SpeakerRule.CLAUSE:
        return SHOWN_CLAUSE_CONFIDENCE
    return SHOWN_CONFIDENCE if is_entity else SHOWN_WORDS_CONFIDENCE


def in_percent(chance: float, line: float = 1.0) -> str:
    """A probability in whole percent; one below the line is never rounded up to it."""
    whole = round(100 * chance)
    return f"{whole if chance >= line else min(whole, round(100 * line) - 1)}%"


def is_certain(entity: Uncertain) -> bool:
    """True for what is listed, and for what is found where an article makes it certain."""
    return entity.certainty >= SHOWN_CERTAINTY.get(Kind(entity.kind), 0.0)


def with_ids(one: Annotated, new: Mapping[str, str]) -> Annotated:
    """The article with these ids in the place of its own; what has none now goes."""
    if not new:
        return one
    return replace(
        one,
        mentions=tuple(
            replace(mention, entity_id=entity_id)
            for mention in one.mentions
            if (entity_id := new.get(mention.entity_id, mention.entity_id))
        ),
        quotations=tuple(_said_by(quotation, new) for quotation in one.quotations),
        doubtful=tuple(_said_by(quotation, new) for quotation in one.doubtful),
        found=tuple(
            replace(entity, id=entity_id) for entity in one.found if (entity_id := new.get(entity.id, entity.id))
        ),
    )


def _shown_id(entity: Uncertain, kinds: Mapping[str, set[Kind]]) -> str:
    """The id, with the kind at its end where another kind comes first."""
    first = min(kinds[entity.id], key=_FIRST.index)
    return entity.id if entity.kind == first else f"{entity.id}-{entity.kind}"


def _said_by(quotation: Quotation, new: Mapping[str, str]) -> Quotation:
    speaker = quotation.speaker
    if speaker is None or speaker.entity_id not in new:
        return quotation
    return replace(quotation, speaker=replace(speaker, entity_id=new[speaker.entity_id]))
