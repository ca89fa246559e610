"""What in a text speaks for a run of capitals being a place, or against it: features, weighed by a table.

The table `tables/place_weights.txt` has the weight of each feature; `tools/train_places.py` learns the weights from
hand-annotated news by logistic regression (Cox, "The regression analysis of binary sequences", 1958).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from sitegen.knowledge import KnowledgeBase
from sitegen.knowledge.cities import load_cities
from sitegen.knowledge.countries import country_entities, place_entities
from sitegen.knowledge.given_names import is_given_name
from sitegen.model import Kind
from sitegen.names.organizations.lexicon import is_people
from sitegen.names.places.candidates import RIVERS, PlaceCandidate, is_kind
from sitegen.names.shown_places import is_led_as_place, opens_dateline
from sitegen.text.parse import tags_of_names
from sitegen.text.tokens import Tokens
from sitegen.text.values import value
from sitegen.text.weights import Weights
from sitegen.text.wordlists import load_rows, load_words

Features = frozenset[str]
_LEADING = frozenset({"in", "near", "from", "settlement of", "listed", "listed settlement", "between"})
"""What makes the first of a list a place."""
_BASED = frozenset({"based", "born", "area", "headquartered", "bound"})
_PREPOSITIONS = frozenset({"in", "to", "at", "from", "near", "outside", "into", "on"})
_OTHERS = (None, Kind.PERSON, Kind.ORGANIZATION)
"""The kinds of what bears no place's name; None for what only the text knows."""
_OF_SUBJECTS = frozenset({"says", "was"})
"""What a verb behind a name shows, unless the name stands behind a preposition: "police in Pello said"."""


@value
class Seen:
    """A candidate with its features, and the id of the state or country that stands behind it, or empty."""

    candidate: PlaceCandidate
    features: Features
    region: str = ""


def score(features: Iterable[str]) -> float:
    """The evidence for a place in log odds; above 0 it is likelier than not."""
    return weights().of_set(features)


def weights() -> Weights:
    """The weights of the features."""
    return Weights.load("place")


def gather(
    tokens: Tokens, candidates: Sequence[PlaceCandidate], mentioned: Mapping[int, str], knowledge: KnowledgeBase
) -> tuple[Seen, ...]:
    """The candidates with their features; `mentioned` has the entity id of every token that a mention covers."""
    if not candidates:
        return ()
    kinds = {entity_id: _kind(entity_id, knowledge) for entity_id in set(mentioned.values())}
    words = _Words(
        small=tokens.small_words,
        of_others=frozenset(tokens.words[index] for index, of in mentioned.items() if kinds[of] in _OTHERS),
    )
    seen = [_seen(tokens, candidate, mentioned, kinds, words) for candidate in candidates]
    for index in range(1, len(seen)):
        seen[index] = _in_list(tokens, seen[index - 1], seen[index])
    return tuple(seen)


@value
class _Words:
    """Words of the whole text."""

    small: frozenset[str]
    """Those that stand in small letters."""
    of_others: frozenset[str]
    """Those of people and organisations that the text names."""


def _kind(entity_id: str, knowledge: KnowledgeBase) -> Kind | None:
    entity = knowledge.get(entity_id)
    return entity.kind if entity is not None else None


def features_of_names(seen: Sequence[Seen], dateline: str = "") -> dict[tuple[str, ...], Features]:
    """All features of each name, wherever it stands, and what the whole text and the dateline beside it add."""
    place = dateline.partition(",")[0].split("(")[0].strip().casefold()
    together: dict[tuple[str, ...], set[str]] = {}
    for one in seen:
        together.setdefault(one.candidate.words, set()).update(one.features)
    for words, tags in tags_of_names([(one.candidate.words, one.features) for one in seen]).items():
        together[words].update(tags)
    times = Counter(one.candidate.words for one in seen)
    for words, features in together.items():
        if times[words] > 1:
            features.add("twice")
        if "elsewhere" not in features:
            features.add("opens only")
        if place and " ".join(words).casefold() == place:
            features.add("dateline of the article")
    return {words: frozenset(features) for words, features in together.items()}


