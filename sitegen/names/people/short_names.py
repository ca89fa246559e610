"""Surnames and given names that stand for a person named in full elsewhere in the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from sitegen.knowledge import KnowledgeBase
from sitegen.knowledge.given_names import gender_of, is_given_name
from sitegen.model import Entity, Gender
from sitegen.names.people.addressed import Addressed
from sitegen.names.people.candidates import Candidate
from sitegen.names.people.evidence import Found
from sitegen.names.people.generations import generation, is_of_another, with_suffix_alone, without_suffix
from sitegen.names.people.lexicon import Sort, is_before_given, is_particle, is_slip, plain_particles
from sitegen.names.people.persons import CROWD, Person, address_before, by_surname
from sitegen.names.people.short_forms import are_one_family, ends_with, first_surname, parts_of, shortens
from sitegen.text.tokens import Tokens
from sitegen.text.wordlists import load_words

NEAR = 2
"""Sentences back within which a namesake was just spoken of."""
FAR = 5
"""Sentences back beyond which a namesake is no longer thought of."""

_LONG = 6
"""Letters of a surname from which another that differs by a slip is hardly somebody else's."""
_ACTS = frozenset({"says after", "says before", "does after", "title", "address"})
_SAYS = frozenset({"says after", "says before"})
_AGAIN = 2
"""So often a name is used, at least, to be what somebody is called."""
_FEW = 4
"""So many words behind a name stand before the relative's, at most: Holt's late second wife."""
_ARTICLES = frozenset({"a", "an", "the"})
_LISTING = frozenset({",", "and", "or"})
_PLACES = frozenset({"in", "from", "to", "place after", "of", "after body"})


