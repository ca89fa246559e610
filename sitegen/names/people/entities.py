"""The persons of a text as entities: with the roles, the country and the spelling that the text gives them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sitegen.knowledge import KnowledgeBase
from sitegen.model import Entity, Kind, Origin, Role
from sitegen.names.people.persons import Person
from sitegen.names.people.roles import FoundRole, head_of
from sitegen.text.tokens import Tokens
from sitegen.text.wordlists import load_class, load_words


def entity_of(
    tokens: Tokens, person: Person, mentioned: Mapping[int, str], certainty: float, knowledge: KnowledgeBase
) -> Entity:
    """The person as an entity, with the roles that the text gives; `certainty` is how likely it is one."""
    told = sorted({role.span: role for role in person.roles}.values(), key=lambda role: role.span)
    offices = _fullest([role for role in person.stated if head_of(role) not in load_words("relation_nouns")])
    return Entity(
        id=person.entity_id,
        kind=Kind.PERSON,
        name=_as_written(tokens, person),
        roles=tuple(Role(role.title) for role in offices),
        country=_country(tokens, told, mentioned, knowledge),
        evidence=tuple(role.span for role in offices),
        gender=person.gender,
        origin=Origin.FOUND,
        certainty=round(certainty, 3),
    )


def _fullest(roles: Iterable[FoundRole]) -> tuple[FoundRole, ...]:
    """The roles in order of text, each once, without those whose words a fuller one holds: Rep. beside Tornau Rep."""
    ordered = {_plain(role): role for role in sorted(roles, key=lambda role: role.span, reverse=True)}
    fuller = [words for words in ordered if not any(words != other and words in other for other in ordered)]
    return tuple(sorted((ordered[words] for words in fuller), key=lambda role: role.span))


def _plain(role: FoundRole) -> str:
    return f" {role.title.casefold()} "


def _as_written(tokens: Tokens, person: Person) -> str:
    """The name with the apostrophes of the text: O’Malley."""
    name, start = " ".join(person.words), tokens.starts[person.first_at]
    written = tokens.text[start : start + len(name)]
    return written if "’" in written and tokens.shadow[start : start + len(name)] == name else name


def _country(tokens: Tokens, roles: Sequence[FoundRole], mentioned: Mapping[int, str], knowledge: KnowledgeBase) -> str:
    """The id of the country with whose name or adjective a role begins, or that has it: Polish Foreign Minister.

    Not of one that the role is about: a Norway scholar, the Kenya director of a charity.
    """
    for role in roles:
        at = _country_token(tokens, role)
        country = knowledge.get(mentioned.get(at, ""))
        if country is not None and country.kind is Kind.COUNTRY and _is_of(tokens, country, at, role):
            return country.id
    return ""


def _is_of(tokens: Tokens, country: Entity, at: int, role: FoundRole) -> bool:
    """True behind more than the country's mere name, and for an office that this stands before."""
    mere = tokens.words[at] == country.name and tokens.behind[at] not in ("'s", "'")
    return not mere or head_of(role) in load_class("name_classes", "of_country")


def _country_token(tokens: Tokens, role: FoundRole) -> int:
    first = tokens.at(role.span.start)
    return first - 2 if first > 1 and tokens.words[first - 1] == "'s" else first
