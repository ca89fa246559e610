"""Names like persons' that a text uses for something else: a firm whose shares fall, a storm, a ship, a dog, a novel.

The judge weighs what stands beside a name, but what the text says outright settles it: "shares in Tolland", "HMS Edgar
Tolland", "the cat Oscar". A firm is an organisation; a thing has no card.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from sitegen.knowledge.given_names import is_given_name
from sitegen.knowledge.organizations import names_in_one_word
from sitegen.model import Kind
from sitegen.names.introduced import (
    has_article_always,
    introduced_as_thing,
    is_behind_acronym,
    is_called,
    is_owned,
    is_part,
    is_told_otherwise,
    is_venue,
    is_workplace,
    stands_in_marks,
    stands_in_title,
)
from sitegen.names.judge import KINDS, Judgement, Named, Verdict
from sitegen.names.like_firms import firms_of
from sitegen.names.organizations.lexicon import is_people
from sitegen.names.people.generations import is_family
from sitegen.names.people.lexicon import Sort, sort_of
from sitegen.names.proposals import Proposals
from sitegen.names.shown_persons import ADDRESSED, SHOWN, doubtful_names
from sitegen.names.stretches import Stretch
from sitegen.names.things import gives_name, is_among_areas, is_house, is_thing
from sitegen.text.tokens import Tokens
from sitegen.text.wordlists import load_class

DOUBTFUL = 0.55
"""How likely a lone name is a person's, at most, where nothing beside it shows one: a page has no card for it."""
NEVER = 0.001
"""How likely a name is what the text says it is not."""
_OF_OTHERS = frozenset({"given name first", "person: who"})
"""What may be of the whole phrase, "viewers of Blue Peter, who"."""
_BOUND = frozenset({"always bound before"})
_SHORT = 3
"""Letters of a word that begins the names of persons and of bodies: Al, Ben."""
_ONE_OF_MANY = frozenset({"a", "an"})
_STOPS = frozenset({"", ",", ".", ";", ":", ")", "”", '"'})


def without_likenesses(tokens: Tokens, proposals: Proposals, judgement: Judgement) -> Judgement:
    """The judgement with firms for organisations, and without things, where it has persons."""
    persons = {one.proposal.key for one in judgement.named if one.verdict.kind is Kind.PERSON}
    places: dict[str, list[Stretch]] = defaultdict(list)
    for one in proposals.all:
        if one.known is None and one.key in persons:
            places[one.key].append((one.first, one.last))
    firms = dict(firms_of(tokens, places, proposals, judgement.named))
    things = frozenset(_things(tokens, places, proposals)) - firms.keys()
    things |= frozenset(_ends_of(places, firms.keys() | things)) - firms.keys()
    doubtful = frozenset(doubtful_names(tokens, places, proposals.features)) - firms.keys() - things
    if not (firms or things or doubtful):
        return judgement
    kept = (one for one in judgement.named if one.proposal.key not in things)
    named = tuple(_as_doubtful(one) if one.proposal.key in doubtful else _as_firm(tokens, one, firms) for one in kept)
    changed = {key: _shares(Kind.ORGANIZATION, sure) for key, sure in firms.items()} | dict.fromkeys(things, _shares())
    return replace(judgement, named=named, shares={**judgement.shares, **changed})


def _ends_of(names: Iterable[str], others: Set[str]) -> Iterator[str]:
    """The lone names that end longer ones of which none is a person's: Kelp beside the firm of Tidal Kelp."""
    longer: dict[str, list[str]] = defaultdict(list)
    for name in names:
        longer[name.rpartition(" ")[2]].append(name)
    for last, several in longer.items():
        whole = [name for name in several if name != last]
        if len(whole) < len(several) and whole and all(name in others for name in whole):
            yield last


def _as_doubtful(one: Named) -> Named:
    verdict = one.verdict
    return replace(one, verdict=replace(verdict, probability=min(verdict.probability, DOUBTFUL)))