def _in_list(tokens: Tokens, before: Seen, one: Seen) -> Seen:
    """The candidate with the feature that it goes on a list of places: "in Pello and Ardmoor"."""
    between = tokens.words[before.candidate.last + 1 : one.candidate.first]
    if between in ((",",), ("and",), ("or",), (",", "and")) and before.features & _LEADING:
        feature = "listed settlement" if before.features & {"settlement of", "listed settlement"} else "listed"
        return replace(one, features=one.features | {feature})
    return one


def _seen(
    tokens: Tokens,
    candidate: PlaceCandidate,
    known: Mapping[int, str],
    kinds: Mapping[str, Kind | None],
    words: _Words,
) -> Seen:
    region = _region_behind(tokens, candidate.last, known, kinds)
    features = {
        *_shown_by_words(candidate.words),
        *_shape(candidate, words),
        *_neighbours(tokens, candidate, known, kinds),
    }
    if region:
        features.add("region")
    if tokens.parse is not None:
        features.update(tokens.parse.tags(candidate.first, candidate.last))
    return Seen(candidate, frozenset(features), region)


def region_behind(tokens: Tokens, last: int, mentioned: Mapping[int, str], knowledge: KnowledgeBase) -> str:
    """The id of a known place or country in which the text sets a place whose name ends at token `last`; or empty."""
    behind = mentioned.get(last + 2, "")
    return _region_behind(tokens, last, mentioned, {behind: _kind(behind, knowledge)})


def _region_behind(tokens: Tokens, last: int, known: Mapping[int, str], kinds: Mapping[str, Kind | None]) -> str:
    """The id of a known place or country behind a comma, which no list goes on after: "Ardmore, Oklahoma"."""
    at = last + 2
    if at >= len(tokens) or tokens.words[at - 1] != "," or tokens.sentences[at] != tokens.sentences[last]:
        return ""
    region = known.get(at, "")
    if not region or kinds[region] not in (Kind.PLACE, Kind.COUNTRY):
        return ""
    while known.get(at) == region:
        at += 1
    if is_people(tokens.shadow[tokens.starts[last + 2] : tokens.ends[at - 1]]):
        return ""
    following = tokens.words[at] if at < len(tokens) else "."
    return region if following not in ("and", "or", "'s") else ""


def _is_told(words: tuple[str, ...]) -> bool:
    """True where a word for what it is shows a place."""
    return len(words) > 1 and (is_kind(words[-1]) or words[0] in load_words("place_kinds"))


@lru_cache(maxsize=20_000)
def _shown_by_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """What the words show wherever they stand."""
    last = words[-1]
    shown = {
        "kind": last in load_words("place_kinds") and len(words) > 1,
        "kind first": words[0] in load_words("place_kinds") and len(words) > 1,
        "nature": len(words) > 1 and "nature" in (sort_of_kind(words[0]), sort_of_kind(last)),
        "street": len(words) > 1 and sort_of_kind(last) == "street",
        "at a river": any(word in RIVERS for word in words),
        "county": last == "County" and len(words) > 1,
        "venue": last in load_words("place_venues") and len(words) > 1,
        "kind alone": last in load_words("place_kinds") and len(words) == 1,
        "beginning": words[0] in load_words("place_beginnings"),
        "given name": not _is_told(words) and is_given_name(words[0]),
        "one": len(words) == 1,
        "three": len(words) > 2,
        "ending": last.endswith(_endings()),
        "like a noun": last.endswith(_noun_endings()),
        "camel": any(not word[1:].islower() and word.isalpha() and len(word) > 1 for word in words),
        "plural": last.endswith("s") and not last.endswith("ss"),
        "hyphen": any("-" in word for word in words),
        "accent": any(not word.isascii() for word in words),
        "part of a place": words[0] in load_words("compass") and " ".join(words[1:]) in _known_places(),
        "surname too": words[0] in load_words("cities_like_surnames"),
    }
    return tuple(feature for feature, there in shown.items() if there)


