"""The nouns of knowledge: entities, with their kinds, roles, facts and sources."""

from __future__ import annotations

import datetime
from dataclasses import replace
from enum import StrEnum

from sitegen.text.spans import Span
from sitegen.text.values import value


class Kind(StrEnum):
    """What sort of thing an entity is."""

    PERSON = "person"
    COUNTRY = "country"
    PLACE = "place"
    ORGANIZATION = "organization"
    TERM = "term"


class Origin(StrEnum):
    """Where an entity is known from."""

    KNOWLEDGE = "knowledge"
    """The user's own entry."""
    BUILT_IN = "built-in"
    """The tables of countries, places and organisations that ship with sitegen."""
    FOUND = "found"
    """Nobody listed it: the structure of the article's text gave it away."""


class Gender(StrEnum):
    """Which pronouns a person is known by; used to resolve "he said"."""

    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


@value
class Role:
    """An office or occupation, with the dates it was held where they are known (both inclusive)."""

    title: str
    start: datetime.date | None = None
    end: datetime.date | None = None
    since: str = ""
    """The first day as it was written: 2020-02-26, 2020-02 or 2020."""
    until: str = ""
    """The last day as it was written."""


@value
class Fact:
    """A labelled statement, such as Capital: Warsaw."""

    label: str
    value: str


@value
class Reference:
    """Where a statement about an entity can be checked. `url` may be empty."""

    title: str
    url: str = ""


@value
class Entity:
    """A person, country, place, organisation or term. `aliases` are all other exact spellings that mean it."""

    id: str
    kind: Kind
    name: str
    aliases: tuple[str, ...] = ()
    summary: str = ""
    glossary: bool = False
    roles: tuple[Role, ...] = ()
    facts: tuple[Fact, ...] = ()
    references: tuple[Reference, ...] = ()
    url: str = ""
    image: str = ""
    """Path of a picture in static/, or empty."""
    image_alt: str = ""
    """What the picture shows, in words; empty where it only goes with the name."""
    image_credit: str = ""
    """Who made the picture and under which licence, or empty."""
    country: str = ""
    """Id of the country that the entity belongs to, or empty."""
    country_code: str = ""
    """ISO 3166-1 alpha-2 code; countries only."""
    gender: Gender = Gender.UNKNOWN
    sort_name: str = ""
    """By what it stands in lists, where its entry says so."""
    origin: Origin = Origin.KNOWLEDGE
    certainty: float = 1.0
    """How likely a found organisation or place is one, from 0 to 1."""
    evidence: tuple[Span, ...] = ()
    """For what a text tells: where in its article it gives the role. Parallel to `roles`."""

    def __hash__(self) -> int:
        """That of its id, which is another for nearly every other entity, and takes no time."""
        return hash(self.id)

    def with_told(self, told: Entity | None) -> Entity:
        """The entity with what a text tells of it, field by field, where its entry leaves that open."""
        if told is None:
            return self
        return replace(
            self,
            roles=self.roles or told.roles,
            evidence=self.evidence if self.roles else told.evidence,
            country=self.country or told.country,
            summary=self.summary or told.summary,
            gender=told.gender if self.gender is Gender.UNKNOWN else self.gender,
        )

    def role_on(self, day: datetime.date | None) -> Role | None:
        """The role held on `day`; undated roles hold always; without a day the last one listed."""
        if day is None:
            return self.roles[-1] if self.roles else None
        held = [
            role
            for role in self.roles
            if (role.start is None or role.start <= day) and (role.end is None or day <= role.end)
        ]
        return held[-1] if held else None

    @property
    def flag(self) -> str:
        """The Unicode flag of a country, or the empty string."""
        return "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in self.country_code)
