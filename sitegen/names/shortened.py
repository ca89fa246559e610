"""Short names of well-known organisations: Apple, the Times, Sabres. Each counts only where the text speaks for one.

What speaks for it is its full name anywhere in the text, or its circle: the league, the products, the other bodies that
the table puts beside it. Where several could be meant, and the text speaks as loud for each, none is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cache

from sitegen.knowledge.gazetteer import Match
from sitegen.knowledge.given_names import is_given_name
from sitegen.knowledge.organizations import ShortName, circles, organization_entities, short_names
from sitegen.model import Entity, Kind, Origin
from sitegen.names.organizations.lexicon import is_office
from sitegen.names.people.lexicon import Sort, forms_of_saying, is_role_noun, sort_at_opening
from sitegen.names.surroundings import Surroundings
from sitegen.text.tokens import Tokens
from sitegen.text.values import value
from sitegen.text.wordlists import load_class, load_words

_FEWEST_ALIKE = 3
"""So many short names of one circle speak for each other."""
_OUTNUMBERED = 2
"""So many times as many teams of another league, and one that is named speaks for none of its own."""
_LONGEST_OFFICE = 4
"""Letters of an acronym that may be somebody's office: a Labour MP, the Apple CEO."""
_TEAM = re.compile(r"\b(?:team|club)\b")
_SHORTEST = 2
"""Letters of a word that makes a longer name."""
_JOINTS = frozenset({"-", "@", "_", ".", "/"})


def bodies_meant(tokens: Tokens, matches: Sequence[Match]) -> Mapping[int, Entity]:
    """By where it starts, the organisation that each short name stands for; those that mean none are left out."""
    short = [Surroundings(tokens, match) for match in matches if _is_shortened(match)]
    if not short:
        return {}
    ends = {match.end for match in matches}
    others = {around.spelling for around in short if _is_end_of_another(around, ends)}
    free = [around for around in short if around.spelling not in others and _stands_alone(around)]
    evidence = _evidence(tokens, matches, free)
    whole = {match.end for match in matches if any(entity.id in evidence.named for entity in match.form.entities)}
    meant: dict[int, Entity] = {}
    for around in free:
        entity = _meant(around, evidence, whole)
        if entity is not None:
            meant[around.match.start] = entity
            whole.add(around.match.end)
    return meant


def is_short_for(entity: Entity, spelling: str) -> bool:
    """True where the spelling alone does not tell that the organisation is meant."""
    if entity.kind is not Kind.ORGANIZATION or _short(entity, spelling) is None:
        return False
    return entity.origin is Origin.BUILT_IN or spelling not in (entity.name, *entity.aliases)


def _is_shortened(match: Match) -> bool:
    """True for a spelling that is nobody's own name, and short for at least one organisation."""
    if match.form.spelling not in short_names():
        return False
    short = [is_short_for(entity, match.form.spelling) for entity in match.form.entities]
    own = [entity.origin is not Origin.BUILT_IN for entity in match.form.entities]
    return any(short) and not any(mine and not shorter for mine, shorter in zip(own, short, strict=True))


def _short(entity: Entity, spelling: str) -> ShortName | None:
    return next((short for short in short_names().get(spelling, ()) if short.entity_id == entity.id), None)


@value
class _Evidence:
    """What a text speaks for."""

    named: frozenset[str]
    """The ids of the organisations that are named in full."""
    circles: Container[tuple[str, ...]]
    """What the text speaks for by its words, by one of their bodies or by several short names."""
    wide: Container[tuple[str, ...]]
    """The same by more than one body that it names, by words or by several short names."""

    def loudness(self, entity: Entity, *, town: bool) -> int:
        """2 for one that is named, 1 for one whose circle is, else 0; a town's name needs the circle in any case."""
        circle = circles().get(entity.id, ())
        if town and circle not in self.wide:
            return 0
        return 2 if entity.id in self.named else int(circle in self.circles)


def _evidence(tokens: Tokens, matches: Iterable[Match], free: Iterable[Surroundings]) -> _Evidence:
    named = frozenset(
        entity.id
        for match in matches
        for entity in match.form.entities
        if entity.kind is Kind.ORGANIZATION and not is_short_for(entity, match.form.spelling)
    )
    spellings: dict[tuple[str, ...], set[str]] = {}
    for around in free:
        for entity in around.match.form.entities:
            spellings.setdefault(circles().get(entity.id, ()), set()).add(around.spelling)
    of_named = Counter(circles().get(entity_id, ()) for entity_id in named)
    told = {
        circle
        for circle, alike in spellings.items()
        if (len(alike) >= _FEWEST_ALIKE and circle in _of_several()) or any(_holds(tokens, words) for words in circle)
    }
    teams = max((number for circle, number in of_named.items() if circle in _of_teams()), default=0)
    few = {circle for circle in spellings if circle in _of_teams() and _OUTNUMBERED * of_named[circle] < teams}
    circled = {circle for circle in spellings if circle in told or (of_named[circle] and circle not in few)}
    wide = {circle for circle in circled if circle in told or of_named[circle] > 1}
    return _Evidence(named, circled - {()}, wide)


def _holds(tokens: Tokens, words: str) -> bool:
    """True for a text with these words in it, whole ones."""
    first, *_ = words.split()
    return words in tokens.shadow and (first in tokens.vocabulary or "-" in first)


