"""What an entry tells beyond the sentence that its card covers; a name of which it tells nothing more has no card."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from sitegen.model import Annotated, Entity
from sitegen.site.anchors import Anchor
from sitegen.site.thresholds import shown_speaker
from sitegen.text.spans import Span


class PersonHere(NamedTuple):
    """A person of the article who belongs to a country or an organisation."""

    entity: Entity
    role: str


class Telling(Protocol):
    """An entry of the list of an article."""

    @property
    def entity(self) -> Entity: ...
    @property
    def country(self) -> Entity | None: ...
    @property
    def role(self) -> str: ...
    @property
    def people(self) -> Sequence[PersonHere]: ...
    @property
    def tells_more(self) -> bool: ...


class Sentence(NamedTuple):
    """A sentence of an article, its words in small letters, and the ids of all that it names."""

    span: Span
    words: str
    named: frozenset[str]


def find_bare_mentions(annotated: Annotated, anchors: Iterable[Anchor], entries: Iterable[Telling]) -> frozenset[str]:
    """The fragments of those mentions whose entry tells nothing that their own sentence does not tell."""
    doubtful = {entry.entity.id: entry for entry in entries if not entry.tells_more}
    if not doubtful:
        return frozenset()
    said, given = _said_by(annotated), {entity.id: entity.evidence for entity in annotated.found}
    sentence_at = _sentences(annotated)
    return frozenset(
        anchor.fragment
        for anchor in anchors
        if anchor.woven
        and (entry := doubtful.get(anchor.mention.entity_id)) is not None
        and (sentence := sentence_at(anchor.mention.span)) is not None
        and not any(_beyond(entry, sentence, said.get(entry.entity.id, ()), given.get(entry.entity.id, ())))
    )


def _beyond(entry: Telling, sentence: Sentence, said: Iterable[Span], given: Iterable[Span]) -> Iterator[bool]:
    """For each thing that the entry tells, whether the sentence leaves it out; `given` is where the role stands."""
    span = sentence.span
    yield bool(entry.role) and entry.role.casefold() not in sentence.words and not any(map(span.covers, given))
    yield entry.country is not None and entry.country.id not in sentence.named
    yield any(span.clip(words) is None for words in said)
    yield any(person.entity.id not in sentence.named for person in entry.people)


def _said_by(annotated: Annotated) -> Mapping[str, Sequence[Span]]:
    """By the id of a speaker where the words begin."""
    said: dict[str, list[Span]] = {}
    for quotation in annotated.quotations:
        speaker = shown_speaker(quotation)
        if speaker is not None:
            said.setdefault(speaker.entity_id, []).append(quotation.segments[0].span)
    return said


def _sentences(annotated: Annotated) -> Callable[[Span], Sentence | None]:
    """Gives the sentence that a span begins in."""
    sentences, mentions = annotated.sentences, annotated.mentions
    starts = [sentence.start for sentence in sentences]
    places = [mention.span.start for mention in mentions]

    def sentence_at(span: Span) -> Sentence | None:
        at = bisect_right(starts, span.start) - 1
        if at < 0 or sentences[at].end <= span.start:
            return None
        found = sentences[at]
        first, end = bisect_right(places, found.start - 1), bisect_right(places, found.end - 1)
        named = frozenset(mention.entity_id for mention in mentions[first:end])
        return Sentence(found, found.of(annotated.article.text).casefold(), named)

    return sentence_at
