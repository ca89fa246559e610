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
    follows_body,
    has_article_always,
    has_branch,
    introduced_as_firm,
    introduced_as_thing,
    is_called,
    is_part,
    is_told_otherwise,
    stands_in_marks,
)
from sitegen.names.judge import KINDS, Judgement, Named, Verdict
from sitegen.names.organizations.lexicon import is_noun_for_body, is_role
from sitegen.names.people.generations import is_family
from sitegen.names.people.lexicon import Sort, forms_of_saying, sort_of
from sitegen.names.proposals import Proposals
from sitegen.names.shown_persons import ADDRESSED, SHOWN, doubtful_names
from sitegen.names.stretches import Stretch
from sitegen.names.things import CLOSING, gives_name, is_house, is_thing
from sitegen.text.tokens import Tokens
from sitegen.text.wordlists import load_class, load_words

FIRM = 0.9
"""How likely a name is a firm's of which the text says so."""
DOUBTFUL = 0.55
"""How likely a lone name is a person's, at most, where nothing beside it shows one: a page has no card for it."""
NEVER = 0.001
"""How likely a name is what the text says it is not."""
_ENOUGH = 2
"""So much speaks together for a lone name being a firm's that it is one."""
_ENOUGH_BESIDE_PERSON = 3
"""The same where the text names somebody of that name later on."""
_BEHIND = 12
"""Tokens behind a lone name that may tell of it."""
_LONGEST_APPOSITION = 9
"""Tokens from the comma behind a name to the noun that tells what it is."""
_ARTICLES = frozenset({"a", "an", "the"})
_ONE_OF_MANY = frozenset({"a", "an"})
_STOPS = frozenset({"", ",", ".", ";", ":", ")", "”", '"'})
_FIRMS = frozenset({"body: head firm", "body: head form"})


def without_likenesses(tokens: Tokens, proposals: Proposals, judgement: Judgement) -> Judgement:
    """The judgement with firms for organisations, and without things, where it has persons."""
    persons = {one.proposal.key for one in judgement.named if one.verdict.kind is Kind.PERSON}
    places: dict[str, list[Stretch]] = defaultdict(list)
    for one in proposals.all:
        if one.known is None and one.key in persons:
            places[one.key].append((one.first, one.last))
    firms = dict(_firms(tokens, places, proposals.features, judgement.named))
    things = frozenset(_things(tokens, places, proposals.features)) - firms.keys()
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


def _firms(
    tokens: Tokens, places: Mapping[str, Sequence[Stretch]], features: Mapping[str, Set[str]], named: Iterable[Named]
) -> Iterator[tuple[str, float]]:
    """The names that mean firms, and how likely each does: those called one, and the first word of a firm's name."""
    longer = {
        one.proposal.key.partition(" ")[0]: one.verdict.probability
        for one in named
        if one.verdict.kind is Kind.ORGANIZATION and not _FIRMS.isdisjoint(features[one.proposal.key])
    }
    for key, stretches in places.items():
        if "surname of a full name" in features[key] and _is_founded(tokens, key, places):
            yield key, FIRM
        if " " in key and (
            _ends_firm(key)
            or any(has_branch(tokens, *at) for at in stretches)
            or (
                ADDRESSED.isdisjoint(features[key] - {"given name first"})
                and any(follows_body(tokens, *at) for at in stretches)
            )
        ):
            yield key, FIRM
            continue
        if not ADDRESSED.isdisjoint(features[key]):
            continue
        if any(is_firm(tokens, *at) for at in stretches):
            yield key, FIRM
        elif "no full name" not in features[key]:
            continue
        elif key in longer:
            yield key, longer[key]
        elif "person: pronoun soon" not in features[key] and sum(_signs(tokens, *at) for at in stretches) >= _ENOUGH:
            yield key, FIRM


def _ends_firm(key: str) -> bool:
    return key.rpartition(" ")[2] in _words("firm_end")


def is_firm(tokens: Tokens, first: int, last: int) -> bool:
    """True where a name is called a firm's: shares in it, its shares, "the cosmetics group" behind it."""
    before, further = tokens.sentence_word(first - 1, first), tokens.sentence_word(first - 2, first).lower()
    behind, then = tokens.sentence_word(last + 1, last), tokens.sentence_word(last + 2, last)
    if before in {"in", "of"} and further in _words("shares") and behind != "'s":
        return True
    if introduced_as_firm(tokens, first):
        return True
    if behind in _words("shares") and then in _words("shares_do"):
        return True
    return behind == "," and then in _ARTICLES and _is_called_firm(tokens, last)


def _is_founded(tokens: Tokens, key: str, places: Mapping[str, Sequence[Stretch]]) -> bool:
    """True for a firm named like the person whom the text names in full later on, as its founder."""
    full = [at for other, stretches in places.items() if other.endswith(f" {key}") for at in stretches]
    early = [at for at in places[key] if full and at < min(full)]
    return any(is_firm(tokens, *at) for at in early) or (
        sum(_signs(tokens, *at) for at in early) >= _ENOUGH_BESIDE_PERSON
    )


