"""What in a text speaks for a run of capitals being a person, or against it: features, weighed by a table.

Each feature is a word for one fact about the run's shape, its neighbours or its life in the whole text. The table
`tables/person_weights.txt` has its weight for a full name and for a name of one word; `tools/train_people.py` learns
the weights from hand-annotated news by logistic regression (Cox, "The regression analysis of binary sequences", 1958).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache

from sitegen.knowledge.given_names import is_given_name
from sitegen.names.people.candidates import Candidate
from sitegen.names.people.lexicon import Sort
from sitegen.names.people.roles import FoundRole, role_after, role_before
from sitegen.text.parse import tags_of_names
from sitegen.text.tokens import Tokens
from sitegen.text.values import value
from sitegen.text.weights import Weights
from sitegen.text.wordlists import load_class, load_rows, load_words

_SURNAME_BEGINNINGS = tuple(sorted(load_class("name_classes", "surname_beginning")))
_SOON = 14
_PRONOUNS = frozenset({"he", "she", "his", "her", "him", "He", "She", "His", "Her", "himself", "herself"})
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+")

Features = Set[str]


@value
class Found:
    """A candidate with its features and the roles that the text gives it."""

    candidate: Candidate
    features: Features
    roles: tuple[FoundRole, ...]


def score(features: Iterable[str], full: bool) -> float:
    """The evidence for a person in log odds; above 0 it is likelier than not."""
    return weights(full).of_set(features)


def weights(full: bool) -> Weights:
    """The weights of the features for a full name, or for a name of one word."""
    return Weights.load("person", 0 if full else 1)


def gather(tokens: Tokens, candidates: Sequence[Candidate], mentioned: Mapping[int, str]) -> tuple[Found, ...]:
    """The candidates each with its features."""
    small = tokens.small_words
    starts = {candidate.first: candidate for candidate in candidates}
    return tuple(_found(tokens, candidate, mentioned, small, starts) for candidate in candidates)


def features_of_names(found: Sequence[Found]) -> Mapping[tuple[str, ...], Features]:
    """All features of each name, wherever it stands, and what the whole text adds."""
    together: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for one in found:
        if not one.candidate.weak:
            together[one.candidate.words].update(one.features)
    times = Counter(one.candidate.words for one in found)
    for words, tags in tags_of_names([(one.candidate.words, one.features) for one in found]).items():
        together.get(words, set()).update(tags)
    for words, features in together.items():
        features.update(_features_of_life(words, together, times))
    return together


def _features_of_life(
    words: tuple[str, ...], together: Mapping[tuple[str, ...], set[str]], times: Mapping[tuple[str, ...], int]
) -> Iterator[str]:
    if times[words] > 1:
        yield "twice"
    if times[words] > 3:
        yield "often"
    if "elsewhere" not in together[words]:
        yield "opens only"
    if len(words) > 1 and (alone := together.get(words[-1:])):
        yield "surname alone"
        if alone & {"says after", "says before", "does after", "address", "possessive"}:
            yield "surname acts"
    if len(words) > 1 and words[:1] in together:
        yield "given name alone"


def roles_beside(tokens: Tokens, candidate: Candidate, mentioned: Mapping[int, str]) -> tuple[FoundRole, ...]:
    """The roles right before and right behind a name, as far as they are read of it."""
    both = (role_before(tokens, candidate.first, mentioned), role_after(tokens, candidate.last))
    return tuple(role for role in both if role is not None)


def _found(
    tokens: Tokens,
    candidate: Candidate,
    mentioned: Mapping[int, str],
    small: frozenset[str],
    starts: Mapping[int, Candidate],
) -> Found:
    role = role_before(tokens, candidate.first, mentioned)
    apposition = role_after(tokens, candidate.last)
    features = {
        *_shape(candidate.words),
        *_neighbours(tokens, candidate, mentioned),
        *_list(tokens, candidate, starts),
    }
    if not small.isdisjoint(map(str.lower, candidate.words)):
        features.add("small elsewhere")
    if role is not None:
        features.add("role")
    if apposition is not None:
        features.add("apposition")
    if tokens.parse is not None:
        features.update(tokens.parse.tags(candidate.first, candidate.last))
    return Found(candidate, features, tuple([one for one in (role, apposition) if one is not None]))


@lru_cache(maxsize=20_000)
def _shape(words: tuple[str, ...]) -> tuple[str, ...]:
    """What the words themselves show."""
    last = words[-1]
    length = len(words)
    shown = {
        "given first": is_given_name(words[0]),
        "given later": any(map(is_given_name, words[1:])),
        "initial": any(map(_is_initial, words[:-1])),
        "particle": any(word.islower() or word[:3].lower() in _hyphenated() for word in words[1:]),
        "three": length == 3,
        "four": length > 3,
        "hyphen": any("-" in word for word in words),
        "like a surname": last.endswith(_endings("surname_endings")) or last.startswith(_SURNAME_BEGINNINGS),
        "like a noun": any(word.endswith(_endings("noun_endings")) for word in words),
        "ing": any(word.endswith("ing") for word in words),
        "plural": last.endswith("s") and not last.endswith("ss"),
        "camel": any(_is_camel(word) and not _is_pair(word) for word in words),
        "capitals": all(word.isupper() for word in words),
        "short": len(last) < 4,
        "town": words[0] in load_words("place_openers"),
    }
    return tuple(feature for feature, there in shown.items() if there)


def _is_initial(word: str) -> bool:
    """True for J, J. and K.S., and for CJ."""
    return len(word.replace(".", "")) == 1 or _INITIALS.fullmatch(word) is not None or _is_pair(word)


def _is_pair(word: str) -> bool:
    """True for two initials as one: CJ. Those with a J, for hardly anything else is called by such letters."""
    return len(word) == 2 and word.isupper() and "J" in word


def _is_camel(word: str) -> bool:
    """True for capitals inside a word that is no McDonald."""
    return word.isalpha() and not word[1:].islower() and not word.startswith(_SURNAME_BEGINNINGS)


def _neighbours(tokens: Tokens, candidate: Candidate, mentioned: Mapping[int, str]) -> list[str]:
    """What stands directly before and after the name, in its sentence."""
    first, last = candidate.first, candidate.last
    before, after = tokens.before[first], tokens.behind[last]
    according = bool(before) and tokens.sentence_word(first - 2, first).lower() == "according"
    shown = [] if tokens.openings[first] else ["elsewhere"]
    if candidate.before in _SORT_SIGNS:
        shown.append(_SORT_SIGNS[candidate.before])
    if before in load_words("organization_nouns") or _opens_with_body(candidate.words):
        shown.append("after body")
    if candidate.over:
        shown.append("over")
    if before and not according:
        shown += _shown_by("before", before.lower())
    shown += _shown_by("after", after)
    if before.isdigit():
        shown.append("number before")
    if after[:1].isdigit():
        shown.append("number after")
    if according or before in _spoken():
        shown.append("says before")
    if after:
        shown += _verb_behind(after, tokens.sentence_word(last + 2, first) if _leads_to_verb(after) else "")
    if after in _BRACKETS:
        shown += _brackets(tokens, last, after, mentioned)
    if before in _OPENING and after in _CLOSING:
        shown.append("quoted")
    if not _PRONOUNS.isdisjoint(tokens.words[last + 1 : last + _SOON]):
        shown.append("pronoun soon")
    return shown


def _shown_by(side: str, word: str) -> tuple[str, ...]:
    feature = _neighbour_features(side).get(word)
    return (feature,) if feature else ()


def _opens_with_body(words: tuple[str, ...]) -> bool:
    """True for "Drugmaker Pharmix": the noun is no part of anybody's name."""
    return len(words) > 1 and words[0].lower() in load_words("organization_nouns") and not is_given_name(words[0])


