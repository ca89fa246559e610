"""What the weighed features say, in plain words, and which of them an author could write to have a name shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Protocol

from sitegen.explain.words import SIGNS, name_feature
from sitegen.text.parse import MODEL

_WORDS_BESIDE = (
    *("a", "also", "and", "are", "as", "at", "by", "for", "from", "in", "into", "of", "on", "than", "that", "the"),
    *("this", "to", "was", "which", "who", "whose", "with", "near"),
)
WORDS: Mapping[str, str] = {
    "acronym": "letters such as NFB",
    "according": "“according to” before it",
    "address": "Mr., Ms. or the like before it",
    "after a place": "a place before it",
    "after body": "an organisation before it",
    "after name": "a name before it",
    "after person": "a person before it",
    "after stranger": "an unknown name before it",
    "against": "“against” before it",
    "age": "an age behind it",
    "aged": "an age and a home before it",
    "all capitals": "written in capitals",
    "all small elsewhere": "its words stand in small letters elsewhere",
    "ampersand": "an & in it",
    "announces": "it announces something",
    "apposition": "an explanation behind it, between commas",
    "article": "an article before it",
    "at a river": "on a river",
    "beginning": "begins as names of places do",
    "beside capitals": "among capitals",
    "bracket": "in brackets or before them",
    "brand": "the name of a product or a firm",
    "camel": "a capital inside a word",
    "capital": "the name of a capital",
    "capitals": "written in capitals",
    "city": "the name of a city",
    "city of one country": "a city of a country that the text names",
    "city with an article": "a city’s name with an article",
    "coordinated": "in one row with organisations",
    "county": "County or the like behind it",
    "dateline": "before the article’s first word",
    "dateline of the article": "the article was written there",
    "defines": "the text says what it is",
    "defines its initials": "its letters stand behind it in brackets",
    "digits": "figures in it",
    "direction of": "a direction before it, as in north of",
    "does after": "it does something: a verb behind it",
    "dwells": "somebody lives, was born or moves there",
    "elsewhere": "it stands elsewhere too",
    "ending": "ends as names of places do",
    "famous": "a well-known name",
    "four": "four words or more",
    "given first": "begins with a given name",
    "given later": "a given name further on in it",
    "given name": "a given name",
    "given name alone": "a given name alone",
    "has acronym": "its letters stand behind it",
    "head body": "a word such as Board, Council or Ministry in it",
    "head firm": "a word such as Bank or Holdings in it",
    "head form": "Ltd., Inc. or the like in it",
    "head house": "a word such as House or Centre in it",
    "head press": "a word such as Times or News in it",
    "head school": "a word such as University in it",
    "head team": "a word such as United or Rovers in it",
    "head weak": "a word such as Group in it, which may mean anything",
    "holds acronym": "letters such as NFB in it",
    "holds known": "a known name in it",
    "hyphen": "a hyphen in it",
    "in after": "“in” behind it",
    "in bracket": "in brackets",
    "in the": "“in the” before it",
    "initial": "an initial in it",
    "initials": "its letters are those of a name in the text",
    "inner body": "a word such as Board inside it",
    "is seat": "the seat of something",
    "joined": "joined by “and” with a name of its kind",
    "kind": "a word such as town or village beside it",
    "land": "land, grounds or the like beside it",
    "like a noun": "ends like an ordinary noun",
    "like a surname": "ends like a surname",
    "likely person": "its words are like a person’s",
    "listed": "in one row with known names of its kind",
    "listed settlement": "in one row with settlements",
    "lived in": "“lived in” or the like before it",
    "long acronym": "many letters",
    "nature": "a river, a lake or the like",
    "noun before": "a word such as firm or group before it",
    "noun ending": "ends with an ordinary noun",
    "noun after": "a noun behind it",
    "number": "a number in it",
    "number after": "a number behind it",
    "number before": "a number before it",
    "numbered": "a street with a number",
    "of a place": "of a place",
    "of others": "other names begin with it",
    "often": "it stands there often",
    "opens known": "begins with a known name",
    "opens only": "only at the beginning of sentences",
    "over": "more than a name in its capitals",
    "owns person": "somebody is told to be its own",
    "owns role": "’s and a role behind it",
    "particle": "de, van or the like in it",
    "person": "its words are like a person’s",
    "person after": "a person behind it",
    "person apposition": "explained as a person is",
    "person of": "a person is of it",
    "place after": "a place behind it",
    "place before": "a place before it",
    "place behind": "a place behind it",
    "plural": "ends with an s",
    "police": "it has police",
    "possessive": "’s behind it",
    "possessive inside": "’s inside it",
    "pronoun soon": "he or she soon after it",
    "quoted": "between quotation marks",
    "region": "the name of a region",
    "residents of": "its residents are named",
    "result": "in a row of sports results",
    "role": "a role before it",
    "role after": "a role behind it",
    "role before": "a role before it",
    "role of": "a role of it: chairman of …",
    "says after": "it says something: said or told behind it",
    "says before": "it says something: said or told before it",
    "says": "it says something",
    "says it": "it says something about itself",
    "seat": "a seat of something",
    "self": "himself or herself behind it",
    "settlement": "a settlement’s name",
    "settlement of": "town of, village of or the like before it",
    "short": "short",
    "small elsewhere": "stands in small letters elsewhere in the text",
    "stands for the words before": "its letters are those of the words before it",
    "stranger": "an unknown word alone",
    "surname acts": "its last word does something elsewhere",
    "surname alone": "its last word stands alone elsewhere, as surnames do",
    "surname ending": "ends like a surname",
    "surname too": "a surname too",
    "three": "three words",
    "title": "a title before it",
    "title after": "a title behind it",
    "title before": "a title before it",
    "told": "told or asked",
    "town": "the name of a town",
    "twice": "it stands there twice",
    "two letters": "two letters only",
    "unlikely person": "its words are hardly like a person’s",
    "unsure": "a known name that means other things too",
    "venue": "a hall or a ground",
    "verb inside": "a verb in it",
    "weak opening": "begins with a word that may mean anything",
    "years": "years of life behind it",
}
"""By the feature’s short name."""

_SPOKEN: Mapping[str, str] = {
    "after a work": "a word such as book or song before it",
    "after verb of saying": "a verb of saying before it",
    "after determiner": "an article before it, as before a word held at arm’s length",
    "after name": "a name before it",
    "after (": "in brackets",
    "after )": "behind brackets",
}

EVIDENCE: Mapping[str, tuple[tuple[str, str], ...]] = {
    "person": (
        ("role", "a role before it (the mayor, …)"),
        ("address", "Mr. or Ms. before it"),
        ("says before", "“said” before it"),
        ("says after", "“said” behind it"),
        ("age", "an age behind it"),
        ("who", "“who” behind it"),
        ("apposition", "an explanation behind it, between commas"),
    ),
    "organization": (
        ("role of", "a role of it (the chairman of …)"),
        ("noun before", "a word such as firm before it"),
        ("defines", "an explanation of what it is (…, a ferry company,)"),
        ("apposition", "an explanation behind it, between commas"),
        ("according", "“according to” before it"),
        ("defines its initials", "its letters in brackets behind it"),
    ),
    "place": (
        ("settlement of", "“the town of” before it"),
        ("in", "“in” before it"),
        ("dwells", "somebody who lives there"),
        ("county", "“County” behind it"),
        ("near", "“near” before it"),
    ),
}
"""By the kind of name, the evidence that an author can write, the most natural first."""

_LISTED = "an entry in knowledge/"


_FINDERS = {"person": "person: ", "organization": "body: ", "place": ""}
"""How the features begin that the finder of each kind reads; that of places has its own table."""
OTHER_FORM = "another form of the name"
"""Stands for what the text shows of the name's other forms."""
_STANDING: Mapping[str, str] = {
    OTHER_FORM: "its short or its full form in the text, or the row of results that it stands in",
    "always bound before": "never without a capital before it",
    "always bound behind": "never without a capital behind it",
    "always free": "never in a longer run of capitals",
    "always inside": "always a part of what may be a longer name",
    "begins longer": "longer names begin with it",
    "ends longer": "longer names end with it",
    "body": "its words are like those of a body",
    "bound before": "a capital before it in places",
    "bound behind": "a capital behind it in places",
    "free": "in places not in a longer run of capitals",
    "given name first": "begins with a given name",
    "given name of a full name": "the given name of somebody who is named in full",
    "glued before": "no space before it",
    "glued behind": "no space behind it",
    "in label": "in a short heading or a button",
    "in line": "in a line that is no sentence",
    "in table": "in a row of a table",
    "in text": "in running text",
    "in title": "in a headline",
    "inside": "in places a part of what may be a longer name",
    "known <": "a known name with a capital before it",
    "known >": "a known name with a capital behind it",
    "known free": "a known name with no capital beside it",
    "last word shared": "other names end with its last word",
    "never in text": "only in headlines, labels and tables",
    "no full name": "nobody is named in full with it",
    "no full name, addressed": "addressed as a person is, but never named in full",
    "no full name, bare": "nothing but the one word names it",
    "no full name, given name": "a given name that nobody is named in full with",
    "no full name, says": "it says something, but nobody is named in full with it",
    "stands without its first word": "it stands elsewhere without its first word",
    "surname of a full name": "the surname of somebody who is named in full",
    "times 1": "named only once",
    "times 2": "named twice",
    "times 3": "named three times or more",
    "times 6": "named six times or more",
}
"""What the features say that tell how a name stands in its text."""


