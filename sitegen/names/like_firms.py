"""Names like persons' that a text uses for firms: shares in them fall, they have customers, their names go on so.

What the text says outright settles it, "shares in Tolland"; smaller signs settle it together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from sitegen.knowledge.given_names import is_given_name
from sitegen.knowledge.organizations import well_known_firms
from sitegen.model import Kind
from sitegen.names.introduced import follows_body, has_branch, introduced_as_firm
from sitegen.names.judge import Named
from sitegen.names.organizations.lexicon import heads, is_noun_for_body, is_role
from sitegen.names.people.lexicon import forms_of_saying, may_be_surname
from sitegen.names.proposals import Proposals
from sitegen.names.shown_persons import ADDRESSED
from sitegen.names.stretches import Stretch
from sitegen.names.things import CLOSING, is_joined
from sitegen.text.tokens import Tokens
from sitegen.text.wordlists import load_class, load_words

FIRM = 0.9
"""How likely a name is a firm's of which the text says so."""
_ENOUGH = 2
"""So much speaks together for a lone name being a firm's that it is one."""
_ENOUGH_BESIDE_PERSON = 3
"""The same where the text names somebody of that name later on."""
_BEHIND = 12
"""Tokens behind a lone name that may tell of it."""
_LONGEST_APPOSITION = 9
"""Tokens from the comma behind a name to the noun that tells what it is."""
_ARTICLES = frozenset({"a", "an", "the"})
_AND = frozenset({"and", "or"})
_FIRMS = frozenset({"body: head firm", "body: head form"})


def firms_of(
    tokens: Tokens, places: Mapping[str, Sequence[Stretch]], proposals: Proposals, named: Iterable[Named]
) -> Iterator[tuple[str, float]]:
    """The names that mean firms, and how likely each does: those called one, and the first word of a firm's name."""
    features = proposals.features
    mentioned = proposals.people.mentioned
    longer = {
        one.proposal.key.partition(" ")[0]: one.verdict.probability
        for one in named
        if one.verdict.kind is Kind.ORGANIZATION and not _FIRMS.isdisjoint(features[one.proposal.key])
    }
    for key, stretches in places.items():
        if "surname of a full name" in features[key] and _is_founded(tokens, key, places):
            yield key, FIRM
        if " " in key and (
            _ends_firm(key)
            or any(has_branch(tokens, *at) for at in stretches)
            or (
                ADDRESSED.isdisjoint(features[key] - {"given name first"})
                and any(follows_body(tokens, *at) for at in stretches)
            )
        ):
            yield key, FIRM
            continue
        if _is_somebody(tokens, features[key], stretches) or any(
            one == last and is_joined(tokens, one) for one, last in stretches
        ):
            continue
        if any(_is_firm(tokens, *at) for at in stretches):
            yield key, FIRM
        elif "no full name" not in features[key]:
            continue
        elif key in longer:
            yield key, longer[key]
        elif any(follows_body(tokens, *at) for at in stretches):
            yield key, FIRM
        elif "person: pronoun soon" in features[key]:
            continue
        elif _begins_firm(key, features) or (
            sum(_signs(tokens, *at) + _is_beside_firm(tokens, mentioned, *at) for at in stretches) >= _ENOUGH
        ):
            yield key, FIRM


def _is_somebody(tokens: Tokens, features: Set[str], stretches: Iterable[Stretch]) -> bool:
    """True where a person is shown, whatever else is said; not by "whose" alone, which firms have as well."""
    shown = ADDRESSED & features
    if shown != {"person: who"}:
        return bool(shown)
    return any(tokens.behind[last] == "," and tokens.word(last + 2) in {"who", "whom"} for _, last in stretches)


def _begins_firm(key: str, features: Mapping[str, Set[str]]) -> bool:
    """True for the first word of a name that a firm's word ends, Kelpwind of Kelpwind Interactive; no given name."""
    if "begins longer" not in features[key] or is_given_name(key):
        return False
    return any("body: head firm" in shown for longer, shown in features.items() if longer.startswith(f"{key} "))


