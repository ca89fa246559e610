"""Father and son: what Jr., Sr. and III tell apart, and whom the bare surname means beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sitegen.names.people.lexicon import Sort, sort_of
from sitegen.text.tokens import Tokens
from sitegen.text.wordlists import load_class, load_words

_FAMILY = 4
"""So many words before a family's name its article may stand, at most."""
_CLOSING = frozenset({"”", '"', "’"})
"""The marks behind a nickname."""
_SHORT = 3
"""So many letters of a title are those of its short form too: Senator, Sen."""


def generation(words: Sequence[str]) -> str:
    """The suffix that tells a name from that of a parent or child, without its point, or the empty string."""
    suffixes = load_words("name_suffixes")
    return "" if suffixes.isdisjoint(words) else next(word.rstrip(".") for word in words if word in suffixes)


def is_surname(words: Sequence[str]) -> bool:
    """True for a surname with a suffix, Holt Jr.; Elizabeth II is a full name."""
    return words[-1].rstrip(".") in ("Jr", "Sr") and len(without_suffix(words)) == 1


def without_suffix(words: Sequence[str]) -> tuple[str, ...]:
    """The words of a name before its suffix."""
    suffixes = load_words("name_suffixes")
    return tuple(words) if suffixes.isdisjoint(words) else tuple([word for word in words if word not in suffixes])


def tells_of_family(tokens: Tokens) -> bool:
    """True for a text with a word such as son or elder."""
    return not load_class("name_classes", "generations").isdisjoint(tokens.vocabulary)


def are_two(words: Sequence[str], earlier: Sequence[str], *, set_apart: bool) -> bool:
    """True when two full names that may differ by a suffix alone are those of two people, `earlier` the first of them.

    A name may lose its suffix later, unless something has `set_apart` the two: a title, a word for a family.
    """
    mine, theirs = generation(words), generation(earlier)
    return mine != theirs and (bool(mine) or set_apart)


def is_of_another(titles: Iterable[str], own: Iterable[str]) -> bool:
    """True for titles before a surname none of which is among somebody's own, in full or in short."""
    heads = [title.split()[-1][:_SHORT] for title in titles if title]
    mine = {word[:_SHORT] for title in own for word in title.split()}
    return bool(heads) and mine.isdisjoint(heads)


def is_family(tokens: Tokens, first: int, last: int) -> bool:
    """True for the surname in "the Holt family", "the once mighty Holt dynasty", which means nobody of them."""
    if first != last or tokens.sentence_word(last + 1, last) not in load_class("name_classes", "family"):
        return False
    at = first - 1
    while first - at < _FAMILY and tokens.sentence_word(at, first).islower() and tokens.words[at] != "the":
        at -= 1
    return tokens.sentence_word(at, first).lower() == "the"


def is_one_of_two(tokens: Tokens, first: int, last: int) -> bool:
    """True for the surname in "the elder Holt", which means the one whom the reader tells from another."""
    if first != last or tokens.before[first] not in load_class("name_classes", "one_of_two"):
        return False
    return tokens.sentence_word(first - 2, first).lower() == "the"


def is_in_firm(tokens: Tokens, first: int, last: int, *, alone: bool) -> bool:
    """True for the surname in "Holt & Sons" and "Brandt & Holt"."""
    joint, before = tokens.behind[last], tokens.before[first]
    if joint in ("&", "and"):
        behind = tokens.sentence_word(last + 2, last)
        if behind in load_class("name_classes", "of_house"):
            return True
        beside = behind if joint == "&" else ""
    else:
        beside = tokens.sentence_word(first - 2, first) if before == "&" else ""
    return alone and beside[:1].isupper() and len(beside) > 1


def is_in_thing(tokens: Tokens, first: int, last: int) -> bool:
    """True for what a thing or a place is called after: the Holt telescope, Liam's Bookstore, St. Liam's Cathedral.

    And for the title of a work: a documentary titled Holt.
    """
    behind = tokens.behind[last]
    if tokens.before[first] in load_class("name_classes", "before_title"):
        return True
    if behind == "'s":
        if tokens.before[first] in load_class("name_classes", "saint"):
            return True
        goes_on = tokens.sentence_word(last + 3, last)[:1].isupper()
        return not goes_on and tokens.sentence_word(last + 2, last) in load_class("name_classes", "owned")
    return tokens.before[first].lower() == "the" and behind in load_class("name_classes", "thing_behind")


def is_breed(tokens: Tokens, last: int) -> bool:
    """True for what a dog is called after: a King Liam spaniel."""
    return tokens.behind[last] in load_class("name_classes", "breed")


def is_birth_name(tokens: Tokens, first: int) -> bool:
    """True for a full name behind "born", which somebody had before."""
    return tokens.sentence_word(first - 1, first).lower() == "born"


def with_suffix_alone(tokens: Tokens) -> Iterator[str]:
    """The surnames that the text has with a suffix and without a given name: Holt Jr."""
    suffixes = load_words("name_suffixes")
    if suffixes.isdisjoint(tokens.vocabulary):
        return
    for index in range(1, len(tokens)):
        if (
            tokens.words[index] in suffixes
            and is_surname(("", tokens.words[index]))
            and tokens.in_sentence(index - 1, index)
        ):
            at = index - 1 - (tokens.words[index - 1] == ",")
            before = tokens.sentence_word(at - 1, index)
            named = before[:1].isupper() and sort_of(before) in (Sort.NAME, Sort.INITIAL)
            if not named and before not in _CLOSING:
                yield tokens.words[at]
