"""As what a text introduces a name that is like a person's: a bar called X, start-ups such as X and Y, the author of X.

The noun before the name tells what it names, whatever else is said of it later.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from sitegen.knowledge.cities import load_cities
from sitegen.knowledge.given_names import is_given_name
from sitegen.names.organizations.lexicon import is_noun_for_body, is_role
from sitegen.names.people.lexicon import Sort, forms_of_saying, sort_of
from sitegen.names.stretches import Stretch
from sitegen.text.tokens import Tokens
from sitegen.text.wordlists import load_class, load_words

_ARTICLES = frozenset({"the", "a", "an"})
_SAYS = frozenset({"said", "says", "and", "'s"})
_OWNERS = _ARTICLES | {"its", "his", "her", "their", "our", "'s"}
_CONJUNCTIONS = frozenset({"and", "or", "but", "before", "after", "when", "where", "who", "on", "at", "by", "for"})
_PREPOSITIONS = frozenset({"at", "for", "from", "in", "last", "next", "on", "this"})
_WHERE = frozenset({"in", "from", "near", "around", "between", "to"})
_LISTED = frozenset({",", "and", "or"})
_OPENING, _CLOSING = frozenset({"“", '"', "‘", "``", "«"}), frozenset({"”", '"', "’", "''", "»"})
_IN_TITLES = _ARTICLES | {"and", "at", "for", "in", "of", "on", "or", "to", "with", "&", "'s", ":", "-"}
_GROUPS = frozenset({"group", "union"})
"""Nouns for bodies that offices go by as well: right behind them a plural is the name of one."""
_LONGEST_TITLE = 6
"""So many words of a title on either side of a name, at most."""
_BEFORE_CLOSING = frozenset({",", ".", "!", "?"})
_BEHIND = frozenset({"", ",", ".", ";", ":", ")", "(", "”", '"', "’", "'", "’s", "is", "was", "has", "will"})
"""What stands behind a name with an article of its own, where the article does not belong to a noun behind it."""


def introduced_as_firm(tokens: Tokens, first: int) -> bool:
    """True behind "a firm called" and "the chief executive of", and in the list behind "start-ups such as"."""
    at = front_of_list(tokens, first)
    before, further = tokens.sentence_word(at, first), tokens.sentence_word(at - 1, first)
    if before == "of" and further in _words("chief_of"):
        return True
    if before == "as" and further == "such":
        return _is_firm(tokens, at - 2)
    return at == first - 1 and before == "called" and _is_firm(tokens, at - 1) and _has_article(tokens, at - 1)


def follows_body(tokens: Tokens, first: int, last: int) -> bool:
    """True right behind what a firm is, retailer Ada Colour; behind an article where it begins no clause."""
    noun = tokens.sentence_word(first - 1, first)
    is_group = noun in _GROUPS and tokens.words[last].endswith("s")
    if not (is_group or _is_firm(tokens, first - 1)) or noun.endswith("s") or noun in _words("plays"):
        return False
    if noun[:1].isupper() and not tokens.openings[first - 1]:
        return False
    return not _has_article(tokens, first - 1) or tokens.behind[last] in _BEHIND | _PREPOSITIONS | _SAYS


def has_branch(tokens: Tokens, _: int, last: int) -> bool:
    """True before "'s British arm", "'s stores" and "'s chief executive": what firms have."""
    if tokens.sentence_word(last + 1, last) != "'s":
        return False
    owned = [tokens.sentence_word(last + by, last) for by in (2, 3)]
    led = owned[0] in _words("officer") or (owned[0] == "chief" and owned[1] in _words("firm_chief"))
    return led or any(word in _words("branch") for word in owned)


def introduced_as_thing(tokens: Tokens, first: int) -> bool:
    """True behind "a bar called", and behind "author of"."""
    before, noun = tokens.sentence_word(first - 1, first), tokens.sentence_word(first - 2, first)
    if before == "of":
        return noun in _words("maker_of_work")
    if before == "called" and noun.endswith("s") and noun[:-1] in _things():
        return True
    return before == "called" and noun in _things() and _has_article(tokens, first - 2)


def is_workplace(tokens: Tokens, first: int, last: int) -> bool:
    """True for what people work at and come from: a cook at Edgar Halvik, firefighters from Halvik Tar; not Edgar's."""
    before, people = tokens.before[first], tokens.sentence_word(first - 2, first).lower()
    if before not in ("at", "from") or not is_role(people) or not _ends_phrase(tokens, last):
        return False
    return before == "at" or (people.endswith("s") and not is_given_name(tokens.words[first]))


