"""All names and aliases compiled into one matcher."""

from __future__ import annotations

import re
import weakref
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple, Protocol

from ahocorasick_rs import AhoCorasick

from sitegen.knowledge import KnowledgeBase, builtin_knowledge
from sitegen.knowledge.country_names import CountryForm, country_forms
from sitegen.knowledge.organizations import names_of_state, short_names
from sitegen.model import Entity, Kind, Origin
from sitegen.text.tokens import shadow_of
from sitegen.text.values import value
from sitegen.text.wordlists import ENGLISH, base_of, load_words

_SHORTEST_IN_CAPITALS = 4
_POINTS = re.compile(r"(?:[A-Z]\.){2,}")


class Form(NamedTuple):
    """One spelling, and the entities that it may mean, the likelier first. None for a larger name that means nobody."""

    spelling: str
    entities: tuple[Entity, ...]
    capitals: bool = False
    """True when nobody writes the name so, and it comes from a line in capitals."""
    country: CountryForm | None = None
    """For texts in other languages: the row by which it means a country, or none."""


@value
class Match:
    """A form found at the half-open range `start`, `end` of a shadow."""

    start: int
    end: int
    form: Form


class Gazetteer:
    """Finds all forms of all names in one pass, in time that does not depend on their number.

    Source: Aho and Corasick, "Efficient string matching: an aid to bibliographic search" (CACM 18, 1975).
    """

    def __init__(self, forms: Iterable[Form]) -> None:
        self.forms = tuple(forms)
        self._automaton = AhoCorasick([form.spelling for form in self.forms])

    def find(self, shadow: str) -> Iterator[Match]:
        """The matches that stand between word boundaries, longest first from the left, without overlap."""
        found = [
            (start, -end, index)
            for index, start, end in self._automaton.find_matches_as_indexes(shadow, overlapping=True)
            if _bounded(shadow, start, end)
        ]
        found.sort()
        reached = 0
        for start, minus_end, index in found:
            if start >= reached:
                reached = -minus_end
                yield Match(start, reached, self.forms[index])


class Finder(Protocol):
    """Finds forms as a gazetteer does."""

    def find(self, shadow: str) -> Iterator[Match]:
        """The matches that stand between word boundaries, longest first from the left, without overlap."""


class _Compiled:
    """Gazetteers by knowledge base, each compiled once and kept as long as the knowledge base lives."""

    def __init__(self, compile_all: Callable[[KnowledgeBase, str], Iterable[Form]]) -> None:
        self._compile_all = compile_all
        self._kept: dict[tuple[int, str], tuple[weakref.ref[KnowledgeBase], Finder]] = {}

    def of(self, knowledge: KnowledgeBase, language: str) -> Finder:
        """The gazetteer of this knowledge base for a language."""
        knowledge = knowledge.compiled_as
        kept = self.kept(knowledge, language)
        return kept or self.keep(knowledge, language, Gazetteer(self._compile_all(knowledge, language)))

    def kept(self, knowledge: KnowledgeBase, language: str) -> Finder | None:
        """The same, where it was compiled already."""
        one, finder = self._kept.get((id(knowledge), language), (None, None))
        return finder if one is not None and one() is knowledge else None

    def keep(self, knowledge: KnowledgeBase, language: str, finder: Finder) -> Finder:
        """Have this one as the gazetteer of a knowledge base for a language."""
        key = id(knowledge), language
        self._kept[key] = weakref.ref(knowledge, lambda _: self._kept.pop(key, None)), finder
        return finder


def gazetteer_of(knowledge: KnowledgeBase) -> Finder:
    """The gazetteer of a knowledge base, for texts in English."""
    return _IN_ENGLISH.of(knowledge, ENGLISH)


def compiled_gazetteer_of(knowledge: KnowledgeBase) -> Gazetteer | None:
    """The same, where all of it was compiled already."""
    kept = _IN_ENGLISH.kept(knowledge.compiled_as, ENGLISH)
    return kept if isinstance(kept, Gazetteer) else None


def use_for(knowledge: KnowledgeBase, finder: Finder) -> None:
    """Have texts in English searched by something else that finds the same."""
    _IN_ENGLISH.keep(knowledge.compiled_as, ENGLISH, finder)


def listed_gazetteer_of(knowledge: KnowledgeBase, language: str) -> Finder:
    """The gazetteer for texts in another language: what the user lists, each spelling as it was written, and countries
    by the names that are listed for the language."""
    return _AS_LISTED.of(knowledge, base_of(language))


def listed_forms(knowledge: KnowledgeBase, language: str) -> Iterator[Form]:
    """Every name and alias that the user wrote, with those that bear it, and what else the language calls a country.

    What an entry over a built-in one takes from there, English names and the like, is not among them.
    """
    bearers: dict[str, list[Entity]] = {}
    for entity in knowledge:
        if entity.origin is Origin.KNOWLEDGE:
            built_in = builtin_knowledge().get(entity.id)
            theirs = {built_in.name, *built_in.aliases} if built_in is not None else set()
            for name in {entity.name, *(alias for alias in entity.aliases if alias not in theirs)}:
                _add(bearers, shadow_of(name).strip(), entity)
    yield from (Form(name, tuple(meant)) for name, meant in sorted(bearers.items()) if name)
    for row in country_forms(language):
        country = knowledge.get(row.country)
        if row.spelling not in bearers and (not row.country or (country and country.kind is Kind.COUNTRY)):
            yield Form(row.spelling, (country,) if country else (), country=row)


