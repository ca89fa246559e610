"""Mentions of what is known: people, places, organisations and terms by their full names and aliases, and countries."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from operator import attrgetter

from sitegen.knowledge import KnowledgeBase
from sitegen.knowledge.gazetteer import Match, gazetteer_of, listed_gazetteer_of
from sitegen.model import Entity, Kind, Mention, Origin
from sitegen.names.acronyms import explained_in_brackets, is_explained_otherwise
from sitegen.names.body_context import why_no_body
from sitegen.names.borne_by_people import names_of_people
from sitegen.names.country_context import names_town, why_no_city, why_no_country
from sitegen.names.country_senses import has_other_sense
from sitegen.names.foreign_countries import means_country
from sitegen.names.home_countries import countries_of, is_of_another
from sitegen.names.introduced import stands_in_marks, stands_in_title
from sitegen.names.mentioned import merge_mentions
from sitegen.names.namesake_places import names_elsewhere
from sitegen.names.namesakes import are_namesakes, tell_apart
from sitegen.names.organizations.lexicon import heads
from sitegen.names.shortened import bodies_meant, is_short_for
from sitegen.names.surroundings import Surroundings
from sitegen.text.spans import Span
from sitegen.text.tokens import Tokens, is_address
from sitegen.text.values import value
from sitegen.text.wordlists import load_words

_KIND: Callable[[Entity], Kind] = attrgetter("kind")
_WITHOUT_RULES = frozenset({Kind.PERSON, Kind.TERM})
"""What is meant wherever its name stands, unless others bear it."""
_AFTER_DATELINE = frozenset({"—", "–", "(", ","})


@value
class Judged:
    """A known name in a text, with the entity that it means; None when `rule` says that it means something else."""

    match: Match
    entity: Entity | None
    rule: str = ""


def find_mentions(tokens: Tokens, knowledge: KnowledgeBase) -> tuple[Mention, ...]:
    """The mentions of known entities, in order of text, without overlap; each covers the name alone.

    Names match case-sensitively between word boundaries, the longest first; in capitals too where that is safe. A
    country or capital counts only where its surroundings do not show that something else is meant.
    """
    known = [(one.match, one.entity) for one in judge_names(tokens, knowledge) if one.entity is not None]
    mentions = [Mention(_name_alone(tokens, match, entity), entity.id) for match, entity in known]
    bodies = [one for one, (_, entity) in zip(mentions, known, strict=True) if entity.kind is Kind.ORGANIZATION]
    return merge_mentions(explained_in_brackets(tokens, bodies), mentions)


def find_as_listed(tokens: Tokens, knowledge: KnowledgeBase, language: str) -> tuple[Mention, ...]:
    """The mentions of what the user lists, in a text whose language has no rules: each spelling as it was written.

    Countries besides, by the names that are listed for the language. In order of text, without overlap, the longest
    first; a name that several bear is left alone.
    """
    matches = listed_gazetteer_of(knowledge, language).find(tokens.shadow)
    return tuple(
        Mention(Span(match.start, match.end), match.form.entities[0].id)
        for match in matches
        if len(match.form.entities) == 1
        and not _spans_leaves(tokens, match)
        and (match.form.country is None or means_country(tokens, match, language))
    )


def judge_names(tokens: Tokens, knowledge: KnowledgeBase) -> Iterator[Judged]:
    """Every known name in the text, in order, with the entity that it means, or the rule by which it means none."""
    matches = tuple(gazetteer_of(knowledge).find(tokens.shadow))
    present, other = _countries_named(matches), _used_otherwise(tokens, matches)
    countries, others = countries_of(matches), _meant_otherwise(tokens, matches)
    told_apart, meant_short = tell_apart(tokens, matches), bodies_meant(tokens, matches)
    written = _written(matches)
    body_end = 0
    for match in matches:
        after_body = match.start == body_end + 1
        body_end = match.end if _may_mean(match, Kind.ORGANIZATION) else body_end
        rule = _rule_of_form(tokens, match, written)
        entities = match.form.entities
        if rule:
            yield Judged(match, None, rule)
            continue
        if len(entities) == 1 and entities[0].kind in _WITHOUT_RULES:
            yield Judged(match, entities[0])
            continue
        around = Surroundings(tokens, match, other, after_body)
        if are_namesakes(entities):
            meant = told_apart.get(match.start)
            yield Judged(match, meant, "" if meant is not None else "namesakes")
            continue
        short = meant_short.get(match.start)
        if (
            short is not None
            and not why_no_body(short, around)
            and not is_of_another(short, countries, match.form.spelling)
        ):
            yield Judged(match, short)
            continue
        rules: list[str] = []
        for entity in entities:
            rules.append("of_another_country" if is_of_another(entity, countries, match.form.spelling) else "")
            rules[-1] = rules[-1] or _why_not_meant(entity, around, present, others)
            if not rules[-1]:
                yield Judged(match, entity)
                break
        else:
            yield Judged(match, None, rules[0])


def _written(matches: Sequence[Match]) -> frozenset[str]:
    """The ids of what is named in other than capitals, which names in capitals alone ask for."""
    if not any(match.form.capitals for match in matches):
        return frozenset()
    return frozenset(entity.id for match in matches if not match.form.capitals for entity in match.form.entities)


def _may_mean(match: Match, kind: Kind) -> bool:
    entities = match.form.entities
    return entities[0].kind is kind if len(entities) == 1 else kind in map(_KIND, entities)


def _rule_of_form(tokens: Tokens, match: Match, written: Container[str]) -> str:
    """Why the words are no name at all, or the empty string."""
    if not match.form.entities:
        return "larger_name"
    if _spans_leaves(tokens, match):
        return "two_blocks"
    if _is_in_address(tokens, match):
        return "in_address"
    return "shouted_word" if match.form.capitals and not _may_be_shouted(tokens, match, written) else ""


def _is_in_address(tokens: Tokens, match: Match) -> bool:
    """True for a part of the address of a page: the NFL of apnews.com/NFL; not for whose site it is: CNN.com."""
    first = tokens.at(match.start)
    if (tokens.starts[first] == match.start and tokens.ends[first] <= match.end) or not is_address(tokens.words[first]):
        return False
    rest = tokens.shadow[match.end : tokens.ends[first]]
    is_owner = tokens.starts[first] == match.start and rest[:1] == "." and "/" not in rest
    return not (is_owner and _may_mean(match, Kind.ORGANIZATION))


def _name_alone(tokens: Tokens, match: Match, entity: Entity) -> Span:
    """The span of the match as a name: without the small word that says what a built-in place is, "Washington" of its
    state; of a well-known firm with its legal form behind it, Walmart Inc.
    """
    name, _, last = match.form.spelling.rpartition(" ")
    if entity.origin is not Origin.BUILT_IN:
        return Span(match.start, match.end)
    if entity.kind is Kind.PLACE and last.islower() and name:
        return Span(match.start, match.start + len(name))
    return Span(match.start, _end_with_form(tokens, match) if entity.kind is Kind.ORGANIZATION else match.end)


def _end_with_form(tokens: Tokens, match: Match) -> int:
    """Where the name of a firm ends, its legal form behind it, with or without a comma, being a part of it."""
    last = tokens.at(match.end - 1)
    form = last + 2 if tokens.behind[last] == "," else last + 1
    return tokens.ends[form] if heads().get(tokens.sentence_word(form, last)) == "form" else match.end


def _why_not_meant(entity: Entity, around: Surroundings, present: frozenset[str], others: Mapping[str, str]) -> str:
    if entity.origin is Origin.BUILT_IN and _is_in_title(around):
        return "in_title"
    if entity.kind is Kind.COUNTRY:
        return others.get(around.spelling, "") or why_no_country(around)
    if entity.kind is Kind.PLACE and entity.origin is Origin.BUILT_IN:
        return others.get(around.spelling, "") or why_no_city(around, entity, present)
    if is_short_for(entity, around.spelling):
        return "unsure_name"
    if entity.kind is Kind.ORGANIZATION and entity.origin is Origin.BUILT_IN:
        return why_no_body(entity, around)
    return ""


def _is_in_title(around: Surroundings) -> bool:
    """True inside the title of a work between marks, “Made in Norway”, and for the whole of one: Orlo's “Oslo”."""
    at = ((around.first, around.last),)
    return stands_in_title(around.tokens, at) or (around.word(-2) == "'s" and stands_in_marks(around.tokens, at))


