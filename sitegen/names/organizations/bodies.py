"""The organisations of one text: full names first, then the acronyms and short names that stand for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sitegen.knowledge import KnowledgeBase
from sitegen.knowledge.organizations import unsure_names
from sitegen.model import Entity, Kind
from sitegen.names.home_countries import may_be_of_any
from sitegen.names.organizations.candidates import Candidate
from sitegen.names.organizations.evidence import initials_of
from sitegen.names.organizations.lexicon import heads, is_acronym
from sitegen.text.slugs import NOT_FOR_PAGES, make_slug
from sitegen.text.tokens import Tokens

ENOUGH_FOR_SHORT = -3.0
"""Log odds above which a word that fits a full name in the text stands for it."""
ENOUGH_FOR_UNSURE = 1.0
"""The same above which a word that means other things too, such as Apple, is the listed organisation."""
_SHORTEST_GUESSED = 3
"""Letters of an acronym that may be matched with a full name where no brackets say so."""


@dataclass(slots=True)
class Body:
    """One organisation while a text is read."""

    entity_id: str
    name: str
    words: tuple[str, ...]
    first_at: int
    country_at: int
    """The first token of its name, of the country beside it too."""
    weight: float
    """Log odds that it is one."""
    aliases: tuple[str, ...] = field(default=())


def find_bodies(
    tokens: Tokens,
    named: Sequence[Candidate],
    short: Sequence[Candidate],
    odds: Mapping[str, float],
    known: Sequence[Body],
    knowledge: KnowledgeBase,
) -> dict[str, Body]:
    """The organisation that each name means; names that mean none are left out.

    `named` are organisations' names, `short` single words that are at most short names of theirs; `odds` are log odds.
    An acronym may also mean one of the `known` ones that the text names.
    """
    first: dict[str, Candidate] = {}
    for one in named:
        first.setdefault(one.name, one)
    bracketed = _bracketed(tokens, sorted((*named, *short), key=lambda one: one.first))
    bodies: dict[str, Body] = {}
    for one in sorted(first.values(), key=lambda one: (len(one.words) == 1, -len(one.words))):
        if len(one.words) > 1:
            _meet(bodies, one, odds[one.name], knowledge)
    for one in sorted((*first.values(), *short), key=lambda one: one.first):
        if len(one.words) > 1 or one.name in bodies:
            continue
        whole = _whole(one, bodies, bracketed)
        if whole is not None and (odds[one.name] > ENOUGH_FOR_SHORT or one.name in bracketed):
            _add(bodies, whole, one, odds[one.name])
        elif (known_whole := _of_known(one, known)) is not None and odds[one.name] > ENOUGH_FOR_SHORT:
            bodies[one.name] = known_whole
        elif one.name in first:
            _meet(bodies, one, odds[one.name], knowledge)
    return bodies


def _meet(bodies: dict[str, Body], one: Candidate, weight: float, knowledge: KnowledgeBase) -> None:
    """Adds a name: of an organisation whose longer name ends with it, else of a new one."""
    for body in _unique(bodies.values()):
        if len(one.words) > 1 and body.words[-len(one.words) :] == one.words:
            _add(bodies, body, one, weight)
            return
    entity_id = _free_id(one.name, knowledge)
    if entity_id and (weight > ENOUGH_FOR_UNSURE or one.name not in unsure_names()):
        bodies[one.name] = Body(entity_id, one.name, one.words, one.first, one.begun, weight)


def _add(bodies: dict[str, Body], body: Body, one: Candidate, weight: float) -> None:
    bodies[one.name] = body
    body.weight = max(body.weight, weight)
    if is_acronym(one.name) or len(one.words) > 1:
        body.aliases = (*body.aliases, one.name)


def _bracketed(tokens: Tokens, candidates: Sequence[Candidate]) -> dict[str, str]:
    """The full name of every acronym that the text explains: Baltic Ferry Board (BFB), or BFB (Baltic Ferry Board)."""
    pairs: dict[str, str] = {}
    for one, following in pairwise(candidates):
        between = tokens.words[one.last + 1 : following.first]
        closed = following.last + 1 < len(tokens) and tokens.words[following.last + 1] in (")", "]", ",", ";")
        if between not in (("(",), ("(", "the"), ("[",)) or not closed:
            continue
        short, whole = sorted((one, following), key=lambda side: len(side.name))
        if is_acronym(short.name) and len(whole.words) > 1 and _abbreviates(short.name, whole):
            pairs.setdefault(short.name, whole.name)
    return pairs


def _abbreviates(short: str, whole: Candidate) -> bool:
    """True when the capitals of the acronym come in the name in this order, its first letter first."""
    letters = [letter for letter in short.upper() if letter.isalpha()]
    rest = iter("".join(whole.words).upper())
    return whole.name[:1].upper() == letters[0] and all(letter in rest for letter in letters)


def _whole(one: Candidate, bodies: Mapping[str, Body], bracketed: Mapping[str, str]) -> Body | None:
    """The one organisation named in full for which the word stands."""
    if one.name in bracketed:
        return bodies.get(bracketed[one.name])
    full = _unique(body for body in bodies.values() if len(body.words) > 1)
    letters = one.name.replace(".", "")
    if is_acronym(one.name) and len(letters) >= _SHORTEST_GUESSED:
        return _only(body for body in full if letters in initials_of(body.words))
    if one.name in heads():
        return _only(body for body in full if one.name in body.words and body.first_at < one.first)
    return _only(body for body in full if _is_short_of(one.name, body) and body.first_at < one.first)


def known_body(entity: Entity, first_at: int) -> Body:
    """A listed organisation that the text names at token `first_at`."""
    return Body(entity.id, entity.name, tuple(entity.name.split()), first_at, first_at, 0.0)


def _of_known(one: Candidate, known: Sequence[Body]) -> Body | None:
    """The one known organisation, named before, whose initials the acronym has."""
    letters = one.name.replace(".", "")
    if not is_acronym(one.name) or len(letters) < _SHORTEST_GUESSED:
        return None
    return _only(body for body in known if body.first_at < one.first and letters in initials_of(body.words))


def _is_short_of(word: str, body: Body) -> bool:
    """True for the word that alone tells the name from others: Holmvik for Holmvik University."""
    telling = [other for other in body.words if other[0].isupper() and other not in heads()]
    return telling == [word]


def _unique(bodies: Iterable[Body]) -> list[Body]:
    by_id: dict[str, Body] = {}
    for body in bodies:
        by_id.setdefault(body.entity_id, body)
    return list(by_id.values())


def _only(bodies: Iterable[Body]) -> Body | None:
    able = list(bodies)
    return able[0] if len(able) == 1 else None


def _free_id(name: str, knowledge: KnowledgeBase) -> str:
    """The id of the listed organisation that may be meant, else a slug, told from what else has it."""
    listed = knowledge.get(unsure_names().get(name, ""))
    if listed is not None and listed.kind is Kind.ORGANIZATION:
        return listed.id
    slug = make_slug(name)
    other = knowledge.get(slug) if slug else None
    is_other = other is not None and (other.kind is not Kind.ORGANIZATION or _is_of_another(other, name))
    is_taken = slug in NOT_FOR_PAGES or is_other
    return f"{slug}-organization" if is_taken else slug


def _is_of_another(listed: Entity, name: str) -> bool:
    """True for what is called exactly so in the tables, which yet was not meant in the text: one of another country."""
    return may_be_of_any(listed) and name in (listed.name, *listed.aliases)
