"""The persons of one text: those listed and named in full, and those whose full names the features give away."""

from __future__ import annotations

import weakref
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from sitegen.knowledge import KnowledgeBase
from sitegen.knowledge.given_names import gender_of, is_given_name
from sitegen.model import Entity, Gender, Kind
from sitegen.names.people.candidates import Candidate
from sitegen.names.people.evidence import Found
from sitegen.names.people.generations import are_two, generation, tells_of_family, without_suffix
from sitegen.names.people.lexicon import Sort, is_particle, is_role_noun
from sitegen.names.people.roles import FoundRole, head_of
from sitegen.text.slugs import NOT_FOR_PAGES, make_slug
from sitegen.text.tokens import Tokens
from sitegen.text.wordlists import load_rows

CROWD = 20
"""So many people of one name that none of them can be meant by less than all of it."""

_APART = 3
"""So many tokens may part two names of a list."""
_SHORTEST_FULL = 2
"""The words of a full name, at least."""


@dataclass(slots=True)
class Person:
    """One person while a text is read."""

    entity_id: str
    words: tuple[str, ...]
    first_at: int
    """The first token of the first full name."""
    full_at: int = -1
    """The first token of the last full name so far."""
    listed: bool = False
    settled: bool = False
    """True for a listed person whose entry leaves nothing open that a text may tell."""
    roles: list[FoundRole] = field(default_factory=list)
    """What the words beside the full name tell of the person."""
    stated: list[FoundRole] = field(default_factory=list)
    """The roles that read as whole noun phrases, so that a page may show them."""
    gender: Gender = Gender.UNKNOWN
    nicknames: set[str] = field(default_factory=set)
    """What the text sets in marks inside the name, and uses for the given name elsewhere."""

    def learn(self, tokens: Tokens, found: Found) -> None:
        """Remembers what the words beside a full name tell, where nothing is settled."""
        if not self.settled:
            self.roles += found.roles
            if self.gender is Gender.UNKNOWN:
                self.gender = _gender(tokens, found)


def person_of(entity: Entity, first_at: int) -> Person:
    """A listed person, met at token `first_at`."""
    gender = entity.gender if entity.gender is not Gender.UNKNOWN else gender_of(entity.name)
    settled = bool(entity.roles and entity.country)
    return Person(entity.id, tuple(entity.name.split()), first_at, listed=True, settled=settled, gender=gender)


_INDEXES: dict[int, tuple[weakref.ref[KnowledgeBase], Mapping[str, tuple[Entity, ...]]]] = {}


def by_surname(knowledge: KnowledgeBase) -> Mapping[str, tuple[Entity, ...]]:
    """The listed persons by the last word of their names; made once for a knowledge base."""
    knowledge = knowledge.compiled_as
    key = id(knowledge)
    kept = _INDEXES.get(key)
    if kept is None or kept[0]() is not knowledge:
        index: dict[str, tuple[Entity, ...]] = defaultdict(tuple)
        for entity in knowledge:
            if entity.kind is Kind.PERSON:
                index[_ends(entity.name.split())[1]] += (entity,)
        kept = weakref.ref(knowledge, lambda _: _INDEXES.pop(key, None)), dict(index)
        _INDEXES[key] = kept
    return kept[1]


def is_variant(words: Sequence[str], whole: Sequence[str]) -> bool:
    """True for the same full name with more or fewer middle names, initials or suffixes."""
    mine, other = without_suffix(words), without_suffix(whole)
    if len(mine) < 2 or len(other) < 2 or (mine[0], mine[-1]) != (other[0], other[-1]):
        return False
    if _are_other_initials(mine[1:-1], other[1:-1]):
        return False
    return _fits(mine[1:-1], other[1:-1]) or _fits(other[1:-1], mine[1:-1])


def _are_other_initials(mine: Sequence[str], other: Sequence[str]) -> bool:
    """True for two names with nothing but initials in the middle, and not the same: Vera K. L. Holt, Vera L. Holt."""
    if not mine or not other or not all(map(is_initial, (*mine, *other))):
        return False
    return "".join(mine).replace(".", "") != "".join(other).replace(".", "")


def _fits(fewer: Sequence[str], more: Sequence[str]) -> bool:
    return all(any(name == other or _initial_of(name, other) for other in more) for name in fewer)


def _initial_of(name: str, other: str) -> bool:
    short, long = sorted((name.rstrip("."), other.rstrip(".")), key=len)
    return len(short) == 1 and long.startswith(short)


def without_office(one: Found, names: Container[tuple[str, ...]]) -> Found:
    """The name without an office that is a given name too, where the rest is one of the names: Dean Ana Ruiz."""
    first, *rest = one.candidate.words
    if len(rest) < _SHORTEST_FULL or not is_role_noun(first.lower()) or tuple(rest) not in names:
        return one
    name = replace(one.candidate, first=one.candidate.first + 1, words=tuple(rest), before=Sort.TITLE)
    return replace(one, candidate=name)