def _ends_phrase(tokens: Tokens, last: int) -> bool:
    """True where nothing that is owned by a name, or called after it, follows."""
    behind = tokens.behind[last]
    acts = behind in forms_of_saying() or behind in load_words("person_verbs")
    return acts or (behind != "'s" and behind in _BEHIND | _CONJUNCTIONS)


def is_owned(tokens: Tokens, first: int, last: int) -> bool:
    """True in the list behind "also owns" and behind "takeover of"; not where something of the name's is meant."""
    if tokens.behind[last] == "'s":
        return False
    at = front_of_list(tokens, first)
    before, further = tokens.sentence_word(at, first), tokens.sentence_word(at - 1, first)
    taken = before == "over" and further in _words("taking_over")
    return taken or before in _words("owning") or (before in ("of", "with") and further in _words("owning_of"))


def has_article_always(tokens: Tokens, places: Sequence[Stretch]) -> bool:
    """True for a name with an article of its own wherever it stands: The Ada Colour is a tablet."""
    behind = (tokens.sentence_word(last + 1, last) for _, last in places)
    always = all(tokens.sentence_word(first - 1, first).lower() == "the" for first, _ in places)
    return always and any(word in _BEHIND | _PREPOSITIONS for word in behind)


def is_called(tokens: Tokens, first: int, last: int) -> bool:
    """True for what opens a sentence under a noun for a body or a work: The weekly, Ada Colour, was founded in May."""
    at = first - 2
    commas = tokens.before[first] == tokens.behind[last] == ","
    if not commas or not (_is_firm(tokens, at) or tokens.word(at) in _things()):
        return False
    opening = next((by for by in range(at - 1, at - 4, -1) if tokens.sentence_word(by, first).lower() in _OWNERS), -1)
    while opening > 0 and not tokens.openings[opening] and _is_owner(tokens, opening):
        opening -= 1
    return opening >= 0 and tokens.openings[opening]


def is_venue(tokens: Tokens, first: int, last: int) -> bool:
    """True behind a venue and a comma where it is told where that lies: the bird flu hospital, Ada Moran in Holmvik."""
    if tokens.before[first] != "," or tokens.behind[last] != "in" or not _is_firm(tokens, first - 2):
        return False
    return _has_article(tokens, first - 2) or _has_article(tokens, first - 4)


def _is_owner(tokens: Tokens, at: int) -> bool:
    """True for the words of whose body it is: the Kelp Board's weekly."""
    return tokens.words[at] in ("'s", "the") or tokens.words[at][:1].isupper()


def stands_in_marks(tokens: Tokens, places: Sequence[Stretch]) -> bool:
    """True for what is always the whole of what stands between quotation marks, as titles of works do: “Mad Orlo”."""
    return all(_is_in_marks(tokens, *at) for at in places)


def _is_in_marks(tokens: Tokens, first: int, last: int) -> bool:
    closing = last + 1 + (tokens.behind[last] in _BEFORE_CLOSING)
    opens = tokens.before[first] in _OPENING and tokens.glued(first)
    return opens and tokens.word(closing) in _CLOSING and tokens.glued(closing)


def stands_in_title(tokens: Tokens, places: Sequence[Stretch]) -> bool:
    """True for what is always a part of the title of a work between quotation marks: “Ebba and Orla”."""
    return all(_is_in_title(tokens, *at) for at in places)


