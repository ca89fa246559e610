"""Acronyms that a text itself explains: what is not the known body of those letters there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from sitegen.model import Mention
from sitegen.text.tokens import Tokens

_SHORTEST = 3
"""Letters of an acronym that are more than the first letters of words, at least."""
_SMALL = frozenset({"of", "and", "the", "for", "in", "to", "on", "-"})


def is_explained_otherwise(tokens: Tokens, acronym: str, names: Collection[str]) -> bool:
    """True when the text gives another phrase for the letters than the names of the body: ground glass, or GG."""
    theirs = {word for name in names for word in name.split()} - _SMALL
    return any(_is_other(phrase, theirs) for phrase in _explanations(tokens, acronym))


def explained_in_brackets(tokens: Tokens, bodies: Iterable[Mention]) -> Iterator[Mention]:
    """Every place of the acronyms that stand in brackets behind these names: Holmvik Ferry Board (HFB)."""
    meant: dict[str, str] = {}
    for mention in bodies:
        mark = tokens.first_from(mention.span.end)
        if tokens.word(mark) != "(" or tokens.sentence_word(mark + 2, mark) != ")":
            continue
        acronym = tokens.words[mark + 1]
        if _are_initials(acronym, mention.span.of(tokens.shadow)):
            meant.setdefault(acronym, mention.entity_id)
    for index in tokens.where(meant.keys()):
        yield Mention(tokens.span(index, index), meant[tokens.words[index]])


def _are_initials(acronym: str, name: str) -> bool:
    """True for the first letters of the words; of several words, for letters of the name in their order: IRENA."""
    words = [word for word in name.replace("-", " ").split() if word not in _SMALL]
    if len(acronym) > 1 and acronym == "".join(word[0] for word in words):
        return True
    rest = iter("".join(words).upper())
    able = len(words) > 1 and len(acronym) >= _SHORTEST and acronym.isalpha() and acronym.isupper()
    return able and acronym[0] == name[0] and all(letter in rest for letter in acronym)


def _is_other(phrase: Sequence[str], theirs: Collection[str]) -> bool:
    """True for a phrase in small letters, and for one that shares no word with the names of the body."""
    main = [word for word in phrase if word not in _SMALL]
    return any(word.islower() for word in main) or not any(word in theirs for word in main)


def _explanations(tokens: Tokens, acronym: str) -> Iterator[tuple[str, ...]]:
    """The phrases whose words begin with the letters: behind the acronym or before it, in brackets or after "or"."""
    letters = acronym.replace(".", "").lower()
    for index in tokens.where({acronym}):
        before, after = tokens.before[index], tokens.behind[index]
        if before in ("(", "or"):
            end = index - 1 - (before == "or" and tokens.sentence_word(index - 2, index) == ",")
            yield from _spelled(tokens.words[max(0, end - 2 * len(letters)) : end][::-1], letters[::-1])
        if after == "(" or (after == "," and tokens.sentence_word(index + 2, index) == "or"):
            first = index + 2 + (after == ",")
            yield from _spelled(tokens.words[first : first + 2 * len(letters)], letters)


def _spelled(words: Sequence[str], letters: str) -> Iterator[tuple[str, ...]]:
    """The words from the first on whose initials are the letters, with small ones between; or one that begins so."""
    rest = letters
    for at, word in enumerate(words):
        if rest and word[0].lower() == rest[0]:
            rest = rest[1:]
        elif word not in _SMALL or not at:
            break
        if not rest:
            yield tuple(words[: at + 1])
            return
    if words and words[0].islower() and words[0][0] in (letters[0], letters[-1]) and _holds(words[0], letters):
        yield (words[0],)


def _holds(word: str, letters: str) -> bool:
    """True for a word that begins with the first letter and has the others behind it, in order: horsepower, HP."""
    ordered = letters if word[0] == letters[0] else letters[::-1]
    rest = iter(word)
    return all(letter in rest for letter in ordered)
