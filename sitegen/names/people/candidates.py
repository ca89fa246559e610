"""Runs of capitalised words cut into what may be names of persons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from sitegen.knowledge.countries import country_entities, load_countries, place_entities
from sitegen.knowledge.given_names import is_given_name
from sitegen.names.people.lexicon import (
    Sort,
    is_role_noun,
    may_be_inside,
    may_be_surname,
    puts_family_first,
    sort_at_opening,
    sort_of,
)
from sitegen.names.people.no_initials import are_letters, are_of_office, is_no_name, is_position
from sitegen.names.people.phrases import is_in_title_case
from sitegen.names.runs import find_breaks, find_runs
from sitegen.names.shown_places import datelines, is_led_as_place, is_wire
from sitegen.text.tokens import Tokens, is_capital
from sitegen.text.values import value
from sitegen.text.wordlists import load_class, load_rows, load_words

_LONGEST = 6
_PARTIES = frozenset("RDI")
"""Letters of a party before the home of a politician: R-Tenn."""
_BEGINNING = frozenset({Sort.NAME, Sort.INITIAL})
"""The sorts of words with which a name begins."""


@value
class Candidate:
    """Tokens `first` to `last` (inclusive) that may be a name of a person, or part of one."""

    first: int
    last: int
    words: tuple[str, ...]
    """Without hyphens between them: ("Jean-Luc", "Moreau")."""
    before: Sort | None = None
    """What the run has directly before the name."""
    weak: bool = False
    """True for a word that has another sense, such as May: a short name at best."""
    over: bool = False
    """True when it covers a mention of something else, such as the country in Chad Walker."""


def find_candidates(tokens: Tokens, taken: Mapping[int, bool]) -> Iterator[Candidate]:
    """The candidates in order of text. `taken` maps tokens of known mentions to True where a name may cover them.

    What the text shows to be a place, in a dateline or where somebody lives, is none anywhere.
    """
    found = tuple(_found_in_runs(tokens, taken))
    ends = {one.words[-1] for one in found if len(one.words) > 1}
    led_here = {one.first for one in found if is_led_as_place(tokens, one.first, one.last)}
    led = {one.words for one in found if one.first in led_here}
    places = {words for words in led if len(words) > 1 or not (words[0] in ends or is_given_name(words[0]))}
    places |= {(place,) for place in datelines(tokens) if place not in ends}
    for one in found:
        if one.words not in places and one.first not in led_here:
            yield one


def _found_in_runs(tokens: Tokens, taken: Mapping[int, bool]) -> Iterator[Candidate]:
    """What may be names, run by run, without the runs of which known mentions that no name covers are all."""
    for run in find_runs(tokens, lambda last: _next_in_run(tokens, last), _joints()):
        first = run.start
        if taken.get(first) is False and all(taken.get(index) is False for index in run):
            continue
        if is_wire(tokens, first, run[-1]):
            continue
        if len(run) > 1:
            yield from _cut(tokens, run, taken)
        elif first in taken or not _is_never_alone(tokens.words[first]):
            yield from _alone(tokens, first, taken)


@cache
def _joints() -> frozenset[str]:
    """What may stand between two capitals of a name."""
    return load_words("name_particles") | {"-", ","}


def _alone(tokens: Tokens, index: int, taken: Mapping[int, bool]) -> Iterator[Candidate]:
    """The name that a capital without another beside it may be."""
    if _sort(tokens, index, index, index, None, taken) in _BEGINNING:
        yield from _candidate(tokens, index, index, None, taken)
    elif _may_be_short(tokens, index, index, index, taken):
        yield Candidate(index, index, (tokens.words[index],), weak=True, over=index in taken)


@cache
def _is_never_alone(word: str) -> bool:
    """True for a word that alone is nobody's name: The."""
    return sort_of(word) in (Sort.STRANGER, Sort.ORDINARY) and not may_be_surname(word)


