"""Runs of capitalised words cut into what may be names of organisations."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from sitegen.names.organizations.lexicon import (
    begins_person,
    ends_before,
    heads,
    is_capital,
    is_office,
    is_people,
    is_stranger,
    opens_weakly,
)
from sitegen.names.runs import run_from
from sitegen.text.tokens import Tokens
from sitegen.text.wordlists import load_words

LONGEST = 12
"""Tokens; nothing longer is a name."""

_TAIL = frozenset({"of", "for", "on"})
_ARTICLES = frozenset({"the", "The"})
_IN_ADDRESSES = frozenset({"/", ".", "@", "_", "#"})


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class SearchedText:
    """The text in which names are looked for."""

    tokens: Tokens
    closed: Container[int]
    """Tokens where no name may begin or go on: a person's, a listed name."""
    mentioned: Mapping[int, str]
    """The entity id of every token of a known mention."""

    def capital(self, near: int, index: int) -> bool:
        """True for a capitalised word in the sentence of `near`."""
        return self.tokens.in_sentence(index, near) and is_capital(self.tokens.words[index])


def find_candidates(text: SearchedText) -> Iterator[Candidate]:
    """The candidates in order of text."""
    tokens = text.tokens
    reached = -1
    for index in (index for index, word in enumerate(tokens.words) if not word.islower()):
        if index <= reached or not is_capital(tokens.words[index]) or not _may_begin(text, index):
            continue
        last = _end(text, index)
        end = _without_office(text, index, last)
        candidate = _candidate(tokens, index, end) if end >= index else None
        if candidate is not None:
            yield candidate
        reached = last


def _without_office(text: SearchedText, first: int, last: int) -> int:
    """The last token of the name without the words that belong to an office after it: Holmvik Energy Secretary."""
    words = text.tokens.words
    if not text.capital(last, last + 1) or not is_office(words[last + 1]):
        return last
    while last >= first and words[last].lower() in load_words("role_modifiers"):
        last -= 1
    return last


def _may_begin(text: SearchedText, index: int) -> bool:
    tokens = text.tokens
    word = tokens.words[index]
    if index in text.closed or (tokens.glued(index) and not _begins_after_mark(tokens, index)):
        return False
    led = text.capital(index, index + 1)
    if ends_before(word) and not (led and not is_stranger(word) and tokens.words[index + 1] in heads()):
        return False
    if word[0].isdigit() and not led:
        return False
    if opens_weakly(word) and tokens.opens_sentence(index):
        return _has_head(text, index)
    return True


def _begins_after_mark(tokens: Tokens, index: int) -> bool:
    """True after a mark that no address or longer name has there: pro-NATO, but not Trans-Holmvik or x.example."""
    mark = tokens.words[index - 1]
    if mark == "-":
        return index > 1 and (
            not tokens.glued(index - 1) or tokens.words[index - 2] in load_words("organization_prefixes")
        )
    return mark not in _IN_ADDRESSES


def _has_head(text: SearchedText, first: int) -> bool:
    """True when the run of capitals from `first` holds a head after its first word."""
    last = _segment_end(text, first)
    return any(text.tokens.words[index] in heads() for index in range(first + 1, last + 1))


def _end(text: SearchedText, first: int) -> int:
    """The last token of the name that begins at `first`, with what follows it after "of" and the like."""
    last = _segment_end(text, first)
    begun = first
    while last - first < LONGEST and (start := _tail(text, begun, last)) is not None:
        begun, last = start, _segment_end(text, start)
    return last


def _segment_end(text: SearchedText, first: int) -> int:
    """The last token of the unbroken run of capitals from `first`; a known name in it stays whole."""
    return run_from(first, lambda last: _next(text, last), LONGEST)