_SORTS: Mapping[str, str] = {
    "acronym": "an acronym",
    "address": "Mr., Ms. or the like",
    "body": "a word for a body, such as Board",
    "country": "a known country",
    "initial": "an initial",
    "listed": "a listed name",
    "name": "a given name",
    "organization": "a known organisation",
    "place": "a known place",
    "role": "a role",
    "small": "a small letter",
    "stranger": "an unknown word",
    "suffix": "Jr. or the like",
    "title": "a title",
}
"""What stands in a name or beside it."""
_HEADS: Mapping[str, str] = {
    "body": "a word such as Board, Council or Ministry",
    "firm": "a word such as Bank or Holdings",
    "form": "Ltd., Inc. or the like",
    "house": "a word such as House or Centre",
    "press": "a word such as Times or News",
    "school": "a word such as University",
    "team": "a word such as United or Rovers",
    "weak": "a word such as Group, which may mean anything,",
}
"""The words by which bodies are known."""
_COUNTS = {"1": "one word", "2": "two words", "3": "three words", "4": "four words or more"}
_PATTERNS: tuple[tuple[re.Pattern[str], str, Mapping[str, str]], ...] = (
    (re.compile(r"known (\w+), then (\w+)"), "{0} with {1} right behind it", _SORTS),
    (re.compile(r"known (\w+) >"), "a known name that may go on behind “{0}”", {}),
    (re.compile(r"known (\w+)"), "{0}", _SORTS),
    (re.compile(r"before it (\w+)"), "{0} right before it", _SORTS),
    (re.compile(r"behind it (\w+)"), "{0} right behind it", _SORTS),
    (re.compile(r"(\w+) before it"), "{0} right before it", _SORTS),
    (re.compile(r"(\w+) behind it"), "{0} right behind it", _SORTS),
    (re.compile(r"(?:body )?joined before by (\S+)"), "joined by “{0}” to a capital before it", {}),
    (re.compile(r"body joined behind by (\S+)"), "a word for a body at its end, joined by “{0}” to a capital", {}),
    (re.compile(r"joined behind by (\S+)"), "joined by “{0}” to a capital behind it", {}),
    (re.compile(r"first (\w+)"), "begins with {0}", _SORTS),
    (re.compile(r"last (\w+)"), "ends with {0}", _SORTS),
    (re.compile(r"opens (\w+)"), "begins with {0}", _SORTS),
    (re.compile(r"ends (\w+)"), "ends with {0}", _SORTS),
    (re.compile(r"holds (\w+)"), "holds {0}", _SORTS),
    (re.compile(r"words (\d)"), "{0}", _COUNTS),
    (re.compile(r"alone (\w+)"), "{0} alone", _HEADS),
    (re.compile(r"inner (\w+)"), "{0} inside it", _HEADS),
    (re.compile(r"(and|for|of|on|with) after"), "“{0}” behind it", {}),
    (re.compile(r"shape ([Aax0X]+)"), "", {}),
)
"""Features that are many: how they are written, what they say, and the words for what differs in them."""