def _next_in_run(tokens: Tokens, last: int) -> int | None:
    words, after = tokens.words, last + 1
    word = tokens.behind[last]
    if not word:
        return None
    if is_capital(word):
        return after
    if word == "-" and tokens.glued(after):
        joined = tokens.glued(after + 1) and _continues(words[after + 1])
        return after + 1 if joined and not is_role_noun(f"{words[last]}-{words[after + 1]}".lower()) else None
    if word == "," and tokens.in_sentence(after + 1, last):
        return after + 1 if words[after + 1] in load_words("name_suffixes") else None
    return _past_particles(tokens, after) if word in load_words("name_particles") else None


def _continues(word: str) -> bool:
    """True for what may stand after a hyphen in a name: Jean-Luc, Lee Cheuk-yan; not German-made."""
    return word[0].isupper() or (word.isalpha() and len(word) <= 6 and word not in load_words("hyphen_endings"))


def _past_particles(tokens: Tokens, index: int) -> int | None:
    """The capitalised word after one to three particles: van der Berg, al-Masri."""
    particles = load_words("name_particles")
    for at in range(index, min(index + 4, len(tokens))):
        word = tokens.words[at]
        if tokens.sentences[at] != tokens.sentences[index]:
            return None
        if is_capital(word):
            return at if at > index else None
        if word not in particles and not (word == "-" and at > index and tokens.glued(at)):
            return None
    return None


def _cut(tokens: Tokens, run: range, taken: Mapping[int, bool]) -> Iterator[Candidate]:
    """The names inside one run: what stands after its last title, and before words that belong to no name."""
    first, last = run[0], run[-1]
    before: Sort | None = None
    sort: Sort | None = None

    def belongs(index: int, start: int | None) -> bool:
        nonlocal sort
        sort = _sort(tokens, index, first, last, start, taken)
        return sort in _BEGINNING or (sort is Sort.SUFFIX and start is not None)

    for start, index in find_breaks(tokens, run, belongs):
        if index > last:
            if start is not None:
                yield from _candidate(tokens, start, last, before, taken)
            return
        ends_well = _ends_well(sort, index, last) or (sort is Sort.ORDINARY and is_in_title_case(tokens, index))
        if start is not None and ends_well and not _is_office(tokens, start, index, before, sort):
            yield from _candidate(tokens, start, index - 1, before, taken)
        acronym = sort is None and sort_of(tokens.words[index]) is Sort.ACRONYM
        before = Sort.ACRONYM if acronym else sort
        if _may_be_short(tokens, index, first, last, taken):
            words = (tokens.words[index],)
            yield Candidate(index, index, words, _sort_before(tokens, index, first), weak=True, over=index in taken)


def _may_be_short(tokens: Tokens, index: int, first: int, last: int, taken: Mapping[int, bool]) -> bool:
    """True for a word with another sense that may yet be somebody's surname: May alone, Secretary Austin."""
    if index in taken:
        return taken[index] and index == last and (index == first or index - 1 not in taken)
    if is_no_name(tokens, index):
        return False
    led = index > first and sort_of(tokens.words[index - 1]) in (Sort.TITLE, Sort.ADDRESS)
    return index == last and (index == first or led) and may_be_surname(tokens.words[index])


def _sort_before(tokens: Tokens, index: int, first: int) -> Sort | None:
    return sort_of(tokens.words[index - 1]) if index > first else None


def _ends_well(sort: Sort | None, index: int, last: int) -> bool:
    """True when what ends a name does not show that it was none: Anna Berg MP, but not Berg Institute."""
    return sort is Sort.STRANGER or (sort in (Sort.TITLE, Sort.ACRONYM) and index == last)


def _is_office(tokens: Tokens, start: int, index: int, before: Sort | None, sort: Sort | None) -> bool:
    """True for the one word between two titles, which is a part of the office: Chief Product Officer."""
    return before is sort is Sort.TITLE and start == index - 1 and not tokens.words[index].isupper()