def _countries_named(matches: tuple[Match, ...]) -> frozenset[str]:
    """The ids of the countries that the text may name."""
    return frozenset(entity.id for match in matches for entity in match.form.entities if entity.kind is Kind.COUNTRY)


def _used_otherwise(tokens: Tokens, matches: tuple[Match, ...]) -> frozenset[str]:
    """The names that the text uses for something else: a town ("Lebanon, Ohio"), another sense, words of its own."""
    countries = [match for match in matches if _may_mean(match, Kind.COUNTRY)]
    towns = {match.form.spelling for match in countries if names_town(Surroundings(tokens, match))}
    spellings = {match.form.spelling for match in countries}
    senses = {spelling for spelling in spellings if has_other_sense(spelling, tokens)}
    return frozenset(towns | senses | set(_explained_otherwise(tokens, matches)))


def _meant_otherwise(tokens: Tokens, matches: Sequence[Match]) -> Mapping[str, str]:
    """The names of countries and places that the text as a whole uses for another, or for somebody; and why."""
    elsewhere, people = names_elsewhere(matches), names_of_people(tokens, matches)
    return {**dict.fromkeys(elsewhere, "namesake_elsewhere"), **dict.fromkeys(people, "borne_by_somebody")}


def _explained_otherwise(tokens: Tokens, matches: tuple[Match, ...]) -> Iterator[str]:
    """The acronyms of built-in organisations for which the text gives a phrase of its own."""
    for form in {match.form.spelling: match.form for match in matches if match.form.spelling.isupper()}.values():
        bodies = [one for one in form.entities if one.kind is Kind.ORGANIZATION and one.origin is Origin.BUILT_IN]
        names = [name for one in bodies for name in (one.name, *one.aliases) if name != form.spelling]
        if bodies and is_explained_otherwise(tokens, form.spelling, names):
            yield form.spelling


def _spans_leaves(tokens: Tokens, match: Match) -> bool:
    first, last = tokens.stretch(match.start, match.end)
    return tokens.leaves[first] != tokens.leaves[last]


def _may_be_shouted(tokens: Tokens, match: Match, written: Container[str]) -> bool:
    """True in capitals unless it is also an ordinary word.

    Such a word counts where the text names the same without capitals too, `written`, or as the dateline of its block.
    """
    if match.form.spelling.lower() not in load_words("lower_case_words"):
        return True
    if any(entity.id in written for entity in match.form.entities):
        return True
    first = tokens.at(match.start)
    opens = first == 0 or tokens.leaves[first - 1] != tokens.leaves[first]
    return opens and tokens.shadow[match.end : match.end + 3].lstrip(" ")[:1] in _AFTER_DATELINE
