"""A stretch of capitals read as the name of an organisation: its words, and which of them it turns on."""

from __future__ import annotations

from functools import lru_cache

from sitegen.names.organizations.lexicon import heads
from sitegen.text.tokens import Tokens
from sitegen.text.values import value

LONGEST = 12
"""Tokens; nothing longer is a name."""

_TAIL = frozenset({"of", "for", "on"})


@value
class Candidate:
    """Tokens `first` to `last` (inclusive) that may be the name of an organisation."""

    first: int
    last: int
    name: str
    """As it is written, with plain apostrophes and spaces."""
    head: str
    """The sort of body that its main word shows: body, school, firm; empty when it shows none."""
    inner: str
    """The same for a word elsewhere in it: Environment Canada, Bank Holmvik."""
    words: tuple[str, ...]
    begun: int
    """The first token of the name with the country before it, which may be a mention of its own."""


def _is_shouted(words: tuple[str, ...]) -> bool:
    """True for a stretch of a line in capitals: more than one long word without small letters."""
    return len(words) > 1 and sum(len(word) > 3 and word.isupper() for word in words) > 1


def candidate_of(tokens: Tokens, first: int, last: int) -> Candidate | None:
    """The stretch read as an organisation's name; None for what is too long for one, or shouted."""
    words = tokens.words[first : last + 1]
    sorts = _sorts(words)
    if sorts is None:
        return None
    return Candidate(first, last, tokens.name(first, last), *sorts, words, first)


@lru_cache(maxsize=20_000)
def _sorts(words: tuple[str, ...]) -> tuple[str, str] | None:
    """The sorts of body that the main word of a name and one elsewhere in it show; None for what is none."""
    if len(words) > LONGEST + 1 or not any(character.isalpha() for character in words[0]) or _is_shouted(words):
        return None
    known = heads()
    main = next((index - 1 for index, word in enumerate(words) if word in _TAIL), len(words) - 1)
    head = known.get(words[main], "body" if words[main] == "party" else "")
    inner = "" if head else next((known[word] for word in words if word in known), "")
    return head, inner