def _meant(around: Surroundings, evidence: _Evidence, ends: Container[int]) -> Entity | None:
    """The one that the text speaks for most, if it speaks for one alone; `ends` are those of other organisations."""
    able = [entity for entity in around.match.form.entities if _fits(around, entity, ends)]
    towns = {entity.id for entity in able if _is_town(entity, around.spelling)}
    loudness = {entity.id: evidence.loudness(entity, town=entity.id in towns) for entity in able}
    loudest = max(loudness.values(), default=0)
    best = [entity for entity in able if loudest and loudness[entity.id] == loudest]
    return best[0] if len(best) == 1 else None


def _is_town(entity: Entity, spelling: str) -> bool:
    short = _short(entity, spelling)
    return short is not None and short.town


def _fits(around: Surroundings, entity: Entity, ends: Container[int]) -> bool:
    """True where the words beside the short name leave the organisation possible."""
    short = _short(entity, around.spelling)
    if short is None or (short.article and around.before.lower() != "the"):
        return False
    if short.town and (around.before.lower() in _words("town_before") or _is_where(around)):
        return False
    if around.before == "for" and around.word(-2) in _words("departments"):
        return False
    if short.town and around.before == "," and _is_capital_alone(around, ends):
        return False
    return not around.after[:1].isdigit() or circles().get(entity.id, ()) in _of_several()


def _is_capital_alone(around: Surroundings, ends: Container[int]) -> bool:
    """True behind a name in a list that is no known organisation's: Derby, Leeds, Leicester."""
    return around.word(-2)[:1].isupper() and around.tokens.ends[around.first - 2] not in ends


def _is_where(around: Surroundings) -> bool:
    """True in "the streets of Tottenham", "Tottenham, London"."""
    of = around.before == "of" and around.word(-2) in _words("town_of")
    return of or (around.after == "," and around.word(2) in ("England", "Scotland", "Wales"))


def _stands_alone(around: Surroundings) -> bool:
    """True for a name that no capital beside it makes a longer one, and that has its own not from the sentence."""
    before, after, tokens = around.before, around.after, around.tokens
    if _is_joined(around) or after in ("&", "of") or before == "&":
        return False
    if after[:1].isupper() and not _is_capital_office(after) and tokens.in_sentence(around.last + 1, around.last):
        return False
    if before[:1].isupper() and tokens.in_sentence(around.first - 1, around.first) and not _opens_plainly(around):
        return False
    return not tokens.opens_sentence(around.first) or _shows_name(around)


def _is_joined(around: Surroundings) -> bool:
    """True where a mark joins the name to another word: Apple.com, Wild-card, @Target; not the end of a sentence."""
    ahead = around.glued(1) and around.after in _JOINTS and around.glued(2) and around.word(2)[:1].isalnum()
    return ahead or (around.glued(-1) and around.before in _JOINTS)


def _opens_plainly(around: Surroundings) -> bool:
    """True behind a small word that has a capital because it opens the sentence: When Apple left."""
    return around.tokens.opens_sentence(around.first - 1) and around.before.lower() in _small_words()


def _shows_name(around: Surroundings) -> bool:
    """True at the beginning of a sentence where what follows shows a name, and the text never writes it small."""
    after, small = around.after, around.spelling.lower()
    if small in around.tokens.vocabulary or after in _small_words():
        return False
    return small.endswith("s") or after[:1].isdigit() or after in _words("name_follower") or _does(after)


def _does(word: str) -> bool:
    """True for a verb of saying or doing, and for what somebody is, with the name before it: Wild coach."""
    return word in load_words("person_verbs") or word in forms_of_saying() or is_role_noun(word)


def _is_end_of_another(around: Surroundings, ends: Container[int]) -> bool:
    """True behind a name that makes it the end of another's: Dorian Ford, Tornau Times."""
    before, index, tokens = around.before, around.first - 1, around.tokens
    if len(before) < _SHORTEST or not before[0].isupper() or not tokens.in_sentence(index, around.first):
        return False
    if tokens.ends[index] in ends or before.lower() in _small_words():
        return False
    if before in load_words("honorifics") or not tokens.opens_sentence(index):
        return True
    return is_given_name(before) or sort_at_opening(before) in (Sort.NAME, Sort.ORDINARY)


def _is_capital_office(word: str) -> bool:
    return is_office(word) or (word.isalpha() and len(word) <= _LONGEST_OFFICE and word[:2].isupper())


def _words(kind: str) -> frozenset[str]:
    return load_class("name_classes", kind)


@cache
def _small_words() -> frozenset[str]:
    kinds = ("determiner", "preposition", "subordinator", "conjunction", "adverb")
    return frozenset().union(*(load_class("reporting_words", kind) for kind in kinds))


@cache
def _of_teams() -> frozenset[tuple[str, ...]]:
    """The circles of nothing but teams."""
    circle = {entity: circles().get(entity.id, ()) for entity in organization_entities()}
    return frozenset(circle.values()) - {circle[one] for one in circle if not _TEAM.search(one.summary)}


@cache
def _of_several() -> frozenset[tuple[str, ...]]:
    """The circles of more than one organisation."""
    times = Counter(circles().values())
    return frozenset(circle for circle, number in times.items() if number > 1)
