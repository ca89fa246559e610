"""What may be names in a text: every stretch of capitals that could be one, and the facts that tell what it is.

The stretches overlap: "Holmvik City Council", "Holmvik City", "City Council". Each has features, which are those that
are read of persons and organisations, together with how the stretch stands in its run of capitals
and in the whole text. Names that the built-in tables know are proposed too: what stands beside one may show that it is
a part of a longer name.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from functools import cache

from sitegen.knowledge import KnowledgeBase
from sitegen.knowledge.organizations import unsure_names
from sitegen.model import Entity, Kind, Mention
from sitegen.names.mentioned import is_built_in, stretch_of
from sitegen.names.organizations import evidence as organization_evidence
from sitegen.names.organizations.candidates import Candidate, candidate_of
from sitegen.names.organizations.lexicon import holds_head, may_be_name
from sitegen.names.people import ScoredNames, score_names
from sitegen.names.people.evidence import Found
from sitegen.names.people.lexicon import Sort, sort_of
from sitegen.names.people.no_initials import is_no_name
from sitegen.names.shown_places import is_bare_dateline
from sitegen.names.standing import features_of_standing
from sitegen.names.stretches import Stretch, find_stretches
from sitegen.text.parse import is_of_model
from sitegen.text.tokens import Tokens
from sitegen.text.values import value
from sitegen.text.wordlists import load_words

Features = Set[str]


@value
class Proposal:
    """Tokens `first` to `last` (inclusive) that may be a name."""

    first: int
    last: int
    key: str
    """What is judged once for all its places: the name, and where it is known, how it is bound there."""
    known: Entity | None = None
    """The entity of the built-in tables that has this name here."""
    bound: str = ""
    """For a known name: on which sides capitals stand beside it, which a longer name may hold."""


@value
class Proposals:
    """All that may be names in one text, with their features, and what each finder read of them."""

    all: tuple[Proposal, ...]
    """In order of text, the shorter first."""
    features: Mapping[str, Features]
    """By key."""
    people: ScoredNames
    bodies: Mapping[Stretch, Candidate]
    """The stretches read as organisations' names."""


@value
class _Read:
    """What the finders read in a text, each by its stretch."""

    people: Mapping[Stretch, Sequence[str]]
    bodies: Mapping[Stretch, Sequence[str]]


def propose(tokens: Tokens, mentions: Sequence[Mention], knowledge: KnowledgeBase) -> Proposals:
    """Everything in a text that may be a name beside what the author lists; `mentions` are those of what is known."""
    names = score_names(tokens, mentions, knowledge)
    people = {(one.candidate.first, one.candidate.last): one for one in names.found if not one.candidate.weak}
    known = {stretch_of(tokens, mention): mention.entity_id for mention in mentions}
    free = {one: entity for one in {*known.values()} if is_built_in(entity := knowledge.get(one))}
    built_in = {at: entity for at, one in known.items() if (entity := free.get(one)) is not None}
    closed = frozenset(index for index, entity_id in names.mentioned.items() if entity_id not in free)
    able = {*people, *find_stretches(tokens, names.mentioned, closed)} - {*known}
    stretches = _whole(tokens, _likely(tokens, able, {*people}, names.mentioned), names.mentioned, closed)
    found = sorted({*stretches, *built_in})
    bodies = {at: body for at in found if (body := candidate_of(tokens, *at)) is not None}
    read = _read(tokens, names, people, bodies, knowledge)
    every, others = [_proposal(tokens, at, built_in.get(at)) for at in found], load_words("organization_others")
    proposals = tuple([one for one in every if one.key not in others])
    return Proposals(proposals, _features(tokens, proposals, read, names, built_in), names, bodies)


def _likely(
    tokens: Tokens, stretches: Iterable[Stretch], people: Container[Stretch], mentioned: Container[int]
) -> Iterator[Stretch]:
    """The stretches that may name a person, and those whose words may be another name.

    A word that only opens its sentence begins none, nor does the month behind a day or a given name cut short; and a
    known name ends none without a word for a body.
    """
    small = tokens.small_words
    for first, last in stretches:
        if is_no_name(tokens, first) or (last > first and is_bare_dateline(tokens, first)):
            continue
        if (first, last) in people:
            yield first, last
            continue
        words = tokens.words[first : last + 1]
        word = words[0]
        opens = tokens.openings[first] and sort_of(word) is Sort.STRANGER and word.lower() in small
        if opens and word not in unsure_names():
            continue
        if may_be_name(words) and not (last in mentioned and not holds_head(words)):
            yield first, last


def _whole(
    tokens: Tokens, stretches: Iterable[Stretch], mentioned: Mapping[int, str], closed: Set[int]
) -> Iterator[Stretch]:
    """The stretches that neither cut a known name in two, nor hold a `closed` token, nor stand in two blocks."""
    for first, last in stretches:
        cuts = _inside_known(first, mentioned) or _inside_known(last + 1, mentioned)
        if not cuts and closed.isdisjoint(range(first, last + 1)) and tokens.leaves[first] == tokens.leaves[last]:
            yield first, last


def _inside_known(index: int, mentioned: Mapping[int, str]) -> bool:
    return index in mentioned and mentioned.get(index - 1) == mentioned[index]