def _sort(
    tokens: Tokens, index: int, first: int, last: int, start: int | None, taken: Mapping[int, bool]
) -> Sort | None:
    """The sort of the word here; None for a word of a known mention that no name covers."""
    word = tokens.words[index]
    if index in taken:
        return Sort.NAME if taken[index] and _carries_name(tokens, index, last, start, taken) else None
    if _puts_family_first(tokens, index) or (start == index - 1 and _puts_family_first(tokens, start)):
        return Sort.NAME
    if is_no_name(tokens, index):
        return Sort.STRANGER
    opens = index == first and tokens.opens_sentence(index) and not _opens_double(tokens, index)
    sort = sort_at_opening(word) if opens else sort_of(word)
    if word in load_class("name_classes", "behind_rank") and _sort_before(tokens, index, first) is not Sort.TITLE:
        return Sort.NAME
    if word in _names_of_places() and not is_given_name(word) and not _is_joined(tokens, index):
        carries = not are_letters(word) and _carries_name(tokens, index, last, start, taken)
        return Sort.NAME if carries else Sort.STRANGER
    if start is None:
        return _sort_outside(tokens, index, last, sort)
    return Sort.NAME if _is_inside(tokens, index, last, start, sort) else sort


def _puts_family_first(tokens: Tokens, index: int) -> bool:
    """True for the first word of such a name, whatever else it means."""
    if tokens.word(index + 2) != "-" or not tokens.in_sentence(index + 3, index):
        return False
    return puts_family_first(tuple(name_words(tokens, index, index + 3)))


def _opens_double(tokens: Tokens, index: int) -> bool:
    """True for the first half of a name with a hyphen: Pelly-Ruddock."""
    joined = tokens.word(index + 1) == "-" and tokens.glued(index + 1) and tokens.glued(index + 2)
    return joined and tokens.word(index + 2)[:1].isupper()


def _sort_outside(tokens: Tokens, index: int, last: int, sort: Sort | None) -> Sort | None:
    """The sort of a word of this sort that could begin a name, for more of the run follows."""
    word = tokens.words[index]
    if index == last:
        return sort
    if sort is Sort.INITIAL and is_position(tokens, index):
        return Sort.ACRONYM
    if sort is Sort.ACRONYM and len(word) == 2 and not are_of_office(word):
        return Sort.INITIAL
    if sort is Sort.TITLE and word not in load_words("titles") and is_given_name(word):
        return Sort.NAME
    opens = sort is Sort.BODY or (sort is Sort.STRANGER and not tokens.opens_sentence(index))
    return Sort.NAME if opens and is_given_name(word) else sort


def _is_inside(tokens: Tokens, index: int, last: int, start: int, sort: Sort | None) -> bool:
    """True for a word of this sort that is rather a part of the name which begins at `start`."""
    word = tokens.words[index]
    goes_on = is_given_name(word) or word in load_class("name_classes", "inside_names")
    if sort is Sort.TITLE and ((goes_on and index < last) or _is_second_half(tokens, index, start)):
        return True
    if word in load_class("name_classes", "behind_hyphen") and tokens.words[index - 1] == "-" and tokens.glued(index):
        return True
    if sort is Sort.ADDRESS:
        return index < last and may_be_inside(word) and is_given_name(tokens.words[start])
    if sort is Sort.BODY and index == last and tokens.words[index - 1] == "-":
        return may_be_surname(word) or _is_addressed(tokens, start)
    if sort not in (Sort.TITLE, Sort.BODY, Sort.STRANGER) or (sort is Sort.TITLE and index < last):
        return False
    return may_be_surname(word) and _follows_given_name(tokens, index, start)


def _is_second_half(tokens: Tokens, index: int, start: int) -> bool:
    """True for Cousins in Andrea Stewart-Cousins."""
    return tokens.words[index - 1] == "-" and tokens.glued(index) and start < index - 2


def _is_addressed(tokens: Tokens, start: int) -> bool:
    """True for a name right behind a form of address."""
    return start > 0 and sort_of(tokens.words[start - 1]) is Sort.ADDRESS


