"""What in a text speaks for a name being an organisation's, or against it: features, for the judge to weigh.

As for persons, each feature is one fact about the name's words, its neighbours or its life in the whole text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache

from sitegen.knowledge.given_names import is_given_name
from sitegen.knowledge.organizations import unsure_names
from sitegen.names.organizations.candidates import Candidate
from sitegen.names.organizations.lexicon import is_acronym, is_noun_for_body, is_role, is_stranger, opens_weakly
from sitegen.names.organizations.results import teams_in_rows
from sitegen.names.people import ScoredNames
from sitegen.names.people.lexicon import Sort, forms_of_saying, sort_of
from sitegen.text.parse import tags_of_names
from sitegen.text.tokens import Tokens
from sitegen.text.values import value
from sitegen.text.wordlists import load_class, load_rows, load_words

_APPOSITION = 9
_LIKELY = (("person", 0.0), ("likely person", 1.5), ("unlikely person", -1.5))
"""Log odds above which a name is likely a person's at first sight, and below which it is hardly one."""
_LONGEST_EXPLAINED = 14
"""So many tokens before a bracket may be what the acronym in it stands for."""

Features = Set[str]


@value
class NameContext:
    """What the features of a name are read from beside its own words."""

    tokens: Tokens
    names: ScoredNames
    small: frozenset[str]
    """The words that stand in small letters somewhere in the text."""
    person_ends: frozenset[int]
    """The last tokens of what are likely persons' names."""
    person_starts: frozenset[int]
    listed: frozenset[int]
    """The tokens of the names of listed organisations."""
    teams: frozenset[tuple[int, int]]
    """First and last token of what stands in a sports result."""


def features_of_names(
    tokens: Tokens, candidates: Sequence[Candidate], names: ScoredNames, listed: frozenset[int]
) -> Mapping[str, Features]:
    """All features of each name, wherever it stands, and what the whole text adds.

    `listed` are the tokens of the names of listed organisations.
    """
    context = _context(tokens, names, listed)
    together: dict[str, set[str]] = defaultdict(set)
    first: dict[str, Candidate] = {}
    for one in candidates:
        first.setdefault(one.name, one)
        together[one.name].update(_neighbours(context, one))
    for name, tags in _tags(tokens, candidates).items():
        together[name].update(tags)
    for name, features in together.items():
        features.update(_shape(context, first[name]))
    times = Counter(one.name for one in candidates)
    initials = {letters: one.name for one in first.values() for letters in initials_of(one.words)}
    inside = Counter(word for one in first.values() if len(one.words) > 1 and one.head for word in set(one.words))
    for name, features in together.items():
        features.update(_features_of_life(first[name], times[name], features, initials, first, inside))
    return together


def _context(tokens: Tokens, names: ScoredNames, listed: frozenset[int]) -> NameContext:
    persons = [one.candidate for one in names.found if names.weights.get(one.candidate.words, -1) > 0]
    return NameContext(
        tokens,
        names,
        tokens.small_words,
        frozenset(person.last for person in persons),
        frozenset(person.first for person in persons),
        listed,
        teams_in_rows(tokens),
    )


def _tags(tokens: Tokens, candidates: Sequence[Candidate]) -> dict[str, set[str]]:
    """What a language model marks the names as, where one has read the text."""
    if tokens.parse is None:
        return {}
    tagged = [(one.name, frozenset(tokens.parse.tags(one.first, one.last))) for one in candidates]
    tags = tags_of_names(tagged)
    for name, features in tagged:
        tags[name].update(features)
    return tags


@lru_cache(maxsize=20_000)
def initials_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """The acronyms that the words of a name would give: of all capitalised words, and with small ones too."""
    if len(words) < 2:
        return ()
    capitals = "".join([word[0] for word in words if word[0].isupper()])
    return capitals, "".join([word[0] for word in words if word[0].isalpha()]).upper()


def _features_of_life(
    one: Candidate,
    times: int,
    features: set[str],
    initials: Mapping[str, str],
    first: Mapping[str, Candidate],
    inside: Mapping[str, int],
) -> Iterator[str]:
    if times > 1:
        yield "twice"
    if times > 3:
        yield "often"
    if "elsewhere" not in features:
        yield "opens only"
    if len(one.words) == 1:
        if one.name.replace(".", "") in initials and "acronym" in features:
            yield "initials"
        if inside[one.name]:
            yield "part"
    elif any(letters in first and len(letters) > 1 for letters in initials_of(one.words)):
        yield "has acronym"