def _as_firm(tokens: Tokens, one: Named, firms: Mapping[str, float]) -> Named:
    sure, before = firms.get(one.proposal.key), tokens.before[one.proposal.first]
    addressed = bool(before) and sort_of(before) is Sort.ADDRESS
    return one if sure is None or addressed else replace(one, verdict=Verdict(Kind.ORGANIZATION, sure))


def _shares(kind: Kind | None = None, sure: float = NEVER) -> Mapping[Kind, float]:
    return {one: sure if one is kind else NEVER for one in KINDS}


def _things(tokens: Tokens, places: Mapping[str, Sequence[Stretch]], proposals: Proposals) -> Iterator[str]:
    """The names of storms, ships, animals and works, but for those that somebody's surname links with another name."""
    features = proposals.features
    begun = frozenset(_first_of_bodies(tokens, proposals))
    for key, stretches in places.items():
        shown, last = features[key], key.rpartition(" ")[2]
        if "surname of a full name" in shown:
            if last == key and ADDRESSED.isdisjoint(shown) and _is_always_part(tokens, stretches):
                yield key
        elif (
            _ends_no_person(key, last, shown)
            or _is_named_for(key, shown, places)
            or (" " in key and ADDRESSED.isdisjoint(shown) and key.partition(" ")[0] in begun)
            or _is_bound(tokens, stretches, shown)
            or (last == key and (key in _words("sex") or any(is_among_areas(tokens, end) for _, end in stretches)))
            or _is_common(tokens, key, stretches, shown)
            or _is_used_as_thing(tokens, key, stretches, shown)
            or (
                _is_told_as_thing(tokens, stretches, shown)
                and (last == key or last not in features or not _stands_alone(tokens, last, stretches))
            )
        ):
            yield key


def _is_used_as_thing(tokens: Tokens, key: str, places: Sequence[Stretch], features: Set[str]) -> bool:
    """True for what nothing shows to be a person, and stands as things do: introduced as one, in marks, where people
    work."""
    unaddressed = ADDRESSED.isdisjoint(features - {"given name first"})
    if unaddressed and _is_introduced(tokens, places):
        return True
    personal = SHOWN if "given name first" in features else ADDRESSED
    if features.isdisjoint(personal) and any(is_workplace(tokens, *at) for at in places):
        return True
    is_bare = "no full name" in features and ADDRESSED.isdisjoint(features)
    if is_bare and any(is_part(tokens, *at) or _is_of_place(tokens, *at) for at in places):
        return True
    is_shown = not features.isdisjoint(SHOWN)
    if " " in key and not is_shown and is_told_otherwise(tokens, places, features):
        return True
    titled = (not is_shown and stands_in_marks(tokens, places)) or (unaddressed and stands_in_title(tokens, places))
    return titled and not _stands_alone(tokens, key.rpartition(" ")[2], places)


def _is_told_as_thing(tokens: Tokens, places: Sequence[Stretch], features: Set[str]) -> bool:
    """True for a house, a ship, a dog, and for what everywhere gives its name to what stands behind it."""
    if "no full name" in features and is_house(tokens, places):
        return True
    return any(is_thing(tokens, *at) for at in places) or all(gives_name(tokens, *at) for at in places)


def _is_named_for(key: str, features: Set[str], names: Container[str]) -> bool:
    """True for the hall that is called after another: Ada Moran Hall beside Ada Moran."""
    whose, _, last = key.rpartition(" ")
    return (
        " " in whose
        and whose in names
        and last in _words("ends_place")
        and ADDRESSED.isdisjoint(features - {"given name first"})
    )


def _is_common(tokens: Tokens, key: str, places: Sequence[Stretch], features: Set[str]) -> bool:
    """True for a name that always stands behind "a", "a Jack Russell"; of one word, also behind "the": the Nautilus."""
    if " " in key:
        ends = all(
            tokens.before[first].lower() in _ONE_OF_MANY and tokens.behind[last] in _STOPS for first, last in places
        )
        return ends and "person: surname alone" not in features and SHOWN.isdisjoint(features)
    if "no full name" not in features:
        return False
    if all(_is_one_of_many(tokens, at) for at, _ in places):
        return True
    return ADDRESSED.isdisjoint(features) and (has_article_always(tokens, places) or _has_kind(tokens, places))