def _by_pattern(feature: str) -> str:
    """What one of many features of a kind says; the empty string for another."""
    for pattern, words, parts in _PATTERNS:
        if found := pattern.fullmatch(feature):
            return words.format(*(parts.get(part, part) for part in found.groups()))
    return ""


def words_of(feature: str) -> str:
    """What a feature says, for people to read; the empty string for one that says nothing to them."""
    finder = next((begin for begin in _FINDERS.values() if feature.startswith(begin)), "")
    feature = feature.removeprefix(finder)
    own = WORDS.get(feature) or _SPOKEN.get(feature) or _STANDING.get(feature) or _by_pattern(feature)
    told = name_feature(feature) if feature in SIGNS or MODEL in feature else own
    if told:
        return told
    return f"“{feature}” beside it" if feature in _WORDS_BESIDE else ""


class Gains(Protocol):
    """How much each feature speaks for a kind: a table of weights, or what is worked out anew for each."""

    def get(self, feature: str, default: float, /) -> float:
        """How much it is, `default` for a feature without a weight."""
        ...


def nearest_evidence(kind: str, weights: Gains, there: Iterable[str], missing: float) -> str:
    """What an author could write where a name is `missing` log odds short; two things where one is too little.

    An entry in knowledge/, which is always enough, where no two are.
    """
    present = frozenset(there)
    begin = _FINDERS[kind]
    evidence = ((f"{begin}{feature}", words) for feature, words in EVIDENCE[kind])
    able = [(weights.get(feature, 0.0), words) for feature, words in evidence if feature not in present]
    one = next((words for weight, words in able if weight > missing), "")
    if one:
        return one
    best = sorted(able, key=lambda pair: -pair[0])[:2]
    return " and ".join(words for _, words in best) if sum(weight for weight, _ in best) > missing else _LISTED
