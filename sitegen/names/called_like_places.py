"""Whether a person is meant by a name that countries, peoples and places have as well: Chad Walker, Lisa Monaco."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from sitegen.knowledge.given_names import is_given_name
from sitegen.names.organizations.lexicon import is_office
from sitegen.names.people.lexicon import Sort, forms_of_saying, sort_at_opening, sort_of
from sitegen.names.surroundings import Surroundings
from sitegen.text.tokens import Tokens
from sitegen.text.wordlists import load_class, load_rows, load_words

_AFTER_AGE = 3


def is_person(around: Surroundings) -> bool:
    """True inside the name of a person: Chad Walker, Michael Jordan."""
    roles = _names_of_people().get(around.spelling)
    if roles is None:
        return False
    following, before = around.after, around.before
    if before in load_words("honorifics") and not around.glued(-1):
        return True
    if "first" in roles and _is_name_part(following) and not around.glued(1):
        return True
    if "given" in roles:
        return is_given_name(before) and not around.glued(-1)
    if "last" not in roles or not _is_name_part(before) or around.glued(-1):
        return False
    if not around.tokens.opens_sentence(around.first - 1) or _acts(around):
        return True
    return is_given_name(before) and before.lower() not in load_words("lower_case_words") | around.tokens.small_words


def is_namesake(around: Surroundings) -> bool:
    """True where somebody speaks whom the text names in full: “Too late,” Monaco said, where there is a Lisa Monaco."""
    roles = _names_of_people().get(around.spelling)
    if roles is None or around.before in load_class("name_classes", "leads_to_place"):
        return False
    if not _speaks(around) and not ("given" in roles and _has_verb(around.after)):
        return False
    tokens, given, whole = around.tokens, "first" in roles, "last" in roles or "given" in roles
    return any(
        (whole and _has_given(tokens, at)) or (given and _is_name_part(tokens.behind[at]))
        for at in tokens.where({around.spelling})
        if at != around.first
    )


def _has_given(tokens: Tokens, at: int) -> bool:
    """True behind a given name, and behind one and an initial: Lisa O. Monaco."""
    before = at - 2 if sort_of(tokens.before[at] or ",") is Sort.INITIAL else at - 1
    return before >= 0 and tokens.leaves[before] == tokens.leaves[at] and is_given_name(tokens.words[before])


def _speaks(around: Surroundings) -> bool:
    """True before a verb of saying, at the end behind one, and for the owner of relatives."""
    if around.after == "'s":
        return around.word(2) in load_words("kin")
    return around.after in forms_of_saying() or (around.before in forms_of_saying() and not around.after.isalnum())


def _has_verb(word: str) -> bool:
    """True for the verb of which an adjective cannot be the subject."""
    return word in load_words("person_verbs") or word in load_class("reporting_words", "auxiliary")


def _acts(around: Surroundings) -> bool:
    """True before what people do and before an age: Quillan Washington pleaded guilty."""
    following, then = around.after, around.word(2)
    aged = following == "," and then.isdigit() and around.word(_AFTER_AGE) == ","
    return sort_at_opening(around.before) is Sort.NAME and (aged or following in load_words("person_verbs"))


def in_surname(around: Surroundings) -> bool:
    """True for one half of a hyphenated surname that the text has with a given name or a form of address before it."""
    words, first, last = around.tokens.words, around.first, around.last
    if around.after == "-" and around.glued(1) and around.glued(2) and _is_name_part(around.word(2)):
        whole = (*words[first : last + 1], "-", around.word(2))
    elif around.before == "-" and around.glued(-1) and around.glued(-2) and _is_name_part(around.word(-2)):
        whole = (around.word(-2), "-", *words[first : last + 1])
    else:
        return False
    length = len(whole)
    found = (at for at in range(1, len(words) - length + 1) if words[at] == whole[0])
    return any(words[at : at + length] == whole and _calls_person(words[at - 1]) for at in found)


def _calls_person(word: str) -> bool:
    return is_given_name(word) or word in load_words("honorifics")


def _is_name_part(word: str) -> bool:
    """True for a capitalised word that may belong to a person's name."""
    return (
        len(word) > 1
        and word[0].isupper()
        and not word.isupper()
        and word.isalpha()
        and word not in load_words("no_name_parts")
        and not is_office(word)
    )


@cache
def _names_of_people() -> Mapping[str, frozenset[str]]:
    return {row[0]: frozenset(row[1:]) for row in load_rows("names_of_people")}