def compile_forms(entities: Iterable[Entity]) -> Iterator[Form]:
    """Every spelling that means one of the entities, and the larger names of the language that mean none."""
    written: dict[str, tuple[Entity, ...]] = {}
    in_capitals: dict[str, tuple[Entity, ...]] = {}
    ranked = sorted(entities, key=_likelihood)
    for entity in ranked:
        plain, capitals = _spellings_of((entity.name, *entity.aliases), entity.kind)
        for forms, spellings in ((written, plain), (in_capitals, capitals)):
            for spelling in spellings:
                forms[spelling] = (*forms.get(spelling, ()), entity)
    for spelling, entity in _besides(ranked):
        if entity not in written.get(spelling, ()):
            written[spelling] = (*written.get(spelling, ()), entity)
    for name in sorted(load_words("larger_names")):
        written.setdefault(name, ())
        in_capitals.setdefault(name.upper(), ())
    for spelling, meant in written.items():
        yield Form(spelling, meant)
    for spelling, meant in in_capitals.items():
        if spelling not in written:
            yield Form(spelling, meant, capitals=True)


def _besides(entities: Iterable[Entity]) -> Iterator[tuple[str, Entity]]:
    """Spellings of well-known organisations beside their names: short ones, and those with the name of the state."""
    bodies = {entity.id: entity for entity in entities if entity.kind is Kind.ORGANIZATION}
    for spelling, meant in short_names().items():
        yield from ((spelling, bodies[short.entity_id]) for short in meant if short.entity_id in bodies)
    for spelling, entity_id in names_of_state().items():
        if entity_id in bodies:
            yield spelling, bodies[entity_id]


def _spellings_of(names: tuple[str, ...], kind: Kind) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What texts write for something with these names, and what of it also in lines of capitals, each once."""
    plain = [shadow_of(name).strip() for name in names]
    written = dict.fromkeys(spelling for name in plain for spelling in _spellings(name, kind))
    return tuple(written), tuple(dict.fromkeys(name.upper() for name in plain if _can_be_shouted(name)))


def spellings_of(entity: Entity) -> tuple[str, ...]:
    """Everything that a text may write for the entity, but for lines in capitals and parts of a person's name."""
    written, _ = _spellings_of((entity.name, *entity.aliases), entity.kind)
    return (*written, *_spellings_beside().get(entity.id, ()))


@cache
def _spellings_beside() -> dict[str, list[str]]:
    """By the ids of well-known organisations, their spellings beside their names."""
    beside: dict[str, list[str]] = {}
    for spelling, entity in _besides(builtin_knowledge()):
        beside.setdefault(entity.id, []).append(spelling)
    return beside


def plural_of(name: str) -> str:
    """The regular English plural, or the empty string where the name already looks like one."""
    if name.endswith(("s", "x", "z")):
        return ""
    if name.endswith(("ch", "sh")):
        return f"{name}es"
    if name.endswith("y") and name[-2:-1] not in "aeiou":
        return f"{name[:-1]}ies"
    return f"{name}s"


def _spellings(name: str, kind: Kind) -> Iterator[str]:
    """The name; for a term also its plural and, where it is written small, the form that opens a sentence.

    Letters with points also without the last, which some texts print apart: U.S .
    """
    if not name:
        return
    forms = (name, plural_of(name)) if kind is Kind.TERM else (name,)
    for form in filter(None, forms):
        yield form
        if _POINTS.fullmatch(form):
            yield form[:-1]
        if kind is Kind.TERM and form[0].islower():
            yield form[0].upper() + form[1:]


def _can_be_shouted(name: str) -> bool:
    return len(name) >= _SHORTEST_IN_CAPITALS and not name.isupper() and not name[0].islower()


def _likelihood(entity: Entity) -> tuple[bool, bool, str]:
    """The user's own before the built-in, countries before other things, then by id."""
    return entity.origin is Origin.BUILT_IN, entity.kind is not Kind.COUNTRY, entity.id


def _add(forms: dict[str, list[Entity]], spelling: str, entity: Entity) -> None:
    meant = forms.setdefault(spelling, [])
    if entity not in meant:
        meant.append(entity)


def _bounded(shadow: str, start: int, end: int) -> bool:
    """True when no letter, digit or combining mark touches the range, nor the rest of an acronym: the N.C. of A.N.C."""
    if _is_letter(shadow[end : end + 1]):
        return False
    before = shadow[start - 1 : start]
    return not (_is_letter(before) or (before == "." and shadow[start - 2 : start - 1].isupper()))


def _is_letter(character: str) -> bool:
    return character.isalnum() or "\u0300" <= character <= "\u036f"


_IN_ENGLISH, _AS_LISTED = _Compiled(lambda knowledge, _: compile_forms(knowledge)), _Compiled(listed_forms)
