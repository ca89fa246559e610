"""Places that nobody listed, found by the structure of the text: "Ardmore, Oklahoma", "the town of Pello".

A run of capitals that means nothing known yet is a place's name when enough speaks for it, wherever in the text it
stands: a preposition of place, the state or country behind a comma, a word for what it is, its being a known city.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from functools import cache

from sitegen.knowledge import KnowledgeBase
from sitegen.knowledge.cities import load_cities
from sitegen.knowledge.countries import load_countries, slug_of
from sitegen.knowledge.gazetteer import Form, Match
from sitegen.knowledge.given_names import is_given_name
from sitegen.model import Entity, Kind, Mention, Origin
from sitegen.names.country_context import in_illness, in_longer_name
from sitegen.names.introduced import stands_in_marks
from sitegen.names.mentioned import mentioned_tokens, place_of
from sitegen.names.namesake_places import places_of_namesakes
from sitegen.names.organizations.lexicon import is_role
from sitegen.names.people.phrases import is_in_title_case
from sitegen.names.places.candidates import PlaceCandidate, find_candidates
from sitegen.names.places.evidence import Features, Seen, features_of_names, gather, region_behind, score, sort_of_kind
from sitegen.names.surroundings import Surroundings
from sitegen.text.slugs import NOT_FOR_PAGES
from sitegen.text.spans import Span
from sitegen.text.tokens import Tokens
from sitegen.text.values import value
from sitegen.text.weights import probability
from sitegen.text.wordlists import load_class

_TOLD = frozenset({"region", "settlement of", "dateline", "lived in", "is seat", "place after comma"})
"""What shows that a place is meant by the surname of somebody whom the text names."""
_YEAR = 4
"""The digits of a year, which numbers no street."""
_BEHIND_NUMBER = frozenset({",", ".", "and", "or", "on", "in", ""})
ENOUGH = 0.0
"""Log odds above which a name is a place's."""

__all__ = ["Places", "find_places", "places_told"]


@value
class Places:
    """The places that only the text knows, and where it names them."""

    found: tuple[Entity, ...]
    mentions: tuple[Mention, ...]


def find_places(
    tokens: Tokens,
    mentions: Sequence[Mention],
    knowledge: KnowledgeBase,
    found: Sequence[Entity] = (),
    dateline: str = "",
) -> Places:
    """The places among the words that no mention covers; `found` are the entities that the text gave before.

    The `dateline` of the article may stand outside its text, and names a place.
    """
    mentioned = mentioned_tokens(tokens, mentions)
    seen = gather(tokens, tuple(find_candidates(tokens, mentioned)), mentioned, knowledge)
    features_of = features_of_names(seen, dateline)
    surnames = _surnames(tokens, mentions, found, knowledge) if features_of else frozenset()
    places = {
        words
        for words, features in features_of.items()
        if means_place(words, features) and (surnames.isdisjoint(words) or len(words) > 1 or features & _TOLD)
    }
    taken, spoken_of = {entity.id for entity in found}, _countries_of(mentions, knowledge) if places else frozenset()
    entities: dict[str, Entity] = {}
    named: list[Mention] = []
    for words in sorted(places, key=lambda words: _first(seen, words)):
        here = [one for one in seen if one.candidate.words == words and not _is_in_longer_name(tokens, one.candidate)]
        entity = _entity(here, score(features_of[words]), knowledge, taken, spoken_of) if here else None
        if entity is not None:
            entities[entity.id] = entity
            named += [Mention(_span(tokens, one.candidate), entity.id) for one in here]
    return Places(tuple(entities.values()), tuple(sorted(named, key=place_of)))


def _surnames(
    tokens: Tokens, mentions: Iterable[Mention], found: Iterable[Entity], knowledge: KnowledgeBase
) -> frozenset[str]:
    """The last words of full names of persons, as the text has them: alone they are rather theirs than a place’s."""
    persons = {entity.id for entity in found if entity.kind is Kind.PERSON}
    stretches = (
        tokens.stretch(mention.span.start, mention.span.end)
        for mention in mentions
        if mention.entity_id in persons or _is_person(knowledge.get(mention.entity_id))
    )
    return frozenset(tokens.words[last] for first, last in stretches if last > first)


def _is_person(entity: Entity | None) -> bool:
    return entity is not None and entity.kind is Kind.PERSON


def _is_in_longer_name(tokens: Tokens, candidate: PlaceCandidate) -> bool:
    """True where the capitals behind the words, or before "of", make one longer name with them, and for a campus.

    So it is for a place that stands alone between quotation marks, as a title does.
    """
    if stands_in_marks(tokens, ((candidate.first, candidate.last),)) or _goes_on_with_saint(tokens, candidate.last):
        return True
    if _is_of_otherwise(tokens, candidate):
        return True
    span = _span(tokens, candidate)
    around = Surroundings(tokens, Match(span.start, span.end, Form(" ".join(candidate.words), ())))
    if not around.after[:1].isupper() and around.before not in (",", "of"):
        return in_illness(around)
    return in_longer_name(around)


def _is_of_otherwise(tokens: Tokens, candidate: PlaceCandidate) -> bool:
    """True for a firm, an engineer with Halvik; for a paper, seen by The Halvik; for a headline's word, Near Deal.

    So is the lane of Halvik Lane Primary, and the street of Halvik 33.
    """
    first, word = candidate.first, tokens.words[candidate.first]
    before = tokens.before[first].lower()
    if before == "with" and is_role(tokens.sentence_word(first - 2, first)):
        return True
    if word == "The" and before in ("by", "told") and not tokens.openings[first]:
        return True
    land = sort_of_kind(tokens.words[candidate.last])
    if land and tokens.sentence_word(candidate.last + 1, first) in load_class("name_classes", "school_of"):
        return True
    if _is_numbered(tokens, candidate.last):
        return True
    ordinary = candidate.first == candidate.last and word.lower() in tokens.small_words
    return ordinary and is_in_title_case(tokens, first) and not tokens.before[first].islower()


