"""Whether a word of another language than English means the country of that name, told without any grammar.

As a part of a longer name it does not: of a person, a club, a paper. So it is left alone beside another word with a
capital. German writes all nouns so; there only a given name before it tells a person.
"""

from __future__ import annotations

from sitegen.knowledge.gazetteer import Match
from sitegen.text.tokens import Tokens
from sitegen.text.wordlists import base_of, load_words

_WITH_CAPITAL_NOUNS = frozenset({"de", "lb"})


def means_country(tokens: Tokens, match: Match, language: str) -> bool:
    """True for a form of the table of the language that means its country where it stands."""
    row, first, last = match.form.country, tokens.at(match.start), tokens.at(match.end - 1)
    if row is None or not row.country:
        return False
    if row.inside and tokens.opens_sentence(first):
        return False
    if tokens.before[first] == "-" and tokens.glued(first):
        return False
    if base_of(language) in _WITH_CAPITAL_NOUNS:
        return not _is_given_name(tokens.before[first])
    return not (_names_with(tokens, match, first) or _goes_on(tokens, last))


def _names_with(tokens: Tokens, match: Match, first: int) -> bool:
    """True where the word before has a capital of its own; at the beginning of a sentence only a given name has.

    So it is with a small word between that lost its vowel: “la Suisse d’Autriche”, but “Anne d’Autriche”.
    """
    before = tokens.before[first]
    if tokens.opens_sentence(first - 1) or match.start > tokens.starts[first]:
        return _is_given_name(before)
    return before[:1].isupper()


def _goes_on(tokens: Tokens, last: int) -> bool:
    """True where a word with a capital follows, with a hyphen between or without."""
    at = last + 2 if tokens.behind[last] == "-" and tokens.glued(last + 1) else last + 1
    following = tokens.sentence_word(at, last)
    return following[:1].isupper()


def _is_given_name(word: str) -> bool:
    return word in load_words("first_names_female") or word in load_words("first_names_male")