def _next(text: SearchedText, last: int) -> int | None:
    tokens, after = text.tokens, last + 1
    words = tokens.words
    if not text.tokens.in_sentence(after, last):
        return None
    word = words[after]
    if last in text.mentioned and text.mentioned.get(after) == text.mentioned[last]:
        return after
    if is_capital(word):
        return after if _continues(text, after) else None
    if not text.capital(last, after + 1):
        return after if word == "party" and words[last] in load_words("organization_parties") else None
    if word == "-":
        known = last in text.mentioned or after + 1 in text.mentioned
        return after + 1 if tokens.glued(after) and tokens.glued(after + 1) and not known else None
    if word in ("'s", "'"):
        return after + 1 if words[last] in load_words("organization_possessives") else None
    return after + 1 if word in load_words("organization_particles") else None


def _continues(text: SearchedText, index: int) -> bool:
    """True when the capitalised word at `index` belongs to the name before it."""
    words = text.tokens.words
    word = words[index]
    if index in text.closed:
        return False
    if ends_before(word):
        return not is_stranger(word) and text.capital(index, index + 1) and words[index + 1] in heads()
    return not (words[index - 1] in heads() and begins_person(word))


def _tail(text: SearchedText, begun: int, last: int) -> int | None:
    """Where the name goes on after "of", "for" or "and", or None: Ministry of Culture, Centre for Applied Botany."""
    words, joiner = text.tokens.words, last + 1
    if not text.tokens.in_sentence(joiner, last):
        return None
    if words[joiner] == "and":
        return _after_and(text, begun, last)
    chained = words[joiner] == "of" and "for" in words[max(0, begun - 2) : begun]
    led = chained or any(words[index] in heads() for index in range(begun, last + 1))
    if words[joiner] not in _TAIL or not led:
        return None
    if words[joiner] == "on" and words[last] not in load_words("organization_panels"):
        return None
    start = joiner + 1 + (joiner + 1 < len(words) and words[joiner + 1] in _ARTICLES)
    if not text.capital(last, start) or ends_before(words[start]) or start in text.closed:
        return None
    return None if _is_of_state(text, last, start) else start


def _is_of_state(text: SearchedText, last: int, start: int) -> bool:
    """True where a country is the owner: Ministry of Finland, Press Office of the Finnish Embassy."""
    if start not in text.mentioned:
        return False
    words, after = text.tokens.words, start
    while text.mentioned.get(after) == text.mentioned[start]:
        after += 1
    own = text.capital(start, after) and words[after] in load_words("organization_state")
    return own or words[last] in load_words("organization_state")


def _after_and(text: SearchedText, begun: int, last: int) -> int | None:
    """The word after "and" in "Ministry of Health and Welfare", where what follows is no name of its own.

    After an adjective of a country only what both describe: Centre for Finnish and Estonian Studies.
    """
    words, start = text.tokens.words, last + 2
    of = begun - 1 - (words[begun - 1] in _ARTICLES)
    joins = of > 0 and words[of] in ("of", "for") and words[of - 1] in load_words("organization_offices")
    if not joins or not text.capital(last, start) or start in text.closed:
        return None
    if last in text.mentioned or start in text.mentioned:
        return start if is_people(words[last]) and text.capital(start, start + 1) else None
    if begins_person(words[start]) or ends_before(words[start]):
        return None
    end = _segment_end(text, start)
    plain = all(heads().get(word) not in ("body", "school") for word in words[start:end])
    return start if plain and _tail(text, start, end) is None else None


def _is_shouted(words: tuple[str, ...]) -> bool:
    """True for a stretch of a line in capitals: more than one long word without small letters."""
    return len(words) > 1 and sum(len(word) > 3 and word.isupper() for word in words) > 1


def _candidate(tokens: Tokens, first: int, last: int) -> Candidate | None:
    words = tokens.words[first : last + 1]
    if last - first > LONGEST or not any(character.isalpha() for character in words[0]) or _is_shouted(words):
        return None
    known = heads()
    main = next((index - 1 for index, word in enumerate(words) if word in _TAIL), len(words) - 1)
    head = known.get(words[main], "body" if words[main] == "party" else "")
    inner = "" if head else next((known[word] for word in words if word in known), "")
    name = tokens.shadow[tokens.starts[first] : tokens.ends[last]]
    return Candidate(first, last, " ".join(name.split()), head, inner, words, first)
