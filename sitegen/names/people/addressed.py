"""Whom a form of address before a surname may mean: not Mr Holt by "Mrs Holt", but rather his wife."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from sitegen.knowledge.given_names import gender_of, is_given_name
from sitegen.model import Gender
from sitegen.names.people.candidates import Candidate
from sitegen.names.people.persons import Person
from sitegen.names.people.relatives import is_plain_address, relatives_of, shown_gender
from sitegen.text.tokens import Tokens
from sitegen.text.wordlists import load_class, load_rows, load_words


class Addressed:
    """Says whom a form of address may mean in a text; remembers the genders that the text shows."""

    def __init__(self, tokens: Tokens, persons: Iterable[Person]) -> None:
        self._tokens = tokens
        self._persons = persons
        self._shown: dict[str, Gender] = {}
        """The genders that the text shows of those who were asked about."""

    def among(
        self, able: Sequence[Person], candidate: Candidate, address: str, named_at: Mapping[int, str]
    ) -> Iterable[Person]:
        """Those whom that form of address may mean: for Ms, no man whose daughter the text names.

        Nor one who is Mr elsewhere, the second of a couple, or shown to be a man: rather the one relative of his.
        Otherwise a given name may mislead.
        """
        gender = gender_of(address)
        others = [person for person in able if self._is_other(person, gender, address)]
        fitting = [person for person in able if Gender.UNKNOWN in (gender, person.gender) or person.gender is gender]
        fitting = [p for p in fitting if p not in others and (p.gender is gender or not self._is_of_couple(p))]
        if fitting:
            return fitting
        if others:
            told = {at for person in others for at in relatives_of(self._tokens, person, address)}
            named = {named_at.get(at, "") for at in told if at < candidate.first}
            return [one for one in self._persons if one.entity_id in named] if len(named) == 1 else ()
        if self._is_told_otherwise(candidate.words[-1].rpartition("-")[2], gender):
            return ()
        return [one for one in able if not self._is_of_couple(one)]

    def _is_told_otherwise(self, surname: str, gender: Gender) -> bool:
        """True where the surname has an address of the other gender elsewhere, or such a relative: Holt's wife."""
        tokens = self._tokens
        for at in tokens.where({surname}):
            address = tokens.before[_start_of_hyphened(tokens, at)]
            if address in load_words("honorifics") and gender_of(address) not in (gender, Gender.UNKNOWN):
                return True
            if tokens.behind[at] == "'s" and tokens.word(at + 2) in _kin(gender):
                return True
        return False

    def _is_other(self, person: Person, gender: Gender, address: str) -> bool:
        """True for somebody whom the text shows to be of the other gender than a form of address."""
        if gender in (Gender.UNKNOWN, person.gender) or not is_plain_address(address):
            return False
        if person.entity_id not in self._shown:
            self._shown[person.entity_id] = shown_gender(self._tokens, person)
        shown = self._shown[person.entity_id]
        if shown is Gender.UNKNOWN and address.rstrip(".") == "Mrs":
            shown = person.gender
        return shown not in (gender, Gender.UNKNOWN)

    def _is_of_couple(self, person: Person) -> bool:
        """True for Ken Holt in "Beryl and Ken Holt"."""
        tokens, at = self._tokens, person.first_at
        return tokens.before[at] == "and" and is_given_name(tokens.word(at - 2))


def _start_of_hyphened(tokens: Tokens, last: int) -> int:
    """The first token of the word with hyphens that ends here: Halvik of Halvik-Moran."""
    while tokens.word(last - 1) == "-" and tokens.glued(last) and tokens.glued(last - 1):
        last -= 2
    return last


@cache
def _kin(gender: Gender) -> frozenset[str]:
    """The nouns for relatives of that gender."""
    return frozenset(noun for noun, of in load_rows("kin") if of == gender) & load_class("name_classes", "relative")