def _shape(candidate: PlaceCandidate, text: _Words) -> Iterator[str]:
    """What the words show in this text, and the words beside them in their run."""
    words = candidate.words
    countries = load_cities().get(" ".join(words))
    if countries is not None:
        yield "city"
        if len(countries) == 1:
            yield "city of one country"
    if not text.small.isdisjoint(map(str.lower, words)):
        yield "small elsewhere"
    if not (text.of_others.isdisjoint(words) or _is_told(words)):
        yield "of others"
    if candidate.dateline:
        yield "dateline"
    if candidate.before is not None:
        yield f"after {candidate.before.name.lower()}"
    if candidate.after is not None:
        yield f"before {candidate.after.name.lower()}"


def _neighbours(
    tokens: Tokens, candidate: PlaceCandidate, known: Mapping[int, str], kinds: Mapping[str, Kind | None]
) -> Iterator[str]:
    """What stands directly before and after the name, in its sentence."""
    first, last = candidate.first, candidate.last
    before, earlier = tokens.before[first].lower(), tokens.sentence_word(first - 2, first).lower()
    after, later = tokens.behind[last], tokens.sentence_word(last + 2, last)
    if not tokens.opens_sentence(first):
        yield "elsewhere"
    led = _beside("before").get(before, ())
    yield from led
    yield from (feature for feature in _beside("after").get(after, ()) if not (led and feature in _OF_SUBJECTS))
    if before in ("the", "a", "an") and len(candidate.words) == 1 and candidate.words[0] in load_cities():
        yield "city with an article"
    if before == "of":
        yield from _beside("before of").get(earlier, ("of",))
    if before == "the":
        yield from _beside("before the").get(earlier, ())
    if before in _PREPOSITIONS:
        yield from _beside("before in").get(earlier, ())
    if before == "for":
        yield from _beside("before for").get(tokens.sentence_word(first - 2, first), ())
    if before in ("from", "of") and earlier == "," and tokens.sentence_word(first - 3, first).isdigit():
        yield "aged"
    if is_kind(candidate.words[-1]) and (before.isdigit() or candidate.words[0][0].isdigit()):
        yield "numbered"
    if after == "-" and later in _BASED and tokens.glued(last + 1):
        yield "is seat"
    if candidate.dateline and opens_dateline(tokens, last):
        yield "dateline with dash"
    if is_led_as_place(tokens, first, last):
        yield "lived in"
    if after == "," and last + 2 in known and kinds[known[last + 2]] in (Kind.PLACE, Kind.COUNTRY):
        yield "place after comma"
    if before in (",", "and", "or", "to") and kinds.get(known.get(first - 2, "")) is Kind.PLACE:
        yield "place before"
    if after in ("and", "or", ",", "to") and kinds.get(known.get(last + 2, "")) is Kind.PLACE:
        yield "place behind"
    if before == "'s" and kinds.get(known.get(first - 2, "")) in (Kind.PLACE, Kind.COUNTRY):
        yield "of a place"
    if known.get(first - 1) and kinds[known[first - 1]] in (Kind.PLACE, Kind.COUNTRY):
        yield "after a place"
    if after == "(" and later.isupper():
        yield "acronym"


def sort_of_kind(word: str) -> str:
    """What a word for a kind of place is for: nature for land and water, street, or nothing in particular."""
    return _sorts_of_kinds().get(word, "")


@cache
def _sorts_of_kinds() -> Mapping[str, str]:
    return {row[0]: row[1] for row in load_rows("place_kinds") if len(row) > 1}


@cache
def _beside(side: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for feature, where, words in load_rows("place_neighbours"):
        if where == side:
            for word in words.split():
                found[word] = (*found.get(word, ()), feature)
    return found


@cache
def _known_places() -> frozenset[str]:
    """The names of the countries and places in the tables, and of the larger cities."""
    built_in = (name for entity in (*place_entities(), *country_entities()) for name in (entity.name, *entity.aliases))
    return frozenset((*built_in, *load_cities()))


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(load_words("place_endings")))


@cache
def _noun_endings() -> tuple[str, ...]:
    return tuple(sorted(load_words("noun_endings")))