@cache
def _leads_to_verb(word: str) -> bool:
    """True for what may stand between a name and its verb."""
    return word.endswith("ly") or word in load_class("name_classes", "before_saying")


def _verb_behind(after: str, following: str) -> tuple[str, ...]:
    """Whether what stands behind a name is a verb; the word `following` counts behind what leads to one."""
    if after in _spoken() or following in _spoken():
        return ("says after",)
    return ("does after",) if after in load_words("person_verbs") else ()


def _brackets(tokens: Tokens, last: int, after: str, mentioned: Mapping[int, str]) -> Iterator[str]:
    """An age, the years of a life, an acronym, the country of a town."""
    then = tokens.words[last + 2 : last + 4]
    if after == "," and len(then) == 2 and then[0].isdigit() and len(then[0]) < 4 and then[1] in ",.":
        yield "age"
    elif after == "," and last + 2 in mentioned:
        yield "place after"
    elif after == "," and then and then[0] in ("who", "whose", "whom"):
        yield "who"
    if after == "(" and then:
        inside = tokens.words[last + 2 : last + 20]
        inside = inside[: inside.index(")")] if ")" in inside else inside
        if any(len(word) == 4 and word.isdigit() for word in inside) or (inside and inside[0] == "born"):
            yield "years"
        if then[0].isupper() and len(then[0]) > 1 and then[-1] == ")":
            yield "acronym"


def _list(tokens: Tokens, candidate: Candidate, starts: Mapping[int, Candidate]) -> Iterator[str]:
    """A neighbour in a list that begins with a given name."""
    at = candidate.last + 1
    while at < candidate.last + 3 and at < len(tokens) and tokens.words[at] in (",", "and", "or"):
        at += 1
        following = starts.get(at)
        if following is not None and is_given_name(following.words[0]):
            yield "listed"
    if candidate.first > 2 and tokens.words[candidate.first - 1] in (",", "and", "or"):
        back = candidate.first - 2 - (tokens.words[candidate.first - 2] == ",")
        if any(
            (start := starts.get(back - n)) and start.last == back and is_given_name(start.words[0]) for n in range(3)
        ):
            yield "listed"


def _hyphenated() -> frozenset[str]:
    return load_class("name_classes", "hyphenated_beginning")


@cache
def _neighbour_features(side: str) -> Mapping[str, str]:
    return {
        word: feature
        for feature, where, words in load_rows("name_neighbours")
        if where == side
        for word in words.split()
    }


@cache
def _endings(name: str) -> tuple[str, ...]:
    return tuple(sorted(load_words(name)))


@cache
def _spoken() -> frozenset[str]:
    """Verbs of saying, in the forms that follow a name."""
    return frozenset(form for row in load_rows("speech_verbs") for form in row[1:3] if form)


_SORT_SIGNS = {
    Sort.TITLE: "title",
    Sort.ADDRESS: "address",
    Sort.BODY: "after body",
    Sort.ACRONYM: "after acronym",
    Sort.STRANGER: "after stranger",
}
_BRACKETS = frozenset({",", "("})
_OPENING = frozenset({"“", '"', "‘", "``", "«"})
_CLOSING = frozenset({"”", '"', "’", "''", "»"})
