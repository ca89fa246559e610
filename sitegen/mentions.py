"""Mentions of what is known: people, places, organisations and terms by their full names and aliases, and countries."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.country_context import Surroundings, has_other_sense, means_city, means_country, names_town
from sitegen.gazetteer import Match, gazetteer_of
from sitegen.knowledge import KnowledgeBase
from sitegen.language import load_words
from sitegen.model import Entity, Kind, Mention, Origin
from sitegen.text import Span
from sitegen.tokens import Tokens

_AFTER_DATELINE = frozenset({"—", "–", "(", ","})


def find_mentions(tokens: Tokens, knowledge: KnowledgeBase) -> tuple[Mention, ...]:
    """The mentions of known entities, sorted by place, without overlap; each covers the name alone.

    Names match case-sensitively between word boundaries, the longest first; in capitals too where that is safe. A
    country or capital counts only where its surroundings do not show that something else is meant.
    """
    matches = tuple(gazetteer_of(knowledge).find(tokens.shadow))
    return tuple(_mentions(tokens, matches))


def _mentions(tokens: Tokens, matches: tuple[Match, ...]) -> Iterator[Mention]:
    present, other = _countries_named(matches), _used_otherwise(tokens, matches)
    for match in matches:
        if not match.form.entities or _spans_leaves(tokens, match):
            continue
        if match.form.capitals and not _may_be_shouted(tokens, match):
            continue
        around = Surroundings(tokens, match, other)
        for entity in match.form.entities:
            if _meant(entity, around, present):
                yield Mention(_name_alone(match, entity), entity.id)
                break


def _name_alone(match: Match, entity: Entity) -> Span:
    """The place of the match without the small word that says what a built-in place is: "Washington" of its state."""
    name, _, last = match.form.spelling.rpartition(" ")
    small = entity.origin is Origin.BUILT_IN and last.islower() and name
    return Span(match.start, match.start + len(name) if small else match.end)


def _meant(entity: Entity, around: Surroundings, present: frozenset[str]) -> bool:
    if entity.kind is Kind.COUNTRY:
        return means_country(around)
    if entity.kind is Kind.PLACE and entity.origin is Origin.BUILT_IN:
        return means_city(around, entity.country, present)
    return True


def _countries_named(matches: tuple[Match, ...]) -> frozenset[str]:
    """The ids of the countries that the text may name."""
    return frozenset(entity.id for match in matches for entity in match.form.entities if entity.kind is Kind.COUNTRY)


def _used_otherwise(tokens: Tokens, matches: tuple[Match, ...]) -> frozenset[str]:
    """The names of countries that the text uses for a town ("Lebanon, Ohio") or in another of their senses."""
    countries = [match for match in matches if any(entity.kind is Kind.COUNTRY for entity in match.form.entities)]
    towns = {match.form.spelling for match in countries if names_town(Surroundings(tokens, match))}
    spellings = {match.form.spelling for match in countries}
    return frozenset(towns | {spelling for spelling in spellings if has_other_sense(spelling, tokens)})


def _spans_leaves(tokens: Tokens, match: Match) -> bool:
    return tokens.leaves[tokens.at(match.start)] != tokens.leaves[tokens.at(match.end - 1)]


def _may_be_shouted(tokens: Tokens, match: Match) -> bool:
    """True in capitals unless it is also an ordinary word; such a word counts only as the dateline of its block."""
    if match.form.spelling.lower() not in load_words("lower_case_words"):
        return True
    first = tokens.at(match.start)
    opens = first == 0 or tokens.leaves[first - 1] != tokens.leaves[first]
    return opens and tokens.shadow[match.end : match.end + 3].lstrip(" ")[:1] in _AFTER_DATELINE