def _read(
    tokens: Tokens,
    names: ScoredNames,
    people: Mapping[Stretch, Found],
    bodies: Mapping[Stretch, Candidate],
    knowledge: KnowledgeBase,
) -> _Read:
    """The features that the finders read, by stretch, each under the word of its finder."""
    listed = _listed_tokens(names.mentioned, knowledge)
    of_bodies = organization_evidence.features_of_names(tokens, tuple(bodies.values()), names, listed)
    as_people = {words: _of_finder("person", features) for words, features in names.features.items()}
    as_bodies = {name: _of_finder("body", features) for name, features in of_bodies.items()}
    return _Read(
        {at: as_people[one.candidate.words] for at, one in people.items()},
        {at: as_bodies[body.name] for at, body in bodies.items()},
    )


def _of_finder(finder: str, features: Iterable[str]) -> Sequence[str]:
    """What a finder read of a name, under its own word."""
    return finder, *map(_under(finder).__getitem__, features)


class _Under(dict[str, str]):
    """Each feature under the word of its finder; those of a language model are the same for both."""

    def __init__(self, finder: str) -> None:
        self._finder = finder

    def __missing__(self, feature: str) -> str:
        self[feature] = under = feature if is_of_model(feature) else f"{self._finder}: {feature}"
        return under


_under = cache(_Under)


def _listed_tokens(mentioned: Mapping[int, str], knowledge: KnowledgeBase) -> frozenset[int]:
    """The tokens of the names of organisations that are known."""
    kinds = {entity_id: entity.kind for entity_id in set(mentioned.values()) if (entity := knowledge.get(entity_id))}
    return frozenset(index for index, entity_id in mentioned.items() if kinds.get(entity_id) is Kind.ORGANIZATION)


def _proposal(tokens: Tokens, at: Stretch, known: Entity | None) -> Proposal:
    first, last = at
    bound = "".join(_bonds(tokens, first, last)) if known is not None else ""
    return Proposal(first, last, bound + tokens.name(first, last), known, bound)


def _bonds(tokens: Tokens, first: int, last: int) -> Iterator[str]:
    """A sign for each side on which a known name may be a part of a longer one."""
    before, after = tokens.before[first], tokens.behind[last]
    behind = tokens.sentence_word(last + 2, last)[:1].isupper()
    if before[:1].isupper() and not tokens.opens_sentence(first - 1):
        yield "< "
    if after[:1].isupper() or (after == "-" and tokens.glued(last + 1) and behind):
        yield "> "
    elif after in ("of", "for", "on") and behind:
        yield f"{after} > "


def _features(
    tokens: Tokens,
    proposals: Sequence[Proposal],
    read: _Read,
    names: ScoredNames,
    known: Mapping[Stretch, Entity],
) -> Mapping[str, Features]:
    """The features of each key, wherever it stands."""
    kinds = {entity.id: entity.kind for entity in known.values()}
    known_at = names.mentioned.keys()
    spans: dict[str, list[Stretch]] = {}
    features: dict[str, set[str]] = {}
    for one in proposals:
        at = one.first, one.last
        shown = features.get(one.key)
        if shown is None:
            shown = features[one.key] = set(read.bodies.get(at, ()))
            spans[one.key] = []
        spans[one.key].append(at)
        shown.update(read.people.get(at, ()))
        if not known_at.isdisjoint(range(one.first - 1, one.last + 2)):
            shown.update(_of_known(tokens, one, names.mentioned, kinds))
            shown.update(_beside_known(tokens, one, names.mentioned, kinds))
    for key, standing in features_of_standing(tokens, spans, features):
        features[key].update(standing)
    return features


def _sort_behind(tokens: Tokens, last: int, mentioned: Mapping[int, str], kinds: Mapping[str, Kind]) -> str:
    """What the word behind is: the kind of a known name, else the sort of the word."""
    behind = last + 1
    return str(kinds.get(mentioned.get(behind, ""), "")) or sort_of(tokens.words[behind]).name.lower()


def _of_known(tokens: Tokens, one: Proposal, mentioned: Mapping[int, str], kinds: Mapping[str, Kind]) -> Iterator[str]:
    """What known names the stretch is, begins with, holds and ends with."""
    if one.known is not None:
        yield f"known {one.known.kind}"
        yield f"known {one.bound.strip() or 'free'}"
        if one.bound.endswith("> "):
            yield f"known {one.known.kind}, then {_sort_behind(tokens, one.last, mentioned, kinds)}"
        return
    inside = [kinds.get(mentioned[index], "listed") for index in range(one.first, one.last + 1) if index in mentioned]
    if not inside:
        return
    yield from (f"holds {kind}" for kind in inside)
    if one.first in mentioned:
        yield f"opens {inside[0]}"
    if one.last in mentioned:
        yield f"ends {inside[-1]}"


def _beside_known(
    tokens: Tokens, one: Proposal, mentioned: Mapping[int, str], kinds: Mapping[str, Kind]
) -> Iterator[str]:
    """What known names stand right beside the stretch."""
    for side, index in (("before", one.first - 1), ("behind", one.last + 1)):
        if index in mentioned and tokens.in_sentence(index, one.first):
            yield f"{kinds.get(mentioned[index], 'listed')} {side} it"