def _has_kind(tokens: Tokens, places: Iterable[Stretch]) -> bool:
    """True for Abia behind which "state" says once what it is."""
    return any(tokens.behind[last] in _words("kind_behind") for _, last in places)


def _is_one_of_many(tokens: Tokens, first: int) -> bool:
    """True behind "a", and behind "a black": what somebody drives; for a plural behind a number: 38,000 Halvikers."""
    before = tokens.before[first].lower()
    if before.isdigit() and tokens.words[first].endswith("s"):
        return True
    if before in _words("vehicle_before") and before not in _ONE_OF_MANY:
        before = tokens.sentence_word(first - 2, first).lower()
    return before in _ONE_OF_MANY


def _is_of_place(tokens: Tokens, _: int, last: int) -> bool:
    """True for Kyle of Lochalsh."""
    return tokens.behind[last] == "of" and tokens.sentence_word(last + 2, last)[:1].isupper()


def _is_bound(tokens: Tokens, places: Sequence[Stretch], features: Set[str]) -> bool:
    """True for a lone name that stands nowhere but behind a word with a capital that is no title: Blue Peter."""
    if "no full name" not in features or not features >= _BOUND or not ADDRESSED.isdisjoint(features - _OF_OTHERS):
        return False
    before = [tokens.before[first] for first, _ in places]
    return all(sort_of(word) in (Sort.STRANGER, Sort.ORDINARY) and not is_people(word) for word in before)


def _is_always_part(tokens: Tokens, places: Sequence[Stretch]) -> bool:
    """True for what stands nowhere but behind an acronym, or nowhere but before an Act's kind of word."""
    return all(is_behind_acronym(tokens, at) for at, _ in places) or all(gives_name(tokens, *at) for at in places)


def _first_of_bodies(tokens: Tokens, proposals: Proposals) -> Iterator[str]:
    """The words that begin the names of the known bodies in the text: Barrick of Barrick Gold."""
    for one in proposals.all:
        if one.known is not None and one.known.kind is Kind.ORGANIZATION:
            word = tokens.words[one.first]
            if len(word) > _SHORT and not is_people(word):
                yield word


def _stands_alone(tokens: Tokens, last: str, places: Sequence[Stretch]) -> bool:
    """True where the last word of a name stands elsewhere without the rest, and is not that of a whole family."""
    ends = {end for _, end in places}
    return any(at not in ends and not is_family(tokens, at, at) for at in tokens.where({last}))


def _ends_no_person(key: str, last: str, features: Set[str]) -> bool:
    """True for a street, a farm, a café: the first word of the name, or its last, is in nobody's; and for two names."""
    first = key.partition(" ")[0]
    if " and " in key:
        return True
    if (
        first in _words("street_front")
        or last in _words("never_surname")
        or (first != key and first in _words("no_given"))
    ):
        return True
    if first != key and first in names_in_one_word() and not is_given_name(first):
        return True
    alone = first == key and key in _words("firm_end") and ADDRESSED.isdisjoint(features)
    return alone or (last in _words("ends_no_person") and "given name first" not in features)


def _is_introduced(tokens: Tokens, places: Sequence[Stretch]) -> bool:
    """True for what is called a thing's name, "a bar called Edgar", or owned; a full name with an article always."""
    if any(introduced_as_thing(tokens, first) or is_called(tokens, first, last) for first, last in places):
        return True
    if any(is_venue(tokens, *at) for at in places):
        return True
    if any(is_owned(tokens, *at) for at in places):
        return True
    return any(last > first for first, last in places) and has_article_always(tokens, places)


def _words(kind: str) -> frozenset[str]:
    return load_class("name_classes", kind)