class Cast:
    """The persons of one text, in the order in which they come on."""

    def __init__(self, listed: Iterable[Person], knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge
        self._tells_of_family: bool | None = None
        self._by_id: dict[str, Person] = {}
        self._by_words: dict[tuple[str, ...], Person] = {}
        self._by_ends: dict[tuple[str, str], list[Person]] = defaultdict(list)
        self._by_last: dict[str, list[Person]] = defaultdict(list)
        self._by_first: dict[str, list[Person]] = defaultdict(list)
        for person in listed:
            self.add(person)

    def __iter__(self) -> Iterator[Person]:
        return iter(self._by_id.values())

    def add(self, person: Person) -> Person:
        """The person with this id, who is now known to be in the text."""
        if person.entity_id not in self._by_id:
            self._by_id[person.entity_id] = person
            self._by_words.setdefault(person.words, person)
            self._by_ends[_ends(person.words)].append(person)
            self._by_last[_ends(person.words)[1]].append(person)
            self._by_first[person.words[0]].append(person)
        return self._by_id[person.entity_id]

    def meet(self, found: Found, tokens: Tokens) -> str:
        """The id of the person whose full name was found; empty where no id can be made of it, or it means several."""
        words = found.candidate.words
        if self._is_shared(words):
            return ""
        namesakes = self._by_ends.get(_ends(words), ())
        close = namesakes if len(namesakes) <= CROWD else ()
        person = self._by_words.get(words) or next((p for p in close if self._is_meant(found, p, tokens)), None)
        person = person or self._by_initial(words) or self._begun(words, found.candidate.first)
        person = person or self._by_nickname(words, tokens) or self._before_marriage(words)
        person = person or self._new(words, found.candidate.first)
        if person is None:
            return ""
        person.learn(tokens, found)
        person.full_at = found.candidate.first
        return person.entity_id

    def called(self, found: Found) -> str:
        """The id of the one person who came on before with that given name; empty where there is none, or several."""
        first, at = found.candidate.words[0], found.candidate.first
        able = [one for one in self if len(one.words) > 1 and one.words[0] == first and one.first_at < at]
        return able[0].entity_id if len(able) == 1 else ""

    def _is_meant(self, found: Found, person: Person, tokens: Tokens) -> bool:
        """True when the full name is a variant of the person's and not that of a parent or child."""
        words = found.candidate.words
        if not is_variant(words, person.words) or _is_beside(found, person, tokens):
            return False
        if generation(words) == generation(person.words):
            return True
        if self._tells_of_family is None:
            self._tells_of_family = tells_of_family(tokens)
        set_apart = self._tells_of_family or found.candidate.before is Sort.TITLE
        return not are_two(words, person.words, set_apart=set_apart)

    def state(self, entity_id: str, roles: Iterable[FoundRole]) -> None:
        """Remembers roles that a page may show of a person whose entry, if there is one, leaves them open."""
        person = self._by_id.get(entity_id)
        if person is not None and not person.settled:
            person.stated += roles

    def _is_shared(self, words: tuple[str, ...]) -> bool:
        """True for a full name that several listed people bear: whom it means was looked for before."""
        bearers = by_surname(self._knowledge).get(_ends(words)[1], ())
        return sum(tuple(entity.name.split()) == words for entity in bearers) > 1

    def _by_initial(self, words: tuple[str, ...]) -> Person | None:
        """The one person of this surname whose given name begins with the initial: J. Rind for Jana Rind."""
        first, last = _ends(words)
        if not is_initial(first):
            return None
        namesakes = self._by_last.get(last, ())
        able = [person for person in namesakes if len(person.words) > 1 and person.words[0][0] == first[0]]
        return able[0] if len(able) == 1 and _may_have(able[0].words, words) else None

    def _begun(self, words: tuple[str, ...], at: int) -> Person | None:
        """The one person before token `at` whose name goes on: Anna Maria for Anna Maria Holt, both given names.

        Others go on with a particle: Jan Piet for Jan Piet van der Holt.
        """
        length, alike = len(words), self._by_first.get(words[0], ())
        if len(alike) > CROWD:
            return None
        longer = (one for one in alike if one.words[:length] == words and len(one.words) > length)
        given = all(map(is_given_name, words))
        able = [one for one in longer if one.first_at < at and (given or is_particle(one.words[length]))]
        return able[0] if len(able) == 1 else None

    def _by_nickname(self, words: tuple[str, ...], tokens: Tokens) -> Person | None:
        """The one person of this surname beside whose given name the text sets this one in marks: Rosa “Bibi” Holt."""
        first, last = _ends(words)
        namesakes = self._by_last.get(last, ())
        given = nicknamed(tokens, first, last) if 0 < len(namesakes) <= CROWD else frozenset()
        able = [person for person in namesakes if person.words[0] in given]
        if not able and len(namesakes) == 1 and is_called_so(tokens, first):
            able = list(namesakes)
        if len(able) != 1:
            return None
        able[0].nicknames.add(first)
        return able[0]

    def _before_marriage(self, words: tuple[str, ...]) -> Person | None:
        """The one person whose name of three words or more begins as this ends: Ana Rosa Holt for Rosa Holt Brandt."""
        alike = self._by_first.get(words[-2], ()) if len(words) > _SHORTEST_FULL else ()
        able = [one for one in alike[:CROWD] if len(one.words) > _SHORTEST_FULL and one.words[:2] == words[-2:]]
        return able[0] if len(able) == 1 else None

    def _new(self, words: tuple[str, ...], first_at: int) -> Person | None:
        """A listed person with this name or a variant of it, else somebody new."""
        namesakes = [(e, e.name.split()) for e in by_surname(self._knowledge).get(_ends(words)[1], ())]
        listed = [e for e, own in namesakes if is_variant(words, own) and not are_two(words, own, set_apart=False)]
        entity_id = listed[0].id if listed else _free_id(words, self._knowledge)
        known = self._knowledge.get(entity_id)
        if not entity_id or len(listed) > 1:
            return None
        return self.add(person_of(known, first_at) if known else Person(entity_id, words, first_at))


def _is_beside(found: Found, person: Person, tokens: Tokens) -> bool:
    """True for a full name in a list with another form of it: "Vera Holt and Vera K. Holt" are two."""
    first, at = found.candidate.first, person.full_at
    joined = tokens.before[first] in ("and", ",", "or")
    return joined and 0 <= at < first and tokens.in_sentence(at, first) and first - at <= len(person.words) + _APART


def _may_have(names: Sequence[str], initials: Sequence[str]) -> bool:
    """False for Jana Rind and J. P. Rind: the second of several initials asks for a second given name."""
    given = (without_suffix(names) or names)[:-1]
    letters = [letter for word in initials[:-1] if is_initial(word) for letter in word if letter.isalpha()]
    return len(letters) < 2 or len(given) > 1 or is_initial(given[0])


def nicknamed(tokens: Tokens, nickname: str, surname: str) -> frozenset[str]:
    """The given names beside which the text has that nickname in marks or brackets before that surname."""
    words = tokens.words
    found = (at for at in tokens.where({nickname}) if tokens.word(at + 2) == surname.partition("-")[0])
    return frozenset(words[at - 2] for at in found if at > 1 and (words[at - 1], words[at + 1]) in _AROUND_NICKNAME)


def is_called_so(tokens: Tokens, nickname: str) -> bool:
    """True for a text that says who is called by that name: whom everybody called Bibi."""
    return any(
        tokens.before[at] == "called" or tokens.words[at - 2 : at] == ("known", "as") for at in tokens.where({nickname})
    )


_AROUND_NICKNAME = frozenset({("“", "”"), ('"', '"'), ("'", "'"), ("‘", "’"), ("(", ")")})


def is_initial(word: str) -> bool:
    """True for one or more given names cut to their letters: J., K.S."""
    return word.isupper() and (len(word) == 1 or (word[-1] == "." and len(word) == 2 * len(word.replace(".", ""))))


def _ends(words: Sequence[str]) -> tuple[str, str]:
    core = without_suffix(words) or words
    return core[0], core[-1]


def _free_id(words: Sequence[str], knowledge: KnowledgeBase) -> str:
    """The slug of the name; with the kind at its end where something else has it."""
    slug = make_slug(" ".join(words))
    other = knowledge.get(slug) if slug else None
    is_taken = slug in NOT_FOR_PAGES or (other is not None and other.kind is not Kind.PERSON)
    return f"{slug}-person" if is_taken else slug


def _gender(tokens: Tokens, found: Found) -> Gender:
    """What a form of address, the role or the given name shows, in this order."""
    address = address_before(tokens, found.candidate)
    shown = (gender_of(address) if address else Gender.UNKNOWN, *map(_gender_of_role, found.roles))
    by_name = gender_of(" ".join(found.candidate.words)) if len(found.candidate.words) > 1 else Gender.UNKNOWN
    return next((gender for gender in (*shown, by_name) if gender is not Gender.UNKNOWN), Gender.UNKNOWN)


def address_before(tokens: Tokens, candidate: Candidate) -> str:
    """The form of address directly before a name, or the empty string."""
    return tokens.words[candidate.first - 1] if candidate.first and candidate.before is Sort.ADDRESS else ""


def _gender_of_role(role: FoundRole) -> Gender:
    return Gender(_gendered_nouns().get(head_of(role)) or Gender.UNKNOWN)


@cache
def _gendered_nouns() -> Mapping[str, str]:
    return {row[0]: row[1] for row in load_rows("kin")}