def _signs(tokens: Tokens, first: int, last: int) -> int:
    """How much speaks for a lone name being a firm's: "customers of X" and "carmaker X" 2, "X said it would" 1."""
    before, further = tokens.sentence_word(first - 1, first).lower(), tokens.sentence_word(first - 2, first).lower()
    signs = 2 * (before in {"of", "at"} and further in _words("of_firm"))
    if is_noun_for_body(before):
        signs += 1 if before in _words("body_or_person") else 2
    behind = [tokens.sentence_word(index, last) for index in range(last + 1, last + 1 + _BEHIND)]
    if behind[0] == "'s":
        signs += (behind[1] in _words("of_firm")) + 2 * (behind[1] == "chief" and behind[2] in _words("firm_chief"))
    if behind[0] in _words("of_firm") or (behind[0] == "chief" and behind[1] in _words("firm_chief")):
        signs += 2
    for at, word in enumerate(behind):
        if word[:1].isupper() and not _is_day(word):
            break
        if word == "its" or (word == "it" and behind[at - 1] in forms_of_saying() | {"that"}):
            signs += 1
    return signs


def _is_day(word: str) -> bool:
    return word in load_words("weekdays")


def _is_called_firm(tokens: Tokens, last: int) -> bool:
    """True for ", the Franco-British cosmetics group," behind a name; not for ", the group's founder"."""
    for index in range(last + 3, last + 1 + _LONGEST_APPOSITION):
        word, behind = tokens.sentence_word(index, last), tokens.sentence_word(index + 1, last)
        if tokens.word(index - 1) == "-" and tokens.glued(index):
            word = f"{tokens.word(index - 2)}-{word}" if is_noun_for_body(f"{tokens.word(index - 2)}-{word}") else word
        if is_noun_for_body(word) and behind in CLOSING:
            return word not in _words("body_or_person")
        if word in CLOSING or word == "'s" or (is_role(word) and word not in load_words("role_modifiers")):
            return False
    return False


def _things(tokens: Tokens, places: Mapping[str, Sequence[Stretch]], features: Mapping[str, Set[str]]) -> Iterator[str]:
    """The names of storms, ships, animals and works, but for those that somebody's surname links with another name."""
    for key, stretches in places.items():
        shown, last = features[key], key.rpartition(" ")[2]
        if "surname of a full name" in shown:
            continue
        if _ends_no_person(key, last, shown):
            yield key
        if ADDRESSED.isdisjoint(shown - {"given name first"}) and _is_introduced(tokens, stretches):
            yield key
        if "no full name" in shown and ADDRESSED.isdisjoint(shown) and any(is_part(tokens, *at) for at in stretches):
            yield key
        if " " in key and shown.isdisjoint(SHOWN) and is_told_otherwise(tokens, stretches, shown):
            yield key
        if (
            shown.isdisjoint(SHOWN)
            and stands_in_marks(tokens, stretches)
            and not _stands_alone(tokens, last, stretches)
        ):
            yield key
        if _is_common(tokens, key, stretches, shown) or _is_named_for(key, shown, places):
            yield key
        if (
            "no full name" in shown
            and ADDRESSED.isdisjoint(shown)
            and any(_is_of_place(tokens, *at) for at in stretches)
        ):
            yield key
        house = "no full name" in shown and is_house(tokens, stretches)
        thing = house or any(is_thing(tokens, *at) for at in stretches)
        thing = thing or all(gives_name(tokens, *at) for at in stretches)
        if thing and (last == key or last not in features or not _stands_alone(tokens, last, stretches)):
            yield key


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
    """True behind "a", and behind "a black": what somebody drives."""
    before = tokens.before[first].lower()
    if before in _words("vehicle_before") and before not in _ONE_OF_MANY:
        before = tokens.sentence_word(first - 2, first).lower()
    return before in _ONE_OF_MANY


def _is_of_place(tokens: Tokens, _: int, last: int) -> bool:
    """True for Kyle of Lochalsh."""
    return tokens.behind[last] == "of" and tokens.sentence_word(last + 2, last)[:1].isupper()


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
    return last in _words("ends_no_person") and "given name first" not in features


def _is_introduced(tokens: Tokens, places: Sequence[Stretch]) -> bool:
    """True for what the text calls a thing's name, "a bar called Edgar", and for a full name with an article always."""
    if any(introduced_as_thing(tokens, first) or is_called(tokens, first, last) for first, last in places):
        return True
    return any(last > first for first, last in places) and has_article_always(tokens, places)


def _words(kind: str) -> frozenset[str]:
    return load_class("name_classes", kind)