def _is_beside_firm(tokens: Tokens, mentioned: Mapping[int, str], first: int, last: int) -> bool:
    """True where "and" joins a name with a well-known firm, as Tolland in "Tolland and Woolworths"."""
    beside = [at + by for at, by in ((first - 1, -1), (last + 1, 1)) if tokens.sentence_word(at, first) in _AND]
    return any(mentioned.get(at) in well_known_firms() for at in beside)


def _ends_firm(key: str) -> bool:
    """True for a name that ends with a word for firms which is nobody's surname."""
    last = key.rpartition(" ")[2]
    is_surname = may_be_surname(last) or may_be_surname(last.removesuffix("s"))
    return last in _words("firm_end") or (heads().get(last) in ("firm", "form") and not is_surname)


def _is_firm(tokens: Tokens, first: int, last: int) -> bool:
    """True where a name is called a firm's: shares in it, its shares, "the cosmetics group" behind it."""
    before, further = tokens.sentence_word(first - 1, first), tokens.sentence_word(first - 2, first).lower()
    behind, then = tokens.sentence_word(last + 1, last), tokens.sentence_word(last + 2, last)
    if before in {"in", "of"} and further in _words("shares") and behind != "'s":
        return True
    if introduced_as_firm(tokens, first):
        return True
    if behind in _words("shares") and then in _words("shares_do"):
        return True
    return behind == "," and then in _ARTICLES and _is_called_firm(tokens, last)


def _is_founded(tokens: Tokens, key: str, places: Mapping[str, Sequence[Stretch]]) -> bool:
    """True for a firm named like the person whom the text names in full later on, as its founder."""
    full = [at for other, stretches in places.items() if other.endswith(f" {key}") for at in stretches]
    early = [at for at in places[key] if full and at < min(full)]
    return any(_is_firm(tokens, *at) for at in early) or (
        sum(_signs(tokens, *at) for at in early) >= _ENOUGH_BESIDE_PERSON
    )


def _signs(tokens: Tokens, first: int, last: int) -> int:
    """How much speaks for a lone name being a firm's: "customers of X" and "carmaker X" 2, "X said it would" 1."""
    before, further = tokens.sentence_word(first - 1, first).lower(), tokens.sentence_word(first - 2, first).lower()
    signs = 2 * (before in {"of", "at"} and further in _words("of_firm"))
    if is_noun_for_body(before):
        signs += 1 if before in _words("body_or_person") else 2
    behind = [tokens.sentence_word(index, last) for index in range(last + 1, last + 1 + _BEHIND)]
    if behind[0] == "'s":
        signs += (behind[1] in _words("of_firm")) + 2 * (behind[1] == "chief" and behind[2] in _words("firm_chief"))
    if behind[0] in _words("of_firm") or (behind[0] == "chief" and behind[1] in _words("firm_chief")):
        signs += 2
    for at, word in enumerate(behind):
        if word[:1].isupper() and not _is_day(word):
            break
        if word == "its" or (word == "it" and behind[at - 1] in forms_of_saying() | {"that"}):
            signs += 1
    return signs


def _is_day(word: str) -> bool:
    return word in load_words("weekdays")


def _is_called_firm(tokens: Tokens, last: int) -> bool:
    """True for ", the Franco-British cosmetics group," behind a name; not for ", the group's founder"."""
    for index in range(last + 3, last + 1 + _LONGEST_APPOSITION):
        word, behind = tokens.sentence_word(index, last), tokens.sentence_word(index + 1, last)
        if tokens.word(index - 1) == "-" and tokens.glued(index):
            word = f"{tokens.word(index - 2)}-{word}" if is_noun_for_body(f"{tokens.word(index - 2)}-{word}") else word
        if is_noun_for_body(word) and behind in CLOSING:
            return word not in _words("body_or_person")
        if word in CLOSING or word == "'s" or (is_role(word) and word not in load_words("role_modifiers")):
            return False
    return False


def _words(kind: str) -> frozenset[str]:
    return load_class("name_classes", kind)
