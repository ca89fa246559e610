"""Runs of capitalised words that may be names of places."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace
from functools import cache

from sitegen.knowledge.cities import load_cities
from sitegen.knowledge.countries import load_countries
from sitegen.names.organizations.lexicon import heads, is_noun_for_body
from sitegen.names.people.lexicon import Sort, sort_at_opening, sort_of
from sitegen.names.runs import find_breaks, find_runs
from sitegen.text.tokens import Tokens, is_capital
from sitegen.text.values import value
from sitegen.text.wordlists import load_class, load_words

_LONGEST = 5
_MOST_BETWEEN = 2
"""So many small words and hyphens stand between two words of a name at most."""
_BEFORE_KIND = frozenset({Sort.STRANGER, Sort.ORDINARY, Sort.BODY})
"""What ordinary words in the names of streets and parks are."""
_PREPOSITIONS = frozenset({"in", "near", "from", "outside"})
RIVERS = frozenset({"am", "sur", "upon"})
"""Between a town and the river it lies at."""
_ORDINAL = ("st", "nd", "rd", "th")
_DASHES = frozenset({"—", "–", "-", "--", "(", ","})


@value
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
    """The candidates in order of text; none holds a token that is `covered` by a mention.

    One that ends with another is that other, with words of a headline before it: Lawmakers Visit Holmvik County.
    """
    found = tuple(one for one in _found_in_runs(tokens, covered) if not _is_no_place(tokens, one))
    names = frozenset(one.words for one in found)
    for one in found:
        shorter = next((one.words[at:] for at in range(1, len(one.words) - 1) if one.words[at:] in names), None)
        yield (
            one if shorter is None or one.words[0] in load_words("place_beginnings") else _cut_to(tokens, one, shorter)
        )


def _is_no_place(tokens: Tokens, one: PlaceCandidate) -> bool:
    """True behind the "By" that opens a line, By Ada Moran, Lagos; behind a noun for a firm, the developer Halvik; and
    for the half of a firm's name, Moran & Kelp, and for the Health Ministry.
    """
    first, behind = one.first, tokens.sentence_word(one.last + 2, one.last)
    if len(one.words) == 1 and is_noun_for_body(tokens.before[first]):
        return True
    if one.words[-1] in load_class("name_classes", "no_place_end"):
        return True
    if _is_sex(tokens, one):
        return True
    if tokens.before[first] == "By" and tokens.openings[first - 1]:
        return True
    return tokens.behind[one.last] == "&" and behind[:1].isupper() and len(behind) > 1


def _is_sex(tokens: Tokens, one: PlaceCandidate) -> bool:
    """True for the sex with which somebody is described: Male, 25 to 30 years old."""
    described = tokens.behind[one.last] == "," and tokens.sentence_word(one.last + 2, one.last)[:1].isdigit()
    return described and len(one.words) == 1 and one.words[0] in load_class("name_classes", "sex")


def _cut_to(tokens: Tokens, one: PlaceCandidate, words: tuple[str, ...]) -> PlaceCandidate:
    """The candidate without what stands before the words."""
    first = tokens.at(tokens.ends[one.last] - len(" ".join(words)))
    return replace(one, first=first, words=words, before=sort_of(tokens.words[first - 1]))


def _found_in_runs(tokens: Tokens, covered: Container[int]) -> Iterator[PlaceCandidate]:
    for run in find_runs(tokens, lambda last: _next_in_run(tokens, last, covered), _joints(), closed=covered):
        if len(run) > 1 or not _is_never_alone(tokens.words[run.start]):
            yield from _cut(tokens, run)


@cache
def _is_never_alone(word: str) -> bool:
    """True for a word that alone is no place's name: The."""
    return sort_of(word) in (Sort.STRANGER, Sort.ORDINARY) and not is_kind(word) and word not in load_cities()


def _next_in_run(tokens: Tokens, last: int, covered: Container[int]) -> int | None:
    """The next capitalised word of the run, over the small words and hyphens that names hold."""
    if not tokens.behind[last]:
        return None
    for at in range(last + 1, min(last + 2 + _MOST_BETWEEN, len(tokens.words))):
        if at in covered or tokens.sentences[at] != tokens.sentences[last]:
            return None
        if is_capital(tokens.words[at]):
            return at
        if at - last > _MOST_BETWEEN or not _holds_together(tokens, at):
            return None
    return None


@cache
def _joints() -> frozenset[str]:
    """What may stand between two words of a name."""
    return load_words("place_particles") | {"-", "of"}


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
    foreign: Sort | None = None

    def belongs(index: int, start: int | None) -> bool:
        nonlocal foreign
        foreign = _foreign(tokens, index, first, last, start)
        return foreign is None

    for start, index in find_breaks(tokens, run, belongs):
        after = foreign if index <= last else None
        if start is not None:
            yield from _candidate(tokens, start, index - 1, before, after)
        before = None if index == first and tokens.opens_sentence(index) else after