def _is_in_title(tokens: Tokens, first: int, last: int) -> bool:
    """True where marks close in a few words with capitals, and small words that titles have, around the name."""
    opening, closing = first - 1, last + 1
    while tokens.in_sentence(opening, first) and first - opening <= _LONGEST_TITLE and _is_of_title(tokens, opening):
        opening -= 1
    while tokens.in_sentence(closing, last) and closing - last <= _LONGEST_TITLE and _is_of_title(tokens, closing):
        closing += 1
    opens = tokens.word(opening) in _OPENING and tokens.glued(opening + 1)
    hosted = tokens.before[first].lower() == "with"
    closing += tokens.word(closing) == "," or (hosted and tokens.word(closing) == ".")
    closes = tokens.word(closing) in _CLOSING and tokens.glued(closing)
    return opens and closes and (first - opening > 1 or closing - last > 2)


def _is_of_title(tokens: Tokens, at: int) -> bool:
    word = tokens.words[at]
    return word[:1].isupper() or word in _IN_TITLES


def is_told_otherwise(tokens: Tokens, places: Sequence[Stretch], features: Set[str]) -> bool:
    """True for a full name that only ever stands inside something, or goes on as a body's: the Ada House of Elders.

    And for one without a given name that is told as a thing.
    """
    if all(_stands_inside(tokens, *at) for at in places) or any(_goes_on_as_body(tokens, last) for _, last in places):
        return True
    return "given name first" not in features and any(_is_told_as_thing(tokens, *at) for at in places)


def _goes_on_as_body(tokens: Tokens, last: int) -> bool:
    word = tokens.sentence_word(last + 2, last)
    return tokens.behind[last] == "of" and word[:1].isupper() and sort_of(tokens.words[last]) is Sort.BODY


def _is_told_as_thing(tokens: Tokens, first: int, last: int) -> bool:
    """True before ", which": Halvik Tar, which."""
    return tokens.behind[last] == "," and tokens.sentence_word(last + 2, last) == "which"


def _stands_inside(tokens: Tokens, first: int, last: int) -> bool:
    """True behind "in", where nothing is owned by the name or called after it: a school in Orla West."""
    behind = tokens.behind[last]
    return tokens.before[first].lower() == "in" and behind in _BEHIND | _CONJUNCTIONS and behind != "'s"


def is_part(tokens: Tokens, first: int, last: int) -> bool:
    """True for a lone name right behind an acronym that is no office, "UT Austin", and in a list of cities."""
    if is_behind_acronym(tokens, first):
        return True
    if tokens.words[first] not in load_cities():
        return False
    at = front_of_list(tokens, first)
    listed = [word for word in tokens.words[at + 1 : last + 5] if word[:1].isupper() and word != tokens.words[first]]
    return tokens.sentence_word(at, first).lower() in _WHERE and any(word in load_cities() for word in listed)


def is_behind_acronym(tokens: Tokens, first: int) -> bool:
    """True behind capitals that are no office's, nor the initials that people go by: CJ, MJ."""
    before = tokens.before[first]
    is_acronym = before.isupper() and len(before) > 1 and before.isalpha() and not (len(before) == 2 and "J" in before)
    return is_acronym and not (is_role(before.lower()) or is_role(before))


def front_of_list(tokens: Tokens, first: int) -> int:
    """The token before a name, or before the list of names that it stands in."""
    at = first - 1
    while tokens.in_sentence(at, first) and tokens.words[at] in _LISTED:
        start = at - 1
        while tokens.in_sentence(start, first) and tokens.words[start][:1].isupper():
            start -= 1
        if start == at - 1:
            return at
        at = start
    return at


def _is_firm(tokens: Tokens, at: int) -> bool:
    """True for a noun for firms at that token; of a word with a hyphen, as start-ups, for the whole."""
    noun = tokens.word(at).lower()
    if tokens.word(at - 1) == "-" and tokens.glued(at):
        noun = f"{tokens.word(at - 2)}-{noun}".lower()
    return is_noun_for_body(noun) and noun not in _words("body_or_person") and not is_role(noun)


def _has_article(tokens: Tokens, at: int) -> bool:
    """True where an article or a number stands up to three words before the noun at `at`."""
    return any(tokens.sentence_word(at - by, at).lower() in _ARTICLES for by in (1, 2, 3))


def _things() -> frozenset[str]:
    return _words("vessel") | _words("work") | _words("animal") | _words("thing_called")


def _words(kind: str) -> frozenset[str]:
    return load_class("name_classes", kind)