class ShortNames:
    """Says whom a part of a name means, in order of text; remembers who was spoken of last."""

    def __init__(self, tokens: Tokens, persons: Iterable[Person]) -> None:
        self._tokens = tokens
        self._named_at: dict[int, str] = {}
        self._addressed = Addressed(tokens, persons)
        self._spoken_of: dict[str, int] = {}
        self._times: dict[str, int] = defaultdict(int)
        self._alone_times: dict[str, int] = defaultdict(int)
        """How often each was meant by the surname alone."""
        self._parts: dict[str, list[Person]] = defaultdict(list)
        self._with_suffix = set(with_suffix_alone(tokens))
        """Surnames that mean somebody else than a Jr. of that name."""
        for person in persons:
            for part in (*parts_of(person.words), *person.nicknames):
                self._parts[part].append(person)

    @cached_property
    def _alone(self) -> frozenset[str]:
        """Words with a capital that somewhere follow none."""
        pairs = pairwise(("", *self._tokens.words))
        return frozenset(word for before, word in pairs if word[0].isupper() and not before[:1].isupper())

    def spoken_of(self, entity_id: str, token: int) -> None:
        """Remembers that the person is named at `token`."""
        self._spoken_of[entity_id] = self._tokens.sentences[token]
        self._named_at[token] = entity_id
        self._times[entity_id] += 1

    def knows(self, found: Found) -> bool:
        """True when somebody may be meant whose name holds the word."""
        return any(self._may_be_of(found, one) for word in found.candidate.words for one in self._parts.get(word, ()))

    def may_be_person(self, found: Found) -> bool:
        """True for a place's name that is also somebody's surname, where nothing shows that the place is meant."""
        named = any(
            len(person.words) > 1 and not person.listed for person in self._parts.get(found.candidate.words[-1], ())
        )
        return named and found.candidate.over and len(found.candidate.words) == 1 and not found.features & _PLACES

    def person(self, found: Found) -> Person | None:
        """The one person whom the words mean here, or None where none or more could be meant."""
        candidate = found.candidate
        words = without_suffix(candidate.words) or candidate.words
        sharing = self._parts.get(plain_particles(words[-1:])[0], ())
        if not sharing:
            return self._of_like_surname(candidate)
        if not 0 < len(sharing) <= CROWD:
            return None
        namesakes = [
            p
            for p in sharing
            if shortens(candidate, p) or self._is_used_for(found, p) or p.nicknames.issuperset(candidate.words)
        ]
        if namesakes and self._is_called_relative(candidate):
            namesakes = [p for p in namesakes if p.words[0] != candidate.words[0] or self._has_family(p)]
        by_last_name = [
            p for p in namesakes if ends_with(p.words, candidate.words) and p.words[0] != candidate.words[0]
        ]
        able = [p for p in by_last_name or namesakes if self._may_stand_for(found, p) and self._may_be_of(found, p)]
        if any(self._is_relative(candidate, p) for p in able):
            able = [p for p in able if p.first_at < candidate.first and not self._is_relative(candidate, p)]
        able = [p for p in able if p.first_at < candidate.first] or able
        if able and candidate.before is Sort.ADDRESS:
            address = address_before(self._tokens, candidate)
            able = list(self._addressed.among(able, candidate, address, self._named_at))
        if len(able) > 1 and any(self._is_called_beside(candidate, p) for p in able):
            able = [p for p in able if not self._is_called_beside(candidate, p) and self._is_near(candidate, p)] or able
        if len(able) > 1:
            able = list(self._told_apart(found, able))
        if len(able) != 1 or self._is_rivalled(candidate, able[0], sharing):
            return None
        self._alone_times[able[0].entity_id] += candidate.words == able[0].words[-1:]
        return able[0]

    def _is_called_beside(self, candidate: Candidate, person: Person) -> bool:
        """True for somebody whom the sentence calls by the given name alone: Holt says Alfie is ill."""
        given, tokens = person.words[0], self._tokens
        if candidate.words != person.words[-1:] or given not in self._alone:
            return False
        sentence = tokens.sentence_at(candidate.first)
        return any(at in sentence and not tokens.behind[at][:1].isupper() for at in tokens.where({given}))

    def _is_near(self, candidate: Candidate, person: Person) -> bool:
        """True for somebody of whom the text spoke just now."""
        here = self._tokens.sentences[candidate.first]
        return here - self._spoken_of.get(person.entity_id, -FAR) <= NEAR

    def _of_like_surname(self, candidate: Candidate) -> Person | None:
        """The one named in full before whose surname this is but for a slip or the spelling: Zelenskiy, Zelensky."""
        word = candidate.words[-1]
        if len(candidate.words) > 1 or len(word) < _LONG or candidate.over or candidate.weak or is_given_name(word):
            return None
        like = [
            person
            for surname, persons in self._parts.items()
            if surname[0] == word[0]
            and surname != word
            and not are_one_family(surname, word)
            and is_slip(word, surname)
            for person in persons
            if len(person.words) > 1 and person.words[-1] == surname and person.first_at < candidate.first
        ]
        return like[0] if len(like) == 1 else None

    def _is_rivalled(self, candidate: Candidate, person: Person, sharing: Sequence[Person]) -> bool:
        """True for a surname with which another's name begins who was spoken of later: Ahmed for Liam Ahmed."""
        name = candidate.words[0]
        if candidate.words != person.words[-1:] or candidate.before is Sort.ADDRESS or not is_given_name(name):
            return False
        here, spoken = self._tokens.sentences[candidate.first], self._spoken_of
        last = max(spoken.get(person.entity_id, -1), here - NEAR - 1)
        others = (one for one in sharing if one.words[0] == name and len(one.words) > 1 and one is not person)
        return any(one.first_at < candidate.first and spoken.get(one.entity_id, -1) > last for one in others)

    def _may_be_of(self, found: Found, person: Person) -> bool:
        """False for a bare surname, with another's title or beside Holt Jr. in the text, that is no Jr.'s own."""
        if not generation(person.words) or generation(found.candidate.words):
            return True
        titles = [role.title for role in found.roles] if found.candidate.before is Sort.TITLE else ()
        if is_of_another(titles, (role.title for role in person.roles)):
            self._with_suffix.add(found.candidate.words[-1])
        return found.candidate.words[-1] not in self._with_suffix

    def _may_stand_for(self, found: Found, person: Person) -> bool:
        """True after the full name; before it only for a word that means nothing else, or in the headline above."""
        candidate = found.candidate
        if candidate.over or _may_be_town(found):
            listed = self._is_listed_with_people(candidate)
            return person.first_at < candidate.first and (listed or _is_no_place(found))
        if candidate.weak:
            acts = "elsewhere" in found.features or bool(_ACTS & found.features)
            return person.first_at < candidate.first and acts
        if person.first_at < candidate.first:
            return True
        plain = not is_given_name(candidate.words[0]) or self._is_in_headline(candidate, person)
        return plain and "article" not in found.features

    def _is_in_headline(self, candidate: Candidate, person: Person) -> bool:
        """True in the first line, below which the text names the person in full, and nobody else of that name."""
        leaves, bearers = self._tokens.leaves, self._parts[candidate.words[-1]]
        return leaves[candidate.first] == 0 < leaves[person.first_at] and len(bearers) == 1

    def _is_relative(self, candidate: Candidate, person: Person) -> bool:
        """True for the owner of a relative who is this person: Ida Holt, Sen. Holt's widow; Holt's son, Liam Holt."""
        words, at = self._tokens.words, candidate.last + 2
        if self._tokens.word(candidate.last + 1) != "'s":
            return False
        while at < candidate.last + _FEW and self._tokens.word(at) not in load_words("kin"):
            at += 1
        at += 1 + (self._tokens.word(at + 1) == ",")
        before = candidate.first - 1
        while before > 0 and words[before][0].isupper():
            before -= 1
        behind = words[at : at + len(person.words)] == person.words
        return self._tokens.word(at - 1) in (",", *load_words("kin")) and (
            behind or (words[before] == "," and words[max(0, before - len(person.words)) : before] == person.words)
        )

    def _is_called_relative(self, candidate: Candidate) -> bool:
        """True for a given name behind what somebody is to another: her daughters, Ella and Ida; not a child Ella."""
        at = candidate.first - 1
        while self._tokens.in_sentence(at, candidate.first):
            word = self._tokens.words[at]
            if word not in _LISTING and not word[0].isupper():
                alone = self._tokens.before[at] in _ARTICLES and self._tokens.behind[at] != ","
                nouns = load_words("relation_nouns")
                return not alone and (word in nouns or word.removesuffix("s") in nouns)
            at -= 1
        return False

    def _has_family(self, person: Person) -> bool:
        """True where the text names another of that surname."""
        return any(one.words[-1] == person.words[-1] for one in self._parts[person.words[-1]] if one is not person)

    def _is_listed_with_people(self, candidate: Candidate) -> bool:
        """True in a list with another's surname: Cole, Batt and Washington."""
        return any(
            self._is_surname(self._tokens.words[index])
            for start, step in ((candidate.first, -1), (candidate.last, 1))
            for index in self._list_from(start, step)
        )

    def _list_from(self, start: int, step: int) -> Iterator[int]:
        """The tokens with a capital of the list that goes on from there."""
        at, joined = start + step, False
        while self._tokens.in_sentence(at, start):
            word = self._tokens.words[at]
            if word[0].isupper() and joined:
                yield at
            elif word not in _LISTING:
                return
            joined = word in _LISTING
            at += step

    def _is_surname(self, word: str) -> bool:
        return any(len(person.words) > 1 and person.words[-1] == word for person in self._parts.get(word, ()))

    def _is_used_for(self, found: Found, person: Person) -> bool:
        """True for a part of the name that is a short form only as it is used here.

        The given name after Sir or as the subject of a verb of saying, and the first of two surnames where nobody is
        called by the second: José Echeverría Montaño, whose name is Echeverría.
        """
        candidate, whole = found.candidate, person.words
        if len(candidate.words) != 1 or candidate.over or candidate.weak:
            return False
        if candidate.words[0] == whole[0]:
            return bool(_SAYS & found.features) or is_before_given(address_before(self._tokens, candidate))
        return candidate.words[0] == first_surname(whole) and not self._is_alone(whole[-1])

    def _is_alone(self, surname: str) -> bool:
        """True for a surname that somewhere follows neither a capital nor a particle behind one."""
        return surname in self._alone and any(
            not self._tokens.word(_behind_particles(self._tokens, at) - 1)[:1].isupper()
            for at in self._tokens.where({surname})
        )

    def _told_apart(self, found: Found, able: Sequence[Person]) -> Iterable[Person]:
        """Of several namesakes the one whom the title shows, else the one spoken of just now, else the first.

        The form of address shows the one of that gender who was spoken of last.

        All of them where that was named only once, has a full name like another's, or a form of address stands here.
        """
        by_title = [person for person in able if _has_title(found, person)]
        if len(by_title) == 1:
            return by_title
        last = max(able, key=lambda person: self._spoken_of.get(person.entity_id, -1))
        address = gender_of(address_before(self._tokens, found.candidate))
        if [person for person in able if person.gender is address is not Gender.UNKNOWN] == [last]:
            return [last]
        here = self._tokens.sentences[found.candidate.first]
        back = {person.entity_id: here - self._spoken_of.get(person.entity_id, -FAR - 1) for person in able}
        near = [person for person in able if back[person.entity_id] <= NEAR]
        far = [person for person in able if back[person.entity_id] > FAR]
        if len(near) == 1 and len(far) == len(able) - 1:
            titled = found.candidate.before is Sort.TITLE
            return near if titled else self._used_alone(able, near[0]) or near
        first = min(able, key=lambda person: person.first_at)
        differ = len({person.words for person in able}) == len(able)
        sure = self._times[first.entity_id] > 1 and not address_before(self._tokens, found.candidate)
        return [first] if sure and differ else able

    def _used_alone(self, able: Iterable[Person], near: Person) -> Sequence[Person]:
        """The one whom the surname alone has meant before, where the other is `near` but always named in full."""
        alone, times = self._alone_times, self._times
        if alone[near.entity_id] or times[near.entity_id] < _AGAIN:
            return ()
        others = [person for person in able if alone[person.entity_id] >= _AGAIN]
        return others if len(others) == 1 else ()


def listed_by_title(tokens: Tokens, found: Found, knowledge: KnowledgeBase) -> Entity | None:
    """The one listed person with this surname whose role has the title before it: Defense Secretary Austin."""
    words = {word for role in found.roles for word in role.title.split()}
    namesakes = by_surname(knowledge).get(found.candidate.words[-1], ())
    holders = [e for e in namesakes if any(words & set(role.title.split()) & load_words("titles") for role in e.roles)]
    return holders[0] if len(holders) == 1 and len(found.candidate.words) == 1 else None


def _may_be_town(found: Found) -> bool:
    return bool(found.features & _PLACES) and found.candidate.words[0] in load_words("cities_like_surnames")


def _is_no_place(found: Found) -> bool:
    """True where a word that also names a place is used as people's names are."""
    return bool(found.features & _ACTS) and not found.features & _PLACES


def _behind_particles(tokens: Tokens, at: int) -> int:
    """The first of the particles before a surname, or its own token."""
    while is_particle(tokens.before[at]):
        at -= 1
    return at


def _has_title(found: Found, person: Person) -> bool:
    titles = {role.title for role in person.roles}
    return found.candidate.before is Sort.TITLE and any(role.title in titles for role in found.roles)