def _foreign(tokens: Tokens, index: int, first: int, last: int, start: int | None) -> Sort | None:
    """The sort of a word that is no part of a place's name; None for one that may be."""
    word = tokens.words[index]
    if is_kind(word) or (start is not None and index == last and word in load_words("compass")):
        return None
    if word in load_words("place_beginnings") and start is None:
        follows = index < last and (is_capital(tokens.words[index + 1]))
        return None if follows else Sort.STRANGER
    if _is_city_alone(tokens, index, first, last) or (start is not None and tokens.words[index - 1] in RIVERS):
        return None
    opens = index == first and (tokens.opens_sentence(index) or _is_behind_mark(tokens, index))
    sort = sort_at_opening(word) if opens else sort_of(word)
    if sort is Sort.NAME or (not opens and sort in _BEFORE_KIND and _leads_to_kind(tokens, index, last)):
        return None
    if sort is Sort.ACRONYM and _is_dateline(tokens, first, last):
        return None
    return sort


def _is_behind_mark(tokens: Tokens, index: int) -> bool:
    """True behind a colon or the dash of a dateline, where a capital shows nothing: "HOLMVIK - A Holm County man"."""
    before = tokens.before[index]
    return before == ":" or (before in _DASHES - {",", "("} and not tokens.glued(index))


def _is_city_alone(tokens: Tokens, index: int, first: int, last: int) -> bool:
    """True for the name of a city that means other things too, alone behind a preposition of place: in Derby."""
    return first == last and tokens.word(index - 1) in _PREPOSITIONS and tokens.words[index] in load_cities()


def _leads_to_kind(tokens: Tokens, index: int, last: int) -> bool:
    """True before a word for what a place is, a word or two on: "Church Street", "Rest Acres Road"."""
    return any(is_kind(tokens.words[at]) for at in range(index + 1, min(index + 3, last + 1)))


@cache
def is_kind(word: str) -> bool:
    """True for a word for what a place is, land or building, that belongs to its name."""
    return word in load_words("place_kinds") or word in load_words("place_venues")


def _is_dateline(tokens: Tokens, first: int, last: int) -> bool:
    """True for capitals that open a block, before a dash, a bracket or a comma."""
    opens = first == 0 or tokens.leaves[first - 1] != tokens.leaves[first]
    return opens and last + 1 < len(tokens) and tokens.words[last + 1] in _DASHES


def _is_half(tokens: Tokens, first: int, last: int) -> bool:
    """True where a hyphen joins the name to another word with a capital: the second half of Miami-Dade."""
    joined = tokens.words[first - 1] == "-" and tokens.glued(first) and tokens.glued(first - 1) if first > 1 else False
    return joined and is_capital(tokens.words[first - 2])


def _with_ordinal(tokens: Tokens, first: int) -> int:
    """The first token of the name with the number of a street: 17th Street."""
    before = first - 1
    numbered = is_kind(tokens.words[first]) and tokens.in_sentence(before, first) and tokens.words[before][:1].isdigit()
    return before if numbered and tokens.words[before].endswith(_ORDINAL) else first


def _without_rest(tokens: Tokens, first: int, last: int, after: Sort | None) -> int:
    """The last token of the name without what follows the word for what the place is: Holmvik County | State."""
    words = tokens.words
    if after is Sort.TITLE and words[last] == "District" and last > first:
        last -= 1
    if not is_kind(words[last]) and words[last] not in load_words("compass"):
        last = max((at for at in range(first + 1, last) if is_kind(words[at])), default=last)
    while last > first and not is_capital(words[last]):
        last -= 1
    return last


def _is_owner(tokens: Tokens, last: int) -> bool:
    """True inside the name of an office that belongs to one: Holmvik County Sheriff's Department."""
    at, belongs = last + 1, False
    while tokens.in_sentence(at, last) and (is_capital(tokens.words[at]) or tokens.words[at] == "'s"):
        word = tokens.words[at]
        if belongs and (word in heads() or word.title() in heads()):
            return True
        belongs = belongs or (at > last + 1 and word.lower() == "'s")
        at += 1
    return False


@cache
def _other_names() -> frozenset[str]:
    """What is known to mean no place: languages, peoples, months, and names such as Panama Papers."""
    peoples = (name for country in load_countries() for name in (*country.adjectives, *country.demonyms))
    return frozenset((*load_words("larger_names"), *load_words("languages"), *load_words("months"), *peoples))


def _candidate(
    tokens: Tokens, first: int, last: int, before: Sort | None, after: Sort | None
) -> Iterator[PlaceCandidate]:
    first, last = _with_ordinal(tokens, first), _without_rest(tokens, first, last, after)
    words = tokens.shadow[tokens.starts[first] : tokens.ends[last]].split()
    shouted = all(word.isupper() for word in words) and len("".join(words)) > 2
    dateline = shouted and _is_dateline(tokens, first, last)
    alone = len(words) == 1 and words[0] in load_words("place_kinds")
    noble = tokens.word(first - 1) == "of" and tokens.word(first - 2) in load_class("name_classes", "noble")
    if alone or noble or _is_owner(tokens, last) or " ".join(words) in _other_names() or _is_half(tokens, first, last):
        return
    if len(words) <= _LONGEST and len(words[-1]) > 1 and tokens.leaves[first] == tokens.leaves[last]:
        plain = tuple(word.title() if dateline else word for word in words)
        yield PlaceCandidate(first, last, plain, before, after, dateline)