def _shape(context: NameContext, one: Candidate) -> Iterator[str]:
    """What the words themselves show, alone and in their text."""
    yield from _shown_by_words(one.name, one.words, one.head, one.inner)
    mentioned, single = context.names.mentioned, len(one.words) == 1
    person = context.names.weights.get(one.words, 0.0)
    if one.first in context.listed:
        yield "opens listed"
    elif one.first in mentioned:
        yield "opens known"
    if not single and any(index in mentioned for index in range(one.first + 1, one.last + 1)):
        yield "holds known"
    if person:
        yield from [feature for feature, likely in _LIKELY if (person > likely if likely >= 0 else person < likely)]
    if person <= 0 and any(map(is_stranger, one.words)):
        yield "stranger"
    if all(word.lower() in context.small for word in one.words if word.isalpha()):
        yield "small elsewhere" if single else "all small elsewhere"


@lru_cache(maxsize=20_000)
def _shown_by_words(name: str, words: tuple[str, ...], head: str, inner: str) -> tuple[str, ...]:
    """What the words show wherever they stand."""
    last, single = words[-1], len(words) == 1
    names = sum(word[0].isupper() for word in words)
    acronym = single and is_acronym(name)
    shown = {
        f"head {head}": bool(head) and not single,
        f"inner {inner}": bool(inner),
        f"alone {head}": bool(head) and single,
        "other head": not head and sort_of(last) is Sort.BODY,
        "acronym": acronym,
        "long acronym": acronym and len(name) > 3,
        "two letters": acronym and len(name) == 2,
        "holds acronym": not single and any(is_acronym(word) for word in words),
        "camel": any(not word[1:].islower() and not is_acronym(word) and word.isalpha() for word in words if word[1:]),
        "digits": any(any(c.isdigit() for c in word) for word in words),
        "three": names == 3,
        "four": names > 3,
        "of": "of" in words,
        "for": "for" in words,
        "ampersand": "&" in words,
        "possessive inside": "'s" in words,
        "unsure": name in unsure_names(),
        "given first": is_given_name(words[0]),
        "all capitals": not single and all(word.isupper() for word in words if word.isalpha() and len(word) > 1),
        "verb inside": any(sort_of(word) is Sort.STRANGER for word in words[1:] if word[0].isupper()),
        "weak opening": opens_weakly(words[0]),
        "role": is_role(last.lower()),
        "plural": last.endswith("s") and not last.endswith("ss"),
        "noun ending": last.endswith(_endings("noun_endings")),
        "surname ending": last.endswith(_endings("surname_endings")),
        "ing": last.endswith("ing"),
    }
    return tuple(feature for feature, there in shown.items() if there)


def _neighbours(context: NameContext, one: Candidate) -> list[str]:
    """What stands directly before and after the name, in its sentence."""
    before, after = context.tokens.before[one.first], context.tokens.behind[one.last]
    shown = [] if context.tokens.openings[one.first] else ["elsewhere"]
    if before:
        shown += _before(context, one, before)
    shown += _after(context, one, after)
    if before in _OPENING and after in _CLOSING:
        shown.append("quoted")
    if (one.first, one.last) in context.teams:
        shown.append("result")
    return shown


def _before(context: NameContext, one: Candidate, before: str) -> list[str]:
    first, back, lead = one.first, one.first - 1, before
    shown = [*_shown_before(before)]
    if before == "and" and back - 1 not in context.person_ends:
        shown += ["coordinated"] if context.tokens.before[back][:1].isupper() else []
    if before.lower() == "the":
        back -= 1
        lead = context.tokens.sentence_word(back, first)
    if lead:
        shown += _shown_by_lead(lead)
    if lead.lower() in _RELATING:
        shown += _related(context, one, back, lead.lower())
    return shown


@cache
def _shown_before(before: str) -> tuple[str, ...]:
    """What the word directly before a name shows, wherever it does."""
    the = ("the",) if before.lower() == "the" else ()
    return (*the, "title before") if sort_of(before) is Sort.TITLE else the


@cache
def _shown_by_lead(lead: str) -> tuple[str, ...]:
    """What the word before a name and its article shows, wherever it does."""
    small = lead.lower()
    shown = [*_table("before").get(small, ())]
    if lead.isupper() and len(lead) > 2:
        shown.append("beside capitals")
    if is_noun_for_body(small):
        shown.append("noun before")
    elif is_role(small):
        shown.append("role before")
    elif small in forms_of_saying():
        shown.append("says before")
    if small.isdigit():
        shown.append("number before")
    return tuple(shown)


