"""Runs of capitalised words that may be names of places."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache

from sitegen.knowledge.countries import load_countries
from sitegen.names.people.lexicon import Sort, sort_at_opening, sort_of
from sitegen.names.runs import find_breaks, find_runs, is_capital
from sitegen.text.tokens import Tokens
from sitegen.text.wordlists import load_words

_LONGEST = 5
_MOST_BETWEEN = 2
"""So many small words and hyphens stand between two words of a name at most."""
_BEFORE_KIND = frozenset({Sort.STRANGER, Sort.BODY})
"""What ordinary words in the names of streets and parks are."""
_DASHES = frozenset({"—", "–", "-", "--", "(", ","})


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """Tokens `first` to `last` (inclusive) that may name a place; `words` as they are written outside a dateline."""

    first: int
    last: int
    words: tuple[str, ...]
    before: Sort | None = None
    """What the run of capitals has directly before the name."""
    after: Sort | None = None
    """What it has directly after it."""
    dateline: bool = False


def find_candidates(tokens: Tokens, covered: Container[int]) -> Iterator[PlaceCandidate]:
    """The candidates in order of text; none holds a token that is `covered` by a mention."""
    for run in find_runs(tokens, lambda index: index not in covered, lambda last: _next_in_run(tokens, last, covered)):
        yield from _cut(tokens, run)


def _next_in_run(tokens: Tokens, last: int, covered: Container[int]) -> int | None:
    """The next capitalised word of the run, over the small words and hyphens that names hold."""
    for at in range(last + 1, min(last + 2 + _MOST_BETWEEN, len(tokens))):
        if at in covered or tokens.sentences[at] != tokens.sentences[last]:
            return None
        if is_capital(tokens.words[at]):
            return at
        if at - last > _MOST_BETWEEN or not _holds_together(tokens, at):
            return None
    return None


def _holds_together(tokens: Tokens, at: int) -> bool:
    """True for a hyphen or small word inside a name: "Rio Grande do Sul"; "of" only as in "Isle of Wight"."""
    word = tokens.words[at]
    if word == "-":
        return tokens.glued(at)
    if word == "of":
        return tokens.words[at - 1] in load_words("place_kinds")
    return word in load_words("place_particles")


def _cut(tokens: Tokens, run: range) -> Iterator[PlaceCandidate]:
    """The names inside one run: between the words that belong to no place's name."""
    first, last = run[0], run[-1]
    before: Sort | None = None
    for start, index in find_breaks(tokens, run, lambda at, start: _foreign(tokens, at, first, last, start) is None):
        after = _foreign(tokens, index, first, last, start) if index <= last else None
        if start is not None:
            yield from _candidate(tokens, start, index - 1, before, after)
        before = after


def _foreign(tokens: Tokens, index: int, first: int, last: int, start: int | None) -> Sort | None:
    """The sort of a word that is no part of a place's name; None for one that may be."""
    word = tokens.words[index]
    if word in load_words("place_kinds"):
        return None
    if word in load_words("place_beginnings") and start is None:
        follows = index < last and (is_capital(tokens.words[index + 1]))
        return None if follows else Sort.STRANGER
    opens = index == first and tokens.opens_sentence(index)
    sort = sort_at_opening(word) if opens else sort_of(word)
    if sort is Sort.NAME or (not opens and sort in _BEFORE_KIND and _leads_to_kind(tokens, index, last)):
        return None
    if sort is Sort.ACRONYM and _is_dateline(tokens, first, last):
        return None
    return sort


def _leads_to_kind(tokens: Tokens, index: int, last: int) -> bool:
    """True before a word for what a place is, a word or two on: "Church Street", "Rest Acres Road"."""
    return any(tokens.words[at] in load_words("place_kinds") for at in range(index + 1, min(index + 3, last + 1)))


def _is_dateline(tokens: Tokens, first: int, last: int) -> bool:
    """True for capitals that open a block, before a dash, a bracket or a comma."""
    opens = first == 0 or tokens.leaves[first - 1] != tokens.leaves[first]
    return opens and last + 1 < len(tokens) and tokens.words[last + 1] in _DASHES


def _is_half(tokens: Tokens, first: int, last: int) -> bool:
    """True where a hyphen joins the name to another word with a capital: the second half of Miami-Dade."""
    joined = tokens.words[first - 1] == "-" and tokens.glued(first) and tokens.glued(first - 1) if first > 1 else False
    return joined and is_capital(tokens.words[first - 2])


@cache
def _other_names() -> frozenset[str]:
    """What is known to mean no place: languages, peoples, months, and names such as Panama Papers."""
    peoples = (name for country in load_countries() for name in (*country.adjectives, *country.demonyms))
    return frozenset((*load_words("larger_names"), *load_words("languages"), *load_words("months"), *peoples))


def _candidate(
    tokens: Tokens, first: int, last: int, before: Sort | None, after: Sort | None
) -> Iterator[PlaceCandidate]:
    while last > first and not is_capital(tokens.words[last]):
        last -= 1
    words = tokens.shadow[tokens.starts[first] : tokens.ends[last]].split()
    shouted = all(word.isupper() for word in words) and len("".join(words)) > 2
    dateline = shouted and _is_dateline(tokens, first, last)
    alone = len(words) == 1 and words[0] in load_words("place_kinds")
    if alone or " ".join(words) in _other_names() or _is_half(tokens, first, last):
        return
    if len(words) <= _LONGEST and len(words[-1]) > 1 and tokens.leaves[first] == tokens.leaves[last]:
        plain = tuple(word.title() if dateline else word for word in words)
        yield PlaceCandidate(first, last, plain, before, after, dateline)