def _carries_name(tokens: Tokens, index: int, last: int, start: int | None, taken: Mapping[int, bool]) -> bool:
    """True for a place inside a name: Chad Walker, Jack London."""
    word = tokens.words[index]
    if start is not None:
        return index == last and _follows_given_name(tokens, index, start)
    following = index + 1
    return (
        index < last
        and is_given_name(word)
        and following not in taken
        and not tokens.glued(following)
        and sort_of(tokens.words[following]) in (Sort.NAME, Sort.INITIAL)
    )


def _is_joined(tokens: Tokens, index: int) -> bool:
    """True for a part of a word with hyphens."""
    return tokens.word(index - 1) == "-" or tokens.word(index + 1) == "-"


@cache
def _names_of_places() -> frozenset[str]:
    """The countries and well-known places that nobody is called by, so that none begins a name: but for given names."""
    people = frozenset(row[0] for row in load_rows("names_of_people")) | load_words("cities_like_surnames")
    names = (name for entity in (*country_entities(), *place_entities()) for name in (entity.name, *entity.aliases))
    peoples = (name for country in load_countries() for name in (*country.adjectives, *country.demonyms))
    return frozenset(names) - people - frozenset(peoples)


def _follows_given_name(tokens: Tokens, index: int, start: int) -> bool:
    return index > start and (is_given_name(tokens.words[start]) or sort_of(tokens.words[start]) is Sort.INITIAL)


def _candidate(
    tokens: Tokens, first: int, last: int, before: Sort | None, taken: Mapping[int, bool]
) -> Iterator[Candidate]:
    while last > first and (tokens.words[last] in ("-", ",") or _dangles(tokens, last)):
        last -= 1
    first = _with_particles(tokens, first, taken)
    words = tuple(name_words(tokens, first, last))
    if sum(word[0].isupper() for word in words) > _LONGEST or (len(words) == 1 and sort_of(words[0]) is Sort.INITIAL):
        return
    if words[0][1:2] == "-" and (words[0][-1] == "." or words[0][0] in _PARTIES):
        return
    if "-" in words[-1] and len(words) == 1 and words[-1].rsplit("-", 1)[1][:1].islower():
        return
    over = any(index in taken for index in range(first, last + 1))
    yield Candidate(first, last, words, before if first else None, over=over)


def _with_particles(tokens: Tokens, first: int, taken: Mapping[int, bool]) -> int:
    """The first token of the name with the small words before it: "said de la Cruz", "Mr van der Berg"."""
    first = _with_prefix(tokens, first, taken)
    begun, at = first, first - 1
    while at >= 0 and tokens.sentences[at] == tokens.sentences[first] and at not in taken:
        word = tokens.words[at]
        if word not in load_words("name_particles"):
            break
        if word in _opening_particles():
            begun = at
        at -= 1
    return begun


def _with_prefix(tokens: Tokens, first: int, taken: Mapping[int, bool]) -> int:
    """The first token of the name with the particle that a hyphen joins to it: el-Nuwari."""
    at = first - 2
    joined = at >= 0 and tokens.words[first - 1] == "-" and tokens.glued(first) and tokens.glued(first - 1)
    return at if joined and at not in taken and tokens.words[at] in load_words("name_particles") else first


@cache
def _opening_particles() -> frozenset[str]:
    """The particles that mean nothing else in English, so that a name may begin with them."""
    return frozenset(row[0] for row in load_rows("name_particles") if len(row) > 1)


def _dangles(tokens: Tokens, index: int) -> bool:
    return not is_capital(tokens.words[index]) and not (tokens.glued(index) and tokens.words[index - 1] == "-")


def name_words(tokens: Tokens, first: int, last: int) -> Iterator[str]:
    """The words of a name, with hyphenated ones whole."""
    word = ""
    for index in range(first, last + 1):
        if tokens.words[index] == ",":
            continue
        if word and not tokens.glued(index):
            yield word
            word = ""
        word += tokens.words[index]
    yield word