def _related(context: NameContext, one: Candidate, back: int, lead: str) -> Iterator[str]:
    """What a small word at `back`, or a bracket, relates the name to."""
    ahead = context.tokens.sentence_word(back - 1, one.first)
    if lead in _OF_ROLES and is_role(ahead if ahead[:1].isupper() else ahead.lower()):
        yield "role of"
    if lead in _OF_PERSONS and back - 1 in context.person_ends:
        yield "person of"
    if lead == "(" and back - 1 in context.person_ends:
        yield "after person"
    elif lead == "(" and ahead[:1].isupper():
        yield "in bracket"
        if is_acronym(one.name) and one.name.replace(".", "") in _initials_before(context, back):
            yield "stands for the words before"
    if lead == "to" and ahead.lower() == "according":
        yield "according"


def _initials_before(context: NameContext, bracket: int) -> Iterator[str]:
    """The first letters of the capitalised words before a bracket: of the last one, of the last two, and so on."""
    letters = ""
    for index in range(bracket - 1, bracket - 1 - _LONGEST_EXPLAINED, -1):
        word = context.tokens.sentence_word(index, bracket)
        if not word or not (word[0].isalpha() or word in ("'s", "'", "&", "-")):
            return
        if word[0].isupper():
            letters = word[0] + letters
            yield letters


def _after(context: NameContext, one: Candidate, after: str) -> list[str]:
    last, word = one.last, context.tokens.sentence_word
    if not after:
        return ["person after"] if last + 1 in context.person_starts else []
    led = after in load_class("name_classes", "before_saying")
    then = word(last + 2, last) if led or after in _GOES_ON else ""
    shown = [*_shown_behind(after, then if led else "")]
    if after in ("'s", "'"):
        shown += ("owns person",) if last + 2 in context.person_starts else ("owns role",) if is_role(then) else ()
    else:
        shown += ("person after",) if last + 1 in context.person_starts else _noun_behind(after)
    if after == "(" and is_acronym(then) and word(last + 3, last) == ")":
        shown.append("defines")
        if then.replace(".", "") in initials_of(one.words):
            shown.append("defines its initials")
    if after == ",":
        shown += _apposition(context, last)
    return shown


@cache
def _shown_behind(after: str, then: str) -> tuple[str, ...]:
    """What the word directly behind a name shows, wherever it does; `then` stands behind one that may lead to it."""
    shown = [*_table("after").get(after, ())]
    if after in forms_of_saying() or then in forms_of_saying():
        shown.append("says after")
    elif after in load_words("person_verbs"):
        shown.append("does after")
    if after.isupper() and len(after) > 2:
        shown.append("beside capitals")
    if after[0].isdigit():
        shown.append("number after")
    return tuple(shown)


@cache
def _noun_behind(after: str) -> tuple[str, ...]:
    """What sort of noun the word behind a name is, where it is one for a person or a body."""
    if is_role(after) and (after[0].islower() or after[0].isupper()):
        return ("role after",) if after[0].islower() else ("title after",)
    return ("noun after",) if after[0].islower() and is_noun_for_body(after) else ()


def _apposition(context: NameContext, last: int) -> Iterator[str]:
    """What the aside after a comma calls it: ", a charity that", ", who", ", Ohio"."""
    word = context.tokens.sentence_word
    opener = word(last + 2, last)
    if last + 2 in context.names.mentioned:
        yield "place after"
    elif opener in ("who", "whose"):
        yield "who"
    elif opener in ("a", "an", "the", "which"):
        if opener == "which":
            yield "which"
        for index in range(last + 3, last + _APPOSITION):
            noun = word(index, last)
            if noun in (",", "of", "that", "who", "which", "in", "for", "."):
                break
            if is_noun_for_body(noun):
                yield "apposition"
            elif noun and is_role(noun):
                yield "person apposition"


@cache
def _table(side: str) -> Mapping[str, tuple[str, ...]]:
    features: dict[str, tuple[str, ...]] = {}
    for feature, where, words in load_rows("organization_neighbours"):
        if where == side:
            for word in words.split():
                features[word] = (*features.get(word, ()), feature)
    return features


@cache
def _endings(name: str) -> tuple[str, ...]:
    return tuple(sorted(load_words(name)))


_OF_ROLES = frozenset({"of", "for", "at", "from", "with", "by"})
_OF_PERSONS = frozenset({"of", "from", "at", "for"})
_RELATING = _OF_ROLES | {"(", "to"}
_GOES_ON = frozenset({"'s", "'", "("})
"""Behind which the next word counts too."""
_OPENING = frozenset({"“", '"', "‘", "``", "«"})
_CLOSING = frozenset({"”", '"', "’", "''", "»"})