def _is_numbered(tokens: Tokens, last: int) -> bool:
    """True before a number that belongs to it, as nothing that it counts follows."""
    number, behind = tokens.sentence_word(last + 1, last), tokens.sentence_word(last + 2, last)
    return number.isdigit() and len(number) < _YEAR and behind in _BEHIND_NUMBER


def _goes_on_with_saint(tokens: Tokens, last: int) -> bool:
    """True for the St. of a saint, with the saint's name behind it: Fort St. John."""
    behind = tokens.word(last + 1)
    return tokens.words[last] == "St." and behind[:1].isupper() and is_given_name(behind)


def places_told(tokens: Tokens, mentions: Sequence[Mention], knowledge: KnowledgeBase) -> tuple[Entity, ...]:
    """The country of each listed place whose entry has none, and the state or country in which the text sets it."""
    listed = {one: knowledge.get(one) for one in dict.fromkeys(mention.entity_id for mention in mentions)}
    open_ = {one: place for one, place in listed.items() if place is not None and _is_open(place)}
    if not open_:
        return ()
    mentioned = mentioned_tokens(tokens, mentions)
    regions: dict[str, str] = dict.fromkeys(open_, "")
    for mention in mentions:
        if mention.entity_id in open_ and not regions[mention.entity_id]:
            last = tokens.at(mention.span.end - 1)
            regions[mention.entity_id] = region_behind(tokens, last, mentioned, knowledge)
    spoken_of = _countries_of(mentions, knowledge)
    told = (_told(place, knowledge.get(regions[one]), knowledge, spoken_of) for one, place in open_.items())
    return tuple(entity for entity in told if entity.country)


def _is_open(place: Entity) -> bool:
    return place.kind is Kind.PLACE and place.origin is Origin.KNOWLEDGE and not place.country


def _countries_of(mentions: Iterable[Mention], knowledge: KnowledgeBase) -> frozenset[str]:
    """The ids of the countries that the text names, and of those of the places that it names."""
    named = (knowledge.get(entity_id) for entity_id in {mention.entity_id for mention in mentions})
    return frozenset(
        one.id if one.kind is Kind.COUNTRY else one.country
        for one in named
        if one is not None and one.kind in (Kind.COUNTRY, Kind.PLACE) and (one.kind is Kind.COUNTRY or one.country)
    )


def _told(listed: Entity, region: Entity | None, knowledge: KnowledgeBase, spoken_of: Set[str]) -> Entity:
    country, summary = _setting(listed.name, region, knowledge, spoken_of)
    return Entity(
        id=listed.id, kind=Kind.PLACE, name=listed.name, summary=summary, country=country, origin=Origin.FOUND
    )


def _setting(name: str, region: Entity | None, knowledge: KnowledgeBase, spoken_of: Set[str]) -> tuple[str, str]:
    """The country of a place, that of its region or else the one country of that city; and a sentence that tells it.

    Of a city not where others bear its name, nor in a text that speaks of other countries alone.
    """
    country = (region.country or region.id) if region is not None else _country_of_city(name)
    if region is None and spoken_of and country not in spoken_of:
        country = ""
    where = region or knowledge.get(country)
    return country, f"Place in {_in_sentence(where)}." if where is not None else ""


def _country_of_city(name: str) -> str:
    countries = load_cities().get(name, ())
    return countries[0] if len(countries) == 1 and name not in places_of_namesakes() else ""


def means_place(words: tuple[str, ...], features: Features) -> bool:
    """True when enough speaks for a place; a country's name that means none needs a town's surroundings."""
    if " ".join(words) in _names_of_countries() and not features & {"region", "settlement of"}:
        return False
    return score(features) > ENOUGH


@cache
def _names_of_countries() -> frozenset[str]:
    return frozenset(name for country in load_countries() for name in country.names)


def _first(seen: Sequence[Seen], words: tuple[str, ...]) -> int:
    return next(one.candidate.first for one in seen if one.candidate.words == words)


def _span(tokens: Tokens, candidate: PlaceCandidate) -> Span:
    return tokens.span(candidate.first, candidate.last)


def _in_sentence(where: Entity) -> str:
    """The name of the state or country with the article that a sentence needs."""
    return next((country.in_sentence for country in load_countries() if country.id == where.id), where.name)


def _entity(
    here: Sequence[Seen], weight: float, knowledge: KnowledgeBase, taken: Set[str], spoken_of: Set[str]
) -> Entity | None:
    """The place as an entity, with the state or country that stands behind it, else the one country of that city."""
    name = " ".join(here[0].candidate.words)
    place = knowledge.get(next((one.region for one in here if one.region), ""))
    country, summary = _setting(name, place, knowledge, spoken_of)
    slug = slug_of(f"{name} {place.name}" if place is not None and place.kind is Kind.PLACE else name)
    known = knowledge.get(slug)
    if known is not None or slug in taken or slug in NOT_FOR_PAGES:
        slug = f"{slug}-place"
    if not slug_of(name) or knowledge.get(slug) is not None or slug in taken:
        return None
    return Entity(
        id=slug,
        kind=Kind.PLACE,
        name=name,
        summary=summary,
        country=country,
        origin=Origin.FOUND,
        certainty=round(probability(weight), 3),
    )
